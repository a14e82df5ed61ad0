//! What is due over all parts: in order, overdue first, and for nobody whom it does not concern.

use serde_json::{Value, json};

use super::zone::{Person, Zone};
use super::{approvals, land, papers, programme};
use Person::{
    Administrator, ApprovalDesk, Auditor, Clerk, Customs, Gate, LandDesk, OtherClerk, ProgrammeDesk,
    TreasuryDesk,
};

/// Day, kind and title of each row.
fn told(page: &Value) -> Vec<(String, String, String)> {
    let text = |row: &Value, field: &str| row[field].as_str().unwrap_or_default().to_owned();
    let rows = page["rows"].as_array().cloned().unwrap_or_default();
    rows.iter().map(|row| (text(row, "on"), text(row, "kind"), text(row, "title"))).collect()
}

fn row(on: &str, kind: &str, title: &str) -> (String, String, String) {
    (on.to_owned(), kind.to_owned(), title.to_owned())
}

#[tokio::test]
async fn what_is_due_is_told_to_those_whom_it_concerns_earliest_first() {
    let zone = Zone::new().await;
    let (_, contract) = land::settle(&zone).await;
    let before = zone.read(LandDesk, "/due-dates").await;
    let permit = row("2026-02-24", "construction_permit", "LC-1");
    let (delivery, start) =
        (row("2026-03-01", "deliver_land", "LC-1"), row("2026-03-01", "start_work", "LC-1"));
    assert_eq!(told(&before), [permit, delivery.clone(), start.clone()]);
    let facts = ["is_provisional", "is_overdue", "subject_kind", "subject_id", "desk"];
    assert_eq!(
        facts.map(|fact| before["rows"][0][fact].clone()),
        [json!(true), json!(true), json!("land_contract"), json!(contract), json!("land_officer")],
        "the year is not published, the day is past"
    );
    assert_eq!(before["rows"][1]["is_provisional"], false);

    zone.post(Administrator, "/calendar-years", &papers::calendar_year()).wants(201).await;
    let matter = approvals::matter(&zone).await;
    approvals::granted(&zone, OtherClerk, &zone.other_enterprise, &matter).await;
    zone.book("H01012600001").await;
    let path = zone.post(ProgrammeDesk, "/programmes", &programme::programme()).wants(201).await.id();
    let path = format!("/programmes/{path}/tasks");
    zone.post(ProgrammeDesk, &path, &programme::key_task(1)).wants(201).await;

    let all = told(&zone.read(Auditor, "/due-dates?until=2027-12-31").await);
    let kinds: Vec<&str> = all.iter().map(|(_, kind, _)| kind.as_str()).collect();
    let expected = [
        "construction_permit",
        "deliver_land",
        "start_work",
        "verify_commitment",
        "key_task_step",
        "count_period",
    ];
    assert_eq!(kinds, expected);
    assert!(all.is_sorted(), "{all:?}");
    let seen =
        async |person, query: &str| told(&zone.read(person, &format!("/due-dates?{query}")).await).len();
    for (person, count) in [
        (Customs, 6),
        (Clerk, 4),
        (OtherClerk, 1),
        (LandDesk, 4),
        (ApprovalDesk, 1),
        (ProgrammeDesk, 1),
        (TreasuryDesk, 0),
        (Gate, 0),
    ] {
        assert_eq!(seen(person, "until=2027-12-31").await, count, "{person:?}");
    }
    assert_eq!(seen(Customs, "until=2027-12-31&desk=customs_officer").await, 1);
    assert_eq!(seen(Auditor, "").await, 4, "thirty days ahead");
    assert_eq!(seen(Auditor, "until=2026-02-28").await, 1);

    let first = zone.read(Auditor, "/due-dates?until=2027-12-31&limit=2").await;
    let cursor = first["next_cursor"].as_str().unwrap_or_default().replace(' ', "%20");
    let rest = told(&zone.read(Auditor, &format!("/due-dates?until=2027-12-31&cursor={cursor}")).await);
    assert_eq!([told(&first), rest].concat(), all);

    zone.post(
        LandDesk,
        &format!("/land/contracts/{contract}/deliver"),
        &json!({"delivered_on": "2026-03-01"}),
    )
    .wants(200)
    .await;
    let after = told(&zone.read(LandDesk, "/due-dates").await);
    assert!(!after.contains(&delivery) && after.contains(&start), "{after:?}");
}

#[tokio::test]
async fn a_day_or_a_desk_that_is_none_is_refused() {
    let zone = Zone::new().await;
    for query in ["until=2026-02-30", "until=soon", "desk=kitchen", "limit=0", "since=2026-01-01"] {
        zone.get(Auditor, &format!("/due-dates?{query}")).refused(400, "QUERY_MALFORMED").await;
    }
}
