//! The one writer: takes commands from the queue, decides them one after another, makes them durable as one batch and
//! only then answers. While one batch is made durable it decides the next ones, where commands wait, and hands them over. While
//! it works it holds the lock of the memory, so nobody reads what is not durable.
//!
//! It must never answer before the journal said "written", and never go on with a memory that may differ from the journal.

mod appending;
mod batch;

use std::collections::VecDeque;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::{Arc, RwLockWriteGuard};
use std::time::Duration;

use crossbeam_channel::{Receiver, RecvError, RecvTimeoutError, select_biased};
use etown_domain::kernel::reports::MessageDigest;
use etown_domain::{Context, Decision, FreshIds, Refusal, decide};
use etown_journal::EntryDraft;
use etown_values::Instant;

use crate::entropy::Entropy;
use crate::examine::examine;
use crate::fault::EngineFault;
use crate::feed::Durable;
use crate::idempotency::Known;
use crate::memory::Memory;
use crate::record::{self, Digest, Recorded, digest_of, hex};
use crate::shared::{COMMAND_TOO_LARGE, Queued, Shared, Work};
use crate::start;
use crate::submission::{NotAccepted, Submission};
use appending::{Appending, HANDED_OVER_MAX, Leaves, append};
use batch::{Batch, Outcome};

/// Bytes of entries after which a batch is closed.
const BATCH_BYTES_MAX: usize = 24 * 1024 * 1024;
/// Between two attempts to reopen a journal that failed.
const REOPEN_EVERY: Duration = Duration::from_secs(1);

pub(crate) struct Writer {
    shared: Arc<Shared>,
    queue: Receiver<Work>,
    entropy: Entropy,
    /// Where entries are serialised.
    scratch: Vec<u8>,
    /// The thread that appends beside this one; made when it is first wanted.
    appending: Option<Appending>,
    /// Batches that were handed over to it and whose outcome is not known.
    under_way: VecDeque<Batch>,
}

/// Deciding panicked.
struct Panicked;

/// What the writer goes on with while batches are made durable.
enum Event {
    Command(Box<Queued>),
    Stop,
    Appended(appending::Outcome),
    AllIsDurable,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Flow {
    GoOn,
    Stop,
}

impl Writer {
    pub(crate) fn new(shared: Arc<Shared>, queue: Receiver<Work>) -> Self {
        let entropy = Entropy::of(&shared.options);
        Self { shared, queue, entropy, scratch: Vec::new(), appending: None, under_way: VecDeque::new() }
    }

    /// Works until it is told to stop.
    pub(crate) fn run(mut self) {
        loop {
            let flow = match self.queue.recv_timeout(REOPEN_EVERY) {
                Ok(Work::Command(queued)) => self.work(*queued),
                Ok(Work::Stop) | Err(RecvTimeoutError::Disconnected) => Flow::Stop,
                Err(RecvTimeoutError::Timeout) => {
                    self.reopen_where_unavailable();
                    Flow::GoOn
                }
            };
            if flow == Flow::Stop {
                return;
            }
        }
    }

    /// Decides a batch that begins with this command and whatever comes meanwhile, makes all of it durable and answers it.
    fn work(&mut self, first: Queued) -> Flow {
        self.reopen_where_unavailable();
        if self.shared.is_unavailable() {
            let reference = self.report(&EngineFault::Unavailable);
            first.reply.send(Err(NotAccepted::Fault(reference)));
            return Flow::GoOn;
        }
        let shared = Arc::clone(&self.shared);
        let mut memory = shared.write();
        let (mut flow, mut first) = (Flow::GoOn, Some(first));
        loop {
            if let Some(first) = first.take() {
                let (batch, decided) = self.decide_batch(&mut memory, first);
                match decided {
                    Ok(decided) => flow = decided,
                    Err(Panicked) => return self.fail_after_panic(memory, batch),
                }
                if batch.len() == 1 && self.under_way.is_empty() && self.queue.is_empty() {
                    // Nobody else is there: another thread would only cost the time of waking it.
                    return self.finish(memory, batch, flow);
                }
                if let Err(doing) = self.hand_over(batch) {
                    self.fail(memory, &doing, None);
                    return flow;
                }
            }
            match self.wait(flow) {
                Event::Command(queued) => first = Some(*queued),
                Event::Stop => flow = Flow::Stop,
                Event::Appended(outcome) => {
                    if let Err(doing) = self.settle(outcome) {
                        self.fail(memory, &doing, None);
                        return flow;
                    }
                }
                Event::AllIsDurable => return flow,
            }
        }
    }

    /// Decides a batch that begins with this command; the flow is missing where deciding panicked.
    fn decide_batch(&mut self, memory: &mut Memory, first: Queued) -> (Batch, Result<Flow, Panicked>) {
        let mut batch = Batch::starting_at(memory.next);
        let decided = catch_unwind(AssertUnwindSafe(|| self.fill(memory, &mut batch, first)));
        batch.ends_at(memory.next);
        (batch, decided.map_err(|_panic| Panicked))
    }

