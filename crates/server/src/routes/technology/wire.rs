//! What disclosures and contracts share on the wire.

use etown_domain::technology::disclosure::Holder;
use etown_domain::{ReadScope, State};
use etown_values::EnterpriseId;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use crate::wire::{choices, enterprise_name, schema};

choices! {
    /// What is disclosed.
    DisclosureKind is etown_domain::technology::disclosure::DisclosureKind {
        Invention, UtilityModel, Software, CircuitLayout, KnowHow,
    }
    /// Where a disclosure stands.
    DisclosureStatus is etown_domain::technology::disclosure::DisclosureStatus {
        Disclosed, Deferred, Accepted, Declined,
    }
    /// The kinds of technology contract.
    TechnologyContractKind is etown_domain::technology::contract::ContractKind {
        Development, Transfer, Licence, Consulting, Service,
    }
    /// Where a technology contract stands.
    TechnologyContractStatus is etown_domain::technology::contract::ContractStatus {
        Filed, Registered, Returned,
    }
}

/// A party to technology: an enterprise of the zone, or an institution or firm outside it.
#[derive(Deserialize, ToSchema)]
#[schema(as = NewTechnologyHolder)]
#[serde(tag = "kind", rename_all = "snake_case", deny_unknown_fields)]
pub(super) enum HolderIn {
    Enterprise {
        #[schema(value_type = schema::EnterpriseId)]
        enterprise: EnterpriseId,
    },
    Outside {
        #[schema(min_length = 1, max_length = 200)]
        name: String,
    },
}

#[derive(Serialize, ToSchema)]
#[schema(as = TechnologyHolder)]
pub(super) struct HolderOut {
    /// The enterprise of the zone, where it is one.
    #[schema(value_type = Option<schema::EnterpriseId>)]
    enterprise: Option<String>,
    name: String,
}

impl From<HolderIn> for Holder {
    fn from(holder: HolderIn) -> Self {
        match holder {
            HolderIn::Enterprise { enterprise } => Self::Enterprise(enterprise),
            HolderIn::Outside { name } => Self::Outside(name),
        }
    }
}

impl HolderOut {
    pub(super) fn of(state: &State, holder: &Holder) -> Self {
        match holder {
            Holder::Enterprise(id) => {
                Self { enterprise: Some(id.to_string()), name: enterprise_name(state, *id) }
            }
            Holder::Outside(name) => Self { enterprise: None, name: name.clone() },
        }
    }
}

/// Whether what the holder holds may be read.
pub(super) fn covers(scope: &ReadScope, holder: &Holder) -> bool {
    *scope == ReadScope::Zone || holder.enterprise().is_some_and(|enterprise| scope.covers(enterprise))
}
