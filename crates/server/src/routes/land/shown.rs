//! What is shown of parcels with their clock and lineage, and who may see what. Everything is read from the state as of
//! today; nothing is judged here.

use etown_domain::ReadScope;
use etown_domain::land::contract::LandContract;
use etown_domain::land::idle::IdleClock;
use etown_domain::land::parcel::Parcel;
use etown_domain::land::state::clock_of;
use etown_values::{CivilDate, EnterpriseId, LandContractId, ParcelId};
use serde::Serialize;
use utoipa::ToSchema;

use super::shown_contract::LandContractOut;
use crate::wire::{IdleStatus, ParcelStatus, SupplyMode, enterprise_name, schema};

/// The land desk as one reader sees it on a day.
pub(super) struct Desk<'a> {
    pub(super) state: &'a etown_domain::State,
    pub(super) scope: &'a ReadScope,
    pub(super) today: CivilDate,
}

#[derive(Serialize, ToSchema)]
#[schema(as = Corner)]
struct CornerOut {
    east_mm: i64,
    north_mm: i64,
}

/// A parcel by name.
#[derive(Serialize, ToSchema)]
#[schema(as = ParcelLink)]
pub(super) struct ParcelLinkOut {
    #[schema(value_type = schema::ParcelId)]
    id: String,
    pub(super) number: String,
}

/// What the idle clock says today.
#[derive(Serialize, ToSchema)]
#[schema(as = IdleClock)]
pub(super) struct ClockOut {
    pub(super) status: IdleStatus,
    /// The day from which it runs.
    #[schema(value_type = Option<schema::Date>)]
    runs_from: Option<String>,
    /// The first day on which the fee is due; while the clock stands, the earliest that is still possible.
    #[schema(value_type = Option<schema::Date>)]
    fee_on: Option<String>,
    /// The first day on which the land is taken back.
    #[schema(value_type = Option<schema::Date>)]
    take_back_on: Option<String>,
    /// Whether it stands for a cause of the authorities.
    is_stopped: bool,
}

#[derive(Serialize, ToSchema)]
#[schema(as = Parcel)]
pub(super) struct ParcelOut {
    #[schema(value_type = schema::ParcelId)]
    id: String,
    number: String,
    location: String,
    polygon: Vec<CornerOut>,
    /// Registered area, which is the legal figure.
    #[schema(value_type = schema::SquareMetres)]
    area: String,
    /// What the corners enclose, as evidence.
    #[schema(value_type = schema::SquareMetres)]
    computed_area: String,
    pub(super) supply_mode: SupplyMode,
    /// Agreed under its contract, otherwise asked.
    #[schema(value_type = schema::Yuan)]
    price: String,
    pub(super) status: ParcelStatus,
    #[schema(value_type = Option<schema::LandContractId>)]
    contract: Option<String>,
    contract_number: Option<String>,
    #[schema(value_type = Option<schema::EnterpriseId>)]
    pub(super) enterprise: Option<String>,
    enterprise_name: Option<String>,
    clock: Option<ClockOut>,
    /// The parcels that it came from.
    from: Vec<ParcelLinkOut>,
    /// The parcels that it was split or merged into.
    into: Vec<ParcelLinkOut>,
    revision: u64,
}

impl ParcelOut {
    pub(super) fn idle_status(&self) -> Option<IdleStatus> {
        self.clock.as_ref().map(|clock| clock.status)
    }

    pub(super) fn mentions(&self, text: &str) -> bool {
        let texts = [
            Some(&self.number),
            Some(&self.location),
            self.contract_number.as_ref(),
            self.enterprise_name.as_ref(),
        ];
        any_contains(texts.into_iter().flatten(), text)
    }
}

/// Whether any of the texts has this one in it, in whatever case.
pub(super) fn any_contains<'a>(mut texts: impl Iterator<Item = &'a String>, text: &str) -> bool {
    let wanted = text.to_lowercase();
    texts.any(|found| found.to_lowercase().contains(&wanted))
}

#[derive(Serialize, ToSchema)]
#[schema(as = ParcelDetail)]
pub(super) struct ParcelDetailOut {
    parcel: ParcelOut,
    contract: Option<LandContractOut>,
    /// Contracts on it that ended with the land taken back.
    ended_contracts: Vec<EndedOut>,
}

