//! The idle clock: what it comes to by date, what stops it, and its two legal consequences.

use etown_domain::Event;
use etown_domain::kernel::calendar::{CalendarRefusal, Pause};
use etown_domain::land::contract::{GovernmentCause, LandContractStatus, PermitKind};
use etown_domain::land::idle::{IdleClock, IdleFacts, IdleStatus, IdleTerms, Standstill, idle_clock};
use etown_domain::land::parcel::ParcelStatus;
use etown_domain::land::settings::idle_terms;
use etown_domain::land::state::clock_of;
use etown_domain::land::{ContractChange, LandCommand as Command, LandEvent};
use etown_values::{LandContractId, Money, Ratio};

use super::samples::{area, contracted, new_world, yuan};
use crate::properties::replay;
use crate::support::{CLERK, LAND_OFFICER, World, date};

fn terms() -> IdleTerms {
    IdleTerms {
        fee_months: 12,
        take_back_months: 24,
        fee_share: Ratio::new(1, 5).unwrap(),
        area_one_in: 3,
        invested_share: Ratio::new(1, 4).unwrap(),
    }
}

fn facts(agreed_start: &str) -> IdleFacts {
    IdleFacts {
        agreed_start: date(agreed_start),
        started_on: None,
        standstill: None,
        caused_by_government: Vec::new(),
    }
}

fn read(facts: &IdleFacts, as_of: &str) -> IdleClock {
    idle_clock(facts, &terms(), date(as_of)).unwrap()
}

fn statuses(facts: &IdleFacts, dates: &[&str]) -> Vec<IdleStatus> {
    dates.iter().map(|as_of| read(facts, as_of).status).collect()
}

fn pause(from: &str, resumed_on: Option<&str>) -> Pause {
    Pause { from: date(from), resumed_on: resumed_on.map(date) }
}

use IdleStatus::{GovernmentCaused, IdleFee, NotIdle, TakeBack};

#[test]
fn the_anniversary_itself_counts() {
    let facts = facts("2024-03-01");
    let dates = ["2024-02-01", "2025-02-28", "2025-03-01", "2026-02-28", "2026-03-01"];
    assert_eq!(statuses(&facts, &dates), [NotIdle, NotIdle, IdleFee, IdleFee, TakeBack]);
    assert_eq!(terms().fee(yuan("86400000")), Ok(yuan("17280000")));
    // A leap day has its anniversary on the last of February.
    assert_eq!(read(&self::facts("2024-02-29"), "2024-03-01").fee_on, Some(date("2025-02-28")));
}

#[test]
fn time_that_the_authorities_caused_moves_both_days() {
    let mut paused = facts("2024-03-01");
    paused.caused_by_government = vec![pause("2024-06-01", Some("2024-07-01"))];
    assert_eq!(statuses(&paused, &["2025-03-30", "2025-03-31"]), [NotIdle, IdleFee]);
    assert_eq!(statuses(&paused, &["2024-06-15"]), [GovernmentCaused]);
    // The same time twice, and times that overlap, count once.
    paused
        .caused_by_government
        .extend([pause("2024-06-10", Some("2024-07-01")), pause("2024-06-01", Some("2024-06-10"))]);
    assert_eq!(read(&paused, "2025-01-01").fee_on, Some(date("2025-03-31")));
    let mut standing = facts("2024-03-01");
    standing.caused_by_government = vec![pause("2025-03-10", None)];
    let clock = read(&standing, "2029-01-01");
    assert_eq!(
        (clock.status, clock.is_stopped),
        (IdleFee, true),
        "what was due stays due, and no more comes"
    );
    standing.caused_by_government = vec![pause("2024-02-01", None)];
    assert_eq!(statuses(&standing, &["2024-02-15", "2029-01-01"]), [NotIdle, GovernmentCaused]);
    standing.caused_by_government = vec![pause("2024-06-01", Some("2024-05-01"))];
    let refusal = idle_clock(&standing, &terms(), date("2025-01-01"));
    assert!(matches!(refusal, Err(CalendarRefusal::PauseInverted { .. })));
}

