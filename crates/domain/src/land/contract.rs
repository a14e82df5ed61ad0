//! Land contracts with their performance agreement, permits, proof of start and what stops their clock.
//!
//! Thresholds and penalties live in the agreement: they are kept as data with the clause that says so, and none is judged here.
//!
//! Limits: one price and one schedule for all parcels of a contract, also after a split; performance terms are kept and shown,
//! their checks at completion and operation are not here yet.

use alloc::collections::BTreeMap;
use alloc::string::String;
use alloc::vec::Vec;
use etown_values::{CivilDate, Decimal, EnterpriseId, LandContractId, Money, ParcelId};
use serde::{Deserialize, Serialize};

use super::idle::{IdleFacts, Standstill};
use super::parcel::SupplyMode;
use crate::kernel::calendar::{Deadline, Pause};

/// A target of the performance agreement in its own unit: 4 decimals.
pub type Target = Decimal<4>;

/// What a contract says.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ContractTerms {
    pub number: String,
    pub enterprise: EnterpriseId,
    pub price: Money,
    /// Length of the lease or grant; land that is allocated has none.
    pub term_years: Option<u32>,
    /// The day on which the land was acquired; the term of the construction permit runs from it.
    pub acquired_on: CivilDate,
    pub delivery_due: CivilDate,
    pub agreed_start: CivilDate,
    /// All that the project is to invest.
    pub total_investment: Money,
    pub performance: Vec<PerformanceTerm>,
}

/// One promise of the performance agreement.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PerformanceTerm {
    pub indicator: Indicator,
    pub target: Target,
    /// Words such as `10,000 yuan per mu`.
    pub unit: String,
    /// The clause of the agreement.
    pub clause: String,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Indicator {
    /// Fixed investment for the area.
    InvestmentIntensity,
    OutputPerArea,
    TaxPerArea,
    FloorAreaRatio,
    BuildingCoefficient,
    EnergyUse,
}

/// Permits that are asked for side by side.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum PermitKind {
    LandUsePlanning,
    Title,
    WorksPlanning,
    Construction,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Permit {
    pub number: String,
    pub issued_on: CivilDate,
}

/// The enterprise's word that the foundation is reached: the pit is dug, all piles are in, or a third of another foundation.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Foundation {
    pub reached_on: CivilDate,
    /// SHA-256 of the evidence, 64 hexadecimal digits.
    pub evidence: String,
}

/// Why the authorities stopped the clock.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum GovernmentCause {
    LateDelivery,
    PlanChange,
    PolicyChange,
    DisputeOfRights,
    ForceMajeure,
}

/// A time in which the clock stands, with its cause.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct CausedPause {
    pub from: CivilDate,
    pub resumed_on: Option<CivilDate>,
    pub cause: GovernmentCause,
    pub reason: String,
}

/// Work that stands, as the officer recorded it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct WorksStop {
    pub stopped_on: CivilDate,
    pub developed_area: super::geometry::Area,
    pub invested: Money,
    /// Whether that is too little to keep the clock from running.
    pub is_below: bool,
}

/// A fee that was noticed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct FeeNotice {
    pub fee: Money,
    /// The day from which the clock ran.
    pub idle_from: CivilDate,
    pub noticed_on: CivilDate,
    pub document: String,
}

/// The end of a contract by taking the land back.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct TakeBack {
    pub taken_back_on: CivilDate,
    pub document: String,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct LandContract {
    pub id: LandContractId,
    pub terms: ContractTerms,
    pub supply_mode: SupplyMode,
    /// The parcels it holds; more than one once a parcel was split.
    pub parcels: Vec<ParcelId>,
    /// The last day for the construction permit, with the calendar that it was counted by.
    pub permit_deadline: Deadline,
    pub delivered_on: Option<CivilDate>,
    pub permits: BTreeMap<PermitKind, Permit>,
    /// Reported and waiting for an officer, or confirmed.
    pub foundation: Option<Foundation>,
    pub started_on: Option<CivilDate>,
    pub pauses: Vec<CausedPause>,
    pub works_stop: Option<WorksStop>,
    pub fee_notices: Vec<FeeNotice>,
    pub taken_back: Option<TakeBack>,
    pub revision: u64,
}

/// Where a contract stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum LandContractStatus {
    Contracted,
    Delivered,
    Started,
    TakenBack,
}

impl LandContract {
    pub fn status(&self) -> LandContractStatus {
        if self.taken_back.is_some() {
            LandContractStatus::TakenBack
        } else if self.started_on.is_some() {
            LandContractStatus::Started
        } else if self.delivered_on.is_some() {
            LandContractStatus::Delivered
        } else {
            LandContractStatus::Contracted
        }
    }

    /// Returns what the idle clock is read from. Delivery after its agreed day is time that the authorities caused.
    pub fn idle_facts(&self) -> IdleFacts {
        let caused = self.pauses.iter().map(|pause| Pause { from: pause.from, resumed_on: pause.resumed_on });
        let is_late = self.delivered_on.is_none_or(|delivered_on| delivered_on > self.terms.delivery_due);
        let late = self.terms.delivery_due.next_day().filter(|_| is_late);
        let late = late.map(|from| Pause { from, resumed_on: self.delivered_on });
        IdleFacts {
            agreed_start: self.terms.agreed_start,
            started_on: self.started_on,
            standstill: self
                .works_stop
                .as_ref()
                .map(|stop| Standstill { stopped_on: stop.stopped_on, is_below: stop.is_below }),
            caused_by_government: caused.chain(late).collect(),
        }
    }

    /// The pause that has not ended.
    pub fn open_pause(&self) -> Option<&CausedPause> {
        self.pauses.iter().find(|pause| pause.resumed_on.is_none())
    }
}
