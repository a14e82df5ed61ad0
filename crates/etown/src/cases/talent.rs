//! Cases of `talent.points`: what facts come to by the table of points that the program carries.

use std::collections::BTreeSet;

use etown_domain::international::points::{Category, Criterion, PointLine, Score, score};
use etown_domain::international::settings::{CATEGORY_A_POINTS, CATEGORY_B_POINTS};
use etown_domain::international::talent::{Chinese, Education, Location, Merit, TalentFacts};
use etown_values::{Currency, Money};
use serde::Deserialize;
use serde_json::{Map, Value, json};

use super::{Computed, input};
use crate::shipped;

/// The facts of one person.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Person {
    /// Gross salary of a year.
    salary_yuan: u64,
    education: Degree,
    /// Whole years of relevant work.
    years: u32,
    /// Months of work in China a year.
    months: u32,
    /// Level of the HSK, 0 for none; or `chinese`.
    hsk: Option<u8>,
    chinese: Option<Chinese>,
    age: u32,
    #[serde(default)]
    merits: BTreeSet<Merit>,
    location: Option<Location>,
    #[serde(default)]
    provincial: u32,
}

#[derive(Clone, Copy, Deserialize)]
#[serde(rename_all = "snake_case")]
enum Degree {
    #[serde(alias = "phd")]
    Doctor,
    Master,
    Bachelor,
    Other,
}

pub(super) fn compute(input: &Value) -> Result<Computed, String> {
    let people: Vec<Person> = input::read(input)?;
    let table = shipped::talent_points();
    let thresholds = (threshold(CATEGORY_A_POINTS)?, threshold(CATEGORY_B_POINTS)?);
    let mut steps = vec![format!("Table of points: {}.", table.edition)];
    let mut results = Vec::new();
    for (index, person) in people.iter().enumerate() {
        if person.provincial > table.provincial_points_max {
            return Err(format!("[{index}].provincial: at most {}", table.provincial_points_max));
        }
        let facts = facts(index, person)?;
        let scored = score(&table, &facts, thresholds);
        let scored = scored.ok_or_else(|| format!("[{index}]: the table has no row for a fact"))?;
        steps.extend(scored.lines.iter().map(|line| step(index, line)));
        let category = category(scored.category);
        steps.push(format!(
            "Person {}: {} points; A from {}, B from {}: category {category}.",
            index + 1,
            scored.total,
            thresholds.0,
            thresholds.1
        ));
        results.push(result(&scored));
    }
    Ok(Computed { result: Value::Array(results), steps })
}

/// Reads a threshold as the program carries it; the last value holds.
fn threshold(name: &str) -> Result<u32, String> {
    let parameter = shipped::parameters().into_iter().find(|parameter| parameter.name == name);
    let value = parameter.and_then(|parameter| parameter.values.last().map(|value| value.value.clone()));
    value.and_then(|value| value.parse().ok()).ok_or_else(|| format!("the program carries no {name}"))
}

fn facts(index: usize, person: &Person) -> Result<TalentFacts, String> {
    let chinese = match (person.hsk, person.chinese) {
        (None, Some(chinese)) => chinese,
        (Some(level), None) => level_of(level).ok_or_else(|| format!("[{index}].hsk: levels are 0 to 6"))?,
        _ => return Err(format!("[{index}]: give one of 'hsk' and 'chinese'")),
    };
    let education = match person.education {
        Degree::Doctor => Education::Doctor,
        Degree::Master => Education::Master,
        Degree::Bachelor => Education::Bachelor,
        Degree::Other => Education::Other,
    };
    Ok(TalentFacts {
        salary: Money::new(i128::from(person.salary_yuan) * 100, Currency::CNY),
        education,
        experience_years: person.years,
        months_per_year: person.months,
        chinese,
        age: person.age,
        merits: person.merits.clone(),
        location: person.location.unwrap_or(Location::Elsewhere),
        provincial_points: person.provincial,
        provincial_ground: String::new(),
    })
}

const fn level_of(hsk: u8) -> Option<Chinese> {
    match hsk {
        0 => Some(Chinese::None),
        1 => Some(Chinese::LevelOne),
        2 => Some(Chinese::LevelTwo),
        3 => Some(Chinese::LevelThree),
        4 => Some(Chinese::LevelFour),
        5 | 6 => Some(Chinese::LevelFive),
        _ => None,
    }
}

fn step(index: usize, line: &PointLine) -> String {
    let name = name(line.criterion);
    let rule = if line.rule.is_empty() { "nothing given" } else { line.rule.as_str() };
    match line.row {
        0 => format!("Person {}, {name}: {rule}: {} points.", index + 1, line.points),
        row => format!("Person {}, {name}: row {row} ({rule}): {} points.", index + 1, line.points),
    }
}

fn result(scored: &Score) -> Value {
    let points: Map<String, Value> =
        scored.lines.iter().map(|line| (name(line.criterion).to_owned(), json!(line.points))).collect();
    json!({ "points": points, "total": scored.total, "category": category(scored.category) })
}

const fn category(category: Category) -> &'static str {
    match category {
        Category::A => "A",
        Category::B => "B",
        Category::C => "C",
    }
}

const fn name(criterion: Criterion) -> &'static str {
    match criterion {
        Criterion::Salary => "salary",
        Criterion::Education => "education",
        Criterion::Experience => "experience",
        Criterion::Months => "months",
        Criterion::Chinese => "chinese",
        Criterion::Age => "age",
        Criterion::Location => "location",
        Criterion::Extra => "extra",
        Criterion::Provincial => "provincial",
    }
}
