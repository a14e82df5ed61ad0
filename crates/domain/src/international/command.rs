//! Commands of this part. `revision` is the one that the actor saw; absent means "whatever it is now".

use alloc::collections::BTreeSet;
use alloc::string::String;
use etown_values::{CivilDate, EnterpriseId, InstitutionId, InvestmentProjectId, TalentId};
use serde::{Deserialize, Serialize};

use super::negative_list::NegativeList;
use super::partner::{Activity, InstitutionKind, PartnerFacts, PartnerId, PlatformKind};
use super::points_table::PointsTable;
use super::project::ProjectContent;
use super::stage::Stage;
use super::talent::TalentFacts;

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum InternationalCommand {
    /// The administrator activates an edition of the negative list.
    ActivateNegativeList {
        list: NegativeList,
    },
    /// The administrator activates an edition of the table of points.
    ActivatePointsTable {
        table: PointsTable,
    },
    /// The desk opens a project; it is a lead from the day on.
    OpenProject {
        content: ProjectContent,
        on: CivilDate,
    },
    /// Says anew what is planned; what was screened before counts no more.
    AmendProject {
        project: InvestmentProjectId,
        revision: Option<u64>,
        content: ProjectContent,
    },
    /// Holds the project against an edition of the negative list that is in force today.
    ScreenProject {
        project: InvestmentProjectId,
        revision: Option<u64>,
        edition: String,
    },
    /// Records how the conditions of a restricted item are met.
    RecordCondition {
        project: InvestmentProjectId,
        revision: Option<u64>,
        item: String,
        met_by: String,
    },
    /// Takes the project to the stage that follows, from the day on.
    AdvanceProject {
        project: InvestmentProjectId,
        revision: Option<u64>,
        stage: Stage,
        on: CivilDate,
        note: String,
    },
    /// Names the enterprise that a registered project became.
    NameEnterprise {
        project: InvestmentProjectId,
        revision: Option<u64>,
        enterprise: EnterpriseId,
    },
    DropProject {
        project: InvestmentProjectId,
        revision: Option<u64>,
        reason: String,
    },
    /// An employer, or the desk for it, asks for an assessment by points.
    AssessTalent {
        employer: EnterpriseId,
        facts: TalentFacts,
    },
    /// A second person at the desk confirms the assessment.
    ConfirmTalent {
        talent: TalentId,
        revision: Option<u64>,
    },
    /// A second person at the desk declines it.
    DeclineTalent {
        talent: TalentId,
        revision: Option<u64>,
        reason: String,
    },
    RegisterInstitution {
        kind: InstitutionKind,
        facts: PartnerFacts,
    },
    RegisterPlatform {
        kind: PlatformKind,
        facts: PartnerFacts,
        members: BTreeSet<InstitutionId>,
    },
    RecordActivity {
        partner: PartnerId,
        revision: Option<u64>,
        activity: Activity,
    },
    EndCooperation {
        partner: PartnerId,
        revision: Option<u64>,
        on: CivilDate,
        reason: String,
    },
}

impl InternationalCommand {
    pub(crate) const fn kind(&self) -> &'static str {
        match self {
            Self::ActivateNegativeList { .. } => "international.activate_negative_list",
            Self::ActivatePointsTable { .. } => "international.activate_points_table",
            Self::OpenProject { .. } => "international.open_project",
            Self::AmendProject { .. } => "international.amend_project",
            Self::ScreenProject { .. } => "international.screen_project",
            Self::RecordCondition { .. } => "international.record_condition",
            Self::AdvanceProject { .. } => "international.advance_project",
            Self::NameEnterprise { .. } => "international.name_enterprise",
            Self::DropProject { .. } => "international.drop_project",
            Self::AssessTalent { .. } => "international.assess_talent",
            Self::ConfirmTalent { .. } => "international.confirm_talent",
            Self::DeclineTalent { .. } => "international.decline_talent",
            Self::RegisterInstitution { .. } => "international.register_institution",
            Self::RegisterPlatform { .. } => "international.register_platform",
            Self::RecordActivity { .. } => "international.record_activity",
            Self::EndCooperation { .. } => "international.end_cooperation",
        }
    }
}
