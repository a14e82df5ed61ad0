//! Online backup and restore.
//!
//! A backup is a prefix of the segments with the trust file and a manifest of digests. Restoring computes the
//! whole tree again and refuses where the latest checkpoint that anyone holds is not a prefix of it.

use super::fault::JournalFault;
use super::metadata::{
    CHECKPOINT, DESCRIPTION, Metadata, SEGMENTS, SignedCheckpoint, TRUST, parse_known_checkpoint, read_trust,
    write_trust,
};
use super::open::prepare_directory;
use super::segment::{replace_file, sync_directory};
use super::tail::bytes_up_to;
use super::{Journal, JournalReader, OpenOptions};
use crate::digest::{Algorithm, Hash, hash_from_base64, to_base64, to_hex};
use crate::trust::TrustFile;
use serde::{Deserialize, Serialize};
use std::io::Write as _;
use std::path::{Path, PathBuf};

/// What a backup holds; its file `backup.json`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct BackupManifest {
    pub format: u32,
    pub journal: String,
    pub origin: String,
    /// How many entries it holds.
    pub size: u64,
    /// The root over them, in Base64.
    pub root: String,
    pub files: Vec<BackupFile>,
}

/// One file of a backup.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct BackupFile {
    /// Path below the backup.
    pub path: String,
    pub sha256: String,
}

const FORMAT: u32 = 1;
const MANIFEST: &str = "backup.json";

impl JournalReader {
    /// Copies the first `up_to_size` entries (or all that are durable, where those are fewer) while the
    /// writer goes on.
    pub fn backup_to(&self, dir: &Path, up_to_size: u64) -> Result<BackupManifest, JournalFault> {
        let size = up_to_size.min(self.size());
        prepare_directory(dir)?;
        let mut files = Vec::new();
        let segments = self.shared.state().segments.clone();
        for segment in segments.iter().filter(|it| it.first_position < size || it.first_position == 0) {
            let mut bytes = segment.read_whole()?;
            // What is behind the last entry of the backup may be half written.
            let end = bytes_up_to(segment, &bytes, size);
            bytes[end..].fill(0);
            let name = segment.path.file_name().and_then(|name| name.to_str()).unwrap_or_default();
            files.push(write_backup_file(dir, &format!("{SEGMENTS}/{name}"), &bytes)?);
        }
        let root = self.shared.root(size)?;
        finish_backup(dir, &self.shared.dir, &self.shared.metadata, &self.trust(), (size, root, files))
    }
}

/// Adds what stands beside the segments and, last, the manifest: a directory without it is no backup.
pub(super) fn finish_backup(
    dir: &Path,
    from: &Path,
    metadata: &Metadata,
    trust: &TrustFile,
    (size, root, mut files): (u64, Hash, Vec<BackupFile>),
) -> Result<BackupManifest, JournalFault> {
    let description = from.join(DESCRIPTION);
    let description = std::fs::read(&description).map_err(JournalFault::file("read", &description))?;
    files.push(write_backup_file(dir, DESCRIPTION, &description)?);
    files.push(write_backup_file(dir, TRUST, trust.to_json().as_bytes())?);
    sync_directory(&dir.join(SEGMENTS))?;
    let manifest = BackupManifest {
        format: FORMAT,
        journal: metadata.id.clone(),
        origin: metadata.origin.clone(),
        size,
        root: to_base64(&root),
        files,
    };
    let text = serde_json::to_string_pretty(&manifest).map_err(|error| unusable(dir, &error))?;
    replace_file(&dir.join(MANIFEST), text.as_bytes())?;
    Ok(manifest)
}

/// Makes a journal in a new or empty directory from a backup.
///
/// `latest_checkpoint` is the newest note that anyone holds; `trust` a newer trust file than the backup's,
/// where keys were rotated since. Faults: no checkpoint, an unusable one, a backup that is older than it or
/// not consistent.
pub fn restore(
    dir: &Path,
    backup: &Path,
    latest_checkpoint: Option<&str>,
    trust: Option<TrustFile>,
    options: OpenOptions,
) -> Result<Journal, JournalFault> {
    let manifest = read_manifest(backup)?;
    let note = latest_checkpoint.ok_or(JournalFault::CheckpointWanted)?;
    let trust = trust.map_or_else(|| read_trust(backup), Ok)?;
    let signed = known_checkpoint(note, &trust)?;
    let checkpoint_size = signed.checkpoint.size;
    if checkpoint_size > manifest.size {
        return Err(JournalFault::BackupOlderThanCheckpoint { backup_size: manifest.size, checkpoint_size });
    }
    let metadata = Metadata::read(backup)?;
    build(dir, backup, (&manifest, &metadata, &trust, note), options).map_err(|fault| match fault {
        JournalFault::CheckpointNotPrefix { .. } => JournalFault::BackupNotConsistent { checkpoint_size },
        other => other,
    })
}

