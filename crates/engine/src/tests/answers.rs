//! Answers: held until durable, repeated for a repeated key, refused or busy where they must be.

use std::sync::mpsc;

use etown_domain::bonded::BondedCommand;
use etown_domain::bonded::command::ReportContent;
use etown_domain::bonded::list::Movement;
use etown_domain::{Actor, Command, ZoneCommand};
use etown_values::UserId;

use super::zone::{ADMINISTRATOR, CUSTOMS, GATE, OFFICER, WAIT, Zone, content};
use crate::NotAccepted;

#[test]
fn the_same_key_and_bytes_get_the_first_answer_again() {
    let zone = Zone::new();
    let command = Command::Zone(ZoneCommand::RegisterUser { user: UserId::from_raw(77) });
    let submission = zone.submission(Actor::User(ADMINISTRATOR), command);
    let first = zone.engine.submit(submission.clone()).unwrap();
    let again = zone.engine.submit(submission.clone()).unwrap();
    assert!(!first.is_repeated && again.is_repeated);
    assert_eq!(
        (first.position, first.instant, &first.events),
        (again.position, again.instant, &again.events)
    );
    assert_eq!(zone.engine.position(), first.position + 1);

    let zone = zone.reopened();
    let after_restart = zone.engine.submit(submission).unwrap();
    assert!(after_restart.is_repeated);
    assert_eq!((after_restart.position, &after_restart.events), (first.position, &first.events));
}

#[test]
fn the_same_key_with_other_bytes_is_refused_and_another_actor_may_use_it() {
    let zone = Zone::new();
    let command = Command::Zone(ZoneCommand::RegisterUser { user: UserId::from_raw(77) });
    let submission = zone.submission(Actor::User(ADMINISTRATOR), command);
    let first = zone.engine.submit(submission.clone()).unwrap();
    let mut other = submission.clone();
    other.bytes.push(b' ');
    match zone.engine.submit(other) {
        Err(NotAccepted::KeyReused { position }) => assert_eq!(position, first.position),
        outcome => panic!("not refused: {outcome:?}"),
    }
    let mut of_another = submission;
    of_another.actor = Actor::User(super::zone::SECOND_ADMINISTRATOR);
    of_another.command = Command::Zone(ZoneCommand::RegisterUser { user: UserId::from_raw(78) });
    assert!(!zone.engine.submit(of_another).unwrap().is_repeated);
}

#[test]
fn a_refusal_is_not_remembered_by_the_key() {
    let zone = Zone::new();
    let book = zone.storage_book("T01990000001");
    let list = zone.draft(OFFICER, book, content(Movement::ReExport, &[(1, "5")], &[]));
    zone.bonded(OFFICER, BondedCommand::SubmitList { list, revision: None });
    let approval = Command::Bonded(BondedCommand::ApproveList { list, revision: None });
    let submission = zone.submission(Actor::User(CUSTOMS), approval);
    assert!(matches!(zone.engine.submit(submission.clone()), Err(NotAccepted::Refused(_))));
    zone.import(book, "5");
    assert!(!zone.engine.submit(submission).unwrap().is_repeated);
}

#[test]
fn a_report_repeated_under_a_new_key_gets_the_first_answer_and_other_bytes_open_an_exception() {
    let zone = Zone::new();
    let book = zone.storage_book("T01990000001");
    let list = zone.draft(OFFICER, book, content(Movement::Import, &[(1, "5")], &["A1"]));
    zone.approve_list(OFFICER, list);
    let passage = |truck: &str| ReportContent::TruckPassed { list, truck: truck.into() };
    let first = zone.report("passage-1", passage("A1")).unwrap();
    let again = zone.report("passage-1", passage("A1")).unwrap();
    assert_eq!((again.position, again.is_repeated), (first.position, true));
    let conflicting = zone.report("passage-1", passage("A2")).unwrap();
    assert_eq!((conflicting.position, conflicting.is_repeated), (first.position + 1, false));
    let kind = zone.engine.read(|state| state.exceptions.count_open());
    assert_eq!(kind, 1);
}

