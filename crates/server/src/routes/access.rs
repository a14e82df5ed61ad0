//! Users and their grants. What names a person goes to the credentials store; the journal is given the user's id.

use axum::Json;
use axum::extract::State;
use axum::http::StatusCode;
use etown_domain::kernel::access::{AccessEvent, GrantScope, UNKNOWN_USER};
use etown_domain::{Command, Event, Refusal, ZoneCommand};
use etown_engine::Submission;
use etown_engine::query::{GrantRow, UserRow};
use etown_values::{EnterpriseId, GrantId, UserId};
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

use crate::app::AppState;
use crate::caller::Caller;
use crate::command::{Answer, Body, CommandEnvelope, Commanded, Done, KeyHeader, Nothing, command, submit};
use crate::credentials::{AddUser, NewUser, is_acceptable_password, is_login};
use crate::problem::{Problem, edge};
use crate::reading::{Asked, Named};
use crate::wire::{Cursor, Page, Role, page_request, schema};

pub(super) fn routes() -> OpenApiRouter<AppState> {
    OpenApiRouter::new()
        .routes(routes!(list_users, register_user))
        .routes(routes!(set_password))
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
#[schema(as = NewUser)]
#[serde(deny_unknown_fields)]
struct UserIn {
    #[schema(pattern = "^[a-z0-9._-]{3,64}$")]
    login: String,
    #[schema(min_length = 1, max_length = 100)]
    display_name: String,
    /// Without one nobody can sign in as this user until a password is set.
    #[schema(min_length = 10, max_length = 200)]
    password: Option<String>,
}

#[derive(Deserialize, ToSchema)]
#[schema(as = NewPassword)]
#[serde(deny_unknown_fields)]
struct PasswordIn {
    #[schema(min_length = 10, max_length = 200)]
    password: String,
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

/// Register a user.
///
/// The journal receives an id and keyed digests; login, name and password stay in the credentials store.
#[utoipa::path(post, path = "/users", tag = "users", params(KeyHeader), request_body = UserIn,
    responses((status = 201, body = Answer)))]
async fn register_user(
    State(app): State<AppState>,
    caller: Caller,
    Commanded { content, envelope }: Commanded<UserIn>,
) -> Result<Done, Problem> {
    check_person(&content)?;
    let (kept, asking) = (envelope.clone(), caller.clone());
    let (user, bytes) = app.blocking(move |app| add_person(app, &asking, &content, &kept)).await?;
    let submission = Submission {
        actor: caller.actor(),
        command_id: envelope.key.clone(),
        command: Command::Zone(ZoneCommand::RegisterUser { user }),
        bytes,
    };
    let outcome = submit(&app, submission).await;
    let is_accepted = outcome.is_ok();
    let is_refused = outcome.as_ref().is_err_and(Problem::is_refusal);
    app.blocking(move |app| {
        if is_accepted {
            app.credentials.confirm_user(user)?;
        } else if is_refused {
            app.credentials.withdraw_user(user)?;
        }
        Ok(())
    })
    .await?;
    Ok(Done::registered(&outcome?, |event| match event {
        Event::Access(AccessEvent::UserRegistered { user }) => Some(user.to_string()),
        _ => None,
    }))
}

fn check_person(person: &UserIn) -> Result<(), Problem> {
    if !is_login(&person.login) {
        return Err(Problem::edge(&edge::LOGIN_MALFORMED).at("login"));
    }
    if !(1..=100).contains(&person.display_name.trim().chars().count()) {
        return Err(Problem::edge(&edge::DISPLAY_NAME).at("display_name"));
    }
    match &person.password {
        Some(password) if !is_acceptable_password(password, &person.login) => {
            Err(Problem::edge(&edge::PASSWORD_WEAK).at("password"))
        }
        _ => Ok(()),
    }
}

/// Writes the person's row and returns the user's id with the bytes that the journal may keep.
fn add_person(
    app: &AppState,
    caller: &Caller,
    person: &UserIn,
    envelope: &CommandEnvelope,
) -> Result<(UserId, Vec<u8>), Problem> {
    let is_administrator = app.engine.read(|state| {
        state.access.require_zone_role(caller.actor(), &[etown_domain::Role::ZoneAdministrator])
    });
    // Asked before the row is written, so that nobody else learns which logins exist.
    is_administrator?;
    let new = NewUser {
        login: person.login.clone(),
        display_name: person.display_name.trim().to_owned(),
        password: person.password.clone(),
        made_by: caller.user.to_string(),
        made_under: envelope.key.clone(),
    };
    let user = match app.credentials.add_user(&new)? {
        AddUser::Stands(user) => user,
        AddUser::LoginTaken => return Err(Problem::edge(&edge::LOGIN_TAKEN).at("login")),
    };
    let body = serde_json::json!({
        "user": user.to_string(),
        "body_keyed_digest": app.credentials.keyed_digest(&envelope.body),
    });
    Ok((user, envelope.bytes_with(body.to_string().as_bytes())))
}

/// Set a user's password and end the user's sessions.
#[utoipa::path(put, path = "/users/{user}/password", tag = "users",
    params(("user" = schema::UserId, Path)), request_body = PasswordIn,
    responses((status = 204, description = "The password is set.")))]
async fn set_password(
    State(app): State<AppState>,
    caller: Caller,
    Named(user): Named<UserId>,
    Body { content, .. }: Body<PasswordIn>,
) -> Result<StatusCode, Problem> {
    app.blocking(move |app| {
        let actor = caller.actor();
        app.engine
            .read(|state| state.access.require_zone_role(actor, &[etown_domain::Role::ZoneAdministrator]))?;
        let person = app.credentials.user(user)?.ok_or_else(|| Refusal::new(&UNKNOWN_USER))?;
        if !is_acceptable_password(&content.password, &person.login) {
            return Err(Problem::edge(&edge::PASSWORD_WEAK).at("password"));
        }
        app.credentials.set_password(user, &content.password)?;
        Ok(StatusCode::NO_CONTENT)
    })
    .await
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
