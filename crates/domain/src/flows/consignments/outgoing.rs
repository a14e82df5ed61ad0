//! What leaves: submitted by the enterprise, let go by customs, held until it is answered.

use alloc::boxed::Box;
use alloc::collections::BTreeSet;
use alloc::format;
use alloc::string::String;
use alloc::vec;
use alloc::vec::Vec;
use etown_values::{BookId, CivilDate, ConsignmentId, ExceptionId, TaskId};

use super::{close_task, is_customs, open_task, require_second_person, signer};
use crate::bonded::book::Book;
use crate::bonded::list::Direction::Outbound;
use crate::bonded::{
    ConsignedLine, book_of_customs, book_of_enterprise, check_line, check_movable, hold_out, post_out,
    release,
};
use crate::context::Context;
use crate::event::Event;
use crate::exchange::ExchangeEvent;
use crate::exchange::consignment::{ConsignmentContent, Left, Outgoing, OutgoingStatus};
use crate::exchange::proof::Proof;
use crate::exchange::refusal::{
    ANSWER_CONTRADICTS, ANSWER_NOT_OURS, ANSWER_RECORDED, CONSIGNMENT_LINES, CONSIGNMENT_STATUS,
    NOT_ADDRESSED_HERE, SILENCE_NOT_DUE, STATEMENT_MISSING,
};
use crate::exchange::settings::{ANSWER_WORKING_DAYS, LINES_MAX};
use crate::exchange::state::outgoing;
use crate::exchange::statement::{Answer, Dispatch, Statement, StatementLine, Verdict};
use crate::kernel::access::{Actor, NOT_PERMITTED, Role};
use crate::kernel::calendar::{Deadline, DeadlineStatus, Term, TermUnit, deadline};
use crate::kernel::exceptions::{Exception, ExceptionEvent, ExceptionKind};
use crate::kernel::ledger::Document;
use crate::kernel::parameters::NO_VALUE_IN_FORCE;
use crate::kernel::refusal::Refusal;
use crate::kernel::request::{require_reason, require_revision};
use crate::kernel::worklist::{Subject, Task, TaskKind, WorklistEvent};
use crate::state::State;

pub(super) fn submit(
    state: &State,
    book: BookId,
    content: &ConsignmentContent,
    context: &mut Context,
) -> Result<Vec<Event>, Refusal> {
    let book = book_of_enterprise(state, book, context)?;
    check_movable(state, book, Outbound, context)?;
    check_content(state, book, content, context)?;
    let consignment = context.fresh.take(ConsignmentId::from_raw);
    let (number, enterprise) = (next_number(state, context), book.header.enterprise);
    let task = open_task((consignment, TaskKind::DispatchConsignment), &number, enterprise, context);
    let submitted = ExchangeEvent::ConsignmentSubmitted {
        consignment,
        number,
        book: book.id,
        enterprise,
        content: content.clone(),
        submitted_on: context.business_date,
        by: context.actor,
    };
    Ok(vec![submitted.into(), task])
}

/// Refuses content that breaks a rule; what is in stock is judged when the goods leave.
fn check_content(
    state: &State,
    book: &Book,
    content: &ConsignmentContent,
    context: &Context,
) -> Result<(), Refusal> {
    state.exchange.active_partner(&content.partner).map_err(|refusal| refusal.at("partner"))?;
    let most = state.parameters.whole_number(LINES_MAX, context.business_date)?;
    let count = u32::try_from(content.lines.len()).unwrap_or(u32::MAX);
    if count == 0 || count > most {
        return Err(Refusal::new(&CONSIGNMENT_LINES).at("lines").number("lines", count).largest(most));
    }
    let mut seen = BTreeSet::new();
    for (index, line) in consigned(content).into_iter().enumerate() {
        if !seen.insert(line.item) {
            return Err(Refusal::new(&CONSIGNMENT_LINES).at(format!("lines[{index}].item")));
        }
        check_line(state, book, Outbound, line, context.business_date).map_err(|refusal| {
            let field = refusal.field.clone().unwrap_or_default();
            refusal.at(format!("lines[{index}].{field}"))
        })?;
    }
    Ok(())
}

/// The lines, numbered from 1.
fn consigned(content: &ConsignmentContent) -> Vec<ConsignedLine> {
    let numbered = (1..).zip(&content.lines);
    numbered
        .map(|(line, content)| ConsignedLine {
            line,
            item: content.item,
            quantity: content.quantity,
            unit_price: content.unit_price,
        })
        .collect()
}

/// Two letters, customs code, two-digit year and six digits.
fn next_number(state: &State, context: &Context) -> String {
    let customs = state.zone.as_ref().map_or("0000", |zone| zone.customs_code.as_str());
    let prefix = format!("QJ{customs}{:02}", context.business_date.year().rem_euclid(100));
    format!("{prefix}{:06}", state.exchange.next_sequence(&prefix))
}

