//! What the writer and all readers of a journal share: the durable size, the segments and the edge of the
//! tree.
//!
//! Nothing is visible here before it is durable. Locks are held for memory work only, never across a write.

use super::fault::JournalFault;
use super::metadata::{Metadata, SignedCheckpoint};
use super::plan::FaultPlan;
use super::segment::Segment;
use super::tiles::read_hashes;
use super::tree::{TreeEdge, hashes_below};
use crate::digest::{Hash, root_of};
use crate::envelope::JournalId;
use crate::keys::JournalKey;
use crate::merkle;
use crate::trust::TrustFile;
use std::path::PathBuf;
use std::sync::{Arc, Mutex, MutexGuard, RwLock, RwLockReadGuard, RwLockWriteGuard};

#[derive(Debug)]
pub(crate) struct Shared {
    pub(crate) dir: PathBuf,
    pub(crate) id: JournalId,
    pub(crate) metadata: Metadata,
    state: RwLock<State>,
    /// What is published and with which key; held for the whole of a publication.
    publishing: Mutex<Publishing>,
    latest: RwLock<SignedCheckpoint>,
}

#[derive(Debug)]
pub(crate) struct State {
    pub(crate) tree: TreeEdge,
    /// In order of their first positions; the last one is being written.
    pub(crate) segments: Vec<Arc<Segment>>,
    /// Offsets of the frames in the last segment, in units of eight bytes.
    pub(crate) active_offsets: Vec<u32>,
}

#[derive(Debug)]
pub(crate) struct Publishing {
    pub(crate) key: Option<JournalKey>,
    pub(crate) trust: TrustFile,
    /// Failures that a test has planned.
    pub(crate) faults: Option<Arc<FaultPlan>>,
}

/// Where an entry stands.
pub(crate) struct Location {
    pub(crate) segment: Arc<Segment>,
    /// The offset where it is known without reading; else the first position after the segment.
    pub(crate) offset: Result<u32, u64>,
    /// The first position after the durable entries of this segment.
    pub(crate) end_position: u64,
}

impl Shared {
    pub(crate) fn new(
        dir: PathBuf,
        id: JournalId,
        metadata: Metadata,
        state: State,
        publishing: Publishing,
        latest: SignedCheckpoint,
    ) -> Self {
        Self {
            dir,
            id,
            metadata,
            state: RwLock::new(state),
            publishing: Mutex::new(publishing),
            latest: RwLock::new(latest),
        }
    }

    pub(crate) fn state(&self) -> RwLockReadGuard<'_, State> {
        self.state.read().expect("no holder of this lock panics")
    }

    pub(crate) fn state_mut(&self) -> RwLockWriteGuard<'_, State> {
        self.state.write().expect("no holder of this lock panics")
    }

    pub(crate) fn publishing(&self) -> MutexGuard<'_, Publishing> {
        self.publishing.lock().expect("no holder of this lock panics")
    }

    pub(crate) fn latest(&self) -> SignedCheckpoint {
        self.latest.read().expect("no holder of this lock panics").clone()
    }

    pub(crate) fn set_latest(&self, latest: SignedCheckpoint) {
        *self.latest.write().expect("no holder of this lock panics") = latest;
    }

    pub(crate) fn size(&self) -> u64 {
        self.state().tree.size
    }

    /// Finds the segment of a position; `None` where it is not yet durable.
    pub(crate) fn locate(&self, position: u64) -> Option<Location> {
        let state = self.state();
        if position >= state.tree.size {
            return None;
        }
        let after = state.segments.partition_point(|segment| segment.first_position <= position);
        let segment = Arc::clone(state.segments.get(after.checked_sub(1)?)?);
        let Some(next) = state.segments.get(after) else {
            let index = usize::try_from(position - segment.first_position).ok()?;
            let offset = Ok(*state.active_offsets.get(index)?);
            return Some(Location { segment, offset, end_position: state.tree.size });
        };
        let end_position = next.first_position;
        Some(Location { segment, offset: Err(end_position), end_position })
    }

    /// The root of a perfect subtree, from memory or from a full tile.
    pub(crate) fn subtree(&self, height: u32, index: u64) -> Result<Hash, JournalFault> {
        let (level, start, count) = hashes_below(height, index);
        if let Some(hashes) = self.state().tree.hashes(level, start, count) {
            return Ok(root_of(hashes));
        }
        read_hashes(&self.dir, level, start, count).map(|hashes| root_of(&hashes))
    }

    /// The root over the first `size` entries.
    pub(crate) fn root(&self, size: u64) -> Result<Hash, JournalFault> {
        merkle::root(size, &mut |height, index| self.subtree(height, index))
    }
}
