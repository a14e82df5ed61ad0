//! Events of this part. Once released an event is never edited: new meaning, new variant.

use alloc::string::String;
use alloc::vec::Vec;
use etown_values::{CivilDate, DisclosureId, EnterpriseId, TechnologyContractId};
use serde::{Deserialize, Serialize};

use super::contract::{ContractContent, Income, Registration};
use super::disclosure::{AssessmentTerm, DatedAssessment, DisclosureContent, Holder};
use super::product::StatedProduct;
use crate::kernel::about::About;
use crate::kernel::access::Actor;

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum TechnologyEvent {
    TechnologyDisclosed {
        disclosure: DisclosureId,
        content: DisclosureContent,
        on: CivilDate,
        term: AssessmentTerm,
        by: Actor,
        position: u64,
    },
    DisclosureAssessed {
        disclosure: DisclosureId,
        owner: Holder,
        assessment: DatedAssessment,
    },
    ContractFiled {
        contract: TechnologyContractId,
        content: ContractContent,
        provider: Holder,
        on: CivilDate,
        by: Actor,
        position: u64,
    },
    ContractRegistered {
        contract: TechnologyContractId,
        registration: Registration,
        /// The enterprises that are its parties.
        parties: Vec<EnterpriseId>,
    },
    ContractReturned {
        contract: TechnologyContractId,
        reason: String,
        parties: Vec<EnterpriseId>,
    },
    IncomeReported {
        contract: TechnologyContractId,
        income: Income,
        /// The enterprise that earned it.
        provider: EnterpriseId,
    },
    ProductStated {
        contract: TechnologyContractId,
        stated: StatedProduct,
        parties: Vec<EnterpriseId>,
    },
    ProductWithdrawn {
        contract: TechnologyContractId,
        product: String,
        reason: String,
        parties: Vec<EnterpriseId>,
    },
}

impl TechnologyEvent {
    /// What the event is about, for the history.
    pub fn about(&self) -> About {
        match self {
            Self::TechnologyDisclosed { disclosure, content, .. } => {
                let about = About::new("disclosure", disclosure).fact("title", &content.title);
                concerning(about, content.owner.enterprise())
            }
            Self::DisclosureAssessed { disclosure, owner, assessment } => {
                let level: u8 = assessment.assessment.level.into();
                concerning(About::new("disclosure", disclosure).fact("level", &level), owner.enterprise())
            }
            Self::ContractFiled { contract, content, provider, .. } => {
                let about = About::new("technology_contract", contract).fact("number", &content.number);
                concerning(concerning(about, provider.enterprise()), content.recipient.enterprise())
            }
            Self::ContractRegistered { contract, registration, parties } => {
                let about = About::new("technology_contract", contract).fact("number", &registration.number);
                parties.iter().fold(about, |about, party| about.concerning(*party))
            }
            Self::ContractReturned { contract, reason, parties } => {
                let about = About::new("technology_contract", contract).fact("reason", reason);
                parties.iter().fold(about, |about, party| about.concerning(*party))
            }
            // What the provider earned is not for the recipient to read.
            Self::IncomeReported { contract, income, provider } => {
                About::new("technology_contract", contract)
                    .fact("received_on", &income.received_on)
                    .concerning(*provider)
            }
            Self::ProductStated { contract, stated, parties } => {
                let about = About::new("technology_contract", contract).fact("product", &stated.product);
                parties.iter().fold(about, |about, party| about.concerning(*party))
            }
            Self::ProductWithdrawn { contract, product, reason, parties } => {
                let about = About::new("technology_contract", contract).fact("product", product);
                parties.iter().fold(about.fact("reason", reason), |about, party| about.concerning(*party))
            }
        }
    }
}

fn concerning(about: About, enterprise: Option<EnterpriseId>) -> About {
    match enterprise {
        Some(enterprise) => about.concerning(enterprise),
        None => about,
    }
}
