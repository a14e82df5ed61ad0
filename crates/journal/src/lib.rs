//! The journal of E-Town: entries that nobody can change unseen.
//!
//! Every accepted command is one *entry*: an *envelope* (published: position, instant, journal, roots over
//! the payload) and a *payload* (private: salted sections). Envelopes are the leaves of a Merkle tree (RFC
//! 6962) whose root is signed in *checkpoints*; tiles, notes, checkpoints and proofs have the C2SP forms, so
//! that others verify them without this code. A *receipt* proves one entry offline against a *trust file* and
//! shows only the sections its holder may see.
//!
//! - Write: [`Journal::append`] takes checked [`EntryDraft`]s at an expected position; its outcome is
//!   written, fenced or unknown. One write and one sync for a batch.
//! - Read: [`JournalReader::read`], [`JournalReader::read_from`]; only what is durable is ever shown.
//! - Prove: [`JournalReader::checkpoint`], [`JournalReader::receipt`], then [`verify`] anywhere, without the
//!   feature `store`.
//! - Survive: [`Journal::open`] cuts a torn tail and names damage; [`JournalReader::audit`] checks
//!   everything; [`JournalReader::backup_to`], [`restore`], [`salvage`], [`recover`].
//!
//! ```
//! # #[cfg(feature = "store")] {
//! use etown_journal::{Append, Disclose, EntryDraft, Journal, JournalKey, OpenOptions, Section, verify};
//!
//! # let dir = tempfile::tempdir().unwrap();
//! let key = JournalKey::generate("zone.example/journal").unwrap();
//! let start = 1_763_888_890_000_000;
//! let options = OpenOptions { segment_bytes: Some(1 << 20), ..OpenOptions::with_key(key) };
//! let mut journal = Journal::create(dir.path(), "zone.example/journal", start, options).unwrap();
//!
//! let sections = vec![Section::new("command", "{\"release\":\"lot_1\"}"), Section::new("actor", "usr_1")];
//! let draft = EntryDraft::new(start + 1, sections).unwrap();
//! assert!(matches!(journal.append(0, &[draft]), Append::Written(_)));
//!
//! let receipt = journal.receipt(0, Disclose::Only(&["command"])).unwrap().unwrap().to_json();
//! let verified = verify(receipt.as_bytes(), &journal.trust(), start + 2).unwrap();
//! assert_eq!((verified.position, verified.withheld), (0, 1));
//! # }
//! ```
//!
//! This crate never reads a clock, never looks inside a section, and knows nothing of the zone's rules. The
//! formats are described for strangers in `docs/formats.md`, the choices in `docs/decisions/0001-journal-
//! format.md`.
//!
//! Limits: no cosignatures, no timestamp tokens, no SM2 signatures yet.

mod checkpoint;
pub mod digest;
mod entry;
mod envelope;
mod keys;
pub mod merkle;
mod note;
mod payload;
mod receipt;
#[cfg(feature = "store")]
mod store;
mod trust;
mod verify;

pub use checkpoint::{Checkpoint, CheckpointMalformed};
pub use entry::{
    DraftRefusal, ENVELOPE_BYTES_MAX, EntryDraft, PAYLOAD_BYTES_MAX, SALT_BYTES, SECTION_NAME_BYTES_MAX,
    SECTIONS_MAX, Section, is_section_name,
};
pub use envelope::{Envelope, EnvelopeMalformed, JournalId, leaf_hash};
pub use keys::{JournalKey, KeyFault};
pub use note::{
    NOTE_BYTES_MAX, NOTE_SIGNATURES_MAX, Note, NoteMalformed, NoteSignature, VerifierKey, is_key_name,
    parse_note, sign_note,
};
pub use payload::{
    PayloadMalformed, StoredSection, decode_payload, encode_payload_into, payload_digest, payload_length,
    section_hash,
};
pub use receipt::{Disclose, RECEIPT_BYTES_MAX, Receipt, ReceiptMalformed, ReceiptSection};
#[cfg(feature = "store")]
pub use store::{
    Aftermath, Append, AuditReport, BackupFile, BackupManifest, Decoded, Entries, FaultPlan, Finding, Frame,
    Journal, JournalFault, JournalReader, OpenOptions, PlannedFault, RECOVERY_SECTION, Recovery,
    RecoveryRecord, SignedCheckpoint, StoredEntry, Written, decode_frame, recover, restore, salvage,
};
pub use trust::{Revocation, TRUST_BYTES_MAX, TrustFile, TrustMalformed, TrustedJournal, TrustedKey};
pub use verify::{Verified, VerifyRefusal, claimed_origin, verify};
