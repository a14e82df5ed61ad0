//! The handle of a running zone: submit commands, read the state, query, prove.

mod gate;

use std::path::{Path, PathBuf};
use std::sync::mpsc;
use std::sync::{Arc, Mutex, PoisonError};
use std::thread::JoinHandle;
use std::time::Duration;

use etown_domain::{Actor, ReadScope, State};
use etown_journal::{Disclose, Journal, JournalKey};
use etown_values::{CivilDate, Instant};

use crate::access_log::AccessLog;
use crate::fault::{EngineFault, QueryFault};
use crate::layout;
use crate::log::Log;
use crate::memory::{Memory, state_digest};
use crate::options::{EngineOptions, SchedulerMode};
use crate::record::Recorded;
use crate::scheduler::{self, DueReport};
use crate::shared::{Shared, Trust, Work};
use crate::start::{self, Opening};
use crate::store::query::{Pool, Queries};
use crate::submission::{Answer, DurableEntry, NotAccepted, Reply, ReplyTo, Submission};
use crate::writer::Writer;
use crate::{backup, housekeeper, projector, signing};

/// How long a receipt waits for the queries to know whose entry it is.
const RECEIPT_WAIT: Duration = Duration::from_secs(10);

/// How long a query waits for the query database to be opened after a start.
const QUERIES_WAIT: Duration = Duration::from_secs(10);

/// A running zone. Clones share it; it stops when it is told to, or with its last handle.
#[derive(Clone)]
pub struct Engine {
    inner: Arc<Inner>,
}

struct Inner {
    shared: Arc<Shared>,
    pool: Option<Arc<Pool>>,
    /// Signs pass slips; absent where nothing is kept.
    gate_key: Option<JournalKey>,
    threads: Mutex<Threads>,
}

#[derive(Default)]
struct Threads {
    writer: Option<JoinHandle<()>>,
    others: Vec<JoinHandle<()>>,
}

/// Which sections a receipt shows.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Disclosure {
    All,
    /// The sections with these names.
    Only(Vec<String>),
}

impl Engine {
    /// Makes the data directory of a new zone and runs it; its first command sets it up.
    ///
    /// The origin names the journal wherever its proofs are read, such as `zone.example/journal`.
    pub fn create(directory: &Path, origin: &str, options: EngineOptions) -> Result<Self, EngineFault> {
        std::fs::create_dir_all(directory).map_err(EngineFault::file("make the directory", directory))?;
        if layout::journal(directory).exists() {
            let dir = directory.to_path_buf();
            return Err(etown_journal::JournalFault::DirectoryNotEmpty { dir }.into());
        }
        let key = signing::make(directory, origin, 1)?;
        let now = options.clock.now().microseconds();
        let journal_options = start::journal_options(key, &options, Opening::First);
        let journal = Journal::create(&layout::journal(directory), origin, now, journal_options)?;
        Self::run(Some(directory.into()), options, Trust::Setup, Log::Durable(journal), Memory::default())
    }

    /// Runs the zone of an existing data directory.
    pub fn open(directory: &Path, options: EngineOptions) -> Result<Self, EngineFault> {
        let (log, memory) = start::open(directory, &options, Opening::First)?;
        Self::run(Some(directory.into()), options, Trust::People, log, memory)
    }

    /// Runs a zone that keeps nothing and answers no queries: for cases and tests, by the same writer.
    pub fn in_memory(options: EngineOptions) -> Result<Self, EngineFault> {
        let log = Log::Memory(crate::log::MemoryLog::default());
        Self::run(None, options, Trust::Everyone, log, Memory::default())
    }

    fn run(
        directory: Option<PathBuf>,
        options: EngineOptions,
        trust: Trust,
        log: Log,
        memory: Memory,
    ) -> Result<Self, EngineFault> {
        let access_log = match &directory {
            Some(directory) => AccessLog::open(&layout::access_log(directory))?,
            None => AccessLog::none(),
        };
        if let (Some(directory), Ok(journal)) = (&directory, log.reader().journal("trust file")) {
            let path = layout::trust_file(directory);
            std::fs::write(&path, journal.trust().to_json()).map_err(EngineFault::file("write", &path))?;
        }
        let gate_key = match (&directory, log.reader().journal("gate key")) {
            (Some(directory), Ok(journal)) => Some(signing::gate(directory, journal.origin())?),
            _ => None,
        };
        let (queue, work) = crossbeam_channel::bounded(options.queue_length.max(1));
        let pool = directory.as_ref().map(|directory| Arc::new(Pool::new(layout::projection(directory))));
        let shared = Arc::new(Shared::new(options, directory, queue, trust, access_log, memory, log));
        let mut threads = Threads::default();
        let writer = Writer::new(Arc::clone(&shared), work);
        threads.writer = Some(spawn("writer", move || writer.run())?);
        if shared.directory.is_some() {
            let of_projection = Arc::clone(&shared);
            threads.others.push(spawn("projection", move || projector::run(&of_projection))?);
            let of_housekeeper = Arc::clone(&shared);
            threads.others.push(spawn("housekeeper", move || housekeeper::run(&of_housekeeper))?);
        }
        if shared.options.scheduler == SchedulerMode::Automatic {
            let shared = Arc::clone(&shared);
            threads.others.push(spawn("scheduler", move || scheduler::run(&shared))?);
        }
        Ok(Self { inner: Arc::new(Inner { shared, pool, gate_key, threads: Mutex::new(threads) }) })
    }

