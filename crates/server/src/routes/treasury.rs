//! Cash pools across borders: the register, what a quota stands at today, and draws under it.

mod wire;

use axum::Json;
use axum::extract::State;
use axum::http::HeaderMap;
use axum::response::Response;
use etown_domain::treasury::pool::Pool;
use etown_domain::treasury::refusal::UNKNOWN_POOL;
use etown_domain::treasury::{TreasuryCommand, TreasuryEvent};
use etown_domain::{Command, Event, ReadScope, Refusal, Role};
use etown_values::{DrawId, PoolId};
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

use crate::app::AppState;
use crate::caller::Caller;
use crate::command::{Answer, ChangeHeaders, Commanded, Done, KeyHeader, command};
use crate::problem::Problem;
use crate::reading::{Asked, Fresh, Named, tagged};
use crate::wire::{Page, page_request, part_page, schema};
use wire::{DrawIn, DrawOut, PoolIn, PoolOut, PoolsAsked, RepaymentIn, currency_of, money};

pub(super) fn routes() -> OpenApiRouter<AppState> {
    OpenApiRouter::new()
        .routes(routes!(list_pools, file_pool))
        .routes(routes!(show_pool))
        .routes(routes!(list_draws, draw_on_pool))
        .routes(routes!(repay_draw))
}

/// Whether the caller may see the pool: its lead's, a member's, and the desk's people.
fn covers(scope: &ReadScope, pool: &Pool) -> bool {
    scope.covers(pool.filing.lead) || pool.filing.members.iter().any(|member| scope.covers(member.enterprise))
}

/// The pools that the caller may see, each with where its quotas stand today.
#[utoipa::path(get, path = "/pools", tag = "treasury", params(PoolsAsked),
    responses((status = 200, body = Page<PoolOut>)))]
async fn list_pools(
    State(app): State<AppState>,
    caller: Caller,
    Asked(asked): Asked<PoolsAsked>,
) -> Result<Json<Page<PoolOut>>, Problem> {
    let scope = caller.scope_at(Role::TreasuryOfficer)?;
    let page = page_request(asked.limit, asked.cursor)?;
    app.blocking(move |app| {
        let today = app.engine.business_date();
        let pools = app.engine.read(|state| {
            let found = state.treasury.pools().filter(|pool| covers(&scope, pool));
            part_page(found.map(|pool| (pool.id.to_string(), PoolOut::of(state, today, pool))), &page)
        });
        Ok(Json(pools))
    })
    .await
}

/// File the pool of a group that is large enough.
#[utoipa::path(post, path = "/pools", tag = "treasury", params(KeyHeader), request_body = PoolIn,
    responses((status = 201, body = Answer)))]
async fn file_pool(
    State(app): State<AppState>,
    caller: Caller,
    Commanded { content, envelope }: Commanded<PoolIn>,
) -> Result<Done, Problem> {
    let wanted = Command::Treasury(TreasuryCommand::FilePool { filing: content.filing()? });
    let answer = command(&app, &caller, &envelope, wanted).await?;
    Ok(Done::made(&answer, "pools", |event| match event {
        Event::Treasury(TreasuryEvent::PoolFiled { pool, .. }) => Some(pool.to_string()),
        _ => None,
    }))
}

/// One pool, with where its quotas stand today.
#[utoipa::path(get, path = "/pools/{pool}", tag = "treasury",
    params(("pool" = schema::PoolId, Path), Fresh),
    responses((status = 200, body = PoolOut, headers(("ETag" = String, description = "Revision and digest."))),
        (status = 304, description = "It is as If-None-Match knows it.")))]
async fn show_pool(
    State(app): State<AppState>,
    caller: Caller,
    headers: HeaderMap,
    Named(pool): Named<PoolId>,
    _fresh: Asked<Fresh>,
) -> Result<Response, Problem> {
    let scope = caller.scope_at(Role::TreasuryOfficer)?;
    app.blocking(move |app| {
        let today = app.engine.business_date();
        let found = app.engine.read(|state| {
            let found = state.treasury.pool(pool).filter(|pool| covers(&scope, pool));
            found.map(|pool| PoolOut::of(state, today, pool))
        });
        let shown = found.ok_or_else(|| Refusal::new(&UNKNOWN_POOL))?;
        tagged(&headers, shown.revision, &shown)
    })
    .await
}

/// The draws on a pool.
#[utoipa::path(get, path = "/pools/{pool}/draws", tag = "treasury",
    params(("pool" = schema::PoolId, Path), PoolsAsked), responses((status = 200, body = Page<DrawOut>)))]
async fn list_draws(
    State(app): State<AppState>,
    caller: Caller,
    Named(pool): Named<PoolId>,
    Asked(asked): Asked<PoolsAsked>,
) -> Result<Json<Page<DrawOut>>, Problem> {
    let scope = caller.scope_at(Role::TreasuryOfficer)?;
    let page = page_request(asked.limit, asked.cursor)?;
    app.blocking(move |app| {
        let found = app.engine.read(|state| {
            state.treasury.pool(pool).filter(|pool| covers(&scope, pool))?;
            let draws = state.treasury.draws_of(pool);
            Some(part_page(draws.map(|draw| (draw.id.to_string(), DrawOut::of(state, draw))), &page))
        });
        Ok(Json(found.ok_or_else(|| Refusal::new(&UNKNOWN_POOL))?))
    })
    .await
}

/// Draw under one of a pool's quotas; what does not fit is told the largest amount that would.
#[utoipa::path(post, path = "/pools/{pool}/draws", tag = "treasury",
    params(("pool" = schema::PoolId, Path), KeyHeader), request_body = DrawIn,
    responses((status = 201, body = Answer)))]
async fn draw_on_pool(
    State(app): State<AppState>,
    caller: Caller,
    Named(pool): Named<PoolId>,
    Commanded { content, envelope }: Commanded<DrawIn>,
) -> Result<Done, Problem> {
    let wanted = Command::Treasury(TreasuryCommand::Draw { pool, content: content.content()? });
    let answer = command(&app, &caller, &envelope, wanted).await?;
    Ok(Done::registered(&answer, |event| match event {
        Event::Treasury(TreasuryEvent::Drawn { draw, .. }) => Some(draw.to_string()),
        _ => None,
    }))
}

/// Repay a draw, in its own currency; this passes also while the pool stands over its quota.
#[utoipa::path(post, path = "/draws/{draw}/repay", tag = "treasury",
    params(("draw" = schema::DrawId, Path), ChangeHeaders), request_body = RepaymentIn,
    responses((status = 200, body = Answer)))]
async fn repay_draw(
    State(app): State<AppState>,
    caller: Caller,
    Named(draw): Named<DrawId>,
    Commanded { content, envelope }: Commanded<RepaymentIn>,
) -> Result<Done, Problem> {
    let revision = envelope.revision()?;
    let amount = money("amount", &content.amount, currency_of("currency", &content.currency)?)?;
    let wanted = Command::Treasury(TreasuryCommand::Repay { draw, revision, amount });
    Ok(Done::changed(&command(&app, &caller, &envelope, wanted).await?))
}
