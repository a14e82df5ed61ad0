//! Enterprises, groups and mandates.

mod registers;

use axum::Json;
use axum::extract::State;
use etown_domain::kernel::parties::{PartyEvent, UNKNOWN_ENTERPRISE};
use etown_domain::{Command, Event, Refusal, ZoneCommand};
use etown_engine::query::EnterpriseRow;
use etown_values::{CreditCode, EnterpriseId};
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

use crate::app::AppState;
use crate::caller::Caller;
use crate::command::{Answer, Commanded, Done, KeyHeader, command};
use crate::problem::Problem;
use crate::reading::{Asked, Fresh, Named};
use crate::wire::{CreditClass, Cursor, Page, Text, page_request, schema};

pub(super) fn routes() -> OpenApiRouter<AppState> {
    OpenApiRouter::new()
        .routes(routes!(list_enterprises, register_enterprise))
        .routes(routes!(show_enterprise))
        .routes(routes!(change_credit_class))
        .merge(registers::routes())
}

#[derive(Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
struct EnterprisesAsked {
    /// Part of a name, or of the credit code.
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
#[schema(as = Enterprise)]
struct EnterpriseOut {
    #[schema(value_type = schema::EnterpriseId)]
    id: String,
    #[schema(value_type = schema::CreditCode)]
    credit_code: String,
    /// Registered name as on the business licence.
    name: String,
    name_english: String,
    credit_class: CreditClass,
    #[schema(value_type = Option<schema::GroupId>)]
    group: Option<String>,
    group_name: Option<String>,
    book_count: u64,
}

#[derive(Deserialize, ToSchema)]
#[schema(as = NewEnterprise)]
#[serde(deny_unknown_fields)]
struct EnterpriseIn {
    #[schema(value_type = schema::CreditCode)]
    credit_code: CreditCode,
    #[schema(min_length = 1, max_length = 200)]
    name: String,
    #[schema(min_length = 1, max_length = 200)]
    name_english: String,
    credit_class: CreditClass,
}

#[derive(Deserialize, ToSchema)]
#[schema(as = NewCreditClass)]
#[serde(deny_unknown_fields)]
struct CreditClassIn {
    credit_class: CreditClass,
    #[schema(min_length = 1, max_length = 200)]
    reason: String,
}

impl From<EnterpriseRow> for EnterpriseOut {
    fn from(row: EnterpriseRow) -> Self {
        Self {
            id: row.id.to_string(),
            credit_code: row.credit_code.to_string(),
            name: row.name,
            name_english: row.name_english,
            credit_class: row.credit_class.into(),
            group: row.group_id.map(|id| id.to_string()),
            group_name: row.group_name,
            book_count: row.book_count,
        }
    }
}

/// The enterprises that the caller may see.
#[utoipa::path(get, path = "/enterprises", tag = "parties", params(EnterprisesAsked),
    responses((status = 200, body = Page<EnterpriseOut>)))]
async fn list_enterprises(
    State(app): State<AppState>,
    caller: Caller,
    Asked(asked): Asked<EnterprisesAsked>,
) -> Result<Json<Page<EnterpriseOut>>, Problem> {
    let scope = caller.register_scope()?;
    let page = page_request(asked.limit, asked.cursor)?;
    app.blocking(move |app| {
        let found =
            app.queries()?.enterprises(&scope, asked.text.as_ref().map(|text| text.0.as_str()), &page)?;
        Ok(Json(Page::of(found)))
    })
    .await
}

/// Register an enterprise.
#[utoipa::path(post, path = "/enterprises", tag = "parties", params(KeyHeader), request_body = EnterpriseIn,
    responses((status = 201, body = Answer)))]
async fn register_enterprise(
    State(app): State<AppState>,
    caller: Caller,
    Commanded { content, envelope }: Commanded<EnterpriseIn>,
) -> Result<Done, Problem> {
    let wanted = Command::Zone(ZoneCommand::RegisterEnterprise {
        credit_code: content.credit_code,
        name: content.name,
        name_english: content.name_english,
        credit_class: content.credit_class.into(),
    });
    let answer = command(&app, &caller, &envelope, wanted).await?;
    Ok(Done::made(&answer, "enterprises", |event| match event {
        Event::Party(PartyEvent::EnterpriseRegistered(enterprise)) => Some(enterprise.id.to_string()),
        _ => None,
    }))
}

/// One enterprise.
#[utoipa::path(get, path = "/enterprises/{enterprise}", tag = "parties",
    params(("enterprise" = schema::EnterpriseId, Path), Fresh), responses((status = 200, body = EnterpriseOut)))]
async fn show_enterprise(
    State(app): State<AppState>,
    caller: Caller,
    Named(enterprise): Named<EnterpriseId>,
    _fresh: Asked<Fresh>,
) -> Result<Json<EnterpriseOut>, Problem> {
    let scope = caller.scope()?;
    app.blocking(move |app| {
        let found = app.queries()?.enterprise(&scope, enterprise)?;
        let row = found.ok_or_else(|| Refusal::new(&UNKNOWN_ENTERPRISE))?;
        Ok(Json(row.into()))
    })
    .await
}

/// Change the customs credit class of an enterprise.
#[utoipa::path(post, path = "/enterprises/{enterprise}/credit-class", tag = "parties",
    params(("enterprise" = schema::EnterpriseId, Path), KeyHeader), request_body = CreditClassIn,
    responses((status = 200, body = Answer)))]
async fn change_credit_class(
    State(app): State<AppState>,
    caller: Caller,
    Named(enterprise): Named<EnterpriseId>,
    Commanded { content, envelope }: Commanded<CreditClassIn>,
) -> Result<Done, Problem> {
    let wanted = Command::Zone(ZoneCommand::ChangeCreditClass {
        enterprise,
        credit_class: content.credit_class.into(),
        reason: content.reason,
    });
    Ok(Done::changed(&command(&app, &caller, &envelope, wanted).await?))
}
