//! Periods of account books: what runs, what was counted, and each item's record beside its count.

mod all;
mod decisions;
mod report;
mod wire;

use axum::Json;
use axum::extract::State;
use axum::http::HeaderMap;
use axum::response::Response;
use etown_domain::bonded::refusal::{UNKNOWN_BOOK, UNKNOWN_ITEM};
use etown_domain::bonded::settings::COUNT_TOLERANCE;
use etown_domain::bonded::verification::{Primary, primaries};
use etown_domain::bonded::{book::Book, period::AccountAtCutoff};
use etown_domain::{ReadScope, Refusal, State as ZoneState};
use etown_engine::PageRequest;
use etown_engine::query::{PeriodDetail, PeriodRow, VerifiedFilter};
use etown_values::{BookId, CivilDate, Percent};
use serde::Deserialize;
use utoipa::IntoParams;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

use super::books::require_book;
use crate::app::AppState;
use crate::caller::Caller;
use crate::people::Names;
use crate::problem::{Problem, edge};
use crate::reading::{Asked, Fresh, Named, tagged};
use crate::wire::{Cursor, Page, page_request, schema};

use wire::{CountRowOut, IssueOut, NamedItem, PeriodDetailOut, PeriodFacts, PeriodOut, RowOut};

pub(super) fn routes() -> OpenApiRouter<AppState> {
    OpenApiRouter::new()
        .routes(routes!(list_periods))
        .routes(routes!(show_period))
        .routes(routes!(list_count))
        .routes(routes!(list_rows))
        .routes(routes!(show_row))
        .routes(routes!(list_issues))
        .merge(all::routes())
        .merge(report::routes())
        .merge(decisions::routes())
}

#[derive(Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
struct PageAsked {
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
struct RowsAsked {
    /// Only items of which record and count differ.
    differences: Option<bool>,
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
struct CountAsked {
    item: Option<u32>,
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
struct IssuesAsked {
    item: Option<u32>,
    #[param(minimum = 1, maximum = 200)]
    limit: Option<u32>,
    #[param(inline, value_type = Option<Cursor>)]
    cursor: Option<Cursor>,
    #[expect(dead_code, reason = "waited for before the handler runs")]
    at_least_position: Option<u64>,
}

/// The periods of a book, latest first.
#[utoipa::path(get, path = "/books/{book}/periods", tag = "periods",
    params(("book" = schema::BookId, Path), PageAsked), responses((status = 200, body = Page<PeriodOut>)))]
async fn list_periods(
    State(app): State<AppState>,
    caller: Caller,
    Named(book): Named<BookId>,
    Asked(asked): Asked<PageAsked>,
) -> Result<Json<Page<PeriodOut>>, Problem> {
    let scope = caller.scope()?;
    let page = page_request(asked.limit, asked.cursor)?;
    app.blocking(move |app| {
        require_book(app, &scope, book)?;
        Ok(Json(Page::of(app.queries()?.periods(&scope, book, &page)?)))
    })
    .await
}

/// One period with its history, and the `ETag` that its commands want as If-Match.
#[utoipa::path(get, path = "/books/{book}/periods/{period}", tag = "periods",
    params(("book" = schema::BookId, Path), ("period" = u32, Path), Fresh),
    responses((status = 200, body = PeriodDetailOut, headers(("ETag" = String, description = "Revision and digest."))),
        (status = 304, description = "The period is as If-None-Match knows it.")))]
async fn show_period(
    State(app): State<AppState>,
    caller: Caller,
    headers: HeaderMap,
    Named((book, period)): Named<(BookId, u32)>,
    _fresh: Asked<Fresh>,
) -> Result<Response, Problem> {
    let scope = caller.scope()?;
    app.blocking(move |app| {
        let detail = require_period(app, &scope, book, period)?;
        let facts = facts(app, &detail.row)?;
        let late = match detail.row.cutoff {
            Some(cutoff) => {
                let ends = app.engine.read(|state| ends_at(state, cutoff));
                app.queries()?.late_reports(&scope, book, period, ends)?
            }
            None => Vec::new(),
        };
        let revision = detail.row.revision;
        tagged(&headers, revision, &PeriodDetailOut::of(detail, facts, late, &Names::of(app)))
    })
    .await
}

