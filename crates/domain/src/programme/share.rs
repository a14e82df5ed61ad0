//! Shares of tasks: whether a target is met is decided by whole numbers; the percentage is only shown.

use etown_values::{ArithmeticError, Decimal, Percent, Rounding};

/// 10^9: the units of one percent.
const PERCENT_UNIT: i128 = 1_000_000_000;

/// How many of how many, and whether that is enough.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Share {
    pub count: u64,
    pub total: u64,
    /// Absent where nothing is promised, and where there is nothing to count.
    pub is_met: Option<bool>,
    /// The share in percent with three decimals, half away from zero; absent where there is nothing to count.
    pub percent: Option<Decimal<3>>,
}

impl Share {
    /// Compares 100 × count with target × total, both whole. Refusals: overflow.
    pub fn of(count: u64, total: u64, target: Option<Percent>) -> Result<Self, ArithmeticError> {
        if total == 0 {
            return Ok(Self { count, total, is_met: None, percent: None });
        }
        let reached = i128::from(count)
            .checked_mul(100)
            .and_then(|hundredfold| hundredfold.checked_mul(PERCENT_UNIT))
            .ok_or(ArithmeticError::Overflow)?;
        let is_met = match target {
            Some(target) => {
                let wanted =
                    target.units().checked_mul(i128::from(total)).ok_or(ArithmeticError::Overflow)?;
                Some(reached >= wanted)
            }
            None => None,
        };
        let units = etown_values::multiply_divide(
            i128::from(count),
            100_000,
            i128::from(total),
            Rounding::HalfAwayFromZero,
        )?;
        Ok(Self { count, total, is_met, percent: Some(Decimal::from_units(units)) })
    }
}
