//! Decisions about which product an item of an account book is: stated by the enterprise of the book, withdrawn by it or by
//! the desk. Whether the book and the item exist is checked where the parts meet.

use alloc::vec;
use alloc::vec::Vec;
use etown_values::{BookId, EnterpriseId};

use super::event::RegionEvent as Event;
use super::item::{ItemStatement, StatedItem};
use super::refusal::{ITEM_STATED, UNKNOWN_ITEM_STATEMENT};
use crate::context::Context;
use crate::event::Event as ZoneEvent;
use crate::kernel::access::{NOT_PERMITTED, Role};
use crate::kernel::evidence::require_reason;
use crate::kernel::refusal::Refusal;
use crate::state::State;

/// The caller has checked that the actor acts for the enterprise, and that the item is in a book of it.
pub(crate) fn state_item(
    state: &State,
    statement: &ItemStatement,
    enterprise: EnterpriseId,
    context: &Context,
) -> Result<Vec<ZoneEvent>, Refusal> {
    let ItemStatement { product, book, item, evidence } = statement.clone();
    if let Some(stated) = state.region.item(book, item) {
        let refusal = Refusal::new(&ITEM_STATED).at("item").number("product", &stated.product);
        return Err(refusal.citing(stated.position));
    }
    state.region.product(&product).map_err(|refusal| refusal.at("product"))?;
    evidence.check("evidence", context.business_date, context.position)?;
    let (by, position) = (context.actor, context.position);
    let stated = StatedItem { product, enterprise, book, item, evidence, by, position };
    Ok(vec![Event::ItemStated(stated).into()])
}

/// To an officer what other enterprises say of their items does not exist.
pub(super) fn withdraw_item(
    state: &State,
    (book, item): (BookId, u32),
    reason: &str,
    context: &Context,
) -> Result<Vec<ZoneEvent>, Refusal> {
    let is_at_desk = state.access.has_zone_role(context.actor, Role::InvestmentOfficer);
    let own = state.enterprises_of(context.actor, context.business_date);
    if !is_at_desk && own.is_empty() {
        return Err(Refusal::new(&NOT_PERMITTED));
    }
    let stated =
        state.region.item(book, item).filter(|stated| is_at_desk || own.contains(&stated.enterprise));
    let stated = stated.ok_or_else(|| Refusal::new(&UNKNOWN_ITEM_STATEMENT))?;
    require_reason(reason)?;
    let (product, enterprise, reason) = (stated.product.clone(), stated.enterprise, reason.into());
    Ok(vec![Event::ItemWithdrawn { product, enterprise, book, item, reason }.into()])
}
