//! The land desk over the interface: from a survey to the proven start, and the answers to what cannot be.

use serde_json::{Value, json};

use super::zone::{Person, Zone, nobodys_enterprise};

/// A square of 200 m in a row of them.
fn polygon(place: i64) -> Value {
    rectangle(place * 200_000, 200_000)
}

fn rectangle(east: i64, width: i64) -> Value {
    let corner = |east: i64, north: i64| json!({"east_mm": east, "north_mm": north});
    json!([corner(east, 0), corner(east + width, 0), corner(east + width, 200_000), corner(east, 200_000)])
}

pub(crate) fn parcel(number: &str, place: i64) -> Value {
    json!({"number": number, "location": "虚构一街 / Invented First Street", "polygon": polygon(place),
        "area": "40000", "supply_mode": "flexible_grant", "price": "86400000"})
}

pub(crate) fn part(number: &str, place: i64) -> Value {
    json!({"number": number, "location": "虚构一街 / Invented First Street", "polygon": polygon(place)})
}

pub(crate) fn contract(number: &str, enterprise: &str) -> Value {
    json!({"number": number, "enterprise": enterprise, "price": "86400000.00", "term_years": 20,
        "acquired_on": "2026-02-10", "delivery_due": "2026-03-01", "agreed_start": "2026-03-01",
        "total_investment": "400000000", "performance": [{"indicator": "investment_intensity", "target": "1200",
            "unit": "万元/亩 10,000 yuan per mu", "clause": "4.1"}]})
}

pub(crate) fn foundation() -> Value {
    json!({"reached_on": "2026-03-02", "evidence": "0a".repeat(32)})
}

/// A parcel under contract with the clerk's enterprise, and the contract.
pub(crate) async fn settle(zone: &Zone) -> (String, String) {
    let settings = [
        ("land.permit.construction_working_days", "10"),
        ("land.term.flexible_grant_years_max", "20"),
        ("land.survey.area_tolerance_percent", "0.1"),
        ("land.survey.corner_tolerance_millimetres", "10"),
        ("land.parcel.parts_max", "4"),
        ("land.idle.fee_months", "12"),
        ("land.idle.take_back_months", "24"),
        ("land.idle.fee_percent", "20"),
        ("land.idle.developed_area_one_in", "3"),
        ("land.idle.invested_percent", "25"),
    ];
    let setting = |(name, value): &(&str, &str)| {
        let value = json!({"effective_from": "2020-01-01", "value": value, "basis": "setting", "source": "test",
            "is_verified": false});
        json!({"name": name, "unit": "1", "meaning": "test", "values": [value]})
    };
    let settings = json!({"parameters": settings.iter().map(setting).collect::<Vec<_>>()});
    zone.post(Person::Administrator, "/parameters", &settings).wants(201).await;
    let parcel = zone.post(Person::LandDesk, "/land/parcels", &parcel("L-1", 0)).wants(201).await.id();
    let path = format!("/land/parcels/{parcel}/contracts");
    let paper = contract("LC-1", &zone.enterprise);
    let contract = zone.post(Person::LandDesk, &path, &paper).wants(201).await.id();
    (parcel, contract)
}

