//! What travels about pilots of measures.

use etown_domain::programme::pilot::{Pilot, PilotFiling};
use etown_values::CivilDate;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::wire::{CitationIn, CitationOut, cited};
use crate::wire::{PilotStage, Role, schema};

#[derive(Deserialize, ToSchema)]
#[schema(as = NewPilot)]
#[serde(deny_unknown_fields)]
pub(super) struct PilotIn {
    #[schema(min_length = 1, max_length = 2000)]
    measure: String,
    #[schema(min_length = 1, max_length = 2000)]
    measure_english: String,
    /// The document that grants it, with its number.
    #[schema(min_length = 1, max_length = 200)]
    document: String,
    #[schema(value_type = schema::Date)]
    issued_on: CivilDate,
    lead: Role,
}

impl From<PilotIn> for PilotFiling {
    fn from(content: PilotIn) -> Self {
        Self {
            measure: content.measure,
            measure_english: content.measure_english,
            document: content.document,
            issued_on: content.issued_on,
            lead: content.lead.into(),
        }
    }
}

#[derive(Deserialize, ToSchema)]
#[schema(as = NewScenario)]
#[serde(deny_unknown_fields)]
pub(super) struct ScenarioIn {
    #[schema(min_length = 1, max_length = 2000)]
    pub(super) scenario: String,
}

#[derive(Deserialize, ToSchema)]
#[schema(as = NewFirstUse)]
#[serde(deny_unknown_fields)]
pub(super) struct FirstUseIn {
    #[schema(value_type = schema::Date)]
    pub(super) used_on: CivilDate,
    #[schema(min_items = 1, max_items = 20)]
    pub(super) evidence: Vec<CitationIn>,
}

#[derive(Deserialize, ToSchema)]
#[schema(as = NewPilotResult)]
#[serde(deny_unknown_fields)]
pub(super) struct ResultIn {
    #[schema(min_length = 1, max_length = 2000)]
    pub(super) result: String,
    /// Whether others can repeat it.
    pub(super) is_replicable: bool,
    #[schema(min_items = 1, max_items = 20)]
    pub(super) evidence: Vec<CitationIn>,
}

#[derive(Serialize, ToSchema)]
#[schema(as = Pilot)]
pub(super) struct PilotOut {
    #[schema(value_type = schema::PilotId)]
    id: String,
    measure: String,
    measure_english: String,
    document: String,
    #[schema(value_type = schema::Date)]
    issued_on: String,
    lead: Role,
    stage: PilotStage,
    scenario: Option<String>,
    #[schema(value_type = Option<schema::Date>)]
    used_on: Option<String>,
    use_evidence: Vec<CitationOut>,
    result: Option<String>,
    is_replicable: Option<bool>,
    #[schema(value_type = Option<schema::Date>)]
    concluded_on: Option<String>,
    result_evidence: Vec<CitationOut>,
    pub(super) revision: u64,
}

impl From<&Pilot> for PilotOut {
    fn from(pilot: &Pilot) -> Self {
        let (first_use, result) = (pilot.first_use.as_ref(), pilot.result.as_ref());
        Self {
            id: pilot.id.to_string(),
            measure: pilot.filing.measure.clone(),
            measure_english: pilot.filing.measure_english.clone(),
            document: pilot.filing.document.clone(),
            issued_on: pilot.filing.issued_on.to_string(),
            lead: pilot.filing.lead.into(),
            stage: pilot.stage().into(),
            scenario: pilot.scenario.clone(),
            used_on: first_use.map(|first| first.used_on.to_string()),
            use_evidence: first_use.map(|first| cited(&first.evidence)).unwrap_or_default(),
            result: result.map(|result| result.text.clone()),
            is_replicable: result.map(|result| result.is_replicable),
            concluded_on: result.map(|result| result.concluded_on.to_string()),
            result_evidence: result.map(|result| cited(&result.evidence)).unwrap_or_default(),
            revision: pilot.revision,
        }
    }
}
