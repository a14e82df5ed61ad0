//! What decisions of this part need: the fold of its events.

use alloc::collections::BTreeMap;
use etown_values::{DisclosureId, TechnologyContractId};
use serde::{Deserialize, Serialize};

use super::contract::Contract;
use super::disclosure::Disclosure;

#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Technology {
    pub(super) disclosures: BTreeMap<DisclosureId, Disclosure>,
    pub(super) contracts: BTreeMap<TechnologyContractId, Contract>,
    /// How many contracts were registered, by year.
    pub(super) registered_in: BTreeMap<i16, u32>,
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

    pub fn contracts(&self) -> impl Iterator<Item = &Contract> {
        self.contracts.values()
    }
}
