//! Matters granted on notification and commitment, their verification and revocation.
//!
//! notice → application → commitment to one version of the notice → decision on the spot → verification by a due date →
//! verified, to be rectified, or revoked. A revocation lowers the credit class and restricts the enterprise until its
//! credit is repaired. Limits: a notice has no field of law, so that it is not one of those excluded from commitments is
//! for the officer who publishes it; a repair lifts the restriction and leaves the credit class to its administrator.

pub mod application;
pub mod command;
mod decide;
mod decide_application;
mod decide_notice;
mod decide_verification;
pub mod event;
pub mod limits;
pub mod notice;
pub mod refusal;
pub mod state;

pub use command::ApprovalsCommand;
pub(crate) use decide::decide;
pub use event::ApprovalsEvent;
pub use state::Approvals;
