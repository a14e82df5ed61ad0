//! Reading the input of a case strictly: a misspelt key or a number with too many decimals is said, never ignored.

use std::fmt::Display;
use std::str::FromStr;

use serde::de::DeserializeOwned;
use serde_json::Value;

/// Reads the whole input of a rule.
pub(super) fn read<T: DeserializeOwned>(input: &Value) -> Result<T, String> {
    T::deserialize(input).map_err(|error| format!("input: {error}"))
}

/// Reads one value of it from text.
pub(super) fn parse<T: FromStr<Err: Display>>(place: impl Display, text: &str) -> Result<T, String> {
    text.parse().map_err(|error| format!("input.{place}: '{text}' is {error}"))
}
