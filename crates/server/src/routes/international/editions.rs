//! Editions of the negative list and of the table of points: reading and activating them.

use axum::Json;
use axum::extract::State;
use etown_domain::Command;
use etown_domain::international::InternationalCommand;
use etown_domain::international::negative_list::{ListMeasure, NegativeItem, NegativeList};
use etown_domain::international::points_table::{Band, Choice, Experience, PointsTable};
use etown_values::CivilDate;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

use super::choices::{ChineseLevel, Education, WorkLocation};
use crate::app::AppState;
use crate::caller::Caller;
use crate::command::{Answer, Commanded, Done, KeyHeader, command};
use crate::problem::Problem;
use crate::reading::{Asked, Fresh};
use crate::wire::schema;

pub(super) fn routes() -> OpenApiRouter<AppState> {
    OpenApiRouter::new()
        .routes(routes!(list_negative_lists, activate_negative_list))
        .routes(routes!(list_points_tables, activate_points_table))
}

/// What the list says about an item.
#[derive(Serialize, Deserialize, ToSchema)]
#[schema(as = ListMeasure)]
#[serde(tag = "kind", rename_all = "snake_case", deny_unknown_fields)]
pub(super) enum MeasureWire {
    Prohibited,
    Restricted { conditions: String },
}

impl From<&ListMeasure> for MeasureWire {
    fn from(measure: &ListMeasure) -> Self {
        match measure {
            ListMeasure::Prohibited => Self::Prohibited,
            ListMeasure::Restricted { conditions } => Self::Restricted { conditions: conditions.clone() },
        }
    }
}

#[derive(Serialize, Deserialize, ToSchema)]
#[schema(as = NegativeListItem)]
#[serde(deny_unknown_fields)]
struct ItemWire {
    #[schema(min_length = 1, max_length = 2000)]
    number: String,
    #[schema(min_length = 1, max_length = 2000)]
    title: String,
    #[schema(min_length = 1, max_length = 2000)]
    title_english: String,
    /// Industries of GB/T 4754, with everything below them.
    #[schema(value_type = Vec<schema::IndustryCode>)]
    industry_codes: Vec<String>,
    /// Words of a description that meet the item.
    words: Vec<String>,
    measure: MeasureWire,
    source: String,
    is_verified: bool,
}

#[derive(Serialize, Deserialize, ToSchema)]
#[schema(as = NegativeList)]
#[serde(deny_unknown_fields)]
struct NegativeListWire {
    /// Short name of the edition.
    #[schema(min_length = 1, max_length = 2000)]
    edition: String,
    #[schema(min_length = 1, max_length = 2000)]
    title: String,
    #[schema(value_type = schema::Date)]
    effective_from: CivilDate,
    /// The last day on which it holds; without one it holds until the next edition begins.
    #[schema(value_type = Option<schema::Date>)]
    effective_until: Option<CivilDate>,
    #[schema(min_length = 1, max_length = 2000)]
    source: String,
    /// How many items the published text has.
    #[schema(maximum = 4_294_967_295_i64)]
    items_published: u32,
    /// What of the published text is not among the items.
    missing: String,
    items: Vec<ItemWire>,
}

#[derive(Serialize, ToSchema)]
#[schema(as = NegativeLists)]
struct NegativeListsOut {
    /// The edition in force today.
    in_force: Option<String>,
    /// Latest first.
    editions: Vec<NegativeListWire>,
}

impl From<NegativeListWire> for NegativeList {
    fn from(list: NegativeListWire) -> Self {
        let item = |item: ItemWire| NegativeItem {
            number: item.number,
            title: item.title,
            title_english: item.title_english,
            industry_codes: item.industry_codes,
            words: item.words,
            measure: match item.measure {
                MeasureWire::Prohibited => ListMeasure::Prohibited,
                MeasureWire::Restricted { conditions } => ListMeasure::Restricted { conditions },
            },
            source: item.source,
            is_verified: item.is_verified,
        };
        Self {
            edition: list.edition,
            title: list.title,
            effective_from: list.effective_from,
            effective_until: list.effective_until,
            source: list.source,
            items_published: list.items_published,
            missing: list.missing,
            items: list.items.into_iter().map(item).collect(),
        }
    }
}

