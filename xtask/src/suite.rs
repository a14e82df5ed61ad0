//! The list of everything that is checked, in order, and the two shorter lists cut from it.
//!
//! Cheap checks come first. A part of the repository that is not there yet is reported as missing, never as passed.

use std::process::Command;

use crate::process::{Problem, Workspace, is_installed, run};
use crate::step::{AfterFailure, ShorterList, Step, run_steps};
use crate::{architecture, mission, tidy, tools, web};

mod product;

use ShorterList::{Check, Quick};

const STEPS: &[Step] = &[
    Step { name: "tools", shorter_lists: &[], action: tools::install },
    Step { name: "format", shorter_lists: &[Check, Quick], action: format },
    Step { name: "tidy", shorter_lists: &[Check, Quick], action: tidy::tidy },
    Step { name: "spelling", shorter_lists: &[], action: spelling },
    Step { name: "architecture", shorter_lists: &[Check, Quick], action: architecture::architecture },
    Step { name: "mission", shorter_lists: &[Check, Quick], action: mission::check },
    Step { name: "web packages", shorter_lists: &[Check], action: web::install_packages },
    Step {
        name: "web check",
        shorter_lists: &[Check],
        action: |workspace| web::run_script(workspace, "check"),
    },
    Step {
        name: "web unit tests",
        shorter_lists: &[],
        action: |workspace| web::run_script(workspace, "test"),
    },
    Step { name: "web generated client", shorter_lists: &[], action: web::check_generated_client },
    Step { name: "web assets", shorter_lists: &[], action: web::build_assets },
    Step { name: "lint", shorter_lists: &[Check, Quick], action: lint },
    Step { name: "verifier alone", shorter_lists: &[], action: verifier_alone },
    Step { name: "dependencies", shorter_lists: &[], action: dependencies },
    Step { name: "build", shorter_lists: &[Quick], action: build },
    Step { name: "tests", shorter_lists: &[Quick], action: tests },
    Step { name: "documentation tests", shorter_lists: &[], action: documentation_tests },
    Step { name: "cases", shorter_lists: &[Quick], action: product::cases },
    Step { name: "simulator", shorter_lists: &[], action: product::simulator },
    Step { name: "kill test", shorter_lists: &[], action: product::kill_test },
    Step { name: "API fuzzing", shorter_lists: &[], action: product::api_fuzzing },
    Step { name: "browser journeys", shorter_lists: &[], action: product::browser_journeys },
];

/// Runs everything, or the part that the arguments name.
pub(crate) fn test(workspace: &Workspace, arguments: &[String]) -> Result<(), Problem> {
    let mut steps: Vec<&Step> = STEPS.iter().collect();
    let mut named: Vec<&Step> = Vec::new();
    let mut after_failure = AfterFailure::Stop;
    let mut remaining = arguments.iter().map(String::as_str);
    while let Some(argument) = remaining.next() {
        match argument {
            "--quick" => steps = shorter(Quick),
            "--keep-going" => after_failure = AfterFailure::Continue,
            "--step" => named.push(step_named(remaining.next().unwrap_or_default())?),
            "--list" => {
                for step in STEPS {
                    println!("{}", step.name);
                }
                return Ok(());
            }
            unknown => return Err(Problem::Failed(format!("`cargo x test` knows no '{unknown}'"))),
        }
    }
    run_steps(workspace, if named.is_empty() { &steps } else { &named }, after_failure)
}

/// Runs everything short of tests.
pub(crate) fn check(workspace: &Workspace) -> Result<(), Problem> {
    run_steps(workspace, &shorter(Check), AfterFailure::Stop)
}

fn shorter(list: ShorterList) -> Vec<&'static Step> {
    STEPS.iter().filter(|step| step.shorter_lists.contains(&list)).collect()
}

fn step_named(name: &str) -> Result<&'static Step, Problem> {
    STEPS.iter().find(|step| step.name == name).ok_or_else(|| {
        Problem::Failed(format!("no step is called '{name}'; `cargo x test --list` names them"))
    })
}

fn format(workspace: &Workspace) -> Result<(), Problem> {
    run(workspace.cargo().args(["fmt", "--all", "--check"]))
}

fn spelling(workspace: &Workspace) -> Result<(), Problem> {
    let typos = workspace.path(tools::TYPOS);
    if !typos.is_file() {
        return Err(Problem::Missing("the spelling checker is not installed; run the step 'tools'".into()));
    }
    run(workspace.command(typos).args(["--format", "brief"]))
}

fn lint(workspace: &Workspace) -> Result<(), Problem> {
    run(workspace.cargo().args([
        "clippy",
        "--workspace",
        "--all-targets",
        "--quiet",
        "--",
        "--deny",
        "warnings",
    ]))
}

/// Proofs must be checkable without the code that writes files.
fn verifier_alone(workspace: &Workspace) -> Result<(), Problem> {
    run(workspace.cargo().args(["check", "--package", "etown-journal", "--no-default-features", "--quiet"]))
}

fn dependencies(workspace: &Workspace) -> Result<(), Problem> {
    if !is_installed("cargo-deny") {
        return Err(Problem::Missing("cargo-deny is not installed; run the step 'tools'".into()));
    }
    run(workspace.cargo().args([
        "deny",
        "--all-features",
        "check",
        "--hide-inclusion-graph",
        "licenses",
        "bans",
        "sources",
    ]))
}

/// Builds programs and tests in one go, so that later steps find the program of this very build.
fn build(workspace: &Workspace) -> Result<(), Problem> {
    run(workspace.cargo().args(["build", "--workspace", "--all-targets", "--quiet"]))
}

fn tests(workspace: &Workspace) -> Result<(), Problem> {
    if !is_installed("cargo-nextest") {
        println!("   cargo-nextest is not installed; cargo's own runner is slower but runs the same tests");
    }
    run(&mut test_runner(workspace))
}

/// All Rust tests but the kill test, which cargo's own runner cannot leave out.
pub(crate) fn test_runner(workspace: &Workspace) -> Command {
    let mut command = workspace.cargo();
    if is_installed("cargo-nextest") {
        let selection = format!("not {}", product::KILL_TEST);
        command.args(["nextest", "run", "--workspace", "--no-fail-fast", "--status-level", "slow", "-E"]);
        command.arg(selection);
    } else {
        command.args(["test", "--workspace", "--all-targets", "--quiet"]);
    }
    command
}

fn documentation_tests(workspace: &Workspace) -> Result<(), Problem> {
    run(workspace.cargo().args(["test", "--workspace", "--doc", "--quiet"]))
}

#[cfg(test)]
mod tests_of_the_list {
    use super::*;

    #[test]
    fn no_two_steps_share_a_name() {
        for (position, step) in STEPS.iter().enumerate() {
            assert!(STEPS[..position].iter().all(|earlier| earlier.name != step.name), "{} twice", step.name);
        }
    }

    #[test]
    fn the_quick_list_installs_nothing() {
        assert!(shorter(Quick).iter().all(|step| !matches!(step.name, "tools" | "web packages")));
    }
}
