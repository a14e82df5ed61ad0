//! How research becomes a product: disclosures, assessments and contracts.

pub mod command;
mod decide;
pub mod event;
pub mod refusal;
pub mod state;

pub use command::TechnologyCommand;
pub(crate) use decide::decide;
pub use event::TechnologyEvent;
pub use state::Technology;
