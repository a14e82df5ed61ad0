//! Books and lists as decisions need them.

use alloc::collections::{BTreeMap, BTreeSet};
use alloc::string::String;
use etown_values::{BookId, CivilDate, EquipmentId, ListId, QuantityAmount, SlipId};
use serde::{Deserialize, Serialize};

use super::book::Book;
use super::equipment::Equipment;
use super::list::{ClosedList, List};
use super::lots::Lots;
use super::refusal::{LIST_CLOSED, UNKNOWN_BOOK, UNKNOWN_LIST};
use super::slip::{ClosedSlip, Slip};
use crate::context::Context;
use crate::kernel::access::{Actor, NOT_PERMITTED, Role};
use crate::kernel::refusal::Refusal;
use crate::state::State;

/// A thing of which a term ends.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum DueThing {
    /// The validity of an active book.
    Book(BookId),
    /// The term of a machine under supervision.
    Equipment(EquipmentId),
}

#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Bonded {
    pub(super) books: BTreeMap<BookId, Book>,
    /// Numbers of books that customs has approved.
    pub(super) book_numbers: BTreeMap<String, BookId>,
    pub(super) lists: BTreeMap<ListId, List>,
    /// The lists above, by their book.
    pub(super) lists_of_books: BTreeMap<BookId, BTreeSet<ListId>>,
    /// Released declarations, each for one list.
    pub(super) declarations: BTreeMap<String, ListId>,
    /// The last sequence number given, by letters, customs code, year and direction.
    pub(super) sequences: BTreeMap<String, u32>,
    /// Settled lists of closed periods; but for the machines that they brought in, nothing decides by what they said.
    pub(super) closed_lists: BTreeMap<ListId, ClosedList>,
    pub lots: Lots,
    pub(super) slips: BTreeMap<SlipId, Slip>,
    /// Slips that are not void, by the lists that pass with them.
    pub(super) slips_by_list: BTreeMap<ListId, BTreeSet<SlipId>>,
    /// Slips that are not closed, by the book of their lists.
    pub(super) slips_of_books: BTreeMap<BookId, BTreeSet<SlipId>>,
    /// Settled slips of closed periods; nothing decides by what they said any more.
    pub(super) closed_slips: BTreeMap<SlipId, ClosedSlip>,
    /// Slips without lists that are not closed, by the last day on which they are good.
    pub(super) slips_without_lists: BTreeSet<(CivilDate, SlipId)>,
    /// Slips on which a truck is held, by its plate.
    pub(super) held_trucks: BTreeMap<String, BTreeSet<SlipId>>,
    pub(super) equipment: BTreeMap<EquipmentId, Equipment>,
    /// What work orders took of items and did not give back: by book, work order and item, above zero.
    #[serde(with = "crate::kernel::as_pairs")]
    pub(super) issued: BTreeMap<(BookId, String, u32), QuantityAmount>,
    /// What falls due by the calendar, by the last day before it does.
    pub(super) last_days: BTreeSet<(CivilDate, DueThing)>,
    /// How many machines are registered for a line of a list.
    #[serde(with = "crate::kernel::as_pairs")]
    pub(super) equipment_lines: BTreeMap<(ListId, u32), u32>,
}

impl Bonded {
    pub fn book(&self, id: BookId) -> Option<&Book> {
        self.books.get(&id)
    }

    pub fn list(&self, id: ListId) -> Option<&List> {
        self.lists.get(&id)
    }

    pub fn books(&self) -> impl Iterator<Item = &Book> {
        self.books.values()
    }

    /// Returns the book of a settled list whose period is closed.
    pub fn closed_list(&self, id: ListId) -> Option<BookId> {
        self.closed_lists.get(&id).map(|closed| closed.book)
    }

    pub fn slip(&self, id: SlipId) -> Option<&Slip> {
        self.slips.get(&id)
    }

    /// Returns a settled slip of a closed period.
    pub fn closed_slip(&self, id: SlipId) -> Option<ClosedSlip> {
        self.closed_slips.get(&id).copied()
    }

    /// Whether a truck is held, on whatever slip.
    pub fn is_held(&self, plate: &str) -> bool {
        self.held_trucks.contains_key(plate)
    }

    pub fn slips(&self) -> impl Iterator<Item = &Slip> {
        self.slips.values()
    }

    /// Returns the slips in use with which goods of a list pass.
    pub fn slips_of(&self, list: ListId) -> impl Iterator<Item = &Slip> {
        let ids = self.slips_by_list.get(&list).into_iter().flatten();
        ids.filter_map(|id| self.slips.get(id))
    }

