//! Users and their grants.

mod people;

use axum::Json;
use axum::extract::State;
use etown_domain::kernel::access::{AccessEvent, GrantScope};
use etown_domain::{Command, Event, ZoneCommand};
use etown_engine::query::{GrantRow, UserRow};
use etown_values::{EnterpriseId, GrantId, UserId};
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

use crate::app::AppState;
use crate::caller::Caller;
use crate::command::{Answer, Commanded, Done, KeyHeader, Nothing, command};
use crate::problem::Problem;
use crate::reading::{Asked, Named};
use crate::wire::{Cursor, Page, Role, page_request, schema};

pub(super) fn routes() -> OpenApiRouter<AppState> {
    OpenApiRouter::new()
        .routes(routes!(list_users))
        .merge(people::routes())
        .routes(routes!(grant_role))
        .routes(routes!(revoke_grant))
}

#[derive(Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
struct UsersAsked {
    #[param(minimum = 1, maximum = 200)]
    limit: Option<u32>,
    #[param(inline, value_type = Option<Cursor>)]
    cursor: Option<Cursor>,
    #[expect(dead_code, reason = "waited for before the handler runs")]
    at_least_position: Option<u64>,
}

#[derive(Serialize, ToSchema)]
#[schema(as = User)]
struct UserOut {
    #[schema(value_type = schema::UserId)]
    user: String,
    /// Absent for a user whose personal data was erased.
    login: Option<String>,
    display_name: Option<String>,
    has_password: bool,
    #[schema(value_type = schema::Instant)]
    registered_at: String,
    grants: Vec<GrantOut>,
}

#[derive(Serialize, ToSchema)]
#[schema(as = Grant)]
struct GrantOut {
    #[schema(value_type = schema::GrantId)]
    grant: String,
    role: Role,
    /// The enterprise that the role is held for; absent for the whole zone.
    #[schema(value_type = Option<schema::EnterpriseId>)]
    enterprise: Option<String>,
    enterprise_name: Option<String>,
    /// The journal position of the entry that granted it.
    granted_position: u64,
}

#[derive(Deserialize, ToSchema)]
#[schema(as = NewGrant)]
#[serde(deny_unknown_fields)]
struct GrantIn {
    role: Role,
    /// Wanted for an enterprise role, and for no other.
    #[schema(value_type = Option<schema::EnterpriseId>)]
    enterprise: Option<EnterpriseId>,
}

/// The users of the zone with their grants.
#[utoipa::path(get, path = "/users", tag = "users", params(UsersAsked),
    responses((status = 200, body = Page<UserOut>)))]
async fn list_users(
    State(app): State<AppState>,
    caller: Caller,
    Asked(asked): Asked<UsersAsked>,
) -> Result<Json<Page<UserOut>>, Problem> {
    caller.people_scope()?;
    let scope = caller.zone_scope()?;
    let page = page_request(asked.limit, asked.cursor)?;
    app.blocking(move |app| {
        let (now, purpose) = (app.engine.now(), "register of users");
        app.engine.access_log().personal_data_read(now, caller.actor(), "users", purpose);
        let found = app.queries()?.users(&scope, &page)?;
        let rows = found.rows.into_iter().map(|row| user_out(app, row)).collect::<Result<_, _>>()?;
        Ok(Json(Page { rows, next_cursor: found.next_cursor }))
    })
    .await
}

fn user_out(app: &AppState, row: UserRow) -> Result<UserOut, Problem> {
    let person = app.credentials.user(row.user)?;
    Ok(UserOut {
        user: row.user.to_string(),
        has_password: person.as_ref().is_some_and(|person| person.has_password),
        login: person.as_ref().map(|person| person.login.clone()),
        display_name: person.map(|person| person.display_name),
        registered_at: row.registered_at.to_string(),
        grants: row.grants.into_iter().map(GrantOut::from).collect(),
    })
}

impl From<GrantRow> for GrantOut {
    fn from(row: GrantRow) -> Self {
        Self {
            grant: row.grant.to_string(),
            role: row.role.into(),
            enterprise: row.enterprise.map(|id| id.to_string()),
            enterprise_name: row.enterprise_name,
            granted_position: row.granted_position,
        }
    }
}

/// Grant a role to a user.
#[utoipa::path(post, path = "/users/{user}/grants", tag = "users",
    params(("user" = schema::UserId, Path), KeyHeader), request_body = GrantIn,
    responses((status = 201, body = Answer)))]
async fn grant_role(
    State(app): State<AppState>,
    caller: Caller,
    Named(user): Named<UserId>,
    Commanded { content, envelope }: Commanded<GrantIn>,
) -> Result<Done, Problem> {
    let scope = content.enterprise.map_or(GrantScope::Zone, GrantScope::Enterprise);
    let wanted = Command::Zone(ZoneCommand::GrantRole { user, role: content.role.into(), scope });
    let answer = command(&app, &caller, &envelope, wanted).await?;
    Ok(Done::registered(&answer, |event| match event {
        Event::Access(AccessEvent::RoleGranted { grant, .. }) => Some(grant.to_string()),
        _ => None,
    }))
}

/// Revoke a grant.
#[utoipa::path(post, path = "/grants/{grant}/revoke", tag = "users",
    params(("grant" = schema::GrantId, Path), KeyHeader), request_body = Nothing,
    responses((status = 200, body = Answer)))]
async fn revoke_grant(
    State(app): State<AppState>,
    caller: Caller,
    Named(grant): Named<GrantId>,
    Commanded { envelope, .. }: Commanded<Nothing>,
) -> Result<Done, Problem> {
    let wanted = Command::Zone(ZoneCommand::RevokeRole { grant });
    Ok(Done::changed(&command(&app, &caller, &envelope, wanted).await?))
}
