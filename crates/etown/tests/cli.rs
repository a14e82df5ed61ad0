//! The program from the outside: what it prints, on how many lines, and how it ends.

#[path = "support/program.rs"]
mod program;

use std::path::Path;

use etown_domain::ReadScope;
use etown_engine::{Disclosure, Engine, EngineOptions};
use serde_json::Value;

use crate::program::{Finished, finished, program};

fn run(arguments: &[&str]) -> Finished {
    finished(program().args(arguments))
}

/// Runs what must fail with this code, and returns the one line that it says.
fn refused(arguments: &[&str], code: i32) -> String {
    let ended = run(arguments);
    assert_eq!(ended.code, code, "{arguments:?}: {} {}", ended.out, ended.err);
    let lines: Vec<&str> = ended.err.lines().collect();
    assert_eq!(lines.len(), 1, "{arguments:?} says more than one line: {}", ended.err);
    assert!(lines[0].starts_with("etown: "), "{}", ended.err);
    lines[0].to_owned()
}

fn text(path: &Path) -> &str {
    path.to_str().expect("a readable path")
}

fn accepted(arguments: &[&str]) -> String {
    let ended = run(arguments);
    assert_eq!(ended.code, 0, "{arguments:?}: {} {}", ended.out, ended.err);
    ended.out
}

#[test]
fn help_and_version_succeed_and_name_every_command() {
    let help = accepted(&["help"]);
    for command in [
        "serve",
        "demo",
        "init",
        "case",
        "verify",
        "audit",
        "rebuild",
        "backup",
        "restore",
        "recover",
        "import",
        "bench",
        "user",
        "token",
        "exit-codes",
    ] {
        assert!(help.contains(&format!("  {command} ")), "{command} is not in the help");
        accepted(&["help", command]);
    }
    assert!(accepted(&["--version"]).starts_with("etown "));
    assert!(accepted(&["help", "exit-codes"]).contains("another process owns the data directory"));
    let codes: Value = serde_json::from_str(&accepted(&["exit-codes", "--json"])).unwrap();
    assert_eq!(codes.as_array().map(Vec::len), Some(6));
}

#[test]
fn a_mistake_on_the_command_line_is_told_on_one_line() {
    assert!(refused(&["frob"], 2).contains("'frob'"));
    assert!(refused(&["case"], 2).contains("FILES"));
    assert!(refused(&["demo", "--lines", "many"], 2).contains("many"));
    assert!(refused(&["user", "list"], 2).contains("--token"));
    assert!(
        refused(&["user", "list", "--token", "t", "--server", "http://192.0.2.1:1"], 2)
            .contains("this machine")
    );
}

#[test]
fn what_is_not_there_is_a_fault_and_what_is_no_zone_is_a_mistake() {
    let folder = tempfile::tempdir().unwrap();
    let empty = text(folder.path());
    assert!(refused(&["case", "no-such-file.json"], 3).contains("no-such-file.json"));
    for command in ["serve", "audit", "rebuild"] {
        assert!(refused(&[command, "--data-directory", empty], 2).contains("etown demo"), "{command}");
    }
    // Nothing listens on the port of discarded packets.
    assert!(
        refused(&["token", "list", "--token", "t", "--server", "http://127.0.0.1:9"], 3)
            .contains("does not answer")
    );
}

