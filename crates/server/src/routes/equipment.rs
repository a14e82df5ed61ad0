//! Equipment under supervision: the register and what is decided about a machine.

use axum::Json;
use axum::extract::State;
use axum::http::HeaderMap;
use axum::response::Response;
use etown_domain::bonded::equipment::EquipmentFiling;
use etown_domain::bonded::refusal::UNKNOWN_EQUIPMENT;
use etown_domain::bonded::{BondedCommand, BondedEvent};
use etown_domain::{Command, Event, Refusal};
use etown_engine::query::{EquipmentFilter, EquipmentHistoryRow, EquipmentRow};
use etown_values::{EnterpriseId, EquipmentId, ListId};
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

use super::books::ReasonIn;
use crate::app::AppState;
use crate::caller::Caller;
use crate::command::{Answer, ChangeHeaders, Commanded, Done, KeyHeader, Nothing, change, command};
use crate::people::Names;
use crate::problem::Problem;
use crate::reading::{Asked, Fresh, Named, tagged};
use crate::wire::{Cursor, EquipmentStatus, HistoryOut, Page, Text, page_request, schema};

pub(super) fn routes() -> OpenApiRouter<AppState> {
    OpenApiRouter::new()
        .routes(routes!(list_equipment, register_equipment))
        .routes(routes!(show_equipment))
        .routes(routes!(list_equipment_history))
        .routes(routes!(confirm_equipment))
        .routes(routes!(move_equipment))
        .routes(routes!(release_equipment))
}

#[derive(Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
struct EquipmentAsked {
    #[param(value_type = Option<schema::EnterpriseId>)]
    enterprise: Option<EnterpriseId>,
    #[param(inline)]
    status: Option<EquipmentStatus>,
    /// Part of the name, the serial number or the location.
    #[param(inline, value_type = Option<Text<0, 200>>)]
    text: Option<Text<0, 200>>,
    #[param(minimum = 1, maximum = 200)]
    limit: Option<u32>,
    #[param(inline, value_type = Option<Cursor>)]
    cursor: Option<Cursor>,
    #[expect(dead_code, reason = "waited for before the handler runs")]
    at_least_position: Option<u64>,
}

#[derive(Deserialize, ToSchema)]
#[schema(as = NewEquipment)]
#[serde(deny_unknown_fields)]
struct EquipmentIn {
    /// The posted inbound list that it came in with.
    #[schema(value_type = schema::ListId)]
    list: ListId,
    /// The line of that list; a line covers as many machines as its quantity has whole units.
    #[schema(minimum = 1, maximum = 4_294_967_295_i64)]
    line: u32,
    #[schema(min_length = 1, max_length = 200)]
    name: String,
    #[schema(min_length = 1, max_length = 200)]
    serial_number: String,
    #[schema(min_length = 1, max_length = 200)]
    location: String,
    /// Who uses it.
    #[schema(value_type = schema::EnterpriseId)]
    used_by: EnterpriseId,
}

#[derive(Deserialize, ToSchema)]
#[schema(as = NewLocation)]
#[serde(deny_unknown_fields)]
struct LocationIn {
    #[schema(min_length = 1, max_length = 200)]
    location: String,
    #[schema(value_type = schema::EnterpriseId)]
    used_by: EnterpriseId,
}

#[derive(Serialize, ToSchema)]
#[schema(as = Equipment)]
struct EquipmentOut {
    #[schema(value_type = schema::EquipmentId)]
    id: String,
    #[schema(value_type = schema::EnterpriseId)]
    enterprise: String,
    enterprise_name: String,
    #[schema(value_type = schema::BookId)]
    book: String,
    #[schema(value_type = schema::ListId)]
    list: String,
    list_number: String,
    line: u32,
    name: String,
    serial_number: String,
    location: String,
    #[schema(value_type = schema::EnterpriseId)]
    used_by: String,
    used_by_name: String,
    status: EquipmentStatus,
    /// The day of its import.
    #[schema(value_type = schema::Date)]
    supervised_from: String,
    /// The last day under supervision; absent until customs confirms.
    #[schema(value_type = Option<schema::Date>)]
    supervised_until: Option<String>,
    /// Why customs released it before its term.
    release_reason: Option<String>,
    revision: u64,
    registered_position: u64,
}

