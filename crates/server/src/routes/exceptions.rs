//! Exceptions that reports opened, and tasks: what waits for whom.

use axum::Json;
use axum::extract::State;
use etown_domain::Command;
use etown_domain::bonded::BondedCommand;
use etown_engine::query::{ExceptionFilter, ExceptionRow, ExceptionState as Wanted, TaskRow};
use etown_values::{BookId, ExceptionId, ListId, SlipId};
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

use crate::app::AppState;
use crate::caller::Caller;
use crate::command::{Answer, Commanded, Done, KeyHeader, command};
use crate::people::Names;
use crate::problem::Problem;
use crate::reading::{Asked, Named};
use crate::wire::{Cursor, Page, Role, TaskKind, page_request, schema};

pub(super) fn routes() -> OpenApiRouter<AppState> {
    OpenApiRouter::new()
        .routes(routes!(list_exceptions))
        .routes(routes!(resolve_exception))
        .routes(routes!(list_tasks))
}

/// Whether an exception still stands.
#[derive(Clone, Copy, Debug, Deserialize, Serialize, ToSchema)]
#[serde(rename_all = "snake_case")]
enum ExceptionState {
    Open,
    Resolved,
}

#[derive(Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
struct ExceptionsAsked {
    #[param(inline)]
    state: Option<ExceptionState>,
    #[param(value_type = Option<schema::BookId>)]
    book: Option<BookId>,
    #[param(value_type = Option<schema::ListId>)]
    list: Option<ListId>,
    /// Exceptions of passages with this slip.
    #[param(value_type = Option<schema::SlipId>)]
    slip: Option<SlipId>,
    #[param(minimum = 1, maximum = 200)]
    limit: Option<u32>,
    #[param(inline, value_type = Option<Cursor>)]
    cursor: Option<Cursor>,
    #[expect(dead_code, reason = "waited for before the handler runs")]
    at_least_position: Option<u64>,
}

#[derive(Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
struct TasksAsked {
    /// Tasks that this role completes.
    #[param(inline)]
    role: Option<Role>,
    #[param(minimum = 1, maximum = 200)]
    limit: Option<u32>,
    #[param(inline, value_type = Option<Cursor>)]
    cursor: Option<Cursor>,
    #[expect(dead_code, reason = "waited for before the handler runs")]
    at_least_position: Option<u64>,
}

#[derive(Serialize, ToSchema)]
#[schema(as = Exception)]
struct ExceptionOut {
    #[schema(value_type = schema::ExceptionId)]
    id: String,
    /// Why it was opened, such as `truck_not_named`.
    kind: String,
    state: ExceptionState,
    /// The report that contradicts the record; absent where nothing was heard in time.
    report: Option<String>,
    #[schema(value_type = Option<schema::BookId>)]
    book: Option<String>,
    book_number: Option<String>,
    #[schema(value_type = Option<schema::ListId>)]
    list: Option<String>,
    list_number: Option<String>,
    /// The slip that was shown, where the register knows it.
    #[schema(value_type = Option<schema::SlipId>)]
    slip: Option<String>,
    slip_number: Option<String>,
    /// The consignment that nobody answered.
    #[schema(value_type = Option<schema::ConsignmentId>)]
    consignment: Option<String>,
    consignment_number: Option<String>,
    #[schema(value_type = Option<schema::EnterpriseId>)]
    enterprise: Option<String>,
    enterprise_name: Option<String>,
    /// Short facts of the contradiction, such as the plate or the missing quantity.
    detail: String,
    #[schema(value_type = schema::Instant)]
    opened_at: String,
    opened_position: u64,
    #[schema(value_type = Option<schema::Instant>)]
    resolved_at: Option<String>,
    resolved_position: Option<u64>,
    resolved_by: Option<String>,
    resolved_by_name: Option<String>,
    explanation: Option<String>,
}

#[derive(Serialize, ToSchema)]
#[schema(as = Task)]
struct TaskOut {
    #[schema(value_type = schema::TaskId)]
    id: String,
    kind: TaskKind,
    /// `book`, `list`, `exception`, `slip` or `equipment`.
    subject_kind: String,
    subject_id: String,
    /// The number of the book, list or slip, or the name of the machine; absent for an exception.
    subject_number: Option<String>,
    /// Who may complete it.
    role: Role,
    #[schema(value_type = Option<schema::EnterpriseId>)]
    enterprise: Option<String>,
    enterprise_name: Option<String>,
    /// Who asked; someone else must complete it.
    maker: String,
    maker_name: Option<String>,
    #[schema(value_type = schema::Instant)]
    opened_at: String,
    opened_position: u64,
    /// Whether the caller asked for this and so may not complete it.
    is_own: bool,
}

