//! One command on its way from a request to the writer: headers and body are read here, once and in the same order for
//! every path, and the bytes that the journal keeps are put together here.

mod body;
mod headers;

use axum::body::Bytes;
use axum::extract::{FromRequest, OriginalUri, Request};
use axum::http::header::{IF_MATCH, LOCATION};
use axum::http::{HeaderMap, HeaderName, HeaderValue, StatusCode};
use axum::response::{IntoResponse, Response};
use etown_domain::kernel::exceptions::ExceptionEvent;
use etown_domain::{Actor, Command, Event};
use etown_engine::{NotAccepted, Submission};
use serde::Serialize;
use serde::de::DeserializeOwned;
use tokio::sync::oneshot;
use utoipa::ToSchema;

use crate::app::AppState;
use crate::caller::Caller;
use crate::problem::{Problem, edge};
use crate::wire::schema;

pub(crate) use body::{Body, Nothing};
pub(crate) use headers::{ChangeHeaders, KeyHeader};

pub(crate) const POSITION_HEADER: &str = "e-town-position";
const KEY_HEADER: &str = "idempotency-key";
const KEY_CHARACTERS_MAX: usize = 200;

/// The answer to a command that stands in the journal.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct Answer {
    /// The entry's position in the journal; its receipt is at `/api/v1/journal/entries/{position}/receipt`.
    pub(crate) position: u64,
    #[schema(value_type = schema::Instant)]
    pub(crate) instant: String,
    /// Whether this is the first answer given again, for the same key and bytes.
    pub(crate) is_repeated: bool,
    /// The id of what the command made, where it made something.
    pub(crate) id: Option<String>,
    /// The exceptions that a report opened; empty where it contradicts nothing, and for requests.
    pub(crate) exceptions: Vec<OpenedException>,
}

/// An exception that the command's entry opened.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct OpenedException {
    #[schema(value_type = schema::ExceptionId)]
    pub(crate) id: String,
    /// Why it was opened, such as `truck_not_named`.
    pub(crate) kind: String,
}

/// A command's body with the headers that every command needs.
pub(crate) struct Commanded<T> {
    pub(crate) content: T,
    pub(crate) envelope: CommandEnvelope,
}

/// What is kept of the request beside the content.
#[derive(Clone, Debug)]
pub(crate) struct CommandEnvelope {
    pub(crate) key: String,
    pub(crate) if_match: Option<String>,
    /// Method and path.
    pub(crate) operation: String,
    pub(crate) body: Bytes,
}

impl<T: DeserializeOwned> FromRequest<AppState> for Commanded<T> {
    type Rejection = Problem;

    async fn from_request(request: Request, app: &AppState) -> Result<Self, Problem> {
        let key = idempotency_key(request.headers())?;
        let if_match = request
            .headers()
            .get(IF_MATCH)
            .map(|value| value.to_str().map(str::to_owned))
            .transpose()
            .map_err(|_not_text| Problem::edge(&edge::IF_MATCH_MALFORMED))?;
        // The router cuts the common beginning off the path; the journal keeps it whole.
        let path = match request.extensions().get::<OriginalUri>() {
            Some(OriginalUri(whole)) => whole.path().to_owned(),
            None => request.uri().path().to_owned(),
        };
        let operation = format!("{} {path}", request.method());
        let Body { content, bytes } = Body::from_request(request, app).await?;
        Ok(Self { content, envelope: CommandEnvelope { key, if_match, operation, body: bytes } })
    }
}

impl CommandEnvelope {
    /// The bytes that the journal keeps: operation, revision and body as received.
    pub(crate) fn bytes(&self) -> Vec<u8> {
        self.bytes_with(&self.body)
    }

    /// The same with another body, for the one command whose body names a person.
    pub(crate) fn bytes_with(&self, body: &[u8]) -> Vec<u8> {
        let if_match = self.if_match.as_deref().unwrap_or_default();
        [self.operation.as_bytes(), b"\n", if_match.as_bytes(), b"\n", body].concat()
    }

    /// Returns the revision that the change rests on; `None` for whatever it is now.
    pub(crate) fn revision(&self) -> Result<Option<u64>, Problem> {
        let text = self.if_match.as_deref().ok_or_else(|| Problem::edge(&edge::IF_MATCH_MISSING))?;
        if text == "*" {
            return Ok(None);
        }
        crate::reading::revision_in(text)
            .map(Some)
            .ok_or_else(|| Problem::edge(&edge::IF_MATCH_MALFORMED).at("If-Match"))
    }
}

fn idempotency_key(headers: &HeaderMap) -> Result<String, Problem> {
    let value = headers.get(KEY_HEADER).ok_or_else(|| Problem::edge(&edge::IDEMPOTENCY_KEY_MISSING))?;
    let is_fit =
        (1..=KEY_CHARACTERS_MAX).contains(&value.len()) && value.as_bytes().iter().all(u8::is_ascii_graphic);
    value
        .to_str()
        .ok()
        .filter(|_| is_fit)
        .map(str::to_owned)
        .ok_or_else(|| Problem::edge(&edge::IDEMPOTENCY_KEY_MALFORMED).at("Idempotency-Key"))
}

