//! Which imported parts firms of the region could make.

use etown_domain::flows::import_substitution::{Join, import_substitution};
use etown_domain::industry::IndustryCommand;
use etown_domain::industry::hs_classes::{Confidence, HsClassRow, HsClassTable};
use etown_domain::industry::mapping::Mapping;
use etown_domain::industry::statistics::{ClassCount, Counted, Statistics};
use etown_domain::region::RegionCommand;
use etown_domain::region::product::Product;

use super::super::industry::{class, classification, evidence};
use super::super::support::{CLERK, INVESTMENT_OFFICER as DESK, World, content, date, line};
use super::samples::{firms, product, supplies, with_panels};

/// Eleven classes for one code, as concordances really have them.
fn eleven() -> Vec<String> {
    (1..=11).map(|number| format!("c{number:02}")).collect()
}

fn with_eleven_classes() -> World {
    let mut world = with_panels();
    let classes = eleven().iter().map(|code| class(code, None)).collect();
    let classification = classification("isic", classes);
    world.accept(DESK, IndustryCommand::ActivateClassification { classification });
    let row = |class: &String| HsClassRow {
        hs_code: "848620".parse().unwrap(),
        class: class.clone(),
        confidence: Confidence::Possible,
    };
    let table = HsClassTable {
        scheme: "isic".to_owned(),
        source: "invented concordance".to_owned(),
        dated: date("2026-01-01"),
        rows: eleven().iter().map(row).collect(),
    };
    world.accept(DESK, IndustryCommand::ImportHsClasses { table });
    let machine = Product { hs_code: Some("8486201000".parse().unwrap()), ..product("machine") };
    world.accept(DESK, RegionCommand::ImportProducts { products: vec![machine] });
    let own = world.enterprise_of(CLERK);
    let mapping = Mapping {
        scheme: "isic".to_owned(),
        classes: vec!["c03".to_owned(), "c07".to_owned()],
        valid_from: date("2026-01-01"),
        evidence: evidence("2026-01-01"),
    };
    world.accept(DESK, IndustryCommand::ClassifyEnterprise { enterprise: own, mapping });
    world
}

#[test]
fn a_code_with_eleven_classes_is_shown_as_ambiguous_with_all_of_them() {
    let mut world = with_eleven_classes();
    let statistics = Statistics {
        scope: "jjj".to_owned(),
        scheme: "isic".to_owned(),
        counted: Counted::Firms,
        as_of: date("2025-12-31"),
        source: "invented census".to_owned(),
        total: 500,
        rows: vec![ClassCount { class: "c03".to_owned(), count: 17 }],
    };
    world.accept(DESK, IndustryCommand::RecordStatistics { statistics });
    let found = import_substitution(&world.state, "jjj", world.today()).unwrap();
    let [machine] = &found[..] else { panic!("one code has no maker: {found:?}") };
    assert_eq!((machine.code.as_str(), machine.join), ("848620", Join::Ambiguous));
    assert_eq!((machine.makers, &machine.products[..]), (0, &["machine"][..]));
    let classes: Vec<_> = machine.candidates.iter().map(|candidate| candidate.class.clone()).collect();
    assert_eq!(classes, eleven());
    assert_eq!(machine.enterprises, 1, "an enterprise of two of the classes is one enterprise");
    assert_eq!(machine.candidates[2].firms_counted, Some((17, date("2025-12-31"))));
    assert_eq!(machine.candidates[3].firms_counted, None, "nobody counted, which is not zero");
    let choice = IndustryCommand::OverrideHsClasses {
        hs_code: "848620".parse().unwrap(),
        scheme: "isic".to_owned(),
        classes: vec!["c07".to_owned()],
        reason: "reviewed with two makers".to_owned(),
    };
    world.accept(DESK, choice);
    let found = import_substitution(&world.state, "jjj", world.today()).unwrap();
    assert_eq!((found[0].join, found[0].candidates.len()), (Join::Unique, 1));
    assert_eq!(found[0].classes.as_ref().unwrap().classes_in_table, 11, "what the table says stays in sight");
    let beside = import_substitution(&world.state, "neighbour", world.today()).unwrap();
    assert_eq!(beside[0].enterprises, 0, "the zone's own enterprises are not next door");
    assert_eq!(import_substitution(&world.state, "x", world.today()).unwrap_err().code.text, "UNKNOWN_SCOPE");
    world.accept(DESK, firms(&[("maker", "jjj")]));
    world.accept(DESK, supplies(&[("maker", "machine")]));
    assert_eq!(import_substitution(&world.state, "jjj", world.today()).unwrap(), [], "someone makes it now");
    assert_eq!(import_substitution(&world.state, "etown", world.today()).unwrap().len(), 1);
    let other = Product { hs_code: Some("848620".parse().unwrap()), ..product("other") };
    world.accept(DESK, RegionCommand::ImportProducts { products: vec![other] });
    let found = import_substitution(&world.state, "jjj", world.today()).unwrap();
    let without = (found[0].makers, &found[0].without_maker[..]);
    assert_eq!(without, (1, &["other"][..]), "who makes one product of a code makes not the other");
}

#[test]
fn goods_that_came_in_from_abroad_are_asked_about_even_without_a_mapping() {
    use etown_domain::bonded::book::ConsumptionPoint::AtShipment;
    use etown_domain::bonded::list::Movement;
    let mut world = with_eleven_classes();
    let book = world.active_book(AtShipment);
    world.approved_list(book, content(Movement::Import, vec![line(1, super::super::support::CHIP, "2")]));
    let found = import_substitution(&world.state, "etown", world.today()).unwrap();
    let chip = found.iter().find(|code| code.code.as_str() == "854231").expect("chips were imported");
    assert_eq!((chip.importers, chip.join, chip.enterprises), (1, Join::Unmapped, 0));
    assert!(chip.products.is_empty());
}
