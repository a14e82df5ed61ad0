//! Backups while the zone goes on, restore, recovery with loss, receipts that outlive them.

use etown_domain::{Actor, ReadScope, ZoneCommand};
use etown_journal::{RECOVERY_SECTION, TrustFile, verify};
use etown_values::UserId;

use super::zone::{ADMINISTRATOR, CUSTOMS, SECOND_ADMINISTRATOR, Zone, options};
use crate::{Clock, Disclosure, Engine, LossReport, recover, restore};

fn zone_with_users(users: u128) -> Zone {
    let zone = Zone::new();
    add_users(&zone, 1_000, users);
    zone
}

fn add_users(zone: &Zone, first: u128, count: u128) {
    for user in first..first + count {
        zone.zone(Actor::User(ADMINISTRATOR), ZoneCommand::RegisterUser { user: UserId::from_raw(user) });
    }
}

#[test]
fn a_restored_backup_is_the_zone_as_it_was() {
    let zone = zone_with_users(20);
    let book = zone.storage_book("T01990000001");
    zone.import(book, "10");
    let digest = zone.engine.state_digest();
    let mut steps = Vec::new();
    let backup = zone.engine.backup(&zone.beside("backup"), &mut |step| steps.push(step.to_owned())).unwrap();
    assert!(!steps.is_empty());
    let to = zone.beside("restored");
    let restored = restore(&zone.beside("backup"), &to, Some(&backup.checkpoint)).unwrap();
    assert_eq!(restored.state_digest, Some(digest.clone()));
    assert_eq!(restored.entries, backup.entries);
    let engine = Engine::open(&to, options(&zone.clock)).unwrap();
    assert_eq!(engine.state_digest(), digest);
    let command = zone.submission(
        Actor::User(ADMINISTRATOR),
        etown_domain::Command::Zone(ZoneCommand::RegisterUser { user: UserId::from_raw(5) }),
    );
    assert!(engine.submit(command).is_err(), "the restored zone decides by the same state");
}

#[test]
fn a_backup_is_taken_while_commands_go_on() {
    let zone = zone_with_users(5);
    let engine = zone.engine.clone();
    let to = zone.beside("backup");
    let backup = std::thread::scope(|scope| {
        let running = scope.spawn(|| engine.backup(&to, &mut |_step| {}).unwrap());
        add_users(&zone, 2_000, 100);
        running.join().unwrap()
    });
    assert!(backup.entries <= zone.engine.position());
    let restored =
        restore(&zone.beside("backup"), &zone.beside("restored"), Some(&backup.checkpoint)).unwrap();
    assert_eq!(restored.entries, backup.entries);
}

#[test]
fn a_backup_older_than_the_latest_checkpoint_is_refused_and_so_is_none() {
    let zone = zone_with_users(5);
    zone.engine.backup(&zone.beside("backup"), &mut |_step| {}).unwrap();
    add_users(&zone, 2_000, 3);
    let latest = zone.engine.checkpoint().unwrap();
    let from = zone.beside("backup");
    let refused = restore(&from, &zone.beside("one"), Some(&latest)).unwrap_err();
    assert_eq!(refused.code(), "backup_older_than_checkpoint");
    let refused = restore(&from, &zone.beside("two"), None).unwrap_err();
    assert_eq!(refused.code(), "checkpoint_wanted");
    assert!(Engine::open(&zone.beside("one"), options(&zone.clock)).is_err());
}

#[test]
fn recovery_with_loss_wants_two_administrators_and_names_the_loss() {
    let zone = zone_with_users(5);
    let backup = zone.engine.backup(&zone.beside("backup"), &mut |_step| {}).unwrap();
    add_users(&zone, 2_000, 3);
    let latest = zone.engine.checkpoint().unwrap();
    let loss = |administrators| LossReport {
        new_origin: "test.example/journal-2".into(),
        old_checkpoint: Some(latest.clone()),
        administrators,
        reason: "the disk and its mirror failed".into(),
    };
    let clock = Clock::Manual(zone.clock.clone());
    let from = zone.beside("backup");
    let refused = recover(&from, &zone.beside("one"), &loss([ADMINISTRATOR, CUSTOMS]), &clock).unwrap_err();
    assert_eq!(refused.code(), "not_an_administrator");
    assert!(Engine::open(&zone.beside("one"), options(&zone.clock)).is_err());
    let refused =
        recover(&from, &zone.beside("two"), &loss([ADMINISTRATOR, ADMINISTRATOR]), &clock).unwrap_err();
    assert_eq!(refused.code(), "two_administrators_wanted");

    let both = loss([ADMINISTRATOR, SECOND_ADMINISTRATOR]);
    let recovered = recover(&from, &zone.beside("three"), &both, &clock).unwrap();
    assert_eq!(recovered.entries, backup.entries + 1);
    let engine = Engine::open(&zone.beside("three"), options(&zone.clock)).unwrap();
    let receipt = engine.receipt(&ReadScope::Zone, backup.entries, &Disclosure::All).unwrap().unwrap();
    assert!(String::from_utf8(receipt).unwrap().contains(RECOVERY_SECTION));
    assert!(engine.wait_projected(backup.entries, super::zone::WAIT));
    let entry = engine.queries().unwrap().entry(&ReadScope::Zone, backup.entries).unwrap().unwrap();
    assert_eq!(entry.row.kind, "journal.recovered");
    assert!(!engine.read(|state| state.access.knows(UserId::from_raw(2_001))));
}

#[test]
fn a_receipt_verifies_against_the_trust_file_and_after_the_key_was_rotated() {
    let zone = zone_with_users(3);
    let position = zone.engine.position() - 1;
    let check = |zone: &Zone, disclosure: &Disclosure| {
        let receipt = zone.engine.receipt(&ReadScope::Zone, position, disclosure).unwrap().unwrap();
        let trust = TrustFile::parse(zone.engine.trust_file().as_bytes()).unwrap();
        verify(&receipt, &trust, zone.engine.now().microseconds()).unwrap()
    };
    let whole = check(&zone, &Disclosure::All);
    assert_eq!(whole.position, position);
    check(&zone, &Disclosure::Only(vec!["events".into()]));
    zone.engine.rotate_key().unwrap();
    add_users(&zone, 3_000, 1);
    check(&zone, &Disclosure::All);
    let zone = zone.reopened();
    check(&zone, &Disclosure::All);
    assert!(zone.engine.receipt(&ReadScope::Zone, 10_000, &Disclosure::All).unwrap().is_none());
}

#[test]
fn published_files_are_served_and_nothing_else() {
    let zone = zone_with_users(3);
    zone.engine.checkpoint().unwrap();
    let note = zone.engine.tile("checkpoint").unwrap().unwrap();
    assert_eq!(String::from_utf8(note).unwrap(), zone.engine.latest_checkpoint().unwrap());
    let partial = format!("tile/0/000.p/{}", zone.engine.position());
    assert!(zone.engine.tile(&partial).unwrap().is_some());
    for path in
        ["journal.json", "tile/../journal.json", "tile//0", "/etc/passwd", "tile/0/999", "tile", "../keys"]
    {
        assert_eq!(zone.engine.tile(path).unwrap(), None, "{path}");
    }
}
