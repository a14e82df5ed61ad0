//! Matters granted on notification and commitment, their verification and revocation.

pub mod command;
mod decide;
pub mod event;
pub mod refusal;
pub mod state;

pub use command::ApprovalsCommand;
pub(crate) use decide::decide;
pub use event::ApprovalsEvent;
pub use state::Approvals;
