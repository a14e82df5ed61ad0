//! Every acknowledged entry is in the journal, at its position, with the bytes as they were sent; read without the engine.

use etown_journal::{Journal, OpenOptions};
use serde::Deserialize;

use crate::simulate::failure::{Failure, require};
use crate::simulate::run::Run;

const KEPT: &str = "no acknowledged entry is lost or changed";

#[derive(Deserialize)]
struct CommandSection {
    command_id: String,
    bytes: String,
}

pub(super) fn compare(run: &Run<'_>) -> Result<(), Failure> {
    let directory = run.bench.directory().join("journal");
    let journal = Journal::open(&directory, OpenOptions::default())
        .map_err(|fault| Failure::new(KEPT, fault.to_string()))?;
    require(journal.size() == run.mirror.length(), KEPT, || {
        format!("{} of {} entries are there", journal.size(), run.mirror.length())
    })?;
    for (position, stored) in journal.read_from(0).enumerate() {
        let stored = stored.map_err(|fault| Failure::new(KEPT, fault.to_string()))?;
        let section = stored.section("command").unwrap_or_default();
        let section: CommandSection =
            serde_json::from_slice(section).map_err(|error| Failure::new(KEPT, error.to_string()))?;
        let sent = &run.mirror.entries[position];
        let is_same = section.command_id == sent.submission.command_id
            && section.bytes.as_bytes() == sent.submission.bytes
            && stored.envelope.instant_microseconds == sent.instant.microseconds();
        require(is_same, KEPT, || format!("entry {position} is {}", section.command_id))?;
    }
    Ok(())
}
