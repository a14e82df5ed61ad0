//! Names of the dated parameters that the bonded zone reads.

/// Most lines of a list; 1,000 in running systems.
pub const LINES_MAX: &str = "bonded.list.lines_max";
/// Longest verification cycle an enterprise may choose, in months; in principle one year (GACC 2019/26).
pub const CYCLE_MONTHS_MAX: &str = "bonded.book.verification_cycle_months_max";
/// Most items or rows of one filing.
pub const ITEMS_MAX: &str = "bonded.filing.items_max";
/// Largest quantity of one line or report, in the declared measure; the wire of customs carries 14 digits and 5 decimals
/// (unverified).
pub const QUANTITY_MAX: &str = "bonded.list.quantity_max";
