//! How an engine is run. The defaults are those of a zone in production.

use std::time::Duration;

use crate::clock::Clock;

/// How an engine is run.
#[derive(Clone, Debug)]
pub struct EngineOptions {
    /// Commands that may wait for the writer; beyond it the engine is busy.
    pub queue_length: usize,
    /// Commands decided and made durable together.
    pub batch_max: usize,
    /// Bytes of entries that are worth a sync of their own while nothing else is being made durable; what still waits is
    /// decided beside it.
    pub worth_a_sync: usize,
    /// Entries by which queries may trail the journal; beyond it the engine is busy.
    pub projection_lag_max: u64,
    /// Bytes of entries by which queries may trail: a few entries may be much work.
    pub projection_lag_bytes_max: u64,
    /// Time between two snapshots of the state.
    pub snapshot_every: Duration,
    /// Time between two signed checkpoints, where there is something new.
    pub checkpoint_every: Duration,
    pub clock: Clock,
    /// Whether due dates are acted on by a thread of the engine. Tests that drive them by hand switch it off.
    pub scheduler: SchedulerMode,
    /// Bytes of a journal segment; `None` for the journal's default.
    pub segment_bytes: Option<u64>,
    /// Failures of the journal's files that a test has planned.
    #[cfg(any(test, feature = "faults"))]
    pub faults: Option<std::sync::Arc<etown_journal::FaultPlan>>,
    /// What fresh ids are drawn from, so that a history can be repeated; the system's random bytes where there is none.
    #[cfg(any(test, feature = "faults"))]
    pub id_seed: Option<u64>,
}

/// Whether due dates are acted on by themselves.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SchedulerMode {
    Automatic,
    ByHand,
}

impl Default for EngineOptions {
    fn default() -> Self {
        Self {
            queue_length: 4_096,
            batch_max: 8_190,
            worth_a_sync: 16 * 1024,
            projection_lag_max: 50_000,
            projection_lag_bytes_max: 256 * 1024 * 1024,
            snapshot_every: Duration::from_mins(5),
            checkpoint_every: Duration::from_secs(1),
            clock: Clock::System,
            scheduler: SchedulerMode::Automatic,
            segment_bytes: None,
            #[cfg(any(test, feature = "faults"))]
            faults: None,
            #[cfg(any(test, feature = "faults"))]
            id_seed: None,
        }
    }
}
