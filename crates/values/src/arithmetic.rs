//! Exact multiplication, division and splitting of 128-bit integers through 256-bit intermediates.
//!
//! Each result is exact and rounded once, by the rounding the caller names. Nothing wraps or saturates: what does not
//! fit is an error.

use alloc::vec::Vec;
use core::cmp::{Ordering, Reverse};

use ethnum::{I256, U256};
use serde::{Deserialize, Serialize};
use thiserror::Error;

/// Names what happens to the part of a quotient below one unit.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Rounding {
    /// To the nearest unit; a half goes away from zero.
    HalfAwayFromZero,
    /// To the nearest unit; a half goes to the even neighbour.
    HalfEven,
    /// Towards zero.
    Down,
    /// Away from zero.
    Up,
    /// Towards negative infinity.
    Floor,
    /// Towards positive infinity.
    Ceiling,
}

/// Says why an exact result cannot be given.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Error, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ArithmeticError {
    #[error("the result is larger than can be held")]
    Overflow,
    #[error("division by zero")]
    DivisionByZero,
}

/// Says why a total cannot be split by the given weights.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Error, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum SplitError {
    #[error("the weight at index {index} is negative")]
    NegativeWeight { index: usize },
    #[error("the weights sum to zero")]
    ZeroWeightSum,
    #[error("the weights or the total are larger than can be split")]
    Overflow,
}

/// Computes `a × b ÷ divisor` exactly and rounds once.
///
/// Errors: [`ArithmeticError::DivisionByZero`], or [`ArithmeticError::Overflow`] when the rounded result leaves `i128`.
pub fn multiply_divide(a: i128, b: i128, divisor: i128, rounding: Rounding) -> Result<i128, ArithmeticError> {
    let product = I256::from(a).checked_mul(I256::from(b)).ok_or(ArithmeticError::Overflow)?;
    narrow(divide_rounded(product, I256::from(divisor), rounding)?)
}

/// Sums products exactly and divides once at the end, so that a long calculation is rounded in one place.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ExactSum {
    sum: I256,
}

impl ExactSum {
    pub const fn new() -> Self {
        Self { sum: I256::ZERO }
    }

    /// Adds the product of all factors; an empty list adds one. On error the sum is unchanged.
    pub fn add_product(&mut self, factors: &[i128]) -> Result<(), ArithmeticError> {
        // A zero factor makes the product zero even when the others together would not fit.
        if factors.contains(&0) {
            return Ok(());
        }
        let product = factors
            .iter()
            .try_fold(I256::ONE, |product, factor| product.checked_mul(I256::from(*factor)))
            .ok_or(ArithmeticError::Overflow)?;
        self.sum = self.sum.checked_add(product).ok_or(ArithmeticError::Overflow)?;
        Ok(())
    }

    /// Adds one amount. On error the sum is unchanged.
    pub fn add(&mut self, amount: i128) -> Result<(), ArithmeticError> {
        self.add_product(&[amount])
    }

    /// Divides the exact sum and rounds once.
    pub fn divide(&self, divisor: i128, rounding: Rounding) -> Result<i128, ArithmeticError> {
        narrow(divide_rounded(self.sum, I256::from(divisor), rounding)?)
    }

    pub fn is_zero(&self) -> bool {
        self.sum == I256::ZERO
    }
}

impl Default for ExactSum {
    fn default() -> Self {
        Self::new()
    }
}

/// Splits a total into parts in proportion to the weights; the parts sum to the total exactly.
///
/// Each part first gets its share rounded towards zero; the units left over go one each to the largest remainders,
/// ties to the earlier index. A negative total is split as its opposite. Errors: a negative weight, weights that sum to zero.
pub fn split_by_largest_remainder(total: i128, weights: &[i128]) -> Result<Vec<i128>, SplitError> {
    split(total, weights.iter().map(|weight| I256::from(*weight)))
}

/// Splits a total as [`split_by_largest_remainder`] does, by sums that need not fit 128 bits: they are ranked as they are,
/// so that only exactly equal remainders are ties.
pub fn split_by_exact_sums(total: i128, weights: &[ExactSum]) -> Result<Vec<i128>, SplitError> {
    split(total, weights.iter().map(|weight| weight.sum))
}

