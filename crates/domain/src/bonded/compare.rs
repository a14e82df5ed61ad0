//! Record against count: the balances of a book's accounts at the cutoff, and what was counted, with products converted
//! into the materials that they hold by the versions they were counted under.

use alloc::collections::BTreeMap;
use alloc::vec::Vec;
use etown_values::{BookId, CivilDate, QuantityAmount};

use super::bom::BomRow;
use super::book::{Book, ItemClass};
use super::consumption::consume;
use super::event::BondedEvent as Event;
use super::period::{AccountAtCutoff, ItemResult, Period, Stage};
use super::verification::primaries;
use crate::kernel::access::Actor;
use crate::kernel::ledger::{AMOUNT_OUT_OF_RANGE, Ledger, Purpose};
use crate::kernel::refusal::Refusal;

/// What a comparison comes to.
pub(super) struct Compared {
    pub(super) balances: Vec<AccountAtCutoff>,
    /// In order of item numbers; items that neither record nor count know are left out.
    pub(super) results: Vec<ItemResult>,
    /// The first item that should remain and was not counted.
    pub(super) not_counted: Option<ItemResult>,
    pub(super) not_counted_items: u32,
}

/// Compares a book's record at its cut with what was counted.
pub(super) fn compare(ledger: &Ledger, book: &Book, period: &Period) -> Result<Compared, Refusal> {
    let balances: Vec<AccountAtCutoff> = ledger
        .accounts_of(book.id)
        // An account that did not move says nothing of the period, unless it is a stock.
        .filter(|(_, sums)| sums.moved_until_cut() != 0 || sums.key.purpose == Purpose::Stock)
        .map(|(account, sums)| AccountAtCutoff { account, opening: sums.opening(), closing: sums.at_cut() })
        .filter(|at| at.opening != 0 || at.closing != 0)
        .collect();
    let primaries = primaries(ledger, &balances);
    let counted = Counted::of(book, period)?;
    let mut compared = Compared { balances, results: Vec::new(), not_counted: None, not_counted_items: 0 };
    for (number, item) in &book.items {
        // Such products are counted as the materials that they hold.
        if item.filing.class == ItemClass::Finished && book.consumes_at_shipment() {
            continue;
        }
        let stock = counted.stock.get(number).copied();
        let part = |parts: &BTreeMap<u32, i128>| parts.get(number).copied().unwrap_or_default();
        let (work_in_progress, finished) = (part(&counted.work_in_progress), part(&counted.finished));
        let primary = primaries.get(number);
        let theoretical = primary.map_or(0, super::verification::Primary::theoretical);
        let is_known = primary.is_some() || stock.is_some() || work_in_progress != 0 || finished != 0;
        if !is_known {
            continue;
        }
        let physical = stock
            .unwrap_or_default()
            .checked_add(work_in_progress)
            .and_then(|sum| sum.checked_add(finished))
            .ok_or_else(|| Refusal::new(&AMOUNT_OUT_OF_RANGE))?;
        let result = ItemResult {
            item: *number,
            stock: stock.unwrap_or_default(),
            work_in_progress,
            finished,
            theoretical,
            physical,
        };
        if stock.is_none() && theoretical != 0 {
            compared.not_counted = compared.not_counted.or(Some(result));
            compared.not_counted_items = compared.not_counted_items.saturating_add(1);
        }
        compared.results.push(result);
    }
    Ok(compared)
}

/// Most bytes of text that the rows of a portion have: a quarter of an entry of the journal, so that it always fits and
/// nobody waits long for it.
const PORTION_BYTES_MAX: usize = 2 * 1024 * 1024;

/// As much of a comparison as one entry holds.
pub(super) struct Portion {
    pub(super) balances: Vec<AccountAtCutoff>,
    pub(super) results: Vec<ItemResult>,
    /// The item with which the next portion begins; none after the last one.
    pub(super) next_item: Option<u32>,
}

