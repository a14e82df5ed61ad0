//! Reading the input of a case strictly: a misspelt key or a number with too many decimals is said, never ignored.

use std::fmt::Display;
use std::str::FromStr;

use etown_values::{Ratio, Rounding};
use serde::de::DeserializeOwned;
use serde_json::{Number, Value};

/// Reads the whole input of a rule.
pub(super) fn read<T: DeserializeOwned>(input: &Value) -> Result<T, String> {
    T::deserialize(input).map_err(|error| format!("input: {error}"))
}

/// Reads one value of it from text.
pub(super) fn parse<T: FromStr<Err: Display>>(place: impl Display, text: &str) -> Result<T, String> {
    text.parse().map_err(|error| format!("input.{place}: '{text}' is {error}"))
}

/// Reads a number that is not below zero exactly as it is written.
pub(super) fn ratio(place: impl Display, number: &Number) -> Result<Ratio, String> {
    let ratio = Ratio::parse_decimal(&number.to_string())
        .map_err(|error| format!("input.{place}: '{number}' is {error}"))?;
    if ratio.is_negative() { Err(format!("input.{place}: '{number}' is below zero")) } else { Ok(ratio) }
}

/// Brings numbers to whole ones of the same size, which leaves every quotient of them as it is.
pub(super) fn whole(place: &str, numbers: &[Ratio]) -> Result<Vec<i128>, String> {
    let divisor = numbers.iter().try_fold(1, |divisor, number| common(divisor, number.denominator()));
    let divisor = divisor.ok_or_else(|| format!("input.{place}: too many decimals"))?;
    let whole = |number: &Ratio| number.apply(divisor, Rounding::Down);
    numbers.iter().map(whole).collect::<Result<_, _>>().map_err(|error| format!("input.{place}: {error}"))
}

/// The least number that both divide.
fn common(one: i128, other: i128) -> Option<i128> {
    let (mut greatest, mut rest) = (one, other);
    while rest != 0 {
        (greatest, rest) = (rest, greatest.checked_rem(rest)?);
    }
    one.checked_div(greatest)?.checked_mul(other)
}
