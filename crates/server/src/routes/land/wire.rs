//! What is sent about land: parcels, parts, contracts and the facts that change them.

use etown_domain::land::contract::{ContractTerms, PerformanceTerm, Target};
use etown_domain::land::geometry::{Area, Point, Polygon};
use etown_domain::land::parcel::{ParcelFiling, PartFiling};
use etown_values::{CivilDate, EnterpriseId, ParcelId};
use serde::Deserialize;
use utoipa::ToSchema;

use crate::wire::{GovernmentCause, PerformanceIndicator, PermitKind, SupplyMode, Yuan, schema};

/// A corner in the zone's plane grid, in whole millimetres.
#[derive(Deserialize, ToSchema)]
#[schema(as = NewCorner)]
#[serde(deny_unknown_fields)]
pub(super) struct CornerIn {
    #[schema(minimum = -10_000_000_000_i64, maximum = 10_000_000_000_i64)]
    east_mm: i64,
    #[schema(minimum = -10_000_000_000_i64, maximum = 10_000_000_000_i64)]
    north_mm: i64,
}

#[derive(Deserialize, ToSchema)]
#[schema(as = NewParcel)]
#[serde(deny_unknown_fields)]
pub(super) struct ParcelIn {
    #[schema(min_length = 1, max_length = 60)]
    number: String,
    #[schema(min_length = 1, max_length = 200)]
    location: String,
    /// Corners in order, the first not repeated at the end; they may run either way round.
    #[schema(min_items = 3, max_items = 200)]
    polygon: Vec<CornerIn>,
    /// The registered area, which is the legal figure.
    #[schema(value_type = schema::SquareMetres)]
    area: Area,
    supply_mode: SupplyMode,
    /// The price asked for it.
    #[schema(value_type = schema::Yuan)]
    price: Yuan,
}

/// A part of a split, or what a merger makes. Area and price come from what it is made of.
#[derive(Deserialize, ToSchema)]
#[schema(as = NewPart)]
#[serde(deny_unknown_fields)]
pub(super) struct PartIn {
    #[schema(min_length = 1, max_length = 60)]
    number: String,
    #[schema(min_length = 1, max_length = 200)]
    location: String,
    #[schema(min_items = 3, max_items = 200)]
    polygon: Vec<CornerIn>,
}

#[derive(Deserialize, ToSchema)]
#[schema(as = NewSplit)]
#[serde(deny_unknown_fields)]
pub(super) struct SplitIn {
    #[schema(min_items = 2)]
    pub(super) parts: Vec<PartIn>,
}

#[derive(Deserialize, ToSchema)]
#[schema(as = NewMerger)]
#[serde(deny_unknown_fields)]
pub(super) struct MergerIn {
    #[schema(min_items = 2, value_type = Vec<schema::ParcelId>)]
    pub(super) parcels: Vec<ParcelId>,
    pub(super) merged: PartIn,
}

#[derive(Deserialize, ToSchema)]
#[schema(as = NewLandContract)]
#[serde(deny_unknown_fields)]
pub(super) struct LandContractIn {
    #[schema(min_length = 1, max_length = 60)]
    number: String,
    #[schema(value_type = schema::EnterpriseId)]
    enterprise: EnterpriseId,
    #[schema(value_type = schema::Yuan)]
    price: Yuan,
    /// Absent for allocated land, which has no term.
    #[schema(minimum = 1, maximum = 4_294_967_295_i64)]
    term_years: Option<u32>,
    /// The day on which the land was acquired; the term of the construction permit runs from it.
    #[schema(value_type = schema::Date)]
    acquired_on: CivilDate,
    #[schema(value_type = schema::Date)]
    delivery_due: CivilDate,
    #[schema(value_type = schema::Date)]
    agreed_start: CivilDate,
    /// All that the project is to invest.
    #[schema(value_type = schema::Yuan)]
    total_investment: Yuan,
    #[schema(min_items = 1)]
    performance: Vec<PerformanceIn>,
}

