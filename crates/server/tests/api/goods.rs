//! Lots, where goods came from, and machines under supervision.

use etown_values::{BookId, EquipmentId, ListId, SlipId};
use serde_json::json;

use super::papers::{self, METAL};
use super::zone::{Person, Zone};

#[tokio::test]
async fn lots_leave_the_oldest_first_and_lead_back_to_their_import() {
    let zone = Zone::new().await;
    let book = zone.book("H01012600001").await;
    let first = zone.import(&book, "10").await;
    zone.import(&book, "5").await;
    let before = zone.engine.position();
    let shipped = zone.list(&papers::list(&book, "re_export", &[papers::line(1, METAL, "12")])).await;
    zone.approve(&shipped).await;
    let path = format!("/books/{book}/items/{METAL}/lots");
    let lots = zone.read(Person::Clerk, &path).await;
    let left = |lots: &serde_json::Value| -> Vec<String> {
        let rows = lots["rows"].as_array().expect("rows").iter();
        rows.map(|lot| lot["remaining"].as_str().expect("a quantity").to_owned()).collect()
    };
    assert_eq!(left(&lots), ["0.00000", "3.00000"]);
    assert_eq!(lots["rows"][1]["remaining_value"], "127.5000");
    assert_eq!(left(&zone.read(Person::Clerk, &format!("{path}?open=true")).await), ["3.00000"]);
    let then = zone.read(Person::Clerk, &format!("{path}?before_position={before}")).await;
    assert_eq!(left(&then), ["10.00000", "5.00000"]);
    let page = zone.read(Person::Clerk, &format!("{path}?limit=1")).await;
    let cursor = page["next_cursor"].as_str().expect("more lots");
    assert_eq!(
        left(&zone.read(Person::Clerk, &format!("{path}?limit=1&cursor={cursor}")).await),
        ["3.00000"]
    );

    let number = &lots["rows"][0]["number"];
    let lot = zone.read(Person::Clerk, &format!("/books/{book}/lots/{number}")).await;
    assert_eq!(
        (&lot["moves"][0]["quantity"], &lot["moves"][0]["document"]["document_id"]),
        (&json!("-10.00000"), &json!(shipped))
    );
    let trace = zone.read(Person::Clerk, &format!("/lists/{shipped}/trace")).await;
    let step = &trace["drawn"][0];
    assert_eq!((&step["depth"], &step["quantity"]), (&json!(0), &json!("10.00000")));
    assert_eq!(step["lot"]["source"]["document_id"], json!(first));
    let opened = zone.read(Person::Clerk, &format!("/lists/{first}/trace")).await;
    assert_eq!(
        (opened["drawn"].as_array().map(Vec::len), opened["opened"].as_array().map(Vec::len)),
        (Some(0), Some(1))
    );
    zone.get(Person::Clerk, &format!("/books/{book}/items/77/lots")).refused(422, "UNKNOWN_ITEM").await;
}

#[tokio::test]
async fn a_machine_is_registered_confirmed_moved_and_released() {
    let zone = Zone::new().await;
    let book = zone.book("H01012600001").await;
    let list = zone.import(&book, "1").await;
    let paper = papers::equipment(&list, &zone.enterprise);
    let machine = zone.post(Person::Clerk, "/equipment", &paper).wants(201).await.id();
    zone.post(Person::Clerk, "/equipment", &paper).refused(422, "EQUIPMENT_SOURCE").await;
    let path = |rest: &str| format!("/equipment/{machine}{rest}");
    zone.post(Person::Clerk, &path("/confirm"), &json!({})).refused(403, "NOT_PERMITTED").await;
    zone.post(Person::Customs, &path("/confirm"), &json!({}))
        .if_match("\"9\"")
        .refused(412, "STALE_REVISION")
        .await;
    zone.post(Person::Customs, &path("/confirm"), &json!({})).if_match("\"1\"").wants(200).await;
    let shown = zone.read(Person::Clerk, &path("")).await;
    assert_eq!((&shown["status"], &shown["supervised_until"]), (&json!("supervised"), &json!("2029-03-01")));
    let elsewhere = json!({"location": "Hall 2", "used_by": zone.other_enterprise});
    zone.post(Person::Clerk, &path("/move"), &elsewhere).refused(422, "EQUIPMENT_USER").await;
    let elsewhere = json!({"location": "Hall 2", "used_by": zone.enterprise});
    zone.post(Person::Clerk, &path("/move"), &elsewhere).wants(200).await;
    zone.post(Person::Customs, &path("/release"), &json!({"reason": "duty was paid"})).wants(200).await;
    let shown = zone.read(Person::Clerk, &path("")).await;
    assert_eq!((&shown["status"], &shown["release_reason"]), (&json!("released"), &json!("duty was paid")));
    assert_eq!(shown["location"], "Hall 2");
    let history = zone.read(Person::Clerk, &path("/history")).await;
    let told: Vec<_> = history["rows"]
        .as_array()
        .expect("rows")
        .iter()
        .map(|row| {
            [&row["entry"]["event"], &row["location"], &row["entry"]["detail"]].map(|text| text.as_str())
        })
        .collect();
    assert_eq!(
        told,
        [
            [Some("equipment_registered"), Some("Hall 1"), None],
            [Some("equipment_confirmed"), Some("Hall 1"), None],
            [Some("equipment_moved"), Some("Hall 2"), None],
            [Some("equipment_released"), Some("Hall 2"), Some("duty was paid")],
        ]
    );
    assert_eq!(history["rows"][0]["used_by"], json!(zone.enterprise));
    let page = zone.read(Person::Clerk, &path("/history?limit=3")).await;
    let cursor = page["next_cursor"].as_str().expect("one more");
    let rest = zone.read(Person::Clerk, &path(&format!("/history?limit=3&cursor={cursor}"))).await;
    assert_eq!(rest["rows"][0], history["rows"][3]);
    let all = zone.read(Person::Customs, "/equipment?status=released&text=SN-1").await;
    assert_eq!(all["rows"].as_array().map(Vec::len), Some(1));
}

