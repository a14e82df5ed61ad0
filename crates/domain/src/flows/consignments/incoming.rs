//! What comes in: presented by a receipt, taken into a book by customs, or refused for ever.

use alloc::collections::{BTreeMap, BTreeSet};
use alloc::format;
use alloc::vec;
use alloc::vec::Vec;
use etown_values::{BookId, ConsignmentId, EnterpriseId};

use super::{close_task, is_customs, open_task, require_second_person, signer};
use crate::bonded::list::Direction::Inbound;
use crate::bonded::{ConsignedLine, book_in, book_of_customs, check_line, check_movable, check_quantity};
use crate::context::Context;
use crate::event::Event;
use crate::exchange::ExchangeEvent;
use crate::exchange::consignment::{Incoming, IncomingStatus, Placed};
use crate::exchange::refusal::{
    CONSIGNMENT_LINES, CONSIGNMENT_PLACES, CONSIGNMENT_RECIPIENT, CONSIGNMENT_SEEN, CONSIGNMENT_STATUS,
    NOT_ADDRESSED_HERE, STATEMENT_MISSING,
};
use crate::exchange::settings::LINES_MAX;
use crate::exchange::state::incoming;
use crate::exchange::statement::{Answer, Dispatch, Statement, Verdict};
use crate::kernel::access::{NOT_PERMITTED, Role};
use crate::kernel::ledger::Document;
use crate::kernel::naming::is_name;
use crate::kernel::refusal::Refusal;
use crate::kernel::request::{require_reason, require_revision};
use crate::kernel::worklist::{Subject, TaskKind};
use crate::state::State;

/// Customs, or the recipient's enterprise, shows the other zone's receipt.
pub(super) fn present(state: &State, context: &mut Context) -> Result<Vec<Event>, Refusal> {
    let enterprises = state.enterprises_of(context.actor, context.business_date);
    if !is_customs(state, context) && enterprises.is_empty() {
        return Err(Refusal::new(&NOT_PERMITTED));
    }
    let (here, found) = context.examined.receipt()?;
    let partner = signer(state, found)?;
    let Statement::Dispatched(dispatch) = &found.statement else {
        return Err(Refusal::new(&STATEMENT_MISSING).at("receipt"));
    };
    if dispatch.to != here {
        return Err(Refusal::new(&NOT_ADDRESSED_HERE).at("receipt").number("addressed_to", &dispatch.to));
    }
    let enterprise = recipient(state, dispatch, &enterprises, context)?;
    if let Some(before) = state.exchange.seen(&found.proof, dispatch) {
        return Err(Refusal::new(&CONSIGNMENT_SEEN).at("receipt").citing(before.position));
    }
    check_dispatch(state, dispatch, context)?;
    let (partner, dispatch, proof) = (partner.code.clone(), dispatch.clone(), found.proof.clone());
    let consignment = context.fresh.take(ConsignmentId::from_raw);
    let task = open_task((consignment, TaskKind::AnswerConsignment), &dispatch.number, enterprise, context);
    let presented = ExchangeEvent::ConsignmentPresented {
        consignment,
        partner,
        enterprise,
        dispatch,
        proof,
        presented_on: context.business_date,
        position: context.position,
        by: context.actor,
    };
    Ok(vec![presented.into(), task])
}

/// The enterprise here that the goods are for; who is not of customs acts for it.
fn recipient(
    state: &State,
    dispatch: &Dispatch,
    enterprises: &BTreeSet<EnterpriseId>,
    context: &Context,
) -> Result<EnterpriseId, Refusal> {
    let found = state.parties.by_credit_code(dispatch.recipient);
    let is_own = found.is_some_and(|found| enterprises.contains(&found));
    if !is_own && !is_customs(state, context) {
        return Err(Refusal::new(&NOT_PERMITTED));
    }
    let unknown = || {
        let refusal = Refusal::new(&CONSIGNMENT_RECIPIENT).at("receipt");
        refusal.number("credit_code", dispatch.recipient)
    };
    found.ok_or_else(unknown)
}

/// What another zone signed is still judged by the rules of this one.
fn check_dispatch(state: &State, dispatch: &Dispatch, context: &Context) -> Result<(), Refusal> {
    let most = state.parameters.whole_number(LINES_MAX, context.business_date)?;
    let count = u32::try_from(dispatch.lines.len()).unwrap_or(u32::MAX);
    let numbers: BTreeSet<u32> = dispatch.lines.iter().map(|line| line.line).collect();
    let texts = dispatch.lines.iter().flat_map(|line| [&line.part_number, &line.name]);
    let is_readable = texts.chain([&dispatch.number, &dispatch.consignor_name]).all(|text| is_name(text));
    if count == 0 || count > most || numbers.len() != dispatch.lines.len() || !is_readable {
        return Err(Refusal::new(&CONSIGNMENT_LINES).at("receipt").number("lines", count).largest(most));
    }
    for line in &dispatch.lines {
        let of_line = |refusal: Refusal| refusal.at("receipt").number("line", line.line);
        state.parameters.require_commodity(line.hs_code, context.business_date).map_err(of_line)?;
        check_quantity(state, line.quantity, context.business_date).map_err(of_line)?;
    }
    Ok(())
}

