//! Measuring this machine: a seeded year of a bonded zone through the engine, every batch synced to disk, with every
//! balance checked against a recomputation that shares no code with the rules.

mod paper;
mod plan;
mod year;

pub(crate) use year::{YearOptions, YearReport, run_year};
