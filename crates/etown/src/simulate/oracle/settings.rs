//! Dated settings as the model reads them from the commands that activated them.

use std::collections::BTreeMap;

use etown_domain::bonded::settings::{COUNT_TOLERANCE, EQUIPMENT_MONTHS, WEIGHT_TOLERANCE};
use etown_domain::kernel::parameters::Parameter;
use etown_values::{CivilDate, Percent};

/// The settings that the model needs, by name: from which day which value holds.
#[derive(Default)]
pub(super) struct Settings {
    values: BTreeMap<String, Vec<(CivilDate, String)>>,
    today: Option<CivilDate>,
}

impl Settings {
    pub(super) fn activate(&mut self, parameters: &[Parameter]) {
        for parameter in parameters {
            let values = parameter.values.iter().map(|value| (value.effective_from, value.value.clone()));
            self.values.insert(parameter.name.clone(), values.collect());
        }
    }

    pub(super) fn set_today(&mut self, today: CivilDate) {
        self.today = Some(today);
    }

    fn value(&self, name: &str) -> &str {
        let values = self.values.get(name).map_or(&[][..], Vec::as_slice);
        let in_force = values.iter().rev().find(|(from, _)| Some(*from) <= self.today);
        in_force.map_or("0", |(_, value)| value.as_str())
    }

    fn percent(&self, name: &str) -> i128 {
        self.value(name).parse::<Percent>().map_or(0, Percent::units)
    }

    /// In percent, with 9 decimals.
    pub(super) fn count_tolerance(&self) -> i128 {
        self.percent(COUNT_TOLERANCE)
    }

    /// In percent, with 9 decimals.
    pub(super) fn weight_tolerance(&self) -> i128 {
        self.percent(WEIGHT_TOLERANCE)
    }

    pub(super) fn equipment_months(&self) -> i32 {
        self.value(EQUIPMENT_MONTHS).parse().unwrap_or_default()
    }
}
