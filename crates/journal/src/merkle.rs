//! Proofs over the Merkle tree of RFC 6962: made from any store of perfect subtrees, checked from nothing.
//!
//! The functions that make proofs ask a `lookup(height, index)` for the root of the perfect subtree over
//! leaves `index << height .. (index + 1) << height`. They never hold the whole tree.

use crate::digest::{Hash, node_hash, root_of};

/// The root of the tree over the first `size` leaves.
pub fn root<E>(size: u64, lookup: &mut impl FnMut(u32, u64) -> Result<Hash, E>) -> Result<Hash, E> {
    if size == 0 { Ok(root_of(&[])) } else { range_root(0, size, lookup) }
}

/// The inclusion proof of leaf `index` in the tree of `size` leaves, from the leaf's sibling upwards.
///
/// # Panics
///
/// Panics where `index` is not below `size`.
pub fn inclusion_proof<E>(
    index: u64,
    size: u64,
    lookup: &mut impl FnMut(u32, u64) -> Result<Hash, E>,
) -> Result<Vec<Hash>, E> {
    assert!(index < size, "only a leaf of the tree has an inclusion proof");
    let (mut low, mut high) = (0, size);
    let mut proof = Vec::new();
    while high - low > 1 {
        let split = low + largest_power_of_two_below(high - low);
        if index < split {
            proof.push(range_root(split, high, lookup)?);
            high = split;
        } else {
            proof.push(range_root(low, split, lookup)?);
            low = split;
        }
    }
    proof.reverse();
    Ok(proof)
}

/// The proof that the tree of `old` leaves is a prefix of the tree of `new` leaves.
///
/// # Panics
///
/// Panics where `old` is larger than `new`.
pub fn consistency_proof<E>(
    old: u64,
    new: u64,
    lookup: &mut impl FnMut(u32, u64) -> Result<Hash, E>,
) -> Result<Vec<Hash>, E> {
    assert!(old <= new, "a tree is consistent only with a tree at least as large");
    let mut proof = Vec::new();
    if old == 0 || old == new {
        return Ok(proof);
    }
    let (mut low, mut high) = (0, new);
    while old != high {
        let split = low + largest_power_of_two_below(high - low);
        if old <= split {
            proof.push(range_root(split, high, lookup)?);
            high = split;
        } else {
            proof.push(range_root(low, split, lookup)?);
            low = split;
        }
    }
    // Where the old tree is itself a complete left part, its root is known to the verifier.
    if low != 0 {
        proof.push(range_root(low, high, lookup)?);
    }
    proof.reverse();
    Ok(proof)
}

/// Checks an inclusion proof (RFC 9162 section 2.1.3.2).
pub fn is_included(leaf: &Hash, index: u64, size: u64, proof: &[Hash], root: &Hash) -> bool {
    if index >= size {
        return false;
    }
    let (mut node, mut last) = (index, size - 1);
    let mut hash = *leaf;
    for sibling in proof {
        if last == 0 {
            return false;
        }
        if node & 1 == 1 || node == last {
            hash = node_hash(sibling, &hash);
            while node & 1 == 0 && node != 0 {
                node >>= 1;
                last >>= 1;
            }
        } else {
            hash = node_hash(&hash, sibling);
        }
        node >>= 1;
        last >>= 1;
    }
    last == 0 && hash == *root
}

/// Checks a consistency proof (RFC 9162 section 2.1.4.2). The empty tree is a prefix of every tree.
pub fn is_consistent(old: u64, old_root: &Hash, new: u64, new_root: &Hash, proof: &[Hash]) -> bool {
    if old > new {
        return false;
    }
    if old == new {
        return proof.is_empty() && old_root == new_root;
    }
    if old == 0 {
        return proof.is_empty();
    }
    let mut rest = proof.iter();
    let first = if old.is_power_of_two() { Some(old_root) } else { rest.next() };
    let Some(first) = first else { return false };
    let (mut node, mut last) = (old - 1, new - 1);
    while node & 1 == 1 {
        node >>= 1;
        last >>= 1;
    }
    let (mut old_hash, mut new_hash) = (*first, *first);
    for sibling in rest {
        if last == 0 {
            return false;
        }
        if node & 1 == 1 || node == last {
            old_hash = node_hash(sibling, &old_hash);
            new_hash = node_hash(sibling, &new_hash);
            while node & 1 == 0 && node != 0 {
                node >>= 1;
                last >>= 1;
            }
        } else {
            new_hash = node_hash(&new_hash, sibling);
        }
        node >>= 1;
        last >>= 1;
    }
    last == 0 && old_hash == *old_root && new_hash == *new_root
}

/// The root over leaves `low..high`; in the cuts made here `low` is a multiple of every power of two taken.
fn range_root<E>(
    low: u64,
    high: u64,
    lookup: &mut impl FnMut(u32, u64) -> Result<Hash, E>,
) -> Result<Hash, E> {
    let count = high - low;
    if count.is_power_of_two() {
        return lookup(count.trailing_zeros(), low / count);
    }
    let split = low + largest_power_of_two_below(count);
    let left = range_root(low, split, lookup)?;
    let right = range_root(split, high, lookup)?;
    Ok(node_hash(&left, &right))
}

fn largest_power_of_two_below(count: u64) -> u64 {
    1 << (count - 1).ilog2()
}

#[cfg(test)]
mod tests;
