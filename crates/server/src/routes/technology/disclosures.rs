//! Disclosures: what was found out, and its assessment within the term.

use axum::Json;
use axum::extract::State;
use axum::http::HeaderMap;
use axum::response::Response;
use etown_domain::technology::disclosure::{
    Assessment, AssessmentOutcome, Disclosure, DisclosureContent, LevelOutOfRange, ReadinessLevel,
};
use etown_domain::technology::refusal::UNKNOWN_DISCLOSURE;
use etown_domain::technology::{TechnologyCommand, TechnologyEvent};
use etown_domain::{Command, Event, Refusal, Role};
use etown_values::{CivilDate, DisclosureId};
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

use super::wire::{DisclosureKind, DisclosureStatus, HolderIn, HolderOut, covers};
use crate::app::AppState;
use crate::caller::Caller;
use crate::command::{Answer, ChangeHeaders, Commanded, Done, KeyHeader, command};
use crate::problem::Problem;
use crate::reading::{Asked, Fresh, Named, tagged};
use crate::wire::{Cursor, Page, page_request, part_page, schema};

pub(super) fn routes() -> OpenApiRouter<AppState> {
    OpenApiRouter::new()
        .routes(routes!(list_disclosures, disclose_technology))
        .routes(routes!(show_disclosure))
        .routes(routes!(assess_disclosure))
}

#[derive(Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
struct DisclosuresAsked {
    #[param(inline)]
    status: Option<DisclosureStatus>,
    #[param(minimum = 1, maximum = 200)]
    limit: Option<u32>,
    #[param(inline, value_type = Option<Cursor>)]
    cursor: Option<Cursor>,
    #[expect(dead_code, reason = "waited for before the handler runs")]
    at_least_position: Option<u64>,
}

#[derive(Deserialize, ToSchema)]
#[schema(as = NewDisclosure)]
#[serde(deny_unknown_fields)]
struct DisclosureIn {
    #[schema(min_length = 1, max_length = 200)]
    title: String,
    kind: DisclosureKind,
    /// The field of technology.
    #[schema(min_length = 1, max_length = 200)]
    field: String,
    owner: HolderIn,
}

/// What an assessment comes to.
#[derive(Deserialize, ToSchema)]
#[schema(as = AssessmentOutcome)]
#[serde(tag = "kind", rename_all = "snake_case", deny_unknown_fields)]
enum OutcomeIn {
    Accepted,
    Declined,
    /// Put off to a day.
    Deferred {
        #[schema(value_type = schema::Date)]
        until: CivilDate,
    },
}

/// A technology readiness level as it is sent.
#[derive(Deserialize)]
#[serde(try_from = "u8")]
struct LevelIn(ReadinessLevel);

impl TryFrom<u8> for LevelIn {
    type Error = LevelOutOfRange;

    fn try_from(level: u8) -> Result<Self, LevelOutOfRange> {
        ReadinessLevel::try_from(level).map(Self)
    }
}

#[derive(Deserialize, ToSchema)]
#[schema(as = NewAssessment)]
#[serde(deny_unknown_fields)]
struct AssessmentIn {
    /// Technology readiness level.
    #[schema(value_type = u8, minimum = 1, maximum = 9)]
    level: LevelIn,
    /// What shows the level.
    #[schema(min_length = 1, max_length = 2000)]
    evidence: String,
    outcome: OutcomeIn,
    /// Why so.
    #[schema(min_length = 1, max_length = 2000)]
    reason: String,
}

#[derive(Serialize, ToSchema)]
#[schema(as = DisclosureAssessment)]
struct AssessmentOut {
    #[schema(minimum = 1, maximum = 9)]
    level: u8,
    evidence: String,
    reason: String,
    #[schema(value_type = schema::Date)]
    on: String,
    /// The entry whose receipt proves it.
    position: u64,
    /// Whether it came after its term.
    is_late: bool,
}

#[derive(Serialize, ToSchema)]
#[schema(as = Disclosure)]
struct DisclosureOut {
    #[schema(value_type = schema::DisclosureId)]
    id: String,
    title: String,
    kind: DisclosureKind,
    field: String,
    owner: HolderOut,
    status: DisclosureStatus,
    #[schema(value_type = schema::Date)]
    disclosed_on: String,
    /// The last day of the first term.
    #[schema(value_type = schema::Date)]
    term_ends_on: String,
    /// Whether the count ran into a year whose calendar was not published.
    is_term_provisional: bool,
    /// The day by which it is to be assessed, while it waits for that.
    #[schema(value_type = Option<schema::Date>)]
    assess_by: Option<String>,
    is_overdue: bool,
    assessment: Option<AssessmentOut>,
    /// Whether the caller disclosed it; then someone else assesses it.
    is_own: bool,
    position: u64,
    revision: u64,
}

impl From<AssessmentIn> for Assessment {
    fn from(assessment: AssessmentIn) -> Self {
        let outcome = match assessment.outcome {
            OutcomeIn::Accepted => AssessmentOutcome::Accepted,
            OutcomeIn::Declined => AssessmentOutcome::Declined,
            OutcomeIn::Deferred { until } => AssessmentOutcome::Deferred { until },
        };
        let AssessmentIn { level, evidence, reason, .. } = assessment;
        Self { level: level.0, evidence, outcome, reason }
    }
}

