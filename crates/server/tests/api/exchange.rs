//! Two zones behind two routers, and files that are carried from one to the other.

use serde_json::{Value, json};

use super::papers::METAL;
use super::zone::{Person, Zone};
use Person::{Administrator, Clerk, Customs, OtherClerk, OtherCustoms};

/// A zone with a book that holds 100 of metal.
pub(crate) struct Side {
    pub(crate) zone: Zone,
    pub(crate) book: String,
}

impl Side {
    pub(crate) async fn new(origin: &str) -> Self {
        let zone = Zone::with_origin(origin).await;
        let book = zone.book("H01012600011").await;
        zone.import(&book, "100").await;
        Self { zone, book }
    }

    /// Sends metal to a partner; returns the consignment and the body that presents its transport document.
    pub(crate) async fn dispatched(&self, partner: &str, quantity: &str) -> (String, Value) {
        let paper = consignment(&self.book, partner, quantity);
        let consignment = self.zone.post(Clerk, "/consignments", &paper).wants(201).await.id();
        let path = format!("/consignments/{consignment}/dispatch");
        self.zone.post(Customs, &path, &json!({})).wants(200).await;
        let file = self.file(&consignment).await;
        (consignment, file)
    }

    /// The body that presents the file of a consignment.
    async fn file(&self, consignment: &str) -> Value {
        let file = self.zone.get(Clerk, &format!("/consignments/{consignment}/document")).wants(200).await;
        json!({"receipt": String::from_utf8(file.bytes.clone()).expect("text")})
    }

    async fn shown(&self, consignment: &str) -> Value {
        self.zone.read(Clerk, &format!("/consignments/{consignment}")).await
    }

    /// Actual and available of metal.
    async fn metal(&self) -> [String; 2] {
        let items = self.zone.read(Clerk, &format!("/books/{}/items", self.book)).await;
        let rows = items["rows"].as_array().expect("rows");
        let row = rows.iter().find(|row| row["number"] == METAL).expect("metal");
        ["actual", "available"].map(|name| row[name].as_str().expect("a quantity").to_owned())
    }
}

/// Makes the other zone a partner of the zone.
pub(crate) async fn trust(zone: &Zone, other: &Zone, code: &str) {
    let body = json!({"code": code, "name": "虚构邻区", "name_english": "Invented Neighbour Zone",
        "trust_file": other.engine.trust_file()});
    zone.post(Administrator, "/partner-zones", &body).wants(201).await;
}

/// Metal for the clerk's enterprise, which both zones know.
pub(crate) fn consignment(book: &str, partner: &str, quantity: &str) -> Value {
    let recipient = etown_values::check_character("91110302MA0000001").expect("a check character");
    json!({"book": book, "partner": partner, "recipient": format!("91110302MA0000001{recipient}"),
        "lines": [{"item": METAL, "quantity": quantity, "unit_price": "41.5"}]})
}

fn into(book: &str) -> Value {
    json!({"book": book, "lines": [{"line": 1, "item": METAL}]})
}

async fn both() -> (Side, Side) {
    let (a, b) = (Side::new("a.example/journal").await, Side::new("b.example/journal").await);
    trust(&a.zone, &b.zone, "B").await;
    trust(&b.zone, &a.zone, "A").await;
    (a, b)
}

#[tokio::test]
async fn goods_leave_by_a_file_and_are_posted_by_the_answer() {
    let (a, b) = both().await;
    let (consignment, document) = a.dispatched("B", "40").await;
    assert_eq!(a.metal().await, ["100.00000", "60.00000"]);
    let shown = a.shown(&consignment).await;
    assert_eq!((&shown["status"], &shown["days_left"]), (&json!("in_transit"), &json!(14)));
    assert_eq!(
        (&shown["direction"], &shown["partner_name_english"]),
        (&json!("outbound"), &json!("Invented Neighbour Zone"))
    );

    let incoming = b.zone.post(OtherCustoms, "/incoming-consignments", &document).wants(201).await.id();
    let tasks = b.zone.read(Customs, "/tasks?role=customs_officer").await;
    let task =
        tasks["rows"].as_array().expect("rows").iter().find(|task| task["kind"] == "answer_consignment");
    assert_eq!(task.expect("a task")["subject_number"], shown["number"]);
    let path = |rest: &str| format!("/incoming-consignments/{incoming}/{rest}");
    b.zone.post(OtherCustoms, &path("accept"), &into(&b.book)).refused(403, "MAKER_IS_CHECKER").await;
    b.zone.get(Clerk, &format!("/consignments/{incoming}/document")).refused(409, "CONSIGNMENT_STATUS").await;
    b.zone.post(Customs, &path("accept"), &into(&b.book)).wants(200).await;
    assert_eq!(b.metal().await, ["140.00000", "140.00000"]);
    let there = b.shown(&incoming).await;
    assert_eq!((&there["status"], &there["book"]), (&json!("accepted"), &json!(b.book)));
    assert_eq!(there["proof"]["position"], shown["document_position"]);
    let lots = b.zone.read(Clerk, &format!("/books/{}/items/{METAL}/lots?open=true", b.book)).await;
    let source = &lots["rows"][1]["source"];
    assert_eq!((&source["document_kind"], &source["document_id"]), (&json!("consignment"), &json!(incoming)));

    let answer = b.file(&incoming).await;
    a.zone.post(Clerk, &format!("/consignments/{consignment}/answer"), &answer).wants(200).await;
    assert_eq!(a.metal().await, ["60.00000", "60.00000"]);
    let shown = a.shown(&consignment).await;
    assert_eq!((&shown["status"], &shown["days_left"]), (&json!("accepted"), &Value::Null));
    let postings = a.zone.read(Clerk, &format!("/books/{}/postings?item={METAL}", a.book)).await;
    assert_eq!(postings["rows"][0]["document_number"], shown["number"]);
}

