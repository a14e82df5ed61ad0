//! Queries repeat the lots of stocks and the periods of books.

use etown_domain::State;
use etown_domain::bonded::book::Book;
use etown_domain::kernel::ledger::Purpose;
use etown_engine::query::LotFilter;
use etown_engine::{PageRequest, Queries};
use etown_values::BookId;

use super::{ALL, REPEAT, ZONE, asked};
use crate::simulate::failure::{Failure, require};

/// Compares the lots of an item that have something left.
pub(super) fn compare(state: &State, queries: &Queries, (book, item): (BookId, u32)) -> Result<(), Failure> {
    let account = state.ledger.account_of_item(book, item, Purpose::Stock);
    let lots = account.into_iter().flat_map(|account| state.bonded.lots.of(account));
    let known: Vec<(u64, i128, i128)> =
        lots.map(|(number, lot)| (number.0, lot.received, lot.remaining)).collect();
    let mut found = Vec::new();
    let mut page = ALL;
    loop {
        let filter = LotFilter { item, is_open: true, before_position: None };
        let answer = queries.lots(ZONE, book, filter, &page).map_err(|fault| asked(&fault))?;
        found.extend(answer.rows.iter().map(|lot| (lot.number, lot.received.units(), lot.remaining.units())));
        let Some(next) = answer.next_cursor else { break };
        page = PageRequest { cursor: Some(next), ..ALL };
    }
    require(found == known, REPEAT, || format!("book {book} item {item}: lots {known:?}, shown {found:?}"))
}

/// Compares the period that runs.
pub(super) fn compare_period(queries: &Queries, book: &Book) -> Result<(), Failure> {
    let Some(period) = &book.period else { return Ok(()) };
    let detail = queries.period(ZONE, book.id, period.number).map_err(|fault| asked(&fault))?;
    let is_equal = detail.as_ref().is_some_and(|detail| {
        let row = &detail.row;
        (row.begins, row.cutoff, row.status, row.revision)
            == (period.begins, period.cutoff, period.status, period.revision)
            && usize::try_from(row.counted_rows) == Ok(period.count.len())
            && usize::try_from(row.items) == Ok(period.results.len())
            && usize::try_from(row.explained) == Ok(period.explanations.len())
    });
    require(is_equal, REPEAT, || format!("book {}: {period:?} is shown as {detail:?}", book.id))
}
