//! `cargo x run` and `bless`: the program built, filled and started, and its snapshots accepted.
//!
//! The server that is started listens on this machine only; where and how to sign in is its own to say.

use std::fs;
use std::os::unix::process::CommandExt;

use crate::process::{Problem, Workspace, is_installed, run as run_program};
use crate::{mission, suite, web};

const DATA_DIRECTORY: &str = "data";
/// An address of this machine of its own: a browser keeps sign-ins by host, whatever the port.
const SECOND_ZONE: &str = "127.0.0.2:8081";

/// Builds what is needed and becomes the server.
pub(crate) fn run(workspace: &Workspace, arguments: &[String]) -> Result<(), Problem> {
    use_the_hooks(workspace)?;
    build_console_where_possible(workspace)?;
    run_program(workspace.cargo().args(["build", "--package", "etown"]))?;
    let data = workspace.path(DATA_DIRECTORY);
    if is_absent_or_empty(&data) {
        println!("   making a demo zone in {DATA_DIRECTORY}/ (delete the folder to start anew)");
        run_program(workspace.command(workspace.program()).args([
            "demo",
            "--data-directory",
            DATA_DIRECTORY,
        ]))?;
    }
    // A data directory of before has none.
    let has_second = data.join("second-zone").is_dir();
    let second_zone = has_second.then_some(["--second-zone", SECOND_ZONE]).into_iter().flatten();
    let serve = arguments.iter().filter(|argument| argument.as_str() != "--");
    // Replacing this process lets the server receive Ctrl-C itself and end in order.
    let error = workspace
        .command(workspace.program())
        .args(["serve", "--data-directory", DATA_DIRECTORY])
        .args(second_zone)
        .args(serve)
        .exec();
    Err(Problem::Failed(format!("the server could not be started: {error}")))
}

/// Accepts every snapshot and writes everything that is generated anew.
pub(crate) fn bless(workspace: &Workspace) -> Result<(), Problem> {
    run_program(workspace.cargo().arg("fmt").arg("--all"))?;
    let mut tests = suite::test_runner(workspace);
    run_program(tests.env("INSTA_UPDATE", "always").env("INSTA_FORCE_PASS", "1").env("BLESS", "1"))?;
    match web::run_script(workspace, "client") {
        Err(Problem::Missing(reason)) => println!("   the console's client was not written: {reason}"),
        outcome => outcome?,
    }
    mission::write(workspace)?;
    println!("   accepted; read `git diff` before you commit");
    Ok(())
}

fn use_the_hooks(workspace: &Workspace) -> Result<(), Problem> {
    if !workspace.path(".git").exists() || !is_installed("git") {
        return Ok(());
    }
    run_program(workspace.command("git").args(["config", "core.hooksPath", ".githooks"]))
}

/// The server also runs without the console, so a desk without Node is told and goes on.
fn build_console_where_possible(workspace: &Workspace) -> Result<(), Problem> {
    match web::build_assets(workspace) {
        Err(Problem::Missing(reason)) => {
            println!("   the console is not built: {reason}");
            println!("   the server starts without it; the API is complete");
            Ok(())
        }
        outcome => outcome,
    }
}

fn is_absent_or_empty(folder: &std::path::Path) -> bool {
    fs::read_dir(folder).map_or(true, |mut entries| entries.next().is_none())
}
