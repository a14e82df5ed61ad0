//! Lots: every supervised stock is kept in layers, each with the document line it came from. What leaves draws the oldest
//! layer first (FIFO, applied to every item alike; 19 CFR 146.23 asks the same of a US zone). The layers of a stock
//! always add up to its balance. Nothing here is edited: a correction gives back exactly what was drawn.

use alloc::collections::BTreeMap;
use alloc::string::String;
use alloc::vec::Vec;
use etown_values::{CivilDate, ListId, UnitPrice};
use serde::{Deserialize, Deserializer, Serialize, Serializer, de::Error};

use super::list::{Direction, List};
use super::open_lots::OpenLots;
use super::refusal::LOT_DRAWN_UPON;
use crate::kernel::ledger::{AccountNumber, AmountText, Document, DocumentLine, FlooredMove, amount_text};
use crate::kernel::refusal::Refusal;

/// Number of a lot, in order of receipt.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct LotNumber(pub u64);

/// One layer of a stock.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Lot {
    pub source: DocumentLine,
    /// The value date of its receipt.
    pub received_on: CivilDate,
    /// As declared on the line; absent for what was made or found.
    pub unit_price: Option<UnitPrice>,
    /// In the stock's smallest part.
    #[serde(with = "amount_text")]
    pub received: i128,
    #[serde(with = "amount_text")]
    pub remaining: i128,
    /// Draws of lists that may still be reversed.
    returnable: u32,
}

/// A lot as it is opened. Its text form is a row: lot, account, line, amount, unit price.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct LotOpening {
    pub lot: LotNumber,
    pub account: AccountNumber,
    pub line: u32,
    pub amount: i128,
    pub unit_price: Option<UnitPrice>,
}

/// What a document line takes from a lot, or gives back to it. Its text form is a row: lot, account, line, amount.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct LotDraw {
    pub lot: LotNumber,
    pub account: AccountNumber,
    pub line: u32,
    pub amount: i128,
}

/// What a document does to lots.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct LotMoves {
    pub document: Document,
    pub value_date: CivilDate,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub opened: Vec<LotOpening>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub drawn: Vec<LotDraw>,
    /// Given back by a reversing list, to the very lots that its original drew.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub returned: Vec<LotDraw>,
}

#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Lots {
    next: u64,
    open: OpenLots,
    /// Lots that are used up; kept for reversals until their period closes.
    #[serde(with = "crate::kernel::as_pairs")]
    spent: BTreeMap<(AccountNumber, LotNumber), Lot>,
    /// What lists did to lots, kept for exact reversals until their period closes.
    by_list: BTreeMap<ListId, LotMoves>,
}

impl Lots {
    /// Returns the lots of a stock that have something left, oldest first.
    pub fn of(&self, account: AccountNumber) -> impl Iterator<Item = (LotNumber, &Lot)> {
        self.open.from(account, LotNumber(0))
    }

    pub(super) fn evolve(&mut self, moves: &LotMoves) {
        for opening in &moves.opened {
            let lot = Lot {
                source: DocumentLine { document: moves.document, line: opening.line },
                received_on: moves.value_date,
                unit_price: opening.unit_price,
                received: opening.amount,
                remaining: opening.amount,
                returnable: 0,
            };
            self.open.insert(opening.account, opening.lot, lot);
            self.next = opening.lot.0.saturating_add(1);
        }
        for draw in &moves.returned {
            self.change((draw.account, draw.lot), |lot| lot.move_remaining(draw.amount));
        }
        let list = match moves.document {
            Document::List(list) => Some(list),
            Document::Report(_)
            | Document::Verification { .. }
            | Document::Draw(_)
            | Document::Consignment(_) => None,
        };
        for draw in &moves.drawn {
            self.change((draw.account, draw.lot), |lot| {
                lot.returnable = lot.returnable.saturating_add(u32::from(list.is_some()));
                lot.move_remaining(draw.amount.saturating_neg());
            });
        }
        if let Some(list) = list {
            self.by_list.insert(list, moves.clone());
        }
    }

