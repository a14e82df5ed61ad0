//! Steps that work on the built program itself: published cases, kills, a fuzzer and a browser.
//!
//! Each starts its own program on its own data; none touches the data directory of `cargo x run`.

use std::fs;
use std::path::{Path, PathBuf};

use serde_json::Value;

use crate::process::{Problem, Workspace, is_installed, output, run};
use crate::tools;
use crate::web;

/// The published cases whose rules the product has. A file may hold more; the rest waits for its rules.
const CASES: &[(&str, &[&str])] = &[
    ("approvals.json", &["A01", "A02", "A03", "A04", "A05", "A06"]),
    ("bonded.json", &["BZ-01", "BZ-02", "BZ-03", "BZ-04", "BZ-05", "BZ-06", "BZ-16"]),
];

/// The kill test takes minutes, so it is a step of its own.
pub(super) const KILL_TEST: &str = "binary(=kill)";

/// Seeds of the simulator that failed once.
const SEEDS: &str = "crates/etown/tests/simulator/seeds.txt";
/// Every run of the suite hunts through so many histories of so many steps; the release hunts through more.
const SEED_COUNT: &str = "500";
const COMMANDS_PER_SEED: &str = "250";

/// The project's own cases, with other numbers.
const OWN_CASES: &[&str] = &["tests/cases", "crates/etown/tests/cases"];

/// Runs the published cases and our own through the program; a case that it skips is a failure.
pub(super) fn cases(workspace: &Workspace) -> Result<(), Problem> {
    let mut files = published_cases(workspace)?;
    files.extend(own_cases(workspace)?);
    let mut expected = 0_usize;
    for file in &files {
        expected += count_cases(&read(file)?).map_err(|reason| failed(file, &reason))?;
    }
    let printed = output(workspace.command(built_program(workspace)?).arg("case").args(&files))?;
    println!("{}", printed.trim_end());
    let last = printed.trim_end().lines().last().unwrap_or_default();
    let wanted = format!("{expected} passed, 0 failed");
    if last.starts_with(&wanted) {
        return Ok(());
    }
    Err(Problem::Failed(format!("the cases end with '{last}', not with '{wanted}'")))
}

/// Cuts the cases whose rules the product has out of the published files.
fn published_cases(workspace: &Workspace) -> Result<Vec<PathBuf>, Problem> {
    let folder = workspace.shared().join("cases");
    if !folder.is_dir() {
        let text = format!("{} is not there; ETOWN_SHARED names another place", folder.display());
        return Err(Problem::Missing(text));
    }
    let kept = workspace.target_directory().join("cases");
    fs::create_dir_all(&kept).map_err(|error| failed(&kept, &error.to_string()))?;
    let mut files = Vec::new();
    for (name, ids) in CASES {
        let path = folder.join(name);
        let selected = only_cases(&read(&path)?, ids).map_err(|reason| failed(&path, &reason))?;
        let file = kept.join(name);
        fs::write(&file, selected).map_err(|error| failed(&file, &error.to_string()))?;
        files.push(file);
    }
    Ok(files)
}

fn own_cases(workspace: &Workspace) -> Result<Vec<PathBuf>, Problem> {
    let folders = OWN_CASES.iter().filter_map(|folder| fs::read_dir(workspace.path(folder)).ok());
    let entries = folders.flat_map(|entries| entries.filter_map(Result::ok));
    let mut files: Vec<PathBuf> = entries.map(|entry| entry.path()).collect();
    files.retain(|path| path.extension().is_some_and(|extension| extension == "json"));
    files.sort();
    if files.is_empty() {
        return Err(Problem::Missing(format!("no cases of our own in {OWN_CASES:?}")));
    }
    Ok(files)
}

/// Runs histories drawn from seeds, those that failed once first; a new failure joins them.
pub(super) fn simulator(workspace: &Workspace) -> Result<(), Problem> {
    let remembered = workspace.path(SEEDS);
    let mut command = workspace.command(built_program(workspace)?);
    command.args([
        "simulate",
        "--seed",
        "1",
        "--seeds",
        SEED_COUNT,
        "--commands",
        COMMANDS_PER_SEED,
        "--remember",
    ]);
    run(command.arg(remembered))
}

