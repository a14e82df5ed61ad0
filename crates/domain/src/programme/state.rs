//! What decisions about programmes need: the fold of their events.

use alloc::collections::{BTreeMap, BTreeSet};
use etown_values::{ArithmeticError, KeyTaskId, Percent, PilotId, ProgrammeId};
use serde::{Deserialize, Serialize};

use super::event::ProgrammeEvent as Event;
use super::pilot::Pilot;
use super::share::Share;
use super::task::{KeyTask, Programme, TaskStatus};

/// All programmes with their tasks, and all pilots.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Programmes {
    opened: BTreeMap<ProgrammeId, Programme>,
    tasks: BTreeMap<KeyTaskId, KeyTask>,
    by_programme: BTreeMap<ProgrammeId, BTreeMap<u32, KeyTaskId>>,
    pilots: BTreeMap<PilotId, Pilot>,
    /// Positions of the entries about programmes; none of them proves a step.
    own_entries: BTreeSet<u64>,
}

/// How a programme stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Standing {
    pub launched: Share,
    pub completed: Share,
}

impl Programmes {
    pub fn programme(&self, id: ProgrammeId) -> Option<&Programme> {
        self.opened.get(&id)
    }

    /// Returns the programmes in the order of their ids.
    pub fn programmes(&self) -> impl Iterator<Item = &Programme> {
        self.opened.values()
    }

    pub fn task(&self, id: KeyTaskId) -> Option<&KeyTask> {
        self.tasks.get(&id)
    }

    /// Returns the tasks of a programme in the order of their numbers.
    pub fn tasks_of(&self, programme: ProgrammeId) -> impl Iterator<Item = &KeyTask> {
        let ids = self.by_programme.get(&programme).into_iter().flat_map(BTreeMap::values);
        ids.filter_map(|id| self.tasks.get(id))
    }

    pub fn has_task_number(&self, programme: ProgrammeId, number: u32) -> bool {
        self.by_programme.get(&programme).is_some_and(|tasks| tasks.contains_key(&number))
    }

    pub fn pilot(&self, id: PilotId) -> Option<&Pilot> {
        self.pilots.get(&id)
    }

    /// Returns the pilots in the order of their ids.
    pub fn pilots(&self) -> impl Iterator<Item = &Pilot> {
        self.pilots.values()
    }

    /// Whether the entry at the position is about programmes.
    pub fn is_own_entry(&self, position: u64) -> bool {
        self.own_entries.contains(&position)
    }

    /// Counts the launched and the completed tasks of a programme; a completed task was launched.
    ///
    /// `launched_target` serves where the programme names none of its own. Refusals: overflow.
    pub fn standing(
        &self,
        programme: &Programme,
        launched_target: Option<Percent>,
    ) -> Result<Standing, ArithmeticError> {
        let (mut total, mut launched, mut completed) = (0_u64, 0_u64, 0_u64);
        for task in self.tasks_of(programme.id) {
            total = total.saturating_add(1);
            let status = task.status();
            launched = launched.saturating_add(u64::from(status != TaskStatus::Planned));
            completed = completed.saturating_add(u64::from(status == TaskStatus::Completed));
        }
        Ok(Standing {
            launched: Share::of(launched, total, programme.filing.launched_target.or(launched_target))?,
            completed: Share::of(completed, total, programme.filing.completed_target)?,
        })
    }

    pub(crate) fn evolve(&mut self, event: &Event) {
        self.own_entries.insert(event.position());
        match event {
            Event::ProgrammeOpened { programme, filing, on, .. } => {
                let opened = Programme { id: *programme, filing: filing.clone(), opened_on: *on };
                self.opened.insert(*programme, opened);
            }
            Event::KeyTaskAdded { task, programme, filing, on, .. } => {
                self.by_programme.entry(*programme).or_default().insert(filing.number, *task);
                let added = KeyTask {
                    id: *task,
                    programme: *programme,
                    filing: filing.clone(),
                    added_on: *on,
                    done: alloc::vec::Vec::new(),
                    reported: None,
                    revision: 1,
                };
                self.tasks.insert(*task, added);
            }
            Event::ProgressReported { task, progress, .. } => {
                self.change_task(*task, |task| task.reported = Some(progress.clone()));
            }
            Event::ProgressConfirmed { task, on, .. } => self.change_task(*task, |task| {
                if let Some(mut progress) = task.reported.take() {
                    progress.confirmed_on = Some(*on);
                    task.done.push(progress);
                }
            }),
            Event::ProgressReturned { task, .. } => self.change_task(*task, |task| task.reported = None),
            Event::PilotOpened { pilot, filing, on, .. } => {
                let opened = Pilot {
                    id: *pilot,
                    filing: filing.clone(),
                    opened_on: *on,
                    scenario: None,
                    first_use: None,
                    recorder: None,
                    result: None,
                    revision: 1,
                };
                self.pilots.insert(*pilot, opened);
            }
            Event::ScenarioDescribed { pilot, scenario, .. } => {
                self.change_pilot(*pilot, |pilot| pilot.scenario = Some(scenario.clone()));
            }
            Event::FirstUseRecorded { pilot, first_use, by, .. } => self.change_pilot(*pilot, |pilot| {
                pilot.first_use = Some(first_use.clone());
                pilot.recorder = Some(*by);
            }),
            Event::PilotConcluded { pilot, result, .. } => {
                self.change_pilot(*pilot, |pilot| pilot.result = Some(result.clone()));
            }
        }
    }

    fn change_task(&mut self, id: KeyTaskId, change: impl FnOnce(&mut KeyTask)) {
        if let Some(task) = self.tasks.get_mut(&id) {
            change(task);
            task.revision = task.revision.saturating_add(1);
        }
    }

    fn change_pilot(&mut self, id: PilotId, change: impl FnOnce(&mut Pilot)) {
        if let Some(pilot) = self.pilots.get_mut(&id) {
            change(pilot);
            pilot.revision = pilot.revision.saturating_add(1);
        }
    }
}
