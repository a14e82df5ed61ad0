//! Products, what they are made of and who supplies them, in the zone and around it.

pub mod command;
mod decide;
pub mod event;
pub mod refusal;
pub mod state;

pub use command::RegionCommand;
pub(crate) use decide::decide;
pub use event::RegionEvent;
pub use state::Region;
