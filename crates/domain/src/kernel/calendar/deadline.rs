//! Deadlines: when a term that starts on one day and may be paused ends.
//!
//! The day after the start is day 1. Days are counted one by one, so that a reader can check the count by hand.
//! Limits: whether a term in calendar days that ends on a day off rolls over to the next working day is a rule of each
//! procedure (unverified in general) and is not applied here.

use alloc::collections::BTreeSet;
use alloc::string::String;
use alloc::vec::Vec;
use core::fmt;

use etown_values::CivilDate;
use serde::{Deserialize, Serialize};

use super::Calendar;

/// The longest term that is counted, in days of its unit: ten years.
pub const TERM_DAYS_MAX: u32 = 3_660;

/// What a term is counted in.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum TermUnit {
    WorkingDays,
    CalendarDays,
    /// To the same day of a later month, or its last day where that day does not exist.
    Months,
}

/// Length of time that a rule grants. A length of zero ends on the start day itself.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Term {
    pub length: u32,
    pub unit: TermUnit,
}

/// Time in which the clock stands: days from `from` up to, not including, `resumed_on` do not count.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Pause {
    pub from: CivilDate,
    /// `None` while the clock still stands.
    pub resumed_on: Option<CivilDate>,
}

/// End of a term with all that it was computed from.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Deadline {
    /// The last day of the term. While the clock stands: the earliest date that is still possible, as if it resumed
    /// at once.
    pub date: CivilDate,
    pub status: DeadlineStatus,
    /// The days that were counted, for a term in working days; while the clock stands, those before it stopped.
    pub counted_days: Vec<CivilDate>,
    /// The published calendars that the count rests on, as "year: version"; empty for the other units.
    pub calendar_versions: Vec<String>,
}

/// How far a deadline can be relied upon.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum DeadlineStatus {
    /// Nothing that is known can change it.
    Firm,
    /// The count ran through years without a published calendar, as if they had weekends only.
    Provisional { unpublished_years: Vec<i16> },
    /// The clock stands, so there is no deadline yet.
    Stopped,
}

/// Number of working days with the years that had to be guessed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct WorkingDayCount {
    pub days: u32,
    /// Empty when every day was counted by a published calendar.
    pub unpublished_years: Vec<i16>,
}

/// Says why a term cannot be counted. Listed in the order of the reference.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum CalendarRefusal {
    /// The clock resumes before it stopped.
    PauseInverted { from: CivilDate, resumed_on: CivilDate },
    /// The clock stops again while it stands.
    PausesOverlap { from: CivilDate },
    /// The term or span is longer than is counted.
    TermTooLong { days_max: u32 },
    /// The count leaves the years 1 to 9999.
    BeyondTheCalendar,
}

impl fmt::Display for CalendarRefusal {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::PauseInverted { from, resumed_on } => {
                write!(formatter, "the clock cannot resume on {resumed_on} before it stops on {from}")
            }
            Self::PausesOverlap { from } => {
                write!(formatter, "the clock cannot stop on {from}: it already stands on that day")
            }
            Self::TermTooLong { days_max } => write!(formatter, "a term is counted up to {days_max} days"),
            Self::BeyondTheCalendar => formatter.write_str("the count leaves the years 1 to 9999"),
        }
    }
}

impl core::error::Error for CalendarRefusal {}

/// Computes the last day of a term. Refusals: see [`CalendarRefusal`].
pub fn deadline(
    calendar: &Calendar,
    start: CivilDate,
    term: Term,
    pauses: &[Pause],
) -> Result<Deadline, CalendarRefusal> {
    let pauses = in_order(pauses)?;
    let (days, counting) = match term.unit {
        TermUnit::WorkingDays => (term.length, Counting::WorkingDays),
        TermUnit::CalendarDays => (term.length, Counting::EveryDay),
        TermUnit::Months => (days_of_months(start, term.length)?, Counting::EveryDay),
    };
    if days > TERM_DAYS_MAX {
        return Err(CalendarRefusal::TermTooLong { days_max: TERM_DAYS_MAX });
    }
    let count = Count::run(calendar, start, days, counting, &pauses)?;
    Ok(count.into_deadline(calendar, counting))
}

