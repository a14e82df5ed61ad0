//! One run: takes the steps of a plan one after another, and keeps what the senders of commands were told.

mod disturb;
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
use super::engine::{Bench, Ending};
use super::failure::{Failure, require};
use super::mirror::Mirror;
use super::oracle::Oracle;
use super::plan::{Plan, What, draw_action};
use super::script::{Deed, Done, Scribe, Script};
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
    /// Writes down what is done, or follows what was written; absent where nobody will want it.
    scribe: Option<Scribe>,
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

/// Takes every step of a plan in an empty directory.
pub(super) fn run(plan: &Plan, directory: &Path, conditions: Conditions) -> Result<Tally, Failure> {
    let mut run = Run::set_up(plan.seed, directory, conditions, None)?;
    run.take_all(plan)?;
    run.finish()
}

/// Takes every step of a plan and writes down what was done, up to the failure where there is one.
pub(super) fn write_down(plan: &Plan, directory: &Path, conditions: Conditions) -> Script {
    let scribe = Scribe::of_seed(plan.seed);
    let Ok(mut run) = Run::set_up(plan.seed, directory, conditions, Some(scribe)) else {
        return Script { seed: plan.seed, ..Script::default() };
    };
    // The script is wanted of a run that fails.
    let _failure = run.take_all(plan);
    run.bench.end(Ending::Killed);
    run.scribe.take().map(|scribe| scribe.script).unwrap_or_default()
}

/// Does what a script says.
pub(super) fn follow(
    script: &Script,
    directory: &Path,
    conditions: Conditions,
    told: Option<&mut Vec<String>>,
) -> Result<Tally, Failure> {
    let mut run = Run::set_up(script.seed, directory, conditions, Some(Scribe::following(script)))?;
    run.told = told;
    for (index, done) in script.deeds.iter().enumerate() {
        run.perform(done.clone())?;
        run.compare_sometimes(index)?;
    }
    run.finish()
}

pub(super) const OPENS: &str = "a zone opens after whatever happened to it";

