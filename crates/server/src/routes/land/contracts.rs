//! Land contracts: reading them, and every act that changes one.

use axum::Json;
use axum::extract::State;
use axum::http::HeaderMap;
use axum::response::Response;
use etown_domain::land::LandCommand;
use etown_domain::land::refusal::UNKNOWN_LAND_CONTRACT;
use etown_domain::{Refusal, Role};
use etown_values::{EnterpriseId, LandContractId};
use serde::Deserialize;
use utoipa::IntoParams;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

use super::super::books::ReasonIn;
use super::shown::Desk;
use super::shown_contract::LandContractOut;
use super::wire::{ClockStopIn, DeliveryIn, DocumentIn, FoundationIn, PermitIn, ResumptionIn, StandstillIn};
use crate::app::AppState;
use crate::caller::Caller;
use crate::command::{Answer, ChangeHeaders, Commanded, Done, Nothing, change};
use crate::problem::Problem;
use crate::reading::{Asked, Fresh, Named, tagged};
use crate::wire::{Cursor, IdleStatus, LandContractStatus, Page, Text, page_request, part_page, schema};

pub(super) fn routes() -> OpenApiRouter<AppState> {
    OpenApiRouter::new()
        .routes(routes!(list_land_contracts))
        .routes(routes!(show_land_contract))
        .routes(routes!(record_land_delivery))
        .routes(routes!(record_land_permit))
        .routes(routes!(report_foundation))
        .routes(routes!(confirm_start))
        .routes(routes!(return_foundation))
        .routes(routes!(stop_idle_clock))
        .routes(routes!(resume_idle_clock))
        .routes(routes!(record_standstill))
        .routes(routes!(end_standstill))
        .routes(routes!(notice_idle_fee))
        .routes(routes!(take_back_land))
}

#[derive(Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
struct LandContractsAsked {
    #[param(value_type = Option<schema::EnterpriseId>)]
    enterprise: Option<EnterpriseId>,
    #[param(inline)]
    status: Option<LandContractStatus>,
    /// What the idle clock has come to today.
    #[param(inline)]
    clock: Option<IdleStatus>,
    /// Part of the number, of a parcel's number or of the enterprise's name.
    #[param(inline, value_type = Option<Text<0, 200>>)]
    text: Option<Text<0, 200>>,
    #[param(minimum = 1, maximum = 200)]
    limit: Option<u32>,
    #[param(inline, value_type = Option<Cursor>)]
    cursor: Option<Cursor>,
    #[expect(dead_code, reason = "waited for before the handler runs")]
    at_least_position: Option<u64>,
}

impl LandContractsAsked {
    fn admits(&self, contract: &LandContractOut) -> bool {
        self.status.is_none_or(|status| contract.status == status)
            && self.clock.is_none_or(|clock| contract.idle_status() == Some(clock))
            && self.text.as_ref().is_none_or(|text| contract.mentions(&text.0))
    }
}

/// The land contracts that the caller may see, ended ones included.
#[utoipa::path(get, path = "/land/contracts", tag = "land", params(LandContractsAsked),
    responses((status = 200, body = Page<LandContractOut>)))]
async fn list_land_contracts(
    State(app): State<AppState>,
    caller: Caller,
    Asked(mut asked): Asked<LandContractsAsked>,
) -> Result<Json<Page<LandContractOut>>, Problem> {
    let scope = caller.scope_at(Role::LandOfficer)?;
    let page = page_request(asked.limit, asked.cursor.take())?;
    let today = app.engine.business_date();
    app.blocking(move |app| {
        Ok(Json(app.engine.read(|state| {
            let desk = Desk { state, scope: &scope, today };
            let contracts = desk.contracts().filter(|contract| {
                asked.enterprise.is_none_or(|enterprise| contract.terms.enterprise == enterprise)
            });
            let shown = contracts.map(|contract| (contract.id.to_string(), desk.contract(contract)));
            part_page(shown.filter(|(_, contract)| asked.admits(contract)), &page)
        })))
    })
    .await
}

/// One land contract, with the `ETag` that its commands want as If-Match.
#[utoipa::path(get, path = "/land/contracts/{land_contract}", tag = "land",
    params(("land_contract" = schema::LandContractId, Path), Fresh),
    responses((status = 200, body = LandContractOut, headers(("ETag" = String, description = "Revision and digest."))),
        (status = 304, description = "It is as If-None-Match knows it.")))]
