//! Instants in microseconds since 1970-01-01T00:00:00Z, and the offset that turns one into a civil date.

use core::fmt;
use core::str::FromStr;

use serde::{Deserialize, Serialize};
use thiserror::Error;

use super::date::CivilDate;
use super::fixed_digits;
use crate::text::serde_as_text;

const MICROSECONDS_IN_SECOND: i64 = 1_000_000;
const MICROSECONDS_IN_MINUTE: i64 = 60 * MICROSECONDS_IN_SECOND;
const MICROSECONDS_IN_DAY: i64 = 24 * 60 * MICROSECONDS_IN_MINUTE;

/// Moment at which something was recorded, in microseconds; written as `2026-03-04T05:06:07.123456Z`.
///
/// Instants lie between the years 1 and 9999 (UTC), so that each one can be written and has a date.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Instant(i64);

/// Distance of a zone's clock from UTC in whole minutes, at most 18 hours.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "i16", into = "i16")]
pub struct UtcOffset {
    minutes: i16,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Error)]
#[error("not an instant such as \"2026-03-04T05:06:07.123456Z\"")]
pub struct ParseInstantError;

#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Error)]
#[error("an offset from UTC is at most 1,080 minutes either way")]
pub struct OffsetOutOfRange;

serde_as_text!(Instant, "an instant such as \"2026-03-04T05:06:07.123456Z\"");

impl Instant {
    /// 0001-01-01T00:00:00.000000Z
    pub const MIN: Self = Self(-62_135_596_800 * MICROSECONDS_IN_SECOND);
    /// 9999-12-31T23:59:59.999999Z
    pub const MAX: Self = Self(253_402_300_800 * MICROSECONDS_IN_SECOND - 1);

    /// Takes microseconds since 1970 UTC; moments outside [`Self::MIN`] to [`Self::MAX`] become the nearer of the two.
    pub fn from_microseconds(microseconds: i64) -> Self {
        Self(microseconds.clamp(Self::MIN.0, Self::MAX.0))
    }

    /// Takes microseconds since 1970 UTC as read from stored bytes, where a moment out of range is damage.
    pub fn checked_from_microseconds(microseconds: i64) -> Option<Self> {
        (Self::MIN.0..=Self::MAX.0).contains(&microseconds).then_some(Self(microseconds))
    }

    pub const fn microseconds(self) -> i64 {
        self.0
    }

    /// Moves by microseconds and stops at the first or last instant.
    #[must_use]
    pub fn plus_microseconds(self, microseconds: i64) -> Self {
        Self::from_microseconds(self.0.saturating_add(microseconds))
    }

    /// Returns the date that a calendar at this offset shows.
    pub fn date_in(self, offset: UtcOffset) -> CivilDate {
        let local = self.0.saturating_add(i64::from(offset.minutes).saturating_mul(MICROSECONDS_IN_MINUTE));
        date_of_day(local.div_euclid(MICROSECONDS_IN_DAY))
    }
}

/// Returns the date this many days after 1970-01-01; an offset may carry past the first or last date, which then stays.
fn date_of_day(days: i64) -> CivilDate {
    let edge = if days < 0 { CivilDate::MIN } else { CivilDate::MAX };
    let epoch = CivilDate::new(1970, 1, 1);
    i32::try_from(days).ok().and_then(|days| epoch?.plus_days(days)).unwrap_or(edge)
}

impl UtcOffset {
    pub const UTC: Self = Self { minutes: 0 };
    /// China Standard Time, UTC+8 all year.
    pub const BEIJING: Self = Self { minutes: 480 };

    /// Returns `None` beyond 18 hours either way.
    pub const fn from_minutes(minutes: i16) -> Option<Self> {
        if minutes < -1080 || minutes > 1080 { None } else { Some(Self { minutes }) }
    }

    pub const fn minutes(self) -> i16 {
        self.minutes
    }
}

impl TryFrom<i16> for UtcOffset {
    type Error = OffsetOutOfRange;

    fn try_from(minutes: i16) -> Result<Self, OffsetOutOfRange> {
        Self::from_minutes(minutes).ok_or(OffsetOutOfRange)
    }
}

impl From<UtcOffset> for i16 {
    fn from(offset: UtcOffset) -> Self {
        offset.minutes
    }
}

impl FromStr for Instant {
    type Err = ParseInstantError;

