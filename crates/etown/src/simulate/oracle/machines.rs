//! Equipment under supervision as the model knows it.

use etown_domain::bonded::BondedCommand;
use etown_domain::bonded::equipment::{EquipmentFiling, EquipmentStatus};
use etown_domain::{Actor, State};
use etown_values::{CivilDate, EnterpriseId, EquipmentId, ListId};

use super::Oracle;
use super::papers::ClosedPaper;
use crate::simulate::failure::{Failure, require};

/// A machine.
pub(super) struct Machine {
    owner: EnterpriseId,
    filing: EquipmentFiling,
    status: EquipmentStatus,
    maker: Actor,
    from: CivilDate,
    until: Option<CivilDate>,
    /// Customs refused its registration, so it counts for nothing.
    is_refused: bool,
}

const AGREEMENT: &str = "every machine stands where an independent model has it";
const ONCE: &str = "each machine that a line brought in is registered once";

impl Oracle {
    /// Learns that a command about equipment was accepted.
    pub(super) fn accept_machine(
        &mut self,
        command: &BondedCommand,
        actor: Actor,
        registered: Option<EquipmentId>,
    ) -> Result<(), Failure> {
        let (today, months) = (self.today, self.settings.equipment_months());
        match command {
            BondedCommand::RegisterEquipment { filing } => {
                let Some(id) = registered else { return Ok(()) };
                let machine = self.registered(filing, actor)?;
                self.machines.insert(id, machine);
            }
            BondedCommand::ConfirmEquipment { equipment, .. } => {
                let machine = self.machine(*equipment, &[EquipmentStatus::Registered])?;
                require(machine.maker != actor, AGREEMENT, || {
                    format!("{equipment} was confirmed by its maker")
                })?;
                machine.status = EquipmentStatus::Supervised;
                machine.until = machine.from.plus_months(months).and_then(CivilDate::previous_day);
            }
            BondedCommand::MoveEquipment { equipment, location, used_by, .. } => {
                let machine = self.machine(*equipment, &[EquipmentStatus::Supervised])?;
                // No history has groups, within which machines are shared.
                require(*used_by == machine.owner, AGREEMENT, || {
                    format!("{equipment} was given to {used_by}")
                })?;
                machine.filing.location.clone_from(location);
                machine.filing.used_by = *used_by;
            }
            BondedCommand::ReleaseEquipment { equipment, .. } => {
                let machine =
                    self.machine(*equipment, &[EquipmentStatus::Registered, EquipmentStatus::Supervised])?;
                machine.is_refused = machine.status == EquipmentStatus::Registered;
                machine.status = EquipmentStatus::Released;
            }
            BondedCommand::EndSupervision { equipment, .. } => {
                let machine = self.machine(*equipment, &[EquipmentStatus::Supervised])?;
                require(machine.until.is_some_and(|last| last < today), AGREEMENT, || {
                    format!("the term of {equipment} ended on {today}, before {:?} was over", machine.until)
                })?;
                machine.status = EquipmentStatus::Released;
            }
            _ => {}
        }
        Ok(())
    }

    fn machine(
        &mut self,
        equipment: EquipmentId,
        statuses: &[EquipmentStatus],
    ) -> Result<&mut Machine, Failure> {
        let known = self.machines.get_mut(&equipment).filter(|machine| statuses.contains(&machine.status));
        known.ok_or_else(|| Failure::new(AGREEMENT, format!("{equipment} is not {statuses:?}")))
    }

    fn registered(&self, filing: &EquipmentFiling, maker: Actor) -> Result<Machine, Failure> {
        let nothing = || Failure::new(ONCE, format!("list {} brought in no machine", filing.list));
        // What a list brought in is known as before when its period was closed.
        let (book, posted_on, room) =
            match (self.lists.get(&filing.list), self.closed_lists.get(&filing.list)) {
                (Some(paper), _) => {
                    let closed = ClosedPaper::of(paper);
                    (closed.book, closed.posted_on, closed.brought.get(&filing.line).copied())
                }
                (None, Some(paper)) => {
                    (paper.book, paper.posted_on, paper.brought.get(&filing.line).copied())
                }
                (None, None) => return Err(nothing()),
            };
        let room = room.ok_or_else(nothing)?;
        let taken = self.machines_of(filing.list, filing.line);
        require(taken < room, ONCE, || {
            format!("list {} line {}: {taken} of {room}", filing.list, filing.line)
        })?;
        let owner = self.books.get(&book).map(|shelf| shelf.enterprise);
        let (Some(owner), Some(from)) = (owner, posted_on) else {
            return Err(Failure::new(ONCE, format!("list {} has no book or day", filing.list)));
        };
        let (filing, status, until) = (filing.clone(), EquipmentStatus::Registered, None);
        Ok(Machine { owner, filing, status, maker, from, until, is_refused: false })
    }

    fn machines_of(&self, list: ListId, line: u32) -> i128 {
        let of_line = |machine: &&Machine| {
            machine.filing.list == list && machine.filing.line == line && !machine.is_refused
        };
        i128::try_from(self.machines.values().filter(of_line).count()).unwrap_or(i128::MAX)
    }

    pub(super) fn compare_machines(&self, state: &State) -> Result<(), Failure> {
        let known = state.bonded.all_equipment().count();
        require(known == self.machines.len(), AGREEMENT, || {
            format!("{known} machines, not {}", self.machines.len())
        })?;
        for found in state.bonded.all_equipment() {
            let model = self.machines.get(&found.id);
            let is_equal = model.is_some_and(|model| {
                (found.status, found.supervised_from, found.supervised_until)
                    == (model.status, model.from, model.until)
                    && found.filing == model.filing
                    && found.enterprise == model.owner
            });
            require(is_equal, AGREEMENT, || {
                let model = model.map(|model| (model.status, model.from, model.until));
                format!("{found:?}, the model has {model:?}")
            })?;
        }
        Ok(())
    }
}
