//! What the threads of an engine share: the memory behind its lock, the queue, the journal and the feed.

use std::path::PathBuf;
use std::sync::atomic::{AtomicBool, AtomicU8, AtomicUsize, Ordering};
use std::sync::{Mutex, MutexGuard, PoisonError, RwLock, RwLockReadGuard, RwLockWriteGuard};

use crossbeam_channel::{Sender, TrySendError};
use etown_domain::kernel::access::NOT_PERMITTED;
use etown_domain::kernel::refusal::{Category, Code, RuleKind};
use etown_domain::{Actor, Refusal};

use crate::access_log::AccessLog;
use crate::fault::EngineFault;
use crate::feed::Feed;
use crate::log::{Log, LogReader};
use crate::memory::Memory;
use crate::options::EngineOptions;
use crate::submission::{COMMAND_ID_CHARACTERS_MAX, NotAccepted, Reply, Submission};

/// The command id cannot serve as an idempotency key.
pub static COMMAND_ID: Code = Code {
    text: "COMMAND_ID",
    category: Category::Content,
    kind: RuleKind::System,
    rule: "idempotency: each command carries an id that its actor gives once",
    meaning: "a command id has 1 to 200 characters",
};
/// The entry would not fit the journal.
pub static COMMAND_TOO_LARGE: Code = Code {
    text: "COMMAND_TOO_LARGE",
    category: Category::Content,
    kind: RuleKind::System,
    rule: "bounded work: an entry has at most 8 MiB",
    meaning: "the command and its events do not fit one journal entry",
};
/// The refusal codes of the engine itself.
pub static CODES: [&Code; 2] = [&COMMAND_ID, &COMMAND_TOO_LARGE];

const RETRY_WHEN_QUEUE_IS_FULL_MS: u64 = 50;
const RETRY_WHEN_QUERIES_TRAIL_MS: u64 = 500;
/// How often the writer steps aside for readers that wait, before it takes the lock again.
const STEPS_ASIDE_MAX: u32 = 1_000;

/// A command in the queue and where its answer goes.
pub(crate) struct Queued {
    pub submission: Submission,
    pub reply: Reply,
}

/// What the writer is asked to do.
pub(crate) enum Work {
    Command(Box<Queued>),
    /// Everything queued before it is still done.
    Stop,
}

/// Which actors without a user may submit from outside.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Trust {
    /// People alone: an engine that was opened.
    People,
    /// The setup too: an engine that was just created.
    Setup,
    /// Everyone: an engine in memory, which serves cases and tests.
    Everyone,
}

const RUNNING: u8 = 0;
const STOPPING: u8 = 1;
/// Stopping as a process that is killed: without a last checkpoint or snapshot.
const KILLED: u8 = 2;

pub(crate) struct Shared {
    pub options: EngineOptions,
    pub directory: Option<PathBuf>,
    pub queue: Sender<Work>,
    pub feed: Feed,
    pub trust: Trust,
    pub access_log: AccessLog,
    memory: RwLock<Memory>,
    readers_waiting: AtomicUsize,
    log: Mutex<Option<Log>>,
    reader: RwLock<LogReader>,
    status: AtomicU8,
    /// Whether the journal could not be reopened after a fault; memory is then empty.
    is_unavailable: AtomicBool,
}

impl Shared {
    pub(crate) fn new(
        options: EngineOptions,
        directory: Option<PathBuf>,
        queue: Sender<Work>,
        trust: Trust,
        access_log: AccessLog,
        memory: Memory,
        log: Log,
    ) -> Self {
        let feed = Feed::default();
        feed.reset(memory.next);
        let reader = RwLock::new(log.reader());
        Self {
            options,
            directory,
            queue,
            feed,
            trust,
            access_log,
            memory: RwLock::new(memory),
            readers_waiting: AtomicUsize::new(0),
            log: Mutex::new(Some(log)),
            reader,
            status: AtomicU8::new(RUNNING),
            is_unavailable: AtomicBool::new(false),
        }
    }

