//! Industries over the interface: lists, counts and quotients, and what enterprises belong to.

use serde_json::json;

use super::papers;
use super::zone::Person::{Clerk, InvestmentDesk, OtherClerk};
use super::zone::Zone;

async fn furnished() -> Zone {
    let zone = Zone::new().await;
    zone.post(InvestmentDesk, "/scopes", &papers::scopes()).wants(201).await;
    zone.post(InvestmentDesk, "/industry/classifications", &papers::classification("gb")).wants(201).await;
    zone
}

#[tokio::test]
async fn a_dashboard_shows_quotients_with_their_formula_counts_and_thresholds() {
    let zone = furnished().await;
    let record = |table| zone.post(InvestmentDesk, "/industry/statistics", &table);
    record(papers::statistics("etown", "10000", &[("39", 3_000), ("27", 0)])).wants(201).await;
    record(papers::statistics("china", "1000000", &[("39", 100_000), ("27", 0), ("3973", 9)]))
        .wants(201)
        .await;
    let path = "/industry/dashboard?scheme=gb&scope=etown&base=china&counted=employees";
    let shown = zone.read(Clerk, path).await;
    assert_eq!(shown["formula"], "(class in scope / scope) / (class in base / base)");
    assert_eq!((&shown["as_of"], &shown["in_scope"]["total"]), (&json!("2025-12-31"), &json!(10_000)));
    assert_eq!(
        shown["thresholds"][0],
        json!({"name": "industry.specialised.quotient_min", "value": "1", "is_verified": false})
    );
    let line = |place: usize| &shown["lines"][place];
    assert_eq!(line(0)["quotient"], "3.0000");
    assert_eq!((&line(0)["is_specialised"], &line(0)["is_strong"]), (&json!(true), &json!(true)));
    assert_eq!((&line(0)["class_in_scope"], &line(0)["class_in_base"]), (&json!(3_000), &json!(100_000)));
    assert_eq!((&line(1)["quotient"], &line(1)["class_in_scope"]), (&json!(null), &json!(null)));
    assert_eq!(
        (&line(2)["quotient"], &line(2)["class_in_scope"]),
        (&json!(null), &json!(0)),
        "zero base: null"
    );
    assert_eq!(line(2)["is_specialised"], json!(null));
    let empty = zone.read(Clerk, "/industry/dashboard?scheme=gb&scope=jjj&base=china&counted=firms").await;
    assert_eq!((&empty["as_of"], &empty["lines"][0]["quotient"]), (&json!(null), &json!(null)));
    let unknown = "/industry/dashboard?scheme=nothing&scope=etown&base=china&counted=firms";
    zone.get(Clerk, unknown).refused(404, "UNKNOWN_CLASSIFICATION").await;
    let nowhere = "/industry/dashboard?scheme=gb&scope=nowhere&base=china&counted=firms";
    zone.get(Clerk, nowhere).refused(422, "UNKNOWN_SCOPE").await;
}

#[tokio::test]
async fn an_enterprise_declares_its_classes_and_sees_them_confirmed() {
    let zone = furnished().await;
    let path = |rest: &str| format!("/industry/enterprises/{}{rest}", zone.enterprise);
    zone.post(Clerk, &path("/declare"), &papers::mapping(&["3973"], "2026-01-01")).wants(201).await;
    let waiting = zone.read(Clerk, &path("")).await;
    assert_eq!((&waiting["mappings"], &waiting["declaration"]["classes"]), (&json!([]), &json!(["3973"])));
    let tasks = zone.read(InvestmentDesk, "/tasks").await;
    assert_eq!(tasks["rows"][0]["kind"], "confirm_classes");
    zone.post(InvestmentDesk, &path("/confirm"), &json!({})).wants(200).await;
    let again = zone.post(InvestmentDesk, &path("/confirm"), &json!({}));
    again.refused(409, "NO_CLASS_DECLARATION").await;
    let shown = zone.read(Clerk, &path("")).await;
    assert_eq!((&shown["mappings"][0]["classes"], &shown["declaration"]), (&json!(["3973"]), &json!(null)));
    let position = shown["mappings"][0]["evidence"]["position"].as_u64().expect("its entry");
    zone.get(Clerk, &format!("/journal/entries/{position}/receipt")).wants(200).await;
    let of = |class: &str| format!("/industry/enterprises?scheme=gb&class={class}");
    assert_eq!(zone.read(InvestmentDesk, &of("39")).await["rows"][0]["enterprise"], zone.enterprise);
    assert_eq!(zone.read(OtherClerk, &of("39")).await["rows"], json!([]), "others see nothing of it");
    assert_eq!(zone.read(InvestmentDesk, &of("27")).await["rows"], json!([]));
    zone.get(OtherClerk, &path("")).refused(404, "UNKNOWN_ENTERPRISE").await;
    let history = zone.read(Clerk, &format!("/journal/entries?subject={}", zone.enterprise)).await;
    assert!(history["rows"].as_array().is_some_and(|rows| rows.len() >= 2), "{history}");
}

#[tokio::test]
async fn what_is_wrong_is_refused_with_its_place() {
    let zone = furnished().await;
    let before = zone.fingerprint();
    let post = |path: &str, body: serde_json::Value| zone.post(InvestmentDesk, path, &body);
    let mut many = papers::classification("many");
    let class = many["classes"][2].clone();
    many["classes"] = (0..1_001)
        .map(|code| {
            let mut class = class.clone();
            class["code"] = json!(code.to_string());
            class
        })
        .collect();
    let problem = post("/industry/classifications", many).refused(409, "TOO_MANY_CLASS_ROWS").await;
    assert_eq!(problem["largest_accepted"], "1000");
    let wrong = papers::statistics("etown", "10", &[("39", 11)]);
    let problem = post("/industry/statistics", wrong).refused(422, "STATISTICS_CONTENT").await;
    assert_eq!(problem["field"], "rows[0]");
    let mut late = papers::mapping(&["27"], "2026-01-01");
    late["evidence"]["dated"] = json!("2027-01-01");
    let path = format!("/industry/enterprises/{}/classify", zone.enterprise);
    let problem = post(&path, late).refused(422, "EVIDENCE_CONTENT").await;
    assert_eq!(problem["field"], "evidence.dated");
    let mut odd = papers::mapping(&["27"], "2026-01-01");
    odd["evidence"]["kind"] = json!("guessed");
    post(&path, odd).refused(400, "UNEXPECTED_CONTENT").await;
    post(
        "/industry/hs-classes/84/override",
        json!({"scheme": "gb", "classes": ["27"], "reason": "too short"}),
    )
    .refused(422, "HS_CLASSES_CONTENT")
    .await;
    assert_eq!(zone.fingerprint(), before, "a refused command changes nothing");
}
