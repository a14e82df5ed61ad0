//! What comes in: presented by the other zone's receipt, then taken or refused.

use axum::extract::State;
use etown_domain::Event;
use etown_domain::exchange::{ExchangeCommand, ExchangeEvent};
use etown_values::ConsignmentId;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

use super::wire::{AcceptanceIn, ReceiptIn};
use crate::app::AppState;
use crate::caller::Caller;
use crate::command::{Answer, ChangeHeaders, Commanded, Done, KeyHeader, change, command};
use crate::problem::Problem;
use crate::reading::Named;
use crate::routes::books::ReasonIn;
use crate::wire::schema;

pub(super) fn routes() -> OpenApiRouter<AppState> {
    OpenApiRouter::new()
        .routes(routes!(present_receipt))
        .routes(routes!(accept_consignment))
        .routes(routes!(refuse_consignment))
}

/// Present another zone's transport document.
#[utoipa::path(post, path = "/incoming-consignments", tag = "exchange", params(KeyHeader), request_body = ReceiptIn,
    responses((status = 201, body = Answer)))]
async fn present_receipt(
    State(app): State<AppState>,
    caller: Caller,
    Commanded { content, envelope }: Commanded<ReceiptIn>,
) -> Result<Done, Problem> {
    let wanted = ExchangeCommand::PresentReceipt { receipt: content.receipt.into() };
    let answer = command(&app, &caller, &envelope, wanted.into()).await?;
    Ok(Done::made(&answer, "consignments", |event| match event {
        Event::Exchange(ExchangeEvent::ConsignmentPresented { consignment, .. }) => {
            Some(consignment.to_string())
        }
        _ => None,
    }))
}

/// Take the goods into a book of the recipient.
#[utoipa::path(post, path = "/incoming-consignments/{incoming}/accept", tag = "exchange",
    params(("incoming" = schema::ConsignmentId, Path), ChangeHeaders), request_body = AcceptanceIn,
    responses((status = 200, body = Answer)))]
async fn accept_consignment(
    State(app): State<AppState>,
    caller: Caller,
    Named(consignment): Named<ConsignmentId>,
    Commanded { content, envelope }: Commanded<AcceptanceIn>,
) -> Result<Done, Problem> {
    let (revision, book, lines) = (envelope.revision()?, content.book, content.placed());
    let wanted = ExchangeCommand::AcceptConsignment { consignment, revision, book, lines };
    change(&app, &caller, &envelope, wanted).await
}

/// Do not take the goods, now or later.
#[utoipa::path(post, path = "/incoming-consignments/{incoming}/refuse", tag = "exchange",
    params(("incoming" = schema::ConsignmentId, Path), ChangeHeaders), request_body = ReasonIn,
    responses((status = 200, body = Answer)))]
async fn refuse_consignment(
    State(app): State<AppState>,
    caller: Caller,
    Named(consignment): Named<ConsignmentId>,
    Commanded { content, envelope }: Commanded<ReasonIn>,
) -> Result<Done, Problem> {
    let (revision, reason) = (envelope.revision()?, content.reason);
    let wanted = ExchangeCommand::RefuseConsignment { consignment, revision, reason };
    change(&app, &caller, &envelope, wanted).await
}
