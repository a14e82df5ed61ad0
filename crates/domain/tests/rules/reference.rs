//! The reference of refusals in `docs/refusals.md` is written from the codes themselves; this finds it stale.

use std::fmt::Write;
use std::path::Path;

use etown_domain::Category;
use etown_domain::reference::refusal_codes;

fn category(category: Category) -> &'static str {
    match category {
        Category::NotPermitted => "not permitted",
        Category::NotFound => "not found",
        Category::State => "state",
        Category::StaleRevision => "stale revision",
        Category::Content => "content",
        Category::Limit => "limit",
    }
}

fn reference() -> String {
    let mut text = String::from(
        "# Refusals\n\n\
         Every answer that the rules give instead of an event. Codes are stable. One command gets one refusal, the first\n\
         in this order: what the actor may see and do, the revision, the state of the thing, the content from its first\n\
         field to its last, and the balances. `cargo x bless` writes this page.\n\n\
         | code | meaning | kind of rule | rule | category |\n|---|---|---|---|---|\n",
    );
    for code in refusal_codes() {
        let (kind, category) = (code.kind.as_str(), category(code.category));
        writeln!(text, "| `{}` | {} | {kind} | {} | {category} |", code.text, code.meaning, code.rule)
            .unwrap();
    }
    text
}

#[test]
fn the_reference_of_refusals_is_current() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../docs/refusals.md");
    let current = reference();
    if std::env::var_os("BLESS").is_some() {
        std::fs::write(&path, &current).unwrap();
    }
    let kept = std::fs::read_to_string(&path).unwrap_or_default();
    assert!(kept == current, "docs/refusals.md is stale: run `cargo x bless`");
}
