//! Names of the dated parameters that this part reads.

/// Working days in which the other zone answers (unverified: agreed between zones).
pub const ANSWER_WORKING_DAYS: &str = "exchange.answer.working_days";
/// Most lines of a consignment.
pub const LINES_MAX: &str = "exchange.consignment.lines_max";
