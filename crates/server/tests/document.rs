//! The OpenAPI document: not stale, without loose ends.

use std::collections::BTreeSet;
use std::path::PathBuf;

use serde_json::Value;

fn document() -> Value {
    serde_json::to_value(etown_server::openapi()).expect("the document is JSON")
}

fn references(value: &Value, found: &mut BTreeSet<String>) {
    match value {
        Value::Object(fields) => {
            if let Some(Value::String(target)) = fields.get("$ref") {
                found.insert(target.clone());
            }
            fields.values().for_each(|field| references(field, found));
        }
        Value::Array(values) => values.iter().for_each(|value| references(value, found)),
        _ => {}
    }
}

#[test]
fn the_document_that_the_console_is_generated_from_is_current() {
    let path = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../../web/openapi.json");
    let current = format!("{}\n", serde_json::to_string_pretty(&document()).expect("the document is JSON"));
    if std::env::var_os("BLESS").is_some() {
        std::fs::create_dir_all(path.parent().expect("the file is in a folder"))
            .expect("the folder can be made");
        std::fs::write(&path, &current).expect("the document can be written");
    }
    let kept = std::fs::read_to_string(&path).unwrap_or_default();
    assert!(kept == current, "web/openapi.json is stale; run the tests of etown-server with BLESS=1");
}

#[test]
fn every_reference_in_the_document_leads_somewhere() {
    let document = document();
    let mut found = BTreeSet::new();
    references(&document, &mut found);
    let lost: Vec<&String> =
        found.iter().filter(|target| document.pointer(target.trim_start_matches('#')).is_none()).collect();
    assert!(lost.is_empty(), "{lost:?}");
}

#[test]
fn every_operation_says_in_a_line_what_it_does_and_has_a_name_of_its_own() {
    let document = document();
    let paths = document["paths"].as_object().expect("the document has paths");
    let mut names = BTreeSet::new();
    for (path, item) in paths {
        for (method, operation) in item.as_object().expect("a path has operations") {
            let name = operation["operationId"].as_str().unwrap_or_default().to_owned();
            assert!(!name.is_empty() && names.insert(name), "{method} {path}");
            assert!(operation["summary"].as_str().is_some_and(|text| text.ends_with('.')), "{method} {path}");
        }
    }
    assert!(names.len() > 50, "only {} operations", names.len());
}
