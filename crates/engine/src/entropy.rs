//! Random bits for fresh ids, drawn from the system in large portions.

use etown_values::Instant;

use crate::fault::EngineFault;

const PORTION_BYTES: usize = 4_096;

/// A portion of random bytes and how many of them are used.
pub(crate) struct Entropy {
    bytes: Box<[u8; PORTION_BYTES]>,
    used: usize,
}

impl Default for Entropy {
    fn default() -> Self {
        Self { bytes: Box::new([0; PORTION_BYTES]), used: PORTION_BYTES }
    }
}

impl Entropy {
    /// Returns a base for the ids of one command: 48 bits of milliseconds, 64 random bits and 16 zero bits, so that
    /// ids sort by time and the ids of a command follow each other without meeting another command's.
    pub(crate) fn fresh_base(&mut self, now: Instant) -> Result<u128, EngineFault> {
        let milliseconds =
            u64::try_from(now.microseconds().div_euclid(1_000)).unwrap_or(0) & 0xffff_ffff_ffff;
        Ok((u128::from(milliseconds) << 80) | (u128::from(self.random()?) << 16))
    }

    fn random(&mut self) -> Result<u64, EngineFault> {
        if self.used + 8 > PORTION_BYTES {
            getrandom::fill(self.bytes.as_mut_slice()).map_err(|_no_detail| EngineFault::NoRandomness)?;
            self.used = 0;
        }
        let mut word = [0; 8];
        word.copy_from_slice(&self.bytes[self.used..self.used + 8]);
        self.used += 8;
        Ok(u64::from_le_bytes(word))
    }
}
