//! One run: takes the steps of a plan one after another, and keeps what the senders of commands were told.

mod fault;
mod outcome;
mod restart;
mod submit;

use std::path::Path;

use etown_domain::{Actor, Command};
use etown_engine::{Answer, Submission};

use super::actions::{Asked, View};
use super::cast::{self, Cast};
use super::checks;
use super::engine::Bench;
use super::failure::{Failure, require};
use super::mirror::Mirror;
use super::oracle::Oracle;
use super::plan::{Plan, Step, What, draw_action};
use super::tally::Tally;
use crate::zone::random::Seeded;

/// Steps after which live and mirrored state are compared.
const COMPARE_EVERY: usize = 25;
/// Most commands sent at once.
const TOGETHER_MAX: u64 = 12;

/// A run under way.
pub(super) struct Run<'a> {
    pub(super) bench: Bench,
    pub(super) mirror: Mirror,
    pub(super) oracle: Oracle,
    pub(super) cast: Cast,
    /// Reports that were held back on their way.
    mail: Vec<Submission>,
    pub(super) tally: Tally,
    /// What each step did, in words; kept only where somebody will read it.
    pub(super) told: Option<&'a mut Vec<String>>,
    numbers: u64,
    #[cfg(test)]
    pub(super) planted: Option<super::planted::Planted>,
}

/// What a run is beside its plan.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Conditions {
    /// A bug that a test plants, to see whether it is found.
    #[cfg(test)]
    pub(super) planted: Option<super::planted::Planted>,
}

/// Takes every step of a plan in an empty directory; the state of the zone at the end is part of the tally.
pub(super) fn run(
    plan: &Plan,
    directory: &Path,
    conditions: Conditions,
    told: Option<&mut Vec<String>>,
) -> Result<Tally, Failure> {
    let bench = Bench::create(directory, plan.seed).map_err(|fault| Failure::new(OPENS, fault.chain()))?;
    #[cfg(not(test))]
    let Conditions {} = conditions;
    let mut run = Run {
        bench,
        mirror: Mirror::default(),
        oracle: Oracle::default(),
        cast: Cast::default(),
        mail: Vec::new(),
        tally: Tally::default(),
        told,
        numbers: 0,
        #[cfg(test)]
        planted: conditions.planted,
    };
    cast::set_up(&mut run)?;
    for (index, step) in plan.steps.iter().enumerate() {
        run.take(*step)?;
        if index % COMPARE_EVERY == COMPARE_EVERY - 1 {
            run.compare_state()?;
        }
    }
    run.finish()
}

pub(super) const OPENS: &str = "a zone opens after whatever happened to it";

