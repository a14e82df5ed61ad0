//! The proofs against a naive recursive tree and against a foreign implementation.

use super::*;
use crate::digest::Algorithm;
use crate::envelope::leaf_hash;
use proptest::prelude::*;
use std::convert::Infallible;
use tlog_tiles::tlog;

fn leaves(count: u64) -> Vec<Hash> {
    (0..count).map(|index| leaf_hash(&index.to_le_bytes())).collect()
}

/// The definition of RFC 6962 section 2.1, word for word.
fn naive_root(leaves: &[Hash]) -> Hash {
    match leaves {
        [] => Algorithm::Sha256.hash(&[]),
        [leaf] => *leaf,
        _ => {
            let mut split = 1;
            while split * 2 < leaves.len() {
                split *= 2;
            }
            let (left, right) = leaves.split_at(split);
            node_hash(&naive_root(left), &naive_root(right))
        }
    }
}

fn lookup(leaves: &[Hash]) -> impl FnMut(u32, u64) -> Result<Hash, Infallible> {
    move |height, index| {
        let start = usize::try_from(index << height).unwrap();
        Ok(naive_root(&leaves[start..start + (1 << height)]))
    }
}

struct ForeignHashes(Vec<tlog::Hash>);

impl tlog::HashReader for ForeignHashes {
    fn read_hashes(&self, indexes: &[u64]) -> Result<Vec<tlog::Hash>, tlog::Error> {
        Ok(indexes.iter().map(|index| self.0[usize::try_from(*index).unwrap()]).collect())
    }
}

fn foreign_tree(leaves: &[Hash]) -> ForeignHashes {
    let mut hashes = ForeignHashes(Vec::new());
    for (index, leaf) in leaves.iter().enumerate() {
        let index = u64::try_from(index).unwrap();
        let added = tlog::stored_hashes_for_record_hash(index, tlog::Hash(*leaf), &hashes).unwrap();
        hashes.0.extend(added);
    }
    hashes
}

#[test]
fn roots_and_consistency_proofs_hold_between_all_sizes_to_seventy() {
    let all = leaves(70);
    let roots: Vec<Hash> = (0..=70).map(|size| root(size, &mut lookup(&all)).unwrap()).collect();
    let foreign = foreign_tree(&all);
    for new in 0..=70_u64 {
        let new_root = roots[usize::try_from(new).unwrap()];
        assert_eq!(new_root, naive_root(&all[..usize::try_from(new).unwrap()]));
        for old in 0..=new {
            let old_root = roots[usize::try_from(old).unwrap()];
            let proof = consistency_proof(old, new, &mut lookup(&all)).unwrap();
            assert!(is_consistent(old, &old_root, new, &new_root, &proof), "{old} is a prefix of {new}");
            if old > 0 && old < new {
                assert!(!is_consistent(old, &[9; 32], new, &new_root, &proof));
                assert!(!is_consistent(old, &old_root, new, &[9; 32], &proof));
                let foreign_proof = tlog::prove_tree(new, old, &foreign).unwrap();
                assert_eq!(proof, foreign_proof.iter().map(|hash| hash.0).collect::<Vec<_>>());
            }
        }
    }
}

#[test]
fn inclusion_proofs_equal_those_of_a_foreign_implementation() {
    let all = leaves(70);
    let foreign = foreign_tree(&all);
    for size in 1..=70_u64 {
        let tree_root = root(size, &mut lookup(&all)).unwrap();
        for index in 0..size {
            let proof = inclusion_proof(index, size, &mut lookup(&all)).unwrap();
            let leaf = all[usize::try_from(index).unwrap()];
            assert!(is_included(&leaf, index, size, &proof, &tree_root));
            assert!(!is_included(&[9; 32], index, size, &proof, &tree_root));
            assert!(!is_included(&leaf, index + 1, size, &proof, &tree_root));
            let foreign_proof = tlog::prove_record(size, index, &foreign).unwrap();
            assert_eq!(proof, foreign_proof.iter().map(|hash| hash.0).collect::<Vec<_>>());
        }
    }
}

proptest! {
    #[test]
    fn a_proof_with_one_wrong_or_missing_or_extra_hash_is_refused(size in 2_u64..600, pick: u64, at: usize) {
        let all = leaves(size);
        let index = pick % size;
        let tree_root = root(size, &mut lookup(&all)).unwrap();
        let leaf = all[usize::try_from(index).unwrap()];
        let proof = inclusion_proof(index, size, &mut lookup(&all)).unwrap();
        prop_assert!(is_included(&leaf, index, size, &proof, &tree_root));
        let mut wrong = proof.clone();
        let length = wrong.len();
        wrong[at % length][0] ^= 1;
        prop_assert!(!is_included(&leaf, index, size, &wrong, &tree_root));
        prop_assert!(!is_included(&leaf, index, size, &proof[1..], &tree_root));
        let mut longer = proof;
        longer.push([0; 32]);
        prop_assert!(!is_included(&leaf, index, size, &longer, &tree_root));
    }

    #[test]
    fn arbitrary_proofs_never_panic(
        index: u64, size: u64, old: u64, leaf: [u8; 32], proof in prop::collection::vec(any::<[u8; 32]>(), 0..70),
    ) {
        let _ = is_included(&leaf, index, size, &proof, &leaf);
        let _ = is_consistent(old, &leaf, size, &leaf, &proof);
    }
}
