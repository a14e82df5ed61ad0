//! Rules about how research becomes a product: disclosures, assessments and contracts.

mod products;

use etown_domain::kernel::access::{GrantScope, Role};
use etown_domain::technology::contract::{ContractContent, ContractKind};
use etown_domain::technology::disclosure::{
    Assessment, AssessmentOutcome, DisclosureContent, DisclosureKind, DisclosureStatus, Holder,
    ReadinessLevel,
};
use etown_domain::technology::income_tax::{Relief, effect, tax_year};
use etown_domain::technology::{TechnologyCommand as Command, TechnologyEvent};
use etown_domain::{Event, ZoneCommand};
use etown_values::{Currency, DisclosureId, EnterpriseId, Money, Ratio, TechnologyContractId};
use proptest::prelude::*;

use super::support::{
    ADMINISTRATOR, CLERK, GATE, INVESTMENT_OFFICER as OFFICER, LAND_OFFICER, OTHER_CLERK, World, date,
    setting,
};

const OTHER_OFFICER: u128 = 23;

fn world() -> World {
    let mut world = World::new();
    world.register(OTHER_OFFICER, (Role::InvestmentOfficer, GrantScope::Zone));
    let parameters = vec![
        setting("technology.assessment.days", "90"),
        setting("technology.assessment.in_working_days", "0"),
        setting("technology.assessment.deferral_days_max", "365"),
        setting("technology.income_tax.rate", "0.25"),
        setting("technology.income_tax.exempt_to_yuan", "5000000"),
        setting("technology.income_tax.share_of_excess", "0.5"),
        setting("technology.income_tax.licence_months_min", "60"),
    ];
    world.accept(ADMINISTRATOR, ZoneCommand::ActivateParameters { parameters });
    world
}

fn yuan(text: &str) -> Money {
    Money::parse(text, Currency::CNY).unwrap()
}

fn owned(owner: Holder) -> DisclosureContent {
    DisclosureContent {
        title: "Invented coating".to_owned(),
        kind: DisclosureKind::Invention,
        field: "thin films".to_owned(),
        owner,
    }
}

fn disclose(world: &mut World, maker: u128, content: DisclosureContent) -> DisclosureId {
    let events = world.accept(maker, Command::Disclose { content });
    match &events[..] {
        [Event::Technology(TechnologyEvent::TechnologyDisclosed { disclosure, .. }), ..] => *disclosure,
        other => panic!("one disclosure is made, not {other:?}"),
    }
}

fn assess(disclosure: DisclosureId, outcome: AssessmentOutcome) -> Command {
    let level = ReadinessLevel::try_from(6).unwrap();
    let (evidence, reason) = ("report of the pilot line".to_owned(), "customers wait for it".to_owned());
    let assessment = Assessment { level, evidence, outcome, reason };
    Command::AssessDisclosure { disclosure, revision: None, assessment }
}

/// An accepted disclosure of the clerk's enterprise.
fn accepted(world: &mut World) -> DisclosureId {
    let owner = Holder::Enterprise(world.enterprise_of(CLERK));
    let disclosure = disclose(world, CLERK, owned(owner));
    world.accept(OFFICER, assess(disclosure, AssessmentOutcome::Accepted));
    disclosure
}

fn paper(disclosure: DisclosureId, number: &str) -> ContractContent {
    ContractContent {
        disclosure,
        kind: ContractKind::Transfer,
        number: number.to_owned(),
        recipient: Holder::Outside("Nowhere Coatings AG".to_owned()),
        signed_on: date("2026-03-01"),
        total_price: yuan("9000000"),
        technology_price: yuan("8000000"),
        licence_months: None,
    }
}

fn file(world: &mut World, content: ContractContent) -> TechnologyContractId {
    let events = world.accept(CLERK, Command::FileContract { content });
    match &events[..] {
        [Event::Technology(TechnologyEvent::ContractFiled { contract, .. }), ..] => *contract,
        other => panic!("one contract is filed, not {other:?}"),
    }
}

fn register(contract: TechnologyContractId) -> Command {
    Command::RegisterContract { contract, revision: None }
}

fn income(contract: TechnologyContractId, on: &str, amount: &str) -> Command {
    let amount = yuan(amount);
    Command::ReportIncome { contract, revision: None, received_on: date(on), amount }
}

