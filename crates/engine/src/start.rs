//! From a journal to a memory: the snapshot where there is one to trust, then every entry behind it.

use std::path::Path;

use etown_journal::{Journal, OpenOptions};

use crate::fault::EngineFault;
use crate::layout;
use crate::log::{Log, LogReader};
use crate::memory::Memory;
use crate::options::EngineOptions;
use crate::shared::Shared;
use crate::signing;
use crate::snapshot;

/// Which opening of an engine's journal it is: the first, or one after a fault, where planned failures that heal are over.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Opening {
    First,
    Again,
}

/// The journal's own options for a data directory.
pub(crate) fn journal_options(
    key: etown_journal::JournalKey,
    options: &EngineOptions,
    opening: Opening,
) -> OpenOptions {
    let mut journal = OpenOptions::with_key(key);
    journal.segment_bytes = options.segment_bytes;
    #[cfg(any(test, feature = "faults"))]
    {
        if let (Opening::Again, Some(plan)) = (opening, &options.faults) {
            plan.reopened();
        }
        journal.faults.clone_from(&options.faults);
    }
    #[cfg(not(any(test, feature = "faults")))]
    let _planned_failures_are_for_tests = opening;
    journal
}

/// Opens the journal of a data directory for this process alone.
pub(crate) fn open_journal(
    directory: &Path,
    options: &EngineOptions,
    opening: Opening,
) -> Result<Journal, EngineFault> {
    let key = signing::current(directory)?;
    Ok(Journal::open(&layout::journal(directory), journal_options(key, options, opening))?)
}

/// Opens the journal of a data directory and rebuilds the memory.
pub(crate) fn open(
    directory: &Path,
    options: &EngineOptions,
    opening: Opening,
) -> Result<(Log, Memory), EngineFault> {
    let log = Log::Durable(open_journal(directory, options, opening)?);
    let reader = log.reader();
    let memory = snapshot::read(&layout::snapshot(directory), &reader).unwrap_or_default();
    let memory = replay(&reader, memory, &mut |_entries| {})?;
    Ok((log, memory))
}

/// Opens the journal again after an append of unknown outcome, and rebuilds the memory.
pub(crate) fn reopen(closed: Option<Log>, shared: &Shared) -> Result<(Log, Memory), EngineFault> {
    match (closed, &shared.directory) {
        (Some(Log::Memory(log)), _) => {
            let log = Log::Memory(log);
            let memory = replay(&log.reader(), Memory::default(), &mut |_entries| {})?;
            Ok((log, memory))
        }
        (closed, Some(directory)) => {
            // The old handle holds the lock of the directory.
            drop(closed);
            open(directory, &shared.options, Opening::Again)
        }
        (_, None) => Err(EngineFault::Unavailable),
    }
}

/// Applies every entry from the memory's position on; `progress` is told the entries done, every 4,096.
pub(crate) fn replay(
    reader: &LogReader,
    mut memory: Memory,
    progress: &mut dyn FnMut(u64),
) -> Result<Memory, EngineFault> {
    reader.each_from(memory.next, |durable| {
        memory.replay(&durable.entry);
        if memory.next.is_multiple_of(4_096) {
            progress(memory.next);
        }
        Ok(())
    })?;
    progress(memory.next);
    Ok(memory)
}
