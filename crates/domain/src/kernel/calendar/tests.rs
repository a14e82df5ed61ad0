//! Tests of the calendar and of deadlines, with the published years of the parameter folder and the case table.

extern crate std;

use alloc::borrow::ToOwned;
use alloc::string::{String, ToString};
use alloc::vec::Vec;
use std::path::PathBuf;
use std::{env, eprintln, fs};

use etown_values::CivilDate;
use proptest::prelude::*;

use super::*;

fn repository() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../..")
}

/// Reads the few line forms of a calendar file; the product itself reads them as YAML.
fn published_year(year: i16) -> CalendarYear {
    let path = repository().join(std::format!("parameters/calendar/china-{year}.yaml"));
    let text = fs::read_to_string(path).unwrap();
    let field = |line: &str, name: &str| -> String {
        let value = line.split_once(&std::format!("{name}: ")).unwrap().1;
        value.trim_start_matches('"').split(['"', ',']).next().unwrap().to_owned()
    };
    let version = text.lines().find(|line| line.starts_with("version: ")).unwrap();
    let days = text.lines().filter(|line| line.starts_with("  - { date")).map(|line| SpecialDay {
        date: date(&field(line, "date")),
        kind: serde_json::from_value(serde_json::Value::String(field(line, "kind"))).unwrap(),
        name: field(line, "name"),
    });
    CalendarYear { year, version: field(version, "version"), days: days.collect() }
}

fn china() -> Calendar {
    let mut calendar = Calendar::default();
    (2019..=2026).for_each(|year| calendar.publish(published_year(year)));
    calendar
}

fn date(text: &str) -> CivilDate {
    text.parse().unwrap()
}

fn working_days(length: u32) -> Term {
    Term { length, unit: TermUnit::WorkingDays }
}

fn calendar_days(length: u32) -> Term {
    Term { length, unit: TermUnit::CalendarDays }
}

fn months(length: u32) -> Term {
    Term { length, unit: TermUnit::Months }
}

fn pause(from: &str, resumed_on: Option<&str>) -> Pause {
    Pause { from: date(from), resumed_on: resumed_on.map(date) }
}

fn end(start: &str, term: Term, pauses: &[Pause]) -> Result<(String, DeadlineStatus), CalendarRefusal> {
    deadline(&china(), date(start), term, pauses).map(|deadline| (deadline.date.to_string(), deadline.status))
}

fn firm(text: &str) -> (String, DeadlineStatus) {
    (text.to_owned(), DeadlineStatus::Firm)
}

/// Returns the cases of the deadline rule; `None` when the shared folder is absent, which continuous integration
/// forbids.
fn deadline_cases() -> Option<Vec<serde_json::Value>> {
    let shared = env::var_os("ETOWN_SHARED").map_or_else(|| repository().join("../shared"), PathBuf::from);
    let path = shared.join("cases/approvals.json");
    let Ok(text) = fs::read_to_string(&path) else {
        assert!(env::var("CI").as_deref() != Ok("true"), "the case table {} is missing", path.display());
        eprintln!("skipped: the case table {} is missing", path.display());
        return None;
    };
    let table: serde_json::Value = serde_json::from_str(&text).unwrap();
    let cases = table.get("cases").unwrap().as_array().unwrap().iter();
    Some(cases.filter(|case| case["rule"] == "calendar.deadline").cloned().collect())
}

#[test]
fn the_case_table_of_deadlines_is_met() {
    let Some(cases) = deadline_cases() else { return };
    assert_eq!(cases.len(), 6);
    for case in &cases {
        let (input, expected) = (&case["input"], &case["expected"]);
        let mut calendar = china();
        if let Some(known) = input["calendar_years_known"].as_array() {
            calendar.years.retain(|year, _| known.contains(&serde_json::json!(year)));
        }
        let start = date(input["start"].as_str().or(input["change_date"].as_str()).unwrap());
        let length = |name: &str| input[name].as_u64().map(|days| u32::try_from(days).unwrap());
        let term =
            length("working_days").map_or_else(|| calendar_days(length("days").unwrap()), working_days);
        let pauses: Vec<Pause> = input["paused_from"]
            .as_str()
            .map(|from| pause(from, input["resumed_on"].as_str()))
            .into_iter()
            .collect();
        let found = deadline(&calendar, start, term, &pauses).unwrap();
        if let Some(expected_date) = expected["deadline"].as_str() {
            assert_eq!(found.date, date(expected_date), "{}", case["id"]);
            assert_eq!(found.status, DeadlineStatus::Firm, "{}", case["id"]);
        }
        if expected["result"] == "provisional" {
            assert_eq!(found.status, DeadlineStatus::Provisional { unpublished_years: [2027].to_vec() });
        }
        if expected.get("counted_days").is_some() {
            assert_eq!(serde_json::to_value(&found.counted_days).unwrap(), expected["counted_days"]);
        }
        if let Some(wrong) = expected["if_wrongly_working_days"].as_str() {
            assert_eq!(deadline(&calendar, start, working_days(term.length), &[]).unwrap().date, date(wrong));
        }
    }
}