    /// Submits a command and waits until it is durable or refused.
    pub fn submit(&self, submission: Submission) -> Result<Answer, NotAccepted> {
        let (sender, answer) = mpsc::sync_channel(1);
        self.submit_then(
            submission,
            Box::new(move |outcome| {
                let _caller_waits = sender.send(outcome);
            }),
        );
        answer.recv().unwrap_or(Err(NotAccepted::Stopping))
    }

    /// Submits a command; `then` is called once, by a thread of the engine, and should be quick.
    pub fn submit_then(&self, submission: Submission, then: ReplyTo) {
        self.shared().submit_from_outside(submission, Reply::new(then));
    }

    /// Reads the durable state. The writer waits meanwhile, so `read` should be quick.
    pub fn read<T>(&self, read: impl FnOnce(&State) -> T) -> T {
        read(&self.shared().read().state)
    }

    /// How many entries are durable; the position of the next one.
    pub fn position(&self) -> u64 {
        self.shared().feed.durable()
    }

    /// How many batches of entries were made durable since the engine was opened, each by one sync.
    pub fn batches(&self) -> u64 {
        self.shared().feed.batches()
    }

    /// How many entries queries know of.
    pub fn projected(&self) -> u64 {
        self.shared().feed.projected()
    }

    /// Waits until queries know the entry at the position; false when the time is up.
    pub fn wait_projected(&self, position: u64, timeout: Duration) -> bool {
        self.shared().feed.wait_projected(position, timeout)
    }

    /// Whether commands can be accepted; false while the journal cannot be opened again after a fault.
    pub fn is_available(&self) -> bool {
        !self.shared().is_unavailable() && !self.shared().is_stopping()
    }

    /// Gives a connection for queries.
    pub fn queries(&self) -> Result<Queries, EngineFault> {
        let pool = self.inner.pool.as_ref().ok_or(EngineFault::NotKept { what: "query database" })?;
        if !self.shared().feed.wait_ready(QUERIES_WAIT) {
            return Err(EngineFault::Unavailable);
        }
        pool.take(self.shared().reader())
    }

    /// Builds the receipt of an entry as JSON; `None` where there is none in the reader's scope.
    pub fn receipt(
        &self,
        scope: &ReadScope,
        position: u64,
        disclosure: &Disclosure,
    ) -> Result<Option<Vec<u8>>, QueryFault> {
        if position >= self.position() || !self.may_see(scope, position)? {
            return Ok(None);
        }
        let reader = self.shared().reader();
        let journal = reader.journal("receipt")?;
        let names: Vec<&str> = match disclosure {
            Disclosure::All => Vec::new(),
            Disclosure::Only(names) => names.iter().map(String::as_str).collect(),
        };
        let disclose = if *disclosure == Disclosure::All { Disclose::All } else { Disclose::Only(&names) };
        let receipt = journal.receipt(position, disclose).map_err(EngineFault::from)?;
        Ok(receipt.map(|receipt| receipt.to_json().into_bytes()))
    }

    fn may_see(&self, scope: &ReadScope, position: u64) -> Result<bool, QueryFault> {
        if *scope == ReadScope::Zone {
            return Ok(true);
        }
        if !self.wait_projected(position, RECEIPT_WAIT) {
            return Ok(false);
        }
        Ok(self.queries()?.entry(scope, position)?.is_some())
    }

    /// Signs and publishes a checkpoint of all that is durable, and returns the note.
    pub fn checkpoint(&self) -> Result<String, EngineFault> {
        Ok(self.shared().reader().journal("checkpoint")?.checkpoint()?.note)
    }

    /// Returns the last published checkpoint.
    pub fn latest_checkpoint(&self) -> Result<String, EngineFault> {
        Ok(self.shared().reader().journal("checkpoint")?.latest_checkpoint().note)
    }

    /// Returns a file of the published log, `checkpoint` or below `tile/`; `None` where there is none.
    pub fn tile(&self, path: &str) -> Result<Option<Vec<u8>>, EngineFault> {
        let is_plain = |part: &str| {
            !part.is_empty()
                && part.chars().all(|letter| letter.is_ascii_alphanumeric() || letter == '.')
                && part != ".."
                && part != "."
        };
        let is_published = path == "checkpoint" || path.starts_with("tile/");
        if !is_published || path.len() > 200 || !path.split('/').all(is_plain) {
            return Ok(None);
        }
        let reader = self.shared().reader();
        let file = reader.journal("tile")?.directory().join(path);
        match std::fs::read(&file) {
            Ok(bytes) => Ok(Some(bytes)),
            Err(error) if is_absent(&error) => Ok(None),
            Err(error) => Err(EngineFault::file("read", &file)(error)),
        }
    }

