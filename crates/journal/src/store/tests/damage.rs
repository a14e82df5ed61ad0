//! Damage is named with its position and refused; only what an interrupted write left is cut.

use super::*;
use crate::store::frame::FRAME_HEADER_BYTES;

fn damaged_at(fault: &JournalFault) -> u64 {
    match fault {
        JournalFault::Damaged { position, .. } => *position,
        other => panic!("damage is named, not {other}"),
    }
}

#[test]
fn a_torn_tail_is_cut_and_the_journal_goes_on() {
    let (dir, mut journal) = new_journal();
    append(&mut journal, 20, 5);
    let (path, offset) = place(&journal, 17);
    drop(journal);
    let mut bytes = std::fs::read(&path).unwrap();
    bytes[offset + 50..].fill(0);
    std::fs::write(&path, bytes).unwrap();
    let mut journal = reopen(&dir).unwrap();
    assert_eq!(journal.size(), 17, "what was whole of the unacknowledged batch stays");
    assert!(journal.cut_bytes() > 0);
    append(&mut journal, 30, 5);
    drop(journal);
    let journal = reopen(&dir).unwrap();
    assert_eq!((journal.size(), journal.cut_bytes()), (47, 0));
    assert_whole(&journal);
}

#[test]
fn a_tail_whose_first_sector_was_lost_leaves_no_ghosts() {
    let (dir, mut journal) = new_journal();
    append(&mut journal, 2, 1);
    append(&mut journal, 12, 12);
    let (path, offset) = place(&journal, 2);
    drop(journal);
    let mut bytes = std::fs::read(&path).unwrap();
    let sector_end = (offset / 512 + 1) * 512;
    bytes[offset..sector_end].fill(0);
    std::fs::write(&path, bytes).unwrap();
    let mut journal = reopen(&dir).unwrap();
    assert_eq!(journal.size(), 2);
    append(&mut journal, 1, 1);
    drop(journal);
    assert_eq!(reopen(&dir).unwrap().size(), 3, "no frame of the lost batch comes back");
}

#[test]
fn a_flipped_byte_in_the_middle_is_named_with_its_position() {
    for part in [0, 3, 20, FRAME_HEADER_BYTES + 10, FRAME_HEADER_BYTES + 300] {
        let (dir, mut journal) = new_journal();
        append(&mut journal, 20, 5);
        let (path, offset) = place(&journal, 11);
        drop(journal);
        flip(&path, offset + part);
        assert_eq!(damaged_at(&refused(&dir)), 11, "byte {part}");
    }
}

#[test]
fn a_flipped_byte_in_the_last_entry_is_damage_and_not_a_torn_tail() {
    let (dir, mut journal) = new_journal();
    append(&mut journal, 20, 5);
    let (path, offset) = place(&journal, 19);
    drop(journal);
    flip(&path, offset + FRAME_HEADER_BYTES + 100);
    assert_eq!(damaged_at(&refused(&dir)), 19);
}

#[test]
fn zeros_over_an_entry_that_a_checkpoint_covers_are_not_cut() {
    let (dir, mut journal) = new_journal();
    append(&mut journal, 20, 5);
    journal.checkpoint().unwrap();
    let (path, offset) = place(&journal, 15);
    drop(journal);
    let whole = std::fs::read(&path).unwrap();
    let mut bytes = whole.clone();
    bytes[offset + 50..].fill(0);
    std::fs::write(&path, &bytes).unwrap();
    assert_eq!(damaged_at(&refused(&dir)), 15);
    bytes[offset..].fill(0);
    std::fs::write(&path, &bytes).unwrap();
    let fault = refused(&dir);
    assert!(
        matches!(fault, JournalFault::CheckpointNotPrefix { checkpoint_size: 20, disk_size: 15 }),
        "{fault}"
    );
}

#[test]
fn zeros_over_an_acknowledged_batch_before_another_are_damage() {
    let (dir, mut journal) = new_journal();
    append(&mut journal, 20, 5);
    let (path, offset) = place(&journal, 10);
    let (_, next) = place(&journal, 15);
    drop(journal);
    let mut bytes = std::fs::read(&path).unwrap();
    bytes[offset..next].fill(0);
    std::fs::write(&path, &bytes).unwrap();
    assert_eq!(damaged_at(&refused(&dir)), 10);
}

