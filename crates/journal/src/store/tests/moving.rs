//! Backup, restore and recovery with loss.

use super::*;
use crate::verify::verify;

fn backup_of(journal: &Journal, size: u64) -> TempDir {
    let backup = tempfile::tempdir().unwrap();
    journal.backup_to(backup.path(), size).unwrap();
    backup
}

fn restored(backup: &TempDir, note: Option<&str>) -> Result<(TempDir, Journal), JournalFault> {
    let dir = tempfile::tempdir().unwrap();
    let journal = restore(dir.path(), backup.path(), note, None, options())?;
    Ok((dir, journal))
}

#[test]
fn a_restored_journal_equals_the_original_and_goes_on() {
    let (_dir, mut journal) = new_journal();
    append(&mut journal, 500, 9);
    let signed = journal.checkpoint().unwrap();
    append(&mut journal, 33, 9);
    let backup = backup_of(&journal, 520);
    append(&mut journal, 100, 9);
    let (_restored_dir, mut copy) = restored(&backup, Some(&signed.note)).unwrap();
    assert_eq!(copy.size(), 520);
    for position in 0..520 {
        assert_eq!(copy.read(position).unwrap(), journal.read(position).unwrap());
    }
    append(&mut copy, 30, 9);
    assert_whole(&copy);
    let receipt = copy.receipt(17, Disclose::All).unwrap().unwrap().to_json();
    assert!(verify(receipt.as_bytes(), &journal.trust(), START + 10_000).is_ok());
    assert_eq!(copy.reader().audit(|_| {}).unwrap().findings, []);
}

#[test]
fn a_backup_is_refused_without_or_behind_or_beside_the_latest_checkpoint() {
    let (_dir, mut journal) = new_journal();
    append(&mut journal, 30, 9);
    let backup = backup_of(&journal, 30);
    append(&mut journal, 1, 1);
    let newer = journal.checkpoint().unwrap();
    let refusal = |note: Option<&str>| restored(&backup, note).map(drop).expect_err("it is refused");
    assert_eq!(refusal(None).code(), "checkpoint_wanted");
    assert_eq!(refusal(Some(&newer.note)).code(), "backup_older_than_checkpoint");
    let other = Checkpoint { origin: ORIGIN.into(), size: 20, root: [3; 32] };
    assert_eq!(refusal(Some(&key(1).sign(&other.to_text()))).code(), "backup_not_consistent");
    assert_eq!(refusal(Some(&key(8).sign(&other.to_text()))).code(), "checkpoint_unusable");
    assert_eq!(refusal(Some("nonsense")).code(), "checkpoint_unusable");
}

#[test]
fn a_backup_with_a_changed_file_is_refused() {
    let (_dir, mut journal) = new_journal();
    append(&mut journal, 30, 9);
    let signed = journal.checkpoint().unwrap();
    let backup = backup_of(&journal, 30);
    flip(&segments(&backup)[0], 500);
    let refusal = restored(&backup, Some(&signed.note)).map(drop).expect_err("it is refused");
    assert_eq!(refusal.code(), "backup_unusable");
}

fn recovery(old_checkpoint: Option<String>) -> Recovery {
    Recovery {
        new_origin: "zone.example/journal-2".into(),
        old_checkpoint,
        administrators: ["usr_admin_one".into(), "usr_admin_two".into()],
        reason: "the disk and its newest backup burned".into(),
        instant_microseconds: START + 5_000,
    }
}

fn new_key() -> JournalKey {
    JournalKey::from_seed("zone.example/journal-2", &[5; 32]).unwrap()
}

#[test]
fn a_recovery_with_loss_names_the_old_checkpoint_and_the_lost_range() {
    let (_dir, mut journal) = new_journal();
    append(&mut journal, 300, 9);
    let backup = backup_of(&journal, 300);
    append(&mut journal, 40, 9);
    let lost = journal.checkpoint().unwrap();
    let dir = tempfile::tempdir().unwrap();
    let options = OpenOptions { key: Some(new_key()), ..options() };
    let recovered =
        recover(dir.path(), backup.path(), &recovery(Some(lost.note.clone())), options.clone()).unwrap();
    assert_eq!(recovered.size(), 301);
    assert_ne!(recovered.id(), journal.id());
    let entry = recovered.read(300).unwrap().unwrap();
    let record: RecoveryRecord = serde_json::from_slice(entry.section(RECOVERY_SECTION).unwrap()).unwrap();
    assert_eq!((record.lost_from, record.lost_to), (300, Some(340)));
    assert_eq!(record.old_checkpoint, Some(lost.note));
    assert_eq!(record.administrators, ["usr_admin_one", "usr_admin_two"]);
    assert_eq!(recovered.reader().recoveries(), [record]);
    for position in [7, 300] {
        let receipt = recovered.receipt(position, Disclose::All).unwrap().unwrap().to_json();
        assert_eq!(verify(receipt.as_bytes(), &recovered.trust(), START + 9_000).unwrap().position, position);
        let old_trust = journal.trust();
        assert!(
            verify(receipt.as_bytes(), &old_trust, START + 9_000).is_err(),
            "the old origin is another log"
        );
    }
    drop(recovered);
    let recovered = Journal::open(dir.path(), options).unwrap();
    assert_eq!(recovered.reader().audit(|_| {}).unwrap().findings, []);
}

