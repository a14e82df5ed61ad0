//! An enterprise submits a book that has items.

use etown_domain::bonded::BondedCommand;
use etown_domain::bonded::book::BookStatus;

use super::{Action, Asked, View, bonded, choose};
use crate::zone::random::Seeded;

pub(super) const ACTION: Action = Action { name: "submit a book", weight: 14, ask };

fn ask(view: &View<'_>, seeded: &mut Seeded) -> Option<Asked> {
    let book = choose::book(view, seeded, &[BookStatus::Draft])?;
    let officer = choose::officer(view, seeded, book.header.enterprise)?;
    let revision = choose::revision(seeded, book.revision);
    Some(bonded(officer, BondedCommand::SubmitBook { book: book.id, revision }))
}
