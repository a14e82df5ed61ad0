//! Events of this part. Once released an event is never edited: new meaning, new variant.

use alloc::string::String;
use alloc::vec::Vec;
use etown_values::{CivilDate, EnterpriseId, LandContractId, ParcelId};
use serde::{Deserialize, Serialize};

use super::contract::{
    CausedPause, ContractTerms, FeeNotice, Foundation, Permit, PermitKind, TakeBack, WorksStop,
};
use super::parcel::{NewParcel, SupplyMode};
use crate::kernel::about::About;
use crate::kernel::calendar::Deadline;

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum LandEvent {
    ParcelRegistered(NewParcel),
    ParcelSplit {
        parcel: ParcelId,
        number: String,
        contract: Option<LandContractId>,
        enterprise: Option<EnterpriseId>,
        parts: Vec<NewParcel>,
    },
    ParcelsMerged {
        parcels: Vec<ParcelId>,
        contract: Option<LandContractId>,
        enterprise: Option<EnterpriseId>,
        merged: NewParcel,
    },
    ContractConcluded {
        contract: LandContractId,
        parcel: ParcelId,
        supply_mode: SupplyMode,
        terms: ContractTerms,
        permit_deadline: Deadline,
    },
    /// Something happened to a contract; the enterprise stands beside it for the history.
    ContractChanged {
        contract: LandContractId,
        enterprise: EnterpriseId,
        change: ContractChange,
    },
}

/// What happened to a contract.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ContractChange {
    Delivered { delivered_on: CivilDate },
    PermitRecorded { kind: PermitKind, permit: Permit },
    FoundationReported(Foundation),
    FoundationReturned { reason: String },
    StartProven { started_on: CivilDate },
    ClockStopped(CausedPause),
    ClockResumed { resumed_on: CivilDate },
    WorksStopped(WorksStop),
    WorksResumed { resumed_on: CivilDate },
    IdleFeeNoticed(FeeNotice),
    LandTakenBack(TakeBack),
}

impl LandEvent {
    /// What the event is about, for the history.
    pub fn about(&self) -> About {
        match self {
            Self::ParcelRegistered(new) => About::new("parcel", &new.parcel)
                .fact("number", &new.filing.number)
                .fact("area", &new.filing.area),
            Self::ParcelSplit { parcel, number, enterprise, parts, .. } => {
                let about = About::new("parcel", parcel).fact("number", number).fact("parts", &parts.len());
                concerning(about, *enterprise)
            }
            Self::ParcelsMerged { parcels, enterprise, merged, .. } => {
                let about = About::new("parcel", &merged.parcel).fact("number", &merged.filing.number);
                concerning(about.fact("parts", &parcels.len()), *enterprise)
            }
            Self::ContractConcluded { contract, terms, .. } => About::new("land_contract", contract)
                .concerning(terms.enterprise)
                .fact("number", &terms.number)
                .fact("price", &terms.price),
            Self::ContractChanged { contract, enterprise, change } => {
                change.facts(About::new("land_contract", contract).concerning(*enterprise))
            }
        }
    }
}

impl ContractChange {
    fn facts(&self, about: About) -> About {
        match self {
            Self::Delivered { delivered_on: date }
            | Self::StartProven { started_on: date }
            | Self::ClockResumed { resumed_on: date }
            | Self::WorksResumed { resumed_on: date } => about.fact("date", date),
            Self::PermitRecorded { permit, .. } => {
                about.fact("number", &permit.number).fact("date", &permit.issued_on)
            }
            Self::FoundationReported(foundation) => about.fact("date", &foundation.reached_on),
            Self::FoundationReturned { reason } => about.fact("reason", reason),
            Self::ClockStopped(pause) => about.fact("date", &pause.from).fact("reason", &pause.reason),
            Self::WorksStopped(stop) => about.fact("date", &stop.stopped_on),
            Self::IdleFeeNoticed(notice) => about.fact("fee", &notice.fee).fact("document", &notice.document),
            Self::LandTakenBack(taken) => about.fact("document", &taken.document),
        }
    }
}

fn concerning(about: About, enterprise: Option<EnterpriseId>) -> About {
    match enterprise {
        Some(enterprise) => about.concerning(enterprise),
        None => about,
    }
}
