//! What travels about matters, applications and restrictions.

use etown_domain::approvals::application::{Application, Verification};
use etown_domain::approvals::limits::{Building, Metres, SquareMetres};
use etown_domain::approvals::notice::{Matter, Notice, NoticeContent};
use etown_domain::kernel::calendar::DeadlineStatus;
use etown_domain::kernel::parties::Restriction;
use etown_domain::{Actor, State};
use etown_values::{CivilDate, MatterId};
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};

use crate::wire::{ApplicationStatus, Cursor, Eligibility, enterprise_name, schema};

/// Versions of a notice that a matter shows, the latest first.
const NOTICES_SHOWN: usize = 20;

#[derive(Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub(super) struct PartAsked {
    #[param(minimum = 1, maximum = 200)]
    pub(super) limit: Option<u32>,
    #[param(inline, value_type = Option<Cursor>)]
    pub(super) cursor: Option<Cursor>,
    #[expect(dead_code, reason = "waited for before the handler runs")]
    at_least_position: Option<u64>,
}

#[derive(Deserialize, ToSchema)]
#[schema(as = NewNotice)]
#[serde(deny_unknown_fields)]
pub(super) struct NoticeIn {
    /// What is applied for.
    #[schema(min_length = 1, max_length = 500)]
    item: String,
    #[schema(min_length = 1, max_length = 500)]
    item_english: String,
    #[schema(min_length = 1, max_length = 500)]
    legal_basis: String,
    /// Conditions and standards that the applicant commits to meet, each in one line.
    #[schema(min_items = 1, max_items = 20)]
    conditions: Vec<String>,
    /// Papers that the applicant brings.
    #[schema(max_items = 20)]
    materials: Vec<String>,
    /// What follows from a commitment that is not true.
    #[schema(min_length = 1, max_length = 500)]
    liability: String,
    /// How many working days after the decision what was committed is verified.
    #[schema(minimum = 1, maximum = 250)]
    verification_working_days: u32,
    eligibility: Eligibility,
}

impl From<NoticeIn> for NoticeContent {
    fn from(notice: NoticeIn) -> Self {
        Self {
            item: notice.item,
            item_english: notice.item_english,
            legal_basis: notice.legal_basis,
            conditions: notice.conditions,
            materials: notice.materials,
            liability: notice.liability,
            verification_working_days: notice.verification_working_days,
            eligibility: notice.eligibility.into(),
        }
    }
}

#[derive(Serialize, ToSchema)]
#[schema(as = Matter)]
pub(super) struct MatterOut {
    #[schema(value_type = schema::MatterId)]
    id: String,
    item: String,
    item_english: String,
    /// The version of the notice that one commits to now.
    version: u32,
    #[schema(value_type = schema::Date)]
    published_on: String,
    eligibility: Eligibility,
    verification_working_days: u32,
    pub(super) revision: u64,
}

impl MatterOut {
    pub(super) fn of(matter: &Matter) -> Self {
        let current = matter.current();
        Self {
            id: matter.id.to_string(),
            item: current.content.item.clone(),
            item_english: current.content.item_english.clone(),
            version: current.version,
            published_on: current.published_on.to_string(),
            eligibility: current.content.eligibility.into(),
            verification_working_days: current.content.verification_working_days,
            revision: matter.revision,
        }
    }
}

#[derive(Serialize, ToSchema)]
#[schema(as = MatterDetails)]
pub(super) struct MatterDetailsOut {
    pub(super) matter: MatterOut,
    /// Up to twenty versions, the current one first.
    notices: Vec<NoticeOut>,
}

#[derive(Serialize, ToSchema)]
#[schema(as = Notice)]
struct NoticeOut {
    version: u32,
    legal_basis: String,
    conditions: Vec<String>,
    materials: Vec<String>,
    liability: String,
    verification_working_days: u32,
    eligibility: Eligibility,
    /// The text that the digest is taken of.
    text: String,
    #[schema(value_type = schema::Sha256)]
    digest: String,
    #[schema(value_type = schema::Date)]
    published_on: String,
}

impl MatterDetailsOut {
    pub(super) fn of(matter: &Matter) -> Self {
        let notices = matter.notices.iter().rev().take(NOTICES_SHOWN);
        Self {
            matter: MatterOut::of(matter),
            notices: notices.map(|notice| NoticeOut::of(matter.id, notice)).collect(),
        }
    }
}

impl NoticeOut {
    fn of(matter: MatterId, notice: &Notice) -> Self {
        let content = &notice.content;
        Self {
            version: notice.version,
            legal_basis: content.legal_basis.clone(),
            conditions: content.conditions.clone(),
            materials: content.materials.clone(),
            liability: content.liability.clone(),
            verification_working_days: content.verification_working_days,
            eligibility: content.eligibility.into(),
            text: content.text(matter, notice.version),
            digest: notice.digest.0.clone(),
            published_on: notice.published_on.to_string(),
        }
    }
}

#[derive(Deserialize, ToSchema)]
#[schema(as = NewBuilding)]
#[serde(deny_unknown_fields)]
pub(super) struct BuildingIn {
    #[schema(value_type = schema::Hundredths)]
    floor_area_square_metres: SquareMetres,
    #[schema(value_type = schema::Hundredths)]
    height_metres: Metres,
}

