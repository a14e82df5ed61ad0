//! Measuring this machine through the real engine and the real journal: durable transfers, whole lists, lists through
//! HTTP, a long history, periods verified over it, and a seeded year whose every balance is checked against a recomputation that shares no code
//! with the rules.

mod file;
mod http;
mod http_client;
mod lists;
mod meter;
mod paper;
mod plan;
mod replay;
mod report;
mod requests;
mod stage;
mod transfers;
mod verification;
mod workload;
mod year;

pub(crate) use file::{Drawn, compare, file_book, require_equal, write_year};
pub(crate) use http::{HttpOptions, run_http};
pub(crate) use lists::{ListOptions, run_lists};
pub(crate) use replay::{ReplayOptions, run_replay};
pub(crate) use report::YearReport;
pub(crate) use transfers::{TransferOptions, run_transfers};
pub(crate) use verification::{VerificationOptions, run_verification};
pub(crate) use year::{YearOptions, run_year};
