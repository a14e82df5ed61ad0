//! Customs pauses directions of one item of a book, or lets it go on.

use etown_domain::bonded::BondedCommand;
use etown_domain::bonded::book::{BookStatus, Pause};

use super::{Action, Asked, View, bonded, choose};
use crate::zone::random::Seeded;

pub(super) const ACTION: Action = Action { name: "pause an item", weight: 10, ask };

fn ask(view: &View<'_>, seeded: &mut Seeded) -> Option<Asked> {
    let items = || {
        let books = view.state.bonded.books();
        books.flat_map(|book| book.items.values().map(move |item| (book, item)))
    };
    // What is paused goes on before long, or little would happen.
    let (book, item) = match choose::one(seeded, items().filter(|(_, item)| item.pause != Pause::None)) {
        Some(found) if seeded.between(1, 5) > 1 => found,
        _ => choose::one(seeded, items().filter(|(book, _)| book.status == BookStatus::Active))?,
    };
    let pause = if item.pause == Pause::None {
        [Pause::Inbound, Pause::Outbound, Pause::Both][seeded.position(3)]
    } else {
        Pause::None
    };
    let (book, revision) = (book.id, choose::revision(seeded, book.revision));
    let (item, reason) = (item.filing.number, "its origin is looked into".to_owned());
    Some(bonded(choose::customs(seeded), BondedCommand::PauseItem { book, revision, item, pause, reason }))
}
