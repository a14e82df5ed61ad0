//! A lane reports that a truck passed with a slip. While links are down, two lanes may have seen the same truck.

use etown_domain::bonded::command::{ReportContent, Seal};
use etown_domain::bonded::slip::{Gate, Gates, Slip, SlipStatus};
use etown_values::SlipId;

use super::content::plate;
use super::weigh_truck::scale;
use super::{Action, Asked, View, choose, report};
use crate::zone::random::Seeded;

pub(super) const ACTION: Action = Action { name: "report a passage with a slip", weight: 110, ask };

fn ask(view: &View<'_>, seeded: &mut Seeded) -> Option<Asked> {
    if seeded.between(1, 20) == 1 {
        return Some(with_forgotten_slip(view, seeded));
    }
    let is_awaited = seeded.between(1, 10) > 1;
    let slip = if is_awaited {
        choose::slip(view, seeded, &[SlipStatus::Approved])?
    } else {
        // Whatever the slip says, the truck went through.
        choose::one(seeded, view.state.bonded.slips())?
    };
    let (truck, gate) = if is_awaited { next_passage(slip, seeded)? } else { any_passage(slip, seeded)? };
    let declared = slip.content.trucks.iter().find(|named| named.plate == truck);
    let scale_kilograms = declared.filter(|_| seeded.between(0, 2) > 0).map(|named| scale(named, seeded));
    let seal = if seeded.between(1, 25) == 1 { Seal::Forged } else { Seal::Intact };
    let lane = ["lane-1", "lane-2", "lane-3"][seeded.position(3)];
    let user = choose::gate(seeded);
    let content = ReportContent::SlipPassed { slip: slip.id, truck, gate, scale_kilograms, seal };
    Some(report(view, seeded, (user, lane), content))
}

/// A gate that a truck of the slip has not gone through.
fn next_passage(slip: &Slip, seeded: &mut Seeded) -> Option<(String, Gate)> {
    let gates: &[Gate] = match slip.content.gates {
        Gates::One => &[Gate::First],
        Gates::Two => &[Gate::First, Gate::Second],
    };
    let trucks = slip.content.trucks.iter().zip(&slip.trucks);
    let missing = trucks.flat_map(|(truck, progress)| {
        let not_passed = gates.iter().filter(|gate| !progress.gates_passed.contains(gate));
        not_passed.map(|gate| (truck.plate.clone(), *gate))
    });
    choose::one(seeded, missing)
}

fn any_passage(slip: &Slip, seeded: &mut Seeded) -> Option<(String, Gate)> {
    let gate = [Gate::First, Gate::Second][seeded.position(2)];
    if seeded.between(1, 6) == 1 {
        return Some((plate(seeded), gate));
    }
    Some((choose::one(seeded, slip.content.trucks.iter())?.plate.clone(), gate))
}

/// A slip with which the zone has perhaps done, or one that never was.
fn with_forgotten_slip(view: &View<'_>, seeded: &mut Seeded) -> Asked {
    let known =
        if seeded.between(1, 3) > 1 { choose::one(seeded, view.cast.slips.iter().copied()) } else { None };
    // Nothing registered can have so small a number.
    let slip = known.unwrap_or_else(|| SlipId::from_raw(u128::from(view.number)));
    let seal = [Seal::Intact, Seal::Forged][seeded.position(2)];
    let (truck, gate, scale_kilograms) = (plate(seeded), Gate::First, None);
    let user = choose::gate(seeded);
    report(
        view,
        seeded,
        (user, "lane-3"),
        ReportContent::SlipPassed { slip, truck, gate, scale_kilograms, seal },
    )
}
