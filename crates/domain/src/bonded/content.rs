//! What a list may say: every line against the book, its items and its versions, in the order of the reference.

use alloc::collections::BTreeSet;
use alloc::format;
use alloc::string::String;
use etown_values::{CivilDate, QuantityAmount, Rounding};

use super::book::{Book, BookKind, Item, ItemClass};
use super::list::{Direction, ListContent, ListLine, Movement};
use super::refusal::{
    BOM_VERSION_NOT_WANTED, ITEM_PAUSED, ITEM_PRICE, LINE_NUMBER, MOVEMENT, NO_LINES, QUANTITY_NOT_POSITIVE,
    QUANTITY_TOO_LARGE, SUPERVISION_MODE, TOO_MANY_LINES, TRUCKS, UNKNOWN_BOM_VERSION, UNKNOWN_ITEM,
    WRONG_HS_CODE, WRONG_MEASURE,
};
use super::settings::{LINES_MAX, QUANTITY_MAX};
use crate::kernel::parameters::NO_VALUE_IN_FORCE;
use crate::kernel::refusal::Refusal;
use crate::state::State;

/// Refuses content that breaks a rule; limits of balances are judged when customs approves.
pub(super) fn check_content(
    state: &State,
    book: &Book,
    content: &ListContent,
    date: CivilDate,
) -> Result<(), Refusal> {
    let lines_max = state.parameters.whole_number(LINES_MAX, date)?;
    let count = u32::try_from(content.lines.len()).unwrap_or(u32::MAX);
    if count > lines_max {
        return Err(Refusal::new(&TOO_MANY_LINES)
            .at("lines")
            .number("lines", count)
            .number("most", lines_max)
            .largest(lines_max));
    }
    if content.lines.is_empty() {
        return Err(Refusal::new(&NO_LINES).at("lines"));
    }
    check_head(content)?;
    let is_ascending = content
        .lines
        .windows(2)
        .all(|pair| matches!(pair, [earlier, later] if earlier.number < later.number));
    let mut numbers = BTreeSet::new();
    let most = quantity_max(state, date);
    for (index, line) in content.lines.iter().enumerate() {
        if line.number == 0 || !(is_ascending || numbers.insert(line.number)) {
            return Err(Refusal::new(&LINE_NUMBER)
                .at(format!("lines[{index}].number"))
                .number("line", line.number));
        }
        check_line(state, book, (content.movement, &most), line, date).map_err(|refusal| {
            let field = refusal.field.clone().unwrap_or_default();
            refusal.at(format!("lines[{index}].{field}"))
        })?;
    }
    Ok(())
}

fn check_head(content: &ListContent) -> Result<(), Refusal> {
    let mode = content.supervision_mode.as_bytes();
    if mode.len() != 4 || !mode.iter().all(u8::is_ascii_digit) {
        return Err(Refusal::new(&SUPERVISION_MODE).at("supervision_mode"));
    }
    check_trucks(&content.trucks)
}

/// Refuses plates that are empty, too long or named twice.
pub(super) fn check_trucks(trucks: &[String]) -> Result<(), Refusal> {
    let mut plates = BTreeSet::new();
    for (index, plate) in trucks.iter().enumerate() {
        let length = plate.chars().count();
        if index >= 200 || length == 0 || length > 20 || plate.trim() != plate || !plates.insert(plate) {
            return Err(Refusal::new(&TRUCKS).at(format!("trucks[{index}]")));
        }
    }
    Ok(())
}

/// Refuses lines of items that customs has paused in the direction.
pub(super) fn check_pauses(book: &Book, content: &ListContent, direction: Direction) -> Result<(), Refusal> {
    let is_paused =
        |line: &ListLine| book.items.get(&line.item).is_some_and(|item| item.pause.stops(direction));
    match content.lines.iter().position(is_paused) {
        Some(index) => Err(Refusal::new(&ITEM_PAUSED).at(format!("lines[{index}].item"))),
        None => Ok(()),
    }
}