    /// Returns slips without lists that were good until before a day, the oldest first, but for those with a held truck.
    pub(super) fn slips_without_lists_before(&self, day: CivilDate) -> impl Iterator<Item = SlipId> {
        let before = self.slips_without_lists.iter().take_while(move |(last, _)| *last < day);
        let slips = before.filter_map(|(_, id)| self.slips.get(id));
        slips.filter(|slip| !slip.has_held_truck()).map(|slip| slip.id)
    }

    /// Returns what a work order took of an item and did not give back.
    pub(super) fn issued_to(&self, book: BookId, work_order: &str, item: u32) -> QuantityAmount {
        self.issued.get(&(book, work_order.into(), item)).copied().unwrap_or_default()
    }

    /// Returns of which things the last day is past, with that day, the earliest first.
    pub fn past_their_last_day(&self, today: CivilDate) -> impl Iterator<Item = (CivilDate, DueThing)> {
        self.last_days.iter().copied().take_while(move |(last, _)| *last < today)
    }

    pub fn equipment(&self, id: EquipmentId) -> Option<&Equipment> {
        self.equipment.get(&id)
    }

    pub fn all_equipment(&self) -> impl Iterator<Item = &Equipment> {
        self.equipment.values()
    }

    /// Returns how many machines are registered for a line of a list.
    pub(super) fn equipment_of_line(&self, list: ListId, line: u32) -> u32 {
        self.equipment_lines.get(&(list, line)).copied().unwrap_or_default()
    }

    pub fn lists(&self) -> impl Iterator<Item = &List> {
        self.lists.values()
    }
}

/// Returns the book for an officer of its enterprise; to anyone else of another enterprise it does not exist.
pub(crate) fn book_of_enterprise<'a>(
    state: &'a State,
    book: BookId,
    context: &Context,
) -> Result<&'a Book, Refusal> {
    let found = visible_book(state, book, context)?;
    let enterprises = state.enterprises_of(context.actor, context.business_date);
    if enterprises.contains(&found.header.enterprise) { Ok(found) } else { Err(Refusal::new(&NOT_PERMITTED)) }
}

/// Returns the book for a customs officer.
pub(super) fn book_of_customs<'a>(
    state: &'a State,
    book: BookId,
    context: &Context,
) -> Result<&'a Book, Refusal> {
    let found = visible_book(state, book, context)?;
    state.access.require_zone_role(context.actor, &[Role::CustomsOfficer])?;
    Ok(found)
}

fn visible_book<'a>(state: &'a State, book: BookId, context: &Context) -> Result<&'a Book, Refusal> {
    let scope =
        state.read_scope(context.actor, context.business_date).ok_or_else(|| Refusal::new(&NOT_PERMITTED))?;
    state
        .bonded
        .book(book)
        .filter(|found| scope.covers(found.header.enterprise))
        .ok_or_else(|| Refusal::new(&UNKNOWN_BOOK))
}

/// A list that is open, or one of a closed period.
pub(super) enum AnyList<'a> {
    Open(&'a List),
    Closed(&'a ClosedList),
}

/// Returns a list and its book, by the same rules of sight; the period of the list must be open.
pub(super) fn list_and_book<'a>(
    state: &'a State,
    list: ListId,
    context: &Context,
    find_book: impl FnOnce(&'a State, BookId, &Context) -> Result<&'a Book, Refusal>,
) -> Result<(&'a List, &'a Book), Refusal> {
    match any_list_and_book(state, list, context, find_book)? {
        (AnyList::Open(list), book) => Ok((list, book)),
        (AnyList::Closed(_), _) => Err(Refusal::new(&LIST_CLOSED)),
    }
}

/// Returns a list and its book, by the same rules of sight, whether its period is closed or not.
pub(super) fn any_list_and_book<'a>(
    state: &'a State,
    list: ListId,
    context: &Context,
    find_book: impl FnOnce(&'a State, BookId, &Context) -> Result<&'a Book, Refusal>,
) -> Result<(AnyList<'a>, &'a Book), Refusal> {
    // Whoever may read nothing is told so before anything is looked up.
    state.read_scope(context.actor, context.business_date).ok_or_else(|| Refusal::new(&NOT_PERMITTED))?;
    let hide = |refusal: Refusal| {
        if refusal.code == &UNKNOWN_BOOK { Refusal::new(&UNKNOWN_LIST) } else { refusal }
    };
    if let Some(closed) = state.bonded.closed_lists.get(&list) {
        let book = find_book(state, closed.book, context).map_err(hide)?;
        return Ok((AnyList::Closed(closed), book));
    }
    let found = state.bonded.list(list).ok_or_else(|| Refusal::new(&UNKNOWN_LIST))?;
    let book = find_book(state, found.book, context).map_err(hide)?;
    Ok((AnyList::Open(found), book))
}

/// The actors of commands are people; only the scheduler's own commands come without one.
pub(super) const fn is_person(actor: Actor) -> bool {
    matches!(actor, Actor::User(_))
}
