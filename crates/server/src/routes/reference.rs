//! Every code that this interface can refuse with, with its rule and meaning.

use axum::Json;
use etown_domain::reference::refusal_codes;
use serde::Serialize;
use utoipa::ToSchema;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

use crate::app::AppState;
use crate::caller::Caller;
use crate::problem::edge;
use crate::problem::status_of;

pub(super) fn routes() -> OpenApiRouter<AppState> {
    OpenApiRouter::new().routes(routes!(list_refusals))
}

#[derive(Serialize, ToSchema)]
#[schema(as = Refusals)]
struct RefusalsOut {
    rows: Vec<RefusalOut>,
}

#[derive(Serialize, ToSchema)]
#[schema(as = Refusal)]
struct RefusalOut {
    code: String,
    status: u16,
    rule: String,
    /// statute, agreement, setting or system.
    rule_kind: String,
    meaning: String,
}

/// Every code of the interface and of the zone's rules.
#[utoipa::path(get, path = "/reference/refusals", tag = "reference", responses((status = 200, body = RefusalsOut)))]
async fn list_refusals(_caller: Caller) -> Json<RefusalsOut> {
    let of_the_edge = edge::CODES.iter().map(|code| RefusalOut {
        code: code.text.to_owned(),
        status: code.status.as_u16(),
        rule: code.rule.to_owned(),
        rule_kind: "system".to_owned(),
        meaning: code.meaning.to_owned(),
    });
    let of_the_zone = refusal_codes().into_iter().chain(etown_engine::CODES).map(|code| RefusalOut {
        code: code.text.to_owned(),
        status: status_of(code.category).as_u16(),
        rule: code.rule.to_owned(),
        rule_kind: code.kind.as_str().to_owned(),
        meaning: code.meaning.to_owned(),
    });
    Json(RefusalsOut { rows: of_the_edge.chain(of_the_zone).collect() })
}
