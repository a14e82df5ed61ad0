//! What decisions of this part need: the fold of its events.

use alloc::collections::{BTreeMap, BTreeSet};
use alloc::string::String;
use alloc::vec::Vec;
use etown_values::{CivilDate, EnterpriseId, HsCode};
use serde::{Deserialize, Serialize};

use super::classification::Classification;
use super::event::IndustryEvent as Event;
use super::hs_classes::{Candidate, Confidence, HsClassTable, HsClasses, HsOverride};
use super::mapping::Stated;
use super::refusal::UNKNOWN_CLASSIFICATION;
use super::statistics::{Counted, Recorded};
use crate::kernel::refusal::Refusal;

#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Industry {
    /// Editions of each list by their first day.
    classifications: BTreeMap<String, BTreeMap<CivilDate, Classification>>,
    /// Mappings of each enterprise by list, the earliest first.
    mappings: BTreeMap<EnterpriseId, BTreeMap<String, Vec<Stated>>>,
    declarations: BTreeMap<EnterpriseId, Stated>,
    /// Tables by scope, in the order of their recording.
    statistics: BTreeMap<String, Vec<Recorded>>,
    hs_classes: BTreeMap<HsCode, HsClasses>,
    hs_overrides: BTreeMap<HsCode, HsOverride>,
}

/// The classes that a commodity code may belong to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ClassesOfCode<'a> {
    pub scheme: &'a str,
    /// Candidates of the table, or the reviewed choice where there is one.
    pub candidates: Vec<Candidate>,
    /// How many classes the table names, whatever was chosen.
    pub classes_in_table: usize,
    pub table: Option<&'a HsClasses>,
    pub choice: Option<&'a HsOverride>,
}

impl Industry {
    /// Returns the edition of a list in force on the date.
    pub fn classification(&self, scheme: &str, date: CivilDate) -> Result<&Classification, Refusal> {
        self.classifications
            .get(scheme)
            .and_then(|editions| editions.range(..=date).next_back())
            .map(|(_, edition)| edition)
            .ok_or_else(|| Refusal::new(&UNKNOWN_CLASSIFICATION).at("scheme").number("scheme", scheme))
    }

    /// Returns the lists in force on the date.
    pub fn classifications(&self, date: CivilDate) -> impl Iterator<Item = &Classification> {
        let editions = self.classifications.values();
        editions.filter_map(move |editions| editions.range(..=date).next_back().map(|(_, edition)| edition))
    }

    pub(super) fn last_edition(&self, scheme: &str) -> Option<CivilDate> {
        self.classifications.get(scheme)?.keys().next_back().copied()
    }

    /// Returns all mappings of an enterprise in a list, the earliest first.
    pub fn mappings_of(&self, enterprise: EnterpriseId) -> impl Iterator<Item = &Stated> {
        self.mappings.get(&enterprise).into_iter().flat_map(BTreeMap::values).flatten()
    }

    pub(super) fn last_mapping(&self, enterprise: EnterpriseId, scheme: &str) -> Option<&Stated> {
        self.mappings.get(&enterprise)?.get(scheme)?.last()
    }

    /// Returns the mapping of an enterprise in a list that is in force on the date.
    pub fn mapping(&self, enterprise: EnterpriseId, scheme: &str, date: CivilDate) -> Option<&Stated> {
        let mappings = self.mappings.get(&enterprise)?.get(scheme)?;
        mappings.iter().rev().find(|stated| stated.mapping.valid_from <= date)
    }

