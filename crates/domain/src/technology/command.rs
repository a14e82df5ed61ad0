//! Commands of this part. `revision` is the one that the actor saw; absent means "whatever it is now".

use alloc::string::String;
use etown_values::{CivilDate, DisclosureId, Money, TechnologyContractId};
use serde::{Deserialize, Serialize};

use super::contract::ContractContent;
use super::disclosure::{Assessment, DisclosureContent};
use crate::kernel::evidence::Evidence;

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum TechnologyCommand {
    /// The owner, or the desk for it, discloses what was found out.
    Disclose {
        content: DisclosureContent,
    },
    /// A second person at the desk assesses it.
    AssessDisclosure {
        disclosure: DisclosureId,
        revision: Option<u64>,
        assessment: Assessment,
    },
    /// The provider, or the desk for it, files a contract about an accepted disclosure.
    FileContract {
        content: ContractContent,
    },
    /// The registrar, who did not file it, registers the contract.
    RegisterContract {
        contract: TechnologyContractId,
        revision: Option<u64>,
    },
    /// The registrar returns the contract.
    ReturnContract {
        contract: TechnologyContractId,
        revision: Option<u64>,
        reason: String,
    },
    /// The provider reports net income from a registered contract.
    ReportIncome {
        contract: TechnologyContractId,
        revision: Option<u64>,
        received_on: CivilDate,
        amount: Money,
    },
    /// A party of the contract, or the desk for it, says into which product the technology goes.
    StateProduct {
        contract: TechnologyContractId,
        revision: Option<u64>,
        product: String,
        evidence: Evidence,
    },
    WithdrawProduct {
        contract: TechnologyContractId,
        revision: Option<u64>,
        product: String,
        reason: String,
    },
}

impl TechnologyCommand {
    pub(crate) const fn kind(&self) -> &'static str {
        match self {
            Self::Disclose { .. } => "technology.disclose",
            Self::AssessDisclosure { .. } => "technology.assess_disclosure",
            Self::FileContract { .. } => "technology.file_contract",
            Self::RegisterContract { .. } => "technology.register_contract",
            Self::ReturnContract { .. } => "technology.return_contract",
            Self::ReportIncome { .. } => "technology.report_income",
            Self::StateProduct { .. } => "technology.state_product",
            Self::WithdrawProduct { .. } => "technology.withdraw_product",
        }
    }
}
