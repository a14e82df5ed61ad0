//! Cases of `land.split`: what the parts of a parcel get of its registered area and its price.

use etown_domain::land::geometry::Area;
use etown_domain::land::share::{misclose, share};
use etown_values::{Currency, Money};
use serde::Deserialize;
use serde_json::{Value, json};

use crate::cases::{Computed, input};

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Input {
    /// In hundreds of square centimetres, which are square decimetres.
    #[serde(rename = "parent_registered_cm2x100")] // tidy: foreign name of the case files
    parent_registered: i128,
    /// What the corners of each part enclose, in square decimetres.
    children_computed: Vec<i128>,
    parent_price_fen: i128,
}

pub(in crate::cases) fn compute(input: &Value) -> Result<Computed, String> {
    let input: Input = input::read(input)?;
    let registered = Area::from_units(input.parent_registered);
    let price = Money::new(input.parent_price_fen, Currency::CNY);
    let computed: Vec<Area> = input.children_computed.iter().copied().map(Area::from_units).collect();
    let shares =
        share(registered, price, &computed).map_err(|error| format!("input.children_computed: {error}"))?;
    let left_over = misclose(registered, &computed);
    let mut steps = vec![format!(
        "The parts enclose {left_over} m² less than the {registered} m² that are registered; the registered area counts."
    )];
    for (computed, share) in computed.iter().zip(&shares) {
        steps.push(format!(
            "A part of {computed} m² gets {} m² of the area and {} of the price, by largest remainder.",
            share.area, share.price
        ));
    }
    let text = |units: i128| units.to_string();
    let result = json!({
        "geometry_misclose": text(left_over.units()),
        "children_registered": shares.iter().map(|share| text(share.area.units())).collect::<Vec<_>>(),
        "children_price_fen": shares.iter().map(|share| text(share.price.minor_units)).collect::<Vec<_>>(),
    });
    Ok(Computed { result, steps })
}
