//! Who may use the paths of matters, applications and restrictions.

use serde_json::json;

use super::super::papers;
use super::super::zone::{Person, Zone};
use super::{HOLDERS, Row};
use Person::{Administrator, ApprovalDesk, Auditor, Clerk, Customs};

const READERS: &[Person] = &[Clerk, ApprovalDesk, Auditor, Customs, Administrator];
const DESK: &[Person] = &[ApprovalDesk];

/// A matter and an application of the clerk's enterprise.
pub(super) async fn things(zone: &Zone) -> [(&'static str, String); 2] {
    let matter = zone.post(ApprovalDesk, "/matters", &papers::notice()).wants(201).await.id();
    let application = papers::application(&zone.enterprise, &matter);
    let application = zone.post(Clerk, "/applications", &application).wants(201).await.id();
    [("matter", matter), ("application", application)]
}

pub(super) fn rows(zone: &Zone, matter: &str) -> Vec<Row> {
    let read = |operation, may| Row { operation, may, body: None };
    let row = |operation, may, body| Row { operation, may, body: Some(body) };
    let reason = || json!({"reason": "not as it should be"});
    let commitment = json!({"version": 1, "digest": "0".repeat(64)});
    let rectification = json!({"rectify_until": "2026-04-01", "reason": "not as it should be"});
    vec![
        read("GET /matters", HOLDERS),
        read("GET /matters/{matter}", HOLDERS),
        read("GET /restrictions", HOLDERS),
        read("GET /applications", HOLDERS),
        read("GET /applications/{application}", READERS),
        row("POST /matters", DESK, papers::notice()),
        row("POST /matters/{matter}/notices", DESK, papers::notice()),
        row("POST /applications", &[Clerk], papers::application(&zone.enterprise, matter)),
        row("POST /applications/{application}/commit", &[Clerk], commitment),
        row("POST /applications/{application}/grant", DESK, json!({})),
        row("POST /applications/{application}/refuse", DESK, reason()),
        row("POST /applications/{application}/verify", DESK, json!({})),
        row("POST /applications/{application}/rectify", DESK, rectification),
        row("POST /applications/{application}/revoke", DESK, reason()),
        row("POST /applications/{application}/repair", DESK, reason()),
    ]
}
