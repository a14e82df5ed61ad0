//! How events change pass slips, the trucks that carry them, and the register of equipment.

use alloc::collections::BTreeSet;
use alloc::string::String;
use etown_values::{BookId, EquipmentId, SlipId};

use super::Bonded;
use super::equipment::{Equipment, EquipmentStatus};
use super::event::BondedEvent as Event;
use super::slip::{ClosedSlip, HoldReason, Slip, SlipStatus, TruckProgress};
use super::state::DueThing;

impl Bonded {
    pub(super) fn evolve_slip(&mut self, event: &Event) {
        match event {
            Event::SlipApplied { slip, number, enterprise, book, content, by } => {
                let trucks = content.trucks.iter().map(|_truck| TruckProgress::default()).collect();
                for list in &content.lists {
                    self.slips_by_list.entry(*list).or_default().insert(*slip);
                }
                if content.lists.is_empty() {
                    self.slips_without_lists.insert((content.valid_until, *slip));
                }
                if let Some(book) = book {
                    self.slips_of_books.entry(*book).or_default().insert(*slip);
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
            Event::SlipsRetired { slips } => {
                for slip in slips.iter().filter_map(|id| self.slips.remove(id)) {
                    self.slips_without_lists.remove(&(slip.content.valid_until, slip.id));
                    let closed = ClosedSlip { enterprise: slip.enterprise, book: slip.book };
                    self.closed_slips.insert(slip.id, closed);
                }
            }
            Event::TruckWeighed { slip, truck, weighing } => {
                self.change_truck(*slip, truck, |progress| progress.weighing = Some(*weighing));
            }
            Event::TruckHeld { slip, truck, reason, by } => {
                self.held_trucks.entry(truck.clone()).or_default().insert(*slip);
                self.change_truck(*slip, truck, |progress| {
                    progress.held = Some(reason.clone());
                    progress.held_by.insert(*by);
                });
            }
            Event::TruckReleased { slip, truck, .. } => {
                self.forget_held(*slip, truck);
                self.change_truck(*slip, truck, |progress| {
                    if let Some(HoldReason::Weight(weighing)) = progress.held.take() {
                        progress.accepted_kilograms = Some(weighing.scale_kilograms);
                    }
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
        self.change_slip(id, |slip| {
            slip.status = SlipStatus::Void;
            for truck in &mut slip.trucks {
                truck.held = None;
            }
        });
        let content = self.slips.get(&id).map(|slip| slip.content.clone());
        let Some(content) = content else { return };
        for list in content.lists {
            if let Some(slips) = self.slips_by_list.get_mut(&list) {
                slips.remove(&id);
            }
        }
        for truck in content.trucks {
            self.forget_held(id, &truck.plate);
        }
    }

    fn forget_held(&mut self, slip: SlipId, plate: &String) {
        let Some(slips) = self.held_trucks.get_mut(plate) else { return };
        slips.remove(&slip);
        if slips.is_empty() {
            self.held_trucks.remove(plate);
        }
    }

    /// Settled slips whose lists have all left the state leave it too.
    pub(super) fn close_slips(&mut self, book: BookId) {
        let of_book = self.slips_of_books.remove(&book).unwrap_or_default();
        let (closed, open): (BTreeSet<SlipId>, BTreeSet<SlipId>) =
            of_book.into_iter().partition(|id| self.is_settled(*id));
        for id in closed {
            if let Some(slip) = self.slips.remove(&id) {
                self.closed_slips.insert(id, ClosedSlip { enterprise: slip.enterprise, book: Some(book) });
            }
        }
        if !open.is_empty() {
            self.slips_of_books.insert(book, open);
        }
    }

    fn is_settled(&self, id: SlipId) -> bool {
        self.slips.get(&id).is_some_and(|slip| {
            matches!(slip.status, SlipStatus::Passed | SlipStatus::Void)
                && !slip.has_held_truck()
                && slip.content.lists.iter().all(|list| self.closed_lists.contains_key(list))
        })
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
                self.last_days.insert((*supervised_until, DueThing::Equipment(*equipment)));
            }
            Event::EquipmentMoved { equipment, location, used_by } => {
                self.change_equipment(*equipment, |found| {
                    found.filing.location.clone_from(location);
                    found.filing.used_by = *used_by;
                });
            }
            Event::EquipmentReleased { equipment, .. } => {
                let (status, line, last) = self.change_equipment(*equipment, |found| {
                    let line = (found.filing.list, found.filing.line);
                    let status = core::mem::replace(&mut found.status, EquipmentStatus::Released);
                    (status, line, found.supervised_until)
                });
                if let Some(last) = last {
                    self.last_days.remove(&(last, DueThing::Equipment(*equipment)));
                }
                // What customs never took under supervision may be registered again as it is.
                let refused = (status == EquipmentStatus::Registered).then_some(line);
                if let Some(registered) = refused.and_then(|line| self.equipment_lines.get_mut(&line)) {
                    *registered = registered.saturating_sub(1);
                }
            }
            _ => unreachable!("only events of equipment come here"),
        }
    }

    fn change_equipment<T>(&mut self, id: EquipmentId, change: impl FnOnce(&mut Equipment) -> T) -> T {
        let found =
            self.equipment.get_mut(&id).expect("an event names equipment that was registered before it");
        found.revision = found.revision.saturating_add(1);
        change(found)
    }
}
