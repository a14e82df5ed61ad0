//! The four chains that meet in a product, against a world where every step is there, where none is, and where each is cut.

use std::collections::BTreeSet;

use etown_domain::ReadScope;
use etown_domain::bonded::BondedCommand;
use etown_domain::bonded::book::ConsumptionPoint::AtShipment;
use etown_domain::bonded::list::ListStatus;
use etown_domain::flows::four_chains::{
    ExportRecord, Found, FourChains, Gap, LotRecord, Record, Standing, Step, StepKind, Thing, four_chains,
    goods,
};
use etown_domain::region::RegionCommand;
use etown_domain::region::item::ItemStatement;
use etown_domain::region::product::{Firm, InputRow, Product, SupplyRow};
use etown_domain::technology::TechnologyCommand;
use etown_domain::technology::contract::{ContractContent, ContractKind};
use etown_domain::technology::disclosure::{
    Assessment, AssessmentOutcome, DisclosureContent, DisclosureKind, Holder, ReadinessLevel,
};
use etown_domain::technology::event::TechnologyEvent;
use etown_domain::{Event, ZoneCommand};
use etown_values::{BookId, Currency, EnterpriseId, ListId, Money};
use proptest::prelude::*;

use super::industry::{evidence, furnished};
use super::support::{
    ADMINISTRATOR, BOARD, CHIP, CLERK, CUSTOMS, INVESTMENT_OFFICER as DESK, METAL, OTHER_CLERK, World, bom,
    date, quantity, rows, setting,
};

const MOST: usize = 5;

fn product(code: &str) -> Product {
    Product { code: code.to_owned(), name: code.to_owned(), name_english: code.to_owned(), hs_code: None }
}

/// A board of metal and chips in the clerk's book; firms of the register, of which one is the clerk's enterprise.
fn with_book() -> (World, BookId) {
    let mut world = furnished();
    let products = ["board", "metal", "chip"].map(product).to_vec();
    world.accept(DESK, RegionCommand::ImportProducts { products });
    let own = world.enterprise_of(CLERK);
    let firm = |code: &str, enterprise: Option<EnterpriseId>| Firm {
        code: code.to_owned(),
        name: code.to_owned(),
        name_english: code.to_owned(),
        scope: "etown".to_owned(),
        enterprise,
    };
    let firms = vec![firm("own", Some(own)), firm("other", None)];
    world.accept(DESK, RegionCommand::ImportFirms { firms });
    let book = world.active_book(AtShipment);
    (world, book)
}

fn state_item(world: &mut World, product: &str, (book, item): (BookId, u32)) {
    let statement =
        ItemStatement { product: product.to_owned(), book, item, evidence: evidence("2026-02-01") };
    world.accept(CLERK, RegionCommand::StateItem { statement });
}

fn supply(world: &mut World, firm: &str, product: &str) {
    let supplies = vec![SupplyRow {
        firm: firm.to_owned(),
        product: product.to_owned(),
        evidence: evidence("2026-01-01"),
    }];
    world.accept(DESK, RegionCommand::StateSupplies { supplies });
}

/// A contract of the clerk's enterprise that goes into the board.
fn contract(world: &mut World) {
    let parameters = vec![
        setting("technology.assessment.days", "90"),
        setting("technology.assessment.in_working_days", "0"),
        setting("technology.assessment.deferral_days_max", "365"),
    ];
    world.accept(ADMINISTRATOR, ZoneCommand::ActivateParameters { parameters });
    let owner = Holder::Enterprise(world.enterprise_of(CLERK));
    let content = DisclosureContent {
        title: "Invented solder".to_owned(),
        kind: DisclosureKind::Invention,
        field: "joints".to_owned(),
        owner,
    };
    let events = world.accept(CLERK, TechnologyCommand::Disclose { content });
    let [Event::Technology(TechnologyEvent::TechnologyDisclosed { disclosure, .. }), ..] = events[..] else {
        panic!("disclosed: {events:?}")
    };
    let assessment = Assessment {
        level: ReadinessLevel::try_from(6).unwrap(),
        evidence: "report of the pilot line".to_owned(),
        outcome: AssessmentOutcome::Accepted,
        reason: "customers wait for it".to_owned(),
    };
    world.accept(DESK, TechnologyCommand::AssessDisclosure { disclosure, revision: None, assessment });
    let yuan = Money::parse("1000", Currency::CNY).unwrap();
    let content = ContractContent {
        disclosure,
        kind: ContractKind::Transfer,
        number: "T-1".to_owned(),
        recipient: Holder::Outside("Nowhere Solder AG".to_owned()),
        signed_on: date("2026-03-01"),
        total_price: yuan,
        technology_price: yuan,
        licence_months: None,
    };
    let events = world.accept(CLERK, TechnologyCommand::FileContract { content });
    let [Event::Technology(TechnologyEvent::ContractFiled { contract, .. }), ..] = events[..] else {
        panic!("filed: {events:?}")
    };
    let evidence = evidence("2026-02-01");
    let product = "board".to_owned();
    world.accept(CLERK, TechnologyCommand::StateProduct { contract, revision: None, product, evidence });
}

