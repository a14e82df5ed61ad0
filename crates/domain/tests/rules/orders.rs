//! Work orders beside versions, paused items, and what falls due.

use etown_domain::bonded::BondedCommand;
use etown_domain::bonded::book::ConsumptionPoint::AtShipment;
use etown_domain::bonded::book::Pause;
use etown_domain::bonded::list::Movement;
use etown_domain::bonded::verification::primaries;
use etown_domain::kernel::exceptions::ExceptionKind;
use etown_domain::kernel::ledger::Purpose;
use etown_values::QuantityAmount;

use super::support::{
    BOARD, CHIP, CLERK, CUSTOMS, METAL, OTHER_CLERK, SCRAP, World, content, drafted, issued, kinds, line,
    quantity, returned, with_trucks,
};
use super::verifying::counted;

#[test]
fn what_work_orders_took_stands_beside_what_the_versions_account_for() {
    let mut world = World::new();
    let book = world.active_book(AtShipment);
    let imports = vec![line(1, METAL, "5000"), line(2, CHIP, "5000")];
    world.approved_list(book, content(Movement::Import, imports));
    world.accept(CLERK, issued(book, "WO-1", METAL, "2100", "i1"));
    world.accept(CLERK, issued(book, "WO-2", METAL, "50.5", "i2"));
    world.accept(CLERK, returned(book, "WO-1", METAL, "100.25", "r1"));
    assert_eq!(world.actual(book, METAL, Purpose::Stock), "5000.00000", "the stock does not move by it");
    world.approved_list(book, content(Movement::Export, vec![line(1, BOARD, "1000")]));
    world.count_today(book, vec![counted(METAL, "2949.75"), counted(CHIP, "2000"), counted(SCRAP, "80")]);
    let primary = &primaries(&world.state.ledger, &world.balances())[&METAL];
    let text = |amount| QuantityAmount::from_units(amount).to_string();
    assert_eq!(text(primary.consumed_by_versions()), "2000.00000");
    assert_eq!(text(primary.consumed_by_orders()), "2050.25000");
    assert_eq!(text(primary.consumption_gap()), "50.25000");
    assert_eq!(text(primary.theoretical()), "3000.00000");
    assert_eq!(text(primary.theoretical_by_orders()), "2949.75000");
    assert_eq!(world.compared(book, METAL), ["3000.00000", "2949.75000", "-50.25000"]);
    world.settle(book);
    // The next period starts its own sums.
    world.pass_days(1);
    world.accept(CLERK, issued(book, "WO-3", METAL, "7", "i3"));
    let issued = world.sums(book, METAL, Purpose::Issued);
    assert_eq!(text(issued.moved_until_cut()), "7.00000");
    assert_eq!(text(issued.balance()), "2057.25000");
}

#[test]
fn an_issue_that_the_book_cannot_take_is_an_exception_and_moves_nothing() {
    let mut world = World::new();
    let book = world.active_book(AtShipment);
    for (item, amount, message) in [(99, "1", "i1"), (BOARD, "1", "i2"), (METAL, "100000000000000", "i3")] {
        let events = world.accept(CLERK, issued(book, "WO-1", item, amount, message));
        assert_eq!(kinds(&events), [ExceptionKind::IssueNotBooked]);
    }
    assert_eq!(world.state.ledger.accounts().count(), 0);
    world.refuse(CLERK, issued(book, "WO-1", METAL, "0", "i4"), "QUANTITY_NOT_POSITIVE");
    world.refuse(CLERK, issued(book, " ", METAL, "1", "i4"), "WORK_ORDER");
    world.refuse(CLERK, returned(book, &"W".repeat(61), METAL, "1", "i4"), "WORK_ORDER");
    world.refuse(OTHER_CLERK, issued(book, "WO-1", METAL, "1", "i4"), "UNKNOWN_BOOK");
    world.refuse(CUSTOMS, issued(book, "WO-1", METAL, "1", "i4"), "NOT_PERMITTED");
}

