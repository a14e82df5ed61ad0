//! Exact ratios: duty rates, shares, conversion factors.
//!
//! A ratio is always in lowest terms with a positive denominator, so equal ratios are equal values. It is rounded only
//! when it is applied to an amount.

use core::cmp::Ordering;
use core::fmt;
use core::str::FromStr;

use ethnum::{I256, U256};
use thiserror::Error;

use crate::arithmetic::{ArithmeticError, Rounding, multiply_divide};
use crate::decimal::{Decimal, DecimalParts, ParseDecimalError, Percent, parse_units};
use crate::text::serde_as_text;

/// Exact quotient of two integers, in lowest terms.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Ratio {
    numerator: i128,
    denominator: i128,
}

/// Says why a text is not a ratio such as "13/100".
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Error)]
pub enum ParseRatioError {
    #[error("not a ratio such as \"13/100\"")]
    NotARatio,
    #[error("the denominator of a ratio must be positive")]
    DenominatorNotPositive,
}

serde_as_text!(Ratio, "a ratio string such as \"13/100\"");

impl Ratio {
    pub const ZERO: Self = Self { numerator: 0, denominator: 1 };
    pub const ONE: Self = Self { numerator: 1, denominator: 1 };

    /// Reduces to lowest terms; the sign moves to the numerator.
    pub fn new(numerator: i128, denominator: i128) -> Result<Self, ArithmeticError> {
        Self::reduced(I256::from(numerator), I256::from(denominator))
    }

    pub const fn zero() -> Self {
        Self::ZERO
    }

    pub const fn one() -> Self {
        Self::ONE
    }

    /// Takes a share in percent: 13 percent is 13/100.
    pub fn from_percent(percent: Percent) -> Result<Self, ArithmeticError> {
        let hundred = Percent::from_whole(100)?;
        Self::new(percent.units(), hundred.units())
    }

    /// Reads a strict decimal of up to 38 decimals exactly: "0.0036" is 9/2500.
    pub fn parse_decimal(text: &str) -> Result<Self, ParseDecimalError> {
        let decimals = DecimalParts::split(text)?.decimals()?;
        let one = 10_i128.checked_pow(decimals).ok_or(ParseDecimalError::TooLarge)?;
        Self::new(parse_units(text, decimals)?, one).ok().ok_or(ParseDecimalError::TooLarge)
    }

    pub const fn numerator(self) -> i128 {
        self.numerator
    }

    /// Returns the denominator, which is always positive.
    pub const fn denominator(self) -> i128 {
        self.denominator
    }

    pub const fn is_zero(self) -> bool {
        self.numerator == 0
    }

    pub const fn is_negative(self) -> bool {
        self.numerator < 0
    }

    pub fn checked_add(self, other: Self) -> Result<Self, ArithmeticError> {
        let left = product(self.numerator, other.denominator)?;
        let right = product(other.numerator, self.denominator)?;
        let sum = left.checked_add(right).ok_or(ArithmeticError::Overflow)?;
        Self::reduced(sum, product(self.denominator, other.denominator)?)
    }

    pub fn checked_sub(self, other: Self) -> Result<Self, ArithmeticError> {
        let left = product(self.numerator, other.denominator)?;
        let right = product(other.numerator, self.denominator)?;
        let difference = left.checked_sub(right).ok_or(ArithmeticError::Overflow)?;
        Self::reduced(difference, product(self.denominator, other.denominator)?)
    }

    pub fn checked_mul(self, other: Self) -> Result<Self, ArithmeticError> {
        Self::reduced(
            product(self.numerator, other.numerator)?,
            product(self.denominator, other.denominator)?,
        )
    }

    pub fn checked_div(self, other: Self) -> Result<Self, ArithmeticError> {
        Self::reduced(
            product(self.numerator, other.denominator)?,
            product(self.denominator, other.numerator)?,
        )
    }

    /// Multiplies an integer amount by the ratio, exactly, and rounds once.
    pub fn apply(self, amount: i128, rounding: Rounding) -> Result<i128, ArithmeticError> {
        multiply_divide(amount, self.numerator, self.denominator, rounding)
    }

    pub fn to_decimal<const SCALE: u32>(self, rounding: Rounding) -> Result<Decimal<SCALE>, ArithmeticError> {
        self.apply(Decimal::<SCALE>::UNITS_IN_ONE, rounding).map(Decimal::from_units)
    }

