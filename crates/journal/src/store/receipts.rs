//! Receipts and proofs from the journal on disk.
//!
//! A receipt is built when it is fetched, under the last published checkpoint; where that does not cover the
//! entry, a new one is published first.

use super::JournalReader;
use super::fault::JournalFault;
use crate::digest::Hash;
use crate::merkle;
use crate::receipt::{Disclose, Receipt, ReceiptSection};

impl JournalReader {
    /// Builds a receipt of an entry; `None` where the position is not yet durable.
    pub fn receipt(&self, position: u64, disclose: Disclose<'_>) -> Result<Option<Receipt>, JournalFault> {
        let Some(entry) = self.read(position)? else { return Ok(None) };
        let mut signed = self.latest_checkpoint();
        if signed.checkpoint.size <= position {
            signed = self.checkpoint()?;
        }
        Ok(Some(Receipt {
            envelope_bytes: entry.envelope_bytes,
            sections: entry
                .sections
                .into_iter()
                .map(|section| ReceiptSection::of(section, disclose))
                .collect(),
            inclusion_proof: self.inclusion_proof(position, signed.checkpoint.size)?,
            checkpoint: signed.note,
        }))
    }

    /// The proof that the entry at `position` is in the tree of `size` entries.
    ///
    /// # Panics
    ///
    /// Panics where the position is not below the size.
    pub fn inclusion_proof(&self, position: u64, size: u64) -> Result<Vec<Hash>, JournalFault> {
        merkle::inclusion_proof(position, size, &mut |height, index| self.shared.subtree(height, index))
    }

    /// The proof that the tree of `old` entries is a prefix of the tree of `new` entries.
    ///
    /// # Panics
    ///
    /// Panics where `old` is larger than `new`.
    pub fn consistency_proof(&self, old: u64, new: u64) -> Result<Vec<Hash>, JournalFault> {
        merkle::consistency_proof(old, new, &mut |height, index| self.shared.subtree(height, index))
    }
}
