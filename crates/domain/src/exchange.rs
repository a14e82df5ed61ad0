//! Exchange between zones (区间流转): goods leave for a zone with a system of its own and come in from one, by receipts
//! alone. Nothing is asked over a network: what one zone says is an entry of its journal, and the other believes what the
//! keys of a registered partner have signed.
//!
//! The part keeps the register of partners and what was said about each consignment; goods move in `flows::consignments`,
//! where it meets the bonded zone. Limits: a consignment is taken or refused as a whole, and is not taken back once it left.

pub mod command;
pub mod consignment;
mod decide;
pub mod event;
mod evolve;
pub mod partner;
pub mod proof;
pub mod refusal;
pub mod settings;
pub mod state;
pub mod statement;

pub use command::ExchangeCommand;
pub(crate) use decide::decide;
pub use event::ExchangeEvent;
pub use proof::Examined;
pub use state::Exchange;
