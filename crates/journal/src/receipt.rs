//! Receipts: one file that proves an entry offline and discloses only some of its sections.
//!
//! Parsing is strict (unknown or repeated fields are refused); what a parsed receipt claims is nothing until
//! [`crate::verify`] has checked it.

use crate::digest::{Algorithm, Hash, from_base64, from_hex, hash_from_base64, to_base64, to_hex};
use crate::entry::{SALT_BYTES, SECTIONS_MAX, is_section_name};
use crate::payload::StoredSection;
use serde::{Deserialize, Serialize};

/// Most bytes of a receipt: a whole payload in Base64 and its proofs.
pub const RECEIPT_BYTES_MAX: usize = 16 * 1024 * 1024;
/// Most hashes of an inclusion proof in a tree of up to 2^64 leaves.
const PROOF_HASHES_MAX: usize = 64;
const FORMAT: &str = "etown-receipt/1";

/// Which sections a receipt shows.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Disclose<'a> {
    All,
    /// The sections with these names; names that the entry does not have are passed over.
    Only(&'a [&'a str]),
}

/// A parsed receipt, not yet verified.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Receipt {
    pub envelope_bytes: Vec<u8>,
    pub sections: Vec<ReceiptSection>,
    pub inclusion_proof: Vec<Hash>,
    /// The signed checkpoint note, as text.
    pub checkpoint: String,
}

/// A section of a receipt: shown with its salt, or withheld behind its two hashes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum ReceiptSection {
    Disclosed(StoredSection),
    Withheld { sha256: Hash, sm3: Hash },
}

/// Why bytes are not a receipt.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{reason}")]
pub struct ReceiptMalformed {
    reason: String,
}

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct FileForm {
    format: String,
    envelope: String,
    sections: Vec<SectionForm>,
    inclusion_proof: Vec<String>,
    checkpoint: String,
}

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct SectionForm {
    #[serde(skip_serializing_if = "Option::is_none")]
    name: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    salt: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    text: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    base64: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    sha256: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    sm3: Option<String>,
}

impl ReceiptSection {
    /// Shows or withholds a stored section.
    pub fn of(section: StoredSection, disclose: Disclose<'_>) -> Self {
        let is_shown = match disclose {
            Disclose::All => true,
            Disclose::Only(names) => names.contains(&section.name.as_str()),
        };
        if is_shown {
            return Self::Disclosed(section);
        }
        Self::Withheld { sha256: section.hash(Algorithm::Sha256), sm3: section.hash(Algorithm::Sm3) }
    }

    pub(crate) fn hash(&self, algorithm: Algorithm) -> Hash {
        match (self, algorithm) {
            (Self::Disclosed(section), _) => section.hash(algorithm),
            (Self::Withheld { sha256, .. }, Algorithm::Sha256) => *sha256,
            (Self::Withheld { sm3, .. }, Algorithm::Sm3) => *sm3,
        }
    }

    fn from_form(form: SectionForm) -> Option<Self> {
        match form {
            SectionForm { name: Some(name), salt: Some(salt), text, base64, sha256: None, sm3: None } => {
                let content = match (text, base64) {
                    (Some(text), None) => text.into_bytes(),
                    (None, Some(base64)) => from_base64(&base64)?,
                    _ => return None,
                };
                let salt: [u8; SALT_BYTES] = from_base64(&salt)?.try_into().ok()?;
                is_section_name(&name).then_some(Self::Disclosed(StoredSection { name, salt, content }))
            }
            SectionForm {
                name: None,
                salt: None,
                text: None,
                base64: None,
                sha256: Some(sha256),
                sm3: Some(sm3),
            } => Some(Self::Withheld { sha256: from_hex(&sha256)?, sm3: from_hex(&sm3)? }),
            _ => None,
        }
    }

    fn to_form(&self) -> SectionForm {
        let mut form =
            SectionForm { name: None, salt: None, text: None, base64: None, sha256: None, sm3: None };
        match self {
            Self::Disclosed(section) => {
                form.name = Some(section.name.clone());
                form.salt = Some(to_base64(&section.salt));
                match std::str::from_utf8(&section.content) {
                    Ok(text) => form.text = Some(text.into()),
                    Err(_not_text) => form.base64 = Some(to_base64(&section.content)),
                }
            }
            Self::Withheld { sha256, sm3 } => {
                form.sha256 = Some(to_hex(sha256));
                form.sm3 = Some(to_hex(sm3));
            }
        }
        form
    }
}

impl Receipt {
    /// Parses a receipt strictly and within its limits; never panics, whatever the bytes.
    pub fn parse(bytes: &[u8]) -> Result<Self, ReceiptMalformed> {
        let malformed = |reason: &str| ReceiptMalformed { reason: reason.into() };
        if bytes.len() > RECEIPT_BYTES_MAX {
            return Err(malformed("the receipt is larger than 16 MiB"));
        }
        let form: FileForm = serde_json::from_slice(bytes)
            .map_err(|error| malformed(&format!("the receipt is not the expected JSON: {error}")))?;
        if form.format != FORMAT {
            return Err(malformed(&format!("the receipt has format {:?}, not {FORMAT:?}", form.format)));
        }
        if form.sections.len() > SECTIONS_MAX || form.inclusion_proof.len() > PROOF_HASHES_MAX {
            return Err(malformed("the receipt has more than 64 sections or proof hashes"));
        }
        let envelope_bytes =
            from_base64(&form.envelope).ok_or_else(|| malformed("the envelope is not Base64"))?;
        let sections: Option<Vec<_>> = form.sections.into_iter().map(ReceiptSection::from_form).collect();
        let sections = sections.ok_or_else(|| malformed("a section is neither disclosed nor withheld"))?;
        let proof: Option<Vec<_>> = form.inclusion_proof.iter().map(|hash| hash_from_base64(hash)).collect();
        let inclusion_proof = proof.ok_or_else(|| malformed("a proof hash is not 32 bytes in Base64"))?;
        Ok(Self { envelope_bytes, sections, inclusion_proof, checkpoint: form.checkpoint })
    }

    /// The JSON text of this receipt.
    ///
    /// # Panics
    ///
    /// Never in practice: the form has only strings.
    pub fn to_json(&self) -> String {
        let form = FileForm {
            format: FORMAT.into(),
            envelope: to_base64(&self.envelope_bytes),
            sections: self.sections.iter().map(ReceiptSection::to_form).collect(),
            inclusion_proof: self.inclusion_proof.iter().map(|hash| to_base64(hash)).collect(),
            checkpoint: self.checkpoint.clone(),
        };
        serde_json::to_string(&form).expect("strings always serialise")
    }

    /// The proof alone in the C2SP `tlog-proof` text form; its extra data is the envelope.
    pub fn to_tlog_proof(&self, position: u64) -> String {
        use std::fmt::Write as _;
        let mut text =
            format!("c2sp.org/tlog-proof@v1\nextra {}\nindex {position}\n", to_base64(&self.envelope_bytes));
        for hash in &self.inclusion_proof {
            writeln!(text, "{}", to_base64(hash)).expect("writing to a string cannot fail");
        }
        text.push('\n');
        text.push_str(&self.checkpoint);
        text
    }
}
