//! Reports of trucks at the gate with a pass slip. Whatever a lane saw is recorded; what contradicts the slip opens an
//! exception. A truck counts as passed for its lists once it is through all gates of its slip.

use alloc::format;
use alloc::string::ToString;
use alloc::vec::Vec;

use super::command::{BondedReport, ReportContent, Seal};
use super::decide_report::Recording;
use super::event::BondedEvent;
use super::list::{List, News};
use super::settings::WEIGHT_TOLERANCE;
use super::slip::{Gate, Gates, Slip, SlipStatus, SlipTruck, TruckProgress, Weighing};
use crate::kernel::exceptions::ExceptionKind;
use crate::kernel::refusal::Refusal;

impl Recording<'_> {
    /// Records what a lane saw of a slip's truck.
    pub(super) fn slip(&mut self, report: &BondedReport) -> Result<(), Refusal> {
        let ReportContent::SlipPassed { slip: id, truck: plate, gate, scale_kilograms, seal } =
            &report.content
        else {
            return Ok(());
        };
        let Some(slip) = self.state.bonded.slip(*id) else {
            let closed = self.state.bonded.closed_slip(*id);
            let kind = match (seal, closed) {
                (Seal::Forged, _) => ExceptionKind::SlipForged,
                (Seal::Intact, Some(_)) => ExceptionKind::PassedAfterClosing,
                (Seal::Intact, None) => ExceptionKind::UnknownSubject,
            };
            let book = closed.and_then(|slip| slip.book).and_then(|book| self.state.bonded.book(book));
            self.exception(kind, book, None, format!("{id} {plate}"));
            return Ok(());
        };
        if *seal == Seal::Forged {
            // Somebody else's paper proves nothing about the goods of this slip.
            self.of_slip(ExceptionKind::SlipForged, slip, format!("{} {plate}", slip.number));
            return Ok(());
        }
        let Some((truck, progress)) = slip.truck(plate) else {
            self.of_slip(ExceptionKind::TruckNotNamed, slip, format!("{} {plate}", slip.number));
            return Ok(());
        };
        if let Some(kind) = contradiction(slip, progress, *gate) {
            self.of_slip(kind, slip, format!("{} {plate}", slip.number));
        } else {
            let kinds = self.warnings(slip, (truck, progress), report);
            for kind in kinds {
                self.of_slip(kind, slip, format!("{} {plate}", slip.number));
            }
        }
        if progress.gates_passed.contains(gate) {
            return Ok(());
        }
        self.push(BondedEvent::GatePassed {
            slip: slip.id,
            truck: plate.clone(),
            gate: *gate,
            scale_kilograms: *scale_kilograms,
            report: self.id,
            occurred_at: report.occurred_at,
        });
        let mut gates = progress.gates_passed.clone();
        gates.insert(*gate);
        if slip.is_through(&gates) { self.truck_through(slip, plate, report) } else { Ok(()) }
    }

    /// What is wrong with a passage that the slip provides for.
    fn warnings(
        &self,
        slip: &Slip,
        (truck, progress): (&SlipTruck, &TruckProgress),
        report: &BondedReport,
    ) -> Vec<ExceptionKind> {
        let mut kinds = Vec::new();
        let passed_on = report.occurred_at.date_in(self.state.utc_offset());
        if slip.status != SlipStatus::Approved || slip.content.valid_until < passed_on {
            kinds.push(ExceptionKind::SlipNotValid);
        }
        if progress.held.is_some() || self.state.bonded.is_held(&truck.plate) {
            kinds.push(ExceptionKind::PassedWhileHeld);
        }
        let ReportContent::SlipPassed { scale_kilograms: Some(scale), .. } = &report.content else {
            return kinds;
        };
        let tolerance = self.state.parameters.percent(WEIGHT_TOLERANCE, self.context.business_date);
        // A weight that nobody can compare is not within any tolerance.
        let is_good = tolerance.is_ok_and(|tolerance| {
            let declared = truck.declared_kilograms();
            let weighing = declared.and_then(|declared| Weighing::of(*scale, declared, tolerance));
            weighing.is_some_and(|weighing| weighing.is_within) || progress.accepts(*scale, tolerance)
        });
        if !is_good {
            kinds.push(ExceptionKind::WeightOutOfTolerance);
        }
        kinds
    }

    /// The truck is through all gates: its lists learn of it.
    fn truck_through(&mut self, slip: &Slip, plate: &str, report: &BondedReport) -> Result<(), Refusal> {
        let state = self.state;
        let mut told: Vec<(&List, News<'_>)> = Vec::new();
        for id in &slip.content.lists {
            match state.bonded.list(*id) {
                Some(list) => {
                    let news = self.truck(list, plate, report);
                    told.push((list, news));
                }
                None => self.of_slip(ExceptionKind::PassedAfterClosing, slip, id.to_string()),
            }
        }
        self.post_complete(&told)
    }

    fn of_slip(&mut self, kind: ExceptionKind, slip: &Slip, detail: alloc::string::String) {
        let book = slip.book.and_then(|book| self.state.bonded.book(book));
        let list = slip.content.lists.first().and_then(|list| self.state.bonded.list(*list));
        self.exception_of(kind, (book, list, Some(slip.enterprise)), detail);
    }
}

/// Why a passage cannot be this truck's at this gate.
fn contradiction(slip: &Slip, progress: &TruckProgress, gate: Gate) -> Option<ExceptionKind> {
    if progress.gates_passed.contains(&gate) {
        return Some(ExceptionKind::TruckPassedTwice);
    }
    (slip.content.gates == Gates::One && gate == Gate::Second).then_some(ExceptionKind::GateNotExpected)
}
