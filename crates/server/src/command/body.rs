//! JSON bodies: read whole within the limit, in UTF-8, and by their schema; what is wrong is named with its place.

use axum::body::Bytes;
use axum::extract::{FromRequest, Request};
use axum::http::header::CONTENT_TYPE;
use axum::http::{HeaderMap, StatusCode};
use serde::Deserialize;
use serde::de::DeserializeOwned;
use utoipa::ToSchema;

use crate::app::AppState;
use crate::problem::{Problem, edge};

/// The body of a command that says everything by its path.
#[derive(Clone, Copy, Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct Nothing {}

/// A JSON body that has been read whole and follows its schema.
pub(crate) struct Body<T> {
    pub(crate) content: T,
    pub(crate) bytes: Bytes,
}

impl<T: DeserializeOwned> FromRequest<AppState> for Body<T> {
    type Rejection = Problem;

    async fn from_request(request: Request, app: &AppState) -> Result<Self, Problem> {
        require_json(request.headers())?;
        let bytes = Bytes::from_request(request, app).await.map_err(|rejection| {
            let is_too_large = rejection.status() == StatusCode::PAYLOAD_TOO_LARGE;
            Problem::edge(if is_too_large { &edge::BODY_TOO_LARGE } else { &edge::BODY_UNREADABLE })
        })?;
        let content = parse(&bytes)?;
        Ok(Self { content, bytes })
    }
}

fn require_json(headers: &HeaderMap) -> Result<(), Problem> {
    let essence = headers
        .get(CONTENT_TYPE)
        .and_then(|value| value.to_str().ok())
        .map(|text| text.split(';').next().unwrap_or_default().trim().to_ascii_lowercase());
    if essence.as_deref() == Some("application/json") {
        Ok(())
    } else {
        Err(Problem::edge(&edge::CONTENT_TYPE))
    }
}

fn parse<T: DeserializeOwned>(bytes: &[u8]) -> Result<T, Problem> {
    let text = std::str::from_utf8(bytes).map_err(|error| {
        Problem::edge(&edge::INVALID_UTF8).detail(format!("byte {} is not", error.valid_up_to()))
    })?;
    // The reader of a structure would take a list of its fields' values for it.
    if text.trim_start().starts_with('[') {
        return Err(
            Problem::edge(&edge::UNEXPECTED_CONTENT).detail("the body is a list where an object is wanted")
        );
    }
    let mut reader = serde_json::Deserializer::from_str(text);
    let content = serde_path_to_error::deserialize(&mut reader).map_err(|error| {
        let path = error.path().to_string();
        let inner = error.into_inner();
        let code = if inner.is_data() { &edge::UNEXPECTED_CONTENT } else { &edge::MALFORMED_JSON };
        let problem = Problem::edge(code).detail(inner.to_string());
        if path == "." { problem } else { problem.at(path) }
    })?;
    reader.end().map_err(|error| Problem::edge(&edge::MALFORMED_JSON).detail(error.to_string()))?;
    Ok(content)
}
