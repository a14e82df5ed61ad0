//! What requests about one thing have in common: the revision that the asker saw, and the reason of a decision against
//! someone. Every part refuses these in the same words.

use super::refusal::{Category, Code, Refusal, RuleKind};

pub static STALE_REVISION: Code = Code {
    text: "STALE_REVISION",
    category: Category::StaleRevision,
    kind: RuleKind::System,
    rule: "optimistic concurrency",
    meaning: "the object has changed since it was read",
};
pub static REASON_MISSING: Code = Code {
    text: "REASON_MISSING",
    category: Category::Content,
    kind: RuleKind::Setting,
    rule: "a decision against a request states its reason",
    meaning: "a reason has 3 to 2,000 characters",
};
/// The codes of this module, in the order of the reference.
pub static CODES: [&Code; 2] = [&STALE_REVISION, &REASON_MISSING];

/// Refuses when the actor saw another revision than the current one.
pub(crate) fn require_revision(seen: Option<u64>, current: u64) -> Result<(), Refusal> {
    match seen {
        Some(seen) if seen != current => {
            Err(Refusal::new(&STALE_REVISION).number("seen", seen).number("current", current))
        }
        _ => Ok(()),
    }
}

/// Refuses a decision without a reason of 3 to 2,000 characters.
pub(crate) fn require_reason(reason: &str) -> Result<(), Refusal> {
    let length = reason.trim().chars().count();
    if (3..=2000).contains(&length) {
        Ok(())
    } else {
        Err(Refusal::new(&REASON_MISSING).at("reason").number("characters", length))
    }
}

/// Refuses a text that is empty or longer than `most` characters, with the part's own code.
pub(crate) fn require_text(code: &'static Code, field: &str, text: &str, most: usize) -> Result<(), Refusal> {
    let length = text.trim().chars().count();
    if (1..=most).contains(&length) { Ok(()) } else { Err(Refusal::new(code).at(field).largest(most)) }
}
