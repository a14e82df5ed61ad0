//! Parameters, commodity codes and calendar years.

use etown_domain::kernel::calendar::CalendarYear;
use etown_domain::kernel::parameters::{Nomenclature, Parameter, ParameterEvent};
use rusqlite::params;

use super::super::bigram::index_words;
use super::super::words::word;
use super::Applying;

impl Applying<'_> {
    pub(super) fn parameter(&mut self, event: &ParameterEvent) -> rusqlite::Result<()> {
        match event {
            ParameterEvent::ParametersActivated { parameters } => {
                if let Some(first) = parameters.first() {
                    self.about("parameter", &first.name);
                }
                self.fact("parameters", &parameters.len());
                parameters.iter().try_for_each(|parameter| self.one_parameter(parameter))
            }
            ParameterEvent::NomenclatureActivated(nomenclature) => self.nomenclature(nomenclature),
        }
    }

    fn one_parameter(&self, parameter: &Parameter) -> rusqlite::Result<()> {
        self.run("DELETE FROM parameter_value WHERE name = ?1", [&parameter.name])?;
        for value in &parameter.values {
            self.run(
                "INSERT INTO parameter_value
                 (name, effective_from, unit, meaning, value, basis, source, is_verified, position)
                 VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9)",
                params![
                    parameter.name,
                    value.effective_from.to_string(),
                    parameter.unit,
                    parameter.meaning,
                    value.value,
                    word(&value.basis),
                    value.source,
                    value.is_verified,
                    self.position,
                ],
            )?;
        }
        Ok(())
    }

    fn nomenclature(&mut self, nomenclature: &Nomenclature) -> rusqlite::Result<()> {
        self.about("nomenclature", &nomenclature.edition);
        self.fact("codes", &nomenclature.codes.len());
        let from = nomenclature.effective_from.to_string();
        self.run(
            "DELETE FROM commodity_search WHERE rowid IN (SELECT key FROM commodity WHERE effective_from = ?1)",
            [&from],
        )?;
        self.run("DELETE FROM commodity WHERE effective_from = ?1", [&from])?;
        self.run(
            "INSERT OR REPLACE INTO nomenclature (effective_from, edition, source, position) VALUES (?1, ?2, ?3, ?4)",
            params![from, nomenclature.edition, nomenclature.source, self.position],
        )?;
        for commodity in &nomenclature.codes {
            self.run(
                "INSERT OR REPLACE INTO commodity (effective_from, code, description) VALUES (?1, ?2, ?3)",
                params![from, commodity.code.as_str(), commodity.description],
            )?;
            self.run(
                "INSERT INTO commodity_search (rowid, words) VALUES (?1, ?2)",
                params![self.connection.last_insert_rowid(), index_words(&commodity.description)],
            )?;
        }
        Ok(())
    }

    pub(super) fn calendar_year(&mut self, year: &CalendarYear) -> rusqlite::Result<()> {
        self.about("calendar_year", &year.year);
        self.fact("version", &year.version);
        self.run(
            "INSERT OR REPLACE INTO calendar_year (year, version, position) VALUES (?1, ?2, ?3)",
            params![year.year, year.version, self.position],
        )?;
        self.run("DELETE FROM calendar_day WHERE year = ?1", [year.year])?;
        for day in &year.days {
            self.run(
                "INSERT OR REPLACE INTO calendar_day (year, date, kind, name) VALUES (?1, ?2, ?3, ?4)",
                params![year.year, day.date.to_string(), word(&day.kind), day.name],
            )?;
        }
        Ok(())
    }
}
