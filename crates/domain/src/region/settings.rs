//! Names of the settings that this part looks up by date.

/// The most rows that one command may import.
pub(crate) const ROWS_MAX: &str = "region.import.rows_max";
/// A product with as many suppliers or fewer, but not none, is a weak link.
pub const WEAK_SUPPLIERS_MAX: &str = "region.weak_link.suppliers_max";
/// The age in months from which evidence counts as stale.
pub const EVIDENCE_MONTHS_MAX: &str = "region.evidence.months_max";
/// The most products that one drawing shows.
pub const DRAWING_PRODUCTS_MAX: &str = "region.drawing.products_max";
/// Steps after which the question who stops what is broken off and answered in part.
pub const FAILURE_STEPS_MAX: &str = "region.failure.steps_max";
