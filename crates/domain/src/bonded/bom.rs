//! Bills of materials (单耗): versions of what one unit of a product consumes. A version that a list has used never
//! changes again.

use alloc::vec::Vec;
use etown_values::{ArithmeticError, Percent, Rounding, UnitConsumption, multiply_divide};
use serde::{Deserialize, Serialize};

use super::book::FilingStatus;
use super::refusal::{LOSS_RATE_GE_100, NEGATIVE_RATE};
use crate::kernel::ledger::AMOUNT_OUT_OF_RANGE;
use crate::kernel::refusal::Refusal;

/// One material of a version, as filed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct BomRow {
    /// Item number of the material.
    pub material: u32,
    /// Net consumption: material embodied in one unit of product, 9 decimals.
    pub net: UnitConsumption,
    /// Loss that leaves scrap, in percent of the gross consumption.
    pub tangible_loss_percent: Percent,
    /// Loss that leaves nothing, in percent of the gross consumption.
    pub intangible_loss_percent: Percent,
    /// Share of the material that is bonded, in percent.
    pub bonded_share_percent: Percent,
    /// Item number of the scrap that the tangible loss becomes.
    pub scrap_item: Option<u32>,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct BomVersion {
    pub rows: Vec<BomRow>,
    pub status: FilingStatus,
    /// Whether a posting or a hold rests on it.
    pub is_used: bool,
}

/// 100 % in the smallest part of [`Percent`].
pub const HUNDRED_PERCENT: i128 = 100_000_000_000;

/// Computes the gross unit consumption: net / (1 - (tangible % + intangible %) / 100), 9 decimals, half away from zero.
///
/// Source: GACC unit-consumption rules; nine decimals as running zone systems keep them.
/// Refuses rates below zero and rates that leave nothing.
pub fn unit_consumption(
    net: UnitConsumption,
    tangible: Percent,
    intangible: Percent,
) -> Result<UnitConsumption, Refusal> {
    if net.is_negative() || tangible.is_negative() || intangible.is_negative() {
        return Err(Refusal::new(&NEGATIVE_RATE));
    }
    let out_of_range = |_: ArithmeticError| Refusal::new(&AMOUNT_OUT_OF_RANGE);
    let loss = tangible.checked_add(intangible).map_err(out_of_range)?;
    let left = HUNDRED_PERCENT.checked_sub(loss.units()).unwrap_or_default();
    if left <= 0 {
        return Err(Refusal::new(&LOSS_RATE_GE_100).number("loss_percent", loss));
    }
    multiply_divide(net.units(), HUNDRED_PERCENT, left, Rounding::HalfAwayFromZero)
        .map(UnitConsumption::from_units)
        .map_err(out_of_range)
}

impl BomRow {
    /// Returns the gross unit consumption of this row.
    pub fn unit_consumption(&self) -> Result<UnitConsumption, Refusal> {
        unit_consumption(self.net, self.tangible_loss_percent, self.intangible_loss_percent)
    }
}
