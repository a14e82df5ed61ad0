//! The measurements run at tiny sizes and tell consistent figures. How large the figures are is nobody's concern here.

#[path = "support/program.rs"]
mod program;

use serde_json::Value;

use crate::program::{finished, program};

/// Runs a measurement over few accounts and returns its report.
fn measured(arguments: &[&str]) -> Value {
    let shape = ["--books", "3", "--items", "4"];
    let ended = finished(program().arg("bench").args(arguments).args(shape));
    assert_eq!(ended.code, 0, "{arguments:?}: {}", ended.err);
    serde_json::from_str(&ended.out).expect("the report is JSON")
}

fn number(report: &Value, name: &str) -> u64 {
    report.pointer(name).and_then(Value::as_u64).unwrap_or_else(|| panic!("no {name} in {report}"))
}

#[test]
fn transfers_reach_the_batch_size_that_was_asked_for() {
    let large = measured(&["transfers", "--transfers", "2400", "--per-sync", "1200", "--skew", "zipf"]);
    assert_eq!([number(&large, "/transfers"), number(&large, "/entries")], [2_400, 4]);
    assert_eq!([number(&large, "/accounts"), number(&large, "/per_sync_wanted")], [24, 1_200]);
    let single = measured(&["transfers", "--transfers", "60", "--per-sync", "1", "--commands", "single"]);
    assert_eq!([number(&single, "/syncs"), number(&single, "/per_sync_reached")], [60, 1]);
    assert!(number(&single, "/transfers_per_second") > 0);
}

#[test]
fn whole_lists_are_posted_inside_the_program_and_through_http() {
    let lists = measured(&["lists", "--lines", "60", "--lines-of-a-list", "10", "--under-way", "2"]);
    assert_eq!(number(&lists, "/lines"), 60);
    let http = measured(&["http", "--lines", "60", "--lines-of-a-list", "10", "--clients", "3"]);
    assert_eq!([number(&http, "/lines"), number(&http, "/clients")], [60, 3]);
    assert!(number(&http, "/approve/answered_within/p50_microseconds") > 0);
}

#[test]
fn periods_are_verified_as_on_paper_and_written_down() {
    let folder = tempfile::tempdir().unwrap();
    let export = folder.path().to_str().unwrap();
    let arguments = ["verification", "--lines", "200", "--lines-of-a-list", "20", "--export", export];
    let report = measured(&arguments);
    assert_eq!(
        [number(&report, "/lines"), number(&report, "/books"), number(&report, "/items")],
        [200, 3, 12]
    );
    let lines = std::fs::read_to_string(folder.path().join("lines.csv")).unwrap();
    assert_eq!(lines.lines().count(), 1 + 12 + 200);
    let results = std::fs::read_to_string(folder.path().join("results.csv")).unwrap();
    assert!(results.starts_with("book,item,purpose,units\n0,1,stock,"), "{results}");
}

#[test]
fn a_history_starts_again_with_the_same_state() {
    let replay = measured(&["replay", "--transfers", "100", "--lines-of-a-list", "20"]);
    assert_eq!(number(&replay, "/transfers"), 100);
    assert!(number(&replay, "/journal_bytes_per_transfer") > 0);
    assert_eq!(replay.pointer("/state_digest").and_then(Value::as_str).map(str::len), Some(64));
}
