//! Receipts: what they disclose, what they prove, and that nothing in them can be changed; judged by our
//! verifier and by the independent script in `tests/verify_receipt.py`.

#![cfg(feature = "store")]
#![expect(clippy::unwrap_used, reason = "tests fail by panicking")]

#[path = "receipts/changes.rs"]
mod changes;

use changes::changes;
use etown_journal::{
    Append, Disclose, EntryDraft, Journal, JournalKey, OpenOptions, Receipt, Section, TrustFile,
    VerifyRefusal, verify,
};
use serde_json::{Value, json};
use std::path::Path;
use std::process::{Command, Output};

const ORIGIN: &str = "zone.example/journal";
const START: i64 = 1_763_888_890_000_000;
const AT: i64 = START + 1_000_000;
const DAY: i64 = 86_400_000_000;

fn key(seed: u8) -> JournalKey {
    JournalKey::from_seed(ORIGIN, &[seed; 32]).unwrap()
}

fn journal_of(size: i64) -> (tempfile::TempDir, Journal) {
    let dir = tempfile::tempdir().unwrap();
    let options = OpenOptions { segment_bytes: Some(1 << 20), ..OpenOptions::with_key(key(1)) };
    let mut journal = Journal::create(dir.path(), ORIGIN, START, options).unwrap();
    let drafts: Vec<EntryDraft> = (0..size)
        .map(|position| {
            let sections = vec![
                Section::new("command", format!("{{\"release\":\"lot_{position}\",\"note\":\"放行\"}}")),
                Section::new("actor", "{\"actor\":\"usr_demo\"}"),
                Section::new("events", vec![0xff, 0x00, 0x80]),
            ];
            EntryDraft::new(START + position, sections).unwrap()
        })
        .collect();
    assert!(matches!(journal.append(0, &drafts), Append::Written(_)));
    (dir, journal)
}

fn receipt(journal: &Journal, position: u64, disclose: Disclose<'_>) -> Value {
    serde_json::from_str(&journal.receipt(position, disclose).unwrap().unwrap().to_json()).unwrap()
}

fn judged(receipt: &Value, trust: &TrustFile, at: i64) -> &'static str {
    verify(receipt.to_string().as_bytes(), trust, at).map_or_else(|refusal| refusal.code(), |_| "verified")
}

/// Runs the independent script; `None` where there is no Python outside of CI.
fn script(receipt: &str, trust: &str, at: i64) -> Option<Output> {
    let is_there =
        Command::new("python3").arg("--version").output().is_ok_and(|output| output.status.success());
    if !is_there {
        assert!(std::env::var("CI").is_err(), "python3 is missing");
        eprintln!("skipped: python3 is missing");
        return None;
    }
    let dir = tempfile::tempdir().unwrap();
    let (receipt_path, trust_path) = (dir.path().join("receipt.json"), dir.path().join("trust.json"));
    std::fs::write(&receipt_path, receipt).unwrap();
    std::fs::write(&trust_path, trust).unwrap();
    let script = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../tests/verify_receipt.py");
    let mut command = Command::new("python3");
    Some(command.arg(script).arg(receipt_path).arg(trust_path).arg(at.to_string()).output().unwrap())
}

fn assert_script_refuses(receipt: &Value, trust: &TrustFile, at: i64, what: &str) {
    let Some(output) = script(&receipt.to_string(), &trust.to_json(), at) else { return };
    let reason = String::from_utf8_lossy(&output.stderr);
    assert!(!output.status.success() && reason.starts_with("refused: "), "{what}: {reason}");
}

#[test]
fn a_receipt_proves_an_entry_and_discloses_only_what_it_shows() {
    let (_dir, journal) = journal_of(300);
    let trust = journal.trust();
    for position in [0, 1, 255, 256, 299] {
        let whole = receipt(&journal, position, Disclose::All);
        let part = receipt(&journal, position, Disclose::Only(&["command"]));
        let verified = verify(whole.to_string().as_bytes(), &trust, AT).unwrap();
        assert_eq!((verified.position, verified.disclosed.len(), verified.withheld), (position, 3, 0));
        assert_eq!(verified.instant_microseconds, START + i64::try_from(position).unwrap());
        let verified = verify(part.to_string().as_bytes(), &trust, AT).unwrap();
        assert_eq!((verified.disclosed.len(), verified.withheld), (1, 2));
        assert_eq!(verified.disclosed[0].name, "command");
        assert!(!part.to_string().contains("usr_demo"), "what is withheld is not in the file");
    }
}

