//! Investment projects, work permits by points, platforms and institutions over HTTP, and what bad input is answered.

use serde_json::{Value, json};

use super::papers::setting;
use super::zone::{Person, Zone};
use Person::{Administrator, Clerk, InvestmentDesk, LandDesk, OtherClerk};

pub(crate) fn edition(name: &str, from: &str) -> Value {
    json!({
        "edition": name, "title": "Invented negative list", "effective_from": from, "effective_until": null,
        "source": "test", "items_published": 29, "missing": "27 items",
        "items": [
            {"number": "1", "title": "虚构核电", "title_english": "Invented power", "industry_codes": ["4414"],
             "words": [], "measure": {"kind": "restricted", "conditions": "a Chinese partner holds the majority"},
             "source": "test", "is_verified": false},
            {"number": "2", "title": "虚构烟草", "title_english": "Invented tobacco", "industry_codes": ["51"],
             "words": ["tobacco"], "measure": {"kind": "prohibited"}, "source": "test", "is_verified": false},
        ],
    })
}

pub(crate) fn points_table(name: &str, from: &str) -> Value {
    json!({
        "edition": name, "effective_from": from, "source": "test", "is_verified": false,
        "salary": [{"from": 0, "below": 350_000, "points": 14}, {"from": 350_000, "below": null, "points": 17}],
        "education": [{"is": "doctor", "points": 20}, {"is": "master", "points": 15},
            {"is": "bachelor", "points": 10}, {"is": "other", "points": 0}],
        "experience": {"years_min": 2, "points_at_min": 5, "points_per_further_year": 1, "points_max": 20},
        "months": [{"from": 0, "below": 9, "points": 5}, {"from": 9, "below": null, "points": 15}],
        "chinese": [{"is": "former_national", "points": 5}, {"is": "degree_in_chinese", "points": 5},
            {"is": "level_five", "points": 5}, {"is": "level_four", "points": 4},
            {"is": "level_three", "points": 3}, {"is": "level_two", "points": 2},
            {"is": "level_one", "points": 1}, {"is": "none", "points": 0}],
        "age": [{"from": 0, "below": 46, "points": 15}, {"from": 46, "below": null, "points": 5}],
        "location": [{"is": "west", "points": 10}, {"is": "north_east_base", "points": 10},
            {"is": "poor_county", "points": 10}, {"is": "elsewhere", "points": 0}],
        "extra_points": 5, "provincial_points_max": 10,
    })
}

pub(crate) fn project() -> Value {
    json!({
        "title": "Invented sensor plant", "investor": "Nowhere Sensors GmbH", "country": "DE",
        "industry_codes": ["3973"], "activity": "makes sensors for cars",
        "investment": {"amount": "80000000.00", "currency": "CNY"},
    })
}

pub(crate) fn facts() -> Value {
    json!({
        "salary_yuan": "360000", "education": "doctor", "experience_years": 10, "months_per_year": 12,
        "chinese": "level_four", "age": 40, "merits": [], "location": "elsewhere", "provincial_points": 0,
        "provincial_ground": "",
    })
}

pub(crate) fn partner(name: &str) -> Value {
    json!({
        "name": name, "name_english": format!("{name} in English"), "country": "FR", "since": "2026-01-10",
        "contact_role": "membership desk",
    })
}

pub(crate) fn activity() -> Value {
    json!({"on": "2026-02-01", "title": "Round of projects", "outcome": "two letters of intent"})
}

/// Activates an edition of the list and of the table, and the thresholds of the categories.
pub(crate) async fn furnish(zone: &Zone) {
    let parameters = json!({"parameters": [
        setting("international.talent.category_a_points", "85"),
        setting("international.talent.category_b_points", "60"),
    ]});
    zone.post(Administrator, "/parameters", &parameters).wants(201).await;
    zone.post(Administrator, "/negative-lists", &edition("2024", "2024-11-01")).wants(201).await;
    zone.post(Administrator, "/points-tables", &points_table("points", "2017-04-01")).wants(201).await;
}

async fn opened(zone: &Zone, project: Value) -> String {
    let paper = json!({"project": project, "on": "2026-03-01"});
    zone.post(InvestmentDesk, "/investment-projects", &paper).wants(201).await.id()
}

