//! Decisions about account books: filing, approval by a second person, pause, expiry, closing; and about exceptions.

use alloc::collections::BTreeSet;
use alloc::vec;
use alloc::vec::Vec;
use etown_values::{BookId, ExceptionId, TaskId};

use super::book::{Book, BookHeader, BookKind, BookStatus, Pause};
use super::command::BondedCommand as Command;
use super::event::BondedEvent;
use super::period::PeriodStatus;
use super::refusal::{
    BOOK_EMPTY, BOOK_NOT_EMPTY, BOOK_NUMBER, BOOK_NUMBER_TAKEN, BOOK_STATUS, CONSUMPTION_POINT, ITEM_PAUSED,
    NOT_DUE, PERIOD_STATUS, UNKNOWN_ITEM, VALIDITY, VERIFICATION_CYCLE,
};
use super::settings::CYCLE_MONTHS_MAX;
use super::state::{book_of_customs, book_of_enterprise, is_person};
use crate::context::Context;
use crate::event::Event;
use crate::kernel::access::{Actor, NOT_PERMITTED, Role};
use crate::kernel::exceptions::{EXPLANATION_MISSING, ExceptionEvent};
use crate::kernel::ledger::Purpose;
use crate::kernel::refusal::Refusal;
use crate::kernel::request::{require_reason, require_revision};
use crate::kernel::worklist::{Subject, Task, TaskKind, Worklist, WorklistEvent};
use crate::state::State;

/// Decides a command about a book as a whole.
pub(crate) fn decide(state: &State, command: &Command, context: &mut Context) -> Result<Vec<Event>, Refusal> {
    match command {
        Command::FileBook { header } => file(state, header, context),
        Command::SubmitBook { book, revision } => submit(state, *book, *revision, context),
        Command::ApproveBook { book, revision } => {
            let book = book_of_customs(state, *book, context)?;
            let task = state.worklist.task(Subject::Book(book.id), TaskKind::ApproveBook);
            Worklist::require_second_person(&book.makers, task, context.actor)?;
            let book = submitted_book(state, book.id, *revision, context)?;
            check_validity(&book.header, context)?;
            if state.bonded.book_numbers.contains_key(&book.header.number) {
                return Err(Refusal::new(&BOOK_NUMBER_TAKEN).at("number"));
            }
            Ok(decided(
                state,
                book,
                BondedEvent::BookApproved { book: book.id, on: context.business_date },
                context,
            ))
        }
        Command::ReturnBook { book, revision, reason } => {
            let book = submitted_book(state, *book, *revision, context)?;
            require_reason(reason)?;
            let event = BondedEvent::BookReturned { book: book.id, reason: reason.clone() };
            Ok(decided(state, book, event, context))
        }
        Command::PauseBook { book, revision, pause, reason } => {
            pause_book(state, *book, *revision, (*pause, reason), context)
        }
        Command::PauseItem { book, revision, item, pause, reason } => {
            pause_item(state, (*book, *revision), *item, (*pause, reason), context)
        }
        Command::CloseBook { book, revision } => close(state, *book, *revision, context),
        Command::ExpireBook { book, valid_until } => {
            if context.actor != Actor::Scheduler {
                return Err(Refusal::new(&NOT_PERMITTED));
            }
            let is_due = state.bonded.book(*book).is_some_and(|book| {
                book.status == BookStatus::Active
                    && book.header.valid_until == *valid_until
                    && *valid_until < context.business_date
            });
            if is_due {
                Ok(vec![BondedEvent::BookExpired { book: *book }.into()])
            } else {
                Err(Refusal::new(&NOT_DUE))
            }
        }
        Command::ResolveException { exception, explanation } => {
            resolve(state, *exception, explanation, context)
        }
        _ => unreachable!("the door sends only book commands here"),
    }
}

