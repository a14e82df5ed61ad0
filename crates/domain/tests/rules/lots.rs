//! Lots: layers by first in, first out, exact reversals, and what reports take that is not there.

use etown_domain::bonded::book::ConsumptionPoint::{AtProduction, AtShipment};
use etown_domain::bonded::list::{ListContent, ListLine, ListStatus, Movement};
use etown_domain::bonded::posting::account_of;
use etown_domain::bonded::{BondedCommand, BondedEvent};
use etown_domain::kernel::ledger::{AccountNumber, Document, Purpose};
use etown_domain::{Decision, Event, State};
use etown_values::{BookId, ListId, QuantityAmount, UnitPrice};
use std::collections::BTreeMap;

use super::support::{
    BOARD, CHIP, CLERK, CUSTOMS, GATE, METAL, SCRAP, World, content, drafted, line, opened, production,
    quantity, released, user, with_trucks,
};

fn priced(number: u32, item: u32, amount: &str, price: &str) -> ListLine {
    ListLine { unit_price: price.parse().unwrap(), ..line(number, item, amount) }
}

fn import(world: &mut World, book: BookId, lines: Vec<ListLine>) -> ListId {
    world.approved_list(book, content(Movement::Import, lines))
}

fn re_export(world: &mut World, book: BookId, amount: &str) -> ListId {
    world.approved_list(book, content(Movement::ReExport, vec![line(1, METAL, amount)]))
}

fn reversing(world: &mut World, list: ListId) -> ListId {
    let reversing = drafted(&world.accept(CLERK, BondedCommand::ReverseList { list }));
    world.accept(CLERK, BondedCommand::SubmitList { list: reversing, revision: None });
    reversing
}

fn reverse(world: &mut World, list: ListId) {
    let list = reversing(world, list);
    world.approve_list(list);
}

fn stock(world: &World, book: BookId, item: u32) -> AccountNumber {
    let book = world.state.bonded.book(book).unwrap();
    let key = account_of(&world.state.ledger, book, &book.items[&item], Purpose::Stock).unwrap().key;
    world.state.ledger.account_number(&key).unwrap()
}

/// What is left of an item: document, remaining quantity, unit price, oldest first.
fn layers_in(state: &State, account: AccountNumber) -> Vec<(Document, String, Option<UnitPrice>)> {
    let lots = state.bonded.lots.of(account);
    lots.map(|(_, lot)| {
        let remaining = QuantityAmount::from_units(lot.remaining).to_string();
        (lot.source.document, remaining, lot.unit_price)
    })
    .collect()
}

fn layers(world: &World, book: BookId, item: u32) -> Vec<(Document, String)> {
    let layers = layers_in(&world.state, stock(world, book, item));
    layers.into_iter().map(|(document, remaining, _)| (document, remaining)).collect()
}

fn of_list(list: ListId, amount: &str) -> (Document, String) {
    (Document::List(list), quantity(amount).to_string())
}

/// The lots that a document drew upon: the document that opened each, and how much.
fn drawn(world: &World, by: Document) -> Vec<(Document, String)> {
    let mut sources = BTreeMap::new();
    let mut drawn = Vec::new();
    for event in &world.events {
        let Event::Bonded(BondedEvent::LotsMoved(moves)) = event else { continue };
        for opening in &moves.opened {
            sources.insert((opening.account, opening.lot), moves.document);
        }
        for draw in moves.drawn.iter().filter(|_| moves.document == by) {
            let amount = QuantityAmount::from_units(draw.amount).to_string();
            drawn.push((sources[&(draw.account, draw.lot)], amount));
        }
    }
    drawn
}

/// The value of what is left, in 0.0001 of the currency.
fn value(world: &World, book: BookId, item: u32) -> i128 {
    let lots = world.state.bonded.lots.of(stock(world, book, item));
    lots.map(|(_, lot)| lot.remaining * lot.unit_price.map_or(0, UnitPrice::units) / 100_000).sum()
}

fn replay(events: &[Event]) -> State {
    let mut state = State::default();
    for event in events {
        state.evolve(event);
    }
    state
}

#[test]
fn what_leaves_draws_the_oldest_receipt_first_and_a_reversal_gives_back_the_same_lots() {
    // BZ-16: 1,000 at 40.00 and 1,000 at 45.00; 1,500 leave, 62,500.00 in value.
    let mut world = World::new();
    let book = world.active_book(AtShipment);
    let first = import(&mut world, book, vec![priced(1, METAL, "1000", "40.00")]);
    let second = import(&mut world, book, vec![priced(1, METAL, "1000", "45.00")]);
    let before = value(&world, book, METAL);
    let content = content(Movement::ReExport, vec![line(1, METAL, "1500")]);
    let out = world.approved_list(book, with_trucks(content, &["T1"]));
    assert_eq!(layers(&world, book, METAL), [of_list(first, "1000"), of_list(second, "1000")], "held only");
    world.truck(out, "T1", "m-1");
    let until_here = world.events.len();
    assert_eq!(drawn(&world, Document::List(out)), [of_list(first, "1000"), of_list(second, "500")]);
    assert_eq!(layers(&world, book, METAL), [of_list(second, "500")]);
    assert_eq!(before - value(&world, book, METAL), 625_000_000, "62,500.00");
    assert_eq!(value(&world, book, METAL), 225_000_000, "22,500.00");
    let again = world.run(user(GATE), super::support::truck_passed(out, "T1", "m-1")).unwrap();
    assert!(matches!(again, Decision::AlreadyRecorded { .. }), "a replayed message has no effect");
    reverse(&mut world, out);
    assert_eq!(layers(&world, book, METAL), [of_list(first, "1000"), of_list(second, "1000")]);
    assert_eq!(value(&world, book, METAL), before);
    let account = stock(&world, book, METAL);
    let as_it_was = layers_in(&replay(&world.events[..until_here]), account);
    assert_eq!(
        as_it_was,
        [(Document::List(second), quantity("500").to_string(), Some("45".parse().unwrap()))]
    );
}

