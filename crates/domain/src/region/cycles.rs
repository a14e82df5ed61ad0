//! Circles: products that are, by several steps, made of each other. They are no mistake by themselves (scrap goes back into
//! a furnace), but a drawing and a sum must know of them.
#![expect(
    clippy::indexing_slicing,
    reason = "every index is the number of a node, and each table has one place a node"
)]

use alloc::vec;
use alloc::vec::Vec;

use super::graph::{Direction, Lists, SupplyGraph};

const NOT_VISITED: usize = usize::MAX;

/// Returns the sets of nodes that reach each other, each in order; a single node only where it follows itself. Nodes are
/// the numbers of the lists, `successors` what follows each.
pub fn cycles(successors: &Lists) -> Vec<Vec<usize>> {
    let mut search = Search {
        successors,
        order: vec![NOT_VISITED; successors.count()],
        lowest: vec![NOT_VISITED; successors.count()],
        is_open: vec![false; successors.count()],
        open: Vec::new(),
        next: 0,
        found: Vec::new(),
    };
    for node in 0..successors.count() {
        if search.order[node] == NOT_VISITED {
            search.from(node);
        }
    }
    search.found.sort_unstable();
    search.found
}

/// Returns the circles of the whole graph as numbers of products.
pub fn cycles_of(graph: &SupplyGraph) -> Vec<Vec<usize>> {
    let pairs = (0..graph.products().len()).flat_map(|product| {
        graph.neighbours(product, Direction::Downstream).into_iter().map(move |next| (product, next))
    });
    cycles(&Lists::of_pairs(graph.products().len(), pairs.collect()))
}

/// Tarjan's search for strongly connected components, without recursion.
struct Search<'a> {
    successors: &'a Lists,
    order: Vec<usize>,
    lowest: Vec<usize>,
    is_open: Vec<bool>,
    open: Vec<usize>,
    next: usize,
    found: Vec<Vec<usize>>,
}

impl Search<'_> {
    fn from(&mut self, start: usize) {
        // Each step is a node and how many of its successors were looked at.
        let mut path = vec![(start, 0_usize)];
        self.enter(start);
        while let Some((node, looked_at)) = path.last_mut() {
            let node = *node;
            let successor = self.successors.of(node).get(*looked_at).copied();
            *looked_at = looked_at.saturating_add(1);
            match successor {
                Some(next) if self.order[next] == NOT_VISITED => {
                    self.enter(next);
                    path.push((next, 0));
                }
                Some(next) if self.is_open[next] => {
                    self.lowest[node] = self.lowest[node].min(self.order[next]);
                }
                Some(_) => {}
                None => {
                    path.pop();
                    if let Some((before, _)) = path.last() {
                        self.lowest[*before] = self.lowest[*before].min(self.lowest[node]);
                    }
                    self.close(node);
                }
            }
        }
    }

    fn enter(&mut self, node: usize) {
        self.order[node] = self.next;
        self.lowest[node] = self.next;
        self.next = self.next.saturating_add(1);
        self.is_open[node] = true;
        self.open.push(node);
    }

    /// Takes a component off once its first node is done.
    fn close(&mut self, node: usize) {
        if self.lowest[node] != self.order[node] {
            return;
        }
        let mut component = Vec::new();
        while let Some(member) = self.open.pop() {
            self.is_open[member] = false;
            component.push(member);
            if member == node {
                break;
            }
        }
        if component.len() > 1 || self.successors.of(node).contains(&node) {
            component.sort_unstable();
            self.found.push(component);
        }
    }
}
