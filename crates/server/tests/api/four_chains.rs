//! The four chains of a product over HTTP: every step, every gap, and who sees what.

use serde_json::{Value, json};

use super::papers::{self, BOARD, METAL};
use super::technology;
use super::zone::Person::{Auditor, Clerk, Customs, InvestmentDesk, LandDesk, OtherClerk};
use super::zone::{Person, Zone};

struct Made {
    zone: Zone,
    book: String,
    export: String,
    contract: String,
}

/// A board of metal: a contract goes into it, its book has a bill, a firm supplies the metal, four lots came in and one
/// list sent two boards abroad.
async fn made() -> Made {
    let zone = Zone::new().await;
    zone.post(InvestmentDesk, "/scopes", &papers::scopes()).wants(201).await;
    zone.post(InvestmentDesk, "/chain/products", &papers::products(&["board", "metal", "other"]))
        .wants(201)
        .await;
    zone.post(InvestmentDesk, "/chain/firms", &papers::firms(&[("smelter", "china")])).wants(201).await;
    zone.post(InvestmentDesk, "/chain/supplies", &papers::supplies(&[("smelter", "metal")])).wants(201).await;
    let book = zone.book("H01012600001").await;
    zone.post(Clerk, "/chain/items", &papers::item_statement("board", &book, BOARD)).wants(201).await;
    zone.post(Clerk, "/chain/items", &papers::item_statement("metal", &book, METAL)).wants(201).await;
    for quantity in ["3", "5", "7", "9"] {
        zone.import(&book, quantity).await;
    }
    let export = zone.list(&papers::list(&book, "export", &[papers::line(1, BOARD, "2")])).await;
    zone.approve(&export).await;
    technology::furnish(&zone).await;
    let disclosure = technology::accepted(&zone).await;
    let paper = technology::contract(&disclosure, "C-1");
    let contract = zone.post(Clerk, "/technology-contracts", &paper).wants(201).await.id();
    let stated = json!({"product": "board", "evidence": papers::evidence()});
    zone.post(Clerk, &format!("/technology-contracts/{contract}/products"), &stated).wants(200).await;
    Made { zone, book, export, contract }
}

const PATH: &str = "/chain/products/board/four-chains";

fn counts(shown: &Value) -> Vec<usize> {
    let steps = shown["steps"].as_array().expect("steps");
    steps.iter().map(|step| step["rows"].as_array().expect("rows").len()).collect()
}

fn gaps(shown: &Value) -> Vec<(String, String)> {
    let steps = shown["steps"].as_array().expect("steps").iter();
    let missing = steps.flat_map(|step| {
        let step_name = step["step"].as_str().expect("a step").to_owned();
        let missing = step["missing"].as_array().expect("gaps").iter();
        missing.map(move |gap| (step_name.clone(), gap["gap"].as_str().expect("a gap").to_owned()))
    });
    missing.collect()
}

#[tokio::test]
async fn every_step_is_on_one_page_and_each_opens_to_its_receipt() {
    let Made { zone, book, export, contract } = made().await;
    let shown = zone.read(Customs, PATH).await;
    assert_eq!((counts(&shown), gaps(&shown)), (vec![1, 1, 1, 1, 3, 1], vec![]));
    assert_eq!((&shown["is_whole"], &shown["rows_max"]), (&json!(true), &json!(3)));
    let row = |step: usize, row: usize| &shown["steps"][step]["rows"][row];
    assert_eq!(row(0, 0)["thing"]["technology_contract"], json!(contract));
    assert_eq!((&row(2, 0)["thing"]["version"], &row(2, 0)["standing"]), (&json!("V1"), &json!("approved")));
    assert_eq!(
        (&row(3, 0)["thing"]["firm"], &row(3, 0)["standing"]),
        (&json!("smelter"), &json!("declared"))
    );
    // Two boards of two kilograms gross each used up the first lot of three and one of the second.
    let left: Vec<_> = (0..3).map(|lot| (&row(4, lot)["standing"], &row(4, lot)["quantity"])).collect();
    let wanted = [
        (json!("used_up"), json!("0.00000")),
        (json!("in_stock"), json!("4.00000")),
        (json!("in_stock"), json!("7.00000")),
    ];
    assert_eq!(left, wanted.each_ref().map(|(standing, quantity)| (standing, quantity)));
    assert_eq!(
        shown["steps"][4]["has_more"],
        json!(true),
        "the fourth lot is not shown, and the step says so"
    );
    assert_eq!((&row(5, 0)["thing"]["list"], &row(5, 0)["quantity"]), (&json!(export), &json!("2.00000")));
    let lots = [&row(4, 0)["thing"]["lot"], &row(4, 1)["thing"]["lot"]];
    assert_eq!(row(5, 0)["lots"], json!(lots));
    for step in shown["steps"].as_array().expect("steps") {
        for row in step["rows"].as_array().expect("rows") {
            assert!(row["date"].is_string() && row["is_open"] == json!(true), "{row}");
            for place in [&row["position"], &row["joined_by"]].into_iter().filter(|place| !place.is_null()) {
                zone.get(Customs, &format!("/journal/entries/{place}/receipt")).wants(200).await;
            }
            assert!(row["position"].is_u64(), "{row}");
        }
    }
    let items = shown["items"].as_array().expect("items");
    assert_eq!(
        (items.len(), &items[0]["item"], &items[0]["may_withdraw"]),
        (1, &json!(BOARD), &json!(false))
    );
    let listed = zone.read(Clerk, &format!("/lists/{export}/products")).await;
    assert_eq!(
        (&listed["items"][0]["item"], &listed["items"][0]["product"]),
        (&json!(BOARD), &json!("board"))
    );
    let contract = zone.read(Clerk, &format!("/technology-contracts/{contract}")).await;
    assert_eq!(contract["products"][0]["product"], "board");
    // A reversed list still tells that it sent goods, and the list that reversed it is no export.
    let reversing = zone.post(Clerk, &format!("/lists/{export}/reverse"), &json!({})).wants(201).await.id();
    zone.approve(&reversing).await;
    let shown = zone.read(Customs, PATH).await;
    assert_eq!(counts(&shown)[5], 1);
    assert_eq!(shown["steps"][5]["rows"][0]["standing"], "reversed");
    assert_eq!(shown["items"][0]["book"], json!(book));
}

