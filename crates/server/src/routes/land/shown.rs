//! What is shown of land: parcels with their clock, contracts with all that happened to them. Everything is read from the
//! state as of today; nothing is judged here.

use etown_domain::ReadScope;
use etown_domain::kernel::calendar::DeadlineStatus;
use etown_domain::land::contract::{self, LandContract, PermitKind as KindOfPermit};
use etown_domain::land::idle::IdleClock;
use etown_domain::land::parcel::Parcel;
use etown_domain::land::settings::idle_terms;
use etown_domain::land::state::{clock_of, permit_deadline};
use etown_values::{CivilDate, EnterpriseId, LandContractId, Money, ParcelId};
use serde::Serialize;
use utoipa::ToSchema;

use crate::wire::{
    GovernmentCause, IdleStatus, LandContractStatus, ParcelStatus, PerformanceIndicator, PermitKind,
    SupplyMode, schema,
};

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
struct ParcelLinkOut {
    #[schema(value_type = schema::ParcelId)]
    id: String,
    number: String,
}

/// What the idle clock says today.
#[derive(Serialize, ToSchema)]
#[schema(as = IdleClock)]
struct ClockOut {
    status: IdleStatus,
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
        let wanted = text.to_lowercase();
        let texts = [
            Some(&self.number),
            Some(&self.location),
            self.contract_number.as_ref(),
            self.enterprise_name.as_ref(),
        ];
        texts.into_iter().flatten().any(|found| found.to_lowercase().contains(&wanted))
    }
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

#[derive(Serialize, ToSchema)]
#[schema(as = PerformanceTerm)]
struct PerformanceOut {
    indicator: PerformanceIndicator,
    #[schema(value_type = schema::LandTarget)]
    target: String,
    unit: String,
    clause: String,
}

#[derive(Serialize, ToSchema)]
#[schema(as = Permit)]
struct PermitOut {
    kind: PermitKind,
    number: String,
    #[schema(value_type = schema::Date)]
    issued_on: String,
}

/// The last day for the construction permit.
#[derive(Serialize, ToSchema)]
#[schema(as = PermitDue)]
struct PermitDueOut {
    #[schema(value_type = schema::Date)]
    date: String,
    /// Whether every day was counted by a published calendar; otherwise the date is provisional.
    is_firm: bool,
    /// Years whose calendar is not published.
    unpublished_years: Vec<i16>,
    calendar_versions: Vec<String>,
    /// Whether the permit came late, or is late today.
    is_overdue: bool,
}

#[derive(Serialize, ToSchema)]
#[schema(as = Foundation)]
struct FoundationOut {
    #[schema(value_type = schema::Date)]
    reached_on: String,
    /// SHA-256 of the evidence.
    evidence: String,
}

#[derive(Serialize, ToSchema)]
#[schema(as = ClockStop)]
struct ClockStopOut {
    #[schema(value_type = schema::Date)]
    from: String,
    #[schema(value_type = Option<schema::Date>)]
    resumed_on: Option<String>,
    cause: GovernmentCause,
    reason: String,
}

#[derive(Serialize, ToSchema)]
#[schema(as = Standstill)]
struct StandstillOut {
    #[schema(value_type = schema::Date)]
    stopped_on: String,
    #[schema(value_type = schema::SquareMetres)]
    developed_area: String,
    #[schema(value_type = schema::Yuan)]
    invested: String,
    /// Whether that is too little, so that the idle clock runs.
    is_below: bool,
}

#[derive(Serialize, ToSchema)]
#[schema(as = FeeNotice)]
struct FeeNoticeOut {
    #[schema(value_type = schema::Yuan)]
    fee: String,
    #[schema(value_type = schema::Date)]
    idle_from: String,
    #[schema(value_type = schema::Date)]
    noticed_on: String,
    document: String,
}

#[derive(Serialize, ToSchema)]
#[schema(as = TakeBack)]
struct TakeBackOut {
    #[schema(value_type = schema::Date)]
    taken_back_on: String,
    document: String,
}

#[derive(Serialize, ToSchema)]
#[schema(as = LandContract)]
pub(super) struct LandContractOut {
    #[schema(value_type = schema::LandContractId)]
    id: String,
    number: String,
    status: LandContractStatus,
    parcels: Vec<ParcelLinkOut>,
    #[schema(value_type = schema::EnterpriseId)]
    enterprise: String,
    enterprise_name: String,
    supply_mode: SupplyMode,
    #[schema(value_type = schema::Yuan)]
    price: String,
    term_years: Option<u32>,
    #[schema(value_type = schema::Date)]
    acquired_on: String,
    #[schema(value_type = schema::Date)]
    delivery_due: String,
    #[schema(value_type = Option<schema::Date>)]
    delivered_on: Option<String>,
    #[schema(value_type = schema::Date)]
    agreed_start: String,
    #[schema(value_type = Option<schema::Date>)]
    started_on: Option<String>,
    #[schema(value_type = schema::Yuan)]
    total_investment: String,
    performance: Vec<PerformanceOut>,
    permits: Vec<PermitOut>,
    permit_due: PermitDueOut,
    foundation: Option<FoundationOut>,
    clock: Option<ClockOut>,
    /// What the idle fee on the price would be.
    #[schema(value_type = Option<schema::Yuan>)]
    idle_fee: Option<String>,
    clock_stops: Vec<ClockStopOut>,
    standstill: Option<StandstillOut>,
    fee_notices: Vec<FeeNoticeOut>,
    taken_back: Option<TakeBackOut>,
    pub(super) revision: u64,
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

