//! Programmes with their key tasks, and pilots of opening-up measures. They are public in the zone: whoever holds any
//! grant may read them.

mod filing_wire;
mod pilot_wire;
mod pilots;
mod tasks;
mod wire;

use axum::Json;
use axum::extract::State;
use etown_domain::programme::refusal::UNKNOWN_PROGRAMME;
use etown_domain::programme::{ProgrammeCommand, ProgrammeEvent};
use etown_domain::{Command, Event, Refusal};
use etown_values::ProgrammeId;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

use crate::app::AppState;
use crate::caller::Caller;
use crate::command::{Answer, Commanded, Done, KeyHeader, command};
use crate::problem::Problem;
use crate::reading::{Asked, Fresh, Named};
use crate::wire::{Page, schema};
use filing_wire::{ProgrammeIn, TaskIn};
use wire::{ProgrammeDetail, ProgrammeOut, Shown};

pub(super) fn routes() -> OpenApiRouter<AppState> {
    OpenApiRouter::new()
        .routes(routes!(list_programmes, open_programme))
        .routes(routes!(show_programme))
        .routes(routes!(add_key_task))
        .merge(tasks::routes())
        .merge(pilots::routes())
}

/// The programmes of the zone and how many of their tasks are launched and completed.
#[utoipa::path(get, path = "/programmes", tag = "programmes", params(Fresh),
    responses((status = 200, body = Page<ProgrammeOut>)))]
async fn list_programmes(
    State(app): State<AppState>,
    caller: Caller,
    _fresh: Asked<Fresh>,
) -> Result<Json<Page<ProgrammeOut>>, Problem> {
    caller.scope()?;
    app.blocking(move |app| {
        let today = app.engine.business_date();
        let rows = app.engine.read(|state| {
            let shown = Shown { state, today };
            state.programme.programmes().map(|programme| shown.programme(programme)).collect()
        });
        Ok(Json(Page { rows, next_cursor: None }))
    })
    .await
}

/// Open a programme with its promises.
#[utoipa::path(post, path = "/programmes", tag = "programmes", params(KeyHeader), request_body = ProgrammeIn,
    responses((status = 201, body = Answer)))]
async fn open_programme(
    State(app): State<AppState>,
    caller: Caller,
    Commanded { content, envelope }: Commanded<ProgrammeIn>,
) -> Result<Done, Problem> {
    let wanted = ProgrammeCommand::OpenProgramme { filing: content.into() };
    let answer = command(&app, &caller, &envelope, Command::Programme(wanted)).await?;
    Ok(Done::made(&answer, "programmes", |event| match event {
        Event::Programme(ProgrammeEvent::ProgrammeOpened { programme, .. }) => Some(programme.to_string()),
        _ => None,
    }))
}

/// One programme with its key tasks and their lights.
#[utoipa::path(get, path = "/programmes/{programme}", tag = "programmes",
    params(("programme" = schema::ProgrammeId, Path), Fresh), responses((status = 200, body = ProgrammeDetail)))]
async fn show_programme(
    State(app): State<AppState>,
    caller: Caller,
    Named(programme): Named<ProgrammeId>,
    _fresh: Asked<Fresh>,
) -> Result<Json<ProgrammeDetail>, Problem> {
    caller.scope()?;
    app.blocking(move |app| {
        let today = app.engine.business_date();
        app.engine.read(|state| {
            let found = state.programme.programme(programme);
            let found = found.ok_or_else(|| Refusal::new(&UNKNOWN_PROGRAMME))?;
            let shown = Shown { state, today };
            let tasks = state.programme.tasks_of(programme).map(|task| shown.task(task)).collect();
            Ok(Json(ProgrammeDetail { programme: shown.programme(found), tasks }))
        })
    })
    .await
}

/// Add a key task to a programme.
#[utoipa::path(post, path = "/programmes/{programme}/tasks", tag = "programmes",
    params(("programme" = schema::ProgrammeId, Path), KeyHeader), request_body = TaskIn,
    responses((status = 201, body = Answer)))]
async fn add_key_task(
    State(app): State<AppState>,
    caller: Caller,
    Named(programme): Named<ProgrammeId>,
    Commanded { content, envelope }: Commanded<TaskIn>,
) -> Result<Done, Problem> {
    let wanted = ProgrammeCommand::AddKeyTask { programme, filing: content.into() };
    let answer = command(&app, &caller, &envelope, Command::Programme(wanted)).await?;
    Ok(Done::made(&answer, "key-tasks", |event| match event {
        Event::Programme(ProgrammeEvent::KeyTaskAdded { task, .. }) => Some(task.to_string()),
        _ => None,
    }))
}
