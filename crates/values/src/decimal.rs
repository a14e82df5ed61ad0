//! Decimal numbers with a fixed scale, held as integers in the smallest unit.
//!
//! The scale is part of the type, so that a price is never added to a quantity. Reading is strict and never rounds.

use alloc::format;
use core::fmt;
use core::str::FromStr;

use serde::{Deserialize, Deserializer, Serialize, Serializer};
use thiserror::Error;

use crate::arithmetic::{ArithmeticError, Rounding, multiply_divide};
use crate::text::deserialize_text;

/// Amount of goods in its measure: 5 decimals.
pub type QuantityAmount = Decimal<5>;
/// Quantity of material consumed by one unit of product: 9 decimals.
pub type UnitConsumption = Decimal<9>;
/// Price of one unit of goods: 4 decimals.
pub type UnitPrice = Decimal<4>;
/// Share in percent, where 100 is all: 9 decimals.
pub type Percent = Decimal<9>;

/// Decimal number with exactly `SCALE` decimals, at most 38.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub struct Decimal<const SCALE: u32>(i128);

/// Says why a text is not a decimal of the wanted scale.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Error, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ParseDecimalError {
    #[error("a decimal is missing")]
    Empty,
    #[error("not a decimal such as \"12.5\"")]
    NotADecimal,
    #[error("{found} decimals where at most {allowed} are allowed")]
    TooManyDecimals { allowed: u32, found: u32 },
    #[error("the decimal is larger than can be held")]
    TooLarge,
}

impl<const SCALE: u32> Decimal<SCALE> {
    pub const ZERO: Self = Self(0);
    pub const MIN: Self = Self(i128::MIN);
    pub const MAX: Self = Self(i128::MAX);
    pub const SCALE: u32 = SCALE;
    /// How many smallest units make one whole.
    pub const UNITS_IN_ONE: i128 = match 10_i128.checked_pow(SCALE) {
        Some(units) => units,
        None => panic!("a decimal has at most 38 decimals"),
    };

    /// Takes an integer in the smallest unit: `from_units(12_500)` of scale 3 is 12.500.
    pub const fn from_units(units: i128) -> Self {
        Self(units)
    }

    /// Returns the integer in the smallest unit.
    pub const fn units(self) -> i128 {
        self.0
    }

    pub fn from_whole(whole: i128) -> Result<Self, ArithmeticError> {
        whole.checked_mul(Self::UNITS_IN_ONE).map(Self).ok_or(ArithmeticError::Overflow)
    }

    pub fn checked_add(self, other: Self) -> Result<Self, ArithmeticError> {
        self.0.checked_add(other.0).map(Self).ok_or(ArithmeticError::Overflow)
    }

    pub fn checked_sub(self, other: Self) -> Result<Self, ArithmeticError> {
        self.0.checked_sub(other.0).map(Self).ok_or(ArithmeticError::Overflow)
    }

    pub fn checked_neg(self) -> Result<Self, ArithmeticError> {
        self.0.checked_neg().map(Self).ok_or(ArithmeticError::Overflow)
    }

    pub const fn is_zero(self) -> bool {
        self.0 == 0
    }

    pub const fn is_positive(self) -> bool {
        self.0 > 0
    }

    pub const fn is_negative(self) -> bool {
        self.0 < 0
    }

    /// Moves to another scale; only a smaller scale can need the rounding.
    pub fn rescale<const OTHER: u32>(self, rounding: Rounding) -> Result<Decimal<OTHER>, ArithmeticError> {
        multiply_divide(self.0, Decimal::<OTHER>::UNITS_IN_ONE, Self::UNITS_IN_ONE, rounding).map(Decimal)
    }
}

impl<const SCALE: u32> FromStr for Decimal<SCALE> {
    type Err = ParseDecimalError;

    fn from_str(text: &str) -> Result<Self, ParseDecimalError> {
        parse_units(text, SCALE).map(Self)
    }
}

impl<const SCALE: u32> fmt::Display for Decimal<SCALE> {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        format_units(formatter, self.0, SCALE)
    }
}

impl<const SCALE: u32> fmt::Debug for Decimal<SCALE> {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, formatter)
    }
}

impl<const SCALE: u32> Serialize for Decimal<SCALE> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl<'de, const SCALE: u32> Deserialize<'de> for Decimal<SCALE> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserialize_text(deserializer, "a decimal string such as \"12.5\"")
    }
}

/// Reads a strict decimal as an integer in units of `10^-scale`.
pub(crate) fn parse_units(text: &str, scale: u32) -> Result<i128, ParseDecimalError> {
    let parts = DecimalParts::split(text)?;
    let found = parts.decimals()?;
    let Some(missing) = scale.checked_sub(found) else {
        return Err(ParseDecimalError::TooManyDecimals { allowed: scale, found });
    };
    let digits = parts.whole.bytes().chain(parts.fraction.bytes());
    let units = digits.map(|digit| digit.wrapping_sub(b'0')).try_fold(0_i128, |units, digit| {
        let shifted = units.checked_mul(10)?;
        // Counting down for negative numbers reaches the smallest integer, whose opposite does not exist.
        if parts.is_negative {
            shifted.checked_sub(i128::from(digit))
        } else {
            shifted.checked_add(i128::from(digit))
        }
    });
    let units = units.ok_or(ParseDecimalError::TooLarge)?;
    let factor = 10_i128.checked_pow(missing);
    match (units, factor) {
        (0, _) => Ok(0),
        (units, Some(factor)) => units.checked_mul(factor).ok_or(ParseDecimalError::TooLarge),
        (_, None) => Err(ParseDecimalError::TooLarge),
    }
}

