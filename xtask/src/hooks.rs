//! What git runs before a commit and before a push.
//!
//! The commit hook looks at what is staged, not at the folder, and stays within three seconds: it never builds.

use std::fs;
use std::io::Write;
use std::path::Path;
use std::process::Stdio;

use crate::process::{Problem, Workspace, output};
use crate::{suite, tidy, tools};

/// Runs one hook by name.
pub(crate) fn hook(workspace: &Workspace, arguments: &[String]) -> Result<(), Problem> {
    match arguments.first().map(String::as_str) {
        Some("pre-commit") => pre_commit(workspace),
        Some("pre-push") => suite::check(workspace),
        _ => Err(Problem::Failed("hooks are called pre-commit and pre-push".into())),
    }
}

fn pre_commit(workspace: &Workspace) -> Result<(), Problem> {
    let listed = output(workspace.command("git").args([
        "diff",
        "--cached",
        "--name-only",
        "--diff-filter=ACMR",
        "-z",
    ]))?;
    let staged: Vec<&str> = listed.split('\0').filter(|name| !name.is_empty()).collect();
    let mut complaints: Vec<String> = Vec::new();
    for path in &staged {
        let Ok(text) = output(workspace.command("git").args(["show", &format!(":{path}")])) else { continue };
        complaints.extend(tidy::check_text(workspace, path, &text).iter().map(ToString::to_string));
        if has_extension(path, "rs") && !is_formatted(workspace, &text)? {
            complaints.push(format!("{path}: not formatted; run `cargo fmt`"));
        }
    }
    complaints.extend(spelling(workspace, &staged));
    complaints.extend(console_format(workspace, &staged));
    if complaints.is_empty() {
        return Ok(());
    }
    Err(Problem::Failed(complaints.join("\n")))
}

/// Formats the staged text and compares: rustfmt's own check does not report on standard input.
fn is_formatted(workspace: &Workspace, text: &str) -> Result<bool, Problem> {
    let fault = |error: std::io::Error| Problem::Failed(format!("rustfmt: {error}"));
    let mut child = workspace
        .command("rustfmt")
        .args(["--edition", "2024"])
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::null())
        .spawn()
        .map_err(fault)?;
    // rustfmt reads all of its input before it writes, so writing first cannot block.
    if let Some(mut input) = child.stdin.take() {
        input.write_all(text.as_bytes()).map_err(fault)?;
    }
    let formatted = child.wait_with_output().map_err(fault)?;
    Ok(formatted.status.success() && formatted.stdout == text.as_bytes())
}

/// The spelling of what is staged, where the checker is installed; the full tests always have it.
fn spelling(workspace: &Workspace, staged: &[&str]) -> Option<String> {
    let typos = workspace.path(tools::TYPOS);
    let present: Vec<&str> = staged.iter().copied().filter(|path| workspace.path(path).is_file()).collect();
    if present.is_empty() || !typos.is_file() {
        return None;
    }
    let arguments = ["--force-exclude", "--format", "brief"];
    let found = workspace.command(typos).args(arguments).args(present).output().ok()?;
    (!found.status.success()).then(|| String::from_utf8_lossy(&found.stdout).trim_end().to_owned())
}

/// The format of staged console sources, where the console's packages are installed.
fn console_format(workspace: &Workspace, staged: &[&str]) -> Option<String> {
    let biome = workspace.path("web/node_modules/.bin/biome");
    let sources: Vec<&str> = staged
        .iter()
        .filter_map(|path| path.strip_prefix("web/"))
        .filter(|path| ["ts", "tsx", "css"].iter().any(|extension| has_extension(path, extension)))
        .collect();
    if sources.is_empty() || fs::metadata(&biome).is_err() {
        return None;
    }
    let mut command = workspace.command(biome);
    command.current_dir(workspace.path("web"));
    let found = command.args(["check", "--no-errors-on-unmatched"]).args(sources).output().ok()?;
    (!found.status.success()).then(|| String::from_utf8_lossy(&found.stderr).trim_end().to_owned())
}

fn has_extension(path: &str, extension: &str) -> bool {
    Path::new(path).extension().is_some_and(|found| found == extension)
}
