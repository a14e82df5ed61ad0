//! Learning the outcome of a command: what its sender may expect of it.

use std::sync::Arc;

use etown_domain::kernel::exceptions::ExceptionEvent;
use etown_domain::{Command, Event};
use etown_engine::{Answer, NotAccepted, Submission};
use etown_values::Instant;

use super::Run;
use crate::simulate::failure::{Failure, require};

const SAME_ANSWER: &str = "the same command gets the same answer, and other bytes under its id do not";
const REASON: &str = "no command is turned away without a reason";

impl Run<'_> {
    /// Learns one outcome that is known.
    pub(super) fn learn(
        &mut self,
        submission: Submission,
        outcome: Result<Answer, NotAccepted>,
    ) -> Result<(), Failure> {
        self.tally.commands += 1;
        self.tell_command(&submission, &outcome);
        match outcome {
            Ok(answer) if answer.is_repeated => self.learn_repeated(&submission, &answer),
            Ok(answer) => self.accept(submission, (answer.position, answer.instant), &answer.events),
            Err(NotAccepted::KeyReused { position }) => {
                self.tally.reused += 1;
                let first = self.mirror.position_of(&submission);
                let is_other =
                    self.mirror.at(position).is_some_and(|sent| sent.submission.bytes != submission.bytes);
                require(first == Some(position) && is_other, SAME_ANSWER, || {
                    format!("{} is said to be used at {position}, it is {first:?}", submission.command_id)
                })
            }
            Err(NotAccepted::Refused(refusal)) => {
                self.tally.refused += 1;
                *self.tally.refused_by_code.entry(refusal.code.text).or_default() += 1;
                self.tally.note(refusal.code.text.as_bytes());
                let first = self.mirror.position_of(&submission);
                require(first.is_none(), SAME_ANSWER, || {
                    format!(
                        "{} was accepted at {first:?} and refused when it was repeated",
                        submission.command_id
                    )
                })?;
                self.oracle.refuse(&submission, &refusal)
            }
            Err(why @ (NotAccepted::Busy { .. } | NotAccepted::Stopping | NotAccepted::Fault(_))) => {
                Err(Failure::new(REASON, format!("{}: {why}", submission.command.kind())))
            }
        }
    }

    /// Takes in an entry that is new to its sender.
    pub(in crate::simulate) fn accept(
        &mut self,
        submission: Submission,
        (position, instant): (u64, Instant),
        events: &Arc<[Event]>,
    ) -> Result<(), Failure> {
        let first = self.mirror.position_of(&submission);
        require(first.is_none(), SAME_ANSWER, || {
            format!("{} is entry {first:?} and entry {position}", submission.command_id)
        })?;
        self.tally.accepted += 1;
        *self.tally.accepted_by_kind.entry(submission.command.kind()).or_default() += 1;
        for event in events.iter() {
            if let Event::Exception(ExceptionEvent::ExceptionOpened(exception)) = event {
                *self.tally.exceptions_by_kind.entry(exception.kind.as_str()).or_default() += 1;
            }
        }
        self.tally.note(&position.to_le_bytes());
        self.tally.note(&instant.microseconds().to_le_bytes());
        self.tally.note(&submission.bytes);
        self.cast.learn(events);
        if let Some(scribe) = &mut self.scribe {
            scribe.learn(&submission, events);
        }
        self.learn_in_oracle(&submission, instant, events)?;
        self.mirror.accept(submission, (position, instant), events)
    }

    fn learn_in_oracle(
        &mut self,
        submission: &Submission,
        instant: Instant,
        events: &[Event],
    ) -> Result<(), Failure> {
        #[cfg(test)]
        if let Some(planted) = &mut self.planted
            && planted.hides_from_oracle(submission)
        {
            return Ok(());
        }
        self.oracle.accept(submission, instant, events)
    }

    /// The same command, or the same message under another command id, has the first answer.
    fn learn_repeated(&mut self, submission: &Submission, answer: &Answer) -> Result<(), Failure> {
        self.tally.repeated += 1;
        let first = self.mirror.at(answer.position);
        let is_same = first.is_some_and(|first| {
            let is_same_message = matches!(submission.command, Command::Report(_));
            let is_same_id = first.submission.command_id == submission.command_id
                && first.submission.actor == submission.actor;
            first.submission.bytes == submission.bytes && (is_same_id || is_same_message)
        });
        require(is_same && first.is_some_and(|first| first.instant == answer.instant), SAME_ANSWER, || {
            format!("{} was answered by entry {}, which is another", submission.command_id, answer.position)
        })
    }

    fn tell_command(&mut self, submission: &Submission, outcome: &Result<Answer, NotAccepted>) {
        const CHARACTERS_TOLD: usize = 600;
        if self.told.is_none() {
            return;
        }
        let command: String =
            String::from_utf8_lossy(&submission.bytes).chars().take(CHARACTERS_TOLD).collect();
        let came_of_it = match outcome {
            Ok(answer) if answer.is_repeated => format!("answered before, by entry {}", answer.position),
            Ok(answer) => format!("entry {}", answer.position),
            Err(why) => why.to_string(),
        };
        let (id, actor) = (&submission.command_id, submission.actor);
        self.tell(|| format!("      {id} of {actor:?}: {command} -> {came_of_it}"));
    }
}
