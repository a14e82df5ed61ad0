//! Pass slips as the model knows them: which truck may pass with which papers, and how far each has come.

use std::collections::{BTreeMap, BTreeSet};

use etown_domain::bonded::BondedCommand;
use etown_domain::bonded::list::ListStatus;
use etown_domain::bonded::slip::{Gate, Gates, HoldCause, HoldReason, SlipContent, SlipStatus};
use etown_domain::{Actor, State};
use etown_values::{BookId, ListId, SlipId};

use super::Oracle;
use crate::simulate::failure::{Failure, require};

/// A slip.
pub(super) struct Pass {
    pub(super) book: Option<BookId>,
    pub(super) content: SlipContent,
    pub(super) status: SlipStatus,
    pub(super) maker: Actor,
    pub(super) trucks: BTreeMap<String, Vehicle>,
}

/// A truck of a slip.
#[derive(Clone, Debug, Default)]
pub(super) struct Vehicle {
    /// In 0.00001 kilograms, as all weights here.
    pub(super) declared: i128,
    pub(super) weighed: Option<i128>,
    pub(super) accepted: Option<i128>,
    pub(super) held: Option<HoldCause>,
    pub(super) held_by: BTreeSet<Actor>,
    pub(super) gates: BTreeSet<Gate>,
}

pub(super) const AGREEMENT: &str = "every slip stands where an independent model has it";
pub(super) const ONE_SLIP: &str = "a truck passes with one slip in use for a list";

impl Pass {
    pub(super) fn is_through(&self, gates: &BTreeSet<Gate>) -> bool {
        let wanted: &[Gate] = match self.content.gates {
            Gates::One => &[Gate::First],
            Gates::Two => &[Gate::First, Gate::Second],
        };
        wanted.iter().all(|gate| gates.contains(gate))
    }

    fn has_held(&self) -> bool {
        self.trucks.values().any(|truck| truck.held.is_some())
    }

    fn has_begun(&self) -> bool {
        self.trucks.values().any(|truck| !truck.gates.is_empty())
    }

    pub(super) fn is_complete(&self) -> bool {
        self.trucks.values().all(|truck| self.is_through(&truck.gates))
    }

    pub(super) fn settle(&mut self) {
        if self.is_complete() && self.status == SlipStatus::Approved {
            self.status = SlipStatus::Passed;
        }
    }
}

impl Vehicle {
    /// Whether a scale shows what is declared, or what customs accepted, give or take the tolerance.
    pub(super) fn is_good(&self, scale: i128, tolerance: i128) -> bool {
        is_near(scale, self.declared, tolerance)
            || self.accepted.is_some_and(|accepted| is_near(scale, accepted, tolerance))
    }
}

fn is_near(scale: i128, wanted: i128, tolerance: i128) -> bool {
    /// 100 % as percents are written, with 9 decimals.
    const WHOLE: i128 = 100_000_000_000;
    (scale - wanted).abs() * WHOLE <= wanted * tolerance
}

impl Oracle {
    /// Slips in use with which a list passes.
    pub(super) fn slips_of(&self, list: ListId) -> impl Iterator<Item = &Pass> {
        let in_use = self.slips.values().filter(|slip| slip.status != SlipStatus::Void);
        in_use.filter(move |slip| slip.content.lists.contains(&list))
    }

    pub(super) fn is_held(&self, plate: &str) -> bool {
        let mut in_use = self.slips.values().filter(|slip| slip.status != SlipStatus::Void);
        in_use.any(|slip| slip.trucks.get(plate).is_some_and(|truck| truck.held.is_some()))
    }

    fn slip(&mut self, slip: SlipId) -> Result<&mut Pass, Failure> {
        let known = self.slips.get_mut(&slip);
        known.ok_or_else(|| Failure::new(AGREEMENT, format!("{slip} is not there any more")))
    }

