//! Chains, and what is missing or weak in them at the scopes that lie in each other.

use axum::Json;
use axum::extract::State;
use etown_domain::State as Zone;
use etown_domain::kernel::scopes::UNKNOWN_SCOPE;
use etown_domain::region::links::{Standing, chain_links, completeness, standing};
use etown_domain::region::product::Chain;
use etown_domain::region::settings::WEAK_SUPPLIERS_MAX;
use etown_domain::{Refusal, kernel::scopes::Scope};
use etown_values::{CivilDate, Decimal, Ratio, Rounding};
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

use super::products::count;
use crate::app::AppState;
use crate::caller::Caller;
use crate::problem::Problem;
use crate::reading::{Asked, Fresh, Named};
use crate::wire::{Text, schema};

/// Decimals that a share is shown with, half to even.
const DECIMALS: u32 = 4;

pub(super) fn routes() -> OpenApiRouter<AppState> {
    OpenApiRouter::new()
        .routes(routes!(list_chains, super::commands::define_chain))
        .routes(routes!(show_chain_links))
}

#[derive(Serialize, ToSchema)]
#[schema(as = Chain)]
struct ChainOut {
    code: String,
    name: String,
    name_english: String,
    source: String,
    nodes: u64,
}

#[derive(Serialize, ToSchema)]
#[schema(as = Chains)]
struct ChainsOut {
    chains: Vec<ChainOut>,
}

impl ChainOut {
    fn of(chain: &Chain) -> Self {
        Self {
            code: chain.code.clone(),
            name: chain.name.clone(),
            name_english: chain.name_english.clone(),
            source: chain.source.clone(),
            nodes: count(chain.nodes.len()),
        }
    }
}

#[derive(Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
struct LinksAsked {
    /// The scope to look from; the zone itself if left out.
    #[param(inline, value_type = Option<Text<1, 40>>)]
    scope: Option<Text<1, 40>>,
    #[expect(dead_code, reason = "waited for before the handler runs")]
    at_least_position: Option<u64>,
}

/// How complete the chain is in one scope.
#[derive(Serialize, ToSchema)]
#[schema(as = ScopeCompleteness)]
struct CompletenessOut {
    scope: String,
    name: String,
    name_english: String,
    present: u64,
    nodes: u64,
    weight_present: u64,
    weight: u64,
    #[schema(value_type = Option<schema::DecimalText>)]
    by_count: Option<String>,
    #[schema(value_type = Option<schema::DecimalText>)]
    by_weight: Option<String>,
    missing_required: Vec<String>,
    missing_optional: Vec<String>,
    weak: Vec<String>,
}

/// How a node stands, seen from the smallest scope.
#[derive(Clone, Copy, Debug, Serialize, ToSchema)]
#[serde(rename_all = "snake_case")]
#[schema(as = NodeStanding)]
enum StandingOut {
    Sound,
    Weak,
    Missing,
}

#[derive(Serialize, ToSchema)]
#[schema(as = ChainNode)]
struct NodeOut {
    product: String,
    name: String,
    name_english: String,
    weight: u64,
    is_required: bool,
    standing: StandingOut,
    /// The largest scope in which it is missing.
    missing_in: Option<String>,
    /// Suppliers in each scope, in the order of the scopes.
    suppliers: Vec<u64>,
    /// How many of them are declared rather than inferred.
    declared: Vec<u64>,
}

#[derive(Serialize, ToSchema)]
#[schema(as = ChainLinks)]
struct LinksOut {
    chain: ChainOut,
    /// A product with as many suppliers or fewer, but not none, is weak.
    weak_suppliers_max: u64,
    /// Whether that number was verified; if not it is a setting of the zone.
    is_verified: bool,
    /// From the smallest to the largest.
    scopes: Vec<CompletenessOut>,
    nodes: Vec<NodeOut>,
}

/// The chains that the zone wants to see whole.
#[utoipa::path(get, path = "/chain/chains", tag = "chain", params(Fresh),
    responses((status = 200, body = ChainsOut)))]