    /// Returns the trust file to hand out, as JSON; empty for an engine in memory.
    pub fn trust_file(&self) -> String {
        let reader = self.shared().reader();
        reader.journal("trust file").map(|journal| journal.trust().to_json()).unwrap_or_default()
    }

    /// Retires the signing key after it has signed what is durable, and goes on with a new one.
    pub fn rotate_key(&self) -> Result<String, EngineFault> {
        let directory = self.shared().directory("signing key")?;
        // The memory is asked first: the writer locks it before the journal, and nobody may do it the other way round.
        let now = self.now().microseconds();
        let mut log = self.shared().log();
        let Some(Log::Durable(journal)) = log.as_mut() else { return Err(EngineFault::Unavailable) };
        let number = u32::try_from(journal.reader().trust().keys.len()).unwrap_or(u32::MAX).saturating_add(1);
        let key = signing::make(directory, journal.origin(), number)?;
        let signed = journal.rotate_key(key, now)?;
        let path = layout::trust_file(directory);
        std::fs::write(&path, journal.trust().to_json()).map_err(EngineFault::file("write", &path))?;
        Ok(signed.note)
    }

    /// The instant that a command would have now.
    pub fn now(&self) -> Instant {
        let memory = self.shared().read();
        memory.stamp(self.shared().options.clock.now())
    }

    /// The date that a command would have now.
    pub fn business_date(&self) -> CivilDate {
        scheduler::today(self.shared())
    }

    /// What an actor may read today, or nothing where it holds no grant.
    pub fn read_scope(&self, actor: Actor) -> Option<ReadScope> {
        let memory = self.shared().read();
        let date = memory.date(memory.stamp(self.shared().options.clock.now()));
        memory.state.read_scope(actor, date)
    }

    /// Acts on everything that is due by now; the engine's own thread does so at each change of the date.
    pub fn act_on_due_dates(&self) -> DueReport {
        scheduler::act(self.shared())
    }

    /// SHA-256 over the canonical serialisation of the durable state, in hexadecimal digits.
    pub fn state_digest(&self) -> String {
        state_digest(&self.shared().read().state)
    }

    /// The log of refused attempts and of reads of personal data.
    pub fn access_log(&self) -> &AccessLog {
        &self.shared().access_log
    }

    /// Copies the zone to a new or empty directory while it goes on.
    pub fn backup(
        &self,
        to: &Path,
        progress: &mut dyn FnMut(&str),
    ) -> Result<backup::BackupReport, EngineFault> {
        backup::backup(self.shared(), to, progress)
    }

    /// Writes a snapshot of the state now, as the engine does by itself every few minutes.
    pub fn snapshot(&self) -> Result<(), EngineFault> {
        housekeeper::snapshot_now(self.shared())
    }

    /// Reads a durable entry back from the journal; `None` where the journal does not reach so far.
    pub fn entry_at(&self, position: u64) -> Result<Option<DurableEntry>, EngineFault> {
        if position >= self.position() {
            return Ok(None);
        }
        let Recorded { position, instant, actor, command_id, events, .. } =
            self.shared().reader().entry(position)?;
        Ok(Some(DurableEntry { position, instant, actor, command_id, events }))
    }

    /// Ends as a killed process does: nothing more is written, no last checkpoint, no snapshot. For simulations.
    #[cfg(any(test, feature = "faults"))]
    pub fn kill(&self) {
        if self.shared().begin_kill() {
            self.inner.end();
        }
    }

    /// Works off what is queued, then stops; commands that come later are answered "stopping".
    pub fn stop(&self) {
        self.inner.stop();
    }

    fn shared(&self) -> &Shared {
        &self.inner.shared
    }
}

impl Inner {
    fn stop(&self) {
        if self.shared.begin_stop() {
            self.end();
        }
    }

    fn end(&self) {
        // The writer works off the queue before it comes to this; where it is gone already, so be it.
        let _writer_may_be_gone = self.shared.queue.send(Work::Stop);
        let Threads { writer, others } =
            std::mem::take(&mut *self.threads.lock().unwrap_or_else(PoisonError::into_inner));
        if let Some(thread) = writer {
            join(thread);
        }
        self.shared.feed.stop();
        others.into_iter().for_each(join);
        if self.shared.directory.is_some() && !self.shared.is_killed() {
            housekeeper::finish(&self.shared);
        }
        // Gives the data directory free.
        self.shared.log().take();
    }
}

impl Drop for Inner {
    fn drop(&mut self) {
        self.stop();
    }
}

fn spawn(name: &str, run: impl FnOnce() + Send + 'static) -> Result<JoinHandle<()>, EngineFault> {
    std::thread::Builder::new().name(format!("engine-{name}")).spawn(run).map_err(EngineFault::Thread)
}

fn join(thread: JoinHandle<()>) {
    if thread.join().is_err() {
        tracing::error!("a thread of the engine panicked");
    }
}

fn is_absent(error: &std::io::Error) -> bool {
    use std::io::ErrorKind;
    matches!(error.kind(), ErrorKind::NotFound | ErrorKind::NotADirectory | ErrorKind::IsADirectory)
}
