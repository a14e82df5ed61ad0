//! Partners abroad: cooperation platforms, international institutions, and what was done with them.
//!
//! A contact is the role that answers, never a person.

use alloc::collections::BTreeSet;
use alloc::string::String;
use alloc::vec::Vec;
use core::fmt;
use etown_values::{CivilDate, InstitutionId, PlatformId};
use serde::{Deserialize, Serialize};

/// What a platform is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum PlatformKind {
    IndustrialPark,
    InnovationCentre,
    TradePromotion,
    TalentExchange,
    Other,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum InstitutionKind {
    ChamberOfCommerce,
    InternationalOrganisation,
    GovernmentAgency,
    ResearchInstitute,
    Other,
}

/// What is kept of every partner.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PartnerFacts {
    pub name: String,
    pub name_english: String,
    /// Where it comes from, by ISO 3166-1.
    pub country: String,
    /// The first day of the cooperation.
    pub since: CivilDate,
    /// The role that answers, such as `membership desk`; no person.
    pub contact_role: String,
}

/// A platform or an institution.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum PartnerId {
    Platform(PlatformId),
    Institution(InstitutionId),
}

/// Something that was done together.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Activity {
    pub on: CivilDate,
    pub title: String,
    pub outcome: String,
}

/// An activity with the place in the journal that proves it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct RecordedActivity {
    pub activity: Activity,
    pub position: u64,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum PartnerKind {
    Platform {
        kind: PlatformKind,
        /// Institutions that carry the platform.
        members: BTreeSet<InstitutionId>,
    },
    Institution {
        kind: InstitutionKind,
    },
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Ended {
    pub on: CivilDate,
    pub reason: String,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Partner {
    pub id: PartnerId,
    pub kind: PartnerKind,
    pub facts: PartnerFacts,
    /// In the order in which they were recorded.
    pub activities: Vec<RecordedActivity>,
    pub ended: Option<Ended>,
    pub registered_at_position: u64,
    pub revision: u64,
}

impl PartnerId {
    /// The kind of thing, as the history names it.
    pub const fn kind(self) -> &'static str {
        match self {
            Self::Platform(_) => "platform",
            Self::Institution(_) => "institution",
        }
    }
}

impl fmt::Display for PartnerId {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Platform(id) => id.fmt(formatter),
            Self::Institution(id) => id.fmt(formatter),
        }
    }
}
