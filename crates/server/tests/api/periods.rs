//! A period from its announced count to its close, by two officers of customs, and what is refused on the way.

use serde_json::{Value, json};

use super::papers::{self, BOARD, METAL, SCRAP};
use super::zone::{Person, Zone};

const TODAY: &str = "2026-03-02";

async fn act(zone: &Zone, person: Person, book: &str, step: &str, body: &Value) -> u64 {
    zone.post(person, &format!("/books/{book}/period/{step}"), body).wants(200).await.position()
}

async fn refuse(zone: &Zone, person: Person, book: &str, step: &str, body: &Value, refused: (u16, &str)) {
    let before = zone.fingerprint();
    zone.post(person, &format!("/books/{book}/period/{step}"), body).refused(refused.0, refused.1).await;
    assert_eq!(zone.fingerprint(), before, "{} changed something", refused.1);
}

fn stock(item: u32, quantity: &str) -> Value {
    json!({"item": item, "stage": "stock", "version": null, "quantity": quantity})
}

fn counted(metal: &str) -> Value {
    let finished = json!({"item": BOARD, "stage": "finished", "version": "V1", "quantity": "5"});
    json!({"rows": [stock(METAL, metal), stock(SCRAP, "1.6"), finished]})
}

fn explained(item: u32) -> Value {
    json!({"explanations": [{"item": item, "cause": "measurement", "text": "the scale was set anew in March"}]})
}

/// Imports 1,000, ships 20 boards, and counts 940 of metal and five boards.
async fn counted_book(zone: &Zone) -> String {
    let book = zone.book("H01012600001").await;
    zone.import(&book, "1000").await;
    let shipped = zone.list(&papers::list(&book, "export", &[papers::line(1, BOARD, "20")])).await;
    zone.approve(&shipped).await;
    act(zone, Person::Clerk, &book, "announce", &json!({"cutoff": TODAY})).await;
    act(zone, Person::Clerk, &book, "count", &counted("940")).await;
    act(zone, Person::Clerk, &book, "complete", &json!({})).await;
    book
}

async fn settle(zone: &Zone, book: &str) {
    act(zone, Person::Clerk, book, "explain", &explained(METAL)).await;
    act(zone, Person::Clerk, book, "apply", &json!({})).await;
    act(zone, Person::Customs, book, "accept", &json!({})).await;
    act(zone, Person::OtherCustoms, book, "close", &json!({})).await;
}

#[tokio::test]
async fn a_count_is_compared_explained_accepted_and_closed_by_two_officers() {
    let zone = Zone::new().await;
    let book = counted_book(&zone).await;
    let rows = zone.read(Person::Clerk, &format!("/books/{book}/periods/1/rows")).await;
    let metal = &rows["rows"][0];
    // 1,000 - 20 x 2 against 940 + 5 x 2.
    for (field, value) in [
        ("opening", "0.00000"),
        ("theoretical", "960.00000"),
        ("counted_stock", "940.00000"),
        ("counted_finished", "10.00000"),
        ("physical", "950.00000"),
        ("difference", "-10.00000"),
        ("difference_percent", "-1.0417"),
        ("verdict", "SHORTAGE_OVER_TOLERANCE"),
        ("average_price", "42.5000"),
    ] {
        assert_eq!(metal[field], value, "{field}");
    }
    assert!(!metal["formulas"].as_array().expect("formulas").is_empty());
    refuse(&zone, Person::Clerk, &book, "apply", &json!({}), (409, "DIFFERENCE_UNEXPLAINED")).await;
    refuse(&zone, Person::Clerk, &book, "explain", &explained(SCRAP), (422, "DIFFERENCE_UNKNOWN")).await;
    act(&zone, Person::Clerk, &book, "explain", &explained(METAL)).await;
    act(&zone, Person::Clerk, &book, "apply", &json!({})).await;
    refuse(&zone, Person::Clerk, &book, "accept", &json!({}), (403, "NOT_PERMITTED")).await;
    act(&zone, Person::Customs, &book, "accept", &json!({})).await;
    refuse(&zone, Person::Customs, &book, "close", &json!({}), (403, "MAKER_IS_CHECKER")).await;
    let closed = act(&zone, Person::OtherCustoms, &book, "close", &json!({})).await;

    let shown = zone.read(Person::Clerk, &format!("/books/{book}/periods/1")).await;
    assert_eq!(
        (&shown["period"]["status"], &shown["period"]["closed_position"]),
        (&json!("closed"), &json!(closed))
    );
    for person in ["makers", "accepted_by", "closed_by"] {
        assert!(
            !shown[person].is_null() && shown[person] != json!([]),
            "{person} of a closed period: {shown}"
        );
    }
    assert_ne!(shown["accepted_by"], shown["closed_by"]);
    let running = zone.read(Person::Clerk, &format!("/books/{book}/periods/2/rows")).await;
    assert_eq!(
        (&running["rows"][0]["opening"], &running["rows"][0]["physical"]),
        (&json!("950.00000"), &Value::Null)
    );
    let postings = zone.read(Person::Clerk, &format!("/books/{book}/postings?item={METAL}")).await;
    let last = &postings["rows"][0];
    assert_eq!(
        (&last["document_kind"], &last["position"]),
        (&json!("verification"), &json!(closed)),
        "{last}"
    );
}

