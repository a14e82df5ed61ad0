//! Cases of `bonded.list_posting`: a list is pre-deducted when approved and posted when released and all trucks passed.

use etown_domain::bonded::book::BookKind;
use etown_domain::bonded::list::Movement;
use etown_domain::kernel::ledger::Purpose;
use etown_engine::{Answer, NotAccepted};
use etown_values::{ListId, QuantityAmount};
use serde::Deserialize;
use serde_json::{Map, Value, json};

use super::workbench::{ListDraft, MATERIAL, Workbench};
use super::{answer_word, code};
use crate::cases::{Computed, input};
use crate::zone::created;

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Input {
    #[serde(rename = "in_list_qty")] // tidy: foreign name of the case files
    list_quantity: String,
    /// One for each truck. What it carries is for the reader: a passage says only that the truck passed.
    trucks: Vec<String>,
    events: Vec<String>,
    out_reserve: Option<String>,
    #[serde(default)]
    then_try: Vec<String>,
}

enum ListEvent {
    Approved,
    Released,
    TruckPassed(u32),
}

pub(in crate::cases) fn compute(input: &Value) -> Result<Computed, String> {
    let input: Input = input::read(input)?;
    let workbench = Workbench::open(BookKind::Logistics, None)?;
    let quantity: QuantityAmount = input::parse("in_list_qty", &input.list_quantity)?; // tidy: foreign name of the case files
    let trucks = (1..=input.trucks.len()).map(|number| format!("TRUCK-{number}")).collect();
    let draft =
        ListDraft { trucks, needs_declaration: true, ..ListDraft::new(MATERIAL, Movement::Import, quantity) };
    let mut steps =
        vec![format!("A list of {quantity} on {} trucks is drafted and submitted.", input.trucks.len())];
    let list = match workbench.submit_list(draft) {
        Ok(list) => list,
        Err(outcome) => return Ok(Computed { result: json!({ "error": code(outcome)? }), steps }),
    };
    let mut result = Map::new();
    run_events(&workbench, list, &input.events, &mut result, &mut steps)?;
    if let Some(reserve) = &input.out_reserve {
        let quantity: QuantityAmount = input::parse("out_reserve", reserve)?;
        let word = answer_word(reserve_outbound(&workbench, quantity))?;
        let available = workbench.sums(MATERIAL, Purpose::Stock).available;
        steps.push(format!("An outbound list of {quantity} is approved: {word}; available {available}."));
        result.insert("reserve_result".to_owned(), json!(word));
        result.insert("available_after_reserve".to_owned(), json!(available));
    }
    let mut tries = Vec::new();
    for (index, text) in input.then_try.iter().enumerate() {
        let quantity: QuantityAmount = input::parse(format_args!("then_try[{index}]"), text)?;
        let word = answer_word(reserve_outbound(&workbench, quantity))?;
        steps.push(format!("Another outbound list of {quantity}: {word}."));
        tries.push(word);
    }
    result.insert("try_results".to_owned(), json!(tries));
    let stock = workbench.sums(MATERIAL, Purpose::Stock);
    result.insert("available_end".to_owned(), json!(stock.available));
    result.insert("actual_end".to_owned(), json!(stock.actual));
    steps.push(format!("At the end: actual {}, available {}.", stock.actual, stock.available));
    Ok(Computed { result: Value::Object(result), steps })
}

fn run_events(
    workbench: &Workbench,
    list: ListId,
    events: &[String],
    result: &mut Map<String, Value>,
    steps: &mut Vec<String>,
) -> Result<(), String> {
    let (mut after_each, mut words, mut exceptions) = (Vec::new(), Vec::new(), Vec::new());
    for (index, name) in events.iter().enumerate() {
        let event = list_event(name).ok_or_else(|| {
            format!("input.events[{index}]: '{name}' is none of LIST_APPROVED, DECL_RELEASED, TRUCK_n_PASSED")
        })?;
        let outcome = match event {
            ListEvent::Approved => workbench.approve_list(list).map(|()| None),
            ListEvent::Released => workbench.report_release(list).map(Some),
            ListEvent::TruckPassed(number) => {
                workbench.report_truck(list, &format!("TRUCK-{number}")).map(Some)
            }
        };
        let found = resolve_exceptions(workbench, &outcome)?;
        let word = answer_word(outcome)?;
        let stock = workbench.sums(MATERIAL, Purpose::Stock);
        steps.push(format!("{name}: {word}; actual {}, pre-increment {}.", stock.actual, stock.pre_in));
        for kind in &found {
            steps.push(format!("The report opens an exception ({kind}); a second officer resolves it."));
        }
        after_each.push(json!({ "actual": stock.actual, "pre_in": stock.pre_in }));
        words.push(word);
        exceptions.extend(found);
    }
    result.insert("after_each".to_owned(), json!(after_each));
    result.insert("event_results".to_owned(), json!(words));
    result.insert("exceptions".to_owned(), json!(exceptions));
    Ok(())
}

fn list_event(name: &str) -> Option<ListEvent> {
    match name {
        "LIST_APPROVED" => Some(ListEvent::Approved),
        "DECL_RELEASED" => Some(ListEvent::Released),
        _ => {
            let number = name.strip_prefix("TRUCK_")?.strip_suffix("_PASSED")?;
            number.parse().ok().map(ListEvent::TruckPassed)
        }
    }
}

/// A report that contradicts the record blocks the book until someone explains it, so that the case can go on.
fn resolve_exceptions(
    workbench: &Workbench,
    outcome: &Result<Option<Answer>, NotAccepted>,
) -> Result<Vec<&'static str>, String> {
    let Ok(Some(answer)) = outcome else { return Ok(Vec::new()) };
    let mut kinds = Vec::new();
    for exception in created::exceptions(answer) {
        workbench.resolve(exception.id).or_else(|refused| code(refused).map(drop))?;
        kinds.push(exception.kind.as_str());
    }
    Ok(kinds)
}

/// Has an outbound list approved that waits for its truck, so that its quantity is pre-deducted.
fn reserve_outbound(workbench: &Workbench, quantity: QuantityAmount) -> Result<(), NotAccepted> {
    let trucks = vec!["TRUCK-OUT".to_owned()];
    let draft = ListDraft {
        trucks,
        needs_declaration: true,
        ..ListDraft::new(MATERIAL, Movement::ReExport, quantity)
    };
    let list = workbench.submit_list(draft)?;
    workbench.approve_list(list)
}
