//! What is decided about a list: submit, approve, return, delete, reverse.

use axum::extract::State;
use etown_domain::Command;
use etown_domain::bonded::BondedCommand;
use etown_values::ListId;
use serde::Deserialize;
use utoipa::ToSchema;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

use crate::app::AppState;
use crate::caller::Caller;
use crate::command::{Answer, ChangeHeaders, Commanded, Done, KeyHeader, Nothing, change, command};
use crate::problem::Problem;
use crate::reading::Named;
use crate::routes::books::ReasonIn;
use crate::wire::schema;

pub(super) fn routes() -> OpenApiRouter<AppState> {
    OpenApiRouter::new()
        .routes(routes!(submit_list))
        .routes(routes!(approve_list))
        .routes(routes!(return_list))
        .routes(routes!(correct_trucks))
        .routes(routes!(delete_list))
        .routes(routes!(reverse_list))
}

/// Ask customs to approve a draft list.
#[utoipa::path(post, path = "/lists/{list}/submit", tag = "lists",
    params(("list" = schema::ListId, Path), ChangeHeaders), request_body = Nothing,
    responses((status = 200, body = Answer)))]
async fn submit_list(
    State(app): State<AppState>,
    caller: Caller,
    Named(list): Named<ListId>,
    Commanded { envelope, .. }: Commanded<Nothing>,
) -> Result<Done, Problem> {
    let revision = envelope.revision()?;
    change(&app, &caller, &envelope, BondedCommand::SubmitList { list, revision }).await
}

/// Approve a submitted list: quantities are held, and posted where nothing is waited for.
#[utoipa::path(post, path = "/lists/{list}/approve", tag = "lists",
    params(("list" = schema::ListId, Path), ChangeHeaders), request_body = Nothing,
    responses((status = 200, body = Answer)))]
async fn approve_list(
    State(app): State<AppState>,
    caller: Caller,
    Named(list): Named<ListId>,
    Commanded { envelope, .. }: Commanded<Nothing>,
) -> Result<Done, Problem> {
    let revision = envelope.revision()?;
    change(&app, &caller, &envelope, BondedCommand::ApproveList { list, revision }).await
}

/// Return a submitted list to draft.
#[utoipa::path(post, path = "/lists/{list}/return", tag = "lists",
    params(("list" = schema::ListId, Path), ChangeHeaders), request_body = ReasonIn,
    responses((status = 200, body = Answer)))]
async fn return_list(
    State(app): State<AppState>,
    caller: Caller,
    Named(list): Named<ListId>,
    Commanded { content, envelope }: Commanded<ReasonIn>,
) -> Result<Done, Problem> {
    let revision = envelope.revision()?;
    let reason = content.reason;
    change(&app, &caller, &envelope, BondedCommand::ReturnList { list, revision, reason }).await
}

#[derive(Deserialize, ToSchema)]
#[schema(as = TruckCorrection)]
#[serde(deny_unknown_fields)]
struct TrucksIn {
    /// Plates of all trucks that carry the goods; posting waits for each of them.
    trucks: Vec<String>,
    /// Plates whose recorded passage did not happen under this list.
    annulled: Vec<String>,
    #[schema(min_length = 3, max_length = 2000)]
    reason: String,
}

/// Correct which trucks carry a list that is not posted; it posts where nothing else is waited for.
#[utoipa::path(post, path = "/lists/{list}/correct-trucks", tag = "lists",
    params(("list" = schema::ListId, Path), ChangeHeaders), request_body = TrucksIn,
    responses((status = 200, body = Answer)))]
async fn correct_trucks(
    State(app): State<AppState>,
    caller: Caller,
    Named(list): Named<ListId>,
    Commanded { content, envelope }: Commanded<TrucksIn>,
) -> Result<Done, Problem> {
    let revision = envelope.revision()?;
    let TrucksIn { trucks, annulled, reason } = content;
    let command = BondedCommand::CorrectTrucks { list, revision, trucks, annulled, reason };
    change(&app, &caller, &envelope, command).await
}

/// Withdraw a list that is not posted and of which no truck has passed.
#[utoipa::path(post, path = "/lists/{list}/delete", tag = "lists",
    params(("list" = schema::ListId, Path), ChangeHeaders), request_body = Nothing,
    responses((status = 200, body = Answer)))]
async fn delete_list(
    State(app): State<AppState>,
    caller: Caller,
    Named(list): Named<ListId>,
    Commanded { envelope, .. }: Commanded<Nothing>,
) -> Result<Done, Problem> {
    let revision = envelope.revision()?;
    change(&app, &caller, &envelope, BondedCommand::DeleteList { list, revision }).await
}

/// Draft the reversing list of a posted list.
#[utoipa::path(post, path = "/lists/{list}/reverse", tag = "lists",
    params(("list" = schema::ListId, Path), KeyHeader), request_body = Nothing,
    responses((status = 201, body = Answer)))]
async fn reverse_list(
    State(app): State<AppState>,
    caller: Caller,
    Named(list): Named<ListId>,
    Commanded { envelope, .. }: Commanded<Nothing>,
) -> Result<Done, Problem> {
    let wanted = Command::Bonded(BondedCommand::ReverseList { list });
    Ok(super::drafted(&command(&app, &caller, &envelope, wanted).await?))
}
