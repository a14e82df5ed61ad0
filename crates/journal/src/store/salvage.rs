//! Saving the intact front of a journal that refuses to open, as a backup.
//!
//! Where damage or a lost end stops a journal and no backup is better, a recovery with loss starts from here. The
//! damaged directory is only read.

use super::backup::{BackupManifest, finish_backup, write_backup_file};
use super::fault::JournalFault;
use super::metadata::{Metadata, SEGMENTS, lock_directory, read_trust};
use super::open::{prepare_directory, segment_paths};
use super::segment::{Segment, file_name};
use super::tail::root_in_memory;
use super::tree::TreeEdge;
use crate::envelope::leaf_hash;
use std::path::Path;

/// Copies every entry before the first damage into a new backup; the manifest says how many they are.
///
/// Faults: in use, not a journal, newer format, no intact segment at all.
///
/// # Panics
///
/// Never in practice: the tree is whole in memory.
pub fn salvage(dir: &Path, backup: &Path) -> Result<BackupManifest, JournalFault> {
    let metadata = Metadata::read(dir)?;
    let _lock = lock_directory(dir)?;
    let trust = read_trust(dir)?;
    prepare_directory(backup)?;
    let mut tree = TreeEdge::default();
    let mut files = Vec::new();
    for path in segment_paths(dir)? {
        let segment = match Segment::open(path, None) {
            Ok(segment) if segment.first_position == tree.size => segment,
            Err(newer @ JournalFault::FormatNewer { .. }) => return Err(newer),
            // A segment that is missing, or whose header does not hold, ends what can be saved.
            Ok(_) | Err(_) => break,
        };
        let mut bytes = segment.read_whole()?;
        let scan = segment.scan(&bytes, |frame| tree.push(leaf_hash(frame.envelope)));
        bytes[scan.end..].fill(0);
        let name = format!("{SEGMENTS}/{}", file_name(segment.first_position));
        files.push(write_backup_file(backup, &name, &bytes)?);
        if scan.broken.is_some() {
            break;
        }
    }
    if files.is_empty() {
        let reason = "not even the first segment is intact".into();
        return Err(JournalFault::BackupUnusable { dir: dir.into(), reason });
    }
    let root = root_in_memory(&tree, tree.size).expect("nothing was forgotten");
    finish_backup(backup, dir, &metadata, &trust, (tree.size, root, files))
}
