//! Which crate may depend on which, as the manifests say it.

use serde_json::Value;

/// The house as drawn: each crate and the crates of ours that it may know, in tests as well.
/// A new crate or a new edge is added here with its reason in the same commit.
const EDGES: &[(&str, &[&str])] = &[
    ("etown-values", &[]),
    ("etown-domain", &["etown-values"]),
    ("etown-journal", &["etown-values"]),
    ("etown-timestamp", &["etown-values"]),
    // Files that people bring and take: whoever decides or answers never reads or draws them.
    ("etown-documents", &["etown-values"]),
    ("etown-engine", &["etown-values", "etown-domain", "etown-journal"]),
    (
        "etown-server",
        &[
            "etown-values",
            "etown-domain",
            "etown-journal",
            "etown-engine",
            "etown-timestamp",
            "etown-documents",
        ],
    ),
    (
        "etown",
        &[
            "etown-values",
            "etown-domain",
            "etown-journal",
            "etown-engine",
            "etown-server",
            "etown-timestamp",
            "etown-documents",
        ],
    ),
    ("xtask", &[]),
];

/// Libraries that decide what a crate is about, and the crates that may name them.
const RESERVED: &[(&str, &[&str])] = &[
    ("axum", &["etown-server"]),
    ("utoipa", &["etown-server"]),
    ("utoipa-axum", &["etown-server"]),
    ("tower-http", &["etown-server"]),
    ("rust-embed", &["etown-server"]),
    ("argon2", &["etown-server"]),
    ("tokio", &["etown-server", "etown"]),
    // The server keeps credentials and sessions in a database of their own; see the rule on sources.
    ("rusqlite", &["etown-engine", "etown-server"]),
    ("clap", &["etown"]),
    ("indicatif", &["etown"]),
    ("krilla", &["etown-documents"]),
    ("calamine", &["etown-documents"]),
    ("rust_xlsxwriter", &["etown-documents"]),
    ("hashbrown", &[]),
    ("proc-macro2", &["xtask"]),
];

/// A crate of the workspace and what its manifest names.
pub(super) struct Member {
    pub(super) name: String,
    pub(super) manifest: String,
    pub(super) dependencies: Vec<String>,
}

/// Reads the members out of what `cargo metadata` says.
pub(super) fn members(metadata: &Value) -> Vec<Member> {
    let text = |value: &Value| value.as_str().unwrap_or_default().to_owned();
    let packages = metadata["packages"].as_array().map(Vec::as_slice).unwrap_or_default();
    packages
        .iter()
        .map(|package| Member {
            name: text(&package["name"]),
            manifest: text(&package["manifest_path"]),
            dependencies: package["dependencies"]
                .as_array()
                .map(|all| all.iter().map(|dependency| text(&dependency["name"])).collect())
                .unwrap_or_default(),
        })
        .collect()
}

/// Finds edges that are not drawn, whatever their kind (normal, build, tests).
pub(super) fn check_edges(members: &[Member]) -> Vec<String> {
    let mut findings = Vec::new();
    for member in members {
        let name = &member.name;
        let Some((_, allowed)) = EDGES.iter().find(|(known, _)| known == name) else {
            findings.push(format!("the crate {name} is not drawn; add it to EDGES with its reason"));
            continue;
        };
        for dependency in &member.dependencies {
            let is_ours = members.iter().any(|other| other.name == *dependency);
            if is_ours && !allowed.contains(&dependency.as_str()) {
                findings.push(format!("{name} must not depend on {dependency}; it may know {allowed:?}"));
            }
            if let Some((_, holders)) = RESERVED.iter().find(|(reserved, _)| reserved == dependency)
                && !holders.contains(&name.as_str())
            {
                findings.push(format!("{name} must not depend on {dependency}; only {holders:?} may"));
            }
        }
    }
    findings
}

/// Finds dependencies that no source of the crate names.
pub(super) fn check_unused(member: &Member, identifiers: &[String]) -> Vec<String> {
    let mut unused: Vec<&String> =
        member.dependencies.iter().filter(|name| !identifiers.contains(&name.replace('-', "_"))).collect();
    unused.sort_unstable();
    unused.dedup();
    unused
        .iter()
        .map(|name| format!("{}: no source names the dependency {name}; remove it", member.name))
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn member(name: &str, dependencies: &[&str]) -> Member {
        Member {
            name: name.to_owned(),
            manifest: String::new(),
            dependencies: dependencies.iter().map(|name| (*name).to_owned()).collect(),
        }
    }

    /// Finds the undrawn edges of one crate among all crates.
    fn edges_of(name: &str, dependencies: &[&str]) -> Vec<String> {
        let mut members: Vec<Member> =
            EDGES.iter().filter(|(other, _)| *other != name).map(|(other, _)| member(other, &[])).collect();
        members.push(member(name, dependencies));
        check_edges(&members)
    }

    #[test]
    fn every_drawn_edge_is_accepted() {
        for (name, allowed) in EDGES {
            assert_eq!(edges_of(name, allowed), Vec::<String>::new());
        }
    }

    #[test]
    fn the_rules_and_the_journal_do_not_know_each_other() {
        assert_eq!(edges_of("etown-domain", &["etown-journal"]).len(), 1);
        assert_eq!(edges_of("etown-journal", &["etown-domain"]).len(), 1);
    }

    #[test]
    fn an_edge_upwards_is_found() {
        for (lower, upper) in [
            ("etown-values", "etown-domain"),
            ("etown-domain", "etown-engine"),
            ("etown-journal", "etown-engine"),
            ("etown-engine", "etown-server"),
            ("etown-server", "etown"),
            ("etown-documents", "etown-domain"),
        ] {
            assert_eq!(edges_of(lower, &[upper]).len(), 1, "{lower} to {upper}");
        }
    }

    #[test]
    fn a_reserved_library_elsewhere_is_found() {
        for (name, library) in [
            ("etown-engine", "axum"),
            ("etown", "utoipa"),
            ("etown-journal", "rusqlite"),
            ("etown-domain", "hashbrown"),
            ("etown-values", "hashbrown"),
            ("etown-engine", "tokio"),
            ("etown-server", "krilla"),
            ("etown", "calamine"),
            ("etown-server", "rust_xlsxwriter"),
        ] {
            assert_eq!(edges_of(name, &[library]).len(), 1, "{name} to {library}");
        }
        assert_eq!(edges_of("etown-server", &["axum", "rusqlite"]).len(), 0);
    }

    #[test]
    fn a_crate_that_is_not_drawn_is_found() {
        assert_eq!(edges_of("etown-helpers", &[]).len(), 1);
    }

    #[test]
    fn a_dependency_that_no_source_names_is_found() {
        let crate_under_test = member("etown-engine", &["serde_json", "etown-values"]);
        assert_eq!(check_unused(&crate_under_test, &["etown_values".to_owned()]).len(), 1);
        assert_eq!(
            check_unused(&crate_under_test, &["etown_values".to_owned(), "serde_json".to_owned()]).len(),
            0
        );
    }

    #[test]
    fn members_are_read_from_cargo_metadata() {
        let metadata = serde_json::json!({"packages": [{"name": "etown-domain", "manifest_path": "crates/domain/Cargo.toml",
            "dependencies": [{"name": "etown-values", "kind": null}, {"name": "insta", "kind": "dev"}]}]});
        let read = members(&metadata);
        assert_eq!(read[0].dependencies, ["etown-values", "insta"]);
    }
}
