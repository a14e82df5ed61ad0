//! Due dates: acted on once, in order, also after days of downtime.

use etown_domain::bonded::book::BookStatus;

use super::zone::{Zone, date};
use crate::{DueReport, Engine, SchedulerMode};

fn days(number: i64) -> i64 {
    number * 24 * 3_600 * 1_000_000
}

#[test]
fn what_fell_due_during_three_days_of_downtime_is_done_once_at_the_start() {
    let zone = Zone::new();
    let (first, second) = (zone.storage_book("T01990000001"), zone.storage_book("T01990000002"));
    let status = |zone: &Zone, book| zone.engine.read(|state| state.bonded.book(book).unwrap().status);
    assert_eq!(zone.engine.act_on_due_dates(), DueReport::default());
    zone.engine.stop();
    // Both are valid until the last day of 2026; the zone comes back on 3 January.
    zone.clock.set("2027-01-02T16:30:00.000000Z".parse().unwrap());
    let zone = zone.opened().unwrap();
    assert_eq!(zone.engine.business_date(), date("2027-01-03"));
    assert_eq!(zone.engine.act_on_due_dates(), DueReport { done: 2, ..DueReport::default() });
    assert_eq!((status(&zone, first), status(&zone, second)), (BookStatus::Expired, BookStatus::Expired));
    assert_eq!(zone.engine.act_on_due_dates(), DueReport::default());
    let zone = zone.reopened();
    assert_eq!(zone.engine.act_on_due_dates(), DueReport::default());
}

#[test]
fn the_engine_acts_by_itself_when_the_date_changes() {
    let zone = Zone::with(|options| options.scheduler = SchedulerMode::Automatic);
    let book = zone.storage_book("T01990000001");
    let before = zone.engine.position();
    zone.clock.advance(days(400));
    assert!(zone.engine.wait_projected(before, super::zone::WAIT), "an entry came by itself");
    let status = zone.engine.read(|state| state.bonded.book(book).unwrap().status);
    assert_eq!(status, BookStatus::Expired);
}

#[test]
fn a_new_directory_has_nothing_due() {
    let clock = super::zone::clock_at("2026-03-02T01:00:00.000000Z");
    let directory = tempfile::tempdir().unwrap();
    let engine = Engine::create(directory.path(), "test.example/journal", super::zone::options(&clock));
    assert_eq!(engine.unwrap().act_on_due_dates(), DueReport::default());
}
