//! Parcels: the unit of land (宗地). The registered area is the legal figure; the polygon is evidence for it.
//!
//! available → contracted → delivered → started; back to available when the land is taken back; retired when it is split or
//! merged into others. Lineage is kept both ways.
//!
//! Limits: the land under a parcel is not divided into floors, and a parcel has one ring, without holes.

use alloc::string::String;
use alloc::vec::Vec;
use etown_values::{LandContractId, Money, ParcelId};
use serde::{Deserialize, Serialize};

use super::geometry::{Area, Polygon};

/// How industrial land is supplied.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum SupplyMode {
    Lease,
    LeaseThenGrant,
    /// Grant for a shorter term than the statutory one.
    FlexibleGrant,
    Allocation,
}

/// A parcel as it is put on the register.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ParcelFiling {
    pub number: String,
    pub location: String,
    pub polygon: Polygon,
    /// The legal area.
    pub area: Area,
    pub supply_mode: SupplyMode,
    /// The price asked for it; what a contract agrees takes its place.
    pub price: Money,
}

/// A part that a parcel is split into, or that parcels are merged to.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PartFiling {
    pub number: String,
    pub location: String,
    pub polygon: Polygon,
}

/// A parcel that a split or a merger made, with its share of area and price.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct NewParcel {
    pub parcel: ParcelId,
    pub filing: ParcelFiling,
    pub computed_area: Area,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Parcel {
    pub id: ParcelId,
    pub filing: ParcelFiling,
    /// What its corners enclose, as evidence.
    pub computed_area: Area,
    /// The contract that holds it now.
    pub contract: Option<LandContractId>,
    /// The parcels that it came from.
    pub from: Vec<ParcelId>,
    /// The parcels that it was split or merged into; it is retired then.
    pub into: Vec<ParcelId>,
    pub revision: u64,
}

impl Parcel {
    pub const fn is_retired(&self) -> bool {
        !self.into.is_empty()
    }
}

/// Where a parcel stands in its life.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ParcelStatus {
    Available,
    Contracted,
    Delivered,
    Started,
    Retired,
}
