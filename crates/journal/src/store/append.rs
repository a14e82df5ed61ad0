//! Appending: one buffer, one write and one sync for a whole batch.
//!
//! The outcome is one of three. After *unknown* this writer is done: what is on disk is learnt by opening
//! again.

use super::Journal;
use super::batch::Batch;
use super::fault::JournalFault;
use super::numbers::{to_u64, to_usize};
use super::open::OpenOptions;
use super::plan::FaultPlan;
use super::segment::{SEGMENT_HEADER_BYTES, Segment, frame_offset, preallocate};
use crate::digest::Hash;
use crate::entry::EntryDraft;
use crate::envelope::JournalId;
use std::fs::File;
use std::path::PathBuf;
use std::sync::Arc;
use std::thread::JoinHandle;

/// The outcome of an append.
#[derive(Debug)]
pub enum Append {
    /// Durable, in order.
    Written(Vec<Written>),
    /// Someone else has written: nothing was appended.
    Fenced { actual: u64 },
    /// It may or may not be on disk. The journal answers every further append so until it is opened again.
    Unknown(JournalFault),
}

/// One durable entry.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Written {
    pub position: u64,
    pub leaf_hash: Hash,
}

/// The writer's end of the last segment.
#[derive(Debug)]
pub(crate) struct Writer {
    dir: PathBuf,
    active: Arc<Segment>,
    end: u64,
    segment_bytes: u64,
    faults: Option<Arc<FaultPlan>>,
    /// The next segment, being filled with zeros beside the writer.
    prepared: Option<JoinHandle<Result<File, JournalFault>>>,
    batch: Batch,
}

pub(super) fn append(journal: &mut Journal, expected_position: u64, drafts: &[EntryDraft]) -> Append {
    if journal.is_poisoned {
        return Append::Unknown(JournalFault::Poisoned);
    }
    let actual = journal.size();
    if expected_position != actual {
        return Append::Fenced { actual };
    }
    let Some(last) = drafts.last() else { return Append::Written(Vec::new()) };
    let mut before = journal.last_instant_microseconds.unwrap_or(i64::MIN);
    for draft in drafts {
        assert!(draft.instant_microseconds() > before, "journal order and time agree: each instant is later");
        before = draft.instant_microseconds();
    }
    match append_batch(journal, actual, drafts) {
        Ok(written) => {
            journal.last_instant_microseconds = Some(last.instant_microseconds());
            Append::Written(written)
        }
        Err(fault) => {
            journal.is_poisoned = true;
            Append::Unknown(fault)
        }
    }
}

fn append_batch(
    journal: &mut Journal,
    first: u64,
    drafts: &[EntryDraft],
) -> Result<Vec<Written>, JournalFault> {
    let shared = &journal.reader.shared;
    let writer = &mut journal.writer;
    writer.batch.encode(shared.id, first, drafts)?;
    let bytes = to_u64(writer.batch.bytes.len());
    if writer.end + bytes > writer.active.bytes {
        let next = writer.next_segment(shared.id, first, bytes)?;
        let mut state = shared.state_mut();
        let offsets = std::mem::take(&mut state.active_offsets);
        writer.active.offsets.get_or_init(|| offsets);
        state.segments.push(Arc::clone(&next));
        writer.active = next;
        writer.end = to_u64(SEGMENT_HEADER_BYTES);
    }
    let fault = || JournalFault::file("append to the segment", &writer.active.path);
    writer.active.medium.write_all_at(&writer.batch.bytes, writer.end).map_err(fault())?;
    writer.active.medium.sync().map_err(fault())?;
    let start = to_usize(writer.end);
    writer.end += bytes;
    {
        let mut state = shared.state_mut();
        state.active_offsets.extend(writer.batch.offsets.iter().map(|offset| frame_offset(start + offset)));
        for leaf in &writer.batch.leaves {
            state.tree.push(*leaf);
        }
    }
    writer.prepare_ahead();
    let leaves = writer.batch.leaves.iter();
    Ok((first..)
        .zip(leaves)
        .map(|(position, leaf_hash)| Written { position, leaf_hash: *leaf_hash })
        .collect())
}

impl Writer {
    pub(crate) fn new(dir: PathBuf, active: Arc<Segment>, end: u64, options: &OpenOptions) -> Self {
        Self {
            dir,
            active,
            end,
            segment_bytes: options.bytes_of_segments(),
            faults: options.fault_plan(),
            prepared: None,
            batch: Batch::default(),
        }
    }

    /// Starts filling the next segment with zeros once this one is half full, so that no append waits for it.
    fn prepare_ahead(&mut self) {
        if self.prepared.is_some() || self.end * 2 < self.active.bytes {
            return;
        }
        let (path, bytes) = (self.prepared_path(), self.segment_bytes);
        self.prepared = Some(std::thread::spawn(move || preallocate(&path, bytes)));
    }

    /// The next segment, with room for a batch of so many bytes.
    fn next_segment(
        &mut self,
        journal: JournalId,
        first: u64,
        batch: u64,
    ) -> Result<Arc<Segment>, JournalFault> {
        let path = self.prepared_path();
        let wanted = batch + to_u64(SEGMENT_HEADER_BYTES);
        // A planned failure strikes here and not in the thread, so that it strikes at the same moment each time.
        if let Some(error) = self.faults.as_ref().and_then(|plan| plan.before_segment()) {
            return Err(JournalFault::file("preallocate the segment", &path)(error));
        }
        let prepared = self.prepared.take().map(|thread| thread.join().expect("preallocating never panics"));
        let file = match prepared.transpose()? {
            Some(file) if wanted <= self.segment_bytes => file,
            _ => {
                let bytes = wanted.max(self.segment_bytes).next_multiple_of(4096);
                preallocate(&path, bytes)?
            }
        };
        Ok(Arc::new(Segment::begin((file, &path), &self.dir, journal, first, self.faults.as_ref())?))
    }

    fn prepared_path(&self) -> PathBuf {
        self.dir.join("next.prepared")
    }
}

impl Drop for Writer {
    fn drop(&mut self) {
        // A thread that still fills zeros must not outlive the lock of the directory.
        if let Some(thread) = self.prepared.take() {
            drop(thread.join());
        }
    }
}