#[test]
fn cases_end_with_a_count_and_tell_failures_by_the_exit_code() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("cases.json");
    let case = |id: &str, rule: &str, deadline: &str| {
        format!(
            r#"{{"id": "{id}", "rule": "{rule}", "input": {{"start": "2026-02-10", "working_days": 10}},
                "expected": {{"deadline": "{deadline}"}}}}"#
        )
    };
    let right = case("R", "calendar.deadline", "2026-03-02");
    let wrong = case("W", "calendar.deadline", "2026-02-24");
    let unknown = case("U", "calendar.unheard_of", "2026-02-24");
    std::fs::write(&file, format!(r#"{{"cases": [{right}, {wrong}, {unknown}]}}"#)).unwrap();
    let file = text(&file);

    let all = run(&["case", file]);
    assert_eq!(all.code, 1, "{}", all.err);
    assert_eq!(all.out.trim_end().lines().last(), Some("1 passed, 1 failed, 1 skipped"));
    assert!(all.out.contains(r#"deadline: expected "2026-02-24", got "2026-03-02""#), "{}", all.out);
    assert!(all.out.contains("the rule calendar.unheard_of is not yet known"), "{}", all.out);

    assert!(accepted(&["case", file, "--only", "R"]).ends_with("1 passed, 0 failed\n"));
    assert!(accepted(&["case", file, "--only", "R,U", "--steps"]).contains("Counted: 2026-02-11"));
    assert!(refused(&["case", file, "--only", "X"], 2).contains('X'));
    let report: Value = serde_json::from_str(&run(&["case", file, "--json"]).out).unwrap();
    assert_eq!((&report["passed"], &report["failed"], &report["skipped"]), (&1.into(), &1.into(), &1.into()));

    std::fs::write(file, "{").unwrap();
    refused(&["case", file], 2);
}

#[test]
fn a_case_without_an_expectation_prints_its_result_and_its_steps() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("case.json");
    std::fs::write(
        &file,
        r#"{"rule": "calendar.deadline", "input": {"start": "2026-02-10", "working_days": 2}}"#,
    )
    .unwrap();
    let out = accepted(&["case", text(&file)]);
    assert!(out.contains("The day after 2026-02-10 is day 1 of 2 working days."), "{out}");
    assert!(out.contains(r#""deadline": "2026-02-12""#), "{out}");
    assert!(out.ends_with("0 passed, 0 failed, 1 computed\n"), "{out}");
}

#[test]
fn a_receipt_verifies_offline_and_a_changed_one_does_not() {
    let folder = tempfile::tempdir().unwrap();
    let data = folder.path().join("data");
    accepted(&["demo", "--data-directory", text(&data)]);
    let engine = Engine::open(&data, EngineOptions::default()).unwrap();
    engine.checkpoint().unwrap();
    let receipt = engine.receipt(&ReadScope::Zone, 5, &Disclosure::All).unwrap().unwrap();
    let trust = folder.path().join("trust.json");
    std::fs::write(&trust, engine.trust_file()).unwrap();
    engine.stop();
    let file = folder.path().join("receipt.json");
    std::fs::write(&file, &receipt).unwrap();

    let told = accepted(&["verify", text(&file), "--trust", text(&trust)]);
    assert!(told.starts_with("VERIFIED\n") && told.contains("position 5"), "{told}");
    let json: Value =
        serde_json::from_str(&accepted(&["verify", text(&file), "--trust", text(&trust), "--json"])).unwrap();
    assert_eq!((&json["verified"], &json["position"]), (&true.into(), &5.into()));

    let changed = String::from_utf8(receipt).unwrap().replacen("user", "usor", 1);
    std::fs::write(&file, changed).unwrap();
    let ended = run(&["verify", text(&file), "--trust", text(&trust)]);
    assert_eq!(ended.code, 1, "{}", ended.err);
    assert!(
        ended.out.starts_with("NOT VERIFIED: ") && ended.out.contains("sections_differ"),
        "{}",
        ended.out
    );

    refused(&["verify", text(&file), "--trust", text(&file)], 2);
    refused(&["verify", "no-such-receipt", "--trust", text(&trust)], 3);
}

#[test]
fn a_demo_is_audited_rebuilt_backed_up_restored_and_recovered() {
    let folder = tempfile::tempdir().unwrap();
    let path = |name: &str| folder.path().join(name).to_str().unwrap().to_owned();
    let (data, backup, checkpoint) = (path("data"), path("backup"), path("checkpoint"));
    let made: Value =
        serde_json::from_str(&accepted(&["demo", "--data-directory", &data, "--lines", "150", "--json"]))
            .unwrap();
    let digest = made["made"]["state_digest"].as_str().unwrap();
    refused(&["demo", "--data-directory", &data], 2);
    assert!(accepted(&["audit", "--data-directory", &data]).contains(digest));
    assert!(accepted(&["rebuild", "--data-directory", &data]).contains("equal to what was there"));

    let copied = accepted(&["backup", "--data-directory", &data, "--to", &backup, "--json"]);
    let copied: Value = serde_json::from_str(&copied).unwrap();
    std::fs::write(&checkpoint, copied["checkpoint"].as_str().unwrap()).unwrap();
    let restored = path("restored");
    assert!(
        refused(&["restore", "--from", &backup, "--data-directory", &restored], 6).contains("--checkpoint")
    );
    let told =
        accepted(&["restore", "--from", &backup, "--data-directory", &restored, "--checkpoint", &checkpoint]);
    assert!(told.contains(digest), "{told}");
    assert!(accepted(&["audit", "--data-directory", &restored]).contains(digest));

    let recovered = path("recovered");
    let recover = |one: &str, other: &str| {
        let arguments = ["recover", "--from", &backup, "--data-directory", &recovered, "--new-origin"];
        let rest = ["anew.example/journal", "--reason", "the disk is gone", "--administrator", one];
        run(&[&arguments[..], &rest[..], &["--administrator", other]].concat())
    };
    assert_eq!(recover("admin", "clerk1").code, 6);
    assert_eq!(recover("admin", "admin").code, 6);
    let told = recover("admin", "admin2");
    assert_eq!(told.code, 0, "{}", told.err);
    accepted(&["audit", "--data-directory", &recovered]);
}

#[test]
fn a_new_zone_is_made_from_a_nomenclature_and_bad_rows_are_named() {
    let folder = tempfile::tempdir().unwrap();
    let (data, codes) = (folder.path().join("data"), folder.path().join("codes.csv"));
    let init = || {
        let mut command = program();
        command.args([
            "init",
            "--name",
            "Test zone",
            "--customs-code",
            "0100",
            "--origin",
            "test.example/journal",
        ]);
        command.arg("--nomenclature").arg(&codes).arg("--data-directory").arg(&data);
        finished(command.env("ETOWN_PASSWORD", "a-long-password"))
    };
    std::fs::write(&codes, "hscode,description\n0101,Horses\n01O1,Typed badly\n").unwrap();
    let ended = init();
    assert_eq!(ended.code, 2, "{}", ended.err);
    assert!(
        ended.err.contains("row 3: '01O1'") && ended.err.contains("nothing was imported"),
        "{}",
        ended.err
    );
    assert!(!data.exists());
    std::fs::write(&codes, "hscode,description\n0101,Horses\n010121,Pure-bred horses\n").unwrap();
    let ended = init();
    assert_eq!(ended.code, 0, "{}", ended.err);
    accepted(&["audit", "--data-directory", text(&data)]);
    let token = accepted(&["token", "create", "--data-directory", text(&data), "--as", "admin"]);
    assert!(token.starts_with("etk_"), "{token}");
}

const HEADINGS: &str = "etown-list-lines/1\nlist,movement,supervision_mode,needs_declaration,trucks,line,item,hs_code,\
    quantity,measure,unit_price,bom_version\n";

#[test]
fn a_list_file_is_checked_whole_before_any_zone_is_asked() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("lists.csv");
    let write = |text: &str| std::fs::write(&file, text).unwrap();
    let row = "L-1,import,5000,no,,1,1,74031111,12.5,kg,1.25,\n";
    write(&format!("{HEADINGS}{row}"));
    let told = accepted(&["import", "lists", text(&file), "--check"]);
    assert!(told.contains("1 lists with 1 lines, all readable"), "{told}");

    let book = "book_01h455vb4pex5vsknk084sn02q";
    let refused_as = |code: &str| {
        for arguments in [["--check"].as_slice(), &["--book", book, "--token", "t"]] {
            let ended = run(&[&["import", "lists", text(&file)], arguments].concat());
            assert_eq!(ended.code, 2, "{}", ended.err);
            assert!(ended.out.contains(code) && ended.out.contains("nothing was sent"), "{}", ended.out);
            assert!(ended.err.lines().all(|line| line.starts_with("etown: ")), "{}", ended.err);
        }
    };
    write(&format!("{HEADINGS}{row}{}", row.replace("12.5", "1.234567")));
    refused_as("row 4, column quantity: CELL_TOO_MANY_DECIMALS");
    write(&format!("{HEADINGS}{row}").replace("/1", "/0"));
    refused_as("FILE_TEMPLATE_VERSION");
    write(&format!("{HEADINGS}{}", ",\n".repeat(10_000_000)));
    refused_as("FILE_TOO_MANY_ROWS");
    write(&format!("{HEADINGS}{row}"));
    refused(&["import", "lists", text(&file)], 2);
    refused(
        &["import", "lists", text(&file), "--book", book, "--token", "t", "--server", "http://127.0.0.1:9"],
        3,
    );
    refused(&["import", "lists", "no-such-file.csv", "--check"], 3);
}

#[test]
fn a_bench_of_one_seed_ends_with_the_same_balances_each_time() {
    let balances = || {
        let out = accepted(&["bench", "year", "--lines", "1500", "--seed", "7", "--json"]);
        let report: Value = serde_json::from_str(&out).unwrap();
        assert_eq!(report["lines"], 1500);
        report["books"].clone()
    };
    assert_eq!(balances(), balances());
}
