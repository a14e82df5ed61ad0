//! Decisions about the idle clock: what stops it, work that stands, and the two legal consequences.

use alloc::string::String;
use alloc::vec::Vec;
use etown_values::{CivilDate, LandContractId, Money};

use super::contract::{CausedPause, FeeNotice, GovernmentCause, LandContract, TakeBack, WorksStop};
use super::decide::{of_officer, only, require_between, require_text};
use super::event::ContractChange;
use super::geometry::Area;
use super::idle::{IdleClock, IdleStatus, idle_clock};
use super::refusal::{
    DEVELOPED_SHARE, IDLE_CLOCK_STATE, IDLE_FEE_NOTICED, LAND_CONTRACT_STATUS, LAND_PRICE, NOT_IDLE,
};
use super::settings::{IDLE_FEE_MONTHS, IDLE_FEE_PERCENT, idle_terms};
use crate::context::Context;
use crate::event::Event as ZoneEvent;
use crate::kernel::parameters::NO_VALUE_IN_FORCE;
use crate::kernel::refusal::Refusal;
use crate::kernel::request::require_reason;
use crate::kernel::worklist::{Subject, TaskKind, WorklistEvent};
use crate::state::State;

pub(super) fn stop(
    state: &State,
    contract: (LandContractId, Option<u64>),
    (from, cause, reason): (CivilDate, GovernmentCause, &str),
    context: &Context,
) -> Result<Vec<ZoneEvent>, Refusal> {
    let contract = of_officer(state, contract, context)?;
    if contract.open_pause().is_some() {
        return Err(Refusal::new(&IDLE_CLOCK_STATE));
    }
    let last_end = contract.pauses.iter().filter_map(|pause| pause.resumed_on).max();
    let earliest = last_end.unwrap_or(contract.terms.acquired_on);
    require_between("from", earliest, from, context)?;
    require_reason(reason)?;
    let pause = CausedPause { from, resumed_on: None, cause, reason: String::from(reason) };
    Ok(only(contract, ContractChange::ClockStopped(pause)))
}

pub(super) fn resume(
    state: &State,
    contract: (LandContractId, Option<u64>),
    resumed_on: CivilDate,
    context: &Context,
) -> Result<Vec<ZoneEvent>, Refusal> {
    let contract = of_officer(state, contract, context)?;
    let pause = contract.open_pause().ok_or_else(|| Refusal::new(&IDLE_CLOCK_STATE))?;
    require_between("resumed_on", pause.from, resumed_on, context)?;
    Ok(only(contract, ContractChange::ClockResumed { resumed_on }))
}

pub(super) fn record_standstill(
    state: &State,
    contract: (LandContractId, Option<u64>),
    (stopped_on, developed_area, invested): (CivilDate, Area, Money),
    context: &Context,
) -> Result<Vec<ZoneEvent>, Refusal> {
    let contract = of_officer(state, contract, context)?;
    let started_on = contract.started_on.ok_or_else(|| Refusal::new(&LAND_CONTRACT_STATUS))?;
    if contract.works_stop.is_some() {
        return Err(Refusal::new(&IDLE_CLOCK_STATE));
    }
    require_between("stopped_on", started_on, stopped_on, context)?;
    let area = state.land.area_of(contract);
    if developed_area.is_negative() || developed_area > area || invested.is_negative() {
        return Err(Refusal::new(&DEVELOPED_SHARE).number("area", area));
    }
    if invested.currency != contract.terms.total_investment.currency {
        return Err(Refusal::new(&LAND_PRICE).at("invested"));
    }
    let terms = idle_terms(&state.parameters, stopped_on)?;
    let is_below = terms.is_below(developed_area, area, invested, contract.terms.total_investment);
    let stop = WorksStop { stopped_on, developed_area, invested, is_below };
    Ok(only(contract, ContractChange::WorksStopped(stop)))
}

pub(super) fn end_standstill(
    state: &State,
    contract: (LandContractId, Option<u64>),
    resumed_on: CivilDate,
    context: &Context,
) -> Result<Vec<ZoneEvent>, Refusal> {
    let contract = of_officer(state, contract, context)?;
    let stop = contract.works_stop.as_ref().ok_or_else(|| Refusal::new(&IDLE_CLOCK_STATE))?;
    require_between("resumed_on", stop.stopped_on, resumed_on, context)?;
    Ok(only(contract, ContractChange::WorksResumed { resumed_on }))
}

pub(super) fn notice_fee(
    state: &State,
    contract: (LandContractId, Option<u64>),
    document: &str,
    context: &Context,
) -> Result<Vec<ZoneEvent>, Refusal> {
    let contract = of_officer(state, contract, context)?;
    let (clock, idle_from) = reached(state, contract, IdleStatus::IdleFee, context)?;
    if contract.fee_notices.iter().any(|notice| notice.idle_from == idle_from) {
        return Err(Refusal::new(&IDLE_FEE_NOTICED).number("idle_from", idle_from));
    }
    require_text("document", document, 200)?;
    let due_on = clock.fee_on.unwrap_or(context.business_date);
    let fee = idle_terms(&state.parameters, due_on)?.fee(contract.terms.price);
    let fee = fee.map_err(|_overflow| Refusal::new(&NO_VALUE_IN_FORCE).at(IDLE_FEE_PERCENT))?;
    let noticed_on = context.business_date;
    let notice = FeeNotice { fee, idle_from, noticed_on, document: String::from(document) };
    Ok(only(contract, ContractChange::IdleFeeNoticed(notice)))
}

/// Ends the contract; its parcels are available again, and the enterprise's history shows why.
pub(super) fn take_back(
    state: &State,
    contract: (LandContractId, Option<u64>),
    document: &str,
    context: &Context,
) -> Result<Vec<ZoneEvent>, Refusal> {
    let contract = of_officer(state, contract, context)?;
    reached(state, contract, IdleStatus::TakeBack, context)?;
    require_text("document", document, 200)?;
    let taken = TakeBack { taken_back_on: context.business_date, document: String::from(document) };
    let mut events: Vec<ZoneEvent> = only(contract, ContractChange::LandTakenBack(taken));
    // A report of the foundation that still waits has nothing left to prove.
    let task = state.worklist.task(Subject::LandContract(contract.id), TaskKind::ConfirmStart);
    events.extend(
        task.map(|task| WorklistEvent::TaskClosed { task: task.id, closed_by: context.actor }.into()),
    );
    Ok(events)
}

/// Refuses unless the clock has come so far today; returns it with the day from which it runs.
fn reached(
    state: &State,
    contract: &LandContract,
    wanted: IdleStatus,
    context: &Context,
) -> Result<(IdleClock, CivilDate), Refusal> {
    let today = context.business_date;
    let terms = idle_terms(&state.parameters, today)?;
    let clock = idle_clock(&contract.idle_facts(), &terms, today)
        .map_err(|_uncountable| Refusal::new(&NO_VALUE_IN_FORCE).at(IDLE_FEE_MONTHS))?;
    let Some(runs_from) = clock.runs_from.filter(|_| clock.status >= wanted) else {
        let due_on = if wanted == IdleStatus::TakeBack { clock.take_back_on } else { clock.fee_on };
        let refusal = Refusal::new(&NOT_IDLE).number("today", today);
        return Err(match due_on {
            Some(due_on) => refusal.number("due_on", due_on),
            None => refusal,
        });
    };
    Ok((clock, runs_from))
}
