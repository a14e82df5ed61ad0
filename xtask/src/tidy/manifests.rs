//! Dependencies are named once, in the root manifest, each with the reason it is there.

use super::Finding;

/// Checks one `Cargo.toml`; other files pass.
pub(super) fn check_manifest(path: &str, text: &str) -> Vec<Finding> {
    let check: fn(&str) -> Option<(&str, &str)> = if path == "Cargo.toml" {
        reason_beside
    } else if path.ends_with("/Cargo.toml") {
        inherited
    } else {
        return Vec::new();
    };
    let mut findings = Vec::new();
    let mut is_in_dependencies = false;
    for (index, line) in text.lines().enumerate() {
        if line.starts_with('[') {
            is_in_dependencies = line.trim_end().ends_with("dependencies]");
        } else if is_in_dependencies && line.contains('=') && !line.trim_start().starts_with('#') {
            findings.extend(check(line).map(|(what, instead)| Finding {
                path: path.to_owned(),
                line: index + 1,
                what: what.to_owned(),
                instead: instead.to_owned(),
            }));
        }
    }
    findings
}

fn reason_beside(line: &str) -> Option<(&'static str, &'static str)> {
    let is_own_crate = line.contains("path = ");
    let has_reason = line.split_once('#').is_some_and(|(_, reason)| reason.trim().len() > 5);
    (!is_own_crate && !has_reason)
        .then_some(("a dependency without its reason", "write the reason beside it, after #"))
}

fn inherited(line: &str) -> Option<(&'static str, &'static str)> {
    let is_inherited = line.contains("workspace = true");
    (!is_inherited)
        .then_some(("a dependency with a version of its own", "name it in the root manifest and inherit it"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_dependency_without_a_reason_is_found() {
        let text = "[workspace.dependencies]\nserde = \"1\"\ncsv = \"1\"   # nomenclature files\nown = { path = \"crates/own\" }\n";
        let findings = check_manifest("Cargo.toml", text);
        assert_eq!(findings.iter().map(|finding| finding.line).collect::<Vec<_>>(), [2]);
    }

    #[test]
    fn a_version_in_a_member_is_found() {
        let text = "[package]\nname = \"a\"\n[dependencies]\nserde = \"1\"\ncsv.workspace = true\n[dev-dependencies]\ninsta = { version = \"1\" }\n";
        let lines: Vec<usize> =
            check_manifest("crates/a/Cargo.toml", text).iter().map(|finding| finding.line).collect();
        assert_eq!(lines, [4, 7]);
    }
}
