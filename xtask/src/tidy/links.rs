//! Links between documents lead somewhere.

use super::Finding;

/// Checks the relative links of a Markdown file; `exists` is asked with a path from the root of the repository.
pub(super) fn check_links(path: &str, text: &str, exists: impl Fn(&str) -> bool) -> Vec<Finding> {
    if !path.to_ascii_lowercase().ends_with(".md") {
        return Vec::new();
    }
    let folder = path.rsplit_once('/').map_or("", |(folder, _)| folder);
    let mut findings = Vec::new();
    for (index, line) in text.lines().enumerate() {
        for after in line.split("](").skip(1) {
            let target = after.split([')', '#', ' ']).next().unwrap_or_default();
            if target.is_empty() || target.contains("://") || target.starts_with("mailto:") {
                continue;
            }
            let found = exists(&joined(folder, target));
            if !found {
                findings.push(Finding {
                    path: path.to_owned(),
                    line: index + 1,
                    what: format!("the link to '{target}' leads nowhere"),
                    instead: "name a file of the repository".into(),
                });
            }
        }
    }
    findings
}

fn joined(folder: &str, target: &str) -> String {
    let mut segments: Vec<&str> = folder.split('/').filter(|segment| !segment.is_empty()).collect();
    for segment in target.split('/') {
        match segment {
            "." | "" => {}
            ".." => {
                segments.pop();
            }
            name => segments.push(name),
        }
    }
    segments.join("/")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn broken(path: &str, text: &str) -> usize {
        check_links(path, text, |asked| matches!(asked, "README.md" | "docs/glossary.md" | "docs/decisions"))
            .len()
    }

    #[test]
    fn a_link_that_leads_nowhere_is_found() {
        assert_eq!(broken("README.md", "see [a](docs/glossary.md) and [b](docs/missing.md)"), 1);
        assert_eq!(broken("docs/decisions/0001-a.md", "[a](../missing.md) [b](../glossary.md#word)"), 1);
    }

    #[test]
    fn links_that_lead_somewhere_or_elsewhere_pass() {
        for text in [
            "[a](./glossary.md)",
            "[a](../README.md)",
            "[a](decisions/)",
            "[a](https://example.org/x)",
            "[a](#part)",
        ] {
            assert_eq!(broken("docs/page.md", text), 0, "{text}");
        }
        assert_eq!(broken("crates/values/src/lib.rs", "[a](missing.md)"), 0);
    }
}
