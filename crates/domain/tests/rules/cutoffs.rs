//! Before and after a cutoff: to which day something is posted, and what a closed period leaves behind.

use etown_domain::Event;
use etown_domain::bonded::book::ConsumptionPoint::{AtProduction, AtShipment};
use etown_domain::bonded::list::{ListContent, ListStatus, Movement};
use etown_domain::bonded::slip::Gate;
use etown_domain::bonded::{BondedCommand, BondedEvent};
use etown_domain::kernel::exceptions::ExceptionKind;
use etown_domain::kernel::ledger::{LedgerEvent, Purpose};
use etown_domain::kernel::reports::ReportEvent;
use etown_values::{BookId, ListId, QuantityAmount};

use super::support::{
    CHIP, CLERK, CUSTOMS, GATE, METAL, World, content, date, drafted, kinds, line, production, slip,
    with_trucks,
};
use super::verifying::{announce, complete, counted, record, reopen, withdraw};

fn import(world: &mut World, book: BookId, item: u32, amount: &str) -> ListId {
    world.approved_list(book, content(Movement::Import, vec![line(1, item, amount)]))
}

fn world_with_metal(amount: &str) -> (World, BookId, ListId) {
    let mut world = World::new();
    let book = world.active_book(AtShipment);
    let list = import(&mut world, book, METAL, amount);
    (world, book, list)
}

/// The value dates under which something was posted by these events.
fn value_dates(events: &[Event]) -> Vec<String> {
    let dates = events.iter().filter_map(|event| match event {
        Event::Ledger(LedgerEvent::HoldPosted { value_date, .. })
        | Event::Bonded(BondedEvent::ListPosted { value_date, .. }) => Some(*value_date),
        Event::Ledger(LedgerEvent::Transferred(set)) => Some(set.value_date),
        Event::Bonded(BondedEvent::LotsMoved(moves)) => Some(moves.value_date),
        _ => None,
    });
    dates.map(|date| date.to_string()).collect()
}

#[test]
fn nothing_is_posted_by_request_to_a_day_that_is_counted() {
    let (mut world, book, first) = world_with_metal("1000");
    let reversing = drafted(&world.accept(CLERK, BondedCommand::ReverseList { list: first }));
    world.accept(CLERK, BondedCommand::SubmitList { list: reversing, revision: None });
    let trucks = with_trucks(content(Movement::Import, vec![line(1, METAL, "5")]), &["T1"]);
    let waiting = world.approved_list(book, trucks.clone());
    world.count_today(book, vec![counted(METAL, "1000")]);
    let now = world.submit_list(book, content(Movement::ReExport, vec![line(1, METAL, "1")]));
    let approve = |list| BondedCommand::ApproveList { list, revision: None };
    for list in [now, reversing] {
        let refusal = world.refuse(CUSTOMS, approve(list), "PERIOD_CLOSED");
        let day = refusal.numbers.iter().find(|number| number.name == "first_open_day").unwrap();
        assert_eq!(day.value, "2026-03-03");
    }
    let correct = BondedCommand::CorrectTrucks {
        list: waiting,
        revision: None,
        trucks: Vec::new(),
        annulled: Vec::new(),
        reason: "it came by rail".to_owned(),
    };
    world.refuse(CUSTOMS, correct.clone(), "PERIOD_CLOSED");
    // What only holds is no posting.
    world.approved_list(book, trucks);
    world.settle(book);
    world.refuse(CUSTOMS, approve(now), "PERIOD_CLOSED");
    world.pass_days(1);
    world.accept(CUSTOMS, approve(now));
    world.accept(CUSTOMS, correct);
    assert_eq!(world.actual(book, METAL, Purpose::Stock), "1004.00000");
    assert_eq!(world.opening(book, METAL), "1000.00000");
}

