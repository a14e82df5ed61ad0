//! Land: parcels of industrial land over their whole life, their contracts with permits, proof of start and idle clock.
//!
//! Areas are whole square decimetres, coordinates whole millimetres in the zone's plane grid, prices minor units of the yuan.
//! What can be computed from dates (the idle clock, deadlines that are not firm) is computed when asked.

pub mod command;
pub mod contract;
mod decide;
mod decide_clock;
mod decide_contract;
mod decide_parcel;
mod decide_start;
pub mod event;
mod evolve;
pub mod geometry;
pub mod idle;
pub mod parcel;
pub mod partition;
pub mod refusal;
pub mod settings;
pub mod share;
pub mod state;

pub use command::LandCommand;
pub(crate) use decide::decide;
pub use event::{ContractChange, LandEvent};
pub use state::Land;
