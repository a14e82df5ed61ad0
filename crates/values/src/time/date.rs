//! Civil dates of the Gregorian calendar, years 1 to 9999.

use core::fmt;
use core::str::FromStr;

use jiff::Span;
use jiff::civil::Date;
use serde::{Deserialize, Serialize};
use thiserror::Error;

use super::fixed_digits;
use crate::text::serde_as_text;

/// Day on the calendar, without time or place.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct CivilDate(Date);

/// Day of the week.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Weekday {
    Monday,
    Tuesday,
    Wednesday,
    Thursday,
    Friday,
    Saturday,
    Sunday,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Error)]
#[error("not a date such as \"2026-09-30\"")]
pub struct ParseDateError;

serde_as_text!(CivilDate, "a date such as \"2026-09-30\"");

impl CivilDate {
    /// The first day that can be written: 0001-01-01.
    pub const MIN: Self = Self(Date::constant(1, 1, 1));
    /// The last day that can be written: 9999-12-31.
    pub const MAX: Self = Self(Date::constant(9999, 12, 31));

    /// Returns `None` when there is no such day, or its year is not 1 to 9999.
    pub fn new(year: i16, month: i8, day: i8) -> Option<Self> {
        Date::new(year, month, day).ok().and_then(Self::within_range)
    }

    pub fn year(self) -> i16 {
        self.0.year()
    }

    /// Returns the month, 1 to 12.
    pub fn month(self) -> i8 {
        self.0.month()
    }

    /// Returns the day of the month, 1 to 31.
    pub fn day(self) -> i8 {
        self.0.day()
    }

    pub fn weekday(self) -> Weekday {
        match self.0.weekday() {
            jiff::civil::Weekday::Monday => Weekday::Monday,
            jiff::civil::Weekday::Tuesday => Weekday::Tuesday,
            jiff::civil::Weekday::Wednesday => Weekday::Wednesday,
            jiff::civil::Weekday::Thursday => Weekday::Thursday,
            jiff::civil::Weekday::Friday => Weekday::Friday,
            jiff::civil::Weekday::Saturday => Weekday::Saturday,
            jiff::civil::Weekday::Sunday => Weekday::Sunday,
        }
    }

    pub fn next_day(self) -> Option<Self> {
        self.0.tomorrow().ok().and_then(Self::within_range)
    }

    pub fn previous_day(self) -> Option<Self> {
        self.0.yesterday().ok().and_then(Self::within_range)
    }

    pub fn plus_days(self, days: i32) -> Option<Self> {
        self.plus(Span::new().try_days(days).ok()?)
    }

    /// Adds months; a day that the month does not have becomes its last day (31 January plus one month is 28 or 29
    /// February).
    pub fn plus_months(self, months: i32) -> Option<Self> {
        self.plus(Span::new().try_months(months).ok()?)
    }

    /// Counts the days until the other date; negative when it lies before.
    pub fn days_until(self, other: Self) -> i32 {
        // Dates of the years 1 to 9999 lie at most 3,652,058 days apart, so a span of days always exists.
        self.0.until(other.0).map_or(0, |span| span.get_days())
    }

    fn plus(self, span: Span) -> Option<Self> {
        self.0.checked_add(span).ok().and_then(Self::within_range)
    }

    fn within_range(date: Date) -> Option<Self> {
        (1..=9999).contains(&date.year()).then_some(Self(date))
    }
}

impl FromStr for CivilDate {
    type Err = ParseDateError;

    fn from_str(text: &str) -> Result<Self, ParseDateError> {
        let mut parts = text.splitn(3, '-');
        let mut part =
            |places| parts.next().and_then(|part| fixed_digits(part, places)).ok_or(ParseDateError);
        let (year, month, day) = (part(4)?, part(2)?, part(2)?);
        let year = i16::try_from(year).ok();
        let (month, day) = (i8::try_from(month).ok(), i8::try_from(day).ok());
        match (year, month, day) {
            (Some(year), Some(month), Some(day)) => Self::new(year, month, day).ok_or(ParseDateError),
            _ => Err(ParseDateError),
        }
    }
}

impl fmt::Display for CivilDate {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "{:04}-{:02}-{:02}", self.year(), self.month(), self.day())
    }
}

impl fmt::Debug for CivilDate {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, formatter)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use alloc::string::ToString;

    fn date(text: &str) -> CivilDate {
        text.parse().unwrap()
    }

    #[test]
    fn a_date_is_read_and_written_strictly() {
        assert_eq!(date("2026-02-28").to_string(), "2026-02-28");
        for text in [
            "",
            "2026-2-28",
            "2026-02-29",
            "2026-13-01",
            "0000-01-01",
            "+2026-01-01",
            "2026-01-01 ",
            "2026-01-01-",
            "20260101",
        ] {
            assert_eq!(text.parse::<CivilDate>(), Err(ParseDateError), "{text:?}");
        }
        assert_eq!(CivilDate::new(2024, 2, 29), Some(date("2024-02-29")));
        assert_eq!(CivilDate::new(0, 1, 1), None);
        assert_eq!(serde_json::to_string(&date("2026-02-28")).unwrap(), "\"2026-02-28\"");
    }

    #[test]
    fn days_and_months_are_counted_on_the_calendar() {
        assert_eq!(date("2026-02-28").next_day(), Some(date("2026-03-01")));
        assert_eq!(date("2026-03-01").previous_day(), Some(date("2026-02-28")));
        assert_eq!(date("2026-01-31").plus_months(1), Some(date("2026-02-28")));
        assert_eq!(date("2024-01-31").plus_months(13), Some(date("2025-02-28")));
        assert_eq!(date("2026-01-01").plus_days(-1), Some(date("2025-12-31")));
        assert_eq!(date("2025-12-30").days_until(date("2026-01-05")), 6);
        assert_eq!(date("2026-01-05").days_until(date("2025-12-30")), -6);
        assert_eq!(CivilDate::MIN.days_until(CivilDate::MAX), 3_652_058);
        assert_eq!(CivilDate::MAX.next_day(), None);
        assert_eq!(CivilDate::MIN.previous_day(), None);
        assert_eq!(CivilDate::MAX.plus_days(i32::MAX), None);
        assert_eq!(CivilDate::MAX.plus_months(i32::MIN), None);
    }

    #[test]
    fn a_date_knows_its_weekday() {
        assert_eq!(date("2026-02-14").weekday(), Weekday::Saturday);
        assert_eq!(date("2026-02-16").weekday(), Weekday::Monday);
    }
}
