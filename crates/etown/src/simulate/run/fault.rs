//! Planning failures at the edges, and the work of an operator: checkpoints and snapshots.

use etown_journal::{Aftermath, PlannedFault};

use super::disturb::{keep, obstruct};
use super::{OPENS, Run};
use crate::simulate::checks;
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

    /// Snapshots are files of their own, which the planned failures of the journal do not touch. One that cannot be written
    /// is told, and nothing else comes of it.
    pub(super) fn snapshot(&mut self, is_obstructed: bool) -> Result<(), Failure> {
        const WRITTEN: &str = "a snapshot is written where it can be";
        let disk = |error: std::io::Error| Failure::new(WRITTEN, error.to_string());
        if is_obstructed {
            self.say("obstructed");
            obstruct(self.bench.directory(), true).map_err(disk)?;
            let outcome = self.bench.engine().snapshot();
            obstruct(self.bench.directory(), false).map_err(disk)?;
            return require(outcome.is_err() && self.bench.engine().is_available(), WRITTEN, || {
                format!("an obstructed snapshot came to {outcome:?}")
            });
        }
        let written = self.bench.engine().snapshot();
        written.map_err(|fault| Failure::new(WRITTEN, fault.chain()))?;
        self.keep_files()
    }

    /// Copies the snapshot and the query database as they are now.
    pub(super) fn keep_files(&mut self) -> Result<(), Failure> {
        checks::projection::wait(self)?;
        keep(self.bench.directory()).map_err(|error| Failure::new(OPENS, error.to_string()))
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
