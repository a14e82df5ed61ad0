//! Products and chains over the interface: what lies around a product, what is missing, who stops what, what could be made.

use serde_json::{Value, json};

use super::papers;
use super::zone::Person::{Clerk, InvestmentDesk, LandDesk, OtherClerk};
use super::zone::Zone;

/// A panel of glass and of film or foil; steel that goes round in a circle.
async fn furnished() -> Zone {
    let zone = Zone::new().await;
    let post = |path: &'static str, body: Value| {
        let call = zone.post(InvestmentDesk, path, &body);
        async move { call.wants(201).await }
    };
    post("/scopes", papers::scopes()).await;
    post("/chain/products", papers::products(&["panel", "glass", "film", "foil", "scrap", "steel", "ore"]))
        .await;
    post("/chain/firms", papers::firms(&[("near", "etown"), ("north", "jjj"), ("far", "china")])).await;
    let inputs = [
        ("panel", 1, "glass"),
        ("panel", 2, "film"),
        ("panel", 2, "foil"),
        ("panel", 3, "steel"),
        ("steel", 1, "ore"),
        ("steel", 1, "scrap"),
        ("scrap", 1, "panel"),
    ];
    post("/chain/inputs", papers::inputs(&inputs)).await;
    let supplies = [
        ("near", "panel"),
        ("north", "glass"),
        ("far", "glass"),
        ("north", "film"),
        ("far", "foil"),
        ("far", "steel"),
        ("far", "ore"),
        ("near", "scrap"),
    ];
    post("/chain/supplies", papers::supplies(&supplies)).await;
    post("/chain/chains", papers::chain("display", &["panel", "glass", "foil"])).await;
    zone
}

#[tokio::test]
async fn a_product_is_found_drawn_and_shown_with_its_evidence() {
    let zone = furnished().await;
    let found = zone.read(Clerk, "/chain/products?text=FILM").await;
    assert_eq!(found["rows"][0]["code"], "film");
    let first = zone.read(Clerk, "/chain/products?limit=4").await;
    let next = first["next_cursor"].as_str().expect("there are more");
    let rest = zone.read(Clerk, &format!("/chain/products?limit=4&cursor={next}")).await;
    assert_eq!((rest["rows"].as_array().map(Vec::len), &rest["next_cursor"]), (Some(3), &json!(null)));
    let shown = zone.read(InvestmentDesk, "/chain/products/panel").await;
    assert_eq!(shown["inputs"].as_array().map(Vec::len), Some(4));
    assert_eq!(shown["suppliers"][0]["firm"], "near");
    assert_eq!(shown["inputs"][0]["evidence"]["is_stale"], json!(false));
    let seen = zone.read(Clerk, "/chain/products/panel").await;
    assert_eq!(
        (&seen["suppliers"], &seen["product"]["suppliers"]),
        (&json!([]), &json!(1)),
        "a number, no names"
    );
    let drawing = zone.read(Clerk, "/chain/products/panel/drawing?towards=upstream").await;
    assert_eq!(drawing["products"].as_array().map(Vec::len), Some(7));
    assert_eq!(drawing["cycles"], json!([["panel", "scrap", "steel"]]), "the circle is named");
    let backward = |link: &&Value| link["is_backward"] == json!(true);
    assert_eq!(drawing["links"].as_array().expect("links").iter().filter(backward).count(), 1);
    zone.get(Clerk, "/chain/products/nothing").refused(404, "UNKNOWN_PRODUCT").await;
    zone.get(Clerk, "/chain/products/nothing/drawing?towards=both").refused(404, "UNKNOWN_PRODUCT").await;
    zone.get(Clerk, "/chain/products/panel/drawing?towards=sideways").refused(400, "QUERY_MALFORMED").await;
}

#[tokio::test]
async fn a_drawing_shows_what_was_stated_since_the_last_one() {
    let zone = furnished().await;
    let drawing = "/chain/products/panel/drawing?towards=upstream";
    let products = async || zone.read(Clerk, drawing).await["products"].as_array().map(Vec::len);
    assert_eq!((products().await, products().await), (Some(7), Some(7)));
    zone.post(InvestmentDesk, "/chain/products", &papers::products(&["glue"])).wants(201).await;
    assert_eq!(products().await, Some(7));
    zone.post(InvestmentDesk, "/chain/inputs", &papers::inputs(&[("panel", 9, "glue")])).wants(201).await;
    assert_eq!(products().await, Some(8));
    let withdrawn = json!({"product": "panel", "group": 9, "input": "glue", "reason": "stated in error"});
    zone.post(InvestmentDesk, "/chain/inputs/withdraw", &withdrawn).wants(200).await;
    assert_eq!(products().await, Some(7));
}

