//! Revisions: who changes something says which revision of it they saw.

use super::refusal::{Category, Code, Refusal, RuleKind};

pub static STALE_REVISION: Code = Code {
    text: "STALE_REVISION",
    category: Category::StaleRevision,
    kind: RuleKind::System,
    rule: "optimistic concurrency",
    meaning: "the object has changed since it was read",
};
/// The codes of this module, in the order of the reference.
pub static CODES: [&Code; 1] = [&STALE_REVISION];

/// Refuses when the actor saw another revision than the current one.
pub(crate) fn require_revision(seen: Option<u64>, current: u64) -> Result<(), Refusal> {
    match seen {
        Some(seen) if seen != current => {
            Err(Refusal::new(&STALE_REVISION).number("seen", seen).number("current", current))
        }
        _ => Ok(()),
    }
}
