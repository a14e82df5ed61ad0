//! Decisions of this part, by what they are about, and who may ask for them.

use alloc::vec::Vec;
use etown_values::EnterpriseId;

use super::command::TechnologyCommand as Command;
use super::disclosure::Holder;
use super::{decide_contract, decide_disclosure, decide_product};
use crate::context::Context;
use crate::event::Event as ZoneEvent;
use crate::kernel::access::{NOT_PERMITTED, Role};
use crate::kernel::refusal::{Code, Refusal};
use crate::state::State;

/// Decides a command of this part.
pub(crate) fn decide(
    state: &State,
    command: &Command,
    context: &mut Context,
) -> Result<Vec<ZoneEvent>, Refusal> {
    match command {
        Command::Disclose { .. } | Command::AssessDisclosure { .. } => {
            decide_disclosure::decide(state, command, context)
        }
        Command::FileContract { .. }
        | Command::RegisterContract { .. }
        | Command::ReturnContract { .. }
        | Command::ReportIncome { .. } => decide_contract::decide(state, command, context),
        Command::WithdrawProduct { contract, revision, product, reason } => {
            decide_product::withdraw_product(state, (*contract, *revision), (product, reason), context)
        }
        Command::StateProduct { .. } => unreachable!("it is decided in a flow"),
    }
}

/// Refuses whoever works neither at the desk nor for an enterprise, before anything is looked up.
pub(super) fn require_a_hand(state: &State, context: &Context) -> Result<(), Refusal> {
    let is_at_desk = state.access.has_zone_role(context.actor, Role::InvestmentOfficer);
    let is_officer = || !state.enterprises_of(context.actor, context.business_date).is_empty();
    if is_at_desk || is_officer() { Ok(()) } else { Err(Refusal::new(&NOT_PERMITTED)) }
}

/// The desk acts for everyone, an enterprise officer for the holder that the officer acts for; to the officer what
/// others hold does not exist.
pub(super) fn require_hand_of(
    state: &State,
    holder: &Holder,
    unknown: &'static Code,
    context: &Context,
) -> Result<(), Refusal> {
    if state.access.has_zone_role(context.actor, Role::InvestmentOfficer) {
        return Ok(());
    }
    let own = state.enterprises_of(context.actor, context.business_date);
    match holder.enterprise() {
        Some(enterprise) if own.contains(&enterprise) => Ok(()),
        _ => Err(Refusal::new(unknown)),
    }
}

/// Returns the two parties as enterprises of the zone, as far as they are.
pub(super) fn parties(one: &Holder, other: &Holder) -> Vec<EnterpriseId> {
    [one, other].into_iter().filter_map(Holder::enterprise).collect()
}