#[tokio::test]
async fn what_a_closed_period_holds_is_not_posted_to_counted_or_reversed_again() {
    let zone = Zone::new().await;
    let book = zone.book("H01012600001").await;
    let imported = zone.import(&book, "10").await;
    let waiting = zone.list(&papers::list(&book, "import", &[papers::line(1, METAL, "1")])).await;
    let announced = json!({"cutoff": TODAY});
    act(&zone, Person::Clerk, &book, "announce", &announced).await;
    refuse(&zone, Person::Clerk, &book, "announce", &announced, (409, "COUNT_ANNOUNCED")).await;
    let unknown = json!({"rows": [stock(METAL, "10"), stock(77, "1")]});
    refuse(&zone, Person::Clerk, &book, "count", &unknown, (422, "UNKNOWN_ITEM")).await;
    let nothing = json!({"rows": []});
    refuse(&zone, Person::Clerk, &book, "count", &nothing, (422, "COUNT_ROWS")).await;
    refuse(&zone, Person::Clerk, &book, "complete", &json!({}), (409, "COUNT_INCOMPLETE")).await;
    act(&zone, Person::Clerk, &book, "count", &json!({"rows": [stock(METAL, "10")]})).await;
    act(&zone, Person::Clerk, &book, "complete", &json!({})).await;
    zone.post(Person::Clerk, &format!("/lists/{waiting}/submit"), &json!({})).wants(200).await;
    let approve = zone.post(Person::Customs, &format!("/lists/{waiting}/approve"), &json!({}));
    let problem = approve.refused(409, "PERIOD_CLOSED").await;
    assert!(problem.to_string().contains("2026-03-03"), "{problem}");
    act(&zone, Person::Clerk, &book, "apply", &json!({})).await;
    act(&zone, Person::Customs, &book, "accept", &json!({})).await;
    act(&zone, Person::OtherCustoms, &book, "close", &json!({})).await;

    refuse(&zone, Person::Clerk, &book, "announce", &announced, (422, "PERIOD_OVERLAPS")).await;
    approve.refused(409, "PERIOD_CLOSED").await;
    let reverse = |list: &str| zone.post(Person::Clerk, &format!("/lists/{list}/reverse"), &json!({}));
    reverse(&imported).refused(409, "LIST_CLOSED").await;
    zone.clock.advance(24 * 3_600_000_000);
    approve.wants(200).await;
    let late = json!({"cutoff": "2027-03-03"});
    refuse(&zone, Person::Clerk, &book, "announce", &late, (422, "CUTOFF_AFTER_CYCLE")).await;
    act(&zone, Person::Clerk, &book, "announce", &json!({"cutoff": "2026-03-09"})).await;
    refuse(&zone, Person::Clerk, &book, "complete", &json!({}), (409, "COUNT_TOO_EARLY")).await;
}

