//! Who may use which path: one row a path, each tried by everybody. A path of the document without a row fails the test.

mod approvals;
mod exchange;
mod industry;
mod land;
mod programme;
mod region;

mod international;
mod technology;
mod treasury;

use std::collections::{BTreeMap, BTreeSet};

use serde_json::{Value, json};

use super::papers::{self, METAL};
use super::zone::{Person, Zone};
use Person::{
    Administrator, ApprovalDesk, Auditor, Clerk, Customs, Gate, InvestmentDesk, LandDesk, OtherClerk,
    ProgrammeDesk, TreasuryDesk,
};

struct Row {
    operation: &'static str,
    may: &'static [Person],
    body: Option<Value>,
}

const NOBODY_ASKS: &[&str] = &["GET /health", "POST /session"];
const EVERYBODY: &[Person] = &Person::ALL;
const HOLDERS: &[Person] = &[
    OtherClerk,
    Clerk,
    Gate,
    LandDesk,
    ApprovalDesk,
    InvestmentDesk,
    TreasuryDesk,
    ProgrammeDesk,
    Auditor,
    Customs,
    Administrator,
];
const READERS_OF_THE_BOOK: &[Person] = &[Clerk, Auditor, Customs, Administrator];
const READERS_OF_THE_SLIP: &[Person] = &[Clerk, Gate, Auditor, Customs, Administrator];
const READERS_OF_PEOPLE: &[Person] = &[Auditor, Administrator];
const REPORTERS: &[Person] = &[Gate, Customs];

fn reads() -> Vec<Row> {
    let row = |operation, may| Row { operation, may, body: None };
    vec![
        row("GET /session", EVERYBODY),
        row("GET /tokens", EVERYBODY),
        row("GET /reference/refusals", EVERYBODY),
        row("GET /users", READERS_OF_PEOPLE),
        row("GET /enterprises", HOLDERS),
        row("GET /enterprises/{enterprise}", READERS_OF_THE_BOOK),
        row("GET /groups", HOLDERS),
        row("GET /mandates", HOLDERS),
        row("GET /books", HOLDERS),
        row("GET /books/{book}", READERS_OF_THE_BOOK),
        row("GET /books/{book}/items", READERS_OF_THE_BOOK),
        row("GET /books/{book}/boms", READERS_OF_THE_BOOK),
        row("GET /books/{book}/postings", READERS_OF_THE_BOOK),
        row("GET /lists", HOLDERS),
        row("GET /lists/{list}", READERS_OF_THE_BOOK),
        row("GET /lists/{list}/lines", READERS_OF_THE_BOOK),
        row("GET /lists/{list}/postings", READERS_OF_THE_BOOK),
        row("GET /books/{book}/items/{item}/lots", READERS_OF_THE_BOOK),
        row("GET /books/{book}/lots/{lot}", READERS_OF_THE_BOOK),
        row("GET /lists/{list}/trace", READERS_OF_THE_BOOK),
        row("GET /lists/{list}/products", READERS_OF_THE_BOOK),
        row("GET /periods", HOLDERS),
        row("GET /books/{book}/periods", READERS_OF_THE_BOOK),
        row("GET /books/{book}/periods/{period}", READERS_OF_THE_BOOK),
        row("GET /books/{book}/periods/{period}/count", READERS_OF_THE_BOOK),
        row("GET /books/{book}/periods/{period}/rows", READERS_OF_THE_BOOK),
        row("GET /books/{book}/periods/{period}/rows/{item}", READERS_OF_THE_BOOK),
        row("GET /books/{book}/periods/{period}/report?format=xlsx&language=en", READERS_OF_THE_BOOK),
        row("GET /books/{book}/issues", READERS_OF_THE_BOOK),
        row("GET /slips", HOLDERS),
        row("GET /slips/{slip}", READERS_OF_THE_SLIP),
        row("GET /slips/{slip}/note", READERS_OF_THE_SLIP),
        row("GET /gate/key", HOLDERS),
        row("GET /gate/held-trucks", HOLDERS),
        row("GET /equipment", HOLDERS),
        row("GET /equipment/{equipment}", READERS_OF_THE_BOOK),
        row("GET /equipment/{equipment}/history", READERS_OF_THE_BOOK),
        row("GET /exceptions", HOLDERS),
        row("GET /tasks", HOLDERS),
        row("GET /due-dates", HOLDERS),
        row("GET /journal/entries", HOLDERS),
        row("GET /journal/entries/{position}", READERS_OF_THE_BOOK),
        row("GET /journal/entries/{position}/receipt", READERS_OF_THE_BOOK),
        row("GET /journal/checkpoint", HOLDERS),
        row("GET /journal/tile/{path}", HOLDERS),
        row("GET /trust-file", HOLDERS),
        row("GET /parameters", HOLDERS),
        row("GET /calendar-years", HOLDERS),
        row("GET /commodities", HOLDERS),
        row("GET /overview", HOLDERS),
        row("GET /files/list-template?format=csv", HOLDERS),
    ]
}

