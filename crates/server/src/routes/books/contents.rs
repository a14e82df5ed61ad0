//! What is filed in a book: items and bills of materials.

use std::num::NonZeroU32;

use axum::Json;
use axum::extract::State;
use etown_domain::Command;
use etown_domain::bonded::BondedCommand;
use etown_domain::bonded::refusal::UNKNOWN_BOOK;
use etown_domain::{ReadScope, Refusal};
use etown_engine::query::ItemFilter;
use etown_values::BookId;
use serde::Deserialize;
use utoipa::IntoParams;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

use super::wire::{BomIn, BomOut, ItemOut, ItemsIn};
use crate::app::AppState;
use crate::caller::Caller;
use crate::command::{Answer, ChangeHeaders, Commanded, Done, command};
use crate::problem::Problem;
use crate::reading::{Asked, Named};
use crate::wire::{Cursor, ItemClass, Page, Text, page_request, schema};

pub(super) fn routes() -> OpenApiRouter<AppState> {
    OpenApiRouter::new().routes(routes!(list_items, file_items)).routes(routes!(list_boms, file_bom))
}

#[derive(Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
struct ItemsAsked {
    #[param(inline)]
    class: Option<ItemClass>,
    /// Part of the part number, name or code.
    #[param(inline, value_type = Option<Text<0, 200>>)]
    text: Option<Text<0, 200>>,
    #[param(minimum = 1, maximum = 200)]
    limit: Option<u32>,
    #[param(inline, value_type = Option<Cursor>)]
    cursor: Option<Cursor>,
    #[expect(dead_code, reason = "waited for before the handler runs")]
    at_least_position: Option<u64>,
}

#[derive(Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
struct BomsAsked {
    /// Item number of the product.
    #[param(value_type = Option<u32>, minimum = 1, maximum = 4_294_967_295_i64)]
    product: Option<NonZeroU32>,
    #[param(minimum = 1, maximum = 200)]
    limit: Option<u32>,
    #[param(inline, value_type = Option<Cursor>)]
    cursor: Option<Cursor>,
    #[expect(dead_code, reason = "waited for before the handler runs")]
    at_least_position: Option<u64>,
}

/// The items of a book with their balances.
#[utoipa::path(get, path = "/books/{book}/items", tag = "books",
    params(("book" = schema::BookId, Path), ItemsAsked), responses((status = 200, body = Page<ItemOut>)))]
async fn list_items(
    State(app): State<AppState>,
    caller: Caller,
    Named(book): Named<BookId>,
    Asked(asked): Asked<ItemsAsked>,
) -> Result<Json<Page<ItemOut>>, Problem> {
    let scope = caller.scope()?;
    let page = page_request(asked.limit, asked.cursor)?;
    let filter = ItemFilter { class: asked.class.map(Into::into), text: asked.text.map(String::from) };
    app.blocking(move |app| {
        require_book(app, &scope, book)?;
        Ok(Json(Page::of(app.queries()?.items(&scope, book, &filter, &page)?)))
    })
    .await
}

/// File items in a book.
#[utoipa::path(post, path = "/books/{book}/items", tag = "books",
    params(("book" = schema::BookId, Path), ChangeHeaders), request_body = ItemsIn,
    responses((status = 200, body = Answer)))]
async fn file_items(
    State(app): State<AppState>,
    caller: Caller,
    Named(book): Named<BookId>,
    Commanded { content, envelope }: Commanded<ItemsIn>,
) -> Result<Done, Problem> {
    let wanted = Command::Bonded(BondedCommand::FileItems {
        book,
        revision: envelope.revision()?,
        items: content.items.into_iter().map(Into::into).collect(),
    });
    Ok(Done::changed(&command(&app, &caller, &envelope, wanted).await?))
}

/// The bills of materials of a book.
#[utoipa::path(get, path = "/books/{book}/boms", tag = "books",
    params(("book" = schema::BookId, Path), BomsAsked), responses((status = 200, body = Page<BomOut>)))]
async fn list_boms(
    State(app): State<AppState>,
    caller: Caller,
    Named(book): Named<BookId>,
    Asked(asked): Asked<BomsAsked>,
) -> Result<Json<Page<BomOut>>, Problem> {
    let scope = caller.scope()?;
    let page = page_request(asked.limit, asked.cursor)?;
    app.blocking(move |app| {
        require_book(app, &scope, book)?;
        Ok(Json(Page::of(app.queries()?.boms(&scope, book, asked.product.map(NonZeroU32::get), &page)?)))
    })
    .await
}

/// File one version of a product's bill of materials.
#[utoipa::path(post, path = "/books/{book}/boms", tag = "books",
    params(("book" = schema::BookId, Path), ChangeHeaders), request_body = BomIn,
    responses((status = 200, body = Answer)))]
async fn file_bom(
    State(app): State<AppState>,
    caller: Caller,
    Named(book): Named<BookId>,
    Commanded { content, envelope }: Commanded<BomIn>,
) -> Result<Done, Problem> {
    let wanted = Command::Bonded(BondedCommand::FileBom {
        book,
        revision: envelope.revision()?,
        product: content.product,
        version: content.version,
        rows: content.rows.into_iter().map(Into::into).collect(),
    });
    Ok(Done::changed(&command(&app, &caller, &envelope, wanted).await?))
}

/// Refuses a book that the caller may not see, in the same words as one that does not exist.
pub(in crate::routes) fn require_book(
    app: &AppState,
    scope: &ReadScope,
    book: BookId,
) -> Result<(), Problem> {
    match app.queries()?.book(scope, book)? {
        Some(_) => Ok(()),
        None => Err(Refusal::new(&UNKNOWN_BOOK).into()),
    }
}
