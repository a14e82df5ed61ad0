//! Investment projects, work permits by points, cooperation platforms and institutions.
//!
//! No person is kept here: a project and an institution are named by firm, a contact by its role, and a work-permit
//! assessment by an id with the facts that are scored and nothing else.

mod checks;
pub mod command;
mod decide;
mod decide_partner;
mod decide_project;
mod decide_reference;
mod decide_talent;
pub mod event;
mod evolve;
pub mod negative_list;
pub mod partner;
pub mod points;
pub mod points_table;
pub mod project;
pub mod refusal;
pub mod settings;
pub mod stage;
pub mod state;
pub mod talent;

pub use command::InternationalCommand;
pub(crate) use decide::decide;
pub use decide_talent::scored;
pub use event::InternationalEvent;
pub use state::International;
