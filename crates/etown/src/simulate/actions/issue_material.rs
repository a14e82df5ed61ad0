//! An enterprise reports what a work order took or gave back, whether the book can take it or not.

use etown_domain::bonded::command::ReportContent;
use etown_values::QuantityAmount;

use super::{Action, Asked, View, choose, report};
use crate::simulate::cast::MATERIALS;
use crate::zone::random::Seeded;

pub(super) const ACTION: Action = Action { name: "report an issue to a work order", weight: 24, ask };

fn ask(view: &View<'_>, seeded: &mut Seeded) -> Option<Asked> {
    let book = choose::one(seeded, view.state.bonded.books())?;
    let item = match seeded.between(1, 10) {
        1 => choose::one(seeded, book.items.keys().copied()).unwrap_or(999),
        _ => MATERIALS[seeded.position(MATERIALS.len())],
    };
    let work_order = format!("WO-{}", seeded.between(1, 5));
    let quantity = QuantityAmount::from_units(i128::from(seeded.between(1, 10_000_000)));
    let book = book.id;
    let content = if seeded.between(0, 3) == 0 {
        ReportContent::MaterialReturned { book, work_order, item, quantity }
    } else {
        ReportContent::MaterialIssued { book, work_order, item, quantity }
    };
    let enterprise = view.state.bonded.book(book)?.header.enterprise;
    let officer = choose::officer(view, seeded, enterprise)?;
    Some(report(view, seeded, (officer, "work-orders"), content))
}