impl DisclosureOut {
    fn of(state: &etown_domain::State, found: &Disclosure, caller: &Caller, today: CivilDate) -> Self {
        let assessment = found.assessment.as_ref().map(|dated| AssessmentOut {
            level: dated.assessment.level.into(),
            evidence: dated.assessment.evidence.clone(),
            reason: dated.assessment.reason.clone(),
            on: dated.on.to_string(),
            position: dated.position,
            is_late: dated.on > found.term.last_day,
        });
        Self {
            id: found.id.to_string(),
            title: found.content.title.clone(),
            kind: found.content.kind.into(),
            field: found.content.field.clone(),
            owner: HolderOut::of(state, &found.content.owner),
            status: found.status().into(),
            disclosed_on: found.disclosed_on.to_string(),
            term_ends_on: found.term.last_day.to_string(),
            is_term_provisional: found.term.is_provisional,
            assess_by: found.assess_by().map(|date| date.to_string()),
            is_overdue: found.assess_by().is_some_and(|last| last < today),
            assessment,
            is_own: found.maker == caller.actor(),
            position: found.position,
            revision: found.revision,
        }
    }
}

/// The disclosures that the caller may see.
#[utoipa::path(get, path = "/disclosures", tag = "technology", params(DisclosuresAsked),
    responses((status = 200, body = Page<DisclosureOut>)))]
async fn list_disclosures(
    State(app): State<AppState>,
    caller: Caller,
    Asked(asked): Asked<DisclosuresAsked>,
) -> Result<Json<Page<DisclosureOut>>, Problem> {
    let scope = caller.scope_at(Role::InvestmentOfficer)?;
    let page = page_request(asked.limit, asked.cursor)?;
    let status = asked.status.map(Into::into);
    app.blocking(move |app| {
        let today = app.engine.business_date();
        Ok(Json(app.engine.read(|state| {
            let visible = state.technology.disclosures().filter(|found| covers(&scope, &found.content.owner));
            let wanted = visible.filter(|found| status.is_none_or(|status| found.status() == status));
            let rows =
                wanted.map(|found| (found.id.to_string(), DisclosureOut::of(state, found, &caller, today)));
            part_page(rows, &page)
        })))
    })
    .await
}

/// Disclose what was found out; the desk assesses it within the term.
#[utoipa::path(post, path = "/disclosures", tag = "technology", params(KeyHeader),
    request_body = DisclosureIn, responses((status = 201, body = Answer)))]
async fn disclose_technology(
    State(app): State<AppState>,
    caller: Caller,
    Commanded { content, envelope }: Commanded<DisclosureIn>,
) -> Result<Done, Problem> {
    let DisclosureIn { title, kind, field, owner } = content;
    let content = DisclosureContent { title, kind: kind.into(), field, owner: owner.into() };
    let wanted = Command::Technology(TechnologyCommand::Disclose { content });
    let answer = command(&app, &caller, &envelope, wanted).await?;
    Ok(Done::made(&answer, "disclosures", |event| match event {
        Event::Technology(TechnologyEvent::TechnologyDisclosed { disclosure, .. }) => {
            Some(disclosure.to_string())
        }
        _ => None,
    }))
}

/// One disclosure with its assessment, with the `ETag` that its commands want as If-Match.
#[utoipa::path(get, path = "/disclosures/{disclosure}", tag = "technology",
    params(("disclosure" = schema::DisclosureId, Path), Fresh),
    responses((status = 200, body = DisclosureOut, headers(("ETag" = String, description = "Revision and digest."))),
        (status = 304, description = "It is as If-None-Match knows it.")))]
async fn show_disclosure(
    State(app): State<AppState>,
    caller: Caller,
    headers: HeaderMap,
    Named(disclosure): Named<DisclosureId>,
    _fresh: Asked<Fresh>,
) -> Result<Response, Problem> {
    let scope = caller.scope_at(Role::InvestmentOfficer)?;
    app.blocking(move |app| {
        let today = app.engine.business_date();
        let shown = app.engine.read(|state| {
            let found = state.technology.disclosure(disclosure);
            let found = found.filter(|found| covers(&scope, &found.content.owner))?;
            Some(DisclosureOut::of(state, found, &caller, today))
        });
        let shown = shown.ok_or_else(|| Refusal::new(&UNKNOWN_DISCLOSURE))?;
        tagged(&headers, shown.revision, &shown)
    })
    .await
}

/// Assess a disclosure that somebody else made: accept, decline, or put off.
#[utoipa::path(post, path = "/disclosures/{disclosure}/assess", tag = "technology",
    params(("disclosure" = schema::DisclosureId, Path), ChangeHeaders), request_body = AssessmentIn,
    responses((status = 200, body = Answer)))]
async fn assess_disclosure(
    State(app): State<AppState>,
    caller: Caller,
    Named(disclosure): Named<DisclosureId>,
    Commanded { content, envelope }: Commanded<AssessmentIn>,
) -> Result<Done, Problem> {
    let revision = envelope.revision()?;
    let assessment = content.into();
    let wanted = TechnologyCommand::AssessDisclosure { disclosure, revision, assessment };
    Ok(Done::changed(&command(&app, &caller, &envelope, Command::Technology(wanted)).await?))
}
