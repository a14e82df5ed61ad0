//! Decisions of this part: filing a pool, and what its decisions share.

use alloc::collections::BTreeSet;
use alloc::format;
use alloc::vec;
use alloc::vec::Vec;
use etown_values::{Money, Percent, PoolId};

use super::command::TreasuryCommand as Command;
use super::decide_draw;
use super::event::TreasuryEvent as Event;
use super::pool::{Pool, PoolFiling};
use super::quota::{OF_ACCOUNT, fen, out_of_range};
use super::refusal::{POOL_CONTENT, POOL_LEAD, POOL_NOT_ELIGIBLE, UNKNOWN_POOL};
use crate::context::Context;
use crate::event::Event as ZoneEvent;
use crate::kernel::access::{NOT_PERMITTED, ReadScope, Role};
use crate::kernel::refusal::Refusal;
use crate::state::State;

const MEMBERS_MAX: usize = 200;
const NAME_CHARACTERS_MAX: usize = 200;
/// 100 percent.
const ALL: Percent = Percent::from_units(100 * Percent::UNITS_IN_ONE);

/// Decides a command of this part.
pub(crate) fn decide(
    state: &State,
    command: &Command,
    context: &mut Context,
) -> Result<Vec<ZoneEvent>, Refusal> {
    match command {
        Command::FilePool { filing } => file(state, filing, context),
        Command::Draw { .. } | Command::Repay { .. } => decide_draw::decide(state, command, context),
    }
}

/// Files a pool, whose group is large enough by the thresholds of the day.
fn file(state: &State, filing: &PoolFiling, context: &mut Context) -> Result<Vec<ZoneEvent>, Refusal> {
    state.access.require_zone_role(context.actor, &[Role::TreasuryOfficer])?;
    state.parties.enterprise(filing.lead).map_err(|refusal| refusal.at("filing.lead"))?;
    if state.treasury.led_by(filing.lead).is_some() {
        return Err(Refusal::new(&POOL_LEAD).at("filing.lead"));
    }
    check(state, filing)?;
    require_eligible(state, filing, context)?;
    filing.base()?;
    let pool = context.fresh.take(PoolId::from_raw);
    let (filing, filed_on) = (filing.clone(), context.business_date);
    Ok(vec![Event::PoolFiled { pool, filing, filed_on }.into()])
}

fn check(state: &State, filing: &PoolFiling) -> Result<(), Refusal> {
    let refusal = |field: &str| Refusal::new(&POOL_CONTENT).at(format!("filing.{field}"));
    if !(1..=NAME_CHARACTERS_MAX).contains(&filing.name.trim().chars().count()) {
        return Err(refusal("name"));
    }
    if !is_equity(filing.lead_equity) {
        return Err(refusal("lead_equity"));
    }
    if !(1..=MEMBERS_MAX).contains(&filing.members.len()) {
        return Err(refusal("members"));
    }
    let group = state.parties.group_of(filing.lead);
    let mut seen = BTreeSet::from([filing.lead]);
    for (index, member) in filing.members.iter().enumerate() {
        let is_linked = group.is_some_and(|group| group.members.contains(&member.enterprise));
        if !is_linked || !seen.insert(member.enterprise) {
            return Err(refusal(&format!("members[{index}].enterprise")));
        }
        if !is_equity(member.equity) {
            return Err(refusal(&format!("members[{index}].equity")));
        }
        if member.share_percent.is_negative() || member.share_percent > ALL {
            return Err(refusal(&format!("members[{index}].share_percent")));
        }
    }
    let turnover = &filing.turnover;
    for (field, figure) in [
        ("cross_border_payments", turnover.cross_border_payments),
        ("onshore", turnover.onshore),
        ("offshore", turnover.offshore),
    ] {
        if !is_equity(figure) {
            return Err(refusal(&format!("turnover.{field}")));
        }
    }
    Ok(())
}

fn is_equity(money: Money) -> bool {
    money.currency == OF_ACCOUNT && !money.is_negative()
}

/// Each of last year's figures reaches its threshold of the day.
fn require_eligible(state: &State, filing: &PoolFiling, context: &Context) -> Result<(), Refusal> {
    let turnover = &filing.turnover;
    for (field, figure) in [
        ("cross_border_payments", turnover.cross_border_payments),
        ("onshore", turnover.onshore),
        ("offshore", turnover.offshore),
    ] {
        let name = format!("treasury.pool.{field}_min");
        let least = state.parameters.ratio(&name, context.business_date)?;
        let least = least.apply(100, etown_values::Rounding::Ceiling).map_err(out_of_range)?;
        if figure.minor_units < least {
            let refusal = Refusal::new(&POOL_NOT_ELIGIBLE).at(format!("filing.turnover.{field}"));
            let (found, least) = (figure.amount_text(), fen(least).amount_text());
            return Err(refusal.number("found", found).number("least", least));
        }
    }
    Ok(())
}

/// Returns the pool; to anyone else of another group it does not exist.
pub(super) fn visible<'a>(state: &'a State, pool: PoolId, context: &Context) -> Result<&'a Pool, Refusal> {
    let scope = state.read_scope_at(Role::TreasuryOfficer, context.actor, context.business_date);
    let scope = scope.ok_or_else(|| Refusal::new(&NOT_PERMITTED))?;
    let found = state.treasury.pool(pool).filter(|found| covers(&scope, found));
    found.ok_or_else(|| Refusal::new(&UNKNOWN_POOL))
}

/// Whether the scope covers the lead or a member.
fn covers(scope: &ReadScope, pool: &Pool) -> bool {
    let members = pool.filing.members.iter().map(|member| member.enterprise);
    members.chain([pool.filing.lead]).any(|enterprise| scope.covers(enterprise))
}
