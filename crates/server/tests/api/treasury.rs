//! Cash pools through the interface: a draw that fits, one that does not, and a repayment.

use serde_json::{Value, json};

use super::papers;
use super::zone::{Person, Zone};
use Person::{Administrator, ApprovalDesk, Clerk, OtherClerk, TreasuryDesk};

/// A pool of both enterprises: base 500 million, debt up to 1,750 million, lending up to 400 million.
async fn pool(zone: &Zone) -> String {
    let (own, other) = (zone.enterprise.as_str(), zone.other_enterprise.as_str());
    let group = json!({"name": "虚构集团", "lead": own, "members": [own, other]});
    zone.post(Administrator, "/groups", &group).wants(201).await;
    zone.post(TreasuryDesk, "/pools", &papers::pool(own, other)).wants(201).await.id()
}

async fn quota(zone: &Zone, pool: &str) -> Value {
    zone.read(Clerk, &format!("/pools/{pool}")).await["quotas"][0].clone()
}

#[tokio::test]
async fn a_draw_is_accepted_and_the_next_is_refused_with_its_numbers() {
    let zone = Zone::new().await;
    let pool = pool(&zone).await;
    assert_eq!(quota(&zone, &pool).await["limit"], "1750000000.00");
    let draws = format!("/pools/{pool}/draws");
    let draw = |amount: &str| zone.post(Clerk, &draws, &papers::draw(&zone.enterprise, amount));
    let first = draw("120000000").wants(201).await;
    assert_eq!(quota(&zone, &pool).await["headroom"], "46000000.00");
    let before = zone.fingerprint();
    let problem = draw("5000000").refused(409, "QUOTA_EXCEEDED").await;
    assert_eq!(zone.fingerprint(), before, "a refused draw leaves no trace");
    assert_eq!(problem["largest_accepted"], "3239436.61");
    assert_eq!(
        problem["numbers"],
        json!([{"name": "limit", "value": "1750000000.00"}, {"name": "used", "value": "1704000000.00"},
            {"name": "wanted", "value": "71000000.00"}])
    );
    assert!(problem["rule"].as_str().is_some_and(|rule| rule.contains("art. 9")), "{problem}");
    draw("3239436.61").wants(201).await;

    let repay = format!("/draws/{}/repay", first.id());
    let repayment = json!({"amount": "20000000.00", "currency": "USD"});
    zone.post(Clerk, &repay, &repayment).if_match("\"7\"").refused(412, "STALE_REVISION").await;
    let problem = json!({"amount": "20000000.00", "currency": "CNY"});
    zone.post(Clerk, &repay, &problem).refused(422, "REPAYMENT").await;
    zone.post(Clerk, &repay, &repayment).wants(200).await;
    let shown = zone.read(OtherClerk, &draws).await;
    let rows = shown["rows"].as_array().expect("rows");
    let row = rows.iter().find(|row| row["principal"] == "120000000.00").expect("the first draw");
    assert_eq!((&row["outstanding"], &row["weight"]), (&json!("100000000.00"), &json!("2.000000000")));
    assert_eq!(row["used"], "1420000000.00");
    zone.read(Clerk, &format!("/journal/entries/{}", first.position())).await;
}

#[tokio::test]
async fn a_restricted_enterprise_does_not_draw_and_is_told_why() {
    let zone = Zone::new().await;
    let pool = pool(&zone).await;
    let notice = zone.post(ApprovalDesk, "/matters", &papers::notice()).wants(201).await.id();
    let application = papers::application(&zone.other_enterprise, &notice);
    let application = zone.post(OtherClerk, "/applications", &application).wants(201).await.id();
    let shown = zone.read(OtherClerk, &format!("/matters/{notice}")).await;
    let commitment = json!({"version": 1, "digest": shown["notices"][0]["digest"]});
    let path = |rest: &str| format!("/applications/{application}/{rest}");
    zone.post(OtherClerk, &path("commit"), &commitment).wants(200).await;
    zone.post(ApprovalDesk, &path("grant"), &json!({})).wants(200).await;
    let reason = json!({"reason": "the hall has another storey"});
    let revoked = zone.post(ApprovalDesk, &path("revoke"), &reason).wants(200).await.position();
    let draws = format!("/pools/{pool}/draws");
    let draw = papers::draw(&zone.other_enterprise, "1");
    let problem = zone.post(Clerk, &draws, &draw).refused(409, "DRAW_RESTRICTED").await;
    assert_eq!(problem["cites_position"], revoked);
    zone.post(Clerk, &draws, &papers::draw(&zone.enterprise, "1")).wants(201).await;
}

#[tokio::test]
async fn bad_input_is_named_with_its_place() {
    let zone = Zone::new().await;
    let pool = pool(&zone).await;
    let before = zone.fingerprint();
    let draws = format!("/pools/{pool}/draws");
    for (field, value) in [
        ("amount", json!("1.001")),
        ("amount", json!(1)),
        ("currency", json!("XXY")),
        ("rate", json!("7.123456789")),
        ("term_months", json!("9")),
        ("quota", json!("both")),
    ] {
        let mut paper = papers::draw(&zone.enterprise, "1");
        paper[field] = value;
        let problem = zone.post(Clerk, &draws, &paper).refused(400, "UNEXPECTED_CONTENT").await;
        assert_eq!(problem["field"], field, "{problem}");
    }
    let mut paper = papers::pool(&zone.other_enterprise, &zone.enterprise);
    paper["turnover"]["onshore"] = json!("9999999999.99");
    let problem = zone.post(TreasuryDesk, "/pools", &paper).refused(409, "POOL_NOT_ELIGIBLE").await;
    assert_eq!(problem["field"], "filing.turnover.onshore");
    zone.get(Clerk, "/pools/pol_00000000000000000000000009").refused(404, "UNKNOWN_POOL").await;
    assert_eq!(zone.fingerprint(), before);
}
