//! What a source of each crate may name.
//!
//! The parts of the rules share `kernel` and meet only in `flows`; a part that could name another would grow into it.

use super::paths::{Form, NamedPath, Place, has_inner_attribute, named_paths};

/// The parts of the zone's rules. None knows another.
const PARTS: &[&str] = &[
    "bonded",
    "duty",
    "treasury",
    "approvals",
    "land",
    "industry",
    "region",
    "international",
    "technology",
    "programme",
    "exchange",
];
const SHARED_PART: &str = "kernel";
const MEETING_PART: &str = "flows";

/// What every decision is given or gives. State and events hold all parts; a part names its own and the shared ones.
const GIVEN_TO_PARTS: &[&str] = &["context", "decide", "event", "state"];

/// Where the server keeps credentials, the only place of it that may speak to a database.
const CREDENTIALS: &str = "credentials";

/// One source of one crate.
pub(super) struct Source<'a> {
    pub(super) crate_name: &'a str,
    pub(super) path_in_crate: &'a str,
    pub(super) text: &'a str,
}

/// Checks one source and returns findings that begin with its path and line.
pub(super) fn check_source(source: &Source<'_>) -> Vec<String> {
    let Some(module) = module_of(source.path_in_crate) else { return Vec::new() };
    let crate_identifier = source.crate_name.replace('-', "_");
    let place = Place { module, crate_identifier: &crate_identifier };
    let named = match named_paths(source.text, &place) {
        Ok(named) => named,
        Err(reason) => return vec![format!("{}:1: {reason}", source.path_in_crate)],
    };
    let mut findings = Vec::new();
    for path in &named {
        let complaint = match source.crate_name {
            "etown-domain" => complaint_in_domain(path, &place.module),
            "etown-server" => complaint_in_server(path, &place.module),
            _ => None,
        };
        findings.extend(complaint.map(|text| format!("{}:{}: {text}", source.path_in_crate, path.line)));
    }
    if matches!(source.crate_name, "etown-values" | "etown-domain") {
        findings.extend(
            impurity(source, &place.module).map(|text| format!("{}:1: {text}", source.path_in_crate)),
        );
    }
    findings
}

/// The module that a file holds, or nothing for files outside `src` (tests may name everything).
fn module_of(path_in_crate: &str) -> Option<Vec<String>> {
    let below = path_in_crate.strip_prefix("src/")?.strip_suffix(".rs")?;
    let mut module: Vec<String> = below.split('/').map(ToOwned::to_owned).collect();
    if matches!(module.last().map(String::as_str), Some("mod" | "lib" | "main")) {
        module.pop();
    }
    Some(module)
}

fn complaint_in_domain(path: &NamedPath, module: &[String]) -> Option<String> {
    if path.form == Form::Inclusion {
        return Some("takes in another file's text, which hides where it belongs; name a module".to_owned());
    }
    // The root only lists its modules and is not reached from the parts, so nothing can pass through it.
    let part = module.first()?.as_str();
    if part == MEETING_PART || (part != SHARED_PART && !PARTS.contains(&part)) {
        return None;
    }
    if path.form == Form::FieldOfState {
        let field = path.segments.first()?;
        let is_other = field != part && PARTS.contains(&field.as_str());
        return is_other.then(|| not_to_know(part, field));
    }
    if path.segments.first()? != "crate" {
        return None;
    }
    match path.segments.get(1).map(String::as_str) {
        None if path.form == Form::Glob => {
            Some("brings in the whole crate, other parts included; name what is meant".to_owned())
        }
        None => None,
        Some(target) if target == part || target == SHARED_PART => None,
        Some(target) if part != SHARED_PART && GIVEN_TO_PARTS.contains(&target) => {
            let named = path.segments.get(2..).unwrap_or_default();
            PARTS
                .iter()
                .find(|other| **other != part && named.iter().any(|segment| is_type_of(segment, other)))
                .map(|other| not_to_know(part, other))
        }
        Some(target) if target == MEETING_PART || PARTS.contains(&target) => Some(not_to_know(part, target)),
        Some(target) => {
            Some(format!("{part} must not name crate::{target}; the parts share {SHARED_PART} only"))
        }
    }
}

/// Whether a type or variant is called after a part: `Duty` and `DutyEvent` after `duty`.
fn is_type_of(segment: &str, part: &str) -> bool {
    let (first, rest) = part.split_at(1);
    segment.strip_prefix(&first.to_ascii_uppercase()).is_some_and(|after| after.starts_with(rest))
}

fn not_to_know(part: &str, other: &str) -> String {
    format!("{part} must not know {other}; share it in {SHARED_PART}, or let them meet in {MEETING_PART}")
}

fn complaint_in_server(path: &NamedPath, module: &[String]) -> Option<String> {
    let is_database = path.form != Form::FieldOfState && path.segments.first()? == "rusqlite";
    let is_credentials = module.first().is_some_and(|first| first == CREDENTIALS);
    (is_database && !is_credentials)
        .then(|| format!("only {CREDENTIALS} may speak to a database here; the engine answers queries"))
}

fn impurity(source: &Source<'_>, module: &[String]) -> Option<String> {
    if module.is_empty() && !has_inner_attribute(source.text, "no_std") {
        return Some("no bare #![no_std]; it is what keeps clock, files and chance out".to_owned());
    }
    // A module of tests in a file of its own is compiled for tests only.
    if module.last().is_some_and(|last| last == "tests") {
        return None;
    }
    let takes_std = source
        .text
        .match_indices("extern crate std")
        .any(|(at, _)| !source.text[..at].trim_end().ends_with("#[cfg(test)]"));
    takes_std.then(|| "brings the standard library back in; only tests may".to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_is_the_module_that_its_path_says() {
        let module = |path| module_of(path).map(|segments| segments.join("::"));
        assert_eq!(module("src/lib.rs").as_deref(), Some(""));
        assert_eq!(module("src/bonded.rs").as_deref(), Some("bonded"));
        assert_eq!(module("src/bonded/mod.rs").as_deref(), Some("bonded"));
        assert_eq!(module("src/bonded/list/post.rs").as_deref(), Some("bonded::list::post"));
        assert_eq!(module("tests/whole.rs"), None);
    }
}
