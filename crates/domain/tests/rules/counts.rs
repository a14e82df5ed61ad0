//! Counts: what is announced and recorded, how products become materials, and how differences are judged.

use etown_domain::bonded::book::ConsumptionPoint::{AtProduction, AtShipment};
use etown_domain::bonded::book::{ItemClass, ItemFiling};
use etown_domain::bonded::list::{ListLine, Movement};
use etown_domain::bonded::period::{
    AccountAtCutoff, CountRow, DifferenceCause, Explanation, ItemResult, PeriodStatus, Stage,
};
use etown_domain::bonded::verification::{Verdict, difference_percent, primaries};
use etown_domain::bonded::{BondedCommand, BondedEvent};
use etown_domain::kernel::ledger::{AccountNumber, Purpose};
use etown_values::{BookId, QuantityAmount};

use super::support::{
    AUDITOR, BOARD, CHIP, CLERK, CUSTOMS, METAL, OTHER_CLERK, SCRAP, World, bom, content, date, filing,
    items, line, production, quantity, row,
};
use super::verifying::{
    accept, announce, apply, complete, counted, counted_products, explain, record, reopen, withdraw,
};

fn moved(world: &mut World, book: BookId, movement: Movement, item: u32, amount: &str) {
    world.approved_list(book, content(movement, vec![line(1, item, amount)]));
}

/// A book whose first period closed with 5,000 kg of metal.
fn book_with_opening(world: &mut World) -> BookId {
    let book = world.active_book(AtShipment);
    moved(world, book, Movement::Import, METAL, "5000");
    world.count_today(book, vec![counted(METAL, "5000")]);
    world.settle(book);
    world.pass_days(1);
    book
}

fn units(amount: &str) -> i128 {
    quantity(amount).units()
}

#[test]
fn what_should_remain_is_compared_with_what_was_counted() {
    // BZ-06: 5,000 + 20,000 + 1,000 - 500 - 300 - 700 - 100 - 8,000 x 2 against 6,150 + 200 x 2 + 900 x 2.
    let mut world = World::new();
    let book = book_with_opening(&mut world);
    for (movement, amount) in [
        (Movement::Import, "20000"),
        (Movement::TransferIn, "1000"),
        (Movement::TransferOut, "500"),
        (Movement::ReExport, "300"),
        (Movement::DomesticSale, "700"),
        (Movement::Destruction, "100"),
    ] {
        moved(&mut world, book, movement, METAL, amount);
    }
    moved(&mut world, book, Movement::Import, CHIP, "30000");
    moved(&mut world, book, Movement::Export, BOARD, "8000");
    world.count_today(
        book,
        vec![
            counted(METAL, "6150"),
            counted(CHIP, "2700"),
            counted(SCRAP, "640"),
            counted_products(Stage::WorkInProgress, "V1", "200"),
            counted_products(Stage::Finished, "V1", "900"),
        ],
    );
    assert_eq!(world.compared(book, METAL), ["8400.00000", "8350.00000", "-50.00000"]);
    assert_eq!(world.compared(book, CHIP), ["6000.00000", "6000.00000", "0.00000"]);
    assert_eq!(world.compared(book, SCRAP), ["640.00000", "640.00000", "0.00000"]);
    let result = world.result(book, METAL);
    let parts = [result.stock, result.work_in_progress, result.finished].map(QuantityAmount::from_units);
    assert_eq!(parts.map(|part| part.to_string()), ["6150.00000", "400.00000", "1800.00000"]);
    assert_eq!(difference_percent(&result).unwrap().to_string(), "-0.5952");
    assert_eq!(Verdict::of(&result, "0.3".parse().unwrap()).as_str(), "SHORTAGE_OVER_TOLERANCE");
    let primary = &primaries(&world.state.ledger, &world.balances())[&METAL];
    let quantities = [
        (Purpose::Imported, "20000"),
        (Purpose::TransferredIn, "1000"),
        (Purpose::TransferredOut, "500"),
        (Purpose::ReExported, "300"),
        (Purpose::SoldDomestically, "700"),
        (Purpose::Destroyed, "100"),
        (Purpose::Embodied, "15200"),
        (Purpose::TangibleLoss, "640"),
        (Purpose::IntangibleLoss, "160"),
    ];
    for (purpose, amount) in quantities {
        assert_eq!(primary.quantity(purpose), units(amount), "{}", purpose.as_str());
    }
    assert_eq!((primary.opening, primary.theoretical()), (units("5000"), units("8400")));
    assert_eq!((primary.inward(), primary.outward()), (units("21000"), units("1600")));
    let refusal = world.refuse(CLERK, apply(book), "DIFFERENCE_UNEXPLAINED");
    let number =
        |name: &str| refusal.numbers.iter().find(|number| number.name == name).unwrap().value.clone();
    assert_eq!((number("difference"), number("theoretical")), ("-50.00000".into(), "8400.00000".into()));
    world.settle(book);
    assert_eq!(world.opening(book, METAL), "8350.00000");
    assert_eq!(world.actual(book, METAL, Purpose::VerifiedDecrease), "50.00000");
}

