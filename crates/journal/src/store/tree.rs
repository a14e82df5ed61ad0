//! The growing edge of the Merkle tree in memory, by levels of 256 hashes as the tiles have them.
//!
//! Only hashes that are not yet in full tiles on disk are held. The edge never forgets the last, partial tile
//! of a level.

use super::numbers::{to_u64, to_usize};
use crate::digest::{Hash, root_of};

/// Hashes of a full tile.
pub(crate) const TILE_WIDTH: u64 = 256;

/// The hashes of one level from `first_index` on; level n has one hash for each 256^n leaves.
#[derive(Debug, Clone, Default)]
pub(crate) struct Level {
    /// A multiple of 256.
    pub(crate) first_index: u64,
    pub(crate) hashes: Vec<Hash>,
}

/// The edge of a tree of `size` leaves.
#[derive(Debug, Clone, Default)]
pub(crate) struct TreeEdge {
    pub(crate) size: u64,
    pub(crate) levels: Vec<Level>,
}

impl TreeEdge {
    /// Adds a leaf, and above it a hash for each tile that it fills.
    pub(crate) fn push(&mut self, leaf: Hash) {
        self.size += 1;
        let mut hash = leaf;
        for level in 0.. {
            if level == self.levels.len() {
                self.levels.push(Level::default());
            }
            let hashes = &mut self.levels[level].hashes;
            hashes.push(hash);
            // The first index is a multiple of the width, so the count tells where tiles end.
            if !to_u64(hashes.len()).is_multiple_of(TILE_WIDTH) {
                return;
            }
            hash = root_of(&hashes[hashes.len() - to_usize(TILE_WIDTH)..]);
        }
    }

    /// Hashes `start..start + count` of a level, where they are still in memory.
    pub(crate) fn hashes(&self, level: usize, start: u64, count: u64) -> Option<&[Hash]> {
        let level = self.levels.get(level)?;
        let from = to_usize(start.checked_sub(level.first_index)?);
        level.hashes.get(from..from + to_usize(count))
    }

    /// Forgets what stands in full tiles of the tree of `size` leaves.
    pub(crate) fn forget_full_tiles(&mut self, size: u64) {
        let mut count = size;
        for level in &mut self.levels {
            let keep_from = count - count % TILE_WIDTH;
            let gone = keep_from.saturating_sub(level.first_index);
            level.hashes.drain(..to_usize(gone));
            level.first_index = level.first_index.max(keep_from);
            count /= TILE_WIDTH;
        }
    }
}

/// The level, start and count of the hashes under the perfect subtree of a height; at most one tile's worth.
pub(crate) fn hashes_below(height: u32, index: u64) -> (usize, u64, u64) {
    let level = height / 8;
    let below = height % 8;
    (usize::try_from(level).expect("a tree has at most 64 levels"), index << below, 1 << below)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::digest::Algorithm;
    use crate::merkle;

    #[test]
    fn the_edge_gives_the_root_of_every_size_and_forgets_only_full_tiles() {
        let leaves: Vec<Hash> =
            (0..66_000_u32).map(|index| Algorithm::Sha256.hash(&[&index.to_le_bytes()])).collect();
        let mut edge = TreeEdge::default();
        for (index, leaf) in leaves.iter().enumerate() {
            edge.push(*leaf);
            if [0, 1, 254, 255, 256, 65_534, 65_535, 65_536, 65_999].contains(&index) {
                let root = merkle::root(edge.size, &mut |height, index| {
                    let (level, start, count) = hashes_below(height, index);
                    edge.hashes(level, start, count).map(root_of).ok_or(())
                });
                assert_eq!(root, Ok(root_of(&leaves[..=index])));
            }
        }
        edge.forget_full_tiles(65_700);
        assert_eq!(edge.levels.iter().map(|level| level.first_index).collect::<Vec<_>>(), [65_536, 256, 0]);
        assert_eq!(edge.hashes(0, 65_999, 1), Some(&leaves[65_999..]));
        assert_eq!(edge.hashes(0, 65_535, 1), None);
    }
}
