//! Who may use the paths of products and chains. Who supplies what is for the investment desk and the zone's readers alone.

use serde_json::json;

use super::super::papers::{self, METAL};
use super::super::zone::{Person, Zone};
use super::Person::{Administrator, Auditor, Clerk, Customs, InvestmentDesk};
use super::{HOLDERS, Row};

/// A product of an input, with a firm, a chain and a declaration of the clerk's enterprise.
pub(super) async fn furnish(zone: &Zone) -> Vec<(&'static str, String)> {
    zone.post(InvestmentDesk, "/chain/products", &papers::products(&["panel", "glass", "film"]))
        .wants(201)
        .await;
    zone.post(InvestmentDesk, "/chain/firms", &papers::firms(&[("maker", "etown")])).wants(201).await;
    zone.post(InvestmentDesk, "/chain/chains", &papers::chain("display", &["panel", "glass"]))
        .wants(201)
        .await;
    let declared = papers::supply_declaration(&zone.enterprise, "glass");
    let supply = zone.post(Clerk, "/chain/declarations", &declared).wants(201).await.id();
    vec![
        ("product", "panel".to_owned()),
        ("firm", "maker".to_owned()),
        ("chain", "display".to_owned()),
        ("supply", supply),
        ("hs_code", "848620".to_owned()),
    ]
}

pub(super) fn rows(zone: &Zone, book: &str) -> Vec<Row> {
    let read = |operation, may| Row { operation, may, body: None };
    let row = |operation, may, body| Row { operation, may, body: Some(body) };
    let desk: &[Person] = &[InvestmentDesk];
    let readers: &[Person] = &[InvestmentDesk, Auditor, Customs, Administrator];
    let reason = json!({"reason": "not as it should be"});
    // It reaches the reason only where the statement is seen, and leaves it as it is.
    let without_reason = json!({"book": book, "item": METAL, "reason": "   "});
    let input = json!({"product": "panel", "group": 1, "input": "glass", "reason": "it was misread"});
    let supply = json!({"firm": "maker", "product": "panel", "reason": "it was misread"});
    vec![
        read("GET /scopes", HOLDERS),
        read("GET /chain/products", HOLDERS),
        read("GET /chain/products/{product}", HOLDERS),
        read("GET /chain/products/{product}/drawing?towards=both", HOLDERS),
        read("GET /chain/products/{product}/four-chains", HOLDERS),
        read("GET /chain/chains", HOLDERS),
        read("GET /chain/chains/{chain}/links", HOLDERS),
        read("GET /chain/declarations", HOLDERS),
        read("GET /chain/firms", readers),
        read("GET /chain/failures", readers),
        read("GET /chain/firms/{firm}/failure", readers),
        read("GET /chain/imports?scope=etown", readers),
        row("POST /scopes", desk, papers::scopes()),
        row("POST /chain/products", desk, papers::products(&["foil"])),
        row("POST /chain/firms", desk, papers::firms(&[("other", "china")])),
        row("POST /chain/chains", desk, papers::chain("other", &["glass"])),
        row("POST /chain/inputs", desk, papers::inputs(&[("panel", 1, "glass")])),
        row("POST /chain/inputs/withdraw", desk, input),
        row("POST /chain/supplies", desk, papers::supplies(&[("maker", "panel")])),
        row("POST /chain/supplies/withdraw", desk, supply),
        row("POST /chain/items", &[Clerk], papers::item_statement("panel", book, METAL)),
        row("POST /chain/items/withdraw", &[Clerk, InvestmentDesk], without_reason),
        row("POST /chain/declarations", &[Clerk], papers::supply_declaration(&zone.enterprise, "film")),
        row("POST /chain/declarations/{supply}/confirm", desk, json!({})),
        row("POST /chain/declarations/{supply}/return", desk, reason),
    ]
}