#[derive(Deserialize, ToSchema)]
#[schema(as = NewPerformanceTerm)]
#[serde(deny_unknown_fields)]
struct PerformanceIn {
    indicator: PerformanceIndicator,
    #[schema(value_type = schema::LandTarget)]
    target: Target,
    #[schema(min_length = 1, max_length = 60)]
    unit: String,
    /// The clause of the agreement.
    #[schema(min_length = 1, max_length = 60)]
    clause: String,
}

#[derive(Deserialize, ToSchema)]
#[schema(as = NewDelivery)]
#[serde(deny_unknown_fields)]
pub(super) struct DeliveryIn {
    #[schema(value_type = schema::Date)]
    pub(super) delivered_on: CivilDate,
}

#[derive(Deserialize, ToSchema)]
#[schema(as = NewPermit)]
#[serde(deny_unknown_fields)]
pub(super) struct PermitIn {
    pub(super) kind: PermitKind,
    #[schema(min_length = 1, max_length = 60)]
    pub(super) number: String,
    #[schema(value_type = schema::Date)]
    pub(super) issued_on: CivilDate,
}

#[derive(Deserialize, ToSchema)]
#[schema(as = NewFoundation)]
#[serde(deny_unknown_fields)]
pub(super) struct FoundationIn {
    #[schema(value_type = schema::Date)]
    pub(super) reached_on: CivilDate,
    /// SHA-256 of the evidence.
    #[schema(pattern = "^[0-9a-f]{64}$")]
    pub(super) evidence: String,
}

#[derive(Deserialize, ToSchema)]
#[schema(as = NewClockStop)]
#[serde(deny_unknown_fields)]
pub(super) struct ClockStopIn {
    #[schema(value_type = schema::Date)]
    pub(super) from: CivilDate,
    pub(super) cause: GovernmentCause,
    #[schema(min_length = 3, max_length = 2000)]
    pub(super) reason: String,
}

#[derive(Deserialize, ToSchema)]
#[schema(as = NewResumption)]
#[serde(deny_unknown_fields)]
pub(super) struct ResumptionIn {
    #[schema(value_type = schema::Date)]
    pub(super) resumed_on: CivilDate,
}

#[derive(Deserialize, ToSchema)]
#[schema(as = NewStandstill)]
#[serde(deny_unknown_fields)]
pub(super) struct StandstillIn {
    #[schema(value_type = schema::Date)]
    pub(super) stopped_on: CivilDate,
    /// How much of the land was developed.
    #[schema(value_type = schema::SquareMetres)]
    pub(super) developed_area: Area,
    #[schema(value_type = schema::Yuan)]
    pub(super) invested: Yuan,
}

#[derive(Deserialize, ToSchema)]
#[schema(as = NewLandDocument)]
#[serde(deny_unknown_fields)]
pub(super) struct DocumentIn {
    /// Number of the notice or decision that was served.
    #[schema(min_length = 1, max_length = 200)]
    pub(super) document: String,
}

fn polygon(corners: Vec<CornerIn>) -> Polygon {
    let point = |corner: CornerIn| Point { east_mm: corner.east_mm, north_mm: corner.north_mm };
    Polygon { corners: corners.into_iter().map(point).collect() }
}

impl From<ParcelIn> for ParcelFiling {
    fn from(parcel: ParcelIn) -> Self {
        Self {
            number: parcel.number,
            location: parcel.location,
            polygon: polygon(parcel.polygon),
            area: parcel.area,
            supply_mode: parcel.supply_mode.into(),
            price: parcel.price.0,
        }
    }
}

impl From<PartIn> for PartFiling {
    fn from(part: PartIn) -> Self {
        Self { number: part.number, location: part.location, polygon: polygon(part.polygon) }
    }
}

impl From<LandContractIn> for ContractTerms {
    fn from(contract: LandContractIn) -> Self {
        let term = |term: PerformanceIn| PerformanceTerm {
            indicator: term.indicator.into(),
            target: term.target,
            unit: term.unit,
            clause: term.clause,
        };
        Self {
            number: contract.number,
            enterprise: contract.enterprise,
            price: contract.price.0,
            term_years: contract.term_years,
            acquired_on: contract.acquired_on,
            delivery_due: contract.delivery_due,
            agreed_start: contract.agreed_start,
            total_investment: contract.total_investment.0,
            performance: contract.performance.into_iter().map(term).collect(),
        }
    }
}
