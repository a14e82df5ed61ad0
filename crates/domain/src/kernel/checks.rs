//! What decisions of every part check alike: the revision that the actor saw, and that a decision says why.

use super::refusal::{Refusal, codes};

codes! {
    STALE_REVISION, StaleRevision, System, "optimistic concurrency", "the object has changed since it was read";
    REASON_MISSING, Content, Setting, "a decision against a request states its reason", "a reason has 3 to 2,000 characters";
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

/// Refuses when the actor saw another revision than the current one.
pub(crate) fn require_revision(seen: Option<u64>, current: u64) -> Result<(), Refusal> {
    match seen {
        Some(seen) if seen != current => {
            Err(Refusal::new(&STALE_REVISION).number("seen", seen).number("current", current))
        }
        _ => Ok(()),
    }
}
