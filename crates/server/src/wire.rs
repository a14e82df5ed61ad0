//! What travels: the server's own input and output types, converted by hand to and from the domain's.
//!
//! Amounts, quantities, prices and percents are decimal strings. No domain type may appear here by itself.

mod choices;
mod enterprise;
mod evidence;
mod history;
mod items;
mod money;
mod page;
pub(crate) mod schema;
mod text;

pub(crate) use choices::{
    ApplicationStatus, Basis, BookKind, BookStatus, Confidence, ConsumptionPoint, Counted, CreditClass,
    DifferenceCause, Direction, DueKind, Eligibility, EquipmentStatus, EvidenceKind, FilingStatus, Gate,
    Gates, GovernmentCause, HoldCause, HsJoin, IdleStatus, ItemClass, LandContractStatus, LightColour,
    ListStatus, Movement, ParcelStatus, PartnerZoneStatus, Pause, PerformanceIndicator, PeriodStatus,
    PermitKind, PilotStage, Purpose, QuotaKind, Role, SlipKind, SlipStatus, SpecialDayKind, Stage,
    SupplyMode, SupplyStatus, TaskKind, TaskStatus, choices,
};
pub(crate) use enterprise::enterprise_name;
pub(crate) use evidence::{EvidenceIn, EvidenceOut};
pub(crate) use history::HistoryOut;
pub(crate) use items::at_most;
pub(crate) use money::{MoneyOut, Yuan};
pub(crate) use page::{Page, page_request, part_page};
pub(crate) use text::{Cursor, ReportedInstant, Text, Year};
