//! Work permits by points: the calculator, and assessments that an employer asks for and the desk decides.

use std::collections::BTreeSet;

use axum::Json;
use axum::extract::State;
use axum::http::HeaderMap;
use axum::response::Response;
use etown_domain::international::points::Score;
use etown_domain::international::refusal::UNKNOWN_TALENT;
use etown_domain::international::talent::{Talent, TalentFacts};
use etown_domain::international::{InternationalCommand, InternationalEvent, scored};
use etown_domain::{Command, Event, Refusal, Role};
use etown_values::{EnterpriseId, TalentId};
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

use super::super::books::ReasonIn;
use super::choices::{
    ChineseLevel, Education, Merit, PermitCategory, PointCriterion, TalentStatus, WorkLocation,
};
use super::covers;
use crate::app::AppState;
use crate::caller::Caller;
use crate::command::{Answer, Body, ChangeHeaders, Commanded, Done, KeyHeader, Nothing, change, command};
use crate::problem::Problem;
use crate::reading::{Asked, Fresh, Named, tagged};
use crate::wire::{Cursor, Page, Yuan, at_most, enterprise_name, page_request, part_page, schema};

pub(super) fn routes() -> OpenApiRouter<AppState> {
    OpenApiRouter::new()
        .routes(routes!(score_talent))
        .routes(routes!(list_talent_assessments, assess_talent))
        .routes(routes!(show_talent_assessment))
        .routes(routes!(confirm_talent_assessment))
        .routes(routes!(decline_talent_assessment))
}

#[derive(Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
struct TalentAsked {
    #[param(value_type = Option<schema::EnterpriseId>)]
    employer: Option<EnterpriseId>,
    #[param(inline)]
    status: Option<TalentStatus>,
    #[param(minimum = 1, maximum = 200)]
    limit: Option<u32>,
    #[param(inline, value_type = Option<Cursor>)]
    cursor: Option<Cursor>,
    #[expect(dead_code, reason = "waited for before the handler runs")]
    at_least_position: Option<u64>,
}

/// What is scored. Nothing here names the person; who it is stays with the employer.
#[derive(Serialize, Deserialize, ToSchema)]
#[schema(as = TalentFacts)]
#[serde(deny_unknown_fields)]
struct FactsWire {
    /// Gross salary of a year.
    #[schema(value_type = schema::Yuan)]
    salary_yuan: Yuan,
    education: Education,
    /// Whole years of relevant work.
    #[schema(maximum = 100)]
    experience_years: u32,
    /// Months of work in China a year.
    #[schema(maximum = 12)]
    months_per_year: u32,
    chinese: ChineseLevel,
    /// Whole years; no date of birth.
    #[schema(maximum = 100)]
    age: u32,
    #[schema(max_items = 10)]
    #[serde(deserialize_with = "at_most::<10, Merit, _, _>")]
    merits: Vec<Merit>,
    location: WorkLocation,
    /// What the province adds.
    #[schema(maximum = 1000)]
    provincial_points: u32,
    /// On what ground it adds them.
    #[schema(max_length = 200)]
    provincial_ground: String,
}

#[derive(Deserialize, ToSchema)]
#[schema(as = NewTalentAssessment)]
#[serde(deny_unknown_fields)]
struct AssessmentIn {
    #[schema(value_type = schema::EnterpriseId)]
    employer: EnterpriseId,
    facts: FactsWire,
}

/// Points of one criterion with the row of the table that gave them.
#[derive(Serialize, ToSchema)]
#[schema(as = PointLine)]
struct LineOut {
    criterion: PointCriterion,
    /// The row, counted from 1 within its criterion; 0 where no row gives points.
    row: u32,
    /// The row in signs: a half-open band, an answer, or the arithmetic.
    rule: String,
    points: u32,
}

#[derive(Serialize, ToSchema)]
#[schema(as = TalentScore)]
struct ScoreOut {
    /// The edition of the table.
    edition: String,
    lines: Vec<LineOut>,
    total: u32,
    /// Points from which a permit is of category A.
    category_a_points: u32,
    /// Points from which a permit is of category B.
    category_b_points: u32,
    category: PermitCategory,
}

