//! Everything that is not a success, as RFC 9457 problem details. This is the one file that maps refusals, answers of
//! the writer and faults to HTTP statuses. A fault shows a reference and never its details.

pub(crate) mod edge;

use axum::http::header::{CONTENT_TYPE, RETRY_AFTER, WWW_AUTHENTICATE};
use axum::http::{HeaderValue, StatusCode};
use axum::response::{IntoResponse, Response};
use etown_domain::{Category, Refusal};
use etown_engine::{EngineFault, NotAccepted, QueryFault};
use serde::Serialize;
use utoipa::ToSchema;

use crate::credentials::CredentialsFault;
use edge::EdgeCode;

/// The body of every refusal and fault, `application/problem+json`.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = Problem)]
pub(crate) struct ProblemOut {
    /// Where the code is explained.
    #[serde(rename = "type")]
    pub(crate) kind: String,
    /// One sentence about the code.
    pub(crate) title: String,
    pub(crate) status: u16,
    /// What this request in particular met.
    pub(crate) detail: Option<String>,
    /// The stable code.
    pub(crate) code: String,
    /// The source of the rule: article, announcement, setting or design.
    pub(crate) rule: String,
    /// statute, agreement, setting or system.
    pub(crate) rule_kind: String,
    /// The input it is about, such as `lines[3].quantity`.
    pub(crate) field: Option<String>,
    /// The numbers that the rule compared.
    pub(crate) numbers: Vec<NumberOut>,
    /// The largest amount that would have been accepted.
    pub(crate) largest_accepted: Option<String>,
    /// The journal position of the entry that this rests on.
    pub(crate) cites_position: Option<u64>,
    /// Names this fault to the operator.
    pub(crate) reference: Option<String>,
}

#[derive(Debug, Serialize, ToSchema)]
#[schema(as = Number)]
pub(crate) struct NumberOut {
    pub(crate) name: String,
    pub(crate) value: String,
}

/// A problem on its way to the client.
#[derive(Debug)]
pub(crate) struct Problem {
    status: StatusCode,
    retry_after_seconds: Option<u64>,
    body: Box<ProblemOut>,
}

impl Problem {
    /// Makes a problem of the edge's own.
    pub(crate) fn edge(code: &EdgeCode) -> Self {
        Self {
            status: code.status,
            retry_after_seconds: None,
            body: Box::new(ProblemOut {
                kind: reference_of(code.text),
                title: code.meaning.to_owned(),
                status: code.status.as_u16(),
                detail: None,
                code: code.text.to_owned(),
                rule: code.rule.to_owned(),
                rule_kind: "system".to_owned(),
                field: None,
                numbers: Vec::new(),
                largest_accepted: None,
                cites_position: None,
                reference: None,
            }),
        }
    }

    /// Logs a fault of the world and answers with a reference to the log line.
    pub(crate) fn fault(fault: &dyn std::error::Error) -> Self {
        let reference = crate::random::reference();
        let causes: Vec<String> =
            std::iter::successors(Some(fault), |error| error.source()).map(ToString::to_string).collect();
        tracing::error!(reference, causes = causes.join(": "), "A request met a fault.");
        Self::edge(&edge::FAULT).referring(reference)
    }

    #[must_use]
    pub(crate) fn at(mut self, field: impl Into<String>) -> Self {
        self.body.field = Some(field.into());
        self
    }

    #[must_use]
    pub(crate) fn detail(mut self, detail: impl Into<String>) -> Self {
        self.body.detail = Some(detail.into());
        self
    }

    /// Adds a number that the answer is about.
    #[must_use]
    pub(crate) fn number(mut self, name: &str, value: u64) -> Self {
        self.body.numbers.push(NumberOut { name: name.to_owned(), value: value.to_string() });
        self
    }

    #[must_use]
    pub(crate) fn citing(mut self, position: u64) -> Self {
        self.body.cites_position = Some(position);
        self
    }

