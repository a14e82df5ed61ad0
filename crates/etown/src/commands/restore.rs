//! `etown restore`: a data directory from a backup, never behind the latest checkpoint that anyone holds.

use std::path::PathBuf;
use std::process::ExitCode;

use super::backup::as_json;
use crate::data;
use crate::output::{self, Form};
use crate::problem::Problem;

#[derive(clap::Args)]
pub(crate) struct Arguments {
    /// The backup.
    #[arg(long)]
    from: PathBuf,
    /// Where to make the zone; absent or empty.
    #[arg(long)]
    data_directory: PathBuf,
    /// A file with the latest checkpoint that anyone holds.
    #[arg(long)]
    checkpoint: Option<PathBuf>,
    /// Prints the result as JSON.
    #[arg(long)]
    json: bool,
}

pub(super) fn run(arguments: &Arguments) -> Result<ExitCode, Problem> {
    data::require_zone(&arguments.from)?;
    data::require_room(&arguments.data_directory)?;
    let checkpoint = arguments.checkpoint.as_ref().map(|file| {
        std::fs::read_to_string(file)
            .map_err(|error| Problem::fault(format_args!("reading {}", file.display()), error))
    });
    let checkpoint = checkpoint.transpose()?;
    let report = etown_engine::restore(&arguments.from, &arguments.data_directory, checkpoint.as_deref())
        .map_err(|fault| {
            data::remove_begun(&arguments.data_directory);
            data::engine_problem(&arguments.data_directory, &fault)
        })?;
    let place = arguments.data_directory.display();
    let digest = report.state_digest.as_deref().unwrap_or("unknown");
    let text = format!("a zone of {} entries stands in {place}; state digest {digest}", report.entries);
    output::print(Form::of(arguments.json), &as_json(&report), &text)?;
    Ok(ExitCode::SUCCESS)
}
