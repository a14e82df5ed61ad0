//! Reads: tags, pages, positions, search, and the headers that surround every answer.

use serde_json::json;

use super::papers::{self, METAL};
use super::zone::{Person, Zone};

#[tokio::test]
async fn a_book_that_the_reader_knows_is_not_sent_again() {
    let zone = Zone::new().await;
    let book = zone.book("H01012600001").await;
    let path = format!("/books/{book}");
    zone.read(Person::Clerk, &path).await;
    let first = zone.get(Person::Clerk, &path).wants(200).await;
    let tag = first.header("etag").to_owned();
    let again = zone.get(Person::Clerk, &path).header("if-none-match", &tag).wants(304).await;
    assert!(again.bytes.is_empty());
    assert_eq!(again.header("etag"), tag);
    // A fact that is no part of the revision changes the tag all the same.
    let list = zone.import(&book, "1").await;
    let odd = papers::passage(&list, "京Z9", "odd");
    zone.post(Person::Gate, "/reports/truck-passages", &odd).wants(201).await;
    zone.read(Person::Clerk, &path).await;
    let later = zone.get(Person::Clerk, &path).header("if-none-match", &tag).wants(200).await;
    assert_eq!(later.json()["open_exceptions"].as_u64().map(|count| count > 0), Some(true));
}

#[tokio::test]
async fn the_tag_or_the_bare_revision_serves_as_if_match() {
    let zone = Zone::new().await;
    let book = zone.book("H01012600001").await;
    let list = zone.list(&papers::list(&book, "import", &[papers::line(1, METAL, "1")])).await;
    zone.read(Person::Clerk, &format!("/lists/{list}")).await;
    let seen = zone.get(Person::Clerk, &format!("/lists/{list}")).wants(200).await;
    let revision = format!("\"{}\"", seen.json()["list"]["revision"]);
    let submit = zone.post(Person::Clerk, &format!("/lists/{list}/submit"), &json!({}));
    submit.if_match(seen.header("etag")).wants(200).await;
    let back =
        zone.post(Person::Customs, &format!("/lists/{list}/return"), &json!({"reason": "please amend"}));
    back.if_match(&revision).refused(412, "STALE_REVISION").await;
}

#[tokio::test]
async fn pages_follow_each_other_without_gap_or_overlap() {
    let zone = Zone::new().await;
    let book = zone.book("H01012600001").await;
    for _ in 0..5 {
        zone.list(&papers::list(&book, "import", &[papers::line(1, METAL, "1")])).await;
    }
    zone.read(Person::Clerk, "/lists").await;
    let mut seen = Vec::new();
    let mut path = "/lists?limit=2".to_owned();
    loop {
        let page = zone.get(Person::Clerk, &path).wants(200).await.json();
        seen.extend(page["rows"].as_array().expect("rows").iter().map(|row| row["id"].clone()));
        match page["next_cursor"].as_str() {
            Some(cursor) => path = format!("/lists?limit=2&cursor={cursor}"),
            None => break,
        }
    }
    assert_eq!(seen.len(), 5);
    seen.sort_by_key(ToString::to_string);
    seen.dedup();
    assert_eq!(seen.len(), 5);
}

#[tokio::test]
async fn a_query_that_is_not_as_documented_is_refused() {
    let zone = Zone::new().await;
    for path in [
        "/lists?limit=0",
        "/lists?limit=201",
        "/lists?limit=many",
        "/lists?status=lost",
        "/lists?colour=red",
        "/lists?book=book_1",
        "/journal/entries?from=yesterday",
        "/commodities?prefix=85&text=chip",
        "/commodities?prefix=8x",
        "/commodities?prefix=",
        "/parameters?date=2026-13-01",
    ] {
        zone.get(Person::Auditor, path).refused(400, "QUERY_MALFORMED").await;
    }
    for year in ["0", "10000", "-1", "soon"] {
        let path = format!("/enterprises/{}/technology-income-tax?year={year}", zone.enterprise);
        zone.get(Person::Auditor, &path).refused(400, "QUERY_MALFORMED").await;
    }
    for path in ["/lists?cursor=%FF", "/books?cursor=abc", "/journal/entries?cursor=abc", "/users?cursor=abc"]
    {
        let reply = zone.get(Person::Auditor, path).wants(400).await.json();
        assert!(
            ["CURSOR_MALFORMED", "QUERY_MALFORMED"].contains(&reply["code"].as_str().expect("a code")),
            "{reply}"
        );
    }
}

#[tokio::test]
async fn a_read_may_ask_for_a_position_that_is_reached_and_for_no_other() {
    let zone = Zone::new().await;
    let position = zone.engine.position();
    zone.get(Person::Clerk, &format!("/books?at_least_position={}", position - 1)).wants(200).await;
    let call = zone.get(Person::Clerk, &format!("/books?at_least_position={position}"));
    call.refused(409, "POSITION_NOT_REACHED").await;
}

