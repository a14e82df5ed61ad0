//! Scoring: each criterion with the row of the table that gave its points, their sum, and the category.

use alloc::borrow::ToOwned;
use alloc::format;
use alloc::string::String;
use alloc::vec;
use alloc::vec::Vec;
use serde::{Deserialize, Serialize};

use super::points_table::{Band, Choice, PointsTable};
use super::talent::{Answer, TalentFacts};

/// What points are given for, in the order of the table.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Criterion {
    Salary,
    Education,
    Experience,
    Months,
    Chinese,
    Age,
    Location,
    Extra,
    Provincial,
}

/// The category of a work permit.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub enum Category {
    A,
    B,
    C,
}

/// Points of one criterion.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct PointLine {
    pub criterion: Criterion,
    /// The row of the table, counted from 1 within its criterion; 0 where the criterion has no rows.
    pub row: u32,
    /// The row in signs: a half-open band such as `350000 <= x < 450000`, an answer, or the arithmetic.
    pub rule: String,
    pub points: u32,
}

/// What an assessment came to, with all that it rests on.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Score {
    /// The edition of the table.
    pub edition: String,
    pub lines: Vec<PointLine>,
    pub total: u32,
    /// Points from which a permit is of category A and of category B on that day.
    pub thresholds: (u32, u32),
    pub category: Category,
}

/// Scores facts by a table and the thresholds of categories A and B. `None` where the table has no row for a fact, which
/// a complete table always has.
pub fn score(table: &PointsTable, facts: &TalentFacts, thresholds: (u32, u32)) -> Option<Score> {
    let lines = lines(table, facts)?;
    let total = lines.iter().try_fold(0_u32, |sum, line| sum.checked_add(line.points))?;
    let category = match thresholds {
        (a, _) if total >= a => Category::A,
        (_, b) if total >= b => Category::B,
        _ => Category::C,
    };
    Some(Score { edition: table.edition.clone(), lines, total, thresholds, category })
}

fn lines(table: &PointsTable, facts: &TalentFacts) -> Option<Vec<PointLine>> {
    // A fen below a band's first yuan is still below it, so whole yuan decide as fen would.
    let yuan = u64::try_from(facts.salary.minor_units.checked_div(100)?).ok()?;
    Some(vec![
        band(Criterion::Salary, &table.salary, yuan)?,
        choice(Criterion::Education, &table.education, facts.education)?,
        experience(table, facts.experience_years),
        band(Criterion::Months, &table.months, facts.months_per_year.into())?,
        choice(Criterion::Chinese, &table.chinese, facts.chinese)?,
        band(Criterion::Age, &table.age, facts.age.into())?,
        choice(Criterion::Location, &table.location, facts.location)?,
        extra(table, facts),
        PointLine {
            criterion: Criterion::Provincial,
            row: 0,
            rule: format!("0 <= x <= {}", table.provincial_points_max),
            points: facts.provincial_points,
        },
    ])
}

fn band(criterion: Criterion, bands: &[Band], value: u64) -> Option<PointLine> {
    let (row, band) = (1..)
        .zip(bands)
        .find(|(_, band)| band.from <= value && band.below.is_none_or(|below| value < below))?;
    let rule = match band.below {
        Some(below) => format!("{} <= x < {below}", band.from),
        None => format!("x >= {}", band.from),
    };
    Some(PointLine { criterion, row, rule, points: band.points })
}

fn choice<T: Answer>(criterion: Criterion, choices: &[Choice<T>], answer: T) -> Option<PointLine> {
    let (row, choice) = (1..).zip(choices).find(|(_, choice)| choice.is == answer)?;
    Some(PointLine { criterion, row, rule: answer.as_str().to_owned(), points: choice.points })
}

fn experience(table: &PointsTable, years: u32) -> PointLine {
    let row = &table.experience;
    let rule = if years < row.years_min {
        format!("x < {}", row.years_min)
    } else {
        format!(
            "min({} + {} * (x - {}), {})",
            row.points_at_min, row.points_per_further_year, row.years_min, row.points_max
        )
    };
    PointLine { criterion: Criterion::Experience, row: 1, rule, points: row.points(years) }
}

fn extra(table: &PointsTable, facts: &TalentFacts) -> PointLine {
    let rule = match facts.merits.first() {
        Some(merit) => merit.as_str().to_owned(),
        None => String::new(),
    };
    let points = if facts.merits.is_empty() { 0 } else { table.extra_points };
    PointLine { criterion: Criterion::Extra, row: u32::from(points > 0), rule, points }
}