#[test]
fn a_difference_is_judged_by_the_exact_tolerance_and_shown_even_inside_it() {
    let result = |theoretical: &str, physical: &str| ItemResult {
        item: METAL,
        stock: units(physical),
        work_in_progress: 0,
        finished: 0,
        theoretical: units(theoretical),
        physical: units(physical),
    };
    let cases = [
        ("1000", "1000", "NO_DIFFERENCE", Some("0.0000")),
        ("1000", "997", "SHORTAGE_WITHIN_TOLERANCE", Some("-0.3000")),
        ("1000", "996.99999", "SHORTAGE_OVER_TOLERANCE", Some("-0.3000")),
        ("1000", "1003", "SURPLUS_WITHIN_TOLERANCE", Some("0.3000")),
        ("1000", "1003.00001", "SURPLUS_OVER_TOLERANCE", Some("0.3000")),
        ("0", "0.00001", "SURPLUS_OVER_TOLERANCE", None),
        ("-50", "0", "SURPLUS_OVER_TOLERANCE", Some("-100.0000")),
        ("0.00001", "0", "SHORTAGE_OVER_TOLERANCE", Some("-100.0000")),
    ];
    for (theoretical, physical, verdict, percent) in cases {
        let result = result(theoretical, physical);
        assert_eq!(
            Verdict::of(&result, "0.3".parse().unwrap()).as_str(),
            verdict,
            "{theoretical} {physical}"
        );
        assert_eq!(difference_percent(&result).map(|percent| percent.to_string()).as_deref(), percent);
    }
}

#[test]
fn a_difference_within_tolerance_needs_no_explanation_and_is_booked_all_the_same() {
    let mut world = World::new();
    let book = world.active_book(AtShipment);
    moved(&mut world, book, Movement::Import, METAL, "1000");
    world.count_today(book, vec![counted(METAL, "998")]);
    assert_eq!(world.compared(book, METAL), ["1000.00000", "998.00000", "-2.00000"]);
    world.accept(CLERK, apply(book));
    world.accept(CUSTOMS, accept(book));
    world.accept(super::support::OTHER_CUSTOMS, super::verifying::close(book));
    assert_eq!(world.opening(book, METAL), "998.00000");
    assert_eq!(world.actual(book, METAL, Purpose::VerifiedDecrease), "2.00000");
}

#[test]
fn an_item_is_judged_by_its_own_tolerance_where_its_book_names_one() {
    let mut world = World::new();
    let book = world.draft_book("T01012600001", None);
    let named = |number, tolerance: Option<&str>| ItemFiling {
        count_tolerance_percent: tolerance.map(|percent| percent.parse().unwrap()),
        ..filing(number, ItemClass::Material, "7403111100", "kg")
    };
    // The zone's tolerance is 0.3 percent.
    let items = vec![named(1, Some("5")), named(2, Some("0")), named(3, None)];
    world.accept(CLERK, BondedCommand::FileItems { book, revision: None, items });
    world.approve_book(book);
    let of_item = |number| ListLine { number, item: number, ..line(1, METAL, "1000") };
    world.approved_list(book, content(Movement::Import, vec![of_item(1), of_item(2), of_item(3)]));
    world.count_today(book, vec![counted(1, "950"), counted(2, "999"), counted(3, "998")]);
    let refusal = world.refuse(CLERK, apply(book), "DIFFERENCE_UNEXPLAINED");
    let number =
        |name: &str| refusal.numbers.iter().find(|number| number.name == name).unwrap().value.clone();
    assert_eq!(["item", "tolerance_percent", "items_unexplained"].map(number), ["2", "0.000000000", "1"]);
    world.accept(CLERK, explain(book, &[2]));
    world.accept(CLERK, apply(book));
}

