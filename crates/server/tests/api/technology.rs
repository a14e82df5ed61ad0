//! Disclosures, technology contracts and their tax effect over HTTP, and what bad input is answered.

use serde_json::{Value, json};

use super::papers::setting;
use super::zone::{Person, Zone};
use Person::{Administrator, Clerk, InvestmentDesk, OtherClerk};

pub(crate) fn disclosure(owner: &str) -> Value {
    json!({
        "title": "Invented coating", "kind": "invention", "field": "thin films",
        "owner": {"kind": "enterprise", "enterprise": owner},
    })
}

pub(crate) fn assessment(outcome: &str) -> Value {
    json!({
        "level": 6, "evidence": "report of the pilot line", "outcome": {"kind": outcome},
        "reason": "customers wait for it",
    })
}

pub(crate) fn contract(disclosure: &str, number: &str) -> Value {
    json!({
        "disclosure": disclosure, "kind": "transfer", "number": number,
        "recipient": {"kind": "outside", "name": "Nowhere Coatings AG"}, "signed_on": "2026-03-01",
        "total_price_yuan": "9000000.00", "technology_price_yuan": "8000000", "licence_months": null,
    })
}

/// Activates the term of assessments and what the tax rests on.
pub(crate) async fn furnish(zone: &Zone) {
    let parameters = json!({"parameters": [
        setting("technology.assessment.days", "90"),
        setting("technology.assessment.in_working_days", "0"),
        setting("technology.assessment.deferral_days_max", "365"),
        setting("technology.income_tax.rate", "0.25"),
        setting("technology.income_tax.exempt_to_yuan", "5000000"),
        setting("technology.income_tax.share_of_excess", "0.5"),
        setting("technology.income_tax.licence_months_min", "60"),
    ]});
    zone.post(Administrator, "/parameters", &parameters).wants(201).await;
}

/// A disclosure of the clerk's enterprise that the desk accepted.
pub(crate) async fn accepted(zone: &Zone) -> String {
    let id = zone.post(Clerk, "/disclosures", &disclosure(&zone.enterprise)).wants(201).await.id();
    zone.post(InvestmentDesk, &format!("/disclosures/{id}/assess"), &assessment("accepted")).wants(200).await;
    id
}

#[tokio::test]
async fn a_disclosure_becomes_a_registered_contract_with_a_tax_effect() {
    let zone = Zone::new().await;
    furnish(&zone).await;
    let id = zone.post(Clerk, "/disclosures", &disclosure(&zone.enterprise)).wants(201).await.id();
    let shown = zone.read(Clerk, &format!("/disclosures/{id}")).await;
    assert_eq!((&shown["assess_by"], &shown["status"]), (&json!("2026-05-31"), &json!("disclosed")));
    let assess = |paper: &Value| zone.post(InvestmentDesk, &format!("/disclosures/{id}/assess"), paper);
    let early = zone.post(Clerk, "/technology-contracts", &contract(&id, "C-1"));
    early.refused(409, "DISCLOSURE_NOT_ACCEPTED").await;
    let mut put_off = assessment("deferred");
    put_off["outcome"]["until"] = json!("2027-06-01");
    let refused = assess(&put_off).refused(422, "DEFERRAL").await;
    assert_eq!(refused["largest_accepted"], "2027-05-31");
    assess(&assessment("accepted")).wants(200).await;
    let contract_id = zone.post(Clerk, "/technology-contracts", &contract(&id, "C-1")).wants(201).await.id();
    let path = |rest: &str| format!("/technology-contracts/{contract_id}{rest}");
    let again = zone.post(Clerk, "/technology-contracts", &contract(&id, "C-1"));
    again.refused(409, "CONTRACT_NUMBER_TAKEN").await;
    zone.post(InvestmentDesk, &path("/register"), &json!({})).wants(200).await;
    zone.post(InvestmentDesk, &path("/register"), &json!({})).refused(409, "CONTRACT_REGISTERED").await;
    let income = |amount: &str| json!({"received_on": "2026-03-02", "amount_yuan": amount});
    zone.post(Clerk, &path("/income"), &income("3000000")).wants(200).await;
    zone.post(Clerk, &path("/income"), &income("5000000.00")).wants(200).await;
    let tax = format!("/enterprises/{}/technology-income-tax?year=2026", zone.enterprise);
    let year = zone.read(Clerk, &tax).await;
    let figures = ["income_yuan", "exempt_yuan", "excess_yuan", "tax_yuan", "without_relief_yuan"]
        .map(|name| year[name].as_str().unwrap_or_default().to_owned());
    assert_eq!(figures, ["8000000.00", "5000000.00", "3000000.00", "375000.00", "2000000.00"]);
    assert_eq!(year["lines"][0]["tax_yuan"], "0.00");
    assert_eq!(year["lines"][1]["cumulative_yuan"], "8000000.00");
    assert!(
        year["parameters"].as_array().is_some_and(|all| all.iter().all(|one| one["is_verified"] == false))
    );
    zone.get(OtherClerk, &tax).refused(404, "UNKNOWN_ENTERPRISE").await;
    zone.get(OtherClerk, &path("")).refused(404, "UNKNOWN_TECHNOLOGY_CONTRACT").await;
    let before = format!("/enterprises/{}/technology-income-tax?year=2019", zone.enterprise);
    zone.get(Clerk, &before).refused(409, "NO_VALUE_IN_FORCE").await;
}

