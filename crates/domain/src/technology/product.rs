//! Into which product of the graph a technology goes: where research meets the supply chain. A party of the contract says
//! so, or the desk for it, with what it rests on; a contract may go into several products.

use alloc::string::String;
use serde::{Deserialize, Serialize};

use crate::kernel::access::Actor;
use crate::kernel::evidence::Evidence;

/// A statement that stands.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct StatedProduct {
    /// Code of the product.
    pub product: String,
    pub evidence: Evidence,
    pub by: Actor,
    pub position: u64,
}
