//! A batch: commands decided together, and their answers held until all of it is durable.

use std::sync::Arc;

use etown_journal::EntryDraft;

use crate::record::Recorded;
use crate::submission::{Answer, NotAccepted, Reply};

/// What a command came to, before the batch is durable.
pub(super) enum Outcome {
    /// It is this entry of the batch.
    New(usize),
    /// The entry at this position answers it.
    Repeated(u64),
    NotAccepted(NotAccepted),
    /// Not decided: the writer failed before it came to it.
    Open,
}

pub(super) struct Batch {
    start: u64,
    /// The position after its last entry.
    end: u64,
    replies: Vec<(Reply, Outcome)>,
    entries: Vec<Arc<Recorded>>,
    drafts: Vec<EntryDraft>,
    bytes: usize,
}

/// Where a command's outcome goes.
#[derive(Clone, Copy)]
pub(super) struct Slot(usize);

impl Batch {
    pub(super) fn starting_at(start: u64) -> Self {
        Self { start, end: start, replies: Vec::new(), entries: Vec::new(), drafts: Vec::new(), bytes: 0 }
    }

    pub(super) fn start(&self) -> u64 {
        self.start
    }

    pub(super) fn end(&self) -> u64 {
        self.end
    }

    pub(super) fn ends_at(&mut self, end: u64) {
        self.end = end;
    }

    pub(super) fn len(&self) -> usize {
        self.replies.len()
    }

    /// Bytes of the sections of all entries so far.
    pub(super) fn bytes(&self) -> usize {
        self.bytes
    }

    pub(super) fn entries(&self) -> &[Arc<Recorded>] {
        &self.entries
    }

    pub(super) fn reserve(&mut self, reply: Reply) -> Slot {
        self.replies.push((reply, Outcome::Open));
        Slot(self.replies.len() - 1)
    }

    pub(super) fn set(&mut self, slot: Slot, outcome: Outcome) {
        self.replies[slot.0].1 = outcome;
    }

    pub(super) fn push(&mut self, entry: Recorded, draft: EntryDraft) -> Outcome {
        self.bytes += entry.bytes;
        self.entries.push(Arc::new(entry));
        self.drafts.push(draft);
        Outcome::New(self.entries.len() - 1)
    }

    pub(super) fn take_drafts(&mut self) -> Vec<EntryDraft> {
        std::mem::take(&mut self.drafts)
    }

    /// Answers every command; entries of earlier batches are read by `find`.
    pub(super) fn answer(self, find: impl Fn(u64) -> Result<Recorded, NotAccepted>) {
        let Self { start, replies, entries, .. } = self;
        let own = |position: u64| {
            let index = usize::try_from(position.checked_sub(start)?).ok()?;
            entries.get(index)
        };
        for (reply, outcome) in replies {
            let answer = match outcome {
                Outcome::New(index) => Ok(to_answer(&entries[index], false)),
                Outcome::Repeated(position) => match own(position) {
                    Some(entry) => Ok(to_answer(entry, true)),
                    None => find(position).map(|entry| to_answer(&entry, true)),
                },
                Outcome::NotAccepted(why) => Err(why),
                Outcome::Open => Err(NotAccepted::Stopping),
            };
            reply.send(answer);
        }
    }

    /// Tells every command that its outcome is not known; asking again with the same command id is safe.
    pub(super) fn fail(self, reference: &str) {
        for (reply, _) in self.replies {
            reply.send(Err(NotAccepted::Fault(reference.into())));
        }
    }
}

fn to_answer(entry: &Recorded, is_repeated: bool) -> Answer {
    Answer {
        position: entry.position,
        instant: entry.instant,
        events: Arc::clone(&entry.events),
        is_repeated,
    }
}