impl Portion {
    /// Takes the next portion of a comparison, from an item on, in order of items and never a part of one.
    pub(super) fn of(ledger: &Ledger, compared: Compared, from: u32) -> Self {
        let mut items: BTreeMap<u32, (Vec<AccountAtCutoff>, Option<ItemResult>)> = BTreeMap::new();
        for at in compared.balances {
            let item = ledger.account(at.account).and_then(|account| account.key.item).unwrap_or_default();
            items.entry(item).or_default().0.push(at);
        }
        for result in compared.results {
            items.entry(result.item).or_default().1 = Some(result);
        }
        let mut portion = Self { balances: Vec::new(), results: Vec::new(), next_item: None };
        let mut bytes: usize = 0;
        for (item, (balances, result)) in items.into_iter().filter(|(item, _)| *item >= from) {
            let of_balances = balances.iter().map(balance_bytes).fold(0, usize::saturating_add);
            let of_item = of_balances.saturating_add(result.as_ref().map_or(0, result_bytes));
            bytes = bytes.saturating_add(of_item);
            if bytes > PORTION_BYTES_MAX && bytes > of_item {
                portion.next_item = Some(item);
                break;
            }
            portion.balances.extend(balances);
            portion.results.extend(result);
        }
        portion
    }

    /// Tells of a portion; the last one completes the count.
    pub(super) fn into_event(self, book: BookId, period: u32, cutoff: CivilDate, by: Actor) -> Event {
        let Self { balances, results, next_item } = self;
        match next_item {
            Some(next_item) => {
                Event::CountCompared { book, period, cutoff, balances, results, next_item, by }
            }
            None => Event::CountCompleted { book, period, cutoff, balances, results, by },
        }
    }
}

/// Bytes that a number and amounts take as a row of text, quotes and commas with them; a few more rather than less.
fn row_bytes(amounts: &[i128]) -> usize {
    let digits = |amount: &i128| amount.unsigned_abs().checked_ilog10().unwrap_or_default().saturating_add(5);
    let amounts = amounts.iter().map(digits).fold(16, u32::saturating_add);
    usize::try_from(amounts).unwrap_or(usize::MAX)
}

fn balance_bytes(at: &AccountAtCutoff) -> usize {
    row_bytes(&[at.opening, at.closing])
}

fn result_bytes(result: &ItemResult) -> usize {
    row_bytes(&[result.stock, result.work_in_progress, result.finished, result.theoretical, result.physical])
}

/// What was counted of each item, in its smallest part.
struct Counted {
    stock: BTreeMap<u32, i128>,
    work_in_progress: BTreeMap<u32, i128>,
    finished: BTreeMap<u32, i128>,
}

impl Counted {
    fn of(book: &Book, period: &Period) -> Result<Self, Refusal> {
        let stock = period.count.iter().filter(|(key, _)| key.stage == Stage::Stock);
        let stock = stock.map(|(key, quantity)| (key.item, quantity.units())).collect();
        let work_in_progress = converted(book, period, Stage::WorkInProgress)?;
        let finished = converted(book, period, Stage::Finished)?;
        Ok(Self { stock, work_in_progress, finished })
    }
}

/// The materials that products counted at a stage hold: one rounding a material, over the exact sum of all rows.
fn converted(book: &Book, period: &Period, stage: Stage) -> Result<BTreeMap<u32, i128>, Refusal> {
    let rows = period.count.iter().filter(|(key, _)| key.stage == stage);
    let products = rows.map(|(key, quantity)| {
        let version = key.version.clone().unwrap_or_default();
        let bom = book.boms.get(&(key.item, version));
        let rows: &[BomRow] = bom.map_or(&[], |bom| bom.rows.as_slice());
        (*quantity, rows)
    });
    let uses = consume(products)?;
    Ok(uses.into_iter().map(|used| (used.material, used.consumed)).map(to_units).collect())
}

fn to_units((item, quantity): (u32, QuantityAmount)) -> (u32, i128) {
    (item, quantity.units())
}