#[derive(Serialize, ToSchema)]
#[schema(as = TalentAssessment)]
struct TalentOut {
    #[schema(value_type = schema::TalentId)]
    id: String,
    #[schema(value_type = schema::EnterpriseId)]
    employer: String,
    employer_name: String,
    status: TalentStatus,
    facts: FactsWire,
    score: ScoreOut,
    #[schema(value_type = schema::Date)]
    requested_on: String,
    requested_position: u64,
    #[schema(value_type = Option<schema::Date>)]
    decided_on: Option<String>,
    decided_position: Option<u64>,
    /// Why it was declined.
    reason: Option<String>,
    /// Whether the caller asked for it; then someone else decides.
    is_own_request: bool,
    revision: u64,
}

impl From<FactsWire> for TalentFacts {
    fn from(facts: FactsWire) -> Self {
        Self {
            salary: facts.salary_yuan.0,
            education: facts.education.into(),
            experience_years: facts.experience_years,
            months_per_year: facts.months_per_year,
            chinese: facts.chinese.into(),
            age: facts.age,
            merits: facts.merits.into_iter().map(Into::into).collect::<BTreeSet<_>>(),
            location: facts.location.into(),
            provincial_points: facts.provincial_points,
            provincial_ground: facts.provincial_ground,
        }
    }
}

impl From<&TalentFacts> for FactsWire {
    fn from(facts: &TalentFacts) -> Self {
        Self {
            salary_yuan: Yuan(facts.salary),
            education: facts.education.into(),
            experience_years: facts.experience_years,
            months_per_year: facts.months_per_year,
            chinese: facts.chinese.into(),
            age: facts.age,
            merits: facts.merits.iter().map(|merit| (*merit).into()).collect(),
            location: facts.location.into(),
            provincial_points: facts.provincial_points,
            provincial_ground: facts.provincial_ground.clone(),
        }
    }
}

impl From<&Score> for ScoreOut {
    fn from(score: &Score) -> Self {
        let lines = score.lines.iter().map(|line| LineOut {
            criterion: line.criterion.into(),
            row: line.row,
            rule: line.rule.clone(),
            points: line.points,
        });
        Self {
            edition: score.edition.clone(),
            lines: lines.collect(),
            total: score.total,
            category_a_points: score.thresholds.0,
            category_b_points: score.thresholds.1,
            category: score.category.into(),
        }
    }
}

impl TalentOut {
    fn of(state: &etown_domain::State, talent: &Talent, caller: &Caller) -> Self {
        Self {
            id: talent.id.to_string(),
            employer: talent.employer.to_string(),
            employer_name: enterprise_name(state, talent.employer),
            status: talent.status.into(),
            facts: (&talent.facts).into(),
            score: (&talent.score).into(),
            requested_on: talent.requested_on.to_string(),
            requested_position: talent.requested_at_position,
            decided_on: talent.decided_on.map(|date| date.to_string()),
            decided_position: talent.decided_at_position,
            reason: talent.reason.clone(),
            is_own_request: talent.maker == caller.actor(),
            revision: talent.revision,
        }
    }
}

/// Score facts by the table in force today, without keeping them.
#[utoipa::path(post, path = "/talent-scores", tag = "international", request_body = FactsWire,
    responses((status = 200, body = ScoreOut)))]
async fn score_talent(
    State(app): State<AppState>,
    caller: Caller,
    Body { content, .. }: Body<FactsWire>,
) -> Result<Json<ScoreOut>, Problem> {
    caller.scope()?;
    let facts = TalentFacts::from(content);
    app.blocking(move |app| {
        let today = app.engine.business_date();
        let score = app.engine.read(|state| scored(state, &facts, today))?;
        Ok(Json(ScoreOut::from(&score)))
    })
    .await
}

/// The assessments that the caller may see.
#[utoipa::path(get, path = "/talent-assessments", tag = "international", params(TalentAsked),
    responses((status = 200, body = Page<TalentOut>)))]
