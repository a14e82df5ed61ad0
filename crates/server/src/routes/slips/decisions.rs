//! What is decided about a slip and its trucks: approve, void, weigh, hold, release.

use axum::extract::State;
use etown_domain::bonded::BondedCommand;
use etown_values::{QuantityAmount, SlipId};
use serde::Deserialize;
use utoipa::ToSchema;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

use crate::app::AppState;
use crate::caller::Caller;
use crate::command::{Answer, ChangeHeaders, Commanded, Done, KeyHeader, Nothing, change};
use crate::problem::Problem;
use crate::reading::Named;
use crate::routes::books::ReasonIn;
use crate::wire::schema;

pub(super) fn routes() -> OpenApiRouter<AppState> {
    OpenApiRouter::new()
        .routes(routes!(approve_slip))
        .routes(routes!(void_slip))
        .routes(routes!(weigh_truck))
        .routes(routes!(hold_truck))
        .routes(routes!(release_truck))
}

/// Approve a slip, so that its trucks may pass.
#[utoipa::path(post, path = "/slips/{slip}/approve", tag = "slips",
    params(("slip" = schema::SlipId, Path), ChangeHeaders), request_body = Nothing,
    responses((status = 200, body = Answer)))]
async fn approve_slip(
    State(app): State<AppState>,
    caller: Caller,
    Named(slip): Named<SlipId>,
    Commanded { envelope, .. }: Commanded<Nothing>,
) -> Result<Done, Problem> {
    let revision = envelope.revision()?;
    change(&app, &caller, &envelope, BondedCommand::ApproveSlip { slip, revision }).await
}

/// Take a slip of which no truck has passed out of use.
#[utoipa::path(post, path = "/slips/{slip}/void", tag = "slips",
    params(("slip" = schema::SlipId, Path), ChangeHeaders), request_body = ReasonIn,
    responses((status = 200, body = Answer)))]
async fn void_slip(
    State(app): State<AppState>,
    caller: Caller,
    Named(slip): Named<SlipId>,
    Commanded { content, envelope }: Commanded<ReasonIn>,
) -> Result<Done, Problem> {
    let revision = envelope.revision()?;
    let reason = content.reason;
    change(&app, &caller, &envelope, BondedCommand::VoidSlip { slip, revision, reason }).await
}

#[derive(Deserialize, ToSchema)]
#[schema(as = NewWeighing)]
#[serde(deny_unknown_fields)]
struct WeighingIn {
    #[schema(min_length = 1, max_length = 100)]
    truck: String,
    #[schema(value_type = schema::Quantity)]
    scale_kilograms: QuantityAmount,
}

/// Weigh a truck of a slip; outside the tolerance it is held.
#[utoipa::path(post, path = "/slips/{slip}/weigh-truck", tag = "slips",
    params(("slip" = schema::SlipId, Path), KeyHeader), request_body = WeighingIn,
    responses((status = 200, body = Answer)))]
async fn weigh_truck(
    State(app): State<AppState>,
    caller: Caller,
    Named(slip): Named<SlipId>,
    Commanded { content, envelope }: Commanded<WeighingIn>,
) -> Result<Done, Problem> {
    let WeighingIn { truck, scale_kilograms } = content;
    change(&app, &caller, &envelope, BondedCommand::WeighTruck { slip, truck, scale_kilograms }).await
}

#[derive(Deserialize, ToSchema)]
#[schema(as = TruckReason)]
#[serde(deny_unknown_fields)]
struct TruckReasonIn {
    #[schema(min_length = 1, max_length = 100)]
    truck: String,
    #[schema(min_length = 3, max_length = 2000)]
    reason: String,
}

/// Hold a truck of a slip for inspection.
#[utoipa::path(post, path = "/slips/{slip}/hold-truck", tag = "slips",
    params(("slip" = schema::SlipId, Path), KeyHeader), request_body = TruckReasonIn,
    responses((status = 200, body = Answer)))]
async fn hold_truck(
    State(app): State<AppState>,
    caller: Caller,
    Named(slip): Named<SlipId>,
    Commanded { content, envelope }: Commanded<TruckReasonIn>,
) -> Result<Done, Problem> {
    let TruckReasonIn { truck, reason } = content;
    change(&app, &caller, &envelope, BondedCommand::HoldTruck { slip, truck, reason }).await
}

/// Let a held truck of a slip go on.
#[utoipa::path(post, path = "/slips/{slip}/release-truck", tag = "slips",
    params(("slip" = schema::SlipId, Path), KeyHeader), request_body = TruckReasonIn,
    responses((status = 200, body = Answer)))]
async fn release_truck(
    State(app): State<AppState>,
    caller: Caller,
    Named(slip): Named<SlipId>,
    Commanded { content, envelope }: Commanded<TruckReasonIn>,
) -> Result<Done, Problem> {
    let TruckReasonIn { truck, reason } = content;
    change(&app, &caller, &envelope, BondedCommand::ReleaseTruck { slip, truck, reason }).await
}
