//! What the investment desk records and decides about products, firms, statements and chains.

use axum::extract::State;
use etown_domain::Command;
use etown_domain::region::RegionCommand;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

use super::wire::{
    ChainIn, FirmsIn, InputsIn, ProductsIn, ScopesIn, SuppliesIn, WithdrawnInputIn, WithdrawnSupplyIn,
};
use crate::app::AppState;
use crate::caller::Caller;
use crate::command::{Answer, CommandEnvelope, Commanded, Done, KeyHeader, change, command};
use crate::problem::Problem;

pub(super) fn routes() -> OpenApiRouter<AppState> {
    OpenApiRouter::new()
        .routes(routes!(state_inputs))
        .routes(routes!(withdraw_input))
        .routes(routes!(state_supplies))
        .routes(routes!(withdraw_supply))
}

/// Activate the zone and the areas around it; a later list keeps the codes of an earlier one.
#[utoipa::path(post, path = "/scopes", tag = "chain", params(KeyHeader), request_body = ScopesIn,
    responses((status = 201, body = Answer)))]
pub(super) async fn activate_scopes(
    State(app): State<AppState>,
    caller: Caller,
    Commanded { content, envelope }: Commanded<ScopesIn>,
) -> Result<Done, Problem> {
    record(&app, &caller, &envelope, RegionCommand::ActivateScopes { scopes: content.into() }).await
}

/// Import products; a row with a known code replaces what was known.
#[utoipa::path(post, path = "/chain/products", tag = "chain", params(KeyHeader), request_body = ProductsIn,
    responses((status = 201, body = Answer)))]
pub(super) async fn import_products(
    State(app): State<AppState>,
    caller: Caller,
    Commanded { content, envelope }: Commanded<ProductsIn>,
) -> Result<Done, Problem> {
    record(&app, &caller, &envelope, RegionCommand::ImportProducts { products: content.rows() }).await
}

/// Import firms; a row with a known code replaces what was known.
#[utoipa::path(post, path = "/chain/firms", tag = "chain", params(KeyHeader), request_body = FirmsIn,
    responses((status = 201, body = Answer)))]
pub(super) async fn import_firms(
    State(app): State<AppState>,
    caller: Caller,
    Commanded { content, envelope }: Commanded<FirmsIn>,
) -> Result<Done, Problem> {
    record(&app, &caller, &envelope, RegionCommand::ImportFirms { firms: content.rows() }).await
}

/// Define a chain: its nodes, their weights and which are required. A chain with a known code replaces the one before.
#[utoipa::path(post, path = "/chain/chains", tag = "chain", params(KeyHeader), request_body = ChainIn,
    responses((status = 201, body = Answer)))]
pub(super) async fn define_chain(
    State(app): State<AppState>,
    caller: Caller,
    Commanded { content, envelope }: Commanded<ChainIn>,
) -> Result<Done, Problem> {
    record(&app, &caller, &envelope, RegionCommand::DefineChain { chain: content.into() }).await
}

/// State what products are made of, each row with its evidence.
#[utoipa::path(post, path = "/chain/inputs", tag = "chain", params(KeyHeader), request_body = InputsIn,
    responses((status = 201, body = Answer)))]
async fn state_inputs(
    State(app): State<AppState>,
    caller: Caller,
    Commanded { content, envelope }: Commanded<InputsIn>,
) -> Result<Done, Problem> {
    record(&app, &caller, &envelope, RegionCommand::StateInputs { inputs: content.rows() }).await
}

/// Withdraw a statement about an input, with a reason.
#[utoipa::path(post, path = "/chain/inputs/withdraw", tag = "chain", params(KeyHeader),
    request_body = WithdrawnInputIn, responses((status = 200, body = Answer)))]
async fn withdraw_input(
    State(app): State<AppState>,
    caller: Caller,
    Commanded { content, envelope }: Commanded<WithdrawnInputIn>,
) -> Result<Done, Problem> {
    let WithdrawnInputIn { product, group, input, reason } = content;
    change(&app, &caller, &envelope, RegionCommand::WithdrawInput { product, group, input, reason }).await
}

/// State who supplies what, each row with its evidence.
#[utoipa::path(post, path = "/chain/supplies", tag = "chain", params(KeyHeader), request_body = SuppliesIn,
    responses((status = 201, body = Answer)))]
async fn state_supplies(
    State(app): State<AppState>,
    caller: Caller,
    Commanded { content, envelope }: Commanded<SuppliesIn>,
) -> Result<Done, Problem> {
    record(&app, &caller, &envelope, RegionCommand::StateSupplies { supplies: content.rows() }).await
}

/// Withdraw a statement about a supplier, with a reason.
#[utoipa::path(post, path = "/chain/supplies/withdraw", tag = "chain", params(KeyHeader),
    request_body = WithdrawnSupplyIn, responses((status = 200, body = Answer)))]
async fn withdraw_supply(
    State(app): State<AppState>,
    caller: Caller,
    Commanded { content, envelope }: Commanded<WithdrawnSupplyIn>,
) -> Result<Done, Problem> {
    let WithdrawnSupplyIn { firm, product, reason } = content;
    change(&app, &caller, &envelope, RegionCommand::WithdrawSupply { firm, product, reason }).await
}

async fn record(
    app: &AppState,
    caller: &Caller,
    envelope: &CommandEnvelope,
    wanted: RegionCommand,
) -> Result<Done, Problem> {
    Ok(Done::recorded(&command(app, caller, envelope, Command::Region(wanted)).await?))
}
