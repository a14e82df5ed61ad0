//! Signing in and out, and who is signed in.

use axum::Json;
use axum::extract::State;
use axum::http::header::SET_COOKIE;
use axum::http::{HeaderMap, HeaderValue, StatusCode};
use axum::response::{IntoResponse, Response};
use etown_domain::kernel::access::GrantScope;
use etown_domain::{ReadScope, State as ZoneState};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

use crate::app::AppState;
use crate::caller::{Caller, SESSION_COOKIE, require_same_site};
use crate::command::Body;
use crate::credentials::{SESSION_SECONDS_MAX, SignIn, is_acceptable_password};
use crate::problem::{Problem, edge};
use crate::wire::{Role, Text, schema};

pub(super) fn routes() -> OpenApiRouter<AppState> {
    OpenApiRouter::new().routes(routes!(sign_in, sign_out, who_is_signed_in)).routes(routes!(change_password))
}

#[derive(Deserialize, ToSchema)]
#[schema(as = SignIn)]
#[serde(deny_unknown_fields)]
struct SignInIn {
    login: Text<0, 200>,
    password: Text<0, 200>,
}

#[derive(Deserialize, ToSchema)]
#[schema(as = PasswordChange)]
#[serde(deny_unknown_fields)]
struct PasswordChangeIn {
    present_password: Text<0, 200>,
    #[schema(min_length = 10, max_length = 200)]
    password: String,
}

/// Who is signed in, and what that user may do.
#[derive(Serialize, ToSchema)]
#[schema(as = Session)]
struct SessionOut {
    #[schema(value_type = schema::UserId)]
    user: String,
    login: String,
    display_name: String,
    roles: Vec<RoleHeld>,
    /// The enterprises that the user may act for, by grant or by mandate.
    enterprises: Vec<EnterpriseName>,
    /// Whether the user sees everything rather than these enterprises alone.
    reads_whole_zone: bool,
    zone: Option<ZoneOut>,
}

#[derive(Serialize, ToSchema)]
struct RoleHeld {
    role: Role,
    /// The enterprise that the role is held for; absent for the whole zone.
    #[schema(value_type = Option<schema::EnterpriseId>)]
    enterprise: Option<String>,
}

#[derive(Serialize, ToSchema)]
struct EnterpriseName {
    #[schema(value_type = schema::EnterpriseId)]
    id: String,
    name: String,
    name_english: String,
}

#[derive(Serialize, ToSchema)]
#[schema(as = Zone)]
struct ZoneOut {
    name: String,
    customs_code: String,
    /// Minutes that the zone's clock is ahead of UTC.
    utc_offset_minutes: i16,
    /// Today in the zone.
    #[schema(value_type = schema::Date)]
    date: String,
}

/// Sign in with a password.
#[utoipa::path(post, path = "/session", tag = "session", request_body = SignInIn, security(()),
    responses((status = 200, body = SessionOut, headers(("Set-Cookie" = String, description = "The session.")))))]
async fn sign_in(
    State(app): State<AppState>,
    headers: HeaderMap,
    Body { content, .. }: Body<SignInIn>,
) -> Result<Response, Problem> {
    require_same_site(&headers)?;
    let permit =
        app.password_permits.clone().acquire_owned().await.map_err(|closed| Problem::fault(&closed))?;
    let outcome = app
        .blocking(move |app| {
            let _held_while_hashing = permit;
            Ok(app.credentials.sign_in(&content.login.0, &content.password.0)?)
        })
        .await?;
    let (user, session) = match outcome {
        SignIn::In { user, session } => (user, session),
        SignIn::Refused => return Err(Problem::edge(&edge::SIGN_IN_REFUSED)),
        SignIn::Locked { seconds } => {
            return Err(Problem::edge(&edge::SIGN_IN_LOCKED).retry_after_seconds(seconds.max(1)));
        }
    };
    let shown = app.blocking(move |app| session_of(app, user)).await?;
    let cookie = cookie(&headers, session.reveal(), SESSION_SECONDS_MAX);
    Ok(([(SET_COOKIE, cookie)], Json(shown)).into_response())
}

/// Change the caller's own password, and end all sessions under the old one but this.
#[utoipa::path(put, path = "/session/password", tag = "session", request_body = PasswordChangeIn,
    responses((status = 204, description = "The password is changed.",
        headers(("Set-Cookie" = String, description = "The session that goes on.")))))]
