//! Decisions about supervised equipment: register, confirm, move, release, and the end of its term.

use alloc::string::String;
use alloc::vec;
use alloc::vec::Vec;
use etown_values::{EnterpriseId, EquipmentId, TaskId};

use super::command::BondedCommand as Command;
use super::equipment::{Equipment, EquipmentFiling, EquipmentStatus};
use super::event::BondedEvent as Event;
use super::list::ListStatus;
use super::refusal::{
    EQUIPMENT_SOURCE, EQUIPMENT_STATUS, EQUIPMENT_TEXT, EQUIPMENT_USER, LIST_STATUS, NOT_DUE,
    UNKNOWN_EQUIPMENT,
};
use super::settings::EQUIPMENT_MONTHS;
use super::state::{AnyList, any_list_and_book, book_of_enterprise};
use crate::context::Context;
use crate::event::Event as ZoneEvent;
use crate::kernel::access::{Actor, NOT_PERMITTED, Role};
use crate::kernel::refusal::Refusal;
use crate::kernel::request::{require_reason, require_revision};
use crate::kernel::worklist::{Subject, Task, TaskKind, Worklist, WorklistEvent};
use crate::state::State;

/// Decides a command about equipment.
pub(crate) fn decide(
    state: &State,
    command: &Command,
    context: &mut Context,
) -> Result<Vec<ZoneEvent>, Refusal> {
    match command {
        Command::RegisterEquipment { filing } => register(state, filing, context),
        Command::ConfirmEquipment { equipment, revision } => confirm(state, *equipment, *revision, context),
        Command::MoveEquipment { equipment, revision, location, used_by } => {
            relocate(state, (*equipment, *revision), location, *used_by, context)
        }
        Command::ReleaseEquipment { equipment, revision, reason } => {
            release(state, *equipment, *revision, reason, context)
        }
        Command::EndSupervision { equipment, supervised_until } => {
            if context.actor != Actor::Scheduler {
                return Err(Refusal::new(&NOT_PERMITTED));
            }
            let is_due = state.bonded.equipment(*equipment).is_some_and(|found| {
                found.status == EquipmentStatus::Supervised
                    && found.supervised_until == Some(*supervised_until)
                    && *supervised_until < context.business_date
            });
            if is_due {
                Ok(vec![Event::EquipmentReleased { equipment: *equipment, reason: None }.into()])
            } else {
                Err(Refusal::new(&NOT_DUE))
            }
        }
        _ => unreachable!("the door sends only equipment commands here"),
    }
}

fn register(
    state: &State,
    filing: &EquipmentFiling,
    context: &mut Context,
) -> Result<Vec<ZoneEvent>, Refusal> {
    let (list, book) = any_list_and_book(state, filing.list, context, book_of_enterprise)?;
    let (posted_on, machines) = match list {
        AnyList::Open(list) if list.status != ListStatus::Posted => {
            return Err(Refusal::new(&LIST_STATUS).at("list"));
        }
        AnyList::Open(list) => (list.posted_on, list.machines_of(filing.line)),
        AnyList::Closed(list) => (list.posted_on, list.machines_of(filing.line)),
    };
    check_source(state, filing, machines)?;
    check_text("name", &filing.name)?;
    check_text("serial_number", &filing.serial_number)?;
    check_text("location", &filing.location)?;
    check_user(state, book.header.enterprise, filing.used_by)?;
    let id = context.fresh.take(EquipmentId::from_raw);
    let enterprise = book.header.enterprise;
    let task = Task {
        id: context.fresh.take(TaskId::from_raw),
        kind: TaskKind::ConfirmEquipment,
        subject: Subject::Equipment(id),
        title: None,
        role: Role::CustomsOfficer,
        enterprise: Some(enterprise),
        maker: context.actor,
        opened_at: context.now,
    };
    let registered = Event::EquipmentRegistered {
        equipment: id,
        enterprise,
        book: book.id,
        filing: filing.clone(),
        supervised_from: posted_on.unwrap_or(context.business_date),
        by: context.actor,
    };
    Ok(vec![registered.into(), WorklistEvent::TaskOpened(task).into()])
}

/// The line brought in as many machines as it has whole units; each is registered once.
fn check_source(state: &State, filing: &EquipmentFiling, machines: Option<u32>) -> Result<(), Refusal> {
    let refusal = || Refusal::new(&EQUIPMENT_SOURCE).at("line").number("line", filing.line);
    let machines = machines.ok_or_else(refusal)?;
    let registered = state.bonded.equipment_of_line(filing.list, filing.line);
    if registered >= machines {
        return Err(refusal().number("machines", machines).number("registered", registered));
    }
    Ok(())
}

