//! Measuring this machine: a seeded year of a bonded zone through the engine, every batch synced to disk, with every
//! balance checked against a recomputation that shares no code with the rules.

mod paper;
mod plan;
mod report;
mod year;

pub(crate) use report::YearReport;
pub(crate) use year::{YearOptions, run_year};
