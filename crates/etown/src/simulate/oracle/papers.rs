//! Lists as the model knows them, from draft to posting.

use std::collections::{BTreeMap, BTreeSet};

use etown_domain::bonded::BondedCommand;
use etown_domain::bonded::list::{ListContent, ListStatus, Movement};
use etown_domain::kernel::ledger::Purpose;
use etown_domain::{Refusal, State};
use etown_values::{BookId, ListId};

use super::Oracle;
use super::consumption::making;
use super::stocks::Move;
use crate::simulate::failure::{Failure, require};

/// A list.
pub(super) struct Paper {
    pub(super) book: BookId,
    pub(super) content: ListContent,
    pub(super) status: ListStatus,
    pub(super) passed: BTreeSet<String>,
    pub(super) declaration: Option<String>,
    reverses: Option<ListId>,
    moves: Vec<Move>,
}

const NOTHING_FROM_NOWHERE: &str = "a request never takes more than there is";

impl Paper {
    fn new(book: BookId, content: ListContent, reverses: Option<ListId>) -> Self {
        Self {
            book,
            content,
            status: ListStatus::Draft,
            passed: BTreeSet::new(),
            declaration: None,
            reverses,
            moves: Vec::new(),
        }
    }

    fn brings_in(&self) -> bool {
        opposite(self.content.movement).1 != self.reverses.is_some()
    }

    fn waits(&self) -> bool {
        let is_undeclared = self.content.needs_declaration && self.declaration.is_none();
        is_undeclared || self.content.trucks.iter().any(|truck| !self.passed.contains(truck))
    }
}

/// The place opposite the stock, and whether goods come in.
fn opposite(movement: Movement) -> (Purpose, bool) {
    match movement {
        Movement::Import => (Purpose::Imported, true),
        Movement::TransferIn => (Purpose::TransferredIn, true),
        Movement::ReturnIn => (Purpose::ReturnedIn, true),
        Movement::DomesticIn => (Purpose::DomesticIn, true),
        Movement::DeepProcessingIn => (Purpose::DeepProcessingIn, true),
        Movement::ExchangeIn => (Purpose::ExchangedIn, true),
        Movement::Export => (Purpose::Exported, false),
        Movement::ReExport => (Purpose::ReExported, false),
        Movement::DomesticSale => (Purpose::SoldDomestically, false),
        Movement::TransferOut => (Purpose::TransferredOut, false),
        Movement::DeepProcessingOut => (Purpose::DeepProcessingOut, false),
        Movement::SurplusOut => (Purpose::SurplusOut, false),
        Movement::ExchangeOut => (Purpose::ExchangedOut, false),
        Movement::Destruction => (Purpose::Destroyed, false),
    }
}

impl Oracle {
    /// Learns that a command about lists was accepted.
    pub(super) fn accept_list(
        &mut self,
        command: &BondedCommand,
        drafted: Option<ListId>,
    ) -> Result<(), Failure> {
        match command {
            BondedCommand::DraftList { book, content } => {
                if let Some(list) = drafted {
                    self.lists.insert(list, Paper::new(*book, content.clone(), None));
                }
            }
            BondedCommand::ReverseList { list: original } => {
                if let (Some(list), Some(paper)) = (drafted, self.lists.get(original)) {
                    let content =
                        ListContent { needs_declaration: false, trucks: Vec::new(), ..paper.content.clone() };
                    let reversing = Paper::new(paper.book, content, Some(*original));
                    self.lists.insert(list, reversing);
                }
            }
            BondedCommand::AmendList { list, content, .. } => {
                self.paper(*list, |paper| paper.content = content.clone());
            }
            BondedCommand::SubmitList { list, .. } => {
                self.paper(*list, |paper| paper.status = ListStatus::Submitted);
            }
            BondedCommand::ReturnList { list, .. } => {
                self.paper(*list, |paper| paper.status = ListStatus::Draft);
            }
            BondedCommand::ApproveList { list, .. } => return self.approve(*list),
            BondedCommand::DeleteList { list, .. } => {
                if let Some(paper) = self.lists.get_mut(list) {
                    paper.status = ListStatus::Deleted;
                    let moves = std::mem::take(&mut paper.moves);
                    self.stocks.announce(paper.book, &moves, -1);
                }
            }
            BondedCommand::CorrectTrucks { list, trucks, annulled, .. } => {
                self.paper(*list, |paper| {
                    paper.content.trucks.clone_from(trucks);
                    paper.passed.retain(|truck| !annulled.contains(truck));
                });
                self.post_if_complete(*list);
            }
            _ => {}
        }
        Ok(())
    }

