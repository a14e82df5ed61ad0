//! Decisions about contracts: conclude, deliver, record permits.

use alloc::collections::BTreeSet;
use alloc::format;
use alloc::string::String;
use alloc::vec;
use alloc::vec::Vec;
use etown_values::{CivilDate, LandContractId, ParcelId};

use super::contract::{ContractTerms, Permit, PermitKind};
use super::decide::{of_officer, only, require_between, require_text, require_yuan};
use super::decide_parcel;
use super::event::{ContractChange, LandEvent as Event};
use super::parcel::SupplyMode;
use super::refusal::{
    ENTERPRISE_DISCREDITED, LAND_CONTRACT_DATES, LAND_CONTRACT_STATUS, LAND_PERMIT_HELD, LAND_TERM,
    PARCEL_NUMBER_TAKEN, PERFORMANCE_TERMS,
};
use super::settings::{PERMIT_WORKING_DAYS, term_years_max};
use crate::context::Context;
use crate::event::Event as ZoneEvent;
use crate::kernel::calendar::{Deadline, Term, TermUnit, deadline};
use crate::kernel::parameters::NO_VALUE_IN_FORCE;
use crate::kernel::parties::CreditClass;
use crate::kernel::refusal::Refusal;
use crate::kernel::request::require_revision;
use crate::state::State;

pub(super) fn conclude(
    state: &State,
    (parcel, revision): (ParcelId, Option<u64>),
    terms: &ContractTerms,
    context: &mut Context,
) -> Result<Vec<ZoneEvent>, Refusal> {
    let parcel = decide_parcel::of_officer(state, parcel, context)?;
    require_revision(revision, parcel.revision)?;
    decide_parcel::require_available(state, parcel)?;
    let enterprise =
        state.parties.enterprise(terms.enterprise).map_err(|refusal| refusal.at("enterprise"))?;
    if enterprise.credit_class == CreditClass::Discredited {
        return Err(Refusal::new(&ENTERPRISE_DISCREDITED).at("enterprise"));
    }
    let supply_mode = parcel.filing.supply_mode;
    require_text("number", &terms.number, 60)?;
    let is_taken = |other: &str| other.trim() == terms.number.trim();
    if state.land.contracts().any(|contract| is_taken(&contract.terms.number)) {
        return Err(Refusal::new(&PARCEL_NUMBER_TAKEN).at("number"));
    }
    require_yuan("price", terms.price, i128::from(supply_mode != SupplyMode::Allocation))?;
    require_term(state, supply_mode, terms.term_years, context)?;
    let is_in_order = terms.acquired_on <= context.business_date
        && terms.acquired_on <= terms.delivery_due
        && terms.delivery_due <= terms.agreed_start;
    if !is_in_order {
        return Err(Refusal::new(&LAND_CONTRACT_DATES));
    }
    require_yuan("total_investment", terms.total_investment, 1)?;
    require_performance(terms)?;
    let permit_deadline = permit_deadline(state, terms.acquired_on)?;
    let contract = context.fresh.take(LandContractId::from_raw);
    let (parcel, terms) = (parcel.id, terms.clone());
    Ok(vec![Event::ContractConcluded { contract, parcel, supply_mode, terms, permit_deadline }.into()])
}

pub(super) fn deliver(
    state: &State,
    contract: (LandContractId, Option<u64>),
    delivered_on: CivilDate,
    context: &Context,
) -> Result<Vec<ZoneEvent>, Refusal> {
    let contract = of_officer(state, contract, context)?;
    if contract.delivered_on.is_some() {
        return Err(Refusal::new(&LAND_CONTRACT_STATUS));
    }
    require_between("delivered_on", contract.terms.acquired_on, delivered_on, context)?;
    Ok(only(contract, ContractChange::Delivered { delivered_on }))
}

/// Permits are asked for side by side, so they come in any order.
pub(super) fn permit(
    state: &State,
    contract: (LandContractId, Option<u64>),
    kind: PermitKind,
    (number, issued_on): (&str, CivilDate),
    context: &Context,
) -> Result<Vec<ZoneEvent>, Refusal> {
    let contract = of_officer(state, contract, context)?;
    if let Some(held) = contract.permits.get(&kind) {
        return Err(Refusal::new(&LAND_PERMIT_HELD).at("kind").number("number", &held.number));
    }
    require_text("number", number, 60)?;
    require_between("issued_on", contract.terms.acquired_on, issued_on, context)?;
    let permit = Permit { number: String::from(number), issued_on };
    Ok(only(contract, ContractChange::PermitRecorded { kind, permit }))
}

/// The term runs from the day after the land was acquired; the calendar that it is counted by stands in the event.
fn permit_deadline(state: &State, acquired_on: CivilDate) -> Result<Deadline, Refusal> {
    let length = state.parameters.whole_number(PERMIT_WORKING_DAYS, acquired_on)?;
    let term = Term { length, unit: TermUnit::WorkingDays };
    deadline(&state.calendar, acquired_on, term, &[])
        .map_err(|_uncountable| Refusal::new(&NO_VALUE_IN_FORCE).at(PERMIT_WORKING_DAYS))
}

fn require_term(
    state: &State,
    mode: SupplyMode,
    term_years: Option<u32>,
    context: &Context,
) -> Result<(), Refusal> {
    let refusal = || Refusal::new(&LAND_TERM).at("term_years");
    match (term_years_max(mode), term_years) {
        (None, None) => Ok(()),
        (Some(limit), Some(years)) => {
            let most = state.parameters.whole_number(limit, context.business_date)?;
            if (1..=most).contains(&years) {
                Ok(())
            } else {
                Err(refusal().number("years", years).largest(most))
            }
        }
        _ => Err(refusal()),
    }
}

fn require_performance(terms: &ContractTerms) -> Result<(), Refusal> {
    let refusal = |index: usize| Refusal::new(&PERFORMANCE_TERMS).at(format!("performance[{index}]"));
    let mut indicators = BTreeSet::new();
    for (index, term) in terms.performance.iter().enumerate() {
        let is_sound = indicators.insert(term.indicator)
            && term.target.is_positive()
            && require_text("unit", &term.unit, 60).is_ok()
            && require_text("clause", &term.clause, 60).is_ok();
        if !is_sound {
            return Err(refusal(index));
        }
    }
    if indicators.is_empty() { Err(refusal(0)) } else { Ok(()) }
}
