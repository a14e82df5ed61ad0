//! Rules about parcels of industrial land over their whole life.

mod clock;
mod contracts;
mod geometry;
mod samples;

use etown_domain::land::LandCommand as Command;
use etown_domain::land::parcel::{ParcelStatus, SupplyMode};
use etown_domain::land::share::{misclose, share};
use etown_domain::{ReadScope, Role};
use etown_values::{LandContractId, Money, ParcelId};

use super::properties::replay;
use super::support::{ADMINISTRATOR, AUDITOR, CLERK, CUSTOMS, LAND_OFFICER, OTHER_CLERK, World};
use samples::{
    acquired, area, conclude, filing, new_world, part, rectangle, register, registered, split, square, yuan,
};

fn filed(change: impl FnOnce(&mut etown_domain::land::parcel::ParcelFiling)) -> Command {
    let mut filing = filing("L-001", rectangle(0, 0, 200, 200), "40000");
    change(&mut filing);
    Command::RegisterParcel { filing }
}

#[test]
fn a_parcel_is_registered_by_the_land_officer_with_an_area_that_its_polygon_bears_out() {
    let mut world = new_world();
    for stranger in [CLERK, CUSTOMS, AUDITOR, ADMINISTRATOR] {
        world.refuse(stranger, filed(|_| ()), "NOT_PERMITTED");
    }
    world.refuse(LAND_OFFICER, filed(|filing| filing.number = " ".to_owned()), "PARCEL_TEXT");
    world.refuse(LAND_OFFICER, filed(|filing| filing.location = "x".repeat(201)), "PARCEL_TEXT");
    world.refuse(LAND_OFFICER, filed(|filing| filing.area = area("0")), "PARCEL_AREA");
    // The tolerance is 0.1 %: 40 m² of 40,000, and not a square decimetre more.
    let refusal = world.refuse(LAND_OFFICER, filed(|filing| filing.area = area("39960.03")), "PARCEL_AREA");
    assert_eq!(
        refusal.numbers.iter().map(|number| &number.value[..]).collect::<Vec<_>>(),
        ["39960.03", "-39.97", "39.96"]
    );
    world.refuse(LAND_OFFICER, filed(|filing| filing.price = yuan("0")), "LAND_PRICE");
    let dollars = Money::new(100, "USD".parse().unwrap());
    world.refuse(LAND_OFFICER, filed(|filing| filing.price = dollars), "LAND_PRICE");
    let crossing = square(&[(0, 0), (200, 200), (200, 0), (0, 200)]);
    let refusal =
        world.refuse(LAND_OFFICER, filed(|filing| filing.polygon = crossing), "POLYGON_CROSSES_ITSELF");
    assert_eq!(refusal.field.as_deref(), Some("polygon"));
    let two = square(&[(0, 0), (200, 200)]);
    world.refuse(LAND_OFFICER, filed(|filing| filing.polygon = two), "POLYGON_CORNERS");
    let parcel = registered(&world.accept(LAND_OFFICER, filed(|filing| filing.area = area("39961"))));
    let found = world.state.land.parcel(parcel).unwrap();
    assert_eq!((found.computed_area, found.filing.area), (area("40000"), area("39961")));
    assert_eq!(world.state.land.status_of(found), ParcelStatus::Available);
    world.refuse(LAND_OFFICER, filed(|_| ()), "PARCEL_NUMBER_TAKEN");
    let other = |east: i64| filing("L-002", rectangle(east, 0, 100, 100), "10000");
    let refusal =
        world.refuse(LAND_OFFICER, Command::RegisterParcel { filing: other(199) }, "PARCELS_OVERLAP");
    assert_eq!(refusal.numbers[0].value, "L-001");
    world.accept(LAND_OFFICER, Command::RegisterParcel { filing: other(200) });
}

#[test]
fn a_split_shares_area_and_price_without_losing_a_square_decimetre_or_a_fen() {
    let computed = [area("23999.37"), area("16000.58")];
    let shares = share(area("40000"), yuan("86400000"), &computed).unwrap();
    assert_eq!(misclose(area("40000"), &computed), area("0.05"));
    assert_eq!(
        shares.iter().map(|share| share.area).collect::<Vec<_>>(),
        [area("23999.40"), area("16000.60")]
    );
    assert_eq!(
        shares.iter().map(|share| share.price).collect::<Vec<_>>(),
        [yuan("51838704"), yuan("34561296")]
    );
}

