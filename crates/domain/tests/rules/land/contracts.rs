//! Contracts with their permits and the proof of start.

use etown_domain::kernel::calendar::{CalendarYear, DeadlineStatus};
use etown_domain::kernel::parties::CreditClass;
use etown_domain::land::LandCommand as Command;
use etown_domain::land::contract::{ContractTerms, LandContractStatus, PermitKind};
use etown_domain::land::parcel::SupplyMode;
use etown_domain::land::state::permit_deadline;
use etown_domain::{Actor, Role, ZoneCommand};
use etown_values::{EnterpriseId, LandContractId, ParcelId, UserId};

use super::samples::{contracted, filing, new_world, rectangle, register, terms, yuan};
use crate::support::{ADMINISTRATOR, AUDITOR, CLERK, LAND_OFFICER, World, date, user};

fn with(world: &World, parcel: ParcelId, change: impl FnOnce(&mut ContractTerms)) -> Command {
    let mut terms = terms(world);
    change(&mut terms);
    Command::ConcludeContract { parcel, revision: None, terms }
}

fn permit(contract: LandContractId, kind: PermitKind, issued_on: &str) -> Command {
    let (number, issued_on) = (format!("{kind:?}-1"), date(issued_on));
    Command::RecordPermit { contract, revision: None, kind, number, issued_on }
}

fn foundation(contract: LandContractId, reached_on: &str) -> Command {
    let (reached_on, evidence) = (date(reached_on), "0a".repeat(32));
    Command::ReportFoundation { contract, revision: None, reached_on, evidence }
}

fn deliver(contract: LandContractId, delivered_on: &str) -> Command {
    Command::RecordDelivery { contract, revision: None, delivered_on: date(delivered_on) }
}

fn confirm(contract: LandContractId) -> Command {
    Command::ConfirmStart { contract, revision: None }
}

#[test]
fn a_contract_is_made_with_a_registered_enterprise_that_has_not_lost_its_credit() {
    let mut world = new_world();
    let parcel = register(&mut world, filing("L-001", rectangle(0, 0, 200, 200), "40000"));
    let good = with(&world, parcel, |_| ());
    world.refuse(CLERK, good.clone(), "NOT_PERMITTED");
    let unknown = with(&world, ParcelId::from_raw(9), |_| ());
    world.refuse(LAND_OFFICER, unknown, "UNKNOWN_PARCEL");
    let nobody = with(&world, parcel, |terms| terms.enterprise = EnterpriseId::from_raw(9));
    world.refuse(LAND_OFFICER, nobody, "UNKNOWN_ENTERPRISE");
    let enterprise = world.enterprise_of(CLERK);
    let class = |credit_class| ZoneCommand::ChangeCreditClass {
        enterprise,
        credit_class,
        reason: "as the court found".to_owned(),
    };
    world.accept(ADMINISTRATOR, class(CreditClass::Discredited));
    world.refuse(LAND_OFFICER, good.clone(), "ENTERPRISE_DISCREDITED");
    world.accept(ADMINISTRATOR, class(CreditClass::Normal));
    world.accept(LAND_OFFICER, good.clone());
    world.refuse(LAND_OFFICER, good, "PARCEL_STATUS");
    let second = register(&mut world, filing("L-002", rectangle(200, 0, 200, 200), "40000"));
    let again = with(&world, second, |_| ());
    world.refuse(LAND_OFFICER, again, "PARCEL_NUMBER_TAKEN");
}

