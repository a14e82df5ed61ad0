//! Which command ids were used, by whom and with which bytes. It is rebuilt from the journal and kept in snapshots.
//!
//! Keys and digests are the first 16 bytes of SHA-256: finding two that collide takes about 2^64 hashes, and who finds
//! them can only confuse answers to commands of their own making.

use std::collections::HashMap;

use etown_domain::Actor;
use sha2::{Digest as _, Sha256};

use crate::record::{Digest, actor_text};

type Short = [u8; 16];

/// Bytes of one remembered command in a snapshot.
pub(crate) const ROW_BYTES: usize = 40;

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct First {
    digest: Short,
    position: u64,
}

/// What is known of a command id.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Known {
    Never,
    /// The same bytes were accepted at this position.
    Same(u64),
    /// Other bytes were accepted at this position.
    Other(u64),
}

#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Idempotency {
    first: HashMap<Short, First>,
}

impl Idempotency {
    pub(crate) fn known(&self, actor: Actor, command_id: &str, digest: &Digest) -> Known {
        match self.first.get(&key(actor, command_id)) {
            None => Known::Never,
            Some(first) if first.digest == short(digest) => Known::Same(first.position),
            Some(first) => Known::Other(first.position),
        }
    }

    pub(crate) fn remember(&mut self, actor: Actor, command_id: &str, digest: &Digest, position: u64) {
        self.first.entry(key(actor, command_id)).or_insert(First { digest: short(digest), position });
    }

    /// Returns the rows of a snapshot: key, digest and position in little-endian order.
    pub(crate) fn to_bytes(&self) -> Vec<u8> {
        let mut bytes = Vec::with_capacity(self.first.len().saturating_mul(ROW_BYTES));
        for (key, first) in &self.first {
            bytes.extend_from_slice(key);
            bytes.extend_from_slice(&first.digest);
            bytes.extend_from_slice(&first.position.to_le_bytes());
        }
        bytes
    }

    /// Reads rows back; `None` where the bytes are not whole rows.
    pub(crate) fn from_bytes(bytes: &[u8]) -> Option<Self> {
        let (rows, rest) = bytes.as_chunks::<ROW_BYTES>();
        if !rest.is_empty() {
            return None;
        }
        let mut first = HashMap::with_capacity(rows.len());
        for row in rows {
            let key: Short = row[..16].try_into().ok()?;
            let digest: Short = row[16..32].try_into().ok()?;
            let position = u64::from_le_bytes(row[32..].try_into().ok()?);
            first.insert(key, First { digest, position });
        }
        Some(Self { first })
    }
}

fn key(actor: Actor, command_id: &str) -> Short {
    let mut state = Sha256::new();
    state.update(actor_text(actor).as_bytes());
    state.update([0]);
    state.update(command_id.as_bytes());
    short(&state.finalize().into())
}

fn short(digest: &Digest) -> Short {
    let mut bytes = [0; 16];
    bytes.copy_from_slice(&digest[..16]);
    bytes
}