    /// What comes next: an outcome, or a command where another batch may be decided and no reader waits.
    fn wait(&self, flow: Flow) -> Event {
        let takes_more = flow == Flow::GoOn
            && self.under_way.len() < HANDED_OVER_MAX
            && !self.shared.has_waiting_readers();
        let of_work = |work| match work {
            Ok(Work::Command(queued)) => Event::Command(queued),
            Ok(Work::Stop) | Err(RecvError) => Event::Stop,
        };
        let of_outcome = |outcome: Result<appending::Outcome, RecvError>| {
            Event::Appended(outcome.expect("each batch handed over before a failure has an outcome"))
        };
        match self.appending.as_ref().filter(|_| !self.under_way.is_empty()) {
            Some(appending) if takes_more => select_biased! {
                recv(appending.outcomes()) -> outcome => of_outcome(outcome),
                recv(self.queue) -> work => of_work(work),
            },
            Some(appending) => of_outcome(appending.outcomes().recv()),
            None if takes_more && !self.queue.is_empty() => of_work(self.queue.recv()),
            None => Event::AllIsDurable,
        }
    }

    /// Starts to make a batch durable beside the writer.
    fn hand_over(&mut self, mut batch: Batch) -> Result<(), String> {
        let (start, drafts) = (batch.start(), batch.take_drafts());
        self.under_way.push_back(batch);
        let spawned = match self.appending.take() {
            Some(appending) => Ok(appending),
            None => Appending::spawn(&self.shared),
        };
        match spawned {
            Ok(appending) => {
                self.appending.insert(appending).start(start, drafts);
                Ok(())
            }
            // Without another thread it is done here and now.
            Err(fault) => {
                self.report(&fault);
                self.settle(append(&self.shared, start, drafts))
            }
        }
    }

    /// Hands the first batch under way to the projection and answers it, or says what went wrong.
    fn settle(&mut self, outcome: appending::Outcome) -> Result<(), String> {
        let leaves = outcome?;
        let batch = self.under_way.pop_front().expect("an outcome is that of a batch under way");
        self.publish(batch, leaves);
        Ok(())
    }

    /// Makes a batch durable on this thread and gives the memory free.
    fn finish(&mut self, memory: RwLockWriteGuard<'_, Memory>, mut batch: Batch, flow: Flow) -> Flow {
        match append(&self.shared, batch.start(), batch.take_drafts()) {
            Ok(leaves) => {
                drop(memory);
                self.publish(batch, leaves);
            }
            Err(doing) => self.fail(memory, &doing, Some(batch)),
        }
        flow
    }

    /// A panic leaves memory and journal in doubt: what was decided before it is still made durable, and the rest is
    /// handled like an append of unknown outcome.
    fn fail_after_panic(&mut self, memory: RwLockWriteGuard<'_, Memory>, batch: Batch) -> Flow {
        let mut doing = "the writer panicked while deciding".to_owned();
        while let Event::Appended(outcome) = self.wait(Flow::Stop) {
            if let Err(before) = self.settle(outcome) {
                doing = before;
                break;
            }
        }
        self.fail(memory, &doing, Some(batch));
        Flow::GoOn
    }

    /// Rebuilds the memory from the journal and tells every command that is not answered so.
    fn fail(&mut self, mut memory: RwLockWriteGuard<'_, Memory>, doing: &str, last: Option<Batch>) {
        // The thread ends before the journal is opened again, so that nothing it still holds is appended.
        self.appending.take();
        let reference = self.start_again(&mut memory, doing);
        drop(memory);
        for batch in self.under_way.drain(..).chain(last) {
            batch.fail(&reference);
        }
    }

    /// Decides the first command and whatever else waits, up to the limits of a batch.
    fn fill(&mut self, memory: &mut Memory, batch: &mut Batch, first: Queued) -> Flow {
        self.decide(memory, batch, first);
        while batch.len() < self.shared.options.batch_max && batch.bytes() < self.batch_bytes_max() {
            match self.queue.try_recv() {
                Ok(Work::Command(queued)) => self.decide(memory, batch, *queued),
                Ok(Work::Stop) => return Flow::Stop,
                Err(_empty_or_closed) => break,
            }
        }
        Flow::GoOn
    }

    /// Bytes after which a batch is closed: soon where nothing is being made durable.
    fn batch_bytes_max(&self) -> usize {
        let outcomes = self.appending.as_ref().map_or(0, |appending| appending.outcomes().len());
        if outcomes >= self.under_way.len() {
            self.shared.options.worth_a_sync.min(BATCH_BYTES_MAX)
        } else {
            BATCH_BYTES_MAX
        }
    }

    fn decide(&mut self, memory: &mut Memory, batch: &mut Batch, queued: Queued) {
        let Queued { submission, reply } = queued;
        let digest = digest_of(&submission.bytes);
        // The reply is put into the batch first, so that a panic below still answers it.
        let slot = batch.reserve(reply);
        let outcome = match memory.idempotency.known(submission.actor, &submission.command_id, &digest) {
            Known::Same(position) => Outcome::Repeated(position),
            Known::Other(position) => Outcome::NotAccepted(NotAccepted::KeyReused { position }),
            Known::Never => self.decide_new(memory, batch, submission, digest),
        };
        batch.set(slot, outcome);
    }