#[test]
fn terms_of_a_contract_stay_within_what_its_supply_mode_allows() {
    let mut world = new_world();
    let parcel = register(&mut world, filing("L-001", rectangle(0, 0, 200, 200), "40000"));
    let refuse = |world: &mut World, code: &str, change: fn(&mut ContractTerms)| {
        let command = with(world, parcel, change);
        world.refuse(LAND_OFFICER, command, code)
    };
    refuse(&mut world, "PARCEL_TEXT", |terms| terms.number.clear());
    refuse(&mut world, "LAND_PRICE", |terms| terms.price = yuan("-1"));
    let refusal = refuse(&mut world, "LAND_TERM", |terms| terms.term_years = Some(21));
    assert_eq!(refusal.largest_accepted.as_deref(), Some("20"));
    refuse(&mut world, "LAND_TERM", |terms| terms.term_years = Some(0));
    refuse(&mut world, "LAND_TERM", |terms| terms.term_years = None);
    refuse(&mut world, "LAND_CONTRACT_DATES", |terms| terms.acquired_on = date("2026-03-03"));
    refuse(&mut world, "LAND_CONTRACT_DATES", |terms| terms.delivery_due = date("2026-02-09"));
    refuse(&mut world, "LAND_CONTRACT_DATES", |terms| terms.agreed_start = date("2026-02-19"));
    refuse(&mut world, "LAND_PRICE", |terms| terms.total_investment = yuan("0"));
    refuse(&mut world, "PERFORMANCE_TERMS", |terms| terms.performance.clear());
    refuse(&mut world, "PERFORMANCE_TERMS", |terms| terms.performance[0].clause.clear());
    refuse(&mut world, "PERFORMANCE_TERMS", |terms| terms.performance[0].target = "0".parse().unwrap());
    let twice = refuse(&mut world, "PERFORMANCE_TERMS", |terms| {
        let again = terms.performance[0].clone();
        terms.performance.push(again);
    });
    assert_eq!(twice.field.as_deref(), Some("performance[1]"));
    for (mode, most) in [(SupplyMode::Lease, Some("15")), (SupplyMode::LeaseThenGrant, None)] {
        let mut filing = filing(&format!("{mode:?}"), rectangle(200, 0, 200, 200), "40000");
        filing.supply_mode = mode;
        if mode == SupplyMode::LeaseThenGrant {
            filing.polygon = rectangle(400, 0, 200, 200);
        }
        let parcel = register(&mut world, filing);
        let command = with(&world, parcel, |terms| terms.term_years = Some(16));
        match most {
            Some(most) => {
                let refusal = world.refuse(LAND_OFFICER, command, "LAND_TERM");
                assert_eq!(refusal.largest_accepted.as_deref(), Some(most));
            }
            None => drop(world.accept(LAND_OFFICER, command)),
        }
    }
    let mut free = filing("L-004", rectangle(600, 0, 200, 200), "40000");
    (free.supply_mode, free.price) = (SupplyMode::Allocation, yuan("0"));
    let parcel = register(&mut world, free);
    let allocated = |world: &World, term_years| {
        with(world, parcel, |terms| {
            (terms.number, terms.price, terms.term_years) = ("LC-4".to_owned(), yuan("0"), term_years);
        })
    };
    let command = allocated(&world, Some(10));
    world.refuse(LAND_OFFICER, command, "LAND_TERM");
    let command = allocated(&world, None);
    world.accept(LAND_OFFICER, command);
}

#[test]
fn the_construction_permit_is_due_ten_working_days_after_the_land_was_acquired() {
    let mut world = new_world();
    let contract = contracted(&mut world);
    let due = |world: &World, contract| {
        permit_deadline(world.state.land.contract(contract).unwrap(), &world.state.calendar)
    };
    // Spring Festival lies between, with two weekend days worked.
    let found = due(&world, contract);
    assert_eq!((found.date, found.status.clone()), (date("2026-03-02"), DeadlineStatus::Firm));
    assert!(found.calendar_versions.contains(&"2026: test".to_owned()));
    // A calendar that changes later does not move a firm deadline.
    let late = CalendarYear { year: 2026, version: "corrected".to_owned(), days: Vec::new() };
    world.accept(ADMINISTRATOR, ZoneCommand::PublishCalendarYear { year: late });
    assert_eq!(due(&world, contract), found);
}

#[test]
fn a_deadline_in_a_year_without_a_calendar_is_provisional_until_it_is_published() {
    let mut world = new_world();
    world.pass_days(300);
    let parcel = register(&mut world, filing("L-001", rectangle(0, 0, 200, 200), "40000"));
    let command = with(&world, parcel, |terms| {
        (terms.acquired_on, terms.delivery_due, terms.agreed_start) =
            (date("2026-12-25"), date("2027-01-10"), date("2027-06-01"));
    });
    let contract = super::samples::concluded(&world.accept(LAND_OFFICER, command));
    let due =
        |world: &World| permit_deadline(world.state.land.contract(contract).unwrap(), &world.state.calendar);
    let found = due(&world);
    assert_eq!(found.status, DeadlineStatus::Provisional { unpublished_years: vec![2027] });
    assert_eq!(found.date, date("2027-01-08"));
    let day = |text| etown_domain::kernel::calendar::SpecialDay {
        date: date(text),
        kind: etown_domain::kernel::calendar::SpecialDayKind::DayOff,
        name: "元旦".to_owned(),
    };
    let year = CalendarYear { year: 2027, version: "late".to_owned(), days: vec![day("2027-01-01")] };
    world.accept(ADMINISTRATOR, ZoneCommand::PublishCalendarYear { year });
    let found = due(&world);
    assert_eq!((found.date, found.status), (date("2027-01-11"), DeadlineStatus::Firm));
}