#[tokio::test]
async fn land_goes_from_contract_to_proven_start_and_each_step_has_a_receipt() {
    let zone = Zone::new().await;
    let (parcel, contract) = settle(&zone).await;
    let enterprises = zone.read(Person::LandDesk, "/enterprises").await;
    assert_eq!(enterprises["rows"].as_array().map(Vec::len), Some(2), "a desk finds whom it contracts with");
    let path = |rest: &str| format!("/land/contracts/{contract}/{rest}");
    let act = |rest: &str, body: &Value| zone.post(Person::LandDesk, &path(rest), body);
    let shown = zone.read(Person::Clerk, &format!("/land/contracts/{contract}")).await;
    assert_eq!(shown["status"], "contracted");
    // No calendar is published in this zone: the deadline says that it is provisional.
    assert_eq!(
        (&shown["permit_due"]["date"], &shown["permit_due"]["is_firm"]),
        (&json!("2026-02-24"), &json!(false))
    );
    assert_eq!(shown["permit_due"]["unpublished_years"], json!([2026]));
    assert_eq!(
        (&shown["clock"]["status"], &shown["idle_fee"]),
        (&json!("government_caused"), &json!("17280000.00"))
    );
    act("permits", &json!({"kind": "construction", "number": "P-1", "issued_on": "2026-02-20"}))
        .wants(200)
        .await;
    act("deliver", &json!({"delivered_on": "2026-03-01"})).wants(200).await;
    zone.post(Person::Clerk, &path("report-foundation"), &foundation()).wants(200).await;
    let tasks = zone.read(Person::LandDesk, "/tasks").await;
    let task = &tasks["rows"][0];
    assert_eq!((&task["kind"], &task["subject_number"]), (&json!("confirm_start"), &json!("LC-1")));
    let tag = zone.get(Person::LandDesk, &format!("/land/contracts/{contract}")).wants(200).await;
    let tag = tag.header("etag").to_owned();
    act("confirm-start", &json!({})).if_match("\"1\"").refused(412, "STALE_REVISION").await;
    let confirmed = act("confirm-start", &json!({})).if_match(&tag).wants(200).await;
    let entry = format!("/journal/entries/{}", confirmed.position());
    zone.read(Person::Clerk, &entry).await;
    zone.get(Person::Clerk, &format!("{entry}/receipt")).wants(200).await;
    let shown = zone.read(Person::Clerk, &format!("/land/parcels/{parcel}")).await;
    assert_eq!(
        (&shown["parcel"]["status"], &shown["contract"]["started_on"]),
        (&json!("started"), &json!("2026-03-02"))
    );
    let history = zone.read(Person::Clerk, &format!("/journal/entries?subject={contract}")).await;
    assert_eq!(history["rows"].as_array().map(Vec::len), Some(5));
    zone.get(Person::OtherClerk, &format!("/land/parcels/{parcel}")).refused(404, "UNKNOWN_PARCEL").await;
    let none = zone.read(Person::OtherClerk, "/land/contracts").await;
    assert_eq!(none["rows"], json!([]));
}

#[tokio::test]
async fn contracts_are_found_by_state_clock_and_text() {
    let zone = Zone::new().await;
    let (_, contract) = settle(&zone).await;
    let shown = zone.read(Person::LandDesk, &format!("/land/contracts/{contract}")).await;
    let parcel = shown["parcels"][0]["number"].as_str().expect("a number").to_owned();
    let found = async |query: &str| {
        let page = zone.read(Person::LandDesk, &format!("/land/contracts?{query}")).await;
        page["rows"].as_array().map(Vec::len)
    };
    let status = shown["status"].as_str().expect("a status").to_owned();
    assert_eq!(found(&format!("status={status}")).await, Some(1));
    assert_eq!(found("status=taken_back").await, Some(0));
    assert_eq!(found("clock=take_back").await, Some(0));
    assert_eq!(found(&format!("text={}", parcel.to_lowercase())).await, Some(1));
    assert_eq!(found("text=nothing-like-it").await, Some(0));
    zone.get(Person::LandDesk, "/land/contracts?status=asleep").refused(400, "QUERY_MALFORMED").await;
}