#[test]
fn damage_in_an_older_segment_is_named_when_it_is_read_and_by_the_audit() {
    let (dir, mut journal) = new_journal();
    append(&mut journal, 700, 9);
    journal.checkpoint().unwrap();
    let (path, offset) = place(&journal, 40);
    drop(journal);
    flip(&path, offset + FRAME_HEADER_BYTES + 280);
    let journal = reopen(&dir).unwrap();
    assert_eq!(damaged_at(&journal.read(40).expect_err("the read is refused")), 40);
    let report = journal.reader().audit(|_| {}).unwrap();
    assert_eq!((report.findings[0].position, report.findings[0].code), (40, "journal_damaged"));
}

#[test]
fn an_entry_that_was_changed_with_its_checksum_is_found_by_the_audit() {
    let (dir, mut journal) = new_journal();
    append(&mut journal, 300, 9);
    journal.checkpoint().unwrap();
    let (path, offset) = place(&journal, 40);
    drop(journal);
    let mut bytes = std::fs::read(&path).unwrap();
    let Decoded::Frame(frame) = decode_frame(&bytes, offset) else { panic!("the frame is whole") };
    let (envelope_length, length) = (frame.envelope.len(), frame.length);
    let mut forged = vec![0; FRAME_HEADER_BYTES];
    forged.extend_from_slice(frame.envelope);
    let mut payload = frame.payload.to_vec();
    *payload.last_mut().unwrap() ^= 1;
    forged.extend_from_slice(&payload);
    frame::finish_frame(&mut forged, 0, envelope_length, 40, frame.batch_first);
    assert_eq!(forged.len(), length);
    bytes[offset..offset + length].copy_from_slice(&forged);
    std::fs::write(&path, bytes).unwrap();
    let report = reopen(&dir).unwrap().reader().audit(|_| {}).unwrap();
    assert_eq!((report.findings[0].position, report.findings[0].code), (40, "sections_differ"));
}

#[test]
fn missing_tiles_are_made_again_and_wrong_ones_are_found() {
    let (dir, mut journal) = new_journal();
    append(&mut journal, 600, 50);
    journal.checkpoint().unwrap();
    drop(journal);
    std::fs::remove_dir_all(dir.path().join("tile")).unwrap();
    let journal = reopen(&dir).unwrap();
    assert_eq!(journal.reader().audit(|_| {}).unwrap().findings, []);
    drop(journal);
    flip(&dir.path().join("tile/entries/001"), 70);
    let journal = reopen(&dir).unwrap();
    let report = journal.reader().audit(|_| {}).unwrap();
    assert_eq!((report.findings[0].position, report.findings[0].code), (511, "tile_differs"));
}

#[test]
fn a_checkpoint_that_is_newer_than_the_disk_is_refused() {
    let (dir, mut journal) = new_journal();
    append(&mut journal, 10, 5);
    let old_segment = std::fs::read(&segments(&dir)[0]).unwrap();
    append(&mut journal, 5, 5);
    journal.checkpoint().unwrap();
    drop(journal);
    std::fs::write(&segments(&dir)[0], old_segment).unwrap();
    assert!(matches!(
        refused(&dir),
        JournalFault::CheckpointNotPrefix { checkpoint_size: 15, disk_size: 10 }
    ));
}

#[test]
fn a_checkpoint_of_another_history_is_refused() {
    let (dir, mut journal) = new_journal();
    append(&mut journal, 10, 5);
    let forged = Checkpoint { origin: ORIGIN.into(), size: 10, root: [7; 32] };
    drop(journal);
    std::fs::write(dir.path().join("checkpoint"), key(1).sign(&forged.to_text())).unwrap();
    assert!(matches!(refused(&dir), JournalFault::CheckpointNotPrefix { .. }));
    std::fs::write(dir.path().join("checkpoint"), key(9).sign(&forged.to_text())).unwrap();
    assert!(matches!(refused(&dir), JournalFault::FileUnusable { .. }), "an unknown signer is no checkpoint");
}

