//! Into which products of the graph the technology of a contract goes.

use axum::extract::State;
use etown_domain::State as Zone;
use etown_domain::region::settings::EVIDENCE_MONTHS_MAX;
use etown_domain::technology::TechnologyCommand;
use etown_domain::technology::product::StatedProduct;
use etown_values::{CivilDate, TechnologyContractId};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

use crate::app::AppState;
use crate::caller::Caller;
use crate::command::{Answer, ChangeHeaders, Commanded, Done, change};
use crate::problem::Problem;
use crate::reading::Named;
use crate::wire::{EvidenceIn, EvidenceOut, schema};

pub(super) fn routes() -> OpenApiRouter<AppState> {
    OpenApiRouter::new().routes(routes!(state_contract_product)).routes(routes!(withdraw_contract_product))
}

/// A product that the technology of a contract is stated to go into.
#[derive(Serialize, ToSchema)]
#[schema(as = TechnologyContractProduct)]
pub(super) struct ContractProductOut {
    product: String,
    name: String,
    name_english: String,
    evidence: EvidenceOut,
}

impl ContractProductOut {
    pub(super) fn of(zone: &Zone, stated: &StatedProduct, today: CivilDate) -> Option<Self> {
        let known = zone.region.product(&stated.product).ok()?;
        let stale = (zone.parameters.whole_number(EVIDENCE_MONTHS_MAX, today).ok(), today);
        Some(Self {
            product: known.code.clone(),
            name: known.name.clone(),
            name_english: known.name_english.clone(),
            evidence: EvidenceOut::of(&stated.evidence, stated.position, stale),
        })
    }
}

#[derive(Deserialize, ToSchema)]
#[schema(as = NewTechnologyContractProduct)]
#[serde(deny_unknown_fields)]
struct ProductIn {
    #[schema(value_type = schema::RegisterCode)]
    product: String,
    evidence: EvidenceIn,
}

#[derive(Deserialize, ToSchema)]
#[schema(as = WithdrawnTechnologyContractProduct)]
#[serde(deny_unknown_fields)]
struct WithdrawnIn {
    #[schema(value_type = schema::RegisterCode)]
    product: String,
    #[schema(min_length = 3, max_length = 2000)]
    reason: String,
}

/// State into which product the technology of a contract goes; for its parties and the desk.
#[utoipa::path(post, path = "/technology-contracts/{technology_contract}/products", tag = "technology",
    params(("technology_contract" = schema::TechnologyContractId, Path), ChangeHeaders), request_body = ProductIn,
    responses((status = 200, body = Answer)))]
async fn state_contract_product(
    State(app): State<AppState>,
    caller: Caller,
    Named(contract): Named<TechnologyContractId>,
    Commanded { content, envelope }: Commanded<ProductIn>,
) -> Result<Done, Problem> {
    let revision = envelope.revision()?;
    let ProductIn { product, evidence } = content;
    let wanted = TechnologyCommand::StateProduct { contract, revision, product, evidence: evidence.into() };
    change(&app, &caller, &envelope, wanted).await
}

/// Withdraw that the technology of a contract goes into a product, with a reason.
#[utoipa::path(post, path = "/technology-contracts/{technology_contract}/products/withdraw", tag = "technology",
    params(("technology_contract" = schema::TechnologyContractId, Path), ChangeHeaders), request_body = WithdrawnIn,
    responses((status = 200, body = Answer)))]
async fn withdraw_contract_product(
    State(app): State<AppState>,
    caller: Caller,
    Named(contract): Named<TechnologyContractId>,
    Commanded { content, envelope }: Commanded<WithdrawnIn>,
) -> Result<Done, Problem> {
    let revision = envelope.revision()?;
    let WithdrawnIn { product, reason } = content;
    let wanted = TechnologyCommand::WithdrawProduct { contract, revision, product, reason };
    change(&app, &caller, &envelope, wanted).await
}
