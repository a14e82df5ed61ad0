//! Decisions about the register of parcels: register, split, merge.

use alloc::collections::BTreeSet;
use alloc::format;
use alloc::string::String;
use alloc::vec;
use alloc::vec::Vec;
use etown_values::{Money, ParcelId, multiply_divide};

use super::decide::{require_text, require_yuan};
use super::event::LandEvent as Event;
use super::geometry::{Area, Polygon, PolygonFault};
use super::parcel::{NewParcel, Parcel, ParcelFiling, ParcelStatus, PartFiling, SupplyMode};
use super::partition::{PartitionFault, overlap, partition};
use super::refusal::{
    MERGED_PARCELS_UNLIKE, PARCEL_AREA, PARCEL_NUMBER_TAKEN, PARCEL_STATUS, PARCELS_OVERLAP, PARTS_COUNT,
    PARTS_DO_NOT_COVER, PARTS_OUTSIDE, POLYGON_CORNERS, POLYGON_CROSSES_ITSELF, UNKNOWN_PARCEL,
};
use super::settings::{AREA_TOLERANCE, CORNER_TOLERANCE, PARTS_MAX};
use super::share::{Share, misclose, share};
use crate::context::Context;
use crate::event::Event as ZoneEvent;
use crate::kernel::access::Role;
use crate::kernel::refusal::Refusal;
use crate::kernel::request::require_revision;
use crate::state::State;

/// One hundred percent, in the smallest unit of a percentage.
const WHOLE: i128 = 100_000_000_000;

pub(super) fn register(
    state: &State,
    filing: &ParcelFiling,
    context: &mut Context,
) -> Result<Vec<ZoneEvent>, Refusal> {
    state.access.require_zone_role(context.actor, &[Role::LandOfficer])?;
    let none = BTreeSet::new();
    require_number(state, "number", &filing.number, &none)?;
    require_text("location", &filing.location, 200)?;
    require_polygon("polygon", &filing.polygon)?;
    let computed_area = filing.polygon.area();
    require_area(state, filing.area, computed_area, context)?;
    let smallest = i128::from(filing.supply_mode != SupplyMode::Allocation);
    require_yuan("price", filing.price, smallest)?;
    require_free_ground(state, &filing.polygon, &none, context)?;
    let parcel = context.fresh.take(ParcelId::from_raw);
    Ok(vec![Event::ParcelRegistered(NewParcel { parcel, filing: filing.clone(), computed_area }).into()])
}

/// Retires a parcel in favour of its parts, which share its registered area and its price exactly.
pub(super) fn split(
    state: &State,
    (parcel, revision): (ParcelId, Option<u64>),
    parts: &[PartFiling],
    context: &mut Context,
) -> Result<Vec<ZoneEvent>, Refusal> {
    let parcel = of_officer(state, parcel, context)?;
    require_revision(revision, parcel.revision)?;
    if parcel.is_retired() {
        return Err(Refusal::new(&PARCEL_STATUS));
    }
    require_count(state, "parts", parts.len(), context)?;
    let retired = BTreeSet::from([parcel.id]);
    check_parts(state, parts, &retired)?;
    require_partition(state, &parcel.filing.polygon, parts.iter().map(|part| &part.polygon), context)?;
    let computed: Vec<Area> = parts.iter().map(|part| part.polygon.area()).collect();
    require_close(state, parcel.filing.area, misclose(parcel.filing.area, &computed), context)?;
    let shares = share(parcel.filing.area, parcel.filing.price, &computed);
    let shares = shares.map_err(|_no_area| Refusal::new(&PARCEL_AREA).at("parts"))?;
    let made = parts.iter().zip(computed).zip(shares);
    let made = made.map(|((part, computed_area), share)| NewParcel {
        parcel: context.fresh.take(ParcelId::from_raw),
        filing: filed(part, parcel.filing.supply_mode, share),
        computed_area,
    });
    let parts = made.collect();
    let number = parcel.filing.number.clone();
    let enterprise = state.land.contract_of(parcel).map(|contract| contract.terms.enterprise);
    let (parcel, contract) = (parcel.id, parcel.contract);
    Ok(vec![Event::ParcelSplit { parcel, number, contract, enterprise, parts }.into()])
}