    /// Changes a lot where it is kept; one that is used up and to which nothing can be given back is forgotten.
    fn change(&mut self, key: (AccountNumber, LotNumber), change: impl FnOnce(&mut Lot)) {
        let (account, number) = key;
        let (is_kept, was_open) = if let Some(lot) = self.open.get_mut(account, number) {
            change(lot);
            if lot.remaining > 0 {
                return;
            }
            (lot.returnable > 0, true)
        } else {
            let lot = self.spent.get_mut(&key).expect("an event draws on lots that were opened before it");
            change(lot);
            if lot.remaining == 0 && lot.returnable > 0 {
                return;
            }
            (lot.remaining > 0, false)
        };
        // It moves to the other side, or is forgotten.
        let lot = if was_open { self.open.remove(account, number) } else { self.spent.remove(&key) };
        match lot.filter(|_| is_kept) {
            Some(lot) if was_open => {
                self.spent.insert(key, lot);
            }
            Some(lot) => self.open.insert(account, number, lot),
            None => {}
        }
    }

    /// Forgets what these lists did to lots: they cannot be reversed any more.
    pub(super) fn close(&mut self, lists: &[ListId]) {
        for list in lists {
            let Some(moves) = self.by_list.remove(list) else { continue };
            for draw in &moves.drawn {
                self.change((draw.account, draw.lot), |lot| {
                    lot.returnable = lot.returnable.saturating_sub(1);
                });
            }
        }
    }
}

impl Lot {
    fn move_remaining(&mut self, amount: i128) {
        self.remaining = self.remaining.saturating_add(amount);
        let is_within = self.remaining >= 0 && self.remaining <= self.received;
        assert!(is_within, "a lot gives what it has and no more");
    }
}

/// Moves of lots in the making, over lots that are not changed.
pub(super) struct LotDraft<'a> {
    lots: &'a Lots,
    next: u64,
    /// The stocks that it touched.
    stocks: BTreeMap<AccountNumber, StockDraft>,
    value_date: CivilDate,
    moves: Vec<LotMoves>,
}

/// The lots of a stock as a draft leaves them, where that differs from how they are kept.
#[derive(Default)]
struct StockDraft {
    /// Older lots have nothing left.
    from: LotNumber,
    /// What is left of lots that were touched or opened, in the order of their numbers.
    left: Vec<(LotNumber, i128)>,
}

impl StockDraft {
    fn left_of(&self, lot: LotNumber) -> Option<i128> {
        let place = self.left.binary_search_by_key(&lot, |(number, _)| *number).ok()?;
        self.left.get(place).map(|(_, left)| *left)
    }

    fn set_left(&mut self, lot: LotNumber, left: i128) {
        match self.left.binary_search_by_key(&lot, |(number, _)| *number) {
            Ok(place) => {
                if let Some(known) = self.left.get_mut(place) {
                    known.1 = left;
                }
            }
            Err(place) => self.left.insert(place, (lot, left)),
        }
    }

    /// The oldest lot that has something left, among those that are kept open and those of the draft.
    fn oldest(&self, open: &OpenLots, account: AccountNumber) -> Option<(LotNumber, i128)> {
        let has_left = |(_, left): &(LotNumber, i128)| *left > 0;
        let kept = open.from(account, self.from);
        let kept = kept.map(|(lot, kept)| (lot, self.left_of(lot).unwrap_or(kept.remaining))).find(has_left);
        let fresh = self.left.iter().find(|known| known.0 >= self.from && has_left(known)).copied();
        // A lot that this draft gave back to may be older than those that are kept as open.
        match (kept, fresh) {
            (Some(kept), Some(fresh)) => Some(if fresh.0 < kept.0 { fresh } else { kept }),
            (one, other) => one.or(other),
        }
    }
}

impl<'a> LotDraft<'a> {
    pub(super) fn new(lots: &'a Lots, value_date: CivilDate) -> Self {
        Self { lots, next: lots.next, stocks: BTreeMap::new(), value_date, moves: Vec::new() }
    }

    /// Follows what a document moved: what came in opens lots, then what left draws the oldest first.
    pub(super) fn follow(
        &mut self,
        document: Document,
        floored: &[FlooredMove],
        price: impl Fn(u32) -> Option<UnitPrice>,
    ) {
        for moved in floored.iter().filter(|moved| moved.amount > 0) {
            let line = moved.source.line;
            self.open((document, line), moved.account, moved.amount, price(line));
        }
        for moved in floored.iter().filter(|moved| moved.amount < 0) {
            self.draw((document, moved.source.line), moved.account, moved.amount.saturating_neg());
        }
    }

