//! `etown recover`: where entries are lost for good, two administrators go on with a new journal that says so.

use std::path::{Path, PathBuf};
use std::process::ExitCode;

use etown_engine::{Clock, LossReport};
use etown_values::UserId;

use super::backup::as_json;
use crate::data;
use crate::output::{self, Form};
use crate::problem::Problem;

#[derive(clap::Args)]
pub(crate) struct Arguments {
    /// The newest backup there is.
    #[arg(long)]
    from: PathBuf,
    /// Where to make the zone; absent or empty.
    #[arg(long)]
    data_directory: PathBuf,
    /// The name of the new journal; it differs from the old one.
    #[arg(long)]
    new_origin: String,
    /// A file with the latest checkpoint that anyone holds of the old journal, where there is one.
    #[arg(long)]
    checkpoint: Option<PathBuf>,
    /// An administrator who decides this, by login or user id; give two.
    #[arg(long, required = true)]
    administrator: Vec<String>,
    /// What happened, for those who read the new journal.
    #[arg(long)]
    reason: String,
    /// Prints the result as JSON.
    #[arg(long)]
    json: bool,
}

pub(super) fn run(arguments: &Arguments) -> Result<ExitCode, Problem> {
    data::require_zone(&arguments.from)?;
    data::require_room(&arguments.data_directory)?;
    let [first, second] = &arguments.administrator[..] else {
        return Err(Problem::usage("name two administrators: --administrator A --administrator B"));
    };
    let administrators = [administrator(&arguments.from, first)?, administrator(&arguments.from, second)?];
    let old_checkpoint = arguments.checkpoint.as_ref().map(|file| {
        std::fs::read_to_string(file)
            .map_err(|error| Problem::fault(format_args!("reading {}", file.display()), error))
    });
    let loss = LossReport {
        new_origin: arguments.new_origin.clone(),
        old_checkpoint: old_checkpoint.transpose()?,
        administrators,
        reason: arguments.reason.clone(),
    };
    let report = etown_engine::recover(&arguments.from, &arguments.data_directory, &loss, &Clock::System)
        .map_err(|fault| {
            data::remove_begun(&arguments.data_directory);
            data::engine_problem(&arguments.data_directory, &fault)
        })?;
    let place = arguments.data_directory.display();
    let text = format!(
        "a zone of {} entries stands in {place} under the new origin {}; hand out its trust file anew",
        report.entries, arguments.new_origin
    );
    output::print(Form::of(arguments.json), &as_json(&report), &text)?;
    Ok(ExitCode::SUCCESS)
}

/// Finds a user by id, or by the login that the backup keeps.
fn administrator(backup: &Path, text: &str) -> Result<UserId, Problem> {
    if let Ok(user) = text.parse() {
        return Ok(user);
    }
    let credentials = data::open_credentials(backup, Clock::System)?;
    let found = credentials
        .user_of_login(text)
        .map_err(|fault| Problem::fault("finding the administrator", fault))?;
    found.map(|record| record.user).ok_or_else(|| Problem::usage(format!("the backup knows no login {text}")))
}
