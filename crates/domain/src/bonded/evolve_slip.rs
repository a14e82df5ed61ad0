//! How events change pass slips, the trucks that carry them, and the register of equipment.

use etown_values::{EquipmentId, SlipId};

use super::Bonded;
use super::equipment::{Equipment, EquipmentStatus};
use super::event::BondedEvent as Event;
use super::slip::{Slip, SlipStatus, TruckProgress};

impl Bonded {
    pub(super) fn evolve_slip(&mut self, event: &Event) {
        match event {
            Event::SlipApplied { slip, number, enterprise, book, content, by } => {
                let trucks = content.trucks.iter().map(|_truck| TruckProgress::default()).collect();
                for list in &content.lists {
                    self.slips_by_list.entry(*list).or_default().insert(*slip);
                }
                self.count_number(number);
                let applied = Slip {
                    id: *slip,
                    number: number.clone(),
                    enterprise: *enterprise,
                    book: *book,
                    content: content.clone(),
                    status: SlipStatus::Applied,
                    maker: *by,
                    trucks,
                    revision: 1,
                };
                self.slips.insert(*slip, applied);
            }
            Event::SlipApproved { slip, .. } => {
                self.change_slip(*slip, |slip| slip.status = SlipStatus::Approved);
            }
            Event::SlipVoided { slip, .. } => self.void_slip(*slip),
            Event::TruckWeighed { slip, truck, weighing } => {
                self.change_truck(*slip, truck, |progress| progress.weighing = Some(*weighing));
            }
            Event::TruckHeld { slip, truck, cause, by, .. } => {
                self.change_truck(*slip, truck, |progress| {
                    progress.held = Some(*cause);
                    progress.held_by.insert(*by);
                    progress.is_released = false;
                });
            }
            Event::TruckReleased { slip, truck, .. } => {
                self.change_truck(*slip, truck, |progress| {
                    progress.held = None;
                    progress.is_released = true;
                });
            }
            Event::GatePassed { slip, truck, gate, .. } => {
                self.change_truck(*slip, truck, |progress| {
                    progress.gates_passed.insert(*gate);
                });
                let Some(slip) = self.slips.get_mut(slip) else { return };
                if slip.is_complete() && slip.status == SlipStatus::Approved {
                    slip.status = SlipStatus::Passed;
                }
            }
            _ => unreachable!("only events of slips come here"),
        }
    }

    fn change_slip(&mut self, id: SlipId, change: impl FnOnce(&mut Slip)) {
        let slip = self.slips.get_mut(&id).expect("an event names a slip that was applied for before it");
        slip.revision = slip.revision.saturating_add(1);
        change(slip);
    }

    fn change_truck(&mut self, id: SlipId, plate: &str, change: impl FnOnce(&mut TruckProgress)) {
        self.change_slip(id, |slip| {
            if let Some(progress) = slip.progress_mut(plate) {
                change(progress);
            }
        });
    }

    fn void_slip(&mut self, id: SlipId) {
        self.change_slip(id, |slip| slip.status = SlipStatus::Void);
        let lists = self.slips.get(&id).map(|slip| slip.content.lists.clone()).unwrap_or_default();
        for list in lists {
            if let Some(slips) = self.slips_by_list.get_mut(&list) {
                slips.remove(&id);
            }
        }
    }

    pub(super) fn evolve_equipment(&mut self, event: &Event) {
        match event {
            Event::EquipmentRegistered { equipment, enterprise, book, filing, supervised_from, by } => {
                let line = self.equipment_lines.entry((filing.list, filing.line)).or_default();
                *line = line.saturating_add(1);
                let registered = Equipment {
                    id: *equipment,
                    enterprise: *enterprise,
                    book: *book,
                    filing: filing.clone(),
                    status: EquipmentStatus::Registered,
                    maker: *by,
                    supervised_from: *supervised_from,
                    supervised_until: None,
                    revision: 1,
                };
                self.equipment.insert(*equipment, registered);
            }
            Event::EquipmentConfirmed { equipment, supervised_until } => {
                self.change_equipment(*equipment, |found| {
                    found.status = EquipmentStatus::Supervised;
                    found.supervised_until = Some(*supervised_until);
                });
            }
            Event::EquipmentMoved { equipment, location, used_by } => {
                self.change_equipment(*equipment, |found| {
                    found.filing.location.clone_from(location);
                    found.filing.used_by = *used_by;
                });
            }
            Event::EquipmentReleased { equipment, .. } => {
                self.change_equipment(*equipment, |found| found.status = EquipmentStatus::Released);
            }
            _ => unreachable!("only events of equipment come here"),
        }
    }

    fn change_equipment(&mut self, id: EquipmentId, change: impl FnOnce(&mut Equipment)) {
        let found =
            self.equipment.get_mut(&id).expect("an event names equipment that was registered before it");
        found.revision = found.revision.saturating_add(1);
        change(found);
    }
}
