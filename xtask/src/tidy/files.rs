//! Sizes, headers and permissions of files.

use std::path::Path;

use super::Finding;

/// A file holds one idea; beyond this it says why it is longer.
const LINES_MAX: usize = 400;
const REASON_FOR_LENGTH: &str = "tidy: long because";

/// Larger files live outside the repository, or in the list below with their reason.
const BYTES_MAX: usize = 512 * 1024;
const LARGE_FILES: &[&str] = &[
    // Data that the program needs wherever it runs.
    "parameters/",
    // Generated from the program's own description, and read by the build of the console.
    "web/openapi.json",
    "web/src/api/schema.d.ts",
];

const LEFT_BEHIND: &[&str] = &[".snap.new", ".pending-snap", ".orig", ".rej", ".swp", ".DS_Store", ".pdb"];

/// Checks what can be said of a file without reading it as text.
pub(super) fn check_file(path: &str, bytes: &[u8], is_executable: bool) -> Vec<Finding> {
    let mut findings = Vec::new();
    let mut add = |what: String, instead: &str| {
        findings.push(Finding { path: path.to_owned(), line: 1, what, instead: instead.to_owned() });
    };
    if LEFT_BEHIND.iter().any(|ending| path.ends_with(ending)) {
        add("left behind by a tool".into(), "accept it with `cargo x bless`, or delete it");
    }
    if bytes.len() > BYTES_MAX && !LARGE_FILES.iter().any(|kept| path.starts_with(kept)) {
        add(format!("{} KiB", bytes.len() / 1024), "keep large data outside the repository");
    }
    if is_executable != bytes.starts_with(b"#!") {
        add("the permission to execute and a first line '#!' go together".into(), "set both or neither");
    }
    if bytes.last().is_some_and(|last| *last != b'\n') && std::str::from_utf8(bytes).is_ok() {
        add("no line end at the end of the file".into(), "add one");
    }
    findings
}

/// Checks the length of a source and the header of a module.
pub(super) fn check_shape(path: &str, text: &str) -> Vec<Finding> {
    let mut findings = Vec::new();
    let extension = Path::new(path).extension().and_then(|extension| extension.to_str()).unwrap_or_default();
    let lines = text.lines().count();
    let is_generated = path.contains("/generated/") || path.ends_with(".d.ts");
    let is_source = matches!(extension, "rs" | "ts" | "tsx" | "py" | "go" | "sql") && !is_generated;
    if is_source && lines > LINES_MAX && !text.contains(REASON_FOR_LENGTH) {
        findings.push(Finding {
            path: path.to_owned(),
            line: LINES_MAX + 1,
            what: format!("{lines} lines, more than {LINES_MAX}"),
            instead: format!("divide it by idea, or say '{REASON_FOR_LENGTH} …' in its header"),
        });
    }
    let is_module = extension == "rs" && (path.contains("/src/") || path.starts_with("xtask/src/"));
    if is_module && !text.starts_with("//!") {
        findings.push(Finding {
            path: path.to_owned(),
            line: 1,
            what: "no module header".into(),
            instead: "begin with //! what it is for and what it must never do".into(),
        });
    }
    findings
}

/// Where locked packages may come from; a mirror's address works on one machine only.
const PUBLIC_REGISTRIES: &[&str] =
    &["https://registry.npmjs.org/", "registry+https://github.com/rust-lang/crates.io-index"];

/// Checks that a lock file names public registries or none.
pub(super) fn check_lock(path: &str, text: &str) -> Vec<Finding> {
    let source = match path.rsplit('/').next() {
        Some("Cargo.lock") => "source = \"",
        Some("package-lock.json") => "\"resolved\": \"",
        _ => return Vec::new(),
    };
    let mut findings = Vec::new();
    for (index, line) in text.lines().enumerate() {
        let Some((_, from)) = line.split_once(source) else { continue };
        if !PUBLIC_REGISTRIES.iter().any(|registry| from.starts_with(registry)) {
            findings.push(Finding {
                path: path.to_owned(),
                line: index + 1,
                what: "a package from an address that others may not reach".into(),
                instead: "lock it from the public registry, or without an address".into(),
            });
        }
    }
    findings
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shape(path: &str, text: &str) -> usize {
        check_shape(path, text).len()
    }

    #[test]
    fn a_long_source_needs_a_reason() {
        let long = format!("//! Header.\n{}", "line\n".repeat(LINES_MAX));
        assert_eq!(shape("crates/values/src/money.rs", &long), 1);
        assert_eq!(
            shape("crates/values/src/money.rs", &format!("//! tidy: long because it is a table.\n{long}")),
            0
        );
        assert_eq!(shape("web/src/api/generated/schema.ts", &long), 0);
        assert_eq!(shape("docs/glossary.md", &long), 0);
    }

    #[test]
    fn a_module_without_a_header_is_found() {
        assert_eq!(shape("crates/values/src/money.rs", "use core::fmt;\n"), 1);
        assert_eq!(shape("crates/values/tests/money.rs", "use core::fmt;\n"), 0);
    }

    #[test]
    fn a_lock_file_that_names_a_mirror_is_found() {
        let mirror = "\"resolved\": \"http://mirror.example/react.tgz\",\n";
        assert_eq!(check_lock("web/package-lock.json", mirror).len(), 1);
        let public = "\"resolved\": \"https://registry.npmjs.org/react/-/react-19.3.1.tgz\",\n";
        assert_eq!(check_lock("web/package-lock.json", public).len(), 0);
        assert_eq!(check_lock("Cargo.lock", "source = \"git+https://example.org/a\"\n").len(), 1);
        assert_eq!(check_lock("docs/formats.md", mirror).len(), 0);
    }

    #[test]
    fn large_files_leftovers_and_wrong_permissions_are_found() {
        assert_eq!(check_file("docs/scan.bin", &vec![0xff; BYTES_MAX + 1], false).len(), 1);
        assert_eq!(check_file("parameters/nomenclature.csv", &vec![b'\n'; BYTES_MAX + 1], false).len(), 0);
        assert_eq!(check_file("crates/a/src/snapshots/b.snap.new", b"x\n", false).len(), 1);
        assert_eq!(check_file(".ci/run", b"#!/usr/bin/env bash\n", false).len(), 1);
        assert_eq!(check_file("README.md", b"text\n", true).len(), 1);
        assert_eq!(check_file("README.md", b"text", false).len(), 1);
    }
}
