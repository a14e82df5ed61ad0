//! The trust file: which keys may sign checkpoints of which journal, since when and until when.
//!
//! It is what a stranger needs beside a receipt. A checkpoint carries no time of its own, so validity is
//! judged by what is signed: the instant of the entry and the size of the tree. A revoked key proves nothing
//! from its revocation on; receipts are then issued again under the current key, because the tree is the
//! same.

use crate::checkpoint::Checkpoint;
use crate::envelope::JournalId;
use crate::note::{Note, VerifierKey, parse_note};
use crate::verify::VerifyRefusal;
use serde::{Deserialize, Serialize};

/// Most bytes of a trust file.
pub const TRUST_BYTES_MAX: usize = 1024 * 1024;
const FORMAT: &str = "etown-trust/1";

/// The keys of one origin.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TrustFile {
    pub origin: String,
    /// The journals whose entries this origin carries; more than one after a recovery with loss.
    pub journals: Vec<TrustedJournal>,
    pub keys: Vec<TrustedKey>,
}

/// A journal and the positions that were written under its id.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TrustedJournal {
    pub id: JournalId,
    pub first_position: u64,
    /// The first position that no longer belongs to it; none for the current journal.
    pub end_position: Option<u64>,
}

/// A key with its validity.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TrustedKey {
    pub key: VerifierKey,
    /// Microseconds since 1970-01-01T00:00:00Z, inclusive.
    pub valid_from_microseconds: i64,
    /// Entries after this instant must be signed by a later key.
    pub valid_to_microseconds: Option<i64>,
    /// The largest tree this key has signed, once it is retired.
    pub tree_size_max: Option<u64>,
    pub revocation: Option<Revocation>,
}

/// When and why a key stopped to be trusted.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Revocation {
    pub revoked_at_microseconds: i64,
    pub reason: String,
}

/// Why bytes are not a trust file.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("the trust file is not usable: {reason}")]
pub struct TrustMalformed {
    reason: String,
}

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct FileForm {
    format: String,
    origin: String,
    journals: Vec<JournalForm>,
    keys: Vec<KeyForm>,
}

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct JournalForm {
    id: String,
    first_position: u64,
    #[serde(skip_serializing_if = "Option::is_none")]
    end_position: Option<u64>,
}

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct KeyForm {
    vkey: String,
    valid_from_microseconds: i64,
    #[serde(skip_serializing_if = "Option::is_none")]
    valid_to_microseconds: Option<i64>,
    #[serde(skip_serializing_if = "Option::is_none")]
    tree_size_max: Option<u64>,
    #[serde(skip_serializing_if = "Option::is_none")]
    revocation: Option<Revocation>,
}

impl TrustFile {
    /// Parses a trust file strictly: unknown fields, formats and unusable keys are refused.
    pub fn parse(bytes: &[u8]) -> Result<Self, TrustMalformed> {
        let malformed = |reason: String| TrustMalformed { reason };
        if bytes.len() > TRUST_BYTES_MAX {
            return Err(malformed(format!("larger than {TRUST_BYTES_MAX} bytes")));
        }
        let form: FileForm = serde_json::from_slice(bytes).map_err(|error| malformed(error.to_string()))?;
        if form.format != FORMAT {
            return Err(malformed(format!("format {:?} is not {FORMAT:?}", form.format)));
        }
        let journals: Option<Vec<_>> = form.journals.iter().map(TrustedJournal::from_form).collect();
        let journals =
            journals.ok_or_else(|| malformed("a journal id is not 32 hexadecimal digits".into()))?;
        let mut keys = Vec::with_capacity(form.keys.len());
        for key in form.keys {
            let parsed = VerifierKey::parse(&key.vkey);
            let parsed = parsed.ok_or_else(|| malformed(format!("the key {:?} is not usable", key.vkey)))?;
            keys.push(TrustedKey {
                key: parsed,
                valid_from_microseconds: key.valid_from_microseconds,
                valid_to_microseconds: key.valid_to_microseconds,
                tree_size_max: key.tree_size_max,
                revocation: key.revocation,
            });
        }
        Ok(Self { origin: form.origin, journals, keys })
    }

    /// The JSON text of this trust file, readable by people.
    ///
    /// # Panics
    ///
    /// Never in practice: the form has only strings and integers.
    pub fn to_json(&self) -> String {
        let form = FileForm {
            format: FORMAT.into(),
            origin: self.origin.clone(),
            journals: self.journals.iter().map(TrustedJournal::to_form).collect(),
            keys: self.keys.iter().map(TrustedKey::to_form).collect(),
        };
        let mut text = serde_json::to_string_pretty(&form).expect("strings and integers always serialise");
        text.push('\n');
        text
    }

