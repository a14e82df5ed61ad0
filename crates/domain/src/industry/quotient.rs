//! Location quotients: the share of a class in a scope over its share in the base, as an exact ratio of whole counts. Where
//! the base or the scope counts nothing there is no quotient, which is neither zero nor endless.

use alloc::string::String;
use alloc::vec::Vec;
use etown_values::{ArithmeticError, CivilDate, Ratio};

use super::classification::{Classification, IndustryClass};
use super::state::Industry;
use super::statistics::{Counted, Recorded};

/// The four counts that a quotient is made of; shown beside it, since small counts make large quotients.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Counts {
    pub class_in_scope: i128,
    pub scope: i128,
    pub class_in_base: i128,
    pub base: i128,
}

impl Counts {
    /// (class in scope / scope) / (class in base / base); none where a divisor is zero.
    pub fn quotient(&self) -> Result<Option<Ratio>, ArithmeticError> {
        if self.scope == 0 || self.class_in_base == 0 || self.base == 0 {
            return Ok(None);
        }
        let in_scope = Ratio::new(self.class_in_scope, self.scope)?;
        let in_base = Ratio::new(self.class_in_base, self.base)?;
        in_scope.checked_div(in_base).map(Some)
    }
}

/// Returns the counts of each scope (rows) and class (columns) where the base is all scopes together.
pub fn counts_of_table(table: &[Vec<i128>]) -> Result<Vec<Vec<Counts>>, ArithmeticError> {
    let scopes = table.iter().map(|row| sum(row.iter().copied())).collect::<Result<Vec<_>, _>>()?;
    let base = sum(scopes.iter().copied())?;
    let row = |(row, scope): (&Vec<i128>, &i128)| {
        let cell = |(column, count): (usize, &i128)| {
            let class_in_base = sum(table.iter().filter_map(|row| row.get(column).copied()))?;
            Ok(Counts { class_in_scope: *count, scope: *scope, class_in_base, base })
        };
        row.iter().enumerate().map(cell).collect::<Result<Vec<_>, _>>()
    };
    table.iter().zip(&scopes).map(row).collect()
}

fn sum(mut numbers: impl Iterator<Item = i128>) -> Result<i128, ArithmeticError> {
    numbers.try_fold(0_i128, i128::checked_add).ok_or(ArithmeticError::Overflow)
}

/// The line of a class on the dashboard.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ClassQuotient {
    pub class: String,
    /// Absent where a source says nothing of the class.
    pub counts: Option<Counts>,
    pub quotient: Option<Ratio>,
}

/// The two tables that a dashboard compares, counted on the same day, with a line for each class.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Dashboard<'a> {
    pub in_scope: &'a Recorded,
    pub in_base: &'a Recorded,
    pub lines: Vec<ClassQuotient>,
}

/// Compares a scope with a base by the latest day, up to the given one, on which both were counted.
pub fn dashboard<'a>(
    industry: &'a Industry,
    classification: &'a Classification,
    (scope, base): (&str, &str),
    counted: Counted,
    date: CivilDate,
) -> Option<Dashboard<'a>> {
    let scheme = &classification.scheme;
    let (in_scope, in_base) = industry
        .statistics_of(scope, scheme, counted)
        .filter(|recorded| recorded.statistics.as_of <= date)
        .filter_map(|recorded| {
            let as_of = recorded.statistics.as_of;
            let mut tables = industry.statistics_of(base, scheme, counted);
            let same_day = tables.find(|other| other.statistics.as_of == as_of)?;
            Some((recorded, same_day))
        })
        .max_by_key(|(recorded, _)| recorded.statistics.as_of)?;
    let line = |class: &IndustryClass| {
        let counts = (|| {
            Some(Counts {
                class_in_scope: in_scope.statistics.count(&class.code)?.into(),
                scope: in_scope.statistics.total.into(),
                class_in_base: in_base.statistics.count(&class.code)?.into(),
                base: in_base.statistics.total.into(),
            })
        })();
        // Counts are bounded where they are recorded, so that a quotient of them is always exact.
        let quotient = counts.and_then(|counts| counts.quotient().ok().flatten());
        ClassQuotient { class: class.code.clone(), counts, quotient }
    };
    Some(Dashboard { in_scope, in_base, lines: classification.classes.iter().map(line).collect() })
}