    pub(super) fn contract(&self, contract: &LandContract) -> LandContractOut {
        let terms = &contract.terms;
        let text = |date: CivilDate| date.to_string();
        let fee = idle_terms(&self.state.parameters, self.today).ok();
        let fee = fee.and_then(|rule| rule.fee(terms.price).ok());
        LandContractOut {
            id: contract.id.to_string(),
            number: terms.number.clone(),
            status: contract.status().into(),
            parcels: self.links(&contract.parcels),
            enterprise: terms.enterprise.to_string(),
            enterprise_name: self.name(terms.enterprise),
            supply_mode: contract.supply_mode.into(),
            price: terms.price.amount_text(),
            term_years: terms.term_years,
            acquired_on: text(terms.acquired_on),
            delivery_due: text(terms.delivery_due),
            delivered_on: contract.delivered_on.map(text),
            agreed_start: text(terms.agreed_start),
            started_on: contract.started_on.map(text),
            total_investment: terms.total_investment.amount_text(),
            performance: terms.performance.iter().map(Into::into).collect(),
            permits: contract.permits.iter().map(Into::into).collect(),
            permit_due: self.permit_due(contract),
            foundation: contract.foundation.as_ref().map(Into::into),
            clock: self.clock(contract),
            idle_fee: fee.map(Money::amount_text),
            clock_stops: contract.pauses.iter().map(Into::into).collect(),
            standstill: contract.works_stop.as_ref().map(Into::into),
            fee_notices: contract.fee_notices.iter().map(Into::into).collect(),
            taken_back: contract.taken_back.as_ref().map(Into::into),
            revision: contract.revision,
        }
    }

    fn permit_due(&self, contract: &LandContract) -> PermitDueOut {
        let due = permit_deadline(contract, &self.state.calendar);
        let issued_on = contract.permits.get(&KindOfPermit::Construction).map(|permit| permit.issued_on);
        let unpublished_years = match due.status {
            DeadlineStatus::Provisional { unpublished_years } => unpublished_years,
            DeadlineStatus::Firm | DeadlineStatus::Stopped => Vec::new(),
        };
        PermitDueOut {
            date: due.date.to_string(),
            is_firm: unpublished_years.is_empty(),
            unpublished_years,
            calendar_versions: due.calendar_versions,
            is_overdue: issued_on.unwrap_or(self.today) > due.date,
        }
    }

    fn clock(&self, contract: &LandContract) -> Option<ClockOut> {
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

    fn links(&self, parcels: &[ParcelId]) -> Vec<ParcelLinkOut> {
        let found = parcels.iter().filter_map(|id| self.state.land.parcel(*id));
        found
            .map(|parcel| ParcelLinkOut { id: parcel.id.to_string(), number: parcel.filing.number.clone() })
            .collect()
    }

    fn name(&self, enterprise: EnterpriseId) -> String {
        self.state.parties.enterprise(enterprise).map_or_else(|_| String::new(), |found| found.name.clone())
    }
}

impl From<&contract::PerformanceTerm> for PerformanceOut {
    fn from(term: &contract::PerformanceTerm) -> Self {
        Self {
            indicator: term.indicator.into(),
            target: term.target.to_string(),
            unit: term.unit.clone(),
            clause: term.clause.clone(),
        }
    }
}

impl From<(&KindOfPermit, &contract::Permit)> for PermitOut {
    fn from((kind, permit): (&KindOfPermit, &contract::Permit)) -> Self {
        Self { kind: (*kind).into(), number: permit.number.clone(), issued_on: permit.issued_on.to_string() }
    }
}

impl From<&contract::Foundation> for FoundationOut {
    fn from(foundation: &contract::Foundation) -> Self {
        Self { reached_on: foundation.reached_on.to_string(), evidence: foundation.evidence.clone() }
    }
}

impl From<&contract::CausedPause> for ClockStopOut {
    fn from(pause: &contract::CausedPause) -> Self {
        Self {
            from: pause.from.to_string(),
            resumed_on: pause.resumed_on.map(|date| date.to_string()),
            cause: pause.cause.into(),
            reason: pause.reason.clone(),
        }
    }
}

impl From<&contract::WorksStop> for StandstillOut {
    fn from(stop: &contract::WorksStop) -> Self {
        Self {
            stopped_on: stop.stopped_on.to_string(),
            developed_area: stop.developed_area.to_string(),
            invested: stop.invested.amount_text(),
            is_below: stop.is_below,
        }
    }
}

impl From<&contract::FeeNotice> for FeeNoticeOut {
    fn from(notice: &contract::FeeNotice) -> Self {
        Self {
            fee: notice.fee.amount_text(),
            idle_from: notice.idle_from.to_string(),
            noticed_on: notice.noticed_on.to_string(),
            document: notice.document.clone(),
        }
    }
}

impl From<&contract::TakeBack> for TakeBackOut {
    fn from(taken: &contract::TakeBack) -> Self {
        Self { taken_back_on: taken.taken_back_on.to_string(), document: taken.document.clone() }
    }
}
