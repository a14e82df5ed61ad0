//! The rules of the zone by example: given a world, when a command, then events or a refusal.
#![expect(clippy::unwrap_used, reason = "a test stops at the first thing that is not as expected")]

mod access;
mod books;
mod coverage;
mod filings;
mod ledger;
mod lists;
mod people;
mod posting;
mod properties;
mod reference;
mod reports;
mod samples;
mod support;
