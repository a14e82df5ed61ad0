//! Cooperation platforms and international institutions: two registers with the same shape.

mod wire;

use axum::Json;
use axum::extract::State;
use axum::http::HeaderMap;
use axum::response::Response;
use etown_domain::international::InternationalCommand;
use etown_domain::international::partner::PartnerId;
use etown_domain::international::refusal::UNKNOWN_PARTNER;
use etown_domain::{Command, Refusal};
use etown_values::{InstitutionId, PlatformId};
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

use crate::app::AppState;
use crate::caller::Caller;
use crate::command::{Answer, ChangeHeaders, Commanded, Done, KeyHeader, change, command};
use crate::problem::Problem;
use crate::reading::{Asked, Fresh, Named, tagged};
use crate::wire::{Page, page_request, part_page, schema};
use wire::{
    ActivityIn, EndIn, InstitutionIn, InstitutionOut, PartnersAsked, PlatformIn, PlatformOut, institution,
    platform, registered,
};

pub(super) fn routes() -> OpenApiRouter<AppState> {
    OpenApiRouter::new()
        .routes(routes!(list_institutions, register_institution))
        .routes(routes!(show_institution))
        .routes(routes!(record_institution_activity))
        .routes(routes!(end_institution_cooperation))
        .routes(routes!(list_platforms, register_platform))
        .routes(routes!(show_platform))
        .routes(routes!(record_platform_activity))
        .routes(routes!(end_platform_cooperation))
}

/// The register of international institutions.
#[utoipa::path(get, path = "/institutions", tag = "international", params(PartnersAsked),
    responses((status = 200, body = Page<InstitutionOut>)))]
async fn list_institutions(
    State(app): State<AppState>,
    caller: Caller,
    Asked(asked): Asked<PartnersAsked>,
) -> Result<Json<Page<InstitutionOut>>, Problem> {
    caller.scope()?;
    let wanted = asked.wanted();
    let page = page_request(asked.limit, asked.cursor)?;
    app.blocking(move |app| {
        Ok(Json(app.engine.read(|state| {
            let found = state.international.partners().filter(|partner| wanted.meets(partner));
            let rows = found.filter_map(institution);
            part_page(rows.map(|found| (found.id.clone(), found)), &page)
        })))
    })
    .await
}

/// Register an international institution.
#[utoipa::path(post, path = "/institutions", tag = "international", params(KeyHeader),
    request_body = InstitutionIn, responses((status = 201, body = Answer)))]
async fn register_institution(
    State(app): State<AppState>,
    caller: Caller,
    Commanded { content, envelope }: Commanded<InstitutionIn>,
) -> Result<Done, Problem> {
    let (kind, facts) = (content.kind.into(), content.facts.into());
    let wanted = Command::International(InternationalCommand::RegisterInstitution { kind, facts });
    let answer = command(&app, &caller, &envelope, wanted).await?;
    Ok(Done::made(&answer, "institutions", registered))
}

/// One institution with what was done together, with the `ETag` that its commands want as If-Match.
#[utoipa::path(get, path = "/institutions/{institution}", tag = "international",
    params(("institution" = schema::InstitutionId, Path), Fresh),
    responses((status = 200, body = InstitutionOut, headers(("ETag" = String, description = "Revision and digest."))),
        (status = 304, description = "It is as If-None-Match knows it.")))]
async fn show_institution(
    State(app): State<AppState>,
    caller: Caller,
    headers: HeaderMap,
    Named(id): Named<InstitutionId>,
    _fresh: Asked<Fresh>,
) -> Result<Response, Problem> {
    caller.scope()?;
    app.blocking(move |app| {
        let id = PartnerId::Institution(id);
        let shown = app.engine.read(|state| state.international.partner(id).and_then(institution));
        let shown = shown.ok_or_else(|| Refusal::new(&UNKNOWN_PARTNER))?;
        tagged(&headers, shown.revision, &shown)
    })
    .await
}

/// Record what was done together with an institution.
#[utoipa::path(post, path = "/institutions/{institution}/activities", tag = "international",
    params(("institution" = schema::InstitutionId, Path), ChangeHeaders), request_body = ActivityIn,
    responses((status = 200, body = Answer)))]
async fn record_institution_activity(
    State(app): State<AppState>,
    caller: Caller,
    Named(id): Named<InstitutionId>,
    Commanded { content, envelope }: Commanded<ActivityIn>,
) -> Result<Done, Problem> {
    let wanted = content.of(PartnerId::Institution(id), envelope.revision()?);
    change(&app, &caller, &envelope, wanted).await
}

