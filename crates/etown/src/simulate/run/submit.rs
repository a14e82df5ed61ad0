//! Sending commands, and what their senders do when the outcome is not known: they send them again as they were.

use etown_domain::{Actor, schedule};
use etown_engine::{NotAccepted, Submission};

use super::Run;
use crate::simulate::engine::Ending;
use crate::simulate::failure::{Failure, require};

pub(in crate::simulate) const NOT_AVAILABLE: &str = "commands are accepted again once a failure is over";
const NOBODY_SENT: &str = "every entry was sent by somebody";

impl Run<'_> {
    /// Sends commands as one batch, learns their outcomes, and sends again what has none.
    pub(super) fn send(&mut self, submissions: Vec<Submission>) -> Result<(), Failure> {
        if submissions.is_empty() {
            return Ok(());
        }
        // Time goes on between two commands, though not always by enough to be seen in their dates.
        self.bench.clock.advance(1_000);
        let outcomes = self.bench.submit(submissions.clone());
        let mut unknown = Vec::new();
        for (submission, outcome) in submissions.into_iter().zip(outcomes) {
            match outcome {
                Err(NotAccepted::Fault(reference)) => {
                    require(self.bench.has_struck(), "no command meets a fault without a cause", || {
                        format!("{} met {reference}", submission.command.kind())
                    })?;
                    unknown.push(submission);
                }
                outcome => self.learn(submission, outcome)?,
            }
        }
        if unknown.is_empty() {
            return self.require_position();
        }
        self.say("outcome unknown");
        self.go_on_after_fault()?;
        self.find_survivors(&unknown)?;
        for submission in unknown {
            let outcome = self.bench.submit(vec![submission.clone()]).swap_remove(0);
            self.learn(submission, outcome)?;
        }
        self.require_position()
    }

    /// After a failure has struck: an engine whose process lives has opened its journal again by itself.
    pub(super) fn go_on_after_fault(&mut self) -> Result<(), Failure> {
        self.tally.faults += 1;
        if self.bench.engine().is_available() {
            self.bench.plan_nothing();
            return Ok(());
        }
        self.say("killed");
        self.bench.end(Ending::Killed);
        self.open_again()?;
        require(self.bench.engine().is_available(), NOT_AVAILABLE, || "after a start".to_owned())
    }

    /// Finds which commands of unknown outcome are entries now.
    pub(super) fn find_survivors(&mut self, unknown: &[Submission]) -> Result<(), Failure> {
        let durable = self.bench.engine().position();
        let known = self.mirror.length();
        require(durable >= known, "no acknowledged entry is lost", || {
            format!("{durable} of {known} acknowledged entries are there")
        })?;
        for position in known..durable {
            let read = self.bench.engine().entry_at(position);
            let entry = read.map_err(|fault| Failure::new(NOBODY_SENT, fault.chain()))?;
            let entry =
                entry.ok_or_else(|| Failure::new(NOBODY_SENT, format!("entry {position} is not there")))?;
            let sender = unknown
                .iter()
                .find(|sent| sent.actor == entry.actor && sent.command_id == entry.command_id)
                .ok_or_else(|| {
                    Failure::new(NOBODY_SENT, format!("entry {position} is {}", entry.command_id))
                })?;
            self.say(&format!("{} had survived", entry.command_id));
            self.tally.survivors += 1;
            self.accept(sender.clone(), (entry.position, entry.instant), &entry.events)?;
        }
        Ok(())
    }

    /// Lets the scheduler act, and learns what it did from the journal.
    pub(super) fn act_on_due_dates(&mut self) -> Result<(), Failure> {
        let date = self.bench.engine().business_date();
        let due: Vec<Submission> = schedule::due(&self.mirror.state, date)
            .into_iter()
            .map(|due| Submission {
                actor: Actor::Scheduler,
                command_id: due.command_id,
                bytes: serde_json::to_vec(&due.command).expect("a command has a text form"),
                command: due.command,
            })
            .collect();
        let report = self.bench.engine().act_on_due_dates();
        if report.postponed > 0 {
            require(self.bench.has_struck(), "what is due is done", || format!("{report:?}"))?;
            self.go_on_after_fault()?;
        } else {
            require(report.done == due.len() && report.refused == 0, "what is due is done", || {
                format!("{report:?} of {}", due.len())
            })?;
        }
        self.find_survivors(&due)?;
        self.require_position()
    }
}
