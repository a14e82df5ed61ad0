//! What travels about industries.

use etown_domain::industry::classification::{Classification, IndustryClass};
use etown_domain::industry::hs_classes::{HsClassRow, HsClassTable};
use etown_domain::industry::mapping::{Mapping, Stated};
use etown_domain::industry::statistics::{ClassCount, Statistics};
use etown_values::{CivilDate, HsCode};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use crate::wire::{Confidence, Counted, EvidenceIn, EvidenceOut, schema};

#[derive(Deserialize, Serialize, ToSchema)]
#[schema(as = IndustryClass)]
#[serde(deny_unknown_fields)]
pub(super) struct ClassBody {
    #[schema(value_type = schema::RegisterCode)]
    code: String,
    #[schema(min_length = 1, max_length = 200)]
    name: String,
    #[schema(min_length = 1, max_length = 200)]
    name_english: String,
    /// The class that this one is part of.
    #[serde(default)]
    #[schema(value_type = Option<schema::RegisterCode>)]
    parent: Option<String>,
    /// Codes of GB/T 4754 that the class is made of.
    #[serde(default)]
    #[schema(value_type = Vec<schema::RegisterCode>, max_items = 1000)]
    gb_codes: Vec<String>,
}

#[derive(Deserialize, ToSchema)]
#[schema(as = NewClassification)]
#[serde(deny_unknown_fields)]
pub(super) struct ClassificationIn {
    /// Code by which mappings and statistics name the list.
    #[schema(value_type = schema::RegisterCode)]
    scheme: String,
    #[schema(min_length = 1, max_length = 200)]
    edition: String,
    #[schema(min_length = 1, max_length = 200)]
    name: String,
    #[schema(min_length = 1, max_length = 200)]
    name_english: String,
    #[schema(value_type = schema::Date)]
    effective_from: CivilDate,
    #[schema(min_length = 1, max_length = 200)]
    source: String,
    /// Whether the list was read in its published text.
    is_verified: bool,
    #[schema(min_items = 1, max_items = 10000)]
    classes: Vec<ClassBody>,
}

impl From<ClassificationIn> for Classification {
    fn from(list: ClassificationIn) -> Self {
        let class = |class: ClassBody| IndustryClass {
            code: class.code,
            name: class.name,
            name_english: class.name_english,
            parent: class.parent,
            gb_codes: class.gb_codes,
        };
        Self {
            scheme: list.scheme,
            edition: list.edition,
            name: list.name,
            name_english: list.name_english,
            effective_from: list.effective_from,
            source: list.source,
            is_verified: list.is_verified,
            classes: list.classes.into_iter().map(class).collect(),
        }
    }
}

#[derive(Serialize, ToSchema)]
#[schema(as = Classification)]
pub(super) struct ClassificationOut {
    scheme: String,
    edition: String,
    name: String,
    name_english: String,
    #[schema(value_type = schema::Date)]
    effective_from: String,
    source: String,
    is_verified: bool,
    classes: Vec<ClassBody>,
}

impl ClassificationOut {
    pub(super) fn of(list: &Classification) -> Self {
        let class = |class: &IndustryClass| ClassBody {
            code: class.code.clone(),
            name: class.name.clone(),
            name_english: class.name_english.clone(),
            parent: class.parent.clone(),
            gb_codes: class.gb_codes.clone(),
        };
        Self {
            scheme: list.scheme.clone(),
            edition: list.edition.clone(),
            name: list.name.clone(),
            name_english: list.name_english.clone(),
            effective_from: list.effective_from.to_string(),
            source: list.source.clone(),
            is_verified: list.is_verified,
            classes: list.classes.iter().map(class).collect(),
        }
    }
}

#[derive(Deserialize, ToSchema)]
#[schema(as = NewMapping)]
#[serde(deny_unknown_fields)]
pub(super) struct MappingIn {
    #[schema(value_type = schema::RegisterCode)]
    scheme: String,
    #[schema(value_type = Vec<schema::RegisterCode>, min_items = 1, max_items = 20)]
    classes: Vec<String>,
    /// The first day on which it holds; after that of the mapping before it.
    #[schema(value_type = schema::Date)]
    valid_from: CivilDate,
    evidence: EvidenceIn,
}