/// A decimal text taken apart; both digit runs hold ASCII digits only.
pub(crate) struct DecimalParts<'a> {
    is_negative: bool,
    whole: &'a str,
    fraction: &'a str,
}

impl<'a> DecimalParts<'a> {
    pub(crate) fn split(text: &'a str) -> Result<Self, ParseDecimalError> {
        if text.is_empty() {
            return Err(ParseDecimalError::Empty);
        }
        let (is_negative, magnitude) = match text.strip_prefix('-') {
            Some(magnitude) => (true, magnitude),
            None => (false, text),
        };
        let (whole, fraction) = match magnitude.split_once('.') {
            Some((_, "")) => return Err(ParseDecimalError::NotADecimal),
            Some((whole, fraction)) => (whole, fraction),
            None => (magnitude, ""),
        };
        let has_leading_zero = whole.len() > 1 && whole.starts_with('0');
        let has_only_digits = whole.bytes().chain(fraction.bytes()).all(|byte| byte.is_ascii_digit());
        if whole.is_empty() || has_leading_zero || !has_only_digits {
            return Err(ParseDecimalError::NotADecimal);
        }
        Ok(Self { is_negative, whole, fraction })
    }

    pub(crate) fn decimals(&self) -> Result<u32, ParseDecimalError> {
        u32::try_from(self.fraction.len()).ok().ok_or(ParseDecimalError::TooLarge)
    }
}

/// Writes an integer in units of `10^-scale` with exactly `scale` decimals; honours width and alignment.
pub(crate) fn format_units(formatter: &mut fmt::Formatter<'_>, units: i128, scale: u32) -> fmt::Result {
    let magnitude = units.unsigned_abs();
    let width = usize::try_from(scale).unwrap_or(usize::MAX);
    let text = match 10_u128.checked_pow(scale) {
        Some(one) if scale > 0 => {
            let whole = magnitude.checked_div(one).unwrap_or_default();
            let fraction = magnitude.checked_rem(one).unwrap_or_default();
            format!("{whole}.{fraction:0width$}")
        }
        _ => format!("{magnitude}"),
    };
    formatter.pad_integral(units >= 0, "", &text)
}

#[cfg(test)]
mod tests {
    use super::*;
    use alloc::string::ToString;

    #[test]
    fn a_decimal_is_written_with_all_its_decimals() {
        for (text, written) in [
            ("2", "2.00000"),
            ("-0.5", "-0.50000"),
            ("0", "0.00000"),
            ("12.34567", "12.34567"),
            ("-0", "0.00000"),
        ] {
            assert_eq!(text.parse::<QuantityAmount>().unwrap().to_string(), written);
        }
        assert_eq!(Decimal::<0>::from_units(-7).to_string(), "-7");
        assert_eq!(format!("{:>9}|", Decimal::<2>::from_units(1230)), "    12.30|");
    }

    #[test]
    fn a_text_that_is_no_strict_decimal_is_refused() {
        assert_eq!("".parse::<QuantityAmount>(), Err(ParseDecimalError::Empty));
        for text in
            ["-", ".", "1.", ".5", "+1", " 1", "1 ", "1e3", "007", "-01", "1,000", "1.2.3", "--1", "٣", "0x1"]
        {
            assert_eq!(text.parse::<QuantityAmount>(), Err(ParseDecimalError::NotADecimal), "{text:?}");
        }
        assert_eq!(
            "1.000000".parse::<QuantityAmount>(),
            Err(ParseDecimalError::TooManyDecimals { allowed: 5, found: 6 })
        );
        assert_eq!(
            "1000000000000000000000000000000000000000".parse::<Percent>(),
            Err(ParseDecimalError::TooLarge)
        );
    }

    #[test]
    fn the_extremes_survive_writing_and_reading() {
        for extreme in [UnitPrice::MIN, UnitPrice::MAX] {
            assert_eq!(extreme.to_string().parse(), Ok(extreme));
        }
        assert_eq!(UnitPrice::MIN.checked_neg(), Err(ArithmeticError::Overflow));
        assert_eq!(UnitPrice::MAX.checked_add(UnitPrice::from_units(1)), Err(ArithmeticError::Overflow));
        assert_eq!(UnitPrice::from_whole(i128::MAX), Err(ArithmeticError::Overflow));
    }

    #[test]
    fn a_json_number_is_refused_with_a_hint() {
        assert_eq!(serde_json::from_str::<UnitPrice>("\"12.5\"").unwrap(), UnitPrice::from_units(125_000));
        let refusal = serde_json::from_str::<UnitPrice>("12.5").unwrap_err().to_string();
        assert!(refusal.contains("expected a decimal string such as \"12.5\""), "{refusal}");
    }

    #[test]
    fn a_smaller_scale_rounds_as_asked() {
        let price = UnitPrice::from_units(12_345);
        assert_eq!(price.rescale::<2>(Rounding::HalfAwayFromZero), Ok(Decimal::from_units(123)));
        assert_eq!(price.rescale::<2>(Rounding::Up), Ok(Decimal::from_units(124)));
        assert_eq!(price.rescale::<9>(Rounding::Down), Ok(Decimal::from_units(1_234_500_000)));
    }
}