#[tokio::test]
async fn missing_and_weak_links_are_told_for_each_scope() {
    let zone = furnished().await;
    let shown = zone.read(Clerk, "/chain/chains/display/links").await;
    let scopes: Vec<_> =
        shown["scopes"].as_array().expect("scopes").iter().map(|one| &one["scope"]).collect();
    assert_eq!(scopes, [&json!("etown"), &json!("jjj"), &json!("china")]);
    assert_eq!(shown["scopes"][0]["by_count"], "0.3333");
    assert_eq!(shown["scopes"][0]["missing_required"], json!(["glass", "foil"]));
    assert_eq!(shown["scopes"][2]["by_weight"], "1.0000");
    assert_eq!(
        (&shown["nodes"][0]["standing"], &shown["nodes"][0]["declared"]),
        (&json!("weak"), &json!([1, 1, 1]))
    );
    assert_eq!(
        (&shown["nodes"][1]["missing_in"], &shown["nodes"][1]["suppliers"]),
        (&json!("etown"), &json!([0, 1, 2]))
    );
    assert_eq!(shown["nodes"][2]["missing_in"], "jjj");
    let wider = zone.read(Clerk, "/chain/chains/display/links?scope=jjj").await;
    assert_eq!(wider["scopes"].as_array().map(Vec::len), Some(2));
    zone.get(Clerk, "/chain/chains/nothing/links").refused(404, "UNKNOWN_CHAIN").await;
    zone.get(Clerk, "/chain/chains/display/links?scope=nowhere").refused(422, "UNKNOWN_SCOPE").await;
}

#[tokio::test]
async fn the_desk_sees_which_firm_stops_what() {
    let zone = furnished().await;
    let shown = zone.read(InvestmentDesk, "/chain/failures").await;
    assert_eq!(
        (&shown["producible"], &shown["not_asked"], &shown["cycles_found"]),
        (&json!(7), &json!(0), &json!(1))
    );
    // Without the far firm there is no ore, no first steel, no panel and no scrap; foil falls too.
    assert_eq!(shown["firms"][0]["firm"]["code"], "far");
    assert_eq!(shown["firms"][0]["lost"], json!(5));
    let detail = zone.read(InvestmentDesk, "/chain/firms/north/failure").await;
    assert_eq!((&detail["lost_count"], &detail["lost"][0]["code"]), (&json!(1), &json!("film")));
    zone.get(InvestmentDesk, "/chain/firms/nobody/failure").refused(404, "UNKNOWN_FIRM").await;
    zone.get(Clerk, "/chain/failures").refused(403, "NOT_PERMITTED").await;
    zone.get(LandDesk, "/chain/firms/far/failure").refused(403, "NOT_PERMITTED").await;
    let idle = papers::firms(&[("idle", "china")]);
    zone.post(InvestmentDesk, "/chain/firms", &idle).wants(201).await;
    assert_eq!(zone.read(InvestmentDesk, "/chain/firms/idle/failure").await["lost_count"], json!(0));
    assert_eq!(zone.read(InvestmentDesk, "/chain/firms?text=Idle").await["rows"][0]["code"], "idle");
}

