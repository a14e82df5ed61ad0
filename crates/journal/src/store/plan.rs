//! Planned failures of a journal's files, for tests and for the simulator. Without a plan nothing here runs.
//!
//! A planned failure behaves like the real one: what was written before it stays written, and everything
//! after it fails too, until the journal is opened again by a process that lives.

use std::io;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

/// Which failure is planned and when.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum PlannedFault {
    /// The disk is full after this many bytes of batches; the failing write is cut there.
    DiskFull { after_bytes: u64 },
    /// A write ends early without an operating system error.
    ShortWrite { after_bytes: u64 },
    /// The sync after this many good ones fails.
    SyncError { after_syncs: u64 },
    /// The process stops between a write and its sync; nothing after reaches the disk.
    StopBeforeSync { after_syncs: u64 },
    /// The power fails at the sync after this many good ones. Of what was written since the last good sync, each
    /// sector reached the disk or did not, as this draw says.
    PowerCut { after_syncs: u64, draw: u64 },
    /// No new segment can be made after this many.
    NoRoomForSegment { after_segments: u64 },
    /// The process stops at this step of naming a segment or publishing; a file in the making is left half written.
    StopAtStep { after_steps: u64 },
}

/// What a planned failure leaves behind.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Aftermath {
    /// The files work again once the journal is opened again.
    Heals,
    /// Opening again fails too, as for a process that has ended.
    Lasts,
}

/// A plan of failures, shared by all files of a journal; only builds with the feature `faults` can open with one.
#[derive(Debug)]
pub struct FaultPlan {
    planned: Mutex<Planned>,
}

#[derive(Debug)]
struct Planned {
    fault: Option<PlannedFault>,
    aftermath: Aftermath,
    /// Bytes, syncs, segments or steps that went well since the fault was planned.
    seen: u64,
    has_struck: bool,
    is_down: bool,
}

impl FaultPlan {
    /// Plans one failure, after which the files work again once the journal is opened again.
    pub fn new(fault: PlannedFault) -> Arc<Self> {
        let plan = Self::without_fault();
        plan.arm(fault, Aftermath::Heals);
        plan
    }

    /// A plan without a failure yet.
    pub fn without_fault() -> Arc<Self> {
        let planned =
            Planned { fault: None, aftermath: Aftermath::Heals, seen: 0, has_struck: false, is_down: false };
        Arc::new(Self { planned: Mutex::new(planned) })
    }

    /// Plans a failure in place of the one before; what it counts begins now.
    pub fn arm(&self, fault: PlannedFault, aftermath: Aftermath) {
        *self.planned() =
            Planned { fault: Some(fault), aftermath, seen: 0, has_struck: false, is_down: false };
    }

    /// Plans nothing any more, whether the failure has struck or not.
    pub fn disarm(&self) {
        let mut planned = self.planned();
        (planned.fault, planned.has_struck, planned.is_down) = (None, false, false);
    }

    /// True once the planned failure has happened.
    pub fn has_struck(&self) -> bool {
        self.planned().has_struck
    }

    /// The journal is opened again: a failure that has struck is over, unless it lasts.
    pub fn reopened(&self) {
        let mut planned = self.planned();
        if planned.has_struck && planned.aftermath == Aftermath::Heals {
            planned.is_down = false;
            planned.fault = None;
        }
    }

    fn planned(&self) -> MutexGuard<'_, Planned> {
        self.planned.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// How many of `wanted` bytes may be written, and the failure that follows where it is fewer.
    pub(super) fn before_write(&self, wanted: u64) -> Option<(u64, io::Error)> {
        let mut planned = self.planned();
        if planned.is_down {
            return Some((0, failure(io::ErrorKind::Other)));
        }
        let (after_bytes, kind) = match planned.fault {
            Some(PlannedFault::DiskFull { after_bytes }) => (after_bytes, io::ErrorKind::StorageFull),
            Some(PlannedFault::ShortWrite { after_bytes }) => (after_bytes, io::ErrorKind::WriteZero),
            _ => return None,
        };
        let room = after_bytes.saturating_sub(planned.seen);
        planned.seen = planned.seen.saturating_add(wanted);
        (room < wanted).then(|| (room, planned.strike(kind)))
    }

    pub(super) fn before_sync(&self) -> Option<io::Error> {
        let mut planned = self.planned();
        let (after_syncs, kind) = match planned.fault {
            Some(PlannedFault::SyncError { after_syncs }) => (after_syncs, io::ErrorKind::Other),
            Some(
                PlannedFault::StopBeforeSync { after_syncs } | PlannedFault::PowerCut { after_syncs, .. },
            ) => (after_syncs, io::ErrorKind::Interrupted),
            _ => (u64::MAX, io::ErrorKind::Other),
        };
        planned.count(after_syncs, kind)
    }

    pub(super) fn before_segment(&self) -> Option<io::Error> {
        let mut planned = self.planned();
        let Some(PlannedFault::NoRoomForSegment { after_segments }) = planned.fault else {
            return planned.is_down.then(|| failure(io::ErrorKind::Other));
        };
        let is_full = planned.seen >= after_segments;
        planned.seen = planned.seen.saturating_add(1);
        // Writes into the segments that are there still succeed.
        planned.has_struck |= is_full;
        is_full.then(|| failure(io::ErrorKind::StorageFull))
    }

    /// Asked before each step of naming a segment or publishing.
    pub(super) fn before_step(&self) -> io::Result<()> {
        let mut planned = self.planned();
        let after_steps = match planned.fault {
            Some(PlannedFault::StopAtStep { after_steps }) => after_steps,
            _ => u64::MAX,
        };
        planned.count(after_steps, io::ErrorKind::Interrupted).map_or(Ok(()), Err)
    }

    /// The draw of a power cut, where one is planned.
    pub(super) fn power_cut(&self) -> Option<u64> {
        match self.planned().fault {
            Some(PlannedFault::PowerCut { draw, .. }) => Some(draw),
            _ => None,
        }
    }
}

impl Planned {
    fn strike(&mut self, kind: io::ErrorKind) -> io::Error {
        self.has_struck = true;
        self.is_down = true;
        failure(kind)
    }

    /// Counts one thing of the kind that the plan counts, or fails.
    fn count(&mut self, good: u64, kind: io::ErrorKind) -> Option<io::Error> {
        if self.is_down {
            return Some(failure(io::ErrorKind::Other));
        }
        if good == u64::MAX {
            return None;
        }
        if self.seen >= good {
            return Some(self.strike(kind));
        }
        self.seen = self.seen.saturating_add(1);
        None
    }
}

fn failure(kind: io::ErrorKind) -> io::Error {
    io::Error::new(kind, "planned failure")
}

/// Asks the plan, where there is one, before a step of naming a segment or publishing.
pub(super) fn step(faults: Option<&FaultPlan>) -> io::Result<()> {
    faults.map_or(Ok(()), FaultPlan::before_step)
}