    fn from_str(text: &str) -> Result<Self, ParseInstantError> {
        parse(text).ok_or(ParseInstantError)
    }
}

fn parse(text: &str) -> Option<Instant> {
    let (date, time) = text.strip_suffix('Z')?.split_once('T')?;
    let (clock, fraction) = time.split_once('.')?;
    let mut parts = clock.splitn(3, ':');
    let mut part = |limit| parts.next().and_then(|part| fixed_digits(part, 2)).filter(|value| *value < limit);
    let (hours, minutes, seconds) = (part(24)?, part(60)?, part(60)?);
    let seconds = hours.checked_mul(3600)?.checked_add(minutes.checked_mul(60)?)?.checked_add(seconds)?;
    let days = CivilDate::new(1970, 1, 1)?.days_until(date.parse().ok()?);
    let microseconds = i64::from(days)
        .checked_mul(MICROSECONDS_IN_DAY)?
        .checked_add(seconds.checked_mul(MICROSECONDS_IN_SECOND)?)?
        .checked_add(fixed_digits(fraction, 6)?)?;
    Instant::checked_from_microseconds(microseconds)
}

impl fmt::Display for Instant {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let of_day = self.0.rem_euclid(MICROSECONDS_IN_DAY);
        let (seconds, fraction) = (of_day / MICROSECONDS_IN_SECOND, of_day % MICROSECONDS_IN_SECOND);
        let (hours, minutes, seconds) = (seconds / 3600, seconds / 60 % 60, seconds % 60);
        let date = self.date_in(UtcOffset::UTC);
        write!(formatter, "{date}T{hours:02}:{minutes:02}:{seconds:02}.{fraction:06}Z")
    }
}

impl fmt::Debug for Instant {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, formatter)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use alloc::string::ToString;

    #[test]
    fn an_instant_is_written_in_utc_with_six_decimals() {
        for (microseconds, text) in [
            (0, "1970-01-01T00:00:00.000000Z"),
            (-1, "1969-12-31T23:59:59.999999Z"),
            (1_772_600_767_123_456, "2026-03-04T05:06:07.123456Z"),
            (Instant::MIN.microseconds(), "0001-01-01T00:00:00.000000Z"),
            (Instant::MAX.microseconds(), "9999-12-31T23:59:59.999999Z"),
        ] {
            assert_eq!(Instant::from_microseconds(microseconds).to_string(), text);
            assert_eq!(text.parse(), Ok(Instant::from_microseconds(microseconds)));
        }
    }

    #[test]
    fn other_ways_to_write_an_instant_are_refused() {
        for text in [
            "2026-03-04T05:06:07Z",
            "2026-03-04T05:06:07.123Z",
            "2026-03-04T05:06:07.123456+00:00",
            "2026-03-04t05:06:07.123456z",
            "2026-03-04T24:00:00.000000Z",
            "2026-03-04T05:06:60.000000Z",
            "2026-03-04 05:06:07.123456Z",
        ] {
            assert_eq!(text.parse::<Instant>(), Err(ParseInstantError), "{text}");
        }
    }

    #[test]
    fn the_date_of_an_instant_depends_on_the_zone() {
        let evening: Instant = "2026-09-30T16:00:00.000000Z".parse().unwrap();
        assert_eq!(evening.date_in(UtcOffset::UTC).to_string(), "2026-09-30");
        assert_eq!(evening.date_in(UtcOffset::BEIJING).to_string(), "2026-10-01");
        assert_eq!(evening.plus_microseconds(-1).date_in(UtcOffset::BEIJING).to_string(), "2026-09-30");
        assert_eq!(Instant::MAX.date_in(UtcOffset::BEIJING), CivilDate::MAX);
    }

    #[test]
    fn instants_stop_at_the_edges() {
        assert_eq!(Instant::MAX.plus_microseconds(1), Instant::MAX);
        assert_eq!(Instant::from_microseconds(i64::MIN), Instant::MIN);
        assert_eq!(Instant::checked_from_microseconds(i64::MIN), None);
    }

    #[test]
    fn an_offset_travels_as_minutes() {
        assert_eq!(serde_json::to_string(&UtcOffset::BEIJING).unwrap(), "480");
        assert!(serde_json::from_str::<UtcOffset>("1081").is_err());
    }
}
