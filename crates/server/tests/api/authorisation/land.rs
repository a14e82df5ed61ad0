//! Rows of the land desk: a parcel under contract with the clerk's enterprise.

use std::collections::BTreeMap;

use serde_json::json;

use super::super::land::{contract, foundation, parcel, part, settle};
use super::super::zone::{Person, Zone};
use super::{HOLDERS, Row};
use Person::{Administrator, Auditor, Clerk, Customs, LandDesk};

const READERS: &[Person] = &[Clerk, LandDesk, Auditor, Customs, Administrator];
const DESK: &[Person] = &[LandDesk];

pub(super) async fn things(zone: &Zone) -> [(&'static str, String); 2] {
    let (parcel, contract) = settle(zone).await;
    [("parcel", parcel), ("land_contract", contract)]
}

pub(super) fn rows(zone: &Zone, things: &BTreeMap<&'static str, String>) -> Vec<Row> {
    let read = |operation, may| Row { operation, may, body: None };
    let row = |operation, may, body| Row { operation, may, body: Some(body) };
    let document = json!({"document": "Notice 1"});
    let standstill = json!({"stopped_on": "2026-03-02", "developed_area": "1", "invested": "1"});
    let stop = json!({"from": "2026-03-01", "cause": "plan_change", "reason": "the road moves"});
    let permit = json!({"kind": "title", "number": "T-1", "issued_on": "2026-03-01"});
    let merger = json!({"parcels": [things["parcel"], things["parcel"]], "merged": part("L-9", 0)});
    vec![
        read("GET /land/parcels", HOLDERS),
        read("GET /land/parcels/{parcel}", READERS),
        read("GET /land/contracts", HOLDERS),
        read("GET /land/contracts/{land_contract}", READERS),
        row("POST /land/parcels", DESK, parcel("L-5", 5)),
        row("POST /land/parcels/{parcel}/contracts", DESK, contract("LC-5", &zone.enterprise)),
        row("POST /land/mergers", DESK, merger),
        row("POST /land/parcels/{parcel}/split", DESK, json!({"parts": [part("L-7", 0), part("L-8", 1)]})),
        row("POST /land/contracts/{land_contract}/deliver", DESK, json!({"delivered_on": "2026-03-01"})),
        row("POST /land/contracts/{land_contract}/permits", DESK, permit),
        row("POST /land/contracts/{land_contract}/report-foundation", &[Clerk], foundation()),
        row("POST /land/contracts/{land_contract}/confirm-start", DESK, json!({})),
        row("POST /land/contracts/{land_contract}/return-foundation", DESK, json!({"reason": "not proven"})),
        row("POST /land/contracts/{land_contract}/stop-clock", DESK, stop),
        row("POST /land/contracts/{land_contract}/resume-clock", DESK, json!({"resumed_on": "2026-03-02"})),
        row("POST /land/contracts/{land_contract}/record-standstill", DESK, standstill),
        row("POST /land/contracts/{land_contract}/end-standstill", DESK, json!({"resumed_on": "2026-03-02"})),
        row("POST /land/contracts/{land_contract}/notice-idle-fee", DESK, document.clone()),
        row("POST /land/contracts/{land_contract}/take-back", DESK, document),
    ]
}
