//! Notification and commitment through the interface: from the notice to a revocation that stops the group's goods.

use serde_json::{Value, json};

use super::papers::{self, METAL};
use super::zone::{Person, Zone};
use Person::{Administrator, ApprovalDesk, Clerk, Customs, Gate, OtherClerk};

pub(crate) async fn matter(zone: &Zone) -> String {
    zone.post(ApprovalDesk, "/matters", &papers::notice()).wants(201).await.id()
}

async fn application(zone: &Zone, clerk: Person, enterprise: &str, matter: &str) -> String {
    zone.post(clerk, "/applications", &papers::application(enterprise, matter)).wants(201).await.id()
}

/// The commitment to the notice as a reader finds it.
async fn commitment(zone: &Zone, matter: &str) -> Value {
    let shown = zone.read(Clerk, &format!("/matters/{matter}")).await;
    let notice = &shown["notices"][0];
    json!({"version": notice["version"], "digest": notice["digest"]})
}

pub(crate) async fn granted(zone: &Zone, clerk: Person, enterprise: &str, matter: &str) -> String {
    let application = application(zone, clerk, enterprise, matter).await;
    let commit = format!("/applications/{application}/commit");
    zone.post(clerk, &commit, &commitment(zone, matter).await).wants(200).await;
    zone.post(ApprovalDesk, &format!("/applications/{application}/grant"), &json!({})).wants(200).await;
    application
}

#[tokio::test]
async fn a_revoked_approval_stops_the_groups_next_list_and_names_the_receipt() {
    let zone = Zone::new().await;
    let (own, other) = (zone.enterprise.clone(), zone.other_enterprise.clone());
    let group = json!({"name": "虚构集团", "lead": own, "members": [own, other]});
    zone.post(Administrator, "/groups", &group).wants(201).await;
    zone.post(Administrator, "/calendar-years", &papers::calendar_year()).wants(201).await;
    let matter = matter(&zone).await;
    let application = granted(&zone, OtherClerk, &other, &matter).await;
    let shown = zone.read(OtherClerk, &format!("/applications/{application}")).await;
    assert_eq!((&shown["status"], &shown["due_on"]), (&json!("granted"), &json!("2026-03-16")));
    assert_eq!(shown["verification"]["calendar_versions"], json!(["2026: test"]));
    assert_eq!(shown["commitment"]["by"], json!(zone.user(OtherClerk).to_string()));
    let tasks = zone.read(ApprovalDesk, "/tasks").await;
    assert_eq!(tasks["rows"][0]["kind"], "verify_application");

    let book = zone.book("H01012600001").await;
    let list = zone.list(&papers::list(&book, "import", &[papers::line(1, METAL, "1")])).await;
    let reason = json!({"reason": "the hall has another storey"});
    let revoke = format!("/applications/{application}/revoke");
    let revoked = zone.post(ApprovalDesk, &revoke, &reason).wants(200).await.position();
    let submit = zone.post(Clerk, &format!("/lists/{list}/submit"), &json!({}));
    let problem = submit.refused(409, "GROUP_RESTRICTED").await;
    assert_eq!(problem["cites_position"], revoked);
    // Whoever is refused may read the entry and take its receipt.
    let entry = zone.read(Clerk, &format!("/journal/entries/{revoked}")).await;
    assert_eq!(entry["entry"]["kind"], "approvals.revoke_approval", "{entry}");
    zone.get(Clerk, &format!("/journal/entries/{revoked}/receipt")).wants(200).await;
    let restrictions = zone.read(Clerk, "/restrictions").await;
    assert_eq!(restrictions["rows"][0]["position"], revoked);
    assert_eq!(zone.read(Gate, "/restrictions").await["rows"], json!([]));
    let enterprise = zone.read(OtherClerk, &format!("/enterprises/{other}")).await;
    assert_eq!(enterprise["credit_class"], "discredited");
    let again = papers::application(&other, &matter);
    let problem = zone.post(OtherClerk, "/applications", &again).refused(409, "PAST_OFFENDER").await;
    assert_eq!(problem["cites_position"], revoked);

    let repair = format!("/applications/{application}/repair");
    zone.post(ApprovalDesk, &repair, &json!({"reason": "torn down"})).wants(200).await;
    submit.wants(200).await;
    assert_eq!(zone.read(Customs, "/restrictions").await["rows"], json!([]));
}