impl From<EquipmentRow> for EquipmentOut {
    fn from(row: EquipmentRow) -> Self {
        Self {
            id: row.id.to_string(),
            enterprise: row.enterprise.to_string(),
            enterprise_name: row.enterprise_name,
            book: row.book.to_string(),
            list: row.list.to_string(),
            list_number: row.list_number,
            line: row.line,
            name: row.name,
            serial_number: row.serial_number,
            location: row.location,
            used_by: row.used_by.to_string(),
            used_by_name: row.used_by_name,
            status: row.status.into(),
            supervised_from: row.supervised_from.to_string(),
            supervised_until: row.supervised_until.map(|date| date.to_string()),
            release_reason: row.release_reason,
            revision: row.revision,
            registered_position: row.registered_position,
        }
    }
}

/// The equipment under supervision that the caller may see.
#[utoipa::path(get, path = "/equipment", tag = "equipment", params(EquipmentAsked),
    responses((status = 200, body = Page<EquipmentOut>)))]
async fn list_equipment(
    State(app): State<AppState>,
    caller: Caller,
    Asked(asked): Asked<EquipmentAsked>,
) -> Result<Json<Page<EquipmentOut>>, Problem> {
    let scope = caller.scope()?;
    let page = page_request(asked.limit, asked.cursor)?;
    let filter = EquipmentFilter {
        enterprise: asked.enterprise,
        status: asked.status.map(Into::into),
        text: asked.text.map(String::from),
    };
    app.blocking(move |app| Ok(Json(Page::of(app.queries()?.all_equipment(&scope, &filter, &page)?)))).await
}

/// Register a machine that came in with a posted list.
#[utoipa::path(post, path = "/equipment", tag = "equipment", params(KeyHeader), request_body = EquipmentIn,
    responses((status = 201, body = Answer)))]
async fn register_equipment(
    State(app): State<AppState>,
    caller: Caller,
    Commanded { content, envelope }: Commanded<EquipmentIn>,
) -> Result<Done, Problem> {
    let filing = EquipmentFiling {
        list: content.list,
        line: content.line,
        name: content.name,
        serial_number: content.serial_number,
        location: content.location,
        used_by: content.used_by,
    };
    let wanted = Command::Bonded(BondedCommand::RegisterEquipment { filing });
    let answer = command(&app, &caller, &envelope, wanted).await?;
    Ok(Done::made(&answer, "equipment", |event| match event {
        Event::Bonded(BondedEvent::EquipmentRegistered { equipment, .. }) => Some(equipment.to_string()),
        _ => None,
    }))
}

/// One machine, with the `ETag` that its commands want as If-Match.
#[utoipa::path(get, path = "/equipment/{equipment}", tag = "equipment",
    params(("equipment" = schema::EquipmentId, Path), Fresh),
    responses((status = 200, body = EquipmentOut, headers(("ETag" = String, description = "Revision and digest."))),
        (status = 304, description = "It is as If-None-Match knows it.")))]
async fn show_equipment(
    State(app): State<AppState>,
    caller: Caller,
    headers: HeaderMap,
    Named(equipment): Named<EquipmentId>,
    _fresh: Asked<Fresh>,
) -> Result<Response, Problem> {
    let scope = caller.scope()?;
    app.blocking(move |app| {
        let found = app.queries()?.equipment(&scope, equipment)?;
        let shown = EquipmentOut::from(found.ok_or_else(|| Refusal::new(&UNKNOWN_EQUIPMENT))?);
        tagged(&headers, shown.revision, &shown)
    })
    .await
}

#[derive(Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
struct HistoryAsked {
    #[param(minimum = 1, maximum = 200)]
    limit: Option<u32>,
    #[param(inline, value_type = Option<Cursor>)]
    cursor: Option<Cursor>,
    #[expect(dead_code, reason = "waited for before the handler runs")]
    at_least_position: Option<u64>,
}