#[test]
fn a_disclosure_is_assessed_by_a_second_person_within_a_term_that_may_be_put_off_once_and_again_but_not_for_ever()
 {
    let mut world = world();
    let owner = Holder::Enterprise(world.enterprise_of(CLERK));
    let with = |content| Command::Disclose { content };
    world.refuse(GATE, with(owned(owner.clone())), "NOT_PERMITTED");
    world.refuse(LAND_OFFICER, with(owned(owner.clone())), "NOT_PERMITTED");
    world.refuse(OTHER_CLERK, with(owned(owner.clone())), "UNKNOWN_ENTERPRISE");
    world.refuse(CLERK, with(owned(Holder::Outside("Invented University".to_owned()))), "UNKNOWN_ENTERPRISE");
    world.refuse(OFFICER, with(owned(Holder::Enterprise(EnterpriseId::from_raw(9)))), "UNKNOWN_ENTERPRISE");
    world.refuse(OFFICER, with(owned(Holder::Outside(" ".to_owned()))), "DISCLOSURE_TEXT");
    let untitled = DisclosureContent { title: String::new(), ..owned(owner.clone()) };
    world.refuse(CLERK, with(untitled), "DISCLOSURE_TEXT");
    let disclosure = disclose(&mut world, CLERK, owned(owner));
    let found = |world: &World| world.state.technology.disclosure(disclosure).unwrap().clone();
    assert_eq!(found(&world).assess_by(), Some(date("2026-05-31")));
    world.refuse(CLERK, assess(disclosure, AssessmentOutcome::Accepted), "NOT_PERMITTED");
    let nothing = assess(DisclosureId::from_raw(9), AssessmentOutcome::Accepted);
    world.refuse(OFFICER, nothing, "UNKNOWN_DISCLOSURE");
    let put_off = |until: &str| assess(disclosure, AssessmentOutcome::Deferred { until: date(until) });
    world.refuse(OFFICER, put_off("2026-03-02"), "DEFERRAL");
    let refusal = world.refuse(OFFICER, put_off("2027-06-01"), "DEFERRAL");
    assert_eq!(refusal.largest_accepted.as_deref(), Some("2027-05-31"));
    world.accept(OFFICER, put_off("2026-09-01"));
    assert_eq!((found(&world).status(), found(&world).revision), (DisclosureStatus::Deferred, 2));
    world.refuse(OFFICER, put_off("2027-06-01"), "DEFERRAL");
    assert_eq!(world.state.worklist.open().count(), 1, "what is put off still waits");
    let stale = match assess(disclosure, AssessmentOutcome::Declined) {
        Command::AssessDisclosure { disclosure, assessment, .. } => {
            Command::AssessDisclosure { disclosure, revision: Some(1), assessment }
        }
        other => other,
    };
    world.refuse(OFFICER, stale, "STALE_REVISION");
    world.accept(OFFICER, assess(disclosure, AssessmentOutcome::Declined));
    world.refuse(OFFICER, assess(disclosure, AssessmentOutcome::Accepted), "DISCLOSURE_STATUS");
    assert_eq!(world.state.worklist.open().count(), 0);
    let own = disclose(&mut world, OFFICER, owned(Holder::Outside("Invented University".to_owned())));
    world.refuse(OFFICER, assess(own, AssessmentOutcome::Accepted), "MAKER_IS_CHECKER");
    world.accept(OTHER_OFFICER, assess(own, AssessmentOutcome::Accepted));
    assert!(ReadinessLevel::try_from(0).is_err() && ReadinessLevel::try_from(10).is_err());
}

#[test]
fn a_term_in_working_days_says_that_an_unpublished_year_was_guessed() {
    let mut world = world();
    let in_days = |unit: &str, days: &str| {
        let unit = setting("technology.assessment.in_working_days", unit);
        vec![unit, setting("technology.assessment.days", days)]
    };
    world.accept(ADMINISTRATOR, ZoneCommand::ActivateParameters { parameters: in_days("1", "5") });
    let owner = Holder::Enterprise(world.enterprise_of(CLERK));
    let disclosure = disclose(&mut world, CLERK, owned(owner.clone()));
    let term = world.state.technology.disclosure(disclosure).unwrap().term.clone();
    assert_eq!((term.last_day, term.is_provisional), (date("2026-03-09"), true));
    world.accept(ADMINISTRATOR, ZoneCommand::ActivateParameters { parameters: in_days("0", "99999") });
    world.refuse(CLERK, Command::Disclose { content: owned(owner) }, "ASSESSMENT_TERM");
}

