//! A customs list goes in, a provable balance comes out: the whole way over HTTP.

use etown_journal::{TrustFile, verify};
use serde_json::{Value, json};

use super::papers::{self, BOARD, METAL, SCRAP};
use super::zone::{Person, Zone};

fn item(page: &Value, number: u32) -> &Value {
    let rows = page["rows"].as_array().expect("rows");
    rows.iter().find(|row| row["number"] == number).expect("the item")
}

#[tokio::test]
async fn a_list_is_held_released_passed_and_posted_and_each_step_has_a_receipt() {
    let zone = Zone::new().await;
    let book = zone.book("H01012600001").await;
    let mut paper = papers::list(&book, "import", &[papers::line(1, METAL, "100.5")]);
    paper["needs_declaration"] = json!(true);
    paper["trucks"] = json!(["京A12345", "京A67890"]);
    let list = zone.list(&paper).await;
    zone.approve(&list).await;

    let items = zone.read(Person::Clerk, &format!("/books/{book}/items")).await;
    assert_eq!(item(&items, METAL)["pre_in"], "100.50000");
    assert_eq!(item(&items, METAL)["actual"], "0.00000");

    let reports = "/reports/truck-passages";
    zone.post(Person::Gate, reports, &papers::passage(&list, "京A67890", "1")).wants(201).await;
    zone.post(Person::Gate, "/reports/declaration-releases", &papers::release(&list, "2")).wants(201).await;
    let last = zone.post(Person::Gate, reports, &papers::passage(&list, "京A12345", "3")).wants(201).await;

    let shown = zone.read(Person::Clerk, &format!("/lists/{list}")).await;
    assert_eq!(shown["list"]["status"], "posted");
    assert_eq!(shown["list"]["trucks_passed"], 2);
    let steps: Vec<&str> = shown["history"]
        .as_array()
        .expect("a history")
        .iter()
        .filter_map(|step| step["event"].as_str())
        .collect();
    assert_eq!(steps.first(), Some(&"list_drafted"));
    assert!(steps.contains(&"list_posted"), "{steps:?}");
    assert_eq!(shown["history"][0]["actor_name"], "Clerk 虚构");

    let items = zone.read(Person::Clerk, &format!("/books/{book}/items")).await;
    assert_eq!(item(&items, METAL)["actual"], "100.50000");
    assert_eq!(item(&items, METAL)["available"], "100.50000");
    assert!(item(&items, METAL)["hs_description"].as_str().is_some_and(|text| text.contains('铜')));

    let trust = zone.get(Person::Clerk, "/trust-file").wants(200).await;
    let trust = TrustFile::parse(&trust.bytes).expect("a trust file");
    for step in shown["history"].as_array().expect("a history") {
        let path = format!("/journal/entries/{}/receipt", step["position"]);
        let receipt = zone.get(Person::Clerk, &path).wants(200).await;
        assert!(receipt.header("content-disposition").starts_with("attachment"));
        let at = zone.engine.now().microseconds() + 60_000_000;
        let verified = verify(&receipt.bytes, &trust, at).expect("the receipt proves the step");
        assert_eq!(json!(verified.position), step["position"]);
    }
    assert_eq!(last.header("e-town-position"), last.position().to_string());
}

#[tokio::test]
async fn a_shipment_consumes_material_by_its_version_and_leaves_scrap() {
    let zone = Zone::new().await;
    let book = zone.book("H01012600001").await;
    zone.import(&book, "100").await;
    let list = zone.list(&papers::list(&book, "export", &[papers::line(1, BOARD, "10")])).await;
    zone.approve(&list).await;
    let items = zone.read(Person::Auditor, &format!("/books/{book}/items")).await;
    // 1.9 / (1 - 0.05) = 2 kg a piece, 4 % of it scrap.
    assert_eq!(item(&items, METAL)["actual"], "80.00000");
    assert_eq!(item(&items, SCRAP)["actual"], "0.80000");
    assert_eq!(item(&items, METAL)["is_used"], true);

    let postings = zone.read(Person::Clerk, &format!("/lists/{list}/postings")).await;
    let rows = postings["rows"].as_array().expect("rows");
    assert!(!rows.is_empty());
    assert!(rows.iter().all(|row| row["document_id"] == list.as_str()), "{postings}");
    let stock = zone.read(Person::Clerk, &format!("/books/{book}/postings?item={METAL}&purpose=stock")).await;
    assert!(stock["rows"].as_array().expect("rows").len() >= 2, "{stock}");

    let reversing =
        zone.post(Person::Clerk, &format!("/lists/{list}/reverse"), &json!({})).wants(201).await.id();
    zone.approve(&reversing).await;
    let items = zone.read(Person::Clerk, &format!("/books/{book}/items")).await;
    assert_eq!(item(&items, METAL)["actual"], "100.00000");
    assert_eq!(zone.read(Person::Clerk, &format!("/lists/{list}")).await["list"]["status"], "reversed");
}

#[tokio::test]
async fn a_receipt_shows_only_the_sections_that_are_asked_for() {
    let zone = Zone::new().await;
    let list = zone.import(&zone.book("H01012600001").await, "1").await;
    let position = &zone.read(Person::Clerk, &format!("/lists/{list}")).await["list"]["last_position"];
    let receipt =
        |disclose: &str| zone.get(Person::Clerk, &format!("/journal/entries/{position}/receipt{disclose}"));
    let whole = receipt("").wants(200).await.json().to_string();
    let part = receipt("?disclose=command").wants(200).await.json().to_string();
    assert!(part.len() < whole.len());
    let user = zone.user(Person::Customs).to_string();
    assert!(whole.contains(&user));
    assert!(!part.contains(&user));
    receipt("?disclose=events,%2e%2e").refused(400, "QUERY_MALFORMED").await;
}

#[tokio::test]
async fn the_bytes_that_the_journal_keeps_are_those_that_were_sent() {
    let zone = Zone::new().await;
    let paper = papers::book("H01012600001", &zone.enterprise);
    let text = serde_json::to_string_pretty(&paper).expect("text");
    let filed = zone.call(Person::Clerk, "POST", "/books").key("mine").bytes(text.clone()).wants(201).await;
    let path = format!("/journal/entries/{}/receipt", filed.position());
    let receipt = zone.get(Person::Clerk, &path).wants(200).await.json();
    let sections = receipt["sections"].as_array().expect("sections");
    let command = sections.iter().find(|section| section["name"] == "command").expect("the command");
    let command: Value = serde_json::from_str(command["text"].as_str().expect("text")).expect("JSON");
    assert_eq!(command["bytes"], format!("POST /api/v1/books\n\n{text}"));
}
