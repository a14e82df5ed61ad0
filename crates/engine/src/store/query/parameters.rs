//! Parameters, commodity codes and calendar years. They are the zone's own rules, open to every reader.

use etown_domain::ReadScope;
use etown_domain::kernel::calendar::SpecialDayKind;
use etown_domain::kernel::parameters::Basis;
use etown_values::{CivilDate, HsCode};

use super::super::bigram::match_expression;
use super::select::Select;
use super::{Page, PageRequest, Queries, number, parsed, variant};
use crate::fault::QueryFault;

/// A parameter's value in force on a date.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ParameterRow {
    pub name: String,
    pub unit: String,
    pub meaning: String,
    pub value: String,
    pub effective_from: CivilDate,
    pub basis: Basis,
    pub source: String,
    pub is_verified: bool,
    /// Position of the entry that activated it.
    pub position: u64,
}

/// One code of the latest nomenclature.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CommodityRow {
    pub code: HsCode,
    pub description: String,
    pub edition: String,
    pub effective_from: CivilDate,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CalendarYearRow {
    pub year: i16,
    pub version: String,
    pub position: u64,
    pub days: Vec<CalendarDayRow>,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CalendarDayRow {
    pub date: CivilDate,
    pub kind: SpecialDayKind,
    pub name: String,
}

impl Queries {
    /// Returns the values in force on a date, in order of their names.
    pub fn parameters(&self, _scope: &ReadScope, date: CivilDate) -> Result<Vec<ParameterRow>, QueryFault> {
        let select = Select::from(
            "SELECT name, unit, meaning, value, effective_from, basis, source, is_verified, position
             FROM parameter_value current",
        );
        let select = select.and(
            "effective_from = (SELECT max(effective_from) FROM parameter_value other
                               WHERE other.name = current.name AND other.effective_from <= ?)",
            date.to_string(),
        );
        select.all(self.connection(), "name", |row| {
            Ok(ParameterRow {
                name: row.get(0)?,
                unit: row.get(1)?,
                meaning: row.get(2)?,
                value: row.get(3)?,
                effective_from: parsed(row, 4)?,
                basis: variant(row, 5)?,
                source: row.get(6)?,
                is_verified: row.get(7)?,
                position: number(row, 8)?,
            })
        })
    }

    /// Returns commodity codes of the latest edition, in order: those that begin with the digits of the text, or whose
    /// descriptions have its words.
    pub fn nomenclature(
        &self,
        _scope: &ReadScope,
        text: Option<&str>,
        page: &PageRequest,
    ) -> Result<Page<CommodityRow>, QueryFault> {
        let text = text.map(str::trim).filter(|text| !text.is_empty());
        let select = Select::from(
            "SELECT code, description, edition, commodity.effective_from FROM commodity
             JOIN nomenclature ON nomenclature.effective_from = commodity.effective_from",
        );
        let select = select
            .such_that("commodity.effective_from = (SELECT max(effective_from) FROM nomenclature)")
            .and_where("code > ?", page.text()?);
        let select = match text {
            None => select,
            Some(digits) if digits.bytes().all(|byte| byte.is_ascii_digit() || byte == b'.') => {
                let prefix = digits.replace('.', "");
                let end = format!("{prefix}:");
                // The colon follows the digit nine, so this is the range of codes with the prefix.
                select.and("code >= ?", prefix).and("code < ?", end)
            }
            Some(words) => match match_expression(words) {
                Some(expression) => select.and(
                    "commodity.key IN (SELECT rowid FROM commodity_search WHERE commodity_search MATCH ?)",
                    expression,
                ),
                None => select.such_that("0"),
            },
        };
        select.page(self.connection(), "code", page, |row| {
            let commodity = CommodityRow {
                code: parsed(row, 0)?,
                description: row.get(1)?,
                edition: row.get(2)?,
                effective_from: parsed(row, 3)?,
            };
            Ok((row.get(0)?, commodity))
        })
    }

    /// Returns the published calendar years with their special days.
    pub fn calendar_years(&self, _scope: &ReadScope) -> Result<Vec<CalendarYearRow>, QueryFault> {
        let years = Select::from("SELECT year, version, position FROM calendar_year");
        let mut years = years.all(self.connection(), "year", |row| {
            Ok(CalendarYearRow {
                year: row.get(0)?,
                version: row.get(1)?,
                position: number(row, 2)?,
                days: Vec::new(),
            })
        })?;
        for year in &mut years {
            let days = Select::from("SELECT date, kind, name FROM calendar_day");
            year.days = days.and("year = ?", i64::from(year.year)).all(self.connection(), "date", |row| {
                Ok(CalendarDayRow { date: parsed(row, 0)?, kind: variant(row, 1)?, name: row.get(2)? })
            })?;
        }
        Ok(years)
    }
}
