//! From documents to the ledger: which accounts a book's items have and which holds a list needs.

use alloc::collections::{BTreeMap, BTreeSet};
use alloc::format;
use alloc::vec::Vec;
use etown_values::{CivilDate, QuantityAmount, UnitPrice};

use super::bom::BomRow;
use super::book::{Book, BookKind, Item, ItemClass};
use super::consumption::{MaterialUse, consume};
use super::event::BondedEvent;
use super::list::{Direction, List, ListContent};
use super::lots::LotDraft;
use super::refusal::{LIST_CLOSED, UNKNOWN_ITEM};
use crate::event::Event;
use crate::kernel::ledger::{
    AMOUNT_OUT_OF_RANGE, Account, AccountKey, AccountNumber, Document, Draft, Drafted, HoldNumber, Ledger,
    Limits, Movement as Transfer, Purpose, UnitDefinition,
};
use crate::kernel::refusal::Refusal;
use crate::state::State;

fn unit_of(book: &Book, item: &Item) -> UnitDefinition {
    UnitDefinition::Goods {
        registrar: book.header.enterprise,
        part: item.filing.part_number.clone(),
        measure: item.filing.measure,
    }
}

fn key(book: &Book, item: &Item, unit: crate::kernel::ledger::UnitNumber, purpose: Purpose) -> AccountKey {
    AccountKey {
        unit,
        owner: book.header.enterprise,
        book: Some(book.id),
        item: Some(item.filing.number),
        purpose,
    }
}

/// Returns the account of an item for a purpose, when anything was ever posted or held there.
pub fn account_of<'a>(ledger: &'a Ledger, book: &Book, item: &Item, purpose: Purpose) -> Option<&'a Account> {
    ledger.account(ledger.account_of_item(book.id, item.filing.number, purpose)?)
}

/// Opens or finds the account of an item for a purpose.
pub(super) fn account(draft: &mut Draft<'_>, book: &Book, item: &Item, purpose: Purpose) -> AccountNumber {
    // Most accounts are there already; an item that has one keeps its part and measure.
    if let Some(number) = draft.ledger().account_of_item(book.id, item.filing.number, purpose) {
        return number;
    }
    let unit = draft.unit(&unit_of(book, item));
    let has_floor = purpose == Purpose::Stock
        && !(item.filing.class == ItemClass::Finished && book.consumes_at_shipment());
    let limits = if has_floor { Limits::FLOOR_ZERO } else { Limits::NONE };
    draft.account(key(book, item, unit, purpose), limits)
}

pub(super) fn item(book: &Book, number: u32) -> Result<&Item, Refusal> {
    book.items.get(&number).ok_or_else(|| Refusal::new(&UNKNOWN_ITEM).number("item", number))
}

/// One movement between two accounts of the same item.
#[derive(Clone, Copy)]
pub(super) struct Movement<'a> {
    pub item: &'a Item,
    pub debit: Purpose,
    pub credit: Purpose,
    pub amount: QuantityAmount,
}

/// The movements by which products are made of materials: material out of stock into the conversion accounts, scrap and
/// product out of theirs into stock.
pub(super) fn production_movements<'a>(
    book: &'a Book,
    products: &[(&'a Item, QuantityAmount)],
    uses: &[MaterialUse],
) -> Result<Vec<Movement<'a>>, Refusal> {
    let mut movements = Vec::new();
    for material_use in uses {
        let material = item(book, material_use.material)?;
        let tangible = material_use.tangible_total().map_err(|_sum| Refusal::new(&AMOUNT_OUT_OF_RANGE))?;
        let parts = [
            (Purpose::Embodied, material_use.embodied),
            (Purpose::TangibleLoss, tangible),
            (Purpose::IntangibleLoss, material_use.intangible),
        ];
        for (debit, amount) in parts {
            movements.push(Movement { item: material, debit, credit: Purpose::Stock, amount });
        }
        for (scrap, amount) in &material_use.tangible {
            let Some(scrap) = scrap else { continue };
            let (item, amount) = (item(book, *scrap)?, *amount);
            movements.push(Movement { item, debit: Purpose::Stock, credit: Purpose::Produced, amount });
        }
    }
    for (product, amount) in products {
        movements.push(Movement {
            item: product,
            debit: Purpose::Stock,
            credit: Purpose::Produced,
            amount: *amount,
        });
    }
    movements.retain(|movement| movement.amount.is_positive());
    Ok(movements)
}