impl From<MappingIn> for Mapping {
    fn from(mapping: MappingIn) -> Self {
        let MappingIn { scheme, classes, valid_from, evidence } = mapping;
        Self { scheme, classes, valid_from, evidence: evidence.into() }
    }
}

#[derive(Serialize, ToSchema)]
#[schema(as = Mapping)]
pub(super) struct MappingOut {
    scheme: String,
    classes: Vec<String>,
    #[schema(value_type = schema::Date)]
    valid_from: String,
    evidence: EvidenceOut,
}

impl MappingOut {
    pub(super) fn of(stated: &Stated, stale: (Option<u32>, CivilDate)) -> Self {
        Self {
            scheme: stated.mapping.scheme.clone(),
            classes: stated.mapping.classes.clone(),
            valid_from: stated.mapping.valid_from.to_string(),
            evidence: EvidenceOut::of(&stated.mapping.evidence, stated.position, stale),
        }
    }
}

#[derive(Deserialize, ToSchema)]
#[schema(as = NewClassCount)]
#[serde(deny_unknown_fields)]
struct ClassCountIn {
    #[schema(value_type = schema::RegisterCode)]
    class: String,
    #[schema(maximum = 1_000_000_000_000_000_i64)]
    count: u64,
}

#[derive(Deserialize, ToSchema)]
#[schema(as = NewStatistics)]
#[serde(deny_unknown_fields)]
pub(super) struct StatisticsIn {
    #[schema(value_type = schema::RegisterCode)]
    scope: String,
    #[schema(value_type = schema::RegisterCode)]
    scheme: String,
    counted: Counted,
    /// The day on which it was counted; a table of the same day corrects the one before it.
    #[schema(value_type = schema::Date)]
    as_of: CivilDate,
    #[schema(min_length = 1, max_length = 200)]
    source: String,
    /// Everything in the scope, classes outside the rows included.
    #[schema(maximum = 1_000_000_000_000_000_i64)]
    total: u64,
    #[schema(min_items = 1, max_items = 10000)]
    rows: Vec<ClassCountIn>,
}

impl From<StatisticsIn> for Statistics {
    fn from(table: StatisticsIn) -> Self {
        let row = |row: ClassCountIn| ClassCount { class: row.class, count: row.count };
        Self {
            scope: table.scope,
            scheme: table.scheme,
            counted: table.counted.into(),
            as_of: table.as_of,
            source: table.source,
            total: table.total,
            rows: table.rows.into_iter().map(row).collect(),
        }
    }
}

#[derive(Deserialize, ToSchema)]
#[schema(as = NewHsClassRow)]
#[serde(deny_unknown_fields)]
struct HsClassRowIn {
    /// Six digits.
    #[schema(value_type = schema::HsCode)]
    hs_code: HsCode,
    #[schema(value_type = schema::RegisterCode)]
    class: String,
    confidence: Confidence,
}

#[derive(Deserialize, ToSchema)]
#[schema(as = NewHsClasses)]
#[serde(deny_unknown_fields)]
pub(super) struct HsClassesIn {
    #[schema(value_type = schema::RegisterCode)]
    scheme: String,
    #[schema(min_length = 1, max_length = 200)]
    source: String,
    #[schema(value_type = schema::Date)]
    dated: CivilDate,
    /// A code that the rows name is described by them alone.
    #[schema(min_items = 1, max_items = 10000)]
    rows: Vec<HsClassRowIn>,
}

impl From<HsClassesIn> for HsClassTable {
    fn from(table: HsClassesIn) -> Self {
        let row = |row: HsClassRowIn| HsClassRow {
            hs_code: row.hs_code,
            class: row.class,
            confidence: row.confidence.into(),
        };
        Self {
            scheme: table.scheme,
            source: table.source,
            dated: table.dated,
            rows: table.rows.into_iter().map(row).collect(),
        }
    }
}

#[derive(Deserialize, ToSchema)]
#[schema(as = NewHsOverride)]
#[serde(deny_unknown_fields)]
pub(super) struct HsOverrideIn {
    #[schema(value_type = schema::RegisterCode)]
    pub(super) scheme: String,
    #[schema(value_type = Vec<schema::RegisterCode>, min_items = 1, max_items = 1000)]
    pub(super) classes: Vec<String>,
    #[schema(min_length = 3, max_length = 2000)]
    pub(super) reason: String,
}
