//! `etown backup`: a copy of a stopped data directory that `etown restore` makes a zone of.

use std::path::PathBuf;
use std::process::ExitCode;

use etown_engine::{BackupReport, EngineOptions, SchedulerMode};
use serde_json::{Value, json};

use crate::data;
use crate::output::{self, Form};
use crate::problem::{Exit, Problem};

#[derive(clap::Args)]
pub(crate) struct Arguments {
    #[arg(long, default_value = "data")]
    data_directory: PathBuf,
    /// Where to copy to; absent or empty. It will hold keys and names: keep it as safe as the zone.
    #[arg(long)]
    to: PathBuf,
    /// Prints the result as JSON.
    #[arg(long)]
    json: bool,
}

pub(super) fn run(arguments: &Arguments) -> Result<ExitCode, Problem> {
    let directory = &arguments.data_directory;
    let options = EngineOptions { scheduler: SchedulerMode::ByHand, ..EngineOptions::default() };
    let engine = data::open(directory, options).map_err(|problem| match problem.exit() {
        Exit::InUse => {
            let advice = "the zone is running: it makes backups itself, started with `etown serve --backups-to DIRECTORY`";
            Problem::new(Exit::InUse, format!("{}: {advice}", directory.display()))
        }
        _ => problem,
    })?;
    let made = engine.backup(&arguments.to, &mut |step| tracing::debug!(step));
    engine.stop();
    let report = made.map_err(|fault| data::engine_problem(&arguments.to, &fault))?;
    let place = arguments.to.display();
    let text = format!(
        "{} entries are copied to {place}.\nThe latest checkpoint is below; keep it elsewhere, a restore wants it.\n\n{}",
        report.entries,
        report.checkpoint.trim_end()
    );
    output::print(Form::of(arguments.json), &as_json(&report), &text)?;
    Ok(ExitCode::SUCCESS)
}

/// What a backup, a restored or a recovered zone holds.
pub(super) fn as_json(report: &BackupReport) -> Value {
    json!({ "entries": report.entries, "checkpoint": report.checkpoint, "state_digest": report.state_digest })
}
