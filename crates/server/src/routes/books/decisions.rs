//! What is decided about a book: submit, approve, return, approve filings, pause, close.

use axum::extract::State;
use etown_domain::bonded::BondedCommand;
use etown_values::BookId;
use serde::Deserialize;
use utoipa::ToSchema;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

use crate::app::AppState;
use crate::caller::Caller;
use crate::command::{Answer, ChangeHeaders, Commanded, Done, Nothing, change};
use crate::problem::Problem;
use crate::reading::Named;
use crate::wire::{Pause, schema};

pub(super) fn routes() -> OpenApiRouter<AppState> {
    OpenApiRouter::new()
        .routes(routes!(submit_book))
        .routes(routes!(approve_book))
        .routes(routes!(return_book))
        .routes(routes!(approve_filings))
        .routes(routes!(pause_book))
        .routes(routes!(pause_item))
        .routes(routes!(close_book))
}

#[derive(Deserialize, ToSchema)]
#[schema(as = Reason)]
#[serde(deny_unknown_fields)]
pub(in crate::routes) struct ReasonIn {
    #[schema(min_length = 3, max_length = 2000)]
    pub(in crate::routes) reason: String,
}

#[derive(Deserialize, ToSchema)]
#[schema(as = NewPause)]
#[serde(deny_unknown_fields)]
struct PauseIn {
    pause: Pause,
    #[schema(min_length = 3, max_length = 2000)]
    reason: String,
}

/// Ask customs to approve a draft book.
#[utoipa::path(post, path = "/books/{book}/submit", tag = "books",
    params(("book" = schema::BookId, Path), ChangeHeaders), request_body = Nothing,
    responses((status = 200, body = Answer)))]
async fn submit_book(
    State(app): State<AppState>,
    caller: Caller,
    Named(book): Named<BookId>,
    Commanded { envelope, .. }: Commanded<Nothing>,
) -> Result<Done, Problem> {
    let revision = envelope.revision()?;
    change(&app, &caller, &envelope, BondedCommand::SubmitBook { book, revision }).await
}

/// Approve a book and everything filed in it.
#[utoipa::path(post, path = "/books/{book}/approve", tag = "books",
    params(("book" = schema::BookId, Path), ChangeHeaders), request_body = Nothing,
    responses((status = 200, body = Answer)))]
async fn approve_book(
    State(app): State<AppState>,
    caller: Caller,
    Named(book): Named<BookId>,
    Commanded { envelope, .. }: Commanded<Nothing>,
) -> Result<Done, Problem> {
    let revision = envelope.revision()?;
    change(&app, &caller, &envelope, BondedCommand::ApproveBook { book, revision }).await
}

/// Return a submitted book to draft.
#[utoipa::path(post, path = "/books/{book}/return", tag = "books",
    params(("book" = schema::BookId, Path), ChangeHeaders), request_body = ReasonIn,
    responses((status = 200, body = Answer)))]
async fn return_book(
    State(app): State<AppState>,
    caller: Caller,
    Named(book): Named<BookId>,
    Commanded { content, envelope }: Commanded<ReasonIn>,
) -> Result<Done, Problem> {
    let revision = envelope.revision()?;
    let reason = content.reason;
    change(&app, &caller, &envelope, BondedCommand::ReturnBook { book, revision, reason }).await
}

/// Approve what was filed since the book was approved.
#[utoipa::path(post, path = "/books/{book}/approve-filings", tag = "books",
    params(("book" = schema::BookId, Path), ChangeHeaders), request_body = Nothing,
    responses((status = 200, body = Answer)))]
async fn approve_filings(
    State(app): State<AppState>,
    caller: Caller,
    Named(book): Named<BookId>,
    Commanded { envelope, .. }: Commanded<Nothing>,
) -> Result<Done, Problem> {
    let revision = envelope.revision()?;
    change(&app, &caller, &envelope, BondedCommand::ApproveFilings { book, revision }).await
}

/// Pause or resume directions of an active book.
#[utoipa::path(post, path = "/books/{book}/pause", tag = "books",
    params(("book" = schema::BookId, Path), ChangeHeaders), request_body = PauseIn,
    responses((status = 200, body = Answer)))]
async fn pause_book(
    State(app): State<AppState>,
    caller: Caller,
    Named(book): Named<BookId>,
    Commanded { content, envelope }: Commanded<PauseIn>,
) -> Result<Done, Problem> {
    let revision = envelope.revision()?;
    let pause = content.pause.into();
    let reason = content.reason;
    change(&app, &caller, &envelope, BondedCommand::PauseBook { book, revision, pause, reason }).await
}

/// Pause or resume directions of one item of a book.
#[utoipa::path(post, path = "/books/{book}/items/{item}/pause", tag = "books",
    params(("book" = schema::BookId, Path), ("item" = u32, Path), ChangeHeaders), request_body = PauseIn,
    responses((status = 200, body = Answer)))]
async fn pause_item(
    State(app): State<AppState>,
    caller: Caller,
    Named((book, item)): Named<(BookId, u32)>,
    Commanded { content, envelope }: Commanded<PauseIn>,
) -> Result<Done, Problem> {
    let revision = envelope.revision()?;
    let pause = content.pause.into();
    let reason = content.reason;
    change(&app, &caller, &envelope, BondedCommand::PauseItem { book, revision, item, pause, reason }).await
}

/// Close a book whose stocks are zero and whose lists are settled.
#[utoipa::path(post, path = "/books/{book}/close", tag = "books",
    params(("book" = schema::BookId, Path), ChangeHeaders), request_body = Nothing,
    responses((status = 200, body = Answer)))]
async fn close_book(
    State(app): State<AppState>,
    caller: Caller,
    Named(book): Named<BookId>,
    Commanded { envelope, .. }: Commanded<Nothing>,
) -> Result<Done, Problem> {
    let revision = envelope.revision()?;
    change(&app, &caller, &envelope, BondedCommand::CloseBook { book, revision }).await
}
