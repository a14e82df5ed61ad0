//! What happens beside the commands: signed checkpoints every second, snapshots every few minutes, the access log made
//! durable. None of it is needed for an answer.

use std::sync::Arc;
use std::time::Instant;

use crate::fault::EngineFault;
use crate::layout;
use crate::shared::Shared;
use crate::snapshot::{self, Taken};

/// Entries since the last snapshot below which a new one is not worth its time.
const ENTRIES_WORTH_A_SNAPSHOT: u64 = 1;

/// Runs until the engine stops, and once more then.
pub(crate) fn run(shared: &Arc<Shared>) {
    let mut last_snapshot = Instant::now();
    let mut in_snapshot = shared.feed.durable();
    while !shared.is_stopping() {
        shared.feed.pause(shared.options.checkpoint_every);
        if shared.is_unavailable() || shared.is_killed() {
            continue;
        }
        publish(shared);
        shared.access_log.flush();
        if last_snapshot.elapsed() >= shared.options.snapshot_every {
            last_snapshot = Instant::now();
            in_snapshot = take_snapshot(shared, in_snapshot);
        }
    }
}

/// The last round, when the writer has stopped.
pub(crate) fn finish(shared: &Shared) {
    shared.access_log.flush();
    if !shared.is_unavailable() {
        publish(shared);
        take_snapshot(shared, 0);
    }
}

/// Writes a snapshot of the state now.
pub(crate) fn snapshot_now(shared: &Shared) -> Result<(), EngineFault> {
    let directory = shared.directory("snapshot")?;
    let taken = Taken::of(&shared.read());
    if shared.is_unavailable() {
        return Err(EngineFault::Unavailable);
    }
    snapshot::write(&layout::snapshot(directory), &shared.reader(), &taken)
}

fn publish(shared: &Shared) {
    let reader = shared.reader();
    let Ok(journal) = reader.journal("checkpoint") else { return };
    if journal.size() == journal.latest_checkpoint().checkpoint.size {
        return;
    }
    if let Err(fault) = journal.checkpoint() {
        tracing::error!(fault = EngineFault::from(fault).chain(), "no checkpoint could be published");
    }
}

/// Writes a snapshot where there is enough new, and returns how many entries the last one holds.
fn take_snapshot(shared: &Shared, last: u64) -> u64 {
    let Some(directory) = &shared.directory else { return last };
    let taken = {
        let memory = shared.read();
        if shared.is_unavailable() || memory.next < last.saturating_add(ENTRIES_WORTH_A_SNAPSHOT) {
            return last;
        }
        Taken::of(&memory)
    };
    match snapshot::write(&layout::snapshot(directory), &shared.reader(), &taken) {
        Ok(()) => taken.entries(),
        Err(fault) => {
            tracing::error!(fault = fault.chain(), "no snapshot could be written");
            last
        }
    }
}
