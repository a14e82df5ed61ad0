//! Missing and weak links: how complete a chain is in scopes that lie in each other. A node without a supplier in a scope is
//! missing there; one with few is weak. Both the count and the weight are told, since a heavy node that is missing must not
//! hide behind many that are there.

use alloc::vec::Vec;
use etown_values::Ratio;

use super::product::Chain;
use super::state::Region;
use crate::kernel::evidence::EvidenceKind;
use crate::kernel::scopes::{Scope, Scopes};

/// A node of a chain with its suppliers in each scope, from the smallest scope to the largest.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Node {
    pub weight: u64,
    pub is_required: bool,
    pub suppliers: Vec<u64>,
}

/// How a node stands, seen from the smallest scope.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Standing {
    Sound,
    /// There are suppliers in the smallest scope, but few.
    Weak,
    /// There is none in the scope of this place, nor in those within it.
    Missing {
        largest: usize,
    },
}

/// How complete a chain is in one scope. Nodes are named by their place.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Completeness {
    pub present: u64,
    pub nodes: u64,
    pub weight_present: u64,
    pub weight: u64,
    pub missing_required: Vec<usize>,
    pub missing_optional: Vec<usize>,
    pub weak: Vec<usize>,
}

impl Completeness {
    /// Present nodes over all nodes; none for a chain without nodes.
    pub fn by_count(&self) -> Option<Ratio> {
        Ratio::new(self.present.into(), self.nodes.into()).ok()
    }

    /// Weight of the present nodes over that of all.
    pub fn by_weight(&self) -> Option<Ratio> {
        Ratio::new(self.weight_present.into(), self.weight.into()).ok()
    }
}

/// Returns how a node stands by its suppliers in each scope.
pub fn standing(suppliers: &[u64], weak_suppliers_max: u64) -> Standing {
    match suppliers.iter().rposition(|count| *count == 0) {
        Some(largest) => Standing::Missing { largest },
        None if suppliers.first().is_some_and(|count| *count <= weak_suppliers_max) => Standing::Weak,
        None => Standing::Sound,
    }
}

/// Returns how complete the nodes are in the scope of this place.
pub fn completeness(nodes: &[Node], scope: usize, weak_suppliers_max: u64) -> Completeness {
    let mut found = Completeness {
        present: 0,
        nodes: 0,
        weight_present: 0,
        weight: 0,
        missing_required: Vec::new(),
        missing_optional: Vec::new(),
        weak: Vec::new(),
    };
    for (place, node) in nodes.iter().enumerate() {
        let suppliers = node.suppliers.get(scope).copied().unwrap_or_default();
        found.nodes = found.nodes.saturating_add(1);
        found.weight = found.weight.saturating_add(node.weight);
        if suppliers > 0 {
            found.present = found.present.saturating_add(1);
            found.weight_present = found.weight_present.saturating_add(node.weight);
            if suppliers <= weak_suppliers_max {
                found.weak.push(place);
            }
        } else if node.is_required {
            found.missing_required.push(place);
        } else {
            found.missing_optional.push(place);
        }
    }
    found
}

/// A chain in the scopes from the zone outwards.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ChainLinks<'a> {
    pub scopes: Vec<&'a Scope>,
    /// In the order of the chain's nodes.
    pub nodes: Vec<Node>,
    /// How many of a node's suppliers in each scope were declared; the others were inferred.
    pub declared: Vec<Vec<u64>>,
}

/// Counts the suppliers of a chain's nodes in a scope and in those around it.
pub fn chain_links<'a>(region: &Region, scopes: &'a Scopes, chain: &Chain, from: &str) -> ChainLinks<'a> {
    let outwards = scopes.outwards(from);
    let count = |product: &str, is_counted: &dyn Fn(EvidenceKind) -> bool| -> Vec<u64> {
        let places = region
            .suppliers_of(product)
            .filter(|(_, stated)| is_counted(stated.evidence.kind))
            .map(|(firm, _)| outwards.iter().position(|scope| scopes.is_within(&firm.scope, &scope.code)))
            .collect::<Vec<_>>();
        let within = |scope: usize| places.iter().flatten().filter(|place| **place <= scope).count();
        (0..outwards.len()).map(|scope| u64::try_from(within(scope)).unwrap_or(u64::MAX)).collect()
    };
    let nodes = chain.nodes.iter().map(|node| Node {
        weight: node.weight.into(),
        is_required: node.is_required,
        suppliers: count(&node.product, &|_| true),
    });
    let declared =
        chain.nodes.iter().map(|node| count(&node.product, &|kind| kind == EvidenceKind::Declared));
    ChainLinks { nodes: nodes.collect(), declared: declared.collect(), scopes: outwards }
}
