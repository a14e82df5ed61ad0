//! What an event is about, as the history of the zone shows it: one thing, whom it concerns, a few facts.

use alloc::string::{String, ToString};
use alloc::vec::Vec;
use core::fmt::Display;
use etown_values::EnterpriseId;

/// A thing that an entry is about.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct About {
    /// Kind of the thing, such as `parcel`.
    pub kind: &'static str,
    pub id: String,
    /// Enterprises that the event concerns; they may read its entry.
    pub enterprises: Vec<EnterpriseId>,
    /// Short facts by which people recognise the entry; no personal data.
    pub facts: Vec<(&'static str, String)>,
}

impl About {
    pub fn new(kind: &'static str, id: &impl Display) -> Self {
        Self { kind, id: id.to_string(), enterprises: Vec::new(), facts: Vec::new() }
    }

    /// Adds an enterprise that the event concerns.
    #[must_use]
    pub fn concerning(mut self, enterprise: EnterpriseId) -> Self {
        self.enterprises.push(enterprise);
        self
    }

    /// Adds a fact.
    #[must_use]
    pub fn fact(mut self, name: &'static str, value: &impl Display) -> Self {
        self.facts.push((name, value.to_string()));
        self
    }
}
