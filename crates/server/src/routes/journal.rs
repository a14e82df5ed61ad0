//! The journal as a readable history, and what proves it: receipts, checkpoints, tiles, the trust file.

mod proofs;

use axum::Json;
use axum::extract::State;
use etown_engine::query::{EntryFilter, EntryRow};
use etown_values::Instant;
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

use crate::app::AppState;
use crate::caller::Caller;
use crate::people::Names;
use crate::problem::{NumberOut, Problem, edge};
use crate::reading::{Asked, Fresh, Named};
use crate::wire::{Cursor, Page, ReportedInstant, Text, page_request, schema};

pub(super) fn routes() -> OpenApiRouter<AppState> {
    OpenApiRouter::new().routes(routes!(list_entries)).routes(routes!(show_entry)).merge(proofs::routes())
}

#[derive(Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
struct EntriesAsked {
    /// The kind of command, such as `bonded.approve_list`.
    #[param(inline, value_type = Option<Text<0, 100>>)]
    kind: Option<Text<0, 100>>,
    /// Part of the subject's id or number.
    #[param(inline, value_type = Option<Text<0, 200>>)]
    subject: Option<Text<0, 200>>,
    /// The first instant.
    #[param(value_type = Option<schema::Instant>)]
    from: Option<ReportedInstant>,
    /// The instant before which it was recorded.
    #[param(value_type = Option<schema::Instant>)]
    until: Option<ReportedInstant>,
    #[param(minimum = 1, maximum = 200)]
    limit: Option<u32>,
    #[param(inline, value_type = Option<Cursor>)]
    cursor: Option<Cursor>,
    #[expect(dead_code, reason = "waited for before the handler runs")]
    at_least_position: Option<u64>,
}

#[derive(Serialize, ToSchema)]
#[schema(as = Entry)]
struct EntryOut {
    position: u64,
    #[schema(value_type = schema::Instant)]
    instant: String,
    /// The kind of command, such as `bonded.approve_list`.
    kind: String,
    /// Id of the user, `scheduler` or `setup`.
    actor: String,
    actor_name: Option<String>,
    subject_kind: Option<String>,
    subject_id: Option<String>,
    /// What the entry is about in a few named values.
    summary: Vec<NumberOut>,
}

#[derive(Serialize, ToSchema)]
#[schema(as = EntryDetail)]
struct EntryDetailOut {
    entry: EntryOut,
    /// The events as they stand in the journal.
    #[schema(value_type = Vec<Object>)]
    events: Vec<serde_json::Value>,
    /// The names of the payload's sections, each of which a receipt may disclose.
    sections: Vec<String>,
}

impl EntryOut {
    fn of(row: EntryRow, names: &Names<'_>) -> Self {
        Self {
            position: row.position,
            instant: row.instant.to_string(),
            kind: row.kind,
            actor_name: names.name(&row.actor),
            actor: row.actor,
            subject_kind: row.subject_kind,
            subject_id: row.subject_id,
            summary: row.summary.into_iter().map(|(name, value)| NumberOut { name, value }).collect(),
        }
    }
}

/// The entries that the caller may see, newest first.
#[utoipa::path(get, path = "/journal/entries", tag = "journal", params(EntriesAsked),
    responses((status = 200, body = Page<EntryOut>)))]
async fn list_entries(
    State(app): State<AppState>,
    caller: Caller,
    Asked(asked): Asked<EntriesAsked>,
) -> Result<Json<Page<EntryOut>>, Problem> {
    let scope = caller.scope()?;
    let page = page_request(asked.limit, asked.cursor)?;
    let instant = |asked: Option<ReportedInstant>| -> Option<Instant> { asked.map(|instant| instant.0) };
    let filter = EntryFilter {
        kind: asked.kind.map(String::from),
        subject_text: asked.subject.map(String::from),
        from: instant(asked.from),
        until: instant(asked.until),
    };
    app.blocking(move |app| {
        let found = app.queries()?.entries(&scope, &filter, &page)?;
        let names = Names::of(app);
        let rows = found.rows.into_iter().map(|row| EntryOut::of(row, &names)).collect();
        Ok(Json(Page { rows, next_cursor: found.next_cursor }))
    })
    .await
}

/// One entry with its events.
#[utoipa::path(get, path = "/journal/entries/{position}", tag = "journal",
    params(("position" = u64, Path, description = "Position in the journal, from 0."), Fresh),
    responses((status = 200, body = EntryDetailOut)))]
async fn show_entry(
    State(app): State<AppState>,
    caller: Caller,
    Named(position): Named<u64>,
    _fresh: Asked<Fresh>,
) -> Result<Json<EntryDetailOut>, Problem> {
    let scope = caller.scope()?;
    app.blocking(move |app| {
        let found = app.queries()?.entry(&scope, position)?;
        let detail = found.ok_or_else(|| Problem::edge(&edge::UNKNOWN_ENTRY))?;
        let events = serde_json::from_str(&detail.events_json).map_err(|error| Problem::fault(&error))?;
        let entry = EntryOut::of(detail.row, &Names::of(app));
        Ok(Json(EntryDetailOut { entry, events, sections: detail.sections }))
    })
    .await
}
