//! The one place where bytes of a segment reach the disk, so that tests can plan its failures.
//!
//! A planned failure behaves like the real one: what was written before it stays written, and everything
//! after it fails too.

use std::fs::File;
use std::io;
use std::os::unix::fs::FileExt as _;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};

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
    /// No new segment can be made after this many.
    NoRoomForSegment { after_segments: u64 },
}

/// A planned failure, shared by all files of a journal; only builds with the feature `faults` can open with
/// one.
#[derive(Debug)]
pub struct FaultPlan {
    fault: PlannedFault,
    seen: AtomicU64,
    has_struck: AtomicBool,
}

impl FaultPlan {
    /// Plans one failure.
    pub fn new(fault: PlannedFault) -> Arc<Self> {
        Arc::new(Self { fault, seen: AtomicU64::new(0), has_struck: AtomicBool::new(false) })
    }

    /// True once the planned failure has happened.
    pub fn has_struck(&self) -> bool {
        self.has_struck.load(Ordering::SeqCst)
    }

    fn strike(&self, kind: io::ErrorKind) -> io::Error {
        self.has_struck.store(true, Ordering::SeqCst);
        io::Error::new(kind, "planned failure")
    }

    /// How many of `wanted` bytes may be written, and the failure that follows where it is fewer.
    fn before_write(&self, wanted: u64) -> Option<(u64, io::Error)> {
        if self.has_struck.load(Ordering::SeqCst) {
            return Some((0, self.strike(io::ErrorKind::Other)));
        }
        let (after_bytes, kind) = match self.fault {
            PlannedFault::DiskFull { after_bytes } => (after_bytes, io::ErrorKind::StorageFull),
            PlannedFault::ShortWrite { after_bytes } => (after_bytes, io::ErrorKind::WriteZero),
            _ => return None,
        };
        let seen = self.seen.fetch_add(wanted, Ordering::SeqCst);
        let room = after_bytes.saturating_sub(seen);
        (room < wanted).then(|| (room, self.strike(kind)))
    }

    fn before_sync(&self) -> Option<io::Error> {
        if self.has_struck.load(Ordering::SeqCst) {
            return Some(self.strike(io::ErrorKind::Other));
        }
        let (after_syncs, kind) = match self.fault {
            PlannedFault::SyncError { after_syncs } => (after_syncs, io::ErrorKind::Other),
            PlannedFault::StopBeforeSync { after_syncs } => (after_syncs, io::ErrorKind::Interrupted),
            _ => return None,
        };
        (self.seen.fetch_add(1, Ordering::SeqCst) >= after_syncs).then(|| self.strike(kind))
    }

    pub(crate) fn before_segment(&self) -> Option<io::Error> {
        let PlannedFault::NoRoomForSegment { after_segments } = self.fault else { return None };
        (self.seen.fetch_add(1, Ordering::SeqCst) >= after_segments)
            .then(|| self.strike(io::ErrorKind::StorageFull))
    }
}

/// A segment's file with the failures planned for it.
#[derive(Debug)]
pub(crate) struct Medium {
    file: File,
    faults: Option<Arc<FaultPlan>>,
}

impl Medium {
    pub(crate) fn new(file: File, faults: Option<Arc<FaultPlan>>) -> Self {
        Self { file, faults }
    }

    pub(crate) fn write_all_at(&self, bytes: &[u8], offset: u64) -> io::Result<()> {
        let wanted = u64::try_from(bytes.len()).map_err(io::Error::other)?;
        match self.faults.as_ref().and_then(|plan| plan.before_write(wanted)) {
            None => self.file.write_all_at(bytes, offset),
            Some((room, error)) => {
                let room = usize::try_from(room).map_err(io::Error::other)?;
                self.file.write_all_at(&bytes[..room], offset)?;
                Err(error)
            }
        }
    }

    /// Makes written bytes durable; the length never changes, so the data alone is enough.
    pub(crate) fn sync(&self) -> io::Result<()> {
        match self.faults.as_ref().and_then(|plan| plan.before_sync()) {
            None => Ok(rustix::fs::fdatasync(&self.file)?),
            Some(error) => Err(error),
        }
    }

    pub(crate) fn read_exact_at(&self, bytes: &mut [u8], offset: u64) -> io::Result<()> {
        self.file.read_exact_at(bytes, offset)
    }

    /// Reads until `bytes` is full or the file ends; returns how many bytes were read.
    pub(crate) fn read_at_most(&self, bytes: &mut [u8], offset: u64) -> io::Result<usize> {
        let mut filled = 0;
        while filled < bytes.len() {
            let at = offset + u64::try_from(filled).map_err(io::Error::other)?;
            match self.file.read_at(&mut bytes[filled..], at) {
                Ok(0) => break,
                Ok(read) => filled += read,
                Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
                Err(error) => return Err(error),
            }
        }
        Ok(filled)
    }
}
