//! The drawing of what lies around a product: the nearest products up to a bound, in layers, with the circles among them.

use alloc::collections::{BTreeMap, BTreeSet};
use alloc::string::String;
use alloc::vec::Vec;

use super::cycles::cycles;
use super::graph::{Direction, Lists, SupplyGraph};
use super::layering::layers;

/// Width and height of a column and a row, in units of the drawing.
pub const COLUMN_WIDTH: usize = 220;
pub const ROW_HEIGHT: usize = 64;

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DrawnProduct {
    pub code: String,
    /// Steps from the product asked about.
    pub distance: usize,
    pub column: usize,
    pub row: usize,
    /// Upper left corner of its cell.
    pub x: usize,
    pub y: usize,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DrawnLink {
    pub input: String,
    pub product: String,
    /// Whether it closes a circle.
    pub is_backward: bool,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Drawing {
    pub products: Vec<DrawnProduct>,
    pub links: Vec<DrawnLink>,
    /// Products that are made of each other, among those drawn.
    pub cycles: Vec<Vec<String>>,
    /// How many products lie further away than the drawing has room for.
    pub left_out: usize,
    pub width: usize,
    pub height: usize,
}

/// Draws what a product is made of, or what is made of it, or both; at most so many products.
pub fn draw(graph: &SupplyGraph, product: usize, directions: &[Direction], products_max: usize) -> Drawing {
    let mut distances: BTreeMap<usize, usize> = BTreeMap::new();
    for direction in directions {
        for (found, distance) in graph.closure(product, *direction) {
            let known = distances.entry(found).or_insert(distance);
            *known = distance.min(*known);
        }
    }
    let mut nearest: Vec<(usize, usize)> =
        distances.iter().map(|(found, distance)| (*distance, *found)).collect();
    nearest.sort_unstable();
    let left_out = nearest.len().saturating_sub(products_max);
    nearest.truncate(products_max);
    let drawn: Vec<usize> =
        nearest.iter().map(|(_, product)| *product).collect::<BTreeSet<_>>().into_iter().collect();
    let place = |product: &usize| drawn.binary_search(product).ok();
    let links = drawn.iter().enumerate().flat_map(|(to, product)| {
        let inputs = graph.neighbours(*product, Direction::Upstream);
        inputs.iter().filter_map(place).map(|from| (from, to)).collect::<Vec<_>>()
    });
    let successors = Lists::of_pairs(drawn.len(), links.collect());
    let layout = layers(&successors);
    let code = |place: usize| String::from(drawn.get(place).map_or("", |product| graph.code(*product)));
    let rows_max = layout.columns.iter().map(Vec::len).max().unwrap_or_default();
    let products = drawn.iter().enumerate().map(|(place, product)| {
        let column = layout.column.get(place).copied().unwrap_or_default();
        let row = layout.row.get(place).copied().unwrap_or_default();
        let rows = layout.columns.get(column).map_or(0, Vec::len);
        let above = rows_max.saturating_sub(rows).saturating_mul(ROW_HEIGHT) / 2;
        DrawnProduct {
            code: code(place),
            distance: distances.get(product).copied().unwrap_or_default(),
            column,
            row,
            x: column.saturating_mul(COLUMN_WIDTH),
            y: row.saturating_mul(ROW_HEIGHT).saturating_add(above),
        }
    });
    let link = |from: usize, to: usize| DrawnLink {
        input: code(from),
        product: code(to),
        is_backward: layout.backward.contains(&(from, to)),
    };
    let links = (0..drawn.len())
        .flat_map(|from| successors.of(from).iter().map(move |to| (from, *to)))
        .map(|(from, to)| link(from, to))
        .collect();
    let cycles = cycles(&successors);
    Drawing {
        products: products.collect(),
        links,
        cycles: cycles.into_iter().map(|members| members.into_iter().map(code).collect()).collect(),
        left_out,
        width: layout.columns.len().saturating_mul(COLUMN_WIDTH),
        height: rows_max.saturating_mul(ROW_HEIGHT),
    }
}
