//! The journal on a real disk: what it keeps, what it refuses, and what it survives.

mod damage;
mod faults;
mod keeping;
mod moving;

use super::*;
use crate::entry::Section;
use tempfile::TempDir;

pub(super) const ORIGIN: &str = "zone.example/journal";
/// Small, so that a test crosses segments soon.
pub(super) const SEGMENT_BYTES: u64 = 16 * 1024;
/// The instant of the entry at position 0.
pub(super) const START: i64 = 1_763_888_890_000_000;

pub(super) fn key(seed: u8) -> JournalKey {
    JournalKey::from_seed(ORIGIN, &[seed; 32]).unwrap()
}

pub(super) fn options() -> OpenOptions {
    OpenOptions { segment_bytes: Some(SEGMENT_BYTES), ..OpenOptions::with_key(key(1)) }
}

pub(super) fn new_journal() -> (TempDir, Journal) {
    let dir = tempfile::tempdir().unwrap();
    let journal = Journal::create(dir.path(), ORIGIN, START, options()).unwrap();
    (dir, journal)
}

pub(super) fn reopen(dir: &TempDir) -> Result<Journal, JournalFault> {
    Journal::open(dir.path(), options())
}

pub(super) fn draft(position: u64) -> EntryDraft {
    let sections = vec![
        Section::new("command", format!("{{\"release\":{position}}}")),
        Section::new("actor", "{\"actor\":\"usr_demo\"}"),
        Section::new("events", vec![b'x'; usize::try_from(position % 700).unwrap()]),
    ];
    EntryDraft::new(START + i64::try_from(position).unwrap(), sections).unwrap()
}

/// Appends `count` entries in batches of `batch` and expects them written.
pub(super) fn append(journal: &mut Journal, count: u64, batch: u64) {
    let end = journal.size() + count;
    while journal.size() < end {
        let first = journal.size();
        let drafts: Vec<EntryDraft> = (first..end.min(first + batch)).map(draft).collect();
        let Append::Written(written) = journal.append(first, &drafts) else { panic!("the batch is written") };
        assert_eq!(written.len(), drafts.len());
        assert_eq!(written[0].position, first);
    }
}

/// Every entry is there, in order, with the content it was appended with.
pub(super) fn assert_whole(journal: &Journal) {
    let mut position = 0;
    for entry in journal.read_from(0) {
        let entry = entry.unwrap();
        assert_eq!(entry.envelope.position, position);
        for section in draft(position).sections() {
            assert_eq!(entry.section(&section.name), Some(section.content.as_slice()));
        }
        position += 1;
    }
    assert_eq!(position, journal.size());
}

/// The fault of an opening that must be refused.
pub(super) fn refused(dir: &TempDir) -> JournalFault {
    reopen(dir).expect_err("the journal is refused")
}

/// The segment files in order.
pub(super) fn segments(dir: &TempDir) -> Vec<std::path::PathBuf> {
    open::segment_paths(dir.path()).unwrap()
}

/// The offset in its segment of the entry at `position`, and the segment's path.
pub(super) fn place(journal: &Journal, position: u64) -> (std::path::PathBuf, usize) {
    let mut place = None;
    let mut entries = journal.read_from(position);
    entries
        .next_frame(|_, segment, offset| {
            place = Some((segment.path.clone(), numbers::to_usize(offset)));
            Ok(())
        })
        .unwrap();
    place.unwrap()
}

/// Changes one byte of a file.
pub(super) fn flip(path: &std::path::Path, offset: usize) {
    let mut bytes = std::fs::read(path).unwrap();
    bytes[offset] ^= 0x20;
    std::fs::write(path, bytes).unwrap();
}