#[test]
fn a_recovery_wants_two_administrators_and_a_new_origin() {
    let (_dir, mut journal) = new_journal();
    append(&mut journal, 3, 3);
    let backup = backup_of(&journal, 3);
    let options = OpenOptions { key: Some(new_key()), ..options() };
    let refusal = |recovery: Recovery| {
        let dir = tempfile::tempdir().unwrap();
        recover(dir.path(), backup.path(), &recovery, options.clone())
            .map(drop)
            .expect_err("it is refused")
            .code()
    };
    let alone = Recovery { administrators: ["usr_a".into(), "usr_a".into()], ..recovery(None) };
    assert_eq!(refusal(alone), "two_administrators_wanted");
    let same = Recovery { new_origin: ORIGIN.into(), ..recovery(None) };
    assert_eq!(refusal(same), "backup_unusable");
}

#[test]
fn a_recovery_where_nobody_holds_a_checkpoint_says_so() {
    let (_dir, mut journal) = new_journal();
    append(&mut journal, 3, 3);
    let backup = backup_of(&journal, 3);
    let dir = tempfile::tempdir().unwrap();
    let options = OpenOptions { key: Some(new_key()), ..options() };
    let recovered = recover(dir.path(), backup.path(), &recovery(None), options).unwrap();
    let record = &recovered.reader().recoveries()[0].clone();
    assert_eq!((record.lost_from, record.lost_to, &record.old_checkpoint), (3, None, &None));
}

#[test]
fn the_intact_front_of_a_damaged_journal_is_saved_and_a_recovery_goes_on_from_it() {
    let (dir, mut journal) = new_journal();
    append(&mut journal, 300, 9);
    let lost = journal.checkpoint().unwrap();
    let (path, offset) = place(&journal, 120);
    assert!(matches!(
        salvage(dir.path(), &dir.path().join("rescue")),
        Err(JournalFault::DirectoryInUse { .. })
    ));
    drop(journal);
    flip(&path, offset + 100);
    let backup = tempfile::tempdir().unwrap();
    assert_eq!(salvage(dir.path(), backup.path()).unwrap().size, 120);
    assert_eq!(
        restored(&backup, Some(&lost.note)).map(drop).expect_err("it is refused").code(),
        "backup_older_than_checkpoint"
    );
    let options = OpenOptions { key: Some(new_key()), ..options() };
    let target = tempfile::tempdir().unwrap();
    let recovered = recover(target.path(), backup.path(), &recovery(Some(lost.note)), options).unwrap();
    let record = recovered.reader().recoveries()[0].clone();
    assert_eq!((record.lost_from, record.lost_to, recovered.size()), (120, Some(300), 121));
    assert_eq!(recovered.reader().audit(|_| {}).unwrap().findings, []);
}

#[test]
fn a_restore_after_a_rotation_wants_the_newer_trust_file() {
    let (_dir, mut journal) = new_journal();
    append(&mut journal, 20, 9);
    let backup = backup_of(&journal, 20);
    let rotated = journal.rotate_key(key(2), START + 1_000).unwrap();
    let options = OpenOptions { key: Some(key(2)), ..options() };
    let target = tempfile::tempdir().unwrap();
    let refusal = restore(target.path(), backup.path(), Some(&rotated.note), None, options.clone());
    assert_eq!(refusal.map(drop).expect_err("it is refused").code(), "checkpoint_unusable");
    let trust = Some(journal.trust());
    let copy = restore(target.path(), backup.path(), Some(&rotated.note), trust, options).unwrap();
    assert_eq!((copy.size(), copy.trust()), (20, journal.trust()));
}

#[test]
fn a_backup_whose_manifest_claims_more_is_refused_and_leaves_no_journal() {
    let (_dir, mut journal) = new_journal();
    append(&mut journal, 20, 9);
    let signed = journal.checkpoint().unwrap();
    let backup = backup_of(&journal, 20);
    let path = backup.path().join("backup.json");
    let text = std::fs::read_to_string(&path).unwrap();
    std::fs::write(&path, text.replace("\"size\": 20", "\"size\": 21")).unwrap();
    let target = tempfile::tempdir().unwrap();
    let refusal = restore(target.path(), backup.path(), Some(&signed.note), None, options());
    assert_eq!(refusal.map(drop).expect_err("it is refused").code(), "backup_unusable");
    assert!(matches!(Journal::open(target.path(), options()), Err(JournalFault::NotAJournal { .. })));
}