#[tokio::test]
async fn a_reversed_list_and_a_reversing_list_are_not_reversed() {
    let zone = Zone::new().await;
    let book = zone.book("H01012600001").await;
    let list = zone.import(&book, "10").await;
    let reverse = |list: &str| zone.post(Person::Clerk, &format!("/lists/{list}/reverse"), &json!({}));
    let reversing = reverse(&list).wants(201).await.id();
    zone.approve(&reversing).await;
    for list in [&list, &reversing] {
        let before = zone.fingerprint();
        let status = zone.read(Person::Clerk, &format!("/lists/{list}")).await["list"]["status"].clone();
        let reply = reverse(list).wants(409).await.json();
        assert!(
            ["ALREADY_REVERSED", "LIST_STATUS"].contains(&reply["code"].as_str().expect("a code")),
            "{status}: {reply}"
        );
        assert_eq!(zone.fingerprint(), before);
    }
}

#[tokio::test]
async fn a_late_report_is_booked_to_the_next_day_and_told_with_the_period() {
    let zone = Zone::new().await;
    let book = counted_book(&zone).await;
    let issue = papers::issue(&book, "3", "late");
    zone.call(Person::Clerk, "POST", "/reports/material-issues").json(&issue).wants(201).await;
    let shown = zone.read(Person::Clerk, &format!("/books/{book}/periods/1")).await;
    assert_eq!(shown["late_reports"][0]["external_id"], "late");
    let issues = zone.read(Person::Clerk, &format!("/books/{book}/issues?item={METAL}")).await;
    assert_eq!(
        (&issues["rows"][0]["work_order"], &issues["rows"][0]["quantity"]),
        (&json!("WO-1"), &json!("3.00000"))
    );
}

#[tokio::test]
async fn a_periods_revision_is_its_own_and_a_stale_one_is_refused() {
    let zone = Zone::new().await;
    let book = zone.book("H01012600001").await;
    let path = format!("/books/{book}/periods/1");
    let last = zone.engine.position() - 1;
    let fresh = zone.get(Person::Clerk, &format!("{path}?at_least_position={last}")).wants(200).await;
    let tag = fresh.header("etag").to_owned();
    assert!(tag.starts_with("\"1"), "{tag}");
    zone.get(Person::Clerk, &path).header("if-none-match", &tag).wants(304).await;
    let announce = format!("/books/{book}/period/announce");
    let announced = json!({"cutoff": TODAY});
    zone.post(Person::Clerk, &announce, &announced).without("if-match").wants(428).await;
    zone.post(Person::Clerk, &announce, &announced).if_match("\"7\"").refused(412, "STALE_REVISION").await;
    zone.post(Person::Clerk, &announce, &announced).if_match(&tag).wants(200).await;
    let count = zone.post(Person::Clerk, &format!("/books/{book}/period/count"), &counted("1"));
    count.clone().if_match(&tag).refused(412, "STALE_REVISION").await;
    count.if_match("\"2\"").wants(200).await;
    let shown = zone.read(Person::Clerk, &path).await;
    assert_eq!((&shown["period"]["revision"], &shown["period"]["counted_rows"]), (&json!(3), &json!(3)));
}

