//! Items and bills of materials: what may be filed and what is locked.

use etown_domain::bonded::BondedCommand;
use etown_domain::bonded::bom::{BomRow, unit_consumption};
use etown_domain::bonded::book::ConsumptionPoint::AtShipment;
use etown_domain::bonded::book::{ItemClass, ItemFiling};
use etown_domain::bonded::list::Movement;

use super::support::{
    ADMINISTRATOR, BOARD, CHIP, CLERK, CUSTOMS, METAL, SCRAP, World, bom, content, filing, items, line, row,
    rows,
};

#[test]
fn an_item_that_breaks_a_rule_is_refused_and_named() {
    let good = || filing(5, ItemClass::Material, "7403111100", "kg");
    let tolerated = |percent: &str| Some(percent.parse().unwrap());
    let cases: [(&str, &str, ItemFiling); 9] = [
        ("ITEM_NUMBER", "number", ItemFiling { number: 0, ..good() }),
        ("ITEM_TEXT", "part_number", ItemFiling { part_number: " ".to_owned(), ..good() }),
        ("ITEM_TEXT", "name", ItemFiling { name: "x".repeat(201), ..good() }),
        ("ITEM_PRICE", "unit_price", ItemFiling { unit_price: "-1".parse().unwrap(), ..good() }),
        ("HS_CODE_LENGTH", "hs_code", ItemFiling { hs_code: "740311".parse().unwrap(), ..good() }),
        ("UNKNOWN_HS_CODE", "hs_code", ItemFiling { hs_code: "7403121100".parse().unwrap(), ..good() }),
        (
            "ITEM_TOLERANCE",
            "count_tolerance_percent",
            ItemFiling { count_tolerance_percent: tolerated("-0.1"), ..good() },
        ),
        (
            "ITEM_TOLERANCE",
            "count_tolerance_percent",
            ItemFiling { count_tolerance_percent: tolerated("100.1"), ..good() },
        ),
        ("ITEM_CLASS", "class", ItemFiling { class: ItemClass::Finished, ..good() }),
    ];
    let mut world = World::new();
    let book = world.draft_book("T01012600001", None);
    for (code, field, item) in cases {
        let command = BondedCommand::FileItems { book, revision: None, items: vec![item] };
        let refusal = world.refuse(CLERK, command, code);
        assert_eq!(refusal.field, Some(format!("items[0].{field}")));
    }
    let twice = BondedCommand::FileItems { book, revision: None, items: vec![good(), good()] };
    world.refuse(CLERK, twice, "ITEM_NUMBER");
    let none = BondedCommand::FileItems { book, revision: None, items: Vec::new() };
    world.refuse(CLERK, none, "NO_ITEMS");
    let many = (1..=1001).map(|number| ItemFiling { number, ..good() }).collect();
    let many = BondedCommand::FileItems { book, revision: None, items: many };
    world.refuse(CLERK, many, "TOO_MANY_ITEMS");
}

#[test]
fn what_postings_and_versions_rest_on_is_locked_and_the_rest_may_be_corrected() {
    let mut world = World::new();
    let book = world.active_book(AtShipment);
    world.approved_list(book, content(Movement::Import, vec![line(1, METAL, "1")]));
    let metal = || filing(METAL, ItemClass::Material, "7403111100", "kg");
    let file = |item| BondedCommand::FileItems { book, revision: None, items: vec![item] };
    let changed = [
        ItemFiling { class: ItemClass::Finished, ..metal() },
        ItemFiling { count_tolerance_percent: Some("1".parse().unwrap()), ..metal() },
        ItemFiling { part_number: "P-X".to_owned(), ..metal() },
        filing(METAL, ItemClass::Material, "7403111100", "g"),
        // Never on a list, but the version rests on it.
        ItemFiling { class: ItemClass::Finished, ..filing(CHIP, ItemClass::Material, "8542311190", "pcs") },
    ];
    for item in changed {
        world.refuse(CLERK, file(item), "ITEM_LOCKED");
    }
    world.accept(CLERK, file(ItemFiling { name: "copper".to_owned(), ..metal() }));
    let import = content(Movement::Import, vec![line(1, METAL, "1")]);
    let draft = BondedCommand::DraftList { book, content: import };
    world.refuse(CLERK, draft.clone(), "UNKNOWN_ITEM");
    let shipped = content(Movement::Export, vec![line(1, BOARD, "1")]);
    world.refuse(CLERK, BondedCommand::DraftList { book, content: shipped }, "UNKNOWN_BOM_VERSION");
    world.accept(CUSTOMS, BondedCommand::ApproveFilings { book, revision: None });
    world.accept(CLERK, draft);
    assert!(world.state.bonded.book(book).unwrap().items[&METAL].is_used);
}