fn changes_of_the_zone(zone: &Zone) -> Vec<Row> {
    let (own, other) = (zone.enterprise.as_str(), zone.other_enterprise.as_str());
    let row = |operation, body| Row { operation, may: &[Administrator], body: Some(body) };
    let person = json!({"login": "someone.new", "display_name": "Someone New"});
    let mandate =
        json!({"principal": own, "agent": other, "valid_from": "2026-03-01", "valid_until": "2026-03-05"});
    let class = json!({"credit_class": "advanced_certified", "reason": "certified today"});
    vec![
        row("POST /users", person),
        row("PUT /users/{user}/password", json!({"password": "a new long password"})),
        row("POST /users/{user}/grants", json!({"role": "auditor"})),
        row("POST /grants/{grant}/revoke", json!({})),
        row("POST /enterprises", papers::enterprise("91110302MA0ETDEM0E", "丙号虚构电子")),
        row("POST /enterprises/{enterprise}/credit-class", class),
        row("POST /groups", json!({"name": "虚构集团", "lead": own, "members": [own, other]})),
        row("POST /mandates", mandate),
        row("POST /mandates/{mandate}/revoke", json!({})),
        row("POST /parameters", papers::parameters()),
        row("POST /calendar-years", papers::calendar_year()),
        row("POST /nomenclatures", papers::nomenclature()),
    ]
}

fn changes_of_the_bonded_zone(zone: &Zone, book: &str, list: &str) -> Vec<Row> {
    let row = |operation, may, body| Row { operation, may, body: Some(body) };
    let paper = papers::list(book, "import", &[papers::line(1, METAL, "1")]);
    let mut content = paper.clone();
    content.as_object_mut().expect("an object").remove("book");
    let reason = json!({"reason": "not as it should be"});
    let trucks = json!({"trucks": ["京A1"], "annulled": [], "reason": "another truck came"});
    let pause = json!({"pause": "none", "reason": "the count is over"});
    let filed = papers::book("H01012600009", &zone.enterprise);
    vec![
        row("POST /books", &[Clerk], filed),
        row("POST /books/{book}/items", &[Clerk], papers::items()),
        row("POST /books/{book}/boms", &[Clerk], papers::bom("V2")),
        row("POST /books/{book}/submit", &[Clerk], json!({})),
        row("POST /books/{book}/approve", &[Customs], json!({})),
        row("POST /books/{book}/return", &[Customs], reason.clone()),
        row("POST /books/{book}/approve-filings", &[Customs], json!({})),
        row("POST /books/{book}/pause", &[Customs], pause),
        row("POST /books/{book}/close", &[Customs], json!({})),
        row("POST /lists", &[Clerk], paper),
        row("PUT /lists/{list}", &[Clerk], content),
        row("POST /lists/{list}/submit", &[Clerk], json!({})),
        row("POST /lists/{list}/return", &[Customs], reason),
        row("POST /lists/{list}/correct-trucks", &[Customs], trucks),
        row("POST /lists/{list}/approve", &[Customs], json!({})),
        row("POST /lists/{list}/reverse", &[Clerk], json!({})),
        row("POST /lists/{list}/delete", &[Clerk, Customs], json!({})),
        row("POST /reports/declaration-releases", REPORTERS, papers::release(list, "r")),
        row("POST /reports/truck-passages", REPORTERS, papers::passage(list, "京A1", "p")),
        row("POST /reports/productions", &[Clerk], papers::production(book, "1", "m")),
        row(
            "POST /exceptions/{exception}/resolve",
            &[Customs],
            json!({"explanation": "the plate was misread"}),
        ),
    ]
}

