//! Decisions about verification lists: draft, submit, approve (pre-deduction), return, withdraw, reverse.

use alloc::format;
use alloc::string::String;
use alloc::vec;
use alloc::vec::Vec;
use etown_values::{CivilDate, ListId, TaskId};

use super::book::{Book, BookStatus};
use super::command::BondedCommand as Command;
use super::content::{check_content, check_pauses, check_trucks};
use super::event::BondedEvent;
use super::list::{Direction, List, ListContent, ListStatus};
use super::posting::{effects, hold_content, hold_reversal, post_list, word_limit};
use super::refusal::{
    ALREADY_REVERSED, BOOK_EXPIRED, BOOK_PAUSED, BOOK_STATUS, DIRECTION_FIXED, LIST_CLOSED, LIST_HAS_BEGUN,
    LIST_STATUS, NOT_POSTED, REVERSAL_FIXED, TRUCK_HAS_PASSED, TRUCKS,
};
use super::state::{book_of_customs, book_of_enterprise, list_and_book};
use crate::context::Context;
use crate::event::Event;
use crate::kernel::access::Role;
use crate::kernel::ledger::{Document, Draft, INSUFFICIENT_AVAILABLE};
use crate::kernel::refusal::Refusal;
use crate::kernel::request::{require_reason, require_revision};
use crate::kernel::worklist::{Subject, Task, TaskKind, Worklist, WorklistEvent};
use crate::state::State;

/// Decides a command about lists.
pub(crate) fn decide(state: &State, command: &Command, context: &mut Context) -> Result<Vec<Event>, Refusal> {
    match command {
        Command::DraftList { book, content } => {
            let book = book_of_enterprise(state, *book, context)?;
            check_open(book, content.movement.direction(), context)?;
            check_content(state, book, content, context.business_date)?;
            Ok(drafted(state, book, content.clone(), None, context))
        }
        Command::AmendList { list, revision, content } => amend(state, *list, *revision, content, context),
        Command::SubmitList { list, revision } => submit(state, *list, *revision, context),
        Command::ApproveList { list, revision } => approve(state, *list, *revision, context),
        Command::ReturnList { list, revision, reason } => {
            let (list, _) = list_and_book(state, *list, context, book_of_customs)?;
            require_revision(*revision, list.revision)?;
            require_status(list, &[ListStatus::Submitted])?;
            require_reason(reason)?;
            let mut events = vec![BondedEvent::ListReturned { list: list.id, reason: reason.clone() }.into()];
            events.extend(close_task(state, list, context));
            Ok(events)
        }
        Command::CorrectTrucks { list, revision, trucks, annulled, reason } => {
            correct_trucks(state, (*list, *revision), (trucks, annulled), reason, context)
        }
        Command::DeleteList { list, revision } => delete(state, *list, *revision, context),
        Command::ReverseList { list } => reverse(state, *list, context),
        _ => unreachable!("the door sends only list commands here"),
    }
}

fn amend(
    state: &State,
    list: ListId,
    revision: Option<u64>,
    content: &ListContent,
    context: &Context,
) -> Result<Vec<Event>, Refusal> {
    let (list, book) = list_and_book(state, list, context, book_of_enterprise)?;
    require_revision(revision, list.revision)?;
    require_status(list, &[ListStatus::Draft])?;
    if list.reverses.is_some() {
        return Err(Refusal::new(&REVERSAL_FIXED));
    }
    if list.has_begun() {
        return Err(Refusal::new(&LIST_HAS_BEGUN));
    }
    check_open(book, content.movement.direction(), context)?;
    if content.movement.direction() != list.content.movement.direction() {
        return Err(Refusal::new(&DIRECTION_FIXED).at("movement"));
    }
    check_content(state, book, content, context.business_date)?;
    Ok(vec![BondedEvent::ListAmended { list: list.id, content: content.clone(), by: context.actor }.into()])
}

fn submit(
    state: &State,
    list: ListId,
    revision: Option<u64>,
    context: &mut Context,
) -> Result<Vec<Event>, Refusal> {
    let (list, book) = list_and_book(state, list, context, book_of_enterprise)?;
    require_revision(revision, list.revision)?;
    require_status(list, &[ListStatus::Draft])?;
    check_open(book, list.direction(), context)?;
    state.parties.require_unrestricted_group(book.header.enterprise)?;
    state.exceptions.require_unblocked(book.id)?;
    check_movable(state, book, list, context)?;
    let task = Task {
        id: context.fresh.take(TaskId::from_raw),
        kind: TaskKind::ApproveList,
        subject: Subject::List(list.id),
        title: None,
        role: Role::CustomsOfficer,
        enterprise: Some(book.header.enterprise),
        maker: context.actor,
        opened_at: context.now,
    };
    Ok(vec![
        BondedEvent::ListSubmitted { list: list.id, by: context.actor }.into(),
        WorklistEvent::TaskOpened(task).into(),
    ])
}

