//! Words that may not stand in the repository, each with what to write in their place.
//!
//! The words are put together from pieces here, so that this file does not complain about itself.

use std::path::Path;

use super::Finding;

/// A text that is banned in some places.
struct Banned {
    text: &'static str,
    place: Place,
    instead: &'static str,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Place {
    Anywhere,
    Rust,
    /// Code of a library crate before its tests begin.
    LibraryCode,
    Console,
}

const BANNED: &[Banned] = &[
    Banned { text: concat!("TO", "DO"), place: Place::Anywhere, instead: KNOWN_GAP },
    Banned { text: concat!("FIX", "ME"), place: Place::Anywhere, instead: KNOWN_GAP },
    Banned { text: concat!("XX", "X:"), place: Place::Anywhere, instead: KNOWN_GAP },
    Banned {
        text: concat!("#[al", "low("),
        place: Place::Rust,
        instead: "write #[expect(rule, reason = \"…\")]",
    },
    Banned {
        text: concat!("#![al", "low("),
        place: Place::Rust,
        instead: "write #![expect(rule, reason = \"…\")]",
    },
    Banned { text: concat!("#[ign", "ore]"), place: Place::Rust, instead: "write #[ignore = \"why\"]" },
    Banned {
        text: concat!("print", "ln!("),
        place: Place::LibraryCode,
        instead: "return the text, or use tracing",
    },
    Banned { text: concat!("@ts-", "ignore"), place: Place::Console, instead: "mend the type" },
    Banned {
        text: concat!("eslint-", "disable"),
        place: Place::Console,
        instead: "Biome is the linter; mend the place",
    },
];

const KNOWN_GAP: &str = "open an issue, or write a line under \"Limits\" in the module header";

/// Abbreviations in identifiers, and the words they stand for.
const ABBREVIATIONS: &[(&str, &str)] = &[
    (concat!("q", "ty"), "quantity"),
    (concat!("a", "mt"), "amount"),
    (concat!("ac", "ct"), "account"),
    (concat!("c", "tx"), "context"),
    (concat!("i", "dx"), "index"),
    (concat!("m", "sg"), "message"),
    (concat!("c", "nt"), "count"),
    (concat!("m", "gr"), "manager, or what it does"),
];

/// A line that must use another system's name says so with this mark and the name of that system.
const FOREIGN_NAME: &str = "tidy: foreign name of";

/// Characters that do not show, or turn the direction of text: they hide what a line says.
const INVISIBLE: &[char] = &[
    '\u{200b}', '\u{200e}', '\u{200f}', '\u{202a}', '\u{202b}', '\u{202c}', '\u{202d}', '\u{202e}',
    '\u{2060}', '\u{2066}', '\u{2067}', '\u{2068}', '\u{2069}', '\u{feff}', '\u{a0}',
];

/// Checks each line of one text.
pub(super) fn check_words(path: &str, text: &str, machine_paths: &[String]) -> Vec<Finding> {
    if is_written_by_a_tool(path) {
        return Vec::new();
    }
    let places = places_of(path);
    let mut findings = Vec::new();
    let mut is_in_tests = false;
    for (index, line) in text.lines().enumerate() {
        is_in_tests |= line.trim_start().starts_with("#[cfg(test)]");
        let mut add = |what: String, instead: String| {
            findings.push(Finding { path: path.to_owned(), line: index + 1, what, instead });
        };
        for banned in
            BANNED.iter().filter(|banned| places.contains(&banned.place) && line.contains(banned.text))
        {
            if banned.place != Place::LibraryCode || !is_in_tests {
                add(format!("'{}' is banned", banned.text), banned.instead.to_owned());
            }
        }
        if places.contains(&Place::Rust) || places.contains(&Place::Console) {
            for (short, long) in abbreviations_in(line) {
                add(
                    format!("'{short}' is an abbreviation"),
                    format!("write {long}, or mark the line '{FOREIGN_NAME} …'"),
                );
            }
        }
        if let Some(machine) = machine_paths.iter().find(|machine| names_folder(line, machine)) {
            add(
                format!("'{machine}' is a folder of one machine"),
                "write a path inside the repository".to_owned(),
            );
        }
        if line.contains(INVISIBLE) {
            add("a character that does not show".to_owned(), "write a plain one, or its escape".to_owned());
        }
        if line.ends_with([' ', '\t', '\r']) {
            add("space at the end of the line".to_owned(), "remove it".to_owned());
        }
    }
    findings
}

fn places_of(path: &str) -> Vec<Place> {
    let extension = Path::new(path).extension().and_then(|extension| extension.to_str()).unwrap_or_default();
    let mut places = vec![Place::Anywhere];
    match extension {
        "rs" => places.push(Place::Rust),
        "ts" | "tsx" => places.push(Place::Console),
        _ => {}
    }
    let is_library = path.starts_with("crates/")
        && !path.starts_with("crates/etown/")
        && path.contains("/src/")
        && !path.ends_with("/tests.rs");
    if is_library && extension == "rs" {
        places.push(Place::LibraryCode);
    }
    places
}

