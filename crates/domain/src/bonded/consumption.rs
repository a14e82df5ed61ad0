//! What a quantity of products consumes under its versions. One rounding a material, over the exact sum of all lines;
//! the parts are split by largest remainder, so that input = embodied + tangible loss + intangible loss.

use alloc::collections::BTreeMap;
use alloc::vec::Vec;
use etown_values::{
    ArithmeticError, ExactSum, QuantityAmount, Rounding, UnitConsumption, split_by_largest_remainder,
};

use super::bom::{BomRow, HUNDRED_PERCENT};
use crate::kernel::ledger::AMOUNT_OUT_OF_RANGE;
use crate::kernel::refusal::Refusal;

/// What a document consumes of one material, each part in 0.00001 of the material's measure.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MaterialUse {
    pub material: u32,
    pub scrap_item: Option<u32>,
    pub consumed: QuantityAmount,
    pub embodied: QuantityAmount,
    pub tangible: QuantityAmount,
    pub intangible: QuantityAmount,
}

/// 10^9, the smallest part of a unit consumption.
const CONSUMPTION_SCALE: i128 = 1_000_000_000;
/// Leaves eleven digits below the smallest part of a quantity, enough to rank remainders.
const WEIGHT_DIVISOR: i128 = 100_000_000_000_000_000_000;

#[derive(Default)]
struct Sums {
    consumed: ExactSum,
    embodied: ExactSum,
    tangible: ExactSum,
    intangible: ExactSum,
}

/// Computes what the lines consume, one result for each material (and scrap item), in order of item numbers.
pub fn consume<'a>(
    lines: impl Iterator<Item = (QuantityAmount, &'a [BomRow])>,
) -> Result<Vec<MaterialUse>, Refusal> {
    let mut sums: BTreeMap<(u32, Option<u32>), Sums> = BTreeMap::new();
    for (quantity, rows) in lines {
        for row in rows {
            let unit = row.unit_consumption()?;
            let sum = sums.entry((row.material, row.scrap_item)).or_default();
            add_row(sum, quantity, unit, row).map_err(out_of_range)?;
        }
    }
    let mut uses = Vec::new();
    for ((material, scrap_item), sum) in sums {
        if let Some(found) = material_use(material, scrap_item, &sum).map_err(out_of_range)? {
            uses.push(found);
        }
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
    sums.tangible.add_product(&[quantity, unit, share, tangible])?;
    sums.intangible.add_product(&[quantity, unit, share, intangible])
}

fn material_use(
    material: u32,
    scrap_item: Option<u32>,
    sums: &Sums,
) -> Result<Option<MaterialUse>, ArithmeticError> {
    let divisor = CONSUMPTION_SCALE.checked_mul(HUNDRED_PERCENT).ok_or(ArithmeticError::Overflow)?;
    let consumed = sums.consumed.divide(divisor, Rounding::HalfAwayFromZero)?;
    if consumed == 0 {
        return Ok(None);
    }
    let mut weights = [0; 3];
    for (weight, sum) in weights.iter_mut().zip([&sums.embodied, &sums.tangible, &sums.intangible]) {
        *weight = sum.divide(WEIGHT_DIVISOR, Rounding::HalfEven)?;
    }
    let parts = split_by_largest_remainder(consumed, &weights).map_err(|_split| ArithmeticError::Overflow)?;
    let [embodied, tangible, intangible] = parts[..] else { return Err(ArithmeticError::Overflow) };
    Ok(Some(MaterialUse {
        material,
        scrap_item,
        consumed: QuantityAmount::from_units(consumed),
        embodied: QuantityAmount::from_units(embodied),
        tangible: QuantityAmount::from_units(tangible),
        intangible: QuantityAmount::from_units(intangible),
    }))
}