#[derive(Deserialize, ToSchema)]
#[schema(as = Explanation)]
#[serde(deny_unknown_fields)]
struct ExplanationIn {
    #[schema(min_length = 10, max_length = 2000)]
    explanation: String,
}

impl ExceptionOut {
    fn of(row: ExceptionRow, names: &Names<'_>) -> Self {
        let state =
            if row.resolved_position.is_some() { ExceptionState::Resolved } else { ExceptionState::Open };
        Self {
            id: row.id.to_string(),
            kind: row.kind,
            state,
            report: row.report.map(|id| id.to_string()),
            book: row.book.map(|id| id.to_string()),
            book_number: row.book_number,
            list: row.list.map(|id| id.to_string()),
            list_number: row.list_number,
            slip: row.slip.map(|id| id.to_string()),
            slip_number: row.slip_number,
            consignment: row.consignment.map(|id| id.to_string()),
            consignment_number: row.consignment_number,
            enterprise: row.enterprise.map(|id| id.to_string()),
            enterprise_name: row.enterprise_name,
            detail: row.detail,
            opened_at: row.opened_at.to_string(),
            opened_position: row.opened_position,
            resolved_at: row.resolved_at.map(|instant| instant.to_string()),
            resolved_position: row.resolved_position,
            resolved_by_name: row.resolved_by.as_deref().and_then(|actor| names.name(actor)),
            resolved_by: row.resolved_by,
            explanation: row.explanation,
        }
    }
}

impl TaskOut {
    fn of(row: TaskRow, caller: &Caller, names: &Names<'_>) -> Self {
        Self {
            id: row.id.to_string(),
            kind: row.kind.into(),
            subject_kind: row.subject_kind,
            subject_id: row.subject_id,
            subject_number: row.subject_number,
            role: row.role.into(),
            enterprise: row.enterprise.map(|id| id.to_string()),
            enterprise_name: row.enterprise_name,
            is_own: row.maker == caller.user.to_string(),
            maker_name: names.name(&row.maker),
            maker: row.maker,
            opened_at: row.opened_at.to_string(),
            opened_position: row.opened_position,
        }
    }
}

/// The exceptions that the caller may see, newest first.
#[utoipa::path(get, path = "/exceptions", tag = "worklist", params(ExceptionsAsked),
    responses((status = 200, body = Page<ExceptionOut>)))]
async fn list_exceptions(
    State(app): State<AppState>,
    caller: Caller,
    Asked(asked): Asked<ExceptionsAsked>,
) -> Result<Json<Page<ExceptionOut>>, Problem> {
    let scope = caller.scope()?;
    let page = page_request(asked.limit, asked.cursor)?;
    let state = match asked.state {
        None => Wanted::Any,
        Some(ExceptionState::Open) => Wanted::Open,
        Some(ExceptionState::Resolved) => Wanted::Resolved,
    };
    let filter = ExceptionFilter { state, book: asked.book, list: asked.list, slip: asked.slip };
    app.blocking(move |app| {
        let found = app.queries()?.exceptions(&scope, filter, &page)?;
        let names = Names::of(app);
        let rows = found.rows.into_iter().map(|row| ExceptionOut::of(row, &names)).collect();
        Ok(Json(Page { rows, next_cursor: found.next_cursor }))
    })
    .await
}

/// Resolve an exception with an explanation.
#[utoipa::path(post, path = "/exceptions/{exception}/resolve", tag = "worklist",
    params(("exception" = schema::ExceptionId, Path), KeyHeader), request_body = ExplanationIn,
    responses((status = 200, body = Answer)))]
async fn resolve_exception(
    State(app): State<AppState>,
    caller: Caller,
    Named(exception): Named<ExceptionId>,
    Commanded { content, envelope }: Commanded<ExplanationIn>,
) -> Result<Done, Problem> {
    let explanation = content.explanation;
    let wanted = Command::Bonded(BondedCommand::ResolveException { exception, explanation });
    Ok(Done::changed(&command(&app, &caller, &envelope, wanted).await?))
}

/// The open tasks that the caller may see, oldest first.
#[utoipa::path(get, path = "/tasks", tag = "worklist", params(TasksAsked),
    responses((status = 200, body = Page<TaskOut>)))]
async fn list_tasks(
    State(app): State<AppState>,
    caller: Caller,
    Asked(asked): Asked<TasksAsked>,
) -> Result<Json<Page<TaskOut>>, Problem> {
    let scope = caller.scope()?;
    let page = page_request(asked.limit, asked.cursor)?;
    app.blocking(move |app| {
        let found = app.queries()?.tasks(&scope, asked.role.map(Into::into), &page)?;
        let names = Names::of(app);
        let rows = found.rows.into_iter().map(|row| TaskOut::of(row, &caller, &names)).collect();
        Ok(Json(Page { rows, next_cursor: found.next_cursor }))
    })
    .await
}
