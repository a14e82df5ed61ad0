//! Cash pools across borders and their quotas.

pub mod command;
mod decide;
pub mod event;
pub mod refusal;
pub mod state;

pub use command::TreasuryCommand;
pub(crate) use decide::decide;
pub use event::TreasuryEvent;
pub use state::Treasury;
