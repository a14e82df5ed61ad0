//! Decisions about technology contracts: file, register, return, and report the income.

use alloc::format;
use alloc::vec;
use alloc::vec::Vec;
use etown_values::{CivilDate, Currency, Money, TaskId, TechnologyContractId};

use super::command::TechnologyCommand as Command;
use super::contract::{Contract, ContractContent, ContractKind, ContractStatus, Income, Registration};
use super::decide::{parties, require_a_hand, require_hand_of};
use super::decide_disclosure::{NAME_CHARACTERS, TEXT_CHARACTERS, require_holder};
use super::disclosure::{Disclosure, DisclosureStatus};
use super::event::TechnologyEvent as Event;
use super::refusal::{
    CONTRACT_DATE, CONTRACT_NOT_REGISTERED, CONTRACT_NUMBER_TAKEN, CONTRACT_PARTIES, CONTRACT_PRICE,
    CONTRACT_REGISTERED, CONTRACT_RETURNED, CONTRACT_TEXT, DISCLOSURE_NOT_ACCEPTED, LICENCE_TERM,
    TECHNOLOGY_PRICE, UNKNOWN_DISCLOSURE, UNKNOWN_TECHNOLOGY_CONTRACT,
};
use crate::context::Context;
use crate::event::Event as ZoneEvent;
use crate::kernel::access::Role;
use crate::kernel::refusal::Refusal;
use crate::kernel::request::{require_revision, require_text};
use crate::kernel::worklist::{Subject, Task, TaskKind, Worklist, WorklistEvent};
use crate::state::State;

/// A million million yuan in fen, so that no year's sum comes near what can be held.
const FEN_MAX: i128 = 100_000_000_000_000;
const LICENCE_MONTHS: core::ops::RangeInclusive<u32> = 1..=1_200;

pub(super) fn decide(
    state: &State,
    command: &Command,
    context: &mut Context,
) -> Result<Vec<ZoneEvent>, Refusal> {
    match command {
        Command::FileContract { content } => file(state, content, context),
        Command::RegisterContract { contract, revision } => {
            let found = filed(state, *contract, *revision, context)?;
            Ok(closing_task(state, *contract, register(state, found, context), context))
        }
        Command::ReturnContract { contract, revision, reason } => {
            let found = filed(state, *contract, *revision, context)?;
            require_text(&CONTRACT_TEXT, "reason", reason, TEXT_CHARACTERS)?;
            let parties = parties(&found.provider, &found.content.recipient);
            let returned = Event::ContractReturned { contract: *contract, reason: reason.clone(), parties };
            Ok(closing_task(state, *contract, returned, context))
        }
        Command::ReportIncome { contract, revision, received_on, amount } => {
            report_income(state, (*contract, *revision), (*received_on, *amount), context)
        }
        _ => unreachable!("the door sends only contracts here"),
    }
}

fn file(state: &State, content: &ContractContent, context: &mut Context) -> Result<Vec<ZoneEvent>, Refusal> {
    require_a_hand(state, context)?;
    let disclosure = state.technology.disclosure(content.disclosure);
    let disclosure = disclosure.ok_or_else(|| Refusal::new(&UNKNOWN_DISCLOSURE))?;
    let provider = disclosure.content.owner.clone();
    require_hand_of(state, &provider, &UNKNOWN_DISCLOSURE, context)?;
    check_state(state, disclosure, content)?;
    check_content(state, disclosure, content, context)?;
    let contract = context.fresh.take(TechnologyContractId::from_raw);
    let task = Task {
        id: context.fresh.take(TaskId::from_raw),
        kind: TaskKind::RegisterTechnologyContract,
        subject: Subject::TechnologyContract(contract),
        title: Some(content.number.clone()),
        role: Role::InvestmentOfficer,
        enterprise: provider.enterprise(),
        maker: context.actor,
        opened_at: context.now,
    };
    let filed = Event::ContractFiled {
        contract,
        content: content.clone(),
        provider,
        on: context.business_date,
        by: context.actor,
        position: context.position,
    };
    Ok(vec![filed.into(), WorklistEvent::TaskOpened(task).into()])
}

fn check_state(state: &State, disclosure: &Disclosure, content: &ContractContent) -> Result<(), Refusal> {
    if disclosure.status() != DisclosureStatus::Accepted {
        return Err(Refusal::new(&DISCLOSURE_NOT_ACCEPTED).at("disclosure"));
    }
    let number = content.number.trim();
    let is_same = |known: &&Contract| {
        known.status() != ContractStatus::Returned
            && known.provider == disclosure.content.owner
            && known.content.number.trim() == number
    };
    match state.technology.contracts().find(is_same) {
        Some(known) => Err(Refusal::new(&CONTRACT_NUMBER_TAKEN).at("number").citing(known.position)),
        None => Ok(()),
    }
}

