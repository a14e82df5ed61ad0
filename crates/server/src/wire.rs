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
    Direction, Eligibility, EquipmentStatus, FilingStatus, Gate, Gates, HoldCause, ItemClass, ListStatus,
    Movement, Pause, PeriodStatus, Purpose, QuotaKind, Role, SlipKind, SlipStatus, SpecialDayKind, Stage,
    TaskKind,
};
pub(crate) use history::HistoryOut;
pub(crate) use page::{Page, page_request, part_page};
pub(crate) use text::{Cursor, ReportedInstant, Text};