fn changes_at_the_gate(zone: &Zone, things: &BTreeMap<&'static str, String>) -> Vec<Row> {
    let row = |operation, may, body| Row { operation, may, body: Some(body) };
    let (enterprise, slip) = (zone.enterprise.as_str(), things["slip"].as_str());
    let mut empty = papers::slip(enterprise, &things["list"], "京A9");
    empty["kind"] = json!("empty_truck");
    empty["lists"] = json!([]);
    empty["trucks"] = json!([papers::truck("京A9", "0")]);
    let truck = json!({"truck": "京A1", "reason": "a look inside"});
    let location = json!({"location": "Hall 2", "used_by": zone.enterprise});
    vec![
        row("POST /slips", &[Clerk], empty),
        row("POST /files/list-lines", HOLDERS, json!("no file at all")),
        row("POST /gate/check-note", HOLDERS, json!({"note": "no note at all"})),
        row("POST /slips/{slip}/approve", &[Customs], json!({})),
        row(
            "POST /slips/{slip}/weigh-truck",
            REPORTERS,
            json!({"truck": "京A1", "scale_kilograms": "15300"}),
        ),
        row("POST /slips/{slip}/hold-truck", REPORTERS, truck.clone()),
        row("POST /slips/{slip}/release-truck", &[Customs], truck),
        row("POST /slips/{slip}/void", &[Clerk, Customs], json!({"reason": "the truck broke down"})),
        row("POST /reports/gate-passages", REPORTERS, papers::gate_passage(slip, "京A1", "g")),
        row("POST /equipment", &[Clerk], papers::equipment(&things["posted"], enterprise)),
        row("POST /equipment/{equipment}/confirm", &[Customs], json!({})),
        row("POST /equipment/{equipment}/move", &[Clerk], location),
        row("POST /equipment/{equipment}/release", &[Customs], json!({"reason": "re-exported to its maker"})),
    ]
}

fn changes_of_periods(things: &BTreeMap<&'static str, String>) -> Vec<Row> {
    let row = |operation, may, body| Row { operation, may, body: Some(body) };
    let reason = json!({"reason": "not as it should be"});
    let counted = json!({"rows": [{"item": METAL, "stage": "stock", "version": null, "quantity": "5"}]});
    let explanations =
        json!({"explanations": [{"item": METAL, "cause": "measurement", "text": "the scale was wrong"}]});
    let book = things["book"].as_str();
    vec![
        row(
            "POST /books/{book}/items/{item}/pause",
            &[Customs],
            json!({"pause": "both", "reason": "a look"}),
        ),
        row("POST /reports/material-issues", &[Clerk], papers::issue(book, "1", "i")),
        row("POST /reports/material-returns", &[Clerk], papers::issue(book, "1", "j")),
        row("POST /books/{book}/period/announce", &[Clerk], json!({"cutoff": "2026-03-31"})),
        row("POST /books/{book}/period/count", &[Clerk], counted),
        row("POST /books/{book}/period/withdraw", &[Clerk], reason.clone()),
        row("POST /books/{book}/period/complete", &[Clerk], json!({})),
        row("POST /books/{book}/period/reopen", &[Clerk], reason.clone()),
        row("POST /books/{book}/period/explain", &[Clerk], explanations),
        row("POST /books/{book}/period/apply", &[Clerk], json!({})),
        row("POST /books/{book}/period/return", &[Customs], reason),
        row("POST /books/{book}/period/accept", &[Customs], json!({})),
        row("POST /books/{book}/period/close", &[Customs], json!({})),
    ]
}

