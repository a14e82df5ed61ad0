//! Faults of the engine: the world failed, or what is on disk is not what it must be. Refusals are never faults.

use std::path::{Path, PathBuf};

use etown_journal::JournalFault;

/// A failure of storage, or of what storage holds.
#[derive(Debug, thiserror::Error)]
pub enum EngineFault {
    #[error(transparent)]
    Journal(#[from] JournalFault),
    #[error("the signing key cannot be used")]
    Key(#[from] etown_journal::KeyFault),
    #[error("the query database failed while {doing}")]
    Database {
        doing: &'static str,
        #[source]
        source: rusqlite::Error,
    },
    #[error("{path}: cannot {doing}")]
    File {
        doing: &'static str,
        path: PathBuf,
        #[source]
        source: std::io::Error,
    },
    /// The entry at this position holds what this program does not know: it was written by a newer one.
    #[error("the entry at position {position} cannot be read by this program; use a newer one")]
    UnknownEntry {
        position: u64,
        #[source]
        source: serde_json::Error,
    },
    #[error("the entry at position {position} has format {found}; this program knows formats up to {known}")]
    NewerEntry { position: u64, found: u32, known: u32 },
    #[error("the entry at position {position} has no section {section}")]
    SectionMissing { position: u64, section: &'static str },
    #[error("the journal has no entry at position {position}, though it has more")]
    EntryMissing { position: u64 },
    #[error("a value of the query database is not readable: {what}")]
    Unreadable { what: &'static str },
    #[error("the system gave no random bytes")]
    NoRandomness,
    #[error("this engine keeps no {what}; it runs in memory")]
    NotKept { what: &'static str },
    #[error("the journal cannot be reopened after a fault; the log says why")]
    Unavailable,
    #[error("{0} is not an administrator of the zone as recovered")]
    NotAnAdministrator(String),
    #[error("{path} is not a usable {what}")]
    Unusable { what: &'static str, path: PathBuf },
    #[error("a thread of the engine cannot be started")]
    Thread(#[source] std::io::Error),
}

impl EngineFault {
    pub(crate) fn file(doing: &'static str, path: &Path) -> impl FnOnce(std::io::Error) -> Self {
        let path = path.to_path_buf();
        move |source| Self::File { doing, path, source }
    }

    pub(crate) fn database(doing: &'static str) -> impl FnOnce(rusqlite::Error) -> Self {
        move |source| Self::Database { doing, source }
    }

    /// The stable code of this fault.
    pub fn code(&self) -> &'static str {
        match self {
            Self::Journal(fault) => fault.code(),
            Self::Key(_) => "signing_key",
            Self::Database { .. } => "query_database",
            Self::File { .. } => "file",
            Self::UnknownEntry { .. } => "entry_unknown",
            Self::NewerEntry { .. } => "entry_newer",
            Self::SectionMissing { .. } => "section_missing",
            Self::EntryMissing { .. } => "entry_missing",
            Self::Unreadable { .. } => "query_database_unreadable",
            Self::NoRandomness => "no_randomness",
            Self::NotKept { .. } => "not_kept",
            Self::Unavailable => "unavailable",
            Self::NotAnAdministrator(_) => "not_an_administrator",
            Self::Unusable { .. } => "unusable",
            Self::Thread(_) => "thread",
        }
    }

    /// The fault and what caused it, in one line for a log.
    pub fn chain(&self) -> String {
        let mut text = self.to_string();
        let mut cause = std::error::Error::source(self);
        while let Some(error) = cause {
            text.push_str(": ");
            text.push_str(&error.to_string());
            cause = error.source();
        }
        text
    }
}

/// Why a query has no answer.
#[derive(Debug, thiserror::Error)]
pub enum QueryFault {
    /// The cursor was not made by this query; the caller's mistake.
    #[error("the cursor does not belong to this list")]
    BadCursor,
    #[error(transparent)]
    Engine(#[from] EngineFault),
}

impl From<rusqlite::Error> for QueryFault {
    fn from(source: rusqlite::Error) -> Self {
        Self::Engine(EngineFault::Database { doing: "answering a query", source })
    }
}
