//! What is decided about the running period of a book: announce, count, complete, explain, apply, accept, close.

use axum::extract::State;
use etown_domain::bonded::BondedCommand;
use etown_values::BookId;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

use super::wire::{AnnounceIn, CountIn, ExplainIn};
use crate::app::AppState;
use crate::caller::Caller;
use crate::command::{Answer, ChangeHeaders, Commanded, Done, Nothing, change};
use crate::problem::Problem;
use crate::reading::Named;
use crate::routes::books::ReasonIn;
use crate::wire::schema;

pub(super) fn routes() -> OpenApiRouter<AppState> {
    OpenApiRouter::new()
        .routes(routes!(announce_count))
        .routes(routes!(withdraw_count))
        .routes(routes!(record_count))
        .routes(routes!(complete_count))
        .routes(routes!(reopen_count))
        .routes(routes!(explain_differences))
        .routes(routes!(apply_verification))
        .routes(routes!(return_verification))
        .routes(routes!(accept_verification))
        .routes(routes!(close_verification))
}

/// Tell customs that the book will be counted at the end of a day. If-Match is the period's revision.
#[utoipa::path(post, path = "/books/{book}/period/announce", tag = "periods",
    params(("book" = schema::BookId, Path), ChangeHeaders), request_body = AnnounceIn,
    responses((status = 200, body = Answer)))]
async fn announce_count(
    State(app): State<AppState>,
    caller: Caller,
    Named(book): Named<BookId>,
    Commanded { content, envelope }: Commanded<AnnounceIn>,
) -> Result<Done, Problem> {
    let revision = envelope.revision()?;
    let cutoff = content.cutoff;
    change(&app, &caller, &envelope, BondedCommand::AnnounceCount { book, revision, cutoff }).await
}

/// Take an announced count back, before it is complete.
#[utoipa::path(post, path = "/books/{book}/period/withdraw", tag = "periods",
    params(("book" = schema::BookId, Path), ChangeHeaders), request_body = ReasonIn,
    responses((status = 200, body = Answer)))]
async fn withdraw_count(
    State(app): State<AppState>,
    caller: Caller,
    Named(book): Named<BookId>,
    Commanded { content, envelope }: Commanded<ReasonIn>,
) -> Result<Done, Problem> {
    let revision = envelope.revision()?;
    let reason = content.reason;
    change(&app, &caller, &envelope, BondedCommand::WithdrawCount { book, revision, reason }).await
}

/// Record rows of the count.
#[utoipa::path(post, path = "/books/{book}/period/count", tag = "periods",
    params(("book" = schema::BookId, Path), ChangeHeaders), request_body = CountIn,
    responses((status = 200, body = Answer)))]
async fn record_count(
    State(app): State<AppState>,
    caller: Caller,
    Named(book): Named<BookId>,
    Commanded { content, envelope }: Commanded<CountIn>,
) -> Result<Done, Problem> {
    let revision = envelope.revision()?;
    let rows = content.rows.into_iter().map(Into::into).collect();
    change(&app, &caller, &envelope, BondedCommand::RecordCount { book, revision, rows }).await
}

/// The count is complete: compare it with the record. A large count is compared in portions: while the period says that
/// it is being compared, complete it again.
#[utoipa::path(post, path = "/books/{book}/period/complete", tag = "periods",
    params(("book" = schema::BookId, Path), ChangeHeaders), request_body = Nothing,
    responses((status = 200, body = Answer)))]
async fn complete_count(
    State(app): State<AppState>,
    caller: Caller,
    Named(book): Named<BookId>,
    Commanded { envelope, .. }: Commanded<Nothing>,
) -> Result<Done, Problem> {
    let revision = envelope.revision()?;
    change(&app, &caller, &envelope, BondedCommand::CompleteCount { book, revision }).await
}