fn own_affairs() -> Vec<Row> {
    vec![
        Row { operation: "POST /tokens", may: EVERYBODY, body: Some(json!({"name": "mine"})) },
        Row { operation: "DELETE /tokens/{token}", may: &[Administrator], body: None },
        Row {
            operation: "PUT /session/password",
            may: EVERYBODY,
            body: Some(json!({"present_password": "a guess", "password": "quite another one"})),
        },
        Row { operation: "DELETE /session", may: EVERYBODY, body: None },
    ]
}

fn operations() -> BTreeSet<String> {
    let document = serde_json::to_value(etown_server::openapi()).expect("the document is JSON");
    let paths = document["paths"].as_object().expect("paths").clone();
    let mut operations = BTreeSet::new();
    for (path, item) in paths {
        let short = path.strip_prefix("/api/v1").expect("the common beginning");
        for method in item.as_object().expect("operations").keys() {
            operations.insert(format!("{} {short}", method.to_uppercase()));
        }
    }
    operations
}

/// Things that the placeholders of the paths stand for; all belong to the clerk's enterprise.
async fn things(zone: &Zone) -> BTreeMap<&'static str, String> {
    let book = zone.book("H01012600001").await;
    let list = zone.list(&papers::list(&book, "import", &[papers::line(1, METAL, "1")])).await;
    let odd = zone.list(&papers::list(&book, "import", &[papers::line(1, METAL, "1")])).await;
    let (slip, posted, equipment) = things_at_the_gate(zone, &book).await;
    let odd = papers::passage(&odd, "京Z9", "odd");
    zone.post(Gate, "/reports/truck-passages", &odd).wants(201).await;
    let exceptions = zone.read(Customs, "/exceptions").await;
    let user = zone.user(Person::Newcomer).to_string();
    let mandate = json!({"principal": zone.other_enterprise, "agent": zone.enterprise,
        "valid_from": "2026-03-01", "valid_until": "2026-03-05"});
    let mandate = zone.post(Administrator, "/mandates", &mandate).wants(201).await.id();
    // A grant of a role that changes no answer in the table once it is revoked.
    let path = format!("/users/{}/grants", zone.user(Customs));
    let grant = zone.post(Administrator, &path, &json!({"role": "auditor"})).wants(201).await;
    let revoked = format!("/grants/{}/revoke", grant.id());
    zone.post(Administrator, &revoked, &json!({})).wants(200).await;
    let path = format!("/users/{}/grants", zone.user(Administrator));
    let grant = zone.post(Administrator, &path, &json!({"role": "auditor"})).wants(201).await.id();
    let token = zone.post(Administrator, "/tokens", &json!({"name": "table"})).wants(201).await.json();
    let shown = zone.read(Clerk, &format!("/lists/{list}")).await;
    let mut things = BTreeMap::from([
        ("book", book),
        ("list", list),
        ("slip", slip),
        ("posted", posted),
        ("equipment", equipment),
        ("item", METAL.to_string()),
        ("lot", "0".to_owned()),
        ("period", "1".to_owned()),
        ("exception", exceptions["rows"][0]["id"].as_str().expect("an exception").to_owned()),
        ("user", user),
        ("mandate", mandate),
        ("grant", grant),
        ("token", token["token"]["id"].as_str().expect("a token").to_owned()),
        ("enterprise", zone.enterprise.clone()),
        ("position", shown["list"]["last_position"].to_string()),
        ("path", "0/000.p/1".to_owned()),
    ]);
    things.extend(approvals::things(zone).await);
    things.extend(exchange::things(zone).await);
    things.extend(international::things(zone).await);
    things.extend(technology::things(zone).await);
    things.extend(treasury::things(zone).await);
    things
}

/// An approved slip, the posted list that brought in two machines, and one of these in the register.
async fn things_at_the_gate(zone: &Zone, book: &str) -> (String, String, String) {
    let mut waiting = papers::list(book, "import", &[papers::line(1, METAL, "1")]);
    waiting["trucks"] = json!(["京A1"]);
    let waiting = zone.list(&waiting).await;
    zone.approve(&waiting).await;
    let slip = papers::slip(&zone.enterprise, &waiting, "京A1");
    let slip = zone.post(Clerk, "/slips", &slip).wants(201).await.id();
    zone.post(Customs, &format!("/slips/{slip}/approve"), &json!({})).wants(200).await;
    let posted = zone.import(book, "9").await;
    let equipment = papers::equipment(&posted, &zone.enterprise);
    let equipment = zone.post(Clerk, "/equipment", &equipment).wants(201).await.id();
    (slip, posted, equipment)
}