fn lot(number: u64, remaining: &str) -> LotRecord {
    LotRecord {
        lot: number,
        source: format!("QD-{number}"),
        received_on: date("2026-02-01"),
        remaining: quantity(remaining),
        position: 100 + number,
    }
}

fn export(number: u128, lots: &[u64]) -> ExportRecord {
    ExportRecord {
        list: ListId::from_raw(number),
        number: format!("QD-{number}"),
        status: ListStatus::Posted,
        posted_on: Some(date("2026-02-20")),
        quantity: quantity("3"),
        position: 200,
        lots: lots.to_vec(),
    }
}

fn found<T>(rows: Vec<T>) -> Found<T> {
    Found { rows, has_more: false }
}

/// What the record says where everything is there.
fn full_record(book: BookId) -> Record {
    let mut record = Record::default();
    record.bills.insert(((book, BOARD), "V1".to_owned()), (date("2026-01-15"), 42));
    record.lots.insert((book, METAL), found(vec![lot(1, "5"), lot(4, "0")]));
    record.lots.insert((book, CHIP), found(vec![lot(2, "7")]));
    record.exports.insert((book, BOARD), found(vec![export(8, &[1, 4])]));
    record
}

fn full() -> (World, BookId, Record) {
    let (mut world, book) = with_book();
    state_item(&mut world, "board", (book, BOARD));
    state_item(&mut world, "metal", (book, METAL));
    state_item(&mut world, "chip", (book, CHIP));
    supply(&mut world, "own", "metal");
    supply(&mut world, "other", "chip");
    contract(&mut world);
    (world, book, full_record(book))
}

fn asked<'a>(world: &'a World, scope: &ReadScope, record: &Record) -> FourChains<'a> {
    four_chains(&world.state, "board", scope, MOST, record).unwrap()
}

fn gaps(step: &Step) -> Vec<(Gap, &str)> {
    step.missing.iter().map(|missing| (missing.gap, missing.reference.as_str())).collect()
}

#[test]
fn every_step_from_the_contract_to_the_export_is_shown_with_its_entry() {
    let (world, book, record) = full();
    let chains = asked(&world, &ReadScope::Zone, &record);
    let kinds = [
        StepKind::Contract,
        StepKind::Product,
        StepKind::Bill,
        StepKind::Supplier,
        StepKind::Lot,
        StepKind::Export,
    ];
    assert_eq!(chains.steps.each_ref().map(|step| step.kind), kinds);
    for step in &chains.steps {
        assert_eq!(step.missing, [], "{:?}", step.kind);
        assert!(!step.has_more);
        assert!(step.rows.iter().all(|row| row.position.is_some() && row.date.is_some()), "{step:?}");
    }
    let counts = chains.steps.each_ref().map(|step| step.rows.len());
    assert_eq!(counts, [1, 1, 1, 2, 3, 1]);
    let [contract, _, bill, supplier, lots, exports] = &chains.steps;
    assert_eq!((contract.rows[0].reference.as_str(), contract.rows[0].standing), ("T-1", Standing::Filed));
    assert_eq!(bill.rows[0].thing, Thing::Bill { key: (book, BOARD), version: "V1".to_owned() });
    assert_eq!((bill.rows[0].position, bill.rows[0].standing), (Some(42), Standing::Approved));
    let firms: Vec<_> = supplier.rows.iter().map(|row| row.name.as_str()).collect();
    assert_eq!(firms, ["own", "other"]);
    let standings: Vec<_> = lots.rows.iter().map(|row| row.standing).collect();
    assert_eq!(standings, [Standing::InStock, Standing::InStock, Standing::UsedUp]);
    assert_eq!(exports.rows[0].lots, [1, 4]);
    let statement = world.state.region.item(book, BOARD).unwrap().position;
    assert_eq!((bill.rows[0].joined_by, exports.rows[0].joined_by), (Some(statement), Some(statement)));
}

