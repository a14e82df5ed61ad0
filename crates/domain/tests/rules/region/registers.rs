//! The registers of scopes, products and firms, and the statements that join them.

use etown_domain::kernel::scopes::ScopeList;
use etown_domain::region::RegionCommand;
use etown_domain::region::product::{Firm, Product};
use etown_domain::{Command, Context, Decision, FreshIds, decide};
use etown_values::EnterpriseId;

use super::super::industry::{furnished, scopes};
use super::super::support::{CLERK, INVESTMENT_OFFICER as DESK, World, user};
use super::samples::{firm, firms, inputs, product, products, supplies, supply, with_panels};

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
