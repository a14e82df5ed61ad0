//! Investment projects as they travel.

use etown_domain::State;
use etown_domain::international::negative_list::{ItemMet, Reason, Screening};
use etown_domain::international::project::{InvestmentProject, ProjectContent};
use etown_domain::international::stage::{Stage, TimeInStage, times_in_stages};
use etown_domain::kernel::calendar::Calendar;
use etown_values::{CivilDate, EnterpriseId, Money};
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};

use super::super::choices::InvestmentStage;
use super::super::editions::MeasureWire;
use crate::wire::{Cursor, MoneyOut, enterprise_name, schema};

#[derive(Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub(super) struct ProjectsAsked {
    #[param(inline)]
    pub(super) stage: Option<InvestmentStage>,
    #[param(minimum = 1, maximum = 200)]
    pub(super) limit: Option<u32>,
    #[param(inline, value_type = Option<Cursor>)]
    pub(super) cursor: Option<Cursor>,
    #[expect(dead_code, reason = "waited for before the handler runs")]
    at_least_position: Option<u64>,
}

/// What is planned.
#[derive(Deserialize, ToSchema)]
#[schema(as = ProjectContent)]
#[serde(deny_unknown_fields)]
pub(super) struct ProjectIn {
    #[schema(min_length = 1, max_length = 200)]
    title: String,
    /// The firm that invests; no person.
    #[schema(min_length = 1, max_length = 200)]
    investor: String,
    #[schema(value_type = schema::CountryCode)]
    country: String,
    /// Classes of GB/T 4754, four digits each.
    #[schema(value_type = Vec<schema::IndustryCode>, min_items = 1, max_items = 10)]
    industry_codes: Vec<String>,
    /// What the project will do, in words that the list is searched with.
    #[schema(min_length = 1, max_length = 2000)]
    activity: String,
    #[schema(value_type = MoneyOut)]
    investment: Money,
}

#[derive(Deserialize, ToSchema)]
#[schema(as = NewInvestmentProject)]
#[serde(deny_unknown_fields)]
pub(super) struct NewProjectIn {
    pub(super) project: ProjectIn,
    /// The day from which it is a lead.
    #[schema(value_type = schema::Date)]
    pub(super) on: CivilDate,
}

#[derive(Deserialize, ToSchema)]
#[schema(as = ScreeningWanted)]
#[serde(deny_unknown_fields)]
pub(super) struct EditionIn {
    /// The edition of the negative list; it must be in force today.
    #[schema(min_length = 1, max_length = 2000)]
    pub(super) edition: String,
}

#[derive(Deserialize, ToSchema)]
#[schema(as = NewListCondition)]
#[serde(deny_unknown_fields)]
pub(super) struct ConditionIn {
    /// The number of the restricted item.
    #[schema(min_length = 1, max_length = 2000)]
    pub(super) item: String,
    /// How its conditions are met.
    #[schema(min_length = 1, max_length = 2000)]
    pub(super) met_by: String,
}

#[derive(Deserialize, ToSchema)]
#[schema(as = StageWanted)]
#[serde(deny_unknown_fields)]
pub(super) struct AdvanceIn {
    pub(super) stage: InvestmentStage,
    #[schema(value_type = schema::Date)]
    pub(super) on: CivilDate,
    #[schema(max_length = 2000)]
    pub(super) note: String,
}

#[derive(Deserialize, ToSchema)]
#[schema(as = ProjectEnterprise)]
#[serde(deny_unknown_fields)]
pub(super) struct EnterpriseIn {
    #[schema(value_type = schema::EnterpriseId)]
    pub(super) enterprise: EnterpriseId,
}

impl From<ProjectIn> for ProjectContent {
    fn from(content: ProjectIn) -> Self {
        let ProjectIn { title, investor, country, industry_codes, activity, investment } = content;
        Self { title, investor, country, industry_codes, activity, investment }
    }
}