#[tokio::test]
async fn lots_items_and_periods_that_are_not_there_are_refused_whatever_their_numbers() {
    let zone = Zone::new().await;
    let book = zone.book("H01012600001").await;
    for lot in [77, 1 << 63, u64::MAX] {
        let problem =
            zone.get(Person::Clerk, &format!("/books/{book}/lots/{lot}")).refused(404, "UNKNOWN_LOT").await;
        assert_eq!(problem["numbers"], json!([{"name": "lot", "value": lot.to_string()}]));
    }
    for item in [77, u32::MAX] {
        let reply = zone.get(Person::Clerk, &format!("/books/{book}/issues?item={item}")).wants(422).await;
        assert_eq!(reply.json()["code"], "UNKNOWN_ITEM", "{item}");
    }
    for rest in ["", "/count", "/rows", "/rows/1", "/report?format=xlsx&language=en"] {
        let path = format!("/books/{book}/periods/77{rest}");
        let problem = zone.get(Person::Clerk, &path).refused(404, "UNKNOWN_PERIOD").await;
        assert_eq!(problem["numbers"], json!([{"name": "period", "value": "77"}]), "{rest}");
    }
}

#[tokio::test]
async fn slips_periods_lots_and_machines_of_another_look_like_none() {
    let zone = Zone::new().await;
    let book = zone.book("H01012600001").await;
    let list = zone.import(&book, "5").await;
    let machine = papers::equipment(&list, &zone.enterprise);
    let machine = zone.post(Person::Clerk, "/equipment", &machine).wants(201).await.id();
    let mut slip = papers::slip(&zone.enterprise, &list, "京A1");
    (slip["kind"], slip["lists"]) = (json!("empty_truck"), json!([]));
    slip["trucks"] = json!([papers::truck("京A1", "0")]);
    let slip = zone.post(Person::Clerk, "/slips", &slip).wants(201).await.id();
    let (no_book, no_list) = (BookId::from_raw(9).to_string(), ListId::from_raw(9).to_string());
    let (no_slip, no_machine) = (SlipId::from_raw(9).to_string(), EquipmentId::from_raw(9).to_string());
    let paths = |book: &str, list: &str, slip: &str, machine: &str| {
        let lots = format!("/books/{book}/items/{METAL}/lots");
        let periods = ["", "/1", "/1/rows", "/1/count", "/1/rows/1"];
        let mut paths: Vec<String> =
            periods.iter().map(|rest| format!("/books/{book}/periods{rest}")).collect();
        paths.extend([lots, format!("/books/{book}/lots/0"), format!("/books/{book}/issues")]);
        paths.extend([
            format!("/lists/{list}/trace"),
            format!("/slips/{slip}"),
            format!("/slips/{slip}/note"),
        ]);
        paths.extend([format!("/equipment/{machine}"), format!("/equipment/{machine}/history")]);
        paths
    };
    let hidden = paths(&book, &list, &slip, &machine);
    let absent = paths(&no_book, &no_list, &no_slip, &no_machine);
    let last = zone.engine.position() - 1;
    for (hidden, absent) in hidden.iter().zip(&absent) {
        zone.get(Person::Clerk, &format!("/books/{book}?at_least_position={last}")).wants(200).await;
        zone.get(Person::Clerk, hidden).wants(200).await;
        let one = zone.get(Person::OtherClerk, hidden).wants(404).await;
        let other = zone.get(Person::OtherClerk, absent).wants(404).await;
        assert_eq!(one.json(), other.json(), "{hidden}");
    }
    for path in ["/slips", "/equipment", "/periods", "/gate/held-trucks"] {
        assert_eq!(zone.read(Person::OtherClerk, path).await["rows"], json!([]), "{path}");
    }
    let reason = json!({"reason": "for no good reason"});
    for (hidden, absent, rest) in [(&slip, &no_slip, "slips"), (&machine, &no_machine, "equipment")] {
        let step = if rest == "slips" { "void" } else { "release" };
        let ask = |id: &str| zone.post(Person::OtherClerk, &format!("/{rest}/{id}/{step}"), &reason);
        assert_eq!(ask(hidden).wants(404).await.json(), ask(absent).wants(404).await.json());
    }
}