    /// Follows a reversing list: what the original drew goes back into the same lots, and what it brought in is taken out
    /// of the lots that it opened. Refuses where those have been drawn upon.
    pub(super) fn reverse(&mut self, reversing: ListId, original: &List) -> Result<(), Refusal> {
        let Some(done) = self.lots.by_list.get(&original.id) else { return Ok(()) };
        let document = Document::List(reversing);
        for opening in &done.opened {
            let left = self.left_of(opening.account, opening.lot);
            if left < opening.amount {
                return Err(Refusal::new(&LOT_DRAWN_UPON)
                    .number("lot", opening.lot.0)
                    .number("line", opening.line)
                    .number("received_units", opening.amount)
                    .number("remaining_units", left));
            }
            self.stock(opening.account).set_left(opening.lot, left.saturating_sub(opening.amount));
            let LotOpening { lot, account, line, amount, .. } = *opening;
            moves_of(&mut self.moves, document, self.value_date).drawn.push(LotDraw {
                lot,
                account,
                line,
                amount,
            });
        }
        // What an inbound list drew made good what a report took; that stays made good.
        let given_back = if original.direction() == Direction::Outbound { &done.drawn[..] } else { &[] };
        for draw in given_back {
            let left = self.left_of(draw.account, draw.lot).saturating_add(draw.amount);
            let stock = self.stock(draw.account);
            stock.set_left(draw.lot, left);
            stock.from = LotNumber::default();
            moves_of(&mut self.moves, document, self.value_date).returned.push(*draw);
        }
        Ok(())
    }

    /// Returns what each document does to lots, in the order in which they were followed.
    pub(super) fn finish(self) -> impl Iterator<Item = LotMoves> {
        self.moves.into_iter()
    }

    fn stock(&mut self, account: AccountNumber) -> &mut StockDraft {
        self.stocks.entry(account).or_default()
    }

    fn left_of(&self, account: AccountNumber, lot: LotNumber) -> i128 {
        let kept = || self.lots.open.get(account, lot).map_or(0, |lot| lot.remaining);
        self.stocks.get(&account).and_then(|stock| stock.left_of(lot)).unwrap_or_else(kept)
    }

    fn open(
        &mut self,
        (document, line): (Document, u32),
        account: AccountNumber,
        amount: i128,
        unit_price: Option<UnitPrice>,
    ) {
        let lot = LotNumber(self.next);
        self.next = self.next.saturating_add(1);
        self.stock(account).set_left(lot, amount);
        moves_of(&mut self.moves, document, self.value_date).opened.push(LotOpening {
            lot,
            account,
            line,
            amount,
            unit_price,
        });
    }

    fn draw(&mut self, (document, line): (Document, u32), account: AccountNumber, mut wanted: i128) {
        let (open, stock) = (&self.lots.open, self.stocks.entry(account).or_default());
        let moves = moves_of(&mut self.moves, document, self.value_date);
        while wanted > 0 {
            let (lot, left) = stock.oldest(open, account).expect("the lots of a stock add up to its balance");
            let amount = left.min(wanted);
            stock.set_left(lot, left.saturating_sub(amount));
            if amount == left {
                stock.from = LotNumber(lot.0.saturating_add(1));
            }
            wanted = wanted.saturating_sub(amount);
            moves.drawn.push(LotDraw { lot, account, line, amount });
        }
    }
}

/// What a document does to lots, among what was followed so far.
fn moves_of(moves: &mut Vec<LotMoves>, document: Document, value_date: CivilDate) -> &mut LotMoves {
    let position = moves.iter().position(|moves| moves.document == document);
    let position = position.unwrap_or_else(|| {
        let (opened, drawn, returned) = (Vec::new(), Vec::new(), Vec::new());
        moves.push(LotMoves { document, value_date, opened, drawn, returned });
        moves.len().saturating_sub(1)
    });
    moves.get_mut(position).expect("it was found or pushed above")
}

impl Serialize for LotOpening {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        (self.lot, self.account, self.line, AmountText(self.amount), self.unit_price).serialize(serializer)
    }
}

impl<'de> Deserialize<'de> for LotOpening {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let (lot, account, line, amount, unit_price) =
            <(LotNumber, AccountNumber, u32, String, Option<UnitPrice>)>::deserialize(deserializer)?;
        Ok(Self { lot, account, line, amount: whole(&amount)?, unit_price })
    }
}

impl Serialize for LotDraw {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        (self.lot, self.account, self.line, AmountText(self.amount)).serialize(serializer)
    }
}

impl<'de> Deserialize<'de> for LotDraw {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let (lot, account, line, amount) =
            <(LotNumber, AccountNumber, u32, String)>::deserialize(deserializer)?;
        Ok(Self { lot, account, line, amount: whole(&amount)? })
    }
}

fn whole<E: Error>(text: &str) -> Result<i128, E> {
    text.parse().map_err(|_integer| E::custom("an integer as text"))
}
