//! Investment projects, work permits by points, cooperation platforms and institutions.

mod choices;
mod editions;
mod partners;
mod projects;
mod talent;

use etown_domain::international::InternationalCommand;
use etown_domain::{Command, ReadScope, State};
use etown_values::EnterpriseId;
use utoipa_axum::router::OpenApiRouter;

use crate::app::AppState;
use crate::caller::Caller;
use crate::command::{CommandEnvelope, Done, command};
use crate::problem::Problem;

pub(super) fn routes() -> OpenApiRouter<AppState> {
    OpenApiRouter::new()
        .merge(projects::routes())
        .merge(editions::routes())
        .merge(talent::routes())
        .merge(partners::routes())
}

/// Gives a command that changes something existing to the writer.
async fn change(
    app: &AppState,
    caller: &Caller,
    envelope: &CommandEnvelope,
    wanted: InternationalCommand,
) -> Result<Done, Problem> {
    Ok(Done::changed(&command(app, caller, envelope, Command::International(wanted)).await?))
}

/// Whether something may be read that concerns this enterprise, or none.
fn covers(scope: &ReadScope, enterprise: Option<EnterpriseId>) -> bool {
    *scope == ReadScope::Zone || enterprise.is_some_and(|enterprise| scope.covers(enterprise))
}

fn name_of(state: &State, enterprise: EnterpriseId) -> String {
    state.parties.enterprise(enterprise).map(|found| found.name.clone()).unwrap_or_default()
}
