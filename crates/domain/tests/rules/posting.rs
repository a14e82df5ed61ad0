//! Two-phase posting, consumption and reversal: quantities that must come out.

use etown_domain::bonded::BondedCommand;
use etown_domain::bonded::book::ConsumptionPoint::{AtProduction, AtShipment};
use etown_domain::bonded::list::{ListContent, ListStatus, Movement};
use etown_domain::kernel::ledger::Purpose;

use super::support::{
    BOARD, CHIP, CLERK, CUSTOMS, METAL, SCRAP, World, bom, content, drafted, line, production, row, rows,
};

fn waiting(movement: Movement, amount: &str) -> ListContent {
    ListContent {
        needs_declaration: true,
        trucks: vec!["京A-00001".to_owned(), "京A-00002".to_owned()],
        ..content(movement, vec![line(1, METAL, amount)])
    }
}

#[test]
fn a_list_posts_only_when_it_is_released_and_the_last_truck_has_passed_in_any_order() {
    let orders =
        [["declaration", "one", "two"], ["two", "one", "declaration"], ["one", "declaration", "two"]];
    for order in orders {
        let mut world = World::new();
        let book = world.active_book(AtShipment);
        let list = world.approved_list(book, waiting(Movement::Import, "10000"));
        for (index, step) in order.iter().enumerate() {
            let expected = ["0.00000", "10000.00000", "0.00000", "0.00000"];
            assert_eq!(world.account(book, METAL, Purpose::Stock), expected, "before step {index}");
            match *step {
                "declaration" => world.release(list, "020120260000000001", "d"),
                "one" => world.truck(list, "京A-00001", "t1"),
                _ => world.truck(list, "京A-00002", "t2"),
            };
        }
        let expected = ["10000.00000", "0.00000", "0.00000", "10000.00000"];
        assert_eq!(world.account(book, METAL, Purpose::Stock), expected);
        assert_eq!(world.actual(book, METAL, Purpose::Imported), "-10000.00000");
        assert_eq!(world.state.bonded.list(list).unwrap().status, ListStatus::Posted);
    }
}

#[test]
fn a_pre_deduction_counts_against_what_is_available() {
    let mut world = World::new();
    let book = world.active_book(AtShipment);
    world.approved_list(book, content(Movement::Import, vec![line(1, METAL, "10000")]));
    world.approved_list(book, waiting(Movement::ReExport, "4000"));
    let expected = ["10000.00000", "0.00000", "4000.00000", "6000.00000"];
    assert_eq!(world.account(book, METAL, Purpose::Stock), expected);
    let too_much = world.submit_list(book, content(Movement::ReExport, vec![line(1, METAL, "6000.00001")]));
    let approve = BondedCommand::ApproveList { list: too_much, revision: None };
    let refusal = world.refuse(CUSTOMS, approve, "INSUFFICIENT_AVAILABLE");
    assert_eq!(refusal.largest_accepted.as_deref(), Some("6000.00000"));
    assert_eq!(refusal.field.as_deref(), Some("lines[0].quantity"));
    world.approved_list(book, content(Movement::ReExport, vec![line(1, METAL, "6000")]));
    assert_eq!(world.account(book, METAL, Purpose::Stock)[3], "0.00000");
}

#[test]
fn a_refused_list_says_how_many_of_its_lines_would_fit() {
    let mut world = World::new();
    let book = world.active_book(AtShipment);
    world.approved_list(book, content(Movement::Import, vec![line(1, METAL, "25")]));
    let lines = (1..=7).map(|number| line(number, METAL, "10")).collect();
    let list = world.submit_list(book, content(Movement::ReExport, lines));
    let approve = BondedCommand::ApproveList { list, revision: None };
    let refusal = world.refuse(CUSTOMS, approve, "INSUFFICIENT_AVAILABLE");
    let fitting = refusal.numbers.iter().find(|number| number.name == "lines_that_fit").unwrap();
    assert_eq!(fitting.value, "2");
}

#[test]
fn a_shipped_product_consumes_its_materials_by_the_stamped_version() {
    let mut world = World::new();
    let book = world.active_book(AtShipment);
    let imports = vec![line(1, METAL, "5000"), line(2, CHIP, "5000")];
    world.approved_list(book, content(Movement::Import, imports));
    world.approved_list(book, content(Movement::Export, vec![line(1, BOARD, "1000")]));
    assert_eq!(world.actual(book, METAL, Purpose::Stock), "3000.00000");
    assert_eq!(world.actual(book, METAL, Purpose::Embodied), "1900.00000");
    assert_eq!(world.actual(book, METAL, Purpose::TangibleLoss), "80.00000");
    assert_eq!(world.actual(book, METAL, Purpose::IntangibleLoss), "20.00000");
    assert_eq!(world.actual(book, SCRAP, Purpose::Stock), "80.00000");
    assert_eq!(world.actual(book, CHIP, Purpose::Stock), "2000.00000");
    assert_eq!(world.actual(book, BOARD, Purpose::Exported), "1000.00000");
    assert_eq!(world.actual(book, BOARD, Purpose::Stock), "0.00000");
}

