//! Decisions about periods: announce, count, compare, explain, apply, accept, close.
//! tidy: long because the steps of a period are decided in one place, read from the first to the last.

use alloc::format;
use alloc::string::String;
use alloc::vec;
use alloc::vec::Vec;
use etown_values::{BookId, CivilDate, QuantityAmount, TaskId};

use super::book::{Book, BookKind, BookStatus, ItemClass};
use super::command::BondedCommand as Command;
use super::compare::{Portion, compare};
use super::content::{check_at_most, quantity_max};
use super::event::BondedEvent as Event;
use super::period::{CountRow, Explanation, ItemResult, Period, PeriodStatus, Stage};
use super::posting::{account, item};
use super::refusal::{
    BOM_VERSION_NOT_WANTED, BOOK_STATUS, COUNT_ANNOUNCED, COUNT_INCOMPLETE, COUNT_NEGATIVE, COUNT_ROWS,
    COUNT_STAGE, COUNT_TOO_EARLY, CUTOFF_AFTER_CYCLE, CUTOFF_PAST, DIFFERENCE_UNEXPLAINED,
    DIFFERENCE_UNKNOWN, PERIOD_OVERLAPS, PERIOD_STATUS, UNKNOWN_BOM_VERSION, UNKNOWN_ITEM,
};
use super::settings::{COUNT_ROWS_MAX, COUNT_TOLERANCE};
use super::state::{book_of_customs, book_of_enterprise};
use super::verification::Verdict;
use crate::context::Context;
use crate::event::Event as ZoneEvent;
use crate::kernel::access::{Actor, MAKER_IS_CHECKER, Role};
use crate::kernel::exceptions::EXPLANATION_MISSING;
use crate::kernel::ledger::{Document, Draft, LedgerEvent, Movement, Purpose};
use crate::kernel::refusal::Refusal;
use crate::kernel::request::{require_reason, require_revision};
use crate::kernel::worklist::{Subject, Task, TaskKind, Worklist, WorklistEvent};
use crate::state::State;

/// Decides a command about the period of a book.
pub(crate) fn decide(
    state: &State,
    command: &Command,
    context: &mut Context,
) -> Result<Vec<ZoneEvent>, Refusal> {
    match command {
        Command::AnnounceCount { book, revision, cutoff } => {
            let book = book_of_enterprise(state, *book, context)?;
            announce(book, *revision, *cutoff, context)
        }
        Command::WithdrawCount { book, revision, reason } => {
            let book = book_of_enterprise(state, *book, context)?;
            let period = being_counted(book, *revision)?;
            require_reason(reason)?;
            let (book, reason) = (book.id, reason.clone());
            let withdrawn = Event::CountWithdrawn { book, period: period.number, reason };
            Ok(vec![LedgerEvent::CutLifted { book }.into(), withdrawn.into()])
        }
        Command::RecordCount { book, revision, rows } => {
            let book = book_of_enterprise(state, *book, context)?;
            let period = being_counted(book, *revision)?;
            check_rows(state, book, rows, context.business_date)?;
            let (book, rows) = (book.id, rows.clone());
            Ok(vec![Event::CountRecorded { book, period: period.number, rows, by: context.actor }.into()])
        }
        Command::CompleteCount { book, revision } => complete(state, *book, *revision, context),
        Command::ReopenCount { book, revision, reason } => {
            let book = book_of_enterprise(state, *book, context)?;
            let period = period_in(book, *revision, &[PeriodStatus::Announced, PeriodStatus::Counted])?;
            if period.status == PeriodStatus::Announced && !period.is_comparing() {
                return Err(Refusal::new(&PERIOD_STATUS));
            }
            require_reason(reason)?;
            let (book, period, reason, by) = (book.id, period.number, reason.clone(), context.actor);
            Ok(vec![Event::CountReopened { book, period, reason, by }.into()])
        }
        Command::ExplainDifferences { book, revision, explanations } => {
            let book = book_of_enterprise(state, *book, context)?;
            explain(state, book, *revision, explanations, context)
        }
        Command::ApplyVerification { book, revision } => apply(state, *book, *revision, context),
        Command::ReturnVerification { book, revision, reason } => {
            send_back(state, *book, *revision, reason, context)
        }
        Command::AcceptVerification { book, revision } => accept(state, *book, *revision, context),
        Command::CloseVerification { book, revision } => close(state, *book, *revision, context),
        _ => unreachable!("the door sends only period commands here"),
    }
}

