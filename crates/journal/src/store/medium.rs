//! The one place where bytes of a segment reach the disk, so that tests can plan its failures.
//!
//! Where a power cut is planned it remembers what the last sync has not covered, to take it back as a disk would.

use std::fs::File;
use std::io;
use std::os::unix::fs::FileExt as _;
use std::sync::{Arc, Mutex, PoisonError};

use super::plan::FaultPlan;

/// The disk writes so many aligned bytes whole or not at all.
const SECTOR_BYTES: u64 = 512;

/// A segment's file with the failures planned for it.
#[derive(Debug)]
pub(crate) struct Medium {
    file: File,
    faults: Option<Arc<FaultPlan>>,
    /// What stood where bytes were written since the last sync; kept only under a plan.
    unsynced: Mutex<Vec<Before>>,
}

#[derive(Debug)]
struct Before {
    offset: u64,
    bytes: Vec<u8>,
}

impl Medium {
    pub(crate) fn new(file: File, faults: Option<Arc<FaultPlan>>) -> Self {
        Self { file, faults, unsynced: Mutex::default() }
    }

    pub(crate) fn write_all_at(&self, bytes: &[u8], offset: u64) -> io::Result<()> {
        let Some(plan) = &self.faults else { return self.file.write_all_at(bytes, offset) };
        let wanted = u64::try_from(bytes.len()).map_err(io::Error::other)?;
        let refused = plan.before_write(wanted);
        let room = refused.as_ref().map_or(wanted, |(room, _)| *room);
        let room = usize::try_from(room).map_err(io::Error::other)?;
        self.remember(room, offset)?;
        self.file.write_all_at(&bytes[..room], offset)?;
        refused.map_or(Ok(()), |(_, error)| Err(error))
    }

    /// Makes written bytes durable; the length never changes, so the data alone is enough.
    pub(crate) fn sync(&self) -> io::Result<()> {
        if let Some(plan) = &self.faults
            && let Some(error) = plan.before_sync()
        {
            if let Some(draw) = plan.power_cut() {
                self.lose_sectors(draw)?;
            }
            return Err(error);
        }
        rustix::fs::fdatasync(&self.file)?;
        if self.faults.is_some() {
            self.unsynced.lock().unwrap_or_else(PoisonError::into_inner).clear();
        }
        Ok(())
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

    /// Keeps what stands in the sectors that are about to be written.
    fn remember(&self, length: usize, offset: u64) -> io::Result<()> {
        if length == 0 || self.faults.as_ref().is_none_or(|plan| plan.power_cut().is_none()) {
            return Ok(());
        }
        let start = offset - offset % SECTOR_BYTES;
        let end = (offset + u64::try_from(length).map_err(io::Error::other)?).next_multiple_of(SECTOR_BYTES);
        let mut bytes = vec![0; usize::try_from(end - start).map_err(io::Error::other)?];
        let filled = self.read_at_most(&mut bytes, start)?;
        bytes.truncate(filled);
        self.unsynced.lock().unwrap_or_else(PoisonError::into_inner).push(Before { offset: start, bytes });
        Ok(())
    }

    /// Takes back what had not reached the disk, sector by sector, the last write first.
    fn lose_sectors(&self, draw: u64) -> io::Result<()> {
        let mut unsynced = self.unsynced.lock().unwrap_or_else(PoisonError::into_inner);
        while let Some(before) = unsynced.pop() {
            let sectors = before.bytes.chunks(usize::try_from(SECTOR_BYTES).map_err(io::Error::other)?);
            for (number, sector) in (before.offset / SECTOR_BYTES..).zip(sectors) {
                if is_lost(draw, number) {
                    self.file.write_all_at(sector, number * SECTOR_BYTES)?;
                }
            }
        }
        Ok(())
    }
}

/// One draw in four loses everything, one nothing, the others about every second sector.
fn is_lost(draw: u64, sector: u64) -> bool {
    match draw % 4 {
        0 => true,
        1 => false,
        _ => (draw ^ sector).wrapping_mul(0x9e37_79b9_7f4a_7c15) >> 63 == 1,
    }
}
