//! Planning failures at the edges, and the work of an operator: checkpoints and snapshots.

use etown_journal::{Aftermath, PlannedFault};

use super::Run;
use crate::simulate::failure::{Failure, require};
use crate::zone::random::Seeded;

/// Bytes of some commands.
const BYTES_MAX: u64 = 30_000;

/// Draws a failure that strikes within the next commands, if no restart comes first.
pub(super) fn draw(seeded: &mut Seeded) -> (PlannedFault, Aftermath) {
    let aftermath = if seeded.between(0, 1) == 0 { Aftermath::Heals } else { Aftermath::Lasts };
    let after_bytes = seeded.between(0, BYTES_MAX);
    let after_syncs = seeded.between(0, 12);
    match seeded.between(0, 8) {
        0 => (PlannedFault::DiskFull { after_bytes }, aftermath),
        1 | 2 => (PlannedFault::ShortWrite { after_bytes }, aftermath),
        3 => (PlannedFault::SyncError { after_syncs }, aftermath),
        4 => (PlannedFault::StopBeforeSync { after_syncs }, aftermath),
        5 => (PlannedFault::NoRoomForSegment { after_segments: 0 }, aftermath),
        6 => (PlannedFault::StopAtStep { after_steps: seeded.between(0, 9) }, aftermath),
        _ => (PlannedFault::PowerCut { after_syncs, draw: seeded.next() }, Aftermath::Lasts),
    }
}

impl Run<'_> {
    pub(super) fn checkpoint(&mut self) -> Result<(), Failure> {
        match self.bench.engine().checkpoint() {
            Ok(_note) => Ok(()),
            Err(fault) => {
                // Whoever sends the next command meets a journal that has to be opened again.
                self.say("failed");
                require(self.bench.has_struck(), "a checkpoint is published", || fault.chain())
            }
        }
    }

    /// Snapshots are files of their own, which the planned failures of the journal do not touch.
    pub(super) fn snapshot(&mut self) -> Result<(), Failure> {
        let written = self.bench.engine().snapshot();
        written.map_err(|fault| Failure::new("a snapshot is written", fault.chain()))
    }

    /// Where a failure has struck without a command meeting it: a killed process is started again.
    pub(super) fn settle_faults(&mut self) -> Result<(), Failure> {
        if !self.bench.has_struck() {
            return Ok(());
        }
        self.tally.faults += 1;
        self.kill_and_open()
    }
}
