//! Random bits for fresh ids, drawn from the system in large portions; in a simulation from a seed.

use etown_values::Instant;

use crate::fault::EngineFault;
use crate::options::EngineOptions;

const PORTION_BYTES: usize = 4_096;

/// A portion of random bytes and how many of them are used.
pub(crate) struct Entropy {
    bytes: Box<[u8; PORTION_BYTES]>,
    used: usize,
    #[cfg(any(test, feature = "faults"))]
    seed: Option<u64>,
}

impl Entropy {
    /// Draws as the options say.
    pub(crate) fn of(options: &EngineOptions) -> Self {
        #[cfg(not(any(test, feature = "faults")))]
        let _seeds_are_for_simulations = options;
        Self {
            bytes: Box::new([0; PORTION_BYTES]),
            used: PORTION_BYTES,
            #[cfg(any(test, feature = "faults"))]
            seed: options.id_seed,
        }
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
            self.refill()?;
            self.used = 0;
        }
        let mut word = [0; 8];
        word.copy_from_slice(&self.bytes[self.used..self.used + 8]);
        self.used += 8;
        Ok(u64::from_le_bytes(word))
    }

    fn refill(&mut self) -> Result<(), EngineFault> {
        #[cfg(any(test, feature = "faults"))]
        if let Some(seed) = &mut self.seed {
            let (words, _rest) = self.bytes.as_chunks_mut::<8>();
            for word in words {
                *seed = seed.wrapping_add(0x9e37_79b9_7f4a_7c15);
                let mixed = (*seed ^ (*seed >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
                *word = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb).to_le_bytes();
            }
            return Ok(());
        }
        getrandom::fill(self.bytes.as_mut_slice()).map_err(|_no_detail| EngineFault::NoRandomness)
    }
}
