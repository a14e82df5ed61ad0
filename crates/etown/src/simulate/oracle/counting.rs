//! Record against count in the model: what should be there by every movement of the period, and what was found.

use std::collections::BTreeMap;

use etown_domain::bonded::bom::BomRow;
use etown_domain::bonded::period::{CountKey, ItemResult, Stage};
use etown_domain::kernel::ledger::Purpose;
use etown_values::BookId;

use super::Oracle;
use super::consumption::held_by;

impl Oracle {
    /// Record and count of every item that either knows.
    pub(super) fn results_of(&self, book: BookId) -> BTreeMap<u32, ItemResult> {
        let mut results = BTreeMap::new();
        let Some((shelf, term)) = self.books.get(&book).and_then(|shelf| Some((shelf, shelf.term.as_ref()?)))
        else {
            return results;
        };
        let of_stage = |stage: Stage| term.count.iter().filter(move |(key, _)| key.stage == stage);
        let products = |stage: Stage| -> BTreeMap<u32, i128> {
            let rows_of = |key: &CountKey| -> &[BomRow] {
                key.version.as_ref().map_or(&[], |version| shelf.rows(key.item, version))
            };
            held_by(of_stage(stage).map(|(key, quantity)| (*quantity, rows_of(key))))
        };
        let stock: BTreeMap<u32, i128> =
            of_stage(Stage::Stock).map(|(key, quantity)| (key.item, *quantity)).collect();
        let (making, finished) = (products(Stage::WorkInProgress), products(Stage::Finished));
        let mut should_be: BTreeMap<u32, i128> = BTreeMap::new();
        for (item, purpose, sums) in self.stocks.of(book) {
            let moved = sums.at_cutoff() - sums.opening;
            let is_there = sums.at_cutoff() != 0 || sums.opening != 0;
            if is_there && (purpose == Purpose::Stock || moved != 0) {
                let part = if purpose == Purpose::Stock { sums.opening } else { taken(purpose, moved) };
                *should_be.entry(item).or_default() += part;
            }
        }
        for item in shelf.counted_items() {
            let of = |parts: &BTreeMap<u32, i128>| parts.get(&item).copied().unwrap_or_default();
            let (making, finished) = (of(&making), of(&finished));
            let is_known =
                should_be.contains_key(&item) || stock.contains_key(&item) || making + finished != 0;
            if is_known {
                let (stock, theoretical) = (of(&stock), of(&should_be));
                let physical = stock.saturating_add(making).saturating_add(finished);
                let result =
                    ItemResult { item, stock, work_in_progress: making, finished, theoretical, physical };
                results.insert(item, result);
            }
        }
        results
    }
}

/// What a movement at a place takes from what should remain: what came from there adds to it, what went there lessens it.
/// What only a report or a verification explains does neither.
fn taken(purpose: Purpose, moved: i128) -> i128 {
    match purpose {
        Purpose::Unexplained
        | Purpose::VerifiedIncrease
        | Purpose::VerifiedDecrease
        | Purpose::Issued
        | Purpose::IssuedOpposite => 0,
        _ => -moved,
    }
}