#[tokio::test]
async fn a_project_goes_from_lead_to_agreement_and_its_page_tells_the_time_in_each_stage() {
    let zone = Zone::new().await;
    furnish(&zone).await;
    let id = opened(&zone, project()).await;
    let path = |rest: &str| format!("/investment-projects/{id}{rest}");
    let advance = |stage: &str| json!({"stage": stage, "on": "2026-03-02", "note": "met at the fair"});
    let out_of_order = zone.post(InvestmentDesk, &path("/advance"), &advance("visit"));
    out_of_order.refused(409, "STAGE_ORDER").await;
    for stage in ["contact", "visit", "negotiation"] {
        zone.post(InvestmentDesk, &path("/advance"), &advance(stage)).wants(200).await;
    }
    let agreement = zone.post(InvestmentDesk, &path("/advance"), &advance("agreement"));
    agreement.refused(409, "NOT_SCREENED").await;
    let old = zone.post(InvestmentDesk, &path("/screen"), &json!({"edition": "1997"}));
    old.refused(409, "EDITION_NOT_IN_FORCE").await;
    zone.post(InvestmentDesk, &path("/screen"), &json!({"edition": "2024"})).wants(200).await;
    let stale = zone.post(InvestmentDesk, &path("/advance"), &advance("agreement")).if_match("\"1\"");
    stale.refused(412, "STALE_REVISION").await;
    zone.post(InvestmentDesk, &path("/advance"), &advance("agreement")).wants(200).await;
    let shown = zone.read(InvestmentDesk, &path("")).await;
    assert_eq!(shown["project"]["stage"], "agreement");
    assert_eq!(shown["next_stage"], "registered");
    assert_eq!(shown["screening"]["items_met"], json!([]));
    assert_eq!(
        (&shown["screening"]["items_kept"], &shown["screening"]["items_published"]),
        (&json!(2), &json!(29))
    );
    let times = shown["times"].as_array().expect("times");
    assert_eq!(times.iter().map(|time| time["days"].as_i64()).collect::<Vec<_>>(), [1, 0, 0, 0, 0].map(Some));
    let position = &times[4]["position"];
    zone.get(InvestmentDesk, &format!("/journal/entries/{position}/receipt")).wants(200).await;
    zone.get(LandDesk, &path("")).refused(404, "UNKNOWN_INVESTMENT_PROJECT").await;
    assert_eq!(zone.read(LandDesk, "/investment-projects").await["rows"], json!([]));
    let board = zone.read(InvestmentDesk, "/investment-projects?stage=agreement&limit=1").await;
    assert_eq!(board["rows"][0]["days_in_stage"], 0);
    // The enterprise that the project became may read it from then on.
    zone.post(InvestmentDesk, &path("/advance"), &advance("registered")).wants(200).await;
    let name = json!({"enterprise": zone.enterprise});
    zone.get(Clerk, &path("")).refused(404, "UNKNOWN_INVESTMENT_PROJECT").await;
    zone.post(InvestmentDesk, &path("/name-enterprise"), &name).wants(200).await;
    assert_eq!(zone.read(Clerk, &path("")).await["enterprise"], json!(zone.enterprise));
}

#[tokio::test]
async fn a_prohibited_item_stops_a_project_and_the_refusal_cites_it() {
    let zone = Zone::new().await;
    furnish(&zone).await;
    let mut smokes = project();
    smokes["industry_codes"] = json!(["5128"]);
    let id = opened(&zone, smokes).await;
    let path = |rest: &str| format!("/investment-projects/{id}{rest}");
    let screened = zone.post(InvestmentDesk, &path("/screen"), &json!({"edition": "2024"})).wants(200).await;
    let advance = json!({"stage": "contact", "on": "2026-03-02", "note": ""});
    let problem =
        zone.post(InvestmentDesk, &path("/advance"), &advance).refused(409, "PROHIBITED_ITEM").await;
    assert_eq!(
        problem["numbers"],
        json!([{"name": "edition", "value": "2024"}, {"name": "item", "value": "2"}])
    );
    assert_eq!(problem["cites_position"], screened.position());
    let shown = zone.read(InvestmentDesk, &path("")).await;
    let reasons = &shown["screening"]["items_met"][0]["reasons"];
    assert_eq!(*reasons, json!([{"kind": "industry", "of_item": "51", "of_project": "5128"}]));
    assert_eq!(shown["project"]["stopped_by_item"], "2");
}

#[tokio::test]
async fn bad_projects_and_editions_are_refused_with_their_place() {
    let zone = Zone::new().await;
    furnish(&zone).await;
    let open = |field: &str, value: Value| {
        let mut changed = project();
        changed[field] = value;
        zone.post(InvestmentDesk, "/investment-projects", &json!({"project": changed, "on": "2026-03-01"}))
    };
    open("investment", json!({"amount": "1.005", "currency": "CNY"}))
        .refused(400, "UNEXPECTED_CONTENT")
        .await;
    open("investment", json!({"amount": "0", "currency": "CNY"})).refused(422, "INVESTMENT_AMOUNT").await;
    open("country", json!("Germany")).refused(422, "COUNTRY_CODE").await;
    open("industry_codes", json!(["C39"])).refused(422, "INDUSTRY_CODE").await;
    open("contact_person", json!("Someone")).refused(400, "UNEXPECTED_CONTENT").await;
    let mut gap = points_table("gap", "2031-01-01");
    gap["age"][1]["from"] = json!(47);
    let refused = zone.post(Administrator, "/points-tables", &gap).refused(422, "POINTS_TABLE_CONTENT").await;
    assert_eq!(refused["field"], "age");
    let again = zone.post(Administrator, "/negative-lists", &edition("2024", "2031-01-01"));
    again.refused(409, "NEGATIVE_LIST_EXISTS").await;
}

