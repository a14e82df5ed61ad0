//! Key tasks from filing to confirmation, their ratios, and evidence that is refused.

use serde_json::{Value, json};

use super::zone::{Person, Zone};
use Person::{Auditor, LandDesk, Newcomer, ProgrammeDesk};

pub(crate) fn programme() -> Value {
    json!({"name": "独立创新任务", "name_english": "Independent innovation tasks", "issuer": "Invented Office",
        "launched_target_percent": "90", "completed_target_percent": null})
}

pub(crate) fn key_task(number: u32) -> Value {
    json!({"number": number, "title": "一号任务", "title_english": "Task one", "lead": "land_officer",
        "due": "2026-06-30", "milestones": []})
}

pub(super) fn pilot() -> Value {
    json!({"measure": "试点措施", "measure_english": "An invented measure", "document": "Invented document 1",
        "issued_on": "2026-01-05", "lead": "land_officer"})
}

pub(super) fn citing(position: u64) -> Value {
    json!([{"position": position, "shows": "the permit"}])
}

async fn filed(zone: &Zone, tasks: u32) -> (String, Vec<String>) {
    let id = zone.post(ProgrammeDesk, "/programmes", &programme()).wants(201).await.id();
    let mut made = Vec::new();
    for number in 1..=tasks {
        let path = format!("/programmes/{id}/tasks");
        made.push(zone.post(ProgrammeDesk, &path, &key_task(number)).wants(201).await.id());
    }
    (id, made)
}

#[tokio::test]
async fn twenty_six_of_twenty_nine_are_not_ninety_percent() {
    let zone = Zone::new().await;
    let (programme, tasks) = filed(&zone, 29).await;
    for task in &tasks[..26] {
        let report = json!({"step": "launch", "evidence": citing(0)});
        zone.post(LandDesk, &format!("/key-tasks/{task}/report"), &report).wants(200).await;
        zone.post(ProgrammeDesk, &format!("/key-tasks/{task}/confirm"), &json!({})).wants(200).await;
    }
    let shown = zone.read(Auditor, &format!("/programmes/{programme}")).await;
    let launched = &shown["programme"]["launched"];
    assert_eq!(launched["count"], 26);
    assert_eq!(launched["is_met"], false);
    assert_eq!(launched["percent"], "89.655");
    assert_eq!(shown["programme"]["completed"]["is_met"], Value::Null);
    assert_eq!(shown["tasks"][0]["status"], "launched");
    assert_eq!(shown["tasks"][28]["status"], "planned");
}

#[tokio::test]
async fn a_reported_step_waits_on_the_worklist_and_shows_its_evidence() {
    let zone = Zone::new().await;
    let (_, tasks) = filed(&zone, 1).await;
    let path = format!("/key-tasks/{}", tasks[0]);
    let report = json!({"step": "launch", "evidence": citing(0)});
    zone.post(LandDesk, &format!("{path}/report"), &report).wants(200).await;
    let waiting = zone.read(ProgrammeDesk, "/tasks").await;
    assert_eq!(waiting["rows"][0]["kind"], "confirm_progress");
    assert_eq!(waiting["rows"][0]["subject_number"], "一号任务");
    let shown = zone.read(LandDesk, &path).await;
    assert_eq!(shown["reported"]["evidence"][0]["position"], 0);
    assert_eq!(shown["reported"]["reported_by_name"], "LandDesk 虚构");
    let call = zone.call(ProgrammeDesk, "POST", &format!("{path}/confirm"));
    call.key("old").if_match("\"1\"").json(&json!({})).refused(412, "STALE_REVISION").await;
}

#[tokio::test]
async fn evidence_that_is_missing_unknown_or_the_programmes_own_is_refused() {
    let zone = Zone::new().await;
    let (_, tasks) = filed(&zone, 1).await;
    let path = format!("/key-tasks/{}/report", tasks[0]);
    let report = |evidence: Value| json!({"step": "launch", "evidence": evidence});
    let own = zone.engine.position() - 1;
    zone.post(LandDesk, &path, &report(json!([]))).refused(422, "EVIDENCE_MISSING").await;
    zone.post(LandDesk, &path, &report(citing(9_999_999))).refused(422, "EVIDENCE_UNKNOWN").await;
    zone.post(LandDesk, &path, &report(citing(own))).refused(422, "EVIDENCE_CIRCULAR").await;
    let complete = json!({"step": "complete", "evidence": citing(0)});
    zone.post(LandDesk, &path, &complete).refused(409, "PROGRESS_ORDER").await;
    zone.post(Newcomer, &path, &report(citing(0))).refused(403, "NOT_PERMITTED").await;
}

#[tokio::test]
async fn a_desk_reads_the_entries_and_receipts_of_its_own_part_alone() {
    let zone = Zone::new().await;
    let (_, tasks) = filed(&zone, 1).await;
    let rows = zone.read(ProgrammeDesk, "/journal/entries").await;
    let kinds: Vec<&str> =
        rows["rows"].as_array().expect("rows").iter().filter_map(|row| row["kind"].as_str()).collect();
    assert_eq!(kinds, ["programme.add_key_task", "programme.open_programme"]);
    let position = rows["rows"][0]["position"].as_u64().expect("a position");
    let receipt = format!("/journal/entries/{position}/receipt");
    zone.get(ProgrammeDesk, &receipt).wants(200).await;
    let denied = zone.get(LandDesk, &receipt).send().await;
    assert_eq!(denied.status.as_u16(), 404);
    assert_eq!(tasks.len(), 1);
}
