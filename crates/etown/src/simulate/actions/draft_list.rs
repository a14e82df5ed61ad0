//! An enterprise drafts a list, or amends a draft.

use etown_domain::bonded::BondedCommand;
use etown_domain::bonded::book::BookStatus;
use etown_domain::bonded::list::{Direction, ListStatus};

use super::content::content;
use super::{Action, Asked, View, bonded, choose};
use crate::zone::random::Seeded;

pub(super) const ACTION: Action = Action { name: "draft a list", weight: 150, ask: draft };
pub(super) const AMEND: Action = Action { name: "amend a list", weight: 12, ask: amend };

fn draft(view: &View<'_>, seeded: &mut Seeded) -> Option<Asked> {
    let book = choose::book(view, seeded, &[BookStatus::Active, BookStatus::Expired])?;
    let direction = if seeded.between(1, 2) == 1 { Direction::Inbound } else { Direction::Outbound };
    let content = content(view.state, book, direction, seeded)?;
    let officer = choose::officer(view, seeded, book.header.enterprise)?;
    Some(bonded(officer, BondedCommand::DraftList { book: book.id, content }))
}

fn amend(view: &View<'_>, seeded: &mut Seeded) -> Option<Asked> {
    let list = choose::list(view, seeded, &[ListStatus::Draft])?;
    let book = choose::book_of(view.state, list)?;
    let content = content(view.state, book, list.content.movement.direction(), seeded)?;
    let officer = choose::officer_of(view, seeded, list)?;
    let revision = choose::revision(seeded, list.revision);
    Some(bonded(officer, BondedCommand::AmendList { list: list.id, revision, content }))
}
