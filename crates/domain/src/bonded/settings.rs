//! Names of the dated parameters that the bonded zone reads.

/// Most lines of a list; 1,000 in running systems.
pub const LINES_MAX: &str = "bonded.list.lines_max";
/// Longest verification cycle an enterprise may choose, in months; in principle one year (GACC 2019/26).
pub const CYCLE_MONTHS_MAX: &str = "bonded.book.verification_cycle_months_max";
/// Most items or rows of one filing.
pub const ITEMS_MAX: &str = "bonded.filing.items_max";
/// Largest quantity of one line, report or counted item, in the declared measure; the wire of customs carries 14 digits and
/// 5 decimals (unverified).
pub const QUANTITY_MAX: &str = "bonded.list.quantity_max";
/// Difference between record and count that need not be explained, in percent of what should remain (unverified: no
/// statutory tolerance was found). A book may name another one for an item.
pub const COUNT_TOLERANCE: &str = "bonded.count.tolerance_percent";
/// Most count rows of one command.
pub const COUNT_ROWS_MAX: &str = "bonded.count.rows_max";
/// Difference between declared and weighed total that passes, in percent of what is declared (unverified).
pub const WEIGHT_TOLERANCE: &str = "bonded.gate.weight_tolerance_percent";
/// Longest validity of a pass slip, in days (unverified).
pub const SLIP_DAYS_MAX: &str = "bonded.gate.slip_days_max";
/// Months that equipment stays under supervision (unverified: three years as practice has it).
pub const EQUIPMENT_MONTHS: &str = "bonded.equipment.supervision_months";
