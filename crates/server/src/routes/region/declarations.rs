//! What enterprises say they supply, and what the investment desk decides about it.

use axum::Json;
use axum::extract::State;
use etown_domain::region::supply::DeclaredSupply;
use etown_domain::region::{RegionCommand, RegionEvent};
use etown_domain::{Command, Event, Role, State as Zone};
use etown_values::{CivilDate, SupplyId};
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

use super::super::books::ReasonIn;
use super::stale;
use super::wire::DeclarationIn;
use crate::app::AppState;
use crate::caller::Caller;
use crate::command::{Answer, Commanded, Done, KeyHeader, Nothing, change, command};
use crate::problem::Problem;
use crate::reading::{Asked, Named};
use crate::wire::{Cursor, EvidenceOut, Page, SupplyStatus, page_request, part_page, schema};

pub(super) fn routes() -> OpenApiRouter<AppState> {
    OpenApiRouter::new()
        .routes(routes!(list_declarations, declare_supply))
        .routes(routes!(confirm_supply))
        .routes(routes!(return_supply))
}

#[derive(Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
struct DeclarationsAsked {
    #[param(inline)]
    status: Option<SupplyStatus>,
    #[param(minimum = 1, maximum = 200)]
    limit: Option<u32>,
    #[param(inline, value_type = Option<Cursor>)]
    cursor: Option<Cursor>,
    #[expect(dead_code, reason = "waited for before the handler runs")]
    at_least_position: Option<u64>,
}

#[derive(Serialize, ToSchema)]
#[schema(as = SupplyDeclaration)]
struct DeclarationOut {
    #[schema(value_type = schema::SupplyId)]
    id: String,
    #[schema(value_type = schema::EnterpriseId)]
    enterprise: String,
    enterprise_name: String,
    product: String,
    product_name: String,
    product_name_english: String,
    status: SupplyStatus,
    /// Why it was returned.
    reason: Option<String>,
    evidence: EvidenceOut,
}

impl DeclarationOut {
    fn of(zone: &Zone, declared: &DeclaredSupply, today: CivilDate) -> Option<Self> {
        let product = zone.region.product(&declared.product).ok()?;
        Some(Self {
            id: declared.id.to_string(),
            enterprise: declared.enterprise.to_string(),
            enterprise_name: zone.parties.enterprise(declared.enterprise).ok()?.name.clone(),
            product: product.code.clone(),
            product_name: product.name.clone(),
            product_name_english: product.name_english.clone(),
            status: declared.status.into(),
            reason: declared.reason.clone(),
            evidence: EvidenceOut::of(&declared.evidence, declared.position, stale(zone, today)),
        })
    }
}

/// Declarations of supply that the caller may see.
#[utoipa::path(get, path = "/chain/declarations", tag = "chain", params(DeclarationsAsked),
    responses((status = 200, body = Page<DeclarationOut>)))]
async fn list_declarations(
    State(app): State<AppState>,
    caller: Caller,
    Asked(asked): Asked<DeclarationsAsked>,
) -> Result<Json<Page<DeclarationOut>>, Problem> {
    let scope = caller.scope_at(Role::InvestmentOfficer)?;
    let page = page_request(asked.limit, asked.cursor)?;
    let status = asked.status.map(Into::into);
    app.blocking(move |app| {
        let today = app.engine.business_date();
        app.engine.read(|zone| {
            let found = zone
                .region
                .declarations()
                .filter(|declared| scope.covers(declared.enterprise))
                .filter(|declared| status.is_none_or(|status| declared.status == status));
            let rows = found.filter_map(|declared| {
                Some((declared.id.to_string(), DeclarationOut::of(zone, declared, today)?))
            });
            Ok(Json(part_page(rows, &page)))
        })
    })
    .await
}

/// Declare that one's own enterprise supplies a product; the investment desk confirms it.
#[utoipa::path(post, path = "/chain/declarations", tag = "chain", params(KeyHeader),
    request_body = DeclarationIn, responses((status = 201, body = Answer)))]
async fn declare_supply(
    State(app): State<AppState>,
    caller: Caller,
    Commanded { content, envelope }: Commanded<DeclarationIn>,
) -> Result<Done, Problem> {
    let DeclarationIn { enterprise, product, evidence } = content;
    let wanted = RegionCommand::DeclareSupply { enterprise, product, evidence: evidence.into() };
    let answer = command(&app, &caller, &envelope, Command::Region(wanted)).await?;
    Ok(Done::registered(&answer, |event| match event {
        Event::Region(RegionEvent::SupplyDeclared(declared)) => Some(declared.id.to_string()),
        _ => None,
    }))
}

/// Confirm a declared supply; it is an edge of the graph then.
#[utoipa::path(post, path = "/chain/declarations/{supply}/confirm", tag = "chain",
    params(("supply" = schema::SupplyId, Path), KeyHeader), request_body = Nothing,
    responses((status = 200, body = Answer)))]
async fn confirm_supply(
    State(app): State<AppState>,
    caller: Caller,
    Named(supply): Named<SupplyId>,
    Commanded { envelope, .. }: Commanded<Nothing>,
) -> Result<Done, Problem> {
    change(&app, &caller, &envelope, RegionCommand::ConfirmSupply { supply }).await
}

/// Return a declared supply, with a reason.
#[utoipa::path(post, path = "/chain/declarations/{supply}/return", tag = "chain",
    params(("supply" = schema::SupplyId, Path), KeyHeader), request_body = ReasonIn,
    responses((status = 200, body = Answer)))]
async fn return_supply(
    State(app): State<AppState>,
    caller: Caller,
    Named(supply): Named<SupplyId>,
    Commanded { content, envelope }: Commanded<ReasonIn>,
) -> Result<Done, Problem> {
    change(&app, &caller, &envelope, RegionCommand::ReturnSupply { supply, reason: content.reason }).await
}
