//! What an enterprise says it supplies, and what the desk makes of it.

use etown_domain::region::supply::SupplyStatus;
use etown_domain::region::{RegionCommand, RegionEvent};
use etown_domain::{Actor, Event};
use etown_values::SupplyId;

use super::super::industry::{evidence, scopes};
use super::super::support::{ADMINISTRATOR, CLERK, INVESTMENT_OFFICER as DESK, OTHER_CLERK, World, user};
use super::samples::{firms, products, with_panels};

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
