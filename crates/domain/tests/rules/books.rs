//! Account books: filing, approval by a second person, pause, closing.

use etown_domain::bonded::BondedCommand;
use etown_domain::bonded::book::ConsumptionPoint::AtShipment;
use etown_domain::bonded::book::{BookHeader, BookStatus, Pause};
use etown_domain::bonded::list::Movement;
use etown_values::BookId;

use super::support::{AUDITOR, CLERK, CUSTOMS, METAL, OTHER_CLERK, World, content, date, items, line};

#[test]
fn a_header_that_breaks_a_rule_is_refused() {
    let mut world = World::new();
    let good = world.header("H01012600001", Some(AtShipment));
    let cases: [(&str, BookHeader); 8] = [
        ("BOOK_NUMBER", BookHeader { number: "T01012600001".to_owned(), ..good.clone() }),
        ("BOOK_NUMBER", BookHeader { number: "H0101260000".to_owned(), ..good.clone() }),
        ("BOOK_NUMBER", BookHeader { number: "H0101260000a".to_owned(), ..good.clone() }),
        ("CONSUMPTION_POINT", BookHeader { consumption_point: None, ..good.clone() }),
        ("VALIDITY", BookHeader { valid_until: date("2026-03-01"), ..good.clone() }),
        ("VERIFICATION_CYCLE", BookHeader { verification_cycle_months: 0, ..good.clone() }),
        ("VERIFICATION_CYCLE", BookHeader { verification_cycle_months: 13, ..good.clone() }),
        ("NOT_PERMITTED", BookHeader { enterprise: world.enterprise_of(OTHER_CLERK), ..good.clone() }),
    ];
    for (code, header) in cases {
        world.refuse(CLERK, BondedCommand::FileBook { header }, code);
    }
    world.accept(CLERK, BondedCommand::FileBook { header: good.clone() });
    world.refuse(CLERK, BondedCommand::FileBook { header: good }, "BOOK_NUMBER_TAKEN");
}

#[test]
fn a_number_is_unique_in_the_zone_once_customs_approves_and_a_filing_tells_nothing() {
    let mut world = World::new();
    world.active_book(AtShipment);
    let enterprise = world.enterprise_of(OTHER_CLERK);
    let header = BookHeader { enterprise, ..world.header("H01012600001", Some(AtShipment)) };
    let events = world.accept(OTHER_CLERK, BondedCommand::FileBook { header });
    let [etown_domain::Event::Bonded(etown_domain::bonded::BondedEvent::BookFiled { book, .. })] = events[..]
    else {
        panic!("{events:?}")
    };
    world.accept(OTHER_CLERK, BondedCommand::FileItems { book, revision: None, items: items() });
    world.accept(OTHER_CLERK, BondedCommand::SubmitBook { book, revision: None });
    world.refuse(CUSTOMS, BondedCommand::ApproveBook { book, revision: None }, "BOOK_NUMBER_TAKEN");
}

#[test]
fn a_book_past_its_validity_is_neither_submitted_nor_approved() {
    let mut world = World::new();
    let book = world.draft_book("H01012600001", Some(AtShipment));
    world.accept(CLERK, BondedCommand::FileItems { book, revision: None, items: items() });
    let late = world.draft_book("H01012600002", Some(AtShipment));
    world.accept(CLERK, BondedCommand::FileItems { book: late, revision: None, items: items() });
    world.accept(CLERK, BondedCommand::SubmitBook { book, revision: None });
    world.pass_days(400);
    world.refuse(CUSTOMS, BondedCommand::ApproveBook { book, revision: None }, "VALIDITY");
    world.refuse(CLERK, BondedCommand::SubmitBook { book: late, revision: None }, "VALIDITY");
}

#[test]
fn a_closed_book_leaves_no_task_behind() {
    let mut world = World::new();
    let book = world.active_book(AtShipment);
    let item = super::support::filing(7, etown_domain::bonded::book::ItemClass::Material, "7403111100", "kg");
    world.accept(CLERK, BondedCommand::FileItems { book, revision: None, items: vec![item] });
    world.accept(CUSTOMS, BondedCommand::CloseBook { book, revision: None });
    assert_eq!(world.state.worklist.open().count(), 0);
}

#[test]
fn a_book_is_approved_by_customs_and_not_by_its_maker() {
    let mut world = World::new();
    let book = world.draft_book("H01012600001", Some(AtShipment));
    let submit = BondedCommand::SubmitBook { book, revision: None };
    let approve = BondedCommand::ApproveBook { book, revision: None };
    world.refuse(CLERK, submit.clone(), "BOOK_EMPTY");
    world.accept(CLERK, BondedCommand::FileItems { book, revision: None, items: items() });
    world.refuse(CUSTOMS, approve.clone(), "BOOK_STATUS");
    world.accept(CLERK, submit.clone());
    world.refuse(CLERK, submit, "BOOK_STATUS");
    world.refuse(CLERK, approve.clone(), "NOT_PERMITTED");
    world.refuse(AUDITOR, approve.clone(), "NOT_PERMITTED");
    world.refuse(OTHER_CLERK, approve.clone(), "UNKNOWN_BOOK");
    world.accept(CUSTOMS, approve.clone());
    world.refuse(CUSTOMS, approve, "BOOK_STATUS");
    assert_eq!(world.state.bonded.book(book).unwrap().status, BookStatus::Active);
    assert_eq!(world.state.worklist.open().count(), 0);
}

