//! Decisions about verification lists: draft, submit, approve (pre-deduction), return, withdraw, reverse.

use alloc::format;
use alloc::string::String;
use alloc::vec;
use alloc::vec::Vec;
use etown_values::{ListId, TaskId};

use super::book::{Book, BookStatus, Pause};
use super::command::BondedCommand as Command;
use super::content::check_content;
use super::event::BondedEvent;
use super::list::{Direction, List, ListContent, ListStatus};
use super::posting::{hold_content, hold_reversal, word_limit};
use super::refusal::{
    ALREADY_REVERSED, BOOK_EXPIRED, BOOK_PAUSED, BOOK_STATUS, LIST_STATUS, NOT_POSTED, REASON_MISSING,
    REVERSAL_FIXED, TRUCK_HAS_PASSED,
};
use super::state::{book_of_customs, book_of_enterprise, list_and_book, require_revision};
use crate::context::Context;
use crate::event::Event;
use crate::kernel::access::Role;
use crate::kernel::ledger::{Document, Draft, INSUFFICIENT_AVAILABLE};
use crate::kernel::refusal::Refusal;
use crate::kernel::worklist::{Subject, Task, TaskKind, Worklist, WorklistEvent};
use crate::state::State;

/// Decides a command about lists.
pub(crate) fn decide(state: &State, command: &Command, context: &mut Context) -> Result<Vec<Event>, Refusal> {
    match command {
        Command::DraftList { book, content } => {
            let book = book_of_enterprise(state, *book, context)?;
            check_open(book, content)?;
            check_content(state, book, content, context.business_date)?;
            Ok(drafted(state, book, content.clone(), None, context))
        }
        Command::AmendList { list, revision, content } => {
            let (list, book) = list_and_book(state, *list, context, book_of_enterprise)?;
            require_revision(*revision, list.revision)?;
            require_status(list, &[ListStatus::Draft])?;
            if list.reverses.is_some() {
                return Err(Refusal::new(&REVERSAL_FIXED));
            }
            check_open(book, content)?;
            check_content(state, book, content, context.business_date)?;
            Ok(vec![BondedEvent::ListAmended { list: list.id, content: content.clone() }.into()])
        }
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
        Command::DeleteList { list, revision } => delete(state, *list, *revision, context),
        Command::ReverseList { list } => reverse(state, *list, context),
        _ => unreachable!("the door sends only list commands here"),
    }
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
    check_open(book, &list.content)?;
    state.exceptions.require_unblocked(book.id)?;
    if list.reverses.is_none() {
        check_content(state, book, &list.content, context.business_date)?;
    }
    let task = Task {
        id: context.fresh.take(TaskId::from_raw),
        kind: TaskKind::ApproveList,
        subject: Subject::List(list.id),
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

fn approve(
    state: &State,
    list: ListId,
    revision: Option<u64>,
    context: &mut Context,
) -> Result<Vec<Event>, Refusal> {
    let (list, book) = list_and_book(state, list, context, book_of_customs)?;
    require_revision(revision, list.revision)?;
    require_status(list, &[ListStatus::Submitted])?;
    if let Some(task) = state.worklist.task(Subject::List(list.id), TaskKind::ApproveList) {
        Worklist::require_second_person(task, context.actor)?;
    }
    check_open(book, &list.content)?;
    state.exceptions.require_unblocked(book.id)?;
    if list.reverses.is_none() {
        check_content(state, book, &list.content, context.business_date)?;
    }
    let mut draft = Draft::new(&state.ledger);
    let document = Document::List(list.id);
    let holds = match list.reverses.and_then(|original| state.bonded.list(original)) {
        Some(original) => {
            hold_reversal(&mut draft, &state.ledger, original, document, context.business_date)?
        }
        None => hold_content(&mut draft, book, document, &list.content, context.business_date)?,
    };
    let approved = List { status: ListStatus::Approved, ..list.clone() };
    let is_complete = approved.may_post();
    if is_complete {
        for hold in &holds {
            draft.post_hold(*hold, context.business_date)?;
        }
    }
    let ledger_events =
        draft.finish().map_err(|refusal| with_lines_that_fit(state, book, list, context, refusal))?;
    let mut events: Vec<Event> = ledger_events.into_iter().map(Event::from).collect();
    events.push(BondedEvent::ListApproved { list: list.id, by: context.actor, holds }.into());
    events.extend(close_task(state, list, context));
    if is_complete {
        events.push(posted(list, context));
    }
    Ok(events)
}

pub(super) fn posted(list: &List, context: &Context) -> Event {
    BondedEvent::ListPosted { list: list.id, value_date: context.business_date, posted_at: context.now }
        .into()
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
        let mut draft = Draft::new(&state.ledger);
        hold_content(&mut draft, book, Document::List(list.id), &content, context.business_date).is_ok()
            && draft.finish().is_ok()
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
    // Goods that customs has released into movement are withdrawn by customs, a mere filing by its maker's enterprise.
    let (list, _) = if is_approved {
        list_and_book(state, list, context, book_of_customs)?
    } else {
        list_and_book(state, list, context, book_of_enterprise)?
    };
    require_revision(revision, list.revision)?;
    require_status(list, &[ListStatus::Draft, ListStatus::Submitted, ListStatus::Approved])?;
    if !list.trucks_passed.is_empty() {
        return Err(Refusal::new(&TRUCK_HAS_PASSED));
    }
    let mut draft = Draft::new(&state.ledger);
    for hold in &list.holds {
        draft.release_hold(*hold)?;
    }
    let mut events: Vec<Event> = draft.finish()?.into_iter().map(Event::from).collect();
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
    let number = state.bonded.next_list_number(state, content.movement.direction(), context.business_date);
    let list = context.fresh.take(ListId::from_raw);
    vec![
        BondedEvent::ListDrafted { list, number, book: book.id, content, reverses, by: context.actor }.into(),
    ]
}

/// Refuses when the book does not take part in this movement now.
fn check_open(book: &Book, content: &ListContent) -> Result<(), Refusal> {
    let direction = content.movement.direction();
    match book.status {
        BookStatus::Active => {}
        BookStatus::Expired if direction == Direction::Outbound => {}
        BookStatus::Expired => {
            return Err(Refusal::new(&BOOK_EXPIRED).number("valid_until", book.header.valid_until));
        }
        _ => return Err(Refusal::new(&BOOK_STATUS)),
    }
    let is_paused = match book.pause {
        Pause::None => false,
        Pause::Inbound => direction == Direction::Inbound,
        Pause::Outbound => direction == Direction::Outbound,
        Pause::Both => true,
    };
    if is_paused { Err(Refusal::new(&BOOK_PAUSED)) } else { Ok(()) }
}

fn require_status(list: &List, statuses: &[ListStatus]) -> Result<(), Refusal> {
    if statuses.contains(&list.status) { Ok(()) } else { Err(Refusal::new(&LIST_STATUS)) }
}

/// Refuses a decision without a reason of 3 to 2,000 characters.
pub(super) fn require_reason(reason: &str) -> Result<(), Refusal> {
    let length = reason.trim().chars().count();
    if (3..=2000).contains(&length) {
        Ok(())
    } else {
        Err(Refusal::new(&REASON_MISSING).at("reason").number("characters", format!("{length}")))
    }
}

fn close_task(state: &State, list: &List, context: &Context) -> Option<Event> {
    let task = state.worklist.task(Subject::List(list.id), TaskKind::ApproveList)?;
    Some(WorklistEvent::TaskClosed { task: task.id, closed_by: context.actor }.into())
}

impl super::Bonded {
    /// Returns the customs number of the next list: QD, customs code, two-digit year, I or E, nine digits.
    fn next_list_number(&self, state: &State, direction: Direction, date: etown_values::CivilDate) -> String {
        let prefix = list_number_prefix(state, direction, date);
        let sequence = self.list_sequences.get(&prefix).copied().unwrap_or_default().saturating_add(1);
        format!("{prefix}{sequence:09}")
    }
}

fn list_number_prefix(state: &State, direction: Direction, date: etown_values::CivilDate) -> String {
    let customs = state.zone.as_ref().map_or("0000", |zone| zone.customs_code.as_str());
    let letter = match direction {
        Direction::Inbound => 'I',
        Direction::Outbound => 'E',
    };
    format!("QD{customs}{:02}{letter}", date.year().rem_euclid(100))
}