#[test]
fn a_start_ends_the_clock_and_work_that_stands_too_early_starts_it_again() {
    let mut started = facts("2024-03-01");
    started.started_on = Some(date("2025-05-01"));
    assert_eq!(statuses(&started, &["2025-04-30", "2025-05-01", "2029-01-01"]), [IdleFee, NotIdle, NotIdle]);
    started.standstill = Some(Standstill { stopped_on: date("2025-08-01"), is_below: true });
    let dates = ["2025-07-31", "2026-07-31", "2026-08-01", "2027-08-01"];
    assert_eq!(statuses(&started, &dates), [NotIdle, NotIdle, IdleFee, TakeBack]);
    started.standstill = Some(Standstill { stopped_on: date("2025-08-01"), is_below: false });
    assert_eq!(statuses(&started, &["2029-01-01"]), [NotIdle]);
}

#[test]
fn a_third_of_the_area_and_a_quarter_of_the_investment_are_enough() {
    let below = |developed: &str, invested: &str| {
        terms().is_below(area(developed), area("30000"), yuan(invested), yuan("400000000"))
    };
    assert!(!below("10000", "100000000"));
    assert!(below("9999.99", "100000000"));
    assert!(below("10000", "99999999.99"));
}

fn stop(contract: LandContractId, from: &str) -> Command {
    let reason = "the plan of the road is changed".to_owned();
    let (from, cause) = (date(from), GovernmentCause::PlanChange);
    Command::StopClock { contract, revision: None, from, cause, reason }
}

fn resume(contract: LandContractId, day: &str) -> Command {
    Command::ResumeClock { contract, revision: None, resumed_on: date(day) }
}

fn fee(contract: LandContractId) -> Command {
    Command::NoticeIdleFee { contract, revision: None, document: "Notice 1".to_owned() }
}

fn take_back(contract: LandContractId) -> Command {
    Command::TakeBackLand { contract, revision: None, document: "Decision 1".to_owned() }
}

fn deliver(world: &mut World, contract: LandContractId) {
    let delivered_on = date("2026-02-20");
    world.accept(LAND_OFFICER, Command::RecordDelivery { contract, revision: None, delivered_on });
}

fn status(world: &World, contract: LandContractId) -> IdleStatus {
    let contract = world.state.land.contract(contract).unwrap();
    clock_of(contract, &world.state.parameters, world.today()).unwrap().status
}

#[test]
fn land_that_is_delivered_late_is_idle_for_the_authorities_cause() {
    let mut world = new_world();
    let contract = contracted(&mut world);
    world.pass_days(800);
    assert_eq!(status(&world, contract), GovernmentCaused);
    world.refuse(LAND_OFFICER, take_back(contract), "NOT_IDLE");
    deliver(&mut world, contract);
    assert_eq!(status(&world, contract), TakeBack);
}

#[test]
fn the_clock_is_stopped_and_resumed_in_order() {
    let mut world = new_world();
    let contract = contracted(&mut world);
    deliver(&mut world, contract);
    world.pass_days(30);
    world.refuse(CLERK, stop(contract, "2026-03-10"), "NOT_PERMITTED");
    world.refuse(LAND_OFFICER, resume(contract, "2026-03-10"), "IDLE_CLOCK_STATE");
    world.refuse(LAND_OFFICER, stop(contract, "2026-02-09"), "LAND_DATE");
    world.refuse(LAND_OFFICER, stop(contract, "2026-05-01"), "LAND_DATE");
    world.accept(LAND_OFFICER, stop(contract, "2026-03-10"));
    assert_eq!(status(&world, contract), GovernmentCaused);
    world.refuse(LAND_OFFICER, stop(contract, "2026-03-11"), "IDLE_CLOCK_STATE");
    world.refuse(LAND_OFFICER, resume(contract, "2026-03-09"), "LAND_DATE");
    world.accept(LAND_OFFICER, resume(contract, "2026-03-20"));
    world.refuse(LAND_OFFICER, stop(contract, "2026-03-19"), "LAND_DATE");
    assert_eq!(status(&world, contract), NotIdle);
}

