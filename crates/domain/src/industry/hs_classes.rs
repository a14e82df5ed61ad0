//! From commodity codes to industry classes. Tables of this kind name several classes for most codes; all of them are kept
//! and shown. An officer's reviewed choice overrides them with a reason.

use alloc::collections::{BTreeMap, BTreeSet};
use alloc::format;
use alloc::string::String;
use alloc::vec::Vec;
use etown_values::{CivilDate, HsCode};
use serde::{Deserialize, Serialize};

use super::classification::Classification;
use super::refusal::{HS_CLASSES_CONTENT, UNKNOWN_CLASS};
use crate::kernel::access::Actor;
use crate::kernel::naming::is_name;
use crate::kernel::refusal::Refusal;

/// How sure the source of a mapping is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Confidence {
    Certain,
    Likely,
    Possible,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct HsClassRow {
    /// Six digits.
    pub hs_code: HsCode,
    pub class: String,
    pub confidence: Confidence,
}

/// Rows of one table. A code that they name is described by them alone; what was said of it before is replaced.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct HsClassTable {
    pub scheme: String,
    pub source: String,
    pub dated: CivilDate,
    pub rows: Vec<HsClassRow>,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Candidate {
    pub class: String,
    pub confidence: Confidence,
}

/// What a table says of one commodity code.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct HsClasses {
    pub scheme: String,
    pub source: String,
    pub dated: CivilDate,
    pub candidates: Vec<Candidate>,
    pub position: u64,
}

/// An officer's choice for one commodity code.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct HsOverride {
    pub scheme: String,
    pub classes: Vec<String>,
    pub reason: String,
    pub by: Actor,
    pub position: u64,
}

impl HsClassTable {
    pub(super) fn check(&self, classification: &Classification, today: CivilDate) -> Result<(), Refusal> {
        let refusal = |field: String| Refusal::new(&HS_CLASSES_CONTENT).at(field);
        if !is_name(&self.source) {
            return Err(refusal("source".into()));
        }
        if self.dated > today {
            return Err(refusal("dated".into()));
        }
        if self.rows.is_empty() {
            return Err(refusal("rows".into()));
        }
        let known: BTreeSet<&str> = classification.classes.iter().map(|class| class.code.as_str()).collect();
        let mut named = BTreeSet::new();
        for (index, row) in self.rows.iter().enumerate() {
            if row.hs_code.length() != 6 || !named.insert((row.hs_code, &row.class)) {
                return Err(refusal(format!("rows[{index}]")).number("code", row.hs_code.as_str()));
            }
            if !known.contains(row.class.as_str()) {
                let field = format!("rows[{index}].class");
                return Err(Refusal::new(&UNKNOWN_CLASS).at(field).number("class", &row.class));
            }
        }
        Ok(())
    }

    /// Returns the candidates of each code, the surest first.
    pub(super) fn by_code(&self) -> BTreeMap<HsCode, Vec<Candidate>> {
        let mut by_code: BTreeMap<HsCode, Vec<Candidate>> = BTreeMap::new();
        for row in &self.rows {
            let candidate = Candidate { class: row.class.clone(), confidence: row.confidence };
            by_code.entry(row.hs_code).or_default().push(candidate);
        }
        for candidates in by_code.values_mut() {
            candidates
                .sort_by(|one, other| (one.confidence, &one.class).cmp(&(other.confidence, &other.class)));
        }
        by_code
    }
}
