//! What travels: the server's own input and output types, converted by hand to and from the domain's.
//!
//! Amounts, quantities, prices and percents are decimal strings. No domain type may appear here by itself.

mod choices;
mod history;
mod page;
pub(crate) mod schema;
mod text;

pub(crate) use choices::{
    ApplicationStatus, Basis, BookKind, BookStatus, ConsumptionPoint, CreditClass, DifferenceCause,
    Direction, Eligibility, EquipmentStatus, FilingStatus, Gate, Gates, GovernmentCause, HoldCause,
    IdleStatus, ItemClass, LandContractStatus, LightColour, ListStatus, Movement, ParcelStatus, Pause,
    PerformanceIndicator, PeriodStatus, PermitKind, PilotStage, Purpose, Role, SlipKind, SlipStatus,
    SpecialDayKind, Stage, SupplyMode, TaskKind, TaskStatus,
};
pub(crate) use history::HistoryOut;
pub(crate) use page::{Page, page_request, part_page};
pub(crate) use text::{Cursor, ReportedInstant, Text};
