//! The register of partner zones.

use axum::Json;
use axum::extract::State;
use etown_domain::exchange::ExchangeCommand;
use etown_domain::exchange::partner::Partner;
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

use crate::app::AppState;
use crate::caller::Caller;
use crate::command::{Answer, ChangeHeaders, Commanded, Done, KeyHeader, change, command};
use crate::problem::Problem;
use crate::reading::{Asked, Named};
use crate::routes::books::ReasonIn;
use crate::wire::{Cursor, Page, PartnerZoneStatus, Text, page_request, part_page};

pub(super) fn routes() -> OpenApiRouter<AppState> {
    OpenApiRouter::new()
        .routes(routes!(list_partner_zones, register_partner_zone))
        .routes(routes!(renew_trust))
        .routes(routes!(suspend_partner_zone))
        .routes(routes!(resume_partner_zone))
}

#[derive(Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
struct PartnerZonesAsked {
    #[param(minimum = 1, maximum = 200)]
    limit: Option<u32>,
    #[param(inline, value_type = Option<Cursor>)]
    cursor: Option<Cursor>,
    #[expect(dead_code, reason = "waited for before the handler runs")]
    at_least_position: Option<u64>,
}

/// The text of another zone's trust file, as that zone hands it out.
type TrustFileText = Text<1, 65_536>;

#[derive(Deserialize, ToSchema)]
#[schema(as = NewPartnerZone)]
#[serde(deny_unknown_fields)]
struct PartnerZoneIn {
    /// A short code of your own, such as `tianjin`.
    #[schema(pattern = "^[A-Za-z0-9.+_-]{1,40}$")]
    code: String,
    #[schema(min_length = 1, max_length = 200)]
    name: String,
    #[schema(min_length = 1, max_length = 200)]
    name_english: String,
    #[schema(inline)]
    trust_file: TrustFileText,
}

#[derive(Deserialize, ToSchema)]
#[schema(as = NewTrust)]
#[serde(deny_unknown_fields)]
struct TrustIn {
    #[schema(inline)]
    trust_file: TrustFileText,
}

#[derive(Serialize, ToSchema)]
#[schema(as = PartnerZone)]
struct PartnerZoneOut {
    code: String,
    name: String,
    name_english: String,
    status: PartnerZoneStatus,
    /// Why it was suspended or resumed last.
    reason: Option<String>,
    /// The origin of its journal.
    origin: String,
    /// Public keys that its receipts are believed by, as `name+id+key`.
    keys: Vec<String>,
    revision: u64,
}

impl PartnerZoneOut {
    fn of(partner: &Partner) -> Self {
        Self {
            code: partner.code.clone(),
            name: partner.name.clone(),
            name_english: partner.name_english.clone(),
            status: partner.status.into(),
            reason: partner.reason.clone(),
            origin: partner.trust.origin.clone(),
            keys: partner.trust.keys.clone(),
            revision: partner.revision,
        }
    }
}

/// The partner zones, in order of their codes.
#[utoipa::path(get, path = "/partner-zones", tag = "exchange", params(PartnerZonesAsked),
    responses((status = 200, body = Page<PartnerZoneOut>)))]
async fn list_partner_zones(
    State(app): State<AppState>,
    caller: Caller,
    Asked(asked): Asked<PartnerZonesAsked>,
) -> Result<Json<Page<PartnerZoneOut>>, Problem> {
    caller.scope()?;
    let page = page_request(asked.limit, asked.cursor)?;
    app.blocking(move |app| {
        Ok(Json(app.engine.read(|state| {
            let partners = state.exchange.partners();
            part_page(partners.map(|partner| (partner.code.clone(), PartnerZoneOut::of(partner))), &page)
        })))
    })
    .await
}

/// Trust another zone: its receipts are believed by the keys of its trust file.
#[utoipa::path(post, path = "/partner-zones", tag = "exchange", params(KeyHeader), request_body = PartnerZoneIn,
    responses((status = 201, body = Answer)))]
async fn register_partner_zone(
    State(app): State<AppState>,
    caller: Caller,
    Commanded { content, envelope }: Commanded<PartnerZoneIn>,
) -> Result<Done, Problem> {
    let PartnerZoneIn { code, name, name_english, trust_file } = content;
    let trust_file = trust_file.into();
    let registered = code.clone();
    let wanted = ExchangeCommand::RegisterPartner { code, name, name_english, trust_file };
    let answer = command(&app, &caller, &envelope, wanted.into()).await?;
    Ok(Done::registered(&answer, |_event| Some(registered.clone())))
}

/// Take a newer trust file of the same zone, such as after it replaced or revoked a key.
#[utoipa::path(post, path = "/partner-zones/{partner_zone}/renew-trust", tag = "exchange",
    params(("partner_zone" = String, Path), ChangeHeaders), request_body = TrustIn,
    responses((status = 200, body = Answer)))]
async fn renew_trust(
    State(app): State<AppState>,
    caller: Caller,
    Named(code): Named<String>,
    Commanded { content, envelope }: Commanded<TrustIn>,
) -> Result<Done, Problem> {
    let (revision, trust_file) = (envelope.revision()?, content.trust_file.into());
    change(&app, &caller, &envelope, ExchangeCommand::RenewTrust { code, revision, trust_file }).await
}

/// Send nothing there, and believe nothing that it signed, until it is resumed.
#[utoipa::path(post, path = "/partner-zones/{partner_zone}/suspend", tag = "exchange",
    params(("partner_zone" = String, Path), ChangeHeaders), request_body = ReasonIn,
    responses((status = 200, body = Answer)))]
async fn suspend_partner_zone(
    State(app): State<AppState>,
    caller: Caller,
    Named(code): Named<String>,
    Commanded { content, envelope }: Commanded<ReasonIn>,
) -> Result<Done, Problem> {
    let (revision, reason) = (envelope.revision()?, content.reason);
    change(&app, &caller, &envelope, ExchangeCommand::SuspendPartner { code, revision, reason }).await
}

/// Exchange goods with it again.
#[utoipa::path(post, path = "/partner-zones/{partner_zone}/resume", tag = "exchange",
    params(("partner_zone" = String, Path), ChangeHeaders), request_body = ReasonIn,
    responses((status = 200, body = Answer)))]
async fn resume_partner_zone(
    State(app): State<AppState>,
    caller: Caller,
    Named(code): Named<String>,
    Commanded { content, envelope }: Commanded<ReasonIn>,
) -> Result<Done, Problem> {
    let (revision, reason) = (envelope.revision()?, content.reason);
    change(&app, &caller, &envelope, ExchangeCommand::ResumePartner { code, revision, reason }).await
}