#[tokio::test]
async fn an_enterprise_sees_its_own_and_others_nothing_that_would_tell() {
    let Made { zone, book, .. } = made().await;
    let own = zone.read(Clerk, PATH).await;
    assert_eq!((counts(&own), &own["is_whole"]), (vec![1, 1, 1, 0, 3, 1], &json!(false)));
    assert_eq!(own["items"][0]["may_withdraw"], json!(true));
    for step in [0, 2, 4, 5] {
        let row = &own["steps"][step]["rows"][0];
        assert_eq!(row["is_open"], json!(true));
        let place = row["position"].as_u64().expect("its own entry");
        zone.get(Clerk, &format!("/journal/entries/{place}/receipt")).wants(200).await;
    }
    assert_eq!(
        own["steps"][1]["rows"][0]["position"],
        json!(null),
        "the import of the register is the desk's entry"
    );
    let other = zone.read(OtherClerk, PATH).await;
    assert_eq!(counts(&other), [0, 1, 0, 0, 0, 0]);
    // The same as of a product of which nothing is known but its name.
    let unknown = zone.read(OtherClerk, "/chain/products/other/four-chains").await;
    assert_eq!((gaps(&other), &other["items"]), (gaps(&unknown), &json!([])));
    assert_eq!(counts(&zone.read(LandDesk, PATH).await), counts(&other));
    // The desk sees all, but opens only what its own pages show.
    let desk = zone.read(InvestmentDesk, PATH).await;
    assert_eq!((counts(&desk), &desk["is_whole"]), (vec![1, 1, 1, 1, 3, 1], &json!(true)));
    let (bill, contract) = (&desk["steps"][2]["rows"][0], &desk["steps"][0]["rows"][0]);
    assert_eq!((&bill["is_open"], &bill["position"]), (&json!(false), &json!(null)));
    let place = bill["joined_by"].as_u64().expect("a statement of the graph");
    zone.get(InvestmentDesk, &format!("/journal/entries/{place}/receipt")).wants(200).await;
    assert_eq!((&contract["is_open"], contract["position"].is_u64()), (&json!(true), true));
    assert_eq!(counts(&zone.read(Auditor, PATH).await), counts(&desk));
    zone.get(Clerk, "/chain/products/nothing/four-chains").refused(404, "UNKNOWN_PRODUCT").await;
    zone.get(Person::Newcomer, PATH).refused(403, "NOT_PERMITTED").await;
    let hidden = papers::item_statement("board", &book, METAL);
    zone.post(OtherClerk, "/chain/items", &hidden).refused(404, "UNKNOWN_BOOK").await;
}

#[tokio::test]
async fn statements_are_refused_with_the_place_and_withdrawn_with_a_reason() {
    let Made { zone, book, contract, .. } = made().await;
    let state = |product: &str, item: u32| {
        zone.post(Clerk, "/chain/items", &papers::item_statement(product, &book, item))
    };
    let refused = state("other", BOARD).refused(409, "ITEM_STATED").await;
    assert!(refused["cites_position"].is_u64(), "{refused}");
    state("board", 77).refused(422, "UNKNOWN_ITEM").await;
    let withdraw = |item: u32, reason: &str| {
        let body = json!({"book": book, "item": item, "reason": reason});
        zone.post(Clerk, "/chain/items/withdraw", &body)
    };
    withdraw(77, "misread").refused(404, "UNKNOWN_ITEM_STATEMENT").await;
    withdraw(BOARD, "x").refused(422, "STATEMENT_REASON").await;
    withdraw(BOARD, "it is the older board").wants(200).await;
    let shown = zone.read(Clerk, PATH).await;
    assert_eq!(counts(&shown), [1, 1, 0, 0, 0, 0]);
    let named: Vec<_> = gaps(&shown).into_iter().map(|(step, gap)| format!("{step}: {gap}")).collect();
    assert_eq!(named, ["bill: item", "supplier: input", "lot: item", "export: item"]);
    let path = format!("/technology-contracts/{contract}/products");
    let stated = json!({"product": "board", "evidence": papers::evidence()});
    zone.post(Clerk, &path, &stated).refused(409, "CONTRACT_PRODUCT_STATED").await;
    let nothing = json!({"product": "nothing", "evidence": papers::evidence()});
    zone.post(Clerk, &path, &nothing).refused(404, "UNKNOWN_PRODUCT").await;
    let withdrawn = json!({"product": "board", "reason": "the trial failed"});
    zone.post(InvestmentDesk, &format!("{path}/withdraw"), &withdrawn).wants(200).await;
    let refused = zone.post(Clerk, &format!("{path}/withdraw"), &withdrawn);
    refused.refused(404, "UNKNOWN_CONTRACT_PRODUCT").await;
    assert_eq!(gaps(&zone.read(Clerk, PATH).await)[0], ("contract".to_owned(), "contract".to_owned()));
}
