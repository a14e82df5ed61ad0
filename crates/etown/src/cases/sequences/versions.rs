//! Cases of `bonded.bom_versions`: each shipment consumes under the version stamped on it, and a used version is locked.

use std::collections::BTreeMap;

use etown_domain::bonded::book::{BookKind, ConsumptionPoint};
use etown_domain::bonded::list::Movement;
use etown_domain::kernel::ledger::Purpose;
use etown_engine::NotAccepted;
use etown_values::{Percent, QuantityAmount, UnitConsumption};
use serde::Deserialize;
use serde_json::{Map, Value, json};

use super::workbench::{ListDraft, MATERIAL, PRODUCT, Workbench, bom_row};
use super::{answer_word, code};
use crate::cases::{Computed, input};

/// More material than any case needs, where the case does not say how much there is.
const PLENTY: &str = "99999999999999";

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Input {
    /// Unit consumption of each version.
    versions: BTreeMap<String, String>,
    shipments: Vec<Shipment>,
    /// A shipment under a version that is not filed.
    missing: Option<Shipment>,
    raw_before: Option<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Shipment {
    #[serde(rename = "qty")] // tidy: foreign name of the case files
    quantity: String,
    #[serde(rename = "ver")]
    version: String,
}

pub(in crate::cases) fn compute(input: &Value) -> Result<Computed, String> {
    let input: Input = input::read(input)?;
    let workbench = Workbench::open(BookKind::Processing, Some(ConsumptionPoint::AtShipment))?;
    let raw_before: QuantityAmount =
        input::parse("raw_before", input.raw_before.as_deref().unwrap_or(PLENTY))?;
    if !raw_before.is_zero() {
        workbench.bring_in(raw_before).or_else(|outcome| code(outcome).map(drop))?;
    }
    let mut result = Map::new();
    let mut steps = vec![format!("A list brings {raw_before} of material into stock.")];
    let mut version_errors = Map::new();
    for (version, unit) in &input.versions {
        let net: UnitConsumption = input::parse(format_args!("versions.{version}"), unit)?;
        if let Err(outcome) = workbench.approve_bom(version, bom_row(net, Percent::ZERO, Percent::ZERO)) {
            version_errors.insert(version.clone(), json!(code(outcome)?));
        } else {
            steps.push(format!("Version {version} consumes {net} of material for one product."));
        }
    }
    if !version_errors.is_empty() {
        result.insert("version_errors".to_owned(), Value::Object(version_errors));
    }
    let consumed = ship_all(&workbench, &input.shipments, &mut steps)?;
    result.insert("consumed".to_owned(), json!(consumed));
    result.insert("total".to_owned(), json!(workbench.sums(MATERIAL, Purpose::Embodied).actual));
    result.insert("raw_after".to_owned(), json!(workbench.sums(MATERIAL, Purpose::Stock).actual));
    if let Some(missing) = &input.missing {
        let quantity: QuantityAmount = input::parse("missing.qty", &missing.quantity)?; // tidy: foreign name of the case files
        let word = answer_word(ship(&workbench, quantity, &missing.version))?;
        steps.push(format!("{quantity} under {}: {word}.", missing.version));
        result.insert("missing_error".to_owned(), json!(word));
    }
    add_change_after_use(&workbench, &input, &mut result, &mut steps)?;
    Ok(Computed { result: Value::Object(result), steps })
}

/// Returns for each shipment what it consumed, or the code by which it is refused.
fn ship_all(
    workbench: &Workbench,
    shipments: &[Shipment],
    steps: &mut Vec<String>,
) -> Result<Vec<String>, String> {
    let mut answers = Vec::new();
    for (index, shipment) in shipments.iter().enumerate() {
        let quantity: QuantityAmount = input::parse(format_args!("shipments[{index}]"), &shipment.quantity)?;
        let before = workbench.sums(MATERIAL, Purpose::Embodied).actual;
        let answer = if let Err(outcome) = ship(workbench, quantity, &shipment.version) {
            code(outcome)?.to_owned()
        } else {
            let after = workbench.sums(MATERIAL, Purpose::Embodied).actual;
            after.checked_sub(before).map_err(|error| error.to_string())?.to_string()
        };
        steps.push(format!("{quantity} shipped under {}: {answer}.", shipment.version));
        answers.push(answer);
    }
    Ok(answers)
}

fn ship(workbench: &Workbench, quantity: QuantityAmount, version: &str) -> Result<(), NotAccepted> {
    let draft =
        ListDraft { bom_version: Some(version), ..ListDraft::new(PRODUCT, Movement::Export, quantity) };
    let list = workbench.submit_list(draft)?;
    workbench.approve_list(list)
}

/// Tries to change a version that a shipment used.
fn add_change_after_use(
    workbench: &Workbench,
    input: &Input,
    result: &mut Map<String, Value>,
    steps: &mut Vec<String>,
) -> Result<(), String> {
    let used = input.shipments.iter().find(|shipment| input.versions.contains_key(&shipment.version));
    let Some(version) = used.map(|shipment| shipment.version.as_str()) else { return Ok(()) };
    let changed = bom_row(UnitConsumption::from_units(1), Percent::ZERO, Percent::ZERO);
    let word = answer_word(workbench.file_bom(version, changed))?;
    steps.push(format!("Changing {version} after its use: {word}."));
    result.insert("change_after_use".to_owned(), json!(word));
    Ok(())
}
