//! Customs corrects the trucks of a list, and may annul passages.

use etown_domain::bonded::BondedCommand;
use etown_domain::bonded::list::ListStatus;

use super::content::trucks;
use super::{Action, Asked, View, bonded, choose};
use crate::zone::random::Seeded;

pub(super) const ACTION: Action = Action { name: "correct the trucks of a list", weight: 16, ask };

fn ask(view: &View<'_>, seeded: &mut Seeded) -> Option<Asked> {
    let list = choose::list(view, seeded, &[ListStatus::Draft, ListStatus::Submitted, ListStatus::Approved])?;
    let annulled = match seeded.between(0, 2) {
        0 => choose::one(seeded, list.trucks_passed.iter().cloned()).into_iter().collect(),
        _ => Vec::new(),
    };
    let (trucks, reason) = (trucks(seeded), "the gate misread a plate".to_owned());
    let (list, revision) = (list.id, choose::revision(seeded, list.revision));
    Some(bonded(
        choose::customs(seeded),
        BondedCommand::CorrectTrucks { list, revision, trucks, annulled, reason },
    ))
}
