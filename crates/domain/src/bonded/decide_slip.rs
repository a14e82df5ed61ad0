//! Decisions about pass slips and the trucks that carry them: apply, approve, void, weigh, hold, release.

use alloc::collections::BTreeSet;
use alloc::format;
use alloc::string::String;
use alloc::vec;
use alloc::vec::Vec;
use etown_values::{BookId, EnterpriseId, QuantityAmount, SlipId, TaskId};

use super::command::BondedCommand as Command;
use super::content::check_trucks;
use super::decide_list::{next_number, require_reason};
use super::event::BondedEvent as Event;
use super::list::{List, ListStatus};
use super::refusal::{
    LIST_STATUS, SCALE_WEIGHT, SLIP_GOODS, SLIP_LISTS, SLIP_NUMBER_OF_TRUCKS, SLIP_STATUS, SLIP_TRUCK,
    SLIP_VALIDITY, SLIP_WEIGHT, TRUCK_STATUS, UNKNOWN_SLIP, UNKNOWN_TRUCK,
};
use super::settings::{SLIP_DAYS_MAX, WEIGHT_TOLERANCE};
use super::slip::{HoldCause, Slip, SlipContent, SlipKind, SlipStatus, SlipTruck, TruckProgress, Weighing};
use super::state::{is_person, list_and_book, require_revision};
use crate::context::Context;
use crate::event::Event as ZoneEvent;
use crate::kernel::access::{NOT_PERMITTED, Role};
use crate::kernel::ledger::AMOUNT_OUT_OF_RANGE;
use crate::kernel::refusal::Refusal;
use crate::kernel::worklist::{Subject, Task, TaskKind, Worklist, WorklistEvent};
use crate::state::State;

/// Decides a command about a slip or one of its trucks.
pub(crate) fn decide(
    state: &State,
    command: &Command,
    context: &mut Context,
) -> Result<Vec<ZoneEvent>, Refusal> {
    match command {
        Command::ApplySlip { enterprise, content } => apply(state, *enterprise, content, context),
        Command::ApproveSlip { slip, revision } => approve(state, *slip, *revision, context),
        Command::VoidSlip { slip, revision, reason } => void(state, *slip, *revision, reason, context),
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
            Ok(held(state, slip, truck, (HoldCause::Inspection, reason.clone()), context))
        }
        Command::ReleaseTruck { slip, truck, reason } => release(state, (*slip, truck), reason, context),
        _ => unreachable!("the door sends only slip commands here"),
    }
}

fn apply(
    state: &State,
    enterprise: EnterpriseId,
    content: &SlipContent,
    context: &mut Context,
) -> Result<Vec<ZoneEvent>, Refusal> {
    let enterprises = state.enterprises_of(context.actor, context.business_date);
    if !is_person(context.actor) || !enterprises.contains(&enterprise) {
        return Err(Refusal::new(&NOT_PERMITTED));
    }
    check_kind(content)?;
    let lists = lists_of(state, content, context)?;
    let book = one_book(state, enterprise, &lists)?;
    for (index, list) in lists.iter().enumerate() {
        check_list(content, list).map_err(|refusal| refusal.at(format!("lists[{index}]")))?;
    }
    check_truck_rows(content)?;
    check_free(state, content, &lists)?;
    check_validity(state, content, context)?;
    let slip = context.fresh.take(SlipId::from_raw);
    let number = next_number(state, "PS", content.direction, context.business_date);
    let by = context.actor;
    let mut events =
        vec![Event::SlipApplied { slip, number, enterprise, book, content: content.clone(), by }.into()];
    if content.kind.has_lists() {
        let task = task((slip, enterprise), TaskKind::ApproveSlip, context);
        events.push(WorklistEvent::TaskOpened(task).into());
    } else {
        // No supervised goods pass: registration is enough (GACC announcement 2023/200).
        events.push(Event::SlipApproved { slip, by }.into());
    }
    Ok(events)
}

