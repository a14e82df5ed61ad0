//! What the investment desk and enterprises decide about industries.

use axum::extract::State;
use etown_domain::Command;
use etown_domain::industry::IndustryCommand;
use etown_values::{EnterpriseId, HsCode};
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

use super::super::books::ReasonIn;
use super::wire::{ClassificationIn, HsClassesIn, HsOverrideIn, MappingIn, StatisticsIn};
use crate::app::AppState;
use crate::caller::Caller;
use crate::command::{Answer, CommandEnvelope, Commanded, Done, KeyHeader, Nothing, change, command};
use crate::problem::Problem;
use crate::reading::Named;
use crate::wire::schema;

pub(super) fn routes() -> OpenApiRouter<AppState> {
    OpenApiRouter::new()
        .routes(routes!(record_statistics))
        .routes(routes!(classify_enterprise))
        .routes(routes!(declare_classes))
        .routes(routes!(confirm_classes))
        .routes(routes!(return_classes))
        .routes(routes!(import_hs_classes))
        .routes(routes!(override_hs_classes))
        .routes(routes!(withdraw_hs_override))
}

/// Bring an edition of a list of industry classes into force from its day on.
#[utoipa::path(post, path = "/industry/classifications", tag = "industry", params(KeyHeader),
    request_body = ClassificationIn, responses((status = 201, body = Answer)))]
pub(super) async fn activate_classification(
    State(app): State<AppState>,
    caller: Caller,
    Commanded { content, envelope }: Commanded<ClassificationIn>,
) -> Result<Done, Problem> {
    let wanted = IndustryCommand::ActivateClassification { classification: content.into() };
    record(&app, &caller, &envelope, wanted).await
}

/// Record how many people or firms a scope counts in each class.
#[utoipa::path(post, path = "/industry/statistics", tag = "industry", params(KeyHeader),
    request_body = StatisticsIn, responses((status = 201, body = Answer)))]
async fn record_statistics(
    State(app): State<AppState>,
    caller: Caller,
    Commanded { content, envelope }: Commanded<StatisticsIn>,
) -> Result<Done, Problem> {
    let wanted = IndustryCommand::RecordStatistics { statistics: content.into() };
    record(&app, &caller, &envelope, wanted).await
}

/// State which classes an enterprise belongs to from a day on.
#[utoipa::path(post, path = "/industry/enterprises/{enterprise}/classify", tag = "industry",
    params(("enterprise" = schema::EnterpriseId, Path), KeyHeader), request_body = MappingIn,
    responses((status = 201, body = Answer)))]
async fn classify_enterprise(
    State(app): State<AppState>,
    caller: Caller,
    Named(enterprise): Named<EnterpriseId>,
    Commanded { content, envelope }: Commanded<MappingIn>,
) -> Result<Done, Problem> {
    let wanted = IndustryCommand::ClassifyEnterprise { enterprise, mapping: content.into() };
    record(&app, &caller, &envelope, wanted).await
}

/// Declare which classes one's own enterprise belongs to; the investment desk confirms it.
#[utoipa::path(post, path = "/industry/enterprises/{enterprise}/declare", tag = "industry",
    params(("enterprise" = schema::EnterpriseId, Path), KeyHeader), request_body = MappingIn,
    responses((status = 201, body = Answer)))]
async fn declare_classes(
    State(app): State<AppState>,
    caller: Caller,
    Named(enterprise): Named<EnterpriseId>,
    Commanded { content, envelope }: Commanded<MappingIn>,
) -> Result<Done, Problem> {
    let wanted = IndustryCommand::DeclareClasses { enterprise, mapping: content.into() };
    record(&app, &caller, &envelope, wanted).await
}

/// Confirm what an enterprise declared.
#[utoipa::path(post, path = "/industry/enterprises/{enterprise}/confirm", tag = "industry",
    params(("enterprise" = schema::EnterpriseId, Path), KeyHeader), request_body = Nothing,
    responses((status = 200, body = Answer)))]
async fn confirm_classes(
    State(app): State<AppState>,
    caller: Caller,
    Named(enterprise): Named<EnterpriseId>,
    Commanded { envelope, .. }: Commanded<Nothing>,
) -> Result<Done, Problem> {
    change(&app, &caller, &envelope, IndustryCommand::ConfirmClasses { enterprise }).await
}

/// Return what an enterprise declared, with a reason.
#[utoipa::path(post, path = "/industry/enterprises/{enterprise}/return", tag = "industry",
    params(("enterprise" = schema::EnterpriseId, Path), KeyHeader), request_body = ReasonIn,
    responses((status = 200, body = Answer)))]
async fn return_classes(
    State(app): State<AppState>,
    caller: Caller,
    Named(enterprise): Named<EnterpriseId>,
    Commanded { content, envelope }: Commanded<ReasonIn>,
) -> Result<Done, Problem> {
    let wanted = IndustryCommand::ReturnClasses { enterprise, reason: content.reason };
    change(&app, &caller, &envelope, wanted).await
}

/// Import which industry classes commodity codes may belong to.
#[utoipa::path(post, path = "/industry/hs-classes", tag = "industry", params(KeyHeader),
    request_body = HsClassesIn, responses((status = 201, body = Answer)))]
async fn import_hs_classes(
    State(app): State<AppState>,
    caller: Caller,
    Commanded { content, envelope }: Commanded<HsClassesIn>,
) -> Result<Done, Problem> {
    record(&app, &caller, &envelope, IndustryCommand::ImportHsClasses { table: content.into() }).await
}

/// Choose the classes of a commodity code after review, whatever its table says.
#[utoipa::path(post, path = "/industry/hs-classes/{hs_code}/override", tag = "industry",
    params(("hs_code" = schema::HsCode, Path), KeyHeader), request_body = HsOverrideIn,
    responses((status = 200, body = Answer)))]
async fn override_hs_classes(
    State(app): State<AppState>,
    caller: Caller,
    Named(hs_code): Named<HsCode>,
    Commanded { content, envelope }: Commanded<HsOverrideIn>,
) -> Result<Done, Problem> {
    let HsOverrideIn { scheme, classes, reason } = content;
    let wanted = IndustryCommand::OverrideHsClasses { hs_code, scheme, classes, reason };
    change(&app, &caller, &envelope, wanted).await
}

/// Withdraw a reviewed choice; the table counts again.
#[utoipa::path(post, path = "/industry/hs-classes/{hs_code}/withdraw-override", tag = "industry",
    params(("hs_code" = schema::HsCode, Path), KeyHeader), request_body = ReasonIn,
    responses((status = 200, body = Answer)))]
async fn withdraw_hs_override(
    State(app): State<AppState>,
    caller: Caller,
    Named(hs_code): Named<HsCode>,
    Commanded { content, envelope }: Commanded<ReasonIn>,
) -> Result<Done, Problem> {
    let wanted = IndustryCommand::WithdrawHsOverride { hs_code, reason: content.reason };
    change(&app, &caller, &envelope, wanted).await
}

async fn record(
    app: &AppState,
    caller: &Caller,
    envelope: &CommandEnvelope,
    wanted: IndustryCommand,
) -> Result<Done, Problem> {
    Ok(Done::recorded(&command(app, caller, envelope, Command::Industry(wanted)).await?))
}
