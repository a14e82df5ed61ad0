//! The words by which tables and wire name the variants of the rules. They are the variants' own serialised names.

use serde::Serialize;
use serde::de::DeserializeOwned;

/// Returns the serialised name of a variant without content, such as `processing`.
pub(crate) fn word(variant: &impl Serialize) -> String {
    let quoted = serde_json::to_string(variant).expect("a variant has a text form");
    quoted.trim_matches('"').into()
}

/// Reads a variant or another value with a text form back from its word.
pub(crate) fn from_word<T: DeserializeOwned>(text: &str) -> Option<T> {
    serde_json::from_str(&format!("\"{text}\"")).ok()
}