/// A project on the board.
#[derive(Serialize, ToSchema)]
#[schema(as = InvestmentProjectRow)]
pub(super) struct ProjectRowOut {
    #[schema(value_type = schema::InvestmentProjectId)]
    id: String,
    title: String,
    investor: String,
    #[schema(value_type = schema::CountryCode)]
    country: String,
    investment: MoneyOut,
    stage: InvestmentStage,
    #[schema(value_type = schema::Date)]
    stage_since: String,
    /// Calendar days in the stage.
    days_in_stage: i32,
    working_days_in_stage: u32,
    is_dropped: bool,
    /// The edition that it was screened with.
    screened_with: Option<String>,
    /// Numbers of the items that it meets.
    items_met: Vec<String>,
    /// The prohibited item, or the restricted one without conditions, that stops it.
    stopped_by_item: Option<String>,
}

impl ProjectRowOut {
    pub(super) fn of(project: &InvestmentProject, calendar: &Calendar, today: CivilDate) -> Self {
        let times = times_in_stages(project, calendar, today).unwrap_or_default();
        let last = times.last();
        let content = &project.content;
        let screening = project.screening.as_ref();
        let prohibited = screening.and_then(Screening::prohibited);
        Self {
            id: project.id.to_string(),
            title: content.title.clone(),
            investor: content.investor.clone(),
            country: content.country.clone(),
            investment: content.investment.into(),
            stage: project.stage().into(),
            stage_since: last.map(|time| time.entered_on.to_string()).unwrap_or_default(),
            days_in_stage: last.map_or(0, |time| time.days),
            working_days_in_stage: last.map_or(0, |time| time.working_days.days),
            is_dropped: project.dropped.is_some(),
            screened_with: screening.map(|screening| screening.edition.clone()),
            items_met: screening
                .map(|screening| screening.met.iter().map(|item| item.number.clone()).collect())
                .unwrap_or_default(),
            stopped_by_item: prohibited.or(project.open_condition()).map(|item| item.number.clone()),
        }
    }
}

/// The time in one stage.
#[derive(Serialize, ToSchema)]
#[schema(as = TimeInStage)]
struct TimeOut {
    stage: InvestmentStage,
    #[schema(value_type = schema::Date)]
    entered_on: String,
    #[schema(value_type = Option<schema::Date>)]
    left_on: Option<String>,
    days: i32,
    working_days: u32,
    /// Years whose calendar is not published; their working days are counted by the ordinary week.
    unpublished_years: Vec<i16>,
    note: String,
    /// The entry whose receipt proves that it entered.
    position: u64,
}

/// Why an item is met.
#[derive(Serialize, ToSchema)]
#[schema(as = MeetingReason)]
#[serde(tag = "kind", rename_all = "snake_case")]
enum ReasonOut {
    /// The project's industry lies within that of the item.
    Industry { of_item: String, of_project: String },
    /// The title or the description has the word.
    Word { word: String },
}

#[derive(Serialize, ToSchema)]
#[schema(as = ItemMet)]
struct ItemOut {
    number: String,
    title: String,
    title_english: String,
    measure: MeasureWire,
    is_verified: bool,
    reasons: Vec<ReasonOut>,
    /// How the conditions are met, once recorded.
    condition_met_by: Option<String>,
    condition_position: Option<u64>,
}

#[derive(Serialize, ToSchema)]
#[schema(as = Screening)]
struct ScreeningOut {
    edition: String,
    #[schema(value_type = schema::Date)]
    on: String,
    /// The entry whose receipt proves it.
    position: u64,
    /// Fewer items than published means that meeting none of them clears nothing.
    items_kept: u32,
    items_published: u32,
    /// Items of the edition that nobody checked against its published text; they are settings of the zone.
    items_unverified: u32,
    items_met: Vec<ItemOut>,
    /// Whether the edition is still the one in force.
    is_in_force: bool,
}

