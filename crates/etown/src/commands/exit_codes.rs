//! `etown exit-codes`, and the same text under `etown help exit-codes`.

use std::process::ExitCode;

use serde_json::json;

use crate::output::{self, Form};
use crate::problem::{Exit, Problem};

/// Told by `etown help exit-codes`. A test holds it equal to the codes themselves.
pub(super) const TEXT: &str = "\
Exit codes:
  0  done, and where something was checked it came out well
  1  the check came out negative: a case failed, a receipt did not verify, an audit found damage
  2  the command line or an input file cannot be understood
  3  the world failed: a file, a disk, a network, a server that does not answer
  4  another process owns the data directory
  5  the data directory is damaged, behind a published checkpoint, or newer than this program
  6  the rules of the zone, or its server, refused the request";

#[derive(clap::Args)]
pub(crate) struct Arguments {
    /// Prints the codes as JSON.
    #[arg(long)]
    json: bool,
}

pub(super) fn run(arguments: &Arguments) -> Result<ExitCode, Problem> {
    let codes: Vec<_> =
        Exit::ALL.iter().map(|exit| json!({ "code": exit.number(), "meaning": exit.meaning() })).collect();
    output::print(Form::of(arguments.json), &codes, TEXT)?;
    Ok(ExitCode::SUCCESS)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_text_tells_every_code_as_it_is() {
        for exit in Exit::ALL {
            let line = format!("  {}  {}", exit.number(), exit.meaning());
            assert!(TEXT.lines().any(|told| told == line), "{line}");
        }
        assert_eq!(TEXT.lines().count(), Exit::ALL.len() + 2);
    }
}
