//! What a scope is specialised in: location quotients with their formula, the raw counts and the thresholds beside them.

use axum::Json;
use axum::extract::State;
use etown_domain::State as Zone;
use etown_domain::industry::quotient::{ClassQuotient, Dashboard, dashboard};
use etown_domain::industry::settings;
use etown_domain::industry::statistics::Recorded;
use etown_values::{CivilDate, Ratio, Rounding};
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

use crate::app::AppState;
use crate::caller::Caller;
use crate::problem::Problem;
use crate::reading::Asked;
use crate::wire::{Counted, Text, schema};

const FORMULA: &str = "(class in scope / scope) / (class in base / base)";
/// Decimals that a quotient is shown with, half to even; it is compared unrounded.
const DECIMALS: u32 = 4;

pub(super) fn routes() -> OpenApiRouter<AppState> {
    OpenApiRouter::new().routes(routes!(show_dashboard))
}

#[derive(Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
struct DashboardAsked {
    /// The list of classes.
    #[param(inline, value_type = Text<1, 40>)]
    scheme: Text<1, 40>,
    #[param(inline, value_type = Text<1, 40>)]
    scope: Text<1, 40>,
    /// What the scope is compared with.
    #[param(inline, value_type = Text<1, 40>)]
    base: Text<1, 40>,
    #[param(inline)]
    counted: Counted,
    /// The day to look from; today if left out.
    #[param(value_type = Option<schema::Date>)]
    date: Option<CivilDate>,
    #[expect(dead_code, reason = "waited for before the handler runs")]
    at_least_position: Option<u64>,
}

/// A table that the dashboard compares.
#[derive(Serialize, ToSchema)]
#[schema(as = CountedTable)]
struct TableOut {
    total: u64,
    source: String,
    /// The entry that recorded it.
    position: u64,
}

impl TableOut {
    fn of(recorded: &Recorded) -> Self {
        let statistics = &recorded.statistics;
        Self { total: statistics.total, source: statistics.source.clone(), position: recorded.position }
    }
}

/// A setting that a judgement on this page rests on.
#[derive(Serialize, ToSchema)]
#[schema(as = Threshold)]
struct ThresholdOut {
    name: String,
    #[schema(value_type = schema::DecimalText)]
    value: String,
    is_verified: bool,
}

#[derive(Serialize, ToSchema)]
#[schema(as = IndustryLine)]
struct LineOut {
    class: String,
    name: String,
    name_english: String,
    class_in_scope: Option<u64>,
    class_in_base: Option<u64>,
    /// Rounded to the stated decimals; absent where a divisor is zero or a source says nothing of the class.
    #[schema(value_type = Option<schema::DecimalText>)]
    quotient: Option<String>,
    /// Compared unrounded; absent where there is no quotient.
    is_specialised: Option<bool>,
    is_strong: bool,
    /// Registered enterprises of the zone that belong to the class or to one within it.
    enterprises: u64,
}

#[derive(Serialize, ToSchema)]
#[schema(as = IndustryDashboard)]
struct DashboardOut {
    scheme: String,
    scope: String,
    base: String,
    formula: String,
    decimals: u32,
    /// The latest day on which both scopes were counted; absent where there is none.
    #[schema(value_type = Option<schema::Date>)]
    as_of: Option<String>,
    in_scope: Option<TableOut>,
    in_base: Option<TableOut>,
    thresholds: Vec<ThresholdOut>,
    lines: Vec<LineOut>,
}

/// Thresholds of the day, where they are in force.
struct Thresholds {
    specialised: Option<Ratio>,
    strong: Option<Ratio>,
    count: Option<Ratio>,
    shown: Vec<ThresholdOut>,
}

/// Location quotients of a scope in a base, by the classes of a list.
#[utoipa::path(get, path = "/industry/dashboard", tag = "industry", params(DashboardAsked),
    responses((status = 200, body = DashboardOut)))]
