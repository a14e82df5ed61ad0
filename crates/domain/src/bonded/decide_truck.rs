//! Decisions about the trucks of pass slips: weigh, hold, release. Who holds a truck does not release it.

use alloc::string::String;
use alloc::vec;
use alloc::vec::Vec;
use etown_values::{QuantityAmount, SlipId};

use super::command::BondedCommand as Command;
use super::decide_slip::{closed, require_status, slip_of_customs, task};
use super::event::BondedEvent as Event;
use super::refusal::{SCALE_WEIGHT, SLIP_STATUS, SLIP_VALIDITY, TRUCK_STATUS, UNKNOWN_SLIP, UNKNOWN_TRUCK};
use super::settings::WEIGHT_TOLERANCE;
use super::slip::{HoldReason, Slip, SlipStatus, SlipTruck, TruckProgress, Weighing};
use crate::context::Context;
use crate::event::Event as ZoneEvent;
use crate::kernel::access::Role;
use crate::kernel::ledger::AMOUNT_OUT_OF_RANGE;
use crate::kernel::refusal::Refusal;
use crate::kernel::request::require_reason;
use crate::kernel::worklist::{Subject, TaskKind, Worklist, WorklistEvent};
use crate::state::State;

/// Decides a command about a truck of a slip.
pub(crate) fn decide(
    state: &State,
    command: &Command,
    context: &mut Context,
) -> Result<Vec<ZoneEvent>, Refusal> {
    match command {
        Command::WeighTruck { slip, truck, scale_kilograms } => {
            weigh(state, (*slip, truck), *scale_kilograms, context)
        }
        Command::HoldTruck { slip, truck, reason } => {
            let slip = slip_at_gate(state, *slip, context)?;
            let (_, progress) = truck_under_way(slip, truck)?;
            if progress.held.is_some() {
                return Err(Refusal::new(&TRUCK_STATUS).at("truck"));
            }
            require_reason(reason)?;
            Ok(held(state, slip, truck, HoldReason::Inspection(reason.clone()), context))
        }
        Command::ReleaseTruck { slip, truck, reason } => release(state, (*slip, truck), reason, context),
        _ => unreachable!("the door sends only commands about trucks here"),
    }
}

fn weigh(
    state: &State,
    (slip, truck): (SlipId, &String),
    scale_kilograms: QuantityAmount,
    context: &mut Context,
) -> Result<Vec<ZoneEvent>, Refusal> {
    let slip = slip_at_gate(state, slip, context)?;
    let (declared, progress) = truck_under_way(slip, truck)?;
    if progress.held.is_some() {
        return Err(Refusal::new(&TRUCK_STATUS).at("truck"));
    }
    if slip.content.valid_until < context.business_date {
        return Err(Refusal::new(&SLIP_VALIDITY).number("valid_until", slip.content.valid_until));
    }
    if !scale_kilograms.is_positive() {
        return Err(Refusal::new(&SCALE_WEIGHT).at("scale_kilograms").number("scale", scale_kilograms));
    }
    let tolerance = state.parameters.percent(WEIGHT_TOLERANCE, context.business_date)?;
    let declared = declared.declared_kilograms();
    let weighing = declared.and_then(|declared| Weighing::of(scale_kilograms, declared, tolerance));
    let weighing = weighing.ok_or_else(|| Refusal::new(&AMOUNT_OUT_OF_RANGE).at("scale_kilograms"))?;
    let mut events = vec![Event::TruckWeighed { slip: slip.id, truck: truck.clone(), weighing }.into()];
    if !weighing.is_within && !progress.accepts(scale_kilograms, tolerance) {
        events.extend(held(state, slip, truck, HoldReason::Weight(weighing), context));
    }
    Ok(events)
}

fn held(
    state: &State,
    slip: &Slip,
    truck: &str,
    reason: HoldReason,
    context: &mut Context,
) -> Vec<ZoneEvent> {
    let by = context.actor;
    let mut events = vec![Event::TruckHeld { slip: slip.id, truck: truck.into(), reason, by }.into()];
    if state.worklist.task(Subject::Slip(slip.id), TaskKind::ReleaseTruck).is_none() {
        let task = task((slip.id, slip.enterprise), TaskKind::ReleaseTruck, context);
        events.push(WorklistEvent::TaskOpened(task).into());
    }
    events
}

fn release(
    state: &State,
    (slip, truck): (SlipId, &String),
    reason: &str,
    context: &Context,
) -> Result<Vec<ZoneEvent>, Refusal> {
    let slip = slip_of_customs(state, slip, context)?;
    let (_, progress) = slip.truck(truck).ok_or_else(|| Refusal::new(&UNKNOWN_TRUCK).at("truck"))?;
    let task = state.worklist.task(Subject::Slip(slip.id), TaskKind::ReleaseTruck);
    // The task covers all trucks of the slip; who held this one is what counts.
    Worklist::require_second_person(&progress.held_by, None, context.actor)?;
    if progress.held.is_none() {
        return Err(Refusal::new(&TRUCK_STATUS).at("truck"));
    }
    require_reason(reason)?;
    let (reason, by) = (reason.into(), context.actor);
    let mut events = vec![Event::TruckReleased { slip: slip.id, truck: truck.clone(), reason, by }.into()];
    let is_last = slip.trucks.iter().filter(|progress| progress.held.is_some()).count() == 1;
    events.extend(task.filter(|_| is_last).map(|task| closed(task, context)));
    Ok(events)
}

/// A truck of an approved slip that has not passed.
fn truck_under_way<'a>(slip: &'a Slip, plate: &str) -> Result<(&'a SlipTruck, &'a TruckProgress), Refusal> {
    require_status(slip, SlipStatus::Approved)?;
    let (truck, progress) = slip.truck(plate).ok_or_else(|| Refusal::new(&UNKNOWN_TRUCK).at("truck"))?;
    if slip.is_through(&progress.gates_passed) {
        return Err(Refusal::new(&TRUCK_STATUS).at("truck"));
    }
    Ok((truck, progress))
}

/// Returns the slip for whoever works at the gate, or customs.
fn slip_at_gate<'a>(state: &'a State, slip: SlipId, context: &Context) -> Result<&'a Slip, Refusal> {
    state.access.require_zone_role(context.actor, &[Role::GateOperator, Role::CustomsOfficer])?;
    if state.bonded.closed_slip(slip).is_some() {
        return Err(Refusal::new(&SLIP_STATUS));
    }
    state.bonded.slip(slip).ok_or_else(|| Refusal::new(&UNKNOWN_SLIP))
}
