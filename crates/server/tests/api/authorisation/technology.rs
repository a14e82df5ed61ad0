//! Who may use the paths of disclosures and technology contracts.

use std::collections::BTreeMap;

use serde_json::{Value, json};

use super::super::papers;
use super::super::technology::{accepted, assessment, contract, disclosure, furnish};
use super::super::zone::{Person, Zone};
use super::{HOLDERS, Row};
use Person::{Administrator, Auditor, Clerk, Customs, InvestmentDesk};

const DESK: &[Person] = &[InvestmentDesk];
const ASKING: &[Person] = &[Clerk, InvestmentDesk];
const READERS: &[Person] = &[Clerk, InvestmentDesk, Auditor, Customs, Administrator];

pub(super) fn rows(zone: &Zone, things: &BTreeMap<&'static str, String>) -> Vec<Row> {
    let read = |operation, may| Row { operation, may, body: None };
    let row = |operation, may, body: Value| Row { operation, may, body: Some(body) };
    let income = json!({"received_on": "2026-03-02", "amount_yuan": "1.00"});
    let product = json!({"product": "panel", "evidence": papers::evidence()});
    let without_reason = json!({"product": "panel", "reason": "   "});
    vec![
        read("GET /disclosures", HOLDERS),
        read("GET /disclosures/{disclosure}", READERS),
        read("GET /technology-contracts", HOLDERS),
        read("GET /technology-contracts/{technology_contract}", READERS),
        read("GET /enterprises/{enterprise}/technology-income-tax?year=2026", READERS),
        row("POST /disclosures", ASKING, disclosure(&zone.enterprise)),
        row("POST /disclosures/{disclosure}/assess", DESK, assessment("accepted")),
        row("POST /technology-contracts", ASKING, contract(&things["disclosure"], "C-2")),
        row("POST /technology-contracts/{technology_contract}/register", DESK, json!({})),
        row("POST /technology-contracts/{technology_contract}/income", ASKING, income),
        row("POST /technology-contracts/{technology_contract}/products", ASKING, product),
        row("POST /technology-contracts/{technology_contract}/products/withdraw", ASKING, without_reason),
        row(
            "POST /technology-contracts/{technology_contract}/return",
            DESK,
            json!({"reason": "prices are not told apart"}),
        ),
    ]
}

/// An accepted disclosure of the clerk's enterprise and a contract about it.
pub(super) async fn things(zone: &Zone) -> Vec<(&'static str, String)> {
    furnish(zone).await;
    let disclosure = accepted(zone).await;
    let paper = contract(&disclosure, "C-1");
    let contract = zone.post(Clerk, "/technology-contracts", &paper).wants(201).await.id();
    vec![("disclosure", disclosure), ("technology_contract", contract)]
}
