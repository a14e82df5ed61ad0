//! Technology contracts of the five kinds, their registration, and the income that they bring.
//!
//! filed → registered by a person who did not file it, or returned; what was returned is filed anew. The provider is the
//! owner of the disclosure that the contract is about.

use alloc::collections::BTreeMap;
use alloc::string::String;
use alloc::vec::Vec;
use etown_values::{CivilDate, DisclosureId, Money, TechnologyContractId};
use serde::{Deserialize, Serialize};

use super::disclosure::Holder;
use super::product::StatedProduct;
use crate::kernel::access::Actor;

/// The kinds of technology contract (measures for the registration of technology contracts; five since 2020).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ContractKind {
    Development,
    Transfer,
    Licence,
    Consulting,
    Service,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ContractContent {
    pub disclosure: DisclosureId,
    pub kind: ContractKind,
    /// The parties' own number of the contract.
    pub number: String,
    pub recipient: Holder,
    pub signed_on: CivilDate,
    pub total_price: Money,
    /// What of the price is for technology, after goods and works.
    pub technology_price: Money,
    /// For how long a licence is given.
    pub licence_months: Option<u32>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ContractStatus {
    Filed,
    Registered,
    Returned,
}

/// The registration of a contract.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Registration {
    /// `TC`, the year, and a running number in it.
    pub number: String,
    pub on: CivilDate,
    pub position: u64,
}

/// Net income from a contract, as the provider reports it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Income {
    pub received_on: CivilDate,
    pub amount: Money,
    pub position: u64,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Contract {
    pub id: TechnologyContractId,
    pub content: ContractContent,
    /// The owner of the disclosure when the contract was filed.
    pub provider: Holder,
    pub filed_on: CivilDate,
    pub registration: Option<Registration>,
    /// Why it was returned.
    pub returned: Option<String>,
    /// In the order in which it was reported.
    pub income: Vec<Income>,
    /// The products that it is stated to go into, in the order of their codes.
    pub products: BTreeMap<String, StatedProduct>,
    /// Who filed it.
    pub maker: Actor,
    pub position: u64,
    pub revision: u64,
}

impl Contract {
    pub const fn status(&self) -> ContractStatus {
        match (&self.registration, &self.returned) {
            (Some(_), _) => ContractStatus::Registered,
            (None, Some(_)) => ContractStatus::Returned,
            (None, None) => ContractStatus::Filed,
        }
    }

    /// Whether its income counts as income from transfer: transfers do, and licences of at least so many months.
    pub fn counts_as_transfer(&self, licence_months_min: u32) -> bool {
        match self.content.kind {
            ContractKind::Transfer => true,
            ContractKind::Licence => {
                self.content.licence_months.is_some_and(|months| months >= licence_months_min)
            }
            ContractKind::Development | ContractKind::Consulting | ContractKind::Service => false,
        }
    }
}
