//! Who asks: a session cookie or a bearer token becomes a user, and the user's grants become what may be read.
//!
//! Nothing here decides what a command may do; the writer checks the actor again when it decides.

use axum::extract::FromRequestParts;
use axum::http::request::Parts;
use axum::http::{HeaderMap, HeaderValue, Method, header};
use etown_domain::kernel::access::NOT_PERMITTED;
use etown_domain::{Actor, ReadScope, Refusal, Role};
use etown_values::UserId;

use crate::app::AppState;
use crate::problem::{Problem, edge};

pub(crate) const SESSION_COOKIE: &str = "etown_session";

/// A signed-in user.
#[derive(Clone, Debug)]
pub(crate) struct Caller {
    pub(crate) user: UserId,
    pub(crate) scope: Option<ReadScope>,
    pub(crate) reads_people: bool,
    /// Whether the caller works at the gate, where every slip of the zone is shown.
    pub(crate) is_at_gate: bool,
    /// The secret of the session, when the caller came with the cookie.
    pub(crate) session: Option<String>,
}

enum Proof {
    Session(String),
    Token(String),
}

impl Caller {
    pub(crate) const fn actor(&self) -> Actor {
        Actor::User(self.user)
    }

    /// Returns what this caller may read, and refuses when that is nothing at all.
    pub(crate) fn scope(&self) -> Result<ReadScope, Problem> {
        self.scope.clone().ok_or_else(|| Refusal::new(&NOT_PERMITTED).into())
    }

    /// Returns what this caller may read of a part of the zone: all of it for the officers of its desk and for those who
    /// read everything, otherwise what concerns the caller's enterprises.
    pub(crate) fn scope_at(&self, desk: Role) -> Result<ReadScope, Problem> {
        match self.scope()? {
            ReadScope::Desks { desks, .. } if desks.contains(&desk) => Ok(ReadScope::Zone),
            other => Ok(other),
        }
    }

    /// Returns the scope of the register of enterprises: a desk deals with any of them, so its officers find all of them.
    pub(crate) fn register_scope(&self) -> Result<ReadScope, Problem> {
        match self.scope()? {
            ReadScope::Desks { .. } => Ok(ReadScope::Zone),
            other => Ok(other),
        }
    }

    /// Refuses unless the caller reads the whole zone.
    pub(crate) fn zone_scope(&self) -> Result<ReadScope, Problem> {
        match self.scope()? {
            ReadScope::Zone => Ok(ReadScope::Zone),
            ReadScope::Enterprises(_) | ReadScope::Desks { .. } => Err(Refusal::new(&NOT_PERMITTED).into()),
        }
    }

    /// Returns the scope of pass slips: whoever works at the gate sees all of them.
    pub(crate) fn slip_scope(&self) -> Result<ReadScope, Problem> {
        if self.is_at_gate { Ok(ReadScope::Zone) } else { self.scope() }
    }

    /// Refuses unless the caller may see who the zone's users are.
    pub(crate) fn people_scope(&self) -> Result<(), Problem> {
        if self.reads_people { Ok(()) } else { Err(Refusal::new(&NOT_PERMITTED).into()) }
    }
}

impl FromRequestParts<AppState> for Caller {
    type Rejection = Problem;

    async fn from_request_parts(parts: &mut Parts, app: &AppState) -> Result<Self, Problem> {
        let proof = proof_in(&parts.headers).ok_or_else(|| Problem::edge(&edge::NOT_SIGNED_IN))?;
        if matches!(proof, Proof::Session(_)) && changes_something(&parts.method) {
            require_same_site(&parts.headers)?;
        }
        app.blocking(move |app| identify(app, proof)).await
    }
}

fn identify(app: &AppState, proof: Proof) -> Result<Caller, Problem> {
    let (user, session) = match proof {
        Proof::Session(secret) => (app.credentials.user_of_session(&secret)?, Some(secret)),
        Proof::Token(secret) => (app.credentials.user_of_token(&secret)?, None),
    };
    let user = user.ok_or_else(|| Problem::edge(&edge::NOT_SIGNED_IN))?;
    let date = app.engine.business_date();
    let actor = Actor::User(user);
    let (scope, reads_people, is_at_gate) = app.engine.read(|state| {
        let reads_people = [Role::ZoneAdministrator, Role::Auditor]
            .iter()
            .any(|role| state.access.has_zone_role(actor, *role));
        let is_at_gate = state.access.has_zone_role(actor, Role::GateOperator);
        (state.read_scope(actor, date), reads_people, is_at_gate)
    });
    Ok(Caller { user, scope, reads_people, is_at_gate, session })
}

/// Takes the bearer token where there is one, else the cookie.
fn proof_in(headers: &HeaderMap) -> Option<Proof> {
    if let Some(value) = headers.get(header::AUTHORIZATION) {
        let (scheme, token) = value.to_str().ok()?.split_once(' ')?;
        return scheme.eq_ignore_ascii_case("bearer").then(|| Proof::Token(token.trim().to_owned()));
    }
    headers
        .get_all(header::COOKIE)
        .iter()
        .filter_map(|value| value.to_str().ok())
        .flat_map(|cookies| cookies.split(';'))
        .filter_map(|cookie| cookie.trim().split_once('='))
        .find(|(name, _)| *name == SESSION_COOKIE)
        .map(|(_, secret)| Proof::Session(secret.to_owned()))
}

const fn changes_something(method: &Method) -> bool {
    !matches!(*method, Method::GET | Method::HEAD | Method::OPTIONS)
}

/// A browser says where a request comes from; one that another site caused is refused. Bodies must be JSON besides,
/// which no form of another site can send.
pub(crate) fn require_same_site(headers: &HeaderMap) -> Result<(), Problem> {
    match headers.get("sec-fetch-site").map(HeaderValue::as_bytes) {
        None | Some(b"same-origin" | b"none") => Ok(()),
        Some(_) => Err(Problem::edge(&edge::CROSS_SITE)),
    }
}
