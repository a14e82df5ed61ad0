//! Cases of `approvals.commitment_eligibility`: which buildings are small enough to be granted on a commitment, by the
//! limits that the program carries.

use etown_domain::approvals::limits::{Building, BuildingLimits, FLOOR_AREA_MAX, HEIGHT_MAX};
use etown_domain::kernel::parameters::ParameterEvent;
use etown_domain::{Event, State};
use serde::Deserialize;
use serde_json::{Value, json};

use super::{Computed, input};
use crate::shipped;

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Input {
    floor_area_m2: String,
    height_m: String,
}

pub(super) fn compute(input: &Value) -> Result<Computed, String> {
    let asked: Vec<Input> = input::read(input)?;
    let limits = limits()?;
    let (area_max, height_max) = (limits.floor_area_square_metres_max, limits.height_metres_max);
    let mut steps = vec![format!("Granted on a commitment: up to {area_max} m2 and up to {height_max} m.")];
    let mut results = Vec::new();
    for (index, asked) in asked.iter().enumerate() {
        let building = Building {
            floor_area_square_metres: input::parse(
                format_args!("[{index}].floor_area_m2"),
                &asked.floor_area_m2,
            )?,
            height_metres: input::parse(format_args!("[{index}].height_m"), &asked.height_m)?,
        };
        let verdict = limits.require(building);
        steps.push(match &verdict {
            Ok(()) => format!("{} m2 and {} m are within both.", asked.floor_area_m2, asked.height_m),
            Err(refusal) => format!("{} m2 and {} m: {refusal}.", asked.floor_area_m2, asked.height_m),
        });
        results.push(verdict.is_ok());
    }
    Ok(Computed { result: json!(results), steps })
}

/// The latest limits that the program carries.
fn limits() -> Result<BuildingLimits, String> {
    let parameters = shipped::parameters();
    let dates =
        parameters.iter().filter(|parameter| [FLOOR_AREA_MAX, HEIGHT_MAX].contains(&&*parameter.name));
    let latest = dates.flat_map(|parameter| &parameter.values).map(|value| value.effective_from).max();
    let latest = latest.ok_or("the program carries no limits of small buildings")?;
    let mut state = State::default();
    state.evolve(&Event::Parameter(ParameterEvent::ParametersActivated { parameters }));
    BuildingLimits::on(&state.parameters, latest).map_err(|refusal| refusal.to_string())
}
