//! Tokens by which programs act as a user.

use axum::Json;
use axum::extract::State;
use axum::http::StatusCode;
use etown_values::Instant;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

use crate::app::AppState;
use crate::caller::Caller;
use crate::command::Body;
use crate::credentials::{AddToken, TokenRecord};
use crate::problem::{Problem, edge};
use crate::reading::Named;
use crate::wire::schema;

const DAYS_DEFAULT: u32 = 90;
const DAYS_MAX: u32 = 366;

pub(super) fn routes() -> OpenApiRouter<AppState> {
    OpenApiRouter::new().routes(routes!(list_tokens, make_token)).routes(routes!(remove_token))
}

#[derive(Deserialize, ToSchema)]
#[schema(as = NewToken)]
#[serde(deny_unknown_fields)]
struct TokenIn {
    #[schema(min_length = 1, max_length = 100)]
    name: String,
    /// Days that the token lasts; 90 when left out.
    #[schema(minimum = 1, maximum = 366)]
    days: Option<u32>,
}

#[derive(Serialize, ToSchema)]
#[schema(as = Token)]
struct TokenOut {
    #[schema(value_type = schema::TokenId)]
    id: String,
    name: String,
    #[schema(value_type = schema::Instant)]
    made_at: String,
    #[schema(value_type = schema::Instant)]
    expires_at: String,
}

#[derive(Serialize, ToSchema)]
#[schema(as = MadeToken)]
struct MadeTokenOut {
    token: TokenOut,
    /// Shown this once; send it as `Authorization: Bearer …`.
    secret: String,
}

#[derive(Serialize, ToSchema)]
#[schema(as = Tokens)]
struct TokensOut {
    rows: Vec<TokenOut>,
}

impl From<TokenRecord> for TokenOut {
    fn from(record: TokenRecord) -> Self {
        let instant =
            |seconds: i64| Instant::from_microseconds(seconds.saturating_mul(1_000_000)).to_string();
        Self {
            id: record.id,
            name: record.name,
            made_at: instant(record.made_at),
            expires_at: instant(record.expires_at),
        }
    }
}

/// The caller's own tokens, without their secrets.
#[utoipa::path(get, path = "/tokens", tag = "session", responses((status = 200, body = TokensOut)))]
async fn list_tokens(State(app): State<AppState>, caller: Caller) -> Result<Json<TokensOut>, Problem> {
    app.blocking(move |app| {
        let rows = app.credentials.tokens(caller.user)?.into_iter().map(TokenOut::from).collect();
        Ok(Json(TokensOut { rows }))
    })
    .await
}

/// Make a token that acts as the caller.
#[utoipa::path(post, path = "/tokens", tag = "session", request_body = TokenIn,
    responses((status = 201, body = MadeTokenOut)))]
async fn make_token(
    State(app): State<AppState>,
    caller: Caller,
    Body { content, .. }: Body<TokenIn>,
) -> Result<(StatusCode, Json<MadeTokenOut>), Problem> {
    let name = content.name.trim().to_owned();
    let days = content.days.unwrap_or(DAYS_DEFAULT);
    if !(1..=100).contains(&name.chars().count()) || !(1..=DAYS_MAX).contains(&days) {
        return Err(Problem::edge(&edge::TOKEN_TERMS));
    }
    app.blocking(move |app| match app.credentials.add_token(caller.user, &name, days)? {
        AddToken::Added { record, secret } => {
            let made = MadeTokenOut { token: record.into(), secret: secret.reveal().to_owned() };
            Ok((StatusCode::CREATED, Json(made)))
        }
        AddToken::TooMany => Err(Problem::edge(&edge::TOO_MANY_TOKENS)),
    })
    .await
}

/// Take a token back.
#[utoipa::path(delete, path = "/tokens/{token}", tag = "session",
    params(("token" = schema::TokenId, Path)), responses((status = 204, description = "The token is void.")))]
async fn remove_token(
    State(app): State<AppState>,
    caller: Caller,
    Named(token): Named<String>,
) -> Result<StatusCode, Problem> {
    app.blocking(move |app| {
        if app.credentials.remove_token(caller.user, &token)? {
            Ok(StatusCode::NO_CONTENT)
        } else {
            Err(Problem::edge(&edge::UNKNOWN_TOKEN))
        }
    })
    .await
}
