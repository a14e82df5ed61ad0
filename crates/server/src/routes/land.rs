//! Parcels of industrial land over their whole life: the register, splits and mergers, and what is shown of a parcel.

mod contracts;
mod shown;
mod shown_contract;
mod wire;

use axum::Json;
use axum::extract::State;
use axum::http::HeaderMap;
use axum::response::Response;
use etown_domain::land::refusal::UNKNOWN_PARCEL;
use etown_domain::land::{LandCommand, LandEvent};
use etown_domain::{Command, Event, Refusal, Role};
use etown_values::{EnterpriseId, ParcelId};
use serde::Deserialize;
use utoipa::IntoParams;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

use crate::app::AppState;
use crate::caller::Caller;
use crate::command::{Answer, ChangeHeaders, Commanded, Done, KeyHeader, change, command};
use crate::problem::Problem;
use crate::reading::{Asked, Fresh, Named, tagged};
use crate::wire::{
    Cursor, IdleStatus, Page, ParcelStatus, SupplyMode, Text, page_request, part_page, schema,
};

use shown::{Desk, ParcelDetailOut, ParcelOut};
use wire::{LandContractIn, MergerIn, ParcelIn, SplitIn};

pub(super) fn routes() -> OpenApiRouter<AppState> {
    OpenApiRouter::new()
        .routes(routes!(list_parcels, register_parcel))
        .routes(routes!(show_parcel))
        .routes(routes!(split_parcel))
        .routes(routes!(merge_parcels))
        .routes(routes!(conclude_land_contract))
        .merge(contracts::routes())
}

#[derive(Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
struct ParcelsAsked {
    #[param(value_type = Option<schema::EnterpriseId>)]
    enterprise: Option<EnterpriseId>,
    /// Without it, all but retired parcels.
    #[param(inline)]
    status: Option<ParcelStatus>,
    #[param(inline)]
    supply_mode: Option<SupplyMode>,
    /// What the idle clock has come to today.
    #[param(inline)]
    clock: Option<IdleStatus>,
    /// Part of the number, the location, the contract's number or the enterprise's name.
    #[param(inline, value_type = Option<Text<0, 200>>)]
    text: Option<Text<0, 200>>,
    #[param(minimum = 1, maximum = 200)]
    limit: Option<u32>,
    #[param(inline, value_type = Option<Cursor>)]
    cursor: Option<Cursor>,
    #[expect(dead_code, reason = "waited for before the handler runs")]
    at_least_position: Option<u64>,
}

impl ParcelsAsked {
    fn admits(&self, parcel: &ParcelOut) -> bool {
        let is_wanted = match self.status {
            Some(status) => parcel.status == status,
            None => parcel.status != ParcelStatus::Retired,
        };
        let enterprise = self.enterprise.map(|id| id.to_string());
        is_wanted
            && (enterprise.is_none() || parcel.enterprise == enterprise)
            && self.supply_mode.is_none_or(|mode| parcel.supply_mode == mode)
            && self.clock.is_none_or(|clock| parcel.idle_status() == Some(clock))
            && self.text.as_ref().is_none_or(|text| parcel.mentions(&text.0))
    }
}

/// The parcels that the caller may see: land on offer is public, land under contract is its enterprise's.
#[utoipa::path(get, path = "/land/parcels", tag = "land", params(ParcelsAsked),
    responses((status = 200, body = Page<ParcelOut>)))]
async fn list_parcels(
    State(app): State<AppState>,
    caller: Caller,
    Asked(mut asked): Asked<ParcelsAsked>,
) -> Result<Json<Page<ParcelOut>>, Problem> {
    let scope = caller.scope_at(Role::LandOfficer)?;
    let page = page_request(asked.limit, asked.cursor.take())?;
    let today = app.engine.business_date();
    app.blocking(move |app| {
        Ok(Json(app.engine.read(|state| {
            let desk = Desk { state, scope: &scope, today };
            let parcels = desk.parcels().map(|parcel| (parcel.id.to_string(), desk.parcel(parcel)));
            part_page(parcels.filter(|(_, parcel)| asked.admits(parcel)), &page)
        })))
    })
    .await
}

