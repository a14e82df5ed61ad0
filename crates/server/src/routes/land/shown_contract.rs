//! What is shown of a land contract: what was agreed, its permits, its clock, and all that happened to it.

use etown_domain::kernel::calendar::DeadlineStatus;
use etown_domain::land::contract::{self, LandContract, PermitKind as KindOfPermit};
use etown_domain::land::settings::idle_terms;
use etown_domain::land::state::permit_deadline;
use etown_values::{CivilDate, Money};
use serde::Serialize;
use utoipa::ToSchema;

use super::shown::{ClockOut, Desk, ParcelLinkOut, any_contains};
use crate::wire::{
    GovernmentCause, IdleStatus, LandContractStatus, PerformanceIndicator, PermitKind, SupplyMode, schema,
};

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
    pub(super) status: LandContractStatus,
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

impl LandContractOut {
    pub(super) fn idle_status(&self) -> Option<IdleStatus> {
        self.clock.as_ref().map(|clock| clock.status)
    }

    pub(super) fn mentions(&self, text: &str) -> bool {
        let numbers = self.parcels.iter().map(|parcel| &parcel.number);
        any_contains([&self.number, &self.enterprise_name].into_iter().chain(numbers), text)
    }
}

impl Desk<'_> {
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
