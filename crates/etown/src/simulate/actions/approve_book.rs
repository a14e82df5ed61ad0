//! Customs approves or returns a submitted book.

use etown_domain::bonded::BondedCommand;
use etown_domain::bonded::book::BookStatus;

use super::{Action, Asked, View, bonded, choose};
use crate::zone::random::Seeded;

pub(super) const ACTION: Action = Action { name: "decide about a book", weight: 16, ask };

fn ask(view: &View<'_>, seeded: &mut Seeded) -> Option<Asked> {
    let book = choose::book(view, seeded, &[BookStatus::Submitted])?;
    let (book, revision) = (book.id, choose::revision(seeded, book.revision));
    let command = if seeded.between(1, 4) == 1 {
        BondedCommand::ReturnBook { book, revision, reason: "a filing is missing".to_owned() }
    } else {
        BondedCommand::ApproveBook { book, revision }
    };
    Some(bonded(choose::customs(seeded), command))
}