/// What was counted, of one item or of all, in order of items.
#[utoipa::path(get, path = "/books/{book}/periods/{period}/count", tag = "periods",
    params(("book" = schema::BookId, Path), ("period" = u32, Path), CountAsked),
    responses((status = 200, body = Page<CountRowOut>)))]
async fn list_count(
    State(app): State<AppState>,
    caller: Caller,
    Named((book, period)): Named<(BookId, u32)>,
    Asked(asked): Asked<CountAsked>,
) -> Result<Json<Page<CountRowOut>>, Problem> {
    let scope = caller.scope()?;
    let page = page_request(asked.limit, asked.cursor)?;
    app.blocking(move |app| {
        require_period(app, &scope, book, period)?;
        require_item(app, &scope, book, asked.item)?;
        Ok(Json(Page::of(app.queries()?.counted(&scope, book, period, asked.item, &page)?)))
    })
    .await
}

/// Each item's record and, once it is counted, its count beside it.
#[utoipa::path(get, path = "/books/{book}/periods/{period}/rows", tag = "periods",
    params(("book" = schema::BookId, Path), ("period" = u32, Path), RowsAsked),
    responses((status = 200, body = Page<RowOut>)))]
async fn list_rows(
    State(app): State<AppState>,
    caller: Caller,
    Named((book, period)): Named<(BookId, u32)>,
    Asked(asked): Asked<RowsAsked>,
) -> Result<Json<Page<RowOut>>, Problem> {
    let scope = caller.scope()?;
    let page = page_request(asked.limit, asked.cursor)?;
    let filter = VerifiedFilter { item: None, only_differences: asked.differences.unwrap_or_default() };
    app.blocking(move |app| Ok(Json(rows(app, &scope, (book, period), filter, &page)?))).await
}

/// One item of a period; every number opens to the accounts and formulae that it comes from.
#[utoipa::path(get, path = "/books/{book}/periods/{period}/rows/{item}", tag = "periods",
    params(("book" = schema::BookId, Path), ("period" = u32, Path), ("item" = u32, Path)),
    responses((status = 200, body = RowOut)))]
async fn show_row(
    State(app): State<AppState>,
    caller: Caller,
    Named((book, period, item)): Named<(BookId, u32, u32)>,
) -> Result<Json<RowOut>, Problem> {
    let scope = caller.scope()?;
    let filter = VerifiedFilter { item: Some(item), only_differences: false };
    app.blocking(move |app| {
        let found = rows(app, &scope, (book, period), filter, &PageRequest { limit: 1, cursor: None })?;
        let unknown = || Refusal::new(&UNKNOWN_ITEM).number("item", item);
        found.rows.into_iter().next().map(Json).ok_or_else(|| unknown().into())
    })
    .await
}

/// What work orders took from a book and gave back, latest first.
#[utoipa::path(get, path = "/books/{book}/issues", tag = "periods",
    params(("book" = schema::BookId, Path), IssuesAsked), responses((status = 200, body = Page<IssueOut>)))]
async fn list_issues(
    State(app): State<AppState>,
    caller: Caller,
    Named(book): Named<BookId>,
    Asked(asked): Asked<IssuesAsked>,
) -> Result<Json<Page<IssueOut>>, Problem> {
    let scope = caller.scope()?;
    let page = page_request(asked.limit, asked.cursor)?;
    app.blocking(move |app| {
        require_book(app, &scope, book)?;
        require_item(app, &scope, book, asked.item)?;
        Ok(Json(Page::of(app.queries()?.issues(&scope, book, asked.item, &page)?)))
    })
    .await
}

/// Refuses an item that the book does not have, where one is asked for.
fn require_item(app: &AppState, scope: &ReadScope, book: BookId, item: Option<u32>) -> Result<(), Problem> {
    match item {
        Some(item) if app.queries()?.item(scope, book, item)?.is_none() => {
            Err(Refusal::new(&UNKNOWN_ITEM).number("item", item).into())
        }
        _ => Ok(()),
    }
}

fn require_period(
    app: &AppState,
    scope: &ReadScope,
    book: BookId,
    period: u32,
) -> Result<PeriodDetail, Problem> {
    require_book(app, scope, book)?;
    let found = app.queries()?.period(scope, book, period)?;
    found.ok_or_else(|| Problem::edge(&edge::UNKNOWN_PERIOD).number("period", period.into()))
}

