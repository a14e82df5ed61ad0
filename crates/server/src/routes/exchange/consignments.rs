//! Consignments: the list of both directions, the file that is carried to the other zone, and what leaves.

use std::collections::BTreeMap;

use axum::Json;
use axum::extract::State;
use axum::http::HeaderMap;
use axum::http::header::{CONTENT_DISPOSITION, CONTENT_TYPE};
use axum::response::{IntoResponse, Response};
use etown_domain::exchange::refusal::{CONSIGNMENT_STATUS, UNKNOWN_CONSIGNMENT};
use etown_domain::exchange::statement::SECTION;
use etown_domain::exchange::{ExchangeCommand, ExchangeEvent};
use etown_domain::{Event, ReadScope, Refusal, State as ZoneState};
use etown_engine::Disclosure;
use etown_values::{CivilDate, ConsignmentId};
use serde::Deserialize;
use utoipa::IntoParams;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

use super::wire::{ConsignmentIn, ConsignmentOut, ConsignmentStatus, ReceiptIn};
use crate::app::AppState;
use crate::caller::Caller;
use crate::command::{Answer, ChangeHeaders, Commanded, Done, KeyHeader, Nothing, change, command};
use crate::problem::{Problem, edge};
use crate::reading::{Asked, Fresh, Named, tagged};
use crate::routes::books::ReasonIn;
use crate::wire::{Cursor, Direction, Page, page_request, part_page, schema};

pub(super) fn routes() -> OpenApiRouter<AppState> {
    OpenApiRouter::new()
        .routes(routes!(list_consignments, submit_consignment))
        .routes(routes!(show_consignment))
        .routes(routes!(show_consignment_document))
        .routes(routes!(dispatch_consignment))
        .routes(routes!(withdraw_consignment))
        .routes(routes!(record_answer))
}

#[derive(Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
struct ConsignmentsAsked {
    #[param(inline)]
    direction: Option<Direction>,
    #[param(inline)]
    status: Option<ConsignmentStatus>,
    #[param(minimum = 1, maximum = 200)]
    limit: Option<u32>,
    #[param(inline, value_type = Option<Cursor>)]
    cursor: Option<Cursor>,
    #[expect(dead_code, reason = "waited for before the handler runs")]
    at_least_position: Option<u64>,
}

/// What leaves and what comes in, in order of their ids.
#[utoipa::path(get, path = "/consignments", tag = "exchange", params(ConsignmentsAsked),
    responses((status = 200, body = Page<ConsignmentOut>)))]
async fn list_consignments(
    State(app): State<AppState>,
    caller: Caller,
    Asked(asked): Asked<ConsignmentsAsked>,
) -> Result<Json<Page<ConsignmentOut>>, Problem> {
    let scope = caller.scope()?;
    let page = page_request(asked.limit, asked.cursor)?;
    app.blocking(move |app| {
        let today = app.engine.business_date();
        let found = app.engine.read(|state| all(state, today, &scope));
        let wanted = found.into_iter().filter(|(_, shown)| {
            asked.direction.is_none_or(|direction| direction == shown.direction)
                && asked.status.is_none_or(|status| status == shown.status)
        });
        Ok(Json(part_page(wanted, &page)))
    })
    .await
}

/// Every consignment that the scope covers, by id.
fn all(state: &ZoneState, today: CivilDate, scope: &ReadScope) -> BTreeMap<String, ConsignmentOut> {
    let leaving = state.exchange.all_outgoing().filter(|found| scope.covers(found.enterprise));
    let coming = state.exchange.all_incoming().filter(|found| scope.covers(found.enterprise));
    let leaving = leaving.map(|found| ConsignmentOut::leaving(state, today, found));
    let coming = coming.map(|found| ConsignmentOut::coming(state, today, found));
    leaving.chain(coming).map(|shown| (shown.id.clone(), shown)).collect()
}

/// One consignment that the scope covers.
fn one(state: &ZoneState, today: CivilDate, scope: &ReadScope, id: ConsignmentId) -> Option<ConsignmentOut> {
    let leaving = state.exchange.outgoing(id).filter(|found| scope.covers(found.enterprise));
    let coming = state.exchange.incoming(id).filter(|found| scope.covers(found.enterprise));
    leaving
        .map(|found| ConsignmentOut::leaving(state, today, found))
        .or_else(|| coming.map(|found| ConsignmentOut::coming(state, today, found)))
}

/// One consignment, out or in.
#[utoipa::path(get, path = "/consignments/{consignment}", tag = "exchange",
    params(("consignment" = schema::ConsignmentId, Path), Fresh),
    responses((status = 200, body = ConsignmentOut, headers(("ETag" = String, description = "Revision and digest."))),
        (status = 304, description = "It is as If-None-Match knows it.")))]
async fn show_consignment(
    State(app): State<AppState>,
    caller: Caller,
    headers: HeaderMap,
    Named(consignment): Named<ConsignmentId>,
    _fresh: Asked<Fresh>,
) -> Result<Response, Problem> {
    let scope = caller.scope()?;
    app.blocking(move |app| {
        let today = app.engine.business_date();
        let found = app.engine.read(|state| one(state, today, &scope, consignment));
        let shown = found.ok_or_else(|| Refusal::new(&UNKNOWN_CONSIGNMENT))?;
        tagged(&headers, shown.revision, &shown)
    })
    .await
}

