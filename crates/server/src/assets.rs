//! The console: files built from `web/`, inside the release binary and read from the folder in development.
//!
//! The program builds and runs without them and then says how to build them. Every path that is neither a file nor part
//! of the interface is answered with the console's page, whose routes live in the browser. What is not named by its content is
//! asked for anew each time, the lane's worker as well, so that an upgrade shows at once.

use axum::http::header::{CACHE_CONTROL, CONTENT_TYPE, ETAG};
use axum::http::{HeaderMap, HeaderValue, Method, StatusCode, Uri};
use axum::response::{IntoResponse, Response};
use rust_embed::{EmbeddedFile, RustEmbed};

use crate::problem::{Problem, edge};
use crate::reading::knows;

#[derive(RustEmbed)]
#[folder = "../../web/dist"]
#[allow_missing = true]
struct Console;

const PAGE: &str = "index.html";
/// The builder puts a digest into the names of files in this folder, so they never change.
const NAMED_BY_CONTENT: &str = "assets/";
const NOT_BUILT: &str = "E-Town is running, but its console is not built.\n\n\
    Build it with `cargo x run`, or with `npm ci` and `npm run build` in the folder `web`, and start again.\n\
    The interface is at /api/v1; its description is at /api/v1/openapi.json.\n";

/// Answers everything outside the interface.
pub(crate) async fn console(method: Method, headers: HeaderMap, uri: Uri) -> Response {
    let path = uri.path().trim_start_matches('/');
    if path == "api" || path.starts_with("api/") {
        return Problem::edge(&edge::UNKNOWN_PATH).into_response();
    }
    if !matches!(method, Method::GET | Method::HEAD) {
        return Problem::edge(&edge::METHOD_NOT_ALLOWED).into_response();
    }
    let is_file_name = path.rsplit('/').next().is_some_and(|name| name.contains('.'));
    match (Console::get(path).filter(|_| !path.is_empty()), Console::get(PAGE)) {
        (Some(file), _) => serve(&headers, path, file),
        (None, Some(_)) if is_file_name => Problem::edge(&edge::UNKNOWN_PATH).into_response(),
        (None, Some(page)) => serve(&headers, PAGE, page),
        (None, None) => ([(CONTENT_TYPE, "text/plain; charset=utf-8")], NOT_BUILT).into_response(),
    }
}

fn serve(headers: &HeaderMap, path: &str, file: EmbeddedFile) -> Response {
    let tag = format!("\"{}\"", crate::random::hexadecimal(&file.metadata.sha256_hash()[..16]));
    let mut response = if knows(headers, &tag) {
        StatusCode::NOT_MODIFIED.into_response()
    } else {
        ([(CONTENT_TYPE, file.metadata.mimetype().to_owned())], file.data).into_response()
    };
    let lifetime =
        if path.starts_with(NAMED_BY_CONTENT) { "public, max-age=31536000, immutable" } else { "no-cache" };
    response.headers_mut().insert(CACHE_CONTROL, HeaderValue::from_static(lifetime));
    if let Ok(tag) = HeaderValue::from_str(&tag) {
        response.headers_mut().insert(ETAG, tag);
    }
    response
}
