//! The zone at a glance, and whether the program is well.

use axum::Json;
use axum::extract::State;
use etown_engine::query::Overview;
use serde::Serialize;
use utoipa::ToSchema;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

use crate::app::AppState;
use crate::caller::Caller;
use crate::problem::Problem;
use crate::reading::{Asked, Fresh};
use crate::wire::{BookStatus, ListStatus, schema};

pub(super) fn routes() -> OpenApiRouter<AppState> {
    OpenApiRouter::new().routes(routes!(overview)).routes(routes!(health))
}

#[derive(Serialize, ToSchema)]
#[schema(as = Overview)]
struct OverviewOut {
    books_by_status: Vec<BooksCount>,
    lists_by_status: Vec<ListsCount>,
    open_tasks: u64,
    open_exceptions: u64,
    /// Entries of the journal that the caller may see.
    entries: u64,
    #[schema(value_type = Option<schema::Instant>)]
    last_entry_at: Option<String>,
    posted_lines: u64,
    /// Periods that are not counted yet although their cycle ends today or has ended.
    periods_due: u64,
    /// Trucks that are held now; whoever works at the gate counts all of them.
    trucks_held: u64,
}

#[derive(Serialize, ToSchema)]
struct BooksCount {
    status: BookStatus,
    count: u64,
}

#[derive(Serialize, ToSchema)]
struct ListsCount {
    status: ListStatus,
    count: u64,
}

#[derive(Serialize, ToSchema)]
#[schema(as = Health)]
struct HealthOut {
    /// Always `well`: a program that is not well does not answer.
    status: String,
    version: String,
}

impl From<Overview> for OverviewOut {
    fn from(overview: Overview) -> Self {
        Self {
            books_by_status: overview
                .books_by_status
                .into_iter()
                .map(|(status, count)| BooksCount { status: status.into(), count })
                .collect(),
            lists_by_status: overview
                .lists_by_status
                .into_iter()
                .map(|(status, count)| ListsCount { status: status.into(), count })
                .collect(),
            open_tasks: overview.open_tasks,
            open_exceptions: overview.open_exceptions,
            entries: overview.entries,
            last_entry_at: overview.last_entry_at.map(|instant| instant.to_string()),
            posted_lines: overview.posted_lines,
            periods_due: overview.periods_due,
            trucks_held: overview.trucks_held,
        }
    }
}

/// The zone at a glance, as far as the caller may see it.
#[utoipa::path(get, path = "/overview", tag = "home", params(Fresh), responses((status = 200, body = OverviewOut)))]
async fn overview(
    State(app): State<AppState>,
    caller: Caller,
    _fresh: Asked<Fresh>,
) -> Result<Json<OverviewOut>, Problem> {
    let (scope, slip_scope) = (caller.scope()?, caller.slip_scope()?);
    app.blocking(move |app| {
        let today = app.engine.business_date();
        Ok(Json(app.queries()?.overview(&scope, &slip_scope, today)?.into()))
    })
    .await
}

/// Whether the program answers.
#[utoipa::path(get, path = "/health", tag = "home", security(()), responses((status = 200, body = HealthOut)))]
async fn health() -> Json<HealthOut> {
    Json(HealthOut { status: "well".to_owned(), version: env!("CARGO_PKG_VERSION").to_owned() })
}
