//! Published calendar years: holidays, and the weekend days worked in exchange for them.

use axum::Json;
use axum::extract::State;
use etown_domain::kernel::calendar::{CalendarYear, SpecialDay};
use etown_domain::{Command, ZoneCommand};
use etown_engine::query::{CalendarDayRow, CalendarYearRow};
use etown_values::CivilDate;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

use crate::app::AppState;
use crate::caller::Caller;
use crate::command::{Answer, Commanded, Done, KeyHeader, command};
use crate::problem::{Problem, edge};
use crate::reading::{Asked, Fresh};
use crate::wire::{SpecialDayKind, Text, schema};

pub(super) fn routes() -> OpenApiRouter<AppState> {
    OpenApiRouter::new().routes(routes!(list_calendar_years, publish_calendar_year))
}

#[derive(Serialize, ToSchema)]
#[schema(as = CalendarYears)]
struct CalendarYearsOut {
    rows: Vec<CalendarYearOut>,
}

#[derive(Serialize, ToSchema)]
#[schema(as = CalendarYear)]
struct CalendarYearOut {
    year: i16,
    /// Names the source and its version.
    version: String,
    days: Vec<SpecialDayOut>,
    /// The journal position of the entry that published it.
    position: u64,
}

#[derive(Serialize, ToSchema)]
#[schema(as = SpecialDay)]
struct SpecialDayOut {
    #[schema(value_type = schema::Date)]
    date: String,
    kind: SpecialDayKind,
    /// Name of the holiday that the day belongs to.
    name: String,
}

#[derive(Deserialize, ToSchema)]
#[schema(as = NewCalendarYear)]
#[serde(deny_unknown_fields)]
struct CalendarYearIn {
    #[schema(minimum = 1, maximum = 9999)]
    year: i16,
    version: Text<1, 200>,
    days: Vec<SpecialDayIn>,
}

#[derive(Deserialize, ToSchema)]
#[schema(as = NewSpecialDay)]
#[serde(deny_unknown_fields)]
struct SpecialDayIn {
    #[schema(value_type = schema::Date)]
    date: CivilDate,
    kind: SpecialDayKind,
    name: Text<0, 100>,
}

impl From<CalendarYearRow> for CalendarYearOut {
    fn from(row: CalendarYearRow) -> Self {
        let day = |day: CalendarDayRow| SpecialDayOut {
            date: day.date.to_string(),
            kind: day.kind.into(),
            name: day.name,
        };
        Self {
            year: row.year,
            version: row.version,
            days: row.days.into_iter().map(day).collect(),
            position: row.position,
        }
    }
}

impl From<CalendarYearIn> for CalendarYear {
    fn from(year: CalendarYearIn) -> Self {
        let day =
            |day: SpecialDayIn| SpecialDay { date: day.date, kind: day.kind.into(), name: day.name.into() };
        Self { year: year.year, version: year.version.into(), days: year.days.into_iter().map(day).collect() }
    }
}

/// The published years.
#[utoipa::path(get, path = "/calendar-years", tag = "parameters", params(Fresh),
    responses((status = 200, body = CalendarYearsOut)))]
async fn list_calendar_years(
    State(app): State<AppState>,
    caller: Caller,
    _fresh: Asked<Fresh>,
) -> Result<Json<CalendarYearsOut>, Problem> {
    let scope = caller.scope()?;
    app.blocking(move |app| {
        let rows = app.queries()?.calendar_years(&scope)?.into_iter().map(CalendarYearOut::from).collect();
        Ok(Json(CalendarYearsOut { rows }))
    })
    .await
}

/// Publish the calendar of a year.
#[utoipa::path(post, path = "/calendar-years", tag = "parameters", params(KeyHeader),
    request_body = CalendarYearIn, responses((status = 201, body = Answer)))]
async fn publish_calendar_year(
    State(app): State<AppState>,
    caller: Caller,
    Commanded { content, envelope }: Commanded<CalendarYearIn>,
) -> Result<Done, Problem> {
    if !(1..=9999).contains(&content.year) {
        return Err(Problem::edge(&edge::UNEXPECTED_CONTENT).at("year").detail("a year is 1 to 9999"));
    }
    let wanted = Command::Zone(ZoneCommand::PublishCalendarYear { year: content.into() });
    Ok(Done::recorded(&command(&app, &caller, &envelope, wanted).await?))
}
