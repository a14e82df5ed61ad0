//! What may be granted on a commitment at all: small low-risk buildings by their floor area and height.

use etown_values::{CivilDate, Decimal, Rounding};
use serde::{Deserialize, Serialize};

use super::refusal::BEYOND_COMMITMENT;
use crate::kernel::parameters::{NO_VALUE_IN_FORCE, Parameters};
use crate::kernel::refusal::Refusal;

/// Floor area: 2 decimals of a square metre.
pub type SquareMetres = Decimal<2>;
/// Height: 2 decimals of a metre.
pub type Metres = Decimal<2>;

pub const FLOOR_AREA_MAX: &str = "approvals.small_building.floor_area_square_metres_max";
pub const HEIGHT_MAX: &str = "approvals.small_building.height_metres_max";

/// What an application says of a building.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Building {
    pub floor_area_square_metres: SquareMetres,
    pub height_metres: Metres,
}

/// The largest building that is granted on a commitment.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct BuildingLimits {
    pub floor_area_square_metres_max: SquareMetres,
    pub height_metres_max: Metres,
}

impl BuildingLimits {
    /// Returns the limits in force on the date.
    pub fn on(parameters: &Parameters, date: CivilDate) -> Result<Self, Refusal> {
        let value = |name: &str| {
            let ratio = parameters.ratio(name, date)?;
            ratio.to_decimal(Rounding::Floor).map_err(|_range| Refusal::new(&NO_VALUE_IN_FORCE).at(name))
        };
        Ok(Self {
            floor_area_square_metres_max: value(FLOOR_AREA_MAX)?,
            height_metres_max: value(HEIGHT_MAX)?,
        })
    }

    /// Refuses a building that is not over zero or is over a limit; a building at its limit is still small.
    pub fn require(&self, building: Building) -> Result<(), Refusal> {
        let area = (building.floor_area_square_metres, self.floor_area_square_metres_max);
        let height = (building.height_metres, self.height_metres_max);
        for (field, (found, limit)) in [("floor_area_square_metres", area), ("height_metres", height)] {
            if found > limit {
                let refusal = Refusal::new(&BEYOND_COMMITMENT).at(alloc::format!("building.{field}"));
                return Err(refusal.number("found", found).number("limit", limit).largest(limit));
            }
        }
        Ok(())
    }
}