/// What a list says must hold still when it is submitted and approved. A reversing list repeats what was checked with its
/// original, but for items that customs has paused since, and for a period that has closed.
fn check_movable(state: &State, book: &Book, list: &List, context: &Context) -> Result<(), Refusal> {
    let Some(original) = list.reverses else {
        return check_content(state, book, &list.content, context.business_date);
    };
    require_reversible(state, original)?;
    check_pauses(book, &list.content, list.direction())
}

/// Refuses to reverse what is final.
fn require_reversible(state: &State, original: ListId) -> Result<(), Refusal> {
    let hold = state.bonded.list(original).and_then(|list| Some((list.book, list.hold?)));
    let posted = hold.and_then(|(book, hold)| state.ledger.posted(book, hold));
    if posted.is_some() { Ok(()) } else { Err(Refusal::new(&LIST_CLOSED)) }
}

fn approve(
    state: &State,
    list: ListId,
    revision: Option<u64>,
    context: &mut Context,
) -> Result<Vec<Event>, Refusal> {
    let (list, book) = list_and_book(state, list, context, book_of_customs)?;
    let task = state.worklist.task(Subject::List(list.id), TaskKind::ApproveList);
    Worklist::require_second_person(&list.makers, task, context.actor)?;
    require_revision(revision, list.revision)?;
    require_status(list, &[ListStatus::Submitted])?;
    check_open(book, list.direction(), context)?;
    state.parties.require_unrestricted_group(book.header.enterprise)?;
    state.exceptions.require_unblocked(book.id)?;
    check_movable(state, book, list, context)?;
    let is_complete = list.waits_for_nothing();
    if is_complete {
        book.require_open_day(context.business_date)?;
    }
    let mut draft = Draft::new(&state.ledger, context.business_date);
    let document = Document::List(list.id);
    match list.reverses.map(|original| (original, state.bonded.list(original))) {
        Some((_, Some(original))) => hold_reversal(&mut draft, original, document)?,
        Some((_, None)) => return Err(Refusal::new(&LIST_CLOSED)),
        None => hold_content(&mut draft, book, document, &list.content)?,
    }
    // The hold alone must fit: what this list brings in or makes counts only once it is posted.
    draft.check_limits().map_err(|refusal| with_lines_that_fit(state, book, list, context, refusal))?;
    let hold = draft.held().expect("a list has lines, and each line holds something");
    let approved = BondedEvent::ListApproved { list: list.id, by: context.actor, hold };
    let mut events = if is_complete {
        post_list(&mut draft, book, list, hold)?;
        effects(state, draft.finish()?, &[list], context.business_date)?
    } else {
        draft.finish()?.events.into_iter().map(Event::from).collect()
    };
    events.push(approved.into());
    events.extend(close_task(state, list, context));
    if is_complete {
        events.push(posted(list, context.business_date, context));
    }
    Ok(events)
}

/// Customs corrects which trucks carry an unposted list; where that was all that posting waited for, the list posts.
fn correct_trucks(
    state: &State,
    (list, revision): (ListId, Option<u64>),
    (trucks, annulled): (&[String], &[String]),
    reason: &str,
    context: &Context,
) -> Result<Vec<Event>, Refusal> {
    let (list, book) = list_and_book(state, list, context, book_of_customs)?;
    Worklist::require_second_person(&list.makers, None, context.actor)?;
    require_revision(revision, list.revision)?;
    require_status(list, &[ListStatus::Draft, ListStatus::Submitted, ListStatus::Approved])?;
    if list.reverses.is_some() && !trucks.is_empty() {
        return Err(Refusal::new(&REVERSAL_FIXED).at("trucks"));
    }
    check_trucks(trucks)?;
    if let Some(index) = annulled.iter().position(|truck| !list.trucks_passed.contains(truck)) {
        return Err(Refusal::new(&TRUCKS).at(format!("annulled[{index}]")));
    }
    require_reason(reason)?;
    let (trucks, annulled) = (trucks.to_vec(), annulled.to_vec());
    let mut after = list.clone();
    after.content.trucks.clone_from(&trucks);
    after.trucks_passed.retain(|truck| !annulled.contains(truck));
    let mut events: Vec<Event> =
        vec![BondedEvent::TrucksCorrected { list: list.id, trucks, annulled, reason: reason.into() }.into()];
    if let (true, Some(hold)) = (after.may_post(), list.hold) {
        book.require_open_day(context.business_date)?;
        let mut draft = Draft::new(&state.ledger, context.business_date);
        post_list(&mut draft, book, list, hold)?;
        events.extend(effects(state, draft.finish()?, &[list], context.business_date)?);
        events.push(posted(list, context.business_date, context));
    }
    Ok(events)
}

pub(super) fn posted(list: &List, value_date: CivilDate, context: &Context) -> Event {
    BondedEvent::ListPosted { list: list.id, value_date, posted_at: context.now }.into()
}

