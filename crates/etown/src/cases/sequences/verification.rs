//! Cases of `bonded.period_verification`: a period that opens with what an earlier count found, its movements, and the count
//! that ends it, with products converted into the material that they hold.

use etown_domain::Event;
use etown_domain::bonded::BondedEvent;
use etown_domain::bonded::book::{BookKind, ConsumptionPoint};
use etown_domain::bonded::list::Movement;
use etown_domain::bonded::period::{CountRow, ItemResult, Stage};
use etown_domain::bonded::verification::{Verdict, difference_percent};
use etown_engine::{Answer, NotAccepted};
use etown_values::{Percent, QuantityAmount, UnitConsumption};
use serde::Deserialize;
use serde_json::{Map, Value, json};

use super::workbench::{ListDraft, MATERIAL, PRODUCT, Workbench, bom_row};
use super::{answer_word, code};
use crate::cases::{Computed, input};

const VERSION: &str = "V1";

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Input {
    opening: String,
    import: Option<String>,
    transfer_in: Option<String>,
    transfer_out: Option<String>,
    reexport_raw: Option<String>,
    domestic_raw: Option<String>,
    destroyed: Option<String>,
    /// Finished products shipped abroad.
    #[serde(rename = "fg_shipped")] // tidy: foreign name of the case files
    shipped: Option<String>,
    /// Unit consumption.
    unit: String,
    count: Count,
    tolerance_pct: String,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Count {
    raw: String,
    /// Products in the making.
    wip_units: Option<String>,
    /// Finished products in stock.
    #[serde(rename = "fg_units")] // tidy: foreign name of the case files
    finished_units: Option<String>,
}

pub(in crate::cases) fn compute(input: &Value) -> Result<Computed, String> {
    let input: Input = input::read(input)?;
    let workbench = Workbench::open(BookKind::Processing, Some(ConsumptionPoint::AtShipment))?;
    let tolerance: Percent = input::parse("tolerance_pct", &input.tolerance_pct)?;
    let refused = |outcome| code(outcome).map(|code| computed(&[("error", json!(code))], Vec::new()));
    workbench.set_parameter("bonded.count.tolerance_percent", &tolerance.to_string()).or_else(drop_code)?;
    let net: UnitConsumption = input::parse("unit", &input.unit)?;
    workbench.approve_bom(VERSION, bom_row(net, Percent::ZERO, Percent::ZERO)).or_else(drop_code)?;
    let opening: QuantityAmount = input::parse("opening", &input.opening)?;
    let mut steps = Vec::new();
    if let Err(outcome) = open_with(&workbench, opening) {
        return refused(outcome);
    }
    steps.push(format!("An earlier period closes with {opening} counted; the next one opens with it."));
    workbench.pass_day();
    if let Err(outcome) = move_goods(&workbench, &input, &mut steps)? {
        return refused(outcome);
    }
    let counted = match count(&workbench, &input, &mut steps)? {
        Ok(answer) => answer,
        Err(outcome) => return refused(outcome),
    };
    let result = result_of(&counted).ok_or("the count has no row of the material")?;
    let verdict = Verdict::of(&result, tolerance);
    let percent = difference_percent(&result).map(|percent| percent.to_string());
    let quantity = |units| QuantityAmount::from_units(units);
    steps.push(format!(
        "Theoretical {}, physical {}: difference {}, {} %, tolerance {tolerance} %: {}.",
        quantity(result.theoretical),
        quantity(result.physical),
        quantity(result.difference()),
        percent.as_deref().unwrap_or("-"),
        verdict.as_str(),
    ));
    let unexplained = answer_word(workbench.apply_verification())?;
    steps.push(format!("Applied for without an explanation: {unexplained}."));
    Ok(computed(
        &[
            ("theoretical", json!(quantity(result.theoretical))),
            ("physical", json!(quantity(result.physical))),
            ("difference", json!(quantity(result.difference()))),
            ("difference_pct", json!(percent)),
            ("verdict", json!(verdict.as_str())),
            ("apply_without_explanation", json!(unexplained)),
        ],
        steps,
    ))
}

fn computed(values: &[(&str, Value)], steps: Vec<String>) -> Computed {
    let values: Map<String, Value> =
        values.iter().map(|(name, value)| ((*name).to_owned(), value.clone())).collect();
    Computed { result: Value::Object(values), steps }
}

#[expect(clippy::needless_pass_by_value, reason = "it ends a chain of results")]
fn drop_code(outcome: NotAccepted) -> Result<(), String> {
    Err(format!("the zone in memory was not made: {outcome}"))
}

/// Closes a first period in which the opening stock came in and was counted as it stands.
fn open_with(workbench: &Workbench, opening: QuantityAmount) -> Result<(), NotAccepted> {
    if !opening.is_zero() {
        workbench.bring_in(opening)?;
    }
    workbench.announce_count()?;
    workbench.record_count(vec![CountRow {
        item: MATERIAL,
        stage: Stage::Stock,
        version: None,
        quantity: opening,
    }])?;
    workbench.complete_count()?;
    workbench.apply_verification()?;
    workbench.accept_and_close()
}

/// Moves goods by lists, in the order in which a stock can bear them.
fn move_goods(
    workbench: &Workbench,
    input: &Input,
    steps: &mut Vec<String>,
) -> Result<Result<(), NotAccepted>, String> {
    let moves = [
        ("import", &input.import, MATERIAL, Movement::Import),
        ("transfer_in", &input.transfer_in, MATERIAL, Movement::TransferIn),
        ("transfer_out", &input.transfer_out, MATERIAL, Movement::TransferOut),
        ("reexport_raw", &input.reexport_raw, MATERIAL, Movement::ReExport),
        ("domestic_raw", &input.domestic_raw, MATERIAL, Movement::DomesticSale),
        ("destroyed", &input.destroyed, MATERIAL, Movement::Destruction),
        ("fg_shipped", &input.shipped, PRODUCT, Movement::Export), // tidy: foreign name of the case files
    ];
    for (name, text, item, movement) in moves {
        let Some(text) = text else { continue };
        let quantity: QuantityAmount = input::parse(name, text)?;
        if quantity.is_zero() {
            continue;
        }
        let bom_version = (item == PRODUCT).then_some(VERSION);
        let draft = ListDraft { bom_version, ..ListDraft::new(item, movement, quantity) };
        let moved = workbench.submit_list(draft).and_then(|list| workbench.approve_list(list));
        if let Err(outcome) = moved {
            return Ok(Err(outcome));
        }
        steps.push(format!("{name}: a list moves {quantity}."));
    }
    Ok(Ok(()))
}

fn count(
    workbench: &Workbench,
    input: &Input,
    steps: &mut Vec<String>,
) -> Result<Result<Answer, NotAccepted>, String> {
    let raw: QuantityAmount = input::parse("count.raw", &input.count.raw)?;
    let mut rows = vec![CountRow { item: MATERIAL, stage: Stage::Stock, version: None, quantity: raw }];
    let products = [
        ("count.wip_units", &input.count.wip_units, Stage::WorkInProgress),
        ("count.fg_units", &input.count.finished_units, Stage::Finished), // tidy: foreign name of the case files
    ];
    for (place, text, stage) in products {
        let Some(text) = text else { continue };
        let quantity: QuantityAmount = input::parse(place, text)?;
        rows.push(CountRow { item: PRODUCT, stage, version: Some(VERSION.to_owned()), quantity });
        steps.push(format!("{place}: {quantity} products are counted as the material that they hold."));
    }
    let counted = workbench
        .announce_count()
        .and_then(|()| workbench.record_count(rows))
        .and_then(|()| workbench.complete_count());
    Ok(counted)
}

fn result_of(answer: &Answer) -> Option<ItemResult> {
    answer.events.iter().find_map(|event| match event {
        Event::Bonded(BondedEvent::CountCompleted { results, .. }) => {
            results.iter().find(|result| result.item == MATERIAL).copied()
        }
        _ => None,
    })
}
