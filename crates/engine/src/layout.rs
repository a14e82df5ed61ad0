//! Where things lie in a data directory.

use std::path::{Path, PathBuf};

pub(crate) fn journal(directory: &Path) -> PathBuf {
    directory.join("journal")
}

pub(crate) fn keys(directory: &Path) -> PathBuf {
    directory.join("keys")
}

pub(crate) fn trust_file(directory: &Path) -> PathBuf {
    directory.join("trust.json")
}

pub(crate) fn snapshot(directory: &Path) -> PathBuf {
    directory.join("snapshot").join("state")
}

pub(crate) fn projection(directory: &Path) -> PathBuf {
    directory.join("projection.db")
}

pub(crate) fn access_log(directory: &Path) -> PathBuf {
    directory.join("access-log").join("access.log")
}

/// What the edge keeps: names, password hashes and sessions. The engine only copies it into backups.
pub(crate) fn credentials(directory: &Path) -> PathBuf {
    directory.join("credentials.db")
}
