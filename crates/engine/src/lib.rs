//! The engine of a zone: the one writer, the scheduler, the projection for queries, rebuild and backup.
//!
//! Commands go in, are decided by the rules of `etown_domain`, become entries of the journal and are answered once they
//! are durable. Whatever else there is (the state in memory, the query database, snapshots) is computed from the journal
//! and can be thrown away. This crate holds no rule of the zone and never answers before the journal has said "written".

mod access_log;
mod backup;
mod clock;
mod engine;
mod entropy;
mod examine;
mod fault;
mod feed;
mod housekeeper;
mod idempotency;
mod layout;
mod log;
mod memory;
mod offline;
mod options;
mod projector;
mod record;
mod scheduler;
mod shared;
mod signing;
mod snapshot;
mod start;
mod store;
mod submission;
#[cfg(test)]
mod tests;
mod writer;

pub use access_log::{AccessLog, AccessLogReport};
pub use backup::{BackupReport, LossReport, recover, restore};
pub use clock::{Clock, ManualClock};
pub use engine::{Disclosure, Engine};
pub use fault::{EngineFault, QueryFault};
pub use offline::{AuditReport, Progress, RebuildReport, audit, rebuild};
pub use options::{EngineOptions, SchedulerMode};
pub use record::actor_text;
pub use scheduler::DueReport;
pub use shared::{CODES, COMMAND_ID, COMMAND_TOO_LARGE};
pub use store::query;
pub use store::query::{Page, PageRequest, Queries};
pub use submission::{Answer, COMMAND_ID_CHARACTERS_MAX, DurableEntry, NotAccepted, Submission};