fn confirm(
    state: &State,
    equipment: EquipmentId,
    revision: Option<u64>,
    context: &Context,
) -> Result<Vec<ZoneEvent>, Refusal> {
    let equipment = of_customs(state, equipment, context)?;
    let task = state.worklist.task(Subject::Equipment(equipment.id), TaskKind::ConfirmEquipment);
    Worklist::require_second_person(&[equipment.maker].into(), task, context.actor)?;
    require_revision(revision, equipment.revision)?;
    require_status(equipment, EquipmentStatus::Registered)?;
    let months = state.parameters.whole_number(EQUIPMENT_MONTHS, context.business_date)?;
    let next = i32::try_from(months).ok().and_then(|months| equipment.supervised_from.plus_months(months));
    let supervised_until =
        next.and_then(etown_values::CivilDate::previous_day).unwrap_or(etown_values::CivilDate::MAX);
    let confirmed = Event::EquipmentConfirmed { equipment: equipment.id, supervised_until };
    let mut events = vec![confirmed.into()];
    events.extend(
        task.map(|task| WorklistEvent::TaskClosed { task: task.id, closed_by: context.actor }.into()),
    );
    Ok(events)
}

/// Releases a machine before its term ends; one that waits for customs is refused with the same words.
fn release(
    state: &State,
    equipment: EquipmentId,
    revision: Option<u64>,
    reason: &str,
    context: &Context,
) -> Result<Vec<ZoneEvent>, Refusal> {
    let equipment = of_customs(state, equipment, context)?;
    require_revision(revision, equipment.revision)?;
    if equipment.status == EquipmentStatus::Released {
        return Err(Refusal::new(&EQUIPMENT_STATUS));
    }
    require_reason(reason)?;
    let task = state.worklist.task(Subject::Equipment(equipment.id), TaskKind::ConfirmEquipment);
    let (equipment, reason) = (equipment.id, Some(String::from(reason)));
    let mut events = vec![Event::EquipmentReleased { equipment, reason }.into()];
    events.extend(
        task.map(|task| WorklistEvent::TaskClosed { task: task.id, closed_by: context.actor }.into()),
    );
    Ok(events)
}

fn relocate(
    state: &State,
    (equipment, revision): (EquipmentId, Option<u64>),
    location: &str,
    used_by: EnterpriseId,
    context: &Context,
) -> Result<Vec<ZoneEvent>, Refusal> {
    let equipment = visible(state, equipment, context)?;
    let enterprises = state.enterprises_of(context.actor, context.business_date);
    if !enterprises.contains(&equipment.enterprise) {
        return Err(Refusal::new(&NOT_PERMITTED));
    }
    require_revision(revision, equipment.revision)?;
    require_status(equipment, EquipmentStatus::Supervised)?;
    check_text("location", location)?;
    check_user(state, equipment.enterprise, used_by)?;
    let (equipment, location) = (equipment.id, String::from(location));
    Ok(vec![Event::EquipmentMoved { equipment, location, used_by }.into()])
}

/// The owner uses it, or another member of the owner's group (GACC announcement 2021/80).
fn check_user(state: &State, owner: EnterpriseId, used_by: EnterpriseId) -> Result<(), Refusal> {
    state.parties.enterprise(used_by).map_err(|refusal| refusal.at("used_by"))?;
    let is_member = || state.parties.group_of(owner).is_some_and(|group| group.members.contains(&used_by));
    if used_by == owner || is_member() { Ok(()) } else { Err(Refusal::new(&EQUIPMENT_USER).at("used_by")) }
}

fn check_text(field: &str, text: &str) -> Result<(), Refusal> {
    let length = text.trim().chars().count();
    if (1..=200).contains(&length) { Ok(()) } else { Err(Refusal::new(&EQUIPMENT_TEXT).at(field)) }
}

fn visible<'a>(
    state: &'a State,
    equipment: EquipmentId,
    context: &Context,
) -> Result<&'a Equipment, Refusal> {
    let scope = state.read_scope(context.actor, context.business_date);
    let scope = scope.ok_or_else(|| Refusal::new(&NOT_PERMITTED))?;
    let found = state.bonded.equipment(equipment).filter(|found| scope.covers(found.enterprise));
    found.ok_or_else(|| Refusal::new(&UNKNOWN_EQUIPMENT))
}

fn of_customs<'a>(
    state: &'a State,
    equipment: EquipmentId,
    context: &Context,
) -> Result<&'a Equipment, Refusal> {
    let found = visible(state, equipment, context)?;
    state.access.require_zone_role(context.actor, &[Role::CustomsOfficer])?;
    Ok(found)
}

fn require_status(equipment: &Equipment, wanted: EquipmentStatus) -> Result<(), Refusal> {
    if equipment.status == wanted { Ok(()) } else { Err(Refusal::new(&EQUIPMENT_STATUS)) }
}
