//! Papers of the land desk in the invented zone. Lengths are in metres.

use etown_domain::kernel::calendar::{CalendarYear, SpecialDay, SpecialDayKind};
use etown_domain::land::contract::{ContractTerms, Indicator, PerformanceTerm};
use etown_domain::land::geometry::{Area, Point, Polygon};
use etown_domain::land::parcel::{ParcelFiling, PartFiling, SupplyMode};
use etown_domain::land::{LandCommand as Command, LandEvent};
use etown_domain::{Event, ZoneCommand};
use etown_values::{CivilDate, Currency, LandContractId, Money, ParcelId};

use crate::samples::setting;
use crate::support::{ADMINISTRATOR, CLERK, LAND_OFFICER, World, date};

/// A zone with the settings of the land desk and the calendar of one year.
pub(super) fn new_world() -> World {
    let mut world = World::new();
    let settings = [
        ("land.permit.construction_working_days", "10"),
        ("land.term.lease_years_max", "15"),
        ("land.term.lease_then_grant_years_max", "20"),
        ("land.term.flexible_grant_years_max", "20"),
        ("land.survey.area_tolerance_percent", "0.1"),
        ("land.survey.corner_tolerance_millimetres", "10"),
        ("land.parcel.parts_max", "4"),
        ("land.idle.fee_months", "12"),
        ("land.idle.take_back_months", "24"),
        ("land.idle.fee_percent", "20"),
        ("land.idle.developed_area_one_in", "3"),
        ("land.idle.invested_percent", "25"),
    ];
    let parameters = settings.map(|(name, value)| setting(name, value)).into();
    world.accept(ADMINISTRATOR, ZoneCommand::ActivateParameters { parameters });
    world.accept(ADMINISTRATOR, ZoneCommand::PublishCalendarYear { year: spring() });
    world
}

/// 2026 with its Spring Festival, as far as the tests need it.
fn spring() -> CalendarYear {
    let day = |day: i8, kind| SpecialDay {
        date: CivilDate::new(2026, 2, day).unwrap(),
        kind,
        name: "春节".to_owned(),
    };
    let off = (15..=23).map(|number| day(number, SpecialDayKind::DayOff));
    let worked = [14, 28].map(|number| day(number, SpecialDayKind::WorkingDay));
    CalendarYear { year: 2026, version: "test".to_owned(), days: off.chain(worked).collect() }
}

pub(super) fn acquired() -> CivilDate {
    date("2026-02-10")
}

pub(super) fn area(text: &str) -> Area {
    text.parse().unwrap()
}

pub(super) fn yuan(text: &str) -> Money {
    Money::parse(text, Currency::CNY).unwrap()
}

/// A polygon by its corners in metres.
pub(super) fn square(corners: &[(i64, i64)]) -> Polygon {
    let corner = |(east, north): &(i64, i64)| Point { east_mm: east * 1000, north_mm: north * 1000 };
    Polygon { corners: corners.iter().map(corner).collect() }
}

pub(super) fn rectangle(east: i64, north: i64, width: i64, height: i64) -> Polygon {
    square(&[(east, north), (east + width, north), (east + width, north + height), (east, north + height)])
}

pub(super) fn filing(number: &str, polygon: Polygon, registered: &str) -> ParcelFiling {
    ParcelFiling {
        number: number.to_owned(),
        location: "Invented Street 1".to_owned(),
        polygon,
        area: area(registered),
        supply_mode: SupplyMode::FlexibleGrant,
        price: yuan("86400000"),
    }
}

pub(super) fn part(number: &str, polygon: Polygon) -> PartFiling {
    PartFiling { number: number.to_owned(), location: "Invented Street 1".to_owned(), polygon }
}

pub(super) fn terms(world: &World) -> ContractTerms {
    ContractTerms {
        number: "LC-1".to_owned(),
        enterprise: world.enterprise_of(CLERK),
        price: yuan("86400000"),
        term_years: Some(20),
        acquired_on: acquired(),
        delivery_due: date("2026-02-20"),
        agreed_start: date("2026-03-01"),
        total_investment: yuan("400000000"),
        performance: vec![PerformanceTerm {
            indicator: Indicator::InvestmentIntensity,
            target: "1200".parse().unwrap(),
            unit: "10,000 yuan per mu".to_owned(),
            clause: "4.1".to_owned(),
        }],
    }
}

pub(super) fn register(world: &mut World, filing: ParcelFiling) -> ParcelId {
    registered(&world.accept(LAND_OFFICER, Command::RegisterParcel { filing }))
}

pub(super) fn conclude(world: &mut World, parcel: ParcelId) -> LandContractId {
    let terms = terms(world);
    concluded(&world.accept(LAND_OFFICER, Command::ConcludeContract { parcel, revision: None, terms }))
}

/// A contract on a parcel of its own.
pub(super) fn contracted(world: &mut World) -> LandContractId {
    let parcel = register(world, filing("L-001", rectangle(0, 0, 200, 200), "40000"));
    conclude(world, parcel)
}

pub(super) fn registered(events: &[Event]) -> ParcelId {
    match events {
        [Event::Land(LandEvent::ParcelRegistered(new))] => new.parcel,
        other => panic!("one parcel is registered, not {other:?}"),
    }
}

pub(super) fn concluded(events: &[Event]) -> LandContractId {
    match events {
        [Event::Land(LandEvent::ContractConcluded { contract, .. })] => *contract,
        other => panic!("one contract is concluded, not {other:?}"),
    }
}

/// The parcels that a split or a merger made.
pub(super) fn split(events: &[Event]) -> Vec<ParcelId> {
    match events {
        [Event::Land(LandEvent::ParcelSplit { parts, .. })] => parts.iter().map(|part| part.parcel).collect(),
        [Event::Land(LandEvent::ParcelsMerged { merged, .. })] => vec![merged.parcel],
        other => panic!("parcels are made, not {other:?}"),
    }
}
