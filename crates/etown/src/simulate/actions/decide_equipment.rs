//! Customs confirms or releases a machine; its enterprise moves it.

use etown_domain::bonded::BondedCommand;
use etown_domain::bonded::equipment::{Equipment, EquipmentStatus};

use super::{Action, Asked, View, bonded, choose};
use crate::zone::random::Seeded;

pub(super) const CONFIRM: Action = Action { name: "confirm equipment", weight: 30, ask: confirm };
pub(super) const MOVE: Action = Action { name: "move equipment", weight: 10, ask: relocate };
pub(super) const RELEASE: Action = Action { name: "release equipment", weight: 5, ask: release };

/// A machine in this state; now and then one in any state.
fn machine<'a>(view: &View<'a>, seeded: &mut Seeded, status: EquipmentStatus) -> Option<&'a Equipment> {
    let is_fitting = seeded.between(1, 10) > 1;
    choose::one(
        seeded,
        view.state.bonded.all_equipment().filter(|found| !is_fitting || found.status == status),
    )
}

fn confirm(view: &View<'_>, seeded: &mut Seeded) -> Option<Asked> {
    let found = machine(view, seeded, EquipmentStatus::Registered)?;
    let (equipment, revision) = (found.id, choose::revision(seeded, found.revision));
    Some(bonded(choose::customs(seeded), BondedCommand::ConfirmEquipment { equipment, revision }))
}

fn relocate(view: &View<'_>, seeded: &mut Seeded) -> Option<Asked> {
    let found = machine(view, seeded, EquipmentStatus::Supervised)?;
    let used_by = match seeded.between(1, 8) {
        1 => choose::one(seeded, view.cast.enterprises.iter().copied())?,
        _ => found.enterprise,
    };
    let officer = choose::officer(view, seeded, found.enterprise)?;
    let (equipment, revision) = (found.id, choose::revision(seeded, found.revision));
    let location = format!("hall {}", seeded.between(1, 9));
    Some(bonded(officer, BondedCommand::MoveEquipment { equipment, revision, location, used_by }))
}

fn release(view: &View<'_>, seeded: &mut Seeded) -> Option<Asked> {
    let found = choose::one(seeded, view.state.bonded.all_equipment())?;
    let (equipment, revision) = (found.id, choose::revision(seeded, found.revision));
    let reason = "it is sent back".to_owned();
    Some(bonded(choose::customs(seeded), BondedCommand::ReleaseEquipment { equipment, revision, reason }))
}
