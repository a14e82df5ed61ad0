//! Scopes: the zone and the areas around it, one inside the other. They are data, activated by command, because who counts
//! as a neighbour is a matter of policy.

use alloc::collections::{BTreeMap, BTreeSet};
use alloc::format;
use alloc::string::String;
use alloc::vec::Vec;
use serde::{Deserialize, Serialize};

use super::about::About;
use super::naming::{is_code, is_name};
use super::refusal::{Refusal, codes};

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Scope {
    /// Short code, such as `etown`.
    pub code: String,
    pub name: String,
    pub name_english: String,
    /// The next larger area; the largest has none.
    #[serde(default)]
    pub parent: Option<String>,
}

/// All scopes at once. A later list replaces an earlier one and keeps its codes.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ScopeList {
    pub source: String,
    /// The scope that is the zone itself.
    pub home: String,
    pub scopes: Vec<Scope>,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ScopeEvent {
    ScopesActivated(ScopeList),
}

codes! {
    UNKNOWN_SCOPE, Content, System, "register of scopes", "there is no such scope";
    SCOPES_CONTENT, Content, System, "register of scopes",
        "each scope has its own code and a name, lies in a scope of the list or is the one largest, and the zone is one of them";
    SCOPE_REMOVED, State, System, "register of scopes: what statements name stays", "a scope that is known stays in the list";
}

impl ScopeEvent {
    /// What the event is about, for the history.
    pub fn about(&self) -> About {
        let Self::ScopesActivated(list) = self;
        About::new("scopes", &list.home).fact("rows", &list.scopes.len()).fact("source", &list.source)
    }
}

#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Scopes {
    home: Option<String>,
    source: String,
    by_code: BTreeMap<String, Scope>,
}

impl Scopes {
    /// Returns the scope that is the zone itself, once scopes are activated.
    pub fn home(&self) -> Option<&Scope> {
        self.home.as_ref().and_then(|code| self.by_code.get(code))
    }

    pub fn source(&self) -> &str {
        &self.source
    }

    pub fn scope(&self, code: &str) -> Result<&Scope, Refusal> {
        self.by_code.get(code).ok_or_else(|| Refusal::new(&UNKNOWN_SCOPE))
    }

    pub fn iter(&self) -> impl Iterator<Item = &Scope> {
        self.by_code.values()
    }

    /// Returns the scope and those around it, from the smallest to the largest.
    pub fn outwards(&self, code: &str) -> Vec<&Scope> {
        let first = self.by_code.get(code);
        core::iter::successors(first, |scope| scope.parent.as_ref().and_then(|code| self.by_code.get(code)))
            // A list without cycles has no longer way outwards than it has scopes.
            .take(self.by_code.len())
            .collect()
    }

    /// Whether one scope is the other or lies in it.
    pub fn is_within(&self, inner: &str, outer: &str) -> bool {
        self.outwards(inner).iter().any(|scope| scope.code == outer)
    }

    /// Refuses a list in which someone could get lost.
    pub fn check(&self, list: &ScopeList) -> Result<(), Refusal> {
        let refusal = |field: String| Refusal::new(&SCOPES_CONTENT).at(field);
        if !is_name(&list.source) {
            return Err(refusal("source".into()));
        }
        let mut tried = Self::default();
        for (index, scope) in list.scopes.iter().enumerate() {
            let is_named = is_code(&scope.code) && is_name(&scope.name) && is_name(&scope.name_english);
            if !is_named || tried.by_code.insert(scope.code.clone(), scope.clone()).is_some() {
                return Err(refusal(format!("scopes[{index}]")));
            }
        }
        let largest: BTreeSet<_> =
            list.scopes.iter().filter(|scope| scope.parent.is_none()).map(|scope| &scope.code).collect();
        for (index, scope) in list.scopes.iter().enumerate() {
            let outermost = tried.outwards(&scope.code).last().map(|scope| &scope.code);
            if !outermost.is_some_and(|code| largest.contains(code)) {
                return Err(refusal(format!("scopes[{index}].parent")));
            }
        }
        if largest.len() != 1 {
            return Err(refusal("scopes".into()));
        }
        if !tried.by_code.contains_key(&list.home) {
            return Err(refusal("home".into()));
        }
        match self.by_code.keys().find(|code| !tried.by_code.contains_key(*code)) {
            Some(removed) => Err(Refusal::new(&SCOPE_REMOVED).number("scope", removed)),
            None => Ok(()),
        }
    }

    pub(crate) fn evolve(&mut self, event: &ScopeEvent) {
        let ScopeEvent::ScopesActivated(list) = event;
        self.home = Some(list.home.clone());
        self.source.clone_from(&list.source);
        self.by_code = list.scopes.iter().map(|scope| (scope.code.clone(), scope.clone())).collect();
    }
}
