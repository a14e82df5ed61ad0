//! Acts on due dates: submits what the rules say is due, under ids that depend on nothing but the due thing, so that
//! catching up after downtime repeats nothing and skips nothing.

use std::sync::Arc;
use std::sync::mpsc;
use std::time::Duration;

use etown_domain::Actor;
use etown_domain::schedule::{self, Due};
use etown_values::CivilDate;

use crate::shared::Shared;
use crate::submission::{NotAccepted, Reply, Submission};

const LOOK_EVERY: Duration = Duration::from_millis(500);
/// Commands on their way at once.
const PORTION: usize = 1_000;

/// What acting on due dates came to.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct DueReport {
    /// Done now.
    pub done: usize,
    /// Done before, under the same ids.
    pub repeated: usize,
    /// No longer due by the rules.
    pub refused: usize,
    /// To be tried again.
    pub postponed: usize,
}

/// Looks twice a second until the engine stops; what is not due costs nothing.
pub(crate) fn run(shared: &Arc<Shared>) {
    while !shared.is_stopping() {
        act(shared);
        shared.feed.pause(LOOK_EVERY);
    }
}

/// The business date that a command would have now.
pub(crate) fn today(shared: &Shared) -> CivilDate {
    let memory = shared.read();
    memory.date(memory.stamp(shared.options.clock.now()))
}

/// Submits everything due today, in order, and waits until it is durable.
pub(crate) fn act(shared: &Shared) -> DueReport {
    let due = {
        let memory = shared.read();
        schedule::due(&memory.state, memory.date(memory.stamp(shared.options.clock.now())))
    };
    let mut report = DueReport::default();
    for portion in due.chunks(PORTION) {
        submit(shared, portion, &mut report);
        if report.postponed > 0 {
            // What comes later must not overtake what could not be done yet.
            break;
        }
    }
    report
}

fn submit(shared: &Shared, portion: &[Due], report: &mut DueReport) {
    let (sender, answers) = mpsc::channel();
    for due in portion {
        let sender = sender.clone();
        let submission = Submission {
            actor: Actor::Scheduler,
            command_id: due.command_id.clone(),
            command: due.command.clone(),
            bytes: serde_json::to_vec(&due.command).expect("a command has a text form"),
        };
        let reply = Reply::new(Box::new(move |outcome| {
            let _receiver_waits_for_all = sender.send(outcome);
        }));
        shared.submit(submission, reply);
    }
    drop(sender);
    for outcome in answers {
        match outcome {
            Ok(answer) if answer.is_repeated => report.repeated += 1,
            Ok(_) => report.done += 1,
            Err(NotAccepted::Refused(refusal)) => {
                tracing::info!(refusal = %refusal, "what was due is due no longer");
                report.refused += 1;
            }
            Err(why) => {
                tracing::warn!(why = %why, "what is due is tried again");
                report.postponed += 1;
            }
        }
    }
}
