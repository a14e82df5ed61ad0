//! Events of programmes. Once released an event is never edited: new meaning, new variant.

use alloc::string::String;
use etown_values::{CivilDate, KeyTaskId, PilotId, ProgrammeId};
use serde::{Deserialize, Serialize};

use super::pilot::{FirstUse, PilotFiling, PilotResult};
use super::task::{ProgrammeFiling, Progress, Step, TaskFiling};
use crate::kernel::about::About;
use crate::kernel::access::Actor;

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ProgrammeEvent {
    ProgrammeOpened { programme: ProgrammeId, filing: ProgrammeFiling, on: CivilDate, position: u64 },
    KeyTaskAdded { task: KeyTaskId, programme: ProgrammeId, filing: TaskFiling, on: CivilDate, position: u64 },
    ProgressReported { task: KeyTaskId, progress: Progress, position: u64 },
    ProgressConfirmed { task: KeyTaskId, step: Step, on: CivilDate, position: u64 },
    ProgressReturned { task: KeyTaskId, step: Step, reason: String, position: u64 },
    PilotOpened { pilot: PilotId, filing: PilotFiling, on: CivilDate, position: u64 },
    ScenarioDescribed { pilot: PilotId, scenario: String, position: u64 },
    FirstUseRecorded { pilot: PilotId, first_use: FirstUse, by: Actor, position: u64 },
    PilotConcluded { pilot: PilotId, result: PilotResult, position: u64 },
}

impl ProgrammeEvent {
    /// What the event is about, for the history.
    pub fn about(&self) -> About {
        match self {
            Self::ProgrammeOpened { programme, filing, .. } => {
                About::new("programme", programme).fact("name", &filing.name)
            }
            Self::KeyTaskAdded { task, filing, .. } => {
                About::new("key_task", task).fact("name", &filing.title).fact("due", &filing.due)
            }
            Self::ProgressReported { task, progress, .. } => {
                About::new("key_task", task).fact("step", &progress.step)
            }
            Self::ProgressConfirmed { task, step, .. } => About::new("key_task", task).fact("step", step),
            Self::ProgressReturned { task, step, reason, .. } => {
                About::new("key_task", task).fact("step", step).fact("reason", reason)
            }
            Self::PilotOpened { pilot, filing, .. } => {
                About::new("pilot", pilot).fact("name", &filing.measure)
            }
            Self::ScenarioDescribed { pilot, .. } => About::new("pilot", pilot),
            Self::FirstUseRecorded { pilot, first_use, .. } => {
                About::new("pilot", pilot).fact("used_on", &first_use.used_on)
            }
            Self::PilotConcluded { pilot, result, .. } => {
                About::new("pilot", pilot).fact("result", &result.text)
            }
        }
    }

    /// The position of the entry that the event stands in.
    pub(super) const fn position(&self) -> u64 {
        match self {
            Self::ProgrammeOpened { position, .. }
            | Self::KeyTaskAdded { position, .. }
            | Self::ProgressReported { position, .. }
            | Self::ProgressConfirmed { position, .. }
            | Self::ProgressReturned { position, .. }
            | Self::PilotOpened { position, .. }
            | Self::ScenarioDescribed { position, .. }
            | Self::FirstUseRecorded { position, .. }
            | Self::PilotConcluded { position, .. } => *position,
        }
    }
}

impl core::fmt::Display for Step {
    fn fmt(&self, formatter: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
        match self {
            Self::Launch => formatter.write_str("launch"),
            Self::Milestone(number) => write!(formatter, "milestone {number}"),
            Self::Complete => formatter.write_str("complete"),
        }
    }
}
