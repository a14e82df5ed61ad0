//! Reading the tail of a journal when it is opened, and cutting what an interrupted write left.
//!
//! A tail is cut only where nothing acknowledged can be in it: no checkpoint covers it, an interrupted write
//! explains its bytes, and no later batch follows. Everything else is named as damage.

use super::fault::JournalFault;
use super::frame::{Decoded, FRAME_ALIGNMENT, Frame, decode_frame};
use super::numbers::{to_u64, to_usize};
use super::segment::{SEGMENT_HEADER_BYTES, Scan, Segment};
use super::tiles::load_edge;
use super::tree::{TreeEdge, hashes_below};
use crate::checkpoint::Checkpoint;
use crate::digest::{Hash, root_of};
use crate::envelope::leaf_hash;
use crate::merkle;
use std::path::Path;
use std::sync::Arc;

/// Whether the tiles on disk were enough or everything was computed again from the segments.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Tiles {
    Good,
    Rebuilt,
}

/// The state of a journal after its tail was read.
pub(crate) struct Tail {
    pub(crate) tree: TreeEdge,
    pub(crate) segments: Vec<Arc<Segment>>,
    pub(crate) active_offsets: Vec<u32>,
    /// Offset in the last segment where the next batch goes.
    pub(crate) end: u64,
    /// How many bytes of an interrupted write were cut.
    pub(crate) cut_bytes: u64,
    pub(crate) tiles: Tiles,
}

/// Reads the tail after the published checkpoint; everything where the tiles do not lead to its root.
pub(crate) fn read_tail(
    dir: &Path,
    segments: Vec<Arc<Segment>>,
    published: &Checkpoint,
) -> Result<Tail, JournalFault> {
    if let Some(edge) = load_edge(dir, published.size).filter(|edge| edge_leads_to(dir, edge, published)) {
        return scan_from(segments, edge, published, Tiles::Good);
    }
    let tail = scan_from(segments, TreeEdge::default(), published, Tiles::Rebuilt)?;
    if root_in_memory(&tail.tree, published.size) == Some(published.root) {
        Ok(tail)
    } else {
        Err(JournalFault::CheckpointNotPrefix { checkpoint_size: published.size, disk_size: tail.tree.size })
    }
}

fn edge_leads_to(dir: &Path, edge: &TreeEdge, published: &Checkpoint) -> bool {
    let root = merkle::root(published.size, &mut |height, index| {
        let (level, start, count) = hashes_below(height, index);
        match edge.hashes(level, start, count) {
            Some(hashes) => Ok(root_of(hashes)),
            None => super::tiles::read_hashes(dir, level, start, count).map(|hashes| root_of(&hashes)),
        }
    });
    root.is_ok_and(|root| root == published.root)
}

pub(crate) fn root_in_memory(edge: &TreeEdge, size: u64) -> Option<Hash> {
    let lookup = &mut |height, index| {
        let (level, start, count) = hashes_below(height, index);
        edge.hashes(level, start, count).map(root_of).ok_or(())
    };
    merkle::root(size, lookup).ok()
}

fn scan_from(
    segments: Vec<Arc<Segment>>,
    mut tree: TreeEdge,
    published: &Checkpoint,
    tiles: Tiles,
) -> Result<Tail, JournalFault> {
    let covered = tree.size;
    let start = segments.partition_point(|segment| segment.first_position <= covered).saturating_sub(1);
    let not_prefix =
        |disk_size| JournalFault::CheckpointNotPrefix { checkpoint_size: published.size, disk_size };
    let (mut active_offsets, mut end, mut cut_bytes) = (Vec::new(), 0, 0);
    for (index, segment) in segments.iter().enumerate().skip(start) {
        let bytes = segment.read_whole()?;
        let mut differs = false;
        let scan = segment.scan(&bytes, |frame| differs |= !take_leaf(&mut tree, frame));
        let end_position = segment.first_position + to_u64(scan.offsets.len());
        if let Some(next) = segments.get(index + 1) {
            if end_position != next.first_position {
                return Err(segment.damaged(&scan));
            }
            segment.offsets.get_or_init(|| scan.offsets);
        } else {
            cut_bytes = settle_tail(segment, &bytes, &scan, published.size)?;
            end = to_u64(scan.end);
            if end_position < published.size {
                return Err(not_prefix(end_position));
            }
            active_offsets = scan.offsets;
        }
        if differs {
            return Err(not_prefix(end_position));
        }
    }
    Ok(Tail { tree, segments, active_offsets, end, cut_bytes, tiles })
}

/// Adds a new leaf, or compares one that the tiles have; false where it differs.
fn take_leaf(tree: &mut TreeEdge, frame: &Frame<'_>) -> bool {
    if frame.position == tree.size {
        tree.push(leaf_hash(frame.envelope));
        return true;
    }
    tree.hashes(0, frame.position, 1).is_none_or(|known| known[0] == leaf_hash(frame.envelope))
}

/// Cuts a torn tail, makes the last batch durable, and names damage; returns the bytes that were cut.
fn settle_tail(
    segment: &Segment,
    bytes: &[u8],
    scan: &Scan,
    published_size: u64,
) -> Result<u64, JournalFault> {
    let position = segment.first_position + to_u64(scan.offsets.len());
    let rest = &bytes[scan.end..];
    let left = rest.iter().rposition(|byte| *byte != 0).map_or(0, |last| last + 1);
    if left > 0 {
        let is_explained = scan.broken.is_none_or(|(_, is_torn)| is_torn);
        if position < published_size
            || !is_explained
            || has_later_batch(&bytes[..scan.end + left], scan.end, position)
        {
            return Err(segment.damaged(scan));
        }
    }
    let fault = || JournalFault::file("settle the tail", &segment.path);
    if left > 0 {
        segment.medium.write_all_at(&vec![0; left], to_u64(scan.end)).map_err(fault())?;
    }
    // The last batch may be in the page cache only, with its failed sync forgotten: writing it again makes
    // the sync below mean what it says.
    if scan.last_batch >= SEGMENT_HEADER_BYTES {
        let batch = &bytes[scan.last_batch..scan.end];
        segment.medium.write_all_at(batch, to_u64(scan.last_batch)).map_err(fault())?;
    }
    segment.medium.sync().map_err(fault())?;
    Ok(to_u64(left))
}

/// True where an intact frame of a batch that began after `position` stands behind the broken bytes.
fn has_later_batch(bytes: &[u8], from: usize, position: u64) -> bool {
    let mut offset = from + FRAME_ALIGNMENT;
    while offset < bytes.len() {
        match decode_frame(bytes, offset) {
            Decoded::Frame(frame) if frame.batch_first > position => return true,
            Decoded::Frame(frame) => offset += frame.length,
            _ => offset += FRAME_ALIGNMENT,
        }
    }
    false
}

/// Reads the bytes of frames up to `size`; the length in bytes of the segment's part that holds them.
pub(crate) fn bytes_up_to(segment: &Segment, bytes: &[u8], size: u64) -> usize {
    let wanted = to_usize(size.saturating_sub(segment.first_position));
    let mut offset = SEGMENT_HEADER_BYTES;
    for _ in 0..wanted {
        let Decoded::Frame(frame) = decode_frame(bytes, offset) else { break };
        offset += frame.length;
    }
    offset
}
