//! Mappings: which classes of a list an enterprise belongs to, from which day on. A mapping is never changed; a later one
//! follows it.

use alloc::collections::BTreeSet;
use alloc::string::String;
use alloc::vec::Vec;
use etown_values::CivilDate;
use serde::{Deserialize, Serialize};

use super::classification::Classification;
use super::refusal::{MAPPING_CONTENT, UNKNOWN_CLASS};
use crate::kernel::access::Actor;
use crate::kernel::evidence::Evidence;
use crate::kernel::refusal::Refusal;

const CLASSES_MAX: usize = 20;

/// Classes of an enterprise in one list, as they are stated.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Mapping {
    pub scheme: String,
    pub classes: Vec<String>,
    pub valid_from: CivilDate,
    pub evidence: Evidence,
}

/// A mapping that stands, or waits to be confirmed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Stated {
    pub mapping: Mapping,
    /// Who stated it.
    pub by: Actor,
    /// The entry that recorded it.
    pub position: u64,
}

impl Mapping {
    /// Refuses classes that the list does not have.
    pub(super) fn check(&self, classification: &Classification) -> Result<(), Refusal> {
        let distinct: BTreeSet<_> = self.classes.iter().collect();
        if distinct.len() != self.classes.len() || !(1..=CLASSES_MAX).contains(&self.classes.len()) {
            return Err(Refusal::new(&MAPPING_CONTENT).at("classes").largest(CLASSES_MAX));
        }
        match self.classes.iter().find(|code| classification.class(code).is_none()) {
            Some(unknown) => Err(Refusal::new(&UNKNOWN_CLASS).at("classes").number("class", unknown)),
            None => Ok(()),
        }
    }
}
