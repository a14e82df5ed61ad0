//! Pilots of opening-up measures: measure → scenario → first use → result.

use axum::Json;
use axum::extract::State;
use axum::http::HeaderMap;
use axum::response::Response;
use etown_domain::programme::pilot::Pilot;
use etown_domain::programme::refusal::UNKNOWN_PILOT;
use etown_domain::programme::{ProgrammeCommand, ProgrammeEvent};
use etown_domain::{Command, Event, Refusal};
use etown_values::PilotId;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

use super::pilot_wire::{FirstUseIn, PilotIn, PilotOut, ResultIn, ScenarioIn};
use super::wire::citations;
use crate::app::AppState;
use crate::caller::Caller;
use crate::command::{Answer, ChangeHeaders, Commanded, Done, KeyHeader, change, command};
use crate::problem::Problem;
use crate::reading::{Asked, Fresh, Named, tagged};
use crate::wire::{Page, schema};

pub(super) fn routes() -> OpenApiRouter<AppState> {
    OpenApiRouter::new()
        .routes(routes!(list_pilots, open_pilot))
        .routes(routes!(show_pilot))
        .routes(routes!(describe_scenario))
        .routes(routes!(record_first_use))
        .routes(routes!(conclude_pilot))
}

/// The pilots of the zone.
#[utoipa::path(get, path = "/pilots", tag = "programmes", params(Fresh),
    responses((status = 200, body = Page<PilotOut>)))]
async fn list_pilots(
    State(app): State<AppState>,
    caller: Caller,
    _fresh: Asked<Fresh>,
) -> Result<Json<Page<PilotOut>>, Problem> {
    caller.scope()?;
    app.blocking(move |app| {
        let rows = app.engine.read(|state| state.programme.pilots().map(PilotOut::from).collect());
        Ok(Json(Page { rows, next_cursor: None }))
    })
    .await
}

/// Open a pilot for a measure that was granted.
#[utoipa::path(post, path = "/pilots", tag = "programmes", params(KeyHeader), request_body = PilotIn,
    responses((status = 201, body = Answer)))]
async fn open_pilot(
    State(app): State<AppState>,
    caller: Caller,
    Commanded { content, envelope }: Commanded<PilotIn>,
) -> Result<Done, Problem> {
    let wanted = ProgrammeCommand::OpenPilot { filing: content.into() };
    let answer = command(&app, &caller, &envelope, Command::Programme(wanted)).await?;
    Ok(Done::made(&answer, "pilots", |event| match event {
        Event::Programme(ProgrammeEvent::PilotOpened { pilot, .. }) => Some(pilot.to_string()),
        _ => None,
    }))
}

/// One pilot, with the `ETag` that its commands want as If-Match.
#[utoipa::path(get, path = "/pilots/{pilot}", tag = "programmes",
    params(("pilot" = schema::PilotId, Path), Fresh),
    responses((status = 200, body = PilotOut, headers(("ETag" = String, description = "Revision and digest."))),
        (status = 304, description = "It is as If-None-Match knows it.")))]
async fn show_pilot(
    State(app): State<AppState>,
    caller: Caller,
    headers: HeaderMap,
    Named(pilot): Named<PilotId>,
    _fresh: Asked<Fresh>,
) -> Result<Response, Problem> {
    caller.scope()?;
    app.blocking(move |app| {
        let found: Option<Pilot> = app.engine.read(|state| state.programme.pilot(pilot).cloned());
        let shown = PilotOut::from(&found.ok_or_else(|| Refusal::new(&UNKNOWN_PILOT))?);
        tagged(&headers, shown.revision, &shown)
    })
    .await
}

/// Describe where the measure will be used first.
#[utoipa::path(post, path = "/pilots/{pilot}/scenario", tag = "programmes",
    params(("pilot" = schema::PilotId, Path), ChangeHeaders), request_body = ScenarioIn,
    responses((status = 200, body = Answer)))]
async fn describe_scenario(
    State(app): State<AppState>,
    caller: Caller,
    Named(pilot): Named<PilotId>,
    Commanded { content, envelope }: Commanded<ScenarioIn>,
) -> Result<Done, Problem> {
    let revision = envelope.revision()?;
    let scenario = content.scenario;
    change(&app, &caller, &envelope, ProgrammeCommand::DescribeScenario { pilot, revision, scenario }).await
}

/// Record the first use of the measure with the entries that prove it.
#[utoipa::path(post, path = "/pilots/{pilot}/first-use", tag = "programmes",
    params(("pilot" = schema::PilotId, Path), ChangeHeaders), request_body = FirstUseIn,
    responses((status = 200, body = Answer)))]
async fn record_first_use(
    State(app): State<AppState>,
    caller: Caller,
    Named(pilot): Named<PilotId>,
    Commanded { content, envelope }: Commanded<FirstUseIn>,
) -> Result<Done, Problem> {
    let revision = envelope.revision()?;
    let (used_on, evidence) = (content.used_on, citations(content.evidence));
    let wanted = ProgrammeCommand::RecordFirstUse { pilot, revision, used_on, evidence };
    change(&app, &caller, &envelope, wanted).await
}

/// Conclude a pilot: what came out, and whether others can repeat it.
#[utoipa::path(post, path = "/pilots/{pilot}/conclude", tag = "programmes",
    params(("pilot" = schema::PilotId, Path), ChangeHeaders), request_body = ResultIn,
    responses((status = 200, body = Answer)))]
async fn conclude_pilot(
    State(app): State<AppState>,
    caller: Caller,
    Named(pilot): Named<PilotId>,
    Commanded { content, envelope }: Commanded<ResultIn>,
) -> Result<Done, Problem> {
    let revision = envelope.revision()?;
    let ResultIn { result, is_replicable, evidence } = content;
    let evidence = citations(evidence);
    let wanted = ProgrammeCommand::ConcludePilot { pilot, revision, result, is_replicable, evidence };
    change(&app, &caller, &envelope, wanted).await
}
