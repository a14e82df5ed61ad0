//! The gate weighs a truck, holds one, or customs lets a held one go on.

use etown_domain::bonded::BondedCommand;
use etown_domain::bonded::slip::{Slip, SlipStatus, SlipTruck};
use etown_values::QuantityAmount;

use super::{Action, Asked, View, bonded, choose};
use crate::zone::random::Seeded;

pub(super) const WEIGH: Action = Action { name: "weigh a truck", weight: 30, ask: weigh };
pub(super) const HOLD: Action = Action { name: "hold a truck", weight: 10, ask: hold };
pub(super) const RELEASE: Action = Action { name: "release a truck", weight: 30, ask: release };

fn weigh(view: &View<'_>, seeded: &mut Seeded) -> Option<Asked> {
    let slip = choose::slip(view, seeded, &[SlipStatus::Approved])?;
    let truck = choose::one(seeded, slip.content.trucks.iter())?;
    let scale_kilograms = scale(truck, seeded);
    let (slip, truck) = (slip.id, truck.plate.clone());
    Some(bonded(choose::gate(seeded), BondedCommand::WeighTruck { slip, truck, scale_kilograms }))
}

fn hold(view: &View<'_>, seeded: &mut Seeded) -> Option<Asked> {
    let slip = choose::slip(view, seeded, &[SlipStatus::Approved])?;
    let truck = choose::one(seeded, slip.content.trucks.iter())?.plate.clone();
    let user = if seeded.between(0, 1) == 0 { choose::customs(seeded) } else { choose::gate(seeded) };
    let reason = "the seal looks opened".to_owned();
    Some(bonded(user, BondedCommand::HoldTruck { slip: slip.id, truck, reason }))
}

fn release(view: &View<'_>, seeded: &mut Seeded) -> Option<Asked> {
    let held = view.state.bonded.slips().filter(|slip| slip.has_held_truck());
    let slip = choose::one(seeded, held)?;
    let truck = choose::one(seeded, held_plates(slip))?.clone();
    let reason = "looked at and in order".to_owned();
    Some(bonded(choose::customs(seeded), BondedCommand::ReleaseTruck { slip: slip.id, truck, reason }))
}

fn held_plates(slip: &Slip) -> impl Iterator<Item = &String> {
    let trucks = slip.content.trucks.iter().zip(&slip.trucks);
    trucks.filter(|(_, progress)| progress.held.is_some()).map(|(truck, _)| &truck.plate)
}

/// What a scale shows: about what is declared, sometimes just at the tolerance or beyond it.
pub(super) fn scale(truck: &SlipTruck, seeded: &mut Seeded) -> QuantityAmount {
    let declared = truck.declared_kilograms().unwrap_or_default().units();
    let per_mille = match seeded.between(0, 5) {
        0 => i128::from(seeded.between(900, 1_100)),
        1 => 1_030,
        2 => 970,
        _ => i128::from(seeded.between(990, 1_010)),
    };
    let last = i128::from(seeded.between(0, 2)) - 1;
    QuantityAmount::from_units(declared * per_mille / 1_000 + last)
}
