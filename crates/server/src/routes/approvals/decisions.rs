//! What the desk decides about an application.

use axum::extract::State;
use etown_domain::approvals::ApprovalsCommand;
use etown_values::{ApplicationId, CivilDate};
use serde::Deserialize;
use utoipa::ToSchema;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

use super::super::books::ReasonIn;
use crate::app::AppState;
use crate::caller::Caller;
use crate::command::{Answer, ChangeHeaders, Commanded, Done, Nothing, change};
use crate::problem::Problem;
use crate::reading::Named;
use crate::wire::schema;

pub(super) fn routes() -> OpenApiRouter<AppState> {
    OpenApiRouter::new()
        .routes(routes!(grant_application))
        .routes(routes!(refuse_application))
        .routes(routes!(verify_application))
        .routes(routes!(order_rectification))
        .routes(routes!(revoke_approval))
        .routes(routes!(repair_credit))
}

#[derive(Deserialize, ToSchema)]
#[schema(as = NewRectification)]
#[serde(deny_unknown_fields)]
struct RectificationIn {
    /// The last day for putting it right.
    #[schema(value_type = schema::Date)]
    rectify_until: CivilDate,
    #[schema(min_length = 3, max_length = 2000)]
    reason: String,
}

/// Grant an application on its commitment; the day by which it is verified is counted now.
#[utoipa::path(post, path = "/applications/{application}/grant", tag = "approvals",
    params(("application" = schema::ApplicationId, Path), ChangeHeaders), request_body = Nothing,
    responses((status = 200, body = Answer)))]
async fn grant_application(
    State(app): State<AppState>,
    caller: Caller,
    Named(application): Named<ApplicationId>,
    Commanded { envelope, .. }: Commanded<Nothing>,
) -> Result<Done, Problem> {
    let revision = envelope.revision()?;
    change(&app, &caller, &envelope, ApprovalsCommand::GrantApplication { application, revision }).await
}

/// Refuse an application.
#[utoipa::path(post, path = "/applications/{application}/refuse", tag = "approvals",
    params(("application" = schema::ApplicationId, Path), ChangeHeaders), request_body = ReasonIn,
    responses((status = 200, body = Answer)))]
async fn refuse_application(
    State(app): State<AppState>,
    caller: Caller,
    Named(application): Named<ApplicationId>,
    Commanded { content, envelope }: Commanded<ReasonIn>,
) -> Result<Done, Problem> {
    let (revision, reason) = (envelope.revision()?, content.reason);
    change(&app, &caller, &envelope, ApprovalsCommand::RefuseApplication { application, revision, reason })
        .await
}

/// Record that what was committed is so.
#[utoipa::path(post, path = "/applications/{application}/verify", tag = "approvals",
    params(("application" = schema::ApplicationId, Path), ChangeHeaders), request_body = Nothing,
    responses((status = 200, body = Answer)))]
async fn verify_application(
    State(app): State<AppState>,
    caller: Caller,
    Named(application): Named<ApplicationId>,
    Commanded { envelope, .. }: Commanded<Nothing>,
) -> Result<Done, Problem> {
    let revision = envelope.revision()?;
    change(&app, &caller, &envelope, ApprovalsCommand::Verify { application, revision }).await
}

/// Order that what was found wrong is put right by a day.
#[utoipa::path(post, path = "/applications/{application}/rectify", tag = "approvals",
    params(("application" = schema::ApplicationId, Path), ChangeHeaders), request_body = RectificationIn,
    responses((status = 200, body = Answer)))]
async fn order_rectification(
    State(app): State<AppState>,
    caller: Caller,
    Named(application): Named<ApplicationId>,
    Commanded { content, envelope }: Commanded<RectificationIn>,
) -> Result<Done, Problem> {
    let revision = envelope.revision()?;
    let RectificationIn { rectify_until, reason } = content;
    let wanted = ApprovalsCommand::OrderRectification { application, revision, rectify_until, reason };
    change(&app, &caller, &envelope, wanted).await
}

/// Revoke an approval: the credit class falls and the enterprise is restricted, in the same entry.
#[utoipa::path(post, path = "/applications/{application}/revoke", tag = "approvals",
    params(("application" = schema::ApplicationId, Path), ChangeHeaders), request_body = ReasonIn,
    responses((status = 200, body = Answer)))]
async fn revoke_approval(
    State(app): State<AppState>,
    caller: Caller,
    Named(application): Named<ApplicationId>,
    Commanded { content, envelope }: Commanded<ReasonIn>,
) -> Result<Done, Problem> {
    let (revision, reason) = (envelope.revision()?, content.reason);
    change(&app, &caller, &envelope, ApprovalsCommand::RevokeApproval { application, revision, reason }).await
}

/// Repair the credit of an enterprise after a revocation, which lifts its restriction.
#[utoipa::path(post, path = "/applications/{application}/repair", tag = "approvals",
    params(("application" = schema::ApplicationId, Path), ChangeHeaders), request_body = ReasonIn,
    responses((status = 200, body = Answer)))]
async fn repair_credit(
    State(app): State<AppState>,
    caller: Caller,
    Named(application): Named<ApplicationId>,
    Commanded { content, envelope }: Commanded<ReasonIn>,
) -> Result<Done, Problem> {
    let (revision, reason) = (envelope.revision()?, content.reason);
    change(&app, &caller, &envelope, ApprovalsCommand::RepairCredit { application, revision, reason }).await
}
