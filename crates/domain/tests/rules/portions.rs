//! Large counts: compared with the record in portions, between which nothing moves.

use etown_domain::bonded::book::ItemClass;
use etown_domain::bonded::list::Movement;
use etown_domain::bonded::period::{CountRow, PeriodStatus, Stage};
use etown_domain::bonded::{BondedCommand, BondedEvent};
use etown_domain::{Event, State, ZoneCommand};
use etown_values::{BookId, QuantityAmount};

use super::samples::setting;
use super::support::{
    ADMINISTRATOR, CLERK, CUSTOMS, METAL, World, content, filing, kinds, line, truck_passed, with_trucks,
};
use super::verifying::{announce, complete, counted, record, reopen, withdraw};

const ITEMS: u32 = 20_000;
const ROWS: usize = 1_000;

/// A book of so many items that one entry does not hold their count, announced and counted with large quantities.
fn counted_world() -> (World, BookId) {
    let mut world = World::new();
    let limit = setting("bonded.list.quantity_max", "1000000000000000000000000000000000");
    world.accept(ADMINISTRATOR, ZoneCommand::ActivateParameters { parameters: vec![limit] });
    let book = world.draft_book("T01012600001", None);
    let numbers: Vec<u32> = (1..=ITEMS).collect();
    for numbers in numbers.chunks(ROWS) {
        let items = numbers.iter().map(|number| filing(*number, ItemClass::Material, "7403111100", "kg"));
        world.accept(CLERK, BondedCommand::FileItems { book, revision: None, items: items.collect() });
    }
    world.approve_book(book);
    world.accept(CLERK, announce(book, world.today()));
    let quantity = QuantityAmount::from_units(10_i128.pow(37));
    for numbers in numbers.chunks(ROWS) {
        let row = |item: &u32| CountRow { item: *item, stage: Stage::Stock, version: None, quantity };
        world.accept(CLERK, record(book, numbers.iter().map(row).collect()));
    }
    (world, book)
}

fn status(world: &World, book: BookId) -> (PeriodStatus, bool, usize) {
    let period = world.period(book);
    (period.status, period.is_comparing(), period.results.len())
}

#[test]
fn a_large_count_is_compared_in_portions_and_nothing_moves_meanwhile() {
    let (mut world, book) = counted_world();
    let import = || content(Movement::Import, vec![line(1, METAL, "1")]);
    let waiting = world.submit_list(book, import());
    let under_way = world.approved_list(book, with_trucks(import(), &["T1"]));
    let events = world.accept(CLERK, complete(book));
    let [Event::Bonded(BondedEvent::CountCompared { results, next_item, .. })] = &events[..] else {
        panic!("a portion of the count is compared: {}", events.len());
    };
    let first = results.len();
    assert_eq!(usize::try_from(*next_item).unwrap(), first + 1);
    assert!(serde_json::to_string(&events).unwrap().len() <= 2 * 1024 * 1024 + 1_000);
    assert_eq!(status(&world, book), (PeriodStatus::Announced, true, first));

    world.refuse(CLERK, record(book, vec![counted(METAL, "1")]), "PERIOD_STATUS");
    world.refuse(CLERK, withdraw(book), "PERIOD_STATUS");
    world.refuse(CUSTOMS, BondedCommand::ApproveList { list: waiting, revision: None }, "PERIOD_CLOSED");
    let events = world.accept(super::support::GATE, truck_passed(under_way, "T1", "m1"));
    assert_eq!(kinds(&events), []);
    let posted = world.state.bonded.list(under_way).unwrap().posted_on;
    assert_eq!(posted, world.today().next_day(), "a report is booked to the first day that is open");

    let events = world.accept(CLERK, complete(book));
    assert!(matches!(&events[..], [Event::Bonded(BondedEvent::CountCompleted { .. })]));
    assert_eq!(status(&world, book), (PeriodStatus::Counted, false, usize::try_from(ITEMS).unwrap()));
    world.refuse(CLERK, complete(book), "PERIOD_STATUS");
    let text = serde_json::to_string(&world.state).unwrap();
    assert!(serde_json::from_str::<State>(&text).unwrap() == world.state);
}

#[test]
fn a_count_that_is_being_compared_is_reopened_and_compared_from_its_first_item_again() {
    let (mut world, book) = counted_world();
    world.refuse(CLERK, reopen(book), "PERIOD_STATUS");
    world.accept(CLERK, complete(book));
    world.accept(CLERK, reopen(book));
    assert_eq!(status(&world, book), (PeriodStatus::Announced, false, 0));
    world.accept(CLERK, record(book, vec![counted(METAL, "1")]));
    world.accept(CLERK, complete(book));
    world.accept(CLERK, complete(book));
    assert_eq!(status(&world, book), (PeriodStatus::Counted, false, usize::try_from(ITEMS).unwrap()));
    assert_eq!(world.compared(book, METAL)[1], "1.00000");
}