fn check_line(
    state: &State,
    book: &Book,
    (movement, most): (Movement, &Result<QuantityAmount, Refusal>),
    line: &ListLine,
    date: CivilDate,
) -> Result<(), Refusal> {
    let item = book.approved_item(line.item);
    let item = item.ok_or_else(|| Refusal::new(&UNKNOWN_ITEM).at("item").number("item", line.item))?;
    if !may_move(book, item, movement) {
        return Err(Refusal::new(&MOVEMENT).at("item").number("item", line.item));
    }
    if item.pause.stops(movement.direction()) {
        return Err(Refusal::new(&ITEM_PAUSED).at("item").number("item", line.item));
    }
    check_within(line.quantity, || most.clone())?;
    if line.unit_price.is_negative() {
        return Err(Refusal::new(&ITEM_PRICE).at("unit_price").number("unit_price", line.unit_price));
    }
    // What is inside under a code that a later edition dropped may still leave under it.
    if movement.direction() == Direction::Inbound {
        state.parameters.require_commodity(line.hs_code, date).map_err(|refusal| refusal.at("hs_code"))?;
    }
    if line.hs_code != item.filing.hs_code {
        let refusal = Refusal::new(&WRONG_HS_CODE).at("hs_code");
        return Err(refusal.number("declared", line.hs_code).number("filed", item.filing.hs_code));
    }
    if line.measure != item.filing.measure {
        let refusal = Refusal::new(&WRONG_MEASURE).at("measure");
        return Err(refusal.number("declared", line.measure).number("filed", item.filing.measure));
    }
    check_version(book, item, movement, line)
}

/// Refuses a quantity that is not above zero or larger than a line may carry.
pub(crate) fn check_quantity(
    state: &State,
    quantity: QuantityAmount,
    date: CivilDate,
) -> Result<(), Refusal> {
    check_within(quantity, || quantity_max(state, date))
}

/// The largest quantity of a line on the date.
pub(super) fn quantity_max(state: &State, date: CivilDate) -> Result<QuantityAmount, Refusal> {
    let most = state.parameters.ratio(QUANTITY_MAX, date)?.to_decimal::<5>(Rounding::Down);
    most.map_err(|_range| Refusal::new(&NO_VALUE_IN_FORCE).at(QUANTITY_MAX))
}

fn check_within(
    quantity: QuantityAmount,
    most: impl FnOnce() -> Result<QuantityAmount, Refusal>,
) -> Result<(), Refusal> {
    if !quantity.is_positive() {
        return Err(Refusal::new(&QUANTITY_NOT_POSITIVE).at("quantity").number("quantity", quantity));
    }
    check_at_most(quantity, most()?)
}

/// Refuses a quantity that is larger than the zone takes.
pub(super) fn check_at_most(quantity: QuantityAmount, most: QuantityAmount) -> Result<(), Refusal> {
    if quantity > most {
        let refusal = Refusal::new(&QUANTITY_TOO_LARGE).at("quantity").number("quantity", quantity);
        return Err(refusal.number("most", most).largest(most));
    }
    Ok(())
}

fn check_version(book: &Book, item: &Item, movement: Movement, line: &ListLine) -> Result<(), Refusal> {
    let is_wanted = book.header.kind == BookKind::Processing
        && item.filing.class == ItemClass::Finished
        && movement.direction() == Direction::Outbound;
    match &line.bom_version {
        None if is_wanted => Err(Refusal::new(&UNKNOWN_BOM_VERSION).at("bom_version")),
        None => Ok(()),
        Some(_) if !is_wanted => Err(Refusal::new(&BOM_VERSION_NOT_WANTED).at("bom_version")),
        Some(version) => {
            if book.approved_bom(line.item, version).is_some() {
                Ok(())
            } else {
                Err(Refusal::new(&UNKNOWN_BOM_VERSION).at("bom_version").number("version", version))
            }
        }
    }
}

/// What a class of item may do. Products that are booked by shipment do not come back, since their materials are
/// consumed already.
pub(super) fn may_move(book: &Book, item: &Item, movement: Movement) -> bool {
    use Movement as M;
    match item.filing.class {
        ItemClass::Material => !matches!(movement, M::Export | M::ExchangeIn | M::ExchangeOut),
        ItemClass::Finished => match movement {
            M::Export
            | M::DomesticSale
            | M::TransferOut
            | M::DeepProcessingOut
            | M::ExchangeOut
            | M::Destruction => true,
            M::ReturnIn | M::ExchangeIn => !book.consumes_at_shipment(),
            _ => false,
        },
        ItemClass::Scrap => matches!(movement, M::DomesticSale | M::Destruction | M::ReExport),
    }
}
