//! Which single firm would stop what, and which products are made of each other.

use axum::Json;
use axum::extract::State;
use etown_domain::Refusal;
use etown_domain::State as Zone;
use etown_domain::region::cycles::cycles_of;
use etown_domain::region::failure::Failures;
use etown_domain::region::refusal::UNKNOWN_FIRM;
use etown_domain::region::settings::FAILURE_STEPS_MAX;
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

use super::products::count;
use super::require_desk;
use crate::app::AppState;
use crate::caller::Caller;
use crate::problem::Problem;
use crate::reading::{Asked, Fresh, Named};
use crate::wire::{Cursor, Page, Text, page_request, part_page, schema};

/// Circles told beside the firms; the others are counted.
const CYCLES_SHOWN_MAX: usize = 20;
/// Firms told; those that stop the most.
const FIRMS_SHOWN_MAX: usize = 100;
/// Products named with one firm.
const PRODUCTS_SHOWN_MAX: usize = 1_000;

pub(super) fn routes() -> OpenApiRouter<AppState> {
    OpenApiRouter::new()
        .routes(routes!(list_firms, super::commands::import_firms))
        .routes(routes!(list_failures))
        .routes(routes!(show_failure))
}

#[derive(Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
struct FirmsAsked {
    /// Part of the code or of a name.
    #[param(inline, value_type = Option<Text<0, 200>>)]
    text: Option<Text<0, 200>>,
    #[param(minimum = 1, maximum = 200)]
    limit: Option<u32>,
    #[param(inline, value_type = Option<Cursor>)]
    cursor: Option<Cursor>,
    #[expect(dead_code, reason = "waited for before the handler runs")]
    at_least_position: Option<u64>,
}

#[derive(Serialize, ToSchema)]
#[schema(as = Firm)]
struct FirmOut {
    code: String,
    name: String,
    name_english: String,
    scope: String,
    #[schema(value_type = Option<schema::EnterpriseId>)]
    enterprise: Option<String>,
}

/// How many products could no longer be made without a firm.
#[derive(Serialize, ToSchema)]
#[schema(as = FirmFailure)]
struct FailureOut {
    firm: FirmOut,
    lost: u64,
}

#[derive(Serialize, ToSchema)]
#[schema(as = Failures)]
struct FailuresOut {
    products: u64,
    /// Products that can be made today: with a supplier and an alternative for every group of inputs.
    producible: u64,
    /// Firms without which a product falls, those with the most first; at most a hundred.
    firms: Vec<FailureOut>,
    /// How many firms stop something.
    stopping: u64,
    /// Firms that were not asked about, because the question took longer than the setting allows.
    not_asked: u64,
    /// Products that are made of each other; at most twenty circles.
    cycles: Vec<Vec<String>>,
    cycles_found: u64,
}

#[derive(Serialize, ToSchema)]
#[schema(as = LostProduct)]
struct LostOut {
    code: String,
    name: String,
    name_english: String,
}

#[derive(Serialize, ToSchema)]
#[schema(as = FirmFailureDetail)]
struct FailureDetailOut {
    firm: FirmOut,
    lost_count: u64,
    /// At most a thousand of them.
    lost: Vec<LostOut>,
}

fn firm(zone: &Zone, code: &str) -> Option<FirmOut> {
    let firm = zone.region.firm(code).ok()?;
    Some(FirmOut {
        code: firm.code.clone(),
        name: firm.name.clone(),
        name_english: firm.name_english.clone(),
        scope: firm.scope.clone(),
        enterprise: firm.enterprise.map(|id| id.to_string()),
    })
}

/// The firms of the register.
#[utoipa::path(get, path = "/chain/firms", tag = "chain", params(FirmsAsked),
    responses((status = 200, body = Page<FirmOut>)))]
