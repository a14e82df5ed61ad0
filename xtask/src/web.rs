//! The console's sources: installing its packages, building its assets, running its own scripts.
//!
//! Nothing here is called from a Cargo build script, so that `cargo build` works without Node and without a network.

use std::fs;
use std::hash::{DefaultHasher, Hash, Hasher};
use std::path::Path;
use std::process::Command;

use serde_json::Value;

use crate::process::{Problem, Workspace, is_installed, output, run};

/// Builds the console where its sources changed since the last build.
pub(crate) fn build_assets(workspace: &Workspace) -> Result<(), Problem> {
    install_packages(workspace)?;
    let stamp = workspace.target_directory().join("web-assets.stamp");
    let sources = sources_digest(workspace)?;
    if workspace.path("web/dist/index.html").is_file() && stamp_says(&stamp, &sources) {
        println!("   the console's assets are up to date");
        return Ok(());
    }
    run_script(workspace, "build")?;
    write_stamp(&stamp, &sources)
}

/// Installs the console's packages where the lock file changed.
pub(crate) fn install_packages(workspace: &Workspace) -> Result<(), Problem> {
    package(workspace)?;
    require_node()?;
    let lock = read(&workspace.path("web/package-lock.json"))?;
    let digest = digest_of([("package-lock.json", lock.as_bytes())]);
    let stamp = workspace.path("web/node_modules/.installed");
    if stamp_says(&stamp, &digest) {
        return Ok(());
    }
    run(npm(workspace).args(["ci", "--no-audit", "--no-fund"]))?;
    write_stamp(&stamp, &digest)
}

/// Runs one script of `web/package.json`; a script that is not there is missing, not passed.
pub(crate) fn run_script(workspace: &Workspace, script: &str) -> Result<(), Problem> {
    run_script_with(workspace, script, |_| {})
}

/// Runs one script with what the caller adds to its environment.
pub(crate) fn run_script_with(
    workspace: &Workspace,
    script: &str,
    prepare: impl FnOnce(&mut Command),
) -> Result<(), Problem> {
    if package(workspace)?["scripts"][script].is_null() {
        return Err(Problem::Missing(format!("web/package.json has no script '{script}'")));
    }
    install_packages(workspace)?;
    let mut command = npm(workspace);
    prepare(&mut command);
    run(command.args(["run", "--silent", script]))
}

/// Writes the generated client anew and fails where it had been stale.
pub(crate) fn check_generated_client(workspace: &Workspace) -> Result<(), Problem> {
    install_packages(workspace)?;
    let before = sources_digest(workspace)?;
    run_script(workspace, "client")?;
    if sources_digest(workspace)? == before {
        return Ok(());
    }
    Err(Problem::Failed(
        "the console's API client was stale; it has been written anew: look at `git diff web` and commit it"
            .into(),
    ))
}

/// What `web/package.json` says, where there is one.
pub(crate) fn package(workspace: &Workspace) -> Result<Value, Problem> {
    let path = workspace.path("web/package.json");
    if !path.is_file() {
        return Err(Problem::Missing("web/package.json is not there".into()));
    }
    serde_json::from_str(&read(&path)?).map_err(|error| Problem::Failed(format!("web/package.json: {error}")))
}

/// Says what is missing where Node is not installed.
pub(crate) fn require_node() -> Result<(), Problem> {
    if is_installed("node") && is_installed("npm") {
        return Ok(());
    }
    Err(Problem::Missing(
        "Node.js 20 or newer with npm is not installed (Debian: apt-get install nodejs npm)".into(),
    ))
}

fn npm(workspace: &Workspace) -> Command {
    let mut command = workspace.command("npm");
    command.current_dir(workspace.path("web"));
    // Debian's browser is used; no package may fetch one of its own.
    command.env("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1");
    command
}

fn sources_digest(workspace: &Workspace) -> Result<String, Problem> {
    let listed = output(workspace.command("git").args([
        "ls-files",
        "-z",
        "--cached",
        "--others",
        "--exclude-standard",
        "web",
    ]))?;
    let mut names: Vec<&str> = listed.split('\0').filter(|name| !name.is_empty()).collect();
    names.sort_unstable();
    let contents: Vec<(&str, Vec<u8>)> = names
        .into_iter()
        .filter_map(|name| fs::read(workspace.path(name)).ok().map(|bytes| (name, bytes)))
        .collect();
    Ok(digest_of(contents.iter().map(|(name, bytes)| (*name, bytes.as_slice()))))
}

/// A digest that tells builds apart; it protects nothing, so a short one will do.
fn digest_of<'a>(files: impl IntoIterator<Item = (&'a str, &'a [u8])>) -> String {
    let mut hasher = DefaultHasher::new();
    for (name, bytes) in files {
        (name, bytes).hash(&mut hasher);
    }
    format!("{:016x}", hasher.finish())
}

fn stamp_says(stamp: &Path, digest: &str) -> bool {
    fs::read_to_string(stamp).is_ok_and(|text| text == digest)
}

fn write_stamp(stamp: &Path, digest: &str) -> Result<(), Problem> {
    fs::write(stamp, digest).map_err(|error| Problem::Failed(format!("writing {}: {error}", stamp.display())))
}

fn read(path: &Path) -> Result<String, Problem> {
    fs::read_to_string(path).map_err(|error| Problem::Failed(format!("reading {}: {error}", path.display())))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_digest_changes_with_the_bytes_and_with_the_name() {
        let digest = digest_of([("a.ts", b"one".as_slice())]);
        assert_eq!(digest, digest_of([("a.ts", b"one".as_slice())]));
        assert_ne!(digest, digest_of([("a.ts", b"two".as_slice())]));
        assert_ne!(digest, digest_of([("b.ts", b"one".as_slice())]));
    }
}
