//! Investment projects, work permits by points, cooperation platforms and institutions.

mod choices;
mod editions;
mod partners;
mod projects;
mod talent;

use etown_domain::ReadScope;
use etown_values::EnterpriseId;
use utoipa_axum::router::OpenApiRouter;

use crate::app::AppState;

pub(super) fn routes() -> OpenApiRouter<AppState> {
    OpenApiRouter::new()
        .merge(projects::routes())
        .merge(editions::routes())
        .merge(talent::routes())
        .merge(partners::routes())
}

/// Whether something may be read that concerns this enterprise, or none.
fn covers(scope: &ReadScope, enterprise: Option<EnterpriseId>) -> bool {
    *scope == ReadScope::Zone || enterprise.is_some_and(|enterprise| scope.covers(enterprise))
}