    /// Gives a read lock on what is durable.
    pub(crate) fn read(&self) -> RwLockReadGuard<'_, Memory> {
        self.readers_waiting.fetch_add(1, Ordering::SeqCst);
        // The writer catches its own panics and rebuilds, so a poisoned lock cannot hide a broken state.
        let guard = self.memory.read().unwrap_or_else(PoisonError::into_inner);
        self.readers_waiting.fetch_sub(1, Ordering::SeqCst);
        guard
    }

    /// Whether someone waits for a read lock.
    pub(crate) fn has_waiting_readers(&self) -> bool {
        self.readers_waiting.load(Ordering::SeqCst) > 0
    }

    /// Gives the write lock, after readers that wait had their turn.
    pub(crate) fn write(&self) -> RwLockWriteGuard<'_, Memory> {
        let mut steps = 0;
        while self.has_waiting_readers() && steps < STEPS_ASIDE_MAX {
            std::thread::yield_now();
            steps += 1;
        }
        self.memory.write().unwrap_or_else(PoisonError::into_inner)
    }

    /// Gives the journal; it is absent while it cannot be reopened, and after the engine has stopped.
    pub(crate) fn log(&self) -> MutexGuard<'_, Option<Log>> {
        self.log.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Gives a handle that reads durable entries beside the writer.
    pub(crate) fn reader(&self) -> LogReader {
        self.reader.read().unwrap_or_else(PoisonError::into_inner).clone()
    }

    /// The origin of the zone's own journal; empty where nothing is kept.
    pub(crate) fn origin(&self) -> String {
        self.reader().journal("origin").map(|journal| journal.origin().to_owned()).unwrap_or_default()
    }

    pub(crate) fn set_reader(&self, reader: LogReader) {
        *self.reader.write().unwrap_or_else(PoisonError::into_inner) = reader;
    }

    pub(crate) fn set_unavailable(&self, is_unavailable: bool) {
        self.is_unavailable.store(is_unavailable, Ordering::SeqCst);
    }

    pub(crate) fn is_unavailable(&self) -> bool {
        self.is_unavailable.load(Ordering::SeqCst)
    }

    pub(crate) fn is_stopping(&self) -> bool {
        self.status.load(Ordering::SeqCst) != RUNNING
    }

    /// Whether nothing more may be written.
    pub(crate) fn is_killed(&self) -> bool {
        self.status.load(Ordering::SeqCst) == KILLED
    }

    /// Marks the engine as killed.
    #[cfg(any(test, feature = "faults"))]
    pub(crate) fn begin_kill(&self) -> bool {
        self.status.swap(KILLED, Ordering::SeqCst) == RUNNING
    }

    /// Marks the engine as stopping; true for the first caller.
    pub(crate) fn begin_stop(&self) -> bool {
        self.status.swap(STOPPING, Ordering::SeqCst) == RUNNING
    }

    /// Queues a command from outside; only people may act there, but for the setup of a new journal.
    pub(crate) fn submit_from_outside(&self, submission: Submission, reply: Reply) {
        let may_act = match submission.actor {
            Actor::User(_) => true,
            Actor::Setup => self.trust != Trust::People,
            Actor::Scheduler => self.trust == Trust::Everyone,
        };
        if may_act {
            self.submit(submission, reply);
        } else {
            reply.send(Err(NotAccepted::Refused(Refusal::new(&NOT_PERMITTED))));
        }
    }

    /// Queues a command, or answers at once why it cannot be queued.
    pub(crate) fn submit(&self, submission: Submission, reply: Reply) {
        if let Err(not_accepted) = self.admit(&submission) {
            reply.send(Err(not_accepted));
            return;
        }
        match self.queue.try_send(Work::Command(Box::new(Queued { submission, reply }))) {
            Err(TrySendError::Full(Work::Command(queued))) => {
                let busy = NotAccepted::Busy { retry_after_ms: RETRY_WHEN_QUEUE_IS_FULL_MS };
                queued.reply.send(Err(busy));
            }
            // A reply that is dropped answers "stopping".
            Ok(()) | Err(TrySendError::Full(Work::Stop) | TrySendError::Disconnected(_)) => {}
        }
    }

    fn admit(&self, submission: &Submission) -> Result<(), NotAccepted> {
        if self.is_stopping() {
            return Err(NotAccepted::Stopping);
        }
        let characters = submission.command_id.chars().count();
        if characters == 0 || characters > COMMAND_ID_CHARACTERS_MAX {
            let refusal = Refusal::new(&COMMAND_ID).at("command_id").number("characters", characters);
            return Err(NotAccepted::Refused(refusal));
        }
        let (entries, bytes) = self.feed.lag();
        let trails =
            entries > self.options.projection_lag_max || bytes > self.options.projection_lag_bytes_max;
        if self.directory.is_some() && trails {
            return Err(NotAccepted::Busy { retry_after_ms: RETRY_WHEN_QUERIES_TRAIL_MS });
        }
        Ok(())
    }

    /// The data directory, where the engine keeps anything.
    pub(crate) fn directory(&self, what: &'static str) -> Result<&PathBuf, EngineFault> {
        self.directory.as_ref().ok_or(EngineFault::NotKept { what })
    }
}
