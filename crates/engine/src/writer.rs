//! The one writer: takes commands from the queue, decides them one after another, makes them durable as one batch and
//! only then answers. While one batch is made durable it decides the next one, where commands wait. While it works it holds
//! the lock of the memory, so nobody reads what is not durable.
//!
//! It must never answer before the journal said "written", and never go on with a memory that may differ from the journal.

mod appending;
mod batch;

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::mpsc::{Receiver, RecvTimeoutError};
use std::sync::{Arc, RwLockWriteGuard};
use std::time::Duration;

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
use appending::{Appending, append};
use batch::{Batch, Outcome};

/// Bytes of entries after which a batch is closed.
const BATCH_BYTES_MAX: usize = 24 * 1024 * 1024;
/// Between two attempts to reopen a journal that failed.
const REOPEN_EVERY: Duration = Duration::from_secs(1);

pub(crate) struct Writer {
    shared: Arc<Shared>,
    queue: Receiver<Work>,
    entropy: Entropy,
    /// The thread that appends beside this one; made when it is first wanted.
    appending: Option<Appending>,
}

/// The leaf hashes of a batch that is durable.
type Leaves = Vec<[u8; 32]>;

/// A batch that is being made durable; its outcome where it is known already.
struct UnderWay {
    batch: Batch,
    outcome: Option<appending::Outcome>,
}

/// Deciding panicked.
struct Panicked;

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Flow {
    GoOn,
    Stop,
}

impl Writer {
    pub(crate) fn new(shared: Arc<Shared>, queue: Receiver<Work>) -> Self {
        let entropy = Entropy::of(&shared.options);
        Self { shared, queue, entropy, appending: None }
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

    /// Decides a batch that begins with this command, makes it durable and answers it.
    fn work(&mut self, first: Queued) -> Flow {
        self.reopen_where_unavailable();
        if self.shared.is_unavailable() {
            let reference = self.report(&EngineFault::Unavailable);
            first.reply.send(Err(NotAccepted::Fault(reference)));
            return Flow::GoOn;
        }
        let shared = Arc::clone(&self.shared);
        let mut memory = shared.write();
        let (mut first, mut under_way) = (first, None);
        loop {
            let (batch, decided) = self.decide_batch(&mut memory, first);
            // What was decided before must be durable before this batch is appended.
            let durable = match under_way.take().map(|before| self.outcome_of(before)) {
                Some(Err((before, doing))) => {
                    let reference = self.start_again(&mut memory, &doing);
                    drop(memory);
                    before.fail(&reference);
                    batch.fail(&reference);
                    return decided.unwrap_or(Flow::GoOn);
                }
                Some(Ok(durable)) => Some(durable),
                None => None,
            };
            // A panic leaves memory and journal in doubt; it is handled like an append of unknown outcome.
            let Ok(flow) = decided else {
                self.publish(durable);
                let reference = self.start_again(&mut memory, "the writer panicked while deciding");
                drop(memory);
                batch.fail(&reference);
                return Flow::GoOn;
            };
            let (flow, next) = self.next(flow);
            let Some(next) = next else {
                self.publish(durable);
                return self.finish(memory, batch, flow);
            };
            under_way = Some(self.start(batch));
            self.publish(durable);
            first = next;
        }
    }

    /// Decides a batch that begins with this command; the flow is missing where deciding panicked.
    fn decide_batch(&mut self, memory: &mut Memory, first: Queued) -> (Batch, Result<Flow, Panicked>) {
        let mut batch = Batch::starting_at(memory.next);
        let decided = catch_unwind(AssertUnwindSafe(|| self.fill(memory, &mut batch, first)));
        batch.ends_at(memory.next);
        (batch, decided.map_err(|_panic| Panicked))
    }

    /// The command with which the next batch begins, where one waits and no reader does.
    fn next(&self, flow: Flow) -> (Flow, Option<Queued>) {
        if flow == Flow::Stop || self.shared.has_waiting_readers() {
            return (flow, None);
        }
        match self.queue.try_recv() {
            Ok(Work::Command(queued)) => (flow, Some(*queued)),
            Ok(Work::Stop) => (Flow::Stop, None),
            Err(_empty_or_closed) => (flow, None),
        }
    }

    /// Starts to make a batch durable beside the writer.
    fn start(&mut self, mut batch: Batch) -> UnderWay {
        let (start, drafts) = (batch.start(), batch.take_drafts());
        let appending = match &self.appending {
            Some(appending) => Ok(appending),
            None => Appending::spawn(&self.shared).map(|spawned| &*self.appending.insert(spawned)),
        };
        match appending {
            Ok(appending) => {
                appending.start(start, drafts);
                UnderWay { batch, outcome: None }
            }
            // Without another thread it is done here and now.
            Err(fault) => {
                self.report(&fault);
                UnderWay { batch, outcome: Some(append(&self.shared, start, drafts)) }
            }
        }
    }

    /// Waits until a batch that was started is durable.
    fn outcome_of(&self, before: UnderWay) -> Result<(Batch, Leaves), (Batch, String)> {
        let UnderWay { batch, outcome } = before;
        let waited = outcome.or_else(|| self.appending.as_ref().map(Appending::outcome));
        match waited.expect("a batch that was started has a thread or its outcome") {
            Ok(leaves) => Ok((batch, leaves)),
            Err(doing) => Err((batch, doing)),
        }
    }

    /// Makes the last batch durable and gives the memory free.
    fn finish(&self, mut memory: RwLockWriteGuard<'_, Memory>, mut batch: Batch, flow: Flow) -> Flow {
        match append(&self.shared, batch.start(), batch.take_drafts()) {
            Ok(leaves) => {
                drop(memory);
                self.publish(Some((batch, leaves)));
            }
            Err(doing) => {
                let reference = self.start_again(&mut memory, &doing);
                drop(memory);
                batch.fail(&reference);
            }
        }
        flow
    }

    /// Decides the first command and whatever else waits, up to the limits of a batch.
    fn fill(&mut self, memory: &mut Memory, batch: &mut Batch, first: Queued) -> Flow {
        self.decide(memory, batch, first);
        while batch.len() < self.shared.options.batch_max && batch.bytes() < BATCH_BYTES_MAX {
            match self.queue.try_recv() {
                Ok(Work::Command(queued)) => self.decide(memory, batch, *queued),
                Ok(Work::Stop) => return Flow::Stop,
                Err(_empty_or_closed) => break,
            }
        }
        Flow::GoOn
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
            Ok(Ok(Decision::Events(events))) => match draft(&submission, now, &events) {
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
    fn publish(&self, durable: Option<(Batch, Leaves)>) {
        let Some((batch, leaves)) = durable else { return };
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
) -> Result<EntryDraft, Refusal> {
    let sections =
        record::sections(submission, events).expect("commands and events are made of types with a text form");
    EntryDraft::new(now.microseconds(), sections)
        .map_err(|limit| Refusal::new(&COMMAND_TOO_LARGE).at(limit.code()))
}
