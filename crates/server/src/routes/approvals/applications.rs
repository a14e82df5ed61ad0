//! Applications: the register, and what an enterprise asks for and commits to.

use axum::Json;
use axum::extract::State;
use axum::http::HeaderMap;
use axum::response::Response;
use etown_domain::approvals::application::ApplicationContent;
use etown_domain::approvals::notice::NoticeDigest;
use etown_domain::approvals::refusal::UNKNOWN_APPLICATION;
use etown_domain::approvals::{ApprovalsCommand, ApprovalsEvent};
use etown_domain::{Command, Event, Refusal, Role};
use etown_values::{ApplicationId, EnterpriseId, MatterId};
use serde::Deserialize;
use utoipa::{IntoParams, ToSchema};
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

use super::wire::{ApplicationOut, BuildingIn};
use crate::app::AppState;
use crate::caller::Caller;
use crate::command::{Answer, ChangeHeaders, Commanded, Done, KeyHeader, change, command};
use crate::problem::Problem;
use crate::reading::{Asked, Fresh, Named, tagged};
use crate::wire::{ApplicationStatus, Cursor, Page, page_request, part_page, schema};

pub(super) fn routes() -> OpenApiRouter<AppState> {
    OpenApiRouter::new()
        .routes(routes!(list_applications, make_application))
        .routes(routes!(show_application))
        .routes(routes!(commit_application))
}

#[derive(Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
struct ApplicationsAsked {
    #[param(value_type = Option<schema::MatterId>)]
    matter: Option<MatterId>,
    #[param(value_type = Option<schema::EnterpriseId>)]
    enterprise: Option<EnterpriseId>,
    #[param(inline)]
    status: Option<ApplicationStatus>,
    #[param(minimum = 1, maximum = 200)]
    limit: Option<u32>,
    #[param(inline, value_type = Option<Cursor>)]
    cursor: Option<Cursor>,
    #[expect(dead_code, reason = "waited for before the handler runs")]
    at_least_position: Option<u64>,
}

#[derive(Deserialize, ToSchema)]
#[schema(as = NewApplication)]
#[serde(deny_unknown_fields)]
struct ApplicationIn {
    #[schema(value_type = schema::EnterpriseId)]
    enterprise: EnterpriseId,
    #[schema(value_type = schema::MatterId)]
    matter: MatterId,
    /// What people call the project.
    #[schema(min_length = 1, max_length = 200)]
    project: String,
    /// For a matter whose eligibility asks for it.
    building: Option<BuildingIn>,
}

#[derive(Deserialize, ToSchema)]
#[schema(as = NewCommitment)]
#[serde(deny_unknown_fields)]
struct CommitmentIn {
    /// The version of the notice that was read.
    #[schema(minimum = 1, maximum = 4_294_967_295_i64)]
    version: u32,
    /// The digest of its text.
    #[schema(value_type = schema::Sha256)]
    digest: String,
}

/// The applications that the caller may see.
#[utoipa::path(get, path = "/applications", tag = "approvals", params(ApplicationsAsked),
    responses((status = 200, body = Page<ApplicationOut>)))]
async fn list_applications(
    State(app): State<AppState>,
    caller: Caller,
    Asked(asked): Asked<ApplicationsAsked>,
) -> Result<Json<Page<ApplicationOut>>, Problem> {
    let scope = caller.scope_at(Role::ApprovalOfficer)?;
    let page = page_request(asked.limit, asked.cursor)?;
    app.blocking(move |app| {
        let today = app.engine.business_date();
        let applications = app.engine.read(|state| {
            let found = state.approvals.applications().filter(|found| scope.covers(found.enterprise));
            let found = found.filter(|found| asked.matter.is_none_or(|wanted| wanted == found.matter));
            let found =
                found.filter(|found| asked.enterprise.is_none_or(|wanted| wanted == found.enterprise));
            let found = found.filter(|found| asked.status.is_none_or(|wanted| found.status == wanted.into()));
            part_page(
                found.map(|found| (found.id.to_string(), ApplicationOut::of(state, today, found))),
                &page,
            )
        });
        Ok(Json(applications))
    })
    .await
}

/// Apply for a matter.
#[utoipa::path(post, path = "/applications", tag = "approvals", params(KeyHeader), request_body = ApplicationIn,
    responses((status = 201, body = Answer)))]
async fn make_application(
    State(app): State<AppState>,
    caller: Caller,
    Commanded { content, envelope }: Commanded<ApplicationIn>,
) -> Result<Done, Problem> {
    let ApplicationIn { enterprise, matter, project, building } = content;
    let content = ApplicationContent { project, building: building.map(Into::into) };
    let wanted = Command::Approvals(ApprovalsCommand::Apply { enterprise, matter, content });
    let answer = command(&app, &caller, &envelope, wanted).await?;
    Ok(Done::made(&answer, "applications", |event| match event {
        Event::Approvals(ApprovalsEvent::ApplicationMade { application, .. }) => {
            Some(application.to_string())
        }
        _ => None,
    }))
}

/// One application, with the `ETag` that its commands want as If-Match.
#[utoipa::path(get, path = "/applications/{application}", tag = "approvals",
    params(("application" = schema::ApplicationId, Path), Fresh),
    responses((status = 200, body = ApplicationOut, headers(("ETag" = String, description = "Revision and digest."))),
        (status = 304, description = "It is as If-None-Match knows it.")))]
async fn show_application(
    State(app): State<AppState>,
    caller: Caller,
    headers: HeaderMap,
    Named(application): Named<ApplicationId>,
    _fresh: Asked<Fresh>,
) -> Result<Response, Problem> {
    let scope = caller.scope_at(Role::ApprovalOfficer)?;
    app.blocking(move |app| {
        let today = app.engine.business_date();
        let found = app.engine.read(|state| {
            let found = state.approvals.application(application);
            let found = found.filter(|found| scope.covers(found.enterprise));
            found.map(|found| ApplicationOut::of(state, today, found))
        });
        let shown = found.ok_or_else(|| Refusal::new(&UNKNOWN_APPLICATION))?;
        tagged(&headers, shown.revision, &shown)
    })
    .await
}

/// Commit to the current version of the notice, named by its digest.
#[utoipa::path(post, path = "/applications/{application}/commit", tag = "approvals",
    params(("application" = schema::ApplicationId, Path), ChangeHeaders), request_body = CommitmentIn,
    responses((status = 200, body = Answer)))]
async fn commit_application(
    State(app): State<AppState>,
    caller: Caller,
    Named(application): Named<ApplicationId>,
    Commanded { content, envelope }: Commanded<CommitmentIn>,
) -> Result<Done, Problem> {
    let revision = envelope.revision()?;
    let (version, digest) = (content.version, NoticeDigest(content.digest));
    change(&app, &caller, &envelope, ApprovalsCommand::Commit { application, revision, version, digest })
        .await
}
