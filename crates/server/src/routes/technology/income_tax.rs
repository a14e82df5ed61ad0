//! The tax effect of an enterprise's year, over all of its contracts.

use axum::Json;
use axum::extract::State;
use etown_domain::kernel::parties::UNKNOWN_ENTERPRISE;
use etown_domain::technology::income_tax::{TaxYear, YearLine, tax_year};
use etown_domain::technology::settings::{
    INCOME_TAX_EXEMPT_TO_YUAN, INCOME_TAX_RATE, INCOME_TAX_SHARE_OF_EXCESS, LICENCE_MONTHS_MIN,
};
use etown_domain::{Refusal, Role};
use etown_values::{CivilDate, EnterpriseId};
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

use crate::app::AppState;
use crate::caller::Caller;
use crate::problem::Problem;
use crate::reading::{Asked, Named};
use crate::wire::{Year, Yuan, enterprise_name, schema};

pub(super) fn routes() -> OpenApiRouter<AppState> {
    OpenApiRouter::new().routes(routes!(show_technology_income_tax))
}

#[derive(Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
struct TaxAsked {
    #[param(value_type = i16, minimum = 1, maximum = 9999)]
    year: Year,
    #[expect(dead_code, reason = "waited for before the handler runs")]
    at_least_position: Option<u64>,
}

/// One report of income on its way through the year.
#[derive(Serialize, ToSchema)]
#[schema(as = TechnologyTaxLine)]
struct LineOut {
    #[schema(value_type = schema::TechnologyContractId)]
    contract: String,
    contract_number: String,
    #[schema(value_type = schema::Date)]
    received_on: String,
    #[schema(value_type = schema::Yuan)]
    income_yuan: Yuan,
    /// Whether it counts as income from transfer; the relief is for that alone.
    counts: bool,
    /// The year's counting income, this report included.
    #[schema(value_type = schema::Yuan)]
    cumulative_yuan: Yuan,
    /// By how much it raises the year's tax.
    #[schema(value_type = schema::Yuan)]
    tax_yuan: Yuan,
    position: u64,
}

/// A parameter that the tax rests on, as it was in force at the end of the year.
#[derive(Serialize, ToSchema)]
#[schema(as = TaxParameter)]
struct ParameterOut {
    name: String,
    #[schema(value_type = schema::DecimalText)]
    value: String,
    source: String,
    is_verified: bool,
}

#[derive(Serialize, ToSchema)]
#[schema(as = TechnologyTaxYear)]
struct TaxYearOut {
    #[schema(value_type = schema::EnterpriseId)]
    enterprise: String,
    enterprise_name: String,
    year: i16,
    parameters: Vec<ParameterOut>,
    lines: Vec<LineOut>,
    #[schema(value_type = schema::Yuan)]
    income_yuan: Yuan,
    #[schema(value_type = schema::Yuan)]
    exempt_yuan: Yuan,
    #[schema(value_type = schema::Yuan)]
    excess_yuan: Yuan,
    #[schema(value_type = schema::Yuan)]
    tax_yuan: Yuan,
    /// The tax on the same income without relief.
    #[schema(value_type = schema::Yuan)]
    without_relief_yuan: Yuan,
}

impl TaxYearOut {
    fn of(state: &etown_domain::State, enterprise: EnterpriseId, found: &TaxYear) -> Self {
        let date = CivilDate::new(found.year, 12, 31).unwrap_or(CivilDate::MAX);
        let names =
            [INCOME_TAX_RATE, INCOME_TAX_EXEMPT_TO_YUAN, INCOME_TAX_SHARE_OF_EXCESS, LICENCE_MONTHS_MIN];
        let parameters = names.into_iter().filter_map(|name| {
            let value = state.parameters.value(name, date)?;
            Some(ParameterOut {
                name: name.to_owned(),
                value: value.value.clone(),
                source: value.source.clone(),
                is_verified: value.is_verified,
            })
        });
        Self {
            enterprise: enterprise.to_string(),
            enterprise_name: enterprise_name(state, enterprise),
            year: found.year,
            parameters: parameters.collect(),
            lines: found.lines.iter().map(|line| LineOut::of(state, line)).collect(),
            income_yuan: Yuan::from_fen(found.effect.income_fen),
            exempt_yuan: Yuan::from_fen(found.effect.exempt_fen),
            excess_yuan: Yuan::from_fen(found.effect.excess_fen),
            tax_yuan: Yuan::from_fen(found.effect.tax_fen),
            without_relief_yuan: Yuan::from_fen(found.effect.without_relief_fen),
        }
    }
}

impl LineOut {
    fn of(state: &etown_domain::State, line: &YearLine) -> Self {
        let contract = state.technology.contract(line.contract);
        Self {
            contract: line.contract.to_string(),
            contract_number: contract.map(|found| found.content.number.clone()).unwrap_or_default(),
            received_on: line.received_on.to_string(),
            income_yuan: Yuan::from_fen(line.income_fen),
            counts: line.counts,
            cumulative_yuan: Yuan::from_fen(line.cumulative_fen),
            tax_yuan: Yuan::from_fen(line.tax_fen),
            position: line.position,
        }
    }
}

/// The enterprise income tax on a year's income from technology transfer, and how it comes about.
#[utoipa::path(get, path = "/enterprises/{enterprise}/technology-income-tax", tag = "technology",
    params(("enterprise" = schema::EnterpriseId, Path), TaxAsked),
    responses((status = 200, body = TaxYearOut)))]
async fn show_technology_income_tax(
    State(app): State<AppState>,
    caller: Caller,
    Named(enterprise): Named<EnterpriseId>,
    Asked(asked): Asked<TaxAsked>,
) -> Result<Json<TaxYearOut>, Problem> {
    let scope = caller.scope_at(Role::InvestmentOfficer)?;
    let year = asked.year.0;
    app.blocking(move |app| {
        let shown = app.engine.read(|state| {
            if !scope.covers(enterprise) || state.parties.enterprise(enterprise).is_err() {
                return Err(Refusal::new(&UNKNOWN_ENTERPRISE).at("enterprise"));
            }
            Ok(TaxYearOut::of(state, enterprise, &tax_year(state, enterprise, year)?))
        });
        Ok(Json(shown?))
    })
    .await
}
