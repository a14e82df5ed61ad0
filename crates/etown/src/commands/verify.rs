//! `etown verify`: what a receipt proves, with nothing but the receipt and a trust file.

use std::fmt::Write;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use etown_engine::Clock;
use etown_journal::{TrustFile, Verified, VerifyRefusal, verify};
use etown_values::Instant;
use serde_json::{Value, json};

use crate::output::{self, Form};
use crate::problem::{Exit, Problem};

/// Larger files than any receipt are not read at all.
const FILE_BYTES_MAX: u64 = 32 * 1024 * 1024;

#[derive(clap::Args)]
pub(crate) struct Arguments {
    /// The receipt.
    receipt: PathBuf,
    /// The trust file: which keys may sign, and since when.
    #[arg(long)]
    trust: PathBuf,
    /// The instant at which to judge, such as 2026-11-23T08:00:00.000000Z; now when left out.
    #[arg(long)]
    at: Option<Instant>,
    /// Prints the result as JSON.
    #[arg(long)]
    json: bool,
}

pub(super) fn run(arguments: &Arguments) -> Result<ExitCode, Problem> {
    let receipt = read(&arguments.receipt)?;
    let trust = TrustFile::parse(&read(&arguments.trust)?)
        .map_err(|malformed| Problem::usage(format!("{}: {malformed}", arguments.trust.display())))?;
    let at = arguments.at.unwrap_or_else(|| Clock::System.now());
    let form = Form::of(arguments.json);
    match verify(&receipt, &trust, at.microseconds()) {
        Ok(verified) => {
            output::print(form, &as_json(&verified), &as_text(&verified))?;
            Ok(ExitCode::SUCCESS)
        }
        Err(refusal) => {
            output::print(
                form,
                &refused_json(&refusal),
                &format!("NOT VERIFIED: {} ({})", refusal, refusal.code()),
            )?;
            Ok(ExitCode::from(Exit::Negative.number()))
        }
    }
}

fn read(path: &Path) -> Result<Vec<u8>, Problem> {
    let doing = || format!("reading {}", path.display());
    let length = std::fs::metadata(path).map_err(|error| Problem::fault(doing(), error))?.len();
    if length > FILE_BYTES_MAX {
        return Err(Problem::usage(format!(
            "{} has {length} bytes; no receipt is that large",
            path.display()
        )));
    }
    std::fs::read(path).map_err(|error| Problem::fault(doing(), error))
}

fn as_text(verified: &Verified) -> String {
    let instant = Instant::from_microseconds(verified.instant_microseconds);
    let mut text = format!(
        "VERIFIED\n  journal     {} ({})\n  entry       position {}, recorded {instant}\n  proof       the entry stands in the tree of {} entries whose root was signed by a trusted key",
        verified.origin, verified.journal, verified.position, verified.checkpoint_size
    );
    let _ = write!(
        text,
        "\n  sections    {} disclosed, {} withheld",
        verified.disclosed.len(),
        verified.withheld
    );
    for section in &verified.disclosed {
        let _ = write!(text, "\n\n[{}]\n{}", section.name, String::from_utf8_lossy(&section.content));
    }
    text
}

fn as_json(verified: &Verified) -> Value {
    let disclosed: Vec<Value> = verified
        .disclosed
        .iter()
        .map(|section| json!({ "name": section.name, "content": String::from_utf8_lossy(&section.content) }))
        .collect();
    json!({
        "verified": true,
        "origin": verified.origin,
        "journal": verified.journal.to_string(),
        "position": verified.position,
        "instant": Instant::from_microseconds(verified.instant_microseconds),
        "checkpoint_size": verified.checkpoint_size,
        "disclosed": disclosed,
        "withheld": verified.withheld,
    })
}

fn refused_json(refusal: &VerifyRefusal) -> Value {
    json!({ "verified": false, "code": refusal.code(), "detail": refusal.to_string() })
}
