//! Pass slips: applying, reading, the signed paper, and what the gate needs to verify one.

mod decisions;
mod wire;

use axum::Json;
use axum::extract::State;
use axum::http::HeaderMap;
use axum::response::Response;
use etown_domain::bonded::refusal::{SLIP_STATUS, UNKNOWN_SLIP};
use etown_domain::bonded::slip::SlipStatus as StatusOfSlip;
use etown_domain::bonded::slip_paper::SlipPaper;
use etown_domain::bonded::{BondedCommand, BondedEvent};
use etown_domain::{Command, Event, Refusal};
use etown_engine::query::SlipFilter;
use etown_values::{EnterpriseId, ListId, SlipId};
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

use crate::app::AppState;
use crate::caller::Caller;
use crate::command::{Answer, Body, Commanded, Done, KeyHeader, command};
use crate::people::Names;
use crate::problem::Problem;
use crate::reading::{Asked, Fresh, Named, tagged};
use crate::wire::{Cursor, Direction, Page, SlipKind, SlipStatus, Text, page_request, schema};

use wire::{HeldTruckOut, SlipDetailOut, SlipIn, SlipOut};

pub(super) fn routes() -> OpenApiRouter<AppState> {
    OpenApiRouter::new()
        .routes(routes!(list_slips, apply_slip))
        .routes(routes!(show_slip))
        .routes(routes!(list_held_trucks))
        .routes(routes!(show_slip_note))
        .routes(routes!(show_gate_key))
        .routes(routes!(check_slip_note))
        .merge(decisions::routes())
}

#[derive(Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
struct SlipsAsked {
    #[param(value_type = Option<schema::EnterpriseId>)]
    enterprise: Option<EnterpriseId>,
    /// Slips with which goods of this list pass.
    #[param(value_type = Option<schema::ListId>)]
    list: Option<ListId>,
    #[param(inline)]
    status: Option<SlipStatus>,
    #[param(inline)]
    kind: Option<SlipKind>,
    #[param(inline)]
    direction: Option<Direction>,
    /// Only slips of which a truck is held.
    held: Option<bool>,
    /// Part of the slip's number, of a plate or of the enterprise's name.
    #[param(inline, value_type = Option<Text<0, 200>>)]
    text: Option<Text<0, 200>>,
    #[param(minimum = 1, maximum = 200)]
    limit: Option<u32>,
    #[param(inline, value_type = Option<Cursor>)]
    cursor: Option<Cursor>,
    #[expect(dead_code, reason = "waited for before the handler runs")]
    at_least_position: Option<u64>,
}

/// The pass slips that the caller may see; whoever works at the gate sees all of them.
#[utoipa::path(get, path = "/slips", tag = "slips", params(SlipsAsked),
    responses((status = 200, body = Page<SlipOut>)))]
async fn list_slips(
    State(app): State<AppState>,
    caller: Caller,
    Asked(asked): Asked<SlipsAsked>,
) -> Result<Json<Page<SlipOut>>, Problem> {
    let scope = caller.slip_scope()?;
    let page = page_request(asked.limit, asked.cursor)?;
    let filter = SlipFilter {
        enterprise: asked.enterprise,
        status: asked.status.map(Into::into),
        kind: asked.kind.map(Into::into),
        direction: asked.direction.map(Into::into),
        list: asked.list,
        is_held: asked.held.unwrap_or_default(),
        text: asked.text.map(String::from),
    };
    app.blocking(move |app| Ok(Json(Page::of(app.queries()?.slips(&scope, &filter, &page)?)))).await
}

/// Apply for a pass slip; one for registered goods or an empty truck is good at once.
#[utoipa::path(post, path = "/slips", tag = "slips", params(KeyHeader), request_body = SlipIn,
    responses((status = 201, body = Answer)))]
async fn apply_slip(
    State(app): State<AppState>,
    caller: Caller,
    Commanded { content, envelope }: Commanded<SlipIn>,
) -> Result<Done, Problem> {
    let enterprise = content.enterprise;
    let wanted = Command::Bonded(BondedCommand::ApplySlip { enterprise, content: content.into_content() });
    let answer = command(&app, &caller, &envelope, wanted).await?;
    Ok(Done::made(&answer, "slips", |event| match event {
        Event::Bonded(BondedEvent::SlipApplied { slip, .. }) => Some(slip.to_string()),
        _ => None,
    }))
}

#[derive(Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
struct HeldTrucksAsked {
    #[param(minimum = 1, maximum = 200)]
    limit: Option<u32>,
    #[param(inline, value_type = Option<Cursor>)]
    cursor: Option<Cursor>,
    #[expect(dead_code, reason = "waited for before the handler runs")]
    at_least_position: Option<u64>,
}

/// The trucks that are held now, the one that waits longest first; whoever works at the gate sees all of them.
#[utoipa::path(get, path = "/gate/held-trucks", tag = "slips", params(HeldTrucksAsked),
    responses((status = 200, body = Page<HeldTruckOut>)))]