#[test]
fn each_published_year_has_its_number_of_working_days() {
    for (year, expected) in [
        (2019, 250),
        (2020, 249),
        (2021, 250),
        (2022, 249),
        (2023, 249),
        (2024, 251),
        (2025, 248),
        (2026, 248),
    ] {
        let (last, first) =
            (CivilDate::new(year - 1, 12, 31).unwrap(), CivilDate::new(year, 12, 31).unwrap());
        let count = working_days_between(&china(), last, first).unwrap();
        assert_eq!(count, WorkingDayCount { days: expected, unpublished_years: Vec::new() }, "{year}");
    }
}

#[test]
fn the_weekend_days_worked_in_2026_are_those_of_the_notice() {
    let worked: Vec<String> = published_year(2026)
        .days
        .iter()
        .filter(|day| day.kind == SpecialDayKind::WorkingDay)
        .map(|day| day.date.to_string())
        .collect();
    let expected = ["2026-01-04", "2026-02-14", "2026-02-28", "2026-05-09", "2026-09-20", "2026-10-10"];
    assert_eq!(worked, expected);
}

#[test]
fn an_unpublished_year_is_unknown_and_not_guessed() {
    let calendar = china();
    assert_eq!(calendar.is_working_day(date("2026-10-10")), Some(true));
    assert_eq!(calendar.is_working_day(date("2026-10-01")), Some(false));
    assert_eq!(calendar.is_working_day(date("2026-10-11")), Some(false));
    assert_eq!(calendar.is_working_day(date("2027-02-08")), None);
    let count = working_days_between(&calendar, date("2026-12-31"), date("2027-01-08")).unwrap();
    assert_eq!(count.unpublished_years, [2027]);
}

#[test]
fn the_notice_of_a_later_year_alters_the_december_before() {
    let mut calendar = china();
    assert_eq!(calendar.is_working_day(date("2022-12-31")), Some(false));
    assert_eq!(calendar.is_working_day(date("2026-12-31")), Some(true));
    let day =
        SpecialDay { date: date("2026-12-31"), kind: SpecialDayKind::DayOff, name: "Invented".to_owned() };
    calendar.publish(CalendarYear { year: 2027, version: "invented".to_owned(), days: [day].to_vec() });
    assert_eq!(calendar.is_working_day(date("2026-12-31")), Some(false));
    let found = deadline(&calendar, date("2026-12-30"), working_days(1), &[]).unwrap();
    assert_eq!(found.date, date("2027-01-01"));
    assert_eq!(found.calendar_versions, ["2026: holiday-cn d4e53bf2143d", "2027: invented"]);
}

#[test]
fn a_deadline_names_the_calendars_it_rests_on() {
    let over_new_year = deadline(&china(), date("2025-12-30"), working_days(3), &[]).unwrap();
    assert_eq!(
        over_new_year.calendar_versions,
        ["2025: holiday-cn d4e53bf2143d", "2026: holiday-cn d4e53bf2143d"]
    );
    let by_days = deadline(&china(), date("2025-12-30"), calendar_days(3), &[]).unwrap();
    assert!(by_days.calendar_versions.is_empty() && by_days.counted_days.is_empty());
}

#[test]
fn months_end_on_the_same_day_or_the_last_of_the_month() {
    assert_eq!(end("2026-01-31", months(1), &[]), Ok(firm("2026-02-28")));
    assert_eq!(end("2026-03-15", months(6), &[]), Ok(firm("2026-09-15")));
    assert_eq!(end("2026-03-15", months(24), &[]), Ok(firm("2028-03-15")));
    assert_eq!(end("2026-03-15", working_days(0), &[]), Ok(firm("2026-03-15")));
}

#[test]
fn a_pause_shifts_calendar_days_and_months_by_its_length() {
    let ten_days = [pause("2026-03-20", Some("2026-03-30"))];
    assert_eq!(end("2026-03-15", calendar_days(30), &ten_days), Ok(firm("2026-04-24")));
    assert_eq!(end("2026-03-15", months(1), &ten_days), Ok(firm("2026-04-25")));
    let after_the_end = [pause("2026-04-15", Some("2026-04-30"))];
    assert_eq!(end("2026-03-15", calendar_days(30), &after_the_end), Ok(firm("2026-04-14")));
    let touching = [pause("2026-03-20", Some("2026-03-25")), pause("2026-03-25", Some("2026-03-30"))];
    assert_eq!(end("2026-03-15", calendar_days(30), &touching), Ok(firm("2026-04-24")));
    let before_the_start = [pause("2026-03-01", Some("2026-03-16"))];
    assert_eq!(end("2026-03-15", calendar_days(30), &before_the_start), Ok(firm("2026-04-14")));
}

