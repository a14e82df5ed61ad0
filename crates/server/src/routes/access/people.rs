//! Registering people and setting passwords. What names a person goes to the credentials store; the journal is given the
//! user's id and keyed digests.

use axum::extract::State;
use axum::http::StatusCode;
use etown_domain::kernel::access::{AccessEvent, UNKNOWN_USER};
use etown_domain::{Command, Event, Refusal, Role, ZoneCommand};
use etown_engine::Submission;
use etown_values::UserId;
use serde::Deserialize;
use utoipa::ToSchema;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

use crate::app::AppState;
use crate::caller::Caller;
use crate::command::{Answer, Body, CommandEnvelope, Commanded, Done, KeyHeader, submit};
use crate::credentials::{AddUser, NewUser, is_acceptable_password, is_login};
use crate::problem::{Problem, edge};
use crate::reading::Named;
use crate::wire::schema;

pub(super) fn routes() -> OpenApiRouter<AppState> {
    OpenApiRouter::new().routes(routes!(register_user)).routes(routes!(set_password))
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
    let is_administrator =
        app.engine.read(|state| state.access.require_zone_role(caller.actor(), &[Role::ZoneAdministrator]));
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
        app.engine.read(|state| state.access.require_zone_role(actor, &[Role::ZoneAdministrator]))?;
        let person = app.credentials.user(user)?.ok_or_else(|| Refusal::new(&UNKNOWN_USER))?;
        if !is_acceptable_password(&content.password, &person.login) {
            return Err(Problem::edge(&edge::PASSWORD_WEAK).at("password"));
        }
        app.credentials.set_password(user, &content.password)?;
        Ok(StatusCode::NO_CONTENT)
    })
    .await
}
