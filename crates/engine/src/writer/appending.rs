//! Appends batches on a thread of its own while the writer decides the next ones. A batch is handed over before the outcome
//! of the one before it is known, so that nobody is waited for between two syncs. After the first failure nothing more is
//! appended: what was decided on top of a batch that failed must fail with it.

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::Arc;
use std::thread::JoinHandle;

use crossbeam_channel::{Receiver, Sender};
use etown_journal::EntryDraft;

use crate::fault::EngineFault;
use crate::log::Appended;
use crate::shared::Shared;

/// The leaf hashes of a batch that is durable, in order.
pub(super) type Leaves = Vec<[u8; 32]>;
/// What an append came to; what was done where the outcome became unknown.
pub(super) type Outcome = Result<Leaves, String>;

/// Batches that may be handed over before the outcome of the first one is known: one is made durable, one waits for it.
pub(super) const HANDED_OVER_MAX: usize = 2;

/// Entries and the position of the first one.
struct Job {
    start: u64,
    drafts: Vec<EntryDraft>,
}

/// The thread; it ends at the first failure, or when this is dropped.
pub(super) struct Appending {
    jobs: Option<Sender<Job>>,
    outcomes: Receiver<Outcome>,
    thread: Option<JoinHandle<()>>,
}

impl Appending {
    pub(super) fn spawn(shared: &Arc<Shared>) -> Result<Self, EngineFault> {
        let (jobs, work) = crossbeam_channel::bounded::<Job>(HANDED_OVER_MAX);
        let (done, outcomes) = crossbeam_channel::bounded(HANDED_OVER_MAX);
        let shared = Arc::clone(shared);
        let run = move || {
            for Job { start, drafts } in work {
                let outcome = append(&shared, start, drafts);
                let is_last = outcome.is_err();
                if done.send(outcome).is_err() || is_last {
                    return;
                }
            }
        };
        let thread = std::thread::Builder::new().name("engine-append".into()).spawn(run);
        let thread = thread.map_err(EngineFault::Thread)?;
        Ok(Self { jobs: Some(jobs), outcomes, thread: Some(thread) })
    }

    /// Hands over a batch. Where an append has failed, the batch is not appended and has no outcome of its own.
    pub(super) fn start(&self, start: u64, drafts: Vec<EntryDraft>) {
        let jobs = self.jobs.as_ref().expect("the channel is open until this is dropped");
        // A thread that has ended has left the outcome that says why.
        let _refused_after_a_failure = jobs.send(Job { start, drafts });
    }

    /// The outcomes in the order of the batches; nothing comes after the first failure.
    pub(super) fn outcomes(&self) -> &Receiver<Outcome> {
        &self.outcomes
    }
}

impl Drop for Appending {
    fn drop(&mut self) {
        self.jobs.take();
        if let Some(thread) = self.thread.take() {
            // A panic inside was answered as an outcome.
            drop(thread.join());
        }
    }
}

/// Appends a batch; one without entries needs no append, since all before it is durable.
pub(super) fn append(shared: &Shared, start: u64, drafts: Vec<EntryDraft>) -> Outcome {
    if drafts.is_empty() {
        return Ok(Vec::new());
    }
    let mut log = shared.log();
    let Some(log) = log.as_mut() else { return Err("the journal is closed".into()) };
    let appended = catch_unwind(AssertUnwindSafe(|| log.append(start, drafts)));
    match appended {
        Ok(Appended::Written(leaves)) => Ok(leaves),
        Ok(Appended::Fenced { actual }) => Err(format!("someone else wrote the journal up to {actual}")),
        Ok(Appended::Unknown(fault)) => {
            Err(format!("an append of unknown outcome: {}", EngineFault::from(fault).chain()))
        }
        Err(_panic) => Err("the journal panicked while appending".into()),
    }
}
