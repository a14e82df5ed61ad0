//! Reports of the outside world: always recorded; contradictions open exceptions.

use etown_domain::bonded::BondedCommand;
use etown_domain::bonded::book::ConsumptionPoint::{AtProduction, AtShipment};
use etown_domain::bonded::list::{ListContent, ListStatus, Movement};
use etown_domain::kernel::exceptions::{ExceptionEvent, ExceptionKind};
use etown_domain::kernel::ledger::Purpose;
use etown_domain::{Decision, Event};
use etown_values::{BookId, ExceptionId, ListId};

use super::support::{
    CLERK, CUSTOMS, GATE, METAL, OTHER_CLERK, World, content, line, production, released, truck_passed, user,
};

fn waiting() -> ListContent {
    let trucks = vec!["京A-00001".to_owned()];
    ListContent { needs_declaration: true, trucks, ..content(Movement::Import, vec![line(1, METAL, "10")]) }
}

fn opened(events: &[Event]) -> Vec<(ExceptionKind, ExceptionId)> {
    let kind = |event: &Event| match event {
        Event::Exception(ExceptionEvent::ExceptionOpened(exception)) => Some((exception.kind, exception.id)),
        _ => None,
    };
    events.iter().filter_map(kind).collect()
}

fn kinds(events: &[Event]) -> Vec<ExceptionKind> {
    opened(events).into_iter().map(|(kind, _)| kind).collect()
}

#[test]
fn a_repeated_message_has_no_effect_and_is_answered_by_the_first() {
    let mut world = World::new();
    let book = world.active_book(AtShipment);
    let list = world.approved_list(book, waiting());
    world.truck(list, "京A-00001", "m1");
    let before = world.state.clone();
    let decision = world.run(user(GATE), truck_passed(list, "京A-00001", "m1")).unwrap();
    assert!(matches!(decision, Decision::AlreadyRecorded { .. }));
    assert!(before == world.state);
}

#[test]
fn the_same_message_id_with_other_bytes_is_recorded_and_opens_an_exception() {
    let mut world = World::new();
    let book = world.active_book(AtShipment);
    let list = world.approved_list(book, waiting());
    world.truck(list, "京A-00001", "m1");
    let events = world.truck(list, "京A-00009", "m1");
    assert_eq!(kinds(&events), [ExceptionKind::ReportConflict]);
    let import = content(Movement::Import, vec![line(1, METAL, "1")]);
    let next = world.draft_list(book, import);
    world.refuse(CLERK, BondedCommand::SubmitList { list: next, revision: None }, "BLOCKED_BY_EXCEPTION");
}

#[test]
fn a_contradicting_passage_is_recorded_as_an_exception() {
    let mut world = World::new();
    let book = world.active_book(AtShipment);
    let list = world.approved_list(book, waiting());
    assert_eq!(kinds(&world.truck(list, "京B-77777", "m1")), [ExceptionKind::TruckNotNamed]);
    assert_eq!(kinds(&world.truck(list, "京A-00001", "m2")), []);
    assert_eq!(kinds(&world.truck(list, "京A-00001", "m3")), [ExceptionKind::TruckPassedTwice]);
    assert_eq!(kinds(&world.truck(ListId::from_raw(9), "京A-00001", "m4")), [ExceptionKind::UnknownSubject]);
    assert_eq!(world.actual(book, METAL, Purpose::Stock), "0.00000", "nothing is posted by a contradiction");
}

#[test]
fn goods_that_pass_before_approval_are_recorded_and_still_count() {
    let mut world = World::new();
    let book = world.active_book(AtShipment);
    let list = world.submit_list(book, waiting());
    let events = world.truck(list, "京A-00001", "m1");
    let found = opened(&events);
    assert_eq!(
        found.iter().map(|(kind, _)| *kind).collect::<Vec<_>>(),
        [ExceptionKind::PassedBeforeApproval]
    );
    let approve = BondedCommand::ApproveList { list, revision: None };
    world.refuse(CUSTOMS, approve.clone(), "BLOCKED_BY_EXCEPTION");
    let resolve = |explanation: &str| BondedCommand::ResolveException {
        exception: found[0].1,
        explanation: explanation.to_owned(),
    };
    world.refuse(CLERK, resolve("the driver did not wait"), "NOT_PERMITTED");
    world.refuse(CUSTOMS, resolve("short"), "EXPLANATION_MISSING");
    world.accept(CUSTOMS, resolve("the driver did not wait"));
    world.refuse(CUSTOMS, resolve("the driver did not wait"), "UNKNOWN_EXCEPTION");
    world.accept(CUSTOMS, approve);
    world.release(list, "020120260000000001", "m2");
    assert_eq!(world.state.bonded.list(list).unwrap().status, ListStatus::Posted);
}

