//! Reports of the outside world: always recorded; contradictions open exceptions.

use etown_domain::Decision;
use etown_domain::bonded::BondedCommand;
use etown_domain::bonded::book::ConsumptionPoint::{AtProduction, AtShipment};
use etown_domain::bonded::list::{ListContent, ListStatus, Movement};
use etown_domain::kernel::exceptions::ExceptionKind;
use etown_domain::kernel::ledger::Purpose;
use etown_values::{BookId, ListId};

use super::support::{
    CHIP, CLERK, CUSTOMS, GATE, METAL, OTHER_CLERK, World, content, kinds, line, opened, production,
    released, truck_passed, user,
};

fn waiting() -> ListContent {
    let trucks = vec!["京A-00001".to_owned()];
    ListContent { needs_declaration: true, trucks, ..content(Movement::Import, vec![line(1, METAL, "10")]) }
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
fn production_that_a_book_cannot_take_is_recorded_as_an_exception() {
    let mut world = World::new();
    let book = world.active_book(AtProduction);
    let events = world.accept(CLERK, production(book, "V7", "1", "p1"));
    assert_eq!(kinds(&events), [ExceptionKind::ProductionNotBooked]);
    let huge = world.accept(CLERK, production(book, "V1", "1000000000000000000000000000", "p2"));
    assert_eq!(kinds(&huge), [ExceptionKind::ProductionNotBooked]);
    let mut world = World::new();
    let book = world.active_book(AtShipment);
    let events = world.accept(CLERK, production(book, "V1", "1", "p1"));
    assert_eq!(kinds(&events), [ExceptionKind::ProductionNotBooked]);
    let mut world = World::new();
    let book = world.active_book(AtProduction);
    world.accept(CUSTOMS, BondedCommand::CloseBook { book, revision: None });
    let events = world.accept(CLERK, production(book, "V1", "1", "p1"));
    assert_eq!(kinds(&events), [ExceptionKind::ProductionNotBooked]);
    assert_eq!(world.actual(book, METAL, Purpose::Embodied), "0.00000");
}

#[test]
fn reporters_do_not_share_names_of_messages() {
    let mut world = World::new();
    let book = world.active_book(AtProduction);
    let list = world.approved_list(book, waiting());
    // The enterprise uses the very source and id that the lane uses.
    world.accept(CLERK, production(book, "V1", "0.00001", "m1"));
    let events = world.truck(list, "京A-00001", "m1");
    assert_eq!(kinds(&events), []);
}

#[test]
fn a_conflicting_message_blocks_both_books_and_counts_once() {
    let mut world = World::new();
    let book = world.active_book(AtShipment);
    let list = world.approved_list(book, waiting());
    world.truck(list, "京A-00001", "m1");
    let unknown = truck_passed(ListId::from_raw(9), "京A-00001", "m1");
    let events = world.accept(GATE, unknown);
    assert_eq!(kinds(&events), [ExceptionKind::ReportConflict, ExceptionKind::ReportConflict]);
    assert!(world.state.exceptions.require_unblocked(book).is_err());
    let again = world.run(user(GATE), truck_passed(ListId::from_raw(9), "京A-00001", "m1")).unwrap();
    assert!(matches!(again, Decision::AlreadyRecorded { .. }));
}

#[test]
fn a_declaration_releases_one_list() {
    let mut world = World::new();
    let book = world.active_book(AtShipment);
    let first = world.approved_list(book, waiting());
    let second = world.approved_list(book, waiting());
    world.release(first, "020120260000000001", "m1");
    let events = world.release(second, "020120260000000001", "m2");
    assert_eq!(kinds(&events), [ExceptionKind::ReleaseNotExpected]);
    world.truck(second, "京A-00001", "m3");
    assert_eq!(world.state.bonded.list(second).unwrap().status, ListStatus::Approved);
    for text in ["", "   ", &"9".repeat(101)] {
        world.refuse(GATE, released(second, text, "m4"), "REPORT_KEY");
    }
}

#[test]
fn what_was_released_or_passed_before_approval_is_not_exchanged_for_other_goods() {
    let mut world = World::new();
    let book = world.active_book(AtShipment);
    let list = world.draft_list(book, waiting());
    let events = world.release(list, "020120260000000001", "m1");
    assert_eq!(kinds(&events), [ExceptionKind::ReleasedBeforeApproval]);
    let more = ListContent { lines: vec![line(1, METAL, "100000")], ..waiting() };
    let amend = BondedCommand::AmendList { list, revision: None, content: more };
    world.refuse(CLERK, amend, "LIST_HAS_BEGUN");
}

#[test]
fn a_truck_in_a_paused_direction_is_an_exception() {
    use etown_domain::bonded::book::Pause;
    let mut world = World::new();
    let book = world.active_book(AtShipment);
    let list = world.approved_list(book, waiting());
    let (pause, reason) = (Pause::Inbound, "stock count".to_owned());
    world.accept(CUSTOMS, BondedCommand::PauseBook { book, revision: None, pause, reason });
    let events = world.truck(list, "京A-00001", "m1");
    assert_eq!(kinds(&events), [ExceptionKind::PassedWhilePaused]);
}

#[test]
fn customs_corrects_trucks_so_that_a_replaced_truck_leaves_no_hold() {
    let mut world = World::new();
    let book = world.active_book(AtShipment);
    let two = vec!["京A-00001".to_owned(), "京A-00002".to_owned()];
    let content = ListContent { needs_declaration: false, trucks: two, ..waiting() };
    let list = world.approved_list(book, content);
    world.truck(list, "京A-00001", "m1");
    world.truck(list, "京A-00003", "m2");
    let correct = |trucks: [&str; 2], annulled: &[&str], reason: &str| BondedCommand::CorrectTrucks {
        list,
        revision: None,
        trucks: trucks.map(str::to_owned).to_vec(),
        annulled: annulled.iter().map(|truck| (*truck).to_owned()).collect(),
        reason: reason.to_owned(),
    };
    let replaced = ["京A-00001", "京A-00003"];
    world.refuse(CLERK, correct(replaced, &[], "broke down"), "NOT_PERMITTED");
    world.refuse(CUSTOMS, correct(replaced, &[], ""), "REASON_MISSING");
    world.refuse(CUSTOMS, correct(replaced, &["京A-00002"], "broke down"), "TRUCKS");
    world.refuse(CUSTOMS, correct(["京A-00001", "京A-00001"], &[], "broke down"), "TRUCKS");
    world.accept(CUSTOMS, correct(replaced, &[], "truck 2 broke down"));
    assert_eq!(world.state.bonded.list(list).unwrap().status, ListStatus::Posted);
    assert_eq!(world.account(book, METAL, Purpose::Stock), ["10.00000", "0.00000", "0.00000", "10.00000"]);
    world.refuse(CUSTOMS, correct(replaced, &[], "too late"), "LIST_STATUS");
}

#[test]
fn an_annulled_passage_did_not_happen() {
    let mut world = World::new();
    let book = world.active_book(AtShipment);
    let list = world.draft_list(book, waiting());
    let events = world.truck(list, "京B-77777", "m1");
    let explanation = "a plate typed for the wrong list".to_owned();
    let exception = opened(&events)[0].1;
    world.accept(CUSTOMS, BondedCommand::ResolveException { exception, explanation });
    let trucks = waiting().trucks;
    let annulled = vec!["京B-77777".to_owned()];
    let reason = "wrong list".to_owned();
    world.accept(CUSTOMS, BondedCommand::CorrectTrucks { list, revision: None, trucks, annulled, reason });
    world.accept(CLERK, BondedCommand::DeleteList { list, revision: None });
}

#[test]
fn what_arrives_late_first_makes_good_what_was_taken_without_being_there() {
    let mut world = World::new();
    let book = world.active_book(AtProduction);
    world.approved_list(book, content(Movement::Import, vec![line(1, METAL, "1"), line(2, CHIP, "3")]));
    let events = world.accept(CLERK, production(book, "V1", "1", "p1"));
    let exception = opened(&events)[0].1;
    let explanation = "one kilogram is on its way".to_owned();
    world.accept(CUSTOMS, BondedCommand::ResolveException { exception, explanation });
    assert_eq!(world.actual(book, METAL, Purpose::Unexplained), "-1.00000");
    world.approved_list(book, content(Movement::Import, vec![line(1, METAL, "1.5")]));
    assert_eq!(world.actual(book, METAL, Purpose::Unexplained), "0.00000");
    assert_eq!(world.actual(book, METAL, Purpose::Stock), "0.50000");
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
