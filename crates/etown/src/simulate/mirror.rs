//! What the senders of commands know: every entry that was acknowledged, and the state that follows from the events they
//! were told. The engine must never know less, more or anything else.

use std::collections::BTreeMap;
use std::sync::Arc;

use etown_domain::{Actor, Event, State};
use etown_engine::Submission;
use etown_values::Instant;

use super::failure::{Failure, require};

/// An entry as its sender remembers it.
#[derive(Clone, Debug)]
pub(super) struct Sent {
    pub(super) submission: Submission,
    pub(super) instant: Instant,
}

/// Everything acknowledged, in order of position.
#[derive(Default)]
pub(super) struct Mirror {
    pub(super) entries: Vec<Sent>,
    by_key: BTreeMap<(Actor, String), usize>,
    /// The state as the acknowledged events make it.
    pub(super) state: State,
}

const ORDER: &str = "acknowledged entries follow each other without a gap";

impl Mirror {
    /// How many entries were acknowledged.
    pub(super) fn length(&self) -> u64 {
        u64::try_from(self.entries.len()).unwrap_or(u64::MAX)
    }

    /// Takes in an acknowledged entry.
    pub(super) fn accept(
        &mut self,
        submission: Submission,
        (position, instant): (u64, Instant),
        events: &Arc<[Event]>,
    ) -> Result<(), Failure> {
        require(position == self.length(), ORDER, || {
            format!("entry {position} was acknowledged after {} entries", self.length())
        })?;
        let last = self.entries.last().map(|last| last.instant);
        require(last.is_none_or(|last| last < instant), "each entry is later than the one before", || {
            format!("entry {position} is of {instant}, not after {last:?}")
        })?;
        for event in events.iter() {
            self.state.evolve(event);
        }
        let key = (submission.actor, submission.command_id.clone());
        self.by_key.insert(key, self.entries.len());
        self.entries.push(Sent { submission, instant });
        Ok(())
    }

    /// The entry at a position.
    pub(super) fn at(&self, position: u64) -> Option<&Sent> {
        usize::try_from(position).ok().and_then(|index| self.entries.get(index))
    }

    /// The position at which this command id of this actor was accepted.
    pub(super) fn position_of(&self, submission: &Submission) -> Option<u64> {
        let key = (submission.actor, submission.command_id.clone());
        self.by_key.get(&key).and_then(|index| u64::try_from(*index).ok())
    }
}