#[test]
fn a_product_is_refused_when_its_materials_do_not_suffice() {
    let mut world = World::new();
    let book = world.active_book(AtShipment);
    let imports = vec![line(1, METAL, "1999.99999"), line(2, CHIP, "5000")];
    world.approved_list(book, content(Movement::Import, imports));
    let list = world.submit_list(book, content(Movement::Export, vec![line(1, BOARD, "1000")]));
    let approve = BondedCommand::ApproveList { list, revision: None };
    world.refuse(CUSTOMS, approve, "INSUFFICIENT_AVAILABLE");
}

#[test]
fn only_the_bonded_share_of_a_material_leaves_the_bonded_stock() {
    let mut world = World::new();
    let book = world.active_book(AtShipment);
    let mut shared = row(CHIP, "3", "0", "0", None);
    shared.bonded_share_percent = "40".parse().unwrap();
    world.accept(CLERK, bom(book, "V2", vec![shared]));
    world.accept(CUSTOMS, BondedCommand::ApproveFilings { book, revision: None });
    world.approved_list(book, content(Movement::Import, vec![line(1, CHIP, "100")]));
    let mut shipped = line(1, BOARD, "50");
    shipped.bom_version = Some("V2".to_owned());
    world.approved_list(book, content(Movement::Export, vec![shipped]));
    assert_eq!(world.actual(book, CHIP, Purpose::Stock), "40.00000");
}

#[test]
fn a_material_is_rounded_once_for_a_list_and_not_for_each_line() {
    let mut world = World::new();
    let book = world.active_book(AtShipment);
    world.accept(CLERK, bom(book, "V2", vec![row(CHIP, "0.000004", "0", "0", None)]));
    world.accept(CUSTOMS, BondedCommand::ApproveFilings { book, revision: None });
    world.approved_list(book, content(Movement::Import, vec![line(1, CHIP, "1")]));
    let shipped = |number| {
        let mut line = line(number, BOARD, "1");
        line.bom_version = Some("V2".to_owned());
        line
    };
    // Each line alone would round to nothing; together they are 0.00001.
    world.approved_list(book, content(Movement::Export, vec![shipped(1), shipped(2), shipped(3)]));
    assert_eq!(world.actual(book, CHIP, Purpose::Stock), "0.99999");
}

#[test]
fn versions_with_different_scrap_still_round_a_material_once() {
    let mut world = World::new();
    let book = world.active_book(AtShipment);
    let mut other =
        super::support::filing(21, etown_domain::bonded::book::ItemClass::Scrap, "7404000090", "kg");
    other.part_number = "P-21".to_owned();
    world.accept(CLERK, BondedCommand::FileItems { book, revision: None, items: vec![other] });
    world.accept(CLERK, bom(book, "V2", vec![row(METAL, "0.000006", "10", "0", Some(SCRAP))]));
    world.accept(CLERK, bom(book, "V3", vec![row(METAL, "0.000006", "10", "0", Some(21))]));
    world.accept(CUSTOMS, BondedCommand::ApproveFilings { book, revision: None });
    world.approved_list(book, content(Movement::Import, vec![line(1, METAL, "1")]));
    let shipped = |number, version: &str| {
        let mut line = line(number, BOARD, "1");
        line.bom_version = Some(version.to_owned());
        line
    };
    // Each alone is 0.0000067 and would round to 0.00001; together they are 0.0000133.
    world.approved_list(book, content(Movement::Export, vec![shipped(1, "V2"), shipped(2, "V3")]));
    assert_eq!(world.actual(book, METAL, Purpose::Stock), "0.99999");
}

#[test]
fn a_list_is_judged_by_its_holds_whether_or_not_it_posts_at_once() {
    for needs_declaration in [false, true] {
        let mut world = World::new();
        let book = world.active_book(AtShipment);
        let imports = vec![line(1, METAL, "5000"), line(2, CHIP, "5000")];
        world.approved_list(book, content(Movement::Import, imports));
        // The scrap comes only of the products on the same list.
        let lines = vec![line(1, SCRAP, "8"), line(2, BOARD, "100")];
        let content = ListContent { needs_declaration, ..content(Movement::DomesticSale, lines) };
        let list = world.submit_list(book, content);
        let approve = BondedCommand::ApproveList { list, revision: None };
        world.refuse(CUSTOMS, approve, "INSUFFICIENT_AVAILABLE");
    }
}

#[test]
fn no_largest_amount_is_named_where_none_would_do() {
    let mut world = World::new();
    let book = world.active_book(AtShipment);
    world.approved_list(book, content(Movement::Import, vec![line(1, METAL, "10")]));
    let lines = vec![line(1, METAL, "12"), line(2, METAL, "1")];
    let list = world.submit_list(book, content(Movement::ReExport, lines));
    let approve = BondedCommand::ApproveList { list, revision: None };
    let refusal = world.refuse(CUSTOMS, approve, "INSUFFICIENT_AVAILABLE");
    assert_eq!(refusal.largest_accepted, None);
}