fn rows(
    app: &AppState,
    scope: &ReadScope,
    (book, period): (BookId, u32),
    filter: VerifiedFilter,
    page: &PageRequest,
) -> Result<Page<RowOut>, Problem> {
    let detail = require_period(app, scope, book, period)?;
    if detail.row.counted_position.is_none() || detail.row.items == 0 {
        return running_rows(app, (book, detail.row.number), filter, page);
    }
    let facts = facts(app, &detail.row)?;
    let found = app.queries()?.verified(scope, book, period, filter, page)?;
    let items: Vec<u32> = found.rows.iter().map(|row| row.result.item).collect();
    let cutoff = detail.row.cutoff.unwrap_or(CivilDate::MAX);
    let prices = app.queries()?.average_prices(scope, book, cutoff, detail.row.begins, &items)?;
    let row = |row: etown_engine::query::VerifiedItem| {
        let price = prices.get(&row.result.item).copied();
        RowOut::verified(row, facts.tolerance, price)
    };
    Ok(Page { rows: found.rows.into_iter().map(row).collect(), next_cursor: found.next_cursor })
}

/// The record of a period that is not counted yet, as it stands now.
fn running_rows(
    app: &AppState,
    (book, period): (BookId, u32),
    filter: VerifiedFilter,
    page: &PageRequest,
) -> Result<Page<RowOut>, Problem> {
    if filter.only_differences {
        return Ok(Page { rows: Vec::new(), next_cursor: None });
    }
    let after = page.cursor.as_deref().map_or(Ok(0), str::parse::<u32>);
    let after = after.map_err(|_not_a_number| etown_engine::QueryFault::BadCursor)?;
    let limit = usize::try_from(page.limit).unwrap_or(1);
    app.engine.read(|state| {
        let found = state.bonded.book(book).ok_or_else(|| Refusal::new(&UNKNOWN_BOOK))?;
        if found.period.as_ref().is_none_or(|running| running.number != period) {
            // It closed over an empty book.
            return Ok(Page { rows: Vec::new(), next_cursor: None });
        }
        let primaries = record_of(state, found);
        let wanted = primaries.iter().filter(|(item, _)| **item > after);
        let mut wanted = wanted.filter(|(item, _)| filter.item.is_none_or(|only| only == **item));
        let mut rows = Vec::new();
        let mut last = None;
        for (number, primary) in wanted.by_ref().take(limit) {
            let Some(item) = found.items.get(number) else { continue };
            let named = NamedItem {
                number: *number,
                class: item.filing.class,
                part_number: item.filing.part_number.clone(),
                name: item.filing.name.clone(),
                measure: item.filing.measure.to_string(),
            };
            rows.push(RowOut::running(named, primary));
            last = Some(*number);
        }
        let next_cursor = wanted.next().and(last).map(|item| item.to_string());
        Ok(Page { rows, next_cursor })
    })
}

/// The primary quantities of a book's items since the last cutoff.
fn record_of(state: &ZoneState, book: &Book) -> std::collections::BTreeMap<u32, Primary> {
    let accounts = state.ledger.accounts_of(book.id);
    let balances: Vec<AccountAtCutoff> = accounts
        .map(|(account, sums)| AccountAtCutoff { account, opening: sums.opening(), closing: sums.at_cut() })
        .collect();
    primaries(&state.ledger, &balances)
}

fn facts(app: &AppState, row: &PeriodRow) -> Result<PeriodFacts, Problem> {
    let today = app.engine.business_date();
    let judged_on = row.cutoff.unwrap_or(today).max(today);
    let tolerance: Percent = app.engine.read(|state| state.parameters.percent(COUNT_TOLERANCE, judged_on))?;
    Ok(PeriodFacts { today, tolerance })
}

/// The first instant after a day in the zone.
fn ends_at(state: &ZoneState, day: CivilDate) -> etown_values::Instant {
    let next = day.next_day().unwrap_or(day);
    let midnight = format!("{next}T00:00:00.000000Z").parse().unwrap_or(etown_values::Instant::MAX);
    midnight.plus_microseconds(i64::from(state.utc_offset().minutes()).saturating_mul(-60_000_000))
}
