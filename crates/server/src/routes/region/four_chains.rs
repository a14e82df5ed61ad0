//! The four chains that meet in a product: technology contract, product, bill of materials, supplier, lot and export list on
//! one page; and the statements that join them.
//!
//! The lots that exports drew upon are followed for the latest few of them; each list has its own trace.

mod lists;
mod record;
mod wire;

use axum::Json;
use axum::extract::State;
use etown_domain::flows::four_chains::{ROWS_MAX, four_chains, goods};
use etown_domain::region::RegionCommand;
use etown_domain::region::item::ItemStatement;
use etown_domain::{Command, Role};
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

use crate::app::AppState;
use crate::caller::Caller;
use crate::command::{Answer, Commanded, Done, KeyHeader, change, command};
use crate::problem::Problem;
use crate::reading::{Asked, Fresh, Named};
use crate::wire::schema;
use record::{Wanted, read};
use wire::{FourChainsOut, Sight, StatedItemIn, WithdrawnItemIn};

pub(super) fn routes() -> OpenApiRouter<AppState> {
    OpenApiRouter::new()
        .routes(routes!(show_four_chains))
        .routes(routes!(state_item))
        .routes(routes!(withdraw_item))
        .merge(lists::routes())
}

/// The four chains that meet in a product, as far as the caller sees them: an enterprise its own and what is public.
#[utoipa::path(get, path = "/chain/products/{product}/four-chains", tag = "chain",
    params(("product" = schema::RegisterCode, Path), Fresh),
    responses((status = 200, body = FourChainsOut)))]
async fn show_four_chains(
    State(app): State<AppState>,
    caller: Caller,
    Named(product): Named<String>,
    _fresh: Asked<Fresh>,
) -> Result<Json<FourChainsOut>, Problem> {
    let scope = caller.scope_at(Role::InvestmentOfficer)?;
    let opens = caller.scope()?;
    app.blocking(move |app| {
        let today = app.engine.business_date();
        let (wanted, most) = app.engine.read(|zone| {
            zone.region.product(&product)?;
            let most = zone.parameters.whole_number(ROWS_MAX, today)?;
            let most = usize::try_from(most).unwrap_or(usize::MAX);
            Ok::<_, Problem>((Wanted::of(&goods(zone, &product, &scope, most), zone.utc_offset()), most))
        })?;
        let queries = app.queries()?;
        let record = read(&queries, &scope, &wanted, most)?;
        let actor = caller.actor();
        let shown = app.engine.read(|zone| {
            let chains = four_chains(zone, &product, &scope, most, &record)?;
            let own = zone.enterprises_of(actor, today);
            let is_desk = zone.access.has_zone_role(actor, Role::InvestmentOfficer);
            let sight = Sight { scope: &scope, opens: &opens, own: &own, is_desk, today };
            Ok::<_, Problem>(FourChainsOut::of(zone, &chains, &sight, most))
        })?;
        let seen = queries.seen_entries(&opens, &shown.positions())?;
        Ok(Json(shown.keeping(&seen)))
    })
    .await
}

/// State which product an item of one's own account book is.
#[utoipa::path(post, path = "/chain/items", tag = "chain", params(KeyHeader), request_body = StatedItemIn,
    responses((status = 201, body = Answer)))]
async fn state_item(
    State(app): State<AppState>,
    caller: Caller,
    Commanded { content, envelope }: Commanded<StatedItemIn>,
) -> Result<Done, Problem> {
    let StatedItemIn { product, book, item, evidence } = content;
    let statement = ItemStatement { product, book, item, evidence: evidence.into() };
    let wanted = Command::Region(RegionCommand::StateItem { statement });
    Ok(Done::recorded(&command(&app, &caller, &envelope, wanted).await?))
}

/// Withdraw which product an item is, with a reason.
#[utoipa::path(post, path = "/chain/items/withdraw", tag = "chain", params(KeyHeader),
    request_body = WithdrawnItemIn, responses((status = 200, body = Answer)))]
async fn withdraw_item(
    State(app): State<AppState>,
    caller: Caller,
    Commanded { content, envelope }: Commanded<WithdrawnItemIn>,
) -> Result<Done, Problem> {
    let WithdrawnItemIn { book, item, reason } = content;
    change(&app, &caller, &envelope, RegionCommand::WithdrawItem { book, item, reason }).await
}
