//! Investment projects: the pipeline, a project with its screening and its time in each stage, and what is decided.

mod wire;

use axum::Json;
use axum::extract::State;
use axum::http::HeaderMap;
use axum::response::Response;
use etown_domain::international::refusal::UNKNOWN_INVESTMENT_PROJECT;
use etown_domain::international::{InternationalCommand, InternationalEvent};
use etown_domain::{Command, Event, Refusal, Role};
use etown_values::InvestmentProjectId;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

use super::super::books::ReasonIn;
use super::covers;
use crate::app::AppState;
use crate::caller::Caller;
use crate::command::{Answer, ChangeHeaders, Commanded, Done, KeyHeader, change, command};
use crate::problem::Problem;
use crate::reading::{Asked, Fresh, Named, tagged};
use crate::wire::{Page, page_request, part_page, schema};
use wire::{
    AdvanceIn, ConditionIn, EditionIn, EnterpriseIn, NewProjectIn, ProjectIn, ProjectOut, ProjectRowOut,
    ProjectsAsked,
};

pub(super) fn routes() -> OpenApiRouter<AppState> {
    OpenApiRouter::new()
        .routes(routes!(list_investment_projects, open_investment_project))
        .routes(routes!(show_investment_project, amend_investment_project))
        .routes(routes!(screen_investment_project))
        .routes(routes!(record_list_condition))
        .routes(routes!(advance_investment_project))
        .routes(routes!(name_project_enterprise))
        .routes(routes!(drop_investment_project))
}

/// The investment projects that the caller may see, with the time in their stage.
#[utoipa::path(get, path = "/investment-projects", tag = "international", params(ProjectsAsked),
    responses((status = 200, body = Page<ProjectRowOut>)))]
async fn list_investment_projects(
    State(app): State<AppState>,
    caller: Caller,
    Asked(asked): Asked<ProjectsAsked>,
) -> Result<Json<Page<ProjectRowOut>>, Problem> {
    let scope = caller.scope_at(Role::InvestmentOfficer)?;
    let page = page_request(asked.limit, asked.cursor)?;
    let stage = asked.stage.map(Into::into);
    app.blocking(move |app| {
        let today = app.engine.business_date();
        Ok(Json(app.engine.read(|state| {
            let projects = state.international.projects();
            let visible = projects.filter(|project| covers(&scope, project.enterprise));
            let wanted = visible.filter(|project| stage.is_none_or(|stage| project.stage() == stage));
            let rows = wanted
                .map(|project| (project.id.to_string(), ProjectRowOut::of(project, &state.calendar, today)));
            part_page(rows, &page)
        })))
    })
    .await
}

/// Open an investment project; it is a lead from the day on.
#[utoipa::path(post, path = "/investment-projects", tag = "international", params(KeyHeader),
    request_body = NewProjectIn, responses((status = 201, body = Answer)))]
async fn open_investment_project(
    State(app): State<AppState>,
    caller: Caller,
    Commanded { content, envelope }: Commanded<NewProjectIn>,
) -> Result<Done, Problem> {
    let NewProjectIn { project, on } = content;
    let wanted = InternationalCommand::OpenProject { content: project.into(), on };
    let answer = command(&app, &caller, &envelope, Command::International(wanted)).await?;
    Ok(Done::made(&answer, "investment-projects", |event| match event {
        Event::International(InternationalEvent::ProjectOpened { project, .. }) => Some(project.to_string()),
        _ => None,
    }))
}

/// One project with its screening and the time in each stage, with the `ETag` that its commands want as If-Match.
#[utoipa::path(get, path = "/investment-projects/{project}", tag = "international",
    params(("project" = schema::InvestmentProjectId, Path), Fresh),
    responses((status = 200, body = ProjectOut, headers(("ETag" = String, description = "Revision and digest."))),
        (status = 304, description = "It is as If-None-Match knows it.")))]
async fn show_investment_project(
    State(app): State<AppState>,
    caller: Caller,
    headers: HeaderMap,
    Named(project): Named<InvestmentProjectId>,
    _fresh: Asked<Fresh>,
) -> Result<Response, Problem> {
    let scope = caller.scope_at(Role::InvestmentOfficer)?;
    app.blocking(move |app| {
        let today = app.engine.business_date();
        let shown = app.engine.read(|state| {
            let found = state.international.project(project);
            let found = found.filter(|found| covers(&scope, found.enterprise))?;
            Some(ProjectOut::of(state, found, today))
        });
        let shown = shown.ok_or_else(|| Refusal::new(&UNKNOWN_INVESTMENT_PROJECT))?;
        tagged(&headers, shown.revision(), &shown)
    })
    .await
}