#[test]
fn while_the_clock_stands_there_is_no_deadline_yet() {
    let open = [pause("2026-09-24", None)];
    let found = deadline(&china(), date("2026-09-22"), working_days(10), &open).unwrap();
    assert_eq!(found.status, DeadlineStatus::Stopped);
    assert_eq!(found.counted_days, [date("2026-09-23")]);
    // The earliest date that is still possible: the one without any pause.
    assert_eq!(Ok(found.date.to_string()), end("2026-09-22", working_days(10), &[]).map(|(date, _)| date));
    assert_eq!(end("2026-09-22", working_days(1), &open), Ok(firm("2026-09-23")));
}

#[test]
fn pauses_that_could_not_have_happened_are_refused() {
    let refused = |pauses: &[Pause]| end("2026-09-22", working_days(10), pauses).unwrap_err();
    assert_eq!(
        refused(&[pause("2026-09-24", Some("2026-09-23"))]),
        CalendarRefusal::PauseInverted { from: date("2026-09-24"), resumed_on: date("2026-09-23") }
    );
    assert_eq!(
        refused(&[pause("2026-09-28", Some("2026-09-29")), pause("2026-09-24", Some("2026-09-30"))]),
        CalendarRefusal::PausesOverlap { from: date("2026-09-28") }
    );
    assert_eq!(
        refused(&[pause("2026-09-24", None), pause("2026-09-28", Some("2026-09-29"))]),
        CalendarRefusal::PausesOverlap { from: date("2026-09-28") }
    );
}

#[test]
fn a_term_beyond_ten_years_is_refused() {
    let refused = Err(CalendarRefusal::TermTooLong { days_max: TERM_DAYS_MAX });
    for term in [working_days(TERM_DAYS_MAX + 1), calendar_days(u32::MAX), months(121), months(u32::MAX)] {
        assert_eq!(end("2026-01-01", term, &[]), refused);
    }
    assert!(end("2026-01-01", calendar_days(TERM_DAYS_MAX), &[]).is_ok());
    assert_eq!(end("9999-12-01", calendar_days(60), &[]), Err(CalendarRefusal::BeyondTheCalendar));
    assert_eq!(
        working_days_between(&china(), date("2000-01-01"), date("2026-01-01")),
        Err(CalendarRefusal::TermTooLong { days_max: TERM_DAYS_MAX })
    );
}

#[test]
fn a_calendar_year_is_read_from_its_written_form() {
    let text =
        r#"{"year":2026,"version":"v","days":[{"date":"2026-10-10","kind":"working_day","name":"n"}]}"#;
    let year: CalendarYear = serde_json::from_str(text).unwrap();
    assert_eq!(serde_json::to_string(&year).unwrap(), text);
    let term = serde_json::to_string(&working_days(10)).unwrap();
    assert_eq!(term, r#"{"length":10,"unit":"working_days"}"#);
}

proptest! {
    #[test]
    fn a_deadline_has_as_many_working_days_as_its_term(offset in 0_i32..2_000, length in 1_u32..200) {
        let (calendar, start) = (china(), date("2019-01-01").plus_days(offset).unwrap());
        let found = deadline(&calendar, start, working_days(length), &[]).unwrap();
        prop_assert_eq!(found.counted_days.last(), Some(&found.date));
        prop_assert_eq!(working_days_between(&calendar, start, found.date).unwrap().days, length);
    }

    #[test]
    fn a_pause_never_brings_a_deadline_forward(
        length in 1_u32..60,
        from in 0_i32..80,
        duration in 0_i32..60,
        is_in_working_days: bool,
    ) {
        let (calendar, start) = (china(), date("2025-03-01"));
        let term = if is_in_working_days { working_days(length) } else { calendar_days(length) };
        let from = start.plus_days(from).unwrap();
        let pause = Pause { from, resumed_on: from.plus_days(duration) };
        let plain = deadline(&calendar, start, term, &[]).unwrap();
        let paused = deadline(&calendar, start, term, &[pause]).unwrap();
        prop_assert!(paused.date >= plain.date);
        prop_assert!(paused.counted_days.iter().all(|day| *day < from || Some(*day) >= pause.resumed_on));
        prop_assert!(plain.date >= from || paused == plain);
    }
}
