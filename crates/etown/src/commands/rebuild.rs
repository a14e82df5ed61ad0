//! `etown rebuild`: state, snapshot and query database anew from the journal, compared with what was there.

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
    let progress = Progress::start("entries", 0);
    let report = etown_engine::rebuild(directory, &mut |done, total| progress.set(done, total))
        .map_err(|fault| data::engine_problem(directory, &fault))?;
    drop(progress);
    let is_equal = report.is_equal();
    let verdict = if is_equal { "equal to what was there" } else { "DIFFERENT from what was there" };
    let text = format!(
        "rebuilt from {} entries: {verdict}\n  state    {} (was {})\n  queries  {} (was {})",
        report.entries,
        report.state_digest,
        report.live_state_digest,
        report.queries_digest,
        report.live_queries_digest.as_deref().unwrap_or("absent, behind or unreadable"),
    );
    let result = json!({
        "is_equal": is_equal,
        "entries": report.entries,
        "state_digest": report.state_digest,
        "live_state_digest": report.live_state_digest,
        "queries_digest": report.queries_digest,
        "live_queries_digest": report.live_queries_digest,
    });
    output::print(Form::of(arguments.json), &result, &text)?;
    Ok(if is_equal { ExitCode::SUCCESS } else { ExitCode::from(Exit::Negative.number()) })
}
