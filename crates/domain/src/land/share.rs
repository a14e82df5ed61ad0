//! How a parcel's registered area and price are shared among its parts: by largest remainder, so that nothing is lost.

use alloc::vec::Vec;
use etown_values::{Money, SplitError, split_by_largest_remainder};

use super::geometry::Area;

/// What a part gets of its parcel.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Share {
    pub area: Area,
    pub price: Money,
}

/// Shares the registered area in proportion to the computed areas of the parts, and the price in proportion to the areas
/// that come out. Errors: computed areas that are negative, or sum to nothing.
pub fn share(registered: Area, price: Money, computed: &[Area]) -> Result<Vec<Share>, SplitError> {
    let weights: Vec<i128> = computed.iter().map(|area| area.units()).collect();
    let areas = split_by_largest_remainder(registered.units(), &weights)?;
    let prices = split_by_largest_remainder(price.minor_units, &areas)?;
    Ok(areas
        .into_iter()
        .zip(prices)
        .map(|(area, part)| Share { area: Area::from_units(area), price: Money::new(part, price.currency) })
        .collect())
}

/// What the computed areas of the parts leave over of a registered area; negative when they exceed it.
pub fn misclose(registered: Area, computed: &[Area]) -> Area {
    let sum = computed.iter().fold(0_i128, |sum, area| sum.saturating_add(area.units()));
    Area::from_units(registered.units().saturating_sub(sum))
}
