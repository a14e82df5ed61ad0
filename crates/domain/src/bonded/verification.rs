//! What a verification computes: the primary quantities of an item are balances of accounts, and everything else is a named
//! formula over them. Nothing is rounded but the rate and the average price, once each, half away from zero.
//!
//! Sources: GACC announcement 2019/26 (self-chosen cycle, self-verification); the quantities are those of the customs
//! verification row (EMS121). No statutory tolerance was found, so it is a setting, and the difference always shows.

use alloc::collections::BTreeMap;
use etown_values::{ArithmeticError, Decimal, ExactSum, Percent, Rounding, UnitPrice, multiply_divide};

use super::period::{AccountAtCutoff, ItemResult};
use crate::kernel::ledger::{Ledger, Purpose};

/// The purposes whose movement adds to what should remain, in the order of the report.
pub const INWARD: [Purpose; 7] = [
    Purpose::Imported,
    Purpose::TransferredIn,
    Purpose::ReturnedIn,
    Purpose::DomesticIn,
    Purpose::DeepProcessingIn,
    Purpose::ExchangedIn,
    Purpose::Produced,
];
/// The purposes whose movement takes from what should remain, but for consumption.
pub const OUTWARD: [Purpose; 8] = [
    Purpose::Exported,
    Purpose::ReExported,
    Purpose::SoldDomestically,
    Purpose::TransferredOut,
    Purpose::DeepProcessingOut,
    Purpose::SurplusOut,
    Purpose::ExchangedOut,
    Purpose::Destroyed,
];
/// What products took by their versions.
pub const CONSUMED: [Purpose; 3] = [Purpose::Embodied, Purpose::TangibleLoss, Purpose::IntangibleLoss];

/// The primary quantities of one item in one period, in its smallest part.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Primary {
    /// What was in stock when the period began.
    pub opening: i128,
    /// What moved during the period by purpose, as a quantity: positive unless it was reversed.
    pub moved: BTreeMap<Purpose, i128>,
}

impl Primary {
    /// Adds what one account of the item did.
    pub fn add(&mut self, purpose: Purpose, at: &AccountAtCutoff) {
        if purpose == Purpose::Stock {
            self.opening = at.opening;
            return;
        }
        let change = at.closing.saturating_sub(at.opening);
        let quantity = if purpose.is_source() { change.saturating_neg() } else { change };
        self.moved.insert(purpose, quantity);
    }

    pub fn quantity(&self, purpose: Purpose) -> i128 {
        self.moved.get(&purpose).copied().unwrap_or_default()
    }

    fn sum(&self, purposes: &[Purpose]) -> i128 {
        purposes.iter().fold(0, |sum, purpose| sum.saturating_add(self.quantity(*purpose)))
    }

    /// All that came in.
    pub fn inward(&self) -> i128 {
        self.sum(&INWARD)
    }

    /// All that went out, but for consumption.
    pub fn outward(&self) -> i128 {
        self.sum(&OUTWARD)
    }

    /// Consumption by the stamped versions: shipped (or produced) quantity times unit consumption.
    pub fn consumed_by_versions(&self) -> i128 {
        self.sum(&CONSUMED)
    }

    /// Consumption by work orders: issues less returns.
    pub fn consumed_by_orders(&self) -> i128 {
        self.quantity(Purpose::Issued)
    }

    /// What work orders took beyond what the versions account for.
    pub fn consumption_gap(&self) -> i128 {
        self.consumed_by_orders().saturating_sub(self.consumed_by_versions())
    }

    /// Opening + inward - outward - consumption by versions.
    pub fn theoretical(&self) -> i128 {
        self.without_consumption().saturating_sub(self.consumed_by_versions())
    }

    /// Opening + inward - outward - consumption by work orders.
    pub fn theoretical_by_orders(&self) -> i128 {
        self.without_consumption().saturating_sub(self.consumed_by_orders())
    }

    fn without_consumption(&self) -> i128 {
        self.opening.saturating_add(self.inward()).saturating_sub(self.outward())
    }
}

/// How a difference is judged.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Verdict {
    NoDifference,
    ShortageWithinTolerance,
    SurplusWithinTolerance,
    ShortageOverTolerance,
    SurplusOverTolerance,
}

impl Verdict {
    /// Returns the verdict as written on the wire.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::NoDifference => "NO_DIFFERENCE",
            Self::ShortageWithinTolerance => "SHORTAGE_WITHIN_TOLERANCE",
            Self::SurplusWithinTolerance => "SURPLUS_WITHIN_TOLERANCE",
            Self::ShortageOverTolerance => "SHORTAGE_OVER_TOLERANCE",
            Self::SurplusOverTolerance => "SURPLUS_OVER_TOLERANCE",
        }
    }

    /// Whether the difference must be explained.
    pub const fn is_over_tolerance(self) -> bool {
        matches!(self, Self::ShortageOverTolerance | Self::SurplusOverTolerance)
    }

    /// Judges a difference: within tolerance while |difference| is at most tolerance percent of |theoretical|.
    pub fn of(result: &ItemResult, tolerance: Percent) -> Self {
        let difference = result.difference();
        // |difference| * 100 % against tolerance * |theoretical|, compared as exact products.
        let allowed = multiply_divide(
            result.theoretical.saturating_abs(),
            tolerance.units(),
            super::bom::HUNDRED_PERCENT,
            Rounding::Down,
        );
        let is_within = allowed.is_ok_and(|allowed| difference.saturating_abs() <= allowed);
        match (difference, is_within) {
            (0, _) => Self::NoDifference,
            (less, true) if less < 0 => Self::ShortageWithinTolerance,
            (less, false) if less < 0 => Self::ShortageOverTolerance,
            (_, true) => Self::SurplusWithinTolerance,
            (_, false) => Self::SurplusOverTolerance,
        }
    }
}

/// Difference in percent of what should remain, 4 decimals, half away from zero; none where nothing should remain.
pub fn difference_percent(result: &ItemResult) -> Option<Decimal<4>> {
    percent_of(result.difference(), result.theoretical)
}

/// A part in percent of a whole, 4 decimals, half away from zero; none of nothing.
pub(super) fn percent_of(part: i128, whole: i128) -> Option<Decimal<4>> {
    multiply_divide(part, 1_000_000, whole, Rounding::HalfAwayFromZero).ok().map(Decimal::from_units)
}

/// The average unit price of lots, weighed by what was received: 4 decimals, half away from zero. Lots without a declared
/// price do not count; none where no lot has one.
pub fn average_price(
    lots: impl Iterator<Item = (i128, Option<UnitPrice>)>,
) -> Result<Option<UnitPrice>, ArithmeticError> {
    let mut value = ExactSum::new();
    let mut quantity: i128 = 0;
    for (received, price) in lots {
        let Some(price) = price else { continue };
        value.add_product(&[received, price.units()])?;
        quantity = quantity.checked_add(received).ok_or(ArithmeticError::Overflow)?;
    }
    if quantity == 0 {
        return Ok(None);
    }
    value.divide(quantity, Rounding::HalfAwayFromZero).map(|units| Some(UnitPrice::from_units(units)))
}

/// Reads the primary quantities of items from what a count recorded of their accounts.
pub fn primaries(ledger: &Ledger, balances: &[AccountAtCutoff]) -> BTreeMap<u32, Primary> {
    let mut rows: BTreeMap<u32, Primary> = BTreeMap::new();
    for at in balances {
        let Some(account) = ledger.account(at.account) else { continue };
        let Some(item) = account.key.item else { continue };
        rows.entry(item).or_default().add(account.key.purpose, at);
    }
    rows
}
