//! Cases of `bonded.production_split`: a production report turns material into what the product holds, scrap and loss.

use etown_domain::bonded::book::{BookKind, ConsumptionPoint};
use etown_domain::kernel::ledger::Purpose;
use etown_values::{Percent, QuantityAmount, UnitConsumption};
use serde::Deserialize;
use serde_json::{Value, json};

use super::code;
use super::workbench::{MATERIAL, PRODUCT, SCRAP, Workbench, bom_row};
use crate::cases::{Computed, input};
use crate::zone::created;

const VERSION: &str = "1";

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Input {
    units: String,
    net: String,
    tangible_pct: String,
    intangible_pct: String,
    raw_before: String,
}

pub(in crate::cases) fn compute(input: &Value) -> Result<Computed, String> {
    let input: Input = input::read(input)?;
    let units: QuantityAmount = input::parse("units", &input.units)?;
    let net: UnitConsumption = input::parse("net", &input.net)?;
    let tangible: Percent = input::parse("tangible_pct", &input.tangible_pct)?;
    let intangible: Percent = input::parse("intangible_pct", &input.intangible_pct)?;
    let raw_before: QuantityAmount = input::parse("raw_before", &input.raw_before)?;
    let workbench = Workbench::open(BookKind::Processing, Some(ConsumptionPoint::AtProduction))?;
    let mut steps = Vec::new();
    if !raw_before.is_zero() {
        if let Err(outcome) = workbench.bring_in(raw_before) {
            return Ok(refused(code(outcome)?, steps));
        }
        steps.push(format!("A list brings {raw_before} of material into stock."));
    }
    if let Err(outcome) = workbench.approve_bom(VERSION, bom_row(net, tangible, intangible)) {
        return Ok(refused(code(outcome)?, steps));
    }
    steps.push(format!(
        "Net {net}, tangible loss {tangible} %, intangible loss {intangible} % are filed and approved."
    ));
    let answer = match workbench.report_production(VERSION, units) {
        Ok(answer) => answer,
        Err(outcome) => return Ok(refused(code(outcome)?, steps)),
    };
    let exceptions: Vec<&str> =
        created::exceptions(&answer).map(|exception| exception.kind.as_str()).collect();
    steps.push(format!("Production of {units} units is reported."));
    steps.extend(exceptions.iter().map(|kind| format!("The report opens an exception: {kind}.")));
    result(&workbench, raw_before, &exceptions, steps)
}

fn result(
    workbench: &Workbench,
    raw_before: QuantityAmount,
    exceptions: &[&str],
    mut steps: Vec<String>,
) -> Result<Computed, String> {
    let of_material = |purpose| workbench.sums(MATERIAL, purpose).actual;
    let (embodied, tangible, intangible) = (
        of_material(Purpose::Embodied),
        of_material(Purpose::TangibleLoss),
        of_material(Purpose::IntangibleLoss),
    );
    let consumed = embodied.checked_add(tangible).and_then(|sum| sum.checked_add(intangible));
    let consumed = consumed.map_err(|error| error.to_string())?;
    let scrap = workbench.sums(SCRAP, Purpose::Stock).actual;
    let raw_after = of_material(Purpose::Stock);
    steps.push(format!(
        "Consumed {consumed} = {embodied} embodied + {tangible} tangible + {intangible} intangible."
    ));
    steps.push(format!("Material stock: {raw_before} before, {raw_after} after; scrap stock: {scrap}."));
    let result = json!({
        "raw_consumed": consumed,
        "embodied": embodied,
        "tangible_scrap_in": scrap,
        "intangible": intangible,
        "raw_after": raw_after,
        "scrap_ledger_after": scrap,
        "product_stock": workbench.sums(PRODUCT, Purpose::Stock).actual,
        // What was taken that the book did not hold stands on this account as a negative amount.
        "unexplained": of_material(Purpose::Unexplained),
        "exceptions": exceptions,
    });
    Ok(Computed { result, steps })
}

fn refused(code: &str, mut steps: Vec<String>) -> Computed {
    steps.push(format!("Refused: {code}."));
    Computed { result: json!({ "error": code }), steps }
}
