//! What a quantity of products consumes under its versions. One rounding a material, over the exact sum of all lines;
//! the parts are split by largest remainder, so that input = embodied + intangible loss + the tangible loss of each scrap.
//! The remainders are ranked exactly; where two are equal the earlier part gets the unit, in that order.
//!
//! Limits: a document that consumes less than half of 0.00001 of a material consumes none of it; nothing is carried over to
//! the next document (`docs/decisions/0002-numbers.md`).

use alloc::collections::BTreeMap;
use alloc::vec;
use alloc::vec::Vec;
use etown_values::{
    ArithmeticError, ExactSum, QuantityAmount, Rounding, UnitConsumption, split_by_exact_sums,
};

use super::bom::{BomRow, HUNDRED_PERCENT};
use crate::kernel::ledger::AMOUNT_OUT_OF_RANGE;
use crate::kernel::refusal::Refusal;

/// What a document consumes of one material, each part in 0.00001 of the material's measure.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MaterialUse {
    pub material: u32,
    pub consumed: QuantityAmount,
    pub embodied: QuantityAmount,
    pub intangible: QuantityAmount,
    /// Tangible loss by the scrap item that it becomes; no item where a version has no tangible loss.
    pub tangible: Vec<(Option<u32>, QuantityAmount)>,
}

impl MaterialUse {
    /// Returns the whole tangible loss.
    pub fn tangible_total(&self) -> Result<QuantityAmount, ArithmeticError> {
        self.tangible.iter().try_fold(QuantityAmount::ZERO, |sum, (_, amount)| sum.checked_add(*amount))
    }
}

/// 10^9, the smallest part of a unit consumption.
const CONSUMPTION_SCALE: i128 = 1_000_000_000;

#[derive(Default)]
struct Sums {
    consumed: ExactSum,
    embodied: ExactSum,
    intangible: ExactSum,
    tangible: BTreeMap<Option<u32>, ExactSum>,
}

/// Computes what the products consume, one result for each material, in order of item numbers.
pub fn consume<'a>(
    products: impl Iterator<Item = (QuantityAmount, &'a [BomRow])>,
) -> Result<Vec<MaterialUse>, Refusal> {
    let mut sums: BTreeMap<u32, Sums> = BTreeMap::new();
    for (quantity, rows) in products {
        for row in rows {
            let unit = row.unit_consumption()?;
            add_row(sums.entry(row.material).or_default(), quantity, unit, row).map_err(out_of_range)?;
        }
    }
    let mut uses = Vec::new();
    for (material, sum) in sums {
        uses.extend(material_use(material, &sum).map_err(out_of_range)?);
    }
    Ok(uses)
}

fn out_of_range(_: ArithmeticError) -> Refusal {
    Refusal::new(&AMOUNT_OUT_OF_RANGE)
}

fn add_row(
    sums: &mut Sums,
    quantity: QuantityAmount,
    unit: UnitConsumption,
    row: &BomRow,
) -> Result<(), ArithmeticError> {
    let (quantity, unit, share) = (quantity.units(), unit.units(), row.bonded_share_percent.units());
    let (tangible, intangible) = (row.tangible_loss_percent.units(), row.intangible_loss_percent.units());
    let loss = tangible.checked_add(intangible).ok_or(ArithmeticError::Overflow)?;
    let embodied = HUNDRED_PERCENT.checked_sub(loss).ok_or(ArithmeticError::Overflow)?;
    sums.consumed.add_product(&[quantity, unit, share])?;
    sums.embodied.add_product(&[quantity, unit, share, embodied])?;
    sums.intangible.add_product(&[quantity, unit, share, intangible])?;
    sums.tangible.entry(row.scrap_item).or_default().add_product(&[quantity, unit, share, tangible])
}

fn material_use(material: u32, sums: &Sums) -> Result<Option<MaterialUse>, ArithmeticError> {
    let divisor = CONSUMPTION_SCALE.checked_mul(HUNDRED_PERCENT).ok_or(ArithmeticError::Overflow)?;
    let consumed = sums.consumed.divide(divisor, Rounding::HalfAwayFromZero)?;
    if consumed == 0 {
        return Ok(None);
    }
    let mut weights = vec![sums.embodied, sums.intangible];
    weights.extend(sums.tangible.values());
    let parts = split_by_exact_sums(consumed, &weights).map_err(|_split| ArithmeticError::Overflow)?;
    let mut parts = parts.into_iter().map(QuantityAmount::from_units);
    let (Some(embodied), Some(intangible)) = (parts.next(), parts.next()) else {
        return Err(ArithmeticError::Overflow);
    };
    let tangible = sums.tangible.keys().copied().zip(parts).collect();
    let consumed = QuantityAmount::from_units(consumed);
    Ok(Some(MaterialUse { material, consumed, embodied, intangible, tangible }))
}
