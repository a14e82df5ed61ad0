//! Rules about products, what they are made of and who supplies them, in the zone and around it.
//! tidy: long because the graph and its questions are asked about in one world.

use etown_domain::flows::import_substitution::{Join, import_substitution};
use etown_domain::industry::IndustryCommand;
use etown_domain::industry::hs_classes::{Confidence, HsClassRow, HsClassTable};
use etown_domain::industry::mapping::Mapping;
use etown_domain::industry::statistics::{ClassCount, Counted, Statistics};
use etown_domain::kernel::scopes::ScopeList;
use etown_domain::region::links::{Standing, chain_links, completeness, standing};
use etown_domain::region::product::{Chain, ChainNode, Firm, InputRow, Product, SupplyRow};
use etown_domain::region::supply::SupplyStatus;
use etown_domain::region::{RegionCommand, RegionEvent};
use etown_domain::{Actor, Command, Context, Decision, Event, FreshIds, decide};
use etown_values::{EnterpriseId, Ratio, SupplyId};

use super::industry::{class, classification, evidence, furnished, scopes};
use super::support::{
    ADMINISTRATOR, CLERK, INVESTMENT_OFFICER as DESK, OTHER_CLERK, World, content, date, line, user,
};

pub(crate) fn product(code: &str) -> Product {
    let code = code.to_owned();
    Product { name: format!("品 {code}"), name_english: format!("product {code}"), hs_code: None, code }
}

fn firm(code: &str, scope: &str) -> Firm {
    Firm {
        code: code.to_owned(),
        name: format!("虚构 {code}"),
        name_english: format!("Invented {code}"),
        scope: scope.to_owned(),
        enterprise: None,
    }
}

fn input(product: &str, group: u32, input: &str) -> InputRow {
    let evidence = evidence("2026-01-01");
    InputRow { product: product.to_owned(), group, input: input.to_owned(), evidence }
}

fn supply(firm: &str, product: &str) -> SupplyRow {
    SupplyRow { firm: firm.to_owned(), product: product.to_owned(), evidence: evidence("2026-01-01") }
}

fn products(codes: &[&str]) -> RegionCommand {
    RegionCommand::ImportProducts { products: codes.iter().map(|code| product(code)).collect() }
}

fn inputs(rows: &[(&str, u32, &str)]) -> RegionCommand {
    RegionCommand::StateInputs {
        inputs: rows.iter().map(|(of, group, from)| input(of, *group, from)).collect(),
    }
}

fn supplies(rows: &[(&str, &str)]) -> RegionCommand {
    RegionCommand::StateSupplies { supplies: rows.iter().map(|(by, of)| supply(by, of)).collect() }
}

fn firms(rows: &[(&str, &str)]) -> RegionCommand {
    RegionCommand::ImportFirms { firms: rows.iter().map(|(code, scope)| firm(code, scope)).collect() }
}

/// A panel of glass and film, or of glass and foil; the glass of sand.
fn with_panels() -> World {
    let mut world = furnished();
    world.accept(DESK, products(&["panel", "glass", "film", "foil", "sand"]));
    world.accept(
        DESK,
        firms(&[("near", "etown"), ("beside", "neighbour"), ("north", "jjj"), ("far", "china")]),
    );
    world.accept(
        DESK,
        inputs(&[("panel", 1, "glass"), ("panel", 2, "film"), ("panel", 2, "foil"), ("glass", 1, "sand")]),
    );
    world.accept(
        DESK,
        supplies(&[
            ("near", "panel"),
            ("beside", "glass"),
            ("north", "film"),
            ("far", "foil"),
            ("far", "sand"),
        ]),
    );
    world
}

#[test]
fn scopes_lie_in_each_other_and_none_gets_lost() {
    let mut world = World::new();
    let activate = |change: fn(&mut ScopeList)| {
        let mut scopes = scopes();
        change(&mut scopes);
        RegionCommand::ActivateScopes { scopes }
    };
    world.refuse(CLERK, activate(|_| ()), "NOT_PERMITTED");
    world.refuse(DESK, activate(|list| list.source.clear()), "SCOPES_CONTENT");
    world.refuse(DESK, activate(|list| list.home = "nowhere".to_owned()), "SCOPES_CONTENT");
    world.refuse(DESK, activate(|list| list.scopes[0].parent = None), "SCOPES_CONTENT");
    world.refuse(DESK, activate(|list| list.scopes[0].parent = Some("x".to_owned())), "SCOPES_CONTENT");
    world.refuse(DESK, activate(|list| list.scopes[0].code = "has blank".to_owned()), "SCOPES_CONTENT");
    world.refuse(DESK, activate(|list| list.scopes[0].code = "jjj".to_owned()), "SCOPES_CONTENT");
    let circle = |list: &mut ScopeList| list.scopes[2].parent = Some("etown".to_owned());
    world.refuse(DESK, activate(circle), "SCOPES_CONTENT");
    world.accept(DESK, activate(|_| ()));
    let without = |list: &mut ScopeList| drop(list.scopes.remove(1));
    world.refuse(DESK, activate(without), "SCOPE_REMOVED");
    let scopes = &world.state.scopes;
    let outwards: Vec<_> = scopes.outwards("etown").iter().map(|scope| scope.code.clone()).collect();
    assert_eq!(outwards, ["etown", "around", "jjj", "china"]);
    assert!(scopes.is_within("neighbour", "around") && !scopes.is_within("neighbour", "etown"));
    assert!(!scopes.is_within("nowhere", "china"));
}

