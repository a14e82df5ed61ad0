//! Lists as the model knows them, from draft to posting.

use std::collections::{BTreeMap, BTreeSet};

use etown_domain::bonded::BondedCommand;
use etown_domain::bonded::list::{Direction, ListContent, ListLine, ListStatus, Movement};
use etown_domain::kernel::ledger::Purpose;
use etown_domain::{Refusal, State};
use etown_values::{BookId, CivilDate, ListId};

use super::Oracle;
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
    pub(super) reverses: Option<ListId>,
    /// What it announced and will carry out.
    pub(super) moves: Vec<Move>,
}

/// What stays known of a list that left with its period.
pub(super) struct ClosedPaper {
    pub(super) book: BookId,
    pub(super) posted_on: Option<CivilDate>,
    /// Whole units that each line brought in, for machines that are registered late.
    pub(super) brought: BTreeMap<u32, i128>,
}

impl ClosedPaper {
    pub(super) fn of(paper: &Paper) -> Self {
        let brings = paper.status == ListStatus::Posted && paper.brings_in() && !paper.is_reversal();
        let lines = paper.content.lines.iter().filter(|_| brings);
        let brought = lines.map(|line| (line.number, whole_units(line))).collect();
        Self { book: paper.book, posted_on: paper.posted_on, brought }
    }
}

/// How many machines a line can stand for.
pub(super) fn whole_units(line: &ListLine) -> i128 {
    const WHOLE: i128 = 100_000;
    line.quantity.units() / WHOLE
}

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

    pub(super) fn waits(&self) -> bool {
        let is_undeclared = self.content.needs_declaration && self.declaration.is_none();
        is_undeclared || self.content.trucks.iter().any(|truck| !self.passed.contains(truck))
    }
}

/// The place opposite the stock, and whether goods come in.
pub(super) fn opposite(movement: Movement) -> (Purpose, bool) {
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
            BondedCommand::ApproveList { list, .. } => return self.approve_list(*list),
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

    pub(super) fn require_book_unblocked(&self, list: ListId) -> Result<(), Failure> {
        self.lists.get(&list).map_or(Ok(()), |paper| self.require_unblocked(paper.book))
    }

    pub(super) fn paper(&mut self, list: ListId, change: impl FnOnce(&mut Paper)) {
        if let Some(paper) = self.lists.get_mut(&list) {
            change(paper);
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
