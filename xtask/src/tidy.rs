//! What no lint knows: words, shapes and files. Each finding names its place and what to use instead.
//!
//! Rules are plain functions over a path and its text; they never read the clock, the network or another file.

use std::fmt;
use std::fs;
use std::os::unix::fs::PermissionsExt;

use crate::process::{Problem, Workspace, output};

mod files;
mod links;
mod manifests;
mod words;

/// One place that breaks a rule.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Finding {
    pub(crate) path: String,
    pub(crate) line: usize,
    pub(crate) what: String,
    pub(crate) instead: String,
}

impl fmt::Display for Finding {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "{}:{}: {}; {}", self.path, self.line, self.what, self.instead)
    }
}

/// Checks every file that git knows or would add.
pub(crate) fn tidy(workspace: &Workspace) -> Result<(), Problem> {
    let listed = output(workspace.command("git").args([
        "ls-files",
        "-z",
        "--cached",
        "--others",
        "--exclude-standard",
    ]))?;
    let mut findings: Vec<Finding> = Vec::new();
    let mut count = 0_usize;
    for path in listed.split('\0').filter(|path| !path.is_empty()) {
        // A file that is deleted but not yet staged is still listed.
        let Ok(bytes) = fs::read(workspace.path(path)) else { continue };
        count += 1;
        let is_executable =
            fs::metadata(workspace.path(path)).is_ok_and(|data| data.permissions().mode() & 0o111 != 0);
        findings.extend(files::check_file(path, &bytes, is_executable));
        if let Ok(text) = std::str::from_utf8(&bytes) {
            findings.extend(check_text(workspace, path, text));
            findings.extend(links::check_links(path, text, |target| workspace.path(target).exists()));
        }
    }
    report(&findings, count)
}

/// Checks one text; used for files on disk and for what is staged.
pub(crate) fn check_text(workspace: &Workspace, path: &str, text: &str) -> Vec<Finding> {
    let mut findings = words::check_words(path, text, &machine_paths(workspace));
    findings.extend(files::check_shape(path, text));
    findings.extend(files::check_lock(path, text));
    findings.extend(manifests::check_manifest(path, text));
    findings
}

/// Folders of whoever works here. The checkout's own place is asked, not written down.
fn machine_paths(workspace: &Workspace) -> Vec<String> {
    let mut paths: Vec<String> = ["/root", "/home", "/Users"].map(|start| format!("{start}/")).to_vec();
    if let Some(parent) = workspace.root().parent().filter(|parent| parent.components().count() > 1) {
        paths.push(format!("{}/", parent.display()));
    }
    paths
}

fn report(findings: &[Finding], files: usize) -> Result<(), Problem> {
    if findings.is_empty() {
        println!("   {files} files are tidy");
        return Ok(());
    }
    let lines: Vec<String> = findings.iter().map(ToString::to_string).collect();
    Err(Problem::Failed(format!("not tidy, {} in all:\n{}", findings.len(), lines.join("\n"))))
}
