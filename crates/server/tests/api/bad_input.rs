//! Each bad input has a clear answer, and nothing is lost or changed by it.

use serde_json::{Value, json};

use super::call::Call;
use super::papers::{self, BOARD, METAL};
use super::zone::{Person, Zone};

/// Sends a request that must be refused, and checks that nothing changed.
async fn unchanged(zone: &Zone, call: &Call, status: u16, code: &str) -> Value {
    let before = zone.fingerprint();
    let problem = call.refused(status, code).await;
    assert_eq!(zone.fingerprint(), before, "{code} changed something");
    for field in ["type", "title", "rule", "rule_kind", "numbers"] {
        assert!(problem.get(field).is_some_and(|value| !value.is_null()), "{code} has no {field}");
    }
    problem
}

async fn zone_and_book() -> (Zone, String) {
    let zone = Zone::new().await;
    let book = zone.book("H01012600001").await;
    (zone, book)
}

fn drafting(zone: &Zone, paper: &Value) -> Call {
    zone.post(Person::Clerk, "/lists", paper)
}

fn one_line(book: &str, line: Value) -> Value {
    papers::list(book, "import", &[line])
}

fn line_with(field: &str, value: Value) -> Value {
    let mut line = papers::line(1, METAL, "1");
    line[field] = value;
    line
}

#[tokio::test]
async fn malformed_json_names_line_and_column() {
    let (zone, book) = zone_and_book().await;
    for body in ["{", "", "{\"book\": }", "nul", "{\"book\": \"b\u{0}\"}"] {
        let call = zone.post(Person::Clerk, "/lists", &json!({})).bytes(body);
        let problem = unchanged(&zone, &call, 400, "MALFORMED_JSON").await;
        assert!(problem["detail"].as_str().is_some_and(|text| text.contains("line 1 column")), "{problem}");
    }
    let submit = format!("/books/{book}/submit");
    zone.post(Person::Clerk, &submit, &json!({})).bytes("{} {}").refused(400, "MALFORMED_JSON").await;
    for body in ["[]", "[1,2]", " [{}]", "null", "7", "\"text\""] {
        let call = zone.post(Person::Clerk, &submit, &json!({})).bytes(body);
        unchanged(&zone, &call, 400, "UNEXPECTED_CONTENT").await;
    }
}

#[tokio::test]
async fn json_that_never_ends_its_nesting_is_refused() {
    let (zone, _) = zone_and_book().await;
    let body = "[".repeat(100_000);
    let call = zone.post(Person::Clerk, "/lists", &json!({})).bytes(body);
    let reply = call.wants(400).await.json();
    assert!(["MALFORMED_JSON", "UNEXPECTED_CONTENT"].contains(&reply["code"].as_str().expect("a code")));
}

#[tokio::test]
async fn an_unknown_field_is_named_with_its_place() {
    let (zone, book) = zone_and_book().await;
    let call = drafting(&zone, &one_line(&book, line_with("colour", json!("red"))));
    let problem = unchanged(&zone, &call, 400, "UNEXPECTED_CONTENT").await;
    assert_eq!(problem["field"], "lines[0].colour");
    assert!(problem["detail"].as_str().is_some_and(|text| text.contains("unknown field")), "{problem}");
}

#[tokio::test]
async fn a_wrong_type_is_named_with_its_place() {
    let (zone, book) = zone_and_book().await;
    for (field, value) in [
        ("quantity", json!(12.5)),
        ("quantity", json!(12)),
        ("number", json!("1")),
        ("number", json!(-1)),
        ("number", json!(1.5)),
        ("hs_code", json!(740_311)),
        ("measure", Value::Null),
    ] {
        let call = drafting(&zone, &one_line(&book, line_with(field, value.clone())));
        let problem = unchanged(&zone, &call, 400, "UNEXPECTED_CONTENT").await;
        assert_eq!(problem["field"], format!("lines[0].{field}"), "{value}");
    }
}

