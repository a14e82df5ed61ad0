//! What a journal keeps: entries, order, proofs, checkpoints, keys.

use super::*;
use crate::merkle::{is_consistent, is_included};
use crate::verify::verify;
use std::collections::HashSet;

#[test]
fn entries_come_back_after_reopening_across_segments_and_tiles() {
    let (dir, mut journal) = new_journal();
    append(&mut journal, 700, 9);
    assert!(segments(&dir).len() > 5, "the test crosses segments");
    assert_whole(&journal);
    drop(journal);
    let mut journal = reopen(&dir).unwrap();
    assert_eq!((journal.size(), journal.cut_bytes()), (700, 0));
    journal.checkpoint().unwrap();
    append(&mut journal, 700, 100);
    drop(journal);
    let journal = reopen(&dir).unwrap();
    assert_eq!(journal.size(), 1400);
    assert_eq!(journal.last_instant_microseconds(), Some(START + 1399));
    assert_whole(&journal);
    assert_eq!(journal.read(1399).unwrap().unwrap().envelope.position, 1399);
    assert_eq!(journal.read(1400).unwrap(), None);
}

#[test]
fn an_append_at_another_position_is_fenced_and_changes_nothing() {
    let (_dir, mut journal) = new_journal();
    append(&mut journal, 3, 3);
    for wrong in [0, 2, 4] {
        assert!(matches!(journal.append(wrong, &[draft(3)]), Append::Fenced { actual: 3 }));
    }
    append(&mut journal, 1, 1);
    assert_whole(&journal);
}

#[test]
fn a_batch_larger_than_a_segment_gets_a_segment_of_its_own() {
    let (dir, mut journal) = new_journal();
    append(&mut journal, 2, 1);
    let large = EntryDraft::new(START + 2, vec![Section::new("command", vec![7; 100_000])]).unwrap();
    assert!(matches!(journal.append(2, std::slice::from_ref(&large)), Append::Written(_)));
    append(&mut journal, 2, 1);
    drop(journal);
    let journal = reopen(&dir).unwrap();
    let found = journal.read(2).unwrap().unwrap();
    assert_eq!(found.section("command"), Some(large.sections()[0].content.as_slice()));
    assert_eq!(journal.size(), 5);
}

#[test]
#[should_panic(expected = "journal order and time agree")]
fn an_instant_that_is_not_later_is_a_bug() {
    let (_dir, mut journal) = new_journal();
    append(&mut journal, 5, 5);
    let _ = journal.append(5, &[draft(3)]);
}

#[test]
fn every_salt_is_new() {
    let (_dir, mut journal) = new_journal();
    append(&mut journal, 200, 20);
    let mut salts = HashSet::new();
    for entry in journal.read_from(0) {
        salts.extend(entry.unwrap().sections.into_iter().map(|section| section.salt));
    }
    assert_eq!(salts.len(), 600);
}

#[test]
fn an_envelope_names_no_actor_and_no_kind() {
    let (_dir, mut journal) = new_journal();
    append(&mut journal, 1, 1);
    let entry = journal.read(0).unwrap().unwrap();
    let text = String::from_utf8(entry.envelope_bytes).unwrap();
    let fields: Vec<&str> = text.lines().map(|line| line.split(' ').next().unwrap()).collect();
    assert_eq!(fields, ["etown-entry/1", "journal", "position", "instant", "sha256", "sm3"]);
}

#[test]
fn proofs_hold_between_published_sizes_while_tiles_leave_memory() {
    let (_dir, mut journal) = new_journal();
    let mut signed = vec![journal.latest_checkpoint()];
    for step in [1, 254, 1, 1, 300, 512, 77] {
        append(&mut journal, step, 50);
        signed.push(journal.checkpoint().unwrap());
    }
    let reader = journal.reader();
    for old in &signed {
        for new in signed.iter().filter(|new| new.checkpoint.size >= old.checkpoint.size) {
            let (old, new) = (&old.checkpoint, &new.checkpoint);
            let proof = reader.consistency_proof(old.size, new.size).unwrap();
            assert!(is_consistent(old.size, &old.root, new.size, &new.root, &proof));
        }
    }
    let last = &signed.last().unwrap().checkpoint;
    for position in (0..last.size).step_by(37) {
        let leaf = crate::leaf_hash(&reader.read(position).unwrap().unwrap().envelope_bytes);
        let proof = reader.inclusion_proof(position, last.size).unwrap();
        assert!(is_included(&leaf, position, last.size, &proof, &last.root));
    }
}

