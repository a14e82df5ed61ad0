//! Money: an integer of minor units with its currency.
//!
//! Two currencies are never added; conversion needs a rate and a date and so belongs to the domain.

use alloc::string::{String, ToString};
use core::fmt;
use core::str::FromStr;

use serde::{Deserialize, Serialize};
use thiserror::Error;

use crate::decimal::{ParseDecimalError, format_units, parse_units};
use crate::text::serde_as_text;

/// Currency of ISO 4217, known by its alphabetic code. Ordered by code.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Currency(&'static CurrencyRow);

#[derive(PartialEq, Eq, PartialOrd, Ord, Hash)]
struct CurrencyRow {
    code: &'static str,
    minor_unit_scale: u32,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Error)]
#[error("not the code of a known currency such as \"CNY\"")]
pub struct ParseCurrencyError;

/// Generates one constant per currency and the table that is searched when a code is read.
macro_rules! currencies {
    ($($code:ident $minor_unit_scale:literal),+ $(,)?) => {
        impl Currency {
            $(pub const $code: Self =
                Self(&CurrencyRow { code: stringify!($code), minor_unit_scale: $minor_unit_scale });)+

            /// All known currencies in the order of their codes.
            pub const ALL: &'static [Self] = &[$(Self::$code),+];
        }
    };
}

// Active codes with the number of decimals of the minor unit, by ISO 4217.
currencies! {
    AED 2, ARS 2, AUD 2, BDT 2, BHD 3, BND 2, BRL 2, CAD 2, CHF 2, CLP 0, CNY 2, COP 2, CZK 2, DKK 2, EGP 2, EUR 2,
    GBP 2, HKD 2, HUF 2, IDR 2, ILS 2, INR 2, IQD 3, ISK 0, JOD 3, JPY 0, KES 2, KHR 2, KRW 0, KWD 3, KZT 2, LAK 2,
    LKR 2, MAD 2, MMK 2, MNT 2, MOP 2, MXN 2, MYR 2, NGN 2, NOK 2, NZD 2, OMR 3, PEN 2, PHP 2, PKR 2, PLN 2, QAR 2,
    RON 2, RSD 2, RUB 2, SAR 2, SEK 2, SGD 2, THB 2, TND 3, TRY 2, TWD 2, UAH 2, USD 2, UZS 2, VND 0, ZAR 2,
}

serde_as_text!(Currency, "a currency code such as \"CNY\"");

impl Currency {
    pub const fn code(self) -> &'static str {
        self.0.code
    }

    /// Returns the number of decimals of the minor unit: 2 for CNY, 0 for JPY, 3 for KWD.
    pub const fn minor_unit_scale(self) -> u32 {
        self.0.minor_unit_scale
    }
}

impl FromStr for Currency {
    type Err = ParseCurrencyError;

    fn from_str(code: &str) -> Result<Self, ParseCurrencyError> {
        Self::ALL.iter().find(|currency| currency.code() == code).copied().ok_or(ParseCurrencyError)
    }
}

impl fmt::Display for Currency {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.pad(self.code())
    }
}

impl fmt::Debug for Currency {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(self.code())
    }
}

/// Amount of money in minor units; in text form `{"amount": "12.30", "currency": "CNY"}`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(try_from = "WrittenMoney", into = "WrittenMoney")]
pub struct Money {
    pub minor_units: i128,
    pub currency: Currency,
}

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct WrittenMoney {
    amount: String,
    currency: Currency,
}

/// Says why two amounts of money cannot be combined.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Error, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum MoneyError {
    #[error("the amounts are in different currencies")]
    DifferentCurrencies,
    #[error("the amount is larger than can be held")]
    Overflow,
}

impl Money {
    pub const fn new(minor_units: i128, currency: Currency) -> Self {
        Self { minor_units, currency }
    }

    pub const fn zero(currency: Currency) -> Self {
        Self::new(0, currency)
    }