/// What happened to a machine, and where it was and who used it from then on.
#[derive(Serialize, ToSchema)]
#[schema(as = EquipmentHistoryEntry)]
struct EquipmentHistoryOut {
    /// What happened; its detail is the reason that customs gave for an early release.
    entry: HistoryOut,
    location: String,
    #[schema(value_type = schema::EnterpriseId)]
    used_by: String,
    used_by_name: String,
}

impl EquipmentHistoryOut {
    fn of(row: EquipmentHistoryRow, names: &Names<'_>) -> Self {
        Self {
            entry: HistoryOut::of(row.entry, row.reason, names),
            location: row.location,
            used_by: row.used_by.to_string(),
            used_by_name: row.used_by_name,
        }
    }
}

/// What happened to a machine, oldest first: its registration, every move, and its release.
#[utoipa::path(get, path = "/equipment/{equipment}/history", tag = "equipment",
    params(("equipment" = schema::EquipmentId, Path), HistoryAsked),
    responses((status = 200, body = Page<EquipmentHistoryOut>)))]
async fn list_equipment_history(
    State(app): State<AppState>,
    caller: Caller,
    Named(equipment): Named<EquipmentId>,
    Asked(asked): Asked<HistoryAsked>,
) -> Result<Json<Page<EquipmentHistoryOut>>, Problem> {
    let scope = caller.scope()?;
    let page = page_request(asked.limit, asked.cursor)?;
    app.blocking(move |app| {
        if app.queries()?.equipment(&scope, equipment)?.is_none() {
            return Err(Refusal::new(&UNKNOWN_EQUIPMENT).into());
        }
        let found = app.queries()?.equipment_history(&scope, equipment, &page)?;
        let names = Names::of(app);
        let rows = found.rows.into_iter().map(|row| EquipmentHistoryOut::of(row, &names)).collect();
        Ok(Json(Page { rows, next_cursor: found.next_cursor }))
    })
    .await
}

/// Confirm a registered machine; its term of supervision begins with the day of its import.
#[utoipa::path(post, path = "/equipment/{equipment}/confirm", tag = "equipment",
    params(("equipment" = schema::EquipmentId, Path), ChangeHeaders), request_body = Nothing,
    responses((status = 200, body = Answer)))]
async fn confirm_equipment(
    State(app): State<AppState>,
    caller: Caller,
    Named(equipment): Named<EquipmentId>,
    Commanded { envelope, .. }: Commanded<Nothing>,
) -> Result<Done, Problem> {
    let revision = envelope.revision()?;
    change(&app, &caller, &envelope, BondedCommand::ConfirmEquipment { equipment, revision }).await
}

/// Move a machine or give it to another user; its term goes on.
#[utoipa::path(post, path = "/equipment/{equipment}/move", tag = "equipment",
    params(("equipment" = schema::EquipmentId, Path), ChangeHeaders), request_body = LocationIn,
    responses((status = 200, body = Answer)))]
async fn move_equipment(
    State(app): State<AppState>,
    caller: Caller,
    Named(equipment): Named<EquipmentId>,
    Commanded { content, envelope }: Commanded<LocationIn>,
) -> Result<Done, Problem> {
    let revision = envelope.revision()?;
    let LocationIn { location, used_by } = content;
    let wanted = BondedCommand::MoveEquipment { equipment, revision, location, used_by };
    change(&app, &caller, &envelope, wanted).await
}

/// Release a machine before its term ends, or a registration that is wrong.
#[utoipa::path(post, path = "/equipment/{equipment}/release", tag = "equipment",
    params(("equipment" = schema::EquipmentId, Path), ChangeHeaders), request_body = ReasonIn,
    responses((status = 200, body = Answer)))]
async fn release_equipment(
    State(app): State<AppState>,
    caller: Caller,
    Named(equipment): Named<EquipmentId>,
    Commanded { content, envelope }: Commanded<ReasonIn>,
) -> Result<Done, Problem> {
    let revision = envelope.revision()?;
    let reason = content.reason;
    change(&app, &caller, &envelope, BondedCommand::ReleaseEquipment { equipment, revision, reason }).await
}
