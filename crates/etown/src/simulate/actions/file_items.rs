//! An enterprise files items: what a new book begins with, another material, or one again.

use etown_domain::bonded::BondedCommand;
use etown_domain::bonded::book::{BookKind, BookStatus, ItemClass};

use super::{Action, Asked, View, bonded, choose};
use crate::simulate::cast;
use crate::zone::random::Seeded;

pub(super) const ACTION: Action = Action { name: "file items", weight: 10, ask };

fn ask(view: &View<'_>, seeded: &mut Seeded) -> Option<Asked> {
    let empty =
        view.state.bonded.books().find(|book| book.status == BookStatus::Draft && book.items.is_empty());
    let officer = |seeded: &mut Seeded, enterprise| choose::officer(view, seeded, enterprise);
    if let Some(book) = empty {
        let is_processing = book.header.kind == BookKind::Processing;
        let filing = cast::filings(book.id, is_processing).into_iter().next()?;
        return Some(bonded(officer(seeded, book.header.enterprise)?, filing));
    }
    let book = choose::book(view, seeded, &[BookStatus::Draft, BookStatus::Active])?;
    let mut item = cast::item(u32::try_from(seeded.between(1, 9)).ok()?, ItemClass::Material);
    if seeded.between(0, 3) == 0 {
        item.part_number.push_str("-B");
    }
    let user = officer(seeded, book.header.enterprise)?;
    let (book, revision) = (book.id, choose::revision(seeded, book.revision));
    Some(bonded(user, BondedCommand::FileItems { book, revision, items: vec![item] }))
}