fn file(state: &State, header: &BookHeader, context: &mut Context) -> Result<Vec<Event>, Refusal> {
    let enterprises = state.enterprises_of(context.actor, context.business_date);
    if !is_person(context.actor) || !enterprises.contains(&header.enterprise) {
        return Err(Refusal::new(&NOT_PERMITTED));
    }
    state.parties.enterprise(header.enterprise)?;
    check_header(state, header, context)?;
    let book = context.fresh.take(BookId::from_raw);
    Ok(vec![BondedEvent::BookFiled { book, header: header.clone(), by: context.actor }.into()])
}

fn check_header(state: &State, header: &BookHeader, context: &Context) -> Result<(), Refusal> {
    let letter = match header.kind {
        BookKind::Processing => b'H',
        BookKind::Logistics => b'T',
    };
    let number = header.number.as_bytes();
    let is_text = number.iter().all(|byte| byte.is_ascii_digit() || byte.is_ascii_uppercase());
    if number.len() != 12 || number.first() != Some(&letter) || !is_text {
        return Err(Refusal::new(&BOOK_NUMBER).at("number"));
    }
    // Across enterprises a number is judged when customs approves: a filing must not tell who else has books.
    let mut own = state.bonded.books().filter(|book| book.header.enterprise == header.enterprise);
    if own.any(|book| book.header.number == header.number) {
        return Err(Refusal::new(&BOOK_NUMBER_TAKEN).at("number"));
    }
    if header.consumption_point.is_some() != (header.kind == BookKind::Processing) {
        return Err(Refusal::new(&CONSUMPTION_POINT).at("consumption_point"));
    }
    check_validity(header, context)?;
    let months = header.verification_cycle_months;
    let most = state.parameters.whole_number(CYCLE_MONTHS_MAX, context.business_date)?;
    if months == 0 || months > most {
        let refusal = Refusal::new(&VERIFICATION_CYCLE).at("verification_cycle_months");
        return Err(refusal.number("months", months).number("most", most).largest(most));
    }
    Ok(())
}

fn check_validity(header: &BookHeader, context: &Context) -> Result<(), Refusal> {
    if header.valid_until < context.business_date {
        let refusal = Refusal::new(&VALIDITY).at("valid_until").number("valid_until", header.valid_until);
        return Err(refusal.number("today", context.business_date));
    }
    Ok(())
}

fn submit(
    state: &State,
    book: BookId,
    revision: Option<u64>,
    context: &mut Context,
) -> Result<Vec<Event>, Refusal> {
    let book = book_of_enterprise(state, book, context)?;
    require_revision(revision, book.revision)?;
    if book.status != BookStatus::Draft {
        return Err(Refusal::new(&BOOK_STATUS));
    }
    if book.items.is_empty() {
        return Err(Refusal::new(&BOOK_EMPTY));
    }
    check_validity(&book.header, context)?;
    let task = approval_task(book, TaskKind::ApproveBook, context);
    Ok(vec![
        BondedEvent::BookSubmitted { book: book.id, by: context.actor }.into(),
        WorklistEvent::TaskOpened(task).into(),
    ])
}

/// The task that asks customs to decide about the book.
pub(super) fn approval_task(book: &Book, kind: TaskKind, context: &mut Context) -> Task {
    Task {
        id: context.fresh.take(TaskId::from_raw),
        kind,
        subject: Subject::Book(book.id),
        title: None,
        role: Role::CustomsOfficer,
        enterprise: Some(book.header.enterprise),
        maker: context.actor,
        opened_at: context.now,
    }
}

fn submitted_book<'a>(
    state: &'a State,
    book: BookId,
    revision: Option<u64>,
    context: &Context,
) -> Result<&'a Book, Refusal> {
    let book = book_of_customs(state, book, context)?;
    require_revision(revision, book.revision)?;
    if book.status == BookStatus::Submitted { Ok(book) } else { Err(Refusal::new(&BOOK_STATUS)) }
}

fn decided(state: &State, book: &Book, event: BondedEvent, context: &Context) -> Vec<Event> {
    let mut events = vec![event.into()];
    if let Some(task) = state.worklist.task(Subject::Book(book.id), TaskKind::ApproveBook) {
        events.push(WorklistEvent::TaskClosed { task: task.id, closed_by: context.actor }.into());
    }
    events
}

