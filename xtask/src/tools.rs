//! Installs what the tests need and nothing more; quick where everything is there already.
//!
//! System packages are installed only by root on a Debian machine. Anyone else is told the line to run, and the
//! steps that need the tool report it as missing.

use std::fs;

use crate::process::{Problem, Workspace, is_installed, output, run};
use crate::web;

/// What Debian provides, and what each package is for.
const PACKAGES: &[(&str, &str)] = &[
    ("chromium", "browser journeys"),
    ("fonts-noto-cjk", "the font of printed reports"),
    ("poppler-utils", "a foreign reader of those reports"),
    ("qpdf", "a foreign judge of their structure"),
    ("golang-go", "a foreign verifier of the journal"),
    ("golang-golang-x-mod-dev", "its transparency-log library"),
    ("python3-venv", "a place for Python tools that leaves the system alone"),
];

/// What the Python index provides, pinned: a fuzzer for HTTP APIs and a spelling checker.
const PYTHON_PACKAGES: &[&str] = &["schemathesis==4.32.5", "typos==1.52.0"];

/// Checks licences, duplicates and sources of dependencies. Unoptimised: it builds in a third of the time.
const CARGO_DENY: &[&str] = &["install", "--locked", "--debug", "cargo-deny", "--version", "0.20.2"];

/// A database that adds up columns, for the bench alone.
const DUCKDB: &str = "duckdb==2.0.1";

pub(crate) const PYTHON: &str = ".venv/bin/python";
pub(crate) const VENV: &str = ".venv";
pub(crate) const SCHEMATHESIS: &str = ".venv/bin/schemathesis";
pub(crate) const TYPOS: &str = ".venv/bin/typos";

/// Installs all of it; the first thing that cannot be installed does not keep the others from it.
pub(crate) fn install(workspace: &Workspace) -> Result<(), Problem> {
    let attempts = [
        system_packages(workspace),
        python_packages(workspace),
        dependency_checker(workspace),
        web::require_node(),
    ];
    let problems: Vec<Problem> = attempts.into_iter().filter_map(Result::err).collect();
    if problems.is_empty() {
        return Ok(());
    }
    // A tool that is absent lets the other steps go on; an installation that went wrong is a failure.
    let has_failed = problems.iter().any(|problem| matches!(problem, Problem::Failed(_)));
    let text = problems.into_iter().map(Problem::into_message).collect::<Vec<_>>().join("\n");
    Err(if has_failed { Problem::Failed(text) } else { Problem::Missing(text) })
}

fn system_packages(workspace: &Workspace) -> Result<(), Problem> {
    if !is_installed("dpkg-query") {
        return Err(Problem::Missing(
            "not a Debian machine: install Chromium, Go with golang.org/x/mod, Noto Sans CJK, Poppler, qpdf and Python's venv yourself"
                .into(),
        ));
    }
    let absent: Vec<&str> =
        PACKAGES.iter().map(|(name, _)| *name).filter(|name| !has_package(workspace, name)).collect();
    if absent.is_empty() {
        return Ok(());
    }
    let line = format!("apt-get install --yes --no-install-recommends {}", absent.join(" "));
    if output(workspace.command("id").arg("-u"))?.trim() != "0" {
        return Err(Problem::Missing(format!("tests need system packages; run: sudo {line}")));
    }
    let install = || {
        run(workspace
            .command("apt-get")
            .args(["install", "--yes", "--quiet", "--no-install-recommends"])
            .args(&absent)
            .env("DEBIAN_FRONTEND", "noninteractive"))
    };
    // Package lists may be absent or old; they are fetched only where the first try shows it.
    install().or_else(|_| {
        run(workspace.command("apt-get").args(["update", "--quiet"]))?;
        install()
    })
}

fn has_package(workspace: &Workspace, name: &str) -> bool {
    output(workspace.command("dpkg-query").args(["--show", "--showformat=${db:Status-Status}", name]))
        .is_ok_and(|status| status == "installed")
}

fn python_packages(workspace: &Workspace) -> Result<(), Problem> {
    let stamp = workspace.path(".venv/installed");
    let wanted = PYTHON_PACKAGES.join("\n");
    if fs::read_to_string(&stamp).is_ok_and(|text| text == wanted) {
        return Ok(());
    }
    if !workspace.path(".venv/bin/pip").is_file() {
        run(workspace.command("python3").args(["-m", "venv", ".venv"]))?;
    }
    run(workspace
        .command(workspace.path(".venv/bin/pip"))
        .args(["install", "--quiet", "--disable-pip-version-check"])
        .args(PYTHON_PACKAGES))?;
    fs::write(&stamp, wanted)
        .map_err(|error| Problem::Failed(format!("writing {}: {error}", stamp.display())))
}

/// Installs the peer of the bench that comes from the Python index.
pub(crate) fn install_duckdb(workspace: &Workspace) -> Result<(), Problem> {
    python_packages(workspace)?;
    let pip = workspace.path(".venv/bin/pip");
    run(workspace.command(pip).args(["install", "--quiet", "--disable-pip-version-check", DUCKDB]))
}

fn dependency_checker(workspace: &Workspace) -> Result<(), Problem> {
    if is_installed("cargo-deny") {
        return Ok(());
    }
    run(workspace.cargo().args(CARGO_DENY))
}
