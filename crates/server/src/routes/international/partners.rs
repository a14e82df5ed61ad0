//! Cooperation platforms and international institutions: two registers with the same shape.
//! tidy: long because two registers of one shape are read together, their types beside their paths.

use std::collections::BTreeSet;

use axum::Json;
use axum::extract::State;
use axum::http::HeaderMap;
use axum::response::Response;
use etown_domain::international::partner::{Activity, Partner, PartnerFacts, PartnerId, PartnerKind};
use etown_domain::international::refusal::UNKNOWN_PARTNER;
use etown_domain::international::{InternationalCommand, InternationalEvent};
use etown_domain::{Command, Event, Refusal};
use etown_values::{CivilDate, InstitutionId, PlatformId};
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

use super::change;
use super::choices::{InstitutionKind, PlatformKind};
use crate::app::AppState;
use crate::caller::Caller;
use crate::command::{Answer, ChangeHeaders, Commanded, Done, KeyHeader, command};
use crate::problem::Problem;
use crate::reading::{Asked, Fresh, Named, tagged};
use crate::wire::{Cursor, Page, page_request, part_page, schema};

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

#[derive(Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
struct PartnersAsked {
    #[param(minimum = 1, maximum = 200)]
    limit: Option<u32>,
    #[param(inline, value_type = Option<Cursor>)]
    cursor: Option<Cursor>,
    #[expect(dead_code, reason = "waited for before the handler runs")]
    at_least_position: Option<u64>,
}

/// What is kept of every partner.
#[derive(Serialize, Deserialize, ToSchema)]
#[schema(as = PartnerFacts)]
#[serde(deny_unknown_fields)]
struct FactsWire {
    #[schema(min_length = 1, max_length = 200)]
    name: String,
    #[schema(min_length = 1, max_length = 200)]
    name_english: String,
    #[schema(value_type = schema::CountryCode)]
    country: String,
    /// The first day of the cooperation.
    #[schema(value_type = schema::Date)]
    since: CivilDate,
    /// The role that answers; no person.
    #[schema(min_length = 1, max_length = 200)]
    contact_role: String,
}

#[derive(Deserialize, ToSchema)]
#[schema(as = NewInstitution)]
#[serde(deny_unknown_fields)]
struct InstitutionIn {
    kind: InstitutionKind,
    facts: FactsWire,
}

#[derive(Deserialize, ToSchema)]
#[schema(as = NewPlatform)]
#[serde(deny_unknown_fields)]
struct PlatformIn {
    kind: PlatformKind,
    facts: FactsWire,
    /// Institutions that carry the platform.
    #[schema(value_type = Vec<schema::InstitutionId>, max_items = 100)]
    members: BTreeSet<InstitutionId>,
}

#[derive(Deserialize, ToSchema)]
#[schema(as = NewActivity)]
#[serde(deny_unknown_fields)]
struct ActivityIn {
    #[schema(value_type = schema::Date)]
    on: CivilDate,
    #[schema(min_length = 1, max_length = 200)]
    title: String,
    #[schema(min_length = 1, max_length = 2000)]
    outcome: String,
}

#[derive(Deserialize, ToSchema)]
#[schema(as = EndOfCooperation)]
#[serde(deny_unknown_fields)]
struct EndIn {
    #[schema(value_type = schema::Date)]
    on: CivilDate,
    #[schema(min_length = 1, max_length = 2000)]
    reason: String,
}

#[derive(Serialize, ToSchema)]
#[schema(as = Activity)]
struct ActivityOut {
    #[schema(value_type = schema::Date)]
    on: String,
    title: String,
    outcome: String,
    /// The entry whose receipt proves it.
    position: u64,
}

#[derive(Serialize, ToSchema)]
#[schema(as = MemberInstitution)]
struct MemberOut {
    #[schema(value_type = schema::InstitutionId)]
    id: String,
    name: String,
    name_english: String,
}

#[derive(Serialize, ToSchema)]
#[schema(as = Institution)]
struct InstitutionOut {
    #[schema(value_type = schema::InstitutionId)]
    id: String,
    kind: InstitutionKind,
    facts: FactsWire,
    activities: Vec<ActivityOut>,
    #[schema(value_type = Option<schema::Date>)]
    ended_on: Option<String>,
    ended_because: Option<String>,
    registered_position: u64,
    revision: u64,
}

