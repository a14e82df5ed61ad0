//! What a source of the console may import: `ui/` knows no part of the zone, and the parts do not know each other.
//!
//! Biome and the compiler check everything else; this reads import paths only.

const SOURCES: &str = "web/src/";

/// Checks one source of the console, by its path from the root of the repository.
pub(super) fn check_imports(path: &str, text: &str) -> Vec<String> {
    let Some(inside) = path.strip_prefix(SOURCES) else { return Vec::new() };
    let mut findings = Vec::new();
    for (index, line) in text.lines().enumerate() {
        for target in imported(line).filter_map(|specifier| resolve(inside, specifier)) {
            if let Some(complaint) = complaint(inside, &target) {
                findings.push(format!("{path}:{}: {complaint}", index + 1));
            }
        }
    }
    findings
}

fn complaint(from: &str, target: &str) -> Option<String> {
    let part_of = |path: &str| path.strip_prefix("domains/")?.split('/').next().map(ToOwned::to_owned);
    let target_part = part_of(target)?;
    if from.starts_with("ui/") {
        return Some(format!("ui must not know the part {target_part}; pass in what it shows"));
    }
    match part_of(from) {
        Some(own) if own != target_part => Some(format!(
            "{own} must not know {target_part}; share it in ui/ or api/, or let a route bring them together"
        )),
        _ => None,
    }
}

/// The module names that a line imports, exports from or loads.
fn imported(line: &str) -> impl Iterator<Item = &str> {
    ["from ", "import ", "import("].into_iter().filter_map(move |word| {
        let (_, after) = line.split_once(word)?;
        let quoted = after.trim_start();
        let quote = quoted.chars().next().filter(|first| matches!(first, '"' | '\''))?;
        quoted.get(1..)?.split(quote).next()
    })
}

/// The path below the sources that a module name means; other packages mean nothing here.
fn resolve(from: &str, specifier: &str) -> Option<String> {
    if let Some(below) = ["@/", "~/", "src/"].iter().find_map(|root| specifier.strip_prefix(root)) {
        return Some(below.to_owned());
    }
    if !specifier.starts_with('.') {
        return None;
    }
    let mut segments: Vec<&str> = from.split('/').collect();
    segments.pop();
    for segment in specifier.split('/') {
        match segment {
            "." | "" => {}
            ".." => {
                segments.pop();
            }
            name => segments.push(name),
        }
    }
    Some(segments.join("/"))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(path: &str, line: &str) -> usize {
        check_imports(path, line).len()
    }

    #[test]
    fn a_part_that_imports_another_is_caught_in_every_form() {
        for line in [
            "import { BookHead } from \"../books/head\";",
            "import type { Book } from '../books/book';",
            "export { BookHead } from \"@/domains/books/head\";",
            "const page = import(\"../books/page\");",
            "import \"../books/style.css\";",
            "} from \"./../../domains/books/head\";",
        ] {
            assert_eq!(found("web/src/domains/lists/form.tsx", line), 1, "{line}");
        }
    }

    #[test]
    fn a_widget_that_knows_a_part_is_caught() {
        assert_eq!(found("web/src/ui/table/table.tsx", "import { x } from \"../../domains/books/x\";"), 1);
    }

    #[test]
    fn what_is_allowed_passes() {
        for (path, line) in [
            ("web/src/domains/lists/form.tsx", "import { Table } from \"../../ui/table\";"),
            ("web/src/domains/lists/form.tsx", "import { lines } from \"./lines\";"),
            ("web/src/domains/lists/steps/step.tsx", "import { lines } from \"../lines\";"),
            ("web/src/domains/lists/form.tsx", "import { Form } from \"antd\";"),
            ("web/src/routes/list.tsx", "import { BookHead } from \"../domains/books/head\";"),
            ("docs/page.md", "import { BookHead } from \"../domains/books/head\";"),
        ] {
            assert_eq!(found(path, line), 0, "{path}: {line}");
        }
    }
}
