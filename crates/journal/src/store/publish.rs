//! Publishing: tiles behind the writer, then a signed checkpoint over what is durable.
//!
//! Tiles are durable before a checkpoint covers them; a checkpoint is signed only over durable entries, and
//! its file is replaced as a whole. Keys rotate and are revoked here, because both change what is published.

use super::JournalReader;
use super::fault::JournalFault;
use super::metadata::{CHECKPOINT, SignedCheckpoint, write_trust};
use super::plan::{FaultPlan, step};
use super::segment::{replace_file_under, sync_directory};
use super::shared::{Publishing, Shared};
use super::tail::Tiles;
use super::tiles::{Replace, Tile, remove_partials, tile_path, write_tile};
use super::tree::TILE_WIDTH;
use crate::checkpoint::Checkpoint;
use crate::keys::JournalKey;
use crate::note::parse_note;
use crate::trust::TrustedKey;
use std::fs::File;
use std::path::PathBuf;
use std::sync::Arc;

/// Above this, one sync of the file system costs less than one for each file, whoever else is writing.
const TILES_SYNCED_SINGLY_MAX: usize = 32;

pub(super) fn publish(shared: &Arc<Shared>) -> Result<SignedCheckpoint, JournalFault> {
    publish_with(shared, &shared.publishing())
}

fn publish_with(shared: &Arc<Shared>, publishing: &Publishing) -> Result<SignedCheckpoint, JournalFault> {
    let key = publishing.key.as_ref().ok_or(JournalFault::KeyMissing)?;
    let size = shared.size();
    let latest = shared.latest();
    if latest.checkpoint.size == size && is_signed_by(&latest.note, key) {
        return Ok(latest);
    }
    let published = latest.checkpoint.size;
    let faults = publishing.faults.as_deref();
    let replace = |end| if end <= published { Replace::Never } else { Replace::Allowed };
    let full_tiles = write_tiles(shared, size, faults, replace)?;
    step(faults).map_err(JournalFault::file("make the tiles durable", &shared.dir))?;
    make_durable(shared, &full_tiles)?;
    let checkpoint = Checkpoint { origin: shared.metadata.origin.clone(), size, root: shared.root(size)? };
    let signed = SignedCheckpoint { note: key.sign(&checkpoint.to_text()), checkpoint };
    replace_file_under(&shared.dir.join(CHECKPOINT), signed.note.as_bytes(), faults)?;
    shared.set_latest(signed.clone());
    shared.state_mut().tree.forget_full_tiles(size);
    Ok(signed)
}

/// After opening: writes what an interrupted publication of `size` left out, or all tiles after a rebuild.
pub(super) fn complete_tiles(shared: &Arc<Shared>, size: u64, tiles: Tiles) -> Result<(), JournalFault> {
    // What the tiles must be was proved against the checkpoint's root just before.
    let faults = shared.publishing().faults.clone();
    let full_tiles = write_tiles(shared, size, faults.as_deref(), |_| Replace::Allowed)?;
    if tiles == Tiles::Rebuilt {
        make_durable(shared, &full_tiles)?;
    }
    shared.state_mut().tree.forget_full_tiles(size);
    Ok(())
}

/// Writes the tiles of the tree of `size` leaves whose hashes are in memory; returns the paths of full ones.
///
/// `replace` is asked with the first position after a tile.
fn write_tiles(
    shared: &Arc<Shared>,
    size: u64,
    faults: Option<&FaultPlan>,
    replace: impl Fn(u64) -> Replace,
) -> Result<Vec<PathBuf>, JournalFault> {
    let mut full_tiles = Vec::new();
    let (mut count, mut level, mut leaves_per_hash) = (size, 0_usize, 1_u64);
    while count > 0 {
        let first = shared.state().tree.levels.get(level).map_or(count, |known| known.first_index);
        for index in first / TILE_WIDTH..count.div_ceil(TILE_WIDTH) {
            let width = (count - index * TILE_WIDTH).min(TILE_WIDTH);
            let end = (index * TILE_WIDTH + width).saturating_mul(leaves_per_hash);
            write_hash_tile(shared, level, index, width, (replace(end), faults))?;
            if level == 0 {
                write_entry_bundle(shared, index, width, (replace(end), faults))?;
            }
            if width == TILE_WIDTH {
                let entries = (level == 0).then_some(Tile::Entries);
                for tile in [Tile::Hashes { level }].into_iter().chain(entries) {
                    full_tiles.push(tile_path(&shared.dir, tile, index, width));
                    let path = tile_path(&shared.dir, tile, index, 1);
                    step(faults).map_err(JournalFault::file("remove the partial tiles", &path))?;
                    remove_partials(&shared.dir, tile, index)?;
                }
            }
        }
        count /= TILE_WIDTH;
        level += 1;
        leaves_per_hash = leaves_per_hash.saturating_mul(TILE_WIDTH);
    }
    Ok(full_tiles)
}

