//! What lists move in the model: announced when customs approves them, carried out when nothing is waited for any more.

use std::collections::{BTreeMap, BTreeSet};

use etown_domain::bonded::list::ListStatus;
use etown_domain::kernel::ledger::Purpose;
use etown_values::{BookId, CivilDate, ListId};

use super::Oracle;
use super::consumption::making;
use super::layers::Source;
use super::papers::opposite;
use super::stocks::Move;
use crate::simulate::failure::{Failure, require};

const NOTHING_FROM_NOWHERE: &str = "a request never takes more than there is";

impl Oracle {
    pub(super) fn approve_list(&mut self, list: ListId) -> Result<(), Failure> {
        self.require_book_unblocked(list)?;
        let Some((book, moves)) = self.moves_of(list) else { return Ok(()) };
        let before = self.available_before(book, &moves);
        self.stocks.announce(book, &moves, 1);
        let overdrawn = self.stocks.overdrawn(book, &before);
        require(overdrawn.is_none(), NOTHING_FROM_NOWHERE, || {
            format!("list {list} was approved though (item, before, after) is {overdrawn:?}")
        })?;
        self.paper(list, |paper| {
            paper.status = ListStatus::Approved;
            paper.moves = moves;
        });
        self.post_on_request(list)
    }

    /// Posts what a request completed; its own day must be open.
    pub(super) fn post_on_request(&mut self, list: ListId) -> Result<(), Failure> {
        self.post_if_complete(list)?;
        match self.lists.get(&list) {
            Some(paper) if paper.status == ListStatus::Posted => self.require_open_day(paper.book),
            _ => Ok(()),
        }
    }

    fn available_before(&self, book: BookId, moves: &[Move]) -> BTreeMap<u32, i128> {
        moves.iter().map(|it| (it.item, self.stocks.available(book, it.item))).collect()
    }

    /// What a list moves: its lines, what its products take, or what the list that it reverses moved.
    pub(super) fn moves_of(&self, list: ListId) -> Option<(BookId, Vec<Move>)> {
        let paper = self.lists.get(&list)?;
        if let Some(original) = paper.reverses {
            let original = self.lists.get(&original)?;
            let turned = original.moves.iter().map(|it| Move { to: it.from, from: it.to, ..*it });
            return Some((paper.book, turned.collect()));
        }
        let shelf = self.books.get(&paper.book)?;
        let (opposite, comes_in) = opposite(paper.content.movement);
        let mut moves = Vec::new();
        let mut made: BTreeMap<(u32, &str), i128> = BTreeMap::new();
        for line in &paper.content.lines {
            let (to, from) = if comes_in { (Purpose::Stock, opposite) } else { (opposite, Purpose::Stock) };
            moves.push(Move { item: line.item, to, from, amount: line.quantity.units() });
            if let Some(version) = &line.bom_version {
                *made.entry((line.item, version.as_str())).or_default() += line.quantity.units();
            }
        }
        if shelf.consumes_at_shipment && !comes_in {
            let products: Vec<_> = made
                .into_iter()
                .map(|((product, version), quantity)| (product, quantity, shelf.rows(product, version)))
                .collect();
            moves.extend(making(&products));
        }
        Some((paper.book, moves))
    }

    /// Carries out what an approved list announced once nothing is waited for any more.
    pub(super) fn post_if_complete(&mut self, list: ListId) -> Result<(), Failure> {
        let Some(paper) = self.lists.get(&list) else { return Ok(()) };
        if paper.status != ListStatus::Approved || paper.waits() {
            return Ok(());
        }
        let (book, reverses, brings_in) = (paper.book, paper.reverses, paper.brings_in());
        let (moves, day) = (paper.moves.clone(), self.booking_day(book));
        let items: BTreeSet<u32> = paper.content.lines.iter().map(|line| line.item).collect();
        self.stocks.announce(book, &moves, -1);
        self.stocks.carry_out(book, &moves, day);
        match reverses {
            Some(original) => self.layers.reverse(original, !brings_in)?,
            None => self.layers.follow((book, Source::List(list)), &self.floored(book, &moves), day)?,
        }
        // While a count is under way, what is missing waits for the verification.
        if brings_in && !self.stocks.is_cut(book) {
            for item in items {
                self.make_good((book, list), item, day)?;
            }
        }
        self.paper(list, |paper| (paper.status, paper.posted_on) = (ListStatus::Posted, Some(day)));
        if let Some(original) = reverses {
            self.paper(original, |paper| paper.status = ListStatus::Reversed);
        }
        Ok(())
    }

    /// What came in first makes good what reports took without its being there; what is reserved stays reserved.
    fn make_good(
        &mut self,
        (book, list): (BookId, ListId),
        item: u32,
        day: CivilDate,
    ) -> Result<(), Failure> {
        let missing = -self.stocks.at((book, item, Purpose::Unexplained)).actual;
        let amount = missing.min(self.stocks.available(book, item));
        if amount <= 0 {
            return Ok(());
        }
        let back = [Move { item, to: Purpose::Unexplained, from: Purpose::Stock, amount }];
        self.stocks.carry_out(book, &back, day);
        self.layers.follow((book, Source::List(list)), &self.floored(book, &back), day)
    }

    /// Moves of items whose stock has a floor and is kept in layers.
    pub(super) fn floored(&self, book: BookId, moves: &[Move]) -> Vec<Move> {
        moves.iter().filter(|it| self.stocks.has_floor(book, it.item)).copied().collect()
    }
}