#[test]
fn a_version_that_breaks_a_rule_is_refused_and_named() {
    let shared = |percent: &str| BomRow {
        bonded_share_percent: percent.parse().unwrap(),
        ..row(CHIP, "1", "0", "0", None)
    };
    let cases: [(&str, &str, Vec<BomRow>); 11] = [
        ("NO_ITEMS", "rows", Vec::new()),
        ("UNKNOWN_ITEM", "rows[0].material", vec![row(99, "1", "0", "0", None)]),
        ("UNKNOWN_ITEM", "rows[0].material", vec![row(BOARD, "1", "0", "0", None)]),
        ("NEGATIVE_RATE", "rows[0].net", vec![row(CHIP, "-1", "0", "0", None)]),
        ("NEGATIVE_RATE", "rows[0].net", vec![row(CHIP, "1", "-1", "0", None)]),
        ("LOSS_RATE_GE_100", "rows[0].net", vec![row(CHIP, "1", "60", "40", None)]),
        ("BOM_ROWS", "rows[0].material", vec![row(CHIP, "0", "0", "0", None)]),
        (
            "BOM_ROWS",
            "rows[1].material",
            vec![row(CHIP, "1", "0", "0", None), row(CHIP, "2", "0", "0", None)],
        ),
        ("BONDED_SHARE", "rows[0].bonded_share_percent", vec![shared("0")]),
        ("BONDED_SHARE", "rows[0].bonded_share_percent", vec![shared("100.000000001")]),
        ("SCRAP_ITEM", "rows[0].scrap_item", vec![row(METAL, "1", "1", "0", None)]),
    ];
    let mut world = World::new();
    let book = world.active_book(AtShipment);
    for (code, field, rows) in cases {
        let refusal = world.refuse(CLERK, bom(book, "V9", rows), code);
        assert_eq!(refusal.field.as_deref(), Some(field));
    }
    for scrap in [CHIP, 99] {
        world.refuse(CLERK, bom(book, "V9", vec![row(METAL, "1", "1", "0", Some(scrap))]), "SCRAP_ITEM");
    }
    // Scrap counted in kilograms cannot come of a material counted in pieces.
    world.refuse(CLERK, bom(book, "V9", vec![row(CHIP, "1", "1", "0", Some(SCRAP))]), "SCRAP_ITEM");
    for version in ["", "a version with spaces", "123456789012345678901"] {
        world.refuse(CLERK, bom(book, version, rows()), "BOM_VERSION_TEXT");
    }
    let of_material = BondedCommand::FileBom {
        book,
        revision: None,
        product: METAL,
        version: "V9".to_owned(),
        rows: rows(),
    };
    world.refuse(CLERK, of_material, "UNKNOWN_ITEM");
}

#[test]
fn filings_into_an_active_book_wait_for_customs() {
    let mut world = World::new();
    let book = world.active_book(AtShipment);
    let approve = BondedCommand::ApproveFilings { book, revision: None };
    world.refuse(CUSTOMS, approve.clone(), "NOTHING_FILED");
    let more = filing(6, ItemClass::Material, "7403111100", "kg");
    world.accept(CLERK, BondedCommand::FileItems { book, revision: None, items: vec![more] });
    world.accept(CLERK, bom(book, "V2", rows()));
    assert_eq!(world.state.worklist.open().count(), 1, "one task covers all open filings");
    world.refuse(CLERK, approve.clone(), "NOT_PERMITTED");
    world.accept(CUSTOMS, approve);
    assert_eq!(world.state.bonded.book(book).unwrap().change_count, 1);
    assert_eq!(world.state.worklist.open().count(), 0);
}

#[test]
fn a_submitted_book_takes_no_filings() {
    let mut world = World::new();
    let book = world.draft_book("H01012600001", Some(AtShipment));
    world.accept(CLERK, BondedCommand::FileItems { book, revision: None, items: items() });
    world.accept(CLERK, BondedCommand::SubmitBook { book, revision: None });
    world.refuse(CLERK, bom(book, "V1", rows()), "BOOK_STATUS");
    world.refuse(CUSTOMS, BondedCommand::ApproveFilings { book, revision: None }, "BOOK_STATUS");
}

#[test]
fn unit_consumption_is_rounded_once_to_nine_decimals() {
    let cases = [
        ("1.9", "4", "1", "2.000000000"),
        ("0.85", "3.5", "0", "0.880829016"),
        ("12.345678901", "0", "0", "12.345678901"),
        ("0.002", "15", "2.5", "0.002424242"),
        ("1", "99.999999999", "0", "100000000000.000000000"),
    ];
    for (net, tangible, intangible, expected) in cases {
        let unit =
            unit_consumption(net.parse().unwrap(), tangible.parse().unwrap(), intangible.parse().unwrap());
        assert_eq!(unit.unwrap().to_string(), expected);
    }
}

#[test]
fn an_unknown_code_is_known_once_a_later_edition_names_it() {
    let mut world = World::new();
    let book = world.draft_book("T01012600001", None);
    let item = filing(1, ItemClass::Material, "8524110000", "pcs");
    let file = BondedCommand::FileItems { book, revision: None, items: vec![item] };
    world.refuse(CLERK, file.clone(), "UNKNOWN_HS_CODE");
    let mut edition = super::support::nomenclature();
    edition.effective_from = super::support::date("2026-03-02");
    edition.codes[0].code = "852411".parse().unwrap();
    let activate = etown_domain::ZoneCommand::ActivateNomenclature { nomenclature: edition };
    world.accept(ADMINISTRATOR, activate);
    world.accept(CLERK, file);
}