async fn list_chains(
    State(app): State<AppState>,
    caller: Caller,
    _fresh: Asked<Fresh>,
) -> Result<Json<ChainsOut>, Problem> {
    caller.scope()?;
    app.blocking(|app| {
        let chains = app.engine.read(|zone| zone.region.chains().map(ChainOut::of).collect());
        Ok(Json(ChainsOut { chains }))
    })
    .await
}

/// What is missing or weak in a chain, in a scope and in those around it.
#[utoipa::path(get, path = "/chain/chains/{chain}/links", tag = "chain",
    params(("chain" = schema::RegisterCode, Path), LinksAsked),
    responses((status = 200, body = LinksOut)))]
async fn show_chain_links(
    State(app): State<AppState>,
    caller: Caller,
    Named(chain): Named<String>,
    Asked(asked): Asked<LinksAsked>,
) -> Result<Json<LinksOut>, Problem> {
    caller.scope()?;
    let scope = asked.scope.map(|Text(scope)| scope);
    app.blocking(move |app| {
        let today = app.engine.business_date();
        app.engine.read(|zone| links(zone, &chain, scope.as_deref(), today)).map(Json)
    })
    .await
}

fn links(zone: &Zone, chain: &str, from: Option<&str>, today: CivilDate) -> Result<LinksOut, Problem> {
    let chain = zone.region.chain(chain)?;
    let from: &Scope = match from {
        Some(code) => zone.scopes.scope(code).map_err(|refusal| refusal.at("scope"))?,
        None => zone.scopes.home().ok_or_else(|| Refusal::new(&UNKNOWN_SCOPE))?,
    };
    let weak = zone.parameters.whole_number(WEAK_SUPPLIERS_MAX, today)?;
    let is_verified = zone.parameters.value(WEAK_SUPPLIERS_MAX, today).is_some_and(|value| value.is_verified);
    let found = chain_links(&zone.region, &zone.scopes, chain, &from.code);
    let product = |place: usize| chain.nodes.get(place).map(|node| node.product.clone()).unwrap_or_default();
    let named = |places: &[usize]| places.iter().map(|place| product(*place)).collect();
    let scopes = found.scopes.iter().enumerate().map(|(place, scope)| {
        let complete = completeness(&found.nodes, place, weak.into());
        CompletenessOut {
            scope: scope.code.clone(),
            name: scope.name.clone(),
            name_english: scope.name_english.clone(),
            present: complete.present,
            nodes: complete.nodes,
            weight_present: complete.weight_present,
            weight: complete.weight,
            by_count: complete.by_count().and_then(shown),
            by_weight: complete.by_weight().and_then(shown),
            missing_required: named(&complete.missing_required),
            missing_optional: named(&complete.missing_optional),
            weak: named(&complete.weak),
        }
    });
    let nodes =
        found.nodes.iter().zip(&found.declared).enumerate().filter_map(|(place, (node, declared))| {
            let known = zone.region.product(&product(place)).ok()?;
            let (standing, missing_in) = match standing(&node.suppliers, weak.into()) {
                Standing::Sound => (StandingOut::Sound, None),
                Standing::Weak => (StandingOut::Weak, None),
                Standing::Missing { largest } => {
                    (StandingOut::Missing, found.scopes.get(largest).map(|scope| scope.code.clone()))
                }
            };
            Some(NodeOut {
                product: known.code.clone(),
                name: known.name.clone(),
                name_english: known.name_english.clone(),
                weight: node.weight,
                is_required: node.is_required,
                standing,
                missing_in,
                suppliers: node.suppliers.clone(),
                declared: declared.clone(),
            })
        });
    Ok(LinksOut {
        chain: ChainOut::of(chain),
        weak_suppliers_max: weak.into(),
        is_verified,
        scopes: scopes.collect(),
        nodes: nodes.collect(),
    })
}

fn shown(share: Ratio) -> Option<String> {
    let decimal: Decimal<DECIMALS> = share.to_decimal(Rounding::HalfEven).ok()?;
    Some(decimal.to_string())
}