    /// Learns that a command about a slip was accepted.
    pub(super) fn accept_slip(
        &mut self,
        command: &BondedCommand,
        actor: Actor,
        applied: Option<SlipId>,
    ) -> Result<(), Failure> {
        match command {
            BondedCommand::ApplySlip { content, .. } => {
                let Some(id) = applied else { return Ok(()) };
                self.require_free(content)?;
                self.retire_slips();
                let pass = self.applied(content, actor);
                self.slips.insert(id, pass);
            }
            BondedCommand::ApproveSlip { slip, .. } => self.approve_slip(*slip, actor)?,
            BondedCommand::VoidSlip { slip, .. } => {
                let pass = self.slip(*slip)?;
                require(!pass.has_begun(), AGREEMENT, || format!("{slip} was voided after it began"))?;
                pass.status = SlipStatus::Void;
                // A void slip holds nobody.
                pass.trucks.values_mut().for_each(|truck| truck.held = None);
            }
            BondedCommand::WeighTruck { slip, truck, scale_kilograms } => {
                let tolerance = self.settings.weight_tolerance();
                let scale = scale_kilograms.units();
                self.change_truck(*slip, truck, |truck| {
                    truck.weighed = Some(scale);
                    if !truck.is_good(scale, tolerance) {
                        truck.held = Some(HoldCause::Weight);
                        truck.held_by.insert(actor);
                    }
                })?;
            }
            BondedCommand::HoldTruck { slip, truck, .. } => self.change_truck(*slip, truck, |truck| {
                truck.held = Some(HoldCause::Inspection);
                truck.held_by.insert(actor);
            })?,
            BondedCommand::ReleaseTruck { slip, truck, .. } => self.release_truck(*slip, truck, actor)?,
            _ => {}
        }
        Ok(())
    }

    fn applied(&self, content: &SlipContent, maker: Actor) -> Pass {
        let first = content.lists.first().and_then(|list| self.lists.get(list));
        let mut trucks = BTreeMap::new();
        for truck in &content.trucks {
            let parts = [
                truck.vehicle_kilograms,
                truck.frame_kilograms,
                truck.container_kilograms,
                truck.goods_kilograms,
            ];
            let declared = parts.iter().map(|part| part.units()).sum();
            trucks.insert(truck.plate.clone(), Vehicle { declared, ..Vehicle::default() });
        }
        // Without supervised goods nobody has to approve.
        let status = if content.lists.is_empty() { SlipStatus::Approved } else { SlipStatus::Applied };
        Pass { book: first.map(|paper| paper.book), content: content.clone(), status, maker, trucks }
    }

    /// No truck of the slip passes with another one for the same list, has passed already, or is held.
    fn require_free(&self, content: &SlipContent) -> Result<(), Failure> {
        for truck in &content.trucks {
            let plate = &truck.plate;
            require(!self.is_held(plate), ONE_SLIP, || format!("{plate} is held"))?;
            for list in &content.lists {
                let is_taken = self.slips_of(*list).any(|slip| slip.trucks.contains_key(plate));
                let is_awaited = self.lists.get(list).is_some_and(|paper| paper.awaits(plate));
                require(!is_taken && is_awaited, ONE_SLIP, || format!("{plate} for list {list}"))?;
            }
        }
        Ok(())
    }

    fn approve_slip(&mut self, slip: SlipId, actor: Actor) -> Result<(), Failure> {
        let pass = self.slip(slip)?;
        let is_right = pass.status == SlipStatus::Applied && pass.maker != actor;
        require(is_right, AGREEMENT, || format!("{slip} was approved by {actor:?}"))?;
        pass.status = SlipStatus::Approved;
        let (book, lists) = (pass.book, pass.content.lists.clone());
        let is_approved =
            |list: &ListId| self.lists.get(list).is_some_and(|paper| paper.status == ListStatus::Approved);
        require(lists.iter().all(is_approved), AGREEMENT, || {
            format!("{slip} was approved before its lists")
        })?;
        book.map_or(Ok(()), |book| self.require_unblocked(book))
    }

