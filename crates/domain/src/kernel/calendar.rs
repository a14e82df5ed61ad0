//! The working-day calendar of the zone: weekends, public holidays and the weekend days worked in exchange for them.
//!
//! A year whose notice is not published is unknown, never "like any other year": the calendar says so and a deadline
//! that runs into it is provisional. This module must never read a file or ask for today's date.

mod deadline;
#[cfg(test)]
mod tests;

use alloc::collections::{BTreeMap, BTreeSet};
use alloc::format;
use alloc::string::String;
use alloc::vec::Vec;

use etown_values::{CivilDate, Weekday};
use serde::{Deserialize, Serialize};

pub use deadline::{
    CalendarRefusal, Deadline, DeadlineStatus, Pause, TERM_DAYS_MAX, Term, TermUnit, WorkingDayCount,
    deadline, working_days_between,
};

/// Special days that one year's notice arranges.
///
/// The year is that of the notice: a notice may also arrange days of the last December or the next January.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct CalendarYear {
    pub year: i16,
    /// Names the source and its version, so that a deadline can be recomputed from the same calendar.
    pub version: String,
    pub days: Vec<SpecialDay>,
}

/// Day that differs from the ordinary week.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct SpecialDay {
    pub date: CivilDate,
    pub kind: SpecialDayKind,
    /// Name of the holiday that the day belongs to.
    pub name: String,
}

/// What a special day is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum SpecialDayKind {
    /// Nobody works: a holiday or a day moved next to one.
    DayOff,
    /// A weekend day worked in exchange for a day off.
    WorkingDay,
}

/// All published years.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Calendar {
    pub years: BTreeMap<i16, CalendarYear>,
}

impl Calendar {
    /// Takes the notice of a year; a later notice for the same year replaces the earlier one.
    pub fn publish(&mut self, year: CalendarYear) {
        self.years.insert(year.year, year);
    }

    pub fn knows(&self, year: i16) -> bool {
        self.years.contains_key(&year)
    }

    /// Tells whether people work on this date; `None` when the notice of its year is not published.
    pub fn is_working_day(&self, date: CivilDate) -> Option<bool> {
        self.knows(date.year()).then(|| self.is_working_day_as_far_as_known(date))
    }

    /// Returns the special day at this date; where two notices name it, the later one holds.
    pub fn special_day(&self, date: CivilDate) -> Option<&SpecialDay> {
        self.years.values().rev().find_map(|year| year.days.iter().find(|day| day.date == date))
    }

    /// Returns "year: version" for each of these years that is published, in order of the years.
    pub fn version_of(&self, years: impl IntoIterator<Item = i16>) -> Vec<String> {
        let years: BTreeSet<i16> = years.into_iter().collect();
        years
            .iter()
            .filter_map(|year| self.years.get(year))
            .map(|published| format!("{}: {}", published.year, published.version))
            .collect()
    }

    /// Falls back to the ordinary week where nothing is published; only a provisional answer may rest on that.
    fn is_working_day_as_far_as_known(&self, date: CivilDate) -> bool {
        match self.special_day(date) {
            Some(day) => day.kind == SpecialDayKind::WorkingDay,
            None => !matches!(date.weekday(), Weekday::Saturday | Weekday::Sunday),
        }
    }
}
