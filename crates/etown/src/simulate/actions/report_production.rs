//! An enterprise reports production, whether its materials suffice or not.

use etown_domain::bonded::book::{BookStatus, ConsumptionPoint};
use etown_domain::bonded::command::ReportContent;

use super::{Action, Asked, View, choose, report, stock};
use crate::zone::random::Seeded;

pub(super) const ACTION: Action = Action { name: "report production", weight: 60, ask };

fn ask(view: &View<'_>, seeded: &mut Seeded) -> Option<Asked> {
    let is_fitting = seeded.between(1, 20) > 1;
    let books = view.state.bonded.books().filter(|book| {
        !is_fitting
            || (book.header.consumption_point == Some(ConsumptionPoint::AtProduction)
                && matches!(book.status, BookStatus::Active | BookStatus::Expired))
    });
    let book = choose::one(seeded, books)?;
    let (product, version) = choose::one(seeded, book.boms.keys().cloned())?;
    let quantity = stock::to_make(view.state, book, (product, &version), seeded)?;
    let content = ReportContent::ProductionReported { book: book.id, product, version, quantity };
    let officer = choose::officer(view, seeded, book.header.enterprise)?;
    Some(report(view, seeded, (officer, "production-system"), content))
}
