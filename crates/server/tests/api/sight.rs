//! An enterprise cannot learn that another's object exists.

use etown_values::{BookId, ListId};
use serde_json::{Value, json};

use super::papers::{self, METAL};
use super::zone::{Person, Zone, nobodys_enterprise};

/// Both requests must have the same status and the same body.
async fn alike(zone: &Zone, method: &str, hidden: &str, absent: &str, body: Option<&Value>) {
    let ask = |path: &str| {
        let call = zone.call(Person::OtherClerk, method, path).key(&zone.fresh_key()).if_match("\"1\"");
        match body {
            Some(body) => call.json(body),
            None => call,
        }
    };
    let (hidden, absent) = (ask(hidden).send().await, ask(absent).send().await);
    assert_eq!(hidden.status.as_u16(), 404, "{}", String::from_utf8_lossy(&hidden.bytes));
    assert_eq!(hidden.status, absent.status);
    assert_eq!(hidden.json(), absent.json());
}

#[tokio::test]
async fn another_enterprises_objects_look_exactly_like_objects_that_do_not_exist() {
    let zone = Zone::new().await;
    let book = zone.book("H01012600001").await;
    let list = zone.import(&book, "5").await;
    let (no_book, no_list) = (BookId::from_raw(9).to_string(), ListId::from_raw(9).to_string());
    for rest in ["", "/items", "/boms", "/postings"] {
        alike(&zone, "GET", &format!("/books/{book}{rest}"), &format!("/books/{no_book}{rest}"), None).await;
    }
    for rest in ["", "/lines", "/postings"] {
        alike(&zone, "GET", &format!("/lists/{list}{rest}"), &format!("/lists/{no_list}{rest}"), None).await;
    }
    let enterprise = &zone.enterprise;
    let nobody = nobodys_enterprise();
    alike(&zone, "GET", &format!("/enterprises/{enterprise}"), &format!("/enterprises/{nobody}"), None).await;
    let reason = json!({"reason": "for no good reason"});
    for (rest, body) in [
        ("items", papers::items()),
        ("boms", papers::bom("V7")),
        ("submit", json!({})),
        ("approve", json!({})),
        ("approve-filings", json!({})),
        ("close", json!({})),
        ("return", reason.clone()),
        ("pause", json!({"pause": "both", "reason": "for no good reason"})),
    ] {
        alike(
            &zone,
            "POST",
            &format!("/books/{book}/{rest}"),
            &format!("/books/{no_book}/{rest}"),
            Some(&body),
        )
        .await;
    }
    for (rest, body) in [
        ("submit", json!({})),
        ("approve", json!({})),
        ("delete", json!({})),
        ("reverse", json!({})),
        ("return", reason),
    ] {
        alike(
            &zone,
            "POST",
            &format!("/lists/{list}/{rest}"),
            &format!("/lists/{no_list}/{rest}"),
            Some(&body),
        )
        .await;
    }
    let mut content = papers::list(&book, "import", &[papers::line(1, METAL, "1")]);
    content.as_object_mut().expect("an object").remove("book");
    alike(&zone, "PUT", &format!("/lists/{list}"), &format!("/lists/{no_list}"), Some(&content)).await;
}

#[tokio::test]
async fn a_report_of_production_for_another_enterprises_book_looks_like_one_for_no_book() {
    let zone = Zone::new().await;
    let book = zone.book("H01012600001").await;
    let ask = |book: String, id: &'static str| {
        zone.post(Person::OtherClerk, "/reports/productions", &papers::production(&book, "1", id))
    };
    let hidden = ask(book, "1").refused(404, "UNKNOWN_BOOK").await;
    let absent = ask(BookId::from_raw(9).to_string(), "2").refused(404, "UNKNOWN_BOOK").await;
    assert_eq!(hidden, absent);
}

#[tokio::test]
async fn entries_and_receipts_about_another_enterprise_look_like_entries_that_do_not_exist() {
    let zone = Zone::new().await;
    let list = zone.import(&zone.book("H01012600001").await, "5").await;
    let shown = zone.read(Person::Clerk, &format!("/lists/{list}")).await;
    let position = shown["list"]["last_position"].as_u64().expect("a position");
    for rest in ["", "/receipt"] {
        let hidden = format!("/journal/entries/{position}{rest}");
        zone.get(Person::Clerk, &hidden).wants(200).await;
        alike(&zone, "GET", &hidden, &format!("/journal/entries/999999{rest}"), None).await;
    }
}

#[tokio::test]
async fn lists_of_things_hold_only_what_the_reader_may_see() {
    let zone = Zone::new().await;
    let list = zone.import(&zone.book("H01012600001").await, "5").await;
    let odd = papers::passage(&list, "京Z99999", "odd");
    zone.post(Person::Gate, "/reports/truck-passages", &odd).wants(201).await;
    for path in ["/books", "/lists", "/exceptions", "/tasks", "/books?text=H0101", "/lists?text=QD"] {
        let own = zone.read(Person::Clerk, path).await;
        assert!(!own["rows"].as_array().expect("rows").is_empty(), "{path}");
        let foreign = zone.read(Person::OtherClerk, path).await;
        assert_eq!(foreign["rows"], json!([]), "{path}");
        assert_eq!(zone.read(Person::Gate, path).await["rows"], json!([]), "{path}");
    }
    let enterprises = zone.read(Person::OtherClerk, "/enterprises").await;
    assert_eq!(enterprises["rows"].as_array().map(Vec::len), Some(1));
    let entries = zone.read(Person::OtherClerk, "/journal/entries").await;
    let text = entries.to_string();
    assert!(!text.contains(&zone.enterprise), "{text}");
    assert_eq!(zone.read(Person::OtherClerk, "/overview").await["open_exceptions"], 0);
    assert_eq!(zone.read(Person::Clerk, "/overview").await["open_exceptions"], 1);
}

#[tokio::test]
async fn a_mandate_opens_the_view_and_its_revocation_closes_it() {
    let zone = Zone::new().await;
    let book = zone.book("H01012600001").await;
    let mandate = json!({"principal": zone.enterprise, "agent": zone.other_enterprise,
        "valid_from": "2026-03-01", "valid_until": "2026-12-31"});
    let path = format!("/books/{book}");
    zone.get(Person::OtherClerk, &path).wants(404).await;
    let mandate = zone.post(Person::Administrator, "/mandates", &mandate).wants(201).await.id();
    zone.get(Person::OtherClerk, &path).wants(200).await;
    let revoke = format!("/mandates/{mandate}/revoke");
    zone.post(Person::Administrator, &revoke, &json!({})).wants(200).await;
    zone.get(Person::OtherClerk, &path).wants(404).await;
}