#[tokio::test]
async fn a_commitment_to_an_old_or_forged_notice_is_refused() {
    let zone = Zone::new().await;
    let matter = matter(&zone).await;
    let application = application(&zone, Clerk, &zone.enterprise, &matter).await;
    let path = format!("/applications/{application}/commit");
    let first = commitment(&zone, &matter).await;
    let forged = json!({"version": 1, "digest": "0".repeat(64)});
    zone.post(Clerk, &path, &forged).refused(422, "NOTICE_DIGEST").await;
    let notices = format!("/matters/{matter}/notices");
    zone.post(ApprovalDesk, &notices, &papers::notice())
        .if_match("\"7\"")
        .refused(412, "STALE_REVISION")
        .await;
    zone.post(ApprovalDesk, &notices, &papers::notice()).wants(200).await;
    let problem = zone.post(Clerk, &path, &first).refused(409, "NOTICE_NOT_CURRENT").await;
    assert_eq!(problem["numbers"][1], json!({"name": "current", "value": "2"}));
    zone.post(OtherClerk, &path, &first).refused(404, "UNKNOWN_APPLICATION").await;
    zone.post(Clerk, &path, &commitment(&zone, &matter).await).wants(200).await;
    let shown = zone.read(Clerk, &format!("/matters/{matter}")).await;
    let versions: Vec<&Value> = shown["notices"].as_array().expect("notices").iter().collect();
    assert_eq!((versions[0]["version"].as_u64(), versions[1]["version"].as_u64()), (Some(2), Some(1)));
    assert!(versions[0]["text"].as_str().is_some_and(|text| text.starts_with("etown-notice/1\n")));
}

#[tokio::test]
async fn the_register_is_read_page_by_page_and_only_as_far_as_one_may_see() {
    let zone = Zone::new().await;
    let matter = matter(&zone).await;
    for _ in 0..3 {
        application(&zone, Clerk, &zone.enterprise, &matter).await;
    }
    application(&zone, OtherClerk, &zone.other_enterprise, &matter).await;
    let all = zone.read(ApprovalDesk, "/applications").await;
    assert_eq!(all["rows"].as_array().map(Vec::len), Some(4));
    let first = zone.read(Clerk, "/applications?limit=2").await;
    let cursor = first["next_cursor"].as_str().expect("a second page");
    let second = zone.read(Clerk, &format!("/applications?limit=2&cursor={cursor}")).await;
    assert_eq!(
        (first["rows"].as_array().map(Vec::len), second["rows"].as_array().map(Vec::len)),
        (Some(2), Some(1))
    );
    assert_eq!(second["next_cursor"], Value::Null);
    let filters =
        format!("/applications?status=applied&enterprise={}&matter={matter}", zone.other_enterprise);
    assert_eq!(zone.read(ApprovalDesk, &filters).await["rows"].as_array().map(Vec::len), Some(1));
    assert_eq!(zone.read(ApprovalDesk, "/applications?status=revoked").await["rows"], json!([]));
    zone.get(Clerk, "/applications?limit=0").refused(400, "QUERY_MALFORMED").await;
    zone.get(Clerk, "/applications?status=lost").refused(400, "QUERY_MALFORMED").await;
}

#[tokio::test]
async fn bad_input_is_named_with_its_place() {
    let zone = Zone::new().await;
    let before = zone.fingerprint();
    let mut paper = papers::notice();
    paper["conditions"] = json!([]);
    let problem = zone.post(ApprovalDesk, "/matters", &paper).refused(422, "NOTICE_CONTENT").await;
    assert_eq!(problem["field"], "conditions");
    paper["eligibility"] = json!("everything");
    zone.post(ApprovalDesk, "/matters", &paper).refused(400, "UNEXPECTED_CONTENT").await;
    assert_eq!(zone.fingerprint(), before);
    let matter = matter(&zone).await;
    let mut paper = papers::application(&zone.enterprise, &matter);
    paper["building"]["height_metres"] = json!("24.1");
    let problem = zone.post(Clerk, "/applications", &paper).refused(409, "BEYOND_COMMITMENT").await;
    assert_eq!(
        (&problem["largest_accepted"], &problem["field"]),
        (&json!("24.00"), &json!("building.height_metres"))
    );
    for height in [json!("24.001"), json!(24), json!("tall")] {
        paper["building"]["height_metres"] = height;
        let problem = zone.post(Clerk, "/applications", &paper).refused(400, "UNEXPECTED_CONTENT").await;
        assert_eq!(problem["field"], "building.height_metres");
    }
    zone.get(Clerk, "/applications/app_1").refused(404, "ID_MALFORMED").await;
    zone.get(Clerk, "/matters/mat_00000000000000000000000009").refused(404, "UNKNOWN_MATTER").await;
}
