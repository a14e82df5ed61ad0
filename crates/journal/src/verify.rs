//! Offline verification of a receipt against a trust file.
//!
//! It needs nothing but the two files and the time at which to judge. It never reads a journal, a network or
//! a clock.

use crate::checkpoint::{Checkpoint, CheckpointMalformed};
use crate::digest::{Algorithm, Hash};
use crate::envelope::{Envelope, EnvelopeMalformed, JournalId, leaf_hash};
use crate::merkle::is_included;
use crate::note::{NoteMalformed, parse_note};
use crate::payload::{StoredSection, payload_digest};
use crate::receipt::{Receipt, ReceiptMalformed, ReceiptSection};
use crate::trust::TrustFile;

/// What a verified receipt proves.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Verified {
    pub origin: String,
    pub journal: JournalId,
    pub position: u64,
    /// Microseconds since 1970-01-01T00:00:00Z.
    pub instant_microseconds: i64,
    /// The sections that the receipt shows.
    pub disclosed: Vec<StoredSection>,
    /// How many sections it withholds.
    pub withheld: usize,
    /// The size of the tree whose root was signed.
    pub checkpoint_size: u64,
    /// The signed note under which it is proven, as text.
    pub checkpoint_note: String,
}

/// Why a receipt proves nothing, in the order of the reference.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum VerifyRefusal {
    #[error("{0}")]
    ReceiptMalformed(ReceiptMalformed),
    #[error("{0}")]
    EnvelopeMalformed(EnvelopeMalformed),
    #[error("the journal {journal} at position {position} is not in the trust file")]
    JournalUnknown { journal: JournalId, position: u64 },
    #[error("the sections do not belong to the envelope (SHA-256)")]
    SectionsDiffer,
    #[error("the sections do not belong to the envelope (SM3)")]
    SectionsDifferSm3,
    #[error("{0}")]
    NoteMalformed(NoteMalformed),
    #[error("{0}")]
    CheckpointMalformed(CheckpointMalformed),
    #[error("the checkpoint is of {found:?}; the trust file is about {trusted:?}")]
    OriginUnknown { found: String, trusted: String },
    #[error("the signature of {vkey} is wrong")]
    SignatureWrong { vkey: String },
    #[error("the checkpoint is not signed by any trusted key of {trusted:?}")]
    KeyUnknown { trusted: String },
    #[error("the key {vkey} is revoked: {reason}; ask the operator for a new receipt of the same entry")]
    KeyRevoked { vkey: String, reason: String },
    #[error("the key {vkey} was not yet valid at the time of judgement")]
    KeyNotYetValid { vkey: String },
    #[error("the key {vkey} was retired before this was signed")]
    KeyRetired { vkey: String },
    #[error("the entry at position {position} is not below the checkpoint's size {size}")]
    BeyondCheckpoint { position: u64, size: u64 },
    #[error("the inclusion proof does not lead from the envelope to the signed root")]
    NotIncluded,
}

impl VerifyRefusal {
    /// The stable code of this refusal.
    pub fn code(&self) -> &'static str {
        match self {
            Self::ReceiptMalformed(_) => "receipt_malformed",
            Self::EnvelopeMalformed(_) => "envelope_malformed",
            Self::JournalUnknown { .. } => "journal_unknown",
            Self::SectionsDiffer => "sections_differ",
            Self::SectionsDifferSm3 => "sections_differ_sm3",
            Self::NoteMalformed(_) => "note_malformed",
            Self::CheckpointMalformed(_) => "checkpoint_malformed",
            Self::OriginUnknown { .. } => "origin_unknown",
            Self::SignatureWrong { .. } => "signature_wrong",
            Self::KeyUnknown { .. } => "key_unknown",
            Self::KeyRevoked { .. } => "key_revoked",
            Self::KeyNotYetValid { .. } => "key_not_yet_valid",
            Self::KeyRetired { .. } => "key_retired",
            Self::BeyondCheckpoint { .. } => "beyond_checkpoint",
            Self::NotIncluded => "not_included",
        }
    }
}

/// Returns the origin that a receipt claims, by which its trust file is found. It proves nothing.
pub fn claimed_origin(receipt: &[u8]) -> Result<String, VerifyRefusal> {
    let receipt = Receipt::parse(receipt).map_err(VerifyRefusal::ReceiptMalformed)?;
    let note = parse_note(receipt.checkpoint.as_bytes()).map_err(VerifyRefusal::NoteMalformed)?;
    let checkpoint = Checkpoint::parse(&note.text).map_err(VerifyRefusal::CheckpointMalformed)?;
    Ok(checkpoint.origin)
}

/// Verifies a receipt; `at_microseconds` is the time of judgement since 1970-01-01T00:00:00Z.
pub fn verify(receipt: &[u8], trust: &TrustFile, at_microseconds: i64) -> Result<Verified, VerifyRefusal> {
    let receipt = Receipt::parse(receipt).map_err(VerifyRefusal::ReceiptMalformed)?;
    let envelope = Envelope::parse(&receipt.envelope_bytes).map_err(VerifyRefusal::EnvelopeMalformed)?;
    if !trust.has_journal(envelope.journal, envelope.position) {
        return Err(VerifyRefusal::JournalUnknown { journal: envelope.journal, position: envelope.position });
    }
    if digest_over(&receipt.sections, Algorithm::Sha256) != envelope.payload_root_sha256 {
        return Err(VerifyRefusal::SectionsDiffer);
    }
    if digest_over(&receipt.sections, Algorithm::Sm3) != envelope.payload_sm3 {
        return Err(VerifyRefusal::SectionsDifferSm3);
    }
    let checkpoint = trust.checked_checkpoint(
        receipt.checkpoint.as_bytes(),
        envelope.instant_microseconds,
        at_microseconds,
    )?;
    let (position, size) = (envelope.position, checkpoint.size);
    if position >= size {
        return Err(VerifyRefusal::BeyondCheckpoint { position, size });
    }
    let leaf = leaf_hash(&receipt.envelope_bytes);
    if !is_included(&leaf, position, size, &receipt.inclusion_proof, &checkpoint.root) {
        return Err(VerifyRefusal::NotIncluded);
    }
    let sections = receipt.sections.len();
    let disclosed: Vec<StoredSection> = receipt.sections.into_iter().filter_map(disclosed).collect();
    Ok(Verified {
        origin: checkpoint.origin,
        journal: envelope.journal,
        position,
        instant_microseconds: envelope.instant_microseconds,
        withheld: sections - disclosed.len(),
        disclosed,
        checkpoint_size: size,
        checkpoint_note: receipt.checkpoint,
    })
}

fn digest_over(sections: &[ReceiptSection], algorithm: Algorithm) -> Hash {
    let hashes: Vec<Hash> = sections.iter().map(|section| section.hash(algorithm)).collect();
    payload_digest(algorithm, &hashes)
}

fn disclosed(section: ReceiptSection) -> Option<StoredSection> {
    match section {
        ReceiptSection::Disclosed(section) => Some(section),
        ReceiptSection::Withheld { .. } => None,
    }
}