#[derive(Serialize, ToSchema)]
#[schema(as = EndedLandContract)]
struct EndedOut {
    #[schema(value_type = schema::LandContractId)]
    id: String,
    number: String,
    enterprise_name: String,
    #[schema(value_type = schema::Date)]
    taken_back_on: String,
    document: String,
}

impl<'a> Desk<'a> {
    /// The parcels that the reader sees, in the order of their ids.
    pub(super) fn parcels(&self) -> impl Iterator<Item = &'a Parcel> {
        let land = &self.state.land;
        land.parcels().filter(|parcel| land.shows(self.scope, parcel))
    }

    /// The contracts that the reader sees, in the order of their ids.
    pub(super) fn contracts(&self) -> impl Iterator<Item = &'a LandContract> {
        self.state.land.contracts().filter(|contract| self.scope.covers(contract.terms.enterprise))
    }

    /// A parcel with its revision, where the reader may see it.
    pub(super) fn detail(&self, id: ParcelId) -> Option<(ParcelDetailOut, u64)> {
        let land = &self.state.land;
        let parcel = land.parcel(id).filter(|parcel| land.shows(self.scope, parcel))?;
        let ended = self.contracts().filter(|contract| contract.parcels.contains(&id));
        let ended = ended.filter_map(|contract| {
            let taken = contract.taken_back.as_ref()?;
            Some(EndedOut {
                id: contract.id.to_string(),
                number: contract.terms.number.clone(),
                enterprise_name: self.name(contract.terms.enterprise),
                taken_back_on: taken.taken_back_on.to_string(),
                document: taken.document.clone(),
            })
        });
        let shown = ParcelDetailOut {
            parcel: self.parcel(parcel),
            contract: land.contract_of(parcel).map(|contract| self.contract(contract)),
            ended_contracts: ended.collect(),
        };
        Some((shown, parcel.revision))
    }

    /// A contract with its revision, where the reader may see it.
    pub(super) fn contract_by(&self, id: LandContractId) -> Option<LandContractOut> {
        let found = self.state.land.contract(id)?;
        self.scope.covers(found.terms.enterprise).then(|| self.contract(found))
    }

    pub(super) fn parcel(&self, parcel: &Parcel) -> ParcelOut {
        let contract = self.state.land.contract_of(parcel);
        let filing = &parcel.filing;
        let corners = filing.polygon.corners.iter();
        ParcelOut {
            id: parcel.id.to_string(),
            number: filing.number.clone(),
            location: filing.location.clone(),
            polygon: corners
                .map(|corner| CornerOut { east_mm: corner.east_mm, north_mm: corner.north_mm })
                .collect(),
            area: filing.area.to_string(),
            computed_area: parcel.computed_area.to_string(),
            supply_mode: filing.supply_mode.into(),
            price: filing.price.amount_text(),
            status: self.state.land.status_of(parcel).into(),
            contract: contract.map(|contract| contract.id.to_string()),
            contract_number: contract.map(|contract| contract.terms.number.clone()),
            enterprise: contract.map(|contract| contract.terms.enterprise.to_string()),
            enterprise_name: contract.map(|contract| self.name(contract.terms.enterprise)),
            clock: contract.filter(|_| !parcel.is_retired()).and_then(|contract| self.clock(contract)),
            from: self.links(&parcel.from),
            into: self.links(&parcel.into),
            revision: parcel.revision,
        }
    }

    pub(super) fn clock(&self, contract: &LandContract) -> Option<ClockOut> {
        let clock: IdleClock = clock_of(contract, &self.state.parameters, self.today)?;
        let text = |date: CivilDate| date.to_string();
        Some(ClockOut {
            status: clock.status.into(),
            runs_from: clock.runs_from.map(text),
            fee_on: clock.fee_on.map(text),
            take_back_on: clock.take_back_on.map(text),
            is_stopped: clock.is_stopped,
        })
    }

    pub(super) fn links(&self, parcels: &[ParcelId]) -> Vec<ParcelLinkOut> {
        let found = parcels.iter().filter_map(|id| self.state.land.parcel(*id));
        found
            .map(|parcel| ParcelLinkOut { id: parcel.id.to_string(), number: parcel.filing.number.clone() })
            .collect()
    }

    pub(super) fn name(&self, enterprise: EnterpriseId) -> String {
        enterprise_name(self.state, enterprise)
    }
}