    fn decide_new(
        &mut self,
        memory: &mut Memory,
        batch: &mut Batch,
        submission: Submission,
        digest: Digest,
    ) -> Outcome {
        let now = memory.stamp(self.shared.options.clock.now());
        let base = match self.entropy.fresh_base(now) {
            Ok(base) => base,
            Err(fault) => return Outcome::NotAccepted(NotAccepted::Fault(self.report(&fault))),
        };
        let mut context = Context {
            actor: submission.actor,
            now,
            business_date: memory.date(now),
            position: memory.next,
            digest: MessageDigest(hex(&digest)),
            examined: examine(&memory.state, &submission.command, now, || self.shared.origin()),
            fresh: FreshIds::from_base(base),
        };
        // Deciding changes nothing, so a broken invariant found there is this command's alone.
        let decided =
            catch_unwind(AssertUnwindSafe(|| decide(&memory.state, &submission.command, &mut context)));
        match decided {
            Err(_panic) => {
                let reference = hex(&digest[..6]);
                tracing::error!(reference, kind = submission.command.kind(), "a decision broke an invariant");
                Outcome::NotAccepted(NotAccepted::Fault(reference))
            }
            Ok(Err(refusal)) => {
                self.shared.access_log.refused(now, &submission, &refusal);
                Outcome::NotAccepted(NotAccepted::Refused(refusal))
            }
            Ok(Ok(Decision::AlreadyRecorded { position })) => Outcome::Repeated(position),
            Ok(Ok(Decision::Events(events))) => match draft(&submission, now, &events, &mut self.scratch) {
                Ok(draft) => {
                    let entry = Recorded {
                        position: memory.next,
                        instant: now,
                        kind: submission.command.kind().into(),
                        digest,
                        actor: submission.actor,
                        command_id: submission.command_id,
                        events: events.into(),
                        bytes: draft.sections().iter().map(|section| section.content.len()).sum(),
                    };
                    memory.replay(&entry);
                    batch.push(entry, draft)
                }
                Err(refusal) => {
                    self.shared.access_log.refused(now, &submission, &refusal);
                    Outcome::NotAccepted(NotAccepted::Refused(refusal))
                }
            },
        }
    }

    /// Hands durable entries to the projection and then answers.
    fn publish(&self, batch: Batch, leaves: Leaves) {
        let entries = batch.entries().iter().zip(leaves);
        let durable = entries.map(|(entry, leaf)| Durable { entry: Arc::clone(entry), leaf }).collect();
        self.shared.feed.push(durable, batch.end());
        batch.answer(|position| {
            self.shared.reader().entry(position).map_err(|fault| NotAccepted::Fault(self.report(&fault)))
        });
    }

    /// Drops the memory and opens the journal again; returns the reference under which the log tells about it.
    fn start_again(&self, memory: &mut Memory, why: &str) -> String {
        let reference = self.reference();
        tracing::error!(reference, why, "memory is dropped and rebuilt from the journal");
        // An empty state knows no user and grants nothing: whoever reads it meanwhile is denied.
        *memory = Memory::default();
        let mut log = self.shared.log();
        let closed = log.take();
        match start::reopen(closed, &self.shared) {
            Ok((reopened, rebuilt)) => {
                self.shared.set_reader(reopened.reader());
                self.shared.feed.reset(rebuilt.next);
                *memory = rebuilt;
                *log = Some(reopened);
                self.shared.set_unavailable(false);
            }
            Err(fault) => {
                self.shared.set_unavailable(true);
                tracing::error!(
                    reference,
                    fault = fault.chain(),
                    "the journal cannot be reopened; nothing is accepted"
                );
            }
        }
        reference
    }

    fn reopen_where_unavailable(&self) {
        if self.shared.is_unavailable() {
            let mut memory = self.shared.write();
            self.start_again(&mut memory, "the journal is tried again");
        }
    }

    /// Logs a fault and returns the reference that the caller is told.
    fn report(&self, fault: &EngineFault) -> String {
        let reference = self.reference();
        tracing::error!(reference, fault = fault.chain(), "a command could not be worked on");
        reference
    }

    fn reference(&self) -> String {
        format!("fault-{:x}", self.shared.options.clock.now().microseconds())
    }
}

fn draft(
    submission: &Submission,
    now: Instant,
    events: &[etown_domain::Event],
    scratch: &mut Vec<u8>,
) -> Result<EntryDraft, Refusal> {
    let sections = record::sections(submission, events, scratch)
        .expect("commands and events are made of types with a text form");
    EntryDraft::new(now.microseconds(), sections)
        .map_err(|limit| Refusal::new(&COMMAND_TOO_LARGE).at(limit.code()))
}
