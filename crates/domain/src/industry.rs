//! Which enterprise belongs to which industry and cluster, and what the zone is specialised in.

pub mod command;
mod decide;
pub mod event;
pub mod refusal;
pub mod state;

pub use command::IndustryCommand;
pub(crate) use decide::decide;
pub use event::IndustryEvent;
pub use state::Industry;