impl From<&NegativeList> for NegativeListWire {
    fn from(list: &NegativeList) -> Self {
        let item = |item: &NegativeItem| ItemWire {
            number: item.number.clone(),
            title: item.title.clone(),
            title_english: item.title_english.clone(),
            industry_codes: item.industry_codes.clone(),
            words: item.words.clone(),
            measure: (&item.measure).into(),
            source: item.source.clone(),
            is_verified: item.is_verified,
        };
        Self {
            edition: list.edition.clone(),
            title: list.title.clone(),
            effective_from: list.effective_from,
            effective_until: list.effective_until,
            source: list.source.clone(),
            items_published: list.items_published,
            missing: list.missing.clone(),
            items: list.items.iter().map(item).collect(),
        }
    }
}

/// Points for values from `from` up to, not including, `below`.
#[derive(Serialize, Deserialize, ToSchema)]
#[schema(as = PointsBand)]
#[serde(deny_unknown_fields)]
struct BandWire {
    #[schema(maximum = 1_000_000_000_000_i64)]
    from: u64,
    #[schema(maximum = 1_000_000_000_000_i64)]
    below: Option<u64>,
    #[schema(maximum = 1000)]
    points: u32,
}

#[derive(Serialize, Deserialize, ToSchema)]
#[schema(as = EducationPoints)]
#[serde(deny_unknown_fields)]
struct EducationWire {
    is: Education,
    #[schema(maximum = 1000)]
    points: u32,
}

#[derive(Serialize, Deserialize, ToSchema)]
#[schema(as = ChinesePoints)]
#[serde(deny_unknown_fields)]
struct ChineseWire {
    is: ChineseLevel,
    #[schema(maximum = 1000)]
    points: u32,
}

#[derive(Serialize, Deserialize, ToSchema)]
#[schema(as = LocationPoints)]
#[serde(deny_unknown_fields)]
struct LocationWire {
    is: WorkLocation,
    #[schema(maximum = 1000)]
    points: u32,
}

#[derive(Serialize, Deserialize, ToSchema)]
#[schema(as = ExperiencePoints)]
#[serde(deny_unknown_fields)]
struct ExperienceWire {
    /// Fewer years give nothing.
    #[schema(maximum = 1000)]
    years_min: u32,
    #[schema(maximum = 1000)]
    points_at_min: u32,
    #[schema(maximum = 1000)]
    points_per_further_year: u32,
    #[schema(maximum = 1000)]
    points_max: u32,
}

#[derive(Serialize, Deserialize, ToSchema)]
#[schema(as = PointsTable)]
#[serde(deny_unknown_fields)]
struct PointsTableWire {
    /// Short name of the edition.
    edition: String,
    #[schema(value_type = schema::Date)]
    effective_from: CivilDate,
    source: String,
    /// A table that is not verified is a setting of the zone.
    is_verified: bool,
    /// By yuan a year.
    salary: Vec<BandWire>,
    education: Vec<EducationWire>,
    experience: ExperienceWire,
    /// By months of work in China a year.
    months: Vec<BandWire>,
    chinese: Vec<ChineseWire>,
    /// By whole years.
    age: Vec<BandWire>,
    location: Vec<LocationWire>,
    /// For any of the merits, once.
    #[schema(maximum = 1000)]
    extra_points: u32,
    /// The most that a province may add.
    #[schema(maximum = 1000)]
    provincial_points_max: u32,
}

#[derive(Serialize, ToSchema)]
#[schema(as = PointsTables)]
struct PointsTablesOut {
    /// The edition in force today.
    in_force: Option<String>,
    /// Latest first.
    editions: Vec<PointsTableWire>,
}

fn bands_in(bands: Vec<BandWire>) -> Vec<Band> {
    bands.into_iter().map(|BandWire { from, below, points }| Band { from, below, points }).collect()
}

fn bands_out(bands: &[Band]) -> Vec<BandWire> {
    bands.iter().map(|band| BandWire { from: band.from, below: band.below, points: band.points }).collect()
}

