//! Holds the shape of the house: which crate may know which, and which part of the rules may know which.
//!
//! Sources are read as tokens, so that no way of writing a path slips through; the planted violations under
//! `architecture/` prove it. It never compiles anything.

use std::fs;
use std::path::Path;

use serde_json::Value;

use crate::process::{Problem, Workspace, output};

mod console;
mod crates;
mod paths;
#[cfg(test)]
mod planted;
mod rules;

/// Checks manifests and sources of every crate, and what the console imports.
pub(crate) fn architecture(workspace: &Workspace) -> Result<(), Problem> {
    let metadata = output(workspace.cargo().args(["metadata", "--no-deps", "--format-version", "1"]))?;
    let metadata: Value = serde_json::from_str(&metadata)
        .map_err(|error| Problem::Failed(format!("cargo metadata: {error}")))?;
    let members = crates::members(&metadata);
    let mut findings = crates::check_edges(&members);
    let mut files = 0_usize;
    for member in &members {
        let folder = Path::new(&member.manifest).parent().unwrap_or(Path::new(""));
        let sources = sources_under(folder, &["rs"]);
        files += sources.len();
        let mut idents: Vec<String> = Vec::new();
        for (path, text) in &sources {
            let source = rules::Source { crate_name: &member.name, path_in_crate: path, text };
            findings.extend(
                rules::check_source(&source)
                    .into_iter()
                    .map(|finding| format!("{}/{finding}", shown(workspace, folder))),
            );
            idents.extend(paths::identifiers(text));
        }
        findings.extend(crates::check_unused(member, &idents));
    }
    let console = sources_under(&workspace.path("web/src"), &["ts", "tsx"]);
    for (path, text) in &console {
        findings.extend(console::check_imports(&format!("web/src/{path}"), text));
    }
    files += console.len();
    if findings.is_empty() {
        println!("   {} crates, {files} sources: no edge that is not drawn", members.len());
        return Ok(());
    }
    Err(Problem::Failed(format!("not as drawn, {} in all:\n{}", findings.len(), findings.join("\n"))))
}

fn shown(workspace: &Workspace, folder: &Path) -> String {
    folder.strip_prefix(workspace.root()).unwrap_or(folder).display().to_string()
}

/// Every source below a folder with its path inside the folder.
fn sources_under(folder: &Path, extensions: &[&str]) -> Vec<(String, String)> {
    let mut sources = Vec::new();
    let mut waiting = vec![folder.to_path_buf()];
    while let Some(next) = waiting.pop() {
        let Ok(entries) = fs::read_dir(&next) else { continue };
        for path in entries.filter_map(Result::ok).map(|entry| entry.path()) {
            if path.is_dir() {
                waiting.push(path);
            } else if path
                .extension()
                .is_some_and(|found| extensions.iter().any(|extension| found == *extension))
                && let (Ok(text), Ok(relative)) = (fs::read_to_string(&path), path.strip_prefix(folder))
            {
                sources.push((relative.display().to_string(), text));
            }
        }
    }
    sources.sort();
    sources
}
