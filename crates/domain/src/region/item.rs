//! Which product an item of an account book is: where the graph of products and the goods of the bonded zone meet. The
//! enterprise of the book says so, with what it rests on; an item is one product, a product may be many items.

use alloc::string::String;
use etown_values::{BookId, EnterpriseId};
use serde::{Deserialize, Serialize};

use crate::kernel::access::Actor;
use crate::kernel::evidence::Evidence;

/// What an enterprise says of an item.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ItemStatement {
    pub product: String,
    pub book: BookId,
    /// Number of the item within the book.
    pub item: u32,
    pub evidence: Evidence,
}

/// A statement that stands.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct StatedItem {
    pub product: String,
    /// The enterprise of the book.
    pub enterprise: EnterpriseId,
    pub book: BookId,
    pub item: u32,
    pub evidence: Evidence,
    pub by: Actor,
    pub position: u64,
}