/// Count again, or correct rows, before the verification is applied for.
#[utoipa::path(post, path = "/books/{book}/period/reopen", tag = "periods",
    params(("book" = schema::BookId, Path), ChangeHeaders), request_body = ReasonIn,
    responses((status = 200, body = Answer)))]
async fn reopen_count(
    State(app): State<AppState>,
    caller: Caller,
    Named(book): Named<BookId>,
    Commanded { content, envelope }: Commanded<ReasonIn>,
) -> Result<Done, Problem> {
    let revision = envelope.revision()?;
    let reason = content.reason;
    change(&app, &caller, &envelope, BondedCommand::ReopenCount { book, revision, reason }).await
}

/// Explain differences between record and count.
#[utoipa::path(post, path = "/books/{book}/period/explain", tag = "periods",
    params(("book" = schema::BookId, Path), ChangeHeaders), request_body = ExplainIn,
    responses((status = 200, body = Answer)))]
async fn explain_differences(
    State(app): State<AppState>,
    caller: Caller,
    Named(book): Named<BookId>,
    Commanded { content, envelope }: Commanded<ExplainIn>,
) -> Result<Done, Problem> {
    let revision = envelope.revision()?;
    let explanations = content.explanations.into_iter().map(Into::into).collect();
    let wanted = BondedCommand::ExplainDifferences { book, revision, explanations };
    change(&app, &caller, &envelope, wanted).await
}

/// Ask customs to accept the verification.
#[utoipa::path(post, path = "/books/{book}/period/apply", tag = "periods",
    params(("book" = schema::BookId, Path), ChangeHeaders), request_body = Nothing,
    responses((status = 200, body = Answer)))]
async fn apply_verification(
    State(app): State<AppState>,
    caller: Caller,
    Named(book): Named<BookId>,
    Commanded { envelope, .. }: Commanded<Nothing>,
) -> Result<Done, Problem> {
    let revision = envelope.revision()?;
    change(&app, &caller, &envelope, BondedCommand::ApplyVerification { book, revision }).await
}

/// Return a verification for another explanation or count.
#[utoipa::path(post, path = "/books/{book}/period/return", tag = "periods",
    params(("book" = schema::BookId, Path), ChangeHeaders), request_body = ReasonIn,
    responses((status = 200, body = Answer)))]
async fn return_verification(
    State(app): State<AppState>,
    caller: Caller,
    Named(book): Named<BookId>,
    Commanded { content, envelope }: Commanded<ReasonIn>,
) -> Result<Done, Problem> {
    let revision = envelope.revision()?;
    let reason = content.reason;
    change(&app, &caller, &envelope, BondedCommand::ReturnVerification { book, revision, reason }).await
}

/// Accept a verification as the first officer of customs.
#[utoipa::path(post, path = "/books/{book}/period/accept", tag = "periods",
    params(("book" = schema::BookId, Path), ChangeHeaders), request_body = Nothing,
    responses((status = 200, body = Answer)))]
async fn accept_verification(
    State(app): State<AppState>,
    caller: Caller,
    Named(book): Named<BookId>,
    Commanded { envelope, .. }: Commanded<Nothing>,
) -> Result<Done, Problem> {
    let revision = envelope.revision()?;
    change(&app, &caller, &envelope, BondedCommand::AcceptVerification { book, revision }).await
}

/// Close the period as the second officer of customs: differences are booked, and the next period opens with what was
/// counted.
#[utoipa::path(post, path = "/books/{book}/period/close", tag = "periods",
    params(("book" = schema::BookId, Path), ChangeHeaders), request_body = Nothing,
    responses((status = 200, body = Answer)))]
async fn close_verification(
    State(app): State<AppState>,
    caller: Caller,
    Named(book): Named<BookId>,
    Commanded { envelope, .. }: Commanded<Nothing>,
) -> Result<Done, Problem> {
    let revision = envelope.revision()?;
    change(&app, &caller, &envelope, BondedCommand::CloseVerification { book, revision }).await
}
