//! Cases of `technology.income_tax`: the enterprise income tax on a year's income from technology transfer.

use etown_domain::technology::income_tax::{Relief, effect};
use etown_domain::technology::settings::INCOME_TAX_SHARE_OF_EXCESS;
use etown_values::{Money, Ratio};
use serde::Deserialize;
use serde_json::{Value, json};

use super::{Computed, input};
use crate::shipped;

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Input {
    /// Incomes of a year, each judged by itself.
    income_fen: Vec<i64>,
    rate: String,
    exempt_to_fen: i64,
    /// Without it the share that the program carries.
    share_of_excess: Option<String>,
}

pub(super) fn compute(input: &Value) -> Result<Computed, String> {
    let input: Input = input::read(input)?;
    let ratio = |place: &str, text: &str| {
        let read =
            Ratio::parse_decimal(text).map_err(|error| format!("input.{place}: '{text}' is {error}"))?;
        let is_share = !read.is_negative() && read <= Ratio::ONE;
        if is_share { Ok(read) } else { Err(format!("input.{place}: '{text}' is not 0 to 1")) }
    };
    let share = input.share_of_excess.clone().or_else(carried_share);
    let share = share.ok_or("the program carries no share of the tax on what exceeds the exempt income")?;
    let relief = Relief {
        rate: ratio("rate", &input.rate)?,
        exempt_to_fen: input.exempt_to_fen.into(),
        share_of_excess: ratio("share_of_excess", &share)?,
    };
    if input.exempt_to_fen < 0 {
        return Err("input.exempt_to_fen: it is below zero".to_owned());
    }
    let yuan = |fen: i128| Money::new(fen, etown_values::Currency::CNY).amount_text();
    let mut steps = vec![format!(
        "Exempt up to {} yuan a year; on what exceeds it {share} of the tax at {}.",
        yuan(relief.exempt_to_fen),
        input.rate
    )];
    let (mut taxes, mut without) = (Vec::new(), Vec::new());
    for (index, income) in input.income_fen.iter().enumerate() {
        if *income < 0 {
            return Err(format!("input.income_fen[{index}]: it is below zero"));
        }
        let found = effect((*income).into(), &relief)
            .map_err(|error| format!("input.income_fen[{index}]: {error}"))?;
        steps.push(format!(
            "Income {}: {} exempt, {} in excess, tax {} instead of {}.",
            yuan(found.income_fen),
            yuan(found.exempt_fen),
            yuan(found.excess_fen),
            yuan(found.tax_fen),
            yuan(found.without_relief_fen)
        ));
        taxes.push(found.tax_fen.to_string());
        without.push(found.without_relief_fen.to_string());
    }
    Ok(Computed { result: json!({ "tax_fen": taxes, "without_relief_fen": without }), steps })
}

fn carried_share() -> Option<String> {
    let mut parameters = shipped::parameters().into_iter();
    let found = parameters.find(|parameter| parameter.name == INCOME_TAX_SHARE_OF_EXCESS)?;
    found.values.last().map(|value| value.value.clone())
}