#[tokio::test]
async fn the_calculator_and_the_assessment_tell_the_row_of_every_point_at_the_edge_of_84_and_85() {
    let zone = Zone::new().await;
    furnish(&zone).await;
    let mut more = facts();
    more["experience_years"] = json!(11);
    let before = zone.engine.position();
    for (facts, total, category) in [(facts(), 84, "b"), (more, 85, "a")] {
        let score = zone.post(OtherClerk, "/talent-scores", &facts).wants(200).await.json();
        assert_eq!((&score["total"], &score["category"]), (&json!(total), &json!(category)));
        assert_eq!(score["lines"].as_array().map(Vec::len), Some(9));
        assert_eq!(score["lines"][0]["rule"], "x >= 350000");
    }
    assert_eq!(zone.engine.position(), before, "the calculator keeps nothing");
    let mut wrong = facts();
    wrong["months_per_year"] = json!(13);
    zone.post(Clerk, "/talent-scores", &wrong).refused(422, "TALENT_FACTS").await;
    wrong["merits"] = json!(vec!["top_university"; 11]);
    zone.post(Clerk, "/talent-scores", &wrong).refused(400, "UNEXPECTED_CONTENT").await;
    wrong["merits"] = json!([]);
    wrong["name"] = json!("Someone");
    zone.post(Clerk, "/talent-scores", &wrong).refused(400, "UNEXPECTED_CONTENT").await;
    let asked = json!({"employer": zone.enterprise, "facts": facts()});
    zone.post(OtherClerk, "/talent-assessments", &asked).refused(404, "UNKNOWN_ENTERPRISE").await;
    let id = zone.post(Clerk, "/talent-assessments", &asked).wants(201).await.id();
    let path = format!("/talent-assessments/{id}");
    let tasks = zone.read(InvestmentDesk, "/tasks").await;
    assert_eq!(
        (&tasks["rows"][0]["kind"], &tasks["rows"][0]["subject_id"]),
        (&json!("decide_talent"), &json!(id))
    );
    zone.get(OtherClerk, &path).refused(404, "UNKNOWN_TALENT").await;
    zone.post(InvestmentDesk, &format!("{path}/confirm"), &json!({})).wants(200).await;
    let shown = zone.read(Clerk, &path).await;
    assert_eq!((&shown["status"], &shown["is_own_request"]), (&json!("confirmed"), &json!(true)));
    assert_eq!(shown["score"]["total"], 84);
}

#[tokio::test]
async fn registers_of_partners_keep_activities_with_their_receipts() {
    let zone = Zone::new().await;
    let institution = json!({"kind": "research_institute", "facts": partner("虚构研究院")});
    let member = zone.post(InvestmentDesk, "/institutions", &institution).wants(201).await.id();
    zone.post(InvestmentDesk, "/institutions", &institution).refused(409, "PARTNER_NAME_TAKEN").await;
    let platform = json!({"kind": "innovation_centre", "facts": partner("虚构平台"), "members": [member]});
    let id = zone.post(InvestmentDesk, "/platforms", &platform).wants(201).await.id();
    let path = format!("/platforms/{id}/activities");
    let position = zone.post(InvestmentDesk, &path, &activity()).wants(200).await.position();
    let shown = zone.read(OtherClerk, &format!("/platforms/{id}")).await;
    assert_eq!(shown["activities"][0]["position"], position);
    assert_eq!(shown["members"][0]["name"], "虚构研究院");
    let mut early = activity();
    early["on"] = json!("2025-12-31");
    zone.post(InvestmentDesk, &path, &early).refused(422, "PARTNER_DATE").await;
    zone.get(Clerk, &format!("/institutions/{}", id.replace("pfm", "ins")))
        .refused(404, "UNKNOWN_PARTNER")
        .await;
    zone.get(Clerk, &format!("/institutions/{id}")).refused(404, "ID_MALFORMED").await;
}

#[tokio::test]
async fn registers_of_partners_are_searched_by_name_and_by_whether_they_go_on() {
    let zone = Zone::new().await;
    for name in ["虚构研究院", "虚构商会"] {
        let institution = json!({"kind": "research_institute", "facts": partner(name)});
        zone.post(InvestmentDesk, "/institutions", &institution).wants(201).await;
    }
    let found = zone.read(Clerk, "/institutions?text=%E7%A0%94%E7%A9%B6").await;
    let id = found["rows"][0]["id"].as_str().expect("one is found").to_owned();
    assert_eq!(found["rows"].as_array().map(Vec::len), Some(1));
    let end = json!({"on": activity()["on"], "reason": "It was taken over."});
    zone.post(InvestmentDesk, &format!("/institutions/{id}/end"), &end).wants(200).await;
    for (asked, count) in [("is_ended=true", 1), ("is_ended=false", 1), ("is_ended=false&text=%E7%A0%94", 0)]
    {
        let found = zone.read(LandDesk, &format!("/institutions?{asked}")).await;
        assert_eq!(found["rows"].as_array().map(Vec::len), Some(count), "{asked}");
    }
    zone.get(Clerk, "/platforms?is_ended=perhaps").refused(400, "QUERY_MALFORMED").await;
}