#[test]
fn a_contract_is_about_an_accepted_disclosure_and_its_prices_fit_together() {
    let mut world = world();
    let owner = Holder::Enterprise(world.enterprise_of(CLERK));
    let waiting = disclose(&mut world, CLERK, owned(owner.clone()));
    let filing = |content| Command::FileContract { content };
    world.refuse(CLERK, filing(paper(waiting, "C-1")), "DISCLOSURE_NOT_ACCEPTED");
    let disclosure = accepted(&mut world);
    world.refuse(GATE, filing(paper(disclosure, "C-1")), "NOT_PERMITTED");
    world.refuse(OTHER_CLERK, filing(paper(disclosure, "C-1")), "UNKNOWN_DISCLOSURE");
    let with = |change: &dyn Fn(&mut ContractContent)| {
        let mut changed = paper(disclosure, "C-1");
        change(&mut changed);
        Command::FileContract { content: changed }
    };
    world.refuse(
        CLERK,
        with(&|content| content.disclosure = DisclosureId::from_raw(9)),
        "UNKNOWN_DISCLOSURE",
    );
    world.refuse(CLERK, with(&|content| content.number = " ".to_owned()), "CONTRACT_TEXT");
    world.refuse(CLERK, with(&|content| content.recipient = owner.clone()), "CONTRACT_PARTIES");
    world.refuse(CLERK, with(&|content| content.signed_on = date("2026-03-03")), "CONTRACT_DATE");
    world.refuse(CLERK, with(&|content| content.technology_price = yuan("0")), "CONTRACT_PRICE");
    let dollars = Money::parse("9000000", Currency::USD).unwrap();
    world.refuse(CLERK, with(&|content| content.total_price = dollars), "CONTRACT_PRICE");
    let dear = with(&|content| content.technology_price = yuan("9000000.01"));
    let refusal = world.refuse(CLERK, dear, "TECHNOLOGY_PRICE");
    assert_eq!(refusal.largest_accepted.as_deref(), Some("9000000.00"));
    world.refuse(CLERK, with(&|content| content.licence_months = Some(60)), "LICENCE_TERM");
    world.refuse(CLERK, with(&|content| content.kind = ContractKind::Licence), "LICENCE_TERM");
    world.accept(CLERK, with(&|content| content.technology_price = yuan("9000000")));
}

#[test]
fn a_contract_is_registered_once_and_by_another_person() {
    let mut world = world();
    let disclosure = accepted(&mut world);
    let contract = file(&mut world, paper(disclosure, "C-1"));
    let again = Command::FileContract { content: paper(disclosure, " C-1 ") };
    world.refuse(CLERK, again.clone(), "CONTRACT_NUMBER_TAKEN");
    world.refuse(CLERK, register(contract), "NOT_PERMITTED");
    world.refuse(OFFICER, register(TechnologyContractId::from_raw(9)), "UNKNOWN_TECHNOLOGY_CONTRACT");
    world.refuse(CLERK, income(contract, "2026-03-02", "1"), "CONTRACT_NOT_REGISTERED");
    world.accept(OFFICER, register(contract));
    let refusal = world.refuse(OFFICER, register(contract), "CONTRACT_REGISTERED");
    let registration = world.state.technology.contract(contract).unwrap().registration.clone().unwrap();
    assert_eq!((registration.number.as_str(), refusal.cites), ("TC-2026-00001", Some(registration.position)));
    world.refuse(CLERK, again, "CONTRACT_NUMBER_TAKEN");
    let events = world.accept(OFFICER, Command::FileContract { content: paper(disclosure, "C-2") });
    let [Event::Technology(TechnologyEvent::ContractFiled { contract: own, .. }), ..] = &events[..] else {
        panic!("one contract is filed, not {events:?}");
    };
    let own = *own;
    world.refuse(OFFICER, register(own), "MAKER_IS_CHECKER");
    let back = |reason: &str| {
        let reason = reason.to_owned();
        Command::ReturnContract { contract: own, revision: None, reason }
    };
    world.refuse(OTHER_OFFICER, back(""), "CONTRACT_TEXT");
    world.accept(OTHER_OFFICER, back("the technology price is not told apart"));
    world.refuse(OTHER_OFFICER, register(own), "CONTRACT_RETURNED");
    let anew = file(&mut world, paper(disclosure, "C-2"));
    world.accept(OFFICER, register(anew));
    let registration = world.state.technology.contract(anew).unwrap().registration.clone().unwrap();
    assert_eq!(registration.number, "TC-2026-00002");
    assert_eq!(world.state.worklist.open().count(), 0);
}