#[test]
fn products_of_two_versions_become_materials_with_one_rounding() {
    let mut world = World::new();
    let book = world.active_book(AtShipment);
    world.accept(CLERK, bom(book, "V2", vec![row(METAL, "0.000004", "0", "0", None)]));
    world.accept(
        CLERK,
        bom(book, "V3", vec![row(METAL, "0.000004", "0", "0", None), row(CHIP, "2", "0", "0", None)]),
    );
    world.accept(CUSTOMS, BondedCommand::ApproveFilings { book, revision: None });
    moved(&mut world, book, Movement::Import, METAL, "10");
    moved(&mut world, book, Movement::Import, CHIP, "10");
    let rows = vec![
        counted(METAL, "9.99998"),
        counted(CHIP, "8"),
        counted_products(Stage::WorkInProgress, "V2", "1"),
        counted_products(Stage::WorkInProgress, "V3", "1"),
        counted_products(Stage::Finished, "V2", "2"),
    ];
    world.count_today(book, rows);
    let result = world.result(book, METAL);
    // 2 x 0.000004 rounds to 0.00001, and so does it at the other stage; each row alone would be nothing.
    assert_eq!((result.work_in_progress, result.finished), (1, 1));
    assert_eq!(world.compared(book, METAL), ["10.00000", "10.00000", "0.00000"]);
    assert_eq!(world.compared(book, CHIP), ["10.00000", "10.00000", "0.00000"]);
    assert!(!world.period(book).results.contains_key(&BOARD), "such products stand on no account");
    world.refuse(CLERK, bom(book, "V2", vec![row(METAL, "1", "0", "0", None)]), "BOM_VERSION_LOCKED");
}

#[test]
fn a_book_that_consumes_at_production_counts_its_products_as_they_stand() {
    let mut world = World::new();
    let book = world.active_book(AtProduction);
    moved(&mut world, book, Movement::Import, METAL, "1000");
    moved(&mut world, book, Movement::Import, CHIP, "1000");
    world.accept(CLERK, production(book, "V1", "100", "p1"));
    moved(&mut world, book, Movement::Export, BOARD, "30");
    world.accept(CLERK, announce(book, world.today()));
    let finished = counted_products(Stage::Finished, "V1", "70");
    world.refuse(CLERK, record(book, vec![finished]), "COUNT_STAGE");
    let rows = vec![
        counted(METAL, "780"),
        counted(CHIP, "670"),
        counted(SCRAP, "8"),
        counted(BOARD, "69"),
        counted_products(Stage::WorkInProgress, "V1", "10"),
    ];
    world.count(book, rows);
    assert_eq!(world.compared(book, METAL), ["800.00000", "800.00000", "0.00000"]);
    assert_eq!(world.compared(book, CHIP), ["700.00000", "700.00000", "0.00000"]);
    assert_eq!(world.compared(book, BOARD), ["70.00000", "69.00000", "-1.00000"]);
    world.settle(book);
    assert_eq!(world.opening(book, BOARD), "69.00000");
}