async fn list_talent_assessments(
    State(app): State<AppState>,
    caller: Caller,
    Asked(asked): Asked<TalentAsked>,
) -> Result<Json<Page<TalentOut>>, Problem> {
    let scope = caller.scope_at(Role::InvestmentOfficer)?;
    let page = page_request(asked.limit, asked.cursor)?;
    let status = asked.status.map(Into::into);
    app.blocking(move |app| {
        Ok(Json(app.engine.read(|state| {
            let visible =
                state.international.talents().filter(|talent| covers(&scope, Some(talent.employer)));
            let wanted = visible
                .filter(|talent| asked.employer.is_none_or(|employer| talent.employer == employer))
                .filter(|talent| status.is_none_or(|status| talent.status == status));
            let rows = wanted.map(|talent| (talent.id.to_string(), TalentOut::of(state, talent, &caller)));
            part_page(rows, &page)
        })))
    })
    .await
}

/// Ask for an assessment by points; a second person at the desk decides it.
#[utoipa::path(post, path = "/talent-assessments", tag = "international", params(KeyHeader),
    request_body = AssessmentIn, responses((status = 201, body = Answer)))]
async fn assess_talent(
    State(app): State<AppState>,
    caller: Caller,
    Commanded { content, envelope }: Commanded<AssessmentIn>,
) -> Result<Done, Problem> {
    let AssessmentIn { employer, facts } = content;
    let wanted = InternationalCommand::AssessTalent { employer, facts: facts.into() };
    let answer = command(&app, &caller, &envelope, Command::International(wanted)).await?;
    Ok(Done::made(&answer, "talent-assessments", |event| match event {
        Event::International(InternationalEvent::TalentAssessed { talent, .. }) => Some(talent.to_string()),
        _ => None,
    }))
}

/// One assessment with the trace of every point, with the `ETag` that its commands want as If-Match.
#[utoipa::path(get, path = "/talent-assessments/{talent}", tag = "international",
    params(("talent" = schema::TalentId, Path), Fresh),
    responses((status = 200, body = TalentOut, headers(("ETag" = String, description = "Revision and digest."))),
        (status = 304, description = "It is as If-None-Match knows it.")))]
async fn show_talent_assessment(
    State(app): State<AppState>,
    caller: Caller,
    headers: HeaderMap,
    Named(talent): Named<TalentId>,
    _fresh: Asked<Fresh>,
) -> Result<Response, Problem> {
    let scope = caller.scope_at(Role::InvestmentOfficer)?;
    app.blocking(move |app| {
        let shown = app.engine.read(|state| {
            let found = state.international.talent(talent);
            let found = found.filter(|found| covers(&scope, Some(found.employer)))?;
            Some(TalentOut::of(state, found, &caller))
        });
        let shown = shown.ok_or_else(|| Refusal::new(&UNKNOWN_TALENT))?;
        tagged(&headers, shown.revision, &shown)
    })
    .await
}

/// Confirm an assessment that somebody else asked for.
#[utoipa::path(post, path = "/talent-assessments/{talent}/confirm", tag = "international",
    params(("talent" = schema::TalentId, Path), ChangeHeaders), request_body = Nothing,
    responses((status = 200, body = Answer)))]
async fn confirm_talent_assessment(
    State(app): State<AppState>,
    caller: Caller,
    Named(talent): Named<TalentId>,
    Commanded { envelope, .. }: Commanded<Nothing>,
) -> Result<Done, Problem> {
    let revision = envelope.revision()?;
    change(&app, &caller, &envelope, InternationalCommand::ConfirmTalent { talent, revision }).await
}

/// Decline an assessment that somebody else asked for.
#[utoipa::path(post, path = "/talent-assessments/{talent}/decline", tag = "international",
    params(("talent" = schema::TalentId, Path), ChangeHeaders), request_body = ReasonIn,
    responses((status = 200, body = Answer)))]
async fn decline_talent_assessment(
    State(app): State<AppState>,
    caller: Caller,
    Named(talent): Named<TalentId>,
    Commanded { content, envelope }: Commanded<ReasonIn>,
) -> Result<Done, Problem> {
    let revision = envelope.revision()?;
    let reason = content.reason;
    change(&app, &caller, &envelope, InternationalCommand::DeclineTalent { talent, revision, reason }).await
}
