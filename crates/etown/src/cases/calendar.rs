//! Cases of `calendar.deadline`: when a term ends, and what two common mistakes would have said.

use std::collections::BTreeSet;

use etown_domain::kernel::calendar::{
    Calendar, CalendarRefusal, CalendarYear, Deadline, DeadlineStatus, Pause, Term, TermUnit, deadline,
};
use etown_values::CivilDate;
use serde::Deserialize;
use serde_json::{Map, Value, json};

use super::{Computed, input};
use crate::shipped;

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Input {
    #[serde(alias = "change_date")]
    start: CivilDate,
    working_days: Option<u32>,
    days: Option<u32>,
    months: Option<u32>,
    /// What `days` counts.
    unit: Option<Unit>,
    paused_from: Option<CivilDate>,
    resumed_on: Option<CivilDate>,
    #[serde(default)]
    pauses: Vec<Pause>,
    /// Without it every calendar that the program carries is known.
    calendar_years_known: Option<BTreeSet<i16>>,
    /// Words for the reader.
    #[serde(rename = "counting")]
    _counting: Option<String>,
}

#[derive(Clone, Copy, Deserialize)]
#[serde(rename_all = "snake_case")]
enum Unit {
    #[serde(alias = "calendar_days")]
    Calendar,
    #[serde(alias = "working_days")]
    Working,
    Months,
}

pub(super) fn compute(input: &Value) -> Result<Computed, String> {
    let input: Input = input::read(input)?;
    let term = term(&input)?;
    let calendar = calendar(input.calendar_years_known.as_ref())?;
    let pauses = pauses(&input)?;
    let mut result = Map::new();
    let mut steps =
        vec![format!("The day after {} is day 1 of {} {}.", input.start, term.length, words(term.unit))];
    for pause in &pauses {
        steps.push(match pause.resumed_on {
            Some(resumed_on) => {
                format!("Days from {} up to, not including, {resumed_on} do not count.", pause.from)
            }
            None => format!("The clock stands since {}.", pause.from),
        });
    }
    match deadline(&calendar, input.start, term, &pauses) {
        Err(refusal) => {
            result.insert("error".to_owned(), json!(code(refusal)));
            steps.push(format!("Refused: {refusal}."));
        }
        Ok(found) => {
            describe(&found, &mut result, &mut steps);
            add_mistakes(&input, term, &calendar, &pauses, &mut result);
        }
    }
    Ok(Computed { result: Value::Object(result), steps })
}

fn term(input: &Input) -> Result<Term, String> {
    let unit_of_days = || match input.unit {
        Some(Unit::Calendar) => Ok(TermUnit::CalendarDays),
        Some(Unit::Working) => Ok(TermUnit::WorkingDays),
        Some(Unit::Months) => Err("input.unit: 'months' goes with 'months', not with 'days'".to_owned()),
        None => Err("input.unit: say whether 'days' are 'calendar' or 'working' days".to_owned()),
    };
    match (input.working_days, input.days, input.months) {
        (Some(length), None, None) => Ok(Term { length, unit: TermUnit::WorkingDays }),
        (None, Some(length), None) => Ok(Term { length, unit: unit_of_days()? }),
        (None, None, Some(length)) => Ok(Term { length, unit: TermUnit::Months }),
        _ => Err("input: give exactly one of 'working_days', 'days' and 'months'".to_owned()),
    }
}

fn pauses(input: &Input) -> Result<Vec<Pause>, String> {
    let mut pauses = input.pauses.clone();
    match (input.paused_from, input.resumed_on) {
        (Some(from), resumed_on) => pauses.push(Pause { from, resumed_on }),
        (None, Some(_)) => {
            return Err("input.resumed_on: the clock resumes only after 'paused_from'".to_owned());
        }
        (None, None) => {}
    }
    Ok(pauses)
}

