//! All paths of `/api/v1`. A handler parses, names the caller, calls and renders; it holds no rule of the zone.

mod access;
mod books;
mod commodities;
mod equipment;
mod exceptions;
mod files;
mod home;
mod journal;
mod lists;
mod lots;
mod parameters;
mod parties;
mod periods;
mod postings;
mod reference;
mod reports;
mod session;
mod slips;
mod tokens;

use utoipa_axum::router::OpenApiRouter;

use crate::app::AppState;

/// Returns every path with its description.
pub(crate) fn api() -> OpenApiRouter<AppState> {
    OpenApiRouter::new()
        .merge(session::routes())
        .merge(access::routes())
        .merge(tokens::routes())
        .merge(parties::routes())
        .merge(books::routes())
        .merge(lists::routes())
        .merge(files::routes())
        .merge(postings::routes())
        .merge(lots::routes())
        .merge(periods::routes())
        .merge(slips::routes())
        .merge(equipment::routes())
        .merge(reports::routes())
        .merge(exceptions::routes())
        .merge(journal::routes())
        .merge(parameters::routes())
        .merge(commodities::routes())
        .merge(home::routes())
        .merge(reference::routes())
}