#[test]
fn the_independent_script_verifies_the_same_receipts() {
    let (_dir, journal) = journal_of(300);
    let trust = journal.trust().to_json();
    for position in [0, 254, 299] {
        for disclose in [Disclose::All, Disclose::Only(&["command", "events"]), Disclose::Only(&[])] {
            let receipt = receipt(&journal, position, disclose);
            let Some(output) = script(&receipt.to_string(), &trust, AT) else { return };
            assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
            let proved: Value = serde_json::from_slice(&output.stdout).unwrap();
            assert_eq!(proved["position"], json!(position));
        }
    }
}

#[test]
fn a_receipt_with_any_field_changed_is_refused_by_both_verifiers() {
    let (_dir, journal) = journal_of(300);
    let trust = journal.trust();
    let original = receipt(&journal, 7, Disclose::Only(&["command"]));
    assert_eq!(judged(&original, &trust, AT), "verified");
    for (what, code, changed) in changes(&original) {
        assert_eq!(judged(&changed, &trust, AT), code, "{what}");
        // The script reads what it needs: a field it does not know proves nothing to it.
        if what != "an unknown field" && what != "Base64 with a space" {
            assert_script_refuses(&changed, &trust, AT, what);
        }
    }
}

#[test]
fn an_entry_of_another_position_does_not_fit_into_a_receipt() {
    let (_dir, journal) = journal_of(300);
    let (one, other) = (receipt(&journal, 7, Disclose::All), receipt(&journal, 8, Disclose::All));
    for field in ["envelope", "sections", "inclusion_proof"] {
        let mut mixed = one.clone();
        mixed[field] = other[field].clone();
        assert_ne!(judged(&mixed, &journal.trust(), AT), "verified", "{field}");
        assert_script_refuses(&mixed, &journal.trust(), AT, field);
    }
}

#[test]
fn a_repeated_field_is_refused_by_both_verifiers() {
    let (_dir, journal) = journal_of(3);
    let text = journal.receipt(1, Disclose::All).unwrap().unwrap().to_json();
    let twice = text.replacen("\"sections\":", "\"sections\":[],\"sections\":", 1);
    let refusal = verify(twice.as_bytes(), &journal.trust(), AT).expect_err("it is refused");
    assert_eq!(refusal.code(), "receipt_malformed");
    let Some(output) = script(&twice, &journal.trust().to_json(), AT) else { return };
    assert!(!output.status.success());
}

#[test]
fn keys_are_judged_by_what_the_trust_file_says_about_them() {
    let (_dir, journal) = journal_of(300);
    let receipt = receipt(&journal, 7, Disclose::All);
    let trusting = |change: &dyn Fn(&mut TrustFile)| {
        let mut trust = journal.trust();
        change(&mut trust);
        trust
    };
    let vkey = key(1).verifier().to_string();
    let cases = [
        ("verified", trusting(&|_| {}), AT),
        (
            "verified",
            trusting(&|trust| trust.keys[0].valid_to_microseconds = Some(START + 7)),
            AT + 900 * DAY,
        ),
        ("key_retired", trusting(&|trust| trust.keys[0].valid_to_microseconds = Some(START + 6)), AT),
        ("key_retired", trusting(&|trust| trust.keys[0].tree_size_max = Some(299)), AT),
        ("key_not_yet_valid", trusting(&|trust| trust.keys[0].valid_from_microseconds = AT + 1), AT),
        ("verified", trusting(&|trust| assert!(trust.revoke(&vkey, AT + 1, "lost"))), AT),
        ("key_revoked", trusting(&|trust| assert!(trust.revoke(&vkey, AT, "lost"))), AT),
        ("key_unknown", trusting(&|trust| trust.keys.clear()), AT),
        ("key_unknown", trusting(&|trust| trust.keys[0].key = key(2).verifier()), AT),
        ("origin_unknown", trusting(&|trust| trust.origin = "other.example".into()), AT),
        ("journal_unknown", trusting(&|trust| trust.journals.clear()), AT),
        ("journal_unknown", trusting(&|trust| trust.journals[0].end_position = Some(7)), AT),
    ];
    for (code, trust, at) in cases {
        assert_eq!(judged(&receipt, &trust, at), code);
        let parsed = TrustFile::parse(trust.to_json().as_bytes()).unwrap();
        assert_eq!(parsed, trust, "a trust file reads back as it was written");
        let Some(output) = script(&receipt.to_string(), &trust.to_json(), at) else { continue };
        let reason = String::from_utf8_lossy(&output.stderr);
        assert_eq!(output.status.success(), code == "verified", "{code}: {reason}");
    }
}

