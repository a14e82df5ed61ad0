//! Names of the settings that this part looks up by date.

/// The most rows that one command may import.
pub(crate) const ROWS_MAX: &str = "industry.import.rows_max";
/// The most classes of one list, and rows of one table of counts.
pub(crate) const CLASSES_MAX: &str = "industry.classification.classes_max";
/// From this quotient on a class counts as specialised.
pub const SPECIALISED_QUOTIENT_MIN: &str = "industry.specialised.quotient_min";
/// From this quotient on a class counts as strong, if its count is large enough.
pub const STRONG_QUOTIENT_MIN: &str = "industry.strong.quotient_min";
/// The least count with which a class counts as strong.
pub const STRONG_COUNT_MIN: &str = "industry.strong.count_min";