#[test]
fn a_newer_format_is_refused_before_anything_is_touched() {
    let (dir, journal) = new_journal();
    drop(journal);
    let path = dir.path().join("journal.json");
    let text = std::fs::read_to_string(&path).unwrap();
    std::fs::write(&path, text.replace("\"format\": 1", "\"format\": 2, \"new\": true")).unwrap();
    assert!(matches!(refused(&dir), JournalFault::FormatNewer { found: 2, known: 1 }));
}

#[test]
fn a_directory_in_use_is_refused_and_free_again_after_the_writer_is_gone() {
    let (dir, journal) = new_journal();
    let reader = journal.reader();
    assert!(matches!(refused(&dir), JournalFault::DirectoryInUse { .. }));
    drop(journal);
    assert!(reopen(&dir).is_ok(), "a reader alone does not hold the directory");
    assert_eq!(reader.size(), 0);
}

#[test]
fn a_child_process_that_is_just_starting_does_not_keep_the_directory() {
    let (dir, journal) = new_journal();
    let stop = std::sync::Arc::new(std::sync::atomic::AtomicBool::new(false));
    let spawning = std::thread::spawn({
        let stop = std::sync::Arc::clone(&stop);
        move || {
            while !stop.load(std::sync::atomic::Ordering::SeqCst) {
                std::process::Command::new("true").status().unwrap();
            }
        }
    });
    drop(journal);
    for _ in 0..150 {
        drop(reopen(&dir).unwrap());
    }
    stop.store(true, std::sync::atomic::Ordering::SeqCst);
    spawning.join().unwrap();
}

#[test]
fn a_directory_without_a_journal_or_with_other_files_is_refused() {
    let dir = tempfile::tempdir().unwrap();
    assert!(matches!(refused(&dir), JournalFault::NotAJournal { .. }));
    std::fs::write(dir.path().join("letter"), "dear").unwrap();
    let fault = Journal::create(dir.path(), ORIGIN, START, options()).expect_err("it is refused");
    assert!(matches!(fault, JournalFault::DirectoryNotEmpty { .. }));
    let fault = Journal::open(&dir.path().join("nowhere"), options()).expect_err("it is refused");
    assert!(matches!(fault, JournalFault::NotAJournal { .. }));
}

#[test]
fn a_segment_of_a_newer_format_is_refused() {
    let (dir, mut journal) = new_journal();
    append(&mut journal, 2, 2);
    drop(journal);
    let path = segments(&dir).remove(0);
    let mut bytes = std::fs::read(&path).unwrap();
    bytes[8] = 9;
    let crc = crc32c::crc32c(&bytes[..60]);
    bytes[60..64].copy_from_slice(&crc.to_le_bytes());
    std::fs::write(&path, bytes).unwrap();
    assert!(matches!(refused(&dir), JournalFault::FormatNewer { found: 9, known: 1 }));
}

#[test]
fn a_missing_or_truncated_segment_is_refused() {
    let (dir, mut journal) = new_journal();
    append(&mut journal, 300, 9);
    journal.checkpoint().unwrap();
    drop(journal);
    let last = segments(&dir).pop().unwrap();
    let bytes = std::fs::read(&last).unwrap();
    std::fs::write(&last, &bytes[..200]).unwrap();
    assert!(matches!(refused(&dir), JournalFault::Damaged { .. } | JournalFault::CheckpointNotPrefix { .. }));
    std::fs::remove_file(&last).unwrap();
    assert!(matches!(refused(&dir), JournalFault::CheckpointNotPrefix { .. }));
    std::fs::write(&last, bytes).unwrap();
    std::fs::remove_file(&segments(&dir)[0]).unwrap();
    assert!(matches!(refused(&dir), JournalFault::FileUnusable { .. }));
}

#[test]
fn payloads_are_private_to_the_owner_of_the_journal() {
    use std::os::unix::fs::PermissionsExt as _;
    let (dir, _journal) = new_journal();
    let mode = std::fs::metadata(dir.path().join("segments")).unwrap().permissions().mode();
    assert_eq!(mode & 0o777, 0o700);
}
