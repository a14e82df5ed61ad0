//! Who may use the paths of the exchange between zones.

use std::collections::BTreeMap;

use serde_json::{Value, json};

use super::super::exchange::{Side, consignment, trust};
use super::super::papers::METAL;
use super::super::zone::{Person, Zone};
use super::{HOLDERS, READERS_OF_THE_BOOK, Row};
use Person::{Administrator, Clerk, Customs, OtherClerk};

/// A partner zone, a consignment that waits for customs, and one that came in.
pub(super) async fn things(zone: &Zone) -> [(&'static str, String); 4] {
    let other = Side::new("other.example/journal").await;
    trust(zone, &other.zone, "other").await;
    trust(&other.zone, zone, "here").await;
    let (_, document) = other.dispatched("here", "4").await;
    let incoming = zone.post(Clerk, "/incoming-consignments", &document).wants(201).await.id();
    let book = zone.book("H01012600021").await;
    let leaving = consignment(&book, "other", "1");
    let leaving = zone.post(Clerk, "/consignments", &leaving).wants(201).await.id();
    [
        ("partner_zone", "other".to_owned()),
        ("consignment", leaving),
        ("incoming", incoming),
        ("book_of_consignments", book),
    ]
}

pub(super) fn rows(zone: &Zone, things: &BTreeMap<&'static str, String>) -> Vec<Row> {
    let read = |operation, may| Row { operation, may, body: None };
    let row = |operation, may, body: Value| Row { operation, may, body: Some(body) };
    let book = things["book_of_consignments"].as_str();
    let own = json!({"code": "own", "name": "本区", "name_english": "This zone", "trust_file": zone.engine.trust_file()});
    let trust_file = json!({"trust_file": zone.engine.trust_file()});
    let reason = json!({"reason": "a key leaked"});
    let receipt = json!({"receipt": "no receipt at all"});
    let places = json!({"book": book, "lines": [{"line": 1, "item": METAL}]});
    vec![
        read("GET /partner-zones", HOLDERS),
        read("GET /consignments", HOLDERS),
        read("GET /consignments/{consignment}", READERS_OF_THE_BOOK),
        read("GET /consignments/{consignment}/document", READERS_OF_THE_BOOK),
        row("POST /partner-zones", &[Administrator], own),
        row("POST /partner-zones/{partner_zone}/renew-trust", &[Administrator], trust_file),
        row("POST /consignments", &[Clerk], consignment(book, "other", "1")),
        row("POST /consignments/{consignment}/dispatch", &[Customs], json!({})),
        row("POST /consignments/{consignment}/withdraw", &[Clerk, Customs], reason.clone()),
        row("POST /consignments/{consignment}/answer", &[Clerk, Customs], receipt.clone()),
        row("POST /incoming-consignments", &[Clerk, OtherClerk, Customs], receipt),
        row("POST /incoming-consignments/{incoming}/accept", &[Customs], places),
        row("POST /incoming-consignments/{incoming}/refuse", &[Customs], reason.clone()),
        row("POST /partner-zones/{partner_zone}/suspend", &[Administrator], reason.clone()),
        row("POST /partner-zones/{partner_zone}/resume", &[Administrator], reason),
    ]
}