    #[must_use]
    pub(crate) fn retry_after_seconds(mut self, seconds: u64) -> Self {
        self.retry_after_seconds = Some(seconds);
        self
    }

    /// Returns the body, for an answer that says more.
    pub(crate) fn into_body(self) -> ProblemOut {
        *self.body
    }

    /// Whether the zone said no; a fault or a busy writer leaves open whether the command stands.
    pub(crate) fn is_refusal(&self) -> bool {
        self.status.is_client_error()
    }

    fn referring(mut self, reference: String) -> Self {
        self.body.reference = Some(reference);
        self
    }
}

fn reference_of(code: &str) -> String {
    format!("/api/v1/reference/refusals#{code}")
}

/// Maps how a refused party can react to the status of the answer.
pub(crate) const fn status_of(category: Category) -> StatusCode {
    match category {
        Category::NotPermitted => StatusCode::FORBIDDEN,
        Category::NotFound => StatusCode::NOT_FOUND,
        Category::State | Category::Limit => StatusCode::CONFLICT,
        Category::StaleRevision => StatusCode::PRECONDITION_FAILED,
        Category::Content => StatusCode::UNPROCESSABLE_ENTITY,
    }
}

impl From<Refusal> for Problem {
    fn from(refusal: Refusal) -> Self {
        let status = status_of(refusal.code.category);
        let detail = refusal.to_string();
        let numbers = refusal
            .numbers
            .into_iter()
            .map(|number| NumberOut { name: number.name.to_owned(), value: number.value })
            .collect();
        Self {
            status,
            retry_after_seconds: None,
            body: Box::new(ProblemOut {
                kind: reference_of(refusal.code.text),
                title: refusal.code.meaning.to_owned(),
                status: status.as_u16(),
                detail: Some(detail),
                code: refusal.code.text.to_owned(),
                rule: refusal.code.rule.to_owned(),
                rule_kind: refusal.code.kind.as_str().to_owned(),
                field: refusal.field,
                numbers,
                largest_accepted: refusal.largest_accepted,
                cites_position: refusal.cites,
                reference: None,
            }),
        }
    }
}

impl From<NotAccepted> for Problem {
    fn from(answer: NotAccepted) -> Self {
        match answer {
            NotAccepted::Refused(refusal) => refusal.into(),
            NotAccepted::KeyReused { position } => Self::edge(&edge::KEY_REUSED).citing(position),
            NotAccepted::Busy { retry_after_ms } => {
                Self::edge(&edge::BUSY).retry_after_seconds(retry_after_ms.div_ceil(1000).max(1))
            }
            NotAccepted::Stopping => Self::edge(&edge::STOPPING).retry_after_seconds(5),
            NotAccepted::Fault(reference) => Self::edge(&edge::FAULT).referring(reference),
        }
    }
}

impl From<EngineFault> for Problem {
    fn from(fault: EngineFault) -> Self {
        Self::fault(&fault)
    }
}

impl From<QueryFault> for Problem {
    fn from(fault: QueryFault) -> Self {
        match fault {
            QueryFault::BadCursor => Self::edge(&edge::CURSOR_MALFORMED).at("cursor"),
            QueryFault::Engine(fault) => fault.into(),
        }
    }
}

impl From<CredentialsFault> for Problem {
    fn from(fault: CredentialsFault) -> Self {
        Self::fault(&fault)
    }
}

impl IntoResponse for Problem {
    fn into_response(self) -> Response {
        let body = serde_json::to_vec(&self.body).unwrap_or_default();
        let mut response = (self.status, body).into_response();
        let headers = response.headers_mut();
        headers.insert(CONTENT_TYPE, HeaderValue::from_static("application/problem+json"));
        if let Some(seconds) = self.retry_after_seconds {
            headers.insert(RETRY_AFTER, HeaderValue::from(seconds));
        }
        if self.status == StatusCode::UNAUTHORIZED {
            headers.insert(WWW_AUTHENTICATE, HeaderValue::from_static("Bearer"));
        }
        response
    }
}
