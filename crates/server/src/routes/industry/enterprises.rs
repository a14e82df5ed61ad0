//! Who belongs to which classes: the enterprises that the caller may see, with their dated mappings.

use axum::Json;
use axum::extract::State;
use etown_domain::kernel::parties::UNKNOWN_ENTERPRISE;
use etown_domain::region::settings::EVIDENCE_MONTHS_MAX;
use etown_domain::{ReadScope, Refusal, Role, State as Zone};
use etown_values::{CivilDate, EnterpriseId};
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

use super::wire::MappingOut;
use crate::app::AppState;
use crate::caller::Caller;
use crate::problem::Problem;
use crate::reading::{Asked, Fresh, Named};
use crate::wire::{Cursor, Page, Text, page_request, part_page, schema};

pub(super) fn routes() -> OpenApiRouter<AppState> {
    OpenApiRouter::new().routes(routes!(list_mapped_enterprises)).routes(routes!(show_enterprise_classes))
}

#[derive(Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
struct EnterprisesAsked {
    #[param(inline, value_type = Text<1, 40>)]
    scheme: Text<1, 40>,
    /// Enterprises of this class or of one within it.
    #[param(inline, value_type = Option<Text<1, 40>>)]
    class: Option<Text<1, 40>>,
    /// The day to look from; today if left out.
    #[param(value_type = Option<schema::Date>)]
    date: Option<CivilDate>,
    #[param(minimum = 1, maximum = 200)]
    limit: Option<u32>,
    #[param(inline, value_type = Option<Cursor>)]
    cursor: Option<Cursor>,
    #[expect(dead_code, reason = "waited for before the handler runs")]
    at_least_position: Option<u64>,
}

#[derive(Serialize, ToSchema)]
#[schema(as = MappedEnterprise)]
struct MappedEnterpriseOut {
    #[schema(value_type = schema::EnterpriseId)]
    enterprise: String,
    name: String,
    name_english: String,
    mapping: MappingOut,
}

/// What an enterprise belongs to, with every mapping that was ever stated.
#[derive(Serialize, ToSchema)]
#[schema(as = EnterpriseClasses)]
struct EnterpriseClassesOut {
    #[schema(value_type = schema::EnterpriseId)]
    enterprise: String,
    name: String,
    name_english: String,
    /// The earliest first, list by list.
    mappings: Vec<MappingOut>,
    /// What the enterprise declared and the desk has not decided.
    declaration: Option<MappingOut>,
}

fn stale(zone: &Zone, today: CivilDate) -> (Option<u32>, CivilDate) {
    (zone.parameters.whole_number(EVIDENCE_MONTHS_MAX, today).ok(), today)
}

/// The enterprises that belong to classes of a list.
#[utoipa::path(get, path = "/industry/enterprises", tag = "industry", params(EnterprisesAsked),
    responses((status = 200, body = Page<MappedEnterpriseOut>)))]
async fn list_mapped_enterprises(
    State(app): State<AppState>,
    caller: Caller,
    Asked(asked): Asked<EnterprisesAsked>,
) -> Result<Json<Page<MappedEnterpriseOut>>, Problem> {
    let scope = caller.scope_at(Role::InvestmentOfficer)?;
    let page = page_request(asked.limit, asked.cursor)?;
    app.blocking(move |app| {
        let today = app.engine.business_date();
        let date = asked.date.unwrap_or(today);
        let class = asked.class.map(|Text(class)| class);
        app.engine.read(|zone| {
            let list = zone.industry.classification(&asked.scheme.0, date)?;
            let stale = stale(zone, today);
            let found = zone.industry.enterprises_in(list, class.as_deref(), date);
            let rows = found.filter(|(enterprise, _)| scope.covers(*enterprise)).filter_map(
                |(enterprise, stated)| {
                    let known = zone.parties.enterprise(enterprise).ok()?;
                    let row = MappedEnterpriseOut {
                        enterprise: enterprise.to_string(),
                        name: known.name.clone(),
                        name_english: known.name_english.clone(),
                        mapping: MappingOut::of(stated, stale),
                    };
                    Some((enterprise.to_string(), row))
                },
            );
            Ok(Json(part_page(rows, &page)))
        })
    })
    .await
}

/// The mappings of one enterprise, and its declaration that waits.
#[utoipa::path(get, path = "/industry/enterprises/{enterprise}", tag = "industry",
    params(("enterprise" = schema::EnterpriseId, Path), Fresh),
    responses((status = 200, body = EnterpriseClassesOut)))]
async fn show_enterprise_classes(
    State(app): State<AppState>,
    caller: Caller,
    Named(enterprise): Named<EnterpriseId>,
    _fresh: Asked<Fresh>,
) -> Result<Json<EnterpriseClassesOut>, Problem> {
    let scope: ReadScope = caller.scope_at(Role::InvestmentOfficer)?;
    app.blocking(move |app| {
        let today = app.engine.business_date();
        app.engine.read(|zone| {
            if !scope.covers(enterprise) {
                return Err(Refusal::new(&UNKNOWN_ENTERPRISE).into());
            }
            let known = zone.parties.enterprise(enterprise)?;
            let stale = stale(zone, today);
            let declaration = zone.industry.declaration(enterprise);
            Ok(Json(EnterpriseClassesOut {
                enterprise: enterprise.to_string(),
                name: known.name.clone(),
                name_english: known.name_english.clone(),
                mappings: zone
                    .industry
                    .mappings_of(enterprise)
                    .map(|stated| MappingOut::of(stated, stale))
                    .collect(),
                declaration: declaration.map(|stated| MappingOut::of(stated, stale)),
            }))
        })
    })
    .await
}
