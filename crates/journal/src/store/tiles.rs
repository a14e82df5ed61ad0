//! Tiles on disk: static files in the layout of C2SP `tlog-tiles`, so that any web server can hand them out.
//!
//! A published tile is written once: writing it again must find equal bytes. Tiles hold envelopes and hashes
//! only, never a payload.

use super::fault::JournalFault;
use super::numbers::{to_u64, to_usize};
use super::plan::FaultPlan;
use super::segment::write_under;
use super::tree::{Level, TILE_WIDTH, TreeEdge};
use crate::digest::Hash;
use std::fs::File;
use std::io::ErrorKind;
use std::path::{Path, PathBuf};

/// What a tile holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Tile {
    Hashes { level: usize },
    Entries,
}

/// Whether a file that differs may be replaced.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Replace {
    /// No checkpoint covers it, or what it must be was just proved: it is what an interrupted run left.
    Allowed,
    /// A checkpoint covers it: it must be equal.
    Never,
}

/// The path of a tile below the journal's directory; partial where the width is below 256.
pub(crate) fn tile_path(dir: &Path, tile: Tile, index: u64, width: u64) -> PathBuf {
    let mut path = dir.join("tile");
    match tile {
        Tile::Hashes { level } => path.push(level.to_string()),
        Tile::Entries => path.push("entries"),
    }
    let mut groups = vec![format!("{:03}", index % 1000)];
    let mut rest = index / 1000;
    while rest > 0 {
        groups.push(format!("x{:03}", rest % 1000));
        rest /= 1000;
    }
    let last = groups.remove(0);
    path.extend(groups.into_iter().rev());
    if width == TILE_WIDTH {
        path.push(last);
    } else {
        path.push(format!("{last}.p"));
        path.push(width.to_string());
    }
    path
}

/// Writes a tile unless it is there; what is there must be equal or replaceable.
pub(crate) fn write_tile(
    path: &Path,
    bytes: &[u8],
    replace: Replace,
    faults: Option<&FaultPlan>,
) -> Result<(), JournalFault> {
    let fault = || JournalFault::file("write the tile", path);
    match std::fs::read(path) {
        Ok(found) if found == bytes => return Ok(()),
        Ok(_) if replace == Replace::Never => return Err(JournalFault::TileDiffers { path: path.into() }),
        Err(error) if error.kind() != ErrorKind::NotFound => return Err(fault()(error)),
        Ok(_) | Err(_) => {}
    }
    let file = match File::create(path) {
        Err(error) if error.kind() == ErrorKind::NotFound => {
            if let Some(parent) = path.parent() {
                std::fs::create_dir_all(parent).map_err(fault())?;
            }
            File::create(path)
        }
        result => result,
    };
    write_under(&mut file.map_err(fault())?, bytes, faults).map_err(fault())
}

/// Removes the partial forms of a tile that is now there in full.
pub(crate) fn remove_partials(dir: &Path, tile: Tile, index: u64) -> Result<(), JournalFault> {
    let partial = tile_path(dir, tile, index, 1);
    let Some(parent) = partial.parent() else { return Ok(()) };
    match std::fs::remove_dir_all(parent) {
        Err(error) if error.kind() != ErrorKind::NotFound => {
            Err(JournalFault::file("remove the partial tiles", parent)(error))
        }
        _ => Ok(()),
    }
}

/// Reads hashes `start..start + count`, which lie in one full tile, from disk.
pub(crate) fn read_hashes(
    dir: &Path,
    level: usize,
    start: u64,
    count: u64,
) -> Result<Vec<Hash>, JournalFault> {
    let path = tile_path(dir, Tile::Hashes { level }, start / TILE_WIDTH, TILE_WIDTH);
    let bytes = std::fs::read(&path).map_err(JournalFault::file("read the tile", &path))?;
    let hashes = as_hashes(&bytes).filter(|hashes| to_u64(hashes.len()) == TILE_WIDTH);
    let Some(hashes) = hashes else {
        return Err(JournalFault::FileUnusable { path, reason: "a full tile has 8192 bytes".into() });
    };
    let from = to_usize(start % TILE_WIDTH);
    Ok(hashes[from..from + to_usize(count)].to_vec())
}

/// The edge of the tree of `size` leaves as the tiles on disk have it; `None` where a tile is missing.
pub(crate) fn load_edge(dir: &Path, size: u64) -> Option<TreeEdge> {
    let mut edge = TreeEdge { size, levels: Vec::new() };
    let (mut count, mut number) = (size, 0);
    while count > 0 {
        let width = count % TILE_WIDTH;
        let first_index = count - width;
        let hashes = if width == 0 {
            Vec::new()
        } else {
            let tile = Tile::Hashes { level: number };
            let partial = tile_path(dir, tile, first_index / TILE_WIDTH, width);
            let full = tile_path(dir, tile, first_index / TILE_WIDTH, TILE_WIDTH);
            let bytes = std::fs::read(partial).or_else(|_missing| std::fs::read(full)).ok()?;
            let hashes = as_hashes(&bytes)?;
            hashes.get(..to_usize(width))?.to_vec()
        };
        edge.levels.push(Level { first_index, hashes });
        count /= TILE_WIDTH;
        number += 1;
    }
    Some(edge)
}

fn as_hashes(bytes: &[u8]) -> Option<&[Hash]> {
    let (hashes, rest) = bytes.as_chunks::<32>();
    rest.is_empty().then_some(hashes)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn paths_are_those_of_the_specification() {
        let path = |tile, index, width| tile_path(Path::new(""), tile, index, width).display().to_string();
        assert_eq!(path(Tile::Hashes { level: 0 }, 1_234_067, 256), "tile/0/x001/x234/067");
        assert_eq!(path(Tile::Hashes { level: 2 }, 5, 17), "tile/2/005.p/17");
        assert_eq!(path(Tile::Entries, 273, 112), "tile/entries/273.p/112");
        assert_eq!(path(Tile::Entries, 1000, 256), "tile/entries/x001/000");
        for (level, index) in [(0, 1_234_067), (3, 0), (1, 999_999), (0, 1000)] {
            let foreign = tlog_tiles::Tile::new(8, level, index, 256, false);
            let ours = path(Tile::Hashes { level: usize::from(level) }, index, 256);
            assert_eq!(foreign.path().replace("tile/8/", "tile/"), ours);
        }
    }

    #[test]
    fn a_published_tile_is_never_replaced() {
        let dir = tempfile::tempdir().unwrap();
        let path = tile_path(dir.path(), Tile::Entries, 7, 256);
        write_tile(&path, b"one", Replace::Never, None).unwrap();
        write_tile(&path, b"one", Replace::Never, None).unwrap();
        let refused = write_tile(&path, b"two", Replace::Never, None);
        assert!(matches!(refused, Err(JournalFault::TileDiffers { .. })));
        write_tile(&path, b"two", Replace::Allowed, None).unwrap();
        assert_eq!(std::fs::read(&path).unwrap(), b"two");
    }
}
