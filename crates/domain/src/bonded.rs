//! The bonded zone: account books with items and bills of materials, verification lists with two-phase posting.
//! Quantities have 5 decimals, unit consumption 9. It must never import another domain.
//!
//! Limits: customs approves open filings of an active book together and cannot return them one by one; until then a
//! re-filed item or version is not used. List numbers count all lists of the zone, as customs numbers do.

pub mod bom;
pub mod book;
pub mod command;
pub mod consumption;
mod content;
mod decide_book;
mod decide_filing;
mod decide_list;
mod decide_report;
pub mod event;
mod evolve;
pub mod list;
pub mod posting;
pub mod refusal;
pub mod settings;
mod state;

pub use command::{BondedCommand, BondedReport};
pub use event::BondedEvent;
pub use state::Bonded;

pub(crate) use decide_book::decide as decide_book;
pub(crate) use decide_filing::decide as decide_filing;
pub(crate) use decide_list::decide as decide_list;
pub(crate) use decide_report::decide as decide_report;
