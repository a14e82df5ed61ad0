//! Key tasks with evidence, their ratios and lights, and pilots of opening-up measures.

pub mod command;
mod decide;
pub mod event;
pub mod refusal;
pub mod state;

pub use command::ProgrammeCommand;
pub(crate) use decide::decide;
pub use event::ProgrammeEvent;
pub use state::Programme;
