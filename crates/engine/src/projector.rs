//! The projection thread: applies durable entries to the query database, many in one transaction, and makes the database
//! anew where it is gone, damaged, of another schema or not of this journal.

use std::os::unix::fs::MetadataExt as _;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::Duration;

use rusqlite::Connection;

use crate::fault::EngineFault;
use crate::feed::{Durable, Next, Portion};
use crate::layout;
use crate::log::LogReader;
use crate::shared::Shared;
use crate::store::database::{self, Mark};
use crate::store::project::{Caches, apply};

/// Entries applied in one transaction, and bytes of them after which it ends: a reader that waits for an entry waits for
/// the transaction.
const PER_TRANSACTION: Portion = Portion { entries: 4_096, bytes: 4 * 1024 * 1024 };
/// Between looks whether the engine stops, and after a fault.
const WAIT: Duration = Duration::from_millis(500);
/// Faults in a row after which the database is made anew.
const FAULTS_MAX: u32 = 5;

/// A query database open for writing.
pub(crate) struct Projection {
    connection: Connection,
    caches: Caches,
    entries: u64,
}

impl Projection {
    /// Opens the database where it belongs to the journal, and makes it anew where not.
    pub(crate) fn open(path: &Path, reader: &LogReader) -> Result<Self, EngineFault> {
        let journal = reader.journal("query database")?.id().to_string();
        match usable(path, &journal, reader) {
            Ok((connection, entries)) => Ok(Self { connection, caches: Caches::default(), entries }),
            Err(why) => {
                tracing::warn!(path = %path.display(), why, "the query database is made anew from the journal");
                Self::anew(path, &journal)
            }
        }
    }

    /// Removes what is there and begins an empty database.
    pub(crate) fn anew(path: &Path, journal: &str) -> Result<Self, EngineFault> {
        for suffix in ["", "-wal", "-shm"] {
            let file = with_suffix(path, suffix);
            match std::fs::remove_file(&file) {
                Err(error) if error.kind() != std::io::ErrorKind::NotFound => {
                    return Err(EngineFault::file("remove", &file)(error));
                }
                _ => {}
            }
        }
        let connection = database::create(path, journal)?;
        Ok(Self { connection, caches: Caches::default(), entries: 0 })
    }

    pub(crate) fn entries(&self) -> u64 {
        self.entries
    }

    /// Applies entries that follow those applied before, in one transaction.
    pub(crate) fn apply(&mut self, entries: &[Durable]) -> Result<(), EngineFault> {
        let Some(first) = entries.first() else { return Ok(()) };
        assert!(first.entry.position == self.entries, "entries are applied in order, each once");
        apply(&self.connection, &mut self.caches, entries)
            .map_err(EngineFault::database("applying entries to the query database"))?;
        self.entries += u64::try_from(entries.len()).expect("a length in memory fits 64 bits");
        Ok(())
    }

    /// Reads on in the journal up to a position; false where it was told to stop.
    pub(crate) fn catch_up(
        &mut self,
        reader: &LogReader,
        until: u64,
        progress: &mut dyn FnMut(u64) -> bool,
    ) -> Result<(), EngineFault> {
        let journal = reader.journal("query database")?;
        let (mut batch, mut bytes) = (Vec::with_capacity(PER_TRANSACTION.entries), 0);
        let mut stored = journal.read_from(self.entries);
        let mut position = self.entries;
        while position < until {
            let Some(entry) = stored.next() else { break };
            let entry = crate::log::understood(&entry?)?;
            bytes += entry.entry.bytes;
            batch.push(entry);
            position += 1;
            if PER_TRANSACTION.is_full(batch.len(), bytes) || position == until {
                self.apply(&batch)?;
                batch.clear();
                bytes = 0;
                if !progress(self.entries) {
                    break;
                }
            }
        }
        Ok(())
    }

    pub(crate) fn connection(&self) -> &Connection {
        &self.connection
    }
}

