//! Work on a data directory that no zone runs on: rebuilding everything from the journal, and auditing all of it.

use std::path::Path;

use crate::access_log::{self, AccessLogReport};
use crate::fault::EngineFault;
use crate::layout;
use crate::log::Log;
use crate::memory::{Memory, state_digest};
use crate::options::EngineOptions;
use crate::projector::Projection;
use crate::snapshot::{self, Taken};
use crate::start::{self, Opening};
use crate::store::database;

/// Is told how much is done of how much.
pub type Progress<'a> = &'a mut dyn FnMut(u64, u64);

/// What a rebuild made.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RebuildReport {
    pub entries: u64,
    /// Digest of the state replayed from the first entry.
    pub state_digest: String,
    /// Digest of the state as a start would have had it: the snapshot and the entries behind it.
    pub live_state_digest: String,
    /// Digest of all tables made anew.
    pub queries_digest: String,
    /// Digest of the tables that were there, where they were complete.
    pub live_queries_digest: Option<String>,
}

impl RebuildReport {
    /// Whether what was there is what the journal says.
    pub fn is_equal(&self) -> bool {
        self.state_digest == self.live_state_digest
            && self.live_queries_digest.as_ref().is_none_or(|live| *live == self.queries_digest)
    }
}

/// What an audit saw.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AuditReport {
    pub journal: etown_journal::AuditReport,
    /// Digest of the state replayed from the first entry.
    pub state_digest: String,
    pub access_log: AccessLogReport,
    /// What is wrong, in sentences; empty where all is well.
    pub problems: Vec<String>,
}

/// Makes state, snapshot and query database anew from the first entry on, and compares with what was there.
pub fn rebuild(directory: &Path, progress: Progress<'_>) -> Result<RebuildReport, EngineFault> {
    let options = EngineOptions::default();
    let (log, live) = start::open(directory, &options, Opening::First)?;
    let live_state_digest = state_digest(&live.state);
    let entries = live.next;
    drop(live);
    let reader = log.reader();
    let path = layout::projection(directory);
    let live_queries_digest = match database::open(&path) {
        Ok(Some((connection, mark))) if mark.entries == entries => {
            Some(database::digest(&connection).map_err(EngineFault::database("reading the query database"))?)
        }
        _ => None,
    };
    let total = entries.saturating_mul(2);
    let memory = start::replay(&reader, Memory::default(), &mut |done| progress(done, total))?;
    let journal = reader.journal("query database")?.id().to_string();
    let mut projection = Projection::anew(&path, &journal)?;
    projection.catch_up(&reader, entries, &mut |done| {
        progress(entries.saturating_add(done), total);
        true
    })?;
    let digest = database::digest(projection.connection());
    snapshot::write(&layout::snapshot(directory), &reader, &Taken::of(&memory))?;
    Ok(RebuildReport {
        entries,
        state_digest: state_digest(&memory.state),
        live_state_digest,
        queries_digest: digest.map_err(EngineFault::database("reading the query database"))?,
        live_queries_digest,
    })
}

/// Checks every entry, hash and tile of the journal, replays it, and checks the chain of the access log.
pub fn audit(directory: &Path, progress: Progress<'_>) -> Result<AuditReport, EngineFault> {
    let options = EngineOptions::default();
    let log = Log::Durable(start::open_journal(directory, &options, Opening::First)?);
    let reader = log.reader();
    let journal = reader.journal("audit")?;
    let total = journal.size().saturating_mul(2);
    let audited = journal.audit(|done| progress(done, total))?;
    let mut problems: Vec<String> = audited
        .findings
        .iter()
        .map(|found| format!("position {}: {}", found.position, found.message))
        .collect();
    let digest =
        match start::replay(&reader, Memory::default(), &mut |done| progress(journal.size() + done, total)) {
            Ok(memory) => {
                compare_snapshot(directory, &log, &memory, &mut problems)?;
                state_digest(&memory.state)
            }
            Err(fault) => {
                problems.push(fault.chain());
                String::new()
            }
        };
    let access_log = access_log::check(&layout::access_log(directory))?;
    if let Some(line) = access_log.broken_at {
        problems.push(format!("the access log is broken at line {line}"));
    }
    Ok(AuditReport { journal: audited, state_digest: digest, access_log, problems })
}

/// A snapshot that would be used must lead to the same state.
fn compare_snapshot(
    directory: &Path,
    log: &Log,
    replayed: &Memory,
    problems: &mut Vec<String>,
) -> Result<(), EngineFault> {
    let reader = log.reader();
    let Some(memory) = snapshot::read(&layout::snapshot(directory), &reader) else { return Ok(()) };
    let memory = start::replay(&reader, memory, &mut |_entries| {})?;
    if memory.state != replayed.state || memory.idempotency != replayed.idempotency {
        problems.push("the snapshot leads to another state than the journal; delete it".into());
    }
    Ok(())
}