/// Lock files and accepted snapshots follow their tool's rules.
fn is_written_by_a_tool(path: &str) -> bool {
    let path = Path::new(path);
    let is_lock = path.file_name().is_some_and(|name| name == "package-lock.json");
    is_lock || path.extension().is_some_and(|found| ["lock", "snap", "svg"].iter().any(|kind| found == *kind))
}

fn abbreviations_in(line: &str) -> Vec<(&'static str, &'static str)> {
    if line.contains(FOREIGN_NAME) {
        return Vec::new();
    }
    // Only whole lower-case parts of a name count, so that `MsgId` of a bank message may be quoted.
    // What stands in quotes is text or another system's name.
    let code: String = line.split('"').step_by(2).collect::<Vec<_>>().join(" ");
    let parts: Vec<&str> = code.split(|character: char| !character.is_ascii_alphanumeric()).collect();
    ABBREVIATIONS.iter().filter(|(short, _)| parts.contains(short)).copied().collect()
}

/// A folder is named where the text begins there, not where it goes on from a longer path.
fn names_folder(line: &str, folder: &str) -> bool {
    line.match_indices(folder).any(|(start, _)| {
        let before = line[..start].chars().next_back();
        !before.is_some_and(|character| {
            character.is_alphanumeric() || matches!(character, '.' | '_' | '-' | '}' | ')')
        })
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Says what is found in one line of a file.
    fn found(path: &str, line: &str) -> Vec<String> {
        check_words(path, line, &[concat!("/ho", "me/").to_owned()])
            .into_iter()
            .map(|finding| finding.what)
            .collect()
    }

    #[test]
    fn an_unfinished_place_is_found_in_any_kind_of_file() {
        for path in ["crates/values/src/lib.rs", "docs/glossary.md", "web/src/main.tsx", ".ci/run"] {
            assert_eq!(found(path, concat!("x TO", "DO y")), [concat!("'TO", "DO' is banned")], "{path}");
        }
    }

    #[test]
    fn a_finding_names_the_place_and_what_to_write_instead() {
        let findings =
            check_words("crates/values/src/lib.rs", concat!("one\n#[al", "low(dead_code)]\n"), &[]);
        let text = findings.iter().map(ToString::to_string).collect::<String>();
        assert!(text.starts_with("crates/values/src/lib.rs:2: "), "{text}");
        assert!(text.contains("#[expect("), "{text}");
    }

    #[test]
    fn a_library_does_not_print_but_its_tests_and_the_program_may() {
        let line = concat!("print", "ln!(\"x\");");
        assert_eq!(found("crates/engine/src/writer.rs", line).len(), 1);
        assert_eq!(found("crates/etown/src/main.rs", line).len(), 0);
        assert_eq!(found("crates/engine/src/writer.rs", &format!("#[cfg(test)]\n{line}")).len(), 0);
        assert_eq!(found("crates/engine/tests/replay.rs", line).len(), 0);
        assert_eq!(found("crates/engine/src/writer/tests.rs", line).len(), 0);
    }

    #[test]
    fn an_abbreviation_is_found_as_a_part_of_a_name_and_not_inside_a_word() {
        let part = concat!("let total_q", "ty = 1;");
        assert_eq!(found("crates/domain/src/kernel.rs", part).len(), 1);
        assert_eq!(found("web/src/main.ts", part).len(), 1);
        assert_eq!(found("docs/glossary.md", part).len(), 0);
        assert_eq!(found("crates/domain/src/kernel.rs", "let exact = compact(factor);").len(), 0);
        let quoted = concat!("style(\"{m", "sg}\")");
        assert_eq!(found("crates/etown/src/progress.rs", quoted).len(), 0);
        let marked = concat!("row.q", "ty // tidy: foreign name of EPCIS");
        assert_eq!(found("crates/domain/src/kernel.rs", marked).len(), 0);
    }

    #[test]
    fn a_folder_of_one_machine_is_found_and_a_folder_of_the_repository_is_not() {
        assert_eq!(found("README.md", concat!("see /ho", "me/someone/notes")).len(), 1);
        assert_eq!(found("README.md", "see web/home/page.tsx and /homely").len(), 0);
    }

    #[test]
    fn hidden_characters_and_trailing_space_are_found() {
        assert_eq!(found("README.md", "a\u{202e}b"), ["a character that does not show"]);
        assert_eq!(found("README.md", "text "), ["space at the end of the line"]);
        assert_eq!(found("README.md", "text\u{ff0c}\u{4e2d}\u{6587}").len(), 0);
    }

    #[test]
    fn what_a_tool_wrote_follows_the_tool() {
        assert_eq!(found("Cargo.lock", concat!("TO", "DO ")).len(), 0);
    }
}
