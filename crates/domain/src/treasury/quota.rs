//! Quotas: what a pool may owe or lend abroad at most, what one draw uses of it, and what would still fit.
//!
//! Amounts are exact; each result is rounded once, to the fen. Basis: Yinfa [2025] 251 art. 9 for overseas lending; for
//! external debt the same shape is assumed (the text of art. 8 has not been read), with the weights of Yinfa [2017] 9.

use alloc::format;
use alloc::string::String;
use etown_values::{ArithmeticError, CivilDate, Currency, Decimal, Money, Percent, Ratio, Rounding};
use serde::{Deserialize, Serialize};

use crate::kernel::ledger::{AMOUNT_OUT_OF_RANGE, Purpose};
use crate::kernel::parameters::Parameters;
use crate::kernel::refusal::Refusal;

/// How many yuan one unit of a currency is: 8 decimals.
pub type ExchangeRate = Decimal<8>;
/// What one yuan of a draw counts for: 9 decimals.
pub type Weight = Decimal<9>;

/// The currency that quotas are counted in.
pub const OF_ACCOUNT: Currency = Currency::CNY;

/// Which of a pool's quotas.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum QuotaKind {
    /// What the group owes abroad.
    ExternalDebt,
    /// What the group has lent abroad.
    OverseasLending,
}

impl QuotaKind {
    pub const ALL: [Self; 2] = [Self::ExternalDebt, Self::OverseasLending];

    /// Returns the kind as its parameters are named.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::ExternalDebt => "external_debt",
            Self::OverseasLending => "overseas_lending",
        }
    }

    /// The account that its use is kept on.
    pub const fn purpose(self) -> Purpose {
        match self {
            Self::ExternalDebt => Purpose::ExternalDebtUsed,
            Self::OverseasLending => Purpose::OverseasLendingUsed,
        }
    }

    /// Returns the name of one of its parameters.
    pub fn parameter(self, name: &str) -> String {
        format!("treasury.{}.{name}", self.as_str())
    }
}

/// A member's equity and the share of it that it pools.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Contribution {
    pub equity: Money,
    /// 100 is all of it.
    pub share_percent: Percent,
}

/// Adds up the lead's equity and what the members pool of theirs, in minor units.
pub fn base(
    lead_equity: Money,
    members: impl IntoIterator<Item = Contribution>,
) -> Result<Ratio, ArithmeticError> {
    let whole = |money: Money| Ratio::new(money.minor_units, 1);
    members.into_iter().try_fold(whole(lead_equity)?, |sum, member| {
        let share = Ratio::from_percent(member.share_percent)?;
        sum.checked_add(whole(member.equity)?.checked_mul(share)?)
    })
}

/// Multiplies the base by leverage and coefficient and rounds down to the fen: a quota is never more than it is.
pub fn limit(base: Ratio, leverage: Ratio, coefficient: Ratio) -> Result<i128, ArithmeticError> {
    base.checked_mul(leverage)?.checked_mul(coefficient)?.apply(1, Rounding::Floor)
}

/// Returns the limit of a quota in force on the date.
pub fn limit_on(
    parameters: &Parameters,
    quota: QuotaKind,
    base: Ratio,
    date: CivilDate,
) -> Result<i128, Refusal> {
    let leverage = parameters.ratio(&quota.parameter("leverage"), date)?;
    let coefficient = parameters.ratio(&quota.parameter("coefficient"), date)?;
    limit(base, leverage, coefficient).map_err(out_of_range)
}

/// Returns what one yuan of a draw counts for on the date: short debt counts for more, foreign currency for half as much
/// again. Exactly the longest short term is short.
pub fn weight_on(
    parameters: &Parameters,
    quota: QuotaKind,
    (currency, term_months): (Currency, u32),
    date: CivilDate,
) -> Result<Weight, Refusal> {
    let value = |name: &str| parameters.ratio(&quota.parameter(name), date);
    let term = match quota {
        QuotaKind::OverseasLending => Ratio::ONE,
        QuotaKind::ExternalDebt => {
            let short = parameters.whole_number(&quota.parameter("short_term_months_max"), date)?;
            value(if term_months <= short { "weight_short" } else { "weight_long" })?
        }
    };
    let foreign = if currency == OF_ACCOUNT { Ratio::ZERO } else { value("weight_foreign_currency")? };
    let weight = term.checked_add(foreign).map_err(out_of_range)?;
    weight.to_decimal(Rounding::HalfAwayFromZero).map_err(out_of_range)
}

/// How many fen of a quota one minor unit of a currency uses.
fn price(currency: Currency, rate: ExchangeRate, weight: Weight) -> Result<Ratio, ArithmeticError> {
    let power = |scale: u32| 10_i128.checked_pow(scale).ok_or(ArithmeticError::Overflow);
    let rate = Ratio::new(rate.units(), ExchangeRate::UNITS_IN_ONE)?;
    let weight = Ratio::new(weight.units(), Weight::UNITS_IN_ONE)?;
    let minor = Ratio::new(power(OF_ACCOUNT.minor_unit_scale())?, power(currency.minor_unit_scale())?)?;
    rate.checked_mul(weight)?.checked_mul(minor)
}

/// Returns what a principal uses of a quota, in fen, rounded to the nearest.
pub fn use_of(principal: Money, rate: ExchangeRate, weight: Weight) -> Result<i128, ArithmeticError> {
    price(principal.currency, rate, weight)?.apply(principal.minor_units, Rounding::HalfAwayFromZero)
}

/// Returns the largest principal whose use fits into the headroom.
pub fn largest(
    headroom: i128,
    currency: Currency,
    rate: ExchangeRate,
    weight: Weight,
) -> Result<Money, ArithmeticError> {
    let fits = Ratio::ONE.checked_div(price(currency, rate, weight)?)?;
    Ok(Money::new(fits.apply(headroom.max(0), Rounding::Floor)?, currency))
}

/// Where a quota stands on a day, in fen.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Standing {
    pub limit: i128,
    pub used: i128,
}

impl Standing {
    /// What may still be used; below zero while the quota is over.
    pub const fn headroom(self) -> i128 {
        self.limit.saturating_sub(self.used)
    }

    /// Whether more is used than the limit of the day: legal, but only reductions pass.
    pub const fn is_over(self) -> bool {
        self.used > self.limit
    }

    /// Whether a use fits.
    pub const fn admits(self, wanted: i128) -> bool {
        wanted <= self.headroom()
    }
}

pub(super) fn out_of_range(_sum: ArithmeticError) -> Refusal {
    Refusal::new(&AMOUNT_OUT_OF_RANGE)
}

/// An amount in the currency of account.
pub(super) const fn fen(minor_units: i128) -> Money {
    Money::new(minor_units, OF_ACCOUNT)
}
