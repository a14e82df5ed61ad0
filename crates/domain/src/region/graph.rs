//! The supply graph as lists of numbers kept end to end, so that a walk over a hundred thousand products takes no longer
//! than reading them. It is made from the statements when someone asks, and holds no rule of its own.

use alloc::borrow::ToOwned;
use alloc::collections::{BTreeMap, BTreeSet};
use alloc::string::String;
use alloc::vec;
use alloc::vec::Vec;

/// One list of numbers for each of the first numbers, kept end to end.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Lists {
    /// Where each list begins; the last entry is where the last one ends.
    starts: Vec<usize>,
    items: Vec<usize>,
}

impl Lists {
    /// Makes `count` lists from pairs of list and item; items come in the order of the pairs' sorting, each once.
    pub fn of_pairs(count: usize, mut pairs: Vec<(usize, usize)>) -> Self {
        pairs.sort_unstable();
        pairs.dedup();
        let mut starts = Vec::with_capacity(count.saturating_add(1));
        let mut next = 0;
        for list in 0..count {
            starts.push(next);
            while pairs.get(next).is_some_and(|(owner, _)| *owner == list) {
                next = next.saturating_add(1);
            }
        }
        starts.push(next);
        Self { starts, items: pairs.into_iter().map(|(_, item)| item).collect() }
    }

    /// Returns one list; empty where there is none.
    pub fn of(&self, list: usize) -> &[usize] {
        let (Some(start), Some(end)) = (self.starts.get(list), self.starts.get(list.saturating_add(1)))
        else {
            return &[];
        };
        self.items.get(*start..*end).unwrap_or_default()
    }

    /// How many lists there are.
    pub fn count(&self) -> usize {
        self.starts.len().saturating_sub(1)
    }

    /// The same pairs the other way round, for items below `count`.
    #[must_use]
    pub fn reversed(&self, count: usize) -> Self {
        let pairs = (0..self.count()).flat_map(|list| self.of(list).iter().map(move |item| (*item, list)));
        Self::of_pairs(count, pairs.collect())
    }
}

/// Which way to walk.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Direction {
    /// To what a product is made of.
    Upstream,
    /// To what is made of it.
    Downstream,
}

/// Products, their groups of inputs and their suppliers, each by number in the order of its code.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct SupplyGraph {
    products: Vec<String>,
    firms: Vec<String>,
    pub(super) groups_of: Lists,
    pub(super) product_of_group: Vec<usize>,
    pub(super) alternatives_of: Lists,
    /// The groups that a product is an alternative in.
    pub(super) groups_with: Lists,
    pub(super) suppliers_of: Lists,
    pub(super) supplied_by: Lists,
}

impl SupplyGraph {
    /// Makes the graph of these products, groups of alternatives and supplies; what only a group or a supply names is a
    /// product too.
    pub fn build<'a>(
        products: impl Iterator<Item = &'a str>,
        groups: impl Iterator<Item = (&'a str, Vec<&'a str>)>,
        supplies: impl Iterator<Item = (&'a str, &'a str)>,
    ) -> Self {
        let (groups, supplies): (Vec<_>, Vec<_>) = (groups.collect(), supplies.collect());
        let mut names: BTreeSet<&str> = products.collect();
        for (product, alternatives) in &groups {
            names.insert(product);
            names.extend(alternatives);
        }
        names.extend(supplies.iter().map(|(product, _)| *product));
        let firms: BTreeSet<&str> = supplies.iter().map(|(_, firm)| *firm).collect();
        let number = |names: &BTreeSet<&'a str>| -> BTreeMap<&'a str, usize> {
            names.iter().enumerate().map(|(number, name)| (*name, number)).collect()
        };
        let (product_numbers, firm_numbers) = (number(&names), number(&firms));
        let product = |name: &str| product_numbers.get(name).copied();
        let mut alternatives = Vec::new();
        let mut product_of_group = Vec::with_capacity(groups.len());
        for (group, (owner, inputs)) in groups.iter().enumerate() {
            product_of_group.extend(product(owner));
            alternatives.extend(inputs.iter().filter_map(|input| Some((group, product(input)?))));
        }
        let owners = product_of_group.iter().enumerate().map(|(group, owner)| (*owner, group)).collect();
        let pairs = supplies
            .iter()
            .filter_map(|(name, firm)| Some((product(name)?, firm_numbers.get(firm).copied()?)))
            .collect();
        let alternatives_of = Lists::of_pairs(groups.len(), alternatives);
        let suppliers_of = Lists::of_pairs(names.len(), pairs);
        Self {
            groups_of: Lists::of_pairs(names.len(), owners),
            groups_with: alternatives_of.reversed(names.len()),
            supplied_by: suppliers_of.reversed(firms.len()),
            product_of_group,
            alternatives_of,
            suppliers_of,
            products: names.into_iter().map(ToOwned::to_owned).collect(),
            firms: firms.into_iter().map(ToOwned::to_owned).collect(),
        }
    }

    pub fn products(&self) -> &[String] {
        &self.products
    }

    pub fn firms(&self) -> &[String] {
        &self.firms
    }

    pub fn product_number(&self, code: &str) -> Option<usize> {
        self.products.binary_search_by(|known| known.as_str().cmp(code)).ok()
    }

    pub fn firm_number(&self, code: &str) -> Option<usize> {
        self.firms.binary_search_by(|known| known.as_str().cmp(code)).ok()
    }

    /// Returns the code of a product.
    pub fn code(&self, product: usize) -> &str {
        self.products.get(product).map(String::as_str).unwrap_or_default()
    }

    /// Returns the neighbours of a product, each once, in their order.
    pub fn neighbours(&self, product: usize, direction: Direction) -> BTreeSet<usize> {
        match direction {
            Direction::Upstream => {
                let groups = self.groups_of.of(product).iter();
                groups.flat_map(|group| self.alternatives_of.of(*group)).copied().collect()
            }
            Direction::Downstream => {
                let groups = self.groups_with.of(product).iter();
                groups.filter_map(|group| self.product_of_group.get(*group)).copied().collect()
            }
        }
    }

    /// Returns everything that a product is made of, or that is made of it, with its distance; the nearest first, the
    /// product itself at distance 0. A circle is walked once.
    pub fn closure(&self, start: usize, direction: Direction) -> Vec<(usize, usize)> {
        let mut seen = vec![false; self.products.len()];
        let mut found = Vec::new();
        let mut visit = |product: usize, distance: usize, found: &mut Vec<(usize, usize)>| {
            if let Some(seen) = seen.get_mut(product)
                && !core::mem::replace(seen, true)
            {
                found.push((product, distance));
            }
        };
        visit(start, 0, &mut found);
        let mut next = 0;
        while let Some((product, distance)) = found.get(next).copied() {
            for neighbour in self.neighbours(product, direction) {
                visit(neighbour, distance.saturating_add(1), &mut found);
            }
            next = next.saturating_add(1);
        }
        found
    }
}