    /// Returns the enterprises that belong to a class, or to a class within it, with the mapping that says so.
    pub fn enterprises_in<'a>(
        &'a self,
        classification: &'a Classification,
        class: Option<&'a str>,
        date: CivilDate,
    ) -> impl Iterator<Item = (EnterpriseId, &'a Stated)> {
        self.mappings.keys().filter_map(move |enterprise| {
            let stated = self.mapping(*enterprise, &classification.scheme, date)?;
            let is_in = class.is_none_or(|outer| {
                stated.mapping.classes.iter().any(|inner| classification.is_within(inner, outer))
            });
            is_in.then_some((*enterprise, stated))
        })
    }

    /// Counts the enterprises of each class, those of classes within it included; a class that nobody is in is left out.
    pub fn enterprises_by_class<'a>(
        &self,
        classification: &'a Classification,
        date: CivilDate,
    ) -> BTreeMap<&'a str, usize> {
        let parents: BTreeMap<&str, Option<&str>> = classification
            .classes
            .iter()
            .map(|class| (class.code.as_str(), class.parent.as_deref()))
            .collect();
        let mut counts = BTreeMap::new();
        for enterprise in self.mappings.keys() {
            let stated = self.mapping(*enterprise, &classification.scheme, date);
            let mut around = BTreeSet::new();
            for code in stated.into_iter().flat_map(|stated| &stated.mapping.classes) {
                let mut next = parents.get_key_value(code.as_str());
                while let Some((_, parent)) = next.filter(|(code, _)| around.insert(**code)) {
                    next = parent.and_then(|parent| parents.get_key_value(parent));
                }
            }
            for code in around {
                let count: &mut usize = counts.entry(code).or_default();
                *count = count.saturating_add(1);
            }
        }
        counts
    }

    pub fn declaration(&self, enterprise: EnterpriseId) -> Option<&Stated> {
        self.declarations.get(&enterprise)
    }

    /// Returns the tables of a scope in one list, in no order of their days.
    pub fn statistics_of<'a>(
        &'a self,
        scope: &str,
        scheme: &'a str,
        counted: Counted,
    ) -> impl Iterator<Item = &'a Recorded> {
        self.statistics.get(scope).into_iter().flatten().filter(move |recorded| {
            recorded.statistics.scheme == scheme && recorded.statistics.counted == counted
        })
    }

    pub fn hs_override(&self, hs_code: HsCode) -> Option<&HsOverride> {
        self.hs_overrides.get(&hs_code)
    }

    /// Returns what a commodity code of six digits may belong to; none where nothing is known of it.
    pub fn classes_of_code(&self, hs_code: HsCode) -> Option<ClassesOfCode<'_>> {
        let (table, choice) = (self.hs_classes.get(&hs_code), self.hs_overrides.get(&hs_code));
        let candidates = match choice {
            Some(choice) => {
                let certain =
                    |class: &String| Candidate { class: class.clone(), confidence: Confidence::Certain };
                choice.classes.iter().map(certain).collect()
            }
            None => table?.candidates.clone(),
        };
        let scheme = choice.map(|choice| &choice.scheme).or(table.map(|table| &table.scheme))?;
        let classes_in_table = table.map_or(0, |table| table.candidates.len());
        Some(ClassesOfCode { scheme, candidates, classes_in_table, table, choice })
    }

    pub(crate) fn evolve(&mut self, event: &Event) {
        match event {
            Event::ClassificationActivated(list) => {
                let editions = self.classifications.entry(list.scheme.clone()).or_default();
                editions.insert(list.effective_from, list.clone());
            }
            Event::EnterpriseClassified { enterprise, stated } => self.map(*enterprise, stated),
            Event::ClassesDeclared { enterprise, stated } => {
                self.declarations.insert(*enterprise, stated.clone());
            }
            Event::ClassesConfirmed { enterprise, stated } => {
                self.declarations.remove(enterprise);
                self.map(*enterprise, stated);
            }
            Event::ClassesReturned { enterprise, .. } => {
                self.declarations.remove(enterprise);
            }
            Event::StatisticsRecorded(recorded) => self.count(recorded),
            Event::HsClassesImported { table, position } => self.import(table, *position),
            Event::HsClassesOverridden { hs_code, choice } => {
                self.hs_overrides.insert(*hs_code, choice.clone());
            }
            Event::HsOverrideWithdrawn { hs_code, .. } => {
                self.hs_overrides.remove(hs_code);
            }
        }
    }

    fn map(&mut self, enterprise: EnterpriseId, stated: &Stated) {
        let by_scheme = self.mappings.entry(enterprise).or_default();
        by_scheme.entry(stated.mapping.scheme.clone()).or_default().push(stated.clone());
    }

    /// A table of the same day corrects the one before it.
    fn count(&mut self, recorded: &Recorded) {
        let key = |known: &Recorded| {
            let of = &known.statistics;
            (of.scheme.clone(), of.counted, of.as_of)
        };
        let tables = self.statistics.entry(recorded.statistics.scope.clone()).or_default();
        tables.retain(|known| key(known) != key(recorded));
        tables.push(recorded.clone());
    }

    fn import(&mut self, table: &HsClassTable, position: u64) {
        for (code, candidates) in table.by_code() {
            let (scheme, source) = (table.scheme.clone(), table.source.clone());
            let classes = HsClasses { scheme, source, dated: table.dated, candidates, position };
            self.hs_classes.insert(code, classes);
        }
    }
}