/// Kills the program under load again and again; nothing that was acknowledged may be lost.
pub(super) fn kill_test(workspace: &Workspace) -> Result<(), Problem> {
    if !workspace.path("crates/etown/tests/kill.rs").is_file() {
        return Err(Problem::Missing("crates/etown/tests/kill.rs is not there".into()));
    }
    if is_installed("cargo-nextest") {
        let selection =
            ["nextest", "run", "--workspace", "--run-ignored", "all", "-E", KILL_TEST, "--no-capture"];
        return run(workspace.cargo().args(selection));
    }
    run(workspace.cargo().args([
        "test",
        "--workspace",
        "--test",
        "kill",
        "--",
        "--include-ignored",
        "--nocapture",
    ]))
}

/// Runs a foreign fuzzer against the program and its own API description.
pub(super) fn api_fuzzing(workspace: &Workspace) -> Result<(), Problem> {
    let script = workspace.path("tests/api_fuzz/run.sh");
    if !script.is_file() {
        return Err(Problem::Missing("tests/api_fuzz/run.sh is not there".into()));
    }
    if !workspace.path(tools::SCHEMATHESIS).is_file() {
        return Err(Problem::Missing("schemathesis is not installed; run the step 'tools'".into()));
    }
    let program = built_program(workspace)?;
    run(workspace
        .command("bash")
        .arg(script)
        .env("ETOWN_BINARY", program)
        .env("VENV", workspace.path(tools::VENV)))
}

/// Runs a browser through the console, one journey for each role.
pub(super) fn browser_journeys(workspace: &Workspace) -> Result<(), Problem> {
    if !is_installed("chromium") {
        return Err(Problem::Missing("chromium is not installed; run the step 'tools'".into()));
    }
    let program = built_program(workspace)?;
    web::run_script_with(workspace, "e2e", |command| {
        command.env("ETOWN_BINARY", &program);
    })
}

fn built_program(workspace: &Workspace) -> Result<PathBuf, Problem> {
    let program = workspace.program();
    if program.is_file() {
        return Ok(program);
    }
    Err(Problem::Missing("the program is not built; run the step 'build'".into()))
}

/// Keeps the named cases of a file and everything around them; a name that is not there is a failure.
fn only_cases(text: &str, ids: &[&str]) -> Result<String, String> {
    let mut file: Value = serde_json::from_str(text).map_err(|error| error.to_string())?;
    let all = file["cases"].as_array().ok_or("it has no list 'cases'")?;
    let mut kept: Vec<Value> = Vec::new();
    for id in ids {
        let found =
            all.iter().find(|case| case["id"] == *id).ok_or_else(|| format!("it has no case {id}"))?;
        kept.push(found.clone());
    }
    file["cases"] = Value::Array(kept);
    Ok(file.to_string())
}

fn count_cases(text: &str) -> Result<usize, String> {
    let file: Value = serde_json::from_str(text).map_err(|error| error.to_string())?;
    let cases = file["cases"].as_array().ok_or("it has no list 'cases'")?;
    // A case that expects nothing is a question, not a test.
    Ok(cases.iter().filter(|case| !case["expected"].is_null()).count())
}

fn read(path: &Path) -> Result<String, Problem> {
    fs::read_to_string(path).map_err(|error| failed(path, &error.to_string()))
}

fn failed(path: &Path, reason: &str) -> Problem {
    Problem::Failed(format!("{}: {reason}", path.display()))
}

#[cfg(test)]
mod tests {
    use super::*;

    const FILE: &str =
        r#"{"policy": "p", "cases": [{"id": "X-1", "rule": "a"}, {"id": "X-2", "rule": "b"}]}"#;

    #[test]
    fn named_cases_are_kept_with_what_stands_around_them() {
        let kept: Value = serde_json::from_str(&only_cases(FILE, &["X-2"]).unwrap()).unwrap();
        assert_eq!(kept, serde_json::json!({"policy": "p", "cases": [{"id": "X-2", "rule": "b"}]}));
    }

    #[test]
    fn a_named_case_that_is_not_in_the_file_is_a_failure() {
        assert_eq!(only_cases(FILE, &["X-3"]), Err("it has no case X-3".to_owned()));
    }
}
