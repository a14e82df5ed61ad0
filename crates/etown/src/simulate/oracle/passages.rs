//! Passages with a pass slip as the model takes them: whatever a lane saw, a truck counts once at each gate, and its lists
//! learn of it when it is through.

use etown_domain::bonded::BondedReport;
use etown_domain::bonded::command::{ReportContent, Seal};
use etown_domain::bonded::slip::{Gate, Gates, SlipStatus};
use etown_domain::kernel::exceptions::ExceptionKind;
use etown_values::{CivilDate, ListId, QuantityAmount, UtcOffset};

use super::Oracle;
use super::blocks::Expected;
use super::slips::{Pass, Vehicle};
use crate::simulate::failure::Failure;

/// What a lane saw.
struct Seen {
    gate: Gate,
    scale: Option<i128>,
    day: CivilDate,
}

impl Oracle {
    pub(super) fn pass_slip(
        &mut self,
        report: &BondedReport,
        expected: &mut Vec<Expected>,
    ) -> Result<(), Failure> {
        let ReportContent::SlipPassed { slip: id, truck: plate, gate, scale_kilograms, seal } =
            &report.content
        else {
            return Ok(());
        };
        let is_held = self.is_held(plate);
        let tolerance = self.settings.weight_tolerance();
        let book = match self.slips.get(id) {
            Some(pass) => pass.book,
            None => self.closed_slips.get(id).copied().flatten(),
        };
        let is_closed = self.closed_slips.contains_key(id);
        let known = self.slips.get_mut(id);
        let unknown = match (seal, &known) {
            (Seal::Forged, _) => Some(ExceptionKind::SlipForged),
            (Seal::Intact, None) if is_closed => Some(ExceptionKind::PassedAfterClosing),
            (Seal::Intact, None) => Some(ExceptionKind::UnknownSubject),
            (Seal::Intact, Some(pass)) if !pass.trucks.contains_key(plate) => {
                Some(ExceptionKind::TruckNotNamed)
            }
            (Seal::Intact, Some(_)) => None,
        };
        expected.extend(unknown.map(|kind| (kind, book)));
        let (None, Some(pass)) = (unknown, known) else { return Ok(()) };
        let seen = Seen {
            gate: *gate,
            scale: scale_kilograms.map(QuantityAmount::units),
            day: report.occurred_at.date_in(UtcOffset::BEIJING),
        };
        let Some(truck) = pass.trucks.get(plate).cloned() else { return Ok(()) };
        expected.extend(wrong(pass, &truck, (&seen, is_held, tolerance)).map(|kind| (kind, book)));
        let mut gates = truck.gates;
        if !gates.insert(seen.gate) {
            return Ok(());
        }
        let is_through = pass.is_through(&gates);
        if let Some(truck) = pass.trucks.get_mut(plate) {
            truck.gates = gates;
        }
        pass.settle();
        let lists: Vec<ListId> = if is_through { pass.content.lists.clone() } else { Vec::new() };
        for list in &lists {
            if !self.pass_list(*list, plate, expected) {
                expected.push((ExceptionKind::PassedAfterClosing, book));
            }
        }
        lists.into_iter().try_for_each(|list| self.post_if_complete(list))
    }
}

/// What is wrong with a passage: it cannot be, or it may not be.
fn wrong(
    pass: &Pass,
    truck: &Vehicle,
    (seen, is_held, tolerance): (&Seen, bool, i128),
) -> impl Iterator<Item = ExceptionKind> {
    let cannot_be = if truck.gates.contains(&seen.gate) {
        Some(ExceptionKind::TruckPassedTwice)
    } else {
        let is_unexpected = pass.content.gates == Gates::One && seen.gate == Gate::Second;
        is_unexpected.then_some(ExceptionKind::GateNotExpected)
    };
    let is_valid = pass.status == SlipStatus::Approved && seen.day <= pass.content.valid_until;
    let is_good = seen.scale.is_none_or(|scale| truck.is_good(scale, tolerance));
    let may_not_be = [
        (!is_valid).then_some(ExceptionKind::SlipNotValid),
        (truck.held.is_some() || is_held).then_some(ExceptionKind::PassedWhileHeld),
        (!is_good).then_some(ExceptionKind::WeightOutOfTolerance),
    ];
    let may_not_be = may_not_be.into_iter().flatten().filter(move |_| cannot_be.is_none());
    cannot_be.into_iter().chain(may_not_be)
}
