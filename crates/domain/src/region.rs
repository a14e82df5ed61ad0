//! Products, what they are made of and who supplies them, in the zone and around it.

pub mod command;
pub mod cycles;
mod decide;
mod decide_item;
mod decide_supply;
pub mod drawing;
pub mod event;
pub mod failure;
pub mod graph;
pub mod item;
pub mod layering;
pub mod links;
pub mod product;
pub mod refusal;
pub mod settings;
pub mod state;
pub mod supply;

pub use command::RegionCommand;
pub(crate) use decide::decide;
pub(crate) use decide_item::state_item;
pub use event::RegionEvent;
pub use state::Region;
