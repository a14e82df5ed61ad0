//! Invariants of the ledger, read from its accounts alone.

use std::collections::BTreeMap;

use etown_domain::State;
use etown_domain::kernel::ledger::{Purpose, UnitNumber};

use crate::simulate::failure::{Failure, require};

#[derive(Default)]
struct Totals {
    balance: i128,
    held: i128,
}

pub(super) fn check(state: &State) -> Result<(), Failure> {
    let mut units: BTreeMap<UnitNumber, Totals> = BTreeMap::new();
    // Materials and their scrap are in different units: what was tangibly lost is what scrap was made, book by book.
    let mut tangible: BTreeMap<_, i128> = BTreeMap::new();
    for (_, account) in state.ledger.accounts() {
        let totals = units.entry(account.key.unit).or_default();
        // Sums on the way may leave the range; what they come to in the end is exact all the same.
        totals.balance = totals.balance.wrapping_add(account.balance());
        totals.held = totals.held.wrapping_add(account.held_debit()).wrapping_sub(account.held_credit());
        require(
            account.held_debit() >= 0 && account.held_credit() >= 0,
            "what is held is never below zero",
            || format!("{:?}", account.key),
        )?;
        if account.limits.floor == Some(0) {
            require(account.available() >= 0, "available is never below the floor", || {
                format!("{:?} has {}", account.key, account.available())
            })?;
        }
        let is_unexplained = account.key.purpose == Purpose::Unexplained;
        require(
            !is_unexplained || account.balance() <= 0,
            "what is unexplained is never made good twice",
            || format!("{:?} has {}", account.key, account.balance()),
        )?;
        let Some((book, item)) = account.key.book.zip(account.key.item) else { continue };
        let is_scrap = state
            .bonded
            .book(book)
            .and_then(|book| book.items.get(&item))
            .is_some_and(|item| item.filing.class == etown_domain::bonded::book::ItemClass::Scrap);
        match account.key.purpose {
            Purpose::TangibleLoss => *tangible.entry(book).or_default() += account.balance(),
            Purpose::Produced if is_scrap => *tangible.entry(book).or_default() += account.balance(),
            _ => {}
        }
    }
    for (unit, totals) in units {
        require(
            totals.balance == 0 && totals.held == 0,
            "for each unit the sum over all accounts is zero",
            || format!("unit {unit:?}: balances {}, holds {}", totals.balance, totals.held),
        )?;
    }
    for (book, sum) in tangible {
        require(sum == 0, "scrap is what was tangibly lost", || format!("book {book}: {sum} too much"))?;
    }
    Ok(())
}
