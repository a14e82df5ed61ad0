//! Decisions about draws: draw under a quota, repay. The lead does both, for itself and for members.

use alloc::vec::Vec;
use etown_values::{DrawId, EnterpriseId, Money, PoolId};

use super::command::TreasuryCommand as Command;
use super::decide::visible;
use super::draw::DrawContent;
use super::event::TreasuryEvent as Event;
use super::pool::Pool;
use super::quota::{ExchangeRate, OF_ACCOUNT, QuotaKind, fen, largest, out_of_range, use_of, weight_on};
use super::refusal::{DRAW_CONTENT, DRAW_RESTRICTED, QUOTA_EXCEEDED, REPAYMENT, UNKNOWN_DRAW, UNKNOWN_POOL};
use crate::context::Context;
use crate::event::Event as ZoneEvent;
use crate::kernel::access::NOT_PERMITTED;
use crate::kernel::ledger::{Document, Draft, Limits, Movement, Purpose, UnitDefinition};
use crate::kernel::parties::CreditClass;
use crate::kernel::refusal::Refusal;
use crate::kernel::request::require_revision;
use crate::state::State;

const TERM_MONTHS_MAX: u32 = 600;
const RATE_OF_ONE: ExchangeRate = ExchangeRate::from_units(ExchangeRate::UNITS_IN_ONE);

/// Decides a command about a draw.
pub(super) fn decide(
    state: &State,
    command: &Command,
    context: &mut Context,
) -> Result<Vec<ZoneEvent>, Refusal> {
    match command {
        Command::Draw { pool, content } => draw(state, *pool, content, context),
        Command::Repay { draw, revision, amount } => repay(state, (*draw, *revision), *amount, context),
        Command::FilePool { .. } => unreachable!("the door sends only draws here"),
    }
}

fn draw(
    state: &State,
    pool: PoolId,
    content: &DrawContent,
    context: &mut Context,
) -> Result<Vec<ZoneEvent>, Refusal> {
    let pool = of_lead(state, pool, context)?;
    require_trusted(state, pool.filing.lead)?;
    check(pool, content)?;
    require_trusted(state, content.enterprise)?;
    let (principal, rate, date) = (content.principal, content.rate, context.business_date);
    let currency = principal.currency;
    let weight = weight_on(&state.parameters, content.quota, (currency, content.term_months), date)?;
    let wanted = use_of(principal, rate, weight).map_err(out_of_range)?;
    let standing = pool.standing(content.quota, (&state.parameters, &state.ledger), date)?;
    if !standing.admits(wanted) {
        let fits = largest(standing.headroom(), currency, rate, weight).map_err(out_of_range)?;
        let refusal = Refusal::new(&QUOTA_EXCEEDED).at("content.principal");
        let text = |amount: i128| fen(amount).amount_text();
        return Err(refusal
            .number("limit", text(standing.limit))
            .number("used", text(standing.used))
            .number("wanted", text(wanted))
            .largest(fits.amount_text()));
    }
    let draw = context.fresh.take(DrawId::from_raw);
    let mut events = moved(state, pool, (draw, content.quota), wanted, context)?;
    events.push(
        Event::Drawn {
            draw,
            pool: pool.id,
            lead: pool.filing.lead,
            content: content.clone(),
            weight,
            drawn_on: date,
            used: wanted,
        }
        .into(),
    );
    Ok(events)
}

/// A repayment always passes, also while the pool stands over its quota.
fn repay(
    state: &State,
    (draw, revision): (DrawId, Option<u64>),
    amount: Money,
    context: &Context,
) -> Result<Vec<ZoneEvent>, Refusal> {
    let hide = |refusal: Refusal| {
        if refusal.code == &UNKNOWN_POOL { Refusal::new(&UNKNOWN_DRAW) } else { refusal }
    };
    let found = state.treasury.draw(draw);
    // Whoever may read nothing is told so before anything is looked up.
    let id = found.map_or(PoolId::from_raw(0), |found| found.pool);
    let pool = of_lead(state, id, context).map_err(hide)?;
    let found = found.ok_or_else(|| Refusal::new(&UNKNOWN_DRAW))?;
    require_revision(revision, found.revision)?;
    let left = found.outstanding.checked_sub(amount).ok().filter(|left| !left.is_negative());
    let Some(left) = left.filter(|_| !amount.is_negative() && !amount.is_zero()) else {
        return Err(Refusal::new(&REPAYMENT).at("amount").largest(found.outstanding.amount_text()));
    };
    let before = found.used().map_err(out_of_range)?;
    let freed = before.saturating_sub(found.use_of(left).map_err(out_of_range)?);
    let mut events = if freed > 0 {
        moved(state, pool, (draw, found.content.quota), freed.saturating_neg(), context)?
    } else {
        Vec::new()
    };
    let (lead, enterprise) = (pool.filing.lead, found.content.enterprise);
    events.push(Event::Repaid { draw, lead, enterprise, amount }.into());
    Ok(events)
}

/// Returns the pool for an officer of its lead.
fn of_lead<'a>(state: &'a State, pool: PoolId, context: &Context) -> Result<&'a Pool, Refusal> {
    let pool = visible(state, pool, context)?;
    let enterprises = state.enterprises_of(context.actor, context.business_date);
    if enterprises.contains(&pool.filing.lead) { Ok(pool) } else { Err(Refusal::new(&NOT_PERMITTED)) }
}

/// Neither the discredited nor the restricted draw.
fn require_trusted(state: &State, enterprise: EnterpriseId) -> Result<(), Refusal> {
    if let Some(restriction) = state.parties.restriction_of(enterprise) {
        return Err(Refusal::new(&DRAW_RESTRICTED).citing(restriction.position));
    }
    let class = state.parties.enterprise(enterprise)?.credit_class;
    if class == CreditClass::Discredited { Err(Refusal::new(&DRAW_RESTRICTED)) } else { Ok(()) }
}

fn check(pool: &Pool, content: &DrawContent) -> Result<(), Refusal> {
    let refusal = |field: &str| Err(Refusal::new(&DRAW_CONTENT).at(alloc::format!("content.{field}")));
    let principal = content.principal;
    if !pool.includes(content.enterprise) {
        return refusal("enterprise");
    }
    if principal.is_negative() || principal.is_zero() {
        return refusal("principal");
    }
    if !content.rate.is_positive() || (principal.currency == OF_ACCOUNT && content.rate != RATE_OF_ONE) {
        return refusal("rate");
    }
    if !(1..=TERM_MONTHS_MAX).contains(&content.term_months) {
        return refusal("term_months");
    }
    Ok(())
}

/// Moves an amount onto the quota's account, or off it where it is below zero.
fn moved(
    state: &State,
    pool: &Pool,
    (draw, quota): (DrawId, QuotaKind),
    amount: i128,
    context: &Context,
) -> Result<Vec<ZoneEvent>, Refusal> {
    let mut draft = Draft::new(&state.ledger, context.business_date);
    let unit = draft.unit(&UnitDefinition::Currency(OF_ACCOUNT));
    let used = draft.account(pool.account(unit, quota.purpose()), Limits::NONE);
    let opposite = draft.account(pool.account(unit, Purpose::QuotaOpposite), Limits::NONE);
    let forward = Movement { debit: used, credit: opposite, amount: amount.saturating_abs(), line: 0 };
    let movement = if amount < 0 { forward.turned() } else { forward };
    draft.transfer(Document::Draw(draw), movement)?;
    Ok(draft.finish()?.events.into_iter().map(ZoneEvent::from).collect())
}
