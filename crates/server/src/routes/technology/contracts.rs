//! Technology contracts: filed by the provider, registered by another person, and what they bring.

use axum::Json;
use axum::extract::State;
use axum::http::HeaderMap;
use axum::response::Response;
use etown_domain::technology::contract::{Contract, ContractContent};
use etown_domain::technology::refusal::UNKNOWN_TECHNOLOGY_CONTRACT;
use etown_domain::technology::{TechnologyCommand, TechnologyEvent};
use etown_domain::{Command, Event, ReadScope, Refusal, Role};
use etown_values::{CivilDate, DisclosureId, TechnologyContractId};
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

use super::super::books::ReasonIn;
use super::products::ContractProductOut;
use super::wire::{HolderIn, HolderOut, TechnologyContractKind, TechnologyContractStatus, covers};
use crate::app::AppState;
use crate::caller::Caller;
use crate::command::{Answer, ChangeHeaders, Commanded, Done, KeyHeader, Nothing, change, command};
use crate::problem::Problem;
use crate::reading::{Asked, Fresh, Named, tagged};
use crate::wire::{Cursor, Page, Yuan, page_request, part_page, schema};

pub(super) fn routes() -> OpenApiRouter<AppState> {
    OpenApiRouter::new()
        .routes(routes!(list_technology_contracts, file_technology_contract))
        .routes(routes!(show_technology_contract))
        .routes(routes!(register_technology_contract))
        .routes(routes!(return_technology_contract))
        .routes(routes!(report_technology_income))
}

#[derive(Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
struct ContractsAsked {
    #[param(value_type = Option<schema::DisclosureId>)]
    disclosure: Option<DisclosureId>,
    #[param(inline)]
    status: Option<TechnologyContractStatus>,
    #[param(minimum = 1, maximum = 200)]
    limit: Option<u32>,
    #[param(inline, value_type = Option<Cursor>)]
    cursor: Option<Cursor>,
    #[expect(dead_code, reason = "waited for before the handler runs")]
    at_least_position: Option<u64>,
}

#[derive(Deserialize, ToSchema)]
#[schema(as = NewTechnologyContract)]
#[serde(deny_unknown_fields)]
struct ContractIn {
    /// The accepted disclosure that it is about; its owner is the provider.
    #[schema(value_type = schema::DisclosureId)]
    disclosure: DisclosureId,
    kind: TechnologyContractKind,
    /// The parties' own number of the contract.
    #[schema(min_length = 1, max_length = 200)]
    number: String,
    recipient: HolderIn,
    #[schema(value_type = schema::Date)]
    signed_on: CivilDate,
    #[schema(value_type = schema::Yuan)]
    total_price_yuan: Yuan,
    /// What of the price is for technology.
    #[schema(value_type = schema::Yuan)]
    technology_price_yuan: Yuan,
    /// For how long a licence is given; for licences alone.
    #[schema(minimum = 1, maximum = 1200)]
    licence_months: Option<u32>,
}

#[derive(Deserialize, ToSchema)]
#[schema(as = NewTechnologyIncome)]
#[serde(deny_unknown_fields)]
struct IncomeIn {
    #[schema(value_type = schema::Date)]
    received_on: CivilDate,
    /// Net income, after its costs.
    #[schema(value_type = schema::Yuan)]
    amount_yuan: Yuan,
}

#[derive(Serialize, ToSchema)]
#[schema(as = TechnologyIncome)]
struct IncomeOut {
    #[schema(value_type = schema::Date)]
    received_on: String,
    #[schema(value_type = schema::Yuan)]
    amount_yuan: Yuan,
    /// The entry whose receipt proves it.
    position: u64,
}