#[test]
fn commands_submitted_together_become_one_batch_and_are_answered_in_full() {
    let zone = Zone::new();
    let before = zone.engine.position();
    let (sender, answers) = mpsc::channel();
    for user in 0..500 {
        let command = Command::Zone(ZoneCommand::RegisterUser { user: UserId::from_raw(1_000 + user) });
        let sender = sender.clone();
        let then = Box::new(move |outcome| sender.send(outcome).unwrap());
        zone.engine.submit_then(zone.submission(Actor::User(ADMINISTRATOR), command), then);
    }
    drop(sender);
    let mut positions: Vec<u64> = answers.iter().map(|answer| answer.unwrap().position).collect();
    positions.sort_unstable();
    assert_eq!(positions, (before..before + 500).collect::<Vec<_>>());
}

#[test]
fn an_answer_is_given_only_when_its_entry_is_durable() {
    let zone = Zone::new();
    let (sender, seen) = mpsc::channel();
    for user in 0..50 {
        let command = Command::Zone(ZoneCommand::RegisterUser { user: UserId::from_raw(2_000 + user) });
        let (sender, engine) = (sender.clone(), zone.engine.clone());
        let then = Box::new(move |outcome: Result<crate::Answer, NotAccepted>| {
            let position = outcome.unwrap().position;
            sender.send((position, engine.position())).unwrap();
        });
        zone.engine.submit_then(zone.submission(Actor::User(ADMINISTRATOR), command), then);
    }
    drop(sender);
    assert!(seen.iter().all(|(position, durable)| position < durable));
}

#[test]
fn a_full_queue_is_busy_and_loses_nothing() {
    let zone = Zone::with(|options| options.queue_length = 4);
    let (sender, outcomes) = mpsc::channel();
    // While someone reads, the writer cannot go on, so the queue fills.
    zone.engine.read(|_state| {
        for user in 0..40 {
            let command = Command::Zone(ZoneCommand::RegisterUser { user: UserId::from_raw(3_000 + user) });
            let sender = sender.clone();
            let then = Box::new(move |outcome| sender.send(outcome).unwrap());
            zone.engine.submit_then(zone.submission(Actor::User(ADMINISTRATOR), command), then);
        }
    });
    drop(sender);
    let (mut accepted, mut busy) = (0_u64, 0);
    for outcome in outcomes {
        match outcome {
            Ok(_) => accepted += 1,
            Err(NotAccepted::Busy { retry_after_ms }) => {
                assert!(retry_after_ms > 0);
                busy += 1;
            }
            Err(other) => panic!("{other}"),
        }
    }
    assert!(accepted >= 4 && busy >= 30, "{accepted} accepted, {busy} busy");
}

#[test]
fn queries_that_trail_too_far_make_the_zone_busy() {
    let zone = Zone::with(|options| options.projection_lag_max = 40);
    zone.settle();
    let path = zone.directory().join("projection.db");
    let blocker = rusqlite::Connection::open(path).unwrap();
    // Nobody else can write the query database while this transaction is open.
    blocker.execute_batch("BEGIN IMMEDIATE").unwrap();
    let mut outcome = Ok(());
    for user in 0..60 {
        let command = Command::Zone(ZoneCommand::RegisterUser { user: UserId::from_raw(4_000 + user) });
        if let Err(why) = zone.send(Actor::User(ADMINISTRATOR), command) {
            outcome = Err(why);
            break;
        }
    }
    assert!(matches!(outcome, Err(NotAccepted::Busy { .. })), "{outcome:?}");
    blocker.execute_batch("COMMIT").unwrap();
    zone.settle();
    let command = Command::Zone(ZoneCommand::RegisterUser { user: UserId::from_raw(5_000) });
    assert!(zone.send(Actor::User(ADMINISTRATOR), command).is_ok());
}

#[test]
fn a_few_large_entries_that_queries_do_not_know_make_the_zone_busy() {
    let zone = Zone::with(|options| options.projection_lag_bytes_max = 20_000);
    zone.settle();
    let path = zone.directory().join("projection.db");
    let blocker = rusqlite::Connection::open(path).unwrap();
    blocker.execute_batch("BEGIN IMMEDIATE").unwrap();
    let register = |user: u128| Command::Zone(ZoneCommand::RegisterUser { user: UserId::from_raw(user) });
    let busy_after = (0..400).position(|user| {
        let outcome = zone.send(Actor::User(ADMINISTRATOR), register(6_000 + user));
        matches!(outcome, Err(NotAccepted::Busy { .. }))
    });
    assert!(busy_after.is_some_and(|entries| entries >= 3), "{busy_after:?}");
    blocker.execute_batch("COMMIT").unwrap();
    zone.settle();
    assert!(zone.send(Actor::User(ADMINISTRATOR), register(7_000)).is_ok());
}

