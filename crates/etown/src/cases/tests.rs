//! Cases of our own, and what a case file may and may not say.

use std::path::Path;

use serde_json::json;

use super::{Outcome, file, judge};

fn outcomes(text: &str) -> Vec<(String, Outcome)> {
    let cases = file::parse(text).unwrap().cases;
    cases.iter().map(judge).map(|judged| (judged.id, judged.outcome)).collect()
}

fn one(rule: &str, input: &serde_json::Value, expected: &serde_json::Value) -> Outcome {
    let text = json!({ "id": "X", "rule": rule, "input": input, "expected": expected }).to_string();
    outcomes(&text).remove(0).1
}

#[test]
fn our_own_cases_come_out_as_they_were_recomputed() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/cases");
    let mut count = 0;
    for entry in std::fs::read_dir(folder).unwrap() {
        let text = std::fs::read_to_string(entry.unwrap().path()).unwrap();
        for (id, outcome) in outcomes(&text) {
            assert_eq!(outcome, Outcome::Passed, "{id}");
            count += 1;
        }
    }
    assert!(count >= 18, "only {count} cases were found");
}

#[test]
fn the_published_cases_of_known_rules_come_out() {
    let repository = Path::new(env!("CARGO_MANIFEST_DIR")).join("../..");
    let shared = std::env::var_os("ETOWN_SHARED").map_or_else(|| repository.join("../shared"), Into::into);
    let folder = shared.join("cases");
    if !folder.is_dir() {
        assert!(std::env::var_os("CI").is_none(), "{} is not there; ETOWN_SHARED names it", folder.display());
        eprintln!("skipped: {} is not there", folder.display());
        return;
    }
    let mut passed = 0;
    for name in ["approvals.json", "bonded.json", "cash-pool.json", "whole-zone.json"] {
        let text = std::fs::read_to_string(folder.join(name)).unwrap();
        for (id, outcome) in outcomes(&text) {
            match outcome {
                Outcome::Passed => passed += 1,
                Outcome::Skipped { .. } => {}
                other => panic!("{id}: {other:?}"),
            }
        }
    }
    assert_eq!(passed, 25);
}

#[test]
fn a_rule_that_is_not_known_is_skipped_aloud() {
    let outcome = one("bonded.no_such_rule", &json!({}), &json!({ "result": "PASS" }));
    assert_eq!(
        outcome,
        Outcome::Skipped { reason: "the rule bonded.no_such_rule is not yet known".to_owned() }
    );
}

#[test]
fn a_wrong_expectation_fails_with_the_place_and_both_values() {
    let input = json!({ "start": "2026-02-10", "working_days": 10 });
    let outcome = one("calendar.deadline", &input, &json!({ "deadline": "2026-03-03" }));
    let differences = vec![r#"deadline: expected "2026-03-03", got "2026-03-02""#.to_owned()];
    assert_eq!(outcome, Outcome::Failed { differences });
}

#[test]
fn a_misspelt_key_or_a_sixth_decimal_is_not_ignored() {
    let misspelt = json!({ "start": "2026-02-10", "workin_days": 10 });
    assert!(matches!(
        one("calendar.deadline", &misspelt, &json!({ "deadline": "x" })),
        Outcome::Failed { .. }
    ));
    let fine = json!({ "in_list_qty": "1.000001", "trucks": [], "events": [] });
    let Outcome::Failed { differences } = one("bonded.list_posting", &fine, &json!({ "available_end": "1" }))
    else {
        panic!("six decimals were read");
    };
    assert!(differences.join("").contains("6 decimals where at most 5 are allowed"), "{differences:?}");
}

#[test]
fn without_an_expectation_the_result_is_the_answer() {
    let text = r#"{"rule": "calendar.deadline", "input": {"start": "2026-02-10", "working_days": 1}}"#;
    assert_eq!(outcomes(text), [("#1".to_owned(), Outcome::Computed)]);
}

#[test]
fn a_file_that_holds_no_cases_is_refused() {
    for text in
        ["", "7", r#"{"cases": 3}"#, r#"[{"id": "X"}]"#, r#"{"rule": "r", "input": 1, "tolerance": []}"#]
    {
        assert!(file::parse(text).is_err(), "{text}");
    }
}