#[test]
fn a_count_is_announced_once_for_a_day_of_the_period_that_is_still_to_come() {
    let mut world = World::new();
    let draft = world.draft_book("H01012600002", Some(AtShipment));
    world.refuse(CLERK, announce(draft, date("2026-03-02")), "BOOK_STATUS");
    let book = world.active_book(AtShipment);
    world.refuse(OTHER_CLERK, announce(book, date("2026-03-02")), "UNKNOWN_BOOK");
    world.refuse(CUSTOMS, announce(book, date("2026-03-02")), "NOT_PERMITTED");
    world.refuse(CLERK, announce(book, date("2026-03-01")), "PERIOD_OVERLAPS");
    // Six months from March 2 end on September 1.
    let refusal = world.refuse(CLERK, announce(book, date("2026-09-02")), "CUTOFF_AFTER_CYCLE");
    assert_eq!(refusal.largest_accepted.as_deref(), Some("2026-09-01"));
    world.pass_days(1);
    world.refuse(CLERK, announce(book, date("2026-03-02")), "CUTOFF_PAST");
    let stale = BondedCommand::AnnounceCount { book, revision: Some(9), cutoff: date("2026-03-03") };
    world.refuse(CLERK, stale, "STALE_REVISION");
    world.accept(CLERK, announce(book, date("2026-09-01")));
    world.refuse(CLERK, announce(book, date("2026-09-01")), "COUNT_ANNOUNCED");
    world.accept(CLERK, withdraw(book));
    world.refuse(CLERK, withdraw(book), "PERIOD_STATUS");
    // Whoever is late counts at once.
    world.pass_days(200);
    world.refuse(CLERK, announce(book, date("2026-09-20")), "CUTOFF_AFTER_CYCLE");
    world.accept(CLERK, announce(book, world.today()));
    assert_eq!(world.period_status(book), PeriodStatus::Announced);
}

#[test]
fn a_count_is_recorded_row_by_row_and_each_row_must_fit() {
    let mut world = World::new();
    let book = world.active_book(AtShipment);
    moved(&mut world, book, Movement::Import, METAL, "1000");
    world.refuse(CLERK, record(book, vec![counted(METAL, "1")]), "PERIOD_STATUS");
    world.accept(CLERK, announce(book, date("2026-03-03")));
    let metal = |stage| CountRow { stage, ..counted(METAL, "1") };
    let unversioned = CountRow { version: None, ..counted_products(Stage::Finished, "V1", "1") };
    let versioned = CountRow { version: Some("V1".to_owned()), ..counted(METAL, "1") };
    let many = (0..1001).map(|_| counted(METAL, "1")).collect();
    let cases = [
        ("COUNT_ROWS", "rows", vec![]),
        ("COUNT_ROWS", "rows", many),
        ("COUNT_ROWS", "rows[1]", vec![counted(METAL, "1"), counted(METAL, "2")]),
        ("UNKNOWN_ITEM", "rows[1].item", vec![counted(METAL, "1"), counted(99, "1")]),
        ("COUNT_STAGE", "rows[0].stage", vec![metal(Stage::Finished)]),
        ("COUNT_STAGE", "rows[0].stage", vec![metal(Stage::WorkInProgress)]),
        ("COUNT_STAGE", "rows[0].stage", vec![counted(BOARD, "1")]),
        ("UNKNOWN_BOM_VERSION", "rows[0].version", vec![counted_products(Stage::Finished, "V9", "1")]),
        ("UNKNOWN_BOM_VERSION", "rows[0].version", vec![unversioned]),
        ("BOM_VERSION_NOT_WANTED", "rows[0].version", vec![versioned]),
        ("COUNT_NEGATIVE", "rows[0].quantity", vec![counted(METAL, "-0.00001")]),
        ("QUANTITY_TOO_LARGE", "rows[0].quantity", vec![counted(METAL, "100000000000000")]),
    ];
    for (code, field, rows) in cases {
        let refusal = world.refuse(CLERK, record(book, rows), code);
        assert_eq!(refusal.field.as_deref(), Some(field));
    }
    world.refuse(AUDITOR, record(book, vec![counted(METAL, "1")]), "NOT_PERMITTED");
    world.refuse(CLERK, complete(book), "COUNT_TOO_EARLY");
    world.pass_days(1);
    world.refuse(CLERK, complete(book), "COUNT_INCOMPLETE");
    world.accept(CLERK, record(book, vec![counted(METAL, "1")]));
    world.accept(CLERK, record(book, vec![counted(METAL, "1000")]));
    world.accept(CLERK, complete(book));
    assert_eq!(world.compared(book, METAL), ["1000.00000", "1000.00000", "0.00000"], "the last row counts");
    world.refuse(CLERK, record(book, vec![counted(METAL, "1")]), "PERIOD_STATUS");
}