impl From<PointsTableWire> for PointsTable {
    fn from(table: PointsTableWire) -> Self {
        let ExperienceWire { years_min, points_at_min, points_per_further_year, points_max } =
            table.experience;
        let education = table.education.into_iter();
        let chinese = table.chinese.into_iter();
        let location = table.location.into_iter();
        Self {
            edition: table.edition,
            effective_from: table.effective_from,
            source: table.source,
            is_verified: table.is_verified,
            salary: bands_in(table.salary),
            education: education.map(|row| Choice { is: row.is.into(), points: row.points }).collect(),
            experience: Experience { years_min, points_at_min, points_per_further_year, points_max },
            months: bands_in(table.months),
            chinese: chinese.map(|row| Choice { is: row.is.into(), points: row.points }).collect(),
            age: bands_in(table.age),
            location: location.map(|row| Choice { is: row.is.into(), points: row.points }).collect(),
            extra_points: table.extra_points,
            provincial_points_max: table.provincial_points_max,
        }
    }
}

impl From<&PointsTable> for PointsTableWire {
    fn from(table: &PointsTable) -> Self {
        let education = table.education.iter();
        let chinese = table.chinese.iter();
        let location = table.location.iter();
        Self {
            edition: table.edition.clone(),
            effective_from: table.effective_from,
            source: table.source.clone(),
            is_verified: table.is_verified,
            salary: bands_out(&table.salary),
            education: education.map(|row| EducationWire { is: row.is.into(), points: row.points }).collect(),
            experience: ExperienceWire {
                years_min: table.experience.years_min,
                points_at_min: table.experience.points_at_min,
                points_per_further_year: table.experience.points_per_further_year,
                points_max: table.experience.points_max,
            },
            months: bands_out(&table.months),
            chinese: chinese.map(|row| ChineseWire { is: row.is.into(), points: row.points }).collect(),
            age: bands_out(&table.age),
            location: location.map(|row| LocationWire { is: row.is.into(), points: row.points }).collect(),
            extra_points: table.extra_points,
            provincial_points_max: table.provincial_points_max,
        }
    }
}

/// The editions of the negative list for foreign investment, with what is missing of each.
#[utoipa::path(get, path = "/negative-lists", tag = "international", params(Fresh),
    responses((status = 200, body = NegativeListsOut)))]
async fn list_negative_lists(
    State(app): State<AppState>,
    caller: Caller,
    _fresh: Asked<Fresh>,
) -> Result<Json<NegativeListsOut>, Problem> {
    caller.scope()?;
    app.blocking(move |app| {
        let today = app.engine.business_date();
        Ok(Json(app.engine.read(|state| NegativeListsOut {
            in_force: state.international.negative_list_on(today).map(|list| list.edition.clone()),
            editions: state.international.negative_lists().rev().map(Into::into).collect(),
        })))
    })
    .await
}

/// Activate an edition of the negative list.
#[utoipa::path(post, path = "/negative-lists", tag = "international", params(KeyHeader),
    request_body = NegativeListWire, responses((status = 201, body = Answer)))]
async fn activate_negative_list(
    State(app): State<AppState>,
    caller: Caller,
    Commanded { content, envelope }: Commanded<NegativeListWire>,
) -> Result<Done, Problem> {
    let wanted = InternationalCommand::ActivateNegativeList { list: content.into() };
    Ok(Done::recorded(&command(&app, &caller, &envelope, Command::International(wanted)).await?))
}

/// The editions of the table of points for work permits.
#[utoipa::path(get, path = "/points-tables", tag = "international", params(Fresh),
    responses((status = 200, body = PointsTablesOut)))]
async fn list_points_tables(
    State(app): State<AppState>,
    caller: Caller,
    _fresh: Asked<Fresh>,
) -> Result<Json<PointsTablesOut>, Problem> {
    caller.scope()?;
    app.blocking(move |app| {
        let today = app.engine.business_date();
        Ok(Json(app.engine.read(|state| PointsTablesOut {
            in_force: state.international.points_table_on(today).map(|table| table.edition.clone()),
            editions: state.international.points_tables().rev().map(Into::into).collect(),
        })))
    })
    .await
}

/// Activate an edition of the table of points.
#[utoipa::path(post, path = "/points-tables", tag = "international", params(KeyHeader),
    request_body = PointsTableWire, responses((status = 201, body = Answer)))]
async fn activate_points_table(
    State(app): State<AppState>,
    caller: Caller,
    Commanded { content, envelope }: Commanded<PointsTableWire>,
) -> Result<Done, Problem> {
    let wanted = InternationalCommand::ActivatePointsTable { table: content.into() };
    Ok(Done::recorded(&command(&app, &caller, &envelope, Command::International(wanted)).await?))
}