#[test]
fn products_firms_and_statements_name_what_is_known() {
    let mut world = with_panels();
    world.refuse(CLERK, products(&["a"]), "NOT_PERMITTED");
    world.refuse(DESK, products(&["a", "a"]), "PRODUCT_CONTENT");
    world.refuse(DESK, products(&["has blank"]), "PRODUCT_CONTENT");
    let short = Product { hs_code: Some("8524".parse().unwrap()), ..product("a") };
    world.refuse(DESK, RegionCommand::ImportProducts { products: vec![short] }, "PRODUCT_CONTENT");
    world.refuse(DESK, firms(&[("a", "etown"), ("a", "etown")]), "FIRM_CONTENT");
    world.refuse(DESK, firms(&[("a", "nowhere")]), "UNKNOWN_SCOPE");
    let linked = |code: &str, enterprise: EnterpriseId| RegionCommand::ImportFirms {
        firms: vec![Firm { enterprise: Some(enterprise), ..firm(code, "etown") }],
    };
    let own = world.enterprise_of(CLERK);
    world.refuse(DESK, linked("a", EnterpriseId::from_raw(9)), "UNKNOWN_ENTERPRISE");
    world.accept(DESK, linked("a", own));
    world.refuse(DESK, linked("b", own), "FIRM_ENTERPRISE");
    world.accept(DESK, linked("a", own));
    world.accept(DESK, firms(&[("a", "etown")]));
    assert!(world.state.region.firm_of(own).is_none(), "a row with a known code replaces it");
    world.refuse(DESK, inputs(&[("panel", 1, "nothing")]), "UNKNOWN_PRODUCT");
    world.refuse(DESK, inputs(&[("nothing", 1, "glass")]), "UNKNOWN_PRODUCT");
    world.refuse(DESK, inputs(&[("panel", 1, "panel")]), "INPUT_OF_ITSELF");
    world.refuse(DESK, inputs(&[("panel", 0, "glass")]), "INPUT_CONTENT");
    world.refuse(DESK, inputs(&[("panel", 1, "glass"), ("panel", 1, "glass")]), "INPUT_CONTENT");
    world.refuse(DESK, supplies(&[("nobody", "glass")]), "UNKNOWN_FIRM");
    world.refuse(DESK, supplies(&[("near", "nothing")]), "UNKNOWN_PRODUCT");
    world.refuse(DESK, supplies(&[("near", "glass"), ("near", "glass")]), "INPUT_CONTENT");
    let mut vague = supply("near", "glass");
    vague.evidence.text = "?".to_owned();
    let refusal =
        world.refuse(DESK, RegionCommand::StateSupplies { supplies: vec![vague] }, "EVIDENCE_CONTENT");
    assert_eq!(refusal.field.as_deref(), Some("supplies[0].evidence.text"));
}

#[test]
fn a_statement_is_withdrawn_with_a_reason() {
    let mut world = with_panels();
    let input = |input: &str, reason: &str| RegionCommand::WithdrawInput {
        product: "panel".to_owned(),
        group: 2,
        input: input.to_owned(),
        reason: reason.to_owned(),
    };
    let supply = |firm: &str, reason: &str| RegionCommand::WithdrawSupply {
        firm: firm.to_owned(),
        product: "panel".to_owned(),
        reason: reason.to_owned(),
    };
    world.refuse(DESK, input("glass", "misread"), "UNKNOWN_EDGE");
    world.refuse(DESK, input("film", ""), "STATEMENT_REASON");
    world.refuse(DESK, supply("far", "misread"), "UNKNOWN_EDGE");
    world.refuse(DESK, supply("near", ""), "STATEMENT_REASON");
    world.accept(DESK, input("film", "misread"));
    assert_eq!(world.state.region.groups_of("panel").count(), 2);
    world.accept(DESK, input("foil", "misread"));
    assert_eq!(world.state.region.groups_of("panel").count(), 1, "an empty group is needed no more");
    world.accept(DESK, supply("near", "misread"));
    assert_eq!(world.state.region.suppliers_of("panel").count(), 0);
}

