//! Customs pauses directions of a book, or lets it go on.

use etown_domain::bonded::BondedCommand;
use etown_domain::bonded::book::{BookStatus, Pause};

use super::{Action, Asked, View, bonded, choose};
use crate::zone::random::Seeded;

pub(super) const ACTION: Action = Action { name: "pause a book", weight: 5, ask };

fn ask(view: &View<'_>, seeded: &mut Seeded) -> Option<Asked> {
    // What is paused goes on before long, or little would happen.
    let paused = view.state.bonded.books().filter(|book| book.pause != Pause::None);
    let book = match choose::one(seeded, paused) {
        Some(book) if seeded.between(1, 5) > 1 => book,
        _ => choose::book(view, seeded, &[BookStatus::Active, BookStatus::Expired])?,
    };
    let pause = if book.pause == Pause::None {
        [Pause::Inbound, Pause::Outbound, Pause::Both][seeded.position(3)]
    } else {
        Pause::None
    };
    let (book, revision) = (book.id, choose::revision(seeded, book.revision));
    let reason = "a stocktaking".to_owned();
    Some(bonded(choose::customs(seeded), BondedCommand::PauseBook { book, revision, pause, reason }))
}