#[derive(Serialize, ToSchema)]
#[schema(as = TechnologyContract)]
struct ContractOut {
    #[schema(value_type = schema::TechnologyContractId)]
    id: String,
    number: String,
    kind: TechnologyContractKind,
    status: TechnologyContractStatus,
    #[schema(value_type = schema::DisclosureId)]
    disclosure: String,
    disclosure_title: String,
    provider: HolderOut,
    recipient: HolderOut,
    #[schema(value_type = schema::Date)]
    signed_on: String,
    #[schema(value_type = schema::Date)]
    filed_on: String,
    #[schema(value_type = schema::Yuan)]
    total_price_yuan: Yuan,
    #[schema(value_type = schema::Yuan)]
    technology_price_yuan: Yuan,
    licence_months: Option<u32>,
    registration_number: Option<String>,
    #[schema(value_type = Option<schema::Date>)]
    registered_on: Option<String>,
    /// The entry whose receipt proves the registration.
    registered_position: Option<u64>,
    returned_because: Option<String>,
    /// What the provider reported; shown to the provider and the desk.
    income: Vec<IncomeOut>,
    /// The products of the graph that it is stated to go into.
    products: Vec<ContractProductOut>,
    /// Whether the caller filed it; then someone else registers it.
    is_own: bool,
    position: u64,
    revision: u64,
}

impl From<ContractIn> for ContractContent {
    fn from(content: ContractIn) -> Self {
        Self {
            disclosure: content.disclosure,
            kind: content.kind.into(),
            number: content.number,
            recipient: content.recipient.into(),
            signed_on: content.signed_on,
            total_price: content.total_price_yuan.0,
            technology_price: content.technology_price_yuan.0,
            licence_months: content.licence_months,
        }
    }
}

impl ContractOut {
    fn of(
        state: &etown_domain::State,
        found: &Contract,
        (caller, scope): (&Caller, &ReadScope),
        today: CivilDate,
    ) -> Self {
        let content = &found.content;
        let disclosure = state.technology.disclosure(content.disclosure);
        let registration = found.registration.as_ref();
        let reads_income = covers(scope, &found.provider);
        let income = found.income.iter().filter(|_| reads_income).map(|income| IncomeOut {
            received_on: income.received_on.to_string(),
            amount_yuan: Yuan(income.amount),
            position: income.position,
        });
        let products =
            found.products.values().filter_map(|stated| ContractProductOut::of(state, stated, today));
        Self {
            id: found.id.to_string(),
            number: content.number.clone(),
            kind: content.kind.into(),
            status: found.status().into(),
            disclosure: content.disclosure.to_string(),
            disclosure_title: disclosure.map(|found| found.content.title.clone()).unwrap_or_default(),
            provider: HolderOut::of(state, &found.provider),
            recipient: HolderOut::of(state, &content.recipient),
            signed_on: content.signed_on.to_string(),
            filed_on: found.filed_on.to_string(),
            total_price_yuan: Yuan(content.total_price),
            technology_price_yuan: Yuan(content.technology_price),
            licence_months: content.licence_months,
            registration_number: registration.map(|registration| registration.number.clone()),
            registered_on: registration.map(|registration| registration.on.to_string()),
            registered_position: registration.map(|registration| registration.position),
            returned_because: found.returned.clone(),
            income: income.collect(),
            products: products.collect(),
            is_own: found.maker == caller.actor(),
            position: found.position,
            revision: found.revision,
        }
    }
}

/// Both parties may read a contract.
fn is_visible(scope: &ReadScope, contract: &Contract) -> bool {
    covers(scope, &contract.provider) || covers(scope, &contract.content.recipient)
}

/// The technology contracts that the caller may see.
#[utoipa::path(get, path = "/technology-contracts", tag = "technology", params(ContractsAsked),
    responses((status = 200, body = Page<ContractOut>)))]
async fn list_technology_contracts(
    State(app): State<AppState>,
    caller: Caller,
    Asked(asked): Asked<ContractsAsked>,
) -> Result<Json<Page<ContractOut>>, Problem> {
    let scope = caller.scope_at(Role::InvestmentOfficer)?;
    let page = page_request(asked.limit, asked.cursor)?;
    let status = asked.status.map(Into::into);
    app.blocking(move |app| {
        let today = app.engine.business_date();
        Ok(Json(app.engine.read(|state| {
            let visible = state.technology.contracts().filter(|found| is_visible(&scope, found));
            let wanted = visible
                .filter(|found| asked.disclosure.is_none_or(|about| found.content.disclosure == about))
                .filter(|found| status.is_none_or(|status| found.status() == status));
            let rows = wanted
                .map(|found| (found.id.to_string(), ContractOut::of(state, found, (&caller, &scope), today)));
            part_page(rows, &page)
        })))
    })
    .await
}

