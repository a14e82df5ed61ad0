//! Statistics: how many people or firms a scope counts in each class of a list, as a source counted them on a day.

use alloc::collections::BTreeSet;
use alloc::format;
use alloc::string::String;
use alloc::vec::Vec;
use etown_values::CivilDate;
use serde::{Deserialize, Serialize};

use super::classification::Classification;
use super::refusal::{STATISTICS_CONTENT, UNKNOWN_CLASS};
use crate::kernel::naming::is_name;
use crate::kernel::refusal::Refusal;

/// More than there are people; products of four such counts stay exact.
const COUNT_MAX: u64 = 1_000_000_000_000_000;

/// What is counted.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Counted {
    Employees,
    Firms,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ClassCount {
    pub class: String,
    pub count: u64,
}

/// One table of one source.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Statistics {
    pub scope: String,
    pub scheme: String,
    pub counted: Counted,
    /// The day on which it was counted.
    pub as_of: CivilDate,
    pub source: String,
    /// Everything in the scope, classes outside the rows included.
    pub total: u64,
    pub rows: Vec<ClassCount>,
}

/// A table with the entry that recorded it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Recorded {
    pub statistics: Statistics,
    pub position: u64,
}

impl Statistics {
    /// Returns the count of a class; none where the source says nothing of it.
    pub fn count(&self, class: &str) -> Option<u64> {
        self.rows.iter().find(|row| row.class == class).map(|row| row.count)
    }

    /// Refuses a table that contradicts itself, its list or the calendar.
    pub(super) fn check(&self, classification: &Classification, today: CivilDate) -> Result<(), Refusal> {
        let refusal = |field: String| Refusal::new(&STATISTICS_CONTENT).at(field);
        if self.as_of > today {
            return Err(refusal("as_of".into()));
        }
        if !is_name(&self.source) {
            return Err(refusal("source".into()));
        }
        if self.total > COUNT_MAX {
            return Err(refusal("total".into()).largest(COUNT_MAX));
        }
        let mut named = BTreeSet::new();
        for (index, row) in self.rows.iter().enumerate() {
            if classification.class(&row.class).is_none() {
                let field = format!("rows[{index}].class");
                return Err(Refusal::new(&UNKNOWN_CLASS).at(field).number("class", &row.class));
            }
            // Classes may lie in one another, so their sum says nothing; none is larger than the whole.
            if !named.insert(&row.class) || row.count > self.total {
                return Err(refusal(format!("rows[{index}]")).number("total", self.total));
            }
        }
        if self.rows.is_empty() { Err(refusal("rows".into())) } else { Ok(()) }
    }
}
