//! Disclosures: what was found out, by whom it is owned, and how far it is from use.
//!
//! disclosed → accepted, declined, or deferred to a later day on which it is assessed again.

use alloc::string::String;
use etown_values::{CivilDate, DisclosureId, EnterpriseId};
use serde::{Deserialize, Serialize};

use crate::kernel::access::Actor;

#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum DisclosureKind {
    Invention,
    UtilityModel,
    Software,
    CircuitLayout,
    KnowHow,
}

/// A party to technology: an enterprise of the zone, or an institution or firm outside it, by its name.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Holder {
    Enterprise(EnterpriseId),
    Outside(String),
}

impl Holder {
    pub const fn enterprise(&self) -> Option<EnterpriseId> {
        match self {
            Self::Enterprise(enterprise) => Some(*enterprise),
            Self::Outside(_) => None,
        }
    }
}

/// What is disclosed. The people who found it stay with their employer.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct DisclosureContent {
    pub title: String,
    pub kind: DisclosureKind,
    /// The field of technology.
    pub field: String,
    pub owner: Holder,
}

/// Technology readiness level, 1 (principles observed) to 9 (proven in operation).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(try_from = "u8", into = "u8")]
pub struct ReadinessLevel(u8);

/// A level outside 1 to 9.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct LevelOutOfRange;

impl core::fmt::Display for LevelOutOfRange {
    fn fmt(&self, formatter: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
        formatter.write_str("a technology readiness level is 1 to 9")
    }
}

impl TryFrom<u8> for ReadinessLevel {
    type Error = LevelOutOfRange;

    fn try_from(level: u8) -> Result<Self, LevelOutOfRange> {
        if (1..=9).contains(&level) { Ok(Self(level)) } else { Err(LevelOutOfRange) }
    }
}

impl From<ReadinessLevel> for u8 {
    fn from(level: ReadinessLevel) -> Self {
        level.0
    }
}

/// What an assessment comes to.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum AssessmentOutcome {
    Accepted,
    Declined,
    /// Put off; it is assessed again by this day.
    Deferred {
        until: CivilDate,
    },
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Assessment {
    pub level: ReadinessLevel,
    /// What shows the level: a report, a test, a customer's acceptance.
    pub evidence: String,
    pub outcome: AssessmentOutcome,
    /// Why so.
    pub reason: String,
}

/// An assessment with its day and the place in the journal that proves it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct DatedAssessment {
    pub assessment: Assessment,
    pub on: CivilDate,
    pub position: u64,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum DisclosureStatus {
    Disclosed,
    Deferred,
    Accepted,
    Declined,
}

/// The day by which something is to be assessed, fixed when it was computed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct AssessmentTerm {
    pub last_day: CivilDate,
    /// Whether the count ran into a year whose calendar was not published then.
    pub is_provisional: bool,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Disclosure {
    pub id: DisclosureId,
    pub content: DisclosureContent,
    pub disclosed_on: CivilDate,
    /// The first term; what is put off is put off from it.
    pub term: AssessmentTerm,
    /// The last assessment.
    pub assessment: Option<DatedAssessment>,
    /// Who disclosed it.
    pub maker: Actor,
    pub position: u64,
    pub revision: u64,
}

impl Disclosure {
    pub fn status(&self) -> DisclosureStatus {
        match self.assessment.as_ref().map(|dated| dated.assessment.outcome) {
            None => DisclosureStatus::Disclosed,
            Some(AssessmentOutcome::Deferred { .. }) => DisclosureStatus::Deferred,
            Some(AssessmentOutcome::Accepted) => DisclosureStatus::Accepted,
            Some(AssessmentOutcome::Declined) => DisclosureStatus::Declined,
        }
    }

    /// Returns the day by which it is to be assessed, while it waits for that.
    pub fn assess_by(&self) -> Option<CivilDate> {
        match self.assessment.as_ref().map(|dated| dated.assessment.outcome) {
            None => Some(self.term.last_day),
            Some(AssessmentOutcome::Deferred { until }) => Some(until),
            Some(AssessmentOutcome::Accepted | AssessmentOutcome::Declined) => None,
        }
    }
}
