//! Key tasks: one task with its evidence, and the steps that are reported, confirmed or returned.

use axum::extract::State;
use axum::http::HeaderMap;
use axum::response::Response;
use etown_domain::Refusal;
use etown_domain::programme::ProgrammeCommand;
use etown_domain::programme::refusal::UNKNOWN_KEY_TASK;
use etown_values::KeyTaskId;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

use super::wire::{KeyTaskOut, ProgressIn, Shown};
use crate::app::AppState;
use crate::caller::Caller;
use crate::command::{Answer, ChangeHeaders, Commanded, Done, Nothing, change};
use crate::people::Names;
use crate::problem::Problem;
use crate::reading::{Asked, Fresh, Named, tagged};
use crate::routes::books::ReasonIn;
use crate::wire::schema;

pub(super) fn routes() -> OpenApiRouter<AppState> {
    OpenApiRouter::new()
        .routes(routes!(show_key_task))
        .routes(routes!(report_progress))
        .routes(routes!(confirm_progress))
        .routes(routes!(return_progress))
}

/// One key task with the evidence of every step, and the `ETag` that its commands want as If-Match.
#[utoipa::path(get, path = "/key-tasks/{task}", tag = "programmes",
    params(("task" = schema::KeyTaskId, Path), Fresh),
    responses((status = 200, body = KeyTaskOut, headers(("ETag" = String, description = "Revision and digest."))),
        (status = 304, description = "It is as If-None-Match knows it.")))]
async fn show_key_task(
    State(app): State<AppState>,
    caller: Caller,
    headers: HeaderMap,
    Named(task): Named<KeyTaskId>,
    _fresh: Asked<Fresh>,
) -> Result<Response, Problem> {
    caller.scope()?;
    app.blocking(move |app| {
        let today = app.engine.business_date();
        let shown = app.engine.read(|state| {
            let found = state.programme.task(task).ok_or_else(|| Refusal::new(&UNKNOWN_KEY_TASK))?;
            Ok::<_, Refusal>(Shown { state, today }.task(found))
        })?;
        let shown = shown.with_names(&Names::of(app));
        tagged(&headers, shown.revision, &shown)
    })
    .await
}

/// Report that the next step of a task is done, citing the entries that prove it.
#[utoipa::path(post, path = "/key-tasks/{task}/report", tag = "programmes",
    params(("task" = schema::KeyTaskId, Path), ChangeHeaders), request_body = ProgressIn,
    responses((status = 200, body = Answer)))]
async fn report_progress(
    State(app): State<AppState>,
    caller: Caller,
    Named(task): Named<KeyTaskId>,
    Commanded { content, envelope }: Commanded<ProgressIn>,
) -> Result<Done, Problem> {
    let revision = envelope.revision()?;
    let (step, evidence) = content.into_parts();
    change(&app, &caller, &envelope, ProgrammeCommand::ReportProgress { task, revision, step, evidence })
        .await
}

/// Confirm a reported step as its second person; it counts from now on.
#[utoipa::path(post, path = "/key-tasks/{task}/confirm", tag = "programmes",
    params(("task" = schema::KeyTaskId, Path), ChangeHeaders), request_body = Nothing,
    responses((status = 200, body = Answer)))]
async fn confirm_progress(
    State(app): State<AppState>,
    caller: Caller,
    Named(task): Named<KeyTaskId>,
    Commanded { envelope, .. }: Commanded<Nothing>,
) -> Result<Done, Problem> {
    let revision = envelope.revision()?;
    change(&app, &caller, &envelope, ProgrammeCommand::ConfirmProgress { task, revision }).await
}

/// Return a reported step with a reason; it does not count.
#[utoipa::path(post, path = "/key-tasks/{task}/return", tag = "programmes",
    params(("task" = schema::KeyTaskId, Path), ChangeHeaders), request_body = ReasonIn,
    responses((status = 200, body = Answer)))]
async fn return_progress(
    State(app): State<AppState>,
    caller: Caller,
    Named(task): Named<KeyTaskId>,
    Commanded { content, envelope }: Commanded<ReasonIn>,
) -> Result<Done, Problem> {
    let revision = envelope.revision()?;
    let reason = content.reason;
    change(&app, &caller, &envelope, ProgrammeCommand::ReturnProgress { task, revision, reason }).await
}