#[test]
fn the_income_of_a_year_is_added_over_contracts_and_only_transfer_counts() {
    let mut world = world();
    let disclosure = accepted(&mut world);
    let mut contract = |number: &str, kind, licence_months| {
        let content = ContractContent { kind, licence_months, ..paper(disclosure, number) };
        let contract = file(&mut world, content);
        world.accept(OFFICER, register(contract));
        contract
    };
    let transfer = contract("C-1", ContractKind::Transfer, None);
    let long = contract("C-2", ContractKind::Licence, Some(60));
    let short = contract("C-3", ContractKind::Licence, Some(59));
    let service = contract("C-4", ContractKind::Service, None);
    world.pass_days(330);
    world.refuse(OTHER_CLERK, income(transfer, "2026-04-01", "1"), "UNKNOWN_TECHNOLOGY_CONTRACT");
    world.refuse(GATE, income(transfer, "2026-04-01", "1"), "NOT_PERMITTED");
    world.refuse(CLERK, income(transfer, "2026-02-28", "1"), "CONTRACT_DATE");
    world.refuse(CLERK, income(transfer, "2028-02-28", "1"), "CONTRACT_DATE");
    world.refuse(CLERK, income(transfer, "2026-04-01", "-1"), "CONTRACT_PRICE");
    // Reported out of order: the year is added up by the days on which income came.
    world.accept(CLERK, income(long, "2026-09-01", "4000000.00"));
    world.accept(CLERK, income(transfer, "2026-04-01", "3000000"));
    world.accept(CLERK, income(transfer, "2026-12-31", "0.01"));
    world.accept(CLERK, income(short, "2026-05-01", "1000000"));
    world.accept(CLERK, income(service, "2026-05-02", "1000000"));
    world.accept(CLERK, income(transfer, "2027-01-01", "5000000"));
    let enterprise = world.enterprise_of(CLERK);
    let year = tax_year(&world.state, enterprise, 2026).unwrap();
    let lines: Vec<_> =
        year.lines.iter().map(|line| (line.counts, line.cumulative_fen, line.tax_fen)).collect();
    let wanted = [
        (true, 300_000_000, 0),
        (false, 300_000_000, 0),
        (false, 300_000_000, 0),
        (true, 700_000_000, 25_000_000),
        (true, 700_000_001, 0),
    ];
    assert_eq!(lines, wanted);
    assert_eq!((year.effect.tax_fen, year.effect.without_relief_fen), (25_000_000, 175_000_000));
    assert_eq!(tax_year(&world.state, enterprise, 2027).unwrap().effect.tax_fen, 0);
    let before = tax_year(&world.state, enterprise, 2019).unwrap_err();
    assert_eq!(before.code.text, "NO_VALUE_IN_FORCE");
    // What a university outside the zone earns is not taxed here.
    let outside =
        disclose(&mut world, OTHER_OFFICER, owned(Holder::Outside("Invented University".to_owned())));
    world.accept(OFFICER, assess(outside, AssessmentOutcome::Accepted));
    let events = world.accept(OFFICER, Command::FileContract { content: paper(outside, "U-1") });
    let [Event::Technology(TechnologyEvent::ContractFiled { contract, .. }), ..] = &events[..] else {
        panic!("one contract is filed, not {events:?}");
    };
    let contract = *contract;
    world.accept(OTHER_OFFICER, register(contract));
    world.refuse(OFFICER, income(contract, "2026-04-01", "1"), "CONTRACT_PARTIES");
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 256, ..ProptestConfig::default() })]

    /// Relief never makes a tax negative or larger, and more income is never taxed less.
    #[test]
    fn relief_only_relieves(income in 0_i128..2_000_000_000, more in 0_i128..1_000_000_000) {
        let relief = Relief {
            rate: Ratio::new(1, 4).unwrap(),
            exempt_to_fen: 500_000_000,
            share_of_excess: Ratio::new(1, 2).unwrap(),
        };
        let one = effect(income, &relief).unwrap();
        prop_assert!(0 <= one.tax_fen && one.tax_fen <= one.without_relief_fen);
        prop_assert_eq!(one.exempt_fen + one.excess_fen, income);
        prop_assert!(effect(income + more, &relief).unwrap().tax_fen >= one.tax_fen);
    }
}
