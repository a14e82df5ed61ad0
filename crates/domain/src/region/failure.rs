//! Which single firm would stop what. A product can be made if it has a supplier and every group of its inputs has an
//! alternative that can be made: the least set that follows from this, so that a circle does not carry itself.
//!
//! A firm matters where it is the only supplier. What then falls is found from the fallen products outwards: first all that
//! has no support left from earlier in the order of making, then back what another way still carries. The answer is the
//! same as making everything anew without the firm, at the cost of the part of the graph that it touches.
#![expect(
    clippy::indexing_slicing,
    reason = "every index is the number of a product or group, and each table has one place for each"
)]

use alloc::vec;
use alloc::vec::Vec;

use super::graph::SupplyGraph;

const NEVER: usize = usize::MAX;

/// The order in which products can be made, and work space for asking what falls.
#[derive(Clone, Debug)]
pub struct Failures<'a> {
    graph: &'a SupplyGraph,
    /// When each product can be made; `NEVER` where it cannot.
    made: Vec<usize>,
    is_suspect: Vec<bool>,
    /// Links looked at so far.
    steps: u64,
}

/// How many products fall with a firm.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Fall {
    pub firm: usize,
    pub lost: usize,
}

impl<'a> Failures<'a> {
    /// Finds what can be made at all.
    pub fn of(graph: &'a SupplyGraph) -> Self {
        let count = graph.products().len();
        let mut open: Vec<usize> = (0..count).map(|product| graph.groups_of.of(product).len()).collect();
        let mut is_filled = vec![false; graph.product_of_group.len()];
        let is_supplied = |product: usize| !graph.suppliers_of.of(product).is_empty();
        let mut order: Vec<usize> =
            (0..count).filter(|product| open[*product] == 0 && is_supplied(*product)).collect();
        let mut made = vec![NEVER; count];
        let mut next = 0;
        while let Some(product) = order.get(next).copied() {
            made[product] = next;
            for group in graph.groups_with.of(product) {
                if core::mem::replace(&mut is_filled[*group], true) {
                    continue;
                }
                let owner = graph.product_of_group[*group];
                open[owner] = open[owner].saturating_sub(1);
                if open[owner] == 0 && is_supplied(owner) {
                    order.push(owner);
                }
            }
            next = next.saturating_add(1);
        }
        Self { graph, made, is_suspect: vec![false; count], steps: 0 }
    }

    /// Whether the product can be made today.
    pub fn is_producible(&self, product: usize) -> bool {
        self.made.get(product).is_some_and(|made| *made != NEVER)
    }

    pub fn producible(&self) -> Vec<usize> {
        (0..self.made.len()).filter(|product| self.is_producible(*product)).collect()
    }

    /// Returns the products that could no longer be made without the firm, in order.
    pub fn lost_without(&mut self, firm: usize) -> Vec<usize> {
        let gone: Vec<usize> = self
            .graph
            .supplied_by
            .of(firm)
            .iter()
            .copied()
            .filter(|product| self.is_producible(*product) && self.graph.suppliers_of.of(*product).len() == 1)
            .collect();
        let mut suspects = gone.clone();
        for product in &gone {
            self.is_suspect[*product] = true;
        }
        self.spread(&mut suspects);
        self.carry(&suspects[gone.len()..]);
        let mut lost: Vec<usize> =
            suspects.iter().copied().filter(|product| self.is_suspect[*product]).collect();
        for product in suspects {
            self.is_suspect[product] = false;
        }
        lost.sort_unstable();
        lost
    }

    /// Counts what falls with each firm, those with the most first; stops after so many steps and then says how many
    /// firms were not asked about.
    pub fn falls(&mut self, steps_max: u64) -> (Vec<Fall>, usize) {
        let firms = self.graph.firms().len();
        let mut falls = Vec::new();
        self.steps = 0;
        for firm in 0..firms {
            if self.steps > steps_max {
                falls.sort_by_key(|fall: &Fall| (core::cmp::Reverse(fall.lost), fall.firm));
                return (falls, firms.saturating_sub(firm));
            }
            let lost = self.lost_without(firm).len();
            falls.push(Fall { firm, lost });
        }
        falls.sort_by_key(|fall: &Fall| (core::cmp::Reverse(fall.lost), fall.firm));
        (falls, 0)
    }

    /// Adds every product one of whose groups has no support left from earlier in the order of making.
    fn spread(&mut self, suspects: &mut Vec<usize>) {
        let mut next = 0;
        while let Some(product) = suspects.get(next).copied() {
            for group in self.graph.groups_with.of(product) {
                let owner = self.graph.product_of_group[*group];
                if self.made[owner] == NEVER || self.is_suspect[owner] {
                    continue;
                }
                let before = self.made[owner];
                let has_support = self.has(*group, |failures, input| {
                    failures.made[input] < before && !failures.is_suspect[input]
                });
                if !has_support {
                    self.is_suspect[owner] = true;
                    suspects.push(owner);
                }
            }
            next = next.saturating_add(1);
        }
    }

    /// Clears every suspect that another way still carries.
    fn carry(&mut self, suspects: &[usize]) {
        let mut waiting: Vec<usize> = suspects.to_vec();
        let mut is_candidate = alloc::collections::BTreeSet::new();
        is_candidate.extend(suspects.iter().copied());
        while let Some(product) = waiting.pop() {
            if !self.is_suspect[product] || !self.is_carried(product) {
                continue;
            }
            self.is_suspect[product] = false;
            for group in self.graph.groups_with.of(product) {
                let owner = self.graph.product_of_group[*group];
                if self.is_suspect[owner] && is_candidate.contains(&owner) {
                    waiting.push(owner);
                }
            }
        }
    }

    fn is_carried(&mut self, product: usize) -> bool {
        let groups = self.graph.groups_of.of(product);
        groups.iter().all(|group| {
            self.has(*group, |failures, input| failures.made[input] != NEVER && !failures.is_suspect[input])
        })
    }

    /// Whether an alternative of the group is as wanted.
    fn has(&mut self, group: usize, is_wanted: impl Fn(&Self, usize) -> bool) -> bool {
        let alternatives = self.graph.alternatives_of.of(group);
        let found = alternatives.iter().position(|input| is_wanted(self, *input));
        let looked_at = found.map_or(alternatives.len(), |place| place.saturating_add(1));
        self.steps = self.steps.saturating_add(u64::try_from(looked_at).unwrap_or(u64::MAX));
        found.is_some()
    }
}
