//! Into which product the technology of a contract goes: stated by a party or the desk, withdrawn with a reason.

use etown_domain::Event;
use etown_domain::region::RegionCommand;
use etown_domain::region::product::Product;
use etown_domain::technology::{TechnologyCommand as Command, TechnologyEvent};
use etown_values::TechnologyContractId;

use super::super::industry::evidence;
use super::super::support::{CLERK, GATE, INVESTMENT_OFFICER as OFFICER, OTHER_CLERK, World};
use super::{accepted, file, paper, register, world};
use crate::support::AUDITOR;

fn state(contract: TechnologyContractId, product: &str) -> Command {
    let (product, evidence) = (product.to_owned(), evidence("2026-02-01"));
    Command::StateProduct { contract, revision: None, product, evidence }
}

fn withdraw(contract: TechnologyContractId, product: &str, reason: &str) -> Command {
    let (product, reason) = (product.to_owned(), reason.to_owned());
    Command::WithdrawProduct { contract, revision: None, product, reason }
}

fn with_products(count: usize) -> (World, TechnologyContractId) {
    let mut world = world();
    let disclosure = accepted(&mut world);
    let contract = file(&mut world, paper(disclosure, "T-1"));
    let product = |number: usize| Product {
        code: format!("p{number}"),
        name: "虚构产品".to_owned(),
        name_english: "Invented product".to_owned(),
        hs_code: None,
    };
    let products = (0..count).map(product).collect();
    world.accept(OFFICER, RegionCommand::ImportProducts { products });
    (world, contract)
}

fn products_of(world: &World, contract: TechnologyContractId) -> Vec<String> {
    world.state.technology.contract(contract).unwrap().products.keys().cloned().collect()
}

#[test]
fn a_party_or_the_desk_says_into_which_products_a_contract_goes() {
    let (mut world, contract) = with_products(3);
    for stranger in [GATE, AUDITOR] {
        world.refuse(stranger, state(contract, "p0"), "NOT_PERMITTED");
    }
    world.refuse(OTHER_CLERK, state(contract, "p0"), "UNKNOWN_TECHNOLOGY_CONTRACT");
    let nothing = TechnologyContractId::from_raw(9);
    world.refuse(OFFICER, state(nothing, "p0"), "UNKNOWN_TECHNOLOGY_CONTRACT");
    let stale = Command::StateProduct {
        contract,
        revision: Some(7),
        product: "p0".to_owned(),
        evidence: evidence("2026-02-01"),
    };
    world.refuse(CLERK, stale, "STALE_REVISION");
    world.refuse(CLERK, state(contract, "nothing"), "UNKNOWN_PRODUCT");
    let vague = Command::StateProduct {
        contract,
        revision: None,
        product: "p0".to_owned(),
        evidence: evidence("2030-01-01"),
    };
    world.refuse(CLERK, vague, "EVIDENCE_CONTENT");
    let position = world.position;
    let events = world.accept(CLERK, state(contract, "p1"));
    let [Event::Technology(TechnologyEvent::ProductStated { stated, parties, .. })] = &events[..] else {
        panic!("stated: {events:?}")
    };
    assert_eq!((stated.position, parties.len()), (position, 1));
    let refusal = world.refuse(OFFICER, state(contract, "p1"), "CONTRACT_PRODUCT_STATED");
    assert_eq!(refusal.cites, Some(position));
    world.accept(OFFICER, state(contract, "p0"));
    assert_eq!(products_of(&world, contract), ["p0", "p1"]);
    let contracts: Vec<_> = world.state.technology.contracts_of("p1").map(|(found, _)| found.id).collect();
    assert_eq!(contracts, [contract]);
    assert_eq!(world.state.technology.contract(contract).unwrap().revision, 3);
}

#[test]
fn a_statement_about_a_contract_is_withdrawn_with_a_reason_and_a_returned_contract_goes_nowhere() {
    let (mut world, contract) = with_products(2);
    world.accept(CLERK, state(contract, "p1"));
    world.refuse(GATE, withdraw(contract, "p1", "misread"), "NOT_PERMITTED");
    world.refuse(OTHER_CLERK, withdraw(contract, "p1", "misread"), "UNKNOWN_TECHNOLOGY_CONTRACT");
    world.refuse(CLERK, withdraw(contract, "p0", "misread"), "UNKNOWN_CONTRACT_PRODUCT");
    world.refuse(CLERK, withdraw(contract, "p1", " "), "STATEMENT_REASON");
    world.accept(CLERK, withdraw(contract, "p1", "the trial failed"));
    assert_eq!(world.state.technology.contracts_of("p1").count(), 0);
    world.accept(OFFICER, register(contract));
    world.accept(CLERK, state(contract, "p1"));
    let disclosure = accepted(&mut world);
    let other = file(&mut world, paper(disclosure, "T-2"));
    let reason = "the price is missing".to_owned();
    world.accept(OFFICER, Command::ReturnContract { contract: other, revision: None, reason });
    world.refuse(CLERK, state(other, "p1"), "CONTRACT_RETURNED");
}

#[test]
fn a_contract_goes_into_fifty_products_and_no_more() {
    let (mut world, contract) = with_products(51);
    for number in 0..50 {
        world.accept(CLERK, state(contract, &format!("p{number}")));
    }
    let refusal = world.refuse(CLERK, state(contract, "p50"), "TOO_MANY_CONTRACT_PRODUCTS");
    assert_eq!(refusal.largest_accepted.as_deref(), Some("50"));
    world.accept(CLERK, withdraw(contract, "p7", "the trial failed"));
    world.accept(CLERK, state(contract, "p50"));
}
