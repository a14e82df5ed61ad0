//! Programmes and their key tasks. A task goes planned → launched → its milestones in order → completed; each step is
//! reported with evidence by the desk that leads the task and confirmed by another person.

use alloc::string::String;
use alloc::vec::Vec;
use etown_values::{CivilDate, KeyTaskId, Percent, ProgrammeId};
use serde::{Deserialize, Serialize};

use crate::kernel::access::{Actor, Role};

/// What a programme promises.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ProgrammeFiling {
    pub name: String,
    pub name_english: String,
    /// Who set it, such as the municipality.
    pub issuer: String,
    /// Share of its tasks that is to be launched, in percent; none where only completion counts.
    pub launched_target: Option<Percent>,
    /// Share of its tasks that is to be completed, in percent.
    pub completed_target: Option<Percent>,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Programme {
    pub id: ProgrammeId,
    pub filing: ProgrammeFiling,
    pub opened_on: CivilDate,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct TaskFiling {
    /// Counts within its programme, from 1.
    pub number: u32,
    pub title: String,
    pub title_english: String,
    /// The desk that leads it and reports its progress.
    pub lead: Role,
    /// The last day for completing it.
    pub due: CivilDate,
    pub milestones: Vec<Milestone>,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Milestone {
    pub title: String,
    pub title_english: String,
    pub due: CivilDate,
}

/// An entry of the zone's journal that proves something: whoever doubts it fetches its receipt.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Citation {
    pub position: u64,
    /// What the entry shows, in a few words.
    pub shows: String,
}

/// A step on a task's way.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Step {
    Launch,
    /// Milestones are numbered from 1 and reached in order.
    Milestone(u32),
    Complete,
}

/// A step with its evidence.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Progress {
    pub step: Step,
    pub evidence: Vec<Citation>,
    pub reported_by: Actor,
    pub reported_on: CivilDate,
    /// Set when a second person confirms it.
    pub confirmed_on: Option<CivilDate>,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct KeyTask {
    pub id: KeyTaskId,
    pub programme: ProgrammeId,
    pub filing: TaskFiling,
    pub added_on: CivilDate,
    /// Confirmed steps, in order.
    pub done: Vec<Progress>,
    /// A step that waits for its second person.
    pub reported: Option<Progress>,
    pub revision: u64,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum TaskStatus {
    Planned,
    Launched,
    Completed,
}

impl KeyTask {
    pub fn status(&self) -> TaskStatus {
        match self.done.last().map(|progress| progress.step) {
            None => TaskStatus::Planned,
            Some(Step::Complete) => TaskStatus::Completed,
            Some(Step::Launch | Step::Milestone(_)) => TaskStatus::Launched,
        }
    }

    /// Returns the step that comes next; none when the task is completed.
    pub fn next_step(&self) -> Option<Step> {
        let reached = match self.done.last().map(|progress| progress.step) {
            None => return Some(Step::Launch),
            Some(Step::Complete) => return None,
            Some(Step::Launch) => 0,
            Some(Step::Milestone(number)) => number,
        };
        let milestones = u32::try_from(self.filing.milestones.len()).unwrap_or(u32::MAX);
        Some(if reached < milestones { Step::Milestone(reached.saturating_add(1)) } else { Step::Complete })
    }

    /// Returns the date by which the next step of the work is due: its next milestone, or the task itself.
    pub fn next_due(&self) -> Option<CivilDate> {
        match self.next_step()? {
            Step::Complete => Some(self.filing.due),
            Step::Launch => Some(self.milestone_due(1).unwrap_or(self.filing.due)),
            Step::Milestone(number) => Some(self.milestone_due(number).unwrap_or(self.filing.due)),
        }
    }

    fn milestone_due(&self, number: u32) -> Option<CivilDate> {
        let index = usize::try_from(number.checked_sub(1)?).ok()?;
        self.filing.milestones.get(index).map(|milestone| milestone.due)
    }

    /// Whether an entry is evidence of this task already.
    pub fn cites(&self, position: u64) -> bool {
        let steps = self.done.iter().chain(&self.reported);
        steps.flat_map(|progress| &progress.evidence).any(|citation| citation.position == position)
    }
}
