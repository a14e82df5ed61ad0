//! Who may do what with programmes, key tasks and pilots: everybody with a grant reads, desks report, programme officers
//! decide.

use serde_json::{Value, json};

use super::super::programme::{citing, key_task, pilot, programme};
use super::super::zone::{Person, Zone};
use super::{HOLDERS, Row};
use Person::{LandDesk, ProgrammeDesk};

pub(super) async fn things(zone: &Zone) -> Vec<(&'static str, String)> {
    let programme_id = zone.post(ProgrammeDesk, "/programmes", &programme()).wants(201).await.id();
    let path = format!("/programmes/{programme_id}/tasks");
    let task = zone.post(ProgrammeDesk, &path, &key_task(1)).wants(201).await.id();
    let pilot = zone.post(ProgrammeDesk, "/pilots", &pilot()).wants(201).await.id();
    vec![("programme", programme_id), ("task", task), ("pilot", pilot)]
}

pub(super) fn rows() -> Vec<Row> {
    let read = |operation| Row { operation, may: HOLDERS, body: None };
    let row = |operation, may, body: Value| Row { operation, may, body: Some(body) };
    let report = json!({"step": "launch", "evidence": citing(0)});
    let first_use = json!({"used_on": "2026-03-01", "evidence": citing(0)});
    let result = json!({"result": "it works", "is_replicable": true, "evidence": citing(1)});
    vec![
        read("GET /programmes"),
        read("GET /programmes/{programme}"),
        read("GET /key-tasks/{task}"),
        read("GET /pilots"),
        read("GET /pilots/{pilot}"),
        row("POST /programmes", &[ProgrammeDesk], programme()),
        row("POST /programmes/{programme}/tasks", &[ProgrammeDesk], key_task(2)),
        row("POST /key-tasks/{task}/report", &[LandDesk], report),
        row("POST /key-tasks/{task}/confirm", &[ProgrammeDesk], json!({})),
        row("POST /key-tasks/{task}/return", &[ProgrammeDesk], json!({"reason": "another parcel"})),
        row("POST /pilots", &[ProgrammeDesk], pilot()),
        row("POST /pilots/{pilot}/scenario", &[LandDesk], json!({"scenario": "one parcel"})),
        row("POST /pilots/{pilot}/first-use", &[LandDesk], first_use),
        row("POST /pilots/{pilot}/conclude", &[ProgrammeDesk], result),
    ]
}
