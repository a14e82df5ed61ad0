//! The OpenAPI document: what the handlers' descriptions leave unsaid because it holds for all of them alike.
//!
//! It is written to `web/openapi.json`, from which the console's client is generated.

mod completion;

use utoipa::OpenApi as _;
use utoipa::openapi::security::{
    ApiKey, ApiKeyValue, HttpAuthScheme, HttpBuilder, SecurityRequirement, SecurityScheme,
};
use utoipa::openapi::{OpenApi, RefOr};
use utoipa_axum::router::OpenApiRouter;

use crate::app::AppState;
use crate::caller::SESSION_COOKIE;
use crate::problem::ProblemOut;
use crate::routes;

const SESSION: &str = "session";
const TOKEN: &str = "token";

#[derive(utoipa::OpenApi)]
#[openapi(
    info(
        title = "E-Town",
        description = "The operating platform of a free-trade zone. Amounts, quantities, prices and percents are decimal strings; instants are RFC 3339 in UTC. Whatever is refused is answered with problem details that carry a stable code.",
        license(name = "Apache-2.0", identifier = "Apache-2.0"),
    ),
    tags(
        (name = "session", description = "Signing in, signing out, tokens."),
        (name = "users", description = "Users and their grants."),
        (name = "parties", description = "Enterprises, groups and mandates."),
        (name = "books", description = "Account books of the bonded zone."),
        (name = "lists", description = "Verification lists of the bonded zone."),
        (name = "files", description = "List files: their template, and reading them."),
        (name = "periods", description = "Periods of account books: count, differences, verification."),
        (name = "slips", description = "Pass slips and the gate."),
        (name = "equipment", description = "Equipment under supervision."),
        (name = "programmes", description = "Programmes, key tasks and pilots of measures."),
        (name = "industry", description = "Industry classes, who belongs to them, and what the zone is specialised in."),
        (name = "chain", description = "Products, what they are made of, who supplies them, and what is missing."),
        (name = "international", description = "Investment projects, work permits by points, platforms and institutions."),
        (name = "technology", description = "Disclosures, technology contracts and the income tax on what they bring."),
        (name = "reports", description = "Reports of outside facts; always recorded."),
        (name = "worklist", description = "Tasks and exceptions."),
        (name = "journal", description = "The journal and what proves it."),
        (name = "parameters", description = "Dated parameters, calendars and commodity codes."),
        (name = "home", description = "The zone at a glance."),
        (name = "reference", description = "Codes of refusals."),
    ),
    components(schemas(ProblemOut)),
)]
struct Frame;

/// Returns the OpenAPI document.
pub fn openapi() -> OpenApi {
    described().1
}

/// Returns the routes and the document that describes them.
pub(crate) fn described() -> (axum::Router<AppState>, OpenApi) {
    let mut frame = Frame::openapi();
    env!("CARGO_PKG_VERSION").clone_into(&mut frame.info.version);
    let (router, mut document) =
        OpenApiRouter::with_openapi(frame).nest("/api/v1", routes::api()).split_for_parts();
    completion::complete(&mut document);
    secure(&mut document);
    (router, document)
}

fn secure(document: &mut OpenApi) {
    let nothing: [&str; 0] = [];
    document.security =
        Some(vec![SecurityRequirement::new(SESSION, nothing), SecurityRequirement::new(TOKEN, nothing)]);
    let components = document.components.get_or_insert_default();
    let cookie = ApiKeyValue::with_description(SESSION_COOKIE, "Set by signing in.");
    components
        .security_schemes
        .insert(SESSION.to_owned(), RefOr::T(SecurityScheme::ApiKey(ApiKey::Cookie(cookie))));
    let token = HttpBuilder::new()
        .scheme(HttpAuthScheme::Bearer)
        .description(Some("A token made at `/api/v1/tokens`."))
        .build();
    components.security_schemes.insert(TOKEN.to_owned(), RefOr::T(SecurityScheme::Http(token)));
}
