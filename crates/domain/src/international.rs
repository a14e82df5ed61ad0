//! Investment projects, work permits by points, cooperation platforms and institutions.

pub mod command;
mod decide;
pub mod event;
pub mod refusal;
pub mod state;

pub use command::InternationalCommand;
pub(crate) use decide::decide;
pub use event::InternationalEvent;
pub use state::International;
