//! What the writer found when it examined what a command presents. Rules know no signatures: like the time, the result is
//! handed to them in the context, and nothing outside the writer can put one there. It is found by the keys that the state
//! holds at that very entry, so it can be found again from the journal alone.

use alloc::boxed::Box;
use alloc::string::String;
use alloc::vec::Vec;
use etown_values::Instant;
use serde::{Deserialize, Serialize};

use super::refusal::{
    ORIGIN_NOT_REGISTERED, RECEIPT_NOT_PROVEN, RECEIPT_UNREADABLE, STATEMENT_MISSING, TRUST_FILE_UNUSABLE,
};
use super::statement::Statement;
use crate::kernel::refusal::Refusal;

/// An entry of another zone that is proven.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Proof {
    /// The origin of the other zone's journal.
    pub origin: String,
    /// The id of that journal, in hexadecimal digits; another one follows where it was recovered with a loss.
    pub journal: String,
    pub position: u64,
    /// When the other zone recorded it.
    pub recorded_at: Instant,
    /// SHA-256 of the receipt as presented, in hexadecimal digits.
    pub digest: String,
    /// The signed note under which it is proven.
    pub checkpoint: String,
}

/// What a trust file says.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TrustFound {
    pub origin: String,
    /// Public keys in their text form.
    pub keys: Vec<String>,
}

/// A receipt that proves a statement.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ReceiptFound {
    pub proof: Proof,
    pub statement: Statement,
}

/// Why what was presented proves nothing, with the words of who examined it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum NotProven {
    /// It is no trust file.
    TrustFile { reason: String },
    /// It is no receipt of an entry.
    Unreadable { reason: String },
    /// No partner has this origin.
    Origin { origin: String },
    /// Signature, key, proof or sections do not hold; the code is one of the verifier's.
    Refused { code: &'static str },
    /// It proves an entry and shows no statement that is understood.
    Statement,
}

#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum Examined {
    /// The command presents nothing.
    #[default]
    Nothing,
    TrustFile {
        /// The origin of this zone's own journal.
        here: String,
        found: Result<TrustFound, NotProven>,
    },
    Receipt {
        here: String,
        found: Result<Box<ReceiptFound>, NotProven>,
    },
}

impl Examined {
    /// Returns this zone's origin and what the trust file says.
    pub(crate) fn trust_file(&self) -> Result<(&str, &TrustFound), Refusal> {
        match self {
            Self::TrustFile { here, found } => {
                found.as_ref().map(|found| (here.as_str(), found)).map_err(refusal)
            }
            _ => unreachable!("the writer examines what a command presents"),
        }
    }

    /// Returns this zone's origin and what the receipt proves.
    pub(crate) fn receipt(&self) -> Result<(&str, &ReceiptFound), Refusal> {
        match self {
            Self::Receipt { here, found } => {
                found.as_ref().map(|found| (here.as_str(), &**found)).map_err(refusal)
            }
            _ => unreachable!("the writer examines what a command presents"),
        }
    }
}

fn refusal(why: &NotProven) -> Refusal {
    match why {
        NotProven::TrustFile { reason } => {
            Refusal::new(&TRUST_FILE_UNUSABLE).at("trust_file").number("why", reason)
        }
        NotProven::Unreadable { reason } => {
            Refusal::new(&RECEIPT_UNREADABLE).at("receipt").number("why", reason)
        }
        NotProven::Origin { origin } => {
            Refusal::new(&ORIGIN_NOT_REGISTERED).at("receipt").number("origin", origin)
        }
        NotProven::Refused { code } => Refusal::new(&RECEIPT_NOT_PROVEN).at("receipt").number("why", code),
        NotProven::Statement => Refusal::new(&STATEMENT_MISSING).at("receipt"),
    }
}
