//! What travels when a programme is opened and a key task is added.

use etown_domain::programme::task::{Milestone, ProgrammeFiling, TaskFiling};
use etown_values::{CivilDate, Percent};
use serde::Deserialize;
use utoipa::ToSchema;

use crate::wire::{Role, schema};

#[derive(Deserialize, ToSchema)]
#[schema(as = NewProgramme)]
#[serde(deny_unknown_fields)]
pub(super) struct ProgrammeIn {
    #[schema(min_length = 1, max_length = 200)]
    name: String,
    #[schema(min_length = 1, max_length = 200)]
    name_english: String,
    /// Who set it.
    #[schema(min_length = 1, max_length = 200)]
    issuer: String,
    /// Share of its tasks to be launched; the zone's parameter where it is absent.
    #[schema(value_type = Option<schema::Percent>)]
    launched_target_percent: Option<Percent>,
    /// Share of its tasks to be completed; nothing is promised where it is absent.
    #[schema(value_type = Option<schema::Percent>)]
    completed_target_percent: Option<Percent>,
}

impl From<ProgrammeIn> for ProgrammeFiling {
    fn from(content: ProgrammeIn) -> Self {
        Self {
            name: content.name,
            name_english: content.name_english,
            issuer: content.issuer,
            launched_target: content.launched_target_percent,
            completed_target: content.completed_target_percent,
        }
    }
}

#[derive(Deserialize, ToSchema)]
#[schema(as = NewKeyTask)]
#[serde(deny_unknown_fields)]
pub(super) struct TaskIn {
    /// Counts within its programme, from 1.
    #[schema(minimum = 1, maximum = 4_294_967_295_i64)]
    number: u32,
    #[schema(min_length = 1, max_length = 200)]
    title: String,
    #[schema(min_length = 1, max_length = 200)]
    title_english: String,
    /// The desk that leads it.
    lead: Role,
    #[schema(value_type = schema::Date)]
    due: CivilDate,
    #[schema(max_items = 50)]
    milestones: Vec<MilestoneIn>,
}

#[derive(Deserialize, ToSchema)]
#[schema(as = NewMilestone)]
#[serde(deny_unknown_fields)]
struct MilestoneIn {
    #[schema(min_length = 1, max_length = 200)]
    title: String,
    #[schema(min_length = 1, max_length = 200)]
    title_english: String,
    #[schema(value_type = schema::Date)]
    due: CivilDate,
}

impl From<TaskIn> for TaskFiling {
    fn from(content: TaskIn) -> Self {
        let milestone = |milestone: MilestoneIn| Milestone {
            title: milestone.title,
            title_english: milestone.title_english,
            due: milestone.due,
        };
        Self {
            number: content.number,
            title: content.title,
            title_english: content.title_english,
            lead: content.lead.into(),
            due: content.due,
            milestones: content.milestones.into_iter().map(milestone).collect(),
        }
    }
}