#[test]
fn a_hundred_thousand_products_come_in_many_commands_but_not_in_one() {
    let mut world = furnished();
    let rows: Vec<Product> = (0..100_000).map(|number| product(&format!("p{number:06}"))).collect();
    let all = RegionCommand::ImportProducts { products: rows.clone() };
    let refusal = world.refuse(DESK, all, "TOO_MANY_CHAIN_ROWS");
    assert_eq!(refusal.largest_accepted.as_deref(), Some("1000"));
    world.refuse(DESK, RegionCommand::ImportProducts { products: vec![] }, "TOO_MANY_CHAIN_ROWS");
    let mut state = world.state.clone();
    for (number, rows) in rows.chunks(1_000).enumerate() {
        let command = Command::Region(RegionCommand::ImportProducts { products: rows.to_vec() });
        let mut context = Context {
            actor: user(DESK),
            now: world.now,
            business_date: world.today(),
            position: 100 + u64::try_from(number).unwrap(),
            digest: etown_domain::kernel::reports::MessageDigest(number.to_string()),
            examined: etown_domain::exchange::Examined::Nothing,
            fresh: FreshIds::from_base(1 << 90),
        };
        let Ok(Decision::Events(events)) = decide(&state, &command, &mut context) else {
            panic!("a thousand rows are accepted")
        };
        for event in &events {
            state.evolve(event);
        }
    }
    assert_eq!(state.region.products().count(), 100_000);
}

fn chain(nodes: &[(&str, u32, bool)]) -> Chain {
    let node = |(product, weight, is_required): &(&str, u32, bool)| ChainNode {
        product: (*product).to_owned(),
        weight: *weight,
        is_required: *is_required,
    };
    Chain {
        code: "display".to_owned(),
        name: "显示产业链".to_owned(),
        name_english: "display chain".to_owned(),
        source: "test".to_owned(),
        nodes: nodes.iter().map(node).collect(),
    }
}

#[test]
fn a_chain_is_as_complete_as_its_nodes_have_suppliers_in_each_scope() {
    let mut world = with_panels();
    let define = |chain: Chain| RegionCommand::DefineChain { chain };
    let good = || chain(&[("panel", 40, true), ("glass", 30, true), ("film", 20, true), ("sand", 10, false)]);
    world.refuse(CLERK, define(good()), "NOT_PERMITTED");
    world.refuse(DESK, define(Chain { source: String::new(), ..good() }), "CHAIN_CONTENT");
    world.refuse(DESK, define(chain(&[("panel", 0, true)])), "CHAIN_CONTENT");
    world.refuse(DESK, define(chain(&[("panel", 1_000_001, true)])), "CHAIN_CONTENT");
    world.refuse(DESK, define(chain(&[("panel", 1, true), ("panel", 1, true)])), "CHAIN_CONTENT");
    world.refuse(DESK, define(chain(&[("nothing", 1, true)])), "UNKNOWN_PRODUCT");
    assert_eq!(world.state.region.chain("display").unwrap_err().code.text, "UNKNOWN_CHAIN");
    world.accept(DESK, define(good()));
    let chain = world.state.region.chain("display").unwrap();
    let links = chain_links(&world.state.region, &world.state.scopes, chain, "etown");
    let counts: Vec<_> = links.nodes.iter().map(|node| node.suppliers.clone()).collect();
    assert_eq!(counts, [[1, 1, 1, 1], [0, 1, 1, 1], [0, 0, 1, 1], [0, 0, 0, 1]]);
    let standings: Vec<_> = counts.iter().map(|count| standing(count, 1)).collect();
    let missing = |largest| Standing::Missing { largest };
    assert_eq!(standings, [Standing::Weak, missing(0), missing(1), missing(2)]);
    let zone = completeness(&links.nodes, 0, 1);
    assert_eq!((zone.by_count(), zone.by_weight()), (Ratio::new(1, 4).ok(), Ratio::new(2, 5).ok()));
    assert_eq!((zone.missing_required, zone.missing_optional, zone.weak), (vec![1, 2], vec![3], vec![0]));
    let nation = completeness(&links.nodes, 3, 1);
    assert_eq!(nation.by_weight(), Ratio::new(1, 1).ok());
    assert_eq!(standing(&[2, 2], 1), Standing::Sound);
    assert_eq!(completeness(&[], 0, 1).by_count(), None);
}

