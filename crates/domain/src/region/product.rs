//! Products, the firms that may supply them, and the statements that join them: what a product is made of and who supplies
//! it. A product needs every group of its inputs and any one input of a group.

use alloc::string::String;
use alloc::vec::Vec;
use etown_values::{EnterpriseId, HsCode};
use serde::{Deserialize, Serialize};

use crate::kernel::access::Actor;
use crate::kernel::evidence::Evidence;

/// A product as it is imported. A row with a known code replaces what was known.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Product {
    pub code: String,
    pub name: String,
    pub name_english: String,
    /// Six digits or more, where it is known.
    #[serde(default)]
    pub hs_code: Option<HsCode>,
}

/// A firm, registered in the zone or known by name alone.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Firm {
    pub code: String,
    pub name: String,
    pub name_english: String,
    /// The smallest scope that it lies in.
    pub scope: String,
    /// The enterprise of the zone that it is.
    #[serde(default)]
    pub enterprise: Option<EnterpriseId>,
}

/// One way to fill one group of a product's inputs.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct InputRow {
    pub product: String,
    /// Inputs of the same group are alternatives; groups are numbered from 1.
    pub group: u32,
    pub input: String,
    pub evidence: Evidence,
}

/// A firm supplies a product.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SupplyRow {
    pub firm: String,
    pub product: String,
    pub evidence: Evidence,
}

/// What an edge of the graph rests on, and who recorded it with which entry.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Stated {
    pub evidence: Evidence,
    pub by: Actor,
    pub position: u64,
}

/// A node that a chain wants.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ChainNode {
    pub product: String,
    /// Its share of the whole, in whole parts such as percent.
    pub weight: u32,
    pub is_required: bool,
}

/// A chain that the zone wants to see whole. A chain with a known code replaces the one before.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Chain {
    pub code: String,
    pub name: String,
    pub name_english: String,
    /// Who says that these are its nodes and weights.
    pub source: String,
    pub nodes: Vec<ChainNode>,
}