async fn list_held_trucks(
    State(app): State<AppState>,
    caller: Caller,
    Asked(asked): Asked<HeldTrucksAsked>,
) -> Result<Json<Page<HeldTruckOut>>, Problem> {
    let scope = caller.slip_scope()?;
    let page = page_request(asked.limit, asked.cursor)?;
    app.blocking(move |app| {
        let found = app.queries()?.held_trucks(&scope, &page)?;
        let names = Names::of(app);
        let rows = found.rows.into_iter().map(|row| HeldTruckOut::of(row, &names)).collect();
        Ok(Json(Page { rows, next_cursor: found.next_cursor }))
    })
    .await
}

/// One slip with its trucks and history, and the `ETag` that its commands want as If-Match.
#[utoipa::path(get, path = "/slips/{slip}", tag = "slips", params(("slip" = schema::SlipId, Path), Fresh),
    responses((status = 200, body = SlipDetailOut, headers(("ETag" = String, description = "Revision and digest."))),
        (status = 304, description = "The slip is as If-None-Match knows it.")))]
async fn show_slip(
    State(app): State<AppState>,
    caller: Caller,
    headers: HeaderMap,
    Named(slip): Named<SlipId>,
    _fresh: Asked<Fresh>,
) -> Result<Response, Problem> {
    let scope = caller.slip_scope()?;
    app.blocking(move |app| {
        let found = app.queries()?.slip(&scope, slip)?.ok_or_else(|| Refusal::new(&UNKNOWN_SLIP))?;
        let revision = found.row.revision;
        tagged(&headers, revision, &SlipDetailOut::of(found, &Names::of(app)))
    })
    .await
}

/// The paper of a slip: a signed note that a lane verifies without asking anybody.
#[derive(Serialize, ToSchema)]
#[schema(as = SlipNote)]
struct SlipNoteOut {
    /// C2SP signed note; its QR code carries the same text.
    note: String,
    /// The public key that verifies it, as `name+id+key`.
    key: String,
}

/// The signed paper of an approved slip.
#[utoipa::path(get, path = "/slips/{slip}/note", tag = "slips", params(("slip" = schema::SlipId, Path)),
    responses((status = 200, body = SlipNoteOut)))]
async fn show_slip_note(
    State(app): State<AppState>,
    caller: Caller,
    Named(slip): Named<SlipId>,
) -> Result<Json<SlipNoteOut>, Problem> {
    let scope = caller.slip_scope()?;
    app.blocking(move |app| {
        let text = app.engine.read(|state| {
            let found = state.bonded.slip(slip).filter(|found| scope.covers(found.enterprise));
            let found = found.ok_or_else(|| Refusal::new(&UNKNOWN_SLIP))?;
            match found.status {
                StatusOfSlip::Approved | StatusOfSlip::Passed => Ok(SlipPaper::of(found).text()),
                StatusOfSlip::Applied | StatusOfSlip::Void => Err(Refusal::new(&SLIP_STATUS)),
            }
        })?;
        Ok(Json(SlipNoteOut { note: app.engine.sign_slip(&text)?, key: app.engine.gate_key()? }))
    })
    .await
}

/// What a lane needs to verify slips while its link is down.
#[derive(Serialize, ToSchema)]
#[schema(as = GateKey)]
struct GateKeyOut {
    /// The public key that verifies slips, as `name+id+key`.
    key: String,
}

/// The public key that verifies pass slips.
#[utoipa::path(get, path = "/gate/key", tag = "slips", responses((status = 200, body = GateKeyOut)))]
async fn show_gate_key(State(app): State<AppState>, caller: Caller) -> Result<Json<GateKeyOut>, Problem> {
    caller.slip_scope()?;
    Ok(Json(GateKeyOut { key: app.engine.gate_key()? }))
}

#[derive(Deserialize, ToSchema)]
#[schema(as = ShownSlip)]
#[serde(deny_unknown_fields)]
struct ShownIn {
    /// The note as scanned.
    note: Text<1, 20_000>,
}

/// What a note says, where it is the zone's.
#[derive(Serialize, ToSchema)]
#[schema(as = CheckedSlip)]
struct CheckedOut {
    /// Whether it carries the zone's signature.
    is_intact: bool,
    #[schema(value_type = Option<schema::SlipId>)]
    slip: Option<String>,
}

/// Check a scanned note; nothing is recorded.
#[utoipa::path(post, path = "/gate/check-note", tag = "slips", request_body = ShownIn,
    responses((status = 200, body = CheckedOut)))]
async fn check_slip_note(
    State(app): State<AppState>,
    caller: Caller,
    Body { content, .. }: Body<ShownIn>,
) -> Result<Json<CheckedOut>, Problem> {
    caller.slip_scope()?;
    let paper = app.engine.read_slip(&content.note.0)?.and_then(|text| SlipPaper::parse(&text));
    Ok(Json(CheckedOut { is_intact: paper.is_some(), slip: paper.map(|paper| paper.slip.to_string()) }))
}
