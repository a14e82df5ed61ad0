//! The figures as a table for people: medians, one line a measurement.

use std::fmt::Write;

use super::figures::{Row, ratios};

/// A column: its heading and the first of these figures that a row has.
type Column = (&'static str, &'static [&'static str]);

const TRANSFERS: &[Column] = &[
    ("transfers/s", &["transfers_per_second"]),
    ("a sync", &["per_sync_reached"]),
    ("p50 us", &["answered_within.p50_microseconds", "p50_microseconds"]),
    ("p99 us", &["answered_within.p99_microseconds", "p99_microseconds"]),
    ("cpu ns", &["writing_nanoseconds_per_transfer", "nanoseconds_per_transfer"]),
    ("queries ns", &["projecting_nanoseconds_per_transfer"]),
    ("with queries/s", &["transfers_per_second_projected"]),
    ("others %", &["others_percent"]),
];
const LISTS: &[Column] = &[
    ("lines/s", &["lines_per_second"]),
    ("syncs", &["syncs"]),
    ("p50 us", &["posted_within.p50_microseconds"]),
    ("p99 us", &["posted_within.p99_microseconds"]),
    ("cpu ns", &["writing_nanoseconds_per_line"]),
    ("queries ns", &["projecting_nanoseconds_per_line"]),
    ("with queries/s", &["lines_per_second_projected"]),
    ("others %", &["others_percent"]),
];
const HTTP: &[Column] = &[
    ("lines/s", &["lines_per_second"]),
    ("draft/s", &["draft.lines_per_second"]),
    ("p50 us", &["draft.answered_within.p50_microseconds"]),
    ("p99 us", &["draft.answered_within.p99_microseconds"]),
    ("approve/s", &["approve.lines_per_second"]),
    ("p50 us", &["approve.answered_within.p50_microseconds"]),
    ("p99 us", &["approve.answered_within.p99_microseconds"]),
    ("client ns", &["client_nanoseconds_per_line"]),
    ("server ns", &["server_nanoseconds_per_line"]),
    ("writer ns", &["writing_nanoseconds_per_line"]),
];
const REPLAY: &[Column] = &[
    ("made/s", &["made_transfers_per_second"]),
    ("journal B", &["journal_bytes_per_transfer"]),
    ("queries B", &["query_bytes_per_transfer"]),
    ("memory B", &["resident_bytes_per_transfer"]),
    ("last 50 us", &["last_movements_within.p50_microseconds"]),
    ("p99 us", &["last_movements_within.p99_microseconds"]),
    ("snapshot ms", &["start_from_snapshot_milliseconds"]),
    ("journal ms", &["start_from_journal_milliseconds"]),
    ("replay/s", &["replayed_transfers_per_second"]),
    ("queries/s", &["queries_anew_transfers_per_second"]),
];
const VERIFICATION: &[Column] = &[
    ("made/s", &["made_lines_per_second"]),
    ("count ms", &["counted_milliseconds"]),
    ("complete ms", &["completed_milliseconds"]),
    ("p50 us a book", &["completed_within.p50_microseconds"]),
    ("read ms", &["read_milliseconds"]),
    ("add up ms", &["added_up_milliseconds", "summed_milliseconds"]),
    ("by one ms", &["summed_by_one_milliseconds"]),
    ("load ms", &["loaded_milliseconds"]),
    ("sums", &["sums_compared"]),
    ("differing", &["sums_differing"]),
];
const GROUPS: [(&str, &[Column]); 5] = [
    ("transfers", TRANSFERS),
    ("lists", LISTS),
    ("http", HTTP),
    ("verification", VERIFICATION),
    ("replay", REPLAY),
];
const NAME_WIDTH: usize = 52;

/// The whole table with the ratios that were wanted.
pub(super) fn text(rows: &[Row]) -> String {
    let mut text = String::new();
    for (group, columns) in GROUPS {
        let rows: Vec<&Row> = rows.iter().filter(|row| row.group == group).collect();
        if rows.is_empty() {
            continue;
        }
        let _ = write!(text, "{group:<NAME_WIDTH$}");
        for (heading, _) in columns {
            let _ = write!(text, " {heading:>14}");
        }
        text.push('\n');
        for row in rows {
            let _ = write!(text, "{:<NAME_WIDTH$}", row.name);
            for (_, names) in columns {
                let figure = names.iter().find_map(|name| row.median(name));
                let _ = write!(text, " {:>14}", figure.map_or_else(|| "-".to_owned(), grouped));
            }
            text.push('\n');
        }
        text.push('\n');
    }
    for ratio in ratios(rows) {
        let (whole, part) = (ratio.hundredths / 100, ratio.hundredths % 100);
        let verdict = if ratio.hundredths >= ratio.at_least { "reached" } else { "missed" };
        let wanted = ratio.at_least / 100;
        let _ = writeln!(
            text,
            "{} is {whole}.{part:02} times {} (wanted: {wanted}, {verdict})",
            ratio.of, ratio.to
        );
    }
    text
}

/// Digits in groups of three.
pub(super) fn grouped(number: u64) -> String {
    let digits = number.to_string();
    let mut text = String::new();
    for (index, digit) in digits.chars().enumerate() {
        if index > 0 && (digits.len() - index).is_multiple_of(3) {
            text.push(',');
        }
        text.push(digit);
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn digits_stand_in_groups_of_three() {
        assert_eq!([0, 999, 1_000, 1_234_567].map(grouped), ["0", "999", "1,000", "1,234,567"]);
    }
}
