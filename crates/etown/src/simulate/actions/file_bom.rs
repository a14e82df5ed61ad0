//! An enterprise files a version of a bill of materials, or one again.

use etown_domain::bonded::BondedCommand;
use etown_domain::bonded::book::{BookKind, BookStatus};

use super::{Action, Asked, View, bonded, choose};
use crate::simulate::cast::{MATERIALS, PRODUCTS, row};
use crate::zone::random::Seeded;

pub(super) const ACTION: Action = Action { name: "file a bill of materials", weight: 10, ask };

fn ask(view: &View<'_>, seeded: &mut Seeded) -> Option<Asked> {
    let books = view.state.bonded.books().filter(|book| {
        book.header.kind == BookKind::Processing
            && matches!(book.status, BookStatus::Draft | BookStatus::Active)
    });
    let book = choose::one(seeded, books)?;
    let product = PRODUCTS[seeded.position(PRODUCTS.len())];
    let version = seeded.between(1, 6).to_string();
    let count = 1 + seeded.position(MATERIALS.len());
    let mut rows = Vec::new();
    for material in MATERIALS.iter().take(count) {
        let net = i128::from(seeded.between(1, 5_000_000_000) >> seeded.between(0, 24));
        // Scrap is kept in kilograms, as item 1 is.
        let tangible = if *material == 1 { seeded.between(0, 2_000) } else { 0 };
        let losses = (i128::from(tangible), i128::from(seeded.between(0, 1_000)));
        rows.push(row(*material, net.max(1), losses, i128::from(seeded.between(1, 10_000))));
    }
    let officer = choose::officer(view, seeded, book.header.enterprise)?;
    let (book, revision) = (book.id, choose::revision(seeded, book.revision));
    Some(bonded(officer, BondedCommand::FileBom { book, revision, product, version, rows }))
}
