//! Parameters: rates, limits and thresholds as dated values with unit and source, the nomenclature of commodity codes
//! among them. Activation is a journal entry that carries the content, so replay reads no file.

use alloc::collections::{BTreeMap, BTreeSet};
use alloc::string::String;
use alloc::vec::Vec;
use etown_values::{CivilDate, HsCode, Percent, Ratio, Rounding};
use serde::{Deserialize, Serialize};

use super::refusal::{Category, Code, Refusal, RuleKind};

/// What a value rests on. An unverified value is always a setting and is shown as one.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Basis {
    Statute,
    Agreement,
    Setting,
}

/// One value from its first day on, until the next one begins.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct DatedValue {
    pub effective_from: CivilDate,
    /// Decimal text in the parameter's unit.
    pub value: String,
    pub basis: Basis,
    pub source: String,
    pub is_verified: bool,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Parameter {
    /// Dotted name, such as `bonded.list.lines_max`.
    pub name: String,
    pub unit: String,
    pub meaning: String,
    pub values: Vec<DatedValue>,
}

/// One edition of commodity codes from its first day on.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Nomenclature {
    /// Name of the edition, such as `HS 2022`.
    pub edition: String,
    pub effective_from: CivilDate,
    pub source: String,
    pub codes: Vec<Commodity>,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Commodity {
    pub code: HsCode,
    pub description: String,
}

pub static NO_VALUE_IN_FORCE: Code = Code {
    text: "NO_VALUE_IN_FORCE",
    category: Category::State,
    kind: RuleKind::Setting,
    rule: "dated parameters of the zone",
    meaning: "no value of this parameter is in force on the date",
};
pub static PARAMETER_CONTENT: Code = Code {
    text: "PARAMETER_CONTENT",
    category: Category::Content,
    kind: RuleKind::System,
    rule: "dated parameters of the zone",
    meaning: "a parameter has a name, values in order of their dates, and each value is decimal text",
};
pub static UNVERIFIED_IS_A_SETTING: Code = Code {
    text: "UNVERIFIED_IS_A_SETTING",
    category: Category::Content,
    kind: RuleKind::System,
    rule: "dated parameters of the zone",
    meaning: "a value that is not verified may only be a setting",
};
pub static UNKNOWN_HS_CODE: Code = Code {
    text: "UNKNOWN_HS_CODE",
    category: Category::Content,
    kind: RuleKind::Statute,
    rule: "nomenclature in force on the date",
    meaning: "the first six digits of the code are not in the nomenclature in force",
};
/// The codes of this module, in the order of the reference.
pub static CODES: [&Code; 4] =
    [&NO_VALUE_IN_FORCE, &PARAMETER_CONTENT, &UNVERIFIED_IS_A_SETTING, &UNKNOWN_HS_CODE];

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ParameterEvent {
    ParametersActivated { parameters: Vec<Parameter> },
    NomenclatureActivated(Nomenclature),
}

#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Parameters {
    parameters: BTreeMap<String, Parameter>,
    /// Codes of each edition by its first day.
    nomenclatures: BTreeMap<CivilDate, BTreeSet<HsCode>>,
}

impl Parameters {
    /// Returns the value in force on the date.
    pub fn value(&self, name: &str, date: CivilDate) -> Option<&DatedValue> {
        let parameter = self.parameters.get(name)?;
        parameter.values.iter().rev().find(|value| value.effective_from <= date)
    }

    /// Returns the value in force on the date as an exact ratio.
    pub fn ratio(&self, name: &str, date: CivilDate) -> Result<Ratio, Refusal> {
        self.value(name, date)
            .and_then(|value| Ratio::parse_decimal(&value.value).ok())
            .ok_or_else(|| Refusal::new(&NO_VALUE_IN_FORCE).at(name))
    }

    /// Returns the value in force on the date as a whole number.
    pub fn whole_number(&self, name: &str, date: CivilDate) -> Result<u32, Refusal> {
        self.value(name, date)
            .and_then(|value| value.value.parse().ok())
            .ok_or_else(|| Refusal::new(&NO_VALUE_IN_FORCE).at(name))
    }

    /// Returns the value in force on the date as a percentage, 9 decimals.
    pub fn percent(&self, name: &str, date: CivilDate) -> Result<Percent, Refusal> {
        let ratio = self.ratio(name, date)?;
        ratio
            .to_decimal(Rounding::HalfAwayFromZero)
            .map_err(|_range| Refusal::new(&NO_VALUE_IN_FORCE).at(name))
    }

    pub fn iter(&self) -> impl Iterator<Item = &Parameter> {
        self.parameters.values()
    }

    /// Refuses a code whose first six digits are not in the nomenclature in force on the date.
    pub fn require_commodity(&self, code: HsCode, date: CivilDate) -> Result<(), Refusal> {
        let subheading = code.truncated(6);
        let is_known = subheading.is_some_and(|subheading| {
            self.nomenclatures
                .range(..=date)
                .next_back()
                .is_some_and(|(_, codes)| codes.contains(&subheading))
        });
        if is_known { Ok(()) } else { Err(Refusal::new(&UNKNOWN_HS_CODE).number("code", code.as_str())) }
    }

    pub(crate) fn evolve(&mut self, event: &ParameterEvent) {
        match event {
            ParameterEvent::ParametersActivated { parameters } => {
                for parameter in parameters {
                    self.parameters.insert(parameter.name.clone(), parameter.clone());
                }
            }
            ParameterEvent::NomenclatureActivated(nomenclature) => {
                let codes = nomenclature.codes.iter().map(|commodity| commodity.code).collect();
                self.nomenclatures.insert(nomenclature.effective_from, codes);
            }
        }
    }
}

/// Refuses parameters that could not be looked up later.
pub(crate) fn check(parameters: &[Parameter]) -> Result<(), Refusal> {
    for (index, parameter) in parameters.iter().enumerate() {
        let field = || alloc::format!("parameters[{index}]");
        let is_ordered = parameter
            .values
            .windows(2)
            .all(|pair| matches!(pair, [earlier, later] if earlier.effective_from < later.effective_from));
        let is_decimal = parameter.values.iter().all(|value| Ratio::parse_decimal(&value.value).is_ok());
        if parameter.name.is_empty() || parameter.values.is_empty() || !is_ordered || !is_decimal {
            return Err(Refusal::new(&PARAMETER_CONTENT).at(field()));
        }
        if parameter.values.iter().any(|value| !value.is_verified && value.basis != Basis::Setting) {
            return Err(Refusal::new(&UNVERIFIED_IS_A_SETTING).at(field()));
        }
    }
    Ok(())
}
