//! Parameters and calendar years: dated values with their source, and what they rest on.

mod calendar;

use axum::Json;
use axum::extract::State;
use etown_domain::kernel::parameters::{DatedValue, Parameter};
use etown_domain::{Command, ZoneCommand};
use etown_engine::query::ParameterRow;
use etown_values::CivilDate;
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

use crate::app::AppState;
use crate::caller::Caller;
use crate::command::{Answer, Commanded, Done, KeyHeader, command};
use crate::problem::Problem;
use crate::reading::Asked;
use crate::wire::{Basis, Text, schema};

pub(super) fn routes() -> OpenApiRouter<AppState> {
    OpenApiRouter::new().routes(routes!(list_parameters, activate_parameters)).merge(calendar::routes())
}

#[derive(Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
struct ParametersAsked {
    /// The date on which a value is in force; today when left out.
    #[param(value_type = Option<schema::Date>)]
    date: Option<CivilDate>,
    #[expect(dead_code, reason = "waited for before the handler runs")]
    at_least_position: Option<u64>,
}

#[derive(Serialize, ToSchema)]
#[schema(as = Parameters)]
struct ParametersOut {
    #[schema(value_type = schema::Date)]
    date: String,
    rows: Vec<ParameterOut>,
}

#[derive(Serialize, ToSchema)]
#[schema(as = Parameter)]
struct ParameterOut {
    name: String,
    unit: String,
    meaning: String,
    #[schema(value_type = schema::DecimalText)]
    value: String,
    #[schema(value_type = schema::Date)]
    effective_from: String,
    basis: Basis,
    source: String,
    /// A value that is not verified is a setting, whatever its source says.
    is_verified: bool,
    /// The journal position of the entry that activated it.
    position: u64,
}

#[derive(Deserialize, ToSchema)]
#[schema(as = NewParameters)]
#[serde(deny_unknown_fields)]
struct ParametersIn {
    parameters: Vec<ParameterIn>,
}

#[derive(Deserialize, ToSchema)]
#[schema(as = NewParameter)]
#[serde(deny_unknown_fields)]
struct ParameterIn {
    /// Dotted name, such as `bonded.list.lines_max`.
    name: Text<1, 100>,
    unit: Text<0, 100>,
    meaning: Text<0, 500>,
    /// In order of their dates.
    values: Vec<ValueIn>,
}

#[derive(Deserialize, ToSchema)]
#[schema(as = NewValue)]
#[serde(deny_unknown_fields)]
struct ValueIn {
    #[schema(value_type = schema::Date)]
    effective_from: CivilDate,
    #[schema(value_type = schema::DecimalText)]
    value: String,
    basis: Basis,
    source: Text<0, 500>,
    is_verified: bool,
}

impl From<ParameterIn> for Parameter {
    fn from(parameter: ParameterIn) -> Self {
        let value = |value: ValueIn| DatedValue {
            effective_from: value.effective_from,
            value: value.value,
            basis: value.basis.into(),
            source: value.source.into(),
            is_verified: value.is_verified,
        };
        Self {
            name: parameter.name.into(),
            unit: parameter.unit.into(),
            meaning: parameter.meaning.into(),
            values: parameter.values.into_iter().map(value).collect(),
        }
    }
}

impl From<ParameterRow> for ParameterOut {
    fn from(row: ParameterRow) -> Self {
        Self {
            name: row.name,
            unit: row.unit,
            meaning: row.meaning,
            value: row.value,
            effective_from: row.effective_from.to_string(),
            basis: row.basis.into(),
            source: row.source,
            is_verified: row.is_verified,
            position: row.position,
        }
    }
}

/// The values in force on a date.
#[utoipa::path(get, path = "/parameters", tag = "parameters", params(ParametersAsked),
    responses((status = 200, body = ParametersOut)))]
async fn list_parameters(
    State(app): State<AppState>,
    caller: Caller,
    Asked(asked): Asked<ParametersAsked>,
) -> Result<Json<ParametersOut>, Problem> {
    let scope = caller.scope()?;
    app.blocking(move |app| {
        let date = asked.date.unwrap_or_else(|| app.engine.business_date());
        let found = app.queries()?.parameters(&scope, date)?;
        let rows = found.into_iter().map(ParameterOut::from).collect();
        Ok(Json(ParametersOut { date: date.to_string(), rows }))
    })
    .await
}

/// Activate parameters; the entry carries their content.
#[utoipa::path(post, path = "/parameters", tag = "parameters", params(KeyHeader), request_body = ParametersIn,
    responses((status = 201, body = Answer)))]
async fn activate_parameters(
    State(app): State<AppState>,
    caller: Caller,
    Commanded { content, envelope }: Commanded<ParametersIn>,
) -> Result<Done, Problem> {
    let parameters = content.parameters.into_iter().map(Parameter::from).collect();
    let wanted = Command::Zone(ZoneCommand::ActivateParameters { parameters });
    Ok(Done::recorded(&command(&app, &caller, &envelope, wanted).await?))
}
