//! Evidence: what a statement about the economy rests on. A statement is declared by someone who knows, or inferred from
//! something else; either way it says when and by what, so that a reader can weigh it and find it stale.

use alloc::format;
use alloc::string::String;
use etown_values::CivilDate;
use serde::{Deserialize, Serialize};

use super::refusal::{Refusal, codes};

#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum EvidenceKind {
    /// Said by the party that knows.
    Declared,
    /// Concluded from something else, such as a patent, a tender or a web page.
    Inferred,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Evidence {
    pub kind: EvidenceKind,
    /// What it rests on, in words.
    pub text: String,
    /// The day of what it rests on, not of its recording.
    pub dated: CivilDate,
    /// SHA-256 of a document, in lower-case hexadecimal digits.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub digest: Option<String>,
    /// An entry of this journal whose receipt proves it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub receipt_position: Option<u64>,
}

codes! {
    EVIDENCE_CONTENT, Content, System, "a statement says what it rests on",
        "evidence has 3 to 500 characters of words, a day that is not in the future, a digest of 64 hexadecimal digits if any, and an entry that exists if any";
    STATEMENT_REASON, Content, Setting, "a decision against a statement states its reason", "the reason has 3 to 2,000 characters";
}

impl Evidence {
    /// Refuses evidence that could not be weighed later. `position` is that of the entry in the making.
    pub fn check(&self, field: &str, today: CivilDate, position: u64) -> Result<(), Refusal> {
        let wrong = if !(3..=500).contains(&self.text.trim().chars().count()) {
            "text"
        } else if self.dated > today {
            "dated"
        } else if !self.digest.as_deref().is_none_or(is_digest) {
            "digest"
        } else if self.receipt_position.is_some_and(|cited| cited >= position) {
            "receipt_position"
        } else {
            return Ok(());
        };
        Err(Refusal::new(&EVIDENCE_CONTENT).at(format!("{field}.{wrong}")))
    }

    /// Whether it is older than so many months on the day.
    pub fn is_stale(&self, months: u32, today: CivilDate) -> bool {
        let last = i32::try_from(months).ok().and_then(|months| self.dated.plus_months(months));
        last.is_some_and(|last| last < today)
    }
}

fn is_digest(text: &str) -> bool {
    text.len() == 64 && text.bytes().all(|byte| matches!(byte, b'0'..=b'9' | b'a'..=b'f'))
}

/// Refuses a reason that says nothing.
pub fn require_reason(reason: &str) -> Result<(), Refusal> {
    if (3..=2_000).contains(&reason.trim().chars().count()) {
        Ok(())
    } else {
        Err(Refusal::new(&STATEMENT_REASON).at("reason"))
    }
}
