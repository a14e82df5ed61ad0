//! The table of points for work permits: dated data, and what makes a table complete.
//!
//! Bands are half open, from the first value up to, not including, the next band; the first begins at zero and the last
//! has no end, so that each value lies in exactly one.

use alloc::collections::BTreeSet;
use alloc::string::String;
use alloc::vec::Vec;
use etown_values::CivilDate;
use serde::{Deserialize, Serialize};

use super::talent::{Answer, Chinese, Education, Location};

/// One edition of the table.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PointsTable {
    /// Short name of the edition.
    pub edition: String,
    pub effective_from: CivilDate,
    pub source: String,
    /// An edition that is not verified is a setting of the zone.
    pub is_verified: bool,
    /// By yuan a year.
    pub salary: Vec<Band>,
    pub education: Vec<Choice<Education>>,
    /// By whole years of relevant experience.
    pub experience: Experience,
    /// By months of work in China a year.
    pub months: Vec<Band>,
    pub chinese: Vec<Choice<Chinese>>,
    /// By whole years of age.
    pub age: Vec<Band>,
    pub location: Vec<Choice<Location>>,
    /// For any of the merits, once.
    pub extra_points: u32,
    /// The most that a province may add.
    pub provincial_points_max: u32,
}

/// Points for values from `from` up to, not including, `below`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Band {
    pub from: u64,
    #[serde(default)]
    pub below: Option<u64>,
    pub points: u32,
}

/// Points for one of several answers.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Choice<T> {
    pub is: T,
    pub points: u32,
}

/// Points that grow with the years.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Experience {
    /// Fewer years give nothing.
    pub years_min: u32,
    pub points_at_min: u32,
    pub points_per_further_year: u32,
    pub points_max: u32,
}

impl PointsTable {
    /// Returns the first place where the table is not complete: a value without a row, or with two.
    pub fn gap(&self) -> Option<&'static str> {
        let is_named = !self.edition.trim().is_empty() && !self.source.trim().is_empty();
        [
            ("edition", is_named),
            ("salary", is_continuous(&self.salary)),
            ("education", is_complete(&self.education, Education::ALL)),
            ("experience", self.experience.points_at_min <= self.experience.points_max),
            ("months", is_continuous(&self.months)),
            ("chinese", is_complete(&self.chinese, Chinese::ALL)),
            ("age", is_continuous(&self.age)),
            ("location", is_complete(&self.location, Location::ALL)),
        ]
        .into_iter()
        .find(|(_, is_sound)| !is_sound)
        .map(|(place, _)| place)
    }
}

impl Experience {
    /// Returns the points of this many whole years.
    pub fn points(&self, years: u32) -> u32 {
        match years.checked_sub(self.years_min) {
            None => 0,
            Some(further) => self
                .points_at_min
                .saturating_add(further.saturating_mul(self.points_per_further_year))
                .min(self.points_max),
        }
    }
}

fn is_continuous(bands: &[Band]) -> bool {
    let begins = bands.first().is_some_and(|band| band.from == 0);
    let ends = bands.last().is_some_and(|band| band.below.is_none());
    let joins = |pair: &[Band]| matches!(pair, [lower, upper] if lower.below == Some(upper.from) && lower.from < upper.from);
    begins && ends && bands.windows(2).all(joins)
}

fn is_complete<T: Answer>(choices: &[Choice<T>], all: &[T]) -> bool {
    let named: BTreeSet<T> = choices.iter().map(|choice| choice.is).collect();
    named.len() == choices.len() && all.iter().all(|wanted| named.contains(wanted))
}