async fn change_password(
    State(app): State<AppState>,
    headers: HeaderMap,
    caller: Caller,
    Body { content, .. }: Body<PasswordChangeIn>,
) -> Result<Response, Problem> {
    let permit =
        app.password_permits.clone().acquire_owned().await.map_err(|closed| Problem::fault(&closed))?;
    let outcome = app
        .blocking(move |app| {
            let _held_while_hashing = permit;
            let person =
                app.credentials.user(caller.user)?.ok_or_else(|| Problem::edge(&edge::NOT_SIGNED_IN))?;
            if !is_acceptable_password(&content.password, &person.login) {
                return Err(Problem::edge(&edge::PASSWORD_WEAK).at("password"));
            }
            let present = &content.present_password.0;
            Ok(app.credentials.change_password(&person.login, present, &content.password)?)
        })
        .await?;
    match outcome {
        SignIn::In { session, .. } => {
            let cookie = cookie(&headers, session.reveal(), SESSION_SECONDS_MAX);
            Ok((StatusCode::NO_CONTENT, [(SET_COOKIE, cookie)]).into_response())
        }
        SignIn::Refused => Err(Problem::edge(&edge::PASSWORD_WRONG).at("present_password")),
        SignIn::Locked { seconds } => {
            Err(Problem::edge(&edge::SIGN_IN_LOCKED).retry_after_seconds(seconds.max(1)))
        }
    }
}

/// Sign out.
#[utoipa::path(delete, path = "/session", tag = "session", responses((status = 204, description = "Signed out.")))]
async fn sign_out(
    State(app): State<AppState>,
    headers: HeaderMap,
    caller: Caller,
) -> Result<Response, Problem> {
    if let Some(secret) = caller.session {
        app.blocking(move |app| Ok(app.credentials.end_session(&secret)?)).await?;
    }
    Ok((StatusCode::NO_CONTENT, [(SET_COOKIE, cookie(&headers, "", 0))]).into_response())
}

/// Who is signed in.
#[utoipa::path(get, path = "/session", tag = "session", responses((status = 200, body = SessionOut)))]
async fn who_is_signed_in(State(app): State<AppState>, caller: Caller) -> Result<Json<SessionOut>, Problem> {
    app.blocking(move |app| session_of(app, caller.user)).await.map(Json)
}

fn session_of(app: &AppState, user: etown_values::UserId) -> Result<SessionOut, Problem> {
    let person = app.credentials.user(user)?.ok_or_else(|| Problem::edge(&edge::NOT_SIGNED_IN))?;
    let date = app.engine.business_date();
    let shown = app.engine.read(|state| {
        let actor = etown_domain::Actor::User(user);
        SessionOut {
            user: user.to_string(),
            login: person.login.clone(),
            display_name: person.display_name.clone(),
            roles: roles_of(state, user),
            enterprises: state
                .enterprises_of(actor, date)
                .into_iter()
                .filter_map(|id| state.parties.enterprise(id).ok())
                .map(|enterprise| EnterpriseName {
                    id: enterprise.id.to_string(),
                    name: enterprise.name.clone(),
                    name_english: enterprise.name_english.clone(),
                })
                .collect(),
            reads_whole_zone: state.read_scope(actor, date) == Some(ReadScope::Zone),
            zone: state.zone.as_ref().map(|zone| ZoneOut {
                name: zone.name.clone(),
                customs_code: zone.customs_code.clone(),
                utc_offset_minutes: zone.utc_offset.minutes(),
                date: date.to_string(),
            }),
        }
    });
    Ok(shown)
}

fn roles_of(state: &ZoneState, user: etown_values::UserId) -> Vec<RoleHeld> {
    state
        .access
        .grants_of(user)
        .map(|grant| RoleHeld {
            role: grant.role.into(),
            enterprise: match grant.scope {
                GrantScope::Zone => None,
                GrantScope::Enterprise(enterprise) => Some(enterprise.to_string()),
            },
        })
        .collect()
}

/// Out of reach of scripts and of other sites; over TLS only where the proxy in front says that it speaks TLS.
fn cookie(headers: &HeaderMap, secret: &str, seconds: i64) -> HeaderValue {
    let is_secure = headers.get("x-forwarded-proto").is_some_and(|scheme| scheme == "https");
    let secure = if is_secure { "; Secure" } else { "" };
    let text =
        format!("{SESSION_COOKIE}={secret}; HttpOnly; SameSite=Strict; Path=/; Max-Age={seconds}{secure}");
    HeaderValue::from_str(&text).unwrap_or_else(|_| HeaderValue::from_static(""))
}
