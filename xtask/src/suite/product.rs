//! Steps that work on the built program itself: published cases, kills, a fuzzer and a browser.
//!
//! Each starts its own program on its own data; none touches the data directory of `cargo x run`.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use serde_json::Value;

use crate::process::{Problem, Workspace, is_installed, run};
use crate::tools;
use crate::web;

/// The published cases whose rules the product has. A file may hold more; the rest waits for its rules.
const CASES: &[(&str, &[&str])] = &[
    ("approvals.json", &["A01", "A02", "A03", "A04", "A05", "A06"]),
    ("bonded.json", &["BZ-01", "BZ-02", "BZ-03", "BZ-04"]),
];

/// Runs the published cases through the program.
pub(super) fn cases(workspace: &Workspace) -> Result<(), Problem> {
    let folder = workspace.shared().join("cases");
    if !folder.is_dir() {
        return Err(Problem::Missing(format!(
            "{} is not there; ETOWN_SHARED names another place",
            folder.display()
        )));
    }
    let kept = workspace.target_directory().join("cases");
    fs::create_dir_all(&kept).map_err(|error| fault("making", &kept, &error))?;
    let mut files: Vec<PathBuf> = Vec::new();
    for (name, ids) in CASES {
        let path = folder.join(name);
        let text = fs::read_to_string(&path).map_err(|error| fault("reading", &path, &error))?;
        let selected =
            only_cases(&text, ids).map_err(|reason| Problem::Failed(format!("{name}: {reason}")))?;
        let file = kept.join(name);
        fs::write(&file, selected).map_err(|error| fault("writing", &file, &error))?;
        files.push(file);
    }
    run(workspace.command(built_program(workspace)?).arg("case").args(files))
}

/// Kills the program under load again and again; nothing that was acknowledged may be lost.
pub(super) fn kill_test(workspace: &Workspace) -> Result<(), Problem> {
    if !workspace.path("crates/etown/tests/kill.rs").is_file() {
        return Err(Problem::Missing("crates/etown/tests/kill.rs is not there".into()));
    }
    if is_installed("cargo-nextest") {
        let selection =
            ["nextest", "run", "--workspace", "--run-ignored", "only", "-E", "binary(=kill)", "--no-capture"];
        return run(workspace.cargo().args(selection));
    }
    run(workspace.cargo().args(["test", "--workspace", "--test", "kill", "--", "--ignored", "--nocapture"]))
}

/// Runs a foreign fuzzer against the program and its own API description.
pub(super) fn api_fuzzing(workspace: &Workspace) -> Result<(), Problem> {
    let script = workspace.path("tests/api_fuzz/run");
    if !script.is_file() {
        return Err(Problem::Missing("tests/api_fuzz/run is not there".into()));
    }
    let fuzzer = workspace.path(tools::SCHEMATHESIS);
    if !fuzzer.is_file() {
        return Err(Problem::Missing("schemathesis is not installed; run the step 'tools'".into()));
    }
    run(with_program(workspace, workspace.command(script))?.env("SCHEMATHESIS", fuzzer))
}

/// Runs a browser through the console, one journey for each role.
pub(super) fn browser_journeys(workspace: &Workspace) -> Result<(), Problem> {
    if !is_installed("chromium") {
        return Err(Problem::Missing("chromium is not installed; run the step 'tools'".into()));
    }
    let script = workspace.path("tests/e2e/run");
    if script.is_file() {
        return run(with_program(workspace, workspace.command(script))?.env("ETOWN_CHROMIUM", "chromium"));
    }
    web::run_script(workspace, "journeys")
}

fn with_program(workspace: &Workspace, mut command: Command) -> Result<Command, Problem> {
    command.env("ETOWN_PROGRAM", built_program(workspace)?);
    Ok(command)
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

fn fault(doing: &str, path: &Path, error: &std::io::Error) -> Problem {
    Problem::Failed(format!("{doing} {}: {error}", path.display()))
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