#[test]
fn a_reader_follows_the_writer_from_another_thread() {
    let (_dir, mut journal) = new_journal();
    let reader = journal.reader();
    let follower = std::thread::spawn(move || {
        let mut entries = reader.read_from(0);
        let mut seen = 0;
        while seen < 500 {
            match entries.next() {
                Some(entry) => {
                    assert_eq!(entry.unwrap().envelope.position, seen);
                    seen += 1;
                }
                None => std::thread::yield_now(),
            }
        }
    });
    append(&mut journal, 500, 7);
    follower.join().unwrap();
}

#[test]
fn a_rotated_key_signs_on_and_old_receipts_stay_valid() {
    let (dir, mut journal) = new_journal();
    append(&mut journal, 10, 10);
    let old_receipt = journal.receipt(3, Disclose::All).unwrap().unwrap().to_json();
    journal.rotate_key(key(2), START + 100).unwrap();
    append(&mut journal, 200, 10);
    let new_receipt = journal.receipt(205, Disclose::All).unwrap().unwrap().to_json();
    let trust = journal.trust();
    assert_eq!(verify(old_receipt.as_bytes(), &trust, START + 1000).unwrap().position, 3);
    assert_eq!(verify(new_receipt.as_bytes(), &trust, START + 1000).unwrap().position, 205);
    drop(journal);
    assert!(matches!(refused(&dir), JournalFault::KeyNotTrusted { .. }), "the old key signs no more");
    let journal = Journal::open(dir.path(), OpenOptions { key: Some(key(2)), ..options() }).unwrap();
    assert_eq!(journal.trust(), trust);
}

#[test]
fn a_revoked_key_signs_no_more_and_receipts_are_issued_again_under_the_next() {
    let (dir, mut journal) = new_journal();
    append(&mut journal, 10, 10);
    let receipt = journal.receipt(3, Disclose::All).unwrap().unwrap().to_json();
    journal.rotate_key(key(2), START + 100).unwrap();
    assert!(journal.revoke_key(&key(1).verifier().to_string(), START + 200, "the device was lost").unwrap());
    let refusal =
        verify(receipt.as_bytes(), &journal.trust(), START + 300).expect_err("the receipt is refused");
    assert_eq!(refusal.code(), "key_revoked");
    let again = journal.receipt(3, Disclose::All).unwrap().unwrap().to_json();
    assert!(verify(again.as_bytes(), &journal.trust(), START + 300).is_ok());
    journal.revoke_key(&key(2).verifier().to_string(), START + 400, "and the next").unwrap();
    append(&mut journal, 10, 10);
    assert!(matches!(journal.checkpoint(), Err(JournalFault::KeyMissing)));
    drop(journal);
    assert!(matches!(
        Journal::open(dir.path(), OpenOptions { key: Some(key(2)), ..options() }),
        Err(JournalFault::KeyNotTrusted { .. })
    ));
}

#[test]
fn a_journal_whose_key_was_revoked_goes_on_under_a_new_one() {
    let (dir, mut journal) = new_journal();
    append(&mut journal, 10, 10);
    journal.checkpoint().unwrap();
    assert!(journal.revoke_key(&key(1).verifier().to_string(), START + 100, "the device was lost").unwrap());
    drop(journal);
    let mut journal = Journal::open(dir.path(), OpenOptions { key: None, ..options() }).unwrap();
    append(&mut journal, 10, 10);
    assert_eq!(journal.rotate_key(key(2), START + 200).unwrap().checkpoint.size, 20);
    let receipt = journal.receipt(3, Disclose::All).unwrap().unwrap().to_json();
    assert!(verify(receipt.as_bytes(), &journal.trust(), START + 300).is_ok());
    drop(journal);
    assert!(Journal::open(dir.path(), OpenOptions { key: Some(key(2)), ..options() }).is_ok());
}

#[test]
fn an_audit_of_a_whole_journal_finds_nothing() {
    let (_dir, mut journal) = new_journal();
    append(&mut journal, 600, 30);
    let signed = journal.checkpoint().unwrap();
    append(&mut journal, 5, 5);
    let report = journal.reader().audit(|_| {}).unwrap();
    assert_eq!(report.findings, []);
    assert_eq!((report.entries, report.checkpoint_size), (605, 600));
    assert_eq!(signed.checkpoint.size, 600);
}
