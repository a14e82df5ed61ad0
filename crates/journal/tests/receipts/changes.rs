//! Every way to change one field of a receipt, with the code that the verifier must answer.

use serde_json::{Value, json};

/// What is changed, the code of the refusal, and the changed receipt.
pub(crate) type Change = (&'static str, &'static str, Value);

/// All changes of a receipt over 300 entries that shows its first section only.
pub(crate) fn changes(receipt: &Value) -> Vec<Change> {
    [fields(receipt), sections(receipt), proof(receipt), checkpoint(receipt)].concat()
}

/// The receipt with the value at `pointer` replaced.
fn with(receipt: &Value, pointer: &str, value: Value) -> Value {
    let mut copy = receipt.clone();
    *copy.pointer_mut(pointer).expect("the field is there") = value;
    copy
}

/// The receipt with one more field in the object at `pointer`.
fn with_field(receipt: &Value, pointer: &str, field: &str, value: Value) -> Value {
    let mut copy = receipt.clone();
    let object = copy.pointer_mut(pointer).and_then(Value::as_object_mut).expect("the object is there");
    object.insert(field.into(), value);
    copy
}

fn without(receipt: &Value, field: &str) -> Value {
    let mut copy = receipt.clone();
    copy.as_object_mut().expect("a receipt is an object").remove(field);
    copy
}

fn text<'a>(receipt: &'a Value, pointer: &str) -> &'a str {
    receipt.pointer(pointer).and_then(Value::as_str).expect("the text is there")
}

fn list(receipt: &Value, field: &str) -> Vec<Value> {
    receipt[field].as_array().expect("the list is there").clone()
}

fn fields(receipt: &Value) -> Vec<Change> {
    let spaced = format!(" {}", text(receipt, "/envelope"));
    vec![
        ("the format", "receipt_malformed", with(receipt, "/format", json!("etown-receipt/2"))),
        ("an unknown field", "receipt_malformed", with_field(receipt, "", "extra", json!(1))),
        ("no envelope", "receipt_malformed", without(receipt, "envelope")),
        ("no sections", "receipt_malformed", without(receipt, "sections")),
        ("no proof", "receipt_malformed", without(receipt, "inclusion_proof")),
        ("no checkpoint", "receipt_malformed", without(receipt, "checkpoint")),
        ("Base64 with a space", "receipt_malformed", with(receipt, "/envelope", json!(spaced))),
        ("another envelope", "envelope_malformed", with(receipt, "/envelope", json!("AAAA"))),
    ]
}

fn sections(receipt: &Value) -> Vec<Change> {
    let hash = json!("ab".repeat(32));
    let all = list(receipt, "sections");
    let mut swapped = all.clone();
    swapped.swap(0, 1);
    let first = |field: &str, value: &str| with(receipt, &format!("/sections/0/{field}"), json!(value));
    let first_with = |field: &str, value: Value| with_field(receipt, "/sections/0", field, value);
    vec![
        ("a section's text", "sections_differ", first("text", "{\"release\":\"lot_8\"}")),
        ("a section's name", "sections_differ", first("name", "comment")),
        ("a section's salt", "sections_differ", first("salt", "AAAAAAAAAAAAAAAAAAAAAA==")),
        ("a withheld SHA-256", "sections_differ", with(receipt, "/sections/1/sha256", hash.clone())),
        ("a withheld SM3", "sections_differ_sm3", with(receipt, "/sections/1/sm3", hash.clone())),
        ("a shown section with a hash", "receipt_malformed", first_with("sha256", hash)),
        ("a section with two contents", "receipt_malformed", first_with("base64", json!("AAAA"))),
        ("a section less", "sections_differ", with(receipt, "/sections", json!(all[..2].to_vec()))),
        ("sections in another order", "sections_differ", with(receipt, "/sections", json!(swapped))),
    ]
}

fn proof(receipt: &Value) -> Vec<Change> {
    let all = list(receipt, "inclusion_proof");
    let longer = [all.clone(), vec![all[0].clone()]].concat();
    let wrong = json!("A".repeat(43) + "=");
    vec![
        ("a proof hash", "not_included", with(receipt, "/inclusion_proof/0", wrong)),
        ("a proof hash less", "not_included", with(receipt, "/inclusion_proof", json!(all[1..].to_vec()))),
        ("a proof hash more", "not_included", with(receipt, "/inclusion_proof", json!(longer))),
    ]
}

fn checkpoint(receipt: &Value) -> Vec<Change> {
    let note = text(receipt, "/checkpoint");
    let noted = |from: &str, to: &str| {
        assert!(note.contains(from), "the note has {from:?}");
        with(receipt, "/checkpoint", json!(note.replacen(from, to, 1)))
    };
    let unsigned = note.split('\u{2014}').next().expect("a split has a first part");
    vec![
        ("the origin", "origin_unknown", noted("zone.example", "other.example")),
        ("the size", "signature_wrong", noted("\n300\n", "\n301\n")),
        ("the signer", "key_unknown", noted("\u{2014} zone", "\u{2014} zane")),
        ("no signature", "note_malformed", with(receipt, "/checkpoint", json!(unsigned))),
    ]
}
