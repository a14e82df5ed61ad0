//! Every rule of the zone, pure: decide(state, command, context) gives events or a refusal, evolve(state, event) never
//! fails. There is no clock, no randomness and no input or output here.
#![no_std]
#![warn(clippy::float_arithmetic, clippy::arithmetic_side_effects, clippy::indexing_slicing)]

extern crate alloc;

pub mod approvals;
pub mod bonded;
mod command;
mod context;
mod decide;
mod event;
pub mod exchange;
pub mod flows;
pub mod industry;
pub mod international;
pub mod kernel;
pub mod land;
pub mod programme;
pub mod reference;
pub mod region;
pub mod schedule;
mod state;
pub mod technology;
pub mod treasury;

pub use command::{Command, ZoneCommand};
pub use context::{Context, FreshIds};
pub use decide::{Decision, decide};
pub use event::{Event, ZoneEvent};
pub use kernel::access::{Actor, ReadScope, Role};
pub use kernel::refusal::{Category, Code, Refusal, RuleKind};
pub use state::{State, Zone};
