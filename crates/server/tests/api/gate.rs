//! Slips and the gate: signed notes, lanes with and without their link, weights, holds and releases.

use etown_values::SlipId;
use serde_json::{Value, json};

use super::papers::{self, METAL};
use super::zone::{Person, Zone};

const PASSAGES: &str = "/reports/gate-passages";

/// An approved list that waits for a truck, and an approved slip for it.
async fn list_and_slip(zone: &Zone, book: &str, plate: &str) -> (String, String) {
    let mut paper = papers::list(book, "import", &[papers::line(1, METAL, "100")]);
    paper["trucks"] = json!([plate]);
    let list = zone.list(&paper).await;
    zone.approve(&list).await;
    let slip = papers::slip(&zone.enterprise, &list, plate);
    let slip = zone.post(Person::Clerk, "/slips", &slip).wants(201).await.id();
    zone.post(Person::Customs, &format!("/slips/{slip}/approve"), &json!({})).wants(200).await;
    (list, slip)
}

async fn note_of(zone: &Zone, slip: &str) -> String {
    let note = zone.get(Person::Gate, &format!("/slips/{slip}/note")).wants(200).await.json();
    note["note"].as_str().expect("a note").to_owned()
}

async fn status_of(zone: &Zone, list: &str) -> String {
    let shown = zone.read(Person::Clerk, &format!("/lists/{list}")).await;
    shown["list"]["status"].as_str().expect("a status").to_owned()
}

async fn kinds(zone: &Zone) -> Vec<String> {
    let open = zone.read(Person::Customs, "/exceptions?state=open").await;
    let rows = open["rows"].as_array().expect("rows").iter();
    rows.filter_map(|row| row["kind"].as_str().map(str::to_owned)).collect()
}

#[tokio::test]
async fn a_truck_passes_with_a_signed_note_and_its_list_is_posted() {
    let zone = Zone::new().await;
    let book = zone.book("H01012600001").await;
    let (list, slip) = list_and_slip(&zone, &book, "京A1").await;
    let note = note_of(&zone, &slip).await;
    assert!(note.contains("京A1") && note.starts_with("etown-slip/1\n"), "{note}");
    let key = zone.get(Person::Gate, "/gate/key").wants(200).await.json();
    let shown = zone.get(Person::Clerk, &format!("/slips/{slip}/note")).wants(200).await.json();
    assert_eq!(shown["key"], key["key"]);
    let check = |note: &str| zone.post(Person::Gate, "/gate/check-note", &json!({"note": note}));
    let before = zone.fingerprint();
    let checked = check(&note).wants(200).await.json();
    assert_eq!(checked, json!({"is_intact": true, "slip": slip}));
    let tampered = note.replace("15300", "95300");
    let checked = check(&tampered).wants(200).await.json();
    assert_eq!(checked, json!({"is_intact": false, "slip": null}));
    assert_eq!(zone.fingerprint(), before, "a check records nothing");

    let mut passage = papers::gate_passage(&slip, "京A1", "1");
    passage["note"] = json!(note);
    passage["scale_kilograms"] = json!("15310");
    let answer = zone.call(Person::Gate, "POST", PASSAGES).json(&passage).wants(201).await.json();
    assert_eq!(answer["exceptions"], json!([]));
    assert_eq!(status_of(&zone, &list).await, "posted");
    let shown = zone.read(Person::Gate, &format!("/slips/{slip}")).await;
    assert_eq!((&shown["slip"]["status"], &shown["slip"]["trucks_passed"]), (&json!("passed"), &json!(1)));
    assert_eq!(shown["trucks"][0]["first_gate_at"], "2026-03-02T02:00:00.000000Z");
    assert!(kinds(&zone).await.is_empty());
}

#[tokio::test]
async fn a_passage_with_a_forged_note_is_recorded_and_moves_nothing() {
    let zone = Zone::new().await;
    let book = zone.book("H01012600001").await;
    let (list, slip) = list_and_slip(&zone, &book, "京A1").await;
    let (_, other) = list_and_slip(&zone, &book, "京A2").await;
    let forged = note_of(&zone, &slip).await.replace("15300", "95300");
    let borrowed = note_of(&zone, &other).await;
    for (note, message) in [(forged, "1"), (borrowed, "2"), ("not a note".to_owned(), "3")] {
        let mut passage = papers::gate_passage(&slip, "京A1", message);
        passage["note"] = json!(note);
        zone.call(Person::Gate, "POST", PASSAGES).json(&passage).wants(201).await;
    }
    assert_eq!(kinds(&zone).await, ["slip_forged"; 3]);
    assert_eq!(status_of(&zone, &list).await, "approved");
    let unknown = papers::gate_passage(&SlipId::from_raw(9).to_string(), "京A1", "4");
    zone.call(Person::Gate, "POST", PASSAGES).json(&unknown).wants(201).await;
    assert!(kinds(&zone).await.contains(&"unknown_subject".to_owned()));
}