#[tokio::test]
async fn an_imported_part_is_shown_with_every_class_that_its_code_may_have() {
    let zone = furnished().await;
    let classification = {
        let mut classification = papers::classification("gb");
        let class = |number: u32| json!({"code": format!("c{number:02}"), "name": "类", "name_english": "class", "parent": null});
        classification["classes"] = (1..=11).map(class).collect();
        classification
    };
    zone.post(InvestmentDesk, "/industry/classifications", &classification).wants(201).await;
    let codes: Vec<String> = (1..=11).map(|number| format!("c{number:02}")).collect();
    let rows: Vec<(&str, &str)> = codes.iter().map(|code| ("848620", code.as_str())).collect();
    zone.post(InvestmentDesk, "/industry/hs-classes", &papers::hs_classes(&rows)).wants(201).await;
    let mut machine = papers::products(&["machine"]);
    machine["products"][0]["hs_code"] = json!("848620");
    zone.post(InvestmentDesk, "/chain/products", &machine).wants(201).await;
    let path = format!("/industry/enterprises/{}/classify", zone.enterprise);
    zone.post(InvestmentDesk, &path, &papers::mapping(&["c05"], "2026-01-01")).wants(201).await;
    let shown = zone.read(InvestmentDesk, "/chain/imports?scope=jjj").await;
    let row = &shown["rows"][0];
    assert_eq!(
        (&row["hs_code"], &row["join"], &row["classes_in_table"]),
        (&json!("848620"), &json!("ambiguous"), &json!(11))
    );
    assert_eq!((row["candidates"].as_array().map(Vec::len), &row["enterprises"]), (Some(11), &json!(1)));
    let choice = json!({"scheme": "gb", "classes": ["c05"], "reason": "reviewed with two makers"});
    zone.post(InvestmentDesk, "/industry/hs-classes/848620/override", &choice).wants(200).await;
    let shown = zone.read(InvestmentDesk, "/chain/imports?scope=jjj").await;
    assert_eq!(
        (&shown["rows"][0]["join"], &shown["rows"][0]["classes_in_table"]),
        (&json!("unique"), &json!(11))
    );
    zone.get(InvestmentDesk, "/chain/imports?scope=nowhere").refused(422, "UNKNOWN_SCOPE").await;
}

#[tokio::test]
async fn a_declared_supply_is_confirmed_into_the_graph_with_a_receipt() {
    let zone = furnished().await;
    let paper = papers::supply_declaration(&zone.enterprise, "glass");
    zone.post(OtherClerk, "/chain/declarations", &paper).refused(403, "NOT_PERMITTED").await;
    let supply = zone.post(Clerk, "/chain/declarations", &paper).wants(201).await.id();
    let waiting = zone.read(InvestmentDesk, "/chain/declarations?status=declared").await;
    assert_eq!(waiting["rows"][0]["id"], supply);
    assert_eq!(zone.read(OtherClerk, "/chain/declarations").await["rows"], json!([]));
    let path = format!("/chain/declarations/{supply}");
    zone.post(InvestmentDesk, &format!("{path}/return"), &json!({"reason": ""}))
        .refused(422, "STATEMENT_REASON")
        .await;
    let answer = zone.post(InvestmentDesk, &format!("{path}/confirm"), &json!({})).wants(200).await;
    zone.get(Clerk, &format!("/journal/entries/{}/receipt", answer.position())).wants(200).await;
    let shown = zone.read(Clerk, "/chain/products/glass").await;
    assert_eq!(shown["product"]["suppliers"], json!(3));
    assert_eq!(shown["suppliers"][0]["enterprise"], zone.enterprise, "an enterprise sees itself");
    zone.post(InvestmentDesk, &format!("{path}/confirm"), &json!({})).refused(409, "SUPPLY_STATUS").await;
}

#[tokio::test]
async fn too_many_rows_are_refused_with_the_number_that_fits() {
    let zone = furnished().await;
    let codes: Vec<String> = (0..1_001).map(|number| format!("p{number}")).collect();
    let codes: Vec<&str> = codes.iter().map(String::as_str).collect();
    let call = zone.post(InvestmentDesk, "/chain/products", &papers::products(&codes));
    assert_eq!(call.refused(409, "TOO_MANY_CHAIN_ROWS").await["largest_accepted"], "1000");
    zone.post(InvestmentDesk, "/chain/products", &papers::products(&codes[..1_000])).wants(201).await;
    let inputs = papers::inputs(&[("panel", 1, "panel")]);
    let problem = zone.post(InvestmentDesk, "/chain/inputs", &inputs).refused(422, "INPUT_OF_ITSELF").await;
    assert_eq!(problem["field"], "inputs[0].input");
    let unknown = papers::supplies(&[("near", "nothing")]);
    zone.post(InvestmentDesk, "/chain/supplies", &unknown).refused(404, "UNKNOWN_PRODUCT").await;
}