#[test]
fn what_is_missing_is_named() {
    let (mut world, book) = with_book();
    let nothing = Record::default();
    let chains = asked(&world, &ReadScope::Zone, &nothing);
    let of = |chains: &FourChains<'_>, step: usize| -> Vec<(Gap, String)> {
        gaps(&chains.steps[step]).into_iter().map(|(gap, about)| (gap, about.to_owned())).collect()
    };
    let board = |gap| vec![(gap, "board".to_owned())];
    let wanted = [
        board(Gap::Contract),
        vec![],
        board(Gap::Item),
        board(Gap::Input),
        board(Gap::Item),
        board(Gap::Item),
    ];
    assert_eq!([0, 1, 2, 3, 4, 5].map(|step| of(&chains, step)), wanted);
    // Without a bill the statements of the graph say what it is made of.
    let input = |input: &str| InputRow {
        product: "board".to_owned(),
        group: 1,
        input: input.to_owned(),
        evidence: evidence("2026-01-01"),
    };
    world.accept(DESK, RegionCommand::StateInputs { inputs: vec![input("chip"), input("metal")] });
    supply(&mut world, "other", "chip");
    let chains = asked(&world, &ReadScope::Zone, &nothing);
    assert_eq!(of(&chains, 3), [(Gap::Supplier, "metal".to_owned())]);
    assert_eq!(chains.steps[3].rows.len(), 1);
    // With a bill its materials do, as far as they are stated to be products.
    state_item(&mut world, "board", (book, BOARD));
    state_item(&mut world, "metal", (book, METAL));
    let chains = asked(&world, &ReadScope::Zone, &nothing);
    let [metal, chip] = [METAL, CHIP].map(|item| {
        let book = world.state.bonded.book(book).unwrap();
        format!("{} · {}", book.header.number, book.items[&item].filing.part_number)
    });
    assert_eq!(of(&chains, 3), [(Gap::Supplier, "metal".to_owned()), (Gap::MaterialProduct, chip.clone())]);
    assert_eq!(of(&chains, 4), [(Gap::Lot, metal), (Gap::Lot, chip)]);
    let [(Gap::Export, _)] = gaps(&chains.steps[5])[..] else { panic!("no export is named") };
    assert_eq!(
        four_chains(&world.state, "no", &ReadScope::Zone, MOST, &nothing).unwrap_err().code.text,
        "UNKNOWN_PRODUCT"
    );
}

#[test]
fn an_item_without_a_bill_says_whether_it_is_a_material_or_waits_for_one() {
    let (mut world, book) = with_book();
    state_item(&mut world, "metal", (book, METAL));
    let mut later = super::support::items();
    later.retain(|item| item.number == BOARD);
    later[0].number = 11;
    world.accept(CLERK, BondedCommand::FileItems { book, revision: None, items: later });
    state_item(&mut world, "board", (book, 11));
    let mut record = Record::default();
    record.lots.insert((book, METAL), found(vec![lot(1, "5")]));
    let metal = four_chains(&world.state, "metal", &ReadScope::Zone, MOST, &record).unwrap();
    assert_eq!(metal.steps[2].missing[0].gap, Gap::Material);
    assert_eq!(metal.steps[4].rows.len(), 1, "its own lots are shown");
    assert_eq!(asked(&world, &ReadScope::Zone, &record).steps[2].missing[0].gap, Gap::Bill);
    world.accept(CLERK, {
        let BondedCommand::FileBom { book, version, rows, .. } = bom(book, "V1", rows()) else {
            unreachable!()
        };
        BondedCommand::FileBom { book, revision: None, product: 11, version, rows }
    });
    let filed = asked(&world, &ReadScope::Zone, &record);
    assert_eq!((filed.steps[2].rows[0].standing, filed.steps[2].rows[0].position), (Standing::Filed, None));
    world.accept(CUSTOMS, BondedCommand::ApproveFilings { book, revision: None });
    assert_eq!(asked(&world, &ReadScope::Zone, &record).steps[2].rows[0].standing, Standing::Approved);
}

