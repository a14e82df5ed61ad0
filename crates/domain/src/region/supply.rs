//! What an enterprise of the zone says it supplies. The desk confirms it, and only then it is an edge of the graph.

use alloc::string::String;
use etown_values::{EnterpriseId, SupplyId};
use serde::{Deserialize, Serialize};

use crate::kernel::access::Actor;
use crate::kernel::evidence::Evidence;

#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum SupplyStatus {
    /// Waits for the desk.
    Declared,
    Confirmed,
    Returned,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct DeclaredSupply {
    pub id: SupplyId,
    pub enterprise: EnterpriseId,
    pub product: String,
    pub evidence: Evidence,
    pub by: Actor,
    pub status: SupplyStatus,
    /// Why it was returned.
    pub reason: Option<String>,
    /// The entry that declared it.
    pub position: u64,
}