fn split(total: i128, weights: impl Iterator<Item = I256> + Clone) -> Result<Vec<i128>, SplitError> {
    let weight_sum = sum_of_weights(weights.clone())?;
    let magnitude = total.unsigned_abs();
    let mut shares: Vec<Share> = weights
        .enumerate()
        .map(|(index, weight)| Share::new(index, magnitude, weight.unsigned_abs(), weight_sum))
        .collect();
    let mut left_over = shares
        .iter()
        .try_fold(U256::from(magnitude), |left, share| left.checked_sub(share.part))
        .ok_or(SplitError::Overflow)?;
    shares.sort_by_key(|share| (Reverse(share.remainder), share.index));
    for share in &mut shares {
        let Some(rest) = left_over.checked_sub(U256::ONE) else { break };
        left_over = rest;
        share.part = share.part.checked_add(U256::ONE).ok_or(SplitError::Overflow)?;
    }
    shares.sort_by_key(|share| share.index);
    shares
        .iter()
        .map(|share| share.signed_part(total))
        .collect::<Option<Vec<_>>>()
        .ok_or(SplitError::Overflow)
}

struct Share {
    index: usize,
    part: U256,
    remainder: U256,
}

impl Share {
    /// Divides `magnitude × weight` by the sum of the weights. The product may need 384 bits, so it is built up from the
    /// highest bit of the magnitude, and what makes up a whole sum goes over into the part at once.
    fn new(index: usize, magnitude: u128, weight: U256, weight_sum: U256) -> Self {
        let (mut part, mut remainder) = (U256::ZERO, U256::ZERO);
        let bits = u128::BITS.saturating_sub(magnitude.leading_zeros());
        for bit in (0..bits).rev() {
            // The remainder is below the sum and the sum below 2^254, so no step wraps.
            part = part.wrapping_add(part);
            remainder = remainder.wrapping_add(remainder);
            if magnitude & 1_u128.wrapping_shl(bit) != 0 {
                remainder = remainder.wrapping_add(weight);
            }
            // Twice a remainder below the sum and a weight of at most the sum hold less than three sums.
            while remainder >= weight_sum {
                remainder = remainder.wrapping_sub(weight_sum);
                part = part.wrapping_add(U256::ONE);
            }
        }
        Self { index, part, remainder }
    }

    fn signed_part(&self, total: i128) -> Option<i128> {
        let part = I256::try_from(self.part).ok()?;
        let signed = if total < 0 { part.checked_neg()? } else { part };
        i128::try_from(signed).ok()
    }
}

/// Sums the weights; the sum stays below a quarter of what 256 bits hold, which leaves room for dividing by it.
fn sum_of_weights(weights: impl Iterator<Item = I256>) -> Result<U256, SplitError> {
    let mut sum = U256::ZERO;
    for (index, weight) in weights.enumerate() {
        if weight < I256::ZERO {
            return Err(SplitError::NegativeWeight { index });
        }
        sum = sum.checked_add(weight.unsigned_abs()).ok_or(SplitError::Overflow)?;
        if sum.leading_zeros() < 2 {
            return Err(SplitError::Overflow);
        }
    }
    if sum == U256::ZERO { Err(SplitError::ZeroWeightSum) } else { Ok(sum) }
}

/// Divides and rounds once; every rounding of the product ends here.
fn divide_rounded(numerator: I256, divisor: I256, rounding: Rounding) -> Result<I256, ArithmeticError> {
    if divisor == I256::ZERO {
        return Err(ArithmeticError::DivisionByZero);
    }
    let quotient = numerator.checked_div(divisor).ok_or(ArithmeticError::Overflow)?;
    let remainder = numerator.checked_rem(divisor).ok_or(ArithmeticError::Overflow)?;
    if remainder == I256::ZERO {
        return Ok(quotient);
    }
    let is_negative = (numerator < I256::ZERO) != (divisor < I256::ZERO);
    let is_stepped = match rounding {
        Rounding::Down => false,
        Rounding::Up => true,
        Rounding::Floor => is_negative,
        Rounding::Ceiling => !is_negative,
        Rounding::HalfAwayFromZero => compare_to_half(remainder, divisor) != Ordering::Less,
        Rounding::HalfEven => match compare_to_half(remainder, divisor) {
            Ordering::Less => false,
            Ordering::Greater => true,
            Ordering::Equal => quotient.checked_rem(I256::from(2)) != Some(I256::ZERO),
        },
    };
    let step = match (is_stepped, is_negative) {
        (false, _) => I256::ZERO,
        (true, false) => I256::ONE,
        (true, true) => I256::MINUS_ONE,
    };
    quotient.checked_add(step).ok_or(ArithmeticError::Overflow)
}

/// Compares the remainder with half the divisor, both by magnitude, without doubling (which could overflow).
fn compare_to_half(remainder: I256, divisor: I256) -> Ordering {
    let remainder = remainder.unsigned_abs();
    // The remainder is always smaller than the divisor, so this cannot wrap.
    remainder.cmp(&divisor.unsigned_abs().wrapping_sub(remainder))
}

