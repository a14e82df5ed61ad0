//! Enterprise income tax on income from technology transfer: a year's income up to a limit is exempt, and on what exceeds
//! it a share of the tax is due. All amounts are in fen and each tax is rounded once, half a fen away from zero.

use alloc::vec::Vec;
use etown_values::{
    ArithmeticError, CivilDate, Currency, EnterpriseId, Ratio, Rounding, TechnologyContractId,
};

use super::contract::Contract;
use super::settings::{
    INCOME_TAX_EXEMPT_TO_YUAN, INCOME_TAX_RATE, INCOME_TAX_SHARE_OF_EXCESS, LICENCE_MONTHS_MIN,
};
use crate::kernel::parameters::NO_VALUE_IN_FORCE;
use crate::kernel::refusal::Refusal;
use crate::state::State;

/// What the law of a day says.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Relief {
    pub rate: Ratio,
    pub exempt_to_fen: i128,
    pub share_of_excess: Ratio,
}

/// What a year's income comes to.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct TaxEffect {
    pub income_fen: i128,
    pub exempt_fen: i128,
    pub excess_fen: i128,
    pub tax_fen: i128,
    pub without_relief_fen: i128,
}

/// One report of income on its way through the year.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct YearLine {
    pub contract: TechnologyContractId,
    pub received_on: CivilDate,
    pub income_fen: i128,
    /// Whether it counts as income from transfer; the relief is for that alone.
    pub counts: bool,
    /// The year's counting income up to here, this report included.
    pub cumulative_fen: i128,
    /// By how much this report raises the year's tax; nothing where it does not count.
    pub tax_fen: i128,
    pub position: u64,
}

/// The tax effect of an enterprise's year with the way it came about.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TaxYear {
    pub year: i16,
    pub relief: Relief,
    pub licence_months_min: u32,
    pub lines: Vec<YearLine>,
    pub effect: TaxEffect,
}

/// Computes the tax effect of a year's income.
pub fn effect(income_fen: i128, relief: &Relief) -> Result<TaxEffect, ArithmeticError> {
    let exempt_fen = income_fen.min(relief.exempt_to_fen);
    let excess_fen = income_fen.checked_sub(exempt_fen).ok_or(ArithmeticError::Overflow)?;
    let rate_of_excess = relief.rate.checked_mul(relief.share_of_excess)?;
    Ok(TaxEffect {
        income_fen,
        exempt_fen,
        excess_fen,
        tax_fen: rate_of_excess.apply(excess_fen, Rounding::HalfAwayFromZero)?,
        without_relief_fen: relief.rate.apply(income_fen, Rounding::HalfAwayFromZero)?,
    })
}

/// Reads what the parameters in force on the last day of the year say.
pub fn relief_of(state: &State, year: i16) -> Result<(Relief, u32), Refusal> {
    let date = CivilDate::new(year, 12, 31).unwrap_or(CivilDate::MAX);
    let parameters = &state.parameters;
    let exempt_to_yuan = i128::from(parameters.whole_number(INCOME_TAX_EXEMPT_TO_YUAN, date)?);
    let relief = Relief {
        rate: parameters.ratio(INCOME_TAX_RATE, date)?,
        exempt_to_fen: exempt_to_yuan.saturating_mul(100),
        share_of_excess: parameters.ratio(INCOME_TAX_SHARE_OF_EXCESS, date)?,
    };
    Ok((relief, parameters.whole_number(LICENCE_MONTHS_MIN, date)?))
}

/// Computes an enterprise's year over all of its registered contracts, in the order in which income was received.
pub fn tax_year(state: &State, enterprise: EnterpriseId, year: i16) -> Result<TaxYear, Refusal> {
    let (relief, licence_months_min) = relief_of(state, year)?;
    let own =
        state.technology.contracts().filter(|contract| contract.provider.enterprise() == Some(enterprise));
    let mut lines: Vec<YearLine> =
        own.flat_map(|contract| lines_of(contract, year, licence_months_min)).collect();
    lines.sort_by_key(|line| (line.received_on, line.position));
    let mut total = effect_of(0, &relief)?;
    for line in &mut lines {
        if line.counts {
            let next = effect_of(total.income_fen.saturating_add(line.income_fen), &relief)?;
            line.tax_fen = next.tax_fen.saturating_sub(total.tax_fen);
            total = next;
        }
        line.cumulative_fen = total.income_fen;
    }
    Ok(TaxYear { year, relief, licence_months_min, lines, effect: total })
}

/// Income is bounded when it is reported, so what cannot be computed is a rate of more digits than can be held.
fn effect_of(income_fen: i128, relief: &Relief) -> Result<TaxEffect, Refusal> {
    effect(income_fen, relief).map_err(|_overflow| Refusal::new(&NO_VALUE_IN_FORCE).at(INCOME_TAX_RATE))
}

fn lines_of(contract: &Contract, year: i16, licence_months_min: u32) -> impl Iterator<Item = YearLine> + '_ {
    let counts = contract.counts_as_transfer(licence_months_min);
    let of_year = contract.income.iter().filter(move |income| income.received_on.year() == year);
    of_year.filter(|income| income.amount.currency == Currency::CNY).map(move |income| YearLine {
        contract: contract.id,
        received_on: income.received_on,
        income_fen: income.amount.minor_units,
        counts,
        cumulative_fen: 0,
        tax_fen: 0,
        position: income.position,
    })
}
