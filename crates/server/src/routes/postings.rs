//! Postings: what stands on the ledger, by book or by list.

use std::num::NonZeroU32;

use axum::Json;
use axum::extract::State;
use etown_engine::query::{DocumentKind as KindOfDocument, PostingFilter, PostingRow, Side as SideOfAccount};
use etown_values::{BookId, CivilDate, ListId};
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

use super::books::require_book;
use super::lists::require_list;
use crate::app::AppState;
use crate::caller::Caller;
use crate::problem::Problem;
use crate::reading::{Asked, Named};
use crate::wire::{Cursor, Page, Purpose, page_request, schema};

pub(super) fn routes() -> OpenApiRouter<AppState> {
    OpenApiRouter::new().routes(routes!(list_postings_of_book)).routes(routes!(list_postings_of_list))
}

#[derive(Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
struct PostingsAsked {
    /// Item number within the book.
    #[param(value_type = Option<u32>, minimum = 1, maximum = 4_294_967_295_i64)]
    item: Option<NonZeroU32>,
    #[param(inline)]
    purpose: Option<Purpose>,
    /// The first value date.
    #[param(value_type = Option<schema::Date>)]
    from: Option<CivilDate>,
    /// The last value date, included.
    #[param(value_type = Option<schema::Date>)]
    until: Option<CivilDate>,
    #[param(minimum = 1, maximum = 200)]
    limit: Option<u32>,
    #[param(inline, value_type = Option<Cursor>)]
    cursor: Option<Cursor>,
    #[expect(dead_code, reason = "waited for before the handler runs")]
    at_least_position: Option<u64>,
}

/// Which side of the account the amount stands on.
#[derive(Serialize, ToSchema)]
#[serde(rename_all = "snake_case")]
enum Side {
    Debit,
    Credit,
}

/// What kind of document a posting stands for.
#[derive(Serialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub(super) enum DocumentKind {
    List,
    Report,
    /// The verification that closed a period.
    Verification,
    /// Goods that went to another zone, or came from one.
    Consignment,
}

impl From<KindOfDocument> for DocumentKind {
    fn from(kind: KindOfDocument) -> Self {
        match kind {
            KindOfDocument::List => Self::List,
            KindOfDocument::Report => Self::Report,
            KindOfDocument::Verification => Self::Verification,
            KindOfDocument::Consignment => Self::Consignment,
        }
    }
}

#[derive(Serialize, ToSchema)]
#[schema(as = Posting)]
struct PostingOut {
    /// The journal position of the entry.
    position: u64,
    /// Order within the entry.
    sequence: u64,
    #[schema(value_type = schema::Date)]
    value_date: String,
    #[schema(value_type = Option<schema::BookId>)]
    book: Option<String>,
    item: Option<u32>,
    part_number: Option<String>,
    #[schema(value_type = Option<schema::Measure>)]
    measure: Option<String>,
    purpose: Purpose,
    opposite_purpose: Purpose,
    side: Side,
    #[schema(value_type = schema::Quantity)]
    amount: String,
    /// Balance of the account after this posting.
    #[schema(value_type = schema::Quantity)]
    balance_after: String,
    document_kind: DocumentKind,
    document_id: String,
    /// The list's number, or the report's external id.
    document_number: String,
    /// Line of the document, 0 for the document as a whole.
    line: u32,
}

impl From<PostingRow> for PostingOut {
    fn from(row: PostingRow) -> Self {
        Self {
            position: row.position,
            sequence: row.sequence,
            value_date: row.value_date.to_string(),
            book: row.book.map(|id| id.to_string()),
            item: row.item,
            part_number: row.part_number,
            measure: row.measure.map(|measure| measure.to_string()),
            purpose: row.purpose.into(),
            opposite_purpose: row.opposite_purpose.into(),
            side: match row.side {
                SideOfAccount::Debit => Side::Debit,
                SideOfAccount::Credit => Side::Credit,
            },
            amount: row.amount.to_string(),
            balance_after: row.balance_after.to_string(),
            document_kind: row.document_kind.into(),
            document_id: row.document_id,
            document_number: row.document_number,
            line: row.line,
        }
    }
}

impl PostingsAsked {
    fn filter(&self) -> PostingFilter {
        PostingFilter {
            list: None,
            book: None,
            item: self.item.map(NonZeroU32::get),
            purpose: self.purpose.map(Into::into),
            from: self.from,
            until: self.until,
        }
    }
}

/// The postings of a book.
#[utoipa::path(get, path = "/books/{book}/postings", tag = "books",
    params(("book" = schema::BookId, Path), PostingsAsked), responses((status = 200, body = Page<PostingOut>)))]
async fn list_postings_of_book(
    State(app): State<AppState>,
    caller: Caller,
    Named(book): Named<BookId>,
    Asked(asked): Asked<PostingsAsked>,
) -> Result<Json<Page<PostingOut>>, Problem> {
    let scope = caller.scope()?;
    let filter = PostingFilter { book: Some(book), ..asked.filter() };
    let page = page_request(asked.limit, asked.cursor)?;
    app.blocking(move |app| {
        require_book(app, &scope, book)?;
        Ok(Json(Page::of(app.queries()?.postings(&scope, &filter, &page)?)))
    })
    .await
}

/// The postings of a list.
#[utoipa::path(get, path = "/lists/{list}/postings", tag = "lists",
    params(("list" = schema::ListId, Path), PostingsAsked), responses((status = 200, body = Page<PostingOut>)))]
async fn list_postings_of_list(
    State(app): State<AppState>,
    caller: Caller,
    Named(list): Named<ListId>,
    Asked(asked): Asked<PostingsAsked>,
) -> Result<Json<Page<PostingOut>>, Problem> {
    let scope = caller.scope()?;
    let filter = PostingFilter { list: Some(list), ..asked.filter() };
    let page = page_request(asked.limit, asked.cursor)?;
    app.blocking(move |app| {
        require_list(app, &scope, list)?;
        Ok(Json(Page::of(app.queries()?.postings(&scope, &filter, &page)?)))
    })
    .await
}