#[test]
fn an_enterprise_sees_its_own_and_to_another_it_does_not_exist() {
    let (world, _, record) = full();
    let scope = |clerk| ReadScope::Enterprises([world.enterprise_of(clerk)].into());
    let own = asked(&world, &scope(CLERK), &record);
    assert_eq!(own.steps.each_ref().map(|step| step.rows.len()), [1, 1, 1, 1, 3, 1], "itself as a supplier");
    let other = asked(&world, &scope(OTHER_CLERK), &record);
    assert_eq!(other.steps.each_ref().map(|step| step.rows.len()), [0, 1, 0, 0, 0, 0]);
    let desks = [etown_domain::Role::TreasuryOfficer].into();
    let desk = asked(&world, &ReadScope::Desks { desks, enterprises: BTreeSet::new() }, &record);
    let (world_without, _) = with_book();
    let nobody =
        four_chains(&world_without.state, "board", &ReadScope::Zone, MOST, &Record::default()).unwrap();
    for (seen, absent) in other.steps.iter().zip(&nobody.steps) {
        assert_eq!(gaps(seen), gaps(absent), "what is not seen is told like what is not there");
    }
    assert_eq!(desk.steps.map(|step| step.rows.len()), [0, 1, 0, 0, 0, 0]);
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 48, ..ProptestConfig::default() })]

    /// However much there is, a step shows at most so many rows, says when there are more, keeps every material's oldest
    /// lots first, and has a row or a gap for each material that it shows.
    #[test]
    fn steps_are_bounded_and_say_so(
        metal in 0_usize..12, chip in 0_usize..12, exports in 0_usize..12, suppliers in 0_usize..9, most in 2_usize..8,
    ) {
        let (mut world, book, mut record) = full();
        let firms = (0..suppliers).map(|number| Firm {
            code: format!("f{number}"),
            name: "虚构".to_owned(),
            name_english: "Invented".to_owned(),
            scope: "etown".to_owned(),
            enterprise: None,
        });
        let firms: Vec<Firm> = firms.collect();
        if !firms.is_empty() {
            world.accept(DESK, RegionCommand::ImportFirms { firms: firms.clone() });
        }
        for firm in &firms {
            supply(&mut world, &firm.code, "chip");
        }
        let lots = |from: u64, count: usize| (from..).take(count).map(|number| lot(number, "1")).collect();
        record.lots.insert((book, METAL), found(lots(1, metal)));
        record.lots.insert((book, CHIP), found(lots(1_001, chip)));
        record.exports.insert((book, BOARD), found((0..exports).map(|_| export(8, &[])).collect()));
        let chains = four_chains(&world.state, "board", &ReadScope::Zone, most, &record).unwrap();
        let [_, _, _, supplier, lot_step, export_step] = &chains.steps;
        let total = [suppliers + 2, metal + chip, exports];
        for (step, total) in [supplier, lot_step, export_step].into_iter().zip(total) {
            prop_assert_eq!(step.rows.len(), total.min(most));
            prop_assert_eq!(step.has_more, total > most);
        }
        let numbers = |item: u32| -> Vec<u64> {
            lot_step.rows.iter().filter_map(|row| match row.thing {
                Thing::Lot { key, lot } if key == (book, item) => Some(lot),
                _ => None,
            }).collect()
        };
        for (item, from, count) in [(METAL, 1_u64, metal), (CHIP, 1_001, chip)] {
            let shown = numbers(item);
            let oldest: Vec<u64> = (from..).take(shown.len()).collect();
            prop_assert_eq!(&shown, &oldest);
            let is_missing = lot_step.missing.iter().any(|missing| missing.reference.ends_with(&world.state.bonded.book(book).unwrap().items[&item].filing.part_number));
            prop_assert_eq!(is_missing, count == 0);
            prop_assert_eq!(shown.is_empty(), count == 0, "each material has its share");
        }
        prop_assert_eq!(gaps(export_step).is_empty(), exports > 0);
        let wanted = goods(&world.state, "board", &ReadScope::Zone, most);
        prop_assert!(wanted.materials.len() <= most && wanted.made.len() <= most);
    }
}
