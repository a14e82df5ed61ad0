//! What travels: the server's own input and output types, converted by hand to and from the domain's.
//!
//! Amounts, quantities, prices and percents are decimal strings. No domain type may appear here by itself.

mod choices;
mod evidence;
mod history;
mod page;
pub(crate) mod schema;
mod text;

pub(crate) use choices::{
    Basis, BookKind, BookStatus, Confidence, ConsumptionPoint, Counted, CreditClass, DifferenceCause,
    Direction, EquipmentStatus, EvidenceKind, FilingStatus, Gate, Gates, HoldCause, HsJoin, ItemClass,
    ListStatus, Movement, Pause, PeriodStatus, Purpose, Role, SlipKind, SlipStatus, SpecialDayKind, Stage,
    SupplyStatus, TaskKind,
};
pub(crate) use evidence::{EvidenceIn, EvidenceOut};
pub(crate) use history::HistoryOut;
pub(crate) use page::{Page, page_request, part_page};
pub(crate) use text::{Cursor, ReportedInstant, Text};
