//! Decisions about what an enterprise belongs to: the desk states it, or the enterprise declares it and the desk confirms.

use alloc::vec;
use alloc::vec::Vec;
use etown_values::{EnterpriseId, TaskId};

use super::event::IndustryEvent as Event;
use super::mapping::{Mapping, Stated};
use super::refusal::{CLASS_DECLARATION_OPEN, MAPPING_ORDER, NO_CLASS_DECLARATION};
use crate::context::Context;
use crate::event::Event as ZoneEvent;
use crate::kernel::access::{NOT_PERMITTED, Role};
use crate::kernel::evidence::require_reason;
use crate::kernel::refusal::Refusal;
use crate::kernel::worklist::{Subject, Task, TaskKind, Worklist, WorklistEvent};
use crate::state::State;

pub(super) fn classify(
    state: &State,
    enterprise: EnterpriseId,
    mapping: &Mapping,
    context: &Context,
) -> Result<Vec<ZoneEvent>, Refusal> {
    state.parties.enterprise(enterprise)?;
    check(state, enterprise, mapping, context)?;
    let stated = stated(mapping, context);
    Ok(vec![Event::EnterpriseClassified { enterprise, stated }.into()])
}

pub(super) fn declare(
    state: &State,
    enterprise: EnterpriseId,
    mapping: &Mapping,
    context: &mut Context,
) -> Result<Vec<ZoneEvent>, Refusal> {
    let own = state.enterprises_of(context.actor, context.business_date);
    if !own.contains(&enterprise) {
        return Err(Refusal::new(&NOT_PERMITTED));
    }
    if state.industry.declaration(enterprise).is_some() {
        return Err(Refusal::new(&CLASS_DECLARATION_OPEN));
    }
    check(state, enterprise, mapping, context)?;
    let task = Task {
        id: context.fresh.take(TaskId::from_raw),
        kind: TaskKind::ConfirmClasses,
        subject: Subject::EnterpriseClasses(enterprise),
        title: state.parties.enterprise(enterprise).ok().map(|known| known.name.clone()),
        role: Role::InvestmentOfficer,
        enterprise: Some(enterprise),
        maker: context.actor,
        opened_at: context.now,
    };
    let stated = stated(mapping, context);
    Ok(vec![Event::ClassesDeclared { enterprise, stated }.into(), WorklistEvent::TaskOpened(task).into()])
}

pub(super) fn confirm(
    state: &State,
    enterprise: EnterpriseId,
    context: &Context,
) -> Result<Vec<ZoneEvent>, Refusal> {
    let (declared, task) = waiting(state, enterprise, context)?;
    // Another mapping, or another edition, may have come since.
    check(state, enterprise, &declared.mapping, context)?;
    let stated = Stated { position: context.position, ..declared.clone() };
    let mut events = vec![Event::ClassesConfirmed { enterprise, stated }.into()];
    events.extend(task.map(|task| closed(task, context)));
    Ok(events)
}

pub(super) fn send_back(
    state: &State,
    enterprise: EnterpriseId,
    reason: &str,
    context: &Context,
) -> Result<Vec<ZoneEvent>, Refusal> {
    let (_, task) = waiting(state, enterprise, context)?;
    require_reason(reason)?;
    let mut events = vec![Event::ClassesReturned { enterprise, reason: reason.into() }.into()];
    events.extend(task.map(|task| closed(task, context)));
    Ok(events)
}

/// Returns the declaration that waits and its task, to another person than who made it.
fn waiting<'a>(
    state: &'a State,
    enterprise: EnterpriseId,
    context: &Context,
) -> Result<(&'a Stated, Option<&'a Task>), Refusal> {
    let declared = state.industry.declaration(enterprise);
    let declared = declared.ok_or_else(|| Refusal::new(&NO_CLASS_DECLARATION))?;
    let task = state.worklist.task(Subject::EnterpriseClasses(enterprise), TaskKind::ConfirmClasses);
    Worklist::require_second_person(&[declared.by].into(), task, context.actor)?;
    Ok((declared, task))
}

fn closed(task: &Task, context: &Context) -> ZoneEvent {
    WorklistEvent::TaskClosed { task: task.id, closed_by: context.actor }.into()
}

fn stated(mapping: &Mapping, context: &Context) -> Stated {
    Stated { mapping: mapping.clone(), by: context.actor, position: context.position }
}

fn check(
    state: &State,
    enterprise: EnterpriseId,
    mapping: &Mapping,
    context: &Context,
) -> Result<(), Refusal> {
    let list = state.industry.classification(&mapping.scheme, context.business_date)?;
    if let Some(last) = state.industry.last_mapping(enterprise, &mapping.scheme)
        && mapping.valid_from <= last.mapping.valid_from
    {
        let last = last.mapping.valid_from;
        return Err(Refusal::new(&MAPPING_ORDER).at("valid_from").number("last", last));
    }
    mapping.check(list)?;
    mapping.evidence.check("evidence", context.business_date, context.position)
}
