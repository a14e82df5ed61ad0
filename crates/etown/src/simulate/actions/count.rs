//! Rows of counts as people hand them in: mostly what the record says, sometimes a little more or less, now and then nonsense.

use etown_domain::State;
use etown_domain::bonded::book::{Book, ItemClass};
use etown_domain::bonded::period::{CountRow, Stage};
use etown_domain::kernel::ledger::{Account, Purpose};
use etown_values::QuantityAmount;

use super::choose;
use crate::zone::random::Seeded;

/// Every row that a complete count needs, and some of products in the making.
pub(super) fn complete(state: &State, book: &Book, seeded: &mut Seeded) -> Vec<CountRow> {
    let mut rows = Vec::new();
    for item in book.items.values() {
        let is_by_version = item.filing.class == ItemClass::Finished && book.consumes_at_shipment();
        if !is_by_version {
            let (number, quantity) = (item.filing.number, around(state, book, item.filing.number, seeded));
            rows.push(CountRow { item: number, stage: Stage::Stock, version: None, quantity });
        }
    }
    for stage in [Stage::WorkInProgress, Stage::Finished] {
        if seeded.between(0, 2) == 0 {
            rows.extend(of_products(book, stage, seeded));
        }
    }
    if let (1, Some(row)) = (seeded.between(1, 60), rows.first_mut()) {
        row.quantity = QuantityAmount::MAX;
    }
    rows
}

/// One row, of whatever kind.
pub(super) fn any(state: &State, book: &Book, seeded: &mut Seeded) -> Option<CountRow> {
    if seeded.between(0, 2) == 0 {
        let stage = [Stage::WorkInProgress, Stage::Finished][seeded.position(2)];
        return of_products(book, stage, seeded);
    }
    let item = match seeded.between(1, 8) {
        1 => 999,
        _ => choose::one(seeded, book.items.keys().copied())?,
    };
    let mut quantity = around(state, book, item, seeded);
    if seeded.between(1, 20) == 1 {
        quantity = [QuantityAmount::from_units(-1), QuantityAmount::MAX][seeded.position(2)];
    }
    Some(CountRow { item, stage: Stage::Stock, version: None, quantity })
}

/// Products at a stage, under one of their versions.
fn of_products(book: &Book, stage: Stage, seeded: &mut Seeded) -> Option<CountRow> {
    if stage == Stage::Finished && !book.consumes_at_shipment() && seeded.between(1, 10) > 1 {
        return None;
    }
    let (item, version) = choose::one(seeded, book.boms.keys().cloned())?;
    let quantity = QuantityAmount::from_units(i128::from(seeded.between(0, 3_000_000)));
    Some(CountRow { item, stage, version: Some(version), quantity })
}

/// What the record has at the cutoff, or nearly.
fn around(state: &State, book: &Book, item: u32, seeded: &mut Seeded) -> QuantityAmount {
    let number = state.ledger.account_of_item(book.id, item, Purpose::Stock);
    let there = number.and_then(|number| state.ledger.account(number)).map_or(0, Account::at_cut);
    let off = match seeded.between(0, 5) {
        0 => i128::from(seeded.between(0, 2_000)) - 1_000,
        1 => there / 100,
        2 => -(there / 500),
        _ => 0,
    };
    QuantityAmount::from_units(there.saturating_add(off).max(0))
}
