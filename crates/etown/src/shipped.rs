//! What the program carries with it: parameters, calendars, editions and the demo nomenclature, as files of the repository at the
//! time of the build. A zone takes them over by entries in its journal; nothing reads them later.

use etown_domain::industry::classification::Classification;
use etown_domain::international::negative_list::NegativeList;
use etown_domain::international::points_table::PointsTable;
use etown_domain::kernel::calendar::{Calendar, CalendarYear};
use etown_domain::kernel::parameters::{Nomenclature, Parameter};
use etown_domain::kernel::scopes::ScopeList;
use serde::Deserialize;
use serde::de::DeserializeOwned;

const PARAMETERS: &[&str] = &[
    include_str!("../../../parameters/bonded.yaml"),
    include_str!("../../../parameters/approvals.yaml"),
    include_str!("../../../parameters/exchange.yaml"),
    include_str!("../../../parameters/industry.yaml"),
    include_str!("../../../parameters/international.yaml"),
    include_str!("../../../parameters/land.yaml"),
    include_str!("../../../parameters/programme.yaml"),
    include_str!("../../../parameters/region.yaml"),
    include_str!("../../../parameters/technology.yaml"),
    include_str!("../../../parameters/treasury.yaml"),
];
const DEMO_NOMENCLATURE: &str = include_str!("../../../parameters/nomenclature/demo-hs2022-subset.yaml");
const CLASSIFICATIONS: [&str; 3] = [
    include_str!("../../../parameters/classification/four-two-one.yaml"),
    include_str!("../../../parameters/classification/clusters.yaml"),
    include_str!("../../../parameters/classification/demo-gb-t-4754-subset.yaml"),
];
const SCOPES: &str = include_str!("../../../parameters/classification/scopes.yaml");
const NEGATIVE_LIST: &str = include_str!("../../../parameters/negative-list-2024.yaml");
const TALENT_POINTS: &str = include_str!("../../../parameters/talent-points.yaml");
const CALENDAR_YEARS: [&str; 8] = [
    include_str!("../../../parameters/calendar/china-2019.yaml"),
    include_str!("../../../parameters/calendar/china-2020.yaml"),
    include_str!("../../../parameters/calendar/china-2021.yaml"),
    include_str!("../../../parameters/calendar/china-2022.yaml"),
    include_str!("../../../parameters/calendar/china-2023.yaml"),
    include_str!("../../../parameters/calendar/china-2024.yaml"),
    include_str!("../../../parameters/calendar/china-2025.yaml"),
    include_str!("../../../parameters/calendar/china-2026.yaml"),
];

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct ParameterFile {
    parameters: Vec<Parameter>,
}

/// The parameters of all parts of the zone.
pub(crate) fn parameters() -> Vec<Parameter> {
    PARAMETERS.iter().flat_map(|text| read::<ParameterFile>(text).parameters).collect()
}

/// The published calendar years, earliest first.
pub(crate) fn calendar_years() -> Vec<CalendarYear> {
    CALENDAR_YEARS.iter().map(|text| read(text)).collect()
}

/// The published calendar years as a calendar to compute with.
pub(crate) fn calendar() -> Calendar {
    let mut calendar = Calendar::default();
    for year in calendar_years() {
        calendar.publish(year);
    }
    calendar
}

/// A few commodity codes for the demo zone and for cases.
pub(crate) fn demo_nomenclature() -> Nomenclature {
    read(DEMO_NOMENCLATURE)
}

/// The lists of industry classes: the zone's own, its clusters', and a few codes of the national standard.
pub(crate) fn classifications() -> Vec<Classification> {
    CLASSIFICATIONS.iter().map(|text| read(text)).collect()
}

/// The zone and the areas around it.
pub(crate) fn scopes() -> ScopeList {
    read(SCOPES)
}

/// The negative list for foreign investment, as far as its items are known.
pub(crate) fn negative_list() -> NegativeList {
    read(NEGATIVE_LIST)
}

/// The table of points for work permits.
pub(crate) fn talent_points() -> PointsTable {
    read(TALENT_POINTS)
}

fn read<T: DeserializeOwned>(text: &str) -> T {
    serde_saphyr::from_str(text).expect("a test reads every file that the program carries")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_file_that_the_program_carries_can_be_read() {
        assert!(parameters().len() >= 3);
        assert_eq!(calendar_years().first().map(|year| year.year), Some(2019));
        assert_eq!(calendar_years().len(), 8);
        let nomenclature = demo_nomenclature();
        assert!(nomenclature.codes.len() >= 40);
        assert_eq!(classifications().len(), 3);
        assert_eq!(scopes().home, "etown");
        assert!(nomenclature.codes.iter().all(|commodity| commodity.code.length() == 6));
        assert_eq!(talent_points().gap(), None);
        assert_eq!(negative_list().items_published, 29);
    }

    #[test]
    fn the_negative_list_has_all_its_items_and_none_says_that_somebody_verified_it() {
        assert_eq!(negative_list().items.len(), 29);
        assert!(negative_list().items.iter().all(|item| !item.is_verified));
        assert!(!talent_points().is_verified);
    }

    #[test]
    fn a_parameter_that_is_not_verified_is_a_setting() {
        for parameter in parameters() {
            for value in parameter.values {
                let is_setting = value.basis == etown_domain::kernel::parameters::Basis::Setting;
                assert!(value.is_verified || is_setting, "{}", parameter.name);
            }
        }
    }
}
