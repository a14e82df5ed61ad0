//! What decisions of this part need: the fold of its events.

use alloc::collections::BTreeMap;
use alloc::vec::Vec;
use etown_values::{CivilDate, LandContractId, ParcelId};
use serde::{Deserialize, Serialize};

use super::contract::{LandContract, LandContractStatus};
use super::geometry::Area;
use super::idle::{IdleClock, idle_clock};
use super::parcel::{Parcel, ParcelStatus};
use super::settings::idle_terms;
use crate::kernel::access::ReadScope;
use crate::kernel::calendar::{Calendar, Deadline, DeadlineStatus, Term, TermUnit, deadline};
use crate::kernel::parameters::Parameters;

#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Land {
    pub(super) parcels: BTreeMap<ParcelId, Parcel>,
    pub(super) contracts: BTreeMap<LandContractId, LandContract>,
}

impl Land {
    pub fn parcel(&self, id: ParcelId) -> Option<&Parcel> {
        self.parcels.get(&id)
    }

    /// Returns every parcel in the order of their ids, retired ones included.
    pub fn parcels(&self) -> impl Iterator<Item = &Parcel> {
        self.parcels.values()
    }

    pub fn contract(&self, id: LandContractId) -> Option<&LandContract> {
        self.contracts.get(&id)
    }

    /// Returns every contract in the order of their ids, ended ones included.
    pub fn contracts(&self) -> impl Iterator<Item = &LandContract> {
        self.contracts.values()
    }

    /// Returns the contract that holds the parcel now.
    pub fn contract_of(&self, parcel: &Parcel) -> Option<&LandContract> {
        parcel.contract.and_then(|contract| self.contract(contract))
    }

    pub fn status_of(&self, parcel: &Parcel) -> ParcelStatus {
        if parcel.is_retired() {
            return ParcelStatus::Retired;
        }
        match self.contract_of(parcel).map(LandContract::status) {
            None | Some(LandContractStatus::TakenBack) => ParcelStatus::Available,
            Some(LandContractStatus::Contracted) => ParcelStatus::Contracted,
            Some(LandContractStatus::Delivered) => ParcelStatus::Delivered,
            Some(LandContractStatus::Started) => ParcelStatus::Started,
        }
    }

    /// Whether a reader sees the parcel: land on offer is public, land under contract is seen by its enterprise.
    pub fn shows(&self, scope: &ReadScope, parcel: &Parcel) -> bool {
        let of_contract = || self.contract_of(parcel).map(|contract| contract.terms.enterprise);
        *scope == ReadScope::Zone || of_contract().is_none_or(|enterprise| scope.covers(enterprise))
    }

    /// Returns the registered area of all the parcels that a contract holds.
    pub fn area_of(&self, contract: &LandContract) -> Area {
        let areas =
            contract.parcels.iter().filter_map(|id| self.parcel(*id)).map(|parcel| parcel.filing.area);
        areas.fold(Area::ZERO, |sum, area| sum.checked_add(area).unwrap_or(Area::MAX))
    }

    /// Returns the parcels that are not retired.
    pub(super) fn current(&self) -> impl Iterator<Item = &Parcel> {
        self.parcels.values().filter(|parcel| !parcel.is_retired())
    }

    /// Returns the parcels by their ids, or nothing when one is unknown.
    pub(super) fn all_of(&self, ids: &[ParcelId]) -> Option<Vec<&Parcel>> {
        ids.iter().map(|id| self.parcel(*id)).collect()
    }
}

/// Reads the idle clock of a contract that is in force; nothing where no rule is in force on the date.
pub fn clock_of(contract: &LandContract, parameters: &Parameters, date: CivilDate) -> Option<IdleClock> {
    let terms = idle_terms(parameters, date).ok().filter(|_| contract.taken_back.is_none())?;
    idle_clock(&contract.idle_facts(), &terms, date).ok()
}

/// Returns the last day for the construction permit. A firm one stays as it was counted; a provisional one is counted again,
/// by the calendars that are published by now.
pub fn permit_deadline(contract: &LandContract, calendar: &Calendar) -> Deadline {
    let kept = &contract.permit_deadline;
    if kept.status == DeadlineStatus::Firm {
        return kept.clone();
    }
    let length = u32::try_from(kept.counted_days.len()).unwrap_or_default();
    let term = Term { length, unit: TermUnit::WorkingDays };
    deadline(calendar, contract.terms.acquired_on, term, &[]).unwrap_or_else(|_uncountable| kept.clone())
}
