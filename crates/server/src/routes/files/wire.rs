//! What a list file is answered with.

use axum::http::{HeaderValue, StatusCode, header::CONTENT_TYPE};
use axum::response::{IntoResponse, Response};
use etown_documents::Language;
use etown_documents::lists::{Finding, ReadList, Spoilt};
use serde::Serialize;
use utoipa::ToSchema;

use crate::problem::{Problem, ProblemOut, edge};
use crate::routes::lists::AmendIn;

#[derive(Serialize, ToSchema)]
#[schema(as = ListsOfFile)]
pub(super) struct ListsOfFileOut {
    lists: Vec<ListOfFileOut>,
}

#[derive(Serialize, ToSchema)]
#[schema(as = ListOfFile)]
struct ListOfFileOut {
    /// What the enterprise calls it.
    reference: String,
    first_row: u64,
    content: AmendIn,
    /// The row of each line, in the order of the lines.
    line_rows: Vec<u64>,
}

impl ListsOfFileOut {
    /// Takes the lists that could be read; the others are told as findings.
    pub(super) fn of(lists: Vec<ReadList>) -> Self {
        let of_list = |list: ReadList| {
            let content = list.content.ok()?.into();
            Some(ListOfFileOut {
                reference: list.reference,
                first_row: list.first_row,
                content,
                line_rows: list.line_rows,
            })
        };
        Self { lists: lists.into_iter().filter_map(of_list).collect() }
    }
}

/// A problem with everything that hinders a file from being read.
#[derive(Serialize, ToSchema)]
#[schema(as = FileProblem)]
pub(super) struct FileProblemOut {
    #[serde(flatten)]
    problem: ProblemOut,
    /// In the order of the rows; at most 200.
    findings: Vec<FindingOut>,
    /// How many more there were.
    findings_left_out: u64,
}

/// One thing that is wrong, and where.
#[derive(Serialize, ToSchema)]
#[schema(as = Finding)]
struct FindingOut {
    code: String,
    /// What to do about it.
    message: String,
    message_chinese: String,
    /// The sheet of a workbook.
    sheet: Option<String>,
    /// The row as the spreadsheet counts it, from 1.
    row: Option<u64>,
    /// The column of the template, or its heading where the template has none such.
    column: Option<String>,
    /// What stands there, shortened.
    found: Option<String>,
}

impl From<Finding> for FindingOut {
    fn from(finding: Finding) -> Self {
        Self {
            code: finding.code.as_str().to_owned(),
            message: finding.code.advice(Language::English).to_owned(),
            message_chinese: finding.code.advice(Language::Chinese).to_owned(),
            sheet: finding.sheet,
            row: finding.row,
            column: finding.column,
            found: finding.found,
        }
    }
}

impl FileProblemOut {
    pub(super) fn of(spoilt: Spoilt) -> Self {
        let problem = Problem::edge(&edge::FILE_UNREADABLE);
        let problem = match spoilt.findings.first() {
            Some(first) => problem.detail(first.to_string()),
            None => problem,
        };
        Self {
            problem: problem.into_body(),
            findings: spoilt.findings.into_iter().map(FindingOut::from).collect(),
            findings_left_out: spoilt.left_out,
        }
    }
}

impl IntoResponse for FileProblemOut {
    fn into_response(self) -> Response {
        let status = StatusCode::UNPROCESSABLE_ENTITY;
        let kind = HeaderValue::from_static("application/problem+json");
        (status, [(CONTENT_TYPE, kind)], serde_json::to_vec(&self).unwrap_or_default()).into_response()
    }
}
