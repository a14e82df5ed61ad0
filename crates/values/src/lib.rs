//! Exact numbers, money, quantities, dates, ids and codes of the zone.
//!
//! Everything here is a small value with one text form. This crate must never read a clock, draw a random number,
//! touch a file or use binary floating point.
#![no_std]
#![warn(clippy::float_arithmetic, clippy::arithmetic_side_effects, clippy::indexing_slicing)]

extern crate alloc;

mod arithmetic;
mod code;
mod decimal;
mod id;
mod measure;
mod money;
mod quantity;
mod ratio;
mod text;
mod time;

pub use arithmetic::{
    ArithmeticError, ExactSum, Rounding, SplitError, multiply_divide, split_by_exact_sums,
    split_by_largest_remainder,
};
pub use code::{CreditCode, HsCode, ParseCreditCodeError, ParseHsCodeError, check_character};
pub use decimal::{Decimal, ParseDecimalError, Percent, QuantityAmount, UnitConsumption, UnitPrice};
pub use id::{
    ApplicationId, BookId, ConsignmentId, DisclosureId, DrawId, EnterpriseId, EquipmentId, ExceptionId,
    GrantId, GroupId, InstitutionId, InvestmentProjectId, KeyTaskId, LandContractId, ListId, MandateId,
    MatterId, MeasureId, ParcelId, ParseIdError, PassageId, PilotId, PlatformId, PoolId, ProgrammeId,
    ReportId, SlipId, SupplyId, TalentId, TaskId, TechnologyContractId, UserId,
};
pub use measure::{Measure, ParseMeasureError};
pub use money::{Currency, Money, MoneyError, ParseCurrencyError};
pub use quantity::{Quantity, QuantityError};
pub use ratio::{ParseRatioError, Ratio};
pub use time::{CivilDate, Instant, OffsetOutOfRange, ParseDateError, ParseInstantError, UtcOffset, Weekday};
