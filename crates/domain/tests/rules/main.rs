//! The rules of the zone by example: given a world, when a command, then events or a refusal.

mod access;
mod books;
mod coverage;
mod filings;
mod ledger;
mod lists;
mod posting;
mod properties;
mod reports;
mod support;