#[tokio::test]
async fn rows_of_a_period_come_in_pages_and_single() {
    let zone = Zone::new().await;
    let book = counted_book(&zone).await;
    for period in ["counted", "closed"] {
        let path = format!("/books/{book}/periods/1/rows");
        let first = zone.read(Person::Clerk, &format!("{path}?limit=1")).await;
        let cursor = first["next_cursor"].as_str().expect("more rows").to_owned();
        let second = zone.read(Person::Clerk, &format!("{path}?limit=1&cursor={cursor}")).await;
        assert_eq!(
            (&first["rows"][0]["item"], &second["rows"][0]["item"]),
            (&json!(METAL), &json!(SCRAP)),
            "{period}"
        );
        assert_eq!(second["next_cursor"], Value::Null);
        let differing = zone.read(Person::Clerk, &format!("{path}?differences=true")).await;
        assert_eq!(differing["rows"].as_array().map(Vec::len), Some(1));
        let single = zone.read(Person::Clerk, &format!("{path}/{METAL}")).await;
        assert_eq!(single, first["rows"][0]);
        zone.get(Person::Clerk, &format!("{path}/77")).refused(422, "UNKNOWN_ITEM").await;
        if period == "counted" {
            settle(&zone, &book).await;
        }
    }
    let counted = zone.read(Person::Clerk, &format!("/books/{book}/periods/1/count?limit=2")).await;
    let cursor = counted["next_cursor"].as_str().expect("more rows").replace(' ', "%20");
    let rest =
        zone.read(Person::Clerk, &format!("/books/{book}/periods/1/count?limit=2&cursor={cursor}")).await;
    assert_eq!(
        (counted["rows"].as_array().map(Vec::len), rest["rows"].as_array().map(Vec::len)),
        (Some(2), Some(1))
    );
    // The period that runs has its record and no count.
    let running = zone.read(Person::Clerk, &format!("/books/{book}/periods/2/rows?limit=1")).await;
    assert_eq!(running["rows"][0]["item"], METAL);
    let next = running["next_cursor"].as_str().expect("more rows");
    zone.read(Person::Clerk, &format!("/books/{book}/periods/2/rows?limit=1&cursor={next}")).await;
}

#[tokio::test]
async fn a_period_that_closed_over_an_empty_book_has_no_rows() {
    let zone = Zone::new().await;
    let book = zone.book("H01012600001").await;
    act(&zone, Person::Clerk, &book, "announce", &json!({"cutoff": TODAY})).await;
    act(&zone, Person::Clerk, &book, "complete", &json!({})).await;
    act(&zone, Person::Clerk, &book, "apply", &json!({})).await;
    act(&zone, Person::Customs, &book, "accept", &json!({})).await;
    act(&zone, Person::OtherCustoms, &book, "close", &json!({})).await;
    let rows = zone.read(Person::Clerk, &format!("/books/{book}/periods/1/rows")).await;
    assert_eq!(rows, json!({"rows": [], "next_cursor": null}));
}

/// The numbers of the periods that a reader finds.
async fn found(zone: &Zone, person: Person, query: &str) -> Vec<(String, u64, bool)> {
    let page = zone.read(person, &format!("/periods{query}")).await;
    let row = |row: &Value| {
        let number = row["book_number"].as_str().expect("a number").to_owned();
        (number, row["period"]["number"].as_u64().expect("a number"), row["is_overdue"] == true)
    };
    page["rows"].as_array().expect("rows").iter().map(row).collect()
}