#[test]
fn a_reporter_may_not_resolve_the_exception_of_the_report() {
    let mut world = World::new();
    let book = world.active_book(AtShipment);
    let list = world.approved_list(book, waiting());
    let events = world.accept(CUSTOMS, truck_passed(list, "京B-77777", "m1"));
    let exception = opened(&events)[0].1;
    let explanation = "the plate was misread".to_owned();
    let resolve = BondedCommand::ResolveException { exception, explanation };
    world.refuse(CUSTOMS, resolve, "MAKER_IS_CHECKER");
}

#[test]
fn a_list_whose_truck_has_passed_is_not_withdrawn_and_a_deleted_one_opens_an_exception() {
    let mut world = World::new();
    let book = world.active_book(AtShipment);
    let list = world.approved_list(book, waiting());
    world.truck(list, "京A-00001", "m1");
    world.refuse(CUSTOMS, BondedCommand::DeleteList { list, revision: None }, "TRUCK_HAS_PASSED");
    let deleted = world.approved_list(book, waiting());
    world.refuse(CLERK, BondedCommand::DeleteList { list: deleted, revision: None }, "NOT_PERMITTED");
    world.accept(CUSTOMS, BondedCommand::DeleteList { list: deleted, revision: None });
    assert_eq!(kinds(&world.truck(deleted, "京A-00001", "m2")), [ExceptionKind::PassedAfterDeletion]);
}

#[test]
fn a_release_counts_once_and_another_number_opens_an_exception() {
    let mut world = World::new();
    let book = world.active_book(AtShipment);
    let list = world.approved_list(book, waiting());
    assert_eq!(kinds(&world.release(list, "020120260000000001", "m1")), []);
    assert_eq!(kinds(&world.release(list, "020120260000000001", "m2")), []);
    let other = world.release(list, "020120260000000002", "m3");
    assert_eq!(kinds(&other), [ExceptionKind::ReleaseNotExpected]);
    let undeclared = world.draft_list(book, content(Movement::Import, vec![line(1, METAL, "1")]));
    let unexpected = world.release(undeclared, "020120260000000003", "m4");
    assert_eq!(kinds(&unexpected), [ExceptionKind::ReleaseNotExpected]);
}

#[test]
fn a_production_report_of_an_unknown_version_or_a_book_that_consumes_at_shipment_is_an_exception() {
    let mut world = World::new();
    let book = world.active_book(AtProduction);
    let events = world.accept(CLERK, production(book, "V7", "1", "p1"));
    assert_eq!(kinds(&events), [ExceptionKind::UnknownSubject]);
    let mut world = World::new();
    let book = world.active_book(AtShipment);
    let events = world.accept(CLERK, production(book, "V1", "1", "p1"));
    assert_eq!(kinds(&events), [ExceptionKind::UnknownSubject]);
}

#[test]
fn only_authentic_reporters_are_heard() {
    let mut world = World::new();
    let book = world.active_book(AtProduction);
    let list = world.draft_list(book, waiting());
    world.refuse(CLERK, truck_passed(list, "京A-00001", "m1"), "NOT_PERMITTED");
    world.refuse(CLERK, released(list, "1", "m1"), "NOT_PERMITTED");
    world.refuse(GATE, production(book, "V1", "1", "p1"), "UNKNOWN_BOOK");
    world.refuse(OTHER_CLERK, production(book, "V1", "1", "p1"), "UNKNOWN_BOOK");
    world.refuse(CLERK, production(BookId::from_raw(9), "V1", "1", "p1"), "UNKNOWN_BOOK");
    world.refuse(CLERK, production(book, "V1", "0", "p1"), "QUANTITY_NOT_POSITIVE");
    world.refuse(GATE, truck_passed(list, "京A-00001", ""), "REPORT_KEY");
}