/// Returns the period of a book where it has one of these states.
fn period_in<'a>(
    book: &'a Book,
    revision: Option<u64>,
    statuses: &[PeriodStatus],
) -> Result<&'a Period, Refusal> {
    let period = book.period.as_ref().ok_or_else(|| Refusal::new(&BOOK_STATUS))?;
    require_revision(revision, period.revision)?;
    if statuses.contains(&period.status) { Ok(period) } else { Err(Refusal::new(&PERIOD_STATUS)) }
}

/// Returns the period of a book while it is counted: announced, and nothing of the count compared yet.
fn being_counted(book: &Book, revision: Option<u64>) -> Result<&Period, Refusal> {
    let period = period_in(book, revision, &[PeriodStatus::Announced])?;
    if period.is_comparing() { Err(Refusal::new(&PERIOD_STATUS)) } else { Ok(period) }
}

fn announce(
    book: &Book,
    revision: Option<u64>,
    cutoff: CivilDate,
    context: &Context,
) -> Result<Vec<ZoneEvent>, Refusal> {
    let period = book.period.as_ref().ok_or_else(|| Refusal::new(&BOOK_STATUS))?;
    require_revision(revision, period.revision)?;
    if !matches!(book.status, BookStatus::Active | BookStatus::Expired) {
        return Err(Refusal::new(&BOOK_STATUS));
    }
    if period.status != PeriodStatus::Open {
        return Err(Refusal::new(&COUNT_ANNOUNCED).number("period", period.number));
    }
    let today = context.business_date;
    if cutoff < period.begins {
        let refusal = Refusal::new(&PERIOD_OVERLAPS).at("cutoff").number("cutoff", cutoff);
        return Err(refusal.number("begins", period.begins));
    }
    // A day that was counted already stays as it was; what came since is booked to later days.
    let counted = period.counted_through.and_then(CivilDate::next_day);
    let earliest = counted.map_or(today, |day| day.max(today));
    if cutoff < earliest {
        let refusal = Refusal::new(&CUTOFF_PAST).at("cutoff").number("cutoff", cutoff);
        return Err(refusal.number("earliest", earliest));
    }
    // Who is late counts at once.
    let latest = period.due_on(book.header.verification_cycle_months).max(earliest);
    if cutoff > latest {
        let refusal = Refusal::new(&CUTOFF_AFTER_CYCLE).at("cutoff").number("cutoff", cutoff);
        return Err(refusal.number("cycle_ends", latest).largest(latest));
    }
    let (book, period) = (book.id, period.number);
    Ok(vec![
        LedgerEvent::CutSet { book, date: cutoff }.into(),
        Event::CountAnnounced { book, period, cutoff, by: context.actor }.into(),
    ])
}

fn check_rows(state: &State, book: &Book, rows: &[CountRow], date: CivilDate) -> Result<(), Refusal> {
    let most = state.parameters.whole_number(COUNT_ROWS_MAX, date)?;
    let count = u32::try_from(rows.len()).unwrap_or(u32::MAX);
    if rows.is_empty() || count > most {
        let refusal = Refusal::new(&COUNT_ROWS).at("rows").number("rows", count);
        return Err(refusal.number("most", most).largest(most));
    }
    let largest = quantity_max(state, date)?;
    let mut keys = alloc::collections::BTreeSet::new();
    for (index, row) in rows.iter().enumerate() {
        if !keys.insert(row.key()) {
            return Err(Refusal::new(&COUNT_ROWS).at(format!("rows[{index}]")));
        }
        check_row(book, row, largest).map_err(|refusal| {
            let field = refusal.field.clone().unwrap_or_default();
            refusal.at(format!("rows[{index}].{field}"))
        })?;
    }
    Ok(())
}