/// The file that is carried to the other zone: the transport document of what leaves, or the answer to what came in. It is
/// a receipt that shows what the other zone needs and nothing else.
#[utoipa::path(get, path = "/consignments/{consignment}/document", tag = "exchange",
    params(("consignment" = schema::ConsignmentId, Path), Fresh),
    responses((status = 200, body = Object, content_type = "application/json",
        headers(("Content-Disposition" = String, description = "A file name for it.")))))]
async fn show_consignment_document(
    State(app): State<AppState>,
    caller: Caller,
    Named(consignment): Named<ConsignmentId>,
    _fresh: Asked<Fresh>,
) -> Result<Response, Problem> {
    let scope = caller.scope()?;
    app.blocking(move |app| {
        let found = app.engine.read(|state| document(state, &scope, consignment))?;
        let (position, name) = found.ok_or_else(|| Refusal::new(&CONSIGNMENT_STATUS))?;
        let disclosure = Disclosure::Only(vec![SECTION.to_owned()]);
        let file = app.engine.receipt(&scope, position, &disclosure)?;
        let file = file.ok_or_else(|| Problem::edge(&edge::UNKNOWN_ENTRY))?;
        let name = format!("attachment; filename=\"{name}.json\"");
        Ok(([(CONTENT_TYPE, "application/json".to_owned()), (CONTENT_DISPOSITION, name)], file)
            .into_response())
    })
    .await
}

/// The entry whose receipt is carried, and what the file is called; none before it left or is answered.
fn document(
    state: &ZoneState,
    scope: &ReadScope,
    id: ConsignmentId,
) -> Result<Option<(u64, String)>, Refusal> {
    if let Some(found) = state.exchange.outgoing(id).filter(|found| scope.covers(found.enterprise)) {
        let left = found.left.as_ref();
        return Ok(left.map(|left| (left.position, format!("consignment-{}", file_name(&found.number)))));
    }
    let found = state.exchange.incoming(id).filter(|found| scope.covers(found.enterprise));
    let found = found.ok_or_else(|| Refusal::new(&UNKNOWN_CONSIGNMENT))?;
    let answer = found.answer.as_ref();
    Ok(answer.map(|(_, position)| (*position, format!("answer-{}", file_name(&found.dispatch.number)))))
}

/// The number of another zone is whatever that zone wrote.
fn file_name(number: &str) -> String {
    number.chars().filter(char::is_ascii_alphanumeric).take(40).collect()
}

/// Ask customs to let goods leave for an enterprise of a partner zone.
#[utoipa::path(post, path = "/consignments", tag = "exchange", params(KeyHeader), request_body = ConsignmentIn,
    responses((status = 201, body = Answer)))]
async fn submit_consignment(
    State(app): State<AppState>,
    caller: Caller,
    Commanded { content, envelope }: Commanded<ConsignmentIn>,
) -> Result<Done, Problem> {
    let book = content.book;
    let wanted = ExchangeCommand::SubmitConsignment { book, content: content.content() };
    let answer = command(&app, &caller, &envelope, wanted.into()).await?;
    Ok(Done::made(&answer, "consignments", |event| match event {
        Event::Exchange(ExchangeEvent::ConsignmentSubmitted { consignment, .. }) => {
            Some(consignment.to_string())
        }
        _ => None,
    }))
}

/// Let goods leave: they are held until the other zone answers, and the receipt of the entry goes with them.
#[utoipa::path(post, path = "/consignments/{consignment}/dispatch", tag = "exchange",
    params(("consignment" = schema::ConsignmentId, Path), ChangeHeaders), request_body = Nothing,
    responses((status = 200, body = Answer)))]
async fn dispatch_consignment(
    State(app): State<AppState>,
    caller: Caller,
    Named(consignment): Named<ConsignmentId>,
    Commanded { envelope, .. }: Commanded<Nothing>,
) -> Result<Done, Problem> {
    let revision = envelope.revision()?;
    let wanted = ExchangeCommand::DispatchConsignment { consignment, revision };
    change(&app, &caller, &envelope, wanted).await
}

/// Take a consignment back, or send it back, before it left.
#[utoipa::path(post, path = "/consignments/{consignment}/withdraw", tag = "exchange",
    params(("consignment" = schema::ConsignmentId, Path), ChangeHeaders), request_body = ReasonIn,
    responses((status = 200, body = Answer)))]
async fn withdraw_consignment(
    State(app): State<AppState>,
    caller: Caller,
    Named(consignment): Named<ConsignmentId>,
    Commanded { content, envelope }: Commanded<ReasonIn>,
) -> Result<Done, Problem> {
    let (revision, reason) = (envelope.revision()?, content.reason);
    let wanted = ExchangeCommand::WithdrawConsignment { consignment, revision, reason };
    change(&app, &caller, &envelope, wanted).await
}

/// Record the other zone's answer: its receipt that it took the goods, or did not.
#[utoipa::path(post, path = "/consignments/{consignment}/answer", tag = "exchange",
    params(("consignment" = schema::ConsignmentId, Path), KeyHeader), request_body = ReceiptIn,
    responses((status = 200, body = Answer)))]
async fn record_answer(
    State(app): State<AppState>,
    caller: Caller,
    Named(consignment): Named<ConsignmentId>,
    Commanded { content, envelope }: Commanded<ReceiptIn>,
) -> Result<Done, Problem> {
    let receipt = content.receipt.into();
    change(&app, &caller, &envelope, ExchangeCommand::RecordAnswer { consignment, receipt }).await
}