#[test]
fn a_returned_book_is_a_draft_again() {
    let mut world = World::new();
    let book = world.draft_book("H01012600001", Some(AtShipment));
    world.accept(CLERK, BondedCommand::FileItems { book, revision: None, items: items() });
    world.accept(CLERK, BondedCommand::SubmitBook { book, revision: None });
    let give_back =
        |reason: &str| BondedCommand::ReturnBook { book, revision: None, reason: reason.to_owned() };
    world.refuse(CUSTOMS, give_back(" "), "REASON_MISSING");
    world.accept(CUSTOMS, give_back("codes are missing"));
    assert_eq!(world.state.bonded.book(book).unwrap().status, BookStatus::Draft);
    assert_eq!(world.state.worklist.open().count(), 0);
    world.approve_book(book);
}

#[test]
fn a_book_is_paused_by_customs_with_a_reason() {
    let mut world = World::new();
    let book = world.active_book(AtShipment);
    let pause = |pause, reason: &str| BondedCommand::PauseBook {
        book,
        revision: None,
        pause,
        reason: reason.to_owned(),
    };
    world.refuse(CLERK, pause(Pause::Both, "stock count"), "NOT_PERMITTED");
    world.refuse(CUSTOMS, pause(Pause::None, "stock count"), "BOOK_STATUS");
    world.refuse(CUSTOMS, pause(Pause::Both, ""), "REASON_MISSING");
    world.accept(CUSTOMS, pause(Pause::Both, "stock count"));
}

#[test]
fn a_book_with_goods_or_open_lists_is_not_closed() {
    let mut world = World::new();
    let book = world.active_book(AtShipment);
    let close = BondedCommand::CloseBook { book, revision: None };
    let list = world.draft_list(book, content(Movement::Import, vec![line(1, METAL, "1")]));
    world.refuse(CUSTOMS, close.clone(), "BOOK_NOT_EMPTY");
    world.accept(CLERK, BondedCommand::SubmitList { list, revision: None });
    world.approve_list(list);
    world.refuse(CUSTOMS, close.clone(), "BOOK_NOT_EMPTY");
    world.approved_list(book, content(Movement::ReExport, vec![line(1, METAL, "1")]));
    world.refuse(CLERK, close.clone(), "NOT_PERMITTED");
    world.accept(CUSTOMS, close.clone());
    world.refuse(CUSTOMS, close, "BOOK_STATUS");
}

#[test]
fn a_book_with_an_open_exception_is_not_closed() {
    let mut world = World::new();
    let book = world.active_book(AtShipment);
    let list = world.approved_list(book, content(Movement::Import, vec![line(1, METAL, "1")]));
    world.approved_list(book, content(Movement::ReExport, vec![line(1, METAL, "1")]));
    world.truck(list, "京A-99999", "t1");
    world.refuse(CUSTOMS, BondedCommand::CloseBook { book, revision: None }, "BLOCKED_BY_EXCEPTION");
}

#[test]
fn a_stale_revision_of_a_book_is_refused() {
    let mut world = World::new();
    let book = world.draft_book("H01012600001", Some(AtShipment));
    let file = BondedCommand::FileItems { book, revision: Some(1), items: items() };
    world.accept(CLERK, file.clone());
    world.refuse(CLERK, file, "STALE_REVISION");
}

#[test]
fn due_expiries_are_found_once_and_in_order() {
    let mut world = World::new();
    let book = world.active_book(AtShipment);
    let due = |world: &World| etown_domain::schedule::due(&world.state, world.today());
    assert_eq!(due(&world).len(), 0);
    world.pass_days(304);
    assert_eq!(world.today(), date("2026-12-31"));
    assert_eq!(due(&world).len(), 0);
    world.pass_days(3);
    let found = due(&world);
    assert_eq!(found.len(), 1);
    assert_eq!(found[0].due_on, date("2027-01-01"));
    assert_eq!(found[0].command_id, format!("book-expiry:{book}:2026-12-31"));
    let etown_domain::Command::Bonded(command) = found[0].command.clone() else { return };
    world.accept_as(etown_domain::Actor::Scheduler, command);
    assert_eq!(due(&world).len(), 0);
}

#[test]
fn an_unknown_book_is_refused() {
    let mut world = World::new();
    let book = BookId::from_raw(9);
    world.refuse(CLERK, BondedCommand::SubmitBook { book, revision: None }, "UNKNOWN_BOOK");
    world.refuse(CUSTOMS, BondedCommand::ApproveBook { book, revision: None }, "UNKNOWN_BOOK");
}