/// Customs takes the goods into a book of the recipient.
pub(super) fn accept(
    state: &State,
    (consignment, revision): (ConsignmentId, Option<u64>),
    (book, places): (BookId, &[Placed]),
    context: &Context,
) -> Result<Vec<Event>, Refusal> {
    let incoming = of_customs(state, (consignment, revision), context)?;
    state.exchange.active_partner(&incoming.partner)?;
    let book = book_of_customs(state, book, context)?;
    if book.header.enterprise != incoming.enterprise {
        return Err(Refusal::new(&CONSIGNMENT_PLACES).at("book"));
    }
    check_movable(state, book, Inbound, context)?;
    let lines = placed(incoming, places)?;
    for (index, (line, stated)) in lines.iter().zip(&incoming.dispatch.lines).enumerate() {
        let at = |field: &str| format!("lines[{index}].{field}");
        let item = check_line(state, book, Inbound, *line, context.business_date).map_err(|refusal| {
            let field = at(refusal.field.as_deref().unwrap_or("item"));
            refusal.at(field)
        })?;
        let filing = &item.filing;
        let fits = (filing.hs_code, filing.measure, filing.currency)
            == (stated.hs_code, stated.measure, stated.currency);
        if !fits {
            return Err(Refusal::new(&CONSIGNMENT_PLACES).at(at("item")).number("line", line.line));
        }
    }
    let document = Document::Consignment(consignment);
    let mut events = book_in(state, book, document, &lines, context)?;
    let (answer, position) = (answer(incoming, Verdict::Accepted, None, context), context.position);
    let (enterprise, book, lines) = (incoming.enterprise, book.id, places.to_vec());
    let accepted =
        ExchangeEvent::ConsignmentAccepted { consignment, enterprise, book, lines, answer, position };
    events.push(accepted.into());
    events.extend(closed(state, consignment, context));
    Ok(events)
}

/// The stated lines with their items here, in the order of the statement.
fn placed(incoming: &Incoming, places: &[Placed]) -> Result<Vec<ConsignedLine>, Refusal> {
    let refusal = || Refusal::new(&CONSIGNMENT_PLACES).at("lines");
    let items: BTreeMap<u32, u32> = places.iter().map(|placed| (placed.line, placed.item)).collect();
    let distinct: BTreeSet<&u32> = items.values().collect();
    let stated = &incoming.dispatch.lines;
    if places.len() != stated.len() || distinct.len() != stated.len() {
        return Err(refusal());
    }
    let lines = stated.iter().map(|stated| {
        let item = *items.get(&stated.line)?;
        let (line, quantity, unit_price) = (stated.line, stated.quantity, stated.unit_price);
        Some(ConsignedLine { line, item, quantity, unit_price })
    });
    lines.collect::<Option<Vec<_>>>().ok_or_else(refusal)
}

/// Customs does not take the goods; the consignment is closed here for ever.
pub(super) fn refuse(
    state: &State,
    (consignment, revision): (ConsignmentId, Option<u64>),
    reason: &str,
    context: &Context,
) -> Result<Vec<Event>, Refusal> {
    let incoming = of_customs(state, (consignment, revision), context)?;
    require_reason(reason)?;
    let (answer, position) = (answer(incoming, Verdict::Refused, Some(reason), context), context.position);
    let enterprise = incoming.enterprise;
    let mut events =
        vec![ExchangeEvent::ConsignmentRefused { consignment, enterprise, answer, position }.into()];
    events.extend(closed(state, consignment, context));
    Ok(events)
}

/// What comes in and is not decided yet, for another officer of customs than presented it.
fn of_customs<'a>(
    state: &'a State,
    (consignment, revision): (ConsignmentId, Option<u64>),
    context: &Context,
) -> Result<&'a Incoming, Refusal> {
    let incoming = incoming(state, consignment, context)?;
    state.access.require_zone_role(context.actor, &[Role::CustomsOfficer])?;
    let task = (consignment, TaskKind::AnswerConsignment);
    require_second_person(state, task, &incoming.makers, context)?;
    require_revision(revision, incoming.revision)?;
    let is_open = incoming.status == IncomingStatus::Presented;
    if is_open { Ok(incoming) } else { Err(Refusal::new(&CONSIGNMENT_STATUS)) }
}

fn answer(incoming: &Incoming, verdict: Verdict, reason: Option<&str>, context: &Context) -> Answer {
    Answer {
        consignment: incoming.dispatch.consignment,
        to: incoming.proof.origin.clone(),
        position: incoming.proof.position,
        verdict,
        reason: reason.map(Into::into),
        answered_on: context.business_date,
    }
}

fn closed(state: &State, consignment: ConsignmentId, context: &Context) -> Option<Event> {
    close_task(state, Subject::Consignment(consignment), TaskKind::AnswerConsignment, context)
}
