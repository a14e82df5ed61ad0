//! The HTTP edge of the zone: `/api/v1`, sign-in, and the console's files.
//!
//! This is the only crate that knows HTTP. It parses, names the caller, calls the engine and renders; it holds no rule of
//! the zone, and no personal data goes from here into the journal except by id and keyed digest.
//!
//! Limits: TLS ends at a reverse proxy in front; a client that sends its header lines slowly is the proxy's to cut off.

mod app;
mod assets;
mod caller;
mod command;
pub mod credentials;
mod document;
mod people;
mod problem;
mod random;
mod reading;
mod routes;
mod surround;
mod wire;

use std::future::Future;
use std::sync::Arc;

use axum::http::header::CONTENT_TYPE;
use axum::response::IntoResponse;
use axum::routing::get;
use axum::{Router, middleware};
use tokio::net::TcpListener;

pub use app::AppState;
pub use credentials::{Credentials, CredentialsFault};
pub use document::openapi;

use problem::{Problem, edge};

/// Returns everything that the program serves.
pub fn router(app: AppState) -> Router {
    let (interface, document) = document::described();
    let text: Arc<str> = serde_json::to_string(&document).unwrap_or_default().into();
    let description = get(move || async move {
        let body = text.to_string();
        ([(CONTENT_TYPE, "application/json")], body).into_response()
    });
    let routes = interface
        .route("/api/v1/openapi.json", description)
        .method_not_allowed_fallback(|| async { Problem::edge(&edge::METHOD_NOT_ALLOWED) })
        .fallback(assets::console)
        .layer(middleware::from_fn_with_state(app.clone(), reading::wait_for_position))
        .with_state(app);
    surround::surround(routes)
}

/// Serves until `shutdown` resolves, then finishes the requests that are under way.
pub async fn serve(
    listener: TcpListener,
    app: AppState,
    shutdown: impl Future<Output = ()> + Send + 'static,
) -> std::io::Result<()> {
    axum::serve(listener, router(app)).with_graceful_shutdown(shutdown).await
}
