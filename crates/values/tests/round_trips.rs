//! Properties of dates, instants, ids and codes: what is written reads back, and what is read was written so.

use etown_values::{
    CivilDate, CreditCode, Currency, EnterpriseId, HsCode, Instant, ListId, Measure, Money, UtcOffset,
    Weekday, check_character,
};
use proptest::prelude::*;

const MICROSECONDS_IN_DAY: i64 = 86_400_000_000;

fn any_instant() -> impl Strategy<Value = Instant> {
    prop_oneof![Just(Instant::MIN), Just(Instant::MAX), any::<i64>().prop_map(Instant::from_microseconds)]
}

fn any_date() -> impl Strategy<Value = CivilDate> {
    (0_i32..=3_652_058).prop_filter_map("a date that exists", |days| CivilDate::MIN.plus_days(days))
}

/// Counts days since 1970-01-01 by the rules of the Gregorian calendar alone, year by year.
fn days_since_epoch(date: CivilDate) -> i64 {
    let is_leap = |year: i64| (year % 4 == 0 && year % 100 != 0) || year % 400 == 0;
    let year = i64::from(date.year());
    let leap_days_before = |year: i64| (year - 1) / 4 - (year - 1) / 100 + (year - 1) / 400;
    let february = if is_leap(year) { 29 } else { 28 };
    let lengths = [31, february, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];
    let months: i64 = (1..date.month()).zip(lengths).map(|(_, length)| length).sum();
    (year - 1970) * 365 + leap_days_before(year) - leap_days_before(1970) + months + i64::from(date.day()) - 1
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(1_000))]

    #[test]
    fn an_instant_reads_back_and_sorts_as_its_text(left in any_instant(), right in any_instant()) {
        prop_assert_eq!(left.to_string().parse(), Ok(left));
        prop_assert_eq!(left.cmp(&right), left.to_string().cmp(&right.to_string()));
        prop_assert_eq!(Instant::checked_from_microseconds(left.microseconds()), Some(left));
    }

    #[test]
    fn the_date_of_an_instant_is_the_day_count_of_its_local_time(instant in any_instant(), minutes in -1080_i16..=1080) {
        let offset = UtcOffset::from_minutes(minutes).unwrap();
        let local = instant.microseconds() + i64::from(minutes) * 60_000_000;
        let date = instant.date_in(offset);
        let is_within = Instant::checked_from_microseconds(local).is_some();
        prop_assert!(!is_within || days_since_epoch(date) == local.div_euclid(MICROSECONDS_IN_DAY));
    }

    #[test]
    fn a_date_reads_back_and_agrees_with_the_gregorian_rules(date in any_date(), other in any_date()) {
        prop_assert_eq!(date.to_string().parse(), Ok(date));
        prop_assert_eq!(CivilDate::new(date.year(), date.month(), date.day()), Some(date));
        prop_assert_eq!(i64::from(date.days_until(other)), days_since_epoch(other) - days_since_epoch(date));
        prop_assert_eq!(date.cmp(&other), date.to_string().cmp(&other.to_string()));
        // 1970-01-01 was a Thursday.
        let is_monday = (days_since_epoch(date) + 3).rem_euclid(7) == 0;
        prop_assert_eq!(date.weekday() == Weekday::Monday, is_monday);
    }

    #[test]
    fn adding_days_and_months_lands_where_the_calendar_says(date in any_date(), days in any::<i16>(), months in -600_i32..600) {
        if let Some(moved) = date.plus_days(days.into()) {
            prop_assert_eq!(date.days_until(moved), i32::from(days));
        }
        if let Some(moved) = date.plus_months(months) {
            let month_of = |date: CivilDate| i32::from(date.year()) * 12 + i32::from(date.month());
            prop_assert_eq!(month_of(moved) - month_of(date), months);
            let is_last = moved.next_day().is_none_or(|next| next.month() != moved.month());
            prop_assert!(moved.day() == date.day() || (moved.day() < date.day() && is_last));
        }
        prop_assert_eq!(date.next_day().and_then(CivilDate::previous_day), date.next_day().map(|_| date));
    }

    #[test]
    fn an_id_reads_back_and_sorts_as_its_text(left in any::<u128>(), right in any::<u128>()) {
        let (left, right) = (ListId::from_raw(left), ListId::from_raw(right));
        prop_assert_eq!(left.to_string().parse(), Ok(left));
        prop_assert_eq!(left.cmp(&right), left.to_string().cmp(&right.to_string()));
        prop_assert!(left.to_string().parse::<EnterpriseId>().is_err());
    }

    #[test]
    fn no_text_crashes_a_reader_and_what_it_accepts_it_writes_alike(text in "\\PC{0,40}") {
        prop_assert!(text.parse::<ListId>().is_err());
        for written in [
            text.parse::<CivilDate>().map(|date| date.to_string()).ok(),
            text.parse::<Instant>().map(|instant| instant.to_string()).ok(),
            text.parse::<HsCode>().map(|code| code.to_string()).ok(),
            text.parse::<CreditCode>().map(|code| code.to_string()).ok(),
            text.parse::<Currency>().map(|currency| currency.to_string()).ok(),
        ].into_iter().flatten() {
            prop_assert_eq!(&written, &text);
        }
        let _ = text.parse::<Measure>();
    }

    #[test]
    fn a_tariff_code_starts_with_each_of_its_prefixes(text in "[0-9]{10}") {
        let code: HsCode = text.parse().unwrap();
        for length in [2, 4, 6, 8, 10] {
            let prefix = code.truncated(length).unwrap();
            prop_assert!(code.starts_with(&prefix) && prefix <= code && prefix.as_str() == &text[..length]);
        }
    }

    #[test]
    fn a_credit_code_finds_each_mistyped_or_swapped_character(
        first17 in "[0-9A-HJ-NP-RTUW-Y]{17}", position in 0_usize..17, other in "[0-9A-HJ-NP-RTUW-Y]",
    ) {
        let text = format!("{first17}{}", check_character(&first17).unwrap());
        let code: CreditCode = text.parse().unwrap();
        prop_assert_eq!(code.as_str(), &text);
        let mut mistyped = text.clone();
        mistyped.replace_range(position..=position, &other);
        prop_assert_eq!(mistyped.parse::<CreditCode>().is_ok(), mistyped == text);
        let mut swapped = text.clone().into_bytes();
        swapped.swap(position, position + 1);
        let swapped = String::from_utf8(swapped).unwrap();
        prop_assert_eq!(swapped.parse::<CreditCode>().is_ok(), swapped == text);
    }

    #[test]
    fn money_reads_back_in_every_currency(units in any::<i128>(), currency in prop::sample::select(Currency::ALL)) {
        let money = Money::new(units, currency);
        prop_assert_eq!(Money::parse(&money.amount_text(), currency), Ok(money));
        let json = serde_json::to_string(&money).unwrap();
        prop_assert_eq!(serde_json::from_str::<Money>(&json).unwrap(), money);
    }
}
