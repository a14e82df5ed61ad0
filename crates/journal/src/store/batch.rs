//! Hashing and framing a batch into one buffer, on several threads where it is large.
//!
//! Hashing is most of the cost of an append, and entries are hashed independently of each other. Buffers are
//! reused from batch to batch.

use super::fault::JournalFault;
use super::frame::{FRAME_HEADER_BYTES, finish_frame, frame_length};
use super::numbers::to_u64;
use crate::digest::{Algorithm, Hash};
use crate::entry::{ENVELOPE_BYTES_MAX, EntryDraft, SALT_BYTES};
use crate::envelope::{Envelope, JournalId, leaf_hash};
use crate::payload::{encode_payload_into, payload_digest, payload_length, section_hash};

/// The batch in hand.
#[derive(Debug, Default)]
pub(crate) struct Batch {
    /// All frames, in order.
    pub(crate) bytes: Vec<u8>,
    /// Where each frame starts in `bytes`.
    pub(crate) offsets: Vec<usize>,
    pub(crate) leaves: Vec<Hash>,
    random: Vec<u8>,
    threads: Option<usize>,
}

/// Less to hash than this is not worth another thread.
const BYTES_PER_THREAD_MIN: usize = 64 * 1024;
/// What an entry costs beside its bytes, as bytes: its envelope and the ends of its hashes.
const BYTES_OF_ENTRY: usize = 1_024;
/// More threads than this would only wait for memory.
const THREADS_MAX: usize = 4;
/// More than the bytes of any envelope.
const ENVELOPE_BYTES_GUESS: usize = 320;

/// A slice of the batch with its salts, encoded by one thread.
struct Part<'a> {
    journal: JournalId,
    batch_first: u64,
    first: u64,
    drafts: &'a [EntryDraft],
    salts: &'a [[u8; SALT_BYTES]],
}

fn work_of(draft: &EntryDraft) -> usize {
    BYTES_OF_ENTRY + payload_length(draft.sections())
}

#[derive(Default)]
struct Encoded {
    bytes: Vec<u8>,
    offsets: Vec<usize>,
    leaves: Vec<Hash>,
}

impl Batch {
    /// Hashes and frames all drafts; draws all salts at once.
    pub(crate) fn encode(
        &mut self,
        journal: JournalId,
        first: u64,
        drafts: &[EntryDraft],
    ) -> Result<(), JournalFault> {
        let salts = drafts.iter().map(|draft| draft.sections().len()).sum::<usize>();
        self.random.resize(salts * SALT_BYTES, 0);
        getrandom::fill(&mut self.random).map_err(|_no_detail| JournalFault::NoRandomness)?;
        let available = *self.threads.get_or_insert_with(|| {
            std::thread::available_parallelism().map_or(1, std::num::NonZero::get).min(THREADS_MAX)
        });
        let work = drafts.iter().map(work_of).sum::<usize>();
        let threads = (work / BYTES_PER_THREAD_MIN).clamp(1, available.min(drafts.len().max(1)));
        let (salts, _rest) = self.random.as_chunks::<SALT_BYTES>();
        let whole = Part { journal, batch_first: first, first, drafts, salts };
        let mut into = Encoded {
            bytes: std::mem::take(&mut self.bytes),
            offsets: std::mem::take(&mut self.offsets),
            leaves: std::mem::take(&mut self.leaves),
        };
        into.bytes.clear();
        into.offsets.clear();
        into.leaves.clear();
        whole.encode_on(threads, &mut into);
        (self.bytes, self.offsets, self.leaves) = (into.bytes, into.offsets, into.leaves);
        Ok(())
    }
}

impl<'a> Part<'a> {
    /// Encodes on so many threads, this one among them.
    fn encode_on(self, threads: usize, into: &mut Encoded) {
        if threads <= 1 {
            return self.encode(into);
        }
        let (mine, rest) = self.split(threads);
        std::thread::scope(|scope| {
            let other = scope.spawn(move || {
                let mut encoded = Encoded::default();
                rest.encode_on(threads - 1, &mut encoded);
                encoded
            });
            mine.encode(into);
            let other = other.join().expect("encoding never panics");
            let start = into.bytes.len();
            into.bytes.extend_from_slice(&other.bytes);
            into.offsets.extend(other.offsets.iter().map(|offset| start + offset));
            into.leaves.extend_from_slice(&other.leaves);
        });
    }

    /// The first of so many parts of about the same work, and the rest.
    fn split(self, parts: usize) -> (Part<'a>, Part<'a>) {
        let wanted = self.drafts.iter().map(work_of).sum::<usize>() / parts;
        let mut work = 0;
        let has_room = |draft: &&EntryDraft| {
            work += work_of(draft);
            work <= wanted
        };
        let count = self.drafts.iter().take_while(has_room).count().max(1);
        let (mine, rest) = self.drafts.split_at(count.min(self.drafts.len()));
        let salts = mine.iter().map(|draft| draft.sections().len()).sum();
        let (my_salts, salts) = self.salts.split_at(salts);
        let first = self.first + to_u64(mine.len());
        (Part { drafts: mine, salts: my_salts, ..self }, Part { drafts: rest, salts, first, ..self })
    }

    fn encode(&self, into: &mut Encoded) {
        let bytes = &mut into.bytes;
        let lengths =
            self.drafts.iter().map(|it| frame_length(ENVELOPE_BYTES_GUESS, payload_length(it.sections())));
        bytes.reserve(lengths.sum());
        let mut salts = self.salts;
        let (mut sha256, mut sm3) = (Vec::new(), Vec::new());
        for (position, draft) in (self.first..).zip(self.drafts) {
            let sections = draft.sections();
            let (own_salts, rest) = salts.split_at(sections.len());
            salts = rest;
            sha256.clear();
            sm3.clear();
            for (section, salt) in sections.iter().zip(own_salts) {
                sha256.push(section_hash(Algorithm::Sha256, salt, &section.name, &section.content));
                sm3.push(section_hash(Algorithm::Sm3, salt, &section.name, &section.content));
            }
            let envelope = Envelope {
                journal: self.journal,
                position,
                instant_microseconds: draft.instant_microseconds(),
                payload_root_sha256: payload_digest(Algorithm::Sha256, &sha256),
                payload_sm3: payload_digest(Algorithm::Sm3, &sm3),
            };
            let start = bytes.len();
            into.offsets.push(start);
            bytes.resize(start + FRAME_HEADER_BYTES, 0);
            envelope.encode_into(bytes);
            let envelope_bytes = &bytes[start + FRAME_HEADER_BYTES..];
            let length = envelope_bytes.len();
            assert!(length <= ENVELOPE_BYTES_MAX, "the canonical envelope has about 300 bytes");
            into.leaves.push(leaf_hash(envelope_bytes));
            encode_payload_into(bytes, sections, own_salts);
            finish_frame(bytes, start, length, position, self.batch_first);
        }
    }
}
