//! What the year came to: every account compared with the paper, and the rates.

use std::time::{Duration, Instant as Stopwatch};

use etown_engine::Engine;
use etown_values::QuantityAmount;
use serde::Serialize;

use super::year::{Run, RunningBook, YearOptions};
use crate::problem::{Exit, Problem};

const PROJECTION_PATIENCE: Duration = Duration::from_mins(10);

/// What the year came to.
#[derive(Debug, Serialize)]
pub(crate) struct YearReport {
    pub(crate) seed: u64,
    pub(crate) working_days: usize,
    pub(crate) commodity_codes: usize,
    pub(crate) books: Vec<BookReport>,
    pub(crate) lists: usize,
    pub(crate) lines: u64,
    pub(crate) entries: u64,
    /// Accounts compared with the paper; every one was equal.
    pub(crate) balances_checked: usize,
    pub(crate) seconds: String,
    pub(crate) lines_per_second: u64,
    pub(crate) entries_per_second: u64,
    /// How long queries trailed behind at the end.
    pub(crate) projection_milliseconds: u128,
    pub(crate) state_digest: String,
}

#[derive(Debug, Serialize)]
pub(crate) struct BookReport {
    pub(crate) number: String,
    pub(crate) lists: usize,
    pub(crate) lines: u64,
    pub(crate) balances: Vec<BalanceReport>,
}

#[derive(Debug, Serialize)]
pub(crate) struct BalanceReport {
    pub(crate) item: u32,
    pub(crate) account: &'static str,
    pub(crate) balance: QuantityAmount,
}

/// Waits for queries to follow, checks every balance and sums up.
pub(super) fn report(
    engine: &Engine,
    options: &YearOptions<'_>,
    (commodity_codes, working_days): (usize, usize),
    run: &Run,
) -> Result<YearReport, Problem> {
    let waiting = Stopwatch::now();
    let is_projected = engine.wait_projected(engine.position().saturating_sub(1), PROJECTION_PATIENCE);
    if !is_projected {
        return Err(Problem::fault("waiting for queries to follow", "they did not"));
    }
    let projection_milliseconds = waiting.elapsed().as_millis();
    let mut books = Vec::new();
    for book in &run.books {
        books.push(checked_book(engine, book)?);
    }
    let lines: u64 = books.iter().map(|book| book.lines).sum();
    let milliseconds = u64::try_from(run.took.as_millis()).unwrap_or(u64::MAX).max(1);
    Ok(YearReport {
        seed: options.seed,
        working_days,
        commodity_codes,
        lists: books.iter().map(|book| book.lists).sum(),
        lines,
        entries: run.entries,
        balances_checked: books.iter().map(|book| book.balances.len()).sum(),
        books,
        seconds: format!("{}.{:03}", milliseconds / 1_000, milliseconds % 1_000),
        lines_per_second: lines.saturating_mul(1_000) / milliseconds,
        entries_per_second: run.entries.saturating_mul(1_000) / milliseconds,
        projection_milliseconds,
        state_digest: engine.state_digest(),
    })
}

/// Compares every account of the book with the paper, in both directions.
fn checked_book(engine: &Engine, book: &RunningBook) -> Result<BookReport, Problem> {
    let mut balances: Vec<(u32, &'static str, i128)> = engine.read(|state| {
        let accounts = state.ledger.accounts().map(|(_, account)| account);
        let accounts = accounts.filter(|account| account.key.book == Some(book.id));
        accounts
            .map(|account| {
                (account.key.item.unwrap_or_default(), account.key.purpose.as_str(), account.projected())
            })
            .collect()
    });
    balances.sort_unstable();
    let differ = |item: u32, name: &str, found: i128, wanted: i128| {
        let words = format!("book {}, item {item}, {name}: {found} but the paper says {wanted}", book.number);
        Problem::new(Exit::Negative, words)
    };
    for (item, name, found) in &balances {
        let wanted = book.plan.paper.balances.get(&(*item, *name)).copied().unwrap_or_default();
        if wanted != *found {
            return Err(differ(*item, name, *found, wanted));
        }
    }
    for ((item, name), wanted) in &book.plan.paper.balances {
        let is_known = balances.iter().any(|(known, account, _)| (known, account) == (item, name));
        if *wanted != 0 && !is_known {
            return Err(differ(*item, name, 0, *wanted));
        }
    }
    let balances = balances.into_iter().map(|(item, account, units)| BalanceReport {
        item,
        account,
        balance: QuantityAmount::from_units(units),
    });
    Ok(BookReport {
        number: book.number.clone(),
        lists: book.plan.lists.len(),
        lines: book.plan.lines,
        balances: balances.collect(),
    })
}
