//! What surrounds every request: limits of size and time, headers of safety, a log line, and an answer even to a panic.

use std::any::Any;
use std::time::Duration;

use axum::Router;
use axum::extract::{DefaultBodyLimit, Request};
use axum::http::header::{CACHE_CONTROL, CONTENT_SECURITY_POLICY, CONTENT_TYPE, VARY};
use axum::http::{HeaderName, HeaderValue};
use axum::middleware::{self, Next};
use axum::response::{IntoResponse, Response};
use tower_http::catch_panic::CatchPanicLayer;
use tower_http::compression::CompressionLayer;
use tower_http::trace::TraceLayer;

use crate::problem::{Problem, edge};

/// Bodies may be this large unless a path says otherwise.
const BODY_BYTES_MAX: usize = 2 * 1024 * 1024;
/// Header fields may be this large together.
const HEADER_BYTES_MAX: usize = 16 * 1024;
const ANSWER_WITHIN: Duration = Duration::from_secs(30);

/// Scripts come from the program itself alone; the component library needs styles in the page.
const POLICY: &str = "default-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data: blob:; \
    worker-src 'self' blob:; object-src 'none'; base-uri 'self'; form-action 'self'; frame-ancestors 'none'";

/// Puts the layers around the routes.
pub(crate) fn surround(routes: Router) -> Router {
    routes
        .layer(DefaultBodyLimit::max(BODY_BYTES_MAX))
        .layer(middleware::from_fn(in_time))
        .layer(middleware::from_fn(with_small_headers))
        .layer(CatchPanicLayer::custom(after_panic))
        .layer(middleware::from_fn(with_safe_headers))
        .layer(CompressionLayer::new().gzip(true))
        .layer(TraceLayer::new_for_http())
}

async fn in_time(request: Request, next: Next) -> Response {
    match tokio::time::timeout(ANSWER_WITHIN, next.run(request)).await {
        Ok(response) => response,
        Err(_elapsed) => Problem::edge(&edge::TIMED_OUT).retry_after_seconds(5).into_response(),
    }
}

async fn with_small_headers(request: Request, next: Next) -> Response {
    let bytes: usize =
        request.headers().iter().map(|(name, value)| name.as_str().len().saturating_add(value.len())).sum();
    if bytes > HEADER_BYTES_MAX {
        return Problem::edge(&edge::HEADERS_TOO_LARGE).into_response();
    }
    next.run(request).await
}

/// A panic is a bug; its cause was logged where it happened.
#[derive(Debug, thiserror::Error)]
#[error("a handler panicked: {0}")]
struct Panicked(String);

#[expect(clippy::needless_pass_by_value, reason = "the layer hands the cause over")]
fn after_panic(cause: Box<dyn Any + Send + 'static>) -> Response {
    let text = cause
        .downcast_ref::<String>()
        .cloned()
        .or_else(|| cause.downcast_ref::<&str>().map(|text| (*text).to_owned()))
        .unwrap_or_default();
    Problem::fault(&Panicked(text)).into_response()
}

async fn with_safe_headers(request: Request, next: Next) -> Response {
    let is_interface = request.uri().path().starts_with("/api/");
    let mut response = next.run(request).await;
    let headers = response.headers_mut();
    headers.insert(CONTENT_SECURITY_POLICY, HeaderValue::from_static(POLICY));
    for (name, value) in [
        ("x-content-type-options", "nosniff"),
        ("x-frame-options", "DENY"),
        ("referrer-policy", "no-referrer"),
        ("cross-origin-opener-policy", "same-origin"),
        ("cross-origin-resource-policy", "same-origin"),
        ("permissions-policy", "camera=(), geolocation=(), microphone=(), payment=(), usb=()"),
    ] {
        headers.insert(HeaderName::from_static(name), HeaderValue::from_static(value));
    }
    if is_interface {
        // What one caller may see must not be kept for another.
        headers.entry(CACHE_CONTROL).or_insert(HeaderValue::from_static("private, no-cache"));
        headers.append(VARY, HeaderValue::from_static("cookie, authorization"));
    }
    // A body without a stated type would be guessed at.
    headers.entry(CONTENT_TYPE).or_insert(HeaderValue::from_static("application/octet-stream"));
    response
}
