//! Cases of `bonded.lots`: lots are drawn first in, first out; a repeated message changes nothing; a reversing list gives back
//! exactly what was drawn.

use std::collections::BTreeMap;

use etown_domain::Event;
use etown_domain::bonded::BondedEvent;
use etown_domain::bonded::book::BookKind;
use etown_domain::bonded::list::Movement;
use etown_domain::bonded::lots::LotDraw;
use etown_engine::{Answer, NotAccepted};
use etown_values::{ExactSum, QuantityAmount, Rounding, UnitPrice};
use serde::Deserialize;
use serde_json::{Map, Value, json};

use super::workbench::{ListDraft, MATERIAL, Workbench};
use super::{answer_word, code};
use crate::cases::{Computed, input};

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Input {
    /// Name, quantity and unit price of each lot, in the order in which they come in.
    lots: Vec<(String, String, String)>,
    consume: String,
    /// The command id under which the consuming list is approved.
    message_id: String,
    /// A command id under which it is approved again.
    replay: Option<String>,
}

/// The lots as the case names them.
struct Named {
    names: BTreeMap<u64, (String, UnitPrice)>,
}

pub(in crate::cases) fn compute(input: &Value) -> Result<Computed, String> {
    let input: Input = input::read(input)?;
    let workbench = Workbench::open(BookKind::Logistics, None)?;
    let mut steps = Vec::new();
    let mut named = Named { names: BTreeMap::new() };
    for (index, (name, quantity, price)) in input.lots.iter().enumerate() {
        let quantity: QuantityAmount = input::parse(format_args!("lots[{index}][1]"), quantity)?;
        let price: UnitPrice = input::parse(format_args!("lots[{index}][2]"), price)?;
        let draft =
            ListDraft { unit_price: Some(price), ..ListDraft::new(MATERIAL, Movement::Import, quantity) };
        let list = workbench.submit_list(draft);
        if let Err(outcome) = list.and_then(|list| workbench.approve_list(list)) {
            return Ok(refusal(code(outcome)?, steps));
        }
        let (lot, _) = workbench.lots(MATERIAL).pop().ok_or("a list that was posted opens a lot")?;
        named.names.insert(lot, (name.clone(), price));
        steps.push(format!("A list brings in lot {name}: {quantity} at {price}."));
    }
    let quantity: QuantityAmount = input::parse("consume", &input.consume)?;
    let draft = ListDraft::new(MATERIAL, Movement::ReExport, quantity);
    let consumed = workbench
        .submit_list(draft)
        .and_then(|list| workbench.approve_list_as(list, &input.message_id).map(|answer| (list, answer)));
    let (list, answer) = match consumed {
        Ok(consumed) => consumed,
        Err(outcome) => return Ok(refusal(code(outcome)?, steps)),
    };
    let mut result = Map::new();
    drawn(&answer, &named, &mut result, &mut steps)?;
    result.insert("left".to_owned(), named.pairs(&workbench.lots(MATERIAL)));
    result.insert("left_value".to_owned(), json!(named.value(&workbench.lots(MATERIAL))?));
    if let Some(replay) = &input.replay {
        let before = workbench.digest();
        let word = replay_word(workbench.approve_list_as(list, replay), &answer)?;
        steps.push(format!("Approved again as {replay}: {word}."));
        let is_same = workbench.digest() == before && word == "SAME_RECEIPT";
        result.insert("after_replay_same".to_owned(), json!(is_same));
        result.insert("replay_answer".to_owned(), json!(word));
    }
    let reversed = answer_word(workbench.reverse(list))?;
    steps.push(format!("The consuming list is reversed: {reversed}."));
    result.insert("reversal".to_owned(), json!(reversed));
    result.insert("after_reversal_left".to_owned(), named.pairs(&workbench.lots(MATERIAL)));
    Ok(Computed { result: Value::Object(result), steps })
}

fn refusal(code: &str, steps: Vec<String>) -> Computed {
    Computed { result: json!({ "error": code }), steps }
}

/// What the consuming list drew and what it cost.
fn drawn(
    answer: &Answer,
    named: &Named,
    result: &mut Map<String, Value>,
    steps: &mut Vec<String>,
) -> Result<(), String> {
    let draws: Vec<(u64, i128)> = draws_of(answer).map(|draw| (draw.lot.0, draw.amount)).collect();
    let cost = named.value(&draws)?;
    for (lot, units) in &draws {
        let quantity = QuantityAmount::from_units(*units);
        steps.push(format!("{quantity} are drawn from lot {}.", named.name(*lot)));
    }
    steps.push(format!("What was drawn cost {cost}."));
    result.insert("layers".to_owned(), named.pairs(&draws));
    result.insert("cost".to_owned(), json!(cost));
    Ok(())
}

fn draws_of(answer: &Answer) -> impl Iterator<Item = &LotDraw> {
    answer.events.iter().flat_map(|event| match event {
        Event::Bonded(BondedEvent::LotsMoved(moves)) => moves.drawn.as_slice(),
        _ => &[],
    })
}

fn replay_word(outcome: Result<Answer, NotAccepted>, first: &Answer) -> Result<&'static str, String> {
    match outcome {
        Ok(answer) if answer.is_repeated && answer.position == first.position => Ok("SAME_RECEIPT"),
        Ok(_) => Ok("ANOTHER_RECEIPT"),
        Err(NotAccepted::KeyReused { .. }) => Ok("KEY_REUSED"),
        Err(outcome) => code(outcome),
    }
}

impl Named {
    fn name(&self, lot: u64) -> &str {
        self.names.get(&lot).map_or("?", |(name, _)| name.as_str())
    }

    fn pairs(&self, lots: &[(u64, i128)]) -> Value {
        let pair = |(lot, units): &(u64, i128)| json!([self.name(*lot), QuantityAmount::from_units(*units)]);
        Value::Array(lots.iter().map(pair).collect())
    }

    /// Quantities at the declared prices, in hundredths, rounded once, half away from zero.
    fn value(&self, lots: &[(u64, i128)]) -> Result<String, String> {
        let too_large = |_| "the value is too large to be counted".to_owned();
        let mut sum = ExactSum::new();
        for (lot, units) in lots {
            let price = self.names.get(lot).map_or(0, |(_, price)| price.units());
            sum.add_product(&[*units, price]).map_err(too_large)?;
        }
        // Quantities have five decimals, prices four, the value two.
        let hundredths = sum.divide(10_000_000, Rounding::HalfAwayFromZero).map_err(too_large)?;
        Ok(etown_values::Decimal::<2>::from_units(hundredths).to_string())
    }
}
