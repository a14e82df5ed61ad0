//! Movements between accounts and the documents they come from. A document's movements are written as one set: they stand
//! or fall together, and a list of a thousand lines is one event.

use alloc::string::String;
use alloc::vec::Vec;
use etown_values::{BookId, CivilDate, ConsignmentId, DrawId, ListId, ReportId};
use serde::{Deserialize, Deserializer, Serialize, Serializer, de::Error};

use super::{AccountNumber, AmountText};

/// What moved goods or money.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Document {
    List(ListId),
    Report(ReportId),
    /// The verification that closed a period of a book.
    Verification {
        book: BookId,
        period: u32,
    },
    /// A draw on a cash pool, and its repayments.
    Draw(DrawId),
    /// Goods that went to another zone, or came from one.
    Consignment(ConsignmentId),
}

/// The document line a movement comes from.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct DocumentLine {
    pub document: Document,
    /// Line number, 0 for the document as a whole.
    pub line: u32,
}

/// A movement from the credited to the debited account. Its text form is a row of four:
/// debit, credit, amount as text, line.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Movement {
    pub debit: AccountNumber,
    pub credit: AccountNumber,
    /// Positive, in the unit's smallest part.
    pub amount: i128,
    /// Line of the document, 0 for the document as a whole.
    pub line: u32,
}

/// The movements of one document.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct MovementSet {
    pub document: Document,
    pub value_date: CivilDate,
    pub movements: Vec<Movement>,
}

impl Movement {
    /// The same movement the other way round.
    #[must_use]
    pub const fn turned(self) -> Self {
        Self { debit: self.credit, credit: self.debit, ..self }
    }
}

impl Serialize for Movement {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        (self.debit.0, self.credit.0, AmountText(self.amount), self.line).serialize(serializer)
    }
}

impl<'de> Deserialize<'de> for Movement {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let (debit, credit, amount, line) = <(u32, u32, String, u32)>::deserialize(deserializer)?;
        let amount = amount.parse().map_err(|_integer| D::Error::custom("an integer as text"))?;
        Ok(Self { debit: AccountNumber(debit), credit: AccountNumber(credit), amount, line })
    }
}