#[tokio::test]
async fn six_decimals_are_refused_where_five_are_allowed() {
    let (zone, book) = zone_and_book().await;
    let call = drafting(&zone, &one_line(&book, line_with("quantity", json!("1.000001"))));
    let problem = unchanged(&zone, &call, 400, "UNEXPECTED_CONTENT").await;
    assert_eq!(problem["field"], "lines[0].quantity");
    assert!(problem["detail"].as_str().is_some_and(|text| text.contains("6 decimals")), "{problem}");
}

#[tokio::test]
async fn quantities_of_zero_and_below_are_refused() {
    let (zone, book) = zone_and_book().await;
    for quantity in ["0", "0.00000", "-1", "-0.00001"] {
        let call = drafting(&zone, &one_line(&book, line_with("quantity", json!(quantity))));
        let problem = unchanged(&zone, &call, 422, "QUANTITY_NOT_POSITIVE").await;
        assert_eq!(problem["field"], "lines[0].quantity");
    }
}

#[tokio::test]
async fn ten_to_the_thirtieth_is_refused_and_so_is_what_no_number_holds() {
    let (zone, book) = zone_and_book().await;
    let huge = format!("1{}", "0".repeat(30));
    let call = drafting(&zone, &one_line(&book, line_with("quantity", json!(huge))));
    let problem = unchanged(&zone, &call, 422, "QUANTITY_TOO_LARGE").await;
    assert_eq!(problem["largest_accepted"], "99999999999999.99999");
    for endless in [format!("1{}", "0".repeat(40)), "9".repeat(2000), "1e30".to_owned()] {
        let call = drafting(&zone, &one_line(&book, line_with("quantity", json!(endless))));
        unchanged(&zone, &call, 400, "UNEXPECTED_CONTENT").await;
    }
}

#[tokio::test]
async fn an_unknown_commodity_code_is_refused() {
    let (zone, book) = zone_and_book().await;
    let mut item = papers::item(2);
    item["hs_code"] = json!("9999999999");
    let path = format!("/books/{book}/items");
    let call = zone.post(Person::Clerk, &path, &json!({"items": [item.clone()]}));
    unchanged(&zone, &call, 422, "UNKNOWN_HS_CODE").await;
    item["hs_code"] = json!("85A4");
    let call = zone.post(Person::Clerk, &path, &json!({"items": [item]}));
    let problem = unchanged(&zone, &call, 400, "UNEXPECTED_CONTENT").await;
    assert_eq!(problem["field"], "items[0].hs_code");
    let call = drafting(&zone, &one_line(&book, line_with("hs_code", json!("7404000090"))));
    unchanged(&zone, &call, 422, "WRONG_HS_CODE").await;
}

#[tokio::test]
async fn an_unknown_version_of_a_bill_of_materials_is_refused() {
    let (zone, book) = zone_and_book().await;
    let mut line = papers::line(1, BOARD, "1");
    line["bom_version"] = json!("V9");
    let call = drafting(&zone, &papers::list(&book, "export", &[line.clone()]));
    unchanged(&zone, &call, 422, "UNKNOWN_BOM_VERSION").await;
    line["bom_version"] = Value::Null;
    let call = drafting(&zone, &papers::list(&book, "export", &[line]));
    unchanged(&zone, &call, 422, "UNKNOWN_BOM_VERSION").await;
}

#[tokio::test]
async fn a_used_version_of_a_bill_of_materials_cannot_be_changed() {
    let (zone, book) = zone_and_book().await;
    zone.import(&book, "100").await;
    let list = zone.list(&papers::list(&book, "export", &[papers::line(1, BOARD, "1")])).await;
    zone.approve(&list).await;
    let mut changed = papers::bom("V1");
    changed["rows"][0]["net"] = json!("1.8");
    let call = zone.post(Person::Clerk, &format!("/books/{book}/boms"), &changed);
    unchanged(&zone, &call, 409, "BOM_VERSION_LOCKED").await;
}

