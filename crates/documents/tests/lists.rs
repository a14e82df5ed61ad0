//! List files of every kind, good and bad, made in the tests themselves.

#[path = "lists/archives.rs"]
mod archives;
#[path = "lists/files.rs"]
mod files;
#[path = "lists/sheets.rs"]
mod sheets;
#[path = "lists/texts.rs"]
mod texts;

use std::collections::BTreeSet;

use etown_documents::lists::Code;

/// Codes whose test stands beside the code, at the place that gives them.
const TESTED_AT_THEIR_PLACE: &[Code] = &[
    Code::ErrorValue,
    Code::InexactNumber,
    Code::NotADecimal,
    Code::TooManyDecimals,
    Code::TooLargeNumber,
    Code::NotAWholeNumber,
    Code::NotACode,
    Code::NotAMeasure,
    Code::NotAMovement,
    Code::NotAMode,
    Code::NotYesOrNo,
    Code::NotTrucks,
    Code::TooLong,
    Code::WrongType,
];

#[test]
fn each_code_is_met_by_a_test() {
    let texts =
        [include_str!("lists/archives.rs"), include_str!("lists/sheets.rs"), include_str!("lists/texts.rs")];
    let missing: BTreeSet<String> = Code::ALL
        .iter()
        .filter(|code| !TESTED_AT_THEIR_PLACE.contains(code))
        .map(|code| format!("Code::{code:?}"))
        .filter(|name| !texts.iter().any(|text| text.contains(name.as_str())))
        .collect();
    assert_eq!(missing, BTreeSet::new());
}