#[tokio::test]
async fn commodity_codes_are_found_by_digits_and_by_words_of_either_language() {
    let zone = Zone::new().await;
    for (query, code) in
        [("prefix=8534", "853400"), ("text=%E5%8D%B0%E5%88%B7", "853400"), ("text=copper%20scrap", "740400")]
    {
        let found = zone.read(Person::Clerk, &format!("/commodities?{query}")).await;
        assert_eq!(found["rows"][0]["code"], code, "{query}: {found}");
        assert_eq!(found["rows"].as_array().map(Vec::len), Some(1), "{query}: {found}");
    }
}

#[tokio::test]
async fn parameters_say_what_they_rest_on() {
    let zone = Zone::new().await;
    zone.post(Person::Administrator, "/calendar-years", &papers::calendar_year()).wants(201).await;
    let found = zone.read(Person::Clerk, "/parameters").await;
    assert_eq!(found["date"], "2026-03-02");
    let given = papers::parameters()["parameters"].as_array().map(Vec::len);
    assert_eq!(found["rows"].as_array().map(Vec::len), given);
    assert_eq!(
        (&found["rows"][0]["is_verified"], &found["rows"][0]["basis"]),
        (&json!(false), &json!("setting"))
    );
    let before = zone.read(Person::Clerk, "/parameters?date=2019-12-31").await;
    assert_eq!(before["rows"], json!([]));
    let years = zone.read(Person::Clerk, "/calendar-years").await;
    assert_eq!(years["rows"][0]["days"][0]["name"], "元旦");
}

#[tokio::test]
async fn the_journal_reads_as_a_history_and_names_who_acted() {
    let zone = Zone::new().await;
    let book = zone.book("H01012600001").await;
    let found = zone.read(Person::Clerk, "/journal/entries?kind=bonded.approve_book").await;
    let row = &found["rows"][0];
    assert_eq!(row["actor_name"], "Customs 虚构");
    assert_eq!(row["subject_id"], book.as_str());
    let detail = zone.read(Person::Clerk, &format!("/journal/entries/{}", row["position"])).await;
    assert!(detail["events"].as_array().is_some_and(|events| !events.is_empty()));
    assert!(detail["sections"].as_array().is_some_and(|names| names.contains(&json!("events"))));
}

#[tokio::test]
async fn every_refusal_code_is_explained() {
    let zone = Zone::new().await;
    let found = zone.get(Person::Newcomer, "/reference/refusals").wants(200).await.json();
    let rows = found["rows"].as_array().expect("rows");
    let mut codes: Vec<&str> = rows.iter().filter_map(|row| row["code"].as_str()).collect();
    assert!(codes.contains(&"INSUFFICIENT_AVAILABLE") && codes.contains(&"KEY_REUSED"));
    let count = codes.len();
    codes.sort_unstable();
    codes.dedup();
    assert_eq!(codes.len(), count, "a code is listed twice");
    assert!(rows.iter().all(|row| row["meaning"].as_str().is_some_and(|text| text.len() > 5)));
}

#[tokio::test]
async fn every_answer_carries_the_headers_of_safety() {
    let zone = Zone::new().await;
    for call in
        [zone.get(Person::Clerk, "/books"), zone.anonymous("GET", "/books"), zone.anonymous("GET", "/")]
    {
        let reply = call.send().await;
        assert!(reply.header("content-security-policy").starts_with("default-src 'self'"));
        assert_eq!(reply.header("x-content-type-options"), "nosniff");
        assert_eq!(reply.header("x-frame-options"), "DENY");
        assert_eq!(reply.header("referrer-policy"), "no-referrer");
        assert!(reply.headers.get("access-control-allow-origin").is_none());
    }
    let reply = zone.get(Person::Clerk, "/books").wants(200).await;
    assert_eq!(reply.header("cache-control"), "private, no-cache");
}

#[tokio::test]
async fn the_checkpoint_and_the_tiles_are_served_as_they_are_published() {
    let zone = Zone::new().await;
    let checkpoint = zone.get(Person::Auditor, "/journal/checkpoint").wants(200).await;
    let text = String::from_utf8(checkpoint.bytes).expect("a note is text");
    let size = zone.engine.position();
    assert!(text.starts_with(&format!("zone.example/journal\n{size}\n")), "{text}");
    let tile = zone.get(Person::Auditor, &format!("/journal/tile/0/000.p/{size}")).wants(200).await;
    assert_eq!(u64::try_from(tile.bytes.len()), Ok(size * 32));
    for path in ["0/999", "..%2f..%2fkeys", "0/../../keys", "entries"] {
        zone.get(Person::Auditor, &format!("/journal/tile/{path}")).wants(404).await;
    }
}

#[tokio::test]
async fn health_is_told_to_anyone() {
    let zone = Zone::new().await;
    let reply = zone.anonymous("GET", "/health").wants(200).await.json();
    assert_eq!(reply["status"], "well");
}
