//! Decisions about what an enterprise says it supplies: declared by the enterprise, confirmed or returned by the desk.

use alloc::string::ToString;
use alloc::vec;
use alloc::vec::Vec;
use etown_values::{EnterpriseId, SupplyId, TaskId};

use super::event::RegionEvent as Event;
use super::product::{Firm, SupplyRow};
use super::refusal::{FIRM_CONTENT, SUPPLY_DECLARED, SUPPLY_STATUS, UNKNOWN_SUPPLY};
use super::supply::{DeclaredSupply, SupplyStatus};
use crate::context::Context;
use crate::event::Event as ZoneEvent;
use crate::kernel::access::{NOT_PERMITTED, Role};
use crate::kernel::evidence::{Evidence, require_reason};
use crate::kernel::refusal::Refusal;
use crate::kernel::scopes::UNKNOWN_SCOPE;
use crate::kernel::worklist::{Subject, Task, TaskKind, Worklist, WorklistEvent};
use crate::state::State;

pub(super) fn declare(
    state: &State,
    enterprise: EnterpriseId,
    product: &str,
    evidence: &Evidence,
    context: &mut Context,
) -> Result<Vec<ZoneEvent>, Refusal> {
    if !state.enterprises_of(context.actor, context.business_date).contains(&enterprise) {
        return Err(Refusal::new(&NOT_PERMITTED));
    }
    let known = state.region.product(product).map_err(|refusal| refusal.at("product"))?;
    let is_waiting = state.region.declarations().any(|declared| {
        declared.enterprise == enterprise
            && declared.product == product
            && declared.status == SupplyStatus::Declared
    });
    let firm = state.region.firm_of(enterprise);
    if is_waiting || firm.is_some_and(|firm| state.region.states_supply(&firm.code, product)) {
        return Err(Refusal::new(&SUPPLY_DECLARED).at("product"));
    }
    evidence.check("evidence", context.business_date, context.position)?;
    let id = context.fresh.take(SupplyId::from_raw);
    let task = Task {
        id: context.fresh.take(TaskId::from_raw),
        kind: TaskKind::ConfirmSupply,
        subject: Subject::Supply(id),
        title: Some(known.name.clone()),
        role: Role::InvestmentOfficer,
        enterprise: Some(enterprise),
        maker: context.actor,
        opened_at: context.now,
    };
    let declared = DeclaredSupply {
        id,
        enterprise,
        product: product.into(),
        evidence: evidence.clone(),
        by: context.actor,
        status: SupplyStatus::Declared,
        reason: None,
        position: context.position,
    };
    Ok(vec![Event::SupplyDeclared(declared).into(), WorklistEvent::TaskOpened(task).into()])
}

/// What was declared becomes an edge; an enterprise that is no firm of the register yet becomes one, in the zone.
pub(super) fn confirm(state: &State, supply: SupplyId, context: &Context) -> Result<Vec<ZoneEvent>, Refusal> {
    let (declared, task) = waiting(state, supply, context)?;
    let (enterprise, product) = (declared.enterprise, declared.product.clone());
    let mut events = vec![Event::SupplyConfirmed { supply, enterprise, product: product.clone() }.into()];
    let firm = if let Some(known) = state.region.firm_of(enterprise) {
        known.code.clone()
    } else {
        let new = firm_of_the_zone(state, enterprise)?;
        let code = new.code.clone();
        events.push(Event::FirmsImported { firms: vec![new] }.into());
        code
    };
    let evidence = Evidence { receipt_position: Some(declared.position), ..declared.evidence.clone() };
    let supplies = vec![SupplyRow { firm, product, evidence }];
    let (by, position) = (declared.by, context.position);
    events.push(Event::SuppliesStated { supplies, by, position }.into());
    events.extend(task.map(|task| closed(task, context)));
    Ok(events)
}

pub(super) fn send_back(
    state: &State,
    supply: SupplyId,
    reason: &str,
    context: &Context,
) -> Result<Vec<ZoneEvent>, Refusal> {
    let (declared, task) = waiting(state, supply, context)?;
    require_reason(reason)?;
    let enterprise = declared.enterprise;
    let mut events = vec![Event::SupplyReturned { supply, enterprise, reason: reason.into() }.into()];
    events.extend(task.map(|task| closed(task, context)));
    Ok(events)
}

fn firm_of_the_zone(state: &State, enterprise: EnterpriseId) -> Result<Firm, Refusal> {
    let known = state.parties.enterprise(enterprise)?;
    let home = state.scopes.home().ok_or_else(|| Refusal::new(&UNKNOWN_SCOPE))?;
    let code = known.credit_code.to_string();
    if state.region.firm(&code).is_ok() {
        return Err(Refusal::new(&FIRM_CONTENT).number("firm", code));
    }
    Ok(Firm {
        code,
        name: known.name.clone(),
        name_english: known.name_english.clone(),
        scope: home.code.clone(),
        enterprise: Some(enterprise),
    })
}

/// Returns a declaration that waits and its task, to another person than who made it.
fn waiting<'a>(
    state: &'a State,
    supply: SupplyId,
    context: &Context,
) -> Result<(&'a DeclaredSupply, Option<&'a Task>), Refusal> {
    let declared = state.region.declaration(supply).ok_or_else(|| Refusal::new(&UNKNOWN_SUPPLY))?;
    let task = state.worklist.task(Subject::Supply(supply), TaskKind::ConfirmSupply);
    Worklist::require_second_person(&[declared.by].into(), task, context.actor)?;
    if declared.status == SupplyStatus::Declared {
        Ok((declared, task))
    } else {
        Err(Refusal::new(&SUPPLY_STATUS))
    }
}

fn closed(task: &Task, context: &Context) -> ZoneEvent {
    WorklistEvent::TaskClosed { task: task.id, closed_by: context.actor }.into()
}
