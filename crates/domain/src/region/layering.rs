//! Layers of a drawing: what something is made of stands left of it. Links that close a circle are found first and drawn
//! as such; each node then stands as many columns left of the last one as its longest way there; nodes of a column are
//! ordered so that links cross little. Whole numbers throughout, and the same graph gives the same drawing.
//!
//! Limits: a link over several columns has no place of its own in between, so it may pass behind a node.
#![expect(
    clippy::indexing_slicing,
    reason = "every index is the number of a node, and each table has one place a node"
)]

use alloc::collections::BTreeSet;
use alloc::vec;
use alloc::vec::Vec;

use super::graph::Lists;

/// How often the columns are gone through, there and back, to reduce crossings.
const SWEEPS: usize = 6;
/// Rows of a column are compared on this scale, so that columns of unlike height compare.
const ROW_SCALE: usize = 1_000_000;

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Layers {
    /// Column of each node, from the left.
    pub column: Vec<usize>,
    /// Row of each node in its column, from the top.
    pub row: Vec<usize>,
    /// The nodes of each column, from the top.
    pub columns: Vec<Vec<usize>>,
    /// Links that close a circle.
    pub backward: BTreeSet<(usize, usize)>,
}

/// Lays out nodes of which `successors` says what stands to the right of each.
pub fn layers(successors: &Lists) -> Layers {
    let count = successors.count();
    let backward = backward(successors);
    let forward: Vec<(usize, usize)> = (0..count)
        .flat_map(|node| successors.of(node).iter().map(move |next| (node, *next)))
        .filter(|link| !backward.contains(link))
        .collect();
    let right = Lists::of_pairs(count, forward.clone());
    let left = right.reversed(count);
    let distance = distances(&right, &left);
    let last = distance.iter().copied().max().unwrap_or_default();
    let column: Vec<usize> = distance.iter().map(|distance| last.saturating_sub(*distance)).collect();
    let mut columns = vec![Vec::new(); if count == 0 { 0 } else { last.saturating_add(1) }];
    for node in 0..count {
        columns[column[node]].push(node);
    }
    let mut best = (crossings(&columns, &column, &forward), columns.clone());
    for sweep in 0..SWEEPS {
        let places: Vec<usize> =
            if sweep % 2 == 0 { (0..columns.len()).collect() } else { (0..columns.len()).rev().collect() };
        for place in places {
            let neighbours = if sweep % 2 == 0 { &left } else { &right };
            arrange(&mut columns, place, &column, neighbours);
        }
        let crossed = crossings(&columns, &column, &forward);
        if crossed < best.0 {
            best = (crossed, columns.clone());
        }
    }
    let columns = best.1;
    let row = rows(&columns, count);
    Layers { column, row, columns, backward }
}

/// Links to a node that the search is still below of: each circle has one at least.
fn backward(successors: &Lists) -> BTreeSet<(usize, usize)> {
    let count = successors.count();
    let (mut is_entered, mut is_left) = (vec![false; count], vec![false; count]);
    let mut found = BTreeSet::new();
    for start in 0..count {
        if core::mem::replace(&mut is_entered[start], true) {
            continue;
        }
        let mut path = vec![(start, 0_usize)];
        while let Some((node, looked_at)) = path.last_mut() {
            let node = *node;
            let successor = successors.of(node).get(*looked_at).copied();
            *looked_at = looked_at.saturating_add(1);
            match successor {
                Some(next) if !is_entered[next] => {
                    is_entered[next] = true;
                    path.push((next, 0));
                }
                Some(next) if !is_left[next] => {
                    found.insert((node, next));
                }
                Some(_) => {}
                None => {
                    is_left[node] = true;
                    path.pop();
                }
            }
        }
    }
    found
}

/// The longest way of each node to one that nothing follows.
fn distances(right: &Lists, left: &Lists) -> Vec<usize> {
    let count = right.count();
    let mut waits_for: Vec<usize> = (0..count).map(|node| right.of(node).len()).collect();
    let mut ready: Vec<usize> = (0..count).filter(|node| waits_for[*node] == 0).collect();
    let mut distance = vec![0_usize; count];
    while let Some(node) = ready.pop() {
        for before in left.of(node) {
            distance[*before] = distance[*before].max(distance[node].saturating_add(1));
            waits_for[*before] = waits_for[*before].saturating_sub(1);
            if waits_for[*before] == 0 {
                ready.push(*before);
            }
        }
    }
    distance
}

fn rows(columns: &[Vec<usize>], count: usize) -> Vec<usize> {
    let mut rows = vec![0; count];
    for column in columns {
        for (row, node) in column.iter().enumerate() {
            rows[*node] = row;
        }
    }
    rows
}

/// Orders one column by the mean height of its nodes' neighbours; without neighbours a node stays where it is.
fn arrange(columns: &mut [Vec<usize>], place: usize, column: &[usize], neighbours: &Lists) {
    let rows = rows(columns, column.len());
    let height = |node: usize| {
        let middle = rows[node].saturating_mul(2).saturating_add(1).saturating_mul(ROW_SCALE);
        middle.checked_div(columns[column[node]].len().saturating_mul(2)).unwrap_or_default()
    };
    let mut keyed: Vec<(usize, usize, usize)> = columns[place]
        .iter()
        .map(|node| {
            let near = neighbours.of(*node);
            let sum = near.iter().fold(0_usize, |sum, near| sum.saturating_add(height(*near)));
            let mean = sum.checked_div(near.len()).unwrap_or_else(|| height(*node));
            (mean, rows[*node], *node)
        })
        .collect();
    keyed.sort_unstable();
    columns[place] = keyed.into_iter().map(|(_, _, node)| node).collect();
}

/// Counts how often links between the same two columns cross.
fn crossings(columns: &[Vec<usize>], column: &[usize], links: &[(usize, usize)]) -> usize {
    let rows = rows(columns, column.len());
    let mut by_columns: Vec<(usize, usize, usize, usize)> =
        links.iter().map(|(from, to)| (column[*from], column[*to], rows[*from], rows[*to])).collect();
    by_columns.sort_unstable();
    let mut count = 0_usize;
    for (index, one) in by_columns.iter().enumerate() {
        let same = by_columns[index..].iter().take_while(|other| (other.0, other.1) == (one.0, one.1));
        let crossed = same.filter(|other| other.2 > one.2 && other.3 < one.3).count();
        count = count.saturating_add(crossed);
    }
    count
}
