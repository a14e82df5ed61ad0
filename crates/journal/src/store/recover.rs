//! Recovery with loss: going on after entries that were acknowledged are gone.
//!
//! Two administrators decide; the journal goes on under a new origin and id, so that no old checkpoint can be
//! confused with it, and its next entry names the old checkpoint and the lost range.

use super::backup::{build, known_checkpoint, read_manifest};
use super::fault::JournalFault;
use super::metadata::{Metadata, RecoveryRecord, read_trust};
use super::open::random_id;
use super::{Append, Journal, OpenOptions};
use crate::checkpoint::Checkpoint;
use crate::digest::hash_from_base64;
use crate::entry::{EntryDraft, Section};
use crate::trust::{TrustFile, TrustedJournal, TrustedKey};
use std::path::Path;

/// The name of the section that tells of a recovery.
pub const RECOVERY_SECTION: &str = "recovery";

/// What a recovery with loss is decided on.
#[derive(Debug, Clone)]
pub struct Recovery {
    /// The origin under which the journal goes on; another than before.
    pub new_origin: String,
    /// The newest checkpoint of the old journal that anyone holds.
    pub old_checkpoint: Option<String>,
    /// The ids of the two administrators; who they are is checked by the caller.
    pub administrators: [String; 2],
    pub reason: String,
    pub instant_microseconds: i64,
}

/// Makes a journal that goes on from a backup after a loss; the key in `options` signs for the new origin.
///
/// Faults: no key, not two administrators, an unusable backup or checkpoint, the same origin as before.
pub fn recover(
    dir: &Path,
    backup: &Path,
    recovery: &Recovery,
    options: OpenOptions,
) -> Result<Journal, JournalFault> {
    let key = options.key.clone().ok_or(JournalFault::KeyMissing)?;
    let [first, second] = &recovery.administrators;
    if first == second || first.is_empty() || second.is_empty() {
        return Err(JournalFault::TwoAdministratorsWanted);
    }
    let manifest = read_manifest(backup)?;
    let old = Metadata::read(backup)?;
    if old.origin == recovery.new_origin {
        let reason = "a recovery with loss wants a new origin".into();
        return Err(JournalFault::BackupUnusable { dir: backup.into(), reason });
    }
    let old_trust = read_trust(backup)?;
    let record = record(recovery, &old, &old_trust, manifest.size)?;
    let id = random_id()?;
    let mut metadata = Metadata::new(id, &recovery.new_origin);
    metadata.recoveries = old.recoveries;
    metadata.recoveries.push(record.clone());
    let mut journals = old_trust.journals;
    for journal in journals.iter_mut().filter(|journal| journal.end_position.is_none()) {
        journal.end_position = Some(manifest.size);
    }
    journals.push(TrustedJournal { id, first_position: manifest.size, end_position: None });
    let keys = vec![TrustedKey::new(key.verifier(), recovery.instant_microseconds)];
    let trust = TrustFile { origin: recovery.new_origin.clone(), journals, keys };
    let root = hash_from_base64(&manifest.root);
    let root =
        root.ok_or_else(|| JournalFault::CheckpointUnusable { reason: "the manifest has no root".into() })?;
    let checkpoint = Checkpoint { origin: recovery.new_origin.clone(), size: manifest.size, root };
    let note = key.sign(&checkpoint.to_text());
    let mut journal = build(dir, backup, (&manifest, &metadata, &trust, &note), options)?;
    append_record(&mut journal, &record)?;
    journal.checkpoint()?;
    Ok(journal)
}

fn record(
    recovery: &Recovery,
    old: &Metadata,
    old_trust: &TrustFile,
    backup_size: u64,
) -> Result<RecoveryRecord, JournalFault> {
    let old_size = match &recovery.old_checkpoint {
        Some(note) => Some(known_checkpoint(note, old_trust)?.checkpoint.size),
        None => None,
    };
    Ok(RecoveryRecord {
        old_journal: old.id.clone(),
        old_origin: old.origin.clone(),
        old_checkpoint: recovery.old_checkpoint.clone(),
        lost_from: backup_size,
        lost_to: old_size.map(|size| size.max(backup_size)),
        administrators: recovery.administrators.clone(),
        reason: recovery.reason.clone(),
        instant_microseconds: recovery.instant_microseconds,
    })
}

fn append_record(journal: &mut Journal, record: &RecoveryRecord) -> Result<(), JournalFault> {
    let content = serde_json::to_vec(record).expect("strings and integers always serialise");
    let earliest = journal.last_instant_microseconds().map_or(i64::MIN, |last| last.saturating_add(1));
    let instant = record.instant_microseconds.max(earliest);
    let draft = EntryDraft::new(instant, vec![Section::new(RECOVERY_SECTION, content)]);
    let draft = draft.map_err(|refusal| JournalFault::CheckpointUnusable { reason: refusal.to_string() })?;
    match journal.append(journal.size(), &[draft]) {
        Append::Written(_) => Ok(()),
        Append::Fenced { .. } => Err(JournalFault::Poisoned),
        Append::Unknown(fault) => Err(fault),
    }
}
