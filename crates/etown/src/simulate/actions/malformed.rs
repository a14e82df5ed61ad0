//! Somebody drafts a list that says what no list may say.

use etown_domain::bonded::BondedCommand;
use etown_domain::bonded::book::BookStatus;
use etown_domain::bonded::list::Direction;
use etown_values::QuantityAmount;

use super::content::content;
use super::{Action, Asked, View, bonded, choose};
use crate::zone::random::Seeded;

pub(super) const ACTION: Action = Action { name: "draft a list that cannot be", weight: 16, ask };

fn ask(view: &View<'_>, seeded: &mut Seeded) -> Option<Asked> {
    let book = choose::book(view, seeded, &[BookStatus::Active])?;
    let mut content = content(view.state, book, Direction::Outbound, seeded)?;
    let line = content.lines.first_mut()?;
    match seeded.between(0, 7) {
        0 => line.quantity = QuantityAmount::ZERO,
        1 => line.quantity = QuantityAmount::from_units(-1),
        2 => line.quantity = QuantityAmount::MAX,
        3 => line.item = 999,
        4 => line.number = 0,
        5 => line.bom_version = Some("none".to_owned()),
        6 => content.lines.clear(),
        _ => content.trucks = vec!["京A00001".to_owned(); 2],
    }
    let officer = choose::officer(view, seeded, book.header.enterprise)?;
    Some(bonded(officer, BondedCommand::DraftList { book: book.id, content }))
}