fn calendar(known: Option<&BTreeSet<i16>>) -> Result<Calendar, String> {
    let mut calendar = shipped::calendar();
    let Some(known) = known else { return Ok(calendar) };
    if let Some(missing) = known.iter().find(|year| !calendar.knows(**year)) {
        return Err(format!("input.calendar_years_known: the program carries no calendar of {missing}"));
    }
    calendar.years.retain(|year, _| known.contains(year));
    Ok(calendar)
}

fn describe(found: &Deadline, result: &mut Map<String, Value>, steps: &mut Vec<String>) {
    result.insert("deadline".to_owned(), json!(found.date));
    result.insert("counted_days".to_owned(), json!(found.counted_days));
    result.insert("calendar_versions".to_owned(), json!(found.calendar_versions));
    if !found.counted_days.is_empty() {
        let days: Vec<String> = found.counted_days.iter().map(ToString::to_string).collect();
        steps.push(format!("Counted: {}.", days.join(", ")));
    }
    if !found.calendar_versions.is_empty() {
        steps.push(format!("Calendars: {}.", found.calendar_versions.join("; ")));
    }
    let (status, words) = match &found.status {
        DeadlineStatus::Firm => ("firm", format!("The term ends on {}.", found.date)),
        DeadlineStatus::Provisional { unpublished_years } => {
            result.insert("unpublished_years".to_owned(), json!(unpublished_years));
            let words = format!(
                "Provisional: the calendar of {unpublished_years:?} is not published; by the ordinary week the term ends on {}.",
                found.date
            );
            ("provisional", words)
        }
        DeadlineStatus::Stopped => {
            ("stopped", format!("The clock stands; the term ends no earlier than {}.", found.date))
        }
    };
    result.insert("result".to_owned(), json!(status));
    steps.push(words);
}

/// Computes what a count by weekends alone, or in the wrong unit, would have said.
fn add_mistakes(
    input: &Input,
    term: Term,
    calendar: &Calendar,
    pauses: &[Pause],
    result: &mut Map<String, Value>,
) {
    let working = Term { length: term.length, unit: TermUnit::WorkingDays };
    match term.unit {
        TermUnit::WorkingDays => {
            if let Ok(wrong) = deadline(&weekends_only(input.start), input.start, working, pauses) {
                result.insert("weekends_only_deadline_is_wrong".to_owned(), json!(wrong.date));
            }
            let every_day = Term { length: term.length, unit: TermUnit::CalendarDays };
            if let Ok(wrong) = deadline(calendar, input.start, every_day, pauses) {
                result.insert("if_wrongly_calendar_days".to_owned(), json!(wrong.date));
            }
        }
        TermUnit::CalendarDays => {
            if let Ok(wrong) = deadline(calendar, input.start, working, pauses) {
                result.insert("if_wrongly_working_days".to_owned(), json!(wrong.date));
            }
        }
        TermUnit::Months => {}
    }
}

/// A calendar without a single holiday, far enough for the longest term.
fn weekends_only(start: CivilDate) -> Calendar {
    let mut calendar = Calendar::default();
    for year in start.year()..=start.year().saturating_add(20) {
        calendar.publish(CalendarYear { year, version: "weekends only".to_owned(), days: Vec::new() });
    }
    calendar
}

const fn words(unit: TermUnit) -> &'static str {
    match unit {
        TermUnit::WorkingDays => "working days",
        TermUnit::CalendarDays => "calendar days",
        TermUnit::Months => "months",
    }
}

const fn code(refusal: CalendarRefusal) -> &'static str {
    match refusal {
        CalendarRefusal::PauseInverted { .. } => "PAUSE_INVERTED",
        CalendarRefusal::PausesOverlap { .. } => "PAUSES_OVERLAP",
        CalendarRefusal::TermTooLong { .. } => "TERM_TOO_LONG",
        CalendarRefusal::BeyondTheCalendar => "BEYOND_THE_CALENDAR",
    }
}