#[tokio::test]
async fn a_recipient_reads_the_contract_and_not_what_it_brings() {
    let zone = Zone::new().await;
    furnish(&zone).await;
    let id = accepted(&zone).await;
    let mut paper = contract(&id, "C-1");
    paper["recipient"] = json!({"kind": "enterprise", "enterprise": zone.other_enterprise});
    let contract = zone.post(Clerk, "/technology-contracts", &paper).wants(201).await.id();
    let path = |rest: &str| format!("/technology-contracts/{contract}{rest}");
    zone.post(InvestmentDesk, &path("/register"), &json!({})).wants(200).await;
    let income = json!({"received_on": "2026-03-02", "amount_yuan": "10.00"});
    zone.post(Clerk, &path("/income"), &income).wants(200).await;
    assert_eq!(zone.read(Clerk, &path("")).await["income"][0]["amount_yuan"], "10.00");
    let read = zone.read(OtherClerk, &path("")).await;
    assert_eq!((&read["income"], &read["status"]), (&json!([]), &json!("registered")));
    zone.post(OtherClerk, &path("/income"), &income).refused(404, "UNKNOWN_TECHNOLOGY_CONTRACT").await;
}

#[tokio::test]
async fn bad_contracts_are_refused_with_their_place_and_the_largest_price() {
    let zone = Zone::new().await;
    furnish(&zone).await;
    let id = accepted(&zone).await;
    let file = |field: &str, value: Value| {
        let mut changed = contract(&id, "C-1");
        changed[field] = value;
        zone.post(Clerk, "/technology-contracts", &changed)
    };
    let dear = file("technology_price_yuan", json!("9000000.01")).refused(422, "TECHNOLOGY_PRICE").await;
    assert_eq!(
        (&dear["field"], &dear["largest_accepted"]),
        (&json!("technology_price"), &json!("9000000.00"))
    );
    file("technology_price_yuan", json!(8)).refused(400, "UNEXPECTED_CONTENT").await;
    file("technology_price_yuan", json!("8.001")).refused(400, "UNEXPECTED_CONTENT").await;
    file("kind", json!("gift")).refused(400, "UNEXPECTED_CONTENT").await;
    file("licence_months", json!(60)).refused(422, "LICENCE_TERM").await;
    file("signed_on", json!("2026-03-03")).refused(422, "CONTRACT_DATE").await;
    let owner = json!({"kind": "enterprise", "enterprise": zone.enterprise});
    file("recipient", owner).refused(422, "CONTRACT_PARTIES").await;
    let level = |level: Value| {
        let mut changed = assessment("accepted");
        changed["level"] = level;
        zone.post(InvestmentDesk, &format!("/disclosures/{id}/assess"), &changed)
    };
    level(json!(10)).refused(400, "UNEXPECTED_CONTENT").await;
    level(json!(9)).refused(409, "DISCLOSURE_STATUS").await;
}
