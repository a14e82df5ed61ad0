//! Decisions about into which product the technology of a contract goes. Whether the product exists is checked where the
//! parts meet.

use alloc::vec;
use alloc::vec::Vec;
use etown_values::TechnologyContractId;

use super::contract::{Contract, ContractStatus};
use super::decide::{parties, require_a_hand, require_hand_of};
use super::event::TechnologyEvent as Event;
use super::product::StatedProduct;
use super::refusal::{
    CONTRACT_PRODUCT_STATED, CONTRACT_RETURNED, TOO_MANY_CONTRACT_PRODUCTS, UNKNOWN_CONTRACT_PRODUCT,
    UNKNOWN_TECHNOLOGY_CONTRACT,
};
use crate::context::Context;
use crate::event::Event as ZoneEvent;
use crate::kernel::evidence::{Evidence, require_reason};
use crate::kernel::refusal::Refusal;
use crate::kernel::request::require_revision;
use crate::state::State;

const PRODUCTS_MAX: usize = 50;

/// `known` is what the register of products says of the product.
pub(crate) fn state_product(
    state: &State,
    (contract, revision): (TechnologyContractId, Option<u64>),
    (product, known): (&str, Result<(), Refusal>),
    evidence: &Evidence,
    context: &Context,
) -> Result<Vec<ZoneEvent>, Refusal> {
    let found = of_a_party(state, contract, context)?;
    require_revision(revision, found.revision)?;
    if found.status() == ContractStatus::Returned {
        return Err(Refusal::new(&CONTRACT_RETURNED));
    }
    if let Some(stated) = found.products.get(product) {
        return Err(Refusal::new(&CONTRACT_PRODUCT_STATED).at("product").citing(stated.position));
    }
    if found.products.len() >= PRODUCTS_MAX {
        return Err(Refusal::new(&TOO_MANY_CONTRACT_PRODUCTS).at("product").largest(PRODUCTS_MAX));
    }
    known?;
    evidence.check("evidence", context.business_date, context.position)?;
    let stated = StatedProduct {
        product: product.into(),
        evidence: evidence.clone(),
        by: context.actor,
        position: context.position,
    };
    let parties = parties(&found.provider, &found.content.recipient);
    Ok(vec![Event::ProductStated { contract, stated, parties }.into()])
}

pub(super) fn withdraw_product(
    state: &State,
    (contract, revision): (TechnologyContractId, Option<u64>),
    (product, reason): (&str, &str),
    context: &Context,
) -> Result<Vec<ZoneEvent>, Refusal> {
    let found = of_a_party(state, contract, context)?;
    require_revision(revision, found.revision)?;
    if !found.products.contains_key(product) {
        return Err(Refusal::new(&UNKNOWN_CONTRACT_PRODUCT).at("product"));
    }
    require_reason(reason)?;
    let parties = parties(&found.provider, &found.content.recipient);
    let (product, reason) = (product.into(), reason.into());
    Ok(vec![Event::ProductWithdrawn { contract, product, reason, parties }.into()])
}

/// Returns a contract to the desk and to officers of its provider or recipient; to others it does not exist.
fn of_a_party<'a>(
    state: &'a State,
    contract: TechnologyContractId,
    context: &Context,
) -> Result<&'a Contract, Refusal> {
    require_a_hand(state, context)?;
    let found = state.technology.contract(contract);
    let found = found.ok_or_else(|| Refusal::new(&UNKNOWN_TECHNOLOGY_CONTRACT))?;
    let hand_of = |holder| require_hand_of(state, holder, &UNKNOWN_TECHNOLOGY_CONTRACT, context);
    hand_of(&found.provider).or_else(|_other| hand_of(&found.content.recipient))?;
    Ok(found)
}