/// Hands a submission to the writer and waits, without a thread, until its entry is durable.
pub(crate) async fn submit(app: &AppState, submission: Submission) -> Result<etown_engine::Answer, Problem> {
    let (give, answer) = oneshot::channel();
    let engine = app.engine.clone();
    engine.submit_then(
        submission,
        Box::new(move |outcome| {
            // The client may have gone; its entry stands all the same.
            let _ = give.send(outcome);
        }),
    );
    Ok(answer.await.unwrap_or(Err(NotAccepted::Stopping))?)
}

/// Gives one of the caller's commands to the writer.
pub(crate) async fn command(
    app: &AppState,
    caller: &Caller,
    envelope: &CommandEnvelope,
    command: Command,
) -> Result<etown_engine::Answer, Problem> {
    let bytes = envelope.bytes();
    submit(app, Submission { actor: caller.actor(), command_id: envelope.key.clone(), command, bytes }).await
}

/// Gives one of the caller's commands of any part to the writer; it changes something that exists.
pub(crate) async fn change(
    app: &AppState,
    caller: &Caller,
    envelope: &CommandEnvelope,
    wanted: impl Into<Command>,
) -> Result<Done, Problem> {
    Ok(Done::changed(&command(app, caller, envelope, wanted.into()).await?))
}

/// The success of a command: what to answer and where to look next.
pub(crate) struct Done {
    status: StatusCode,
    location: String,
    answer: Answer,
}

impl Done {
    /// Something existing was changed.
    pub(crate) fn changed(answer: &etown_engine::Answer) -> Self {
        let location = format!("/api/v1/journal/entries/{}", answer.position);
        Self { status: StatusCode::OK, location, answer: Answer::of(answer, None) }
    }

    /// Something was made that has an address of its own; its id stands in the entry's events.
    pub(crate) fn made(
        answer: &etown_engine::Answer,
        collection: &str,
        id_in: impl Fn(&Event) -> Option<String>,
    ) -> Self {
        let made = Self::registered(answer, id_in);
        match &made.answer.id {
            Some(id) => {
                let location = format!("/api/v1/{collection}/{id}");
                Self { location, ..made }
            }
            None => made,
        }
    }

    /// Something was made that has an id but no address of its own; its entry shows it.
    pub(crate) fn registered(
        answer: &etown_engine::Answer,
        id_in: impl Fn(&Event) -> Option<String>,
    ) -> Self {
        let id = answer.events.iter().find_map(id_in);
        Self { answer: Answer::of(answer, id), ..Self::recorded(answer) }
    }

    /// Something was recorded.
    pub(crate) fn recorded(answer: &etown_engine::Answer) -> Self {
        Self { status: StatusCode::CREATED, ..Self::changed(answer) }
    }
}

impl Answer {
    fn of(answer: &etown_engine::Answer, id: Option<String>) -> Self {
        Self {
            position: answer.position,
            instant: answer.instant.to_string(),
            is_repeated: answer.is_repeated,
            id,
            exceptions: answer.events.iter().filter_map(OpenedException::of).collect(),
        }
    }
}

impl OpenedException {
    fn of(event: &Event) -> Option<Self> {
        let Event::Exception(ExceptionEvent::ExceptionOpened(exception)) = event else { return None };
        Some(Self { id: exception.id.to_string(), kind: exception.kind.as_str().to_owned() })
    }
}

impl IntoResponse for Done {
    fn into_response(self) -> Response {
        let position = HeaderValue::from(self.answer.position);
        let mut response = (self.status, axum::Json(self.answer)).into_response();
        response.headers_mut().insert(HeaderName::from_static(POSITION_HEADER), position);
        if let Ok(location) = HeaderValue::from_str(&self.location) {
            response.headers_mut().insert(LOCATION, location);
        }
        response
    }
}

/// Submits a report. Its key is its source and external id: the same bytes find the first receipt, and other bytes
/// under the same key are recorded beside them, so the command id takes in both.
pub(crate) async fn report(
    app: &AppState,
    actor: Actor,
    report: etown_domain::bonded::BondedReport,
    body: &Bytes,
) -> Result<etown_engine::Answer, Problem> {
    use sha2::{Digest, Sha256};
    let digest = Sha256::new()
        .chain_update(report.key.source.as_bytes())
        .chain_update([0])
        .chain_update(report.key.external_id.as_bytes())
        .chain_update([0])
        .chain_update(body)
        .finalize();
    let command_id = format!("report:{}", crate::random::hexadecimal(&digest));
    let command = Command::Report(report);
    submit(app, Submission { actor, command_id, command, bytes: body.to_vec() }).await
}
