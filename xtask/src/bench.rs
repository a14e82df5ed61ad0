//! `cargo x bench`: a release build of the program and its peers, measured in turn on this machine, several rounds of
//! them; medians and ratios in one table and one file of JSON.
//!
//! It must never be a test: what it finds depends on the machine and on whatever else runs there.

mod figures;
mod postgres;
mod runs;
mod table;

use std::fs;
use std::path::PathBuf;

use crate::process::{Problem, Workspace, output, run};
use crate::tools;
use figures::{Figures, Row};
use postgres::Cluster;
use runs::{Run, Size, Subject};

const USAGE: &str = "\
cargo x bench [NAMES…]         transfers, lists, http, verification, replay; all of them where none is named
              [--quick]        one round of small sizes
              [--rounds N]     rounds, each of all measurements in turn (5)
              [--json FILE]    where the figures go (target/bench/figures.json)
              [--without-peers] the program alone";
const GROUPS: [&str; 5] = ["transfers", "lists", "http", "verification", "replay"];
const FOLDER: &str = "bench";

/// What was asked for.
struct Wanted {
    groups: Vec<String>,
    size: Size,
    rounds: u32,
    json: Option<PathBuf>,
    has_peers: bool,
}

/// Builds, measures and reports.
pub(crate) fn bench(workspace: &Workspace, arguments: &[String]) -> Result<(), Problem> {
    let wanted = read(arguments)?;
    let folder = workspace.target_directory().join(FOLDER);
    fs::create_dir_all(&folder)
        .map_err(|error| Problem::Failed(format!("making {}: {error}", folder.display())))?;
    let folder = folder
        .canonicalize()
        .map_err(|error| Problem::Failed(format!("finding {}: {error}", folder.display())))?;
    run(workspace.cargo().args(["build", "--release", "--package", "etown"]))?;
    let runs: Vec<Run> = runs::all(wanted.size)
        .into_iter()
        .filter(|run| wanted.groups.iter().any(|group| group == run.group))
        .filter(|run| wanted.has_peers || run.subject == Subject::Product)
        .collect();
    if runs.iter().any(|run| run.subject == Subject::Sqlite) {
        let example = ["build", "--release", "--package", "etown-engine", "--example", "sqlite_peer"];
        run(workspace.cargo().args(example))?;
    }
    if runs.iter().any(|run| run.subject == Subject::Duckdb) {
        tools::install_duckdb(workspace)?;
    }
    let cluster = if runs.iter().any(|run| run.subject == Subject::Postgres) {
        Some(Cluster::start(workspace, &folder.join("postgres"))?)
    } else {
        None
    };
    let mut rows: Vec<Row> = runs.iter().map(|run| Row::new(run.group, &run.name)).collect();
    for round in 1..=wanted.rounds {
        for (run, row) in runs.iter().zip(&mut rows) {
            // What takes minutes and is not compared with a peer is measured once.
            if round > 1 && run.is_long {
                continue;
            }
            let figures = measured(workspace, &folder, cluster.as_ref(), run)?;
            let rate = figures.first_rate().map(|rate| format!("  {}/s", table::grouped(rate)));
            println!("   round {round}  {:<10} {}{}", run.group, run.name, rate.unwrap_or_default());
            row.add(&figures);
        }
    }
    drop(cluster);
    let report = figures::report(&machine(workspace), wanted.rounds, &rows);
    let file = wanted.json.unwrap_or_else(|| folder.join("figures.json"));
    let text = serde_json::to_string_pretty(&report).unwrap_or_default();
    fs::write(&file, text + "\n")
        .map_err(|error| Problem::Failed(format!("writing {}: {error}", file.display())))?;
    println!("\n{}\nfigures: {}", table::text(&rows), file.display());
    Ok(())
}

fn read(arguments: &[String]) -> Result<Wanted, Problem> {
    let mut wanted = Wanted { groups: Vec::new(), size: Size::Full, rounds: 5, json: None, has_peers: true };
    let mut arguments = arguments.iter();
    let mistake = |what: &str| Problem::Failed(format!("{what}\n\n{USAGE}"));
    while let Some(argument) = arguments.next() {
        match argument.as_str() {
            "--quick" => (wanted.size, wanted.rounds) = (Size::Quick, 1),
            "--without-peers" => wanted.has_peers = false,
            "--rounds" => {
                let number = arguments.next().and_then(|text| text.parse().ok()).filter(|rounds| *rounds > 0);
                wanted.rounds = number.ok_or_else(|| mistake("--rounds wants a number"))?;
            }
            "--json" => {
                let file = arguments.next().ok_or_else(|| mistake("--json wants a file"))?;
                wanted.json = Some(file.into());
            }
            name if GROUPS.contains(&name) => wanted.groups.push(name.to_owned()),
            unknown => return Err(mistake(&format!("nothing to measure is called '{unknown}'"))),
        }
    }
    if wanted.groups.is_empty() {
        wanted.groups = GROUPS.map(str::to_owned).to_vec();
    }
    Ok(wanted)
}

fn measured(
    workspace: &Workspace,
    folder: &std::path::Path,
    cluster: Option<&Cluster>,
    run: &Run,
) -> Result<Figures, Problem> {
    let place = folder.join("run");
    if place.exists() {
        fs::remove_dir_all(&place)
            .map_err(|error| Problem::Failed(format!("removing {}: {error}", place.display())))?;
    }
    let program = |path: &str| {
        let mut command = workspace.command(folder.with_file_name("release").join(path));
        // All files of a run lie in one file system, that of the build.
        command.env("TMPDIR", folder).current_dir(folder);
        command
    };
    let outcome = match run.subject {
        Subject::Product => output(program("etown").arg("bench").arg(run.group).args(&run.arguments)),
        Subject::Sqlite => output(program("examples/sqlite_peer").arg(&place).args(&run.arguments)),
        Subject::Duckdb => {
            let mut python = workspace.command(workspace.path(tools::PYTHON));
            output(
                python
                    .arg(workspace.path("tests/bench/duckdb_sums.py"))
                    .args(&run.arguments)
                    .current_dir(folder),
            )
        }
        Subject::Postgres => {
            let cluster = cluster.ok_or_else(|| Problem::Failed("the peer is not started".into()))?;
            return cluster.measure(&run.arguments);
        }
    };
    Figures::of_json(&outcome?)
}

/// What the figures depend on.
fn machine(workspace: &Workspace) -> serde_json::Value {
    let file = |path: &str| fs::read_to_string(path).unwrap_or_default();
    let field = |text: &str, name: &str| {
        let line = text.lines().find(|line| line.starts_with(name)).unwrap_or_default();
        line.split(':').nth(1).unwrap_or_default().trim().to_owned()
    };
    let asked = |program: &str, arguments: &[&str]| {
        output(workspace.command(program).args(arguments)).unwrap_or_default().trim().to_owned()
    };
    let processors = file("/proc/cpuinfo");
    serde_json::json!({
        "processor": field(&processors, "model name"),
        "processors": processors.lines().filter(|line| line.starts_with("processor")).count(),
        "memory": field(&file("/proc/meminfo"), "MemTotal"),
        "kernel": asked("uname", &["--kernel-release"]),
        "compiler": asked("rustc", &["--version"]),
        "commit": asked("git", &["rev-parse", "HEAD"]),
        "measured_at": asked("date", &["--utc", "+%Y-%m-%dT%H:%M:%SZ"]),
    })
}