fn check_row(book: &Book, row: &CountRow, largest: QuantityAmount) -> Result<(), Refusal> {
    let found = book.approved_item(row.item);
    let found = found.ok_or_else(|| Refusal::new(&UNKNOWN_ITEM).at("item").number("item", row.item))?;
    let is_product = found.filing.class == ItemClass::Finished && book.header.kind == BookKind::Processing;
    let is_fitting = match row.stage {
        Stage::Stock => !(is_product && book.consumes_at_shipment()),
        Stage::WorkInProgress => is_product,
        Stage::Finished => is_product && book.consumes_at_shipment(),
    };
    if !is_fitting {
        return Err(Refusal::new(&COUNT_STAGE).at("stage").number("item", row.item));
    }
    match (&row.version, row.stage) {
        (None, Stage::Stock) => {}
        (Some(_), Stage::Stock) => return Err(Refusal::new(&BOM_VERSION_NOT_WANTED).at("version")),
        (None, _) => return Err(Refusal::new(&UNKNOWN_BOM_VERSION).at("version")),
        (Some(version), _) if book.approved_bom(row.item, version).is_none() => {
            return Err(Refusal::new(&UNKNOWN_BOM_VERSION).at("version").number("version", version));
        }
        (Some(_), _) => {}
    }
    if row.quantity.is_negative() {
        return Err(Refusal::new(&COUNT_NEGATIVE).at("quantity").number("quantity", row.quantity));
    }
    check_at_most(row.quantity, largest)
}

/// Compares the count with the record, or the next portion of it.
fn complete(
    state: &State,
    book: BookId,
    revision: Option<u64>,
    context: &Context,
) -> Result<Vec<ZoneEvent>, Refusal> {
    let book = book_of_enterprise(state, book, context)?;
    let period = period_in(book, revision, &[PeriodStatus::Announced])?;
    let cutoff = period.cutoff.expect("an announced count has a cutoff");
    if context.business_date < cutoff {
        let refusal = Refusal::new(&COUNT_TOO_EARLY).number("cutoff", cutoff);
        return Err(refusal.number("today", context.business_date));
    }
    let compared = compare(&state.ledger, book, period)?;
    if let Some(missing) = compared.not_counted {
        return Err(Refusal::new(&COUNT_INCOMPLETE)
            .number("item", missing.item)
            .number("theoretical", QuantityAmount::from_units(missing.theoretical))
            .number("items_not_counted", compared.not_counted_items));
    }
    // What products hold may be more than any row says. The stock becomes what was counted, and must leave room for what
    // trucks and reports will bring: those cannot be refused.
    let largest = quantity_max(state, context.business_date)?;
    for result in &compared.results {
        check_at_most(QuantityAmount::from_units(result.physical), largest)
            .map_err(|refusal| refusal.number("item", result.item))?;
    }
    // What was compared before is as it was: nothing is posted until the cutoff any more, and no row is changed.
    let from = period.compared_before.unwrap_or_default();
    let portion = Portion::of(&state.ledger, compared, from);
    Ok(vec![portion.into_event(book.id, period.number, cutoff, context.actor).into()])
}

