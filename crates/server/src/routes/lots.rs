//! Lots of an item, and the trace of a list to the documents that its goods came in with.

use axum::Json;
use axum::extract::State;
use etown_domain::Refusal;
use etown_domain::bonded::refusal::{UNKNOWN_ITEM, UNKNOWN_LIST};
use etown_engine::query::{LotFilter, LotMoveRow, LotRow, LotSource, Trace, TraceRow};
use etown_values::{BookId, ExactSum, ListId, Rounding};
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

use super::books::require_book;
use super::postings::DocumentKind;
use crate::app::AppState;
use crate::caller::Caller;
use crate::problem::{Problem, edge};
use crate::reading::{Asked, Named};
use crate::wire::{Cursor, Page, page_request, schema};

pub(super) fn routes() -> OpenApiRouter<AppState> {
    OpenApiRouter::new().routes(routes!(list_lots)).routes(routes!(show_lot)).routes(routes!(trace_list))
}

#[derive(Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
struct LotsAsked {
    /// Only lots with something left.
    open: Option<bool>,
    /// What was known then: entries at or after this position do not count.
    before_position: Option<u64>,
    #[param(minimum = 1, maximum = 200)]
    limit: Option<u32>,
    #[param(inline, value_type = Option<Cursor>)]
    cursor: Option<Cursor>,
    #[expect(dead_code, reason = "waited for before the handler runs")]
    at_least_position: Option<u64>,
}

/// The document line that opened or moved a lot.
#[derive(Serialize, ToSchema)]
#[schema(as = LotSource)]
struct SourceOut {
    document_kind: DocumentKind,
    document_id: String,
    document_number: String,
    /// Line of the document, 0 for the document as a whole.
    line: u32,
    /// The entry whose receipt proves it.
    position: u64,
}

#[derive(Serialize, ToSchema)]
#[schema(as = Lot)]
struct LotOut {
    number: u64,
    item: u32,
    part_number: String,
    source: SourceOut,
    #[schema(value_type = schema::Date)]
    received_on: String,
    #[schema(value_type = schema::Quantity)]
    received: String,
    #[schema(value_type = schema::Quantity)]
    remaining: String,
    /// As declared on the line; absent for what was made or found.
    #[schema(value_type = Option<schema::UnitPrice>)]
    unit_price: Option<String>,
    /// Remaining quantity at the declared price, 4 decimals, half away from zero.
    #[schema(value_type = Option<schema::UnitPrice>)]
    remaining_value: Option<String>,
}

#[derive(Serialize, ToSchema)]
#[schema(as = LotMove)]
struct LotMoveOut {
    /// Below zero for a draw, above zero for a return.
    #[schema(value_type = schema::Quantity)]
    quantity: String,
    #[schema(value_type = schema::Date)]
    value_date: String,
    document: SourceOut,
}

#[derive(Serialize, ToSchema)]
#[schema(as = LotDetail)]
struct LotDetailOut {
    lot: LotOut,
    /// Draws and returns in the order in which they were posted.
    moves: Vec<LotMoveOut>,
}

#[derive(Serialize, ToSchema)]
#[schema(as = TraceStep)]
struct TraceStepOut {
    /// 0 for what the list itself drew, 1 for what the production drew that made it, and so on.
    depth: u32,
    drawn_by: SourceOut,
    #[schema(value_type = schema::Quantity)]
    quantity: String,
    lot: LotOut,
}

#[derive(Serialize, ToSchema)]
#[schema(as = ListTrace)]
struct TraceOut {
    /// Which lots the goods came from.
    drawn: Vec<TraceStepOut>,
    /// Which lots the list opened.
    opened: Vec<LotOut>,
}

impl From<LotSource> for SourceOut {
    fn from(source: LotSource) -> Self {
        Self {
            document_kind: source.kind.into(),
            document_id: source.id,
            document_number: source.number,
            line: source.line,
            position: source.position,
        }
    }
}

