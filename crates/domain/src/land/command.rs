//! Commands about land. A foundation is reported by the enterprise; everything else is the land officer's act.

use alloc::string::String;
use alloc::vec::Vec;
use etown_values::{CivilDate, LandContractId, Money, ParcelId};
use serde::{Deserialize, Serialize};

use super::contract::{ContractTerms, GovernmentCause, PermitKind};
use super::geometry::Area;
use super::parcel::{ParcelFiling, PartFiling};

/// A revision of `None` stands for whatever it is now.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum LandCommand {
    RegisterParcel {
        filing: ParcelFiling,
    },
    /// Retires one parcel and makes its parts.
    SplitParcel {
        parcel: ParcelId,
        revision: Option<u64>,
        parts: Vec<PartFiling>,
    },
    /// Retires the parcels and makes one of them.
    MergeParcels {
        parcels: Vec<ParcelId>,
        merged: PartFiling,
    },
    ConcludeContract {
        parcel: ParcelId,
        revision: Option<u64>,
        terms: ContractTerms,
    },
    RecordDelivery {
        contract: LandContractId,
        revision: Option<u64>,
        delivered_on: CivilDate,
    },
    RecordPermit {
        contract: LandContractId,
        revision: Option<u64>,
        kind: PermitKind,
        number: String,
        issued_on: CivilDate,
    },
    /// The enterprise tells that the foundation is reached.
    ReportFoundation {
        contract: LandContractId,
        revision: Option<u64>,
        reached_on: CivilDate,
        evidence: String,
    },
    ConfirmStart {
        contract: LandContractId,
        revision: Option<u64>,
    },
    ReturnFoundation {
        contract: LandContractId,
        revision: Option<u64>,
        reason: String,
    },
    StopClock {
        contract: LandContractId,
        revision: Option<u64>,
        from: CivilDate,
        cause: GovernmentCause,
        reason: String,
    },
    ResumeClock {
        contract: LandContractId,
        revision: Option<u64>,
        resumed_on: CivilDate,
    },
    /// Work on the land has stopped.
    RecordStandstill {
        contract: LandContractId,
        revision: Option<u64>,
        stopped_on: CivilDate,
        developed_area: Area,
        invested: Money,
    },
    /// Work on the land goes on.
    EndStandstill {
        contract: LandContractId,
        revision: Option<u64>,
        resumed_on: CivilDate,
    },
    NoticeIdleFee {
        contract: LandContractId,
        revision: Option<u64>,
        document: String,
    },
    TakeBackLand {
        contract: LandContractId,
        revision: Option<u64>,
        document: String,
    },
}

impl LandCommand {
    pub(crate) const fn kind(&self) -> &'static str {
        match self {
            Self::RegisterParcel { .. } => "land.register_parcel",
            Self::SplitParcel { .. } => "land.split_parcel",
            Self::MergeParcels { .. } => "land.merge_parcels",
            Self::ConcludeContract { .. } => "land.conclude_contract",
            Self::RecordDelivery { .. } => "land.record_delivery",
            Self::RecordPermit { .. } => "land.record_permit",
            Self::ReportFoundation { .. } => "land.report_foundation",
            Self::ConfirmStart { .. } => "land.confirm_start",
            Self::ReturnFoundation { .. } => "land.return_foundation",
            Self::StopClock { .. } => "land.stop_clock",
            Self::ResumeClock { .. } => "land.resume_clock",
            Self::RecordStandstill { .. } => "land.record_standstill",
            Self::EndStandstill { .. } => "land.end_standstill",
            Self::NoticeIdleFee { .. } => "land.notice_idle_fee",
            Self::TakeBackLand { .. } => "land.take_back_land",
        }
    }
}
