//! The rules of the zone by example: given a world, when a command, then events or a refusal.
#![expect(clippy::unwrap_used, reason = "a test stops at the first thing that is not as expected")]

mod access;
mod approvals;
mod books;
mod consuming;
mod counts;
mod coverage;
mod cutoffs;
mod equipment;
mod filings;
mod four_chains;
mod gate;
mod histories;
mod industry;
mod international;
mod land;
mod ledger;
mod lists;
mod lots;
mod orders;
mod people;
mod periods;
mod portions;
mod posting;
mod programme;
mod properties;
mod reference;
mod region;
mod region_graph;
mod reports;
mod samples;
mod slips;
mod support;
mod technology;
mod treasury;
mod verifying;