#[test]
fn what_counted_products_hold_leaves_room_for_what_reports_will_bring() {
    let mut world = World::new();
    let book = world.active_book(AtShipment);
    world.accept(CLERK, announce(book, world.today()));
    // Two kilograms of metal each.
    world.accept(CLERK, record(book, vec![counted_products(Stage::Finished, "V1", "60000000000000")]));
    let refusal = world.refuse(CLERK, complete(book), "QUANTITY_TOO_LARGE");
    assert!(refusal.numbers.iter().any(|number| number.name == "item" && number.value == METAL.to_string()));
    world.accept(CLERK, record(book, vec![counted_products(Stage::Finished, "V1", "6")]));
    world.accept(CLERK, complete(book));
}

#[test]
fn only_differences_are_explained_and_with_a_text() {
    let mut world = World::new();
    let book = world.active_book(AtShipment);
    moved(&mut world, book, Movement::Import, METAL, "1000");
    moved(&mut world, book, Movement::Import, CHIP, "1000");
    world.refuse(CLERK, explain(book, &[METAL]), "PERIOD_STATUS");
    world.count_today(book, vec![counted(METAL, "1100"), counted(CHIP, "1000")]);
    world.refuse(CLERK, explain(book, &[]), "EXPLANATION_MISSING");
    world.refuse(CLERK, explain(book, &[CHIP]), "DIFFERENCE_UNKNOWN");
    world.refuse(CLERK, explain(book, &[METAL, 99]), "DIFFERENCE_UNKNOWN");
    let refusal = world.refuse(CLERK, explain(book, &[METAL; 1001]), "COUNT_ROWS");
    assert_eq!(refusal.largest_accepted.as_deref(), Some("1000"));
    let short = Explanation { item: METAL, cause: DifferenceCause::Other, text: "why not".to_owned() };
    let command = BondedCommand::ExplainDifferences { book, revision: None, explanations: vec![short] };
    world.refuse(CLERK, command, "EXPLANATION_MISSING");
    world.accept(CLERK, explain(book, &[METAL]));
    // A new count wants new explanations.
    world.accept(CLERK, reopen(book));
    world.accept(CLERK, complete(book));
    world.refuse(CLERK, apply(book), "DIFFERENCE_UNEXPLAINED");
    world.settle(book);
    assert_eq!(world.actual(book, METAL, Purpose::VerifiedIncrease), "-100.00000");
    assert_eq!(world.opening(book, METAL), "1100.00000");
}

#[test]
fn a_logistics_book_counts_its_goods_and_an_item_that_nobody_recorded() {
    let mut world = World::new();
    let book = world.draft_book("T01012600001", None);
    let goods = items().into_iter().take(2).collect();
    world.accept(CLERK, BondedCommand::FileItems { book, revision: None, items: goods });
    world.approve_book(book);
    moved(&mut world, book, Movement::Import, METAL, "10");
    world.count_today(book, vec![counted(METAL, "10"), counted(CHIP, "3")]);
    assert_eq!(world.compared(book, CHIP), ["0.00000", "3.00000", "3.00000"]);
    world.settle(book);
    assert_eq!(world.opening(book, CHIP), "3.00000");
    let item =
        super::support::filing(CHIP, etown_domain::bonded::book::ItemClass::Material, "8542311190", "kg");
    let refile = BondedCommand::FileItems { book, revision: None, items: vec![item] };
    world.refuse(CLERK, refile, "ITEM_LOCKED");
}

#[test]
fn a_complete_count_of_25_000_items_fits_an_entry() {
    let amount = 1_234_567_890_123;
    let result = |item| ItemResult {
        item,
        stock: amount,
        work_in_progress: amount,
        finished: amount,
        theoretical: amount,
        physical: 3 * amount,
    };
    // Stock, imports, embodied and two losses of each.
    let balance =
        |account| AccountAtCutoff { account: AccountNumber(account), opening: amount, closing: -amount };
    let completed = BondedEvent::CountCompleted {
        book: BookId::from_raw(1),
        period: 1,
        cutoff: date("2026-03-02"),
        balances: (100_000..225_000).map(balance).collect(),
        results: (100_000..125_000).map(result).collect(),
        by: super::support::user(CLERK),
    };
    let bytes = serde_json::to_string(&completed).unwrap().len();
    assert!(bytes < 8 * 1024 * 1024, "{bytes}");
}