/// Retires parcels in favour of one, which has their registered areas and prices together.
pub(super) fn merge(
    state: &State,
    parcels: &[ParcelId],
    merged: &PartFiling,
    context: &mut Context,
) -> Result<Vec<ZoneEvent>, Refusal> {
    state.access.require_zone_role(context.actor, &[Role::LandOfficer])?;
    let found = state.land.all_of(parcels).ok_or_else(|| Refusal::new(&UNKNOWN_PARCEL).at("parcels"))?;
    let retired: BTreeSet<ParcelId> = parcels.iter().copied().collect();
    if found.iter().any(|parcel| parcel.is_retired()) {
        return Err(Refusal::new(&PARCEL_STATUS).at("parcels"));
    }
    let first = found.first().copied().filter(|_| retired.len() == parcels.len());
    let first = first.ok_or_else(|| Refusal::new(&PARTS_COUNT).at("parcels"))?;
    let is_like = |parcel: &&Parcel| {
        parcel.contract == first.contract && parcel.filing.supply_mode == first.filing.supply_mode
    };
    if !found.iter().all(is_like) {
        return Err(Refusal::new(&MERGED_PARCELS_UNLIKE).at("parcels"));
    }
    require_count(state, "parcels", found.len(), context)?;
    check_parts(state, core::slice::from_ref(merged), &retired)?;
    require_partition(state, &merged.polygon, found.iter().map(|parcel| &parcel.filing.polygon), context)?;
    let computed_area = merged.polygon.area();
    let share = sum_of(&found).ok_or_else(|| Refusal::new(&PARCEL_AREA).at("parcels"))?;
    require_area(state, share.area, computed_area, context)?;
    let parcel = context.fresh.take(ParcelId::from_raw);
    let filing = filed(merged, first.filing.supply_mode, share);
    let enterprise = state.land.contract_of(first).map(|contract| contract.terms.enterprise);
    let merged = NewParcel { parcel, filing, computed_area };
    Ok(vec![
        Event::ParcelsMerged { parcels: parcels.into(), contract: first.contract, enterprise, merged }.into(),
    ])
}

/// The parcel that an officer of the land desk acts on.
pub(super) fn of_officer<'a>(
    state: &'a State,
    parcel: ParcelId,
    context: &Context,
) -> Result<&'a Parcel, Refusal> {
    state.access.require_zone_role(context.actor, &[Role::LandOfficer])?;
    state.land.parcel(parcel).ok_or_else(|| Refusal::new(&UNKNOWN_PARCEL))
}

pub(super) fn require_available(state: &State, parcel: &Parcel) -> Result<(), Refusal> {
    if state.land.status_of(parcel) == ParcelStatus::Available {
        Ok(())
    } else {
        Err(Refusal::new(&PARCEL_STATUS))
    }
}

fn filed(part: &PartFiling, supply_mode: SupplyMode, share: Share) -> ParcelFiling {
    ParcelFiling {
        number: part.number.clone(),
        location: part.location.clone(),
        polygon: part.polygon.clone(),
        area: share.area,
        supply_mode,
        price: share.price,
    }
}

fn sum_of(parcels: &[&Parcel]) -> Option<Share> {
    let (first, others) = parcels.split_first()?;
    let start = Share { area: first.filing.area, price: first.filing.price };
    others.iter().try_fold(start, |sum, parcel| {
        let area = sum.area.checked_add(parcel.filing.area).ok()?;
        let price: Money = sum.price.checked_add(parcel.filing.price).ok()?;
        Some(Share { area, price })
    })
}

/// Checks number, place and shape of each part; the numbers of what is retired are free again.
fn check_parts(state: &State, parts: &[PartFiling], retired: &BTreeSet<ParcelId>) -> Result<(), Refusal> {
    let mut numbers = BTreeSet::new();
    for (index, part) in parts.iter().enumerate() {
        let field = |name: &str| format!("parts[{index}].{name}");
        require_number(state, &field("number"), &part.number, retired)?;
        if !numbers.insert(part.number.trim()) {
            return Err(Refusal::new(&PARCEL_NUMBER_TAKEN).at(field("number")));
        }
        require_text(&field("location"), &part.location, 200)?;
        require_polygon(&field("polygon"), &part.polygon)?;
    }
    Ok(())
}

