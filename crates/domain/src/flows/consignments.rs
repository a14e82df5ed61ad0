//! Goods between zones: where the exchange meets the account books. What leaves is held until the other zone's receipt says
//! that it was taken or refused; what comes in is booked once, by a receipt that is proven.

mod incoming;
mod outgoing;

use alloc::collections::BTreeSet;
use alloc::string::String;
use alloc::vec::Vec;
use etown_values::{ConsignmentId, EnterpriseId, TaskId};

use crate::context::Context;
use crate::event::Event;
use crate::exchange::ExchangeCommand as Command;
use crate::exchange::partner::Partner;
use crate::exchange::proof::ReceiptFound;
use crate::exchange::refusal::ORIGIN_NOT_REGISTERED;
use crate::kernel::access::{Actor, Role};
use crate::kernel::refusal::Refusal;
use crate::kernel::worklist::{Subject, Task, TaskKind, Worklist, WorklistEvent};
use crate::state::State;

/// Decides a command of the exchange.
pub(crate) fn decide(state: &State, command: &Command, context: &mut Context) -> Result<Vec<Event>, Refusal> {
    match command {
        Command::RegisterPartner { .. }
        | Command::RenewTrust { .. }
        | Command::SuspendPartner { .. }
        | Command::ResumePartner { .. } => crate::exchange::decide(state, command, context),
        Command::SubmitConsignment { book, content } => outgoing::submit(state, *book, content, context),
        Command::WithdrawConsignment { consignment, revision, reason } => {
            outgoing::withdraw(state, (*consignment, *revision), reason, context)
        }
        Command::DispatchConsignment { consignment, revision } => {
            outgoing::dispatch(state, (*consignment, *revision), context)
        }
        Command::PresentReceipt { .. } => incoming::present(state, context),
        Command::AcceptConsignment { consignment, revision, book, lines } => {
            incoming::accept(state, (*consignment, *revision), (*book, lines), context)
        }
        Command::RefuseConsignment { consignment, revision, reason } => {
            incoming::refuse(state, (*consignment, *revision), reason, context)
        }
        Command::RecordAnswer { consignment, .. } => outgoing::record(state, *consignment, context),
        Command::NoteSilence { consignment, answer_by } => {
            outgoing::note_silence(state, *consignment, *answer_by, context)
        }
    }
}

/// The partner that signed a receipt, while what it signs is believed.
fn signer<'a>(state: &'a State, found: &ReceiptFound) -> Result<&'a Partner, Refusal> {
    let unknown = || {
        let refusal = Refusal::new(&ORIGIN_NOT_REGISTERED).at("receipt");
        refusal.number("origin", &found.proof.origin)
    };
    let partner = state.exchange.partner_of(&found.proof.origin).ok_or_else(unknown)?;
    state.exchange.active_partner(&partner.code)
}

/// Whether the actor is a customs officer of the zone.
fn is_customs(state: &State, context: &Context) -> bool {
    state.access.has_zone_role(context.actor, Role::CustomsOfficer)
}

/// Refuses the one who made what is decided.
fn require_second_person(
    state: &State,
    (consignment, kind): (ConsignmentId, TaskKind),
    makers: &BTreeSet<Actor>,
    context: &Context,
) -> Result<(), Refusal> {
    let task = state.worklist.task(Subject::Consignment(consignment), kind);
    Worklist::require_second_person(makers, task, context.actor)
}

/// Asks customs to decide about a consignment.
fn open_task(
    (consignment, kind): (ConsignmentId, TaskKind),
    number: &str,
    enterprise: EnterpriseId,
    context: &mut Context,
) -> Event {
    let task = Task {
        id: context.fresh.take(TaskId::from_raw),
        kind,
        subject: Subject::Consignment(consignment),
        title: Some(String::from(number)),
        role: Role::CustomsOfficer,
        enterprise: Some(enterprise),
        maker: context.actor,
        opened_at: context.now,
    };
    WorklistEvent::TaskOpened(task).into()
}

fn close_task(state: &State, subject: Subject, kind: TaskKind, context: &Context) -> Option<Event> {
    let task = state.worklist.task(subject, kind)?;
    Some(WorklistEvent::TaskClosed { task: task.id, closed_by: context.actor }.into())
}
