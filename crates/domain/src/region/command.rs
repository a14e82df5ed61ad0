//! Commands of this part.

use alloc::string::String;
use alloc::vec::Vec;
use etown_values::{BookId, EnterpriseId, SupplyId};
use serde::{Deserialize, Serialize};

use super::item::ItemStatement;
use super::product::{Chain, Firm, InputRow, Product, SupplyRow};
use crate::kernel::evidence::Evidence;
use crate::kernel::scopes::ScopeList;

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum RegionCommand {
    ActivateScopes {
        scopes: ScopeList,
    },
    ImportProducts {
        products: Vec<Product>,
    },
    ImportFirms {
        firms: Vec<Firm>,
    },
    StateInputs {
        inputs: Vec<InputRow>,
    },
    StateSupplies {
        supplies: Vec<SupplyRow>,
    },
    WithdrawInput {
        product: String,
        group: u32,
        input: String,
        reason: String,
    },
    WithdrawSupply {
        firm: String,
        product: String,
        reason: String,
    },
    DefineChain {
        chain: Chain,
    },
    /// An enterprise says what it supplies.
    DeclareSupply {
        enterprise: EnterpriseId,
        product: String,
        evidence: Evidence,
    },
    ConfirmSupply {
        supply: SupplyId,
    },
    ReturnSupply {
        supply: SupplyId,
        reason: String,
    },
    /// An enterprise says which product an item of its account book is.
    StateItem {
        statement: ItemStatement,
    },
    WithdrawItem {
        book: BookId,
        item: u32,
        reason: String,
    },
}

impl RegionCommand {
    pub(crate) const fn kind(&self) -> &'static str {
        match self {
            Self::ActivateScopes { .. } => "region.activate_scopes",
            Self::ImportProducts { .. } => "region.import_products",
            Self::ImportFirms { .. } => "region.import_firms",
            Self::StateInputs { .. } => "region.state_inputs",
            Self::StateSupplies { .. } => "region.state_supplies",
            Self::WithdrawInput { .. } => "region.withdraw_input",
            Self::WithdrawSupply { .. } => "region.withdraw_supply",
            Self::DefineChain { .. } => "region.define_chain",
            Self::DeclareSupply { .. } => "region.declare_supply",
            Self::ConfirmSupply { .. } => "region.confirm_supply",
            Self::ReturnSupply { .. } => "region.return_supply",
            Self::StateItem { .. } => "region.state_item",
            Self::WithdrawItem { .. } => "region.withdraw_item",
        }
    }
}