/// The enterprise takes it back, or customs sends it back, before it left.
pub(super) fn withdraw(
    state: &State,
    (consignment, revision): (ConsignmentId, Option<u64>),
    reason: &str,
    context: &Context,
) -> Result<Vec<Event>, Refusal> {
    let outgoing = own_or_customs(state, consignment, context)?;
    require_revision(revision, outgoing.revision)?;
    require_status(outgoing, OutgoingStatus::Submitted)?;
    require_reason(reason)?;
    let (enterprise, reason) = (outgoing.enterprise, reason.into());
    let mut events = vec![ExchangeEvent::ConsignmentWithdrawn { consignment, enterprise, reason }.into()];
    events.extend(close_task(
        state,
        Subject::Consignment(consignment),
        TaskKind::DispatchConsignment,
        context,
    ));
    Ok(events)
}

/// Customs lets it leave: its goods are held, and the answer-by date runs.
pub(super) fn dispatch(
    state: &State,
    (consignment, revision): (ConsignmentId, Option<u64>),
    context: &Context,
) -> Result<Vec<Event>, Refusal> {
    let outgoing = outgoing(state, consignment, context)?;
    let book = book_of_customs(state, outgoing.book, context)?;
    let task = (consignment, TaskKind::DispatchConsignment);
    require_second_person(state, task, &outgoing.makers, context)?;
    require_revision(revision, outgoing.revision)?;
    require_status(outgoing, OutgoingStatus::Submitted)?;
    check_movable(state, book, Outbound, context)?;
    check_content(state, book, &outgoing.content, context)?;
    let answer_by = answer_by(state, context)?;
    let document = Document::Consignment(consignment);
    let (hold, mut events) = hold_out(state, book, document, &consigned(&outgoing.content), context)?;
    let dispatched = ExchangeEvent::ConsignmentDispatched {
        consignment,
        enterprise: outgoing.enterprise,
        dispatch: dispatch_of(state, book, outgoing, (context.business_date, answer_by.date))?,
        hold,
        position: context.position,
        is_provisional: answer_by.status != DeadlineStatus::Firm,
    };
    events.push(dispatched.into());
    events.extend(close_task(
        state,
        Subject::Consignment(consignment),
        TaskKind::DispatchConsignment,
        context,
    ));
    Ok(events)
}

/// The last day for an answer, which is printed on the transport document and so stays as it is.
fn answer_by(state: &State, context: &Context) -> Result<Deadline, Refusal> {
    let length = state.parameters.whole_number(ANSWER_WORKING_DAYS, context.business_date)?;
    let term = Term { length, unit: TermUnit::WorkingDays };
    deadline(&state.calendar, context.business_date, term, &[])
        .map_err(|_uncountable| Refusal::new(&NO_VALUE_IN_FORCE).at(ANSWER_WORKING_DAYS))
}

fn dispatch_of(
    state: &State,
    book: &Book,
    outgoing: &Outgoing,
    (dispatched_on, answer_by): (CivilDate, CivilDate),
) -> Result<Dispatch, Refusal> {
    let consignor = state.parties.enterprise(outgoing.enterprise)?;
    let lines = consigned(&outgoing.content).into_iter().filter_map(|line| {
        let filing = &book.items.get(&line.item)?.filing;
        Some(StatementLine {
            line: line.line,
            part_number: filing.part_number.clone(),
            name: filing.name.clone(),
            hs_code: filing.hs_code,
            quantity: line.quantity,
            measure: filing.measure,
            unit_price: line.unit_price,
            currency: filing.currency,
        })
    });
    Ok(Dispatch {
        consignment: outgoing.id,
        number: outgoing.number.clone(),
        to: state.exchange.active_partner(&outgoing.content.partner)?.trust.origin.clone(),
        consignor: consignor.credit_code,
        consignor_name: consignor.name.clone(),
        recipient: outgoing.content.recipient,
        dispatched_on,
        answer_by,
        lines: lines.collect(),
    })
}

/// Records the other zone's answer: what is held is posted or free again. An exception does not stand against it, since
/// it tells what has happened already.
pub(super) fn record(
    state: &State,
    consignment: ConsignmentId,
    context: &Context,
) -> Result<Vec<Event>, Refusal> {
    let outgoing = own_or_customs(state, consignment, context)?;
    let (answer, proof) = proven_answer(state, outgoing, context)?;
    let left = outgoing.left.as_ref().ok_or_else(|| Refusal::new(&CONSIGNMENT_STATUS))?;
    if answer.consignment != consignment || answer.position != left.position {
        return Err(Refusal::new(&ANSWER_NOT_OURS).at("receipt"));
    }
    if let Some(before) = &outgoing.answered {
        let is_same = before.answer.verdict == answer.verdict;
        let code = if is_same { &ANSWER_RECORDED } else { &ANSWER_CONTRADICTS };
        return Err(Refusal::new(code).at("receipt").citing(before.position));
    }
    let mut events = match answer.verdict {
        Verdict::Accepted => {
            let book = state.bonded.book(outgoing.book).expect("a consignment leaves a book that is there");
            post_out(state, book, left.hold, context)?
        }
        Verdict::Refused => release(state, left.hold, context)?,
    };
    events.push(
        ExchangeEvent::AnswerRecorded {
            consignment,
            enterprise: outgoing.enterprise,
            answer: answer.clone(),
            proof: proof.clone(),
            position: context.position,
        }
        .into(),
    );
    events.extend(end_silence(state, left, proof, context));
    Ok(events)
}

