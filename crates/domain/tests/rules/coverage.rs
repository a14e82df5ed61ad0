//! Every refusal code has a test that names it, and no two codes share a text.

use std::collections::BTreeSet;

use etown_domain::reference::refusal_codes;

const SOURCES: &[&str] = &[
    include_str!("access.rs"),
    include_str!("approvals.rs"),
    include_str!("books.rs"),
    include_str!("counts.rs"),
    include_str!("cutoffs.rs"),
    include_str!("equipment.rs"),
    include_str!("exchange.rs"),
    include_str!("exchange/incoming.rs"),
    include_str!("exchange/outgoing.rs"),
    include_str!("filings.rs"),
    include_str!("gate.rs"),
    include_str!("industry.rs"),
    include_str!("international/editions.rs"),
    include_str!("international/partners.rs"),
    include_str!("international/projects.rs"),
    include_str!("international/screening.rs"),
    include_str!("international/talent.rs"),
    include_str!("land.rs"),
    include_str!("land/clock.rs"),
    include_str!("land/contracts.rs"),
    include_str!("ledger.rs"),
    include_str!("lists.rs"),
    include_str!("lots.rs"),
    include_str!("orders.rs"),
    include_str!("people.rs"),
    include_str!("periods.rs"),
    include_str!("posting.rs"),
    include_str!("programme.rs"),
    include_str!("region/completeness.rs"),
    include_str!("region/declarations.rs"),
    include_str!("region/imports.rs"),
    include_str!("region/items.rs"),
    include_str!("region/registers.rs"),
    include_str!("region_graph.rs"),
    include_str!("reports.rs"),
    include_str!("slips.rs"),
    include_str!("technology.rs"),
    include_str!("technology/products.rs"),
    include_str!("treasury.rs"),
];

#[test]
fn every_refusal_code_has_a_test() {
    let without: Vec<_> = refusal_codes()
        .iter()
        .map(|code| code.text)
        .filter(|text| !SOURCES.iter().any(|source| source.contains(&format!("\"{text}\""))))
        .collect();
    assert_eq!(without, Vec::<&str>::new());
}

#[test]
fn codes_are_unique_and_say_what_they_mean() {
    let codes = refusal_codes();
    let texts: BTreeSet<_> = codes.iter().map(|code| code.text).collect();
    assert_eq!(texts.len(), codes.len());
    assert!(codes.iter().all(|code| !code.meaning.is_empty() && !code.rule.is_empty()));
}
