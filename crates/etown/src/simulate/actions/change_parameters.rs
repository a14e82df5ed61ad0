//! An administrator activates other limits, sometimes from a later day on.

use etown_domain::ZoneCommand;
use etown_domain::kernel::parameters::{Basis, DatedValue};

use super::{Action, Asked, View, choose, zone};
use crate::simulate::cast::{ADMINISTRATORS, parameters};
use crate::zone::random::Seeded;

pub(super) const ACTION: Action = Action { name: "change a parameter", weight: 5, ask };

const LINES_MAX: &str = "bonded.list.lines_max";

fn ask(view: &View<'_>, seeded: &mut Seeded) -> Option<Asked> {
    let known = choose::one(seeded, parameters().iter().filter(|parameter| parameter.name == LINES_MAX))?;
    let mut parameter = known.clone();
    let days = i32::try_from(seeded.between(0, 5)).ok()?;
    parameter.values.push(DatedValue {
        effective_from: view.date.plus_days(days)?,
        value: seeded.between(2, 5).to_string(),
        basis: Basis::Setting,
        source: "simulated".to_owned(),
        is_verified: false,
    });
    let command = ZoneCommand::ActivateParameters { parameters: vec![parameter] };
    Some(zone(ADMINISTRATORS[seeded.position(2)], command))
}