pub(super) fn known_checkpoint(note: &str, trust: &TrustFile) -> Result<SignedCheckpoint, JournalFault> {
    parse_known_checkpoint(note.as_bytes(), trust)
        .map_err(|reason| JournalFault::CheckpointUnusable { reason })
}

/// Copies a backup's segments, opens the journal under the given description, trust file and checkpoint, and
/// compares it with the manifest.
pub(super) fn build(
    dir: &Path,
    backup: &Path,
    (manifest, metadata, trust, note): (&BackupManifest, &Metadata, &TrustFile, &str),
    options: OpenOptions,
) -> Result<Journal, JournalFault> {
    prepare_directory(dir)?;
    let copied = copy_segments(dir, backup)
        .and_then(|()| write_trust(dir, trust))
        .and_then(|()| replace_file(&dir.join(CHECKPOINT), note.as_bytes()))
        .and_then(|()| metadata.write(dir))
        .and_then(|()| Journal::open(dir, options))
        .and_then(|journal| check_against_manifest(&journal, manifest, backup).map(|()| journal));
    if copied.is_err() {
        // What is not what the manifest says is no journal: without its description nothing takes it for one.
        let _ = std::fs::remove_file(dir.join(DESCRIPTION));
    }
    copied
}

fn copy_segments(dir: &Path, backup: &Path) -> Result<(), JournalFault> {
    for path in super::open::segment_paths(backup)? {
        let bytes = std::fs::read(&path).map_err(JournalFault::file("read", &path))?;
        let name = path.file_name().and_then(|name| name.to_str()).unwrap_or_default();
        write_backup_file(dir, &format!("{SEGMENTS}/{name}"), &bytes)?;
    }
    sync_directory(&dir.join(SEGMENTS))
}

/// Reads a backup's manifest and checks the digest of every file in it.
pub(super) fn read_manifest(backup: &Path) -> Result<BackupManifest, JournalFault> {
    let path = backup.join(MANIFEST);
    let bytes = std::fs::read(&path).map_err(JournalFault::file("read", &path))?;
    let manifest: BackupManifest =
        serde_json::from_slice(&bytes).map_err(|error| unusable(backup, &error))?;
    if manifest.format > FORMAT {
        return Err(JournalFault::FormatNewer { found: manifest.format, known: FORMAT });
    }
    for file in &manifest.files {
        let path: PathBuf = backup.join(&file.path);
        let bytes = std::fs::read(&path).map_err(JournalFault::file("read", &path))?;
        if to_hex(&Algorithm::Sha256.hash(&[&bytes])) != file.sha256 {
            return Err(unusable(backup, &format!("{} does not have the digest of the manifest", file.path)));
        }
    }
    Ok(manifest)
}

fn check_against_manifest(
    journal: &Journal,
    manifest: &BackupManifest,
    backup: &Path,
) -> Result<(), JournalFault> {
    let root = journal.reader.shared.root(journal.size())?;
    if journal.size() == manifest.size && hash_from_base64(&manifest.root) == Some(root) {
        return Ok(());
    }
    Err(unusable(backup, &"its entries are not those of its manifest"))
}

pub(super) fn write_backup_file(dir: &Path, name: &str, bytes: &[u8]) -> Result<BackupFile, JournalFault> {
    let path = dir.join(name);
    let fault = || JournalFault::file("write", &path);
    let mut file = std::fs::File::create_new(&path).map_err(fault())?;
    file.write_all(bytes).and_then(|()| file.sync_all()).map_err(fault())?;
    let sha256 = to_hex(&Algorithm::Sha256.hash(&[bytes]));
    Ok(BackupFile { path: name.into(), sha256 })
}

fn unusable(dir: &Path, reason: &impl ToString) -> JournalFault {
    JournalFault::BackupUnusable { dir: dir.into(), reason: reason.to_string() }
}