#[test]
fn a_late_report_is_booked_to_the_open_period_and_keeps_its_real_date() {
    let (mut world, book, _) = world_with_metal("1000");
    let trucks = with_trucks(content(Movement::ReExport, vec![line(1, METAL, "100")]), &["T1"]);
    let list = world.approved_list(book, trucks);
    world.count_today(book, vec![counted(METAL, "900")]);
    let events = world.truck(list, "T1", "m1");
    assert_eq!(value_dates(&events), ["2026-03-03"; 3]);
    let occurred = events.iter().find_map(|event| match event {
        Event::Report(ReportEvent::ReportRecorded { occurred_at, .. }) => Some(occurred_at.to_string()),
        _ => None,
    });
    assert_eq!(occurred.as_deref(), Some("2026-03-02T00:30:00.000000Z"));
    let stock = world.sums(book, METAL, Purpose::Stock);
    let amounts =
        [stock.balance(), stock.at_cut()].map(|amount| QuantityAmount::from_units(amount).to_string());
    assert_eq!(amounts, ["900.00000", "1000.00000"]);
    // The count is what it was: the difference is the report that came late.
    assert_eq!(world.compared(book, METAL), ["1000.00000", "900.00000", "-100.00000"]);
    let number = world.period(book).number;
    world.settle(book);
    // 900 were counted and the record says that 100 of them left afterwards.
    assert_eq!((number, world.opening(book, METAL)), (1, "900.00000".to_owned()));
    assert_eq!(world.actual(book, METAL, Purpose::Stock), "800.00000");
    assert_eq!(world.state.bonded.list(list).unwrap().posted_on, Some(date("2026-03-03")));
    world.pass_days(5);
    let other = with_trucks(content(Movement::ReExport, vec![line(1, METAL, "1")]), &["T2"]);
    let other = world.approved_list(book, other);
    assert_eq!(value_dates(&world.truck(other, "T2", "m2")), ["2026-03-07"; 3], "today, once it is open");
}

#[test]
fn what_moves_until_a_cutoff_in_the_future_still_belongs_to_the_period() {
    let (mut world, book, _) = world_with_metal("1000");
    world.accept(CLERK, announce(book, date("2026-03-04")));
    world.accept(CLERK, record(book, vec![counted(METAL, "1500")]));
    world.pass_days(2);
    import(&mut world, book, METAL, "500");
    world.pass_days(1);
    import(&mut world, book, METAL, "70");
    world.accept(CLERK, complete(book));
    assert_eq!(world.compared(book, METAL), ["1500.00000", "1500.00000", "0.00000"]);
    world.settle(book);
    assert_eq!(world.opening(book, METAL), "1500.00000");
    assert_eq!(world.actual(book, METAL, Purpose::Stock), "1570.00000");
    assert_eq!(world.period(book).begins, date("2026-03-05"));
}

#[test]
fn a_withdrawn_count_is_announced_again_but_not_for_a_day_that_was_counted() {
    let (mut world, book, _) = world_with_metal("1000");
    let trucks = with_trucks(content(Movement::ReExport, vec![line(1, METAL, "100")]), &["T1"]);
    let list = world.approved_list(book, trucks);
    world.count_today(book, vec![counted(METAL, "1000")]);
    world.truck(list, "T1", "m1");
    world.accept(CLERK, reopen(book));
    world.accept(CLERK, withdraw(book));
    assert!(world.period(book).count.is_empty());
    // The truck is booked to tomorrow: a cut of today would not know that any more.
    world.refuse(CLERK, announce(book, world.today()), "CUTOFF_PAST");
    world.accept(CLERK, announce(book, date("2026-03-03")));
    world.pass_days(1);
    world.count(book, vec![counted(METAL, "900")]);
    assert_eq!(world.compared(book, METAL), ["900.00000", "900.00000", "0.00000"]);
    world.settle(book);
    assert_eq!(world.opening(book, METAL), "900.00000");
}

#[test]
fn a_list_that_spans_the_cutoff_posts_in_the_next_period_and_the_others_are_final() {
    let (mut world, book, first) = world_with_metal("1000");
    let trucks = with_trucks(content(Movement::Import, vec![line(1, METAL, "10")]), &["T1"]);
    let spanning = world.approved_list(book, trucks);
    let deleted = world.draft_list(book, content(Movement::Import, vec![line(1, METAL, "1")]));
    world.accept(CLERK, BondedCommand::DeleteList { list: deleted, revision: None });
    world.count_today(book, vec![counted(METAL, "1000")]);
    world.settle(book);
    assert!(world.state.bonded.list(first).is_none() && world.state.bonded.list(deleted).is_none());
    assert_eq!(world.state.bonded.closed_list(first), Some(book));
    world.refuse(CLERK, BondedCommand::ReverseList { list: first }, "LIST_CLOSED");
    world.refuse(CUSTOMS, BondedCommand::ApproveList { list: first, revision: None }, "LIST_CLOSED");
    world.refuse(super::support::OTHER_CLERK, BondedCommand::ReverseList { list: first }, "UNKNOWN_LIST");
    world.pass_days(1);
    assert_eq!(kinds(&world.truck(spanning, "T1", "m1")), []);
    assert_eq!(world.status_of(spanning), ListStatus::Posted);
    assert_eq!(world.actual(book, METAL, Purpose::Stock), "1010.00000");
    world.count_today(book, vec![counted(METAL, "1010")]);
    world.settle(book);
    assert!(world.state.bonded.list(spanning).is_none());
}