/// One parcel with its contract and lineage, and the `ETag` that its commands want as If-Match.
#[utoipa::path(get, path = "/land/parcels/{parcel}", tag = "land",
    params(("parcel" = schema::ParcelId, Path), Fresh),
    responses((status = 200, body = ParcelDetailOut, headers(("ETag" = String, description = "Revision and digest."))),
        (status = 304, description = "It is as If-None-Match knows it.")))]
async fn show_parcel(
    State(app): State<AppState>,
    caller: Caller,
    headers: HeaderMap,
    Named(parcel): Named<ParcelId>,
    _fresh: Asked<Fresh>,
) -> Result<Response, Problem> {
    let scope = caller.scope_at(Role::LandOfficer)?;
    let today = app.engine.business_date();
    app.blocking(move |app| {
        let shown = app.engine.read(|state| Desk { state, scope: &scope, today }.detail(parcel));
        let (shown, revision) = shown.ok_or_else(|| Refusal::new(&UNKNOWN_PARCEL))?;
        tagged(&headers, revision, &shown)
    })
    .await
}

/// Put a parcel on the register.
#[utoipa::path(post, path = "/land/parcels", tag = "land", params(KeyHeader), request_body = ParcelIn,
    responses((status = 201, body = Answer)))]
async fn register_parcel(
    State(app): State<AppState>,
    caller: Caller,
    Commanded { content, envelope }: Commanded<ParcelIn>,
) -> Result<Done, Problem> {
    let wanted = Command::Land(LandCommand::RegisterParcel { filing: content.into() });
    let answer = command(&app, &caller, &envelope, wanted).await?;
    Ok(Done::made(&answer, "land/parcels", |event| match event {
        Event::Land(LandEvent::ParcelRegistered(new)) => Some(new.parcel.to_string()),
        _ => None,
    }))
}

/// Split a parcel; its parts share the registered area and the price by largest remainder.
#[utoipa::path(post, path = "/land/parcels/{parcel}/split", tag = "land",
    params(("parcel" = schema::ParcelId, Path), ChangeHeaders), request_body = SplitIn,
    responses((status = 200, body = Answer)))]
async fn split_parcel(
    State(app): State<AppState>,
    caller: Caller,
    Named(parcel): Named<ParcelId>,
    Commanded { content, envelope }: Commanded<SplitIn>,
) -> Result<Done, Problem> {
    let revision = envelope.revision()?;
    let parts = content.parts.into_iter().map(Into::into).collect();
    change(&app, &caller, &envelope, LandCommand::SplitParcel { parcel, revision, parts }).await
}

/// Merge parcels into one; it has their registered areas and prices together.
#[utoipa::path(post, path = "/land/mergers", tag = "land", params(KeyHeader), request_body = MergerIn,
    responses((status = 201, body = Answer)))]
async fn merge_parcels(
    State(app): State<AppState>,
    caller: Caller,
    Commanded { content, envelope }: Commanded<MergerIn>,
) -> Result<Done, Problem> {
    let MergerIn { parcels, merged } = content;
    let wanted = Command::Land(LandCommand::MergeParcels { parcels, merged: merged.into() });
    let answer = command(&app, &caller, &envelope, wanted).await?;
    Ok(Done::made(&answer, "land/parcels", |event| match event {
        Event::Land(LandEvent::ParcelsMerged { merged, .. }) => Some(merged.parcel.to_string()),
        _ => None,
    }))
}

/// Conclude a contract on a parcel that is available.
#[utoipa::path(post, path = "/land/parcels/{parcel}/contracts", tag = "land",
    params(("parcel" = schema::ParcelId, Path), ChangeHeaders), request_body = LandContractIn,
    responses((status = 201, body = Answer)))]
async fn conclude_land_contract(
    State(app): State<AppState>,
    caller: Caller,
    Named(parcel): Named<ParcelId>,
    Commanded { content, envelope }: Commanded<LandContractIn>,
) -> Result<Done, Problem> {
    let revision = envelope.revision()?;
    let wanted = LandCommand::ConcludeContract { parcel, revision, terms: content.into() };
    let answer = command(&app, &caller, &envelope, Command::Land(wanted)).await?;
    Ok(Done::made(&answer, "land/contracts", |event| match event {
        Event::Land(LandEvent::ContractConcluded { contract, .. }) => Some(contract.to_string()),
        _ => None,
    }))
}
