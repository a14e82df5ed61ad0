//! Snapshots: the state and the used command ids at a position, so that a start replays only the tail. A snapshot is a
//! shortcut and never the truth: one that is damaged, of another format or of another journal is passed over.

use std::fs::File;
use std::io::{BufRead as _, BufReader, Read as _, Write as _};
use std::path::Path;

use etown_values::Instant;
use serde::{Deserialize, Serialize};

use crate::fault::EngineFault;
use crate::idempotency::Idempotency;
use crate::log::LogReader;
use crate::memory::Memory;
use crate::record::{digest_of, hex};

/// Changes with every change of the state's serialised form.
const FORMAT: u32 = 2;

/// The first line of a snapshot; state and command ids follow.
#[derive(Serialize, Deserialize)]
struct Header {
    format: u32,
    program: String,
    journal: String,
    /// Entries that the state holds.
    entries: u64,
    /// Root of the journal's tree over these entries, in hexadecimal digits.
    root: String,
    last_instant: Instant,
    state_bytes: u64,
    state_sha256: String,
    ids_bytes: u64,
    ids_sha256: String,
}

/// What of a memory goes into a snapshot, taken while nothing changes it.
pub(crate) struct Taken {
    entries: u64,
    last_instant: Instant,
    state: Vec<u8>,
    ids: Vec<u8>,
}

impl Taken {
    /// Serialises what decisions need. The caller holds the lock of the memory meanwhile, and no longer.
    pub(crate) fn of(memory: &Memory) -> Self {
        Self {
            entries: memory.next,
            last_instant: memory.last_instant,
            state: serde_json::to_vec(&memory.state).expect("the state is made of types with a text form"),
            ids: memory.idempotency.to_bytes(),
        }
    }

    pub(crate) fn entries(&self) -> u64 {
        self.entries
    }
}

/// Writes a snapshot in place of the last one.
pub(crate) fn write(path: &Path, reader: &LogReader, taken: &Taken) -> Result<(), EngineFault> {
    let journal = reader.journal("snapshot")?;
    let header = Header {
        format: FORMAT,
        program: env!("CARGO_PKG_VERSION").into(),
        journal: journal.id().to_string(),
        entries: taken.entries,
        root: hex(&journal.checkpoint_of(taken.entries)?.root),
        last_instant: taken.last_instant,
        state_bytes: length(&taken.state),
        state_sha256: hex(&digest_of(&taken.state)),
        ids_bytes: length(&taken.ids),
        ids_sha256: hex(&digest_of(&taken.ids)),
    };
    let mut line = serde_json::to_vec(&header).expect("a header is made of text and numbers");
    line.push(b'\n');
    let folder = path.parent().unwrap_or(path);
    std::fs::create_dir_all(folder).map_err(EngineFault::file("make the folder", folder))?;
    let new = path.with_extension("new");
    let written = File::create(&new).and_then(|mut file| {
        file.write_all(&line)?;
        file.write_all(&taken.state)?;
        file.write_all(&taken.ids)?;
        file.sync_all()
    });
    written.map_err(EngineFault::file("write the snapshot", &new))?;
    std::fs::rename(&new, path).map_err(EngineFault::file("replace the snapshot", path))?;
    File::open(folder).and_then(|folder| folder.sync_all()).map_err(EngineFault::file("make durable", folder))
}

/// Reads a snapshot that belongs to this journal; says why where there is none to use.
pub(crate) fn read(path: &Path, reader: &LogReader) -> Option<Memory> {
    if !path.exists() {
        return None;
    }
    match read_checked(path, reader) {
        Ok(memory) => Some(memory),
        Err(why) => {
            tracing::warn!(path = %path.display(), why, "the snapshot is passed over; the whole journal is replayed");
            None
        }
    }
}

fn read_checked(path: &Path, reader: &LogReader) -> Result<Memory, String> {
    let text = |error: &dyn std::error::Error| error.to_string();
    let mut file = BufReader::new(File::open(path).map_err(|error| text(&error))?);
    let mut line = Vec::new();
    file.read_until(b'\n', &mut line).map_err(|error| text(&error))?;
    let header: Header = serde_json::from_slice(&line).map_err(|error| text(&error))?;
    if header.format != FORMAT {
        return Err(format!("it has format {}, this program writes {FORMAT}", header.format));
    }
    if header.program != env!("CARGO_PKG_VERSION") {
        return Err(format!("it was written by version {}", header.program));
    }
    let journal = reader.journal("snapshot").map_err(|fault| fault.chain())?;
    if header.journal != journal.id().to_string() || header.entries > journal.size() {
        return Err("it is not of this journal, or ahead of it".into());
    }
    let root = journal.checkpoint_of(header.entries).map_err(|fault| text(&fault))?.root;
    if header.root != hex(&root) {
        return Err("its entries are not those of this journal".into());
    }
    let mut body = Vec::new();
    file.read_to_end(&mut body).map_err(|error| text(&error))?;
    let state_bytes = usize::try_from(header.state_bytes).map_err(|error| text(&error))?;
    let (state, ids) = body.split_at_checked(state_bytes).ok_or("it is cut short")?;
    if hex(&digest_of(state)) != header.state_sha256 || hex(&digest_of(ids)) != header.ids_sha256 {
        return Err("its bytes are damaged".into());
    }
    Ok(Memory {
        state: serde_json::from_slice(state).map_err(|error| text(&error))?,
        idempotency: Idempotency::from_bytes(ids).ok_or("its command ids are damaged")?,
        next: header.entries,
        last_instant: header.last_instant,
    })
}

fn length(bytes: &[u8]) -> u64 {
    u64::try_from(bytes.len()).expect("a length in memory fits 64 bits")
}