/// The answer that the receipt proves, of the zone that the goods went to and meant for this one.
fn proven_answer<'a>(
    state: &State,
    outgoing: &Outgoing,
    context: &'a Context,
) -> Result<(&'a Answer, &'a Proof), Refusal> {
    let (here, found) = context.examined.receipt()?;
    let partner = signer(state, found)?;
    let Statement::Answered(answer) = &found.statement else {
        return Err(Refusal::new(&STATEMENT_MISSING).at("receipt"));
    };
    if answer.to != here {
        return Err(Refusal::new(&NOT_ADDRESSED_HERE).at("receipt").number("addressed_to", &answer.to));
    }
    if partner.code != outgoing.content.partner {
        return Err(Refusal::new(&ANSWER_NOT_OURS).at("receipt"));
    }
    Ok((answer, &found.proof))
}

/// An answer that came late explains the exception that silence opened.
fn end_silence(state: &State, left: &Left, proof: &Proof, context: &Context) -> Vec<Event> {
    let open = left.silence.filter(|exception| state.exceptions.open_exception(*exception).is_ok());
    let Some(exception) = open else { return Vec::new() };
    let explanation = format!("answered late: {} #{}", proof.origin, proof.position);
    let mut events = vec![ExceptionEvent::ExceptionResolved { exception, explanation }.into()];
    events.extend(close_task(state, Subject::Exception(exception), TaskKind::ResolveException, context));
    events
}

/// Silence past the answer-by date opens an exception, which blocks the book that the goods left.
pub(super) fn note_silence(
    state: &State,
    consignment: ConsignmentId,
    answer_by: CivilDate,
    context: &mut Context,
) -> Result<Vec<Event>, Refusal> {
    if context.actor != Actor::Scheduler {
        return Err(Refusal::new(&NOT_PERMITTED));
    }
    let is_due = |outgoing: &&Outgoing| {
        let left = outgoing.left.as_ref();
        outgoing.status == OutgoingStatus::InTransit
            && left.is_some_and(|left| left.silence.is_none() && left.dispatch.answer_by == answer_by)
            && answer_by < context.business_date
    };
    let outgoing = state.exchange.outgoing(consignment).filter(is_due);
    let outgoing = outgoing.ok_or_else(|| Refusal::new(&SILENCE_NOT_DUE))?;
    let exception = context.fresh.take(ExceptionId::from_raw);
    let task = Task {
        id: context.fresh.take(TaskId::from_raw),
        kind: TaskKind::ResolveException,
        subject: Subject::Exception(exception),
        title: None,
        role: Role::CustomsOfficer,
        enterprise: Some(outgoing.enterprise),
        maker: context.actor,
        opened_at: context.now,
    };
    let opened = Exception {
        id: exception,
        kind: ExceptionKind::AnswerMissing,
        report: None,
        book: Some(outgoing.book),
        list: None,
        slip: None,
        consignment: Some(consignment),
        enterprise: Some(outgoing.enterprise),
        detail: format!("{} {} {answer_by}", outgoing.number, outgoing.content.partner),
        opened_at: context.position,
    };
    let enterprise = outgoing.enterprise;
    Ok(vec![
        ExceptionEvent::ExceptionOpened(Box::new(opened)).into(),
        WorklistEvent::TaskOpened(task).into(),
        ExchangeEvent::SilenceNoted { consignment, enterprise, answer_by, exception }.into(),
    ])
}

/// Returns what leaves for an officer of its enterprise or of customs.
fn own_or_customs<'a>(
    state: &'a State,
    consignment: ConsignmentId,
    context: &Context,
) -> Result<&'a Outgoing, Refusal> {
    let outgoing = outgoing(state, consignment, context)?;
    let enterprises = state.enterprises_of(context.actor, context.business_date);
    let may = is_customs(state, context) || enterprises.contains(&outgoing.enterprise);
    if may { Ok(outgoing) } else { Err(Refusal::new(&NOT_PERMITTED)) }
}

fn require_status(outgoing: &Outgoing, status: OutgoingStatus) -> Result<(), Refusal> {
    if outgoing.status == status { Ok(()) } else { Err(Refusal::new(&CONSIGNMENT_STATUS)) }
}
