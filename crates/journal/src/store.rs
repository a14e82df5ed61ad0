//! The journal on disk: one writer, many readers, tiles and checkpoints behind them.
//!
//! An entry exists once its batch is durable; nothing is shown, proved or signed before.

mod append;
mod audit;
mod backup;
mod batch;
mod fault;
mod frame;
mod medium;
mod metadata;
mod numbers;
mod open;
mod plan;
mod publish;
mod read;
mod receipts;
mod recover;
mod salvage;
mod segment;
mod shared;
mod tail;
#[cfg(test)]
mod tests;
mod tiles;
mod tree;

pub use append::{Append, Written};
pub use audit::{AuditReport, Finding};
pub use backup::{BackupFile, BackupManifest, restore};
pub use fault::JournalFault;
pub use frame::{Decoded, Frame, decode_frame};
pub use metadata::{RecoveryRecord, SignedCheckpoint};
pub use open::OpenOptions;
pub use plan::{Aftermath, FaultPlan, PlannedFault};
pub use read::{Entries, StoredEntry};
pub use recover::{RECOVERY_SECTION, Recovery, recover};
pub use salvage::salvage;

use crate::checkpoint::Checkpoint;
use crate::entry::EntryDraft;
use crate::envelope::JournalId;
use crate::keys::JournalKey;
use crate::receipt::{Disclose, Receipt};
use crate::trust::TrustFile;
use append::Writer;
use metadata::DirectoryLock;
use shared::Shared;
use std::path::Path;
use std::sync::Arc;

/// The journal as its one writer holds it. Dropping it gives the directory free.
#[derive(Debug)]
pub struct Journal {
    reader: JournalReader,
    writer: Writer,
    last_instant_microseconds: Option<i64>,
    is_poisoned: bool,
    cut_bytes: u64,
    /// Held for as long as this writer lives.
    _lock: DirectoryLock,
}

/// A cheap handle on the durable part of a journal, for any thread, beside the writer.
#[derive(Debug, Clone)]
pub struct JournalReader {
    shared: Arc<Shared>,
}

impl Journal {
    fn new(shared: Arc<Shared>, lock: DirectoryLock, writer: Writer, cut_bytes: u64) -> Self {
        let reader = JournalReader { shared };
        Self { reader, writer, last_instant_microseconds: None, is_poisoned: false, cut_bytes, _lock: lock }
    }

    fn remember_last_instant(&mut self) -> Result<(), JournalFault> {
        if let Some(last) = self.size().checked_sub(1) {
            self.last_instant_microseconds =
                self.read(last)?.map(|entry| entry.envelope.instant_microseconds);
        }
        Ok(())
    }

    /// A handle for reading, proving and publishing from other threads.
    pub fn reader(&self) -> JournalReader {
        self.reader.clone()
    }

    /// How many entries are durable; the position of the next one.
    pub fn size(&self) -> u64 {
        self.reader.size()
    }

    pub fn id(&self) -> JournalId {
        self.reader.id()
    }

    pub fn origin(&self) -> &str {
        self.reader.origin()
    }

    /// The instant of the last entry, in microseconds since 1970-01-01T00:00:00Z; the next must be later.
    pub fn last_instant_microseconds(&self) -> Option<i64> {
        self.last_instant_microseconds
    }

    /// How many bytes of an interrupted write were cut when this journal was opened.
    pub fn cut_bytes(&self) -> u64 {
        self.cut_bytes
    }

    /// Appends a batch with one write and one sync.
    ///
    /// # Panics
    ///
    /// Panics where the instants of drafts do not increase, which the one writer guarantees.
    pub fn append(&mut self, expected_position: u64, drafts: &[EntryDraft]) -> Append {
        append::append(self, expected_position, drafts)
    }

    /// See [`JournalReader::read`].
    pub fn read(&self, position: u64) -> Result<Option<StoredEntry>, JournalFault> {
        self.reader.read(position)
    }

    /// See [`JournalReader::read_from`].
    pub fn read_from(&self, position: u64) -> Entries {
        self.reader.read_from(position)
    }

    /// See [`JournalReader::checkpoint`].
    pub fn checkpoint(&self) -> Result<SignedCheckpoint, JournalFault> {
        self.reader.checkpoint()
    }

    /// See [`JournalReader::latest_checkpoint`].
    pub fn latest_checkpoint(&self) -> SignedCheckpoint {
        self.reader.latest_checkpoint()
    }

    /// See [`JournalReader::receipt`].
    pub fn receipt(&self, position: u64, disclose: Disclose<'_>) -> Result<Option<Receipt>, JournalFault> {
        self.reader.receipt(position, disclose)
    }

    /// See [`JournalReader::trust`].
    pub fn trust(&self) -> TrustFile {
        self.reader.trust()
    }

    /// See [`JournalReader::backup_to`].
    pub fn backup_to(&self, dir: &Path, up_to_size: u64) -> Result<BackupManifest, JournalFault> {
        self.reader.backup_to(dir, up_to_size)
    }

    /// Retires the current key after it has signed what is durable, and goes on with a new one.
    ///
    /// The caller saves the new key's file first: after this call only it can open the journal for signing.
    pub fn rotate_key(
        &mut self,
        new: JournalKey,
        instant_microseconds: i64,
    ) -> Result<SignedCheckpoint, JournalFault> {
        publish::rotate_key(&self.reader.shared, new, instant_microseconds)
    }

    /// Revokes a key in the journal's trust file; returns whether it was there.
    pub fn revoke_key(
        &mut self,
        vkey: &str,
        instant_microseconds: i64,
        reason: &str,
    ) -> Result<bool, JournalFault> {
        publish::revoke_key(&self.reader.shared, vkey, instant_microseconds, reason)
    }
}

impl JournalReader {
    /// How many entries are durable.
    pub fn size(&self) -> u64 {
        self.shared.size()
    }

    pub fn id(&self) -> JournalId {
        self.shared.id
    }

    pub fn origin(&self) -> &str {
        &self.shared.metadata.origin
    }

    /// The directory whose `checkpoint` and `tile/` may be served as static files.
    pub fn directory(&self) -> &Path {
        &self.shared.dir
    }

    /// The recoveries with loss that this journal descends from, oldest first.
    pub fn recoveries(&self) -> &[RecoveryRecord] {
        &self.shared.metadata.recoveries
    }

    /// The trust file to hand out.
    pub fn trust(&self) -> TrustFile {
        self.shared.publishing().trust.clone()
    }

    /// Completes the tiles, signs and publishes a checkpoint of all that is durable.
    pub fn checkpoint(&self) -> Result<SignedCheckpoint, JournalFault> {
        publish::publish(&self.shared)
    }

    /// The last published checkpoint.
    pub fn latest_checkpoint(&self) -> SignedCheckpoint {
        self.shared.latest()
    }

    /// The unsigned checkpoint of a size that was or will be published.
    pub fn checkpoint_of(&self, size: u64) -> Result<Checkpoint, JournalFault> {
        Ok(Checkpoint { origin: self.origin().into(), size, root: self.shared.root(size)? })
    }
}