fn explain(
    state: &State,
    book: &Book,
    revision: Option<u64>,
    explanations: &[Explanation],
    context: &Context,
) -> Result<Vec<ZoneEvent>, Refusal> {
    let period = period_in(book, revision, &[PeriodStatus::Counted])?;
    if explanations.is_empty() {
        return Err(Refusal::new(&EXPLANATION_MISSING).at("explanations"));
    }
    let most = state.parameters.whole_number(COUNT_ROWS_MAX, context.business_date)?;
    let count = u32::try_from(explanations.len()).unwrap_or(u32::MAX);
    if count > most {
        let refusal = Refusal::new(&COUNT_ROWS).at("explanations").number("rows", count);
        return Err(refusal.number("most", most).largest(most));
    }
    for (index, explanation) in explanations.iter().enumerate() {
        let has_difference =
            period.results.get(&explanation.item).is_some_and(|result| result.difference() != 0);
        if !has_difference {
            let refusal = Refusal::new(&DIFFERENCE_UNKNOWN).at(format!("explanations[{index}].item"));
            return Err(refusal.number("item", explanation.item));
        }
        let length = explanation.text.trim().chars().count();
        if !(10..=2000).contains(&length) {
            let refusal = Refusal::new(&EXPLANATION_MISSING).at(format!("explanations[{index}].text"));
            return Err(refusal.number("characters", length));
        }
    }
    let (book, period, by) = (book.id, period.number, context.actor);
    Ok(vec![Event::DifferencesExplained { book, period, explanations: explanations.to_vec(), by }.into()])
}

fn apply(
    state: &State,
    book: BookId,
    revision: Option<u64>,
    context: &mut Context,
) -> Result<Vec<ZoneEvent>, Refusal> {
    let book = book_of_enterprise(state, book, context)?;
    let period = period_in(book, revision, &[PeriodStatus::Counted])?;
    state.exceptions.require_unblocked(book.id)?;
    let tolerance = state.parameters.percent(COUNT_TOLERANCE, context.business_date)?;
    let must_explain = |result: &&ItemResult| {
        let tolerance = book.count_tolerance(result.item, tolerance);
        Verdict::of(result, tolerance).is_over_tolerance() && !period.explanations.contains_key(&result.item)
    };
    let mut unexplained = period.results.values().filter(must_explain);
    if let Some(first) = unexplained.next() {
        let difference = QuantityAmount::from_units(first.difference());
        let theoretical = QuantityAmount::from_units(first.theoretical);
        return Err(Refusal::new(&DIFFERENCE_UNEXPLAINED)
            .number("item", first.item)
            .number("difference", difference)
            .number("theoretical", theoretical)
            .number("tolerance_percent", book.count_tolerance(first.item, tolerance))
            .number("items_unexplained", unexplained.count().saturating_add(1)));
    }
    let number = period.number;
    let task = task(book, TaskKind::AcceptVerification, context);
    let applied = Event::VerificationApplied { book: book.id, period: number, by: context.actor };
    Ok(vec![applied.into(), WorklistEvent::TaskOpened(task).into()])
}

fn send_back(
    state: &State,
    book: BookId,
    revision: Option<u64>,
    reason: &str,
    context: &Context,
) -> Result<Vec<ZoneEvent>, Refusal> {
    let book = book_of_customs(state, book, context)?;
    let period = period_in(book, revision, &[PeriodStatus::Applied, PeriodStatus::Accepted])?;
    require_reason(reason)?;
    let (period, reason, by) = (period.number, String::from(reason), context.actor);
    let mut events = vec![Event::VerificationReturned { book: book.id, period, reason, by }.into()];
    events.extend(closed_tasks(state, book, context));
    Ok(events)
}

fn accept(
    state: &State,
    book: BookId,
    revision: Option<u64>,
    context: &mut Context,
) -> Result<Vec<ZoneEvent>, Refusal> {
    let book = book_of_customs(state, book, context)?;
    let open = state.worklist.task(Subject::Book(book.id), TaskKind::AcceptVerification);
    require_checker(book, open, context.actor)?;
    let period = period_in(book, revision, &[PeriodStatus::Applied])?;
    state.exceptions.require_unblocked(book.id)?;
    let accepted = Event::VerificationAccepted { book: book.id, period: period.number, by: context.actor };
    let mut events = vec![accepted.into()];
    events.extend(closed_tasks(state, book, context));
    let task = task(book, TaskKind::CloseVerification, context);
    events.push(WorklistEvent::TaskOpened(task).into());
    Ok(events)
}

