//! Statements: what an entry tells another zone, in a section of its own. The receipt of the entry discloses that section
//! and nothing else, so the other zone learns no account, no person and no balance.

use alloc::string::String;
use alloc::vec::Vec;
use etown_values::{
    CivilDate, ConsignmentId, CreditCode, Currency, HsCode, Measure, QuantityAmount, UnitPrice,
};
use serde::{Deserialize, Serialize};

use super::event::ExchangeEvent;
use crate::event::Event;

/// The name of the section that holds a statement.
pub const SECTION: &str = "exchange";
/// The form of statements that this program writes and reads.
pub const FORMAT: u32 = 1;

/// The content of the section.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Shown {
    pub format: u32,
    pub statement: Statement,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Statement {
    Dispatched(Dispatch),
    Answered(Answer),
}

/// Goods left: the transport document.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Dispatch {
    /// The id that the sending zone gave.
    pub consignment: ConsignmentId,
    pub number: String,
    /// The origin of the journal of the zone that they are meant for.
    pub to: String,
    pub consignor: CreditCode,
    pub consignor_name: String,
    pub recipient: CreditCode,
    pub dispatched_on: CivilDate,
    /// The last day for an answer.
    pub answer_by: CivilDate,
    pub lines: Vec<StatementLine>,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct StatementLine {
    pub line: u32,
    pub part_number: String,
    pub name: String,
    pub hs_code: HsCode,
    pub quantity: QuantityAmount,
    pub measure: Measure,
    /// Declared, for one unit of the measure.
    pub unit_price: UnitPrice,
    pub currency: Currency,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Verdict {
    Accepted,
    Refused,
}

/// The other zone took the goods or did not, as a whole and for ever.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Answer {
    /// The id that the sending zone gave.
    pub consignment: ConsignmentId,
    /// The origin of the sending zone's journal.
    pub to: String,
    /// The position there of the entry that is answered.
    pub position: u64,
    pub verdict: Verdict,
    /// Why it was refused.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub reason: Option<String>,
    pub answered_on: CivilDate,
}

impl Verdict {
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Accepted => "accepted",
            Self::Refused => "refused",
        }
    }
}

/// Returns what an entry with these events tells another zone; most tell nothing.
pub fn shown(events: &[Event]) -> Option<Shown> {
    let statement = events.iter().find_map(|event| match event {
        Event::Exchange(ExchangeEvent::ConsignmentDispatched { dispatch, .. }) => {
            Some(Statement::Dispatched(dispatch.clone()))
        }
        Event::Exchange(
            ExchangeEvent::ConsignmentAccepted { answer, .. }
            | ExchangeEvent::ConsignmentRefused { answer, .. },
        ) => Some(Statement::Answered(answer.clone())),
        _ => None,
    })?;
    Some(Shown { format: FORMAT, statement })
}
