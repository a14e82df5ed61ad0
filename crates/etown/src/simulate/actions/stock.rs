//! Quantities as people choose them: mostly what there is, often all of it, now and then a little more.

use etown_domain::State;
use etown_domain::bonded::book::Book;
use etown_domain::kernel::ledger::{Account, Purpose};
use etown_values::QuantityAmount;

use crate::zone::random::Seeded;

/// 0.00001 of a measure up to a thousand of it.
const UNITS_MAX: u64 = 100_000_000;
/// One unit of consumption, 9 decimals.
const ONE: i128 = 1_000_000_000;

/// A quantity of any size.
fn any(seeded: &mut Seeded) -> QuantityAmount {
    let whole = seeded.between(1, UNITS_MAX);
    QuantityAmount::from_units(i128::from((whole >> seeded.between(0, 20)).max(1)))
}

/// Around a whole: a part of it, all of it, or a little more. Where there is none, hardly anybody tries.
fn around(whole: i128, seeded: &mut Seeded) -> Option<QuantityAmount> {
    const TRIES_ALL_THE_SAME: u64 = 15;
    let Some(whole) = u64::try_from(whole).ok().filter(|whole| *whole > 0) else {
        return (seeded.between(1, TRIES_ALL_THE_SAME) == 1).then(|| any(seeded));
    };
    let units = match seeded.between(1, 16) {
        1 => whole,
        2 => whole + seeded.between(1, whole / 4 + 1),
        3 => return Some(any(seeded)),
        parts => seeded.between(1, (whole / (parts % 4 + 1)).max(1)),
    };
    Some(QuantityAmount::from_units(i128::from(units)))
}

/// A quantity to bring in; often something like what is missing.
pub(super) fn to_bring_in(state: &State, book: &Book, item: u32, seeded: &mut Seeded) -> QuantityAmount {
    let missing = account(state, book, item, Purpose::Unexplained).map_or(0, |account| -account.balance());
    let wanted = if seeded.between(0, 1) == 0 { around(missing, seeded) } else { None };
    wanted.unwrap_or_else(|| any(seeded))
}

/// A quantity to take out.
pub(super) fn to_take(state: &State, book: &Book, item: u32, seeded: &mut Seeded) -> Option<QuantityAmount> {
    around(available(state, book, item), seeded)
}

/// A quantity of a product to make of what there is.
pub(super) fn to_make(
    state: &State,
    book: &Book,
    (product, version): (u32, &str),
    seeded: &mut Seeded,
) -> Option<QuantityAmount> {
    let bom = book.boms.get(&(product, version.to_owned()));
    let rows = bom.map_or(&[][..], |bom| bom.rows.as_slice());
    let possible = rows.iter().filter_map(|row| {
        let unit = row.unit_consumption().ok()?.units();
        available(state, book, row.material).checked_mul(ONE)?.checked_div(unit)
    });
    around(possible.min().unwrap_or_default(), seeded)
}

fn available(state: &State, book: &Book, item: u32) -> i128 {
    account(state, book, item, Purpose::Stock).map_or(0, Account::available)
}

fn account<'a>(state: &'a State, book: &Book, item: u32, purpose: Purpose) -> Option<&'a Account> {
    let found = state.ledger.accounts().find(|(_, account)| {
        account.key.book == Some(book.id) && account.key.item == Some(item) && account.key.purpose == purpose
    });
    found.map(|(_, account)| account)
}
