//! Investment projects: what is planned, held against the negative list, and the stages gone through.
//!
//! A project becomes, from its registration on, an enterprise of the zone; that is where it meets the other parts.

use alloc::collections::BTreeMap;
use alloc::string::String;
use alloc::vec::Vec;
use etown_values::{CivilDate, EnterpriseId, InvestmentProjectId, Money};
use serde::{Deserialize, Serialize};

use super::negative_list::{ItemMet, Screening};
use super::stage::Stage;

/// What is planned.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ProjectContent {
    pub title: String,
    /// The firm that invests; no person.
    pub investor: String,
    /// Where the investor comes from, by ISO 3166-1.
    pub country: String,
    /// Classes of GB/T 4754, four digits each.
    pub industry_codes: Vec<String>,
    /// What the project will do, in words that the list is searched with.
    pub activity: String,
    /// What is to be invested.
    pub investment: Money,
}

/// A stage that was entered.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Step {
    pub stage: Stage,
    pub on: CivilDate,
    pub note: String,
    /// Where the journal proves it.
    pub position: u64,
}

/// How a condition of the list is met.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ConditionMet {
    pub met_by: String,
    pub on: CivilDate,
    pub position: u64,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Dropped {
    pub on: CivilDate,
    pub reason: String,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct InvestmentProject {
    pub id: InvestmentProjectId,
    pub content: ProjectContent,
    /// The stages entered, in order; the first is made with the project.
    pub steps: Vec<Step>,
    /// The last screening of the content as it is; gone when the content changes.
    pub screening: Option<Screening>,
    /// Conditions that are recorded as met, by the number of their item in the screening's edition.
    pub conditions: BTreeMap<String, ConditionMet>,
    /// The enterprise that the project became.
    pub enterprise: Option<EnterpriseId>,
    pub dropped: Option<Dropped>,
    pub revision: u64,
}

impl InvestmentProject {
    pub fn stage(&self) -> Stage {
        self.steps.last().map_or(Stage::Lead, |step| step.stage)
    }

    /// Returns the first restricted item whose conditions nobody recorded as met.
    pub fn open_condition(&self) -> Option<&ItemMet> {
        let screening = self.screening.as_ref()?;
        screening.restricted().find(|item| !self.conditions.contains_key(&item.number))
    }
}