#[test]
fn a_command_id_has_1_to_200_characters() {
    let zone = Zone::in_memory();
    for (length, is_accepted) in [(0, false), (1, true), (200, true), (201, false)] {
        let user = UserId::from_raw(100 + u128::try_from(length).unwrap());
        let command = Command::Zone(ZoneCommand::RegisterUser { user });
        let mut submission = zone.submission(Actor::User(ADMINISTRATOR), command);
        submission.command_id = "ü".repeat(length);
        assert_eq!(zone.engine.submit(submission).is_ok(), is_accepted, "{length}");
    }
}

#[test]
fn only_people_submit_to_an_opened_zone() {
    let zone = Zone::new().reopened();
    for actor in [Actor::Setup, Actor::Scheduler] {
        let command = Command::Zone(ZoneCommand::RegisterUser { user: UserId::from_raw(9) });
        match zone.send(actor, command) {
            Err(NotAccepted::Refused(refusal)) => assert_eq!(refusal.code.text, "NOT_PERMITTED"),
            outcome => panic!("not refused: {outcome:?}"),
        }
    }
}

#[test]
fn a_command_that_does_not_fit_an_entry_is_refused_and_changes_nothing() {
    let zone = Zone::new();
    let before = (zone.engine.position(), zone.engine.state_digest());
    let command = Command::Zone(ZoneCommand::RegisterUser { user: UserId::from_raw(88) });
    let mut submission = zone.submission(Actor::User(ADMINISTRATOR), command);
    submission.bytes = vec![b' '; 9 * 1024 * 1024];
    match zone.engine.submit(submission) {
        Err(NotAccepted::Refused(refusal)) => assert_eq!(refusal.code.text, "COMMAND_TOO_LARGE"),
        outcome => panic!("not refused: {outcome:?}"),
    }
    assert_eq!((zone.engine.position(), zone.engine.state_digest()), before);
}

#[test]
fn a_clock_that_is_set_back_leaves_instants_in_order() {
    let zone = Zone::new();
    let register = |user| {
        zone.zone(Actor::User(ADMINISTRATOR), ZoneCommand::RegisterUser { user: UserId::from_raw(user) })
            .instant
    };
    let before = register(200);
    zone.clock.advance(-3_600_000_000);
    let (second, third) = (register(201), register(202));
    assert_eq!(second, before.plus_microseconds(1));
    assert_eq!(third, before.plus_microseconds(2));
    let zone = zone.reopened();
    let user = UserId::from_raw(203);
    let fourth = zone.zone(Actor::User(ADMINISTRATOR), ZoneCommand::RegisterUser { user }).instant;
    assert!(fourth > third);
}

#[test]
fn a_stopped_zone_says_so_and_its_queries_know_what_was_answered() {
    let zone = Zone::new();
    let answer =
        zone.zone(Actor::User(ADMINISTRATOR), ZoneCommand::RegisterUser { user: UserId::from_raw(300) });
    assert!(zone.engine.wait_projected(answer.position, WAIT));
    zone.engine.stop();
    let command = Command::Zone(ZoneCommand::RegisterUser { user: UserId::from_raw(301) });
    assert!(matches!(zone.send(Actor::User(ADMINISTRATOR), command), Err(NotAccepted::Stopping)));
}

#[test]
fn refused_attempts_stand_in_the_access_log() {
    let zone = Zone::new();
    let book = zone.storage_book("T01990000001");
    assert_eq!(zone.refusal(GATE, BondedCommand::SubmitBook { book, revision: None }), "UNKNOWN_BOOK");
    let directory = zone.stopped();
    let text = std::fs::read_to_string(directory.join("access-log/access.log")).unwrap();
    assert!(text.contains("bonded.submit_book") && text.contains("UNKNOWN_BOOK"), "{text}");
}
