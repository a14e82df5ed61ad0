//! An administrator activates other limits or terms, sometimes from a later day on.

use etown_domain::ZoneCommand;
use etown_domain::kernel::parameters::{Basis, DatedValue};

use super::{Action, Asked, View, choose, zone};
use crate::simulate::cast::{ADMINISTRATORS, parameters};
use crate::zone::random::Seeded;

pub(super) const ACTION: Action = Action { name: "change a parameter", weight: 10, ask };

/// Settings that may change, each with the least and the largest value.
const CHANGING: [(&str, u64, u64); 5] = [
    ("bonded.list.lines_max", 2, 5),
    // A term of no months is over at once.
    ("bonded.equipment.supervision_months", 0, 1),
    ("bonded.equipment.supervision_months", 0, 0),
    ("bonded.count.tolerance_percent", 0, 1),
    ("bonded.gate.weight_tolerance_percent", 1, 4),
];

fn ask(view: &View<'_>, seeded: &mut Seeded) -> Option<Asked> {
    let (name, least, most) = CHANGING[seeded.position(CHANGING.len())];
    let known = choose::one(seeded, parameters().iter().filter(|parameter| parameter.name == name))?;
    let mut parameter = known.clone();
    let days = i32::try_from(seeded.between(0, 5)).ok()?;
    parameter.values.push(DatedValue {
        effective_from: view.date.plus_days(days)?,
        value: seeded.between(least, most).to_string(),
        basis: Basis::Setting,
        source: "simulated".to_owned(),
        is_verified: false,
    });
    let command = ZoneCommand::ActivateParameters { parameters: vec![parameter] };
    Some(zone(ADMINISTRATORS[seeded.position(2)], command))
}
