//! What lies in a data directory may be missing, damaged, newer or in use.

use etown_domain::bonded::BondedCommand;
use etown_domain::bonded::list::Movement;
use etown_journal::{EntryDraft, Section};

use super::zone::{OFFICER, WAIT, Zone, content, flip, options};
use crate::log::{Appended, Log};
use crate::query::{BookFilter, PageRequest};
use crate::start::{Opening, open_journal};
use crate::{Engine, EngineFault, EngineOptions};
use etown_domain::ReadScope;

fn busy_zone() -> Zone {
    let zone = Zone::new();
    let book = zone.storage_book("T01990000001");
    zone.import(book, "100");
    let list = zone.draft(OFFICER, book, content(Movement::ReExport, &[(1, "40")], &["A1", "A2"]));
    zone.approve_list(OFFICER, list);
    zone.truck_passed(list, "A2");
    zone
}

fn books(engine: &Engine) -> usize {
    let queries = engine.queries().unwrap();
    queries.books(&ReadScope::Zone, &BookFilter::default(), &PageRequest::default()).unwrap().rows.len()
}

#[test]
fn a_directory_in_use_is_refused() {
    let zone = Zone::new();
    let refused = Engine::open(&zone.directory(), options(&zone.clock));
    assert_eq!(refused.err().map(|fault| fault.code()), Some("directory_in_use"));
}

#[test]
fn an_empty_directory_is_no_zone_and_a_zone_is_not_made_twice() {
    let zone = Zone::new();
    let empty = zone.beside("empty");
    std::fs::create_dir(&empty).unwrap();
    let refused = Engine::open(&empty, EngineOptions::default());
    assert_eq!(refused.err().map(|fault| fault.code()), Some("not_a_journal"));
    let refused = Engine::create(&zone.directory(), "test.example/journal", options(&zone.clock));
    assert_eq!(refused.err().map(|fault| fault.code()), Some("directory_not_empty"));
}

#[test]
fn a_restart_has_the_same_state_with_and_without_its_snapshot() {
    let zone = busy_zone();
    let digest = zone.engine.state_digest();
    let zone = zone.reopened();
    assert_eq!(zone.engine.state_digest(), digest);
    let directory = zone.stopped();
    assert!(directory.join("snapshot/state").exists());
    std::fs::remove_file(directory.join("snapshot/state")).unwrap();
    let zone = zone.opened().unwrap();
    assert_eq!(zone.engine.state_digest(), digest);
}

#[test]
fn a_damaged_snapshot_is_passed_over() {
    let zone = busy_zone();
    let digest = zone.engine.state_digest();
    let snapshot = zone.stopped().join("snapshot/state");
    let length = std::fs::read(&snapshot).unwrap().len();
    for offset in [0, 40, 400, length / 2, length - 1] {
        flip(&snapshot, offset);
        let engine = Engine::open(&zone.directory(), options(&zone.clock)).unwrap();
        assert_eq!(engine.state_digest(), digest, "{offset}");
        // Stopping writes a new one.
        engine.stop();
    }
    std::fs::write(&snapshot, b"").unwrap();
    let zone = zone.opened().unwrap();
    assert_eq!(zone.engine.state_digest(), digest);
}

#[test]
fn a_snapshot_of_another_journal_is_passed_over() {
    let (one, other) = (busy_zone(), Zone::new());
    let digest = other.engine.state_digest();
    std::fs::copy(one.stopped().join("snapshot/state"), other.stopped().join("snapshot/state")).unwrap();
    let other = other.opened().unwrap();
    assert_eq!(other.engine.state_digest(), digest);
}

#[test]
fn a_deleted_query_database_is_made_anew() {
    let zone = busy_zone();
    let directory = zone.stopped();
    for name in ["projection.db", "projection.db-wal", "projection.db-shm"] {
        let _may_be_absent = std::fs::remove_file(directory.join(name));
    }
    let zone = zone.opened().unwrap();
    zone.settle();
    assert_eq!(books(&zone.engine), 1);
}

#[test]
fn a_corrupted_query_database_is_made_anew() {
    for damage in ["no database", "flipped", "cut", "other schema", "ahead", "other journal"] {
        let zone = busy_zone();
        zone.settle();
        let path = zone.stopped().join("projection.db");
        let edit = |sql: &str| rusqlite::Connection::open(&path).unwrap().execute_batch(sql).unwrap();
        match damage {
            "no database" => std::fs::write(&path, vec![7; 20_000]).unwrap(),
            "flipped" => (4_096..8_192).for_each(|offset| flip(&path, offset)),
            "cut" => std::fs::File::options().write(true).open(&path).unwrap().set_len(5_000).unwrap(),
            "other schema" => edit("PRAGMA user_version = 999"),
            "ahead" => edit("UPDATE projection SET entries = entries + 5"),
            _ => edit("UPDATE projection SET journal = 'x'"),
        }
        let zone = zone.opened().unwrap();
        zone.settle();
        assert_eq!(books(&zone.engine), 1, "{damage}");
    }
}

