//! Commands about programmes, their key tasks and pilots of measures.

use alloc::string::String;
use alloc::vec::Vec;
use etown_values::{CivilDate, KeyTaskId, PilotId, ProgrammeId};
use serde::{Deserialize, Serialize};

use super::pilot::PilotFiling;
use super::task::{Citation, ProgrammeFiling, Step, TaskFiling};

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ProgrammeCommand {
    OpenProgramme {
        filing: ProgrammeFiling,
    },
    AddKeyTask {
        programme: ProgrammeId,
        filing: TaskFiling,
    },
    /// The leading desk says that a step is done and cites the entries that prove it.
    ReportProgress {
        task: KeyTaskId,
        revision: Option<u64>,
        step: Step,
        evidence: Vec<Citation>,
    },
    ConfirmProgress {
        task: KeyTaskId,
        revision: Option<u64>,
    },
    ReturnProgress {
        task: KeyTaskId,
        revision: Option<u64>,
        reason: String,
    },
    /// A measure of opening-up begins its way into practice.
    OpenPilot {
        filing: PilotFiling,
    },
    DescribeScenario {
        pilot: PilotId,
        revision: Option<u64>,
        scenario: String,
    },
    RecordFirstUse {
        pilot: PilotId,
        revision: Option<u64>,
        used_on: CivilDate,
        evidence: Vec<Citation>,
    },
    ConcludePilot {
        pilot: PilotId,
        revision: Option<u64>,
        result: String,
        is_replicable: bool,
        evidence: Vec<Citation>,
    },
}

impl ProgrammeCommand {
    pub(crate) const fn kind(&self) -> &'static str {
        match self {
            Self::OpenProgramme { .. } => "programme.open_programme",
            Self::AddKeyTask { .. } => "programme.add_key_task",
            Self::ReportProgress { .. } => "programme.report_progress",
            Self::ConfirmProgress { .. } => "programme.confirm_progress",
            Self::ReturnProgress { .. } => "programme.return_progress",
            Self::OpenPilot { .. } => "programme.open_pilot",
            Self::DescribeScenario { .. } => "programme.describe_scenario",
            Self::RecordFirstUse { .. } => "programme.record_first_use",
            Self::ConcludePilot { .. } => "programme.conclude_pilot",
        }
    }
}
