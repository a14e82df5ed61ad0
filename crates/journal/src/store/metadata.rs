//! The small files beside the segments: what this journal is, its trust file, its last checkpoint, its lock.
//!
//! They are replaced as a whole or not at all.

use super::fault::JournalFault;
use super::segment::{FORMAT, replace_file};
use crate::checkpoint::Checkpoint;
use crate::envelope::JournalId;
use crate::note::parse_note;
use crate::trust::TrustFile;
use serde::{Deserialize, Serialize};
use std::fs::File;
use std::io::ErrorKind;
use std::path::{Path, PathBuf};

/// A checkpoint with the note that carries its signatures.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SignedCheckpoint {
    pub checkpoint: Checkpoint,
    /// The whole signed note.
    pub note: String,
}

/// What is written about a recovery with loss, in the journal's description and in its first entry
/// afterwards.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct RecoveryRecord {
    /// The journal and origin that ended.
    pub old_journal: String,
    pub old_origin: String,
    /// The newest checkpoint of it that anyone held; none where nobody held one.
    pub old_checkpoint: Option<String>,
    /// The first position that is lost.
    pub lost_from: u64,
    /// The first position after the loss, where the old checkpoint tells.
    pub lost_to: Option<u64>,
    /// The two administrators who decided.
    pub administrators: [String; 2],
    pub reason: String,
    pub instant_microseconds: i64,
}

/// The description of a journal.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Metadata {
    pub(crate) format: u32,
    pub(crate) id: String,
    pub(crate) origin: String,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub(crate) recoveries: Vec<RecoveryRecord>,
}

#[derive(Deserialize)]
struct FormatOnly {
    format: u32,
}

pub(crate) const DESCRIPTION: &str = "journal.json";
pub(crate) const TRUST: &str = "trust.json";
pub(crate) const CHECKPOINT: &str = "checkpoint";
pub(crate) const SEGMENTS: &str = "segments";
pub(crate) const LOCK: &str = "lock";

impl Metadata {
    pub(crate) fn new(id: JournalId, origin: &str) -> Self {
        Self { format: FORMAT, id: id.to_string(), origin: origin.into(), recoveries: Vec::new() }
    }

    pub(crate) fn read(dir: &Path) -> Result<Self, JournalFault> {
        let path = dir.join(DESCRIPTION);
        let bytes = match std::fs::read(&path) {
            Err(error) if error.kind() == ErrorKind::NotFound => {
                return Err(JournalFault::NotAJournal { dir: dir.into() });
            }
            result => result.map_err(JournalFault::file("read", &path))?,
        };
        let unusable = |error: serde_json::Error| unusable(&path, &error);
        // The format comes first: a newer journal may have fields that this program does not know.
        let FormatOnly { format } = serde_json::from_slice(&bytes).map_err(unusable)?;
        if format > FORMAT {
            return Err(JournalFault::FormatNewer { found: format, known: FORMAT });
        }
        serde_json::from_slice(&bytes).map_err(unusable)
    }

    pub(crate) fn write(&self, dir: &Path) -> Result<(), JournalFault> {
        let path = dir.join(DESCRIPTION);
        let text = serde_json::to_string_pretty(self).map_err(|error| unusable(&path, &error))?;
        replace_file(&path, text.as_bytes())
    }

    pub(crate) fn journal_id(&self, dir: &Path) -> Result<JournalId, JournalFault> {
        JournalId::parse(&self.id).ok_or_else(|| unusable(&dir.join(DESCRIPTION), &"the id is malformed"))
    }
}

pub(crate) fn read_trust(dir: &Path) -> Result<TrustFile, JournalFault> {
    let path = dir.join(TRUST);
    let bytes = std::fs::read(&path).map_err(JournalFault::file("read", &path))?;
    TrustFile::parse(&bytes).map_err(|error| unusable(&path, &error))
}

pub(crate) fn write_trust(dir: &Path, trust: &TrustFile) -> Result<(), JournalFault> {
    replace_file(&dir.join(TRUST), trust.to_json().as_bytes())
}

/// The last published checkpoint, signed by a key that the journal knows, whatever became of the key since.
pub(crate) fn read_checkpoint(dir: &Path, trust: &TrustFile) -> Result<SignedCheckpoint, JournalFault> {
    let path = dir.join(CHECKPOINT);
    let bytes = std::fs::read(&path).map_err(JournalFault::file("read", &path))?;
    parse_known_checkpoint(&bytes, trust).map_err(|reason| unusable(&path, &reason))
}

/// Parses a checkpoint that a key of the trust file has signed; revocation and retirement do not matter here.
pub(crate) fn parse_known_checkpoint(bytes: &[u8], trust: &TrustFile) -> Result<SignedCheckpoint, String> {
    let note = parse_note(bytes).map_err(|malformed| malformed.to_string())?;
    let checkpoint = Checkpoint::parse(&note.text).map_err(|malformed| malformed.to_string())?;
    let is_signed = note.signatures.iter().any(|signature| {
        trust
            .keys
            .iter()
            .any(|key| key.key.is_claimed_by(signature) && key.key.verifies(&note.text, &signature.signature))
    });
    if !is_signed || checkpoint.origin != trust.origin {
        return Err("no key of the journal's trust file has signed this checkpoint of its origin".into());
    }
    let note = String::from_utf8(bytes.to_vec()).map_err(|error| error.to_string())?;
    Ok(SignedCheckpoint { checkpoint, note })
}

/// The lock of a journal's directory, held by the one process that may write.
#[derive(Debug)]
pub(crate) struct DirectoryLock(File);

/// Takes the lock of a journal's directory; it is given back when it is dropped.
pub(crate) fn lock_directory(dir: &Path) -> Result<DirectoryLock, JournalFault> {
    let path = dir.join(LOCK);
    let file = File::options().write(true).create(true).truncate(false).open(&path);
    let file = file.map_err(JournalFault::file("open", &path))?;
    match rustix::fs::flock(&file, rustix::fs::FlockOperation::NonBlockingLockExclusive) {
        Ok(()) => Ok(DirectoryLock(file)),
        Err(rustix::io::Errno::WOULDBLOCK) => Err(JournalFault::DirectoryInUse { dir: dir.into() }),
        Err(error) => Err(JournalFault::file("lock", &path)(error.into())),
    }
}

impl Drop for DirectoryLock {
    fn drop(&mut self) {
        // Closing alone would leave the lock with a child process that was just forked and has not yet begun its
        // own program. A failure leaves it to the closing.
        let _ = rustix::fs::flock(&self.0, rustix::fs::FlockOperation::Unlock);
    }
}

fn unusable(path: &Path, reason: &impl ToString) -> JournalFault {
    JournalFault::FileUnusable { path: PathBuf::from(path), reason: reason.to_string() }
}
