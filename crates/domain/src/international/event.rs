//! Events of this part. Once released an event is never edited: new meaning, new variant.

use alloc::string::String;
use alloc::vec::Vec;
use etown_values::{CivilDate, EnterpriseId, InvestmentProjectId, TalentId};
use serde::{Deserialize, Serialize};

use super::negative_list::{NegativeList, Screening};
use super::partner::{Ended, PartnerFacts, PartnerId, PartnerKind, RecordedActivity};
use super::points::Score;
use super::points_table::PointsTable;
use super::project::{ConditionMet, Dropped, ProjectContent, Step};
use super::talent::TalentFacts;
use crate::kernel::about::About;
use crate::kernel::access::Actor;

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum InternationalEvent {
    NegativeListActivated(NegativeList),
    PointsTableActivated(PointsTable),
    ProjectOpened {
        project: InvestmentProjectId,
        content: ProjectContent,
        /// The first stage.
        step: Step,
    },
    ProjectAmended {
        project: InvestmentProjectId,
        content: ProjectContent,
        enterprise: Option<EnterpriseId>,
    },
    ProjectScreened {
        project: InvestmentProjectId,
        screening: Screening,
        enterprise: Option<EnterpriseId>,
    },
    ConditionRecorded {
        project: InvestmentProjectId,
        item: String,
        condition: ConditionMet,
        enterprise: Option<EnterpriseId>,
    },
    StageEntered {
        project: InvestmentProjectId,
        step: Step,
        enterprise: Option<EnterpriseId>,
    },
    EnterpriseNamed {
        project: InvestmentProjectId,
        enterprise: EnterpriseId,
    },
    ProjectDropped {
        project: InvestmentProjectId,
        dropped: Dropped,
        enterprise: Option<EnterpriseId>,
    },
    TalentAssessed {
        talent: TalentId,
        employer: EnterpriseId,
        facts: TalentFacts,
        score: Score,
        on: CivilDate,
        by: Actor,
        position: u64,
    },
    TalentConfirmed {
        talent: TalentId,
        employer: EnterpriseId,
        on: CivilDate,
        position: u64,
    },
    TalentDeclined {
        talent: TalentId,
        employer: EnterpriseId,
        reason: String,
        on: CivilDate,
        position: u64,
    },
    PartnerRegistered {
        partner: PartnerId,
        kind: PartnerKind,
        facts: PartnerFacts,
        position: u64,
    },
    ActivityRecorded {
        partner: PartnerId,
        activity: RecordedActivity,
    },
    CooperationEnded {
        partner: PartnerId,
        ended: Ended,
    },
}

impl InternationalEvent {
    /// What the event is about, for the history.
    pub fn about(&self) -> About {
        match self {
            Self::NegativeListActivated(list) => {
                About::new("negative_list", &list.edition).fact("effective_from", &list.effective_from)
            }
            Self::PointsTableActivated(table) => {
                About::new("points_table", &table.edition).fact("effective_from", &table.effective_from)
            }
            Self::ProjectOpened { project, content, .. } => {
                About::new("investment_project", project).fact("title", &content.title)
            }
            Self::ProjectAmended { project, content, enterprise } => {
                of_project(*project, *enterprise).fact("title", &content.title)
            }
            Self::ProjectScreened { project, screening, enterprise } => {
                let items: Vec<&str> = screening.met.iter().map(|item| item.number.as_str()).collect();
                let about = of_project(*project, *enterprise).fact("edition", &screening.edition);
                about.fact("items", &items.join(", "))
            }
            Self::ConditionRecorded { project, item, enterprise, .. } => {
                of_project(*project, *enterprise).fact("item", item)
            }
            Self::StageEntered { project, step, enterprise } => {
                of_project(*project, *enterprise).fact("stage", &step.stage.as_str()).fact("on", &step.on)
            }
            Self::EnterpriseNamed { project, enterprise } => of_project(*project, Some(*enterprise)),
            Self::ProjectDropped { project, dropped, enterprise } => {
                of_project(*project, *enterprise).fact("reason", &dropped.reason)
            }
            Self::TalentAssessed { talent, employer, score, .. } => {
                About::new("talent", talent).concerning(*employer).fact("points", &score.total)
            }
            Self::TalentConfirmed { talent, employer, .. } => {
                About::new("talent", talent).concerning(*employer)
            }
            Self::TalentDeclined { talent, employer, reason, .. } => {
                About::new("talent", talent).concerning(*employer).fact("reason", reason)
            }
            Self::PartnerRegistered { partner, facts, .. } => {
                About::new(partner.kind(), partner).fact("name", &facts.name)
            }
            Self::ActivityRecorded { partner, activity } => {
                About::new(partner.kind(), partner).fact("title", &activity.activity.title)
            }
            Self::CooperationEnded { partner, ended } => {
                About::new(partner.kind(), partner).fact("reason", &ended.reason)
            }
        }
    }
}

fn of_project(project: InvestmentProjectId, enterprise: Option<EnterpriseId>) -> About {
    let about = About::new("investment_project", &project);
    match enterprise {
        Some(enterprise) => about.concerning(enterprise),
        None => about,
    }
}