/// End the cooperation with an institution.
#[utoipa::path(post, path = "/institutions/{institution}/end", tag = "international",
    params(("institution" = schema::InstitutionId, Path), ChangeHeaders), request_body = EndIn,
    responses((status = 200, body = Answer)))]
async fn end_institution_cooperation(
    State(app): State<AppState>,
    caller: Caller,
    Named(id): Named<InstitutionId>,
    Commanded { content, envelope }: Commanded<EndIn>,
) -> Result<Done, Problem> {
    let wanted = content.of(PartnerId::Institution(id), envelope.revision()?);
    change(&app, &caller, &envelope, wanted).await
}

/// The register of cooperation platforms.
#[utoipa::path(get, path = "/platforms", tag = "international", params(PartnersAsked),
    responses((status = 200, body = Page<PlatformOut>)))]
async fn list_platforms(
    State(app): State<AppState>,
    caller: Caller,
    Asked(asked): Asked<PartnersAsked>,
) -> Result<Json<Page<PlatformOut>>, Problem> {
    caller.scope()?;
    let wanted = asked.wanted();
    let page = page_request(asked.limit, asked.cursor)?;
    app.blocking(move |app| {
        Ok(Json(app.engine.read(|state| {
            let found = state.international.partners().filter(|partner| wanted.meets(partner));
            let rows = found.filter_map(|partner| platform(state, partner));
            part_page(rows.map(|found| (found.id.clone(), found)), &page)
        })))
    })
    .await
}

/// Register a cooperation platform.
#[utoipa::path(post, path = "/platforms", tag = "international", params(KeyHeader),
    request_body = PlatformIn, responses((status = 201, body = Answer)))]
async fn register_platform(
    State(app): State<AppState>,
    caller: Caller,
    Commanded { content, envelope }: Commanded<PlatformIn>,
) -> Result<Done, Problem> {
    let PlatformIn { kind, facts, members } = content;
    let (kind, facts) = (kind.into(), facts.into());
    let wanted = Command::International(InternationalCommand::RegisterPlatform { kind, facts, members });
    let answer = command(&app, &caller, &envelope, wanted).await?;
    Ok(Done::made(&answer, "platforms", registered))
}

/// One platform with what was done together, with the `ETag` that its commands want as If-Match.
#[utoipa::path(get, path = "/platforms/{platform}", tag = "international",
    params(("platform" = schema::PlatformId, Path), Fresh),
    responses((status = 200, body = PlatformOut, headers(("ETag" = String, description = "Revision and digest."))),
        (status = 304, description = "It is as If-None-Match knows it.")))]
async fn show_platform(
    State(app): State<AppState>,
    caller: Caller,
    headers: HeaderMap,
    Named(id): Named<PlatformId>,
    _fresh: Asked<Fresh>,
) -> Result<Response, Problem> {
    caller.scope()?;
    app.blocking(move |app| {
        let id = PartnerId::Platform(id);
        let shown = app
            .engine
            .read(|state| state.international.partner(id).and_then(|partner| platform(state, partner)));
        let shown = shown.ok_or_else(|| Refusal::new(&UNKNOWN_PARTNER))?;
        tagged(&headers, shown.revision, &shown)
    })
    .await
}

/// Record what was done together on a platform.
#[utoipa::path(post, path = "/platforms/{platform}/activities", tag = "international",
    params(("platform" = schema::PlatformId, Path), ChangeHeaders), request_body = ActivityIn,
    responses((status = 200, body = Answer)))]
async fn record_platform_activity(
    State(app): State<AppState>,
    caller: Caller,
    Named(id): Named<PlatformId>,
    Commanded { content, envelope }: Commanded<ActivityIn>,
) -> Result<Done, Problem> {
    let wanted = content.of(PartnerId::Platform(id), envelope.revision()?);
    change(&app, &caller, &envelope, wanted).await
}

/// End a platform.
#[utoipa::path(post, path = "/platforms/{platform}/end", tag = "international",
    params(("platform" = schema::PlatformId, Path), ChangeHeaders), request_body = EndIn,
    responses((status = 200, body = Answer)))]
async fn end_platform_cooperation(
    State(app): State<AppState>,
    caller: Caller,
    Named(id): Named<PlatformId>,
    Commanded { content, envelope }: Commanded<EndIn>,
) -> Result<Done, Problem> {
    let wanted = content.of(PartnerId::Platform(id), envelope.revision()?);
    change(&app, &caller, &envelope, wanted).await
}