#[test]
fn a_note_with_cosignatures_of_strangers_verifies_and_a_wrong_known_one_refuses_it() {
    let (_dir, journal) = journal_of(20);
    let mut receipt = receipt(&journal, 7, Disclose::All);
    let note = receipt["checkpoint"].as_str().unwrap().to_owned();
    let stranger = format!("\u{2014} witness.example {}\n", etown_journal::digest::to_base64(&[7; 4000]));
    receipt["checkpoint"] = json!(format!("{note}{}", stranger.repeat(15)));
    assert_eq!(judged(&receipt, &journal.trust(), AT), "verified");
    let own_line = note.lines().last().unwrap();
    let wrong =
        etown_journal::sign_note("another text\n", ORIGIN, &ed25519_dalek::SigningKey::from_bytes(&[1; 32]));
    let wrong_line = wrong.lines().last().unwrap();
    assert_ne!(own_line, wrong_line);
    receipt["checkpoint"] = json!(format!("{note}{wrong_line}\n"));
    assert_eq!(judged(&receipt, &journal.trust(), AT), "signature_wrong");
    assert_script_refuses(&receipt, &journal.trust(), AT, "a wrong signature of a known key");
}

#[test]
fn a_trust_file_that_is_malformed_is_refused() {
    let (_dir, journal) = journal_of(1);
    let good: Value = serde_json::from_str(&journal.trust().to_json()).unwrap();
    let with = |pointer: &str, value: Value| {
        let mut copy = good.clone();
        *copy.pointer_mut(pointer).unwrap() = value;
        copy.to_string()
    };
    for text in [
        String::new(),
        "{}".into(),
        with("/format", json!("etown-trust/2")),
        with("/journals/0/id", json!("abc")),
        with("/keys/0/vkey", json!("zone.example+00000000+AQID")),
        with("/keys/0/valid_from_microseconds", json!("now")),
        good.to_string().replace("\"origin\"", "\"unknown\":1,\"origin\""),
    ] {
        assert!(TrustFile::parse(text.as_bytes()).is_err(), "{text}");
    }
}

#[test]
fn a_receipt_larger_than_its_limit_is_refused_unread() {
    let (_dir, journal) = journal_of(1);
    let refusal = verify(&vec![b' '; (16 << 20) + 1], &journal.trust(), AT).expect_err("it is refused");
    assert!(matches!(refusal, VerifyRefusal::ReceiptMalformed(_)));
}

proptest::proptest! {
    #[test]
    fn arbitrary_bytes_never_panic(bytes: Vec<u8>, text: String) {
        let _ = Receipt::parse(&bytes);
        let _ = Receipt::parse(text.as_bytes());
        let _ = TrustFile::parse(&bytes);
    }

    #[test]
    fn a_receipt_with_any_byte_changed_is_refused_or_says_the_same(at: usize, to: u8) {
        static RECEIPT: std::sync::LazyLock<(String, TrustFile)> = std::sync::LazyLock::new(|| {
            let (_dir, journal) = journal_of(40);
            (journal.receipt(5, Disclose::Only(&["command"])).unwrap().unwrap().to_json(), journal.trust())
        });
        let (text, trust) = &*RECEIPT;
        let original = verify(text.as_bytes(), trust, AT).unwrap();
        let mut bytes = text.clone().into_bytes();
        let length = bytes.len();
        bytes[at % length] = to;
        if let Ok(verified) = verify(&bytes, trust, AT) {
            proptest::prop_assert_eq!(verified, original);
        }
    }
}
