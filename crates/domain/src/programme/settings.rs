//! Names of the dated parameters that programmes read.

/// Working days before a date from which its light is amber (unverified: cities differ).
pub const AMBER_WORKING_DAYS: &str = "programme.light.amber_working_days";
/// Share of the independent innovation tasks to be launched, in percent; where a programme names none of its own.
pub const LAUNCHED_TARGET: &str = "programme.launched_target_percent";
