//! All paths of `/api/v1`. A handler parses, names the caller, calls and renders; it holds no rule of the zone.

mod access;
mod approvals;
mod books;
mod commodities;
mod due_dates;
mod equipment;
mod exceptions;
mod exchange;
mod files;
mod home;
mod industry;
mod international;
mod journal;
mod land;
mod lists;
mod lots;
mod parameters;
mod parties;
mod periods;
mod postings;
mod programme;
mod reference;
mod region;
mod reports;
mod session;
mod slips;
mod technology;
mod tokens;
mod treasury;

use utoipa_axum::router::OpenApiRouter;

use crate::app::AppState;

pub(crate) use region::KeptGraph;

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
        .merge(due_dates::routes())
        .merge(reference::routes())
        .merge(approvals::routes())
        .merge(exchange::routes())
        .merge(industry::routes())
        .merge(international::routes())
        .merge(land::routes())
        .merge(programme::routes())
        .merge(region::routes())
        .merge(technology::routes())
        .merge(treasury::routes())
}