/// Words the refused limit and says how many of the first lines would fit, so that a large list can be cut.
fn with_lines_that_fit(
    state: &State,
    book: &Book,
    list: &List,
    context: &Context,
    refusal: Refusal,
) -> Refusal {
    let worded = word_limit(refusal, book, &list.content);
    if worded.code != &INSUFFICIENT_AVAILABLE || list.reverses.is_some() || list.content.lines.len() < 2 {
        return worded;
    }
    let fits = |count: usize| {
        let lines = list.content.lines.iter().take(count).cloned().collect();
        let content = ListContent { lines, ..list.content.clone() };
        let mut draft = Draft::new(&state.ledger, context.business_date);
        hold_content(&mut draft, book, Document::List(list.id), &content).is_ok()
            && draft.check_limits().is_ok()
    };
    let (mut fitting, mut failing) = (0, list.content.lines.len());
    while failing.saturating_sub(fitting) > 1 {
        let middle = fitting.midpoint(failing);
        if fits(middle) { fitting = middle } else { failing = middle }
    }
    worded.number("lines_that_fit", fitting)
}

fn delete(
    state: &State,
    list: ListId,
    revision: Option<u64>,
    context: &mut Context,
) -> Result<Vec<Event>, Refusal> {
    let is_approved = state.bonded.list(list).is_some_and(|list| list.status == ListStatus::Approved);
    let is_customs = state.access.has_zone_role(context.actor, Role::CustomsOfficer);
    // Customs may withdraw whatever is not posted; the enterprise only what customs has not approved.
    let (list, book) = if is_approved || is_customs {
        list_and_book(state, list, context, book_of_customs)?
    } else {
        list_and_book(state, list, context, book_of_enterprise)?
    };
    require_revision(revision, list.revision)?;
    require_status(list, &[ListStatus::Draft, ListStatus::Submitted, ListStatus::Approved])?;
    if !list.trucks_passed.is_empty() {
        return Err(Refusal::new(&TRUCK_HAS_PASSED));
    }
    if list.status != ListStatus::Draft {
        state.exceptions.require_unblocked(book.id)?;
    }
    let mut draft = Draft::new(&state.ledger, context.business_date);
    if let Some(hold) = list.hold {
        draft.release_hold(hold)?;
    }
    let mut events: Vec<Event> = draft.finish()?.events.into_iter().map(Event::from).collect();
    events.push(BondedEvent::ListDeleted { list: list.id }.into());
    events.extend(close_task(state, list, context));
    Ok(events)
}

fn reverse(state: &State, list: ListId, context: &mut Context) -> Result<Vec<Event>, Refusal> {
    let (original, book) = list_and_book(state, list, context, book_of_enterprise)?;
    if original.reverses.is_some() || original.reversed_by.is_some() {
        return Err(Refusal::new(&ALREADY_REVERSED));
    }
    if original.status != ListStatus::Posted {
        return Err(Refusal::new(&NOT_POSTED));
    }
    require_reversible(state, original.id)?;
    check_open(book, original.direction().opposite(), context)?;
    let content = ListContent { needs_declaration: false, trucks: Vec::new(), ..original.content.clone() };
    Ok(drafted(state, book, content, Some(original.id), context))
}

fn drafted(
    state: &State,
    book: &Book,
    content: ListContent,
    reverses: Option<ListId>,
    context: &mut Context,
) -> Vec<Event> {
    let number = next_number(state, "QD", content.movement.direction(), context.business_date);
    let list = context.fresh.take(ListId::from_raw);
    vec![
        BondedEvent::ListDrafted { list, number, book: book.id, content, reverses, by: context.actor }.into(),
    ]
}

/// Refuses when the book does not take part in a movement of this direction now.
pub(super) fn check_open(book: &Book, direction: Direction, context: &Context) -> Result<(), Refusal> {
    if !matches!(book.status, BookStatus::Active | BookStatus::Expired) {
        return Err(Refusal::new(&BOOK_STATUS));
    }
    if direction == Direction::Inbound && book.is_past_validity(context.business_date) {
        return Err(Refusal::new(&BOOK_EXPIRED).number("valid_until", book.header.valid_until));
    }
    if book.pause.stops(direction) { Err(Refusal::new(&BOOK_PAUSED)) } else { Ok(()) }
}

fn require_status(list: &List, statuses: &[ListStatus]) -> Result<(), Refusal> {
    if statuses.contains(&list.status) { Ok(()) } else { Err(Refusal::new(&LIST_STATUS)) }
}

fn close_task(state: &State, list: &List, context: &Context) -> Option<Event> {
    let task = state.worklist.task(Subject::List(list.id), TaskKind::ApproveList)?;
    Some(WorklistEvent::TaskClosed { task: task.id, closed_by: context.actor }.into())
}

/// Returns the next number of a document: two letters, customs code, two-digit year, I or E, nine digits.
pub(super) fn next_number(state: &State, letters: &str, direction: Direction, date: CivilDate) -> String {
    let customs = state.zone.as_ref().map_or("0000", |zone| zone.customs_code.as_str());
    let direction = match direction {
        Direction::Inbound => 'I',
        Direction::Outbound => 'E',
    };
    let prefix = format!("{letters}{customs}{:02}{direction}", date.year().rem_euclid(100));
    let sequence = state.bonded.sequences.get(&prefix).copied().unwrap_or_default().saturating_add(1);
    format!("{prefix}{sequence:09}")
}
