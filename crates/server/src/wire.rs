//! What travels: the server's own input and output types, converted by hand to and from the domain's.
//!
//! Amounts, quantities, prices and percents are decimal strings. No domain type may appear here by itself.

mod choices;
mod page;
pub(crate) mod schema;
mod text;

pub(crate) use choices::{
    Basis, BookKind, BookStatus, ConsumptionPoint, CreditClass, Direction, FilingStatus, ItemClass,
    ListStatus, Movement, Pause, Purpose, Role, SpecialDayKind, TaskKind,
};
pub(crate) use page::{Page, page_request};
pub(crate) use text::{Cursor, ReportedInstant, Text};