impl From<LotRow> for LotOut {
    fn from(row: LotRow) -> Self {
        let value = row.unit_price.and_then(|price| {
            let mut sum = ExactSum::new();
            sum.add_product(&[row.remaining.units(), price.units()]).ok()?;
            // The smallest part of a quantity is 10^-5; the value keeps the four decimals of the price.
            let units = sum.divide(100_000, Rounding::HalfAwayFromZero).ok()?;
            Some(etown_values::UnitPrice::from_units(units).to_string())
        });
        Self {
            number: row.number,
            item: row.item,
            part_number: row.part_number,
            source: row.source.into(),
            received_on: row.received_on.to_string(),
            received: row.received.to_string(),
            remaining: row.remaining.to_string(),
            unit_price: row.unit_price.map(|price| price.to_string()),
            remaining_value: value,
        }
    }
}

impl From<LotMoveRow> for LotMoveOut {
    fn from(row: LotMoveRow) -> Self {
        Self {
            quantity: row.quantity.to_string(),
            value_date: row.value_date.to_string(),
            document: row.document.into(),
        }
    }
}

impl From<TraceRow> for TraceStepOut {
    fn from(row: TraceRow) -> Self {
        Self {
            depth: row.depth,
            drawn_by: row.drawn_by.into(),
            quantity: row.quantity.to_string(),
            lot: row.lot.into(),
        }
    }
}

/// The lots of an item, oldest first.
#[utoipa::path(get, path = "/books/{book}/items/{item}/lots", tag = "books",
    params(("book" = schema::BookId, Path), ("item" = u32, Path), LotsAsked),
    responses((status = 200, body = Page<LotOut>)))]
async fn list_lots(
    State(app): State<AppState>,
    caller: Caller,
    Named((book, item)): Named<(BookId, u32)>,
    Asked(asked): Asked<LotsAsked>,
) -> Result<Json<Page<LotOut>>, Problem> {
    let scope = caller.scope()?;
    let page = page_request(asked.limit, asked.cursor)?;
    let is_open = asked.open.unwrap_or_default();
    let filter = LotFilter { item, is_open, before_position: asked.before_position };
    app.blocking(move |app| {
        require_book(app, &scope, book)?;
        if app.queries()?.item(&scope, book, item)?.is_none() {
            return Err(Refusal::new(&UNKNOWN_ITEM).number("item", item).into());
        }
        Ok(Json(Page::of(app.queries()?.lots(&scope, book, filter, &page)?)))
    })
    .await
}

/// One lot with everything that was drawn from it or given back.
#[utoipa::path(get, path = "/books/{book}/lots/{lot}", tag = "books",
    params(("book" = schema::BookId, Path), ("lot" = u64, Path)), responses((status = 200, body = LotDetailOut)))]
async fn show_lot(
    State(app): State<AppState>,
    caller: Caller,
    Named((book, lot)): Named<(BookId, u64)>,
) -> Result<Json<LotDetailOut>, Problem> {
    let scope = caller.scope()?;
    app.blocking(move |app| {
        require_book(app, &scope, book)?;
        let is_possible = i64::try_from(lot).is_ok();
        let found = if is_possible { app.queries()?.lot(&scope, book, lot)? } else { None };
        match found {
            Some((lot, moves)) => Ok(Json(LotDetailOut {
                lot: lot.into(),
                moves: moves.into_iter().map(LotMoveOut::from).collect(),
            })),
            None => Err(Problem::edge(&edge::UNKNOWN_LOT).number("lot", lot)),
        }
    })
    .await
}

/// Where the goods of a list came from: the lots that it drew, through productions, to the documents that brought them in;
/// and the lots that it opened.
#[utoipa::path(get, path = "/lists/{list}/trace", tag = "lists", params(("list" = schema::ListId, Path)),
    responses((status = 200, body = TraceOut)))]
async fn trace_list(
    State(app): State<AppState>,
    caller: Caller,
    Named(list): Named<ListId>,
) -> Result<Json<TraceOut>, Problem> {
    let scope = caller.scope()?;
    app.blocking(move |app| {
        let found = app.queries()?.trace(&scope, list)?;
        let Trace { drawn, opened } = found.ok_or_else(|| Refusal::new(&UNKNOWN_LIST))?;
        Ok(Json(TraceOut {
            drawn: drawn.into_iter().map(TraceStepOut::from).collect(),
            opened: opened.into_iter().map(LotOut::from).collect(),
        }))
    })
    .await
}