    /// Reads a strict decimal with at most as many decimals as the currency has.
    pub fn parse(amount: &str, currency: Currency) -> Result<Self, ParseDecimalError> {
        Ok(Self::new(parse_units(amount, currency.minor_unit_scale())?, currency))
    }

    /// Writes the amount alone with all decimals of the currency: "12.30".
    pub fn amount_text(self) -> String {
        AmountText(self).to_string()
    }

    pub const fn is_zero(self) -> bool {
        self.minor_units == 0
    }

    pub const fn is_negative(self) -> bool {
        self.minor_units < 0
    }

    pub fn checked_add(self, other: Self) -> Result<Self, MoneyError> {
        self.combine(other, i128::checked_add)
    }

    pub fn checked_sub(self, other: Self) -> Result<Self, MoneyError> {
        self.combine(other, i128::checked_sub)
    }

    fn combine(self, other: Self, operation: fn(i128, i128) -> Option<i128>) -> Result<Self, MoneyError> {
        if self.currency != other.currency {
            return Err(MoneyError::DifferentCurrencies);
        }
        let minor_units = operation(self.minor_units, other.minor_units).ok_or(MoneyError::Overflow)?;
        Ok(Self::new(minor_units, self.currency))
    }
}

struct AmountText(Money);

impl fmt::Display for AmountText {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        format_units(formatter, self.0.minor_units, self.0.currency.minor_unit_scale())
    }
}

impl fmt::Display for Money {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "{} {}", AmountText(*self), self.currency)
    }
}

impl TryFrom<WrittenMoney> for Money {
    type Error = ParseDecimalError;

    fn try_from(written: WrittenMoney) -> Result<Self, ParseDecimalError> {
        Self::parse(&written.amount, written.currency)
    }
}

impl From<Money> for WrittenMoney {
    fn from(money: Money) -> Self {
        Self { amount: money.amount_text(), currency: money.currency }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_table_is_sorted_and_each_code_reads_back() {
        assert!(Currency::ALL.is_sorted_by(|earlier, later| earlier < later));
        for currency in Currency::ALL {
            assert_eq!(currency.code().parse(), Ok(*currency));
            assert!(currency.code().len() == 3 && currency.minor_unit_scale() <= 3);
        }
        assert_eq!("cny".parse::<Currency>(), Err(ParseCurrencyError));
    }

    #[test]
    fn money_is_read_and_written_in_the_decimals_of_its_currency() {
        assert_eq!(Money::parse("12.3", Currency::CNY).unwrap().to_string(), "12.30 CNY");
        assert_eq!(Money::parse("-0.05", Currency::CNY).unwrap().amount_text(), "-0.05");
        assert_eq!(Money::parse("1200", Currency::JPY).unwrap().to_string(), "1200 JPY");
        assert_eq!(
            Money::parse("1.5", Currency::JPY),
            Err(ParseDecimalError::TooManyDecimals { allowed: 0, found: 1 })
        );
    }

    #[test]
    fn two_currencies_are_never_added() {
        let yuan = Money::new(100, Currency::CNY);
        assert_eq!(yuan.checked_add(Money::new(1, Currency::USD)), Err(MoneyError::DifferentCurrencies));
        assert_eq!(yuan.checked_sub(Money::new(250, Currency::CNY)), Ok(Money::new(-150, Currency::CNY)));
        assert_eq!(Money::new(i128::MAX, Currency::CNY).checked_add(yuan), Err(MoneyError::Overflow));
    }

    #[test]
    fn money_travels_as_a_decimal_string_with_its_currency() {
        let text = r#"{"amount":"12.30","currency":"CNY"}"#;
        let money: Money = serde_json::from_str(text).unwrap();
        assert_eq!(money, Money::new(1230, Currency::CNY));
        assert_eq!(serde_json::to_string(&money).unwrap(), text);
        assert!(serde_json::from_str::<Money>(r#"{"amount":12.3,"currency":"CNY"}"#).is_err());
    }
}
