//! The negative list for foreign investment: editions with their items, and what a project meets of one.
//!
//! An edition holds from its first day until its last, or until the next one begins. An item is met by an industry of
//! GB/T 4754, or by a word in the description; both are told, since a word alone may be a misunderstanding that better
//! wording of the project ends.
//!
//! Limits: one list is kept at a time; the list of free-trade zones (edition of 2021) has no items in our sources.

use alloc::string::String;
use alloc::vec::Vec;
use etown_values::CivilDate;
use serde::{Deserialize, Serialize};

use crate::kernel::access::Actor;

/// One edition of the list.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct NegativeList {
    /// Short name of the edition, such as `2024`.
    pub edition: String,
    pub title: String,
    pub effective_from: CivilDate,
    /// The last day on which it holds; without one it holds until the next edition begins.
    #[serde(default)]
    pub effective_until: Option<CivilDate>,
    pub source: String,
    /// How many items the published text has.
    pub items_published: u32,
    /// What of the published text is not among the items below, and why.
    pub missing: String,
    pub items: Vec<NegativeItem>,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct NegativeItem {
    /// Number of the item in its edition.
    pub number: String,
    pub title: String,
    pub title_english: String,
    /// Industries of GB/T 4754: a division, group or class, with everything below it.
    pub industry_codes: Vec<String>,
    /// Words of a description that meet the item, in either language.
    pub words: Vec<String>,
    pub measure: ListMeasure,
    pub source: String,
    pub is_verified: bool,
}

/// What the list says about an item.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ListMeasure {
    Prohibited,
    Restricted { conditions: String },
}

/// What a project met when it was held against an edition.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Screening {
    pub edition: String,
    pub on: CivilDate,
    pub by: Actor,
    /// Where the journal proves it.
    pub position: u64,
    /// Fewer items than published means that meeting none of them clears nothing.
    pub items_kept: u32,
    pub items_published: u32,
    pub met: Vec<ItemMet>,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ItemMet {
    pub number: String,
    pub title: String,
    pub title_english: String,
    pub measure: ListMeasure,
    pub is_verified: bool,
    pub reasons: Vec<Reason>,
}

/// Why an item is met.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Reason {
    /// The project's industry lies within that of the item.
    Industry { of_item: String, of_project: String },
    /// The project's title or description has the word.
    Word { word: String },
}

impl NegativeList {
    /// Whether the edition holds on the date, as far as it says itself.
    pub fn covers(&self, date: CivilDate) -> bool {
        self.effective_from <= date && self.effective_until.is_none_or(|last| date <= last)
    }

    /// Returns the items that industries and texts of a project meet, in the order of the list.
    pub fn items_met(&self, industry_codes: &[String], texts: &[&str]) -> Vec<ItemMet> {
        let texts: Vec<String> = texts.iter().map(|text| text.to_lowercase()).collect();
        let met = |item: &NegativeItem| {
            let reasons = item.reasons(industry_codes, &texts);
            (!reasons.is_empty()).then(|| ItemMet {
                number: item.number.clone(),
                title: item.title.clone(),
                title_english: item.title_english.clone(),
                measure: item.measure.clone(),
                is_verified: item.is_verified,
                reasons,
            })
        };
        self.items.iter().filter_map(met).collect()
    }
}

impl NegativeItem {
    fn reasons(&self, industry_codes: &[String], texts: &[String]) -> Vec<Reason> {
        let industries = self.industry_codes.iter().flat_map(|of_item| {
            let within = industry_codes.iter().filter(move |code| code.starts_with(of_item.as_str()));
            within.map(|code| Reason::Industry { of_item: of_item.clone(), of_project: code.clone() })
        });
        let has = |word: &String| texts.iter().any(|text| text.contains(&word.to_lowercase()));
        let words =
            self.words.iter().filter(|word| has(word)).map(|word| Reason::Word { word: word.clone() });
        industries.chain(words).collect()
    }
}

impl Screening {
    /// Returns the first item that the list prohibits.
    pub fn prohibited(&self) -> Option<&ItemMet> {
        self.met.iter().find(|item| item.measure == ListMeasure::Prohibited)
    }

    /// Returns the items that are open under conditions.
    pub fn restricted(&self) -> impl Iterator<Item = &ItemMet> {
        self.met.iter().filter(|item| item.measure != ListMeasure::Prohibited)
    }
}