async fn list_firms(
    State(app): State<AppState>,
    caller: Caller,
    Asked(asked): Asked<FirmsAsked>,
) -> Result<Json<Page<FirmOut>>, Problem> {
    require_desk(&caller)?;
    let page = page_request(asked.limit, asked.cursor)?;
    let text = asked.text.map(|Text(text)| text.trim().to_lowercase()).unwrap_or_default();
    app.blocking(move |app| {
        app.engine.read(|zone| {
            let is_named = |name: &String| name.to_lowercase().contains(&text);
            let found = zone
                .region
                .firms()
                .filter(|known| [&known.code, &known.name, &known.name_english].into_iter().any(is_named));
            let rows = found.filter_map(|known| Some((known.code.clone(), firm(zone, &known.code)?)));
            Ok(Json(part_page(rows, &page)))
        })
    })
    .await
}

/// Which single firm would stop what: a product needs all its inputs and any one supplier.
#[utoipa::path(get, path = "/chain/failures", tag = "chain", params(Fresh),
    responses((status = 200, body = FailuresOut)))]
async fn list_failures(
    State(app): State<AppState>,
    caller: Caller,
    _fresh: Asked<Fresh>,
) -> Result<Json<FailuresOut>, Problem> {
    require_desk(&caller)?;
    app.blocking(|app| {
        let today = app.engine.business_date();
        let (graph, steps_max) = app.engine.read(|zone| {
            let steps_max = zone.parameters.whole_number(FAILURE_STEPS_MAX, today)?;
            Ok::<_, Problem>((app.supply_graph.of(&zone.region), steps_max))
        })?;
        let mut failures = Failures::of(&graph);
        let producible = failures.producible().len();
        let (falls, not_asked) = failures.falls(steps_max.into());
        let stopping = falls.iter().filter(|fall| fall.lost > 0);
        let cycles = cycles_of(&graph);
        let named =
            |members: &Vec<usize>| members.iter().map(|member| graph.code(*member).to_owned()).collect();
        let firms = app.engine.read(|zone| {
            let shown = stopping.clone().take(FIRMS_SHOWN_MAX);
            shown
                .filter_map(|fall| {
                    let firm = firm(zone, graph.firms().get(fall.firm)?)?;
                    Some(FailureOut { firm, lost: count(fall.lost) })
                })
                .collect()
        });
        Ok(Json(FailuresOut {
            products: count(graph.products().len()),
            producible: count(producible),
            firms,
            stopping: count(stopping.count()),
            not_asked: count(not_asked),
            cycles: cycles.iter().take(CYCLES_SHOWN_MAX).map(named).collect(),
            cycles_found: count(cycles.len()),
        }))
    })
    .await
}

/// The products that could no longer be made without a firm.
#[utoipa::path(get, path = "/chain/firms/{firm}/failure", tag = "chain",
    params(("firm" = schema::RegisterCode, Path), Fresh),
    responses((status = 200, body = FailureDetailOut)))]
async fn show_failure(
    State(app): State<AppState>,
    caller: Caller,
    Named(code): Named<String>,
    _fresh: Asked<Fresh>,
) -> Result<Json<FailureDetailOut>, Problem> {
    require_desk(&caller)?;
    app.blocking(move |app| {
        let graph = app.engine.read(|zone| {
            zone.region.firm(&code)?;
            Ok::<_, Problem>(app.supply_graph.of(&zone.region))
        })?;
        // A firm that supplies nothing is not in the graph and stops nothing.
        let number = graph.firm_number(&code);
        let lost = number.map_or_else(Vec::new, |number| Failures::of(&graph).lost_without(number));
        app.engine.read(|zone| {
            let shown = lost.iter().take(PRODUCTS_SHOWN_MAX).filter_map(|number| {
                let product = zone.region.product(graph.code(*number)).ok()?;
                Some(LostOut {
                    code: product.code.clone(),
                    name: product.name.clone(),
                    name_english: product.name_english.clone(),
                })
            });
            let firm = firm(zone, &code).ok_or_else(|| Refusal::new(&UNKNOWN_FIRM))?;
            let lost_count = count(lost.len());
            Ok(Json(FailureDetailOut { firm, lost_count, lost: shown.collect() }))
        })
    })
    .await
}
