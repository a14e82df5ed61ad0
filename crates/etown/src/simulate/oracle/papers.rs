//! Lists as the model knows them, from draft to posting.

use std::collections::{BTreeMap, BTreeSet};

use etown_domain::bonded::BondedCommand;
use etown_domain::bonded::list::{Direction, ListContent, ListStatus, Movement};
use etown_domain::kernel::ledger::Purpose;
use etown_domain::{Refusal, State};
use etown_values::{BookId, CivilDate, ListId};

use super::Oracle;
use super::consumption::making;
use super::layers::Source;
use super::stocks::Move;
use crate::simulate::failure::{Failure, require};

/// A list.
pub(super) struct Paper {
    pub(super) book: BookId,
    pub(super) content: ListContent,
    pub(super) status: ListStatus,
    pub(super) passed: BTreeSet<String>,
    pub(super) declaration: Option<String>,
    pub(super) posted_on: Option<CivilDate>,
    /// The list that undoes this one, or is drafted to.
    pub(super) reversed_by: Option<ListId>,
    reverses: Option<ListId>,
    moves: Vec<Move>,
}

const NOTHING_FROM_NOWHERE: &str = "a request never takes more than there is";
const FINAL: &str = "what a closed period holds is not changed";

impl Paper {
    fn new(book: BookId, content: ListContent, reverses: Option<ListId>) -> Self {
        Self {
            book,
            content,
            status: ListStatus::Draft,
            passed: BTreeSet::new(),
            declaration: None,
            posted_on: None,
            reversed_by: None,
            reverses,
            moves: Vec::new(),
        }
    }

    pub(super) fn brings_in(&self) -> bool {
        opposite(self.content.movement).1 != self.reverses.is_some()
    }

    pub(super) fn direction(&self) -> Direction {
        if self.brings_in() { Direction::Inbound } else { Direction::Outbound }
    }

    pub(super) fn is_reversal(&self) -> bool {
        self.reverses.is_some()
    }

    /// Whether it waits for a truck.
    pub(super) fn awaits(&self, plate: &String) -> bool {
        self.content.trucks.contains(plate) && !self.passed.contains(plate)
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
        self.require_not_closed(command)?;
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
                    self.paper(*original, |paper| paper.reversed_by = Some(list));
                }
            }
            BondedCommand::AmendList { list, content, .. } => {
                self.paper(*list, |paper| paper.content = content.clone());
            }
            BondedCommand::SubmitList { list, .. } => {
                self.require_book_unblocked(*list)?;
                self.use_versions(*list);
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
                    if let Some(original) = paper.reverses {
                        self.paper(original, |paper| paper.reversed_by = None);
                    }
                }
            }
            BondedCommand::CorrectTrucks { list, trucks, annulled, .. } => {
                self.paper(*list, |paper| {
                    paper.content.trucks.clone_from(trucks);
                    paper.passed.retain(|truck| !annulled.contains(truck));
                });
                return self.post_on_request(*list);
            }
            _ => {}
        }
        Ok(())
    }

    /// Nobody decides about a list of a closed period.
    fn require_not_closed(&self, command: &BondedCommand) -> Result<(), Failure> {
        let (BondedCommand::AmendList { list, .. }
        | BondedCommand::SubmitList { list, .. }
        | BondedCommand::ReturnList { list, .. }
        | BondedCommand::ApproveList { list, .. }
        | BondedCommand::DeleteList { list, .. }
        | BondedCommand::CorrectTrucks { list, .. }
        | BondedCommand::ReverseList { list }) = command
        else {
            return Ok(());
        };
        require(self.lists.contains_key(list), FINAL, || format!("{} of list {list}", command.kind()))
    }

    fn use_versions(&mut self, list: ListId) {
        let Some(paper) = self.lists.get(&list) else { return };
        let Some(shelf) = self.books.get_mut(&paper.book) else { return };
        for line in &paper.content.lines {
            if let Some(version) = &line.bom_version {
                shelf.use_version(line.item, version);
            }
        }
    }

    fn require_book_unblocked(&self, list: ListId) -> Result<(), Failure> {
        self.lists.get(&list).map_or(Ok(()), |paper| self.require_unblocked(paper.book))
    }

    pub(super) fn paper(&mut self, list: ListId, change: impl FnOnce(&mut Paper)) {
        if let Some(paper) = self.lists.get_mut(&list) {
            change(paper);
        }
    }

    fn approve(&mut self, list: ListId) -> Result<(), Failure> {
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
    fn post_on_request(&mut self, list: ListId) -> Result<(), Failure> {
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

    /// A reversal is refused for lots that were drawn upon only where one was.
    pub(super) fn judge_lots(&self, list: ListId, refusal: &Refusal) -> Result<(), Failure> {
        let original = self.lists.get(&list).and_then(|paper| paper.reverses);
        let is_drawn = original.is_some_and(|original| self.layers.is_drawn_upon(original));
        require(is_drawn, "a reversal is refused for its lots only where one was drawn upon", || {
            format!("list {list}: {refusal}")
        })
    }

    /// Compares where every list stands.
    pub(super) fn compare_lists(&self, state: &State) -> Result<(), Failure> {
        let property = "every list stands where an independent model has it";
        let known = state.bonded.lists().count();
        require(known == self.lists.len(), property, || format!("{known} lists, not {}", self.lists.len()))?;
        for list in state.bonded.lists() {
            let model =
                self.lists.get(&list.id).map(|paper| (paper.status, paper.posted_on, paper.reversed_by));
            require(model == Some((list.status, list.posted_on, list.reversed_by)), property, || {
                format!("list {} is {:?} {:?}, the model has {model:?}", list.id, list.status, list.posted_on)
            })?;
        }
        Ok(())
    }
}