fn write_hash_tile(
    shared: &Shared,
    level: usize,
    index: u64,
    width: u64,
    (replace, faults): (Replace, Option<&FaultPlan>),
) -> Result<(), JournalFault> {
    let bytes = {
        let state = shared.state();
        let hashes = state.tree.hashes(level, index * TILE_WIDTH, width);
        hashes.expect("hashes of unwritten tiles are in memory").as_flattened().to_vec()
    };
    write_tile(&tile_path(&shared.dir, Tile::Hashes { level }, index, width), &bytes, replace, faults)
}

/// Writes a bundle of envelopes, each behind its length in two bytes, most significant first.
fn write_entry_bundle(
    shared: &Arc<Shared>,
    index: u64,
    width: u64,
    (replace, faults): (Replace, Option<&FaultPlan>),
) -> Result<(), JournalFault> {
    let mut entries = JournalReader { shared: Arc::clone(shared) }.read_from(index * TILE_WIDTH);
    let mut bytes = Vec::new();
    for _ in 0..width {
        entries.next_frame(|frame, _, _| {
            let length = u16::try_from(frame.envelope.len()).expect("an envelope has at most 4 KiB");
            bytes.extend_from_slice(&length.to_be_bytes());
            bytes.extend_from_slice(frame.envelope);
            Ok(())
        })?;
    }
    write_tile(&tile_path(&shared.dir, Tile::Entries, index, width), &bytes, replace, faults)
}

/// Makes full tiles durable: each by itself where they are few, else all by one sync of the file system.
fn make_durable(shared: &Shared, full_tiles: &[PathBuf]) -> Result<(), JournalFault> {
    if full_tiles.len() > TILES_SYNCED_SINGLY_MAX {
        let fault = || JournalFault::file("make the tiles durable", &shared.dir);
        let dir = File::open(&shared.dir).map_err(fault())?;
        return rustix::fs::syncfs(&dir).map_err(|error| fault()(error.into()));
    }
    for path in full_tiles {
        let fault = || JournalFault::file("make the tile durable", path);
        File::open(path).and_then(|file| file.sync_all()).map_err(fault())?;
        path.parent().map_or(Ok(()), sync_directory)?;
    }
    Ok(())
}

fn is_signed_by(note: &str, key: &JournalKey) -> bool {
    let verifier = key.verifier();
    parse_note(note.as_bytes()).is_ok_and(|note| note.signatures.iter().any(|it| verifier.is_claimed_by(it)))
}

pub(super) fn rotate_key(
    shared: &Arc<Shared>,
    new: JournalKey,
    instant_microseconds: i64,
) -> Result<SignedCheckpoint, JournalFault> {
    let mut publishing = shared.publishing();
    // A revoked key signs nothing more: what it signed last is already published.
    let last_of_old = match publishing.key {
        Some(_) => publish_with(shared, &publishing)?,
        None => shared.latest(),
    };
    let mut trust = publishing.trust.clone();
    for key in trust.keys.iter_mut().filter(|key| key.valid_to_microseconds.is_none()) {
        key.valid_to_microseconds = Some(instant_microseconds);
        key.tree_size_max = Some(last_of_old.checkpoint.size);
    }
    trust.keys.push(TrustedKey::new(new.verifier(), instant_microseconds));
    write_trust(&shared.dir, &trust)?;
    publishing.trust = trust;
    publishing.key = Some(new);
    publish_with(shared, &publishing)
}

pub(super) fn revoke_key(
    shared: &Arc<Shared>,
    vkey: &str,
    instant_microseconds: i64,
    reason: &str,
) -> Result<bool, JournalFault> {
    let mut publishing = shared.publishing();
    let mut trust = publishing.trust.clone();
    if !trust.revoke(vkey, instant_microseconds, reason) {
        return Ok(false);
    }
    write_trust(&shared.dir, &trust)?;
    publishing.trust = trust;
    if publishing.key.as_ref().is_some_and(|key| key.verifier().to_string() == vkey) {
        publishing.key = None;
    }
    Ok(true)
}
