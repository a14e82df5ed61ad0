//! How events change the state of land.

use alloc::collections::BTreeMap;
use etown_values::{LandContractId, ParcelId};

use super::contract::LandContract;
use super::event::{ContractChange, LandEvent as Event};
use super::parcel::{NewParcel, Parcel};
use super::state::Land;

impl Land {
    pub(crate) fn evolve(&mut self, event: &Event) {
        match event {
            Event::ParcelRegistered(new) => self.add(new, None, &[]),
            Event::ParcelSplit { parcel, contract, parts, .. } => self.replace(&[*parcel], *contract, parts),
            Event::ParcelsMerged { parcels, contract, merged, .. } => {
                self.replace(parcels, *contract, core::slice::from_ref(merged));
            }
            Event::ContractConcluded { contract, parcel, supply_mode, terms, permit_deadline } => {
                if let Some(found) = self.parcels.get_mut(parcel) {
                    found.contract = Some(*contract);
                    found.filing.price = terms.price;
                    found.revision = found.revision.saturating_add(1);
                }
                let concluded = LandContract {
                    id: *contract,
                    terms: terms.clone(),
                    supply_mode: *supply_mode,
                    parcels: [*parcel].into(),
                    permit_deadline: permit_deadline.clone(),
                    delivered_on: None,
                    permits: BTreeMap::new(),
                    foundation: None,
                    started_on: None,
                    pauses: [].into(),
                    works_stop: None,
                    fee_notices: [].into(),
                    taken_back: None,
                    revision: 1,
                };
                self.contracts.insert(*contract, concluded);
            }
            Event::ContractChanged { contract, change, .. } => self.change(*contract, change),
        }
    }

    fn add(&mut self, new: &NewParcel, contract: Option<LandContractId>, from: &[ParcelId]) {
        let parcel = Parcel {
            id: new.parcel,
            filing: new.filing.clone(),
            computed_area: new.computed_area,
            contract,
            from: from.into(),
            into: [].into(),
            revision: 1,
        };
        self.parcels.insert(new.parcel, parcel);
    }

    /// Retires parcels in favour of new ones; their contract goes on with these.
    fn replace(&mut self, retired: &[ParcelId], contract: Option<LandContractId>, made: &[NewParcel]) {
        for id in retired {
            if let Some(parcel) = self.parcels.get_mut(id) {
                parcel.into = made.iter().map(|new| new.parcel).collect();
                parcel.revision = parcel.revision.saturating_add(1);
            }
        }
        for new in made {
            self.add(new, contract, retired);
        }
        if let Some(contract) = contract.and_then(|id| self.contracts.get_mut(&id)) {
            contract.parcels.retain(|held| !retired.contains(held));
            contract.parcels.extend(made.iter().map(|new| new.parcel));
            contract.revision = contract.revision.saturating_add(1);
        }
    }

    fn change(&mut self, id: LandContractId, change: &ContractChange) {
        let Some(contract) = self.contracts.get_mut(&id) else { return };
        contract.revision = contract.revision.saturating_add(1);
        match change {
            ContractChange::Delivered { delivered_on } => contract.delivered_on = Some(*delivered_on),
            ContractChange::PermitRecorded { kind, permit } => {
                contract.permits.insert(*kind, permit.clone());
            }
            ContractChange::FoundationReported(foundation) => contract.foundation = Some(foundation.clone()),
            ContractChange::FoundationReturned { .. } => contract.foundation = None,
            ContractChange::StartProven { started_on } => contract.started_on = Some(*started_on),
            ContractChange::ClockStopped(pause) => contract.pauses.push(pause.clone()),
            ContractChange::ClockResumed { resumed_on } => {
                if let Some(pause) = contract.pauses.last_mut() {
                    pause.resumed_on = Some(*resumed_on);
                }
            }
            ContractChange::WorksStopped(stop) => contract.works_stop = Some(stop.clone()),
            ContractChange::WorksResumed { .. } => contract.works_stop = None,
            ContractChange::IdleFeeNoticed(notice) => contract.fee_notices.push(notice.clone()),
            ContractChange::LandTakenBack(taken) => {
                contract.taken_back = Some(taken.clone());
                for held in &contract.parcels {
                    if let Some(parcel) = self.parcels.get_mut(held) {
                        parcel.contract = None;
                        parcel.revision = parcel.revision.saturating_add(1);
                    }
                }
            }
        }
    }
}