impl From<BuildingIn> for Building {
    fn from(building: BuildingIn) -> Self {
        Self {
            floor_area_square_metres: building.floor_area_square_metres,
            height_metres: building.height_metres,
        }
    }
}

#[derive(Serialize, ToSchema)]
#[schema(as = Building)]
struct BuildingOut {
    #[schema(value_type = schema::Hundredths)]
    floor_area_square_metres: String,
    #[schema(value_type = schema::Hundredths)]
    height_metres: String,
}

#[derive(Serialize, ToSchema)]
#[schema(as = Commitment)]
struct CommitmentOut {
    /// The version of the notice, and the digest of its text.
    version: u32,
    #[schema(value_type = schema::Sha256)]
    digest: String,
    #[schema(value_type = schema::Date)]
    committed_on: String,
    /// Who committed.
    #[schema(value_type = Option<schema::UserId>)]
    by: Option<String>,
}

#[derive(Serialize, ToSchema)]
#[schema(as = VerificationDue)]
struct VerificationOut {
    #[schema(value_type = schema::Date)]
    granted_on: String,
    working_days: u32,
    #[schema(value_type = schema::Date)]
    due_on: String,
    /// Years whose calendar is not published; while there are any, the day is provisional.
    unpublished_years: Vec<i16>,
    /// The calendars that the day rests on.
    calendar_versions: Vec<String>,
}

#[derive(Serialize, ToSchema)]
#[schema(as = Application)]
pub(super) struct ApplicationOut {
    #[schema(value_type = schema::ApplicationId)]
    id: String,
    #[schema(value_type = schema::MatterId)]
    matter: String,
    item: String,
    item_english: String,
    /// The version of the matter's notice that one commits to now.
    notice_version: u32,
    #[schema(value_type = schema::EnterpriseId)]
    enterprise: String,
    enterprise_name: String,
    project: String,
    building: Option<BuildingOut>,
    status: ApplicationStatus,
    #[schema(value_type = schema::Date)]
    applied_on: String,
    commitment: Option<CommitmentOut>,
    verification: Option<VerificationOut>,
    /// The day by which somebody has to act.
    #[schema(value_type = Option<schema::Date>)]
    due_on: Option<String>,
    is_overdue: bool,
    /// Why it was refused, is to be rectified, was revoked or repaired.
    reason: Option<String>,
    /// The journal position of its revocation.
    revoked_position: Option<u64>,
    pub(super) revision: u64,
}

impl ApplicationOut {
    pub(super) fn of(state: &State, today: CivilDate, found: &Application) -> Self {
        let matter = state.approvals.matter(found.matter);
        let (item, item_english, notice_version) = matter
            .map(|matter| matter.current().clone())
            .map(|notice| (notice.content.item, notice.content.item_english, notice.version))
            .unwrap_or_default();
        Self {
            id: found.id.to_string(),
            matter: found.matter.to_string(),
            item,
            item_english,
            notice_version,
            enterprise: found.enterprise.to_string(),
            enterprise_name: enterprise_name(state, found.enterprise),
            project: found.content.project.clone(),
            building: found.content.building.map(|building| BuildingOut {
                floor_area_square_metres: building.floor_area_square_metres.to_string(),
                height_metres: building.height_metres.to_string(),
            }),
            status: found.status.into(),
            applied_on: found.applied_on.to_string(),
            commitment: found.commitment.as_ref().map(|commitment| CommitmentOut {
                version: commitment.version,
                digest: commitment.digest.0.clone(),
                committed_on: commitment.committed_on.to_string(),
                by: match commitment.by {
                    Actor::User(user) => Some(user.to_string()),
                    Actor::Setup | Actor::Scheduler => None,
                },
            }),
            verification: found.verification.as_ref().map(|found| VerificationOut::of(state, found)),
            due_on: found.due_on(&state.calendar).map(|date| date.to_string()),
            is_overdue: found.is_overdue(&state.calendar, today),
            reason: found.reason.clone(),
            revoked_position: found.revoked_position,
            revision: found.revision,
        }
    }
}

impl VerificationOut {
    fn of(state: &State, verification: &Verification) -> Self {
        let due = verification.due_now(&state.calendar);
        Self {
            granted_on: verification.granted_on.to_string(),
            working_days: verification.working_days,
            due_on: due.date.to_string(),
            unpublished_years: match due.status {
                DeadlineStatus::Provisional { unpublished_years } => unpublished_years,
                DeadlineStatus::Firm | DeadlineStatus::Stopped => Vec::new(),
            },
            calendar_versions: due.calendar_versions,
        }
    }
}

#[derive(Serialize, ToSchema)]
#[schema(as = Restriction)]
pub(super) struct RestrictionOut {
    #[schema(value_type = schema::EnterpriseId)]
    enterprise: String,
    enterprise_name: String,
    /// The journal position of the decision that it rests on.
    position: u64,
    #[schema(value_type = schema::Date)]
    since: String,
    reason: String,
}

impl RestrictionOut {
    pub(super) fn of(state: &State, found: &Restriction) -> Self {
        Self {
            enterprise: found.enterprise.to_string(),
            enterprise_name: enterprise_name(state, found.enterprise),
            position: found.position,
            since: found.since.to_string(),
            reason: found.reason.clone(),
        }
    }
}
