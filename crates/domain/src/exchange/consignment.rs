//! Consignments: goods on their way to another zone, and from one.

use alloc::collections::{BTreeMap, BTreeSet};
use alloc::string::String;
use alloc::vec::Vec;
use etown_values::{
    BookId, CivilDate, ConsignmentId, CreditCode, EnterpriseId, ExceptionId, QuantityAmount, UnitPrice,
};
use serde::{Deserialize, Serialize};

use super::proof::Proof;
use super::statement::{Answer, Dispatch};
use crate::kernel::access::Actor;
use crate::kernel::ledger::HoldNumber;

/// What an enterprise sends.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ConsignmentContent {
    /// Code of the partner zone.
    pub partner: String,
    /// Of the enterprise there.
    pub recipient: CreditCode,
    pub lines: Vec<ConsignmentLine>,
}

/// Goods of one item; code, measure and name are the item's.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ConsignmentLine {
    pub item: u32,
    pub quantity: QuantityAmount,
    /// Declared, for one unit of the item's measure, in its currency.
    pub unit_price: UnitPrice,
}

/// The item of a book here that a line of a consignment is booked under.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Placed {
    pub line: u32,
    pub item: u32,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum OutgoingStatus {
    /// Waits for customs here.
    Submitted,
    Withdrawn,
    /// Held here, and not answered yet.
    InTransit,
    /// The other zone took it: the goods have left the book.
    Accepted,
    /// The other zone did not take it: the goods are free again.
    Refused,
}

/// A consignment that leaves.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Outgoing {
    pub id: ConsignmentId,
    pub number: String,
    pub book: BookId,
    pub enterprise: EnterpriseId,
    pub content: ConsignmentContent,
    pub status: OutgoingStatus,
    pub makers: BTreeSet<Actor>,
    pub submitted_on: CivilDate,
    /// Why it was withdrawn.
    pub reason: Option<String>,
    pub left: Option<Left>,
    pub answered: Option<Answered>,
    pub revision: u64,
}

/// That it left.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Left {
    pub dispatch: Dispatch,
    pub hold: HoldNumber,
    /// The entry whose receipt is the transport document.
    pub position: u64,
    /// Whether the answer-by date rests on years without a published calendar.
    pub is_provisional: bool,
    /// The exception that silence opened, while nobody has answered.
    pub silence: Option<ExceptionId>,
}

/// That it was answered.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Answered {
    pub answer: Answer,
    pub proof: Proof,
    /// The entry here that recorded it.
    pub position: u64,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum IncomingStatus {
    /// Proven, and not decided yet.
    Presented,
    Accepted,
    Refused,
}

/// A consignment that comes in.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Incoming {
    /// The id that this zone gave; that of the sending zone is in the dispatch.
    pub id: ConsignmentId,
    pub partner: String,
    pub enterprise: EnterpriseId,
    pub dispatch: Dispatch,
    pub proof: Proof,
    pub status: IncomingStatus,
    pub makers: BTreeSet<Actor>,
    pub presented_on: CivilDate,
    /// The entry here that recorded the receipt.
    pub position: u64,
    /// What was answered, and the entry whose receipt is the answer.
    pub answer: Option<(Answer, u64)>,
    pub book: Option<BookId>,
    /// Items of the book, by line.
    pub items: BTreeMap<u32, u32>,
    pub revision: u64,
}

impl OutgoingStatus {
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Submitted => "submitted",
            Self::Withdrawn => "withdrawn",
            Self::InTransit => "in_transit",
            Self::Accepted => "accepted",
            Self::Refused => "refused",
        }
    }
}

impl IncomingStatus {
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Presented => "presented",
            Self::Accepted => "accepted",
            Self::Refused => "refused",
        }
    }
}