/// Opens a database that belongs to the journal, or says why there is none.
fn usable(path: &Path, journal: &str, reader: &LogReader) -> Result<(Connection, u64), String> {
    if !path.exists() {
        return Err("there is none".into());
    }
    let opened = database::open(path).map_err(|fault| fault.chain())?;
    let (connection, mark) = opened.ok_or("it has another schema or is damaged")?;
    is_of_journal(&mark, journal, reader)?;
    Ok((connection, mark.entries))
}

/// The last entry that was applied must be the journal's entry at that position.
fn is_of_journal(mark: &Mark, journal: &str, reader: &LogReader) -> Result<(), String> {
    if mark.journal != journal {
        return Err("it belongs to another journal".into());
    }
    let Some(last) = mark.entries.checked_sub(1) else { return Ok(()) };
    let journal = reader.journal("query database").map_err(|fault| fault.chain())?;
    let stored = journal.read(last).map_err(|fault| fault.to_string())?;
    let leaf = stored.map(|stored| etown_journal::leaf_hash(&stored.envelope_bytes));
    if leaf.is_some_and(|leaf| leaf.as_slice() == mark.last_leaf) {
        Ok(())
    } else {
        Err("it is ahead of the journal or of another history".into())
    }
}

/// Tells a file from another one at the same path.
fn file_number(path: &Path) -> Option<u64> {
    std::fs::metadata(path).ok().map(|found| found.ino())
}

fn with_suffix(path: &Path, suffix: &str) -> PathBuf {
    let mut name = path.as_os_str().to_owned();
    name.push(suffix);
    PathBuf::from(name)
}

/// Runs until the engine stops.
pub(crate) fn run(shared: &Arc<Shared>) {
    let Some(directory) = &shared.directory else { return };
    let path = layout::projection(directory);
    let mut faults = 0;
    while !shared.is_stopping() {
        // A panic here is a bug of the projection alone: queries trail until it is over, and nothing is lost.
        let followed = catch_unwind(AssertUnwindSafe(|| follow(shared, &path, &mut faults)));
        let fault = match followed {
            Ok(Ok(())) => return,
            Ok(Err(fault)) => fault.chain(),
            Err(_panic) => "the projection panicked".into(),
        };
        faults += 1;
        tracing::error!(fault, faults, "the query database fails and is opened again");
        if faults >= FAULTS_MAX {
            discard(shared, &path);
            faults = 0;
        }
        shared.feed.pause(WAIT);
    }
}

/// Opens the database and follows the journal until the engine stops or something fails.
fn follow(shared: &Arc<Shared>, path: &Path, faults: &mut u32) -> Result<(), EngineFault> {
    let mut projection = Projection::open(path, &shared.reader())?;
    shared.feed.set_projected(projection.entries());
    let file = file_number(path);
    loop {
        if file.is_none() || file_number(path) != file {
            // Writing on to a file that is gone would succeed, unseen by every query.
            return Err(EngineFault::Unusable {
                what: "query database: it was removed or replaced",
                path: path.into(),
            });
        }
        match shared.feed.next(projection.entries(), PER_TRANSACTION, WAIT) {
            Next::Stop => return Ok(()),
            Next::Nothing => {}
            Next::Entries(entries) => projection.apply(&entries)?,
            Next::Journal { until } => {
                projection.catch_up(&shared.reader(), until, &mut |entries| {
                    shared.feed.set_projected(entries);
                    !shared.is_stopping()
                })?;
            }
        }
        shared.feed.set_projected(projection.entries());
        *faults = 0;
    }
}

fn discard(shared: &Shared, path: &Path) {
    let journal = shared.reader().journal("query database").map(|journal| journal.id().to_string());
    let made = journal.and_then(|journal| Projection::anew(path, &journal));
    match made {
        Ok(_projection) => tracing::warn!("the query database failed repeatedly and is made anew"),
        Err(fault) => tracing::error!(fault = fault.chain(), "the query database cannot be made anew"),
    }
}
