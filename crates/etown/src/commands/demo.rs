//! `etown demo`: makes the demo zone and tells what it made.

use std::path::PathBuf;
use std::process::ExitCode;

use serde_json::json;

use crate::demo::{self, LOGINS, PASSWORD};
use crate::output::{self, Form};
use crate::problem::Problem;

#[derive(clap::Args)]
pub(crate) struct Arguments {
    /// Where to make it; absent or empty.
    #[arg(long, default_value = "data")]
    data_directory: PathBuf,
    /// How many list lines to make beside the few that show every state.
    #[arg(long, default_value_t = 0)]
    lines: u64,
    /// What the further lines are drawn by.
    #[arg(long, default_value_t = 1)]
    seed: u64,
    /// Bytes of a journal segment; for tests that fill one.
    #[arg(long, hide = true)]
    segment_bytes: Option<u64>,
    /// Prints the result as JSON.
    #[arg(long)]
    json: bool,
}

pub(super) fn run(arguments: &Arguments) -> Result<ExitCode, Problem> {
    let made =
        demo::make(&arguments.data_directory, (arguments.lines, arguments.seed), arguments.segment_bytes)?;
    let logins: Vec<&str> = LOGINS.iter().map(|person| person.login).collect();
    let place = arguments.data_directory.display().to_string();
    let text = format!(
        "A demo zone stands in {place}.\n  \
         {} enterprises, a group and a mandate; {} users\n  \
         {} account books, {} lists in every state, an open and a resolved exception\n  \
         {} journal entries; state digest {}\n\
         Start it:  etown serve --data-directory {place}\n\
         With it stands a second zone in {}; the option --second-zone 127.0.0.2:8081 starts both\n\
         Sign in:   {} with the password {PASSWORD}",
        made.enterprises,
        made.users,
        made.books,
        made.lists,
        made.entries,
        made.state_digest,
        made.second_zone,
        logins.join(", "),
    );
    let result = json!({ "data_directory": place, "made": made, "logins": logins, "password": PASSWORD });
    output::print(Form::of(arguments.json), &result, &text)?;
    Ok(ExitCode::SUCCESS)
}
