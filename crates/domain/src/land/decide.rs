//! Decisions about land, and the checks that they share.

use alloc::vec;
use alloc::vec::Vec;
use etown_values::{CivilDate, Currency, LandContractId, Money};

use super::command::LandCommand as Command;
use super::contract::LandContract;
use super::event::{ContractChange, LandEvent as Event};
use super::refusal::{LAND_CONTRACT_STATUS, LAND_DATE, LAND_PRICE, PARCEL_TEXT, UNKNOWN_LAND_CONTRACT};
use super::{decide_clock, decide_contract, decide_parcel, decide_start};
use crate::context::Context;
use crate::event::Event as ZoneEvent;
use crate::kernel::access::Role;
use crate::kernel::refusal::Refusal;
use crate::kernel::request::require_revision;
use crate::state::State;

/// Decides a command about land.
pub(crate) fn decide(
    state: &State,
    command: &Command,
    context: &mut Context,
) -> Result<Vec<ZoneEvent>, Refusal> {
    match command {
        Command::RegisterParcel { filing } => decide_parcel::register(state, filing, context),
        Command::SplitParcel { parcel, revision, parts } => {
            decide_parcel::split(state, (*parcel, *revision), parts, context)
        }
        Command::MergeParcels { parcels, merged } => decide_parcel::merge(state, parcels, merged, context),
        Command::ConcludeContract { parcel, revision, terms } => {
            decide_contract::conclude(state, (*parcel, *revision), terms, context)
        }
        Command::RecordDelivery { contract, revision, delivered_on } => {
            decide_contract::deliver(state, (*contract, *revision), *delivered_on, context)
        }
        Command::RecordPermit { contract, revision, kind, number, issued_on } => {
            let permit = (number.as_str(), *issued_on);
            decide_contract::permit(state, (*contract, *revision), *kind, permit, context)
        }
        Command::ReportFoundation { contract, revision, reached_on, evidence } => {
            decide_start::report(state, (*contract, *revision), (*reached_on, evidence), context)
        }
        Command::ConfirmStart { contract, revision } => {
            decide_start::confirm(state, (*contract, *revision), context)
        }
        Command::ReturnFoundation { contract, revision, reason } => {
            decide_start::send_back(state, (*contract, *revision), reason, context)
        }
        Command::StopClock { contract, revision, from, cause, reason } => {
            decide_clock::stop(state, (*contract, *revision), (*from, *cause, reason), context)
        }
        Command::ResumeClock { contract, revision, resumed_on } => {
            decide_clock::resume(state, (*contract, *revision), *resumed_on, context)
        }
        Command::RecordStandstill { contract, revision, stopped_on, developed_area, invested } => {
            let stand = (*stopped_on, *developed_area, *invested);
            decide_clock::record_standstill(state, (*contract, *revision), stand, context)
        }
        Command::EndStandstill { contract, revision, resumed_on } => {
            decide_clock::end_standstill(state, (*contract, *revision), *resumed_on, context)
        }
        Command::NoticeIdleFee { contract, revision, document } => {
            decide_clock::notice_fee(state, (*contract, *revision), document, context)
        }
        Command::TakeBackLand { contract, revision, document } => {
            decide_clock::take_back(state, (*contract, *revision), document, context)
        }
    }
}

/// The contract that an officer of the land desk acts on; it is in force.
pub(super) fn of_officer<'a>(
    state: &'a State,
    (contract, revision): (LandContractId, Option<u64>),
    context: &Context,
) -> Result<&'a LandContract, Refusal> {
    state.access.require_zone_role(context.actor, &[Role::LandOfficer])?;
    let found = state.land.contract(contract).ok_or_else(|| Refusal::new(&UNKNOWN_LAND_CONTRACT))?;
    in_force(found, revision)
}

pub(super) fn in_force(contract: &LandContract, revision: Option<u64>) -> Result<&LandContract, Refusal> {
    require_revision(revision, contract.revision)?;
    if contract.taken_back.is_some() { Err(Refusal::new(&LAND_CONTRACT_STATUS)) } else { Ok(contract) }
}

pub(super) fn changed(contract: &LandContract, change: ContractChange) -> ZoneEvent {
    let (contract, enterprise) = (contract.id, contract.terms.enterprise);
    Event::ContractChanged { contract, enterprise, change }.into()
}

pub(super) fn only(contract: &LandContract, change: ContractChange) -> Vec<ZoneEvent> {
    vec![changed(contract, change)]
}

/// A fact is recorded after what it follows, on the same day at the earliest, and never ahead of time.
pub(super) fn require_between(
    field: &str,
    earliest: CivilDate,
    date: CivilDate,
    context: &Context,
) -> Result<(), Refusal> {
    if earliest <= date && date <= context.business_date {
        return Ok(());
    }
    let refusal = Refusal::new(&LAND_DATE).at(field).number("earliest", earliest);
    Err(refusal.number("latest", context.business_date).number("date", date))
}

pub(super) fn require_text(field: &str, text: &str, longest: usize) -> Result<(), Refusal> {
    let length = text.trim().chars().count();
    if (1..=longest).contains(&length) {
        Ok(())
    } else {
        Err(Refusal::new(&PARCEL_TEXT).at(field).number("characters", length))
    }
}

/// Refuses another currency than the yuan, and less than the smallest amount.
pub(super) fn require_yuan(field: &str, money: Money, smallest: i128) -> Result<(), Refusal> {
    if money.currency == Currency::CNY && money.minor_units >= smallest {
        Ok(())
    } else {
        Err(Refusal::new(&LAND_PRICE).at(field).number("amount", money))
    }
}