#[test]
fn a_work_order_that_gives_back_more_than_it_took_is_an_exception_and_moves_nothing() {
    let mut world = World::new();
    let book = world.active_book(AtShipment);
    world.approved_list(book, content(Movement::Import, vec![line(1, METAL, "100"), line(2, CHIP, "100")]));
    world.accept(CLERK, issued(book, "WO-1", METAL, "5", "i1"));
    world.accept(CLERK, issued(book, "WO-2", METAL, "50", "i2"));
    for (order, item, amount, message) in
        [("WO-1", METAL, "5.00001", "r1"), ("WO-1", CHIP, "1", "r2"), ("WO-3", METAL, "1", "r3")]
    {
        let events = world.accept(CLERK, returned(book, order, item, amount, message));
        assert_eq!(kinds(&events), [ExceptionKind::IssueNotBooked], "{message}");
    }
    assert_eq!(world.actual(book, METAL, Purpose::Issued), "55.00000");
    for (amount, message) in [("2", "r4"), ("3", "r5")] {
        assert_eq!(kinds(&world.accept(CLERK, returned(book, "WO-1", METAL, amount, message))), []);
    }
    let events = world.accept(CLERK, returned(book, "WO-1", METAL, "0.00001", "r6"));
    assert_eq!(kinds(&events), [ExceptionKind::IssueNotBooked], "all of it came back already");
    assert_eq!(world.actual(book, METAL, Purpose::Issued), "50.00000");
    // What an order of an earlier period took may still come back.
    world.resolve_all();
    world.count_today(book, vec![counted(METAL, "100"), counted(CHIP, "100")]);
    world.settle(book);
    world.pass_days(1);
    assert_eq!(kinds(&world.accept(CLERK, returned(book, "WO-2", METAL, "50", "r7"))), []);
}

fn pause(book: etown_values::BookId, item: u32, pause: Pause) -> BondedCommand {
    BondedCommand::PauseItem { book, revision: None, item, pause, reason: "under investigation".to_owned() }
}

#[test]
fn customs_pauses_one_item_in_one_direction() {
    let mut world = World::new();
    let book = world.active_book(AtShipment);
    world.refuse(CLERK, pause(book, METAL, Pause::Inbound), "NOT_PERMITTED");
    world.refuse(CUSTOMS, pause(book, 99, Pause::Inbound), "UNKNOWN_ITEM");
    world.refuse(CUSTOMS, pause(book, METAL, Pause::None), "ITEM_PAUSED");
    let import = content(Movement::Import, vec![line(1, CHIP, "10"), line(2, METAL, "10")]);
    let list = world.approved_list(book, import.clone());
    let waiting = world.submit_list(book, import.clone());
    let out = content(Movement::ReExport, vec![line(1, METAL, "1")]);
    world.accept(CUSTOMS, pause(book, METAL, Pause::Inbound));
    let refusal = world.refuse(CLERK, BondedCommand::DraftList { book, content: import }, "ITEM_PAUSED");
    assert_eq!(refusal.field.as_deref(), Some("lines[1].item"));
    let approve = BondedCommand::ApproveList { list: waiting, revision: None };
    world.refuse(CUSTOMS, approve, "ITEM_PAUSED");
    world.approved_list(book, out.clone());
    world.accept(CUSTOMS, pause(book, METAL, Pause::Outbound));
    world.refuse(CLERK, BondedCommand::DraftList { book, content: out }, "ITEM_PAUSED");
    // Nor do its goods leave by a reversal.
    let reversing = drafted(&world.accept(CLERK, BondedCommand::ReverseList { list }));
    let submit = BondedCommand::SubmitList { list: reversing, revision: None };
    let refusal = world.refuse(CLERK, submit, "ITEM_PAUSED");
    assert_eq!(refusal.field.as_deref(), Some("lines[1].item"));
}

#[test]
fn a_truck_with_goods_of_a_paused_item_is_an_exception() {
    let mut world = World::new();
    let book = world.active_book(AtShipment);
    let import = content(Movement::Import, vec![line(1, METAL, "10")]);
    let list = world.approved_list(book, with_trucks(import, &["T1"]));
    world.accept(CUSTOMS, pause(book, METAL, Pause::Both));
    assert_eq!(kinds(&world.truck(list, "T1", "m1")), [ExceptionKind::PassedWhilePaused]);
    assert_eq!(world.account(book, METAL, Purpose::Stock)[0], quantity("10").to_string());
}