fn pause_book(
    state: &State,
    book: BookId,
    revision: Option<u64>,
    (pause, reason): (Pause, &alloc::string::String),
    context: &Context,
) -> Result<Vec<Event>, Refusal> {
    let book = book_of_customs(state, book, context)?;
    require_revision(revision, book.revision)?;
    let is_running = matches!(book.status, BookStatus::Active | BookStatus::Expired);
    if !is_running || book.pause == pause {
        return Err(Refusal::new(&BOOK_STATUS));
    }
    require_reason(reason)?;
    Ok(vec![BondedEvent::BookPaused { book: book.id, pause, reason: reason.clone() }.into()])
}

fn pause_item(
    state: &State,
    (book, revision): (BookId, Option<u64>),
    item: u32,
    (pause, reason): (Pause, &alloc::string::String),
    context: &Context,
) -> Result<Vec<Event>, Refusal> {
    let book = book_of_customs(state, book, context)?;
    require_revision(revision, book.revision)?;
    if !matches!(book.status, BookStatus::Active | BookStatus::Expired) {
        return Err(Refusal::new(&BOOK_STATUS));
    }
    let found = book.approved_item(item);
    let found = found.ok_or_else(|| Refusal::new(&UNKNOWN_ITEM).at("item").number("item", item))?;
    if found.pause == pause {
        return Err(Refusal::new(&ITEM_PAUSED).at("pause"));
    }
    require_reason(reason)?;
    Ok(vec![BondedEvent::ItemPaused { book: book.id, item, pause, reason: reason.clone() }.into()])
}

fn close(
    state: &State,
    book: BookId,
    revision: Option<u64>,
    context: &Context,
) -> Result<Vec<Event>, Refusal> {
    let book = book_of_customs(state, book, context)?;
    require_revision(revision, book.revision)?;
    if !matches!(book.status, BookStatus::Active | BookStatus::Expired) {
        return Err(Refusal::new(&BOOK_STATUS));
    }
    state.exceptions.require_unblocked(book.id)?;
    if book.period.as_ref().is_some_and(|period| period.status != PeriodStatus::Open) {
        return Err(Refusal::new(&PERIOD_STATUS));
    }
    let mut accounts = state.ledger.accounts_of(book.id).map(|(_, account)| account);
    let stocked = accounts.find(|account| {
        matches!(account.key.purpose, Purpose::Stock | Purpose::Unexplained) && account.balance() != 0
    });
    if book.open_lists > 0 || stocked.is_some() {
        let mut refusal = Refusal::new(&BOOK_NOT_EMPTY).number("open_lists", book.open_lists);
        if let Some(item) = stocked.and_then(|account| account.key.item) {
            refusal = refusal.number("item", item);
        }
        return Err(refusal);
    }
    let mut events = vec![BondedEvent::BookClosed { book: book.id }.into()];
    if let Some(task) = state.worklist.task(Subject::Book(book.id), TaskKind::ApproveFilings) {
        events.push(WorklistEvent::TaskClosed { task: task.id, closed_by: context.actor }.into());
    }
    Ok(events)
}

fn resolve(
    state: &State,
    exception: ExceptionId,
    explanation: &str,
    context: &Context,
) -> Result<Vec<Event>, Refusal> {
    state.access.require_zone_role(context.actor, &[Role::CustomsOfficer])?;
    let exception = state.exceptions.open_exception(exception)?;
    let task = state.worklist.task(Subject::Exception(exception.id), TaskKind::ResolveException);
    Worklist::require_second_person(&BTreeSet::new(), task, context.actor)?;
    let length = explanation.trim().chars().count();
    if !(10..=2000).contains(&length) {
        return Err(Refusal::new(&EXPLANATION_MISSING).at("explanation").number("characters", length));
    }
    let mut events: Vec<Event> = vec![
        ExceptionEvent::ExceptionResolved { exception: exception.id, explanation: explanation.into() }.into(),
    ];
    if let Some(task) = task {
        events.push(WorklistEvent::TaskClosed { task: task.id, closed_by: context.actor }.into());
    }
    Ok(events)
}