#[derive(Serialize, ToSchema)]
#[schema(as = InvestmentProject)]
pub(super) struct ProjectOut {
    /// The project as it stands on the board.
    project: ProjectRowOut,
    #[schema(value_type = Vec<schema::IndustryCode>)]
    industry_codes: Vec<String>,
    activity: String,
    /// The stage that follows.
    next_stage: Option<InvestmentStage>,
    /// Whether it enters that stage only when it was screened with the edition in force.
    next_stage_needs_screening: bool,
    times: Vec<TimeOut>,
    screening: Option<ScreeningOut>,
    /// The edition in force today.
    edition_in_force: Option<String>,
    #[schema(value_type = Option<schema::EnterpriseId>)]
    enterprise: Option<String>,
    enterprise_name: Option<String>,
    #[schema(value_type = Option<schema::Date>)]
    dropped_on: Option<String>,
    dropped_because: Option<String>,
    revision: u64,
}

impl ProjectOut {
    pub(super) fn of(state: &State, project: &InvestmentProject, today: CivilDate) -> Self {
        let in_force = state.international.negative_list_on(today).map(|list| list.edition.clone());
        let next = project.stage().next();
        let times = times_in_stages(project, &state.calendar, today).unwrap_or_default();
        let times = times.into_iter().zip(&project.steps).map(|(time, step)| TimeOut::of(time, &step.note));
        let dropped = project.dropped.as_ref();
        Self {
            project: ProjectRowOut::of(project, &state.calendar, today),
            industry_codes: project.content.industry_codes.clone(),
            activity: project.content.activity.clone(),
            next_stage: next.map(Into::into),
            next_stage_needs_screening: next.is_some_and(Stage::needs_screening),
            times: times.collect(),
            screening: project.screening.as_ref().map(|screening| ScreeningOut {
                edition: screening.edition.clone(),
                on: screening.on.to_string(),
                position: screening.position,
                items_kept: screening.items_kept,
                items_published: screening.items_published,
                items_unverified: items_unverified(state, &screening.edition),
                items_met: screening.met.iter().map(|item| ItemOut::of(project, item)).collect(),
                is_in_force: in_force.as_ref() == Some(&screening.edition),
            }),
            edition_in_force: in_force,
            enterprise: project.enterprise.map(|enterprise| enterprise.to_string()),
            enterprise_name: project.enterprise.map(|enterprise| enterprise_name(state, enterprise)),
            dropped_on: dropped.map(|dropped| dropped.on.to_string()),
            dropped_because: dropped.map(|dropped| dropped.reason.clone()),
            revision: project.revision,
        }
    }

    pub(super) const fn revision(&self) -> u64 {
        self.revision
    }
}

fn items_unverified(state: &State, edition: &str) -> u32 {
    let list = state.international.negative_lists().find(|list| list.edition == edition);
    let items = list.map_or(&[][..], |list| &list.items);
    u32::try_from(items.iter().filter(|item| !item.is_verified).count()).unwrap_or(u32::MAX)
}

impl TimeOut {
    fn of(time: TimeInStage, note: &str) -> Self {
        Self {
            stage: time.stage.into(),
            entered_on: time.entered_on.to_string(),
            left_on: time.left_on.map(|date| date.to_string()),
            days: time.days,
            working_days: time.working_days.days,
            unpublished_years: time.working_days.unpublished_years,
            note: note.to_owned(),
            position: time.position,
        }
    }
}

impl ItemOut {
    fn of(project: &InvestmentProject, item: &ItemMet) -> Self {
        let reason = |reason: &Reason| match reason {
            Reason::Industry { of_item, of_project } => {
                ReasonOut::Industry { of_item: of_item.clone(), of_project: of_project.clone() }
            }
            Reason::Word { word } => ReasonOut::Word { word: word.clone() },
        };
        let condition = project.conditions.get(&item.number);
        Self {
            number: item.number.clone(),
            title: item.title.clone(),
            title_english: item.title_english.clone(),
            measure: (&item.measure).into(),
            is_verified: item.is_verified,
            reasons: item.reasons.iter().map(reason).collect(),
            condition_met_by: condition.map(|condition| condition.met_by.clone()),
            condition_position: condition.map(|condition| condition.position),
        }
    }
}