/// What belongs to a kind: lists or none, a description or none, one truck for several lists.
fn check_kind(content: &SlipContent) -> Result<(), Refusal> {
    let names_each_once = content.lists.iter().collect::<BTreeSet<_>>().len() == content.lists.len();
    let is_counted = content.lists.len() <= 20 && names_each_once;
    if content.kind.has_lists() == content.lists.is_empty() || !is_counted {
        return Err(Refusal::new(&SLIP_LISTS).at("lists"));
    }
    let described = content.goods.as_ref().map(|goods| goods.trim().chars().count());
    let is_described = match (content.kind, described) {
        (SlipKind::RegisteredGoods, Some(length)) => (2..=500).contains(&length),
        (SlipKind::RegisteredGoods, None) => false,
        (_, described) => described.is_none(),
    };
    if !is_described {
        return Err(Refusal::new(&SLIP_GOODS).at("goods"));
    }
    if content.trucks.is_empty() || (content.lists.len() > 1 && content.trucks.len() > 1) {
        let refusal = Refusal::new(&SLIP_NUMBER_OF_TRUCKS).at("trucks");
        return Err(refusal.number("trucks", content.trucks.len()).number("lists", content.lists.len()));
    }
    Ok(())
}

fn lists_of<'a>(
    state: &'a State,
    content: &SlipContent,
    context: &Context,
) -> Result<Vec<&'a List>, Refusal> {
    let mut lists = Vec::new();
    for (index, list) in content.lists.iter().enumerate() {
        let found = list_and_book(state, *list, context, super::state::book_of_enterprise);
        let (list, _) = found.map_err(|refusal| refusal.at(format!("lists[{index}]")))?;
        lists.push(list);
    }
    Ok(lists)
}

/// The one book that all lists belong to, of the slip's enterprise.
fn one_book(state: &State, enterprise: EnterpriseId, lists: &[&List]) -> Result<Option<BookId>, Refusal> {
    let Some(first) = lists.first() else { return Ok(None) };
    let book = state.bonded.book(first.book).filter(|book| book.header.enterprise == enterprise);
    let is_one = lists.iter().all(|list| list.book == first.book);
    match book.filter(|_| is_one) {
        Some(book) => Ok(Some(book.id)),
        None => Err(Refusal::new(&SLIP_LISTS).at("lists")),
    }
}

fn check_list(content: &SlipContent, list: &List) -> Result<(), Refusal> {
    if !matches!(list.status, ListStatus::Submitted | ListStatus::Approved) {
        return Err(Refusal::new(&LIST_STATUS));
    }
    if list.direction() != content.direction {
        return Err(Refusal::new(&SLIP_LISTS));
    }
    Ok(())
}

fn check_truck_rows(content: &SlipContent) -> Result<(), Refusal> {
    let plates: Vec<String> = content.trucks.iter().map(|truck| truck.plate.clone()).collect();
    check_trucks(&plates)?;
    for (index, truck) in content.trucks.iter().enumerate() {
        let parts = [truck.frame_kilograms, truck.container_kilograms, truck.goods_kilograms];
        let carries_nothing = truck.goods_kilograms.is_zero();
        let is_weighed = truck.vehicle_kilograms.is_positive()
            && parts.iter().all(|part| !part.is_negative())
            && (content.kind != SlipKind::EmptyTruck || carries_nothing);
        if !is_weighed {
            return Err(Refusal::new(&SLIP_WEIGHT).at(format!("trucks[{index}]")));
        }
        if truck.declared_kilograms().is_none() {
            return Err(Refusal::new(&AMOUNT_OUT_OF_RANGE).at(format!("trucks[{index}]")));
        }
    }
    Ok(())
}

/// Every truck is one that each list waits for, and no other slip in use lets it pass for the same list.
fn check_free(state: &State, content: &SlipContent, lists: &[&List]) -> Result<(), Refusal> {
    let taken = |list: &List, plate: &str| {
        let mut slips = state.bonded.slips_of(list.id);
        slips.any(|slip| slip.truck(plate).is_some())
    };
    for (index, truck) in content.trucks.iter().enumerate() {
        for list in lists {
            let is_awaited = list.missing_trucks().any(|plate| *plate == truck.plate);
            if !is_awaited || taken(list, &truck.plate) {
                return Err(Refusal::new(&SLIP_TRUCK).at(format!("trucks[{index}].plate")));
            }
        }
    }
    Ok(())
}

fn check_validity(state: &State, content: &SlipContent, context: &Context) -> Result<(), Refusal> {
    let today = context.business_date;
    let days = state.parameters.whole_number(SLIP_DAYS_MAX, today)?;
    let latest = i32::try_from(days).ok().and_then(|days| today.plus_days(days)).unwrap_or(today);
    if content.valid_until < today || content.valid_until > latest {
        let refusal = Refusal::new(&SLIP_VALIDITY).at("valid_until");
        return Err(refusal.number("today", today).largest(latest));
    }
    Ok(())
}

