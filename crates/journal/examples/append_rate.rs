//! Measures appends and replay of small entries on this machine; prints entries per second.
#![expect(clippy::print_stdout, reason = "an example reports to the terminal")]

use etown_journal::{Append, EntryDraft, Journal, JournalKey, OpenOptions, Section};
use std::error::Error;
use std::time::Instant;

const ENTRIES: u64 = 500_000;

fn draft(position: u64) -> Result<EntryDraft, Box<dyn Error>> {
    let command =
        format!("{{\"transfer\":{position},\"debit\":\"acc_1\",\"credit\":\"acc_2\",\"amount\":\"12.50\"}}");
    let sections = vec![
        Section::new("command", command),
        Section::new("actor", "{\"actor\":\"usr_demo\",\"kind\":\"transfer\"}"),
        Section::new("events", format!("[{{\"Posted\":{position}}}]")),
    ];
    Ok(EntryDraft::new(i64::try_from(position)?, sections)?)
}

fn main() -> Result<(), Box<dyn Error>> {
    for batch in [100, 1_000, 8_190] {
        let dir = tempfile::tempdir()?;
        let key = JournalKey::generate("rate.example")?;
        let mut journal = Journal::create(dir.path(), "rate.example", 0, OpenOptions::with_key(key))?;
        let drafts: Result<Vec<_>, _> = (0..ENTRIES).map(draft).collect();
        let drafts = drafts?;
        let start = Instant::now();
        for part in drafts.chunks(batch) {
            let Append::Written(_) = journal.append(journal.size(), part) else {
                return Err("not written".into());
            };
        }
        let append_ms = start.elapsed().as_millis().max(1);
        let start = Instant::now();
        journal.checkpoint()?;
        let checkpoint_ms = start.elapsed().as_millis();
        let start = Instant::now();
        let mut bytes = 0;
        for entry in journal.read_from(0) {
            bytes += entry?.section("events").map_or(0, <[u8]>::len);
        }
        let replay_ms = start.elapsed().as_millis().max(1);
        let entries = u128::from(ENTRIES);
        println!(
            "batch {batch}: {} appended/s, checkpoint of all {checkpoint_ms} ms, {} replayed/s ({bytes} bytes)",
            entries * 1000 / append_ms,
            entries * 1000 / replay_ms,
        );
    }
    Ok(())
}