#[tokio::test]
async fn officers_find_the_periods_of_all_books_that_are_due() {
    let zone = Zone::new().await;
    let book = counted_book(&zone).await;
    settle(&zone, &book).await;
    let other = zone.book("H01012600002").await;
    let due = zone.read(Person::Customs, &format!("/books/{other}/periods/1")).await["due_on"].clone();
    let due = due.as_str().expect("a date");
    let (first, second) = (("H01012600001".to_owned(), 1, false), ("H01012600001".to_owned(), 2, false));
    let (new, late) = (("H01012600002".to_owned(), 1, false), ("H01012600002".to_owned(), 1, true));
    let all = found(&zone, Person::Customs, "").await;
    assert_eq!(all, [first.clone(), new.clone(), second.clone()], "what must end first comes first");
    assert_eq!(found(&zone, Person::Customs, &format!("?due={due}")).await, std::slice::from_ref(&new));
    assert_eq!(found(&zone, Person::Customs, "?due=2026-03-05").await, []);
    assert_eq!(found(&zone, Person::Customs, "?overdue=true").await, []);
    assert_eq!(found(&zone, Person::Clerk, "?status=closed").await, [first]);
    assert_eq!(found(&zone, Person::Clerk, "?text=h01012600002").await, [new]);
    assert_eq!(found(&zone, Person::OtherClerk, "").await, []);
    let page = zone.read(Person::Customs, "/periods?limit=2").await;
    let cursor = page["next_cursor"].as_str().expect("one more");
    assert_eq!(found(&zone, Person::Customs, &format!("?limit=2&cursor={cursor}")).await, [second]);
    zone.get(Person::Customs, "/periods?due=tomorrow").refused(400, "QUERY_MALFORMED").await;
    // A day later than the last day of the cycle.
    zone.clock.advance(200 * 24 * 3_600 * 1_000_000);
    assert!(found(&zone, Person::Customs, "?overdue=true").await.contains(&late));
    assert_eq!(zone.read(Person::Customs, "/overview").await["periods_due"], 2);
    assert_eq!(zone.read(Person::OtherClerk, "/overview").await["periods_due"], 0);
}

#[tokio::test]
async fn the_count_of_one_item_is_found_by_its_number() {
    let zone = Zone::new().await;
    let book = counted_book(&zone).await;
    let path = format!("/books/{book}/periods/1/count");
    let one = zone.read(Person::Clerk, &format!("{path}?item={METAL}")).await;
    assert_eq!(one["rows"].as_array().map(Vec::len), Some(1));
    assert_eq!((&one["rows"][0]["item"], &one["rows"][0]["quantity"]), (&json!(METAL), &json!("940.00000")));
    zone.get(Person::Clerk, &format!("{path}?item=77")).refused(422, "UNKNOWN_ITEM").await;
}

#[tokio::test]
async fn a_row_is_judged_by_the_tolerance_that_its_book_names() {
    let zone = Zone::new().await;
    let book = zone
        .post(Person::Clerk, "/books", &papers::book("H01012600001", &zone.enterprise))
        .wants(201)
        .await
        .id();
    let path = |rest: &str| format!("/books/{book}/{rest}");
    let mut items = papers::items();
    items["items"][0]["count_tolerance_percent"] = json!("100.5");
    zone.post(Person::Clerk, &path("items"), &items).refused(422, "ITEM_TOLERANCE").await;
    items["items"][0]["count_tolerance_percent"] = json!("5");
    zone.post(Person::Clerk, &path("items"), &items).wants(200).await;
    zone.post(Person::Clerk, &path("submit"), &json!({})).wants(200).await;
    zone.post(Person::Customs, &path("approve"), &json!({})).wants(200).await;
    zone.import(&book, "1000").await;
    act(&zone, Person::Clerk, &book, "announce", &json!({"cutoff": TODAY})).await;
    act(&zone, Person::Clerk, &book, "count", &json!({"rows": [stock(METAL, "960")]})).await;
    act(&zone, Person::Clerk, &book, "complete", &json!({})).await;
    let row = zone.read(Person::Clerk, &path(&format!("periods/1/rows/{METAL}"))).await;
    assert_eq!(
        (&row["verdict"], &row["tolerance_percent"]),
        (&json!("SHORTAGE_WITHIN_TOLERANCE"), &json!("5.000000000"))
    );
    act(&zone, Person::Clerk, &book, "apply", &json!({})).await;
    let items = zone.read(Person::Clerk, &path("items")).await;
    assert_eq!(items["rows"][0]["count_tolerance_percent"], "5.000000000");
    assert_eq!(items["rows"][1]["count_tolerance_percent"], Value::Null);
}
