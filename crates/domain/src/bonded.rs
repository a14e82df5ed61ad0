//! The bonded zone: account books with items and bills of materials, verification lists with two-phase posting, lots, pass
//! slips at the gate, periods with their verification, and supervised equipment. Quantities have 5 decimals, unit consumption 9. It must never import another domain.
//!
//! Limits: customs approves open filings of an active book together and cannot return them one by one; until then a
//! re-filed item or version is not used. List numbers count all lists of the zone, as customs numbers do.

pub mod bom;
pub mod book;
pub mod command;
mod compare;
pub mod consumption;
mod content;
mod decide_book;
mod decide_equipment;
mod decide_filing;
mod decide_list;
mod decide_period;
mod decide_report;
mod decide_slip;
mod decide_truck;
pub mod equipment;
pub mod event;
mod evolve;
mod evolve_period;
mod evolve_slip;
pub mod formulas;
pub mod list;
mod list_rows;
pub mod lots;
mod open_lots;
pub mod period;
pub mod posting;
pub mod refusal;
mod report_production;
mod report_slip;
pub mod settings;
pub mod slip;
pub mod slip_paper;
mod state;
pub mod verification;

pub use command::{BondedCommand, BondedReport};
pub use event::{BondedEvent, EventPart};
pub use state::{Bonded, DueThing};

pub(crate) use state::book_of_enterprise;

pub(crate) use decide_book::decide as decide_book;
pub(crate) use decide_equipment::decide as decide_equipment;
pub(crate) use decide_filing::decide as decide_filing;
pub(crate) use decide_list::decide as decide_list;
pub(crate) use decide_period::decide as decide_period;
pub(crate) use decide_report::decide as decide_report;
pub(crate) use decide_slip::decide as decide_slip;
pub(crate) use decide_truck::decide as decide_truck;