    fn release_truck(&mut self, slip: SlipId, plate: &str, actor: Actor) -> Result<(), Failure> {
        let known = self.slips.get(&slip).and_then(|pass| pass.trucks.get(plate));
        let is_right = known.is_some_and(|truck| truck.held.is_some() && !truck.held_by.contains(&actor));
        require(is_right, "who holds a truck does not release it", || format!("{slip} {plate}: {known:?}"))?;
        self.change_truck(slip, plate, |truck| {
            if truck.held.take() == Some(HoldCause::Weight) {
                truck.accepted = truck.weighed;
            }
        })
    }

    fn change_truck(
        &mut self,
        slip: SlipId,
        plate: &str,
        change: impl FnOnce(&mut Vehicle),
    ) -> Result<(), Failure> {
        let truck = self.slip(slip)?.trucks.get_mut(plate);
        let truck = truck.ok_or_else(|| Failure::new(AGREEMENT, format!("{slip} names no {plate}")))?;
        change(truck);
        Ok(())
    }

    /// A new slip makes room: up to ten without lists, good until more than sixty days ago, leave the zone.
    fn retire_slips(&mut self) {
        const DAYS: i32 = 60;
        const MOST: usize = 10;
        let Some(before) = self.today.plus_days(-DAYS) else { return };
        let is_old = |slip: &Pass| {
            slip.content.lists.is_empty() && slip.content.valid_until < before && !slip.has_held()
        };
        let mut old: Vec<_> = self
            .slips
            .iter()
            .filter(|(_, slip)| is_old(slip))
            .map(|(id, slip)| (slip.content.valid_until, *id))
            .collect();
        old.sort_unstable();
        for (_, id) in old.into_iter().take(MOST) {
            self.slips.remove(&id);
            self.closed_slips.insert(id, None);
        }
    }

    /// Settled slips of a book of which every list has left the zone leave it too.
    pub(super) fn forget_slips(&mut self, book: BookId) {
        let is_settled = |slip: &Pass| {
            slip.book == Some(book)
                && matches!(slip.status, SlipStatus::Passed | SlipStatus::Void)
                && !slip.has_held()
                && slip.content.lists.iter().all(|list| self.closed_lists.contains_key(list))
        };
        let leaving: Vec<SlipId> =
            self.slips.iter().filter(|(_, slip)| is_settled(slip)).map(|(id, _)| *id).collect();
        for id in leaving {
            self.slips.remove(&id);
            self.closed_slips.insert(id, Some(book));
        }
    }

    /// Compares every slip, and looks for a truck that could pass twice.
    pub(super) fn compare_slips(&self, state: &State) -> Result<(), Failure> {
        let known = state.bonded.slips().count();
        require(known == self.slips.len(), AGREEMENT, || format!("{known} slips, not {}", self.slips.len()))?;
        let mut in_use: BTreeSet<(ListId, &str)> = BTreeSet::new();
        for slip in state.bonded.slips() {
            let model = self.slips.get(&slip.id);
            let is_equal = model.is_some_and(|model| model.status == slip.status && model.book == slip.book);
            require(is_equal, AGREEMENT, || {
                format!("{} is {:?}, the model has {:?}", slip.id, slip.status, model.map(|pass| pass.status))
            })?;
            for (truck, progress) in slip.content.trucks.iter().zip(&slip.trucks) {
                let model = model.and_then(|model| model.trucks.get(&truck.plate));
                let is_equal = model.is_some_and(|model| {
                    model.held == progress.held.as_ref().map(HoldReason::cause)
                        && model.gates == progress.gates_passed
                });
                require(is_equal, AGREEMENT, || {
                    format!("{} {}: {progress:?}, the model has {model:?}", slip.id, truck.plate)
                })?;
                let is_one = slip.status == SlipStatus::Void
                    || slip.content.lists.iter().all(|list| in_use.insert((*list, &truck.plate)));
                require(is_one, ONE_SLIP, || format!("{} {}", slip.id, truck.plate))?;
            }
        }
        Ok(())
    }
}
