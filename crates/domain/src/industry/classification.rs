//! Classifications: lists of industry classes, each edition from its first day on. The zone's own "4+2+1" list, its list of
//! clusters and the codes of GB/T 4754 are all data of this one kind.

use alloc::collections::{BTreeMap, BTreeSet};
use alloc::format;
use alloc::string::String;
use alloc::vec::Vec;
use etown_values::CivilDate;
use serde::{Deserialize, Serialize};

use super::refusal::CLASSIFICATION_CONTENT;
use crate::kernel::naming::{is_code, is_name};
use crate::kernel::refusal::Refusal;

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct IndustryClass {
    pub code: String,
    pub name: String,
    pub name_english: String,
    /// The class that this one is part of.
    #[serde(default)]
    pub parent: Option<String>,
    /// Codes of GB/T 4754 that the class is made of, where the list says so.
    #[serde(default)]
    pub gb_codes: Vec<String>,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Classification {
    /// Code by which mappings and statistics name the list, such as `gb-t-4754`.
    pub scheme: String,
    pub edition: String,
    pub name: String,
    pub name_english: String,
    pub effective_from: CivilDate,
    pub source: String,
    /// Whether the list was read in its published text.
    pub is_verified: bool,
    pub classes: Vec<IndustryClass>,
}

impl Classification {
    pub fn class(&self, code: &str) -> Option<&IndustryClass> {
        self.classes.iter().find(|class| class.code == code)
    }

    /// Whether one class is the other or part of it.
    pub fn is_within(&self, inner: &str, outer: &str) -> bool {
        let parents = |class: &&IndustryClass| class.parent.as_deref().and_then(|code| self.class(code));
        core::iter::successors(self.class(inner), parents)
            .take(self.classes.len())
            .any(|class| class.code == outer)
    }

    /// Refuses a list that could not be looked up in.
    pub(super) fn check(&self) -> Result<(), Refusal> {
        let refusal = |field: String| Refusal::new(&CLASSIFICATION_CONTENT).at(field);
        let head = [
            ("scheme", is_code(&self.scheme)),
            ("edition", is_name(&self.edition)),
            ("name", is_name(&self.name)),
            ("name_english", is_name(&self.name_english)),
            ("source", is_name(&self.source)),
            ("classes", !self.classes.is_empty()),
        ];
        if let Some((field, _)) = head.into_iter().find(|(_, is_fit)| !is_fit) {
            return Err(refusal(field.into()));
        }
        let mut parents = BTreeMap::new();
        for (index, class) in self.classes.iter().enumerate() {
            let is_named = is_code(&class.code) && is_name(&class.name) && is_name(&class.name_english);
            let is_fit = is_named && class.gb_codes.iter().all(|code| is_code(code));
            if !is_fit || parents.insert(class.code.as_str(), class.parent.as_deref()).is_some() {
                return Err(refusal(format!("classes[{index}]")));
            }
        }
        // Whoever is on the way upwards once more, or nobody knows, has no place in the list.
        for (index, class) in self.classes.iter().enumerate() {
            let mut passed = BTreeSet::new();
            let mut next = Some(class.code.as_str());
            while let Some(code) = next {
                let Some(parent) = parents.get(code).filter(|_| passed.insert(code)) else {
                    return Err(refusal(format!("classes[{index}].parent")));
                };
                next = *parent;
            }
        }
        Ok(())
    }
}
