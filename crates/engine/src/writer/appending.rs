//! Appends a batch on a thread of its own while the writer decides the next one. There is never more than one batch under
//! way, and its outcome must be taken before another one starts.

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::Arc;
use std::sync::mpsc::{self, Receiver, SyncSender};
use std::thread::JoinHandle;

use etown_journal::EntryDraft;

use crate::fault::EngineFault;
use crate::log::Appended;
use crate::shared::Shared;

/// The leaf hashes of the entries in order, or what was done when the outcome became unknown.
pub(super) type Outcome = Result<Vec<[u8; 32]>, String>;

/// Entries and the position of the first one.
struct Job {
    start: u64,
    drafts: Vec<EntryDraft>,
}

/// The thread; it ends when this is dropped.
pub(super) struct Appending {
    jobs: Option<SyncSender<Job>>,
    outcomes: Receiver<Outcome>,
    thread: Option<JoinHandle<()>>,
}

impl Appending {
    pub(super) fn spawn(shared: &Arc<Shared>) -> Result<Self, EngineFault> {
        let (jobs, work) = mpsc::sync_channel::<Job>(1);
        let (done, outcomes) = mpsc::sync_channel(1);
        let shared = Arc::clone(shared);
        let run = move || {
            for Job { start, drafts } in work {
                if done.send(append(&shared, start, drafts)).is_err() {
                    return;
                }
            }
        };
        let thread = std::thread::Builder::new().name("engine-append".into()).spawn(run);
        let thread = thread.map_err(EngineFault::Thread)?;
        Ok(Self { jobs: Some(jobs), outcomes, thread: Some(thread) })
    }

    pub(super) fn start(&self, start: u64, drafts: Vec<EntryDraft>) {
        let jobs = self.jobs.as_ref().expect("the channel is open until this is dropped");
        jobs.send(Job { start, drafts }).expect("the thread lives as long as its channel");
    }

    /// Waits for the batch that was started.
    pub(super) fn outcome(&self) -> Outcome {
        self.outcomes.recv().expect("the thread answers every batch")
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
