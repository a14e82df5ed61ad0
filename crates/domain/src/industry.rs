//! Which enterprise belongs to which industry and cluster, and what the zone is specialised in.

pub mod classification;
pub mod command;
mod decide;
mod decide_mapping;
pub mod event;
pub mod hs_classes;
pub mod mapping;
pub mod quotient;
pub mod refusal;
pub mod settings;
pub mod state;
pub mod statistics;

pub use command::IndustryCommand;
pub(crate) use decide::decide;
pub use event::IndustryEvent;
pub use state::Industry;
