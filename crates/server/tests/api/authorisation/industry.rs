//! Who may use the paths of industries: the investment desk, and enterprises for themselves.

use serde_json::json;

use super::super::papers;
use super::super::zone::{Person, Zone};
use super::Person::{Administrator, Auditor, Clerk, Customs, InvestmentDesk};
use super::{HOLDERS, Row};

/// Scopes and a list of classes, which most paths need.
pub(super) async fn furnish(zone: &Zone) {
    zone.post(InvestmentDesk, "/scopes", &papers::scopes()).wants(201).await;
    zone.post(InvestmentDesk, "/industry/classifications", &papers::classification("gb")).wants(201).await;
    let table = papers::hs_classes(&[("848620", "3973"), ("848620", "27")]);
    zone.post(InvestmentDesk, "/industry/hs-classes", &table).wants(201).await;
}

pub(super) fn rows(_zone: &Zone) -> Vec<Row> {
    let read = |operation, may| Row { operation, may, body: None };
    let row = |operation, may, body| Row { operation, may, body: Some(body) };
    let desk: &[Person] = &[InvestmentDesk];
    let reason = json!({"reason": "not as it should be"});
    let choice = json!({"scheme": "gb", "classes": ["3973"], "reason": "reviewed with two makers"});
    vec![
        read("GET /industry/classifications", HOLDERS),
        read("GET /industry/dashboard?scheme=gb&scope=etown&base=china&counted=employees", HOLDERS),
        read("GET /industry/enterprises?scheme=gb", HOLDERS),
        read(
            "GET /industry/enterprises/{enterprise}",
            &[Clerk, InvestmentDesk, Auditor, Customs, Administrator],
        ),
        row("POST /industry/classifications", desk, papers::classification("other")),
        row("POST /industry/statistics", desk, papers::statistics("etown", "1000", &[("39", 300)])),
        row(
            "POST /industry/enterprises/{enterprise}/declare",
            &[Clerk],
            papers::mapping(&["3973"], "2026-01-01"),
        ),
        row("POST /industry/enterprises/{enterprise}/confirm", desk, json!({})),
        row("POST /industry/enterprises/{enterprise}/return", desk, reason.clone()),
        row("POST /industry/enterprises/{enterprise}/classify", desk, papers::mapping(&["27"], "2026-02-01")),
        row("POST /industry/hs-classes", desk, papers::hs_classes(&[("854231", "3973")])),
        row("POST /industry/hs-classes/{hs_code}/override", desk, choice),
        row("POST /industry/hs-classes/{hs_code}/withdraw-override", desk, reason),
    ]
}
