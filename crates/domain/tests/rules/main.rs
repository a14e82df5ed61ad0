//! The rules of the zone by example: given a world, when a command, then events or a refusal.
#![expect(clippy::unwrap_used, reason = "a test stops at the first thing that is not as expected")]

mod access;
mod books;
mod consuming;
mod counts;
mod coverage;
mod cutoffs;
mod equipment;
mod filings;
mod gate;
mod histories;
mod ledger;
mod lists;
mod lots;
mod orders;
mod people;
mod periods;
mod portions;
mod posting;
mod properties;
mod reference;
mod reports;
mod samples;
mod slips;
mod support;
mod verifying;