/// File a contract about an accepted disclosure.
#[utoipa::path(post, path = "/technology-contracts", tag = "technology", params(KeyHeader),
    request_body = ContractIn, responses((status = 201, body = Answer)))]
async fn file_technology_contract(
    State(app): State<AppState>,
    caller: Caller,
    Commanded { content, envelope }: Commanded<ContractIn>,
) -> Result<Done, Problem> {
    let wanted = Command::Technology(TechnologyCommand::FileContract { content: content.into() });
    let answer = command(&app, &caller, &envelope, wanted).await?;
    Ok(Done::made(&answer, "technology-contracts", |event| match event {
        Event::Technology(TechnologyEvent::ContractFiled { contract, .. }) => Some(contract.to_string()),
        _ => None,
    }))
}

/// One contract, with the `ETag` that its commands want as If-Match.
#[utoipa::path(get, path = "/technology-contracts/{technology_contract}", tag = "technology",
    params(("technology_contract" = schema::TechnologyContractId, Path), Fresh),
    responses((status = 200, body = ContractOut, headers(("ETag" = String, description = "Revision and digest."))),
        (status = 304, description = "It is as If-None-Match knows it.")))]
async fn show_technology_contract(
    State(app): State<AppState>,
    caller: Caller,
    headers: HeaderMap,
    Named(contract): Named<TechnologyContractId>,
    _fresh: Asked<Fresh>,
) -> Result<Response, Problem> {
    let scope = caller.scope_at(Role::InvestmentOfficer)?;
    app.blocking(move |app| {
        let today = app.engine.business_date();
        let shown = app.engine.read(|state| {
            let found = state.technology.contract(contract).filter(|found| is_visible(&scope, found))?;
            Some(ContractOut::of(state, found, (&caller, &scope), today))
        });
        let shown = shown.ok_or_else(|| Refusal::new(&UNKNOWN_TECHNOLOGY_CONTRACT))?;
        tagged(&headers, shown.revision, &shown)
    })
    .await
}

/// Register a contract that somebody else filed.
#[utoipa::path(post, path = "/technology-contracts/{technology_contract}/register", tag = "technology",
    params(("technology_contract" = schema::TechnologyContractId, Path), ChangeHeaders), request_body = Nothing,
    responses((status = 200, body = Answer)))]
async fn register_technology_contract(
    State(app): State<AppState>,
    caller: Caller,
    Named(contract): Named<TechnologyContractId>,
    Commanded { envelope, .. }: Commanded<Nothing>,
) -> Result<Done, Problem> {
    let revision = envelope.revision()?;
    change(&app, &caller, &envelope, TechnologyCommand::RegisterContract { contract, revision }).await
}

/// Return a contract that somebody else filed; it is filed anew.
#[utoipa::path(post, path = "/technology-contracts/{technology_contract}/return", tag = "technology",
    params(("technology_contract" = schema::TechnologyContractId, Path), ChangeHeaders), request_body = ReasonIn,
    responses((status = 200, body = Answer)))]
async fn return_technology_contract(
    State(app): State<AppState>,
    caller: Caller,
    Named(contract): Named<TechnologyContractId>,
    Commanded { content, envelope }: Commanded<ReasonIn>,
) -> Result<Done, Problem> {
    let revision = envelope.revision()?;
    let reason = content.reason;
    change(&app, &caller, &envelope, TechnologyCommand::ReturnContract { contract, revision, reason }).await
}

/// Report net income from a registered contract.
#[utoipa::path(post, path = "/technology-contracts/{technology_contract}/income", tag = "technology",
    params(("technology_contract" = schema::TechnologyContractId, Path), ChangeHeaders), request_body = IncomeIn,
    responses((status = 200, body = Answer)))]
async fn report_technology_income(
    State(app): State<AppState>,
    caller: Caller,
    Named(contract): Named<TechnologyContractId>,
    Commanded { content, envelope }: Commanded<IncomeIn>,
) -> Result<Done, Problem> {
    let revision = envelope.revision()?;
    let IncomeIn { received_on, amount_yuan: Yuan(amount) } = content;
    let wanted = TechnologyCommand::ReportIncome { contract, revision, received_on, amount };
    change(&app, &caller, &envelope, wanted).await
}
