//! An enterprise files a new book.

use etown_domain::bonded::BondedCommand;
use etown_domain::bonded::book::ConsumptionPoint;

use super::{Action, Asked, View, bonded, choose};
use crate::simulate::cast;
use crate::zone::random::Seeded;

pub(super) const ACTION: Action = Action { name: "file a book", weight: 4, ask };

fn ask(view: &View<'_>, seeded: &mut Seeded) -> Option<Asked> {
    let enterprise = choose::one(seeded, view.cast.enterprises.iter().copied())?;
    let point = match seeded.between(0, 2) {
        0 => None,
        1 => Some(ConsumptionPoint::AtShipment),
        _ => Some(ConsumptionPoint::AtProduction),
    };
    let letter = if point.is_some() { 'H' } else { 'T' };
    let number = format!("{letter}{:011}", view.number);
    let mut header = cast::header(enterprise, point, number);
    // Some are short-lived, so that their validity ends within the run.
    if seeded.between(0, 1) == 0 {
        header.valid_until = view.date.plus_days(i32::try_from(seeded.between(0, 20)).ok()?)?;
    }
    Some(bonded(choose::officer(view, seeded, enterprise)?, BondedCommand::FileBook { header }))
}
