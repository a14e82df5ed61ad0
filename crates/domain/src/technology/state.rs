//! What decisions of this part need: the fold of its events.

use alloc::collections::{BTreeMap, BTreeSet};
use alloc::string::String;
use etown_values::{DisclosureId, TechnologyContractId};
use serde::{Deserialize, Serialize};

use super::contract::Contract;
use super::disclosure::Disclosure;
use super::product::StatedProduct;

#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Technology {
    pub(super) disclosures: BTreeMap<DisclosureId, Disclosure>,
    pub(super) contracts: BTreeMap<TechnologyContractId, Contract>,
    /// How many contracts were registered, by year.
    pub(super) registered_in: BTreeMap<i16, u32>,
    /// Which contracts are stated to go into a product, by its code.
    pub(super) by_product: BTreeMap<String, BTreeSet<TechnologyContractId>>,
}

impl Technology {
    pub fn disclosure(&self, id: DisclosureId) -> Option<&Disclosure> {
        self.disclosures.get(&id)
    }

    pub fn disclosures(&self) -> impl Iterator<Item = &Disclosure> {
        self.disclosures.values()
    }

    pub fn contract(&self, id: TechnologyContractId) -> Option<&Contract> {
        self.contracts.get(&id)
    }

    /// Returns the contracts that are stated to go into a product, each with the statement.
    pub fn contracts_of(&self, product: &str) -> impl Iterator<Item = (&Contract, &StatedProduct)> {
        let ids = self.by_product.get(product).into_iter().flatten();
        ids.filter_map(|id| {
            let contract = self.contracts.get(id)?;
            Some((contract, contract.products.get(product)?))
        })
    }

    pub fn contracts(&self) -> impl Iterator<Item = &Contract> {
        self.contracts.values()
    }
}
