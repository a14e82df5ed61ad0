//! A seeded sequence of numbers: the same seed makes the same year on every machine. It must never be used for secrets.

/// `SplitMix64`, by its published recurrence.
#[derive(Clone, Debug)]
pub(crate) struct Seeded(u64);

impl Seeded {
    pub(crate) const fn new(seed: u64) -> Self {
        Self(seed)
    }

    pub(crate) const fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut mixed = self.0;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        mixed ^ (mixed >> 31)
    }

    /// A number from `least` to `most`, both included. The bias of the remainder does not matter here.
    pub(crate) fn between(&mut self, least: u64, most: u64) -> u64 {
        let span = most.saturating_sub(least).saturating_add(1).max(1);
        least + self.next() % span
    }

    /// A position in a list of this length, which is not empty.
    pub(crate) fn position(&mut self, length: usize) -> usize {
        let last = u64::try_from(length).unwrap_or(u64::MAX).saturating_sub(1);
        usize::try_from(self.between(0, last)).unwrap_or_default()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_sequence_is_the_published_one() {
        let mut seeded = Seeded::new(1_234_567);
        assert_eq!(seeded.next(), 6_457_827_717_110_365_317);
        assert_eq!(seeded.next(), 3_203_168_211_198_807_973);
    }

    #[test]
    fn numbers_stay_between_their_bounds() {
        let mut seeded = Seeded::new(1);
        assert!((0..1_000).all(|_| (3..=7).contains(&seeded.between(3, 7))));
        assert_eq!(seeded.position(1), 0);
    }
}
