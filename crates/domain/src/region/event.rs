//! Events of this part. Once released an event is never edited: new meaning, new variant.

use alloc::string::String;
use alloc::vec::Vec;
use etown_values::{BookId, CivilDate, EnterpriseId, SupplyId};
use serde::{Deserialize, Serialize};

use super::item::StatedItem;
use super::product::{Chain, Firm, InputRow, Product, SupplyRow};
use super::supply::DeclaredSupply;
use crate::kernel::about::About;
use crate::kernel::access::Actor;

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum RegionEvent {
    ProductsImported {
        products: Vec<Product>,
        on: CivilDate,
        position: u64,
    },
    FirmsImported {
        firms: Vec<Firm>,
    },
    InputsStated {
        inputs: Vec<InputRow>,
        by: Actor,
        position: u64,
    },
    SuppliesStated {
        supplies: Vec<SupplyRow>,
        by: Actor,
        position: u64,
    },
    InputWithdrawn {
        product: String,
        group: u32,
        input: String,
        reason: String,
    },
    SupplyWithdrawn {
        firm: String,
        product: String,
        reason: String,
    },
    ChainDefined {
        chain: Chain,
        position: u64,
    },
    SupplyDeclared(DeclaredSupply),
    /// What was declared is an edge now; the events beside it carry the firm, if it is new, and the edge.
    SupplyConfirmed {
        supply: SupplyId,
        enterprise: EnterpriseId,
        product: String,
    },
    SupplyReturned {
        supply: SupplyId,
        enterprise: EnterpriseId,
        reason: String,
    },
    ItemStated(StatedItem),
    ItemWithdrawn {
        product: String,
        enterprise: EnterpriseId,
        book: BookId,
        item: u32,
        reason: String,
    },
}

impl RegionEvent {
    /// What the event is about, for the history.
    pub fn about(&self) -> About {
        let first = |code: Option<&String>| code.cloned().unwrap_or_default();
        match self {
            Self::ProductsImported { products, .. } => {
                About::new("product", &first(products.first().map(|row| &row.code)))
                    .fact("rows", &products.len())
            }
            Self::FirmsImported { firms } => {
                // A register of many firms is no enterprise's own entry.
                About::new("firm", &first(firms.first().map(|row| &row.code))).fact("rows", &firms.len())
            }
            Self::InputsStated { inputs, .. } => {
                About::new("product", &first(inputs.first().map(|row| &row.product)))
                    .fact("rows", &inputs.len())
            }
            Self::SuppliesStated { supplies, .. } => {
                About::new("product", &first(supplies.first().map(|row| &row.product)))
                    .fact("rows", &supplies.len())
            }
            Self::InputWithdrawn { product, input, reason, .. } => {
                About::new("product", product).fact("input", input).fact("reason", reason)
            }
            Self::SupplyWithdrawn { firm, product, reason } => {
                About::new("product", product).fact("firm", firm).fact("reason", reason)
            }
            Self::ChainDefined { chain, .. } => {
                About::new("chain", &chain.code).fact("name", &chain.name).fact("rows", &chain.nodes.len())
            }
            Self::SupplyDeclared(declared) => About::new("supply", &declared.id)
                .concerning(declared.enterprise)
                .fact("product", &declared.product),
            Self::SupplyConfirmed { supply, enterprise, product } => {
                About::new("supply", supply).concerning(*enterprise).fact("product", product)
            }
            Self::SupplyReturned { supply, enterprise, reason } => {
                About::new("supply", supply).concerning(*enterprise).fact("reason", reason)
            }
            Self::ItemStated(stated) => About::new("product", &stated.product)
                .concerning(stated.enterprise)
                .fact("book", &stated.book)
                .fact("item", &stated.item),
            Self::ItemWithdrawn { product, enterprise, book, item, reason } => {
                let about = About::new("product", product).concerning(*enterprise);
                about.fact("book", book).fact("item", item).fact("reason", reason)
            }
        }
    }
}