/// Say anew what is planned; the project must be screened again.
#[utoipa::path(put, path = "/investment-projects/{project}", tag = "international",
    params(("project" = schema::InvestmentProjectId, Path), ChangeHeaders), request_body = ProjectIn,
    responses((status = 200, body = Answer)))]
async fn amend_investment_project(
    State(app): State<AppState>,
    caller: Caller,
    Named(project): Named<InvestmentProjectId>,
    Commanded { content, envelope }: Commanded<ProjectIn>,
) -> Result<Done, Problem> {
    let revision = envelope.revision()?;
    let wanted = InternationalCommand::AmendProject { project, revision, content: content.into() };
    change(&app, &caller, &envelope, wanted).await
}

/// Hold the project against the edition of the negative list in force today.
#[utoipa::path(post, path = "/investment-projects/{project}/screen", tag = "international",
    params(("project" = schema::InvestmentProjectId, Path), ChangeHeaders), request_body = EditionIn,
    responses((status = 200, body = Answer)))]
async fn screen_investment_project(
    State(app): State<AppState>,
    caller: Caller,
    Named(project): Named<InvestmentProjectId>,
    Commanded { content, envelope }: Commanded<EditionIn>,
) -> Result<Done, Problem> {
    let revision = envelope.revision()?;
    let edition = content.edition;
    change(&app, &caller, &envelope, InternationalCommand::ScreenProject { project, revision, edition }).await
}

/// Record how the conditions of a restricted item are met.
#[utoipa::path(post, path = "/investment-projects/{project}/record-condition", tag = "international",
    params(("project" = schema::InvestmentProjectId, Path), ChangeHeaders), request_body = ConditionIn,
    responses((status = 200, body = Answer)))]
async fn record_list_condition(
    State(app): State<AppState>,
    caller: Caller,
    Named(project): Named<InvestmentProjectId>,
    Commanded { content, envelope }: Commanded<ConditionIn>,
) -> Result<Done, Problem> {
    let revision = envelope.revision()?;
    let ConditionIn { item, met_by } = content;
    let wanted = InternationalCommand::RecordCondition { project, revision, item, met_by };
    change(&app, &caller, &envelope, wanted).await
}

/// Take the project to the stage that follows.
#[utoipa::path(post, path = "/investment-projects/{project}/advance", tag = "international",
    params(("project" = schema::InvestmentProjectId, Path), ChangeHeaders), request_body = AdvanceIn,
    responses((status = 200, body = Answer)))]
async fn advance_investment_project(
    State(app): State<AppState>,
    caller: Caller,
    Named(project): Named<InvestmentProjectId>,
    Commanded { content, envelope }: Commanded<AdvanceIn>,
) -> Result<Done, Problem> {
    let revision = envelope.revision()?;
    let AdvanceIn { stage, on, note } = content;
    let stage = stage.into();
    let wanted = InternationalCommand::AdvanceProject { project, revision, stage, on, note };
    change(&app, &caller, &envelope, wanted).await
}

/// Name the enterprise that a registered project became.
#[utoipa::path(post, path = "/investment-projects/{project}/name-enterprise", tag = "international",
    params(("project" = schema::InvestmentProjectId, Path), ChangeHeaders), request_body = EnterpriseIn,
    responses((status = 200, body = Answer)))]
async fn name_project_enterprise(
    State(app): State<AppState>,
    caller: Caller,
    Named(project): Named<InvestmentProjectId>,
    Commanded { content, envelope }: Commanded<EnterpriseIn>,
) -> Result<Done, Problem> {
    let revision = envelope.revision()?;
    let enterprise = content.enterprise;
    let wanted = InternationalCommand::NameEnterprise { project, revision, enterprise };
    change(&app, &caller, &envelope, wanted).await
}

/// Drop a project that goes no further.
#[utoipa::path(post, path = "/investment-projects/{project}/drop", tag = "international",
    params(("project" = schema::InvestmentProjectId, Path), ChangeHeaders), request_body = ReasonIn,
    responses((status = 200, body = Answer)))]
async fn drop_investment_project(
    State(app): State<AppState>,
    caller: Caller,
    Named(project): Named<InvestmentProjectId>,
    Commanded { content, envelope }: Commanded<ReasonIn>,
) -> Result<Done, Problem> {
    let revision = envelope.revision()?;
    let reason = content.reason;
    change(&app, &caller, &envelope, InternationalCommand::DropProject { project, revision, reason }).await
}
