//! Key tasks with evidence, their ratios and lights, and pilots of opening-up measures.
//!
//! Whether a task is launched is nobody's word: each step cites entries of the zone's journal, and a second person
//! confirms it. This module must never round a ratio before it is compared.

pub mod command;
mod decide;
mod decide_pilot;
mod decide_task;
pub mod event;
pub mod light;
pub mod pilot;
pub mod refusal;
pub mod settings;
pub mod share;
pub mod state;
pub mod task;

pub use command::ProgrammeCommand;
pub(crate) use decide::decide;
pub use event::ProgrammeEvent;
pub use state::Programmes;
