//! Queries repeat the state: books, items with their balances and lots, periods, lists, slips, equipment, open tasks and
//! exceptions.

mod gate;
mod lots;

use std::time::Duration;

use etown_domain::bonded::book::Book;
use etown_domain::kernel::ledger::{Account, Purpose};
use etown_domain::{ReadScope, State};
use etown_engine::query::{ExceptionState, ItemFilter, ItemRow};
use etown_engine::{PageRequest, Queries, QueryFault};

use crate::simulate::failure::{Failure, require};
use crate::simulate::run::Run;

const REPEAT: &str = "queries repeat the state";
/// Long enough for a busy machine; it does not decide what comes out.
const PATIENCE: Duration = Duration::from_mins(2);
const ALL: PageRequest = PageRequest { limit: 200, cursor: None };
const ZONE: &ReadScope = &ReadScope::Zone;

pub(in crate::simulate) fn compare(run: &Run<'_>) -> Result<(), Failure> {
    wait(run)?;
    let engine = run.bench.engine();
    let queries = engine.queries().map_err(|fault| Failure::new(REPEAT, fault.chain()))?;
    let state = &run.mirror.state;
    for book in state.bonded.books() {
        compare_book(state, &queries, book)?;
    }
    compare_lists(state, &queries)?;
    gate::compare(state, &queries)?;
    let tasks = state.worklist.open().count();
    let found =
        count(|page| queries.tasks(ZONE, None, page).map(|page| (page.rows.len(), page.next_cursor)))?;
    require(found == tasks, REPEAT, || format!("{found} open tasks, not {tasks}"))?;
    let exceptions = state.exceptions.count_open();
    let found = count(|page| {
        queries.exceptions(ZONE, ExceptionState::Open, page).map(|page| (page.rows.len(), page.next_cursor))
    })?;
    require(found == exceptions, REPEAT, || format!("{found} open exceptions, not {exceptions}"))
}

/// Waits until queries know everything.
pub(in crate::simulate) fn wait(run: &Run<'_>) -> Result<(), Failure> {
    let engine = run.bench.engine();
    let last = engine.position().saturating_sub(1);
    require(engine.wait_projected(last, PATIENCE), REPEAT, || format!("entry {last} does not reach them"))
}

fn asked(fault: &QueryFault) -> Failure {
    Failure::new(REPEAT, format!("a question is not answered: {fault}"))
}

/// Counts the rows of all pages.
fn count(
    ask: impl Fn(&PageRequest) -> Result<(usize, Option<String>), QueryFault>,
) -> Result<usize, Failure> {
    let (mut rows, mut page) = (0, ALL);
    loop {
        let (found, next) = ask(&page).map_err(|fault| asked(&fault))?;
        rows += found;
        if next.is_none() {
            return Ok(rows);
        }
        page.cursor = next;
    }
}

fn compare_book(state: &State, queries: &Queries, book: &Book) -> Result<(), Failure> {
    let row = queries.book(ZONE, book.id).map_err(|fault| asked(&fault))?;
    let row = row.ok_or_else(|| Failure::new(REPEAT, format!("book {} is not there", book.id)))?;
    let is_equal = (row.status, row.pause, row.revision, row.change_count)
        == (book.status, book.pause, book.revision, book.change_count);
    require(is_equal, REPEAT, || format!("book {} is shown as {row:?}", book.id))?;
    let items = queries.items(ZONE, book.id, &ItemFilter::default(), &ALL).map_err(|fault| asked(&fault))?;
    require(items.rows.len() == book.items.len(), REPEAT, || {
        format!("book {} shows {} items, not {}", book.id, items.rows.len(), book.items.len())
    })?;
    for item in &items.rows {
        let known = book.items.get(&item.number);
        let is_equal =
            known.is_some_and(|known| (known.status, known.is_used) == (item.status, item.is_used));
        require(is_equal, REPEAT, || format!("book {} item {} is shown as {item:?}", book.id, item.number))?;
        compare_balances(state, book, item)?;
        lots::compare(state, queries, (book.id, item.number))?;
    }
    lots::compare_period(queries, book)
}

fn compare_balances(state: &State, book: &Book, item: &ItemRow) -> Result<(), Failure> {
    let accounts = state.ledger.accounts().map(|(_, account)| account);
    for account in accounts.filter(|it| it.key.book == Some(book.id) && it.key.item == Some(item.number)) {
        require(is_shown(account, item), REPEAT, || {
            let purpose = account.key.purpose.as_str();
            format!("book {} item {}: {purpose} is {account:?}, shown as {item:?}", book.id, item.number)
        })?;
    }
    Ok(())
}

fn is_shown(account: &Account, item: &ItemRow) -> bool {
    if account.key.purpose == Purpose::Stock {
        let shown = [item.actual, item.pre_in, item.pre_out, item.available, item.projected];
        let sums = [
            account.balance(),
            account.held_debit(),
            account.held_credit(),
            account.available(),
            account.projected(),
        ];
        return shown.map(etown_values::QuantityAmount::units) == sums;
    }
    let total = item.totals.iter().find(|(purpose, _)| *purpose == account.key.purpose);
    total.is_some_and(|(_, total)| total.units().abs() == account.balance().abs())
}

fn compare_lists(state: &State, queries: &Queries) -> Result<(), Failure> {
    for list in state.bonded.lists() {
        let detail = queries.list(ZONE, list.id).map_err(|fault| asked(&fault))?;
        let detail = detail.ok_or_else(|| Failure::new(REPEAT, format!("list {} is not there", list.id)))?;
        let row = &detail.row;
        let passed = detail.trucks.iter().filter(|truck| truck.passed_at.is_some()).count();
        let named = list.content.trucks.iter().filter(|truck| list.trucks_passed.contains(*truck)).count();
        let is_equal = (row.status, row.revision, row.reverses, row.reversed_by, row.posted_on)
            == (list.status, list.revision, list.reverses, list.reversed_by, list.posted_on)
            && row.declaration_number == list.declaration_number
            && usize::try_from(row.line_count) == Ok(list.content.lines.len())
            && passed == named;
        require(is_equal, REPEAT, || format!("list {} is shown as {row:?}", list.id))?;
    }
    Ok(())
}
