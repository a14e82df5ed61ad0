//! Cases of `land.idle`: what the idle clock says on each date, and the fee on the price.

use etown_domain::State;
use etown_domain::kernel::calendar::Pause;
use etown_domain::kernel::parameters::ParameterEvent;
use etown_domain::land::geometry::Area;
use etown_domain::land::idle::{IdleClock, IdleFacts, IdleStatus, IdleTerms, Standstill, idle_clock};
use etown_domain::land::settings::idle_terms;
use etown_values::{CivilDate, Currency, Money};
use serde::Deserialize;
use serde_json::{Value, json};

use crate::cases::{Computed, input};
use crate::shipped;

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Input {
    agreed_start: CivilDate,
    grant_price_fen: i128,
    as_of: Vec<CivilDate>,
    /// The day on which the start was proven.
    started_on: Option<CivilDate>,
    /// Work that stands since a day after the start.
    stopped: Option<Stopped>,
    /// Time that the authorities caused.
    #[serde(default)]
    caused_by_government: Vec<Pause>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Stopped {
    on: CivilDate,
    developed_square_metres: String,
    area_square_metres: String,
    invested_fen: i128,
    total_investment_fen: i128,
}

pub(in crate::cases) fn compute(input: &Value) -> Result<Computed, String> {
    let input: Input = input::read(input)?;
    let last = *input.as_of.iter().max().ok_or("input.as_of: there is no date to read the clock on")?;
    if input.grant_price_fen < 0 {
        return Err("input.grant_price_fen: a price is not negative".to_owned());
    }
    let terms = terms(last)?;
    let mut steps = vec![format!(
        "The clock runs from the agreed start {}; after {} months a fee is due, after {} months the land is taken back. \
         The anniversary itself counts.",
        input.agreed_start, terms.fee_months, terms.take_back_months
    )];
    let facts = IdleFacts {
        agreed_start: input.agreed_start,
        started_on: input.started_on,
        standstill: standstill(&input, &terms, &mut steps)?,
        caused_by_government: input.caused_by_government.clone(),
    };
    let mut statuses = Vec::new();
    for as_of in &input.as_of {
        let clock = idle_clock(&facts, &terms, *as_of).map_err(|refusal| format!("input: {refusal}"))?;
        let status = word(clock.status);
        steps.push(format!("On {as_of}: {status}{}.", days(&clock)));
        statuses.push(status);
    }
    let price = Money::new(input.grant_price_fen, Currency::CNY);
    let fee = terms.fee(price).map_err(|error| format!("input.grant_price_fen: {error}"))?;
    steps.push(format!("The fee is {} of {price}: {fee}.", terms.fee_share));
    let result =
        json!({ "status": statuses, "fee_fen": fee.minor_units.to_string(), "fee_yuan": fee.amount_text() });
    Ok(Computed { result, steps })
}

/// The numbers of the rule that a new zone begins with.
fn terms(date: CivilDate) -> Result<IdleTerms, String> {
    let mut state = State::default();
    state.evolve(&ParameterEvent::ParametersActivated { parameters: shipped::parameters() }.into());
    idle_terms(&state.parameters, date).map_err(|refusal| format!("input.as_of: {refusal}"))
}

fn standstill(
    input: &Input,
    terms: &IdleTerms,
    steps: &mut Vec<String>,
) -> Result<Option<Standstill>, String> {
    let Some(stopped) = &input.stopped else { return Ok(None) };
    let developed: Area = input::parse("stopped.developed_square_metres", &stopped.developed_square_metres)?;
    let area: Area = input::parse("stopped.area_square_metres", &stopped.area_square_metres)?;
    let money = |fen| Money::new(fen, Currency::CNY);
    let (invested, total) = (money(stopped.invested_fen), money(stopped.total_investment_fen));
    let is_below = terms.is_below(developed, area, invested, total);
    let words = if is_below { "too little, so the clock runs" } else { "enough, so the clock does not run" };
    steps.push(format!(
        "Work stands since {} with {developed} of {area} m² developed and {invested} of {total} invested: {words}.",
        stopped.on
    ));
    Ok(Some(Standstill { stopped_on: stopped.on, is_below }))
}

const fn word(status: IdleStatus) -> &'static str {
    match status {
        IdleStatus::NotIdle => "not_idle",
        IdleStatus::GovernmentCaused => "government_caused",
        IdleStatus::IdleFee => "idle_fee",
        IdleStatus::TakeBack => "take_back",
    }
}

fn days(clock: &IdleClock) -> String {
    match (clock.is_stopped, clock.fee_on, clock.take_back_on) {
        (true, ..) => "; the clock stands".to_owned(),
        (false, Some(fee_on), Some(take_back_on)) => {
            format!(" (fee from {fee_on}, taken back from {take_back_on})")
        }
        _ => "; no clock runs".to_owned(),
    }
}