#[tokio::test]
async fn parcels_are_found_by_state_clock_and_text_page_by_page() {
    let zone = Zone::new().await;
    let (parcel_id, _) = settle(&zone).await;
    for place in 1..4 {
        let paper = parcel(&format!("L-{}", place + 1), place);
        zone.post(Person::LandDesk, "/land/parcels", &paper).wants(201).await;
    }
    let first = zone.read(Person::LandDesk, "/land/parcels?limit=3").await;
    let cursor = first["next_cursor"].as_str().expect("another page").to_owned();
    let rest = zone.read(Person::LandDesk, &format!("/land/parcels?limit=3&cursor={cursor}")).await;
    assert_eq!((rest["rows"].as_array().map(Vec::len), &rest["next_cursor"]), (Some(1), &Value::Null));
    let count = |asked: &str| {
        let path = format!("/land/parcels?{asked}");
        let zone = &zone;
        async move { zone.read(Person::LandDesk, &path).await["rows"].as_array().map(Vec::len) }
    };
    assert_eq!(count("status=available").await, Some(3));
    assert_eq!(count("status=contracted&text=lc-1").await, Some(1));
    assert_eq!(count(&format!("enterprise={}", zone.enterprise)).await, Some(1));
    assert_eq!(count(&format!("enterprise={}", nobodys_enterprise())).await, Some(0));
    assert_eq!(count("clock=not_idle").await, Some(0), "it is late for its delivery");
    assert_eq!(count("clock=government_caused").await, Some(1));
    assert_eq!(count("supply_mode=lease").await, Some(0));
    // The parcel is split: retired parcels are shown to those who ask for them.
    let parts = json!({"parts": [
        {"number": "L-1-1", "location": "x", "polygon": rectangle(0, 120_000)},
        {"number": "L-1-2", "location": "x", "polygon": rectangle(120_000, 80_000)},
    ]});
    let path = format!("/land/parcels/{parcel_id}/split");
    zone.post(Person::LandDesk, &path, &parts).wants(200).await;
    assert_eq!((count("status=retired").await, count("text=L-1").await), (Some(1), Some(2)));
    let shown = zone.read(Person::Clerk, &format!("/land/parcels/{parcel_id}")).await;
    let parts = shown["parcel"]["into"].as_array().expect("links").clone();
    let merger = json!({"parcels": [parts[0]["id"], parts[1]["id"]], "merged": part("L-1", 0)});
    let merged = zone.post(Person::LandDesk, "/land/mergers", &merger).wants(201).await.id();
    let shown = zone.read(Person::Clerk, &format!("/land/parcels/{merged}")).await;
    assert_eq!(
        (&shown["parcel"]["area"], &shown["parcel"]["price"]),
        (&json!("40000.00"), &json!("86400000.00"))
    );
    assert_eq!(shown["contract"]["parcels"][0]["id"], merged.as_str());
}

#[tokio::test]
async fn what_cannot_be_a_parcel_is_refused_with_the_place_and_changes_nothing() {
    let zone = Zone::new().await;
    let (parcel_id, contract_id) = settle(&zone).await;
    let before = zone.fingerprint();
    let with = |field: &str, value: Value| {
        let mut paper = parcel("L-2", 1);
        paper[field] = value;
        zone.post(Person::LandDesk, "/land/parcels", &paper)
    };
    with("area", json!("1.005")).refused(400, "UNEXPECTED_CONTENT").await;
    with("area", json!(40000)).refused(400, "UNEXPECTED_CONTENT").await;
    with("price", json!("1.005")).refused(400, "UNEXPECTED_CONTENT").await;
    with("supply_mode", json!("sale")).refused(400, "UNEXPECTED_CONTENT").await;
    with("polygon", json!([{"east_mm": 0.5, "north_mm": 0}])).refused(400, "UNEXPECTED_CONTENT").await;
    with("polygon", json!([])).refused(422, "POLYGON_CORNERS").await;
    let far = i64::MAX;
    let beyond = json!([{"east_mm": far, "north_mm": 0}, {"east_mm": 0, "north_mm": 0}, {"east_mm": 0, "north_mm": far}]);
    with("polygon", beyond).refused(422, "POLYGON_CORNERS").await;
    let mut crossing = polygon(1);
    crossing.as_array_mut().expect("corners").swap(1, 2);
    let problem = with("polygon", crossing).refused(422, "POLYGON_CROSSES_ITSELF").await;
    assert_eq!(problem["field"], "polygon");
    with("polygon", polygon(0)).refused(422, "PARCELS_OVERLAP").await;
    with("area", json!("41000")).refused(422, "PARCEL_AREA").await;
    let parts = json!({"parts": [part("L-7", 0), part("L-8", 1)]});
    let split = format!("/land/parcels/{parcel_id}/split");
    zone.post(Person::LandDesk, &split, &parts).refused(422, "PARTS_OUTSIDE").await;
    zone.post(Person::LandDesk, &split, &parts).without("if-match").refused(428, "IF_MATCH_MISSING").await;
    zone.get(Person::LandDesk, "/land/parcels?status=sold").refused(400, "QUERY_MALFORMED").await;
    zone.get(Person::LandDesk, "/land/parcels?limit=0").refused(400, "QUERY_MALFORMED").await;
    zone.get(Person::LandDesk, "/land/parcels/par_1").refused(404, "ID_MALFORMED").await;
    let fee = format!("/land/contracts/{contract_id}/notice-idle-fee");
    let problem =
        zone.post(Person::LandDesk, &fee, &json!({"document": "N-1"})).refused(409, "NOT_IDLE").await;
    assert_eq!(problem["numbers"][1]["value"], "2027-03-01");
    assert_eq!(zone.fingerprint(), before);
}
