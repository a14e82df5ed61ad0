//! Matters granted on notification and commitment: the notices that the desk publishes, and who is restricted.

mod applications;
mod decisions;
mod wire;

use axum::Json;
use axum::extract::State;
use axum::http::HeaderMap;
use axum::response::Response;
use etown_domain::approvals::refusal::UNKNOWN_MATTER;
use etown_domain::approvals::{ApprovalsCommand, ApprovalsEvent};
use etown_domain::{Command, Event, Refusal, Role};
use etown_values::MatterId;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

use crate::app::AppState;
use crate::caller::Caller;
use crate::command::{Answer, ChangeHeaders, Commanded, Done, KeyHeader, change, command};
use crate::problem::Problem;
use crate::reading::{Asked, Fresh, Named, tagged};
use crate::wire::{Page, page_request, part_page, schema};
use wire::{MatterDetailsOut, MatterOut, NoticeIn, PartAsked, RestrictionOut};

pub(super) fn routes() -> OpenApiRouter<AppState> {
    OpenApiRouter::new()
        .routes(routes!(list_matters, open_matter))
        .routes(routes!(show_matter))
        .routes(routes!(revise_notice))
        .routes(routes!(list_restrictions))
        .merge(applications::routes())
        .merge(decisions::routes())
}

/// The matters that may be granted on a commitment, with the current version of their notices.
#[utoipa::path(get, path = "/matters", tag = "approvals", params(PartAsked),
    responses((status = 200, body = Page<MatterOut>)))]
async fn list_matters(
    State(app): State<AppState>,
    caller: Caller,
    Asked(asked): Asked<PartAsked>,
) -> Result<Json<Page<MatterOut>>, Problem> {
    caller.scope()?;
    let page = page_request(asked.limit, asked.cursor)?;
    app.blocking(move |app| {
        let matters = app.engine.read(|state| {
            let rows = state.approvals.matters().map(|matter| (matter.id.to_string(), MatterOut::of(matter)));
            part_page(rows, &page)
        });
        Ok(Json(matters))
    })
    .await
}

/// Open a matter with the first version of its notice.
#[utoipa::path(post, path = "/matters", tag = "approvals", params(KeyHeader), request_body = NoticeIn,
    responses((status = 201, body = Answer)))]
async fn open_matter(
    State(app): State<AppState>,
    caller: Caller,
    Commanded { content, envelope }: Commanded<NoticeIn>,
) -> Result<Done, Problem> {
    let wanted = Command::Approvals(ApprovalsCommand::OpenMatter { notice: content.into() });
    let answer = command(&app, &caller, &envelope, wanted).await?;
    Ok(Done::made(&answer, "matters", |event| match event {
        Event::Approvals(ApprovalsEvent::NoticePublished { matter, .. }) => Some(matter.to_string()),
        _ => None,
    }))
}

/// One matter with the texts of its notices, with the `ETag` that a revision wants as If-Match.
#[utoipa::path(get, path = "/matters/{matter}", tag = "approvals",
    params(("matter" = schema::MatterId, Path), Fresh),
    responses((status = 200, body = MatterDetailsOut, headers(("ETag" = String, description = "Revision and digest."))),
        (status = 304, description = "It is as If-None-Match knows it.")))]
async fn show_matter(
    State(app): State<AppState>,
    caller: Caller,
    headers: HeaderMap,
    Named(matter): Named<MatterId>,
    _fresh: Asked<Fresh>,
) -> Result<Response, Problem> {
    caller.scope()?;
    app.blocking(move |app| {
        let found = app.engine.read(|state| state.approvals.matter(matter).map(MatterDetailsOut::of));
        let shown = found.ok_or_else(|| Refusal::new(&UNKNOWN_MATTER))?;
        tagged(&headers, shown.matter.revision, &shown)
    })
    .await
}

/// Publish the next version of a matter's notice; whoever commits from now on commits to it.
#[utoipa::path(post, path = "/matters/{matter}/notices", tag = "approvals",
    params(("matter" = schema::MatterId, Path), ChangeHeaders), request_body = NoticeIn,
    responses((status = 200, body = Answer)))]
async fn revise_notice(
    State(app): State<AppState>,
    caller: Caller,
    Named(matter): Named<MatterId>,
    Commanded { content, envelope }: Commanded<NoticeIn>,
) -> Result<Done, Problem> {
    let revision = envelope.revision()?;
    let notice = content.into();
    change(&app, &caller, &envelope, ApprovalsCommand::ReviseNotice { matter, revision, notice }).await
}

/// The restrictions in force that concern the caller: of an enterprise itself, or of another member of its group.
#[utoipa::path(get, path = "/restrictions", tag = "approvals", params(PartAsked),
    responses((status = 200, body = Page<RestrictionOut>)))]
async fn list_restrictions(
    State(app): State<AppState>,
    caller: Caller,
    Asked(asked): Asked<PartAsked>,
) -> Result<Json<Page<RestrictionOut>>, Problem> {
    let scope = caller.scope_at(Role::ApprovalOfficer)?;
    let page = page_request(asked.limit, asked.cursor)?;
    app.blocking(move |app| {
        let restrictions = app.engine.read(|state| {
            let concerns = |enterprise| {
                let group = state.parties.group_of(enterprise);
                let mut members = group.into_iter().flat_map(|group| &group.members);
                scope.covers(enterprise) || members.any(|member| scope.covers(*member))
            };
            let found = state.parties.restrictions().filter(|found| concerns(found.enterprise));
            let key = |position: u64| format!("{position:020}");
            let rows = found.map(|found| {
                (format!("{}:{}", found.enterprise, key(found.position)), RestrictionOut::of(state, found))
            });
            part_page(rows, &page)
        });
        Ok(Json(restrictions))
    })
    .await
}