/// Moves or holds an amount between two accounts of an item.
pub(super) fn transfer_of(draft: &mut Draft<'_>, book: &Book, movement: Movement<'_>, line: u32) -> Transfer {
    Transfer {
        debit: account(draft, book, movement.item, movement.debit),
        credit: account(draft, book, movement.item, movement.credit),
        amount: movement.amount.units(),
        line,
    }
}

/// Puts the hold that a list needs into the draft: its lines, and what its products consume.
pub(super) fn hold_content(
    draft: &mut Draft<'_>,
    book: &Book,
    document: Document,
    content: &ListContent,
) -> Result<(), Refusal> {
    let opposite = content.movement.opposite();
    for line in &content.lines {
        let item = item(book, line.item)?;
        let (debit, credit) = match content.movement.direction() {
            Direction::Inbound => (Purpose::Stock, opposite),
            Direction::Outbound => (opposite, Purpose::Stock),
        };
        let movement = Movement { item, debit, credit, amount: line.quantity };
        let transfer = transfer_of(draft, book, movement, line.number);
        draft.hold(document, transfer)?;
    }
    let consumes = book.header.kind == BookKind::Processing
        && book.consumes_at_shipment()
        && content.movement.direction() == Direction::Outbound;
    if consumes {
        for movement in consumption(book, content)? {
            // The list as a whole consumes: once for each material.
            let transfer = transfer_of(draft, book, movement, 0);
            draft.hold(document, transfer)?;
        }
    }
    Ok(())
}

/// What the stamped product lines of a list make and consume; lines of one version are added up first.
fn consumption<'a>(book: &'a Book, content: &ListContent) -> Result<Vec<Movement<'a>>, Refusal> {
    let mut quantities: BTreeMap<(u32, &str), QuantityAmount> = BTreeMap::new();
    for line in &content.lines {
        let Some(version) = &line.bom_version else { continue };
        let sum = quantities.entry((line.item, version.as_str())).or_default();
        *sum = sum.checked_add(line.quantity).map_err(|_sum| Refusal::new(&AMOUNT_OUT_OF_RANGE))?;
    }
    let rows_of = |product: u32, version: &str| -> &'a [BomRow] {
        book.boms.get(&(product, version.into())).map_or(&[], |bom| bom.rows.as_slice())
    };
    let stamped = quantities.iter().map(|((product, version), amount)| (*amount, rows_of(*product, version)));
    let uses = consume(stamped)?;
    let mut products = Vec::new();
    for ((product, _), amount) in &quantities {
        products.push((item(book, *product)?, *amount));
    }
    production_movements(book, &products, &uses)
}

/// Posts the hold of a list. What comes in first makes good what reports took of the item without its being there.
pub(super) fn post_list(
    draft: &mut Draft<'_>,
    book: &Book,
    list: &List,
    hold: HoldNumber,
) -> Result<(), Refusal> {
    draft.post_hold(hold)?;
    if list.direction() != Direction::Inbound {
        return Ok(());
    }
    make_good(draft, book, Document::List(list.id), list.content.lines.iter().map(|line| line.item).collect())
}

/// What came in of these items makes good what reports took of them without its being there.
pub(super) fn make_good(
    draft: &mut Draft<'_>,
    book: &Book,
    document: Document,
    numbers: BTreeSet<u32>,
) -> Result<(), Refusal> {
    // While a count is under way the verification settles what is missing, so that the record at the cutoff stays as it is.
    if draft.ledger().cut(book.id).is_some() {
        return Ok(());
    }
    for number in numbers {
        let item = item(book, number)?;
        if account_of(draft.ledger(), book, item, Purpose::Unexplained).is_none() {
            continue;
        }
        let debit = account(draft, book, item, Purpose::Unexplained);
        let credit = account(draft, book, item, Purpose::Stock);
        let missing = draft.balance(debit).saturating_neg();
        // What is reserved for another document stays reserved.
        let amount = missing.min(draft.available(credit));
        if amount > 0 {
            draft.transfer(document, Transfer { debit, credit, amount, line: 0 })?;
        }
    }
    Ok(())
}

