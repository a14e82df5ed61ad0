//! Which imported parts could firms of the region make: commodity codes that come in from abroad, or of which a product has
//! no supplier in the region, what industry classes they may belong to, and who belongs to those classes. A code with several classes is shown
//! with all of them: how many firms there are then depends on which class is right, and nobody here knows that.

use alloc::collections::{BTreeMap, BTreeSet};
use alloc::string::String;
use alloc::vec::Vec;
use etown_values::{CivilDate, EnterpriseId, HsCode};

use crate::bonded::posting::account_of;
use crate::industry::hs_classes::Confidence;
use crate::industry::state::ClassesOfCode;
use crate::industry::statistics::Counted;
use crate::kernel::ledger::Purpose;
use crate::kernel::refusal::Refusal;
use crate::state::State;

/// Digits of the international part of a commodity code.
const SUBHEADING_DIGITS: usize = 6;

/// How a commodity code joins to industry classes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Join {
    /// One class; the firm count is what it says.
    Unique,
    /// Several classes; the firm counts are candidates.
    Ambiguous,
    /// No table names the code: nothing is known, which is not the same as nobody.
    Unmapped,
}

/// A class that the code may belong to, with who could make it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CandidateClass {
    pub class: String,
    pub confidence: Confidence,
    /// Registered enterprises of the zone that belong to the class.
    pub enterprises: Vec<EnterpriseId>,
    /// Firms of the class in the scope by the latest statistics, and their day; none where nobody counted.
    pub firms_counted: Option<(u64, CivilDate)>,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ImportedCode<'a> {
    pub code: HsCode,
    /// Enterprises in whose account books goods of the code came in from abroad.
    pub importers: usize,
    /// Products of the graph with the code.
    pub products: Vec<&'a str>,
    /// Those of them that no firm in the scope supplies.
    pub without_maker: Vec<&'a str>,
    /// Firms in the scope that supply one of these products already.
    pub makers: usize,
    pub join: Join,
    pub classes: Option<ClassesOfCode<'a>>,
    pub candidates: Vec<CandidateClass>,
    /// Registered enterprises of any candidate class, each counted once.
    pub enterprises: usize,
}

/// Returns the imported codes of the zone as seen from a scope: without a maker in it first, then by what could be done.
pub fn import_substitution<'a>(
    state: &'a State,
    scope: &str,
    date: CivilDate,
) -> Result<Vec<ImportedCode<'a>>, Refusal> {
    state.scopes.scope(scope).map_err(|refusal| refusal.at("scope"))?;
    let importers = importers(state);
    let products = products_by_code(state);
    let is_without_maker = |product: &&str| makers(state, &[*product], scope) == 0;
    let wanted: BTreeSet<HsCode> = importers
        .keys()
        .copied()
        .chain(products.iter().filter(|(_, made)| made.iter().any(is_without_maker)).map(|(code, _)| *code))
        .collect();
    let mut codes: Vec<ImportedCode<'a>> = wanted
        .into_iter()
        .map(|code| {
            let products = products.get(&code).cloned().unwrap_or_default();
            let classes = state.industry.classes_of_code(code);
            let candidates =
                classes.as_ref().map_or_else(Vec::new, |classes| candidates(state, classes, scope, date));
            let enterprises: BTreeSet<EnterpriseId> =
                candidates.iter().flat_map(|candidate| candidate.enterprises.iter().copied()).collect();
            let join = match candidates.len() {
                0 => Join::Unmapped,
                1 => Join::Unique,
                _ => Join::Ambiguous,
            };
            ImportedCode {
                code,
                importers: importers.get(&code).map_or(0, BTreeSet::len),
                makers: makers(state, &products, scope),
                without_maker: products.iter().copied().filter(is_without_maker).collect(),
                products,
                join,
                classes,
                candidates,
                enterprises: enterprises.len(),
            }
        })
        .collect();
    codes.sort_by_key(|found| {
        let is_made = found.makers > 0 && found.without_maker.is_empty();
        (is_made, found.join, core::cmp::Reverse(found.enterprises), found.code)
    });
    Ok(codes)
}

/// Enterprises by the codes of what came in from abroad into their account books.
fn importers(state: &State) -> BTreeMap<HsCode, BTreeSet<EnterpriseId>> {
    let mut importers: BTreeMap<HsCode, BTreeSet<EnterpriseId>> = BTreeMap::new();
    for book in state.bonded.books() {
        for item in book.items.values() {
            let imported = account_of(&state.ledger, book, item, Purpose::Imported);
            let has_come_in = imported.is_some_and(|account| account.balance() != 0);
            if let Some(code) = item.filing.hs_code.truncated(SUBHEADING_DIGITS).filter(|_| has_come_in) {
                importers.entry(code).or_default().insert(book.header.enterprise);
            }
        }
    }
    importers
}

fn products_by_code(state: &State) -> BTreeMap<HsCode, Vec<&str>> {
    let mut products: BTreeMap<HsCode, Vec<&str>> = BTreeMap::new();
    for product in state.region.products() {
        if let Some(code) = product.hs_code.and_then(|code| code.truncated(SUBHEADING_DIGITS)) {
            products.entry(code).or_default().push(&product.code);
        }
    }
    products
}

fn makers(state: &State, products: &[&str], scope: &str) -> usize {
    let firms: BTreeSet<&str> = products
        .iter()
        .flat_map(|product| state.region.suppliers_of(product))
        .filter(|(firm, _)| state.scopes.is_within(&firm.scope, scope))
        .map(|(firm, _)| firm.code.as_str())
        .collect();
    firms.len()
}

fn candidates(
    state: &State,
    classes: &ClassesOfCode<'_>,
    scope: &str,
    date: CivilDate,
) -> Vec<CandidateClass> {
    let list = state.industry.classification(classes.scheme, date).ok();
    // Registered enterprises are in the zone itself, so they count in every scope around it.
    let holds_the_zone = state.scopes.home().is_some_and(|home| state.scopes.is_within(&home.code, scope));
    let enterprises = |class: &str| -> Vec<EnterpriseId> {
        let found = list.into_iter().flat_map(|list| state.industry.enterprises_in(list, Some(class), date));
        found.map(|(enterprise, _)| enterprise).filter(|_| holds_the_zone).collect()
    };
    let firms_counted = |class: &str| {
        state
            .industry
            .statistics_of(scope, classes.scheme, Counted::Firms)
            .filter(|recorded| recorded.statistics.as_of <= date)
            .filter_map(|recorded| Some((recorded.statistics.count(class)?, recorded.statistics.as_of)))
            .max_by_key(|(_, as_of)| *as_of)
    };
    let of = |candidate: &crate::industry::hs_classes::Candidate| CandidateClass {
        class: candidate.class.clone(),
        confidence: candidate.confidence,
        enterprises: enterprises(&candidate.class),
        firms_counted: firms_counted(&candidate.class),
    };
    classes.candidates.iter().map(of).collect()
}