#[test]
fn one_receipt_of_several_lines_is_drawn_line_by_line() {
    let mut world = World::new();
    let book = world.active_book(AtShipment);
    let list = import(&mut world, book, vec![priced(1, METAL, "10", "1"), priced(2, METAL, "20", "2")]);
    re_export(&mut world, book, "15");
    assert_eq!(layers(&world, book, METAL), [of_list(list, "15")]);
    assert_eq!(value(&world, book, METAL), 300_000, "15 at 2");
}

#[test]
fn goods_that_came_back_are_the_oldest_again() {
    let mut world = World::new();
    let book = world.active_book(AtShipment);
    let first = import(&mut world, book, vec![line(1, METAL, "10")]);
    let out = re_export(&mut world, book, "10");
    let second = import(&mut world, book, vec![line(1, METAL, "10")]);
    reverse(&mut world, out);
    assert_eq!(layers(&world, book, METAL), [of_list(first, "10"), of_list(second, "10")]);
    re_export(&mut world, book, "12");
    assert_eq!(layers(&world, book, METAL), [of_list(second, "8")]);
}

#[test]
fn a_receipt_that_was_drawn_upon_is_not_reversed_though_other_goods_are_there() {
    let mut world = World::new();
    let book = world.active_book(AtShipment);
    let first = import(&mut world, book, vec![line(1, METAL, "10")]);
    import(&mut world, book, vec![line(1, METAL, "10")]);
    let out = re_export(&mut world, book, "1");
    let list = reversing(&mut world, first);
    let approve = BondedCommand::ApproveList { list, revision: None };
    let refusal = world.refuse(CUSTOMS, approve.clone(), "LOT_DRAWN_UPON");
    let number =
        |name: &str| refusal.numbers.iter().find(|number| number.name == name).unwrap().value.clone();
    assert_eq!(
        (number("received_units"), number("remaining_units")),
        ("1000000".to_owned(), "900000".to_owned())
    );
    // Whoever reverses in the right order gets through.
    reverse(&mut world, out);
    world.accept(CUSTOMS, approve);
    assert_eq!(world.status_of(first), ListStatus::Reversed);
    assert_eq!(world.actual(book, METAL, Purpose::Stock), "10.00000");
    world.refuse(CLERK, BondedCommand::ReverseList { list }, "ALREADY_REVERSED");
    world.refuse(CLERK, BondedCommand::ReverseList { list: first }, "ALREADY_REVERSED");
}

#[test]
fn a_report_that_takes_more_than_is_there_draws_all_and_the_next_receipt_makes_it_good() {
    let mut world = World::new();
    let book = world.active_book(AtProduction);
    import(&mut world, book, vec![line(1, METAL, "150"), line(2, CHIP, "300")]);
    world.accept(CLERK, production(book, "V1", "100", "p1"));
    world.resolve_all();
    assert_eq!(layers(&world, book, METAL), []);
    assert_eq!(world.actual(book, METAL, Purpose::Unexplained), "-50.00000");
    let next = import(&mut world, book, vec![line(1, METAL, "80")]);
    assert_eq!(world.actual(book, METAL, Purpose::Unexplained), "0.00000");
    assert_eq!(layers(&world, book, METAL), [of_list(next, "30")]);
    assert_eq!(drawn(&world, Document::List(next)), [of_list(next, "50")]);
    // What was made good has left the lot.
    let list = reversing(&mut world, next);
    let approve = BondedCommand::ApproveList { list, revision: None };
    world.refuse(CUSTOMS, approve, "INSUFFICIENT_AVAILABLE");
}

