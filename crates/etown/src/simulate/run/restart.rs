//! Ending the engine and opening it again, with what may have happened to its files meanwhile. Only what is computed from
//! the journal is touched here: the snapshot, the query database, and files that no checkpoint covers.

use std::path::Path;

use etown_journal::PlannedFault;

use super::{OPENS, Run};
use crate::simulate::checks;
use crate::simulate::engine::Ending;
use crate::simulate::failure::{Failure, require};
use crate::zone::random::Seeded;

impl Run<'_> {
    pub(super) fn restart(&mut self, seeded: &mut Seeded) -> Result<(), Failure> {
        let ending = if seeded.between(0, 2) == 0 { Ending::Stopped } else { Ending::Killed };
        self.say(&format!("{ending:?}"));
        self.bench.end(ending);
        let done = disturb(self.bench.directory(), seeded)
            .map_err(|error| Failure::new(OPENS, format!("the directory cannot be changed: {error}")))?;
        self.say(done);
        #[cfg(test)]
        if let Some(planted) = &mut self.planted {
            planted.at_restart(self.bench.directory());
        }
        if seeded.between(0, 3) == 0 {
            let fault = fault_of_a_start(seeded);
            self.say(&format!("{fault:?} while starting"));
            // Whether it starts or not: the process ends, and the next one must start.
            let _may_have_started = self.bench.open_with(fault);
            self.bench.end(Ending::Killed);
        }
        self.open_again()?;
        self.after_restart()
    }

    /// Kills the engine as it is and opens it again.
    pub(super) fn kill_and_open(&mut self) -> Result<(), Failure> {
        self.bench.end(Ending::Killed);
        self.open_again()?;
        self.after_restart()
    }

    pub(super) fn open_again(&mut self) -> Result<(), Failure> {
        self.tally.restarts += 1;
        self.bench.open().map_err(|fault| Failure::new(OPENS, fault.chain()))
    }

    /// Nothing was under way when the engine ended, so everything acknowledged must be there and nothing else.
    fn after_restart(&mut self) -> Result<(), Failure> {
        let (durable, known) = (self.bench.engine().position(), self.mirror.length());
        require(durable >= known, "no acknowledged entry is lost", || {
            format!("{durable} of {known} acknowledged entries are there")
        })?;
        self.require_position()?;
        checks::state::compare(self)?;
        checks::at_restart::compare(self)
    }
}

fn fault_of_a_start(seeded: &mut Seeded) -> PlannedFault {
    match seeded.between(0, 3) {
        0 => PlannedFault::ShortWrite { after_bytes: seeded.between(0, 3_000) },
        1 => PlannedFault::SyncError { after_syncs: 0 },
        2 => PlannedFault::PowerCut { after_syncs: 0, draw: seeded.next() },
        _ => PlannedFault::StopAtStep { after_steps: seeded.between(0, 4) },
    }
}

/// Changes files that may be lost or damaged without harm.
fn disturb(directory: &Path, seeded: &mut Seeded) -> std::io::Result<&'static str> {
    let snapshot = directory.join("snapshot").join("state");
    let prepared = directory.join("journal").join("segments").join("next.prepared");
    match seeded.between(0, 7) {
        0 => remove(&snapshot).map(|()| "snapshot deleted"),
        1 => change(&snapshot, |bytes| flip(bytes, seeded)).map(|()| "snapshot damaged"),
        2 => change(&snapshot, |bytes| bytes.truncate(bytes.len() / 2)).map(|()| "snapshot cut short"),
        3 => {
            for name in ["projection.db", "projection.db-wal", "projection.db-shm"] {
                remove(&directory.join(name))?;
            }
            Ok("query database deleted")
        }
        4 => change(&directory.join("projection.db"), |bytes| bytes.truncate(bytes.len() / 2))
            .map(|()| "query database cut short"),
        5 => {
            change(&prepared, |bytes| bytes.truncate(bytes.len() / 3)).map(|()| "prepared segment cut short")
        }
        6 => match std::fs::remove_dir_all(directory.join("journal").join("tile")) {
            Err(error) if error.kind() != std::io::ErrorKind::NotFound => Err(error),
            _ => Ok("tiles deleted"),
        },
        _ => Ok("files left alone"),
    }
}

fn remove(path: &Path) -> std::io::Result<()> {
    match std::fs::remove_file(path) {
        Err(error) if error.kind() != std::io::ErrorKind::NotFound => Err(error),
        _ => Ok(()),
    }
}

fn change(path: &Path, change: impl FnOnce(&mut Vec<u8>)) -> std::io::Result<()> {
    if !path.exists() {
        return Ok(());
    }
    let mut bytes = std::fs::read(path)?;
    change(&mut bytes);
    std::fs::write(path, bytes)
}

fn flip(bytes: &mut [u8], seeded: &mut Seeded) {
    if !bytes.is_empty() {
        let position = seeded.position(bytes.len());
        bytes[position] ^= 1 << seeded.between(0, 7);
    }
}
