//! What proves the journal to someone who does not trust it.

use axum::extract::State;
use axum::http::header::{CACHE_CONTROL, CONTENT_DISPOSITION, CONTENT_TYPE};
use axum::response::{IntoResponse, Response};
use etown_engine::Disclosure;
use serde::Deserialize;
use utoipa::IntoParams;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

use crate::app::AppState;
use crate::caller::Caller;
use crate::problem::{Problem, edge};
use crate::reading::{Asked, Named};

pub(super) fn routes() -> OpenApiRouter<AppState> {
    OpenApiRouter::new()
        .routes(routes!(receipt))
        .routes(routes!(checkpoint))
        .routes(routes!(tile))
        .routes(routes!(trust_file))
}

#[derive(Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
struct ReceiptAsked {
    /// `all`, or the sections to disclose, with commas between them: `actor,events`. The others stay proven but hidden.
    #[param(pattern = "^(all|[a-z_]{1,32}(,[a-z_]{1,32}){0,15})$")]
    disclose: Option<String>,
}

/// The receipt of one entry, to be verified offline against the trust file.
#[utoipa::path(get, path = "/journal/entries/{position}/receipt", tag = "journal",
    params(("position" = u64, Path, description = "Position in the journal, from 0."), ReceiptAsked),
    responses((status = 200, body = Object, content_type = "application/json",
        headers(("Content-Disposition" = String, description = "A file name for the receipt.")))))]
async fn receipt(
    State(app): State<AppState>,
    caller: Caller,
    Named(position): Named<u64>,
    Asked(asked): Asked<ReceiptAsked>,
) -> Result<Response, Problem> {
    let scope = caller.scope()?;
    let disclosure = disclosure(asked.disclose.as_deref())?;
    app.blocking(move |app| {
        let found = app.engine.receipt(&scope, position, &disclosure)?;
        let file = found.ok_or_else(|| Problem::edge(&edge::UNKNOWN_ENTRY))?;
        let name = format!("attachment; filename=\"receipt-{position}.json\"");
        Ok(([(CONTENT_TYPE, "application/json".to_owned()), (CONTENT_DISPOSITION, name)], file)
            .into_response())
    })
    .await
}

fn disclosure(asked: Option<&str>) -> Result<Disclosure, Problem> {
    let Some(names) = asked.filter(|names| *names != "all") else { return Ok(Disclosure::All) };
    let names: Vec<String> = names.split(',').map(str::to_owned).collect();
    let is_name = |name: &String| {
        (1..=32).contains(&name.len()) && name.bytes().all(|byte| byte.is_ascii_lowercase() || byte == b'_')
    };
    if names.len() <= 16 && names.iter().all(is_name) {
        Ok(Disclosure::Only(names))
    } else {
        Err(Problem::edge(&edge::QUERY_MALFORMED).at("disclose"))
    }
}

/// The latest signed checkpoint, as a signed note.
#[utoipa::path(get, path = "/journal/checkpoint", tag = "journal",
    responses((status = 200, body = String, content_type = "text/plain")))]
async fn checkpoint(State(app): State<AppState>, caller: Caller) -> Result<Response, Problem> {
    caller.scope()?;
    app.blocking(move |app| {
        let note = app.engine.checkpoint()?;
        let headers = [(CONTENT_TYPE, "text/plain; charset=utf-8"), (CACHE_CONTROL, "no-store")];
        Ok((headers, note).into_response())
    })
    .await
}

/// A tile of the Merkle tree or a bundle of envelopes, by the paths of `tlog-tiles` below `tile/`.
#[utoipa::path(get, path = "/journal/tile/{*path}", tag = "journal",
    params(("path" = String, Path, description = "Such as `0/x001/067` or `entries/000.p/3`.")),
    responses((status = 200, body = String, content_type = "application/octet-stream")))]
async fn tile(
    State(app): State<AppState>,
    caller: Caller,
    Named(path): Named<String>,
) -> Result<Response, Problem> {
    caller.scope()?;
    app.blocking(move |app| {
        let found = app.engine.tile(&format!("tile/{path}"))?;
        let bytes = found.ok_or_else(|| Problem::edge(&edge::UNKNOWN_TILE))?;
        Ok(([(CONTENT_TYPE, "application/octet-stream")], bytes).into_response())
    })
    .await
}

/// The keys by which receipts are verified, with their validity and revocation.
#[utoipa::path(get, path = "/trust-file", tag = "journal",
    responses((status = 200, body = Object, content_type = "application/json",
        headers(("Content-Disposition" = String, description = "A file name for the trust file.")))))]
async fn trust_file(State(app): State<AppState>, caller: Caller) -> Result<Response, Problem> {
    caller.scope()?;
    app.blocking(move |app| {
        let file = app.engine.trust_file();
        let headers = [
            (CONTENT_TYPE, "application/json"),
            (CONTENT_DISPOSITION, "attachment; filename=\"trust.json\""),
        ];
        Ok((headers, file).into_response())
    })
    .await
}
