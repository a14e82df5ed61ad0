//! Cases of `industry.location_quotient`: a table of scopes and industries whose base is all scopes together.

use etown_domain::industry::quotient::counts_of_table;
use etown_values::{Decimal, Ratio, Rounding};
use serde::Deserialize;
use serde_json::{Number, Value, json};

use super::{Computed, input};

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Input {
    regions: Vec<String>,
    industries: Vec<String>,
    employment: Vec<Vec<Number>>,
}

/// Decimals that a quotient is shown with.
const DECIMALS: u32 = 10;

pub(super) fn compute(input: &Value) -> Result<Computed, String> {
    let input: Input = input::read(input)?;
    if input.employment.len() != input.regions.len() {
        return Err("input.employment: wants a row for each of input.regions".to_owned());
    }
    let table = table(&input)?;
    let mut steps = Vec::new();
    let (mut quotients, mut specialised) = (Vec::new(), Vec::new());
    let counts = counts_of_table(&table).map_err(|error| format!("input.employment: {error}"))?;
    for (region, row) in input.regions.iter().zip(&counts) {
        let (mut quotients_of_row, mut specialised_of_row) = (Vec::new(), Vec::new());
        for (industry, counts) in input.industries.iter().zip(row) {
            let quotient = counts.quotient().map_err(|error| format!("input.employment: {error}"))?;
            let shown = quotient.map(shown).transpose()?;
            steps.push(format!(
                "{region}, {industry}: ({} / {}) / ({} / {}), {DECIMALS} decimals, half to even: {}.",
                counts.class_in_scope,
                counts.scope,
                counts.class_in_base,
                counts.base,
                shown.as_deref().unwrap_or("none, since a divisor is zero"),
            ));
            quotients_of_row.push(shown);
            specialised_of_row.push(quotient.map(|quotient| u8::from(quotient >= Ratio::ONE)));
        }
        quotients.push(quotients_of_row);
        specialised.push(specialised_of_row);
    }
    Ok(Computed { result: json!({ "lq": quotients, "specialised_ge_1": specialised }), steps })
}

fn shown(quotient: Ratio) -> Result<String, String> {
    let decimal: Decimal<DECIMALS> = quotient
        .to_decimal(Rounding::HalfEven)
        .map_err(|error| format!("input.employment: a quotient cannot be shown: {error}"))?;
    Ok(decimal.to_string())
}

/// All numbers brought to whole ones of the same size.
fn table(input: &Input) -> Result<Vec<Vec<i128>>, String> {
    let columns = input.industries.len();
    let mut numbers = Vec::new();
    for (index, row) in input.employment.iter().enumerate() {
        if row.len() != columns || columns == 0 {
            return Err(format!("input.employment[{index}]: wants a number for each of input.industries"));
        }
        for (column, number) in row.iter().enumerate() {
            numbers.push(input::ratio(format_args!("employment[{index}][{column}]"), number)?);
        }
    }
    Ok(input::whole("employment", &numbers)?.chunks(columns.max(1)).map(<[i128]>::to_vec).collect())
}