#[tokio::test]
async fn a_list_of_one_line_too_many_is_refused_with_the_number_that_is_allowed() {
    let (zone, book) = zone_and_book().await;
    let lines: Vec<Value> = (1..=1001).map(|number| papers::line(number, METAL, "1")).collect();
    let call = drafting(&zone, &papers::list(&book, "import", &lines));
    let problem = unchanged(&zone, &call, 422, "TOO_MANY_LINES").await;
    assert_eq!(problem["largest_accepted"], "1000");
    let list = zone.list(&papers::list(&book, "import", &lines[..1000])).await;
    assert_eq!(zone.read(Person::Clerk, &format!("/lists/{list}")).await["list"]["line_count"], 1000);
}

#[tokio::test]
async fn the_same_line_twice_is_refused() {
    let (zone, book) = zone_and_book().await;
    let lines = [papers::line(1, METAL, "1"), papers::line(1, METAL, "1")];
    let call = drafting(&zone, &papers::list(&book, "import", &lines));
    let problem = unchanged(&zone, &call, 422, "LINE_NUMBER").await;
    assert_eq!(problem["field"], "lines[1].number");
}

#[tokio::test]
async fn a_paused_book_takes_no_list_in_the_paused_direction() {
    let (zone, book) = zone_and_book().await;
    let pause = json!({"pause": "inbound", "reason": "a count is under way"});
    zone.post(Person::Customs, &format!("/books/{book}/pause"), &pause).wants(200).await;
    let call = drafting(&zone, &one_line(&book, papers::line(1, METAL, "1")));
    unchanged(&zone, &call, 409, "BOOK_PAUSED").await;
}

#[tokio::test]
async fn a_closed_book_takes_no_list() {
    let (zone, book) = zone_and_book().await;
    zone.post(Person::Customs, &format!("/books/{book}/close"), &json!({})).wants(200).await;
    let call = drafting(&zone, &one_line(&book, papers::line(1, METAL, "1")));
    unchanged(&zone, &call, 409, "BOOK_STATUS").await;
}

#[tokio::test]
async fn more_than_is_available_by_the_smallest_part_is_refused_with_what_is() {
    let (zone, book) = zone_and_book().await;
    zone.import(&book, "100").await;
    let paper = papers::list(&book, "re_export", &[papers::line(1, METAL, "100.00001")]);
    let list = zone.list(&paper).await;
    zone.post(Person::Clerk, &format!("/lists/{list}/submit"), &json!({})).wants(200).await;
    let call = zone.post(Person::Customs, &format!("/lists/{list}/approve"), &json!({}));
    let problem = unchanged(&zone, &call, 409, "INSUFFICIENT_AVAILABLE").await;
    let number = |name: &str| {
        let numbers = problem["numbers"].as_array().expect("numbers");
        numbers.iter().find(|number| number["name"] == name).map(|number| number["value"].clone())
    };
    assert_eq!(number("available"), Some(json!("100.00000")), "{problem}");
    assert_eq!(number("requested"), Some(json!("100.00001")), "{problem}");
    assert_eq!(problem["largest_accepted"], "100.00000");
}

#[tokio::test]
async fn a_wrong_unit_of_measure_is_refused() {
    let (zone, book) = zone_and_book().await;
    let call = drafting(&zone, &one_line(&book, line_with("measure", json!("pcs"))));
    unchanged(&zone, &call, 422, "WRONG_MEASURE").await;
    let call = drafting(&zone, &one_line(&book, line_with("measure", json!("furlong"))));
    unchanged(&zone, &call, 400, "UNEXPECTED_CONTENT").await;
}

#[tokio::test]
async fn another_enterprises_book_does_not_exist() {
    let (zone, book) = zone_and_book().await;
    let call = zone.post(Person::OtherClerk, "/lists", &one_line(&book, papers::line(1, METAL, "1")));
    unchanged(&zone, &call, 404, "UNKNOWN_BOOK").await;
}

