//! Quantities of goods: an amount with its measure.
//!
//! Two measures are never added; conversion factors are facts about goods and so belong to the domain.

use core::fmt;

use serde::{Deserialize, Serialize};
use thiserror::Error;

use crate::decimal::QuantityAmount;
use crate::measure::Measure;

/// Amount of goods in a measure; in text form `{"amount": "2.00000", "measure": "kg"}`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Quantity {
    pub amount: QuantityAmount,
    pub measure: Measure,
}

/// Says why two quantities cannot be combined.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Error, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum QuantityError {
    #[error("the quantities are in different measures")]
    DifferentMeasures,
    #[error("the quantity is larger than can be held")]
    Overflow,
}

impl Quantity {
    pub const fn new(amount: QuantityAmount, measure: Measure) -> Self {
        Self { amount, measure }
    }

    pub const fn zero(measure: Measure) -> Self {
        Self::new(QuantityAmount::ZERO, measure)
    }

    pub const fn is_zero(self) -> bool {
        self.amount.is_zero()
    }

    pub fn checked_add(self, other: Self) -> Result<Self, QuantityError> {
        self.require_same_measure(other)?;
        let amount = self.amount.checked_add(other.amount).ok().ok_or(QuantityError::Overflow)?;
        Ok(Self::new(amount, self.measure))
    }

    pub fn checked_sub(self, other: Self) -> Result<Self, QuantityError> {
        self.require_same_measure(other)?;
        let amount = self.amount.checked_sub(other.amount).ok().ok_or(QuantityError::Overflow)?;
        Ok(Self::new(amount, self.measure))
    }

    fn require_same_measure(self, other: Self) -> Result<(), QuantityError> {
        if self.measure == other.measure { Ok(()) } else { Err(QuantityError::DifferentMeasures) }
    }
}

impl fmt::Display for Quantity {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "{} {}", self.amount, self.measure)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use alloc::string::ToString;

    fn quantity(amount: &str, measure: Measure) -> Quantity {
        Quantity::new(amount.parse().unwrap(), measure)
    }

    #[test]
    fn quantities_of_one_measure_add_and_subtract() {
        let held = quantity("2.5", Measure::KILOGRAM);
        assert_eq!(
            held.checked_add(quantity("0.5", Measure::KILOGRAM)),
            Ok(quantity("3", Measure::KILOGRAM))
        );
        assert_eq!(held.checked_sub(held).map(Quantity::is_zero), Ok(true));
        assert_eq!(held.checked_add(quantity("1", Measure::PIECE)), Err(QuantityError::DifferentMeasures));
        let largest = Quantity::new(QuantityAmount::MAX, Measure::KILOGRAM);
        assert_eq!(largest.checked_add(held), Err(QuantityError::Overflow));
        assert_eq!(held.to_string(), "2.50000 kg");
    }

    #[test]
    fn a_quantity_travels_as_a_decimal_string_with_its_measure() {
        let text = r#"{"amount":"2.50000","measure":"kg"}"#;
        assert_eq!(serde_json::to_string(&quantity("2.5", Measure::KILOGRAM)).unwrap(), text);
        assert_eq!(serde_json::from_str::<Quantity>(text).unwrap(), quantity("2.5", Measure::KILOGRAM));
    }
}
