//! A desk from which commands of several actors go to one engine, each with its own command id.

use std::sync::atomic::{AtomicU64, Ordering};
use std::time::Duration;

use etown_domain::bonded::BondedCommand;
use etown_domain::bonded::command::{BondedReport, ReportContent};
use etown_domain::kernel::reports::ReportKey;
use etown_domain::{Actor, Command, ZoneCommand};
use etown_engine::{Answer, Clock, Engine, NotAccepted, Submission};

use crate::problem::{Exit, Problem};

/// How long a desk waits for queries to follow before it tries a busy engine again.
const PATIENCE: Duration = Duration::from_secs(5);

/// A desk. Command ids are the desk's name and a running number, so one journal takes each name once.
pub(crate) struct Desk {
    engine: Engine,
    name: &'static str,
    clock: Clock,
    /// How far a clock that stands still moves with each command.
    step_microseconds: i64,
    next: AtomicU64,
}

impl Desk {
    /// A desk at an engine that runs by this clock.
    pub(crate) const fn new(engine: Engine, name: &'static str, clock: Clock) -> Self {
        Self { engine, name, clock, step_microseconds: 0, next: AtomicU64::new(1) }
    }

    /// Lets a clock that stands still move with each command.
    pub(crate) const fn with_step(mut self, step_microseconds: i64) -> Self {
        self.step_microseconds = step_microseconds;
        self
    }

    pub(crate) const fn engine(&self) -> &Engine {
        &self.engine
    }

    pub(crate) fn zone(&self, actor: Actor, command: ZoneCommand) -> Result<Answer, NotAccepted> {
        self.submit(actor, self.number(), Command::Zone(command))
    }

    pub(crate) fn bonded(&self, actor: Actor, command: BondedCommand) -> Result<Answer, NotAccepted> {
        self.submit(actor, self.number(), Command::Bonded(command))
    }

    /// Gives a command of any part.
    pub(crate) fn command(&self, actor: Actor, command: Command) -> Result<Answer, NotAccepted> {
        self.submit(actor, self.number(), command)
    }

    /// Gives a command under an id of its own, for cases about repetition.
    pub(crate) fn bonded_as(
        &self,
        actor: Actor,
        command_id: &str,
        command: BondedCommand,
    ) -> Result<Answer, NotAccepted> {
        self.submit_as(actor, command_id.to_owned(), Command::Bonded(command))
    }

    /// Reports what happens now, as the message of the desk's running number.
    pub(crate) fn report(
        &self,
        actor: Actor,
        source: &str,
        content: ReportContent,
    ) -> Result<Answer, NotAccepted> {
        self.report_late(actor, source, content, 0)
    }

    /// Reports what happened so long ago.
    pub(crate) fn report_late(
        &self,
        actor: Actor,
        source: &str,
        content: ReportContent,
        ago_microseconds: i64,
    ) -> Result<Answer, NotAccepted> {
        let number = self.number();
        let key = ReportKey { source: source.to_owned(), external_id: format!("{}-{number}", self.name) };
        let occurred_at = self.clock.now().plus_microseconds(ago_microseconds.saturating_neg());
        self.submit(actor, number, Command::Report(BondedReport { key, occurred_at, content }))
    }

    /// A number that this desk gives once.
    pub(super) fn number(&self) -> u64 {
        self.next.fetch_add(1, Ordering::Relaxed)
    }

    fn submit(&self, actor: Actor, number: u64, command: Command) -> Result<Answer, NotAccepted> {
        self.submit_as(actor, format!("{}-{number}", self.name), command)
    }

    fn submit_as(&self, actor: Actor, command_id: String, command: Command) -> Result<Answer, NotAccepted> {
        if let Clock::Manual(clock) = &self.clock {
            clock.advance(self.step_microseconds);
        }
        let mut bytes = format!("etown {} {}\n\n", self.name, command.kind()).into_bytes();
        serde_json::to_writer(&mut bytes, &command).expect("a command has a text form");
        let submission = Submission { actor, command_id, command, bytes };
        loop {
            match self.engine.submit(submission.clone()) {
                Err(NotAccepted::Busy { .. }) => {
                    self.engine.wait_projected(self.engine.position().saturating_sub(1), PATIENCE);
                }
                outcome => return outcome,
            }
        }
    }
}

/// Words a command that was not accepted as the end of the program.
pub(crate) fn not_accepted(doing: &str, outcome: &NotAccepted) -> Problem {
    match outcome {
        NotAccepted::Refused(refusal) => Problem::new(Exit::Refused, format!("{doing}: {refusal}")),
        NotAccepted::KeyReused { .. } => Problem::new(Exit::Refused, format!("{doing}: {outcome}")),
        NotAccepted::Busy { .. } | NotAccepted::Stopping | NotAccepted::Fault(_) => {
            Problem::fault(doing, outcome)
        }
    }
}