    pub(super) fn paper(&mut self, list: ListId, change: impl FnOnce(&mut Paper)) {
        if let Some(paper) = self.lists.get_mut(&list) {
            change(paper);
        }
    }

    fn approve(&mut self, list: ListId) -> Result<(), Failure> {
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
        self.post_if_complete(list);
        Ok(())
    }

    fn available_before(&self, book: BookId, moves: &[Move]) -> BTreeMap<u32, i128> {
        moves.iter().map(|it| (it.item, self.stocks.available(book, it.item))).collect()
    }

    /// What a list moves: its lines, what its products take, or what the list that it reverses moved.
    fn moves_of(&self, list: ListId) -> Option<(BookId, Vec<Move>)> {
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
    pub(super) fn post_if_complete(&mut self, list: ListId) {
        let Some(paper) = self.lists.get_mut(&list) else { return };
        if paper.status != ListStatus::Approved || paper.waits() {
            return;
        }
        paper.status = ListStatus::Posted;
        let (book, reverses) = (paper.book, paper.reverses);
        self.stocks.announce(book, &paper.moves, -1);
        self.stocks.carry_out(book, &paper.moves);
        if paper.brings_in() {
            let items: BTreeSet<u32> = paper.content.lines.iter().map(|line| line.item).collect();
            for item in items {
                self.make_good(book, item);
            }
        }
        if let Some(original) = reverses {
            self.paper(original, |paper| paper.status = ListStatus::Reversed);
        }
    }

    /// What came in first makes good what reports took without its being there.
    fn make_good(&mut self, book: BookId, item: u32) {
        let missing = -self.stocks.at((book, item, Purpose::Unexplained)).actual;
        let amount = missing.min(self.stocks.at((book, item, Purpose::Stock)).actual);
        if amount > 0 {
            let back = Move { item, to: Purpose::Unexplained, from: Purpose::Stock, amount };
            self.stocks.carry_out(book, &[back]);
        }
    }

    /// A list whose announcement fits is not refused for want of goods.
    pub(super) fn judge_insufficiency(&self, list: ListId, refusal: &Refusal) -> Result<(), Failure> {
        let Some((book, moves)) = self.moves_of(list) else { return Ok(()) };
        let mut leaving: BTreeMap<u32, i128> = BTreeMap::new();
        for it in moves.iter().filter(|it| it.from == Purpose::Stock && self.stocks.has_floor(book, it.item))
        {
            *leaving.entry(it.item).or_default() += it.amount;
        }
        let is_short = leaving.iter().any(|(item, amount)| *amount > self.stocks.available(book, *item));
        require(is_short, "a list that fits is not refused for want of goods", || {
            format!("list {list}: {refusal}")
        })
    }

    /// Compares where every list stands.
    pub(super) fn compare_lists(&self, state: &State) -> Result<(), Failure> {
        let property = "every list stands where an independent model has it";
        let known = state.bonded.lists().count();
        require(known == self.lists.len(), property, || format!("{known} lists, not {}", self.lists.len()))?;
        for list in state.bonded.lists() {
            let model = self.lists.get(&list.id).map(|paper| paper.status);
            require(model == Some(list.status), property, || {
                format!("list {} is {:?}, the model has {model:?}", list.id, list.status)
            })?;
        }
        Ok(())
    }
}