async fn show_dashboard(
    State(app): State<AppState>,
    caller: Caller,
    Asked(asked): Asked<DashboardAsked>,
) -> Result<Json<DashboardOut>, Problem> {
    caller.scope()?;
    app.blocking(move |app| {
        let date = asked.date.unwrap_or_else(|| app.engine.business_date());
        app.engine.read(|zone| compare(zone, &asked, date)).map(Json)
    })
    .await
}

fn compare(zone: &Zone, asked: &DashboardAsked, date: CivilDate) -> Result<DashboardOut, Problem> {
    let DashboardAsked { scheme: Text(scheme), scope: Text(scope), base: Text(base), .. } = asked;
    zone.scopes.scope(scope).map_err(|refusal| refusal.at("scope"))?;
    zone.scopes.scope(base).map_err(|refusal| refusal.at("base"))?;
    let list = zone.industry.classification(scheme, date)?;
    let thresholds = thresholds(zone, date);
    let found = dashboard(&zone.industry, list, (scope, base), asked.counted.into(), date);
    let line_of = |code: &str| {
        found.as_ref().and_then(|found: &Dashboard<'_>| found.lines.iter().find(|line| line.class == code))
    };
    let enterprises = zone.industry.enterprises_by_class(list, date);
    let lines = list.classes.iter().map(|class| {
        let line = line_of(&class.code);
        let quotient = line.and_then(|line| line.quotient);
        let enterprises = enterprises.get(class.code.as_str()).copied().unwrap_or_default();
        let count = |pick: fn(&ClassQuotient) -> Option<i128>| {
            line.and_then(pick).and_then(|count| u64::try_from(count).ok())
        };
        LineOut {
            class: class.code.clone(),
            name: class.name.clone(),
            name_english: class.name_english.clone(),
            class_in_scope: count(|line| Some(line.counts?.class_in_scope)),
            class_in_base: count(|line| Some(line.counts?.class_in_base)),
            quotient: quotient.and_then(shown),
            is_specialised: quotient.zip(thresholds.specialised).map(|(quotient, least)| quotient >= least),
            is_strong: line.is_some_and(|line| thresholds.hold(line)),
            enterprises: u64::try_from(enterprises).unwrap_or(u64::MAX),
        }
    });
    Ok(DashboardOut {
        scheme: scheme.clone(),
        scope: scope.clone(),
        base: base.clone(),
        formula: FORMULA.to_owned(),
        decimals: DECIMALS,
        as_of: found.as_ref().map(|found| found.in_scope.statistics.as_of.to_string()),
        in_scope: found.as_ref().map(|found| TableOut::of(found.in_scope)),
        in_base: found.as_ref().map(|found| TableOut::of(found.in_base)),
        lines: lines.collect(),
        thresholds: thresholds.shown,
    })
}

fn thresholds(zone: &Zone, date: CivilDate) -> Thresholds {
    let names =
        [settings::SPECIALISED_QUOTIENT_MIN, settings::STRONG_QUOTIENT_MIN, settings::STRONG_COUNT_MIN];
    let [specialised, strong, count] = names.map(|name| zone.parameters.ratio(name, date).ok());
    let shown = names.into_iter().filter_map(|name| {
        let value = zone.parameters.value(name, date)?;
        Some(ThresholdOut {
            name: name.to_owned(),
            value: value.value.clone(),
            is_verified: value.is_verified,
        })
    });
    Thresholds { specialised, strong, count, shown: shown.collect() }
}

impl Thresholds {
    /// Whether the class is strong: specialised enough and large enough.
    fn hold(&self, line: &ClassQuotient) -> bool {
        let is_large = line.counts.zip(self.count).is_some_and(|(counts, least)| {
            Ratio::new(counts.class_in_scope, 1).is_ok_and(|count| count >= least)
        });
        is_large && line.quotient.zip(self.strong).is_some_and(|(quotient, least)| quotient >= least)
    }
}

fn shown(quotient: Ratio) -> Option<String> {
    quotient.to_decimal::<DECIMALS>(Rounding::HalfEven).ok().map(|decimal| decimal.to_string())
}