async fn show_land_contract(
    State(app): State<AppState>,
    caller: Caller,
    headers: HeaderMap,
    Named(contract): Named<LandContractId>,
    _fresh: Asked<Fresh>,
) -> Result<Response, Problem> {
    let scope = caller.scope_at(Role::LandOfficer)?;
    let today = app.engine.business_date();
    app.blocking(move |app| {
        let shown = app.engine.read(|state| Desk { state, scope: &scope, today }.contract_by(contract));
        let shown = shown.ok_or_else(|| Refusal::new(&UNKNOWN_LAND_CONTRACT))?;
        tagged(&headers, shown.revision, &shown)
    })
    .await
}

/// Record the day on which the land was delivered.
#[utoipa::path(post, path = "/land/contracts/{land_contract}/deliver", tag = "land",
    params(("land_contract" = schema::LandContractId, Path), ChangeHeaders), request_body = DeliveryIn,
    responses((status = 200, body = Answer)))]
async fn record_land_delivery(
    State(app): State<AppState>,
    caller: Caller,
    Named(contract): Named<LandContractId>,
    Commanded { content, envelope }: Commanded<DeliveryIn>,
) -> Result<Done, Problem> {
    let (revision, delivered_on) = (envelope.revision()?, content.delivered_on);
    change(&app, &caller, &envelope, LandCommand::RecordDelivery { contract, revision, delivered_on }).await
}

/// Record a permit; permits are asked for side by side and come in any order.
#[utoipa::path(post, path = "/land/contracts/{land_contract}/permits", tag = "land",
    params(("land_contract" = schema::LandContractId, Path), ChangeHeaders), request_body = PermitIn,
    responses((status = 200, body = Answer)))]
async fn record_land_permit(
    State(app): State<AppState>,
    caller: Caller,
    Named(contract): Named<LandContractId>,
    Commanded { content, envelope }: Commanded<PermitIn>,
) -> Result<Done, Problem> {
    let revision = envelope.revision()?;
    let PermitIn { kind, number, issued_on } = content;
    let wanted = LandCommand::RecordPermit { contract, revision, kind: kind.into(), number, issued_on };
    change(&app, &caller, &envelope, wanted).await
}

/// Tell that the foundation is reached, with the digest of the evidence; the land officer confirms the start.
#[utoipa::path(post, path = "/land/contracts/{land_contract}/report-foundation", tag = "land",
    params(("land_contract" = schema::LandContractId, Path), ChangeHeaders), request_body = FoundationIn,
    responses((status = 200, body = Answer)))]
async fn report_foundation(
    State(app): State<AppState>,
    caller: Caller,
    Named(contract): Named<LandContractId>,
    Commanded { content, envelope }: Commanded<FoundationIn>,
) -> Result<Done, Problem> {
    let revision = envelope.revision()?;
    let FoundationIn { reached_on, evidence } = content;
    let wanted = LandCommand::ReportFoundation { contract, revision, reached_on, evidence };
    change(&app, &caller, &envelope, wanted).await
}

/// Confirm a start that is proven: the construction permit is held and the foundation reached.
#[utoipa::path(post, path = "/land/contracts/{land_contract}/confirm-start", tag = "land",
    params(("land_contract" = schema::LandContractId, Path), ChangeHeaders), request_body = Nothing,
    responses((status = 200, body = Answer)))]
async fn confirm_start(
    State(app): State<AppState>,
    caller: Caller,
    Named(contract): Named<LandContractId>,
    Commanded { envelope, .. }: Commanded<Nothing>,
) -> Result<Done, Problem> {
    let revision = envelope.revision()?;
    change(&app, &caller, &envelope, LandCommand::ConfirmStart { contract, revision }).await
}

/// Send a foundation report back with the reason.
#[utoipa::path(post, path = "/land/contracts/{land_contract}/return-foundation", tag = "land",
    params(("land_contract" = schema::LandContractId, Path), ChangeHeaders), request_body = ReasonIn,
    responses((status = 200, body = Answer)))]
async fn return_foundation(
    State(app): State<AppState>,
    caller: Caller,
    Named(contract): Named<LandContractId>,
    Commanded { content, envelope }: Commanded<ReasonIn>,
) -> Result<Done, Problem> {
    let (revision, reason) = (envelope.revision()?, content.reason);
    change(&app, &caller, &envelope, LandCommand::ReturnFoundation { contract, revision, reason }).await
}

