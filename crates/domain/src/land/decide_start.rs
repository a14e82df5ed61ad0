//! Decisions about the proof of start: the enterprise reports the foundation, an officer confirms it or sends it back.
//!
//! A start is proven when the construction permit is held and the foundation is reached, on the later of the two days.

use alloc::string::String;
use alloc::vec;
use alloc::vec::Vec;
use etown_values::{CivilDate, LandContractId, TaskId};

use super::contract::{Foundation, LandContract, PermitKind};
use super::decide::{changed, in_force, of_officer, require_between};
use super::event::ContractChange;
use super::refusal::{
    CONSTRUCTION_PERMIT_MISSING, EVIDENCE_DIGEST, FOUNDATION_STATE, LAND_CONTRACT_STATUS,
    UNKNOWN_LAND_CONTRACT,
};
use crate::context::Context;
use crate::event::Event as ZoneEvent;
use crate::kernel::access::{NOT_PERMITTED, Role};
use crate::kernel::refusal::Refusal;
use crate::kernel::request::require_reason;
use crate::kernel::worklist::{Subject, Task, TaskKind, Worklist, WorklistEvent};
use crate::state::State;

pub(super) fn report(
    state: &State,
    (contract, revision): (LandContractId, Option<u64>),
    (reached_on, evidence): (CivilDate, &str),
    context: &mut Context,
) -> Result<Vec<ZoneEvent>, Refusal> {
    let enterprises = state.enterprises_of(context.actor, context.business_date);
    if enterprises.is_empty() {
        return Err(Refusal::new(&NOT_PERMITTED));
    }
    let found = state.land.contract(contract).filter(|found| enterprises.contains(&found.terms.enterprise));
    let contract = in_force(found.ok_or_else(|| Refusal::new(&UNKNOWN_LAND_CONTRACT))?, revision)?;
    if contract.foundation.is_some() {
        return Err(Refusal::new(&FOUNDATION_STATE));
    }
    let delivered_on = contract.delivered_on.ok_or_else(|| Refusal::new(&LAND_CONTRACT_STATUS))?;
    require_between("reached_on", delivered_on, reached_on, context)?;
    let is_digit = |byte: u8| byte.is_ascii_digit() || (b'a'..=b'f').contains(&byte);
    if evidence.len() != 64 || !evidence.bytes().all(is_digit) {
        return Err(Refusal::new(&EVIDENCE_DIGEST).at("evidence"));
    }
    let task = Task {
        id: context.fresh.take(TaskId::from_raw),
        kind: TaskKind::ConfirmStart,
        subject: Subject::LandContract(contract.id),
        title: Some(contract.terms.number.clone()),
        role: Role::LandOfficer,
        enterprise: Some(contract.terms.enterprise),
        maker: context.actor,
        opened_at: context.now,
    };
    let foundation = Foundation { reached_on, evidence: String::from(evidence) };
    let reported = changed(contract, ContractChange::FoundationReported(foundation));
    Ok(vec![reported, WorklistEvent::TaskOpened(task).into()])
}

pub(super) fn confirm(
    state: &State,
    contract: (LandContractId, Option<u64>),
    context: &Context,
) -> Result<Vec<ZoneEvent>, Refusal> {
    let (contract, foundation, task) = waiting(state, contract, context)?;
    let permit = contract.permits.get(&PermitKind::Construction);
    let permit = permit.ok_or_else(|| Refusal::new(&CONSTRUCTION_PERMIT_MISSING))?;
    let started_on = foundation.reached_on.max(permit.issued_on);
    Ok(vec![changed(contract, ContractChange::StartProven { started_on }), closed(task, context)])
}

pub(super) fn send_back(
    state: &State,
    contract: (LandContractId, Option<u64>),
    reason: &str,
    context: &Context,
) -> Result<Vec<ZoneEvent>, Refusal> {
    let (contract, _, task) = waiting(state, contract, context)?;
    require_reason(reason)?;
    let returned = ContractChange::FoundationReturned { reason: String::from(reason) };
    Ok(vec![changed(contract, returned), closed(task, context)])
}

/// The report that waits; another person than its maker decides it.
fn waiting<'a>(
    state: &'a State,
    contract: (LandContractId, Option<u64>),
    context: &Context,
) -> Result<(&'a LandContract, &'a Foundation, &'a Task), Refusal> {
    let contract = of_officer(state, contract, context)?;
    let task = state.worklist.task(Subject::LandContract(contract.id), TaskKind::ConfirmStart);
    let waiting = contract.foundation.as_ref().zip(task);
    let (foundation, task) = waiting.ok_or_else(|| Refusal::new(&FOUNDATION_STATE))?;
    Worklist::require_second_person(&[].into(), Some(task), context.actor)?;
    Ok((contract, foundation, task))
}

fn closed(task: &Task, context: &Context) -> ZoneEvent {
    WorklistEvent::TaskClosed { task: task.id, closed_by: context.actor }.into()
}