#[tokio::test]
async fn a_file_that_is_shown_again_changed_or_to_another_zone_is_refused() {
    let (a, b) = both().await;
    let (consignment, document) = a.dispatched("B", "40").await;
    let incoming = b.zone.post(OtherCustoms, "/incoming-consignments", &document).wants(201).await;
    let before = b.zone.fingerprint();
    let again = b.zone.post(Clerk, "/incoming-consignments", &document);
    let problem = again.refused(409, "CONSIGNMENT_SEEN").await;
    assert_eq!(problem["cites_position"], incoming.position());
    let text = document["receipt"].as_str().expect("text").replace("40.00000", "90.00000");
    let changed = b.zone.post(Clerk, "/incoming-consignments", &json!({"receipt": text}));
    let problem = changed.refused(422, "RECEIPT_NOT_PROVEN").await;
    assert_eq!(problem["numbers"], json!([{"name": "why", "value": "sections_differ"}]));
    let nonsense = b.zone.post(Clerk, "/incoming-consignments", &json!({"receipt": "{}"}));
    nonsense.refused(422, "RECEIPT_UNREADABLE").await;
    b.zone
        .post(Clerk, "/incoming-consignments", &json!({"receipt": ""}))
        .refused(400, "UNEXPECTED_CONTENT")
        .await;
    let third = Side::new("c.example/journal").await;
    third.zone.post(Clerk, "/incoming-consignments", &document).refused(422, "ORIGIN_NOT_REGISTERED").await;
    trust(&third.zone, &a.zone, "A").await;
    third.zone.post(Clerk, "/incoming-consignments", &document).refused(422, "NOT_ADDRESSED_HERE").await;
    b.zone.post(OtherClerk, "/incoming-consignments", &document).refused(403, "NOT_PERMITTED").await;
    assert_eq!(b.zone.fingerprint(), before, "what is refused leaves no trace");

    let path = format!("/incoming-consignments/{}/refuse", incoming.id());
    b.zone.post(Customs, &path, &json!({"reason": "the seal is broken"})).wants(200).await;
    let answer = b.file(&incoming.id()).await;
    let (another, _) = a.dispatched("B", "1").await;
    let record = |consignment: &str| format!("/consignments/{consignment}/answer");
    a.zone.post(Clerk, &record(&another), &answer).refused(422, "ANSWER_NOT_OURS").await;
    a.zone.post(Clerk, &record(&consignment), &answer).wants(200).await;
    a.zone.post(Customs, &record(&consignment), &answer).refused(409, "ANSWER_RECORDED").await;
    let shown = a.shown(&consignment).await;
    assert_eq!((&shown["status"], &shown["reason"]), (&json!("refused"), &json!("the seal is broken")));
    assert_eq!(a.metal().await, ["100.00000", "99.00000"]);
}

#[tokio::test]
async fn silence_stands_on_the_worklist_and_on_the_consignment() {
    let (a, _b) = both().await;
    let (consignment, _) = a.dispatched("B", "40").await;
    a.zone.clock.advance(20 * 86_400 * 1_000_000);
    assert_eq!(a.zone.engine.act_on_due_dates().done, 1);
    let shown = a.shown(&consignment).await;
    assert_eq!((&shown["status"], &shown["days_left"]), (&json!("in_transit"), &json!(-6)));
    let exceptions = a.zone.read(Clerk, "/exceptions").await;
    let exception = &exceptions["rows"][0];
    assert_eq!(
        (&exception["kind"], &exception["consignment"]),
        (&json!("answer_missing"), &json!(consignment))
    );
    assert_eq!((&exception["id"], &exception["report"]), (&shown["exception"], &Value::Null));
    let paper = super::exchange::consignment(&a.book, "B", "1");
    a.zone.post(Clerk, "/consignments", &paper).refused(409, "BLOCKED_BY_EXCEPTION").await;
}

#[tokio::test]
async fn partner_zones_are_listed_with_their_keys_and_renewed_and_suspended() {
    let (a, b) = both().await;
    let partners = a.zone.read(Clerk, "/partner-zones").await;
    let partner = &partners["rows"][0];
    assert_eq!((&partner["code"], &partner["origin"]), (&json!("B"), &json!("b.example/journal")));
    assert!(
        partner["keys"][0].as_str().is_some_and(|key| key.starts_with("b.example/journal+")),
        "{partner}"
    );
    b.zone.engine.rotate_key().expect("a new key");
    let trust_file = json!({"trust_file": b.zone.engine.trust_file()});
    let renew = a.zone.post(Administrator, "/partner-zones/B/renew-trust", &trust_file);
    renew.if_match("\"7\"").refused(412, "STALE_REVISION").await;
    a.zone.post(Administrator, "/partner-zones/B/renew-trust", &trust_file).wants(200).await;
    let nonsense = json!({"trust_file": "{}"});
    let problem = a.zone.post(Administrator, "/partner-zones/B/renew-trust", &nonsense);
    problem.refused(422, "TRUST_FILE_UNUSABLE").await;
    let reason = json!({"reason": "a key leaked"});
    a.zone.post(Administrator, "/partner-zones/B/suspend", &reason).wants(200).await;
    let partners = a.zone.read(Clerk, "/partner-zones").await;
    let partner = &partners["rows"][0];
    assert_eq!(
        (&partner["status"], partner["keys"].as_array().map(Vec::len)),
        (&json!("suspended"), Some(2))
    );
    a.zone.post(Administrator, "/partner-zones/B/resume", &reason).wants(200).await;
    a.zone
        .post(Administrator, "/partner-zones/X/suspend", &reason)
        .refused(404, "UNKNOWN_PARTNER_ZONE")
        .await;
}
