//! Names of the dated parameters that land reads, and the idle rule put together from them.

use etown_values::{CivilDate, Ratio};

use super::idle::IdleTerms;
use super::parcel::SupplyMode;
use crate::kernel::parameters::{NO_VALUE_IN_FORCE, Parameters};
use crate::kernel::refusal::Refusal;

/// Working days from the day on which the land was acquired to the construction permit.
pub const PERMIT_WORKING_DAYS: &str = "land.permit.construction_working_days";
/// Longest term of a lease, in years (Jing Zheng Fa [2017] 39, as reported).
pub const LEASE_YEARS_MAX: &str = "land.term.lease_years_max";
/// Longest term of a lease with the grant that follows it, in years.
pub const LEASE_THEN_GRANT_YEARS_MAX: &str = "land.term.lease_then_grant_years_max";
/// Longest term of a flexible-term grant, in years (Jing Zheng Fa [2017] 39, as reported).
pub const FLEXIBLE_GRANT_YEARS_MAX: &str = "land.term.flexible_grant_years_max";
/// Difference between registered and computed area that is accepted, in percent of the registered area.
pub const AREA_TOLERANCE: &str = "land.survey.area_tolerance_percent";
/// Distance within which corners count as one and borders as shared, in millimetres.
pub const CORNER_TOLERANCE: &str = "land.survey.corner_tolerance_millimetres";
/// Most parts of one split or merger.
pub const PARTS_MAX: &str = "land.parcel.parts_max";
pub const IDLE_FEE_MONTHS: &str = "land.idle.fee_months";
pub const IDLE_TAKE_BACK_MONTHS: &str = "land.idle.take_back_months";
pub const IDLE_FEE_PERCENT: &str = "land.idle.fee_percent";
pub const IDLE_AREA_ONE_IN: &str = "land.idle.developed_area_one_in";
pub const IDLE_INVESTED_PERCENT: &str = "land.idle.invested_percent";

/// Returns the idle rule in force on the date.
pub fn idle_terms(parameters: &Parameters, date: CivilDate) -> Result<IdleTerms, Refusal> {
    let share = |name| {
        let percent = Ratio::from_percent(parameters.percent(name, date)?);
        percent.map_err(|_overflow| Refusal::new(&NO_VALUE_IN_FORCE).at(name))
    };
    Ok(IdleTerms {
        fee_months: parameters.whole_number(IDLE_FEE_MONTHS, date)?,
        take_back_months: parameters.whole_number(IDLE_TAKE_BACK_MONTHS, date)?,
        fee_share: share(IDLE_FEE_PERCENT)?,
        area_one_in: parameters.whole_number(IDLE_AREA_ONE_IN, date)?,
        invested_share: share(IDLE_INVESTED_PERCENT)?,
    })
}

/// Returns the name of the longest term of a supply mode; land that is allocated has no term.
pub const fn term_years_max(mode: SupplyMode) -> Option<&'static str> {
    match mode {
        SupplyMode::Lease => Some(LEASE_YEARS_MAX),
        SupplyMode::LeaseThenGrant => Some(LEASE_THEN_GRANT_YEARS_MAX),
        SupplyMode::FlexibleGrant => Some(FLEXIBLE_GRANT_YEARS_MAX),
        SupplyMode::Allocation => None,
    }
}
