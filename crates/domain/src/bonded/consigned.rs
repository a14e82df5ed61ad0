//! Goods that leave a book for another zone, or come into one, by a document of another part: how they are checked, held,
//! posted and followed in lots. It knows the document by its name alone.

use alloc::collections::BTreeMap;
use alloc::vec::Vec;
use etown_values::{CivilDate, QuantityAmount, UnitPrice};

use super::book::{Book, Item, ItemClass};
use super::content::{check_quantity, may_move};
use super::decide_list::check_open;
use super::event::BondedEvent;
use super::list::{Direction, Movement as Means};
use super::lots::LotDraft;
use super::posting::{Movement, item, make_good, transfer_of, word_account};
use super::refusal::{ITEM_PAUSED, ITEM_PRICE, MOVEMENT, UNKNOWN_ITEM};
use crate::context::Context;
use crate::event::Event;
use crate::kernel::ledger::{Document, Draft, Drafted, HoldNumber, Purpose};
use crate::kernel::refusal::Refusal;
use crate::state::State;

/// Goods of one item of a book.
#[derive(Clone, Copy, Debug)]
pub(crate) struct ConsignedLine {
    pub(crate) line: u32,
    pub(crate) item: u32,
    pub(crate) quantity: QuantityAmount,
    pub(crate) unit_price: UnitPrice,
}

/// Refuses where goods of the book do not move in the direction now: by its state, its enterprise, or an exception.
pub(crate) fn check_movable(
    state: &State,
    book: &Book,
    direction: Direction,
    context: &Context,
) -> Result<(), Refusal> {
    check_open(book, direction, context)?;
    state.parties.require_unrestricted_group(book.header.enterprise)?;
    state.exceptions.require_unblocked(book.id)
}

/// Returns the item that a line moves, or refuses what the item, its class or the amounts do not allow.
pub(crate) fn check_line<'a>(
    state: &State,
    book: &'a Book,
    direction: Direction,
    line: ConsignedLine,
    date: CivilDate,
) -> Result<&'a Item, Refusal> {
    let found = book.approved_item(line.item);
    let item = found.ok_or_else(|| Refusal::new(&UNKNOWN_ITEM).at("item").number("item", line.item))?;
    let means = match direction {
        Direction::Inbound => Means::TransferIn,
        Direction::Outbound => Means::TransferOut,
    };
    // Products that are booked by shipment have no stock of their own: a list consumes what they are made of.
    let has_stock = !(item.filing.class == ItemClass::Finished && book.consumes_at_shipment());
    if !may_move(book, item, means) || !has_stock {
        return Err(Refusal::new(&MOVEMENT).at("item").number("item", line.item));
    }
    if item.pause.stops(direction) {
        return Err(Refusal::new(&ITEM_PAUSED).at("item").number("item", line.item));
    }
    check_quantity(state, line.quantity, date)?;
    if line.unit_price.is_negative() {
        return Err(Refusal::new(&ITEM_PRICE).at("unit_price").number("unit_price", line.unit_price));
    }
    Ok(item)
}

/// Holds goods on their way out.
pub(crate) fn hold_out(
    state: &State,
    book: &Book,
    document: Document,
    lines: &[ConsignedLine],
    context: &Context,
) -> Result<(HoldNumber, Vec<Event>), Refusal> {
    let mut draft = Draft::new(&state.ledger, context.business_date);
    for line in lines {
        let (debit, credit) = (Means::TransferOut.opposite(), Purpose::Stock);
        let movement = Movement { item: item(book, line.item)?, debit, credit, amount: line.quantity };
        let transfer = transfer_of(&mut draft, book, movement, line.line);
        draft.hold(document, transfer)?;
    }
    draft.check_limits().map_err(|refusal| worded(refusal, book, lines))?;
    let hold = draft.held().expect("a consignment has lines, and each line holds something");
    let mut events: Vec<Event> = draft.finish()?.events.into_iter().map(Event::from).collect();
    events.push(used(book, lines));
    Ok((hold, events))
}

/// Posts what was held: the goods are gone. This is a fact of another zone, so it is booked to a day that is still open.
pub(crate) fn post_out(
    state: &State,
    book: &Book,
    hold: HoldNumber,
    context: &Context,
) -> Result<Vec<Event>, Refusal> {
    let value_date = book.booking_day(context.business_date);
    let mut draft = Draft::new(&state.ledger, value_date);
    draft.post_hold(hold)?;
    Ok(followed(state, draft.finish()?, value_date, &BTreeMap::new()))
}

/// Gives free what was held.
pub(crate) fn release(state: &State, hold: HoldNumber, context: &Context) -> Result<Vec<Event>, Refusal> {
    let mut draft = Draft::new(&state.ledger, context.business_date);
    draft.release_hold(hold)?;
    Ok(draft.finish()?.events.into_iter().map(Event::from).collect())
}

/// Books what came in, on an open day.
pub(crate) fn book_in(
    state: &State,
    book: &Book,
    document: Document,
    lines: &[ConsignedLine],
    context: &Context,
) -> Result<Vec<Event>, Refusal> {
    book.require_open_day(context.business_date)?;
    let mut draft = Draft::new(&state.ledger, context.business_date);
    for line in lines {
        let (debit, credit) = (Purpose::Stock, Means::TransferIn.opposite());
        let movement = Movement { item: item(book, line.item)?, debit, credit, amount: line.quantity };
        let transfer = transfer_of(&mut draft, book, movement, line.line);
        draft.transfer(document, transfer)?;
    }
    make_good(&mut draft, book, document, lines.iter().map(|line| line.item).collect())?;
    let prices = lines.iter().map(|line| (line.line, line.unit_price)).collect();
    let mut events = followed(state, draft.finish()?, context.business_date, &prices);
    events.push(used(book, lines));
    Ok(events)
}

/// What moved in the ledger, then what that does to lots.
fn followed(
    state: &State,
    drafted: Drafted,
    value_date: CivilDate,
    prices: &BTreeMap<u32, UnitPrice>,
) -> Vec<Event> {
    let mut lots = LotDraft::new(&state.bonded.lots, value_date);
    if let Some(moved) = drafted.floored.first() {
        lots.follow(moved.source.document, &drafted.floored, |line| prices.get(&line).copied());
    }
    let mut events: Vec<Event> = drafted.events.into_iter().map(Event::from).collect();
    events.extend(lots.finish().map(|moves| BondedEvent::LotsMoved(moves).into()));
    events
}

/// What a consignment names keeps its class, measure and part number.
fn used(book: &Book, lines: &[ConsignedLine]) -> Event {
    BondedEvent::ItemsConsigned { book: book.id, items: lines.iter().map(|line| line.item).collect() }.into()
}

/// Words a refused limit by the line that asked for too much.
fn worded(refusal: Refusal, book: &Book, lines: &[ConsignedLine]) -> Refusal {
    let worded = word_account(refusal, book);
    let Some(limit) = worded.limit.clone() else { return worded };
    let position = lines.iter().position(|line| Some(line.item) == limit.account.item);
    let Some(index) = position else { return worded };
    let worded = worded.at(alloc::format!("lines[{index}].quantity"));
    if limit.available > 0 { worded.largest(QuantityAmount::from_units(limit.available)) } else { worded }
}