fn filled(path: &str, things: &BTreeMap<&'static str, String>) -> String {
    things.iter().fold(path.to_owned(), |path, (name, value)| path.replace(&format!("{{{name}}}"), value))
}

/// The operation that a row tries, without the query that it needs.
fn without_query(operation: &str) -> String {
    operation.split_once('?').map_or(operation, |(path, _)| path).to_owned()
}

/// Whether the answer says that the caller may not, or may not know.
fn is_denied(status: u16, body: &[u8]) -> bool {
    let code =
        serde_json::from_slice::<Value>(body).ok().and_then(|body| body["code"].as_str().map(str::to_owned));
    let code = code.unwrap_or_default();
    (status == 403 && code == "NOT_PERMITTED") || (status == 404 && code != "UNKNOWN_TILE")
}

#[tokio::test]
async fn every_path_is_open_to_those_in_its_row_and_to_nobody_else() {
    let zone = Zone::new().await;
    let mut things = things(&zone).await;
    things.extend(programme::things(&zone).await);
    things.extend(land::things(&zone).await);
    industry::furnish(&zone).await;
    things.extend(region::furnish(&zone).await);
    let mut rows = reads();
    rows.extend(programme::rows());
    rows.extend(land::rows(&zone, &things));
    rows.extend(changes_of_the_bonded_zone(&zone, &things["book"], &things["list"]));
    rows.extend(changes_at_the_gate(&zone, &things));
    rows.extend(changes_of_periods(&things));
    rows.extend(approvals::rows(&zone, &things["matter"]));
    rows.extend(exchange::rows(&zone, &things));
    rows.extend(industry::rows(&zone));
    rows.extend(region::rows(&zone, &things["book"]));
    rows.extend(international::rows(&zone, &things));
    rows.extend(technology::rows(&zone, &things));
    // The last, since it gives the newcomer a role.
    rows.extend(treasury::rows(&zone));
    rows.extend(changes_of_the_zone(&zone));
    rows.extend(own_affairs());

    let with_a_row: BTreeSet<String> =
        rows.iter().map(|row| row.operation).chain(NOBODY_ASKS.iter().copied()).map(without_query).collect();
    let without: Vec<String> = operations().difference(&with_a_row).cloned().collect();
    assert_eq!(without, Vec::<String>::new(), "paths without an authorisation test");
    assert_eq!(with_a_row.difference(&operations()).count(), 0, "rows without a path");

    for row in &rows {
        let (method, path) = row.operation.split_once(' ').expect("a method and a path");
        let path = filled(path, &things);
        let ask = |call: super::call::Call| {
            let call = call.key(&zone.fresh_key()).if_match("*");
            match &row.body {
                Some(body) => call.json(body),
                None => call,
            }
        };
        ask(zone.anonymous(method, &path)).refused(401, "NOT_SIGNED_IN").await;
        let forged = zone.anonymous(method, &path).header("authorization", "Bearer etk_0000");
        ask(forged).refused(401, "NOT_SIGNED_IN").await;
        for person in Person::ALL {
            let reply = ask(zone.call(person, method, &path)).send().await;
            let text = String::from_utf8_lossy(&reply.bytes);
            let status = reply.status.as_u16();
            assert!(status < 500 && status != 400, "{} as {person:?}: {status} {text}", row.operation);
            let is_denied = is_denied(status, &reply.bytes);
            assert_eq!(
                !is_denied,
                row.may.contains(&person),
                "{} as {person:?}: {status} {text}",
                row.operation
            );
        }
    }
}

#[tokio::test]
async fn authority_is_checked_before_the_body_and_says_nothing_about_it() {
    let zone = Zone::new().await;
    let call = zone.anonymous("POST", "/books").bytes("{ not json");
    call.refused(401, "NOT_SIGNED_IN").await;
}
