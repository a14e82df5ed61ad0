//! Who may use the paths of investment projects, work permits, platforms and institutions.

use std::collections::BTreeMap;

use serde_json::{Value, json};

use super::super::international::{activity, edition, facts, furnish, partner, points_table, project};
use super::super::zone::{Person, Zone};
use super::{HOLDERS, Row};
use Person::{Administrator, Auditor, Clerk, Customs, InvestmentDesk};

const DESK: &[Person] = &[InvestmentDesk];
const ASKING: &[Person] = &[Clerk, InvestmentDesk];
const READERS: &[Person] = &[InvestmentDesk, Auditor, Customs, Administrator];
const READERS_OF_THE_EMPLOYER: &[Person] = &[Clerk, InvestmentDesk, Auditor, Customs, Administrator];

pub(super) fn rows(zone: &Zone, things: &BTreeMap<&'static str, String>) -> Vec<Row> {
    let read = |operation, may| Row { operation, may, body: None };
    let row = |operation, may, body: Value| Row { operation, may, body: Some(body) };
    let reason = json!({"reason": "not as it should be"});
    let assessment = json!({"employer": zone.enterprise, "facts": facts()});
    let enterprise = json!({"enterprise": zone.enterprise});
    let end = json!({"on": "2026-03-01", "reason": "the agreement ran out"});
    let platform = json!({"kind": "talent_exchange", "facts": partner("虚构平台二"),
        "members": [things["institution"]]});
    let institution = json!({"kind": "other", "facts": partner("虚构机构二")});
    let advance = json!({"stage": "visit", "on": "2026-03-02", "note": ""});
    let condition = json!({"item": "1", "met_by": "articles of association"});
    let screen = json!({"edition": "2024"});
    vec![
        read("GET /negative-lists", HOLDERS),
        read("GET /points-tables", HOLDERS),
        read("GET /institutions", HOLDERS),
        read("GET /institutions/{institution}", HOLDERS),
        read("GET /platforms", HOLDERS),
        read("GET /platforms/{platform}", HOLDERS),
        read("GET /investment-projects", HOLDERS),
        read("GET /investment-projects/{project}", READERS),
        read("GET /talent-assessments", HOLDERS),
        read("GET /talent-assessments/{talent}", READERS_OF_THE_EMPLOYER),
        row("POST /negative-lists", &[Administrator], edition("2030", "2030-01-01")),
        row("POST /points-tables", &[Administrator], points_table("2030", "2030-01-01")),
        row("POST /investment-projects", DESK, json!({"project": project(), "on": "2026-03-01"})),
        row("POST /investment-projects/{project}/screen", DESK, screen),
        row("POST /investment-projects/{project}/record-condition", DESK, condition),
        row("POST /investment-projects/{project}/advance", DESK, advance),
        row("POST /investment-projects/{project}/name-enterprise", DESK, enterprise),
        row("PUT /investment-projects/{project}", DESK, project()),
        row("POST /investment-projects/{project}/drop", DESK, reason.clone()),
        row("POST /talent-scores", HOLDERS, facts()),
        row("POST /talent-assessments", ASKING, assessment),
        row("POST /talent-assessments/{talent}/confirm", DESK, json!({})),
        row("POST /talent-assessments/{talent}/decline", DESK, reason),
        row("POST /institutions", DESK, institution),
        row("POST /institutions/{institution}/activities", DESK, activity()),
        row("POST /platforms", DESK, platform),
        row("POST /platforms/{platform}/activities", DESK, activity()),
        row("POST /platforms/{platform}/end", DESK, end.clone()),
        row("POST /institutions/{institution}/end", DESK, end),
    ]
}

/// A project, an assessment that the clerk asked for, an institution and a platform.
pub(super) async fn things(zone: &Zone) -> Vec<(&'static str, String)> {
    furnish(zone).await;
    let opened = json!({"project": project(), "on": "2026-03-01"});
    let project = zone.post(InvestmentDesk, "/investment-projects", &opened).wants(201).await.id();
    let asked = json!({"employer": zone.enterprise, "facts": facts()});
    let talent = zone.post(Clerk, "/talent-assessments", &asked).wants(201).await.id();
    let institution = json!({"kind": "chamber_of_commerce", "facts": partner("虚构商会")});
    let institution = zone.post(InvestmentDesk, "/institutions", &institution).wants(201).await.id();
    let platform = json!({"kind": "industrial_park", "facts": partner("虚构平台"), "members": []});
    let platform = zone.post(InvestmentDesk, "/platforms", &platform).wants(201).await.id();
    vec![("project", project), ("talent", talent), ("institution", institution), ("platform", platform)]
}
