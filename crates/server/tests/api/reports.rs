//! Reports are always recorded: again, in conflict, and against the rules.

use serde_json::json;

use super::papers;
use super::zone::{Person, Zone};

#[tokio::test]
async fn the_same_report_gets_the_first_receipt_whoever_sends_it_again() {
    let zone = Zone::new().await;
    let list = zone.import(&zone.book("H01012600001").await, "1").await;
    let paper = papers::passage(&list, "京A1", "77");
    let path = "/reports/truck-passages";
    let first = zone.call(Person::Gate, "POST", path).json(&paper).wants(201).await;
    let position = zone.engine.position();
    for person in [Person::Gate, Person::Customs] {
        let again = zone.call(person, "POST", path).json(&paper).wants(201).await;
        assert_eq!(again.json()["is_repeated"], true);
        assert_eq!((again.position(), again.id()), (first.position(), first.id()));
    }
    assert_eq!(zone.engine.position(), position);
}

#[tokio::test]
async fn a_report_with_the_same_id_and_other_bytes_is_recorded_and_opens_an_exception() {
    let zone = Zone::new().await;
    let list = zone.import(&zone.book("H01012600001").await, "1").await;
    let path = "/reports/truck-passages";
    zone.call(Person::Gate, "POST", path).json(&papers::passage(&list, "京A1", "77")).wants(201).await;
    let other =
        zone.call(Person::Gate, "POST", path).json(&papers::passage(&list, "京A2", "77")).wants(201).await;
    assert_eq!(other.json()["is_repeated"], false);
    let exceptions = zone.read(Person::Customs, "/exceptions?state=open").await;
    let kinds: Vec<&str> =
        exceptions["rows"].as_array().expect("rows").iter().filter_map(|row| row["kind"].as_str()).collect();
    assert!(kinds.contains(&"report_conflict"), "{kinds:?}");
}

#[tokio::test]
async fn an_exception_blocks_the_book_until_it_is_resolved_with_an_explanation() {
    let zone = Zone::new().await;
    let book = zone.book("H01012600001").await;
    let list = zone.list(&papers::list(&book, "import", &[papers::line(1, papers::METAL, "1")])).await;
    let passage = papers::passage(&list, "京Z9", "early");
    let opened = zone.post(Person::Gate, "/reports/truck-passages", &passage).wants(201).await;
    let submit = zone.post(Person::Clerk, &format!("/lists/{list}/submit"), &json!({}));
    let problem = submit.refused(409, "BLOCKED_BY_EXCEPTION").await;
    assert_eq!(problem["cites_position"], opened.position());
    let exceptions = zone.read(Person::Clerk, "/exceptions").await;
    let exception = exceptions["rows"][0]["id"].as_str().expect("an exception").to_owned();
    assert_eq!(exceptions["rows"][0]["state"], "open");
    let path = format!("/exceptions/{exception}/resolve");
    zone.post(Person::Customs, &path, &json!({"explanation": "hm"}))
        .refused(422, "EXPLANATION_MISSING")
        .await;
    let explanation = json!({"explanation": "the camera read the plate of another truck"});
    zone.post(Person::Customs, &path, &explanation).wants(200).await;
    let resolved = zone.read(Person::Clerk, "/exceptions?state=resolved").await;
    assert_eq!(resolved["rows"][0]["resolved_by_name"], "Customs 虚构");
    while zone.read(Person::Clerk, "/exceptions?state=open").await["rows"]
        .as_array()
        .is_some_and(|rows| !rows.is_empty())
    {
        let open = zone.read(Person::Clerk, "/exceptions?state=open").await;
        let path = format!("/exceptions/{}/resolve", open["rows"][0]["id"].as_str().expect("an id"));
        zone.post(Person::Customs, &path, &explanation).wants(200).await;
    }
    submit.wants(200).await;
}
