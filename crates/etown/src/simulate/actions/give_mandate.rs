//! An administrator records that one enterprise acts for another for some days.

use etown_domain::ZoneCommand;

use super::{Action, Asked, View, choose, zone};
use crate::simulate::cast::ADMINISTRATORS;
use crate::zone::random::Seeded;

pub(super) const ACTION: Action = Action { name: "give a mandate", weight: 4, ask };

fn ask(view: &View<'_>, seeded: &mut Seeded) -> Option<Asked> {
    let principal = choose::one(seeded, view.cast.enterprises.iter().copied())?;
    let agent = choose::one(seeded, view.cast.enterprises.iter().copied())?;
    let valid_from = view.date;
    let valid_until = view.date.plus_days(i32::try_from(seeded.between(0, 9)).ok()?)?;
    let command = ZoneCommand::GiveMandate { principal, agent, valid_from, valid_until };
    Some(zone(ADMINISTRATORS[seeded.position(2)], command))
}