fn check_content(
    state: &State,
    disclosure: &Disclosure,
    content: &ContractContent,
    context: &Context,
) -> Result<(), Refusal> {
    require_text(&CONTRACT_TEXT, "number", &content.number, NAME_CHARACTERS)?;
    require_holder(state, &CONTRACT_TEXT, "recipient", &content.recipient)?;
    if content.recipient == disclosure.content.owner {
        return Err(Refusal::new(&CONTRACT_PARTIES).at("recipient"));
    }
    if content.signed_on > context.business_date {
        let refusal = Refusal::new(&CONTRACT_DATE).at("signed_on");
        return Err(refusal.number("today", context.business_date));
    }
    require_amount("total_price", content.total_price)?;
    require_amount("technology_price", content.technology_price)?;
    if content.technology_price.minor_units > content.total_price.minor_units {
        let refusal = Refusal::new(&TECHNOLOGY_PRICE).at("technology_price");
        let refusal = refusal.number("technology_price", content.technology_price.amount_text());
        let refusal = refusal.number("total_price", content.total_price.amount_text());
        return Err(refusal.largest(content.total_price.amount_text()));
    }
    let is_licence = content.kind == ContractKind::Licence;
    let has_term = match content.licence_months {
        Some(months) => is_licence && LICENCE_MONTHS.contains(&months),
        None => !is_licence,
    };
    if has_term { Ok(()) } else { Err(Refusal::new(&LICENCE_TERM).at("licence_months")) }
}

fn require_amount(field: &str, amount: Money) -> Result<(), Refusal> {
    let is_sound = amount.currency == Currency::CNY && (1..=FEN_MAX).contains(&amount.minor_units);
    if is_sound { Ok(()) } else { Err(Refusal::new(&CONTRACT_PRICE).at(field)) }
}

fn register(state: &State, contract: &Contract, context: &Context) -> Event {
    let year = context.business_date.year();
    let before = state.technology.registered_in.get(&year).copied().unwrap_or_default();
    let registration = Registration {
        number: format!("TC-{year:04}-{:05}", before.saturating_add(1)),
        on: context.business_date,
        position: context.position,
    };
    let parties = parties(&contract.provider, &contract.content.recipient);
    Event::ContractRegistered { contract: contract.id, registration, parties }
}

fn report_income(
    state: &State,
    (id, revision): (TechnologyContractId, Option<u64>),
    (received_on, amount): (CivilDate, Money),
    context: &Context,
) -> Result<Vec<ZoneEvent>, Refusal> {
    require_a_hand(state, context)?;
    let found = state.technology.contract(id);
    let found = found.ok_or_else(|| Refusal::new(&UNKNOWN_TECHNOLOGY_CONTRACT))?;
    require_hand_of(state, &found.provider, &UNKNOWN_TECHNOLOGY_CONTRACT, context)?;
    require_revision(revision, found.revision)?;
    if found.status() != ContractStatus::Registered {
        return Err(Refusal::new(&CONTRACT_NOT_REGISTERED));
    }
    // The tax effect is that of an enterprise of the zone; others are taxed where they are.
    let Some(provider) = found.provider.enterprise() else {
        return Err(Refusal::new(&CONTRACT_PARTIES).at("provider"));
    };
    if !(found.content.signed_on..=context.business_date).contains(&received_on) {
        let refusal = Refusal::new(&CONTRACT_DATE).at("received_on");
        let refusal = refusal.number("signed_on", found.content.signed_on);
        return Err(refusal.number("today", context.business_date));
    }
    require_amount("amount", amount)?;
    let income = Income { received_on, amount, position: context.position };
    Ok(vec![Event::IncomeReported { contract: id, income, provider }.into()])
}

/// Returns a filed contract that the actor may register or return.
fn filed<'a>(
    state: &'a State,
    id: TechnologyContractId,
    revision: Option<u64>,
    context: &Context,
) -> Result<&'a Contract, Refusal> {
    state.access.require_zone_role(context.actor, &[Role::InvestmentOfficer])?;
    let found = state.technology.contract(id);
    let found = found.ok_or_else(|| Refusal::new(&UNKNOWN_TECHNOLOGY_CONTRACT))?;
    let task = state.worklist.task(Subject::TechnologyContract(id), TaskKind::RegisterTechnologyContract);
    Worklist::require_second_person(&[found.maker].into(), task, context.actor)?;
    require_revision(revision, found.revision)?;
    match &found.registration {
        Some(registration) => Err(Refusal::new(&CONTRACT_REGISTERED).citing(registration.position)),
        None if found.returned.is_some() => Err(Refusal::new(&CONTRACT_RETURNED)),
        None => Ok(found),
    }
}

fn closing_task(
    state: &State,
    contract: TechnologyContractId,
    event: Event,
    context: &Context,
) -> Vec<ZoneEvent> {
    let mut events = vec![event.into()];
    let subject = Subject::TechnologyContract(contract);
    let task = state.worklist.task(subject, TaskKind::RegisterTechnologyContract);
    events.extend(
        task.map(|task| WorklistEvent::TaskClosed { task: task.id, closed_by: context.actor }.into()),
    );
    events
}
