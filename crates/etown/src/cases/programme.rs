//! Cases of `programme.launched_share`: whether enough tasks of a programme are launched.

use etown_domain::programme::settings::LAUNCHED_TARGET;
use etown_domain::programme::share::Share;
use etown_values::{Percent, Rounding};
use serde::Deserialize;
use serde_json::{Value, json};

use super::{Computed, input};
use crate::shipped;

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Input {
    launched: u64,
    total: u64,
    /// In percent; without it that of the zone's parameters.
    target_percent: Option<String>,
}

pub(super) fn compute(input: &Value) -> Result<Computed, String> {
    let inputs: Vec<Input> = input::read(input)?;
    let (mut steps, mut results) = (Vec::new(), Vec::new());
    for (index, Input { launched, total, target_percent }) in inputs.into_iter().enumerate() {
        let target: Percent = match target_percent {
            Some(text) => input::parse(format_args!("[{index}].target_percent"), &text)?,
            None => shipped_target()?,
        };
        let share =
            Share::of(launched, total, Some(target)).map_err(|error| format!("input[{index}]: {error}"))?;
        let (Some(is_met), Some(percent)) = (share.is_met, share.percent) else {
            return Err(format!("input[{index}]: a share of no tasks is neither met nor missed"));
        };
        let whole = etown_values::multiply_divide(
            i128::from(launched),
            100,
            i128::from(total),
            Rounding::HalfAwayFromZero,
        )
        .map_err(|error| format!("input[{index}]: {error}"))?;
        let word = if is_met { "reaches" } else { "stays below" };
        steps.push(format!(
            "{launched} of {total}: 100 × {launched} {word} {target} × {total}. It would print {percent} %, or {whole} % without decimals."
        ));
        results.push(json!({ "met": is_met, "percent": percent, "rounded_0dp": whole }));
    }
    Ok(Computed { result: Value::Array(results), steps })
}

/// The target that the program's own parameters carry, the latest one.
fn shipped_target() -> Result<Percent, String> {
    let parameters = shipped::parameters();
    let parameter = parameters.iter().find(|parameter| parameter.name == LAUNCHED_TARGET);
    let value = parameter.and_then(|parameter| parameter.values.last());
    value
        .and_then(|value| value.value.parse().ok())
        .ok_or_else(|| format!("the parameter {LAUNCHED_TARGET} has no value"))
}