#[tokio::test]
async fn a_slip_that_two_offline_lanes_let_pass_blocks_its_book_until_customs_explains() {
    let zone = Zone::new().await;
    let book = zone.book("H01012600001").await;
    let (list, slip) = list_and_slip(&zone, &book, "京A1").await;
    let waiting = zone.list(&papers::list(&book, "import", &[papers::line(1, METAL, "1")])).await;
    // Both lanes were offline; their reports arrive an hour later.
    zone.clock.advance(3_600_000_000);
    let mut second = papers::gate_passage(&slip, "京A1", "7");
    second["source"] = json!("lane-4");
    zone.call(Person::Gate, "POST", PASSAGES)
        .json(&papers::gate_passage(&slip, "京A1", "7"))
        .wants(201)
        .await;
    let opened = zone.call(Person::Gate, "POST", PASSAGES).json(&second).wants(201).await;
    assert_eq!(opened.json()["is_repeated"], false);
    assert_eq!(kinds(&zone).await, ["truck_passed_twice"]);
    let answer = opened.json();
    assert_eq!(answer["exceptions"][0]["kind"], "truck_passed_twice");
    let again = zone.call(Person::Gate, "POST", PASSAGES).json(&second).wants(201).await.json();
    assert_eq!((&again["is_repeated"], &again["exceptions"]), (&json!(true), &answer["exceptions"]));
    let other = zone.book("H01012600002").await;
    for (filter, count) in [
        (format!("slip={slip}"), 1),
        (format!("slip={}", SlipId::from_raw(9)), 0),
        (format!("book={book}"), 1),
        (format!("book={other}"), 0),
        (format!("list={list}&state=open"), 1),
        (format!("list={waiting}"), 0),
    ] {
        let found = zone.read(Person::Customs, &format!("/exceptions?{filter}")).await;
        assert_eq!(found["rows"].as_array().map(Vec::len), Some(count), "{filter}");
    }
    let told = &zone.read(Person::Clerk, &format!("/exceptions?slip={slip}")).await["rows"][0];
    assert_eq!((&told["slip"], &told["id"]), (&json!(slip), &answer["exceptions"][0]["id"]));
    assert!(told["slip_number"].as_str().is_some_and(|number| number.starts_with("PS")), "{told}");
    assert_eq!(status_of(&zone, &list).await, "posted", "once");
    let items = zone.read(Person::Clerk, &format!("/books/{book}/items")).await;
    assert_eq!(items["rows"][0]["actual"], "100.00000");

    let submit = zone.post(Person::Clerk, &format!("/lists/{waiting}/submit"), &json!({}));
    let problem = submit.refused(409, "BLOCKED_BY_EXCEPTION").await;
    assert_eq!(problem["cites_position"], opened.position());
    let tasks = zone.read(Person::Customs, "/tasks").await;
    let tasks = tasks["rows"].as_array().expect("rows");
    assert!(tasks.iter().any(|task| task["kind"] == "resolve_exception"), "{tasks:?}");
    let exceptions = zone.read(Person::Customs, "/exceptions?state=open").await;
    let exception = exceptions["rows"][0]["id"].as_str().expect("an exception").to_owned();
    let explanation = json!({"explanation": "lane 4 read the truck behind it"});
    zone.post(Person::Customs, &format!("/exceptions/{exception}/resolve"), &explanation).wants(200).await;
    submit.wants(200).await;
}

