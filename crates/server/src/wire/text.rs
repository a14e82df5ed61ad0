//! Texts of the wire: bounded ones, and forms that are read more generously than the journal writes them.

use std::borrow::Cow;

use etown_values::Instant;
use serde::de::Error;
use serde::{Deserialize, Deserializer};
use utoipa::openapi::schema::{ObjectBuilder, SchemaType, Type};
use utoipa::openapi::{RefOr, Schema};
use utoipa::{PartialSchema, ToSchema};

/// An RFC 3339 instant in UTC with up to six decimals of a second.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct ReportedInstant(pub(crate) Instant);

impl<'de> Deserialize<'de> for ReportedInstant {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = String::deserialize(deserializer)?;
        with_microseconds(&text)
            .and_then(|full| full.parse().ok())
            .map(Self)
            .ok_or_else(|| D::Error::custom("not an instant in UTC such as \"2026-03-04T05:06:07Z\""))
    }
}

/// Fills the second's decimals up to six places.
fn with_microseconds(text: &str) -> Option<String> {
    let clock = text.strip_suffix('Z')?;
    let (seconds, decimals) = clock.split_once('.').unwrap_or((clock, "0"));
    let is_written = !decimals.is_empty() && decimals.len() <= 6;
    is_written.then(|| format!("{seconds}.{decimals:0<6}Z"))
}

/// A year from 1 to 9999.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Year(pub(crate) i16);

impl<'de> Deserialize<'de> for Year {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let year = i16::deserialize(deserializer)?;
        (1..=9999)
            .contains(&year)
            .then_some(Self(year))
            .ok_or_else(|| D::Error::custom("not a year from 1 to 9999"))
    }
}

/// The place in a list where a page begins, as the page before gave it.
pub(crate) type Cursor = Text<0, 500>;

/// Text of `MIN` to `MAX` characters; the schema says so too, so neither can be forgotten.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Text<const MIN: usize, const MAX: usize>(pub(crate) String);

impl<'de, const MIN: usize, const MAX: usize> Deserialize<'de> for Text<MIN, MAX> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = String::deserialize(deserializer)?;
        let length = text.chars().count();
        if (MIN..=MAX).contains(&length) {
            Ok(Self(text))
        } else {
            Err(D::Error::custom(format!("{length} characters where {MIN} to {MAX} are allowed")))
        }
    }
}

impl<const MIN: usize, const MAX: usize> From<Text<MIN, MAX>> for String {
    fn from(text: Text<MIN, MAX>) -> Self {
        text.0
    }
}

impl<const MIN: usize, const MAX: usize> PartialSchema for Text<MIN, MAX> {
    fn schema() -> RefOr<Schema> {
        ObjectBuilder::new()
            .schema_type(SchemaType::Type(Type::String))
            .min_length(Some(MIN))
            .max_length(Some(MAX))
            .into()
    }
}

impl<const MIN: usize, const MAX: usize> ToSchema for Text<MIN, MAX> {
    fn name() -> Cow<'static, str> {
        Cow::Owned(format!("Text{MIN}To{MAX}"))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> Option<String> {
        serde_json::from_value::<ReportedInstant>(text.into()).ok().map(|instant| instant.0.to_string())
    }

    #[test]
    fn an_instant_may_leave_out_decimals_of_a_second_but_not_its_zone() {
        assert_eq!(read("2026-03-04T05:06:07Z").as_deref(), Some("2026-03-04T05:06:07.000000Z"));
        assert_eq!(read("2026-03-04T05:06:07.5Z").as_deref(), Some("2026-03-04T05:06:07.500000Z"));
        assert_eq!(read("2026-03-04T05:06:07.123456Z").as_deref(), Some("2026-03-04T05:06:07.123456Z"));
        for text in [
            "2026-03-04T05:06:07",
            "2026-03-04T05:06:07.Z",
            "2026-03-04T05:06:07.1234567Z",
            "2026-02-30T00:00:00Z",
            "",
        ] {
            assert_eq!(read(text), None, "{text}");
        }
    }
}