/// Puts the hold of a reversing list into the draft: what the original posted, turned round.
pub(super) fn hold_reversal(
    draft: &mut Draft<'_>,
    original: &List,
    document: Document,
) -> Result<(), Refusal> {
    let posted = original.hold.and_then(|hold| draft.ledger().posted(original.book, hold));
    // Once the period is closed, what it posted is final.
    let posted = posted.ok_or_else(|| Refusal::new(&LIST_CLOSED))?;
    for movement in &posted.movements {
        draft.hold(document, movement.turned())?;
    }
    Ok(())
}

/// Finishes a posting: what moved in the ledger, then what that does to lots. Lists are those whose holds were posted.
///
/// Refuses a reversing list whose original's lots have been drawn upon.
pub(super) fn effects(
    state: &State,
    drafted: Drafted,
    lists: &[&List],
    value_date: CivilDate,
) -> Result<Vec<Event>, Refusal> {
    let mut lots = LotDraft::new(&state.bonded.lots, value_date);
    let mut followed: BTreeSet<Document> = BTreeSet::new();
    for list in lists {
        let document = Document::List(list.id);
        followed.insert(document);
        let of_list = drafted.floored.iter().filter(|moved| moved.source.document == document).copied();
        let original = list.reverses.and_then(|original| state.bonded.list(original));
        if let Some(original) = original {
            lots.reverse(list.id, original)?;
            let at_once: Vec<_> = of_list.filter(|moved| !moved.was_held).collect();
            lots.follow(document, &at_once, |_line| None);
            continue;
        }
        let of_list: Vec<_> = of_list.collect();
        let is_inbound = list.direction() == Direction::Inbound;
        let prices: BTreeMap<u32, UnitPrice> = if is_inbound {
            list.content.lines.iter().map(|line| (line.number, line.unit_price)).collect()
        } else {
            BTreeMap::new()
        };
        lots.follow(document, &of_list, |line| prices.get(&line).copied());
    }
    let others: BTreeSet<Document> = drafted.floored.iter().map(|moved| moved.source.document).collect();
    for document in others.difference(&followed) {
        let moves: Vec<_> =
            drafted.floored.iter().filter(|moved| moved.source.document == *document).copied().collect();
        lots.follow(*document, &moves, |_line| None);
    }
    let mut events: Vec<Event> = drafted.events.into_iter().map(Event::from).collect();
    events.extend(lots.finish().map(|moves| BondedEvent::LotsMoved(moves).into()));
    Ok(events)
}

/// Words a refused limit in the quantities of the item.
pub(super) fn word_account(refusal: Refusal, book: &Book) -> Refusal {
    let Some(limit) = refusal.limit.clone() else { return refusal };
    let mut worded = Refusal::new(refusal.code)
        .number("available", QuantityAmount::from_units(limit.available))
        .number("requested", QuantityAmount::from_units(limit.requested));
    worded.limit = refusal.limit;
    let Some(number) = limit.account.item else { return worded };
    worded = worded.number("item", number);
    match book.items.get(&number) {
        Some(found) => worded.number("measure", found.filing.measure),
        None => worded,
    }
}

/// Words a refused limit in the quantities and lines of the list.
pub(super) fn word_limit(refusal: Refusal, book: &Book, content: &ListContent) -> Refusal {
    let worded = word_account(refusal, book);
    let Some(limit) = worded.limit.clone() else { return worded };
    let Some(number) = limit.account.item else { return worded };
    match content.lines.iter().rposition(|line| line.item == number && line.number == limit.line) {
        Some(index) => {
            let excess = limit.requested.saturating_sub(limit.available);
            let quantity = content.lines.get(index).map_or(0, |line| line.quantity.units());
            let largest = quantity.saturating_sub(excess);
            let worded = worded.at(format!("lines[{index}].quantity"));
            // Where earlier lines take too much already, no quantity of this line would do.
            if largest > 0 { worded.largest(QuantityAmount::from_units(largest)) } else { worded }
        }
        None => worded.at("lines"),
    }
}
