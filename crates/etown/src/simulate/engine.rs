//! The real engine of one run, on a directory of its own, with a clock moved by hand and failures planned from outside.
//! Everything goes through it as through a running zone; nothing here knows what a command means.

use std::path::{Path, PathBuf};
use std::sync::{Arc, mpsc};
use std::time::Duration;

use etown_engine::{
    Answer, Clock, Engine, EngineFault, EngineOptions, ManualClock, NotAccepted, SchedulerMode, Submission,
};
use etown_journal::{Aftermath, FaultPlan, PlannedFault};
use etown_values::Instant;

use crate::zone::random::Seeded;

/// Small, so that a run fills several.
const SEGMENT_BYTES: u64 = 64 * 1024;
/// So long that nothing happens by itself within a run.
const NEVER: Duration = Duration::from_secs(1_000_000);
const ORIGIN: &str = "simulated.etown.example/journal";

/// How an engine ends.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Ending {
    /// In order: with a last checkpoint and snapshot.
    Stopped,
    /// As a killed process.
    Killed,
}

/// An engine and what it stands on.
pub(super) struct Bench {
    directory: PathBuf,
    pub(super) engine: Option<Engine>,
    pub(super) clock: ManualClock,
    faults: Arc<FaultPlan>,
    /// Draws what each opening draws its ids from.
    ids: Seeded,
}

impl Bench {
    /// Makes a new zone in an empty directory.
    pub(super) fn create(directory: &Path, seed: u64) -> Result<Self, EngineFault> {
        let clock = ManualClock::at("2026-03-02T01:00:00.000000Z".parse().expect("a constant instant"));
        let (directory, faults) = (directory.join("zone"), FaultPlan::without_fault());
        let mut bench = Self { directory, engine: None, clock, faults, ids: Seeded::new(seed) };
        let options = bench.options();
        bench.engine = Some(Engine::create(&bench.directory, ORIGIN, options)?);
        Ok(bench)
    }

    fn options(&mut self) -> EngineOptions {
        EngineOptions {
            snapshot_every: NEVER,
            checkpoint_every: NEVER,
            clock: Clock::Manual(self.clock.clone()),
            scheduler: SchedulerMode::ByHand,
            segment_bytes: Some(SEGMENT_BYTES),
            faults: Some(Arc::clone(&self.faults)),
            // Each opening draws other ids, as another process would.
            id_seed: Some(self.ids.next()),
            ..EngineOptions::default()
        }
    }

    pub(super) fn directory(&self) -> &Path {
        &self.directory
    }

    /// The running engine.
    ///
    /// # Panics
    /// Between its end and its next opening.
    pub(super) fn engine(&self) -> &Engine {
        self.engine.as_ref().expect("steps are taken while an engine runs")
    }

    /// What the clock shows.
    pub(super) fn now(&self) -> Instant {
        Clock::Manual(self.clock.clone()).now()
    }

    /// Plans a failure to strike later.
    pub(super) fn plan(&self, fault: PlannedFault, aftermath: Aftermath) {
        self.faults.arm(fault, aftermath);
    }

    /// The failure that was planned is over.
    pub(super) fn plan_nothing(&self) {
        self.faults.disarm();
    }

    /// Whether the planned failure has struck.
    pub(super) fn has_struck(&self) -> bool {
        self.faults.has_struck()
    }

    /// Submits commands so that the writer finds them all together, and returns their outcomes in order.
    pub(super) fn submit(&self, submissions: Vec<Submission>) -> Vec<Result<Answer, NotAccepted>> {
        let engine = self.engine();
        if let [_one] = submissions.as_slice() {
            return submissions.into_iter().map(|submission| engine.submit(submission)).collect();
        }
        let (sender, outcomes) = mpsc::channel();
        let count = submissions.len();
        // The writer takes the lock that this read holds before it decides, so it finds all of them in its queue.
        engine.read(|_state| {
            for (index, submission) in submissions.into_iter().enumerate() {
                let sender = sender.clone();
                let then = move |outcome| {
                    let _all_are_awaited = sender.send((index, outcome));
                };
                engine.submit_then(submission, Box::new(then));
            }
        });
        drop(sender);
        let mut answered: Vec<_> = outcomes.iter().collect();
        answered.sort_by_key(|(index, _)| *index);
        assert!(answered.len() == count, "every command is answered");
        answered.into_iter().map(|(_, outcome)| outcome).collect()
    }

    /// Ends the engine.
    pub(super) fn end(&mut self, ending: Ending) {
        let Some(engine) = self.engine.take() else { return };
        match ending {
            Ending::Stopped => engine.stop(),
            Ending::Killed => engine.kill(),
        }
    }

    /// Opens the data directory again, as a new process with a disk that works.
    pub(super) fn open(&mut self) -> Result<(), EngineFault> {
        self.faults = FaultPlan::without_fault();
        self.open_as_planned()
    }

    /// Opens the data directory with a failure planned, as a process that may end while it starts.
    pub(super) fn open_with(&mut self, fault: PlannedFault) -> Result<(), EngineFault> {
        self.faults = FaultPlan::without_fault();
        self.faults.arm(fault, Aftermath::Lasts);
        self.open_as_planned()
    }

    fn open_as_planned(&mut self) -> Result<(), EngineFault> {
        let options = self.options();
        self.engine = Some(Engine::open(&self.directory, options)?);
        Ok(())
    }
}
