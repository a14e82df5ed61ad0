//! `etown audit`: checks every entry, hash, tile and proof of a stopped data directory, and replays it.

use std::fmt::Write;
use std::path::PathBuf;
use std::process::ExitCode;

use serde_json::json;

use crate::data;
use crate::output::{self, Form};
use crate::problem::{Exit, Problem};
use crate::progress::Progress;

#[derive(clap::Args)]
pub(crate) struct Arguments {
    #[arg(long, default_value = "data")]
    data_directory: PathBuf,
    /// Prints the result as JSON.
    #[arg(long)]
    json: bool,
}

pub(super) fn run(arguments: &Arguments) -> Result<ExitCode, Problem> {
    let directory = &arguments.data_directory;
    data::require_zone(directory)?;
    let progress = Progress::start("entries checked and replayed", 0);
    let report = etown_engine::audit(directory, &mut |done, total| progress.set(done, total))
        .map_err(|fault| data::engine_problem(directory, &fault))?;
    drop(progress);
    let entries = report.journal.entries;
    let is_sound = report.problems.is_empty();
    let mut text = String::new();
    for problem in &report.problems {
        let _ = writeln!(text, "DAMAGE: {problem}");
    }
    if is_sound {
        let _ = write!(text, "sound: {entries} entries; state digest {}", report.state_digest);
    } else {
        let _ = write!(text, "{} problems in {entries} entries", report.problems.len());
    }
    let result = json!({
        "is_sound": is_sound,
        "entries": entries,
        "state_digest": report.state_digest,
        "problems": report.problems,
    });
    output::print(Form::of(arguments.json), &result, &text)?;
    Ok(if is_sound { ExitCode::SUCCESS } else { ExitCode::from(Exit::Negative.number()) })
}
