//! What the edge hands to the writer and what it gets back.

use std::sync::Arc;

use etown_domain::{Actor, Command, Event, Refusal};
use etown_values::Instant;

/// Most characters of a command id.
pub const COMMAND_ID_CHARACTERS_MAX: usize = 200;

/// A command on its way to the writer.
#[derive(Clone, Debug)]
pub struct Submission {
    pub actor: Actor,
    /// The idempotency key, 1 to 200 characters, unique for this actor.
    pub command_id: String,
    pub command: Command,
    /// The command's bytes as received: operation line and body. They are what is kept and hashed.
    pub bytes: Vec<u8>,
}

/// The answer to an accepted command; it is given only once the entry is durable.
#[derive(Clone, Debug)]
pub struct Answer {
    pub position: u64,
    pub instant: Instant,
    pub events: Arc<[Event]>,
    /// Whether this is the first answer given again: the same key and bytes, or a report that was recorded before.
    pub is_repeated: bool,
}

/// An entry as the journal holds it.
#[derive(Clone, Debug)]
pub struct DurableEntry {
    pub position: u64,
    pub instant: Instant,
    pub actor: Actor,
    /// Empty where the journal itself wrote the entry, after a recovery with loss.
    pub command_id: String,
    pub events: Arc<[Event]>,
}

/// Why a command has no entry.
#[derive(Clone, Debug, thiserror::Error)]
pub enum NotAccepted {
    #[error("{0}")]
    Refused(Refusal),
    #[error("the command id was used with other bytes at position {position}")]
    KeyReused { position: u64 },
    #[error("busy; retry after {retry_after_ms} ms")]
    Busy { retry_after_ms: u64 },
    #[error("the zone is stopping")]
    Stopping,
    /// The world failed or an invariant broke; the log has the details under this reference.
    #[error("a fault occurred; the log has the details under {0}")]
    Fault(String),
}

/// Where an answer goes. An answer that is dropped unsent, by a fault of the writer, still reaches its caller.
pub(crate) struct Reply(Option<ReplyTo>);

pub(crate) type ReplyTo = Box<dyn FnOnce(Result<Answer, NotAccepted>) + Send>;

impl Reply {
    pub(crate) fn new(to: ReplyTo) -> Self {
        Self(Some(to))
    }

    pub(crate) fn send(mut self, outcome: Result<Answer, NotAccepted>) {
        if let Some(to) = self.0.take() {
            to(outcome);
        }
    }
}

impl Drop for Reply {
    fn drop(&mut self) {
        if let Some(to) = self.0.take() {
            to(Err(NotAccepted::Stopping));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_answer_that_is_lost_on_its_way_still_reaches_its_caller() {
        let (sender, outcome) = std::sync::mpsc::channel();
        drop(Reply::new(Box::new(move |outcome| sender.send(outcome).unwrap())));
        assert!(matches!(outcome.recv().unwrap(), Err(NotAccepted::Stopping)));
    }
}
