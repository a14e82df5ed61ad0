//! How much of each item is where: what came, what left, what is on its way, and what of it belongs to days after a cutoff.

use std::collections::{BTreeMap, BTreeSet};

use etown_domain::State;
use etown_domain::kernel::ledger::Purpose;
use etown_values::{BookId, CivilDate};

use crate::simulate::failure::{Failure, require};

/// An item of a book, and what the quantity is there for.
pub(super) type Place = (BookId, u32, Purpose);

/// Quantities at one place, in 0.00001 of the measure.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Sums {
    pub(super) actual: i128,
    pub(super) coming: i128,
    pub(super) leaving: i128,
    /// What was there when the last period closed.
    pub(super) opening: i128,
    /// What of the actual quantity came after the cutoff of an announced count.
    pub(super) late: i128,
}

impl Sums {
    /// What was there at the cutoff; without one, what is there.
    pub(super) const fn at_cutoff(&self) -> i128 {
        self.actual - self.late
    }
}

/// A quantity that goes, or will go, from one place of an item to another.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Move {
    pub(super) item: u32,
    pub(super) to: Purpose,
    pub(super) from: Purpose,
    pub(super) amount: i128,
}

/// All places.
#[derive(Default)]
pub(super) struct Stocks {
    places: BTreeMap<Place, Sums>,
    /// Products of books that consume at shipment may be owed.
    without_floor: BTreeSet<(BookId, u32)>,
    /// The cutoff of the count that is under way.
    cutoffs: BTreeMap<BookId, CivilDate>,
}

const AGREEMENT: &str = "the stocks are those of an independent model";

impl Stocks {
    pub(super) fn at(&self, place: Place) -> Sums {
        self.places.get(&place).copied().unwrap_or_default()
    }

    fn place(&mut self, place: Place) -> &mut Sums {
        self.places.entry(place).or_default()
    }

    /// Every place of a book.
    pub(super) fn of(&self, book: BookId) -> impl Iterator<Item = (u32, Purpose, Sums)> {
        let of_book = self.places.range((book, 0, Purpose::Stock)..).take_while(move |(at, _)| at.0 == book);
        of_book.map(|((_, item, purpose), sums)| (*item, *purpose, *sums))
    }

    pub(super) fn forget_floor(&mut self, book: BookId, item: u32) {
        self.without_floor.insert((book, item));
    }

    pub(super) fn has_floor(&self, book: BookId, item: u32) -> bool {
        !self.without_floor.contains(&(book, item))
    }

    /// What may still leave the stock of an item.
    pub(super) fn available(&self, book: BookId, item: u32) -> i128 {
        let stock = self.at((book, item, Purpose::Stock));
        stock.actual - stock.leaving
    }

    /// Announces moves, or takes their announcement back.
    pub(super) fn announce(&mut self, book: BookId, moves: &[Move], sign: i128) {
        for it in moves {
            self.place((book, it.item, it.to)).coming += sign * it.amount;
            self.place((book, it.item, it.from)).leaving += sign * it.amount;
        }
    }

    /// Carries moves out on a day.
    pub(super) fn carry_out(&mut self, book: BookId, moves: &[Move], day: CivilDate) {
        let is_late = self.cutoffs.get(&book).is_some_and(|cutoff| day > *cutoff);
        for it in moves {
            for (purpose, amount) in [(it.to, it.amount), (it.from, -it.amount)] {
                let place = self.place((book, it.item, purpose));
                place.actual += amount;
                place.late += if is_late { amount } else { 0 };
            }
        }
    }

    pub(super) fn cut(&mut self, book: BookId, cutoff: CivilDate) {
        self.cutoffs.insert(book, cutoff);
    }

    pub(super) fn is_cut(&self, book: BookId) -> bool {
        self.cutoffs.contains_key(&book)
    }

    pub(super) fn lift_cut(&mut self, book: BookId) {
        self.cutoffs.remove(&book);
        self.change_all(book, |sums| sums.late = 0);
    }

    /// What there was at the cutoff is what the next period opens with.
    pub(super) fn close_cut(&mut self, book: BookId) {
        self.cutoffs.remove(&book);
        self.change_all(book, |sums| (sums.opening, sums.late) = (sums.at_cutoff(), 0));
    }

    fn change_all(&mut self, book: BookId, change: impl Fn(&mut Sums)) {
        self.places.iter_mut().filter(|(place, _)| place.0 == book).for_each(|(_, sums)| change(sums));
    }

    /// Items of which less may leave than before and less than nothing: (item, before, after).
    pub(super) fn overdrawn(&self, book: BookId, before: &BTreeMap<u32, i128>) -> Option<(u32, i128, i128)> {
        before
            .iter()
            .map(|(item, before)| (*item, *before, self.available(book, *item)))
            .find(|(item, before, after)| self.has_floor(book, *item) && after < before && *after < 0)
    }

    /// Compares every account with its place, and every place with its account.
    pub(super) fn compare(&self, state: &State) -> Result<(), Failure> {
        let mut seen: BTreeMap<Place, Sums> = BTreeMap::new();
        for (_, account) in state.ledger.accounts() {
            let (Some(book), Some(item)) = (account.key.book, account.key.item) else { continue };
            let sums = seen.entry((book, item, account.key.purpose)).or_default();
            sums.actual += account.balance();
            sums.coming += account.held_debit();
            sums.leaving += account.held_credit();
            sums.opening += account.opening();
            sums.late += account.balance() - account.at_cut();
        }
        let places: BTreeSet<&Place> = self.places.keys().chain(seen.keys()).collect();
        for place in places {
            let (model, product) = (self.at(*place), seen.get(place).copied().unwrap_or_default());
            require(model == product, AGREEMENT, || {
                let (book, item, purpose) = place;
                format!(
                    "book {book} item {item} {}: the zone has {product:?}, the model {model:?}",
                    purpose.as_str()
                )
            })?;
        }
        Ok(())
    }
}
