//! What each stock consists of: layers in the order in which they came in, each from a document and a day. What leaves takes
//! from the oldest; a reversing list undoes exactly what its original did.

use std::collections::{BTreeMap, BTreeSet};

use etown_domain::State;
use etown_domain::kernel::ledger::{Document, Purpose};
use etown_values::{BookId, CivilDate, ListId};

use super::stocks::Move;
use crate::simulate::failure::{Failure, require};

/// An item of a book.
type Stock = (BookId, u32);

/// Where a layer comes from. Reports are not told apart: the model does not know their ids.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Source {
    List(ListId),
    Report,
    Verification { book: BookId, period: u32 },
}

#[derive(Clone, Debug, PartialEq, Eq)]
struct Layer {
    source: Source,
    received_on: CivilDate,
    received: i128,
    left: i128,
}

/// What one list opened and took, so that it can be undone.
#[derive(Clone, Debug, Default)]
struct Done {
    opened: Vec<(Stock, u64, i128)>,
    taken: Vec<(Stock, u64, i128)>,
}

/// All layers.
#[derive(Default)]
pub(super) struct Layers {
    /// By the order of their coming; what is used up stays here, for it may be given back to.
    by_stock: BTreeMap<Stock, BTreeMap<u64, Layer>>,
    next: u64,
    by_list: BTreeMap<ListId, Done>,
    /// A bug that a test plants: the newest layer is taken from first.
    #[cfg(test)]
    pub(super) takes_newest: bool,
}

const AGREEMENT: &str = "every stock consists of the lots of an independent model, the oldest taken first";
const SUM: &str = "the lots of a stock add up to its balance, and nothing else has lots";
const EXACT: &str = "a reversal gives back what its original took, and takes what it brought";

impl Layers {
    /// Follows what a document moved on stocks with a floor: first everything that came in, then everything that left.
    pub(super) fn follow(
        &mut self,
        (book, source): (BookId, Source),
        moves: &[Move],
        day: CivilDate,
    ) -> Result<(), Failure> {
        let mut done = Done::default();
        for it in moves.iter().filter(|it| it.to == Purpose::Stock) {
            let stock = (book, it.item);
            let layer = Layer { source, received_on: day, received: it.amount, left: it.amount };
            self.by_stock.entry(stock).or_default().insert(self.next, layer);
            done.opened.push((stock, self.next, it.amount));
            self.next += 1;
        }
        for it in moves.iter().filter(|it| it.from == Purpose::Stock) {
            self.take((book, it.item), it.amount, &mut done)?;
        }
        if let Source::List(list) = source {
            let known = self.by_list.entry(list).or_default();
            known.opened.append(&mut done.opened);
            known.taken.append(&mut done.taken);
        }
        Ok(())
    }

    fn take(&mut self, stock: Stock, mut wanted: i128, done: &mut Done) -> Result<(), Failure> {
        let layers = self.by_stock.entry(stock).or_default();
        #[cfg_attr(not(test), expect(unused_mut, reason = "only a planted bug changes the order"))]
        let mut order: Vec<u64> = layers.keys().copied().collect();
        #[cfg(test)]
        if self.takes_newest {
            order.reverse();
        }
        for number in order {
            let Some(layer) = layers.get_mut(&number) else { continue };
            let amount = layer.left.min(wanted);
            if amount > 0 {
                layer.left -= amount;
                wanted -= amount;
                done.taken.push((stock, number, amount));
            }
        }
        require(wanted == 0, SUM, || format!("{stock:?} lacks {wanted}"))
    }

    /// Undoes what a list did. What an inbound list took made good what reports had taken, and stays.
    pub(super) fn reverse(&mut self, original: ListId, brought_in: bool) -> Result<(), Failure> {
        let done = self.by_list.get(&original).cloned().unwrap_or_default();
        for (stock, number, amount) in done.opened {
            self.change(stock, number, -amount)?;
        }
        for (stock, number, amount) in done.taken.into_iter().filter(|_| !brought_in) {
            self.change(stock, number, amount)?;
        }
        Ok(())
    }

    fn change(&mut self, stock: Stock, number: u64, amount: i128) -> Result<(), Failure> {
        let layer = self.by_stock.get_mut(&stock).and_then(|layers| layers.get_mut(&number));
        let Some(layer) = layer else {
            return Err(Failure::new(EXACT, format!("{stock:?} has no layer {number}")));
        };
        layer.left += amount;
        let is_within = layer.left >= 0 && layer.left <= layer.received;
        require(is_within, EXACT, || format!("{stock:?} layer {number} would have {layer:?}"))
    }

    /// Whether somebody has taken from what a list brought in.
    pub(super) fn is_drawn_upon(&self, list: ListId) -> bool {
        let opened = self.by_list.get(&list).map_or(&[][..], |done| &done.opened);
        opened.iter().any(|(stock, number, amount)| {
            let layer = self.by_stock.get(stock).and_then(|layers| layers.get(number));
            layer.is_some_and(|layer| layer.left < *amount)
        })
    }

    /// Compares the lots of every account with the layers of its stock.
    pub(super) fn compare(&self, state: &State) -> Result<(), Failure> {
        let mut seen: BTreeSet<Stock> = BTreeSet::new();
        for (number, account) in state.ledger.accounts() {
            let lots: Vec<Layer> = state
                .bonded
                .lots
                .of(number)
                .map(|(_, lot)| Layer {
                    source: source_of(lot.source.document),
                    received_on: lot.received_on,
                    received: lot.received,
                    left: lot.remaining,
                })
                .collect();
            let sum: i128 = lots.iter().map(|lot| lot.left).sum();
            let is_kept = account.limits.floor.is_some();
            require(sum == if is_kept { account.balance() } else { 0 }, SUM, || {
                format!("{:?}: lots of {sum}, a balance of {}", account.key, account.balance())
            })?;
            let (Some(book), Some(item), true) = (account.key.book, account.key.item, is_kept) else {
                continue;
            };
            seen.insert((book, item));
            let model = self.left_of((book, item));
            require(lots == model, AGREEMENT, || {
                format!("book {book} item {item}: the zone has {lots:?}, the model {model:?}")
            })?;
        }
        let unseen =
            self.by_stock.keys().find(|stock| !seen.contains(stock) && !self.left_of(**stock).is_empty());
        require(unseen.is_none(), AGREEMENT, || format!("{unseen:?} has no account"))
    }

    fn left_of(&self, stock: Stock) -> Vec<Layer> {
        let layers = self.by_stock.get(&stock).into_iter().flat_map(BTreeMap::values);
        layers.filter(|layer| layer.left > 0).cloned().collect()
    }
}

fn source_of(document: Document) -> Source {
    match document {
        Document::List(list) => Source::List(list),
        Document::Report(_) => Source::Report,
        Document::Verification { book, period } => Source::Verification { book, period },
        Document::Draw(_) => unreachable!("a draw on a cash pool moves no goods"),
        Document::Consignment(_) => unreachable!("the actors send nothing to another zone"),
    }
}
