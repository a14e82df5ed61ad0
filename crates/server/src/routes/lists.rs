//! Verification lists: drafting, approval, withdrawal and reversal.

mod decisions;
mod wire;

use axum::Json;
use axum::extract::State;
use axum::http::HeaderMap;
use axum::response::Response;
use etown_domain::bonded::refusal::UNKNOWN_LIST;
use etown_domain::bonded::{BondedCommand, BondedEvent};
use etown_domain::{Command, Event, ReadScope, Refusal};
use etown_engine::query::ListFilter;
use etown_values::{BookId, EnterpriseId, ListId};
use serde::Deserialize;
use utoipa::IntoParams;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

use crate::app::AppState;
use crate::caller::Caller;
use crate::command::{Answer, ChangeHeaders, Commanded, Done, KeyHeader, command};
use crate::people::Names;
use crate::problem::Problem;
use crate::reading::{Asked, Fresh, Named, tagged};
use crate::wire::{Cursor, Direction, ListStatus, Movement, Page, Text, page_request, schema};

use wire::{LineOut, ListDetailOut, ListIn, ListOut};

pub(super) use wire::AmendIn;

pub(super) fn routes() -> OpenApiRouter<AppState> {
    OpenApiRouter::new()
        .routes(routes!(list_lists, draft_list))
        .routes(routes!(show_list, amend_list))
        .routes(routes!(list_lines))
        .merge(decisions::routes())
}

#[derive(Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
struct ListsAsked {
    #[param(value_type = Option<schema::BookId>)]
    book: Option<BookId>,
    #[param(value_type = Option<schema::EnterpriseId>)]
    enterprise: Option<EnterpriseId>,
    #[param(inline)]
    status: Option<ListStatus>,
    #[param(inline)]
    direction: Option<Direction>,
    #[param(inline)]
    movement: Option<Movement>,
    /// Part of the list's number or of the enterprise's name.
    #[param(inline, value_type = Option<Text<0, 200>>)]
    text: Option<Text<0, 200>>,
    #[param(minimum = 1, maximum = 200)]
    limit: Option<u32>,
    #[param(inline, value_type = Option<Cursor>)]
    cursor: Option<Cursor>,
    #[expect(dead_code, reason = "waited for before the handler runs")]
    at_least_position: Option<u64>,
}

#[derive(Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
struct LinesAsked {
    #[param(minimum = 1, maximum = 200)]
    limit: Option<u32>,
    #[param(inline, value_type = Option<Cursor>)]
    cursor: Option<Cursor>,
    #[expect(dead_code, reason = "waited for before the handler runs")]
    at_least_position: Option<u64>,
}

/// The lists that the caller may see.
#[utoipa::path(get, path = "/lists", tag = "lists", params(ListsAsked),
    responses((status = 200, body = Page<ListOut>)))]
async fn list_lists(
    State(app): State<AppState>,
    caller: Caller,
    Asked(asked): Asked<ListsAsked>,
) -> Result<Json<Page<ListOut>>, Problem> {
    let scope = caller.scope()?;
    let page = page_request(asked.limit, asked.cursor)?;
    let filter = ListFilter {
        book: asked.book,
        enterprise: asked.enterprise,
        status: asked.status.map(Into::into),
        direction: asked.direction.map(Into::into),
        movement: asked.movement.map(Into::into),
        text: asked.text.map(String::from),
    };
    app.blocking(move |app| Ok(Json(Page::of(app.queries()?.lists(&scope, &filter, &page)?)))).await
}

/// Draft a list.
#[utoipa::path(post, path = "/lists", tag = "lists", params(KeyHeader), request_body = ListIn,
    responses((status = 201, body = Answer)))]
async fn draft_list(
    State(app): State<AppState>,
    caller: Caller,
    Commanded { content, envelope }: Commanded<ListIn>,
) -> Result<Done, Problem> {
    let (book, content) = content.into_parts();
    let wanted = Command::Bonded(BondedCommand::DraftList { book, content });
    Ok(drafted(&command(&app, &caller, &envelope, wanted).await?))
}

fn drafted(answer: &etown_engine::Answer) -> Done {
    Done::made(answer, "lists", |event| match event {
        Event::Bonded(BondedEvent::ListDrafted { list, .. }) => Some(list.to_string()),
        _ => None,
    })
}

/// One list with its trucks and history, and the `ETag` that its commands want as If-Match.
#[utoipa::path(get, path = "/lists/{list}", tag = "lists", params(("list" = schema::ListId, Path), Fresh),
    responses((status = 200, body = ListDetailOut, headers(("ETag" = String, description = "Revision and digest."))),
        (status = 304, description = "The list is as If-None-Match knows it.")))]
async fn show_list(
    State(app): State<AppState>,
    caller: Caller,
    headers: HeaderMap,
    Named(list): Named<ListId>,
    _fresh: Asked<Fresh>,
) -> Result<Response, Problem> {
    let scope = caller.scope()?;
    app.blocking(move |app| {
        let found = app.queries()?.list(&scope, list)?.ok_or_else(|| Refusal::new(&UNKNOWN_LIST))?;
        let revision = found.row.revision;
        let shown = ListDetailOut::of(found, &Names::of(app));
        tagged(&headers, revision, &shown)
    })
    .await
}

/// Replace the content of a draft list.
#[utoipa::path(put, path = "/lists/{list}", tag = "lists",
    params(("list" = schema::ListId, Path), ChangeHeaders), request_body = AmendIn,
    responses((status = 200, body = Answer)))]
async fn amend_list(
    State(app): State<AppState>,
    caller: Caller,
    Named(list): Named<ListId>,
    Commanded { content, envelope }: Commanded<AmendIn>,
) -> Result<Done, Problem> {
    let revision = envelope.revision()?;
    let wanted = Command::Bonded(BondedCommand::AmendList { list, revision, content: content.into() });
    Ok(Done::changed(&command(&app, &caller, &envelope, wanted).await?))
}

/// The lines of a list.
#[utoipa::path(get, path = "/lists/{list}/lines", tag = "lists",
    params(("list" = schema::ListId, Path), LinesAsked), responses((status = 200, body = Page<LineOut>)))]
async fn list_lines(
    State(app): State<AppState>,
    caller: Caller,
    Named(list): Named<ListId>,
    Asked(asked): Asked<LinesAsked>,
) -> Result<Json<Page<LineOut>>, Problem> {
    let scope = caller.scope()?;
    let page = page_request(asked.limit, asked.cursor)?;
    app.blocking(move |app| {
        require_list(app, &scope, list)?;
        Ok(Json(Page::of(app.queries()?.lines(&scope, list, &page)?)))
    })
    .await
}

/// Refuses a list that the caller may not see, in the same words as one that does not exist.
pub(in crate::routes) fn require_list(
    app: &AppState,
    scope: &ReadScope,
    list: ListId,
) -> Result<(), Problem> {
    match app.queries()?.list(scope, list)? {
        Some(_) => Ok(()),
        None => Err(Refusal::new(&UNKNOWN_LIST).into()),
    }
}