#[test]
fn a_reversing_list_undoes_a_posted_list_exactly() {
    let mut world = World::new();
    let book = world.active_book(AtShipment);
    let imports = vec![line(1, METAL, "5000"), line(2, CHIP, "5000")];
    world.approved_list(book, content(Movement::Import, imports));
    let before = balances(&world, book);
    let shipped = world.approved_list(book, content(Movement::Export, vec![line(1, BOARD, "333.33333")]));
    assert_ne!(balances(&world, book), before);
    let reversing = drafted(&world.accept(CLERK, BondedCommand::ReverseList { list: shipped }));
    world.accept(CLERK, BondedCommand::SubmitList { list: reversing, revision: None });
    world.approve_list(reversing);
    assert_eq!(balances(&world, book), before);
    assert_eq!(world.state.bonded.list(shipped).unwrap().status, ListStatus::Reversed);
    world.refuse(CLERK, BondedCommand::ReverseList { list: shipped }, "ALREADY_REVERSED");
    world.refuse(CLERK, BondedCommand::ReverseList { list: reversing }, "ALREADY_REVERSED");
}

#[test]
fn an_import_whose_goods_are_gone_cannot_be_reversed() {
    let mut world = World::new();
    let book = world.active_book(AtShipment);
    let import = world.approved_list(book, content(Movement::Import, vec![line(1, METAL, "10")]));
    world.approved_list(book, content(Movement::ReExport, vec![line(1, METAL, "1")]));
    let reversing = drafted(&world.accept(CLERK, BondedCommand::ReverseList { list: import }));
    world.accept(CLERK, BondedCommand::SubmitList { list: reversing, revision: None });
    let approve = BondedCommand::ApproveList { list: reversing, revision: None };
    world.refuse(CUSTOMS, approve, "INSUFFICIENT_AVAILABLE");
}

#[test]
fn a_deleted_list_gives_its_holds_back() {
    let mut world = World::new();
    let book = world.active_book(AtShipment);
    world.approved_list(book, content(Movement::Import, vec![line(1, METAL, "10")]));
    let list = world.approved_list(book, waiting(Movement::ReExport, "10"));
    assert_eq!(world.account(book, METAL, Purpose::Stock)[3], "0.00000");
    world.accept(CUSTOMS, BondedCommand::DeleteList { list, revision: None });
    assert_eq!(world.account(book, METAL, Purpose::Stock)[3], "10.00000");
}

#[test]
fn a_book_that_consumes_at_production_ships_only_what_was_produced() {
    let mut world = World::new();
    let book = world.active_book(AtProduction);
    let imports = vec![line(1, METAL, "5000"), line(2, CHIP, "5000")];
    world.approved_list(book, content(Movement::Import, imports));
    world.accept(CLERK, production(book, "V1", "1000", "p1"));
    assert_eq!(world.actual(book, METAL, Purpose::Stock), "3000.00000");
    assert_eq!(world.actual(book, BOARD, Purpose::Stock), "1000.00000");
    assert_eq!(world.actual(book, SCRAP, Purpose::Stock), "80.00000");
    let list = world.submit_list(book, content(Movement::Export, vec![line(1, BOARD, "1000.00001")]));
    let approve = BondedCommand::ApproveList { list, revision: None };
    world.refuse(CUSTOMS, approve, "INSUFFICIENT_AVAILABLE");
    world.approved_list(book, content(Movement::Export, vec![line(1, BOARD, "1000")]));
    assert_eq!(world.actual(book, METAL, Purpose::Stock), "3000.00000");
}

#[test]
fn production_beyond_the_material_is_recorded_and_stands_unexplained() {
    let mut world = World::new();
    let book = world.active_book(AtProduction);
    let imports = vec![line(1, METAL, "150"), line(2, CHIP, "300")];
    world.approved_list(book, content(Movement::Import, imports));
    world.accept(CLERK, production(book, "V1", "100", "p1"));
    assert_eq!(world.actual(book, METAL, Purpose::Stock), "0.00000");
    assert_eq!(world.actual(book, METAL, Purpose::Unexplained), "-50.00000");
    assert_eq!(world.actual(book, METAL, Purpose::Embodied), "190.00000");
    assert_eq!(world.state.exceptions.count_open(), 1);
    let next = world.draft_list(book, content(Movement::Import, vec![line(1, METAL, "1")]));
    let submit = BondedCommand::SubmitList { list: next, revision: None };
    world.refuse(CLERK, submit, "BLOCKED_BY_EXCEPTION");
}

#[test]
fn a_used_version_is_locked_and_a_new_one_is_free() {
    let mut world = World::new();
    let book = world.active_book(AtShipment);
    world.submit_list(book, content(Movement::Export, vec![line(1, BOARD, "1")]));
    world.refuse(CLERK, bom(book, "V1", rows()), "BOM_VERSION_LOCKED");
    world.accept(CLERK, bom(book, "V2", rows()));
}

fn balances(world: &World, _book: etown_values::BookId) -> Vec<i128> {
    world
        .state
        .ledger
        .accounts()
        .map(|(_, account)| account.balance())
        .filter(|balance| *balance != 0)
        .collect()
}