#[tokio::test]
async fn a_stale_etag_is_refused_with_both_revisions() {
    let (zone, book) = zone_and_book().await;
    let last = zone.engine.position() - 1;
    let seen = zone.get(Person::Clerk, &format!("/books/{book}?at_least_position={last}")).wants(200).await;
    let tag = seen.header("etag").to_owned();
    let path = format!("/books/{book}/boms");
    zone.post(Person::Clerk, &path, &papers::bom("V2")).if_match(&tag).wants(200).await;
    let call = zone.post(Person::Clerk, &path, &papers::bom("V3")).if_match(&tag);
    let problem = unchanged(&zone, &call, 412, "STALE_REVISION").await;
    assert_eq!(problem["numbers"][0]["name"], "seen");
    unchanged(&zone, &call.clone().without("if-match"), 428, "IF_MATCH_MISSING").await;
    unchanged(&zone, &call.if_match("seven"), 400, "IF_MATCH_MALFORMED").await;
}

#[tokio::test]
async fn a_replayed_key_with_another_body_is_refused_and_with_the_same_gives_the_first_answer() {
    let zone = Zone::new().await;
    let paper = papers::book("H01012600001", &zone.enterprise);
    let call = zone.post(Person::Clerk, "/books", &paper).key("once");
    let first = call.wants(201).await;
    let before = zone.fingerprint();
    let again = call.wants(201).await.json();
    assert_eq!(again["is_repeated"], true);
    assert_eq!((again["position"].as_u64(), &again["id"]), (Some(first.position()), &first.json()["id"]));
    assert_eq!(zone.fingerprint(), before);
    let other = call.json(&papers::book("H01012600002", &zone.enterprise));
    let problem = unchanged(&zone, &other, 409, "KEY_REUSED").await;
    assert_eq!(problem["cites_position"], first.position());
}

#[tokio::test]
async fn a_command_without_a_fit_key_is_refused() {
    let zone = Zone::new().await;
    let call = zone.post(Person::Clerk, "/books", &papers::book("H01012600001", &zone.enterprise));
    unchanged(&zone, &call.clone().without("idempotency-key"), 400, "IDEMPOTENCY_KEY_MISSING").await;
    for key in ["with space", "", &"k".repeat(201)] {
        unchanged(&zone, &call.clone().key(key), 400, "IDEMPOTENCY_KEY_MALFORMED").await;
    }
    call.key(&"k".repeat(200)).wants(201).await;
}

#[tokio::test]
async fn an_oversize_body_is_refused_before_it_is_read() {
    let (zone, _) = zone_and_book().await;
    let two_mebibytes = vec![b' '; 2 * 1024 * 1024 + 1];
    let call = zone.post(Person::Clerk, "/lists", &json!({})).bytes(two_mebibytes);
    unchanged(&zone, &call, 413, "BODY_TOO_LARGE").await;
    let nomenclature = papers::nomenclature().to_string();
    let padded = format!("{nomenclature}{}", " ".repeat(3 * 1024 * 1024));
    let call = zone.post(Person::Administrator, "/nomenclatures", &json!({})).bytes(padded);
    call.wants(201).await;
    let eight_mebibytes = vec![b' '; 8 * 1024 * 1024 + 1];
    let call = zone.post(Person::Administrator, "/nomenclatures", &json!({})).bytes(eight_mebibytes);
    unchanged(&zone, &call, 413, "BODY_TOO_LARGE").await;
}

#[tokio::test]
async fn oversize_headers_are_refused() {
    let zone = Zone::new().await;
    let call = zone.get(Person::Clerk, "/books").header("x-long", &"x".repeat(17_000));
    unchanged(&zone, &call, 431, "HEADERS_TOO_LARGE").await;
}