    fn reduced(numerator: I256, denominator: I256) -> Result<Self, ArithmeticError> {
        if denominator == I256::ZERO {
            return Err(ArithmeticError::DivisionByZero);
        }
        let divisor = greatest_common_divisor(numerator.unsigned_abs(), denominator.unsigned_abs());
        let divisor = I256::try_from(divisor).ok().ok_or(ArithmeticError::Overflow)?;
        let divisor = if denominator < I256::ZERO { divisor.checked_neg() } else { Some(divisor) };
        let lowest = |term: I256| divisor.and_then(|divisor| term.checked_div(divisor)).and_then(narrow);
        match (lowest(numerator), lowest(denominator)) {
            (Some(numerator), Some(denominator)) => Ok(Self { numerator, denominator }),
            _ => Err(ArithmeticError::Overflow),
        }
    }
}

impl Ord for Ratio {
    fn cmp(&self, other: &Self) -> Ordering {
        // Two 128-bit factors always fit 256 bits, so the cross products are exact.
        let left = I256::from(self.numerator).wrapping_mul(I256::from(other.denominator));
        let right = I256::from(other.numerator).wrapping_mul(I256::from(self.denominator));
        left.cmp(&right)
    }
}

impl PartialOrd for Ratio {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl fmt::Display for Ratio {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "{}/{}", self.numerator, self.denominator)
    }
}

impl FromStr for Ratio {
    type Err = ParseRatioError;

    fn from_str(text: &str) -> Result<Self, ParseRatioError> {
        let (numerator, denominator) = text.split_once('/').ok_or(ParseRatioError::NotARatio)?;
        let whole = |text| parse_units(text, 0).ok().ok_or(ParseRatioError::NotARatio);
        let (numerator, denominator) = (whole(numerator)?, whole(denominator)?);
        if denominator <= 0 {
            return Err(ParseRatioError::DenominatorNotPositive);
        }
        Self::new(numerator, denominator).ok().ok_or(ParseRatioError::NotARatio)
    }
}

fn product(a: i128, b: i128) -> Result<I256, ArithmeticError> {
    I256::from(a).checked_mul(I256::from(b)).ok_or(ArithmeticError::Overflow)
}

fn narrow(wide: I256) -> Option<i128> {
    i128::try_from(wide).ok()
}

fn greatest_common_divisor(mut larger: U256, mut smaller: U256) -> U256 {
    while let Some(remainder) = larger.checked_rem(smaller) {
        (larger, smaller) = (smaller, remainder);
    }
    larger
}

#[cfg(test)]
mod tests {
    use super::*;
    use alloc::string::ToString;

    fn ratio(numerator: i128, denominator: i128) -> Ratio {
        Ratio::new(numerator, denominator).unwrap()
    }

    #[test]
    fn a_ratio_is_held_in_lowest_terms() {
        assert_eq!(ratio(6, -4).to_string(), "-3/2");
        assert_eq!(ratio(0, -9), Ratio::zero());
        assert_eq!(Ratio::new(1, 0), Err(ArithmeticError::DivisionByZero));
        assert_eq!(ratio(i128::MIN, 2).to_string(), "-85070591730234615865843651857942052864/1");
        assert_eq!(Ratio::new(1, i128::MIN), Err(ArithmeticError::Overflow));
    }

    #[test]
    fn rates_are_read_exactly() {
        assert_eq!(Ratio::parse_decimal("0.0036"), Ok(ratio(9, 2500)));
        assert_eq!(Ratio::from_percent("13".parse().unwrap()), Ok(ratio(13, 100)));
        assert_eq!("26/200".parse(), Ok(ratio(13, 100)));
        assert_eq!("1/-2".parse::<Ratio>(), Err(ParseRatioError::DenominatorNotPositive));
        assert_eq!("0.5/2".parse::<Ratio>(), Err(ParseRatioError::NotARatio));
        assert_eq!(serde_json::to_string(&ratio(13, 100)).unwrap(), "\"13/100\"");
    }

    #[test]
    fn ratios_compute_and_compare_exactly() {
        assert_eq!(ratio(1, 3).checked_add(ratio(1, 6)), Ok(ratio(1, 2)));
        assert_eq!(ratio(1, 3).checked_sub(ratio(1, 2)), Ok(ratio(-1, 6)));
        assert_eq!(ratio(2, 3).checked_mul(ratio(3, 4)), Ok(ratio(1, 2)));
        assert_eq!(ratio(1, 2).checked_div(ratio(-1, 4)), Ok(ratio(-2, 1)));
        assert_eq!(ratio(1, 2).checked_div(Ratio::zero()), Err(ArithmeticError::DivisionByZero));
        assert!(ratio(i128::MAX - 1, i128::MAX) < Ratio::one());
        assert_eq!(ratio(1, 8).to_decimal::<2>(Rounding::HalfEven), Ok(Decimal::from_units(12)));
        assert_eq!(ratio(13, 100).apply(50, Rounding::HalfAwayFromZero), Ok(7));
    }
}
