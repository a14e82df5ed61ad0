//! Who may use the paths of cash pools.

use serde_json::json;

use super::super::papers;
use super::super::zone::{Person, Zone};
use super::{HOLDERS, Row};
use Person::{Administrator, Auditor, Clerk, Customs, OtherClerk, TreasuryDesk};

/// A pool that the clerk's enterprise leads, and a draw on it.
pub(super) async fn things(zone: &Zone) -> [(&'static str, String); 2] {
    let group = json!({"name": "虚构集团", "lead": zone.enterprise,
        "members": [zone.enterprise, zone.other_enterprise]});
    zone.post(Administrator, "/groups", &group).wants(201).await;
    let pool = papers::pool(&zone.enterprise, &zone.other_enterprise);
    let pool = zone.post(TreasuryDesk, "/pools", &pool).wants(201).await.id();
    let draw = papers::draw(&zone.enterprise, "1000");
    let draw = zone.post(Clerk, &format!("/pools/{pool}/draws"), &draw).wants(201).await.id();
    [("pool", pool), ("draw", draw)]
}

pub(super) fn rows(zone: &Zone) -> Vec<Row> {
    const READERS: &[Person] = &[Clerk, OtherClerk, TreasuryDesk, Auditor, Customs, Administrator];
    let read = |operation, may| Row { operation, may, body: None };
    let row = |operation, may, body| Row { operation, may, body: Some(body) };
    let pool = papers::pool(&zone.enterprise, &zone.other_enterprise);
    vec![
        read("GET /pools", HOLDERS),
        read("GET /pools/{pool}", READERS),
        read("GET /pools/{pool}/draws", READERS),
        row("POST /pools", &[TreasuryDesk], pool),
        row("POST /pools/{pool}/draws", &[Clerk], papers::draw(&zone.enterprise, "1")),
        row("POST /draws/{draw}/repay", &[Clerk], json!({"amount": "1", "currency": "USD"})),
    ]
}