fn approve(
    state: &State,
    slip: SlipId,
    revision: Option<u64>,
    context: &Context,
) -> Result<Vec<ZoneEvent>, Refusal> {
    let slip = slip_of_customs(state, slip, context)?;
    let task = state.worklist.task(Subject::Slip(slip.id), TaskKind::ApproveSlip);
    Worklist::require_second_person(&BTreeSet::from([slip.maker]), task, context.actor)?;
    require_revision(revision, slip.revision)?;
    require_status(slip, SlipStatus::Applied)?;
    check_validity(state, &slip.content, context)?;
    for (index, list) in slip.content.lists.iter().enumerate() {
        let is_approved = state.bonded.list(*list).is_some_and(|list| list.status == ListStatus::Approved);
        if !is_approved {
            return Err(Refusal::new(&LIST_STATUS).at(format!("lists[{index}]")));
        }
    }
    if let Some(book) = slip.book {
        state.exceptions.require_unblocked(book)?;
    }
    let mut events = vec![Event::SlipApproved { slip: slip.id, by: context.actor }.into()];
    events.extend(task.map(|task| closed(task, context)));
    Ok(events)
}

fn void(
    state: &State,
    slip: SlipId,
    revision: Option<u64>,
    reason: &str,
    context: &Context,
) -> Result<Vec<ZoneEvent>, Refusal> {
    let slip = visible_slip(state, slip, context)?;
    let enterprises = state.enterprises_of(context.actor, context.business_date);
    let is_customs = state.access.has_zone_role(context.actor, Role::CustomsOfficer);
    if !is_customs && !enterprises.contains(&slip.enterprise) {
        return Err(Refusal::new(&NOT_PERMITTED));
    }
    require_revision(revision, slip.revision)?;
    let is_open = matches!(slip.status, SlipStatus::Applied | SlipStatus::Approved);
    if !is_open || slip.has_begun() {
        return Err(Refusal::new(&SLIP_STATUS));
    }
    require_reason(reason)?;
    let mut events = vec![Event::SlipVoided { slip: slip.id, reason: reason.into() }.into()];
    let kinds = [TaskKind::ApproveSlip, TaskKind::ReleaseTruck];
    let tasks = kinds.into_iter().filter_map(|kind| state.worklist.task(Subject::Slip(slip.id), kind));
    events.extend(tasks.map(|task| closed(task, context)));
    Ok(events)
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
    if !weighing.is_within && !progress.is_released {
        let reason = format!("{} / {}", weighing.scale_kilograms, weighing.declared_kilograms);
        events.extend(held(state, slip, truck, (HoldCause::Weight, reason), context));
    }
    Ok(events)
}

fn held(
    state: &State,
    slip: &Slip,
    truck: &str,
    (cause, reason): (HoldCause, String),
    context: &mut Context,
) -> Vec<ZoneEvent> {
    let by = context.actor;
    let mut events = vec![Event::TruckHeld { slip: slip.id, truck: truck.into(), cause, reason, by }.into()];
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
    Worklist::require_second_person(&progress.held_by, task, context.actor)?;
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
    state.bonded.slip(slip).ok_or_else(|| Refusal::new(&UNKNOWN_SLIP))
}

fn slip_of_customs<'a>(state: &'a State, slip: SlipId, context: &Context) -> Result<&'a Slip, Refusal> {
    let found = visible_slip(state, slip, context)?;
    state.access.require_zone_role(context.actor, &[Role::CustomsOfficer])?;
    Ok(found)
}

fn visible_slip<'a>(state: &'a State, slip: SlipId, context: &Context) -> Result<&'a Slip, Refusal> {
    let scope = state.read_scope(context.actor, context.business_date);
    let scope = scope.ok_or_else(|| Refusal::new(&NOT_PERMITTED))?;
    let found = state.bonded.slip(slip).filter(|found| scope.covers(found.enterprise));
    found.ok_or_else(|| Refusal::new(&UNKNOWN_SLIP))
}

fn require_status(slip: &Slip, wanted: SlipStatus) -> Result<(), Refusal> {
    if slip.status == wanted { Ok(()) } else { Err(Refusal::new(&SLIP_STATUS)) }
}

fn task((slip, enterprise): (SlipId, EnterpriseId), kind: TaskKind, context: &mut Context) -> Task {
    Task {
        id: context.fresh.take(TaskId::from_raw),
        kind,
        subject: Subject::Slip(slip),
        role: Role::CustomsOfficer,
        enterprise: Some(enterprise),
        maker: context.actor,
        opened_at: context.now,
    }
}

fn closed(task: &Task, context: &Context) -> ZoneEvent {
    WorklistEvent::TaskClosed { task: task.id, closed_by: context.actor }.into()
}
