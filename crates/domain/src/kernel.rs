//! What the domains share: ledger, calendar, parties, worklist, access, parameters, reports and exceptions.
//! The kernel knows no domain.

pub mod about;
pub mod access;
pub mod as_pairs;
pub mod calendar;
pub mod exceptions;
pub mod ledger;
pub mod parameters;
pub mod parties;
pub mod refusal;
pub mod reports;
pub mod revision;
pub mod worklist;
