//! Parcels of industrial land over their whole life.

pub mod command;
mod decide;
pub mod event;
pub mod refusal;
pub mod state;

pub use command::LandCommand;
pub(crate) use decide::decide;
pub use event::LandEvent;
pub use state::Land;
