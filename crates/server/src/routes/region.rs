//! Products, what they are made of and who supplies them, in the zone and around it.

mod chains;
mod commands;
mod declarations;
mod failures;
mod four_chains;
mod imports;
mod kept_graph;
mod products;
mod wire;

use axum::Json;
use axum::extract::State;
use etown_domain::kernel::access::NOT_PERMITTED;
use etown_domain::region::settings::EVIDENCE_MONTHS_MAX;
use etown_domain::{ReadScope, Refusal, Role, State as Zone};
use etown_values::CivilDate;
use serde::Serialize;
use utoipa::ToSchema;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

use crate::app::AppState;
use crate::caller::Caller;
use crate::problem::Problem;
use crate::reading::{Asked, Fresh};
use wire::ScopeBody;

pub(crate) use kept_graph::KeptGraph;

pub(super) fn routes() -> OpenApiRouter<AppState> {
    OpenApiRouter::new()
        .routes(routes!(list_scopes, commands::activate_scopes))
        .merge(commands::routes())
        .merge(products::routes())
        .merge(chains::routes())
        .merge(failures::routes())
        .merge(four_chains::routes())
        .merge(imports::routes())
        .merge(declarations::routes())
}

#[derive(Serialize, ToSchema)]
#[schema(as = Scopes)]
struct ScopesOut {
    /// The scope that is the zone itself; absent before scopes are activated.
    home: Option<String>,
    source: String,
    scopes: Vec<ScopeBody>,
}

/// The zone and the areas around it, one inside the other.
#[utoipa::path(get, path = "/scopes", tag = "chain", params(Fresh),
    responses((status = 200, body = ScopesOut)))]
async fn list_scopes(
    State(app): State<AppState>,
    caller: Caller,
    _fresh: Asked<Fresh>,
) -> Result<Json<ScopesOut>, Problem> {
    caller.scope()?;
    app.blocking(|app| {
        let shown = app.engine.read(|zone| ScopesOut {
            home: zone.scopes.home().map(|home| home.code.clone()),
            source: zone.scopes.source().to_owned(),
            scopes: zone.scopes.iter().map(ScopeBody::of).collect(),
        });
        Ok(Json(shown))
    })
    .await
}

/// Refuses unless the caller reads everything of the investment desk: who supplies what is not for competitors to read.
fn require_desk(caller: &Caller) -> Result<(), Problem> {
    match caller.scope_at(Role::InvestmentOfficer)? {
        ReadScope::Zone => Ok(()),
        ReadScope::Enterprises(_) | ReadScope::Desks { .. } => Err(Refusal::new(&NOT_PERMITTED).into()),
    }
}

/// The age from which evidence is stale, where the setting is in force, and today.
fn stale(zone: &Zone, today: CivilDate) -> (Option<u32>, CivilDate) {
    (zone.parameters.whole_number(EVIDENCE_MONTHS_MAX, today).ok(), today)
}
