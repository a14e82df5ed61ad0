//! Customs approves what was filed into an active book.

use etown_domain::bonded::BondedCommand;
use etown_domain::bonded::book::BookStatus;

use super::{Action, Asked, View, bonded, choose};
use crate::zone::random::Seeded;

pub(super) const ACTION: Action = Action { name: "approve filings", weight: 16, ask };

fn ask(view: &View<'_>, seeded: &mut Seeded) -> Option<Asked> {
    let open =
        view.state.bonded.books().filter(|book| book.status == BookStatus::Active && book.has_open_filings());
    let book = choose::one(seeded, open)?;
    let (book, revision) = (book.id, choose::revision(seeded, book.revision));
    Some(bonded(choose::customs(seeded), BondedCommand::ApproveFilings { book, revision }))
}
