//! Customs closes a book, which the rules allow only when it is empty.

use etown_domain::bonded::BondedCommand;
use etown_domain::bonded::book::BookStatus;

use super::{Action, Asked, View, bonded, choose};
use crate::zone::random::Seeded;

pub(super) const ACTION: Action = Action { name: "close a book", weight: 3, ask };

fn ask(view: &View<'_>, seeded: &mut Seeded) -> Option<Asked> {
    let book = choose::book(view, seeded, &[BookStatus::Active, BookStatus::Expired])?;
    let revision = choose::revision(seeded, book.revision);
    Some(bonded(choose::customs(seeded), BondedCommand::CloseBook { book: book.id, revision }))
}