#[test]
fn a_split_retires_the_parcel_and_its_contract_goes_on_with_the_parts() {
    let mut world = new_world();
    let parcel = register(&mut world, filing("L-001", rectangle(0, 0, 200, 200), "40000"));
    let contract = conclude(&mut world, parcel);
    let parts =
        || vec![part("L-001-1", rectangle(0, 0, 120, 200)), part("L-001-2", rectangle(120, 0, 80, 200))];
    let with = |parts| Command::SplitParcel { parcel, revision: None, parts };
    world.refuse(CLERK, with(parts()), "NOT_PERMITTED");
    let unknown = Command::SplitParcel { parcel: ParcelId::from_raw(9), revision: None, parts: parts() };
    world.refuse(LAND_OFFICER, unknown, "UNKNOWN_PARCEL");
    let stale = Command::SplitParcel { parcel, revision: Some(1), parts: parts() };
    world.refuse(LAND_OFFICER, stale, "STALE_REVISION");
    let refuse = |world: &mut World, first, second, code: &str| {
        let parts = vec![part("L-001-1", first), part("L-001-2", second)];
        world.refuse(LAND_OFFICER, with(parts), code).field
    };
    let left = || rectangle(0, 0, 120, 200);
    let field = refuse(&mut world, left(), rectangle(119, 0, 81, 200), "PARCELS_OVERLAP");
    assert_eq!(field.as_deref(), Some("parts[1].polygon"));
    refuse(&mut world, left(), rectangle(121, 0, 79, 200), "PARTS_DO_NOT_COVER");
    refuse(&mut world, left(), rectangle(120, 0, 81, 200), "PARTS_OUTSIDE");
    refuse(&mut world, left(), rectangle(900, 0, 80, 200), "PARTS_OUTSIDE");
    world.refuse(LAND_OFFICER, with(vec![part("L-001-1", rectangle(0, 0, 200, 200))]), "PARTS_COUNT");
    let twice = vec![part("L-9", left()), part("L-9", rectangle(120, 0, 80, 200))];
    world.refuse(LAND_OFFICER, with(twice), "PARCEL_NUMBER_TAKEN");
    let made = split(&world.accept(LAND_OFFICER, with(parts())));
    let land = &world.state.land;
    let (retired, first, second) =
        (land.parcel(parcel).unwrap(), land.parcel(made[0]).unwrap(), land.parcel(made[1]).unwrap());
    assert_eq!((land.status_of(retired), &retired.into), (ParcelStatus::Retired, &made));
    assert_eq!((&first.from, first.contract), (&vec![parcel], Some(contract)));
    assert_eq!((first.filing.area, second.filing.area), (area("24000"), area("16000")));
    assert_eq!((first.filing.price, second.filing.price), (yuan("51840000"), yuan("34560000")));
    assert_eq!(land.contract(contract).unwrap().parcels, made);
    assert_eq!(land.area_of(land.contract(contract).unwrap()), area("40000"));
    world.refuse(LAND_OFFICER, with(parts()), "PARCEL_STATUS");
    assert!(replay(&world.events) == world.state);
}

#[test]
fn parcels_merge_when_they_are_alike_and_make_up_the_whole() {
    let mut world = new_world();
    let whole = || part("L-009", rectangle(0, 0, 200, 200));
    let one = register(&mut world, filing("L-001", rectangle(0, 0, 120, 200), "24000.01"));
    let two = register(&mut world, filing("L-002", rectangle(120, 0, 80, 200), "16000.02"));
    let mut leased = filing("L-003", rectangle(200, 0, 100, 200), "20000");
    leased.supply_mode = SupplyMode::Lease;
    let leased = register(&mut world, leased);
    let merge = |parcels: &[ParcelId], merged| Command::MergeParcels { parcels: parcels.into(), merged };
    world.refuse(CLERK, merge(&[one, two], whole()), "NOT_PERMITTED");
    world.refuse(LAND_OFFICER, merge(&[one, ParcelId::from_raw(9)], whole()), "UNKNOWN_PARCEL");
    world.refuse(LAND_OFFICER, merge(&[one, leased], whole()), "MERGED_PARCELS_UNLIKE");
    world.refuse(LAND_OFFICER, merge(&[one], whole()), "PARTS_COUNT");
    world.refuse(LAND_OFFICER, merge(&[one, one], whole()), "PARTS_COUNT");
    world.refuse(LAND_OFFICER, merge(&[], whole()), "PARTS_COUNT");
    let larger = part("L-009", rectangle(0, 0, 201, 200));
    world.refuse(LAND_OFFICER, merge(&[one, two], larger), "PARTS_DO_NOT_COVER");
    let mut taken = whole();
    taken.number = "L-003".to_owned();
    world.refuse(LAND_OFFICER, merge(&[one, two], taken), "PARCEL_NUMBER_TAKEN");
    // The number of a parcel that retires is free for the one that takes its place.
    let mut merged = whole();
    merged.number = "L-001".to_owned();
    let made = split(&world.accept(LAND_OFFICER, merge(&[one, two], merged)))[0];
    let found = world.state.land.parcel(made).unwrap();
    assert_eq!((found.filing.area, found.filing.price), (area("40000.03"), yuan("172800000")));
    assert_eq!(found.from, [one, two]);
    assert_eq!(world.state.land.parcel(two).unwrap().into, [made]);
    world.refuse(LAND_OFFICER, merge(&[one, made], whole()), "PARCEL_STATUS");
}

#[test]
fn land_on_offer_is_public_and_land_under_contract_is_its_enterprises_alone() {
    let mut world = new_world();
    let parcel = register(&mut world, filing("L-001", rectangle(0, 0, 200, 200), "40000"));
    let shown = |world: &World, reader: u128| {
        let actor = super::support::user(reader);
        let scope = world.state.read_scope_at(Role::LandOfficer, actor, world.today());
        let scope: ReadScope = scope.unwrap();
        world.state.land.shows(&scope, world.state.land.parcel(parcel).unwrap())
    };
    assert!(shown(&world, OTHER_CLERK) && shown(&world, CLERK));
    let contract = conclude(&mut world, parcel);
    assert!(!shown(&world, OTHER_CLERK) && shown(&world, CLERK) && shown(&world, LAND_OFFICER));
    let report = |contract: LandContractId| Command::ReportFoundation {
        contract,
        revision: None,
        reached_on: acquired(),
        evidence: "a".repeat(64),
    };
    world.refuse(OTHER_CLERK, report(contract), "UNKNOWN_LAND_CONTRACT");
    world.refuse(CLERK, report(LandContractId::from_raw(9)), "UNKNOWN_LAND_CONTRACT");
    world.refuse(LAND_OFFICER, report(contract), "NOT_PERMITTED");
}
