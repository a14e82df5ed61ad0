//! Choosing what an action is about.

use etown_domain::State;
use etown_domain::bonded::book::{Book, BookStatus};
use etown_domain::bonded::list::{List, ListStatus};
use etown_domain::bonded::slip::{Slip, SlipStatus};
use etown_values::{EnterpriseId, UserId};

use super::View;
use crate::simulate::cast::{CUSTOMS, GATES};
use crate::zone::random::Seeded;

/// Chooses one of what there is.
pub(super) fn one<T>(seeded: &mut Seeded, among: impl Iterator<Item = T>) -> Option<T> {
    let mut found: Vec<T> = among.collect();
    if found.is_empty() {
        return None;
    }
    let position = seeded.position(found.len());
    Some(found.swap_remove(position))
}

/// Chooses among the newest, so that work goes on with what is under way; now and then among all.
fn one_of_newest<T>(seeded: &mut Seeded, among: impl Iterator<Item = T>) -> Option<T> {
    const NEWEST: usize = 6;
    let mut found: Vec<T> = among.collect();
    let skipped = if seeded.between(1, 4) == 1 { 0 } else { found.len().saturating_sub(NEWEST) };
    one(seeded, found.drain(skipped..))
}

/// A list in one of these states.
pub(super) fn list<'a>(view: &View<'a>, seeded: &mut Seeded, statuses: &[ListStatus]) -> Option<&'a List> {
    one_of_newest(seeded, view.state.bonded.lists().filter(|list| statuses.contains(&list.status)))
}

/// Any list.
pub(super) fn any_list<'a>(view: &View<'a>, seeded: &mut Seeded) -> Option<&'a List> {
    one_of_newest(seeded, view.state.bonded.lists())
}

/// A slip in one of these states.
pub(super) fn slip<'a>(view: &View<'a>, seeded: &mut Seeded, statuses: &[SlipStatus]) -> Option<&'a Slip> {
    one_of_newest(seeded, view.state.bonded.slips().filter(|slip| statuses.contains(&slip.status)))
}

/// A book in one of these states.
pub(super) fn book<'a>(view: &View<'a>, seeded: &mut Seeded, statuses: &[BookStatus]) -> Option<&'a Book> {
    one(seeded, view.state.bonded.books().filter(|book| statuses.contains(&book.status)))
}

pub(super) fn customs(seeded: &mut Seeded) -> UserId {
    CUSTOMS[seeded.position(CUSTOMS.len())]
}

pub(super) fn gate(seeded: &mut Seeded) -> UserId {
    GATES[seeded.position(GATES.len())]
}

/// An officer of the enterprise.
pub(super) fn officer(view: &View<'_>, seeded: &mut Seeded, enterprise: EnterpriseId) -> Option<UserId> {
    one(seeded, view.cast.officers(enterprise).iter().copied())
}

/// An officer of the enterprise whose book it is.
pub(super) fn officer_of(view: &View<'_>, seeded: &mut Seeded, list: &List) -> Option<UserId> {
    officer(view, seeded, book_of(view.state, list)?.header.enterprise)
}

pub(super) fn book_of<'a>(state: &'a State, list: &List) -> Option<&'a Book> {
    state.bonded.book(list.book)
}

/// The revision as seen, or none for "whatever it is now".
pub(super) fn revision(seeded: &mut Seeded, current: u64) -> Option<u64> {
    (seeded.between(0, 1) == 0).then_some(current)
}