#[test]
fn a_query_database_damaged_under_a_running_zone_is_made_anew() {
    let zone = busy_zone();
    zone.settle();
    let path = zone.directory().join("projection.db");
    let edit = "PRAGMA foreign_keys = OFF; DROP TABLE book; DROP TABLE list;";
    rusqlite::Connection::open(&path).unwrap().execute_batch(edit).unwrap();
    let book = zone.storage_book("T01990000002");
    let last = zone.bonded(
        OFFICER,
        BondedCommand::DraftList { book, content: content(Movement::Import, &[(1, "1")], &[]) },
    );
    assert!(zone.engine.wait_projected(last.position, WAIT));
    assert_eq!(books(&zone.engine), 2);
}

#[test]
fn a_query_database_deleted_under_a_running_zone_is_made_anew() {
    let zone = busy_zone();
    zone.settle();
    for suffix in ["", "-wal", "-shm"] {
        std::fs::remove_file(zone.directory().join(format!("projection.db{suffix}"))).unwrap();
    }
    let book = zone.storage_book("T01990000002");
    let last = zone.import(book, "1");
    let path = zone.directory().join("projection.db");
    // The answer does not wait for it, so the test does.
    let is_found = |zone: &Zone| {
        path.exists()
            && zone
                .engine
                .queries()
                .is_ok_and(|queries| queries.list(&ReadScope::Zone, last).is_ok_and(|found| found.is_some()))
    };
    let begun = std::time::Instant::now();
    while !is_found(&zone) && begun.elapsed() < WAIT {
        std::thread::yield_now();
    }
    assert_eq!(books(&zone.engine), 2);
}

#[test]
fn a_journal_of_a_newer_format_is_refused() {
    let zone = Zone::new();
    let description = zone.stopped().join("journal/journal.json");
    let text = std::fs::read_to_string(&description).unwrap();
    let newer = text.replace("\"format\": 1", "\"format\": 99");
    assert_ne!(newer, text);
    std::fs::write(&description, newer).unwrap();
    let refused = zone.opened().err().unwrap();
    assert_eq!(refused.code(), "format_newer");
}

#[test]
fn entries_of_a_newer_program_stop_the_start_with_their_position() {
    let write = |sections: Vec<Section>| {
        let zone = Zone::new();
        let directory = zone.stopped();
        let options = options(&zone.clock);
        let mut log = Log::Durable(open_journal(&directory, &options, Opening::First).unwrap());
        let position = log.reader().journal("test").unwrap().size();
        let instant = zone.now().microseconds() + 1_000_000;
        let draft = EntryDraft::new(instant, sections).unwrap();
        assert!(matches!(log.append(position, vec![draft]), Appended::Written(_)));
        drop(log);
        (Engine::open(&directory, options).err().unwrap(), position)
    };
    let command = r#"{"format":1,"kind":"zone.dance","command_id":"x","bytes":"{}"}"#;
    let sections = |command: &str, events: &str| {
        vec![
            Section::new("command", command),
            Section::new("actor", "\"setup\""),
            Section::new("events", events),
        ]
    };
    let (fault, at) = write(sections(command, r#"[{"zone":{"danced":{}}}]"#));
    assert!(matches!(fault, EngineFault::UnknownEntry { position, .. } if position == at), "{fault:?}");
    assert!(fault.to_string().contains(&at.to_string()));
    let newer = command.replace("\"format\":1", "\"format\":2");
    let (fault, at) = write(sections(&newer, "[]"));
    assert!(
        matches!(fault, EngineFault::NewerEntry { position, found: 2, .. } if position == at),
        "{fault:?}"
    );
}

#[test]
fn a_flipped_byte_in_the_middle_of_the_journal_is_named() {
    let zone = busy_zone();
    let directory = zone.stopped();
    std::fs::remove_file(directory.join("snapshot/state")).unwrap();
    let segments = directory.join("journal/segments");
    let segment = std::fs::read_dir(segments).unwrap().next().unwrap().unwrap().path();
    flip(&segment, 3_000);
    let fault = zone.opened().err().unwrap();
    assert!(fault.chain().contains("position"), "{}", fault.chain());
}
