//! What can go wrong with a journal on disk, each with what the operator should know.
//!
//! A fault is about the world, never about a command: commands are refused elsewhere.

use std::io;
use std::path::{Path, PathBuf};

/// A failure of the journal's files, keys or promises.
#[derive(Debug, thiserror::Error)]
pub enum JournalFault {
    #[error("{path}: cannot {doing}")]
    File {
        doing: &'static str,
        path: PathBuf,
        #[source]
        source: io::Error,
    },
    #[error("the data directory {dir} is in use by another process; stop it first")]
    DirectoryInUse { dir: PathBuf },
    #[error("{dir} holds no journal")]
    NotAJournal { dir: PathBuf },
    #[error("{dir} already holds files; a journal is made only in a new or empty directory")]
    DirectoryNotEmpty { dir: PathBuf },
    #[error("the journal has format {found}; this program knows formats up to {known}. Use a newer program")]
    FormatNewer { found: u32, known: u32 },
    #[error("{path} is not usable: {reason}")]
    FileUnusable { path: PathBuf, reason: String },
    #[error("the journal is damaged at position {position} ({path}, byte {offset}): {what}")]
    Damaged { position: u64, path: PathBuf, offset: u64, what: &'static str },
    #[error(
        "the last published checkpoint (size {checkpoint_size}) is not a prefix of what is on disk \
         (size {disk_size}); entries were lost or changed. Restore a newer backup or recover with loss"
    )]
    CheckpointNotPrefix { checkpoint_size: u64, disk_size: u64 },
    #[error("the published tile {path} differs from the journal")]
    TileDiffers { path: PathBuf },
    #[error("the journal was opened without a signing key")]
    KeyMissing,
    #[error("the signing key {vkey} is not the current key of the journal's trust file")]
    KeyNotTrusted { vkey: String },
    #[error("the system gave no random bytes")]
    NoRandomness,
    #[error("an earlier append ended in an unknown state; reopen the journal")]
    Poisoned,
    #[error("the backup at {dir} is not usable: {reason}")]
    BackupUnusable { dir: PathBuf, reason: String },
    #[error(
        "restoring wants the latest checkpoint that anyone holds; without one only recovery with loss goes on"
    )]
    CheckpointWanted,
    #[error("the given checkpoint is not usable: {reason}")]
    CheckpointUnusable { reason: String },
    #[error(
        "the backup has {backup_size} entries and the latest checkpoint {checkpoint_size}: entries are missing. \
         Only recovery with loss goes on"
    )]
    BackupOlderThanCheckpoint { backup_size: u64, checkpoint_size: u64 },
    #[error("the backup is not consistent with the given checkpoint of size {checkpoint_size}")]
    BackupNotConsistent { checkpoint_size: u64 },
    #[error("recovery with loss wants two different administrators")]
    TwoAdministratorsWanted,
}

impl JournalFault {
    /// Wraps an input or output error with what was being done to which file.
    pub(crate) fn file(doing: &'static str, path: &Path) -> impl FnOnce(io::Error) -> Self {
        let path = path.to_path_buf();
        move |source| Self::File { doing, path, source }
    }

    /// The stable code of this fault.
    pub fn code(&self) -> &'static str {
        match self {
            Self::File { .. } => "journal_file",
            Self::DirectoryInUse { .. } => "directory_in_use",
            Self::NotAJournal { .. } => "not_a_journal",
            Self::DirectoryNotEmpty { .. } => "directory_not_empty",
            Self::FormatNewer { .. } => "format_newer",
            Self::FileUnusable { .. } => "journal_file_unusable",
            Self::Damaged { .. } => "journal_damaged",
            Self::CheckpointNotPrefix { .. } => "checkpoint_not_prefix",
            Self::TileDiffers { .. } => "tile_differs",
            Self::KeyMissing => "key_missing",
            Self::KeyNotTrusted { .. } => "key_not_trusted",
            Self::NoRandomness => "no_randomness",
            Self::Poisoned => "journal_poisoned",
            Self::BackupUnusable { .. } => "backup_unusable",
            Self::CheckpointWanted => "checkpoint_wanted",
            Self::CheckpointUnusable { .. } => "checkpoint_unusable",
            Self::BackupOlderThanCheckpoint { .. } => "backup_older_than_checkpoint",
            Self::BackupNotConsistent { .. } => "backup_not_consistent",
            Self::TwoAdministratorsWanted => "two_administrators_wanted",
        }
    }
}