impl Run<'_> {
    fn take(&mut self, step: Step) -> Result<(), Failure> {
        let mut seeded = Seeded::new(step.draw);
        self.tell(|| format!("{:5} {}", step.number, step.what));
        match step.what {
            What::Act(action) => {
                let asked = (action.ask)(&self.view(), &mut seeded);
                let Some(asked) = asked else { return Ok(()) };
                let submission = self.submission(asked);
                if self.is_held_back(&submission, &mut seeded) {
                    self.say("held back on its way");
                    self.mail.push(submission);
                    return Ok(());
                }
                self.send(vec![submission])
            }
            What::ActTogether => self.act_together(&mut seeded),
            What::Deliver => self.deliver(&mut seeded),
            What::Repeat => self.repeat(&mut seeded),
            What::ReuseKey => self.reuse_key(&mut seeded),
            What::SetClock => {
                self.set_clock(&mut seeded);
                Ok(())
            }
            What::ActOnDueDates => self.act_on_due_dates(),
            What::Checkpoint => self.checkpoint(),
            What::Snapshot => self.snapshot(),
            What::PlanFault => {
                self.plan_fault(&mut seeded);
                Ok(())
            }
            What::Restart => self.restart(&mut seeded),
            What::Compare => {
                self.compare_state()?;
                checks::projection::compare(self)
            }
        }
    }

    fn view(&self) -> View<'_> {
        let now = self.bench.now();
        let date = now.date_in(self.mirror.state.utc_offset());
        View { state: &self.mirror.state, cast: &self.cast, now, date, number: self.numbers }
    }

    /// Writes a command as its sender would, under an id that no other command has.
    fn submission(&mut self, asked: Asked) -> Submission {
        self.numbers += 1;
        // Time goes on between two commands, though not always by enough to be seen in their dates.
        self.bench.clock.advance(1_000);
        let Asked { actor, command } = asked;
        let bytes = serde_json::to_vec(&command).expect("a command has a text form");
        Submission { actor, command_id: format!("simulated-{}", self.numbers), command, bytes }
    }

    /// Sends a command of the setting up, which nothing may refuse.
    pub(super) fn must(&mut self, actor: Actor, command: Command) -> Result<Answer, Failure> {
        let submission = self.submission(Asked { actor, command });
        let outcome = self.bench.submit(vec![submission.clone()]).swap_remove(0);
        let answer = outcome.map_err(|why| {
            Failure::new("the zone is set up", format!("{}: {why}", submission.command.kind()))
        })?;
        self.accept(submission, (answer.position, answer.instant), &answer.events)?;
        Ok(answer)
    }

    fn is_held_back(&self, submission: &Submission, seeded: &mut Seeded) -> bool {
        matches!(submission.command, Command::Report(_)) && seeded.between(1, 3) == 1
    }

    fn act_together(&mut self, seeded: &mut Seeded) -> Result<(), Failure> {
        let mut submissions: Vec<Submission> = Vec::new();
        for _ in 0..seeded.between(2, TOGETHER_MAX) {
            let action = draw_action(seeded);
            let asked = (action.ask)(&self.view(), seeded);
            let Some(asked) = asked else { continue };
            let submission = self.submission(asked);
            if seeded.between(1, 8) == 1 {
                // A sender in a hurry sends twice.
                submissions.push(submission.clone());
            }
            submissions.push(submission);
        }
        self.send(submissions)
    }

    fn deliver(&mut self, seeded: &mut Seeded) -> Result<(), Failure> {
        if self.mail.is_empty() {
            return Ok(());
        }
        // In any order, and one in three comes again later.
        let position = seeded.position(self.mail.len());
        let mut submission = self.mail[position].clone();
        if seeded.between(1, 3) > 1 {
            self.mail.swap_remove(position);
        } else {
            self.numbers += 1;
            submission.command_id = format!("again-{}", self.numbers);
        }
        self.send(vec![submission])
    }

    fn repeat(&mut self, seeded: &mut Seeded) -> Result<(), Failure> {
        let sent: Vec<usize> = self.people_sent();
        if sent.is_empty() {
            return Ok(());
        }
        let index = sent[seeded.position(sent.len())];
        self.send(vec![self.mirror.entries[index].submission.clone()])
    }

    fn reuse_key(&mut self, seeded: &mut Seeded) -> Result<(), Failure> {
        let sent = self.people_sent();
        if sent.is_empty() {
            return Ok(());
        }
        let index = sent[seeded.position(sent.len())];
        let mut submission = self.mirror.entries[index].submission.clone();
        submission.bytes.push(b' ');
        self.send(vec![submission])
    }

    /// Positions of entries that people sent, which they may send again.
    fn people_sent(&self) -> Vec<usize> {
        let is_person =
            |index: &usize| matches!(self.mirror.entries[*index].submission.actor, Actor::User(_));
        (0..self.mirror.entries.len()).filter(is_person).collect()
    }

    fn set_clock(&mut self, seeded: &mut Seeded) {
        const SECOND: i64 = 1_000_000;
        let seconds = i64::try_from(seeded.between(1, 86_400)).unwrap_or_default();
        let step = match seeded.between(0, 5) {
            0 => -seconds * SECOND,
            1 => -SECOND,
            2 => seconds * SECOND * 4,
            _ => seconds * SECOND,
        };
        self.bench.clock.advance(step);
        self.say(&format!("by {} s", step / SECOND));
    }

    pub(super) fn compare_state(&mut self) -> Result<(), Failure> {
        checks::state::compare(self)
    }

    fn finish(mut self) -> Result<Tally, Failure> {
        self.tell(|| "  end compare everything and make it anew".to_owned());
        self.settle_faults()?;
        self.compare_state()?;
        checks::projection::compare(&self)?;
        checks::at_rest::compare(&mut self)?;
        Ok(self.tally)
    }

    /// Keeps a line about what is being done.
    pub(super) fn tell(&mut self, line: impl FnOnce() -> String) {
        if let Some(told) = &mut self.told {
            told.push(line());
        }
    }

    /// Adds to the last line what came of it.
    pub(super) fn say(&mut self, what: &str) {
        if let Some(last) = self.told.as_mut().and_then(|told| told.last_mut()) {
            last.push_str("; ");
            last.push_str(what);
        }
    }

    pub(super) fn require_position(&self) -> Result<(), Failure> {
        let (position, known) = (self.bench.engine().position(), self.mirror.length());
        require(position == known, "the journal holds what was acknowledged and nothing else", || {
            format!("{position} entries are durable, {known} are known")
        })
    }
}