    /// Checks a checkpoint note about an entry of `entry_instant_microseconds`, judged at `at_microseconds`.
    ///
    /// Refusals in order: malformed note or checkpoint, other origin, a known key whose signature is wrong,
    /// no known key, revoked, not yet valid, retired.
    pub fn checked_checkpoint(
        &self,
        note: &[u8],
        entry_instant_microseconds: i64,
        at_microseconds: i64,
    ) -> Result<Checkpoint, VerifyRefusal> {
        let note = parse_note(note).map_err(VerifyRefusal::NoteMalformed)?;
        let checkpoint = Checkpoint::parse(&note.text).map_err(VerifyRefusal::CheckpointMalformed)?;
        if checkpoint.origin != self.origin {
            return Err(VerifyRefusal::OriginUnknown {
                found: checkpoint.origin,
                trusted: self.origin.clone(),
            });
        }
        let mut answer = Err(VerifyRefusal::KeyUnknown { trusted: self.origin.clone() });
        for key in self.keys_that_signed(&note)? {
            match key.check(checkpoint.size, entry_instant_microseconds, at_microseconds) {
                Ok(()) => return Ok(checkpoint),
                Err(refusal) => answer = Err(refusal),
            }
        }
        answer
    }

    /// The trusted keys among the signers; refuses the whole note where a known key's signature is wrong.
    fn keys_that_signed(&self, note: &Note) -> Result<Vec<&TrustedKey>, VerifyRefusal> {
        let mut signers = Vec::new();
        for signature in &note.signatures {
            for key in self.keys.iter().filter(|key| key.key.is_claimed_by(signature)) {
                if !key.key.verifies(&note.text, &signature.signature) {
                    return Err(VerifyRefusal::SignatureWrong { vkey: key.key.to_string() });
                }
                signers.push(key);
            }
        }
        Ok(signers)
    }

    /// True where entries at `position` are written under `journal`.
    pub fn has_journal(&self, journal: JournalId, position: u64) -> bool {
        self.journals.iter().any(|known| {
            known.id == journal
                && known.first_position <= position
                && known.end_position.is_none_or(|end| position < end)
        })
    }

    /// Revokes every key that has this text form; returns whether there was one.
    pub fn revoke(&mut self, vkey: &str, revoked_at_microseconds: i64, reason: &str) -> bool {
        let mut found = false;
        for key in self.keys.iter_mut().filter(|key| key.key.to_string() == vkey) {
            key.revocation = Some(Revocation { revoked_at_microseconds, reason: reason.into() });
            found = true;
        }
        found
    }
}

impl TrustedKey {
    /// A key that is valid from an instant on.
    pub fn new(key: VerifierKey, valid_from_microseconds: i64) -> Self {
        Self {
            key,
            valid_from_microseconds,
            valid_to_microseconds: None,
            tree_size_max: None,
            revocation: None,
        }
    }

    fn check(&self, tree_size: u64, entry_instant: i64, at: i64) -> Result<(), VerifyRefusal> {
        let vkey = || self.key.to_string();
        if let Some(revocation) = self.revocation.as_ref().filter(|it| at >= it.revoked_at_microseconds) {
            return Err(VerifyRefusal::KeyRevoked { vkey: vkey(), reason: revocation.reason.clone() });
        }
        if at < self.valid_from_microseconds {
            return Err(VerifyRefusal::KeyNotYetValid { vkey: vkey() });
        }
        let entry_is_later = self.valid_to_microseconds.is_some_and(|valid_to| entry_instant > valid_to);
        if entry_is_later || self.tree_size_max.is_some_and(|size_max| tree_size > size_max) {
            return Err(VerifyRefusal::KeyRetired { vkey: vkey() });
        }
        Ok(())
    }

    fn to_form(&self) -> KeyForm {
        KeyForm {
            vkey: self.key.to_string(),
            valid_from_microseconds: self.valid_from_microseconds,
            valid_to_microseconds: self.valid_to_microseconds,
            tree_size_max: self.tree_size_max,
            revocation: self.revocation.clone(),
        }
    }
}

impl TrustedJournal {
    fn from_form(form: &JournalForm) -> Option<Self> {
        let id = JournalId::parse(&form.id)?;
        Some(Self { id, first_position: form.first_position, end_position: form.end_position })
    }

    fn to_form(&self) -> JournalForm {
        JournalForm {
            id: self.id.to_string(),
            first_position: self.first_position,
            end_position: self.end_position,
        }
    }
}
