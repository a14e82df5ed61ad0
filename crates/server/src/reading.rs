//! Reads: queries and ids from the path, waiting for a position, and conditional answers.

use std::time::Duration;

use axum::extract::{FromRequestParts, Path, Query, Request, State};
use axum::http::header::{ETAG, IF_NONE_MATCH};
use axum::http::request::Parts;
use axum::http::{HeaderMap, HeaderValue, Method, StatusCode};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};
use serde::Serialize;
use serde::de::DeserializeOwned;
use sha2::{Digest, Sha256};

use crate::app::AppState;
use crate::problem::{Problem, edge};

/// How long a read waits for the position it asks for.
const WAIT_MAX: Duration = Duration::from_secs(5);

/// The query of a path; unknown names and unreadable values are refused.
pub(crate) struct Asked<T>(pub(crate) T);

impl<T: DeserializeOwned, S: Send + Sync> FromRequestParts<S> for Asked<T> {
    type Rejection = Problem;

    async fn from_request_parts(parts: &mut Parts, state: &S) -> Result<Self, Problem> {
        let Query(query) = Query::<T>::from_request_parts(parts, state)
            .await
            .map_err(|rejection| Problem::edge(&edge::QUERY_MALFORMED).detail(rejection.body_text()))?;
        Ok(Self(query))
    }
}

/// The ids in a path.
pub(crate) struct Named<T>(pub(crate) T);

impl<T: DeserializeOwned + Send, S: Send + Sync> FromRequestParts<S> for Named<T> {
    type Rejection = Problem;

    async fn from_request_parts(parts: &mut Parts, state: &S) -> Result<Self, Problem> {
        let Path(ids) = Path::<T>::from_request_parts(parts, state)
            .await
            .map_err(|rejection| Problem::edge(&edge::ID_MALFORMED).detail(rejection.body_text()))?;
        Ok(Self(ids))
    }
}

/// The query of a read that has no other.
#[derive(Debug, serde::Deserialize, utoipa::IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub(crate) struct Fresh {
    /// Answer from a journal position at least this far.
    #[expect(
        dead_code,
        reason = "waited for before the handler runs; named here so that the document shows it"
    )]
    at_least_position: Option<u64>,
}

#[derive(serde::Deserialize)]
struct AtLeast {
    at_least_position: Option<u64>,
}

/// Holds a read back until queries have reached the position that it asks for.
pub(crate) async fn wait_for_position(
    State(app): State<AppState>,
    request: Request,
    next: Next,
) -> Result<Response, Problem> {
    let asked = Query::<AtLeast>::try_from_uri(request.uri()).ok();
    if request.method() == Method::GET
        && let Some(position) = asked.and_then(|Query(query)| query.at_least_position)
    {
        app.blocking(move |app| reach(app, position)).await?;
    }
    Ok(next.run(request).await)
}

fn reach(app: &AppState, position: u64) -> Result<(), Problem> {
    // A position is reached when its entry is there: the journal then counts one more.
    if position >= app.engine.position() {
        return Err(Problem::edge(&edge::POSITION_NOT_REACHED).at("at_least_position"));
    }
    if app.engine.wait_projected(position, WAIT_MAX) {
        Ok(())
    } else {
        Err(Problem::edge(&edge::BEHIND).at("at_least_position").retry_after_seconds(2))
    }
}

/// An answer with an `ETag`: the revision that `If-Match` wants, a dot, and a digest of what is shown, which changes with
/// facts that are not part of the revision.
pub(crate) fn tagged<T: Serialize>(
    headers: &HeaderMap,
    revision: u64,
    content: &T,
) -> Result<Response, Problem> {
    let body = serde_json::to_vec(content).map_err(|error| Problem::fault(&error))?;
    let digest = crate::random::hexadecimal(&Sha256::digest(&body)[..8]);
    let tag = format!("\"{revision}.{digest}\"");
    let mut response = if knows(headers, &tag) {
        StatusCode::NOT_MODIFIED.into_response()
    } else {
        ([("content-type", "application/json")], body).into_response()
    };
    if let Ok(value) = HeaderValue::from_str(&tag) {
        response.headers_mut().insert(ETAG, value);
    }
    Ok(response)
}

/// Whether `If-None-Match` names the tag.
pub(crate) fn knows(headers: &HeaderMap, tag: &str) -> bool {
    headers
        .get_all(IF_NONE_MATCH)
        .iter()
        .filter_map(|value| value.to_str().ok())
        .flat_map(|tags| tags.split(','))
        .map(|known| known.trim().trim_start_matches("W/"))
        .any(|known| known == tag || known == "*")
}

/// Returns the revision in an `ETag` of this interface, with or without its digest.
pub(crate) fn revision_in(tag: &str) -> Option<u64> {
    let inner = tag.trim().trim_start_matches("W/").strip_prefix('"')?.strip_suffix('"')?;
    let digits = inner.split_once('.').map_or(inner, |(revision, _)| revision);
    digits.parse().ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_revision_is_read_from_a_tag_with_or_without_its_digest() {
        assert_eq!(revision_in("\"7\""), Some(7));
        assert_eq!(revision_in("W/\"7.0011223344556677\""), Some(7));
        for tag in ["7", "\"\"", "\"x\"", "\"-1\"", "\"7", "*"] {
            assert_eq!(revision_in(tag), None, "{tag}");
        }
    }
}
