//! Ending the engine and opening it again, with what may have happened to its files meanwhile.

use etown_journal::PlannedFault;

use super::disturb::{Disturbance, disturb};
use super::{OPENS, Run};
use crate::simulate::checks;
use crate::simulate::engine::Ending;
use crate::simulate::failure::{Failure, require};
use crate::zone::random::Seeded;

impl Run<'_> {
    pub(super) fn restart(&mut self, seeded: &mut Seeded) -> Result<(), Failure> {
        let ending = if seeded.between(0, 2) == 0 { Ending::Stopped } else { Ending::Killed };
        self.say(&format!("{ending:?}"));
        let disturbance = Disturbance::drawn(seeded);
        if disturbance == Disturbance::DatabaseTorn {
            self.keep_files()?;
        }
        self.bench.end(ending);
        let done = disturb(self.bench.directory(), disturbance, seeded)
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
