//! What is moved while the writer is measured: lists of lines over the items of many books, drawn by a seed, all items
//! alike or a few of them far more often than the rest.

use clap::ValueEnum;
use etown_domain::bonded::list::{ListContent, Movement};
use etown_values::QuantityAmount;
use serde::Serialize;

use super::stage::StagedBook;
use crate::zone::papers::{immediate_list, line};
use crate::zone::random::Seeded;

/// How often items are drawn.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, ValueEnum)]
#[serde(rename_all = "snake_case")]
pub(crate) enum Skew {
    /// All alike.
    Uniform,
    /// The item of rank n by 1 / n^0.99.
    Zipf,
}

const ZIPF_EXPONENT: f64 = 0.99;
/// The largest quantity of a line, in 0.00001.
const LARGEST: u64 = 1_000;

/// Lists in the making.
pub(super) struct Workload<'a> {
    books: &'a [StagedBook],
    /// Sums of weights up to each book, and within each book up to each item.
    weights_of_books: Vec<f64>,
    weights_of_items: Vec<Vec<f64>>,
    seeded: Seeded,
}

impl<'a> Workload<'a> {
    /// Ranks go round the books, so that each book has popular and rare items.
    pub(super) fn new(books: &'a [StagedBook], skew: Skew, seed: u64) -> Self {
        let weight = |rank: usize| match skew {
            Skew::Uniform => 1.0,
            Skew::Zipf => f64::from(u32::try_from(rank).unwrap_or(u32::MAX)).powf(-ZIPF_EXPONENT),
        };
        let weights_of_items: Vec<Vec<f64>> = books
            .iter()
            .enumerate()
            .map(|(index, book)| {
                let ranks = (0..book.items.len()).map(|item| 1 + item * books.len() + index);
                sums(ranks.map(weight))
            })
            .collect();
        let totals = weights_of_items.iter().map(|sums| sums.last().copied().unwrap_or_default());
        Self { books, weights_of_books: sums(totals), weights_of_items, seeded: Seeded::new(seed) }
    }

    /// A list of so many lines that goods leave by, posted as soon as it is approved, and the index of its book.
    pub(super) fn list(&mut self, lines: u32) -> (usize, ListContent) {
        let index = draw(&self.weights_of_books, &mut self.seeded);
        let book = self.books.get(index).expect("a draw is one of the books");
        let weights = self.weights_of_items.get(index).expect("each book has its weights");
        let rows = (1..=lines).map(|number| {
            let item = book.items.get(draw(weights, &mut self.seeded)).expect("a draw is one of the items");
            let units = i128::from(self.seeded.between(1, LARGEST));
            line(number, item, QuantityAmount::from_units(units), None)
        });
        let rows = rows.collect();
        (index, immediate_list(Movement::TransferOut, rows))
    }
}

fn sums(weights: impl Iterator<Item = f64>) -> Vec<f64> {
    let mut sum = 0.0;
    let add = |weight: f64| {
        sum += weight;
        sum
    };
    weights.map(add).collect()
}

/// An index, as often as its weight says.
fn draw(sums: &[f64], seeded: &mut Seeded) -> usize {
    let part = f64::from(u32::try_from(seeded.next() >> 32).unwrap_or_default()) / 4_294_967_296.0;
    let at = part * sums.last().copied().unwrap_or_default();
    sums.partition_point(|sum| *sum <= at).min(sums.len().saturating_sub(1))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn counts(weights: impl Iterator<Item = f64>) -> Vec<u32> {
        let (sums, mut seeded) = (sums(weights), Seeded::new(1));
        let mut counts = vec![0; sums.len()];
        (0..100_000).for_each(|_| counts[draw(&sums, &mut seeded)] += 1);
        counts
    }

    #[test]
    fn equal_weights_are_drawn_alike_and_others_as_they_weigh() {
        assert!(counts([1.0; 10].into_iter()).iter().all(|count| (9_500..10_500).contains(count)));
        let skewed = counts((1..=10).map(|rank| f64::from(rank).powf(-ZIPF_EXPONENT)));
        assert!((1.8..2.2).contains(&(f64::from(skewed[0]) / f64::from(skewed[1]))), "{skewed:?}");
    }
}
