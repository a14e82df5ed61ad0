//! Every event of the zone. Once released an event is never edited: new meaning, new variant.

use alloc::string::String;
use etown_values::UtcOffset;
use serde::{Deserialize, Serialize};

use crate::approvals::ApprovalsEvent;
use crate::bonded::BondedEvent;
use crate::exchange::ExchangeEvent;
use crate::industry::IndustryEvent;
use crate::international::InternationalEvent;
use crate::kernel::access::AccessEvent;
use crate::kernel::calendar::CalendarYear;
use crate::kernel::exceptions::ExceptionEvent;
use crate::kernel::ledger::LedgerEvent;
use crate::kernel::parameters::ParameterEvent;
use crate::kernel::parties::PartyEvent;
use crate::kernel::reports::ReportEvent;
use crate::kernel::scopes::ScopeEvent;
use crate::kernel::worklist::WorklistEvent;
use crate::land::LandEvent;
use crate::programme::ProgrammeEvent;
use crate::region::RegionEvent;
use crate::technology::TechnologyEvent;
use crate::treasury::TreasuryEvent;

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Event {
    Zone(ZoneEvent),
    Access(AccessEvent),
    Party(PartyEvent),
    Parameter(ParameterEvent),
    Report(ReportEvent),
    Exception(ExceptionEvent),
    Worklist(WorklistEvent),
    Ledger(LedgerEvent),
    Bonded(BondedEvent),
    Approvals(ApprovalsEvent),
    Exchange(ExchangeEvent),
    Industry(IndustryEvent),
    International(InternationalEvent),
    Land(LandEvent),
    Programme(ProgrammeEvent),
    Region(RegionEvent),
    Scope(ScopeEvent),
    Technology(TechnologyEvent),
    Treasury(TreasuryEvent),
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ZoneEvent {
    ZoneSetUp { name: String, customs_code: String, utc_offset: UtcOffset },
    CalendarYearPublished { year: CalendarYear },
}

macro_rules! from {
    ($($variant:ident <- $event:ty),* $(,)?) => {
        $(impl From<$event> for Event {
            fn from(event: $event) -> Self {
                Self::$variant(event)
            }
        })*
    };
}

from! {
    Zone <- ZoneEvent,
    Access <- AccessEvent,
    Party <- PartyEvent,
    Parameter <- ParameterEvent,
    Report <- ReportEvent,
    Exception <- ExceptionEvent,
    Worklist <- WorklistEvent,
    Ledger <- LedgerEvent,
    Bonded <- BondedEvent,
    Approvals <- ApprovalsEvent,
    Exchange <- ExchangeEvent,
    Industry <- IndustryEvent,
    International <- InternationalEvent,
    Land <- LandEvent,
    Programme <- ProgrammeEvent,
    Region <- RegionEvent,
    Scope <- ScopeEvent,
    Technology <- TechnologyEvent,
    Treasury <- TreasuryEvent,
}