fn narrow(wide: I256) -> Result<i128, ArithmeticError> {
    i128::try_from(wide).ok().ok_or(ArithmeticError::Overflow)
}

#[cfg(test)]
mod tests {
    use super::*;
    use alloc::vec;

    #[test]
    fn a_half_is_rounded_as_the_rounding_names_it() {
        let rounded = |numerator, rounding| multiply_divide(numerator, 1, 2, rounding).unwrap();
        for (rounding, expected) in [
            (Rounding::HalfAwayFromZero, [3, 2, -2, -3]),
            (Rounding::HalfEven, [2, 2, -2, -2]),
            (Rounding::Down, [2, 1, -1, -2]),
            (Rounding::Up, [3, 2, -2, -3]),
            (Rounding::Floor, [2, 1, -2, -3]),
            (Rounding::Ceiling, [3, 2, -1, -2]),
        ] {
            assert_eq!(
                [5, 3, -3, -5].map(|numerator| rounded(numerator, rounding)),
                expected,
                "{rounding:?}"
            );
        }
    }

    #[test]
    fn a_product_beyond_128_bits_is_divided_exactly() {
        assert_eq!(multiply_divide(i128::MAX, i128::MAX, i128::MAX, Rounding::Down), Ok(i128::MAX));
        assert_eq!(multiply_divide(i128::MAX, 2, 1, Rounding::Down), Err(ArithmeticError::Overflow));
        assert_eq!(multiply_divide(i128::MIN, -1, 1, Rounding::Down), Err(ArithmeticError::Overflow));
        assert_eq!(multiply_divide(1, 1, 0, Rounding::Down), Err(ArithmeticError::DivisionByZero));
    }

    #[test]
    fn an_exact_sum_is_rounded_once() {
        let mut sum = ExactSum::new();
        assert!(sum.is_zero());
        for _ in 0..3 {
            sum.add_product(&[1, 1]).unwrap();
        }
        assert_eq!(sum.divide(3, Rounding::Down), Ok(1));
        let before = sum;
        assert_eq!(sum.add_product(&[i128::MAX; 3]), Err(ArithmeticError::Overflow));
        assert_eq!(sum, before);
        assert_eq!(sum.add_product(&[i128::MAX, i128::MAX, i128::MAX, 0]), Ok(()));
        sum.add(-3).unwrap();
        assert!(sum.is_zero());
    }

    #[test]
    fn a_split_gives_the_left_over_units_to_the_largest_remainders() {
        assert_eq!(split_by_largest_remainder(100, &[1, 1, 1]), Ok(vec![34, 33, 33]));
        assert_eq!(split_by_largest_remainder(-100, &[1, 1, 1]), Ok(vec![-34, -33, -33]));
        assert_eq!(split_by_largest_remainder(10, &[0, 3, 4]), Ok(vec![0, 4, 6]));
        assert_eq!(split_by_largest_remainder(i128::MIN, &[1]), Ok(vec![i128::MIN]));
        assert_eq!(split_by_largest_remainder(1, &[0, 0]), Err(SplitError::ZeroWeightSum));
        assert_eq!(split_by_largest_remainder(1, &[]), Err(SplitError::ZeroWeightSum));
        assert_eq!(split_by_largest_remainder(1, &[1, -1]), Err(SplitError::NegativeWeight { index: 1 }));
    }

    #[test]
    fn sums_beyond_128_bits_are_ranked_as_they_are() {
        let sum = |factors: &[i128], more: i128| {
            let mut sum = ExactSum::new();
            sum.add_product(factors).unwrap();
            sum.add(more).unwrap();
            sum
        };
        let huge = [i128::MAX, 1 << 100];
        assert_eq!(split_by_exact_sums(3, &[sum(&huge, 0), sum(&huge, 0)]), Ok(vec![2, 1]));
        assert_eq!(split_by_exact_sums(3, &[sum(&huge, 0), sum(&huge, 1)]), Ok(vec![1, 2]));
        let whole = [sum(&huge, 0), ExactSum::new()];
        assert_eq!(split_by_exact_sums(i128::MIN, &whole), Ok(vec![i128::MIN, 0]));
        let too_large = [sum(&[i128::MAX, i128::MAX], 0), sum(&[i128::MAX, i128::MAX], 0)];
        assert_eq!(split_by_exact_sums(1, &too_large), Err(SplitError::Overflow));
    }
}