#[test]
fn the_fee_is_noticed_once_and_the_land_taken_back_after_two_years() {
    let mut world = new_world();
    let contract = contracted(&mut world);
    deliver(&mut world, contract);
    world.pass_days(363);
    let refusal = world.refuse(LAND_OFFICER, fee(contract), "NOT_IDLE");
    assert_eq!(refusal.numbers.last().unwrap().value, "2027-03-01");
    world.pass_days(1);
    world.refuse(CLERK, fee(contract), "NOT_PERMITTED");
    let unnamed = Command::NoticeIdleFee { contract, revision: None, document: String::new() };
    world.refuse(LAND_OFFICER, unnamed, "PARCEL_TEXT");
    let events = world.accept(LAND_OFFICER, fee(contract));
    let [Event::Land(LandEvent::ContractChanged { change: ContractChange::IdleFeeNoticed(notice), .. })] =
        &events[..]
    else {
        panic!("a fee is noticed, not {events:?}")
    };
    assert_eq!((notice.fee, notice.idle_from), (yuan("17280000"), date("2026-03-01")));
    world.refuse(LAND_OFFICER, fee(contract), "IDLE_FEE_NOTICED");
    world.refuse(LAND_OFFICER, take_back(contract), "NOT_IDLE");
    world.pass_days(366);
    // The enterprise's late report falls with the contract.
    let evidence = "0".repeat(64);
    let late =
        Command::ReportFoundation { contract, revision: None, reached_on: date("2026-12-01"), evidence };
    world.accept(CLERK, late);
    let events = world.accept(LAND_OFFICER, take_back(contract));
    assert_eq!(world.state.worklist.open().count(), 0);
    let about = match &events[0] {
        Event::Land(event) => event.about(),
        other => panic!("land is taken back, not {other:?}"),
    };
    assert_eq!(about.enterprises, [world.enterprise_of(CLERK)], "its history shows it");
    let land = &world.state.land;
    let found = land.contract(contract).unwrap();
    assert_eq!(found.status(), LandContractStatus::TakenBack);
    let parcel = land.parcel(found.parcels[0]).unwrap();
    assert_eq!((land.status_of(parcel), parcel.contract), (ParcelStatus::Available, None));
    assert_eq!(clock_of(found, &world.state.parameters, world.today()), None);
    world.refuse(LAND_OFFICER, fee(contract), "LAND_CONTRACT_STATUS");
    assert!(replay(&world.events) == world.state);
}

#[test]
fn work_that_stands_is_recorded_once_it_has_started_and_ended_when_it_goes_on() {
    let mut world = new_world();
    let contract = contracted(&mut world);
    deliver(&mut world, contract);
    let stand = |developed: &str, invested: Money, day: &str| Command::RecordStandstill {
        contract,
        revision: None,
        stopped_on: date(day),
        developed_area: area(developed),
        invested,
    };
    let go_on = |day: &str| Command::EndStandstill { contract, revision: None, resumed_on: date(day) };
    world.refuse(LAND_OFFICER, stand("1", yuan("1"), "2026-03-01"), "LAND_CONTRACT_STATUS");
    let (kind, number, issued_on) = (PermitKind::Construction, "P-1".to_owned(), date("2026-02-20"));
    world.accept(LAND_OFFICER, Command::RecordPermit { contract, revision: None, kind, number, issued_on });
    let (reached_on, evidence) = (date("2026-03-01"), "0".repeat(64));
    world.accept(CLERK, Command::ReportFoundation { contract, revision: None, reached_on, evidence });
    world.accept(LAND_OFFICER, Command::ConfirmStart { contract, revision: None });
    world.refuse(LAND_OFFICER, go_on("2026-03-02"), "IDLE_CLOCK_STATE");
    world.refuse(LAND_OFFICER, stand("1", yuan("1"), "2026-02-28"), "LAND_DATE");
    world.refuse(LAND_OFFICER, stand("40000.01", yuan("1"), "2026-03-02"), "DEVELOPED_SHARE");
    let dollars = Money::new(1, "USD".parse().unwrap());
    world.refuse(LAND_OFFICER, stand("1", dollars, "2026-03-02"), "LAND_PRICE");
    world.accept(LAND_OFFICER, stand("1", yuan("1"), "2026-03-02"));
    world.refuse(LAND_OFFICER, stand("1", yuan("1"), "2026-03-02"), "IDLE_CLOCK_STATE");
    world.pass_days(365);
    assert_eq!(status(&world, contract), IdleFee);
    world.refuse(LAND_OFFICER, go_on("2026-03-01"), "LAND_DATE");
    world.accept(LAND_OFFICER, go_on("2027-03-01"));
    assert_eq!(status(&world, contract), NotIdle);
    assert_eq!(idle_terms(&world.state.parameters, world.today()), Ok(terms()));
}