#[tokio::test]
async fn invalid_utf8_is_refused_at_its_byte() {
    let (zone, _) = zone_and_book().await;
    let call = zone.post(Person::Clerk, "/lists", &json!({})).bytes(b"{\"book\": \"\xff\"}".to_vec());
    let problem = unchanged(&zone, &call, 400, "INVALID_UTF8").await;
    assert!(problem["detail"].as_str().is_some_and(|text| text.contains("10")), "{problem}");
}

#[tokio::test]
async fn a_body_that_is_not_json_by_its_type_is_refused() {
    let zone = Zone::new().await;
    let call = zone.post(Person::Clerk, "/books", &papers::book("H01012600001", &zone.enterprise));
    for kind in ["text/plain", "application/x-www-form-urlencoded", "application/jsonp"] {
        unchanged(&zone, &call.clone().header("content-type", kind), 415, "CONTENT_TYPE").await;
    }
    unchanged(&zone, &call.clone().without("content-type"), 415, "CONTENT_TYPE").await;
    call.header("content-type", "application/json; charset=utf-8").wants(201).await;
}

#[tokio::test]
async fn a_maker_may_not_approve_his_own_request() {
    let (zone, book) = zone_and_book().await;
    // The clerk becomes a customs officer as well: two roles, still one person.
    let path = format!("/users/{}/grants", zone.user(Person::Clerk));
    let grant = json!({"role": "customs_officer"});
    zone.post(Person::Administrator, &path, &grant).wants(201).await;
    let list = zone.list(&one_line(&book, papers::line(1, METAL, "1"))).await;
    zone.post(Person::Clerk, &format!("/lists/{list}/submit"), &json!({})).wants(200).await;
    let call = zone.post(Person::Clerk, &format!("/lists/{list}/approve"), &json!({}));
    let problem = unchanged(&zone, &call, 403, "MAKER_IS_CHECKER").await;
    assert_eq!(problem["rule"], "two-person approval");
}

#[tokio::test]
async fn a_path_or_method_that_does_not_exist_is_answered_as_a_problem() {
    let zone = Zone::new().await;
    unchanged(&zone, &zone.get(Person::Clerk, "/nowhere"), 404, "UNKNOWN_PATH").await;
    unchanged(&zone, &zone.get(Person::Clerk, "/books/not-an-id"), 404, "ID_MALFORMED").await;
    let reply = zone.call(Person::Clerk, "PATCH", "/books").wants(405).await;
    assert_eq!(reply.json()["code"], "METHOD_NOT_ALLOWED");
    assert_eq!(reply.header("allow"), "GET,HEAD,POST");
}

#[tokio::test]
async fn text_longer_than_documented_is_refused_in_a_body_and_in_a_query() {
    let zone = Zone::new().await;
    let mut parameters = papers::parameters();
    parameters["parameters"][0]["unit"] = json!("u".repeat(101));
    let call = zone.post(Person::Administrator, "/parameters", &parameters);
    let problem = unchanged(&zone, &call, 400, "UNEXPECTED_CONTENT").await;
    assert_eq!(problem["field"], "parameters[0].unit");
    let long = zone.get(Person::Clerk, &format!("/books?text={}", "x".repeat(201)));
    unchanged(&zone, &long, 400, "QUERY_MALFORMED").await;
}

#[tokio::test]
async fn more_products_than_one_command_may_import_are_refused_with_the_number_that_fits() {
    let zone = Zone::new().await;
    let rows = |count: usize| {
        let row =
            |number: usize| json!({"code": format!("p{number}"), "name": "虚构", "name_english": "invented"});
        json!({"products": (0..count).map(row).collect::<Vec<_>>()})
    };
    let import = |count: usize| zone.post(Person::InvestmentDesk, "/chain/products", &rows(count));
    unchanged(&zone, &import(100_000), 413, "BODY_TOO_LARGE").await;
    let problem = unchanged(&zone, &import(1_001), 409, "TOO_MANY_CHAIN_ROWS").await;
    assert_eq!(problem["largest_accepted"], "1000");
    import(1_000).wants(201).await;
}