#[tokio::test]
async fn a_truck_out_of_tolerance_is_held_until_another_officer_releases_it() {
    let zone = Zone::new().await;
    let book = zone.book("H01012600001").await;
    let (list, slip) = list_and_slip(&zone, &book, "京A1").await;
    let path = |rest: &str| format!("/slips/{slip}/{rest}");
    let weighing = |scale: &str| json!({"truck": "京A1", "scale_kilograms": scale});
    // Declared 15,300; three per cent are 459.
    let weigh = |person, scale: &str| zone.post(person, &path("weigh-truck"), &weighing(scale));
    weigh(Person::Clerk, "15300").refused(403, "NOT_PERMITTED").await;
    weigh(Person::Gate, "0").refused(422, "SCALE_WEIGHT").await;
    weigh(Person::Customs, "15760").wants(200).await;
    let shown = zone.read(Person::Gate, &format!("/slips/{slip}")).await;
    let truck = &shown["trucks"][0];
    assert_eq!((&truck["held"], &truck["is_within"]), (&json!("weight"), &json!(false)));
    assert_eq!(
        (&truck["difference_percent"], &truck["tolerance_percent"]),
        (&json!("3.0065"), &json!("3.000000000"))
    );
    let hold = &truck["hold"];
    assert_eq!((&hold["cause"], &hold["reason"]), (&json!("weight"), &json!(null)));
    assert_eq!(
        hold["weighing"],
        json!({
            "scale_kilograms": "15760.00000", "declared_kilograms": "15300.00000",
            "difference_percent": "3.0065", "tolerance_percent": "3.000000000",
        })
    );
    assert_eq!(status_of(&zone, &list).await, "approved", "nothing is posted");
    weigh(Person::Gate, "15300").refused(409, "TRUCK_STATUS").await;
    let held = zone.read(Person::Customs, "/slips?held=true").await;
    assert_eq!(held["rows"].as_array().map(Vec::len), Some(1));
    let of_list = zone.read(Person::Gate, &format!("/slips?list={list}&text=京a1")).await;
    assert_eq!(of_list["rows"][0]["plates"], json!(["京A1"]));
    for (person, count) in
        [(Person::Gate, 1), (Person::Clerk, 1), (Person::Customs, 1), (Person::OtherClerk, 0)]
    {
        let trucks = zone.read(person, "/gate/held-trucks").await;
        assert_eq!(trucks["rows"].as_array().map(Vec::len), Some(count), "{person:?}");
        assert_eq!(zone.read(person, "/overview").await["trucks_held"], count, "{person:?}");
        if count == 1 {
            let truck = &trucks["rows"][0];
            assert_eq!((&truck["plate"], &truck["slip"]), (&json!("京A1"), &json!(slip)));
            assert_eq!(truck["hold"]["weighing"]["scale_kilograms"], "15760.00000");
        }
    }

    let reason = json!({"truck": "京A1", "reason": "the driver and a spare wheel"});
    let release = |person| zone.post(person, &path("release-truck"), &reason);
    release(Person::Gate).refused(403, "NOT_PERMITTED").await;
    release(Person::Customs).refused(403, "MAKER_IS_CHECKER").await;
    release(Person::OtherCustoms).wants(200).await;
    release(Person::OtherCustoms).refused(409, "TRUCK_STATUS").await;
    let shown = zone.read(Person::Gate, &format!("/slips/{slip}")).await;
    let truck = &shown["trucks"][0];
    assert_eq!((&truck["held"], &truck["is_released"]), (&json!(null), &json!(true)));
    assert_eq!(
        truck["hold"]["weighing"]["scale_kilograms"], "15760.00000",
        "why it was held stays to be read"
    );
    assert_eq!(zone.read(Person::Gate, "/gate/held-trucks").await["rows"], json!([]));
    let mut passage = papers::gate_passage(&slip, "京A1", "1");
    passage["scale_kilograms"] = json!("15760");
    zone.call(Person::Gate, "POST", PASSAGES).json(&passage).wants(201).await;
    assert!(kinds(&zone).await.is_empty());
    assert_eq!(status_of(&zone, &list).await, "posted");
}

#[tokio::test]
async fn a_slip_names_its_revision_and_refuses_a_stale_one() {
    let zone = Zone::new().await;
    let book = zone.book("H01012600001").await;
    let (_, slip) = list_and_slip(&zone, &book, "京A1").await;
    let path = format!("/slips/{slip}/void");
    let reason: Value = json!({"reason": "another truck comes"});
    zone.post(Person::Clerk, &path, &reason).if_match("\"1\"").refused(412, "STALE_REVISION").await;
    zone.post(Person::Clerk, &path, &reason).without("if-match").wants(428).await;
    zone.post(Person::Clerk, &path, &reason).if_match("\"2\"").wants(200).await;
    zone.get(Person::Gate, &format!("/slips/{slip}/note")).refused(409, "SLIP_STATUS").await;
}

#[tokio::test]
async fn slips_come_in_pages() {
    let zone = Zone::new().await;
    let mut paper = papers::slip(&zone.enterprise, "", "京A1");
    (paper["kind"], paper["lists"]) = (json!("empty_truck"), json!([]));
    for plate in ["京A1", "京A2", "京A3"] {
        paper["trucks"] = json!([papers::truck(plate, "0")]);
        zone.post(Person::Clerk, "/slips", &paper).wants(201).await;
    }
    let mut seen = Vec::new();
    let mut path = "/slips?limit=2".to_owned();
    loop {
        let page = zone.read(Person::Gate, &path).await;
        let rows = page["rows"].as_array().expect("rows");
        seen.extend(rows.iter().map(|row| row["number"].to_string()));
        let Some(cursor) = page["next_cursor"].as_str() else { break };
        path = format!("/slips?limit=2&cursor={cursor}");
    }
    assert_eq!(seen.len(), 3);
    assert!(seen.is_sorted_by(|one, other| one > other), "{seen:?}");
    zone.get(Person::Gate, "/slips?cursor=first").wants(400).await;
}
