//! What a run came to, in numbers and digests, so that two runs of one seed can be compared.

use std::collections::BTreeMap;

use serde::Serialize;

/// What a run came to.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub(crate) struct Tally {
    pub(crate) commands: u64,
    pub(crate) accepted: u64,
    pub(crate) refused: u64,
    pub(crate) repeated: u64,
    pub(crate) reused: u64,
    /// Planned failures that struck.
    pub(crate) faults: u64,
    /// Commands of unknown outcome that turned out to be entries.
    pub(crate) survivors: u64,
    pub(crate) restarts: u64,
    pub(crate) exceptions_open: u64,
    pub(crate) lists: u64,
    /// Accepted commands by kind, refusals by code, exceptions by kind.
    pub(crate) accepted_by_kind: BTreeMap<&'static str, u64>,
    pub(crate) refused_by_code: BTreeMap<&'static str, u64>,
    pub(crate) exceptions_by_kind: BTreeMap<&'static str, u64>,
    /// Over every outcome in order.
    pub(crate) history_digest: u64,
    /// SHA-256 of the state at the end.
    pub(crate) state_digest: String,
}

const FNV_OFFSET: u64 = 0xcbf2_9ce4_8422_2325;
const FNV_PRIME: u64 = 0x0000_0100_0000_01b3;

impl Default for Tally {
    fn default() -> Self {
        Self {
            commands: 0,
            accepted: 0,
            refused: 0,
            repeated: 0,
            reused: 0,
            faults: 0,
            survivors: 0,
            restarts: 0,
            exceptions_open: 0,
            lists: 0,
            accepted_by_kind: BTreeMap::new(),
            refused_by_code: BTreeMap::new(),
            exceptions_by_kind: BTreeMap::new(),
            history_digest: FNV_OFFSET,
            state_digest: String::new(),
        }
    }
}

impl Tally {
    /// Takes bytes into the digest of the history, by FNV-1a; it tells runs apart and proves nothing.
    pub(super) fn note(&mut self, bytes: &[u8]) {
        for byte in bytes {
            self.history_digest = (self.history_digest ^ u64::from(*byte)).wrapping_mul(FNV_PRIME);
        }
    }

    /// Adds another run's counts; digests are not added.
    pub(crate) fn add(&mut self, other: &Self) {
        self.commands += other.commands;
        self.accepted += other.accepted;
        self.refused += other.refused;
        self.repeated += other.repeated;
        self.reused += other.reused;
        self.faults += other.faults;
        self.survivors += other.survivors;
        self.restarts += other.restarts;
        self.exceptions_open += other.exceptions_open;
        self.lists += other.lists;
        let pairs = [
            (&mut self.accepted_by_kind, &other.accepted_by_kind),
            (&mut self.refused_by_code, &other.refused_by_code),
            (&mut self.exceptions_by_kind, &other.exceptions_by_kind),
        ];
        for (own, others) in pairs {
            for (name, count) in others {
                *own.entry(name).or_default() += count;
            }
        }
    }
}