fn require_number(
    state: &State,
    field: &str,
    number: &str,
    retired: &BTreeSet<ParcelId>,
) -> Result<(), Refusal> {
    require_text(field, number, 60)?;
    let is_taken = state
        .land
        .current()
        .any(|parcel| parcel.filing.number.trim() == number.trim() && !retired.contains(&parcel.id));
    if is_taken { Err(Refusal::new(&PARCEL_NUMBER_TAKEN).at(field)) } else { Ok(()) }
}

fn require_polygon(field: &str, polygon: &Polygon) -> Result<(), Refusal> {
    polygon.check().map_err(|fault| match fault {
        PolygonFault::Corners => {
            Refusal::new(&POLYGON_CORNERS).at(field).number("corners", polygon.corners.len())
        }
        PolygonFault::CrossesItself { side } => {
            Refusal::new(&POLYGON_CROSSES_ITSELF).at(field).number("side", side)
        }
    })
}

/// The registered area is the legal figure; the polygon must bear it out.
fn require_area(state: &State, registered: Area, computed: Area, context: &Context) -> Result<(), Refusal> {
    if !registered.is_positive() {
        return Err(Refusal::new(&PARCEL_AREA).at("area").number("registered", registered));
    }
    require_close(state, registered, misclose(registered, &[computed]), context)
}

fn require_close(state: &State, registered: Area, misclose: Area, context: &Context) -> Result<(), Refusal> {
    let percent = state.parameters.percent(AREA_TOLERANCE, context.business_date)?;
    let allowed = multiply_divide(registered.units(), percent.units(), WHOLE, etown_values::Rounding::Down);
    let allowed = Area::from_units(allowed.unwrap_or_default());
    if misclose.units().unsigned_abs() <= allowed.units().unsigned_abs() {
        return Ok(());
    }
    let refusal = Refusal::new(&PARCEL_AREA).at("area").number("registered", registered);
    Err(refusal.number("misclose", misclose).number("tolerance", allowed))
}

fn require_free_ground(
    state: &State,
    polygon: &Polygon,
    retired: &BTreeSet<ParcelId>,
    context: &Context,
) -> Result<(), Refusal> {
    let tolerance = state.parameters.whole_number(CORNER_TOLERANCE, context.business_date)?;
    let taken = state
        .land
        .current()
        .filter(|parcel| !retired.contains(&parcel.id))
        .find(|parcel| overlap(&parcel.filing.polygon, polygon, tolerance));
    match taken {
        None => Ok(()),
        Some(parcel) => {
            Err(Refusal::new(&PARCELS_OVERLAP).at("polygon").number("parcel", &parcel.filing.number))
        }
    }
}

fn require_count(state: &State, field: &str, count: usize, context: &Context) -> Result<(), Refusal> {
    let most = state.parameters.whole_number(PARTS_MAX, context.business_date)?;
    if count >= 2 && u32::try_from(count).is_ok_and(|count| count <= most) {
        Ok(())
    } else {
        Err(Refusal::new(&PARTS_COUNT).at(field).number("parts", count).largest(most))
    }
}

fn require_partition<'a>(
    state: &State,
    whole: &Polygon,
    parts: impl Iterator<Item = &'a Polygon>,
    context: &Context,
) -> Result<(), Refusal> {
    let tolerance = state.parameters.whole_number(CORNER_TOLERANCE, context.business_date)?;
    let parts: Vec<&Polygon> = parts.collect();
    let at = |part: usize| -> String { format!("parts[{part}].polygon") };
    partition(whole, &parts, tolerance).map_err(|fault| match fault {
        PartitionFault::Overlap { part } => Refusal::new(&PARCELS_OVERLAP).at(at(part)),
        PartitionFault::Outside { part } => Refusal::new(&PARTS_OUTSIDE).at(at(part)),
        PartitionFault::Gap => Refusal::new(&PARTS_DO_NOT_COVER).at("parts"),
    })
}