#[test]
fn what_is_reserved_for_a_list_does_not_make_good_what_a_report_took() {
    let mut world = World::new();
    let book = world.active_book(AtProduction);
    import(&mut world, book, vec![line(1, METAL, "100"), line(2, CHIP, "300")]);
    let out = content(Movement::ReExport, vec![line(1, METAL, "100")]);
    let out = world.approved_list(book, with_trucks(out, &["T1"]));
    world.accept(CLERK, production(book, "V1", "15", "p1"));
    world.resolve_all();
    assert_eq!(world.actual(book, METAL, Purpose::Unexplained), "-30.00000");
    let next = content(Movement::Import, vec![line(1, METAL, "20")]);
    let next = world.approved_list(book, with_trucks(next, &["T2"]));
    world.truck(next, "T2", "m1");
    assert_eq!(world.status_of(next), ListStatus::Posted);
    assert_eq!(world.account(book, METAL, Purpose::Stock), ["100.00000", "0.00000", "100.00000", "0.00000"]);
    assert_eq!(world.actual(book, METAL, Purpose::Unexplained), "-10.00000");
    world.truck(out, "T1", "m2");
    assert_eq!(world.actual(book, METAL, Purpose::Stock), "0.00000");
}

#[test]
fn a_product_lot_leads_to_the_production_and_on_to_the_material_lots() {
    let mut world = World::new();
    let book = world.active_book(AtProduction);
    let first = import(&mut world, book, vec![line(1, METAL, "100"), line(2, CHIP, "1000")]);
    let second = import(&mut world, book, vec![line(1, METAL, "300")]);
    world.accept(CLERK, production(book, "V1", "100", "p1"));
    let shipped = world.approved_list(book, content(Movement::Export, vec![line(1, BOARD, "40")]));
    let [(report @ Document::Report(_), _)] = drawn(&world, Document::List(shipped))[..] else {
        panic!("one lot")
    };
    let materials = drawn(&world, report);
    let expected = [of_list(first, "100"), of_list(second, "90")];
    assert_eq!(materials[..2], expected, "190 embodied");
    let total = |document: Document| -> i128 {
        let of_document = materials.iter().filter(|(source, _)| *source == document);
        of_document.map(|(_, amount)| quantity(amount).units()).sum()
    };
    assert_eq!(total(Document::List(second)), quantity("100").units(), "200 kg of metal in all");
    assert_eq!(total(Document::List(first)), quantity("400").units(), "100 kg and 300 pieces");
    assert_eq!(layers(&world, book, SCRAP), [(report, "8.00000".to_owned())]);
    assert_eq!(layers(&world, book, BOARD), [(report, "60.00000".to_owned())]);
}

#[test]
fn a_reversed_shipment_takes_its_scrap_back_out_of_the_very_lot() {
    let mut world = World::new();
    let book = world.active_book(AtShipment);
    import(&mut world, book, vec![line(1, METAL, "5000"), line(2, CHIP, "5000")]);
    let shipped = world.approved_list(book, content(Movement::Export, vec![line(1, BOARD, "1000")]));
    assert_eq!(layers(&world, book, SCRAP), [of_list(shipped, "80")]);
    let sold = content(Movement::DomesticSale, vec![line(1, SCRAP, "1")]);
    let sold = world.approved_list(book, sold);
    let list = reversing(&mut world, shipped);
    let approve = BondedCommand::ApproveList { list, revision: None };
    world.refuse(CUSTOMS, approve.clone(), "INSUFFICIENT_AVAILABLE");
    reverse(&mut world, sold);
    world.accept(CUSTOMS, approve);
    assert_eq!(layers(&world, book, SCRAP), []);
    assert_eq!(world.actual(book, METAL, Purpose::Stock), "5000.00000");
}

#[test]
fn a_reversing_list_waits_for_no_truck() {
    let mut world = World::new();
    let book = world.active_book(AtShipment);
    let list = import(&mut world, book, vec![line(1, METAL, "10")]);
    let list = reversing(&mut world, list);
    let (revision, annulled, reason) = (None, Vec::new(), "it drives out".to_owned());
    let trucks = vec!["T1".to_owned()];
    let command = BondedCommand::CorrectTrucks { list, revision, trucks, annulled, reason };
    world.refuse(CUSTOMS, command, "REVERSAL_FIXED");
}

#[test]
fn a_list_that_draws_on_very_many_lots_is_decided_at_once() {
    let mut world = World::new();
    let book = world.active_book(AtShipment);
    for _ in 0..4 {
        let lines = (1..=1000).map(|number| line(number, METAL, "1")).collect();
        import(&mut world, book, lines);
    }
    let out = re_export(&mut world, book, "3999.5");
    assert_eq!(drawn(&world, Document::List(out)).len(), 4000);
    assert_eq!(layers(&world, book, METAL).len(), 1);
}

#[test]
fn a_declaration_released_before_the_truck_posts_the_lots_with_the_day_of_the_posting() {
    let mut world = World::new();
    let book = world.active_book(AtShipment);
    let content = content(Movement::Import, vec![line(1, METAL, "10")]);
    let list = ListContent { needs_declaration: true, ..with_trucks(content, &["T1"]) };
    let list = world.approved_list(book, list);
    world.accept(GATE, released(list, "020120260000000001", "m1"));
    world.pass_days(3);
    let events = world.truck(list, "T1", "m2");
    assert_eq!(opened(&events), []);
    let account = stock(&world, book, METAL);
    let received: Vec<_> = world.state.bonded.lots.of(account).map(|(_, lot)| lot.received_on).collect();
    assert_eq!(received, [super::support::date("2026-03-05")]);
}
