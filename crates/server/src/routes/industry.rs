//! Which enterprise belongs to which industry and cluster, and what the zone is specialised in.

mod commands;
mod dashboard;
mod enterprises;
mod wire;

use axum::Json;
use axum::extract::State;
use serde::Serialize;
use utoipa::ToSchema;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

use crate::app::AppState;
use crate::caller::Caller;
use crate::problem::Problem;
use crate::reading::{Asked, Fresh};
use wire::ClassificationOut;

pub(super) fn routes() -> OpenApiRouter<AppState> {
    OpenApiRouter::new()
        .routes(routes!(list_classifications, commands::activate_classification))
        .merge(commands::routes())
        .merge(dashboard::routes())
        .merge(enterprises::routes())
}

#[derive(Serialize, ToSchema)]
#[schema(as = Classifications)]
struct ClassificationsOut {
    classifications: Vec<ClassificationOut>,
}

/// The lists of industry classes that are in force today.
#[utoipa::path(get, path = "/industry/classifications", tag = "industry", params(Fresh),
    responses((status = 200, body = ClassificationsOut)))]
async fn list_classifications(
    State(app): State<AppState>,
    caller: Caller,
    _fresh: Asked<Fresh>,
) -> Result<Json<ClassificationsOut>, Problem> {
    caller.scope()?;
    app.blocking(|app| {
        let today = app.engine.business_date();
        let classifications = app
            .engine
            .read(|state| state.industry.classifications(today).map(ClassificationOut::of).collect());
        Ok(Json(ClassificationsOut { classifications }))
    })
    .await
}