/// Counts the working days after one date up to and including another; none when the second is not later.
///
/// Refusals: [`CalendarRefusal::TermTooLong`] when the dates lie more than [`TERM_DAYS_MAX`] days apart.
pub fn working_days_between(
    calendar: &Calendar,
    after: CivilDate,
    until: CivilDate,
) -> Result<WorkingDayCount, CalendarRefusal> {
    let span = u32::try_from(after.days_until(until)).unwrap_or(0);
    if span > TERM_DAYS_MAX {
        return Err(CalendarRefusal::TermTooLong { days_max: TERM_DAYS_MAX });
    }
    let mut days = 0_u32;
    let mut unpublished_years = BTreeSet::new();
    let mut date = after;
    for _ in 0..span {
        date = date.next_day().ok_or(CalendarRefusal::BeyondTheCalendar)?;
        if calendar.is_working_day_as_far_as_known(date) {
            days = days.saturating_add(1);
        }
        if !calendar.knows(date.year()) {
            unpublished_years.insert(date.year());
        }
    }
    Ok(WorkingDayCount { days, unpublished_years: unpublished_years.into_iter().collect() })
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Counting {
    WorkingDays,
    EveryDay,
}

/// A count in progress; years are those whose calendar was asked.
struct Count {
    date: CivilDate,
    counted_days: Vec<CivilDate>,
    years: BTreeSet<i16>,
    /// How many of the counted days came before the clock stopped for good.
    counted_before_stop: Option<usize>,
}

impl Count {
    fn run(
        calendar: &Calendar,
        start: CivilDate,
        days: u32,
        counting: Counting,
        pauses: &[Pause],
    ) -> Result<Self, CalendarRefusal> {
        let mut count =
            Self { date: start, counted_days: Vec::new(), years: BTreeSet::new(), counted_before_stop: None };
        let mut remaining = days;
        while remaining > 0 {
            let date = count.date.next_day().ok_or(CalendarRefusal::BeyondTheCalendar)?;
            let (date, is_standing) = skip_pauses(date, pauses);
            count.date = date;
            if is_standing && count.counted_before_stop.is_none() {
                count.counted_before_stop = Some(count.counted_days.len());
            }
            if counting == Counting::WorkingDays {
                count.years.insert(date.year());
            }
            if counting == Counting::EveryDay || calendar.is_working_day_as_far_as_known(date) {
                count.counted_days.push(date);
                remaining = remaining.saturating_sub(1);
            }
        }
        Ok(count)
    }

    fn into_deadline(mut self, calendar: &Calendar, counting: Counting) -> Deadline {
        let unpublished_years: Vec<i16> =
            self.years.iter().copied().filter(|year| !calendar.knows(*year)).collect();
        let status = match self.counted_before_stop {
            Some(counted) => {
                self.counted_days.truncate(counted);
                DeadlineStatus::Stopped
            }
            None if unpublished_years.is_empty() => DeadlineStatus::Firm,
            None => DeadlineStatus::Provisional { unpublished_years },
        };
        if counting == Counting::EveryDay {
            self.counted_days.clear();
        }
        // The notice of the next year may have altered December, so its version belongs to the count as well.
        let following = self.years.last().and_then(|year| year.checked_add(1));
        let calendar_versions = calendar.version_of(self.years.iter().copied().chain(following));
        Deadline { date: self.date, status, counted_days: self.counted_days, calendar_versions }
    }
}

/// Returns the first day from this one on that is not paused, and whether it lies in a pause without end.
fn skip_pauses(date: CivilDate, pauses: &[Pause]) -> (CivilDate, bool) {
    let mut date = date;
    for pause in pauses {
        if date < pause.from {
            break;
        }
        match pause.resumed_on {
            Some(resumed_on) => date = date.max(resumed_on),
            None => return (date, true),
        }
    }
    (date, false)
}

/// Sorts the pauses and refuses those that could not have happened.
fn in_order(pauses: &[Pause]) -> Result<Vec<Pause>, CalendarRefusal> {
    let mut pauses = pauses.to_vec();
    pauses.sort_by_key(|pause| (pause.from, pause.resumed_on.is_none(), pause.resumed_on));
    for pause in &pauses {
        if let Some(resumed_on) = pause.resumed_on
            && resumed_on < pause.from
        {
            return Err(CalendarRefusal::PauseInverted { from: pause.from, resumed_on });
        }
    }
    for (earlier, later) in pauses.iter().zip(pauses.iter().skip(1)) {
        if earlier.resumed_on.is_none_or(|resumed_on| later.from < resumed_on) {
            return Err(CalendarRefusal::PausesOverlap { from: later.from });
        }
    }
    Ok(pauses)
}

/// Turns months into the days they take from this start, so that pauses shift both in the same way.
fn days_of_months(start: CivilDate, months: u32) -> Result<u32, CalendarRefusal> {
    let months = i32::try_from(months).ok().filter(|months| *months <= 240);
    let Some(months) = months else {
        return Err(CalendarRefusal::TermTooLong { days_max: TERM_DAYS_MAX });
    };
    let end = start.plus_months(months).ok_or(CalendarRefusal::BeyondTheCalendar)?;
    u32::try_from(start.days_until(end)).ok().ok_or(CalendarRefusal::BeyondTheCalendar)
}
