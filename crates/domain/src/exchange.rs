//! Goods that leave for another zone or arrive from it by receipt alone.

pub mod command;
mod decide;
pub mod event;
pub mod refusal;
pub mod state;

pub use command::ExchangeCommand;
pub(crate) use decide::decide;
pub use event::ExchangeEvent;
pub use state::Exchange;
