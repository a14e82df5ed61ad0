//! Cases of `investment.screening`: which items of the negative list that the program carries a project meets.

use etown_domain::international::negative_list::{ItemMet, ListMeasure, Reason};
use serde::Deserialize;
use serde_json::{Value, json};

use super::{Computed, input};
use crate::shipped;

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Project {
    /// Classes of GB/T 4754.
    industry_codes: Vec<String>,
    /// Title and description, in either language.
    #[serde(default)]
    activity: String,
}

pub(super) fn compute(input: &Value) -> Result<Computed, String> {
    let projects: Vec<Project> = input::read(input)?;
    let list = shipped::negative_list();
    let mut steps = vec![format!(
        "Edition {}, {} of {} items, in force from {}.",
        list.edition,
        list.items.len(),
        list.items_published,
        list.effective_from
    )];
    let mut results = Vec::new();
    for (index, project) in projects.iter().enumerate() {
        let met = list.items_met(&project.industry_codes, &[&project.activity]);
        if met.is_empty() {
            steps.push(format!("[{index}]: no item is met."));
        }
        steps.extend(
            met.iter().flat_map(|item| item.reasons.iter().map(move |reason| step(index, item, reason))),
        );
        let numbers = |is_prohibited: bool| -> Vec<&str> {
            let chosen = met.iter().filter(|item| (item.measure == ListMeasure::Prohibited) == is_prohibited);
            chosen.map(|item| item.number.as_str()).collect()
        };
        results.push(json!({ "prohibited": numbers(true), "restricted": numbers(false) }));
    }
    Ok(Computed { result: Value::Array(results), steps })
}

fn step(index: usize, item: &ItemMet, reason: &Reason) -> String {
    let why = match reason {
        Reason::Industry { of_item, of_project } => format!("industry {of_project} lies within {of_item}"),
        Reason::Word { word } => format!("the description has the word \"{word}\""),
    };
    format!("[{index}]: item {}, {}: {why}.", item.number, item.title_english)
}