impl Run<'_> {
    fn set_up(
        seed: u64,
        directory: &Path,
        conditions: Conditions,
        scribe: Option<Scribe>,
    ) -> Result<Self, Failure> {
        let bench = Bench::create(directory, seed).map_err(|fault| Failure::new(OPENS, fault.chain()))?;
        #[cfg(not(test))]
        let Conditions {} = conditions;
        let mut run = Self {
            bench,
            mirror: Mirror::default(),
            oracle: Oracle::default(),
            cast: Cast::default(),
            mail: Vec::new(),
            tally: Tally::default(),
            told: None,
            numbers: 0,
            scribe,
            #[cfg(test)]
            planted: conditions.planted,
        };
        #[cfg(test)]
        if let Some(planted) = conditions.planted {
            run.oracle.imitate(planted);
        }
        cast::set_up(&mut run)?;
        Ok(run)
    }

    fn take_all(&mut self, plan: &Plan) -> Result<(), Failure> {
        for (index, step) in plan.steps.iter().enumerate() {
            let mut seeded = Seeded::new(step.draw);
            if let Some(deed) = self.choose(step.what, &mut seeded) {
                self.perform(Done { step: step.number, name: step.what.to_string(), deed })?;
            }
            self.compare_sometimes(index)?;
        }
        Ok(())
    }

    fn compare_sometimes(&mut self, index: usize) -> Result<(), Failure> {
        if index % COMPARE_EVERY == COMPARE_EVERY - 1 { checks::state::compare(self) } else { Ok(()) }
    }

    /// What a step comes to in the state as it is; nothing where there is no occasion for it.
    fn choose(&mut self, what: What, seeded: &mut Seeded) -> Option<Deed> {
        Some(match what {
            What::Act(action) => {
                let asked = (action.ask)(&self.view(), seeded)?;
                let submission = self.submission(asked);
                if is_held_back(&submission, seeded) {
                    self.mail.push(submission);
                    return None;
                }
                Deed::Send(vec![submission])
            }
            What::ActTogether => Deed::Send(self.act_together(seeded)),
            What::Deliver => Deed::Send(vec![self.deliver(seeded)?]),
            What::Repeat => Deed::Send(vec![self.sent_before(seeded)?]),
            What::ReuseKey => {
                let mut submission = self.sent_before(seeded)?;
                submission.bytes.push(b' ');
                Deed::Send(vec![submission])
            }
            What::SetClock => Deed::SetClock { microseconds: clock_step(seeded) },
            What::ActOnDueDates => Deed::ActOnDueDates,
            What::Checkpoint => Deed::Checkpoint,
            What::Snapshot => Deed::Snapshot { is_obstructed: seeded.between(1, 4) == 1 },
            What::PlanFault => {
                let (fault, aftermath) = fault::draw(seeded);
                Deed::PlanFault(fault, aftermath)
            }
            What::Restart => Deed::Restart { draw: seeded.next() },
            What::Compare => Deed::Compare,
        })
    }

    fn perform(&mut self, done: Done) -> Result<(), Failure> {
        self.tell(|| format!("{:5} {}", done.step, done.name));
        if let Some(scribe) = &mut self.scribe {
            scribe.script.deeds.push(done.clone());
        }
        match done.deed {
            Deed::Send(submissions) => {
                let Some(scribe) = &self.scribe else { return self.send(submissions) };
                let submissions =
                    submissions.iter().map(|submission| scribe.in_present_ids(submission)).collect();
                self.send(submissions)
            }
            Deed::SetClock { microseconds } => {
                self.say(&format!("by {} s", microseconds / 1_000_000));
                self.bench.clock.advance(microseconds);
                Ok(())
            }
            Deed::ActOnDueDates => self.act_on_due_dates(),
            Deed::Checkpoint => self.checkpoint(),
            Deed::Snapshot { is_obstructed } => self.snapshot(is_obstructed),
            Deed::PlanFault(fault, aftermath) => {
                self.say(&format!("{fault:?}, {aftermath:?}"));
                self.bench.plan(fault, aftermath);
                Ok(())
            }
            Deed::Restart { draw } => self.restart(&mut Seeded::new(draw)),
            Deed::Compare => {
                checks::state::compare(self)?;
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
        let Asked { actor, command } = asked;
        let bytes = serde_json::to_vec(&command).expect("a command has a text form");
        Submission { actor, command_id: format!("simulated-{}", self.numbers), command, bytes }
    }

    /// Sends a command of the setting up, which nothing may refuse.
    pub(super) fn must(&mut self, actor: Actor, command: Command) -> Result<Answer, Failure> {
        let submission = self.submission(Asked { actor, command });
        self.bench.clock.advance(1_000);
        let outcome = self.bench.submit(vec![submission.clone()]).swap_remove(0);
        let answer = outcome.map_err(|why| {
            Failure::new("the zone is set up", format!("{}: {why}", submission.command.kind()))
        })?;
        self.accept(submission, (answer.position, answer.instant), &answer.events)?;
        Ok(answer)
    }

    fn act_together(&mut self, seeded: &mut Seeded) -> Vec<Submission> {
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
        submissions
    }

    fn deliver(&mut self, seeded: &mut Seeded) -> Option<Submission> {
        if self.mail.is_empty() {
            return None;
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
        Some(submission)
    }

    /// A command that somebody sent and that was accepted.
    fn sent_before(&self, seeded: &mut Seeded) -> Option<Submission> {
        let sent = self.people_sent();
        let position = *sent.get(seeded.position(sent.len().max(1)))?;
        Some(self.mirror.entries[position].submission.clone())
    }

    /// Positions of entries that people sent, which they may send again.
    fn people_sent(&self) -> Vec<usize> {
        let is_person =
            |index: &usize| matches!(self.mirror.entries[*index].submission.actor, Actor::User(_));
        (0..self.mirror.entries.len()).filter(is_person).collect()
    }

    fn finish(mut self) -> Result<Tally, Failure> {
        self.tell(|| "  end compare everything and make it anew".to_owned());
        self.settle_faults()?;
        checks::state::compare(&mut self)?;
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

fn is_held_back(submission: &Submission, seeded: &mut Seeded) -> bool {
    matches!(submission.command, Command::Report(_)) && seeded.between(1, 3) == 1
}

/// Microseconds by which the clock is set, forwards or backwards.
fn clock_step(seeded: &mut Seeded) -> i64 {
    const SECOND: i64 = 1_000_000;
    let seconds = i64::try_from(seeded.between(1, 86_400)).unwrap_or_default();
    match seeded.between(0, 5) {
        0 => -seconds * SECOND,
        1 => -SECOND,
        2 if seconds % 5 == 0 => seconds * SECOND * 40,
        2 => seconds * SECOND * 8,
        _ => seconds * SECOND,
    }
}
