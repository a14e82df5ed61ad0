//! Decisions about pass slips: apply, approve, void.

use alloc::collections::BTreeSet;
use alloc::format;
use alloc::string::String;
use alloc::vec;
use alloc::vec::Vec;
use etown_values::{BookId, EnterpriseId, SlipId, TaskId};

use super::command::BondedCommand as Command;
use super::content::check_trucks;
use super::decide_list::next_number;
use super::event::BondedEvent as Event;
use super::list::{List, ListStatus};
use super::refusal::{
    BOOK_PAUSED, LIST_STATUS, SLIP_GOODS, SLIP_LISTS, SLIP_NUMBER_OF_TRUCKS, SLIP_STATUS, SLIP_TRUCK,
    SLIP_VALIDITY, SLIP_WEIGHT, TRUCK_STATUS, UNKNOWN_SLIP,
};
use super::settings::SLIP_DAYS_MAX;
use super::slip::{Slip, SlipContent, SlipKind, SlipStatus};
use super::state::{is_person, list_and_book};
use crate::context::Context;
use crate::event::Event as ZoneEvent;
use crate::kernel::access::{NOT_PERMITTED, ReadScope, Role};
use crate::kernel::ledger::AMOUNT_OUT_OF_RANGE;
use crate::kernel::refusal::Refusal;
use crate::kernel::request::{require_reason, require_revision};
use crate::kernel::worklist::{Subject, Task, TaskKind, Worklist, WorklistEvent};
use crate::state::State;

/// How long a slip without lists is kept after its last day, so that a lane that was offline may still report its trucks.
const DAYS_KEPT: i32 = 60;
/// Most slips that one application retires.
const RETIRED_MAX: usize = 10;

/// Decides a command about a slip as a whole.
pub(crate) fn decide(
    state: &State,
    command: &Command,
    context: &mut Context,
) -> Result<Vec<ZoneEvent>, Refusal> {
    match command {
        Command::ApplySlip { enterprise, content } => apply(state, *enterprise, content, context),
        Command::ApproveSlip { slip, revision } => approve(state, *slip, *revision, context),
        Command::VoidSlip { slip, revision, reason } => void(state, *slip, *revision, reason, context),
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
    state.parties.require_unrestricted_group(enterprise)?;
    check_kind(content)?;
    let lists = lists_of(state, content, context)?;
    let book = one_book(state, enterprise, &lists)?;
    for (index, list) in lists.iter().enumerate() {
        check_list(content, list).map_err(|refusal| refusal.at(format!("lists[{index}]")))?;
    }
    check_truck_rows(content)?;
    check_free(state, content, &lists)?;
    if let Some(index) = content.trucks.iter().position(|truck| state.bonded.is_held(&truck.plate)) {
        return Err(Refusal::new(&TRUCK_STATUS).at(format!("trucks[{index}].plate")));
    }
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
    events.extend(retired(state, context));
    Ok(events)
}

/// Slips without lists have no period that closes over them: a few old ones make room for each new slip.
fn retired(state: &State, context: &Context) -> Option<ZoneEvent> {
    let before = context.business_date.plus_days(-DAYS_KEPT)?;
    let slips: Vec<SlipId> = state.bonded.slips_without_lists_before(before).take(RETIRED_MAX).collect();
    (!slips.is_empty()).then(|| Event::SlipsRetired { slips }.into())
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
    for list in lists {
        check_awaited(content, list)?;
        let slips = state.bonded.slips_of(list.id).flat_map(|slip| &slip.content.trucks);
        let taken: BTreeSet<&String> = slips.map(|truck| &truck.plate).collect();
        refuse_truck(content, |plate| taken.contains(plate))?;
    }
    Ok(())
}

/// Every truck is one that the list waits for.
fn check_awaited(content: &SlipContent, list: &List) -> Result<(), Refusal> {
    let awaited: BTreeSet<&String> = list.missing_trucks().collect();
    refuse_truck(content, |plate| !awaited.contains(plate))
}

fn refuse_truck(content: &SlipContent, is_wrong: impl Fn(&String) -> bool) -> Result<(), Refusal> {
    match content.trucks.iter().position(|truck| is_wrong(&truck.plate)) {
        Some(index) => Err(Refusal::new(&SLIP_TRUCK).at(format!("trucks[{index}].plate"))),
        None => Ok(()),
    }
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
    state.parties.require_unrestricted_group(slip.enterprise)?;
    check_validity(state, &slip.content, context)?;
    for (index, list) in slip.content.lists.iter().enumerate() {
        let approved = state.bonded.list(*list).filter(|list| list.status == ListStatus::Approved);
        let list = approved.ok_or_else(|| Refusal::new(&LIST_STATUS).at(format!("lists[{index}]")))?;
        check_awaited(&slip.content, list)?;
    }
    if let Some(book) = slip.book.and_then(|book| state.bonded.book(book)) {
        if book.pause.stops(slip.content.direction) {
            return Err(Refusal::new(&BOOK_PAUSED));
        }
        state.exceptions.require_unblocked(book.id)?;
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
    if !is_customs && slip.has_held_truck() {
        return Err(Refusal::new(&TRUCK_STATUS));
    }
    require_reason(reason)?;
    let mut events = vec![Event::SlipVoided { slip: slip.id, reason: reason.into() }.into()];
    let kinds = [TaskKind::ApproveSlip, TaskKind::ReleaseTruck];
    let tasks = kinds.into_iter().filter_map(|kind| state.worklist.task(Subject::Slip(slip.id), kind));
    events.extend(tasks.map(|task| closed(task, context)));
    Ok(events)
}

pub(super) fn slip_of_customs<'a>(
    state: &'a State,
    slip: SlipId,
    context: &Context,
) -> Result<&'a Slip, Refusal> {
    let found = visible_slip(state, slip, context)?;
    state.access.require_zone_role(context.actor, &[Role::CustomsOfficer])?;
    Ok(found)
}

fn visible_slip<'a>(state: &'a State, slip: SlipId, context: &Context) -> Result<&'a Slip, Refusal> {
    let scope = state.read_scope(context.actor, context.business_date);
    let scope = scope.ok_or_else(|| Refusal::new(&NOT_PERMITTED))?;
    // Whoever works at the gate sees every slip.
    let is_at_gate = state.access.has_zone_role(context.actor, Role::GateOperator);
    let scope = if is_at_gate { ReadScope::Zone } else { scope };
    if state.bonded.closed_slip(slip).is_some_and(|closed| scope.covers(closed.enterprise)) {
        return Err(Refusal::new(&SLIP_STATUS));
    }
    let found = state.bonded.slip(slip).filter(|found| scope.covers(found.enterprise));
    found.ok_or_else(|| Refusal::new(&UNKNOWN_SLIP))
}

pub(super) fn require_status(slip: &Slip, wanted: SlipStatus) -> Result<(), Refusal> {
    if slip.status == wanted { Ok(()) } else { Err(Refusal::new(&SLIP_STATUS)) }
}

pub(super) fn task(
    (slip, enterprise): (SlipId, EnterpriseId),
    kind: TaskKind,
    context: &mut Context,
) -> Task {
    Task {
        id: context.fresh.take(TaskId::from_raw),
        kind,
        subject: Subject::Slip(slip),
        title: None,
        role: Role::CustomsOfficer,
        enterprise: Some(enterprise),
        maker: context.actor,
        opened_at: context.now,
    }
}

pub(super) fn closed(task: &Task, context: &Context) -> ZoneEvent {
    WorklistEvent::TaskClosed { task: task.id, closed_by: context.actor }.into()
}
