//! Books and lists as decisions need them.

use alloc::collections::BTreeMap;
use alloc::string::String;
use etown_values::{BookId, ListId};
use serde::{Deserialize, Serialize};

use super::book::Book;
use super::list::List;
use super::refusal::{STALE_REVISION, UNKNOWN_BOOK, UNKNOWN_LIST};
use crate::context::Context;
use crate::kernel::access::{Actor, NOT_PERMITTED, Role};
use crate::kernel::refusal::Refusal;
use crate::state::State;

#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Bonded {
    pub(super) books: BTreeMap<BookId, Book>,
    /// Numbers of books that customs has approved.
    pub(super) book_numbers: BTreeMap<String, BookId>,
    pub(super) lists: BTreeMap<ListId, List>,
    /// Released declarations, each for one list.
    pub(super) declarations: BTreeMap<String, ListId>,
    /// The last sequence number given, by customs code, year and direction.
    pub(super) list_sequences: BTreeMap<String, u32>,
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

    pub fn lists(&self) -> impl Iterator<Item = &List> {
        self.lists.values()
    }
}

/// Returns the book for an officer of its enterprise; to anyone else of another enterprise it does not exist.
pub(super) fn book_of_enterprise<'a>(
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

/// Returns a list and its book, by the same rules of sight.
pub(super) fn list_and_book<'a>(
    state: &'a State,
    list: ListId,
    context: &Context,
    find_book: impl FnOnce(&'a State, BookId, &Context) -> Result<&'a Book, Refusal>,
) -> Result<(&'a List, &'a Book), Refusal> {
    // Whoever may read nothing is told so before anything is looked up.
    state.read_scope(context.actor, context.business_date).ok_or_else(|| Refusal::new(&NOT_PERMITTED))?;
    let found = state.bonded.list(list).ok_or_else(|| Refusal::new(&UNKNOWN_LIST))?;
    let hide = |refusal: Refusal| {
        if refusal.code == &UNKNOWN_BOOK { Refusal::new(&UNKNOWN_LIST) } else { refusal }
    };
    let book = find_book(state, found.book, context).map_err(hide)?;
    Ok((found, book))
}

/// Refuses when the actor saw another revision than the current one.
pub(super) fn require_revision(seen: Option<u64>, current: u64) -> Result<(), Refusal> {
    match seen {
        Some(seen) if seen != current => {
            Err(Refusal::new(&STALE_REVISION).number("seen", seen).number("current", current))
        }
        _ => Ok(()),
    }
}

/// The actors of commands are people; only the scheduler's own commands come without one.
pub(super) const fn is_person(actor: Actor) -> bool {
    matches!(actor, Actor::User(_))
}