#[derive(Serialize, ToSchema)]
#[schema(as = Platform)]
struct PlatformOut {
    #[schema(value_type = schema::PlatformId)]
    id: String,
    kind: PlatformKind,
    facts: FactsWire,
    members: Vec<MemberOut>,
    activities: Vec<ActivityOut>,
    #[schema(value_type = Option<schema::Date>)]
    ended_on: Option<String>,
    ended_because: Option<String>,
    registered_position: u64,
    revision: u64,
}

impl From<FactsWire> for PartnerFacts {
    fn from(facts: FactsWire) -> Self {
        let FactsWire { name, name_english, country, since, contact_role } = facts;
        Self { name, name_english, country, since, contact_role }
    }
}

impl From<&PartnerFacts> for FactsWire {
    fn from(facts: &PartnerFacts) -> Self {
        Self {
            name: facts.name.clone(),
            name_english: facts.name_english.clone(),
            country: facts.country.clone(),
            since: facts.since,
            contact_role: facts.contact_role.clone(),
        }
    }
}

fn activities(partner: &Partner) -> Vec<ActivityOut> {
    let activity = |recorded: &etown_domain::international::partner::RecordedActivity| ActivityOut {
        on: recorded.activity.on.to_string(),
        title: recorded.activity.title.clone(),
        outcome: recorded.activity.outcome.clone(),
        position: recorded.position,
    };
    partner.activities.iter().map(activity).collect()
}

fn institution(partner: &Partner) -> Option<InstitutionOut> {
    let PartnerKind::Institution { kind } = &partner.kind else { return None };
    let ended = partner.ended.as_ref();
    Some(InstitutionOut {
        id: partner.id.to_string(),
        kind: (*kind).into(),
        facts: (&partner.facts).into(),
        activities: activities(partner),
        ended_on: ended.map(|ended| ended.on.to_string()),
        ended_because: ended.map(|ended| ended.reason.clone()),
        registered_position: partner.registered_at_position,
        revision: partner.revision,
    })
}

fn platform(state: &etown_domain::State, partner: &Partner) -> Option<PlatformOut> {
    let PartnerKind::Platform { kind, members } = &partner.kind else { return None };
    let ended = partner.ended.as_ref();
    let member = |id: &InstitutionId| {
        let found = state.international.partner(PartnerId::Institution(*id))?;
        let PartnerFacts { name, name_english, .. } = found.facts.clone();
        Some(MemberOut { id: id.to_string(), name, name_english })
    };
    Some(PlatformOut {
        id: partner.id.to_string(),
        kind: (*kind).into(),
        facts: (&partner.facts).into(),
        members: members.iter().filter_map(member).collect(),
        activities: activities(partner),
        ended_on: ended.map(|ended| ended.on.to_string()),
        ended_because: ended.map(|ended| ended.reason.clone()),
        registered_position: partner.registered_at_position,
        revision: partner.revision,
    })
}

fn registered(event: &Event) -> Option<String> {
    match event {
        Event::International(InternationalEvent::PartnerRegistered { partner, .. }) => {
            Some(partner.to_string())
        }
        _ => None,
    }
}

impl ActivityIn {
    fn of(self, partner: PartnerId, revision: Option<u64>) -> InternationalCommand {
        let Self { on, title, outcome } = self;
        let activity = Activity { on, title, outcome };
        InternationalCommand::RecordActivity { partner, revision, activity }
    }
}

impl EndIn {
    fn of(self, partner: PartnerId, revision: Option<u64>) -> InternationalCommand {
        let Self { on, reason } = self;
        InternationalCommand::EndCooperation { partner, revision, on, reason }
    }
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
    let page = page_request(asked.limit, asked.cursor)?;
    app.blocking(move |app| {
        Ok(Json(app.engine.read(|state| {
            let all = state.international.partners().filter_map(institution);
            part_page(all.map(|found| (found.id.clone(), found)), &page)
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
    let page = page_request(asked.limit, asked.cursor)?;
    app.blocking(move |app| {
        Ok(Json(app.engine.read(|state| {
            let all = state.international.partners().filter_map(|partner| platform(state, partner));
            part_page(all.map(|found| (found.id.clone(), found)), &page)
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
