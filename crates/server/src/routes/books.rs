//! Account books: filing, approval and what is in them.

mod contents;
mod decisions;
mod wire;

pub(in crate::routes) use contents::require_book;
pub(in crate::routes) use decisions::ReasonIn;

use axum::Json;
use axum::extract::State;
use axum::http::HeaderMap;
use axum::response::Response;
use etown_domain::bonded::refusal::UNKNOWN_BOOK;
use etown_domain::bonded::{BondedCommand, BondedEvent};
use etown_domain::{Command, Event, Refusal};
use etown_engine::query::BookFilter;
use etown_values::{BookId, EnterpriseId};
use serde::Deserialize;
use utoipa::IntoParams;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

use crate::app::AppState;
use crate::caller::Caller;
use crate::command::{Answer, Commanded, Done, KeyHeader, command};
use crate::problem::Problem;
use crate::reading::{Asked, Fresh, Named, tagged};
use crate::wire::{BookKind, BookStatus, Cursor, Page, Text, page_request, schema};

use wire::{BookIn, BookOut};

pub(super) fn routes() -> OpenApiRouter<AppState> {
    OpenApiRouter::new()
        .routes(routes!(list_books, file_book))
        .routes(routes!(show_book))
        .merge(contents::routes())
        .merge(decisions::routes())
}

#[derive(Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
struct BooksAsked {
    #[param(value_type = Option<schema::EnterpriseId>)]
    enterprise: Option<EnterpriseId>,
    #[param(inline)]
    kind: Option<BookKind>,
    #[param(inline)]
    status: Option<BookStatus>,
    /// Part of the book's number or of the enterprise's name.
    #[param(inline, value_type = Option<Text<0, 200>>)]
    text: Option<Text<0, 200>>,
    #[param(minimum = 1, maximum = 200)]
    limit: Option<u32>,
    #[param(inline, value_type = Option<Cursor>)]
    cursor: Option<Cursor>,
    #[expect(dead_code, reason = "waited for before the handler runs")]
    at_least_position: Option<u64>,
}

/// The account books that the caller may see.
#[utoipa::path(get, path = "/books", tag = "books", params(BooksAsked),
    responses((status = 200, body = Page<BookOut>)))]
async fn list_books(
    State(app): State<AppState>,
    caller: Caller,
    Asked(asked): Asked<BooksAsked>,
) -> Result<Json<Page<BookOut>>, Problem> {
    let scope = caller.scope()?;
    let page = page_request(asked.limit, asked.cursor)?;
    let filter = BookFilter {
        enterprise: asked.enterprise,
        kind: asked.kind.map(Into::into),
        status: asked.status.map(Into::into),
        text: asked.text.map(String::from),
    };
    app.blocking(move |app| Ok(Json(Page::of(app.queries()?.books(&scope, &filter, &page)?)))).await
}

/// Open a draft book.
#[utoipa::path(post, path = "/books", tag = "books", params(KeyHeader), request_body = BookIn,
    responses((status = 201, body = Answer)))]
async fn file_book(
    State(app): State<AppState>,
    caller: Caller,
    Commanded { content, envelope }: Commanded<BookIn>,
) -> Result<Done, Problem> {
    let wanted = Command::Bonded(BondedCommand::FileBook { header: content.into() });
    let answer = command(&app, &caller, &envelope, wanted).await?;
    Ok(Done::made(&answer, "books", |event| match event {
        Event::Bonded(BondedEvent::BookFiled { book, .. }) => Some(book.to_string()),
        _ => None,
    }))
}

/// One book, with the `ETag` that its commands want as If-Match.
#[utoipa::path(get, path = "/books/{book}", tag = "books", params(("book" = schema::BookId, Path), Fresh),
    responses((status = 200, body = BookOut, headers(("ETag" = String, description = "Revision and digest."))),
        (status = 304, description = "The book is as If-None-Match knows it.")))]
async fn show_book(
    State(app): State<AppState>,
    caller: Caller,
    headers: HeaderMap,
    Named(book): Named<BookId>,
    _fresh: Asked<Fresh>,
) -> Result<Response, Problem> {
    let scope = caller.scope()?;
    app.blocking(move |app| {
        let found = app.queries()?.book(&scope, book)?;
        let shown = BookOut::from(found.ok_or_else(|| Refusal::new(&UNKNOWN_BOOK))?);
        tagged(&headers, shown.revision, &shown)
    })
    .await
}
