//! Cases of `bonded.weighbridge`: what a scale shows against what the slip declares.

use etown_domain::bonded::slip::{SlipTruck, Weighing};
use etown_values::{Percent, QuantityAmount};
use serde::Deserialize;
use serde_json::{Value, json};

use super::{Computed, input};

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Input {
    vehicle: String,
    frame: String,
    container: String,
    /// Gross weight of the goods.
    gross: String,
    tolerance_pct: String,
    /// Readings, each judged by itself.
    scale: Vec<String>,
}

pub(super) fn compute(input: &Value) -> Result<Computed, String> {
    let input: Input = input::read(input)?;
    let kilograms = |place: &str, text: &str| input::parse::<QuantityAmount>(place, text);
    let truck = SlipTruck {
        plate: "CASE".to_owned(),
        vehicle_kilograms: kilograms("vehicle", &input.vehicle)?,
        frame_kilograms: kilograms("frame", &input.frame)?,
        container_kilograms: kilograms("container", &input.container)?,
        goods_kilograms: kilograms("gross", &input.gross)?,
    };
    let tolerance: Percent = input::parse("tolerance_pct", &input.tolerance_pct)?;
    let declared =
        truck.declared_kilograms().ok_or("input: the declared weights are too large to be added")?;
    let mut steps =
        vec![format!("Declared: vehicle, frame, container and goods together weigh {declared} kg.")];
    let (mut differences, mut results) = (Vec::new(), Vec::new());
    for (index, text) in input.scale.iter().enumerate() {
        let scale: QuantityAmount = input::parse(format_args!("scale[{index}]"), text)?;
        let weighing = Weighing::of(scale, declared, tolerance)
            .ok_or_else(|| format!("input.scale[{index}]: it cannot be compared with {declared}"))?;
        let word = if weighing.is_within { "PASS" } else { "HOLD" };
        let percent = weighing.difference_percent;
        steps.push(format!("The scale shows {scale}: {percent} % off, tolerance {tolerance} %: {word}."));
        differences.push(percent.to_string());
        results.push(word);
    }
    let result = json!({ "declared_total": declared, "diff_pct": differences, "result": results });
    Ok(Computed { result, steps })
}