#[test]
fn a_report_about_a_list_of_a_closed_period_is_an_exception_unless_it_says_nothing_new() {
    let mut world = World::new();
    let book = world.active_book(AtShipment);
    let declared = content(Movement::Import, vec![line(1, METAL, "10")]);
    let list = ListContent { needs_declaration: true, ..with_trucks(declared, &["T1"]) };
    let list = world.approved_list(book, list);
    let slip = world.slip(slip(&[list], &["T1"]));
    world.release(list, "020120260000000001", "d1");
    world.pass(slip, "T1", Gate::First, "m1");
    world.count_today(book, vec![counted(METAL, "10")]);
    world.settle(book);
    assert_eq!(kinds(&world.release(list, "020120260000000001", "d2")), []);
    let other = world.release(list, "020120260000000002", "d3");
    assert_eq!(kinds(&other), [ExceptionKind::ReleaseNotExpected]);
    assert_eq!(kinds(&world.truck(list, "T1", "m2")), [ExceptionKind::PassedAfterClosing]);
    let events = world.pass(slip, "T1", Gate::First, "m3");
    assert_eq!(kinds(&events), [ExceptionKind::PassedAfterClosing]);
    assert!(world.state.exceptions.require_unblocked(book).is_err());
    let void = BondedCommand::VoidSlip { slip, revision: None, reason: "not needed".to_owned() };
    world.refuse(CLERK, void, "SLIP_STATUS");
    let (truck, reason) = ("T1".to_owned(), "random check".to_owned());
    world.refuse(GATE, BondedCommand::HoldTruck { slip, truck, reason }, "SLIP_STATUS");
    assert!(world.state.bonded.slip(slip).is_none());
}

#[test]
fn a_slip_that_waits_keeps_waiting_when_the_period_of_its_other_list_closes() {
    let mut world = World::new();
    let book = world.active_book(AtShipment);
    let import = content(Movement::Import, vec![line(1, METAL, "10")]);
    let list = world.approved_list(book, with_trucks(import, &["T1"]));
    let slip = world.slip(slip(&[list], &["T1"]));
    world.count_today(book, vec![]);
    world.settle(book);
    assert_eq!(kinds(&world.pass(slip, "T1", Gate::First, "m1")), []);
    assert_eq!(world.status_of(list), ListStatus::Posted);
}

#[test]
fn a_reversal_that_was_not_approved_in_time_is_refused_and_may_be_withdrawn() {
    let (mut world, book, first) = world_with_metal("1000");
    let reversing = drafted(&world.accept(CLERK, BondedCommand::ReverseList { list: first }));
    world.accept(CLERK, BondedCommand::SubmitList { list: reversing, revision: None });
    world.count_today(book, vec![counted(METAL, "1000")]);
    world.settle(book);
    world.pass_days(1);
    let approve = BondedCommand::ApproveList { list: reversing, revision: None };
    world.refuse(CUSTOMS, approve, "LIST_CLOSED");
    world.accept(CUSTOMS, BondedCommand::DeleteList { list: reversing, revision: None });
    world.refuse(CLERK, BondedCommand::ReverseList { list: first }, "LIST_CLOSED");
    assert_eq!(world.actual(book, METAL, Purpose::Stock), "1000.00000");
    world.count_today(book, vec![counted(METAL, "1000")]);
    world.settle(book);
    assert_eq!(world.state.bonded.lists().count(), 0);
}

#[test]
fn what_came_in_after_a_cutoff_is_reversed_though_it_made_good_what_a_report_took() {
    let mut world = World::new();
    let book = world.active_book(AtProduction);
    import(&mut world, book, METAL, "50");
    import(&mut world, book, CHIP, "600");
    world.count_today(book, vec![counted(METAL, "50"), counted(CHIP, "600")]);
    world.pass_days(1);
    world.accept(CLERK, production(book, "V1", "50", "p1"));
    world.resolve_all();
    import(&mut world, book, METAL, "200");
    world.settle(book);
    assert_eq!(world.actual(book, METAL, Purpose::Unexplained), "-50.00000", "it is of the next period");
    let next = import(&mut world, book, METAL, "100");
    assert_eq!(world.actual(book, METAL, Purpose::Unexplained), "0.00000");
    let reversing = drafted(&world.accept(CLERK, BondedCommand::ReverseList { list: next }));
    world.accept(CLERK, BondedCommand::SubmitList { list: reversing, revision: None });
    world.approve_list(reversing);
    assert_eq!(world.actual(book, METAL, Purpose::Stock), "150.00000");
    let stock = world.sums(book, METAL, Purpose::Stock).key;
    let lots = world.state.bonded.lots.of(world.state.ledger.account_number(&stock).unwrap());
    let left: i128 = lots.map(|(_, lot)| lot.remaining).sum();
    assert_eq!(QuantityAmount::from_units(left).to_string(), "150.00000", "lots add up to the balance");
}
