//! Cases of `bonded.unit_consumption`: the gross consumption of one unit of product from net consumption and loss rates.

use etown_domain::bonded::bom::unit_consumption;
use etown_values::{Percent, UnitConsumption};
use serde::Deserialize;
use serde_json::{Map, Value, json};

use super::{Computed, input};

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Input {
    #[serde(default)]
    rows: Vec<Row>,
    #[serde(default)]
    invalid: Vec<Row>,
    scale: Option<u32>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Row {
    net: String,
    tangible_pct: String,
    intangible_pct: String,
}

pub(super) fn compute(input: &Value) -> Result<Computed, String> {
    let input: Input = input::read(input)?;
    if input.rows.is_empty() && input.invalid.is_empty() {
        return Err("input.rows: there is nothing to compute".to_owned());
    }
    if input.scale.is_some_and(|scale| scale != UnitConsumption::SCALE) {
        return Err(format!("input.scale: unit consumption has {} decimals", UnitConsumption::SCALE));
    }
    let mut steps = Vec::new();
    let unit = answers("rows", &input.rows, &mut steps)?;
    let errors = answers("invalid", &input.invalid, &mut steps)?;
    let mut result = Map::new();
    result.insert("unit".to_owned(), json!(unit));
    // One word where every row gives the same answer, as for a single row.
    let all_alike = errors.windows(2).all(|pair| pair.first() == pair.last());
    if let Some(first) = errors.first().filter(|_| all_alike) {
        result.insert("invalid_error".to_owned(), json!(first));
    }
    result.insert("invalid_errors".to_owned(), json!(errors));
    Ok(Computed { result: Value::Object(result), steps })
}

/// Returns for each row its unit consumption, or the code by which it is refused.
fn answers(name: &str, rows: &[Row], steps: &mut Vec<String>) -> Result<Vec<String>, String> {
    let mut answers = Vec::new();
    for (index, row) in rows.iter().enumerate() {
        let place = |field: &str| format!("{name}[{index}].{field}");
        let net: UnitConsumption = input::parse(place("net"), &row.net)?;
        let tangible: Percent = input::parse(place("tangible_pct"), &row.tangible_pct)?;
        let intangible: Percent = input::parse(place("intangible_pct"), &row.intangible_pct)?;
        let answer = match unit_consumption(net, tangible, intangible) {
            Ok(unit) => unit.to_string(),
            Err(refusal) => refusal.code.text.to_owned(),
        };
        steps.push(format!(
            "{} / (1 - ({} + {}) / 100), 9 decimals, half away from zero: {answer}.",
            row.net, row.tangible_pct, row.intangible_pct
        ));
        answers.push(answer);
    }
    Ok(answers)
}
