//! Statements of one part about a thing of another: which product an item of an account book is, and into which product a
//! technology goes. What the other part knows is asked here; the part whose statement it is decides.

use alloc::vec::Vec;

use crate::bonded::book_of_enterprise;
use crate::bonded::refusal::UNKNOWN_ITEM;
use crate::context::Context;
use crate::event::Event;
use crate::kernel::refusal::Refusal;
use crate::region::item::ItemStatement;
use crate::state::State;
use crate::technology::TechnologyCommand;
use crate::{region, technology};

/// An officer of the book's enterprise says which product an item of it is.
pub(crate) fn state_item(
    state: &State,
    statement: &ItemStatement,
    context: &Context,
) -> Result<Vec<Event>, Refusal> {
    let book = book_of_enterprise(state, statement.book, context)?;
    if !book.items.contains_key(&statement.item) {
        return Err(Refusal::new(&UNKNOWN_ITEM).at("item").number("item", statement.item));
    }
    region::state_item(state, statement, book.header.enterprise, context)
}

/// A party of the contract, or the desk, says into which product its technology goes.
pub(crate) fn state_product(
    state: &State,
    command: &TechnologyCommand,
    context: &Context,
) -> Result<Vec<Event>, Refusal> {
    let TechnologyCommand::StateProduct { contract, revision, product, evidence } = command else {
        unreachable!("the door sends only statements of products here")
    };
    let known = state.region.product(product).map(drop).map_err(|refusal| refusal.at("product"));
    technology::state_product(state, (*contract, *revision), (product, known), evidence, context)
}