#[test]
fn an_enterprise_declares_what_it_supplies_and_the_desk_makes_it_an_edge() {
    let mut world = with_panels();
    let own = world.enterprise_of(CLERK);
    let declare = |product: &str| RegionCommand::DeclareSupply {
        enterprise: own,
        product: product.to_owned(),
        evidence: evidence("2026-02-01"),
    };
    let declared = |events: &[Event]| match events {
        [Event::Region(RegionEvent::SupplyDeclared(declared)), ..] => declared.id,
        other => panic!("one supply is declared, not {other:?}"),
    };
    world.refuse(OTHER_CLERK, declare("glass"), "NOT_PERMITTED");
    world.refuse(CLERK, declare("nothing"), "UNKNOWN_PRODUCT");
    let first = declared(&world.accept(CLERK, declare("glass")));
    world.refuse(CLERK, declare("glass"), "SUPPLY_DECLARED");
    let confirm = |supply| RegionCommand::ConfirmSupply { supply };
    let send_back = |supply, reason: &str| RegionCommand::ReturnSupply { supply, reason: reason.to_owned() };
    world.refuse(CLERK, confirm(first), "NOT_PERMITTED");
    world.refuse(DESK, confirm(SupplyId::from_raw(9)), "UNKNOWN_SUPPLY");
    world.refuse(DESK, send_back(first, ""), "STATEMENT_REASON");
    world.accept(DESK, send_back(first, "no delivery note"));
    world.refuse(DESK, confirm(first), "SUPPLY_STATUS");
    assert_eq!(world.state.region.declaration(first).unwrap().status, SupplyStatus::Returned);
    let second = declared(&world.accept(CLERK, declare("glass")));
    let before = world.state.region.suppliers_of("glass").count();
    world.accept(DESK, confirm(second));
    assert_eq!(world.state.region.suppliers_of("glass").count(), before + 1);
    assert_eq!(world.state.worklist.open().count(), 0);
    let firm = world.state.region.firm_of(own).expect("the enterprise is a firm of the register now");
    assert_eq!(firm.scope, "etown");
    let edge = world.state.region.suppliers_of("glass").find(|(found, _)| found.code == firm.code).unwrap();
    let position = world.state.region.declaration(second).unwrap().position;
    assert_eq!(edge.1.evidence.receipt_position, Some(position), "the edge rests on the declaration's entry");
    world.refuse(CLERK, declare("glass"), "SUPPLY_DECLARED");
    let third = declared(&world.accept(CLERK, declare("sand")));
    let grant = etown_domain::ZoneCommand::GrantRole {
        user: etown_values::UserId::from_raw(CLERK),
        role: etown_domain::Role::InvestmentOfficer,
        scope: etown_domain::kernel::access::GrantScope::Zone,
    };
    world.accept(ADMINISTRATOR, grant);
    world.refuse(CLERK, confirm(third), "MAKER_IS_CHECKER");
}

#[test]
fn without_scopes_a_declared_supply_has_no_place_to_be() {
    let mut world = World::new();
    let own = world.enterprise_of(CLERK);
    world.accept(DESK, products(&["glass"]));
    let declare = RegionCommand::DeclareSupply {
        enterprise: own,
        product: "glass".to_owned(),
        evidence: evidence("2026-02-01"),
    };
    let events = world.accept(CLERK, declare);
    let [Event::Region(RegionEvent::SupplyDeclared(declared)), ..] = &events[..] else { panic!("declared") };
    world.refuse(DESK, RegionCommand::ConfirmSupply { supply: declared.id }, "UNKNOWN_SCOPE");
    // The desk may have given the enterprise's own code to another firm.
    world.accept(DESK, RegionCommand::ActivateScopes { scopes: scopes() });
    let code = world.state.parties.enterprise(own).unwrap().credit_code.to_string();
    world.accept(DESK, firms(&[(&code, "etown")]));
    world.refuse(DESK, RegionCommand::ConfirmSupply { supply: declared.id }, "FIRM_CONTENT");
    assert!(matches!(user(CLERK), Actor::User(_)));
}

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
    world.approved_list(book, content(Movement::Import, vec![line(1, super::support::CHIP, "2")]));
    let found = import_substitution(&world.state, "etown", world.today()).unwrap();
    let chip = found.iter().find(|code| code.code.as_str() == "854231").expect("chips were imported");
    assert_eq!((chip.importers, chip.join, chip.enterprises), (1, Join::Unmapped, 0));
    assert!(chip.products.is_empty());
}
