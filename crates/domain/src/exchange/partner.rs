//! Partners: other zones whose receipts are believed, by the keys of their trust files.

use alloc::string::String;
use alloc::vec::Vec;
use serde::{Deserialize, Serialize};

/// A zone's trust file as it was taken in, and what was read in it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Trust {
    /// The file's text, by which receipts are verified here and by anyone who checks this journal.
    pub text: String,
    pub origin: String,
    /// Public keys in their text form.
    pub keys: Vec<String>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum PartnerStatus {
    Active,
    /// Nothing is sent there, and nothing it signed is believed, until it is resumed.
    Suspended,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Partner {
    pub code: String,
    pub name: String,
    pub name_english: String,
    pub trust: Trust,
    pub status: PartnerStatus,
    /// Why it was suspended or resumed last.
    pub reason: Option<String>,
    pub revision: u64,
}
