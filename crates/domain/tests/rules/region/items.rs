//! Which product an item of an account book is: stated by its enterprise, withdrawn by it or by the desk.

use etown_domain::Event;
use etown_domain::bonded::book::ConsumptionPoint::AtShipment;
use etown_domain::region::item::ItemStatement;
use etown_domain::region::{RegionCommand, RegionEvent};
use etown_values::BookId;

use super::super::industry::evidence;
use super::super::support::{
    AUDITOR, BOARD, CHIP, CLERK, CUSTOMS, GATE, INVESTMENT_OFFICER as DESK, METAL, OTHER_CLERK, World,
};
use super::samples::{products, with_panels};

fn state_item(product: &str, book: BookId, item: u32) -> RegionCommand {
    let (product, evidence) = (product.to_owned(), evidence("2026-02-01"));
    RegionCommand::StateItem { statement: ItemStatement { product, book, item, evidence } }
}

fn withdraw(book: BookId, item: u32, reason: &str) -> RegionCommand {
    RegionCommand::WithdrawItem { book, item, reason: reason.to_owned() }
}

fn with_book() -> (World, BookId) {
    let mut world = with_panels();
    let book = world.active_book(AtShipment);
    (world, book)
}

#[test]
fn an_enterprise_says_which_product_an_item_of_its_own_book_is() {
    let (mut world, book) = with_book();
    let before = world.position;
    world.refuse(GATE, state_item("panel", book, BOARD), "UNKNOWN_BOOK");
    world.refuse(OTHER_CLERK, state_item("panel", book, BOARD), "UNKNOWN_BOOK");
    for reader in [CUSTOMS, AUDITOR] {
        world.refuse(reader, state_item("panel", book, BOARD), "NOT_PERMITTED");
    }
    world.refuse(DESK, state_item("panel", book, BOARD), "UNKNOWN_BOOK");
    world.refuse(CLERK, state_item("panel", BookId::from_raw(9), BOARD), "UNKNOWN_BOOK");
    world.refuse(CLERK, state_item("panel", book, 99), "UNKNOWN_ITEM");
    world.refuse(CLERK, state_item("nothing", book, BOARD), "UNKNOWN_PRODUCT");
    let mut vague = state_item("panel", book, BOARD);
    if let RegionCommand::StateItem { statement } = &mut vague {
        statement.evidence.text = "?".to_owned();
    }
    world.refuse(CLERK, vague, "EVIDENCE_CONTENT");
    assert_eq!(world.position, before);
    let events = world.accept(CLERK, state_item("panel", book, BOARD));
    let [Event::Region(RegionEvent::ItemStated(stated))] = &events[..] else { panic!("stated: {events:?}") };
    assert_eq!((stated.enterprise, stated.position), (world.enterprise_of(CLERK), before));
    let refusal = world.refuse(CLERK, state_item("glass", book, BOARD), "ITEM_STATED");
    assert_eq!(refusal.cites, Some(before), "it cites the statement in the way");
    world.accept(CLERK, state_item("panel", book, CHIP));
    let items: Vec<u32> = world.state.region.items_of("panel").map(|stated| stated.item).collect();
    assert_eq!(items, [CHIP, BOARD], "a product may be many items");
}

#[test]
fn a_statement_about_an_item_is_withdrawn_by_its_enterprise_or_the_desk_and_made_anew() {
    let (mut world, book) = with_book();
    world.accept(CLERK, state_item("panel", book, BOARD));
    world.accept(CLERK, state_item("glass", book, METAL));
    world.refuse(GATE, withdraw(book, BOARD, "misread"), "NOT_PERMITTED");
    world.refuse(OTHER_CLERK, withdraw(book, BOARD, "misread"), "UNKNOWN_ITEM_STATEMENT");
    world.refuse(CLERK, withdraw(book, CHIP, "misread"), "UNKNOWN_ITEM_STATEMENT");
    world.refuse(CLERK, withdraw(book, BOARD, ""), "STATEMENT_REASON");
    world.accept(CLERK, withdraw(book, BOARD, "it is the older panel"));
    assert!(world.state.region.item(book, BOARD).is_none());
    assert_eq!(world.state.region.items_of("panel").count(), 0);
    world.accept(CLERK, state_item("film", book, BOARD));
    world.accept(DESK, withdraw(book, METAL, "glass is not metal"));
    world.refuse(DESK, withdraw(book, METAL, "again"), "UNKNOWN_ITEM_STATEMENT");
    assert_eq!(world.state.region.items_of("glass").count(), 0);
}

#[test]
fn the_last_import_of_a_product_has_a_day_and_an_entry() {
    let (mut world, _) = with_book();
    let first = world.state.region.imported("panel").unwrap();
    world.pass_days(3);
    let position = world.position;
    world.accept(DESK, products(&["panel"]));
    assert_eq!(world.state.region.imported("panel"), Some((world.today(), position)));
    assert!(first.1 < position && first.0 < world.today());
    assert_eq!(world.state.region.imported("nothing"), None);
}