#[test]
fn permits_come_in_any_order_and_each_once() {
    let mut world = new_world();
    let contract = contracted(&mut world);
    world.refuse(CLERK, permit(contract, PermitKind::Construction, "2026-02-20"), "NOT_PERMITTED");
    world.refuse(
        LAND_OFFICER,
        permit(LandContractId::from_raw(9), PermitKind::Construction, "2026-02-20"),
        "UNKNOWN_LAND_CONTRACT",
    );
    world.refuse(LAND_OFFICER, permit(contract, PermitKind::Construction, "2026-03-03"), "LAND_DATE");
    world.refuse(LAND_OFFICER, permit(contract, PermitKind::Construction, "2026-02-09"), "LAND_DATE");
    for kind in
        [PermitKind::Construction, PermitKind::Title, PermitKind::WorksPlanning, PermitKind::LandUsePlanning]
    {
        world.accept(LAND_OFFICER, permit(contract, kind, "2026-02-10"));
        world.refuse(LAND_OFFICER, permit(contract, kind, "2026-02-10"), "LAND_PERMIT_HELD");
    }
}

#[test]
fn a_start_is_proven_by_permit_and_foundation_and_seen_by_two_people() {
    let mut world = new_world();
    let contract = contracted(&mut world);
    world.refuse(CLERK, foundation(contract, "2026-03-01"), "LAND_CONTRACT_STATUS");
    world.refuse(LAND_OFFICER, deliver(contract, "2026-02-09"), "LAND_DATE");
    world.accept(LAND_OFFICER, deliver(contract, "2026-02-18"));
    world.refuse(LAND_OFFICER, deliver(contract, "2026-02-18"), "LAND_CONTRACT_STATUS");
    world.refuse(CLERK, foundation(contract, "2026-02-17"), "LAND_DATE");
    let unproven = Command::ReportFoundation {
        contract,
        revision: None,
        reached_on: date("2026-02-20"),
        evidence: "A".repeat(64),
    };
    world.refuse(CLERK, unproven, "EVIDENCE_DIGEST");
    world.refuse(LAND_OFFICER, confirm(contract), "FOUNDATION_STATE");
    world.accept(CLERK, foundation(contract, "2026-02-20"));
    assert_eq!(world.state.worklist.open().count(), 1);
    world.refuse(CLERK, foundation(contract, "2026-02-20"), "FOUNDATION_STATE");
    world.refuse(AUDITOR, confirm(contract), "NOT_PERMITTED");
    let back =
        |reason: &str| Command::ReturnFoundation { contract, revision: None, reason: reason.to_owned() };
    world.refuse(LAND_OFFICER, back(""), "REASON_MISSING");
    world.accept(LAND_OFFICER, back("the picture shows another place"));
    assert_eq!(world.state.worklist.open().count(), 0);
    world.accept(CLERK, foundation(contract, "2026-02-21"));
    world.refuse(LAND_OFFICER, confirm(contract), "CONSTRUCTION_PERMIT_MISSING");
    world.accept(LAND_OFFICER, permit(contract, PermitKind::Construction, "2026-02-28"));
    let stale = Command::ConfirmStart { contract, revision: Some(1) };
    world.refuse(LAND_OFFICER, stale, "STALE_REVISION");
    world.accept(LAND_OFFICER, confirm(contract));
    let found = world.state.land.contract(contract).unwrap();
    assert_eq!((found.status(), found.started_on), (LandContractStatus::Started, Some(date("2026-02-28"))));
    world.refuse(LAND_OFFICER, confirm(contract), "FOUNDATION_STATE");
}

#[test]
fn an_officer_who_acts_for_the_enterprise_does_not_confirm_its_own_report() {
    let mut world = new_world();
    let contract = contracted(&mut world);
    world.accept(LAND_OFFICER, deliver(contract, "2026-02-18"));
    world.accept(LAND_OFFICER, permit(contract, PermitKind::Construction, "2026-02-28"));
    let clerk = UserId::from_raw(CLERK);
    let scope = etown_domain::kernel::access::GrantScope::Zone;
    world.accept(ADMINISTRATOR, ZoneCommand::GrantRole { user: clerk, role: Role::LandOfficer, scope });
    world.accept(CLERK, foundation(contract, "2026-02-21"));
    world.refuse_as(Actor::User(clerk), confirm(contract), "MAKER_IS_CHECKER");
    assert!(world.run(user(LAND_OFFICER), confirm(contract)).is_ok());
}

#[test]
fn the_terms_of_a_contract_take_the_place_of_the_price_asked() {
    let mut world = new_world();
    let parcel = register(&mut world, filing("L-001", rectangle(0, 0, 200, 200), "40000"));
    let command = with(&world, parcel, |terms| terms.price = yuan("90000000"));
    world.accept(LAND_OFFICER, command);
    assert_eq!(world.state.land.parcel(parcel).unwrap().filing.price, yuan("90000000"));
    let stale = register(&mut world, filing("L-002", rectangle(200, 0, 200, 200), "40000"));
    let terms = terms(&world);
    let command = Command::ConcludeContract { parcel: stale, revision: Some(9), terms };
    world.refuse(LAND_OFFICER, command, "STALE_REVISION");
}
