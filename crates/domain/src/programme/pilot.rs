//! Pilots of opening-up measures: measure → scenario → first use → result. A result says whether others can repeat it.

use alloc::string::String;
use alloc::vec::Vec;
use etown_values::{CivilDate, PilotId};
use serde::{Deserialize, Serialize};

use super::task::Citation;
use crate::kernel::access::{Actor, Role};

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PilotFiling {
    /// The measure in the words of its document.
    pub measure: String,
    pub measure_english: String,
    /// The document that grants it, with its number.
    pub document: String,
    pub issued_on: CivilDate,
    /// The desk that brings it into practice.
    pub lead: Role,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum PilotStage {
    Measure,
    Scenario,
    FirstUse,
    Concluded,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct FirstUse {
    pub used_on: CivilDate,
    pub evidence: Vec<Citation>,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct PilotResult {
    pub text: String,
    pub is_replicable: bool,
    pub evidence: Vec<Citation>,
    pub concluded_on: CivilDate,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Pilot {
    pub id: PilotId,
    pub filing: PilotFiling,
    pub opened_on: CivilDate,
    pub scenario: Option<String>,
    pub first_use: Option<FirstUse>,
    /// Who recorded the first use; another person concludes.
    pub recorder: Option<Actor>,
    pub result: Option<PilotResult>,
    pub revision: u64,
}

impl Pilot {
    pub const fn stage(&self) -> PilotStage {
        match (&self.scenario, &self.first_use, &self.result) {
            (_, _, Some(_)) => PilotStage::Concluded,
            (_, Some(_), None) => PilotStage::FirstUse,
            (Some(_), None, None) => PilotStage::Scenario,
            (None, None, None) => PilotStage::Measure,
        }
    }
}
