//! What a decision may know besides state and command: who acts, when, and ids nobody has used.

use etown_values::{CivilDate, Instant};

use crate::exchange::Examined;
use crate::kernel::access::Actor;
use crate::kernel::reports::MessageDigest;

/// Fresh ids for one command, made outside the core. The writer gives each command a base no other command shares in
/// its 80 lowest bits' neighbourhood; the n-th id of a command is base + n.
#[derive(Clone, Debug)]
pub struct FreshIds {
    next: u128,
}

impl FreshIds {
    pub const fn from_base(base: u128) -> Self {
        Self { next: base }
    }

    /// Returns the next fresh id as the type that the caller asks for.
    pub fn take<I>(&mut self, make: impl FnOnce(u128) -> I) -> I {
        let id = make(self.next);
        self.next = self.next.wrapping_add(1);
        id
    }
}

#[derive(Clone, Debug)]
pub struct Context {
    pub actor: Actor,
    /// Stamped by the writer; never before the entry that precedes it.
    pub now: Instant,
    /// The date of `now` in the zone.
    pub business_date: CivilDate,
    /// The position that the entry will have.
    pub position: u64,
    /// SHA-256 of the command's bytes as received.
    pub digest: MessageDigest,
    /// What the writer found in what the command presents of others.
    pub examined: Examined,
    pub fresh: FreshIds,
}
