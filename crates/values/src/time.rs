//! Instants, which order what was recorded, and civil dates, which carry legal effect.
//!
//! This module must never ask for the present time: the writer stamps it and passes it in.

mod date;
mod instant;

pub use date::{CivilDate, ParseDateError, Weekday};
pub use instant::{Instant, OffsetOutOfRange, ParseInstantError, UtcOffset};

/// Reads a run of ASCII digits of exactly this many places.
fn fixed_digits(text: &str, places: usize) -> Option<i64> {
    let has_only_digits = text.bytes().all(|byte| byte.is_ascii_digit());
    if text.len() == places && has_only_digits { text.parse().ok() } else { None }
}
