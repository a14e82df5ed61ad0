//! List files: the template, and reading a filled one. Nothing is drafted here; what was read goes back in the form in
//! which lists are drafted.

mod wire;

use std::io::Cursor;

use axum::Json;
use axum::body::Bytes;
use axum::extract::{DefaultBodyLimit, FromRequest, Request, State};
use axum::http::header::{CONTENT_DISPOSITION, CONTENT_TYPE};
use axum::http::{HeaderMap, StatusCode};
use axum::response::{IntoResponse, Response};
use etown_documents::lists::{
    Code, Limits, ListFile, ReadError, ReadList, Spoilt, write_csv_template, write_workbook_template,
};
use serde::Deserialize;
use utoipa::{IntoParams, ToSchema};
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

use crate::app::AppState;
use crate::caller::Caller;
use crate::problem::{Problem, edge};
use crate::reading::Asked;

use wire::{FileProblemOut, ListsOfFileOut};

const FILE_BYTES_MAX: usize = 16 * 1024 * 1024;
/// What a file may hold that is answered at once; `etown import lists` takes longer ones.
const LIMITS: Limits = Limits {
    file_bytes_max: 16 * 1024 * 1024,
    rows_max: 20_000,
    lines_of_a_list_max: 1_000,
    inflated_bytes_max: 256 * 1024 * 1024,
    workbook_parts_max: 200,
};
/// Findings that are answered; more are counted.
const FINDINGS_MAX: usize = 200;

const CSV: &str = "text/csv";
const XLSX: &str = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";

pub(super) fn routes() -> OpenApiRouter<AppState> {
    OpenApiRouter::new()
        .routes(routes!(read_list_file))
        .layer(DefaultBodyLimit::max(FILE_BYTES_MAX))
        .routes(routes!(list_template))
}

#[derive(Clone, Copy, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
enum TemplateFormat {
    Csv,
    Xlsx,
}

#[derive(Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
struct TemplateAsked {
    /// XLSX where none is named.
    #[param(inline)]
    format: Option<TemplateFormat>,
}

/// The empty list file that an enterprise fills in.
#[utoipa::path(get, path = "/files/list-template", tag = "files", params(TemplateAsked),
    responses((status = 200, content(
        (String = "text/csv"), (String = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet")),
        headers(("Content-Disposition" = String, description = "A file name for the template.")))))]
async fn list_template(
    State(app): State<AppState>,
    caller: Caller,
    Asked(asked): Asked<TemplateAsked>,
) -> Result<Response, Problem> {
    caller.scope()?;
    app.blocking(move |_app| {
        let (kind, ending, bytes) = match asked.format {
            Some(TemplateFormat::Csv) => (CSV, "csv", csv_template()?),
            Some(TemplateFormat::Xlsx) | None => {
                (XLSX, "xlsx", write_workbook_template().map_err(|fault| Problem::fault(&fault))?)
            }
        };
        let name = format!("attachment; filename=\"etown-lists.{ending}\"");
        Ok(([(CONTENT_TYPE, kind.to_owned()), (CONTENT_DISPOSITION, name)], bytes).into_response())
    })
    .await
}

fn csv_template() -> Result<Vec<u8>, Problem> {
    // Spreadsheets take a file without this mark for one in their own encoding.
    let mut bytes = b"\xef\xbb\xbf".to_vec();
    write_csv_template(&mut bytes).map_err(|fault| Problem::fault(&fault))?;
    Ok(bytes)
}

/// Read a list file: its lists in the form in which they are drafted, or what hinders it from being read.
#[utoipa::path(post, path = "/files/list-lines", tag = "files",
    request_body(content(
        (String = "text/csv"), (String = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet")),
        description = "A file of the template, at most 16 MiB and 20,000 rows."),
    responses((status = 200, body = ListsOfFileOut),
        (status = 422, body = FileProblemOut, content_type = "application/problem+json",
            description = "The file cannot be read as it stands.")))]
async fn read_list_file(
    State(app): State<AppState>,
    caller: Caller,
    request: Request,
) -> Result<Response, Problem> {
    caller.scope()?;
    let name = require_file(request.headers())?;
    let bytes = Bytes::from_request(request, &app).await.map_err(|rejection| {
        let is_too_large = rejection.status() == StatusCode::PAYLOAD_TOO_LARGE;
        Problem::edge(if is_too_large { &edge::BODY_TOO_LARGE } else { &edge::BODY_UNREADABLE })
    })?;
    // Asked for once the file is there, so that whoever sends slowly keeps nobody waiting.
    let permit = app.file_permits.clone().acquire_owned().await;
    app.blocking(move |_app| {
        // Held until the file is read, also where nobody waits for the answer any more.
        let _permit = permit;
        read(&bytes, name)
    })
    .await
}

/// Refuses what is sent as something else; returns a name by which the reader knows what is meant.
fn require_file(headers: &HeaderMap) -> Result<&'static str, Problem> {
    let kind = headers.get(CONTENT_TYPE).and_then(|value| value.to_str().ok()).unwrap_or_default();
    let essence = kind.split(';').next().unwrap_or_default().trim().to_ascii_lowercase();
    match essence.as_str() {
        CSV => Ok("lists.csv"),
        XLSX => Ok("lists.xlsx"),
        _ => Err(Problem::edge(&edge::FILE_TYPE)),
    }
}

fn read(bytes: &[u8], name: &str) -> Result<Response, Problem> {
    let (lists, spoilt) = match read_lists(bytes, name) {
        Ok(read) => read,
        Err(ReadError::Refused(finding)) if finding.code == Code::TooLarge => {
            return Err(Problem::edge(&edge::BODY_TOO_LARGE));
        }
        Err(ReadError::Refused(finding)) => (Vec::new(), Spoilt { findings: vec![finding], left_out: 0 }),
        Err(ReadError::Fault(fault)) => return Err(Problem::fault(&fault)),
    };
    if spoilt.findings.is_empty() {
        return Ok(Json(ListsOfFileOut::of(lists)).into_response());
    }
    Ok(FileProblemOut::of(spoilt).into_response())
}

/// Reads all lists, and gathers what is wrong with any of them.
fn read_lists(bytes: &[u8], name: &str) -> Result<(Vec<ReadList>, Spoilt), ReadError> {
    let mut file = ListFile::open(Cursor::new(bytes), name, None, LIMITS)?;
    let mut lists = Vec::new();
    let mut gathered = Spoilt { findings: Vec::new(), left_out: 0 };
    for list in file.lists()? {
        let list = list?;
        let Err(spoilt) = &list.content else {
            // Nobody gets the others once one is spoilt.
            if gathered.findings.is_empty() {
                lists.push(list);
            }
            continue;
        };
        let room = FINDINGS_MAX.saturating_sub(gathered.findings.len());
        let left_out = spoilt.findings.len().saturating_sub(room);
        gathered.left_out += spoilt.left_out + u64::try_from(left_out).unwrap_or(u64::MAX);
        gathered.findings.extend(spoilt.findings.iter().take(room).cloned());
    }
    Ok((lists, gathered))
}
