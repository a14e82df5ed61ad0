//! The registers that join enterprises: groups and mandates.

use axum::Json;
use axum::extract::State;
use etown_domain::kernel::parties::PartyEvent;
use etown_domain::{Command, Event, ZoneCommand};
use etown_engine::query::{GroupRow, MandateRow};
use etown_values::{CivilDate, EnterpriseId, MandateId};
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

use crate::app::AppState;
use crate::caller::Caller;
use crate::command::{Answer, Commanded, Done, KeyHeader, Nothing, command};
use crate::problem::Problem;
use crate::reading::{Asked, Named};
use crate::wire::{Cursor, Page, page_request, schema};

pub(super) fn routes() -> OpenApiRouter<AppState> {
    OpenApiRouter::new()
        .routes(routes!(list_groups, form_group))
        .routes(routes!(list_mandates, give_mandate))
        .routes(routes!(revoke_mandate))
}

#[derive(Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
struct PageAsked {
    #[param(minimum = 1, maximum = 200)]
    limit: Option<u32>,
    #[param(inline, value_type = Option<Cursor>)]
    cursor: Option<Cursor>,
    #[expect(dead_code, reason = "waited for before the handler runs")]
    at_least_position: Option<u64>,
}

#[derive(Serialize, ToSchema)]
#[schema(as = Group)]
struct GroupOut {
    #[schema(value_type = schema::GroupId)]
    id: String,
    name: String,
    #[schema(value_type = schema::EnterpriseId)]
    lead: String,
    lead_name: String,
    member_count: u64,
}

#[derive(Deserialize, ToSchema)]
#[schema(as = NewGroup)]
#[serde(deny_unknown_fields)]
struct GroupIn {
    #[schema(min_length = 1, max_length = 200)]
    name: String,
    #[schema(value_type = schema::EnterpriseId)]
    lead: EnterpriseId,
    /// The members, the lead among them.
    #[schema(value_type = Vec<schema::EnterpriseId>)]
    members: Vec<EnterpriseId>,
}

#[derive(Serialize, ToSchema)]
#[schema(as = Mandate)]
struct MandateOut {
    #[schema(value_type = schema::MandateId)]
    id: String,
    #[schema(value_type = schema::EnterpriseId)]
    principal: String,
    principal_name: String,
    #[schema(value_type = schema::EnterpriseId)]
    agent: String,
    agent_name: String,
    #[schema(value_type = schema::Date)]
    valid_from: String,
    /// The last day, included.
    #[schema(value_type = schema::Date)]
    valid_until: String,
    given_position: u64,
    /// Absent while the mandate stands.
    revoked_position: Option<u64>,
}

#[derive(Deserialize, ToSchema)]
#[schema(as = NewMandate)]
#[serde(deny_unknown_fields)]
struct MandateIn {
    /// Who gives the mandate.
    #[schema(value_type = schema::EnterpriseId)]
    principal: EnterpriseId,
    /// Who may act for it.
    #[schema(value_type = schema::EnterpriseId)]
    agent: EnterpriseId,
    #[schema(value_type = schema::Date)]
    valid_from: CivilDate,
    /// The last day, included.
    #[schema(value_type = schema::Date)]
    valid_until: CivilDate,
}

impl From<GroupRow> for GroupOut {
    fn from(row: GroupRow) -> Self {
        Self {
            id: row.id.to_string(),
            name: row.name,
            lead: row.lead.to_string(),
            lead_name: row.lead_name,
            member_count: row.member_count,
        }
    }
}

impl From<MandateRow> for MandateOut {
    fn from(row: MandateRow) -> Self {
        Self {
            id: row.id.to_string(),
            principal: row.principal.to_string(),
            principal_name: row.principal_name,
            agent: row.agent.to_string(),
            agent_name: row.agent_name,
            valid_from: row.valid_from.to_string(),
            valid_until: row.valid_until.to_string(),
            given_position: row.given_position,
            revoked_position: row.revoked_position,
        }
    }
}

/// The groups with an enterprise that the caller may see.
#[utoipa::path(get, path = "/groups", tag = "parties", params(PageAsked),
    responses((status = 200, body = Page<GroupOut>)))]
async fn list_groups(
    State(app): State<AppState>,
    caller: Caller,
    Asked(asked): Asked<PageAsked>,
) -> Result<Json<Page<GroupOut>>, Problem> {
    let scope = caller.scope()?;
    let page = page_request(asked.limit, asked.cursor)?;
    app.blocking(move |app| Ok(Json(Page::of(app.queries()?.groups(&scope, &page)?)))).await
}

/// Form a group of enterprises.
#[utoipa::path(post, path = "/groups", tag = "parties", params(KeyHeader), request_body = GroupIn,
    responses((status = 201, body = Answer)))]
async fn form_group(
    State(app): State<AppState>,
    caller: Caller,
    Commanded { content, envelope }: Commanded<GroupIn>,
) -> Result<Done, Problem> {
    let wanted = Command::Zone(ZoneCommand::FormGroup {
        name: content.name,
        lead: content.lead,
        members: content.members,
    });
    let answer = command(&app, &caller, &envelope, wanted).await?;
    Ok(Done::registered(&answer, |event| match event {
        Event::Party(PartyEvent::GroupFormed(group)) => Some(group.id.to_string()),
        _ => None,
    }))
}

/// The mandates that an enterprise of the caller gave or was given.
#[utoipa::path(get, path = "/mandates", tag = "parties", params(PageAsked),
    responses((status = 200, body = Page<MandateOut>)))]
async fn list_mandates(
    State(app): State<AppState>,
    caller: Caller,
    Asked(asked): Asked<PageAsked>,
) -> Result<Json<Page<MandateOut>>, Problem> {
    let scope = caller.scope()?;
    let page = page_request(asked.limit, asked.cursor)?;
    app.blocking(move |app| Ok(Json(Page::of(app.queries()?.mandates(&scope, &page)?)))).await
}

/// Give another enterprise a mandate.
#[utoipa::path(post, path = "/mandates", tag = "parties", params(KeyHeader), request_body = MandateIn,
    responses((status = 201, body = Answer)))]
async fn give_mandate(
    State(app): State<AppState>,
    caller: Caller,
    Commanded { content, envelope }: Commanded<MandateIn>,
) -> Result<Done, Problem> {
    let wanted = Command::Zone(ZoneCommand::GiveMandate {
        principal: content.principal,
        agent: content.agent,
        valid_from: content.valid_from,
        valid_until: content.valid_until,
    });
    let answer = command(&app, &caller, &envelope, wanted).await?;
    Ok(Done::registered(&answer, |event| match event {
        Event::Party(PartyEvent::MandateGiven(mandate)) => Some(mandate.id.to_string()),
        _ => None,
    }))
}

/// Revoke a mandate.
#[utoipa::path(post, path = "/mandates/{mandate}/revoke", tag = "parties",
    params(("mandate" = schema::MandateId, Path), KeyHeader), request_body = Nothing,
    responses((status = 200, body = Answer)))]
async fn revoke_mandate(
    State(app): State<AppState>,
    caller: Caller,
    Named(mandate): Named<MandateId>,
    Commanded { envelope, .. }: Commanded<Nothing>,
) -> Result<Done, Problem> {
    let wanted = Command::Zone(ZoneCommand::RevokeMandate { mandate });
    Ok(Done::changed(&command(&app, &caller, &envelope, wanted).await?))
}