/// Books what the count found and closes the period.
fn close(
    state: &State,
    book: BookId,
    revision: Option<u64>,
    context: &Context,
) -> Result<Vec<ZoneEvent>, Refusal> {
    let book = book_of_customs(state, book, context)?;
    let open = state.worklist.task(Subject::Book(book.id), TaskKind::CloseVerification);
    require_checker(book, open, context.actor)?;
    let period = period_in(book, revision, &[PeriodStatus::Accepted])?;
    state.exceptions.require_unblocked(book.id)?;
    let cutoff = period.cutoff.expect("an accepted verification has a cutoff");
    let mut draft = Draft::new(&state.ledger, cutoff);
    for result in period.results.values() {
        book_difference(&mut draft, book, period.number, result)?;
    }
    let drafted = draft.finish().map_err(|refusal| super::posting::word_account(refusal, book))?;
    let mut events = super::posting::effects(state, drafted, &[], cutoff)?;
    events.push(LedgerEvent::CutClosed { book: book.id }.into());
    let (number, by) = (period.number, context.actor);
    events.push(Event::PeriodClosed { book: book.id, period: number, cutoff, by }.into());
    events.extend(closed_tasks(state, book, context));
    Ok(events)
}

/// Settles the unexplained account of an item and brings its stock to what was counted.
fn book_difference(
    draft: &mut Draft<'_>,
    book: &Book,
    period: u32,
    result: &ItemResult,
) -> Result<(), Refusal> {
    let document = Document::Verification { book: book.id, period };
    let filed = item(book, result.item)?;
    let line = result.item;
    let stock = account(draft, book, filed, Purpose::Stock);
    let at_cutoff = |draft: &Draft<'_>, number| {
        draft.ledger().account(number).map_or(0, crate::kernel::ledger::Account::at_cut)
    };
    let found = super::posting::account_of(draft.ledger(), book, filed, Purpose::Unexplained);
    let missing = found.map_or(0, |account| account.at_cut().saturating_neg());
    if missing > 0 {
        let debit = account(draft, book, filed, Purpose::Unexplained);
        let credit = account(draft, book, filed, Purpose::VerifiedIncrease);
        draft.transfer(document, Movement { debit, credit, amount: missing, line })?;
    }
    let correction = result.physical.saturating_sub(at_cutoff(draft, stock));
    if correction > 0 {
        let credit = account(draft, book, filed, Purpose::VerifiedIncrease);
        draft.transfer(document, Movement { debit: stock, credit, amount: correction, line })?;
    } else if correction < 0 {
        let debit = account(draft, book, filed, Purpose::VerifiedDecrease);
        let amount = correction.saturating_neg();
        draft.transfer(document, Movement { debit, credit: stock, amount, line })?;
    }
    Ok(())
}

/// Refuses a checker who made or accepted what is checked.
fn require_checker(book: &Book, task: Option<&Task>, checker: Actor) -> Result<(), Refusal> {
    let Some(period) = &book.period else { return Ok(()) };
    if period.accepted_by == Some(checker) {
        return Err(Refusal::new(&MAKER_IS_CHECKER));
    }
    Worklist::require_second_person(&period.makers, task, checker)
}

fn task(book: &Book, kind: TaskKind, context: &mut Context) -> Task {
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

fn closed_tasks(state: &State, book: &Book, context: &Context) -> Vec<ZoneEvent> {
    let kinds = [TaskKind::AcceptVerification, TaskKind::CloseVerification];
    let tasks = kinds.into_iter().filter_map(|kind| state.worklist.task(Subject::Book(book.id), kind));
    tasks.map(|task| WorklistEvent::TaskClosed { task: task.id, closed_by: context.actor }.into()).collect()
}