/// Stop the idle clock for a cause of the authorities.
#[utoipa::path(post, path = "/land/contracts/{land_contract}/stop-clock", tag = "land",
    params(("land_contract" = schema::LandContractId, Path), ChangeHeaders), request_body = ClockStopIn,
    responses((status = 200, body = Answer)))]
async fn stop_idle_clock(
    State(app): State<AppState>,
    caller: Caller,
    Named(contract): Named<LandContractId>,
    Commanded { content, envelope }: Commanded<ClockStopIn>,
) -> Result<Done, Problem> {
    let revision = envelope.revision()?;
    let ClockStopIn { from, cause, reason } = content;
    let wanted = LandCommand::StopClock { contract, revision, from, cause: cause.into(), reason };
    change(&app, &caller, &envelope, wanted).await
}

/// Let a stopped idle clock run again.
#[utoipa::path(post, path = "/land/contracts/{land_contract}/resume-clock", tag = "land",
    params(("land_contract" = schema::LandContractId, Path), ChangeHeaders), request_body = ResumptionIn,
    responses((status = 200, body = Answer)))]
async fn resume_idle_clock(
    State(app): State<AppState>,
    caller: Caller,
    Named(contract): Named<LandContractId>,
    Commanded { content, envelope }: Commanded<ResumptionIn>,
) -> Result<Done, Problem> {
    let (revision, resumed_on) = (envelope.revision()?, content.resumed_on);
    change(&app, &caller, &envelope, LandCommand::ResumeClock { contract, revision, resumed_on }).await
}

/// Record that work stands, with what was developed and invested by then.
#[utoipa::path(post, path = "/land/contracts/{land_contract}/record-standstill", tag = "land",
    params(("land_contract" = schema::LandContractId, Path), ChangeHeaders), request_body = StandstillIn,
    responses((status = 200, body = Answer)))]
async fn record_standstill(
    State(app): State<AppState>,
    caller: Caller,
    Named(contract): Named<LandContractId>,
    Commanded { content, envelope }: Commanded<StandstillIn>,
) -> Result<Done, Problem> {
    let revision = envelope.revision()?;
    let StandstillIn { stopped_on, developed_area, invested } = content;
    let invested = invested.0;
    let wanted = LandCommand::RecordStandstill { contract, revision, stopped_on, developed_area, invested };
    change(&app, &caller, &envelope, wanted).await
}

/// Record that work goes on.
#[utoipa::path(post, path = "/land/contracts/{land_contract}/end-standstill", tag = "land",
    params(("land_contract" = schema::LandContractId, Path), ChangeHeaders), request_body = ResumptionIn,
    responses((status = 200, body = Answer)))]
async fn end_standstill(
    State(app): State<AppState>,
    caller: Caller,
    Named(contract): Named<LandContractId>,
    Commanded { content, envelope }: Commanded<ResumptionIn>,
) -> Result<Done, Problem> {
    let (revision, resumed_on) = (envelope.revision()?, content.resumed_on);
    change(&app, &caller, &envelope, LandCommand::EndStandstill { contract, revision, resumed_on }).await
}

/// Serve the notice of the idle fee, once the clock has come so far.
#[utoipa::path(post, path = "/land/contracts/{land_contract}/notice-idle-fee", tag = "land",
    params(("land_contract" = schema::LandContractId, Path), ChangeHeaders), request_body = DocumentIn,
    responses((status = 200, body = Answer)))]
async fn notice_idle_fee(
    State(app): State<AppState>,
    caller: Caller,
    Named(contract): Named<LandContractId>,
    Commanded { content, envelope }: Commanded<DocumentIn>,
) -> Result<Done, Problem> {
    let (revision, document) = (envelope.revision()?, content.document);
    change(&app, &caller, &envelope, LandCommand::NoticeIdleFee { contract, revision, document }).await
}

/// Take idle land back, once the clock has come so far; its parcels are available again.
#[utoipa::path(post, path = "/land/contracts/{land_contract}/take-back", tag = "land",
    params(("land_contract" = schema::LandContractId, Path), ChangeHeaders), request_body = DocumentIn,
    responses((status = 200, body = Answer)))]
async fn take_back_land(
    State(app): State<AppState>,
    caller: Caller,
    Named(contract): Named<LandContractId>,
    Commanded { content, envelope }: Commanded<DocumentIn>,
) -> Result<Done, Problem> {
    let (revision, document) = (envelope.revision()?, content.document);
    change(&app, &caller, &envelope, LandCommand::TakeBackLand { contract, revision, document }).await
}
