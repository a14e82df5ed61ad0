//! From documents to the ledger: which accounts a book's items have and which holds a list needs.

use alloc::format;
use alloc::vec::Vec;
use etown_values::{CivilDate, QuantityAmount};

use super::bom::BomRow;
use super::book::{Book, BookKind, Item, ItemClass};
use super::consumption::{MaterialUse, consume};
use super::list::{Direction, List, ListContent, ListLine};
use super::refusal::UNKNOWN_ITEM;
use crate::kernel::ledger::{
    Account, AccountKey, AccountNumber, Document, DocumentLine, Draft, HoldNumber, Ledger, Limits, Purpose,
    Transfer, UnitDefinition,
};
use crate::kernel::refusal::Refusal;

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
    let unit = ledger.unit_number(&unit_of(book, item))?;
    ledger.account(ledger.account_number(&key(book, item, unit, purpose))?)
}

/// Opens or finds the account of an item for a purpose.
pub(super) fn account(draft: &mut Draft<'_>, book: &Book, item: &Item, purpose: Purpose) -> AccountNumber {
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
        let parts = [
            (Purpose::Embodied, material_use.embodied),
            (Purpose::TangibleLoss, material_use.tangible),
            (Purpose::IntangibleLoss, material_use.intangible),
        ];
        for (debit, amount) in parts {
            movements.push(Movement { item: material, debit, credit: Purpose::Stock, amount });
        }
        if let Some(scrap) = material_use.scrap_item {
            let scrap = item(book, scrap)?;
            let amount = material_use.tangible;
            movements.push(Movement {
                item: scrap,
                debit: Purpose::Stock,
                credit: Purpose::Produced,
                amount,
            });
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

/// Returns the rows of the version stamped on a line.
fn stamped_rows<'a>(book: &'a Book, line: &ListLine) -> Option<&'a [BomRow]> {
    let version = line.bom_version.as_ref()?;
    book.boms.get(&(line.item, version.clone())).map(|bom| bom.rows.as_slice())
}

/// Puts every hold that a list needs into the draft: its lines, and what its products consume.
pub(super) fn hold_content(
    draft: &mut Draft<'_>,
    book: &Book,
    document: Document,
    content: &ListContent,
    value_date: CivilDate,
) -> Result<Vec<HoldNumber>, Refusal> {
    let mut holds = Vec::new();
    let mut hold = |draft: &mut Draft<'_>, movement: Movement<'_>, line: u32| -> Result<(), Refusal> {
        let debit = account(draft, book, movement.item, movement.debit);
        let credit = account(draft, book, movement.item, movement.credit);
        let source = DocumentLine { document, line };
        let amount = movement.amount.units();
        holds.push(draft.hold(Transfer { debit, credit, amount, value_date, source })?);
        Ok(())
    };
    let opposite = content.movement.opposite();
    for line in &content.lines {
        let item = item(book, line.item)?;
        let (debit, credit) = match content.movement.direction() {
            Direction::Inbound => (Purpose::Stock, opposite),
            Direction::Outbound => (opposite, Purpose::Stock),
        };
        hold(draft, Movement { item, debit, credit, amount: line.quantity }, line.number)?;
    }
    let consumes = book.header.kind == BookKind::Processing
        && book.consumes_at_shipment()
        && content.movement.direction() == Direction::Outbound;
    if consumes {
        let stamped = || content.lines.iter().filter_map(|line| Some((line, stamped_rows(book, line)?)));
        let uses = consume(stamped().map(|(line, rows)| (line.quantity, rows)))?;
        let mut products = Vec::new();
        for (line, _) in stamped() {
            products.push((item(book, line.item)?, line.quantity));
        }
        for movement in production_movements(book, &products, &uses)? {
            // The list as a whole consumes: once for each material.
            hold(draft, movement, 0)?;
        }
    }
    Ok(holds)
}

/// Puts the holds of a reversing list into the draft: what the original posted, turned round.
pub(super) fn hold_reversal(
    draft: &mut Draft<'_>,
    ledger: &Ledger,
    original: &List,
    document: Document,
    value_date: CivilDate,
) -> Result<Vec<HoldNumber>, Refusal> {
    let mut holds = Vec::new();
    for hold in &original.holds {
        let posted = ledger.posted(*hold).expect("a posted list keeps its holds as posted");
        let source = DocumentLine { document, line: posted.source.line };
        let turned = Transfer {
            debit: posted.credit,
            credit: posted.debit,
            amount: posted.amount,
            value_date,
            source,
        };
        holds.push(draft.hold(turned)?);
    }
    Ok(holds)
}

/// Words a refused limit in the quantities and lines of the list.
pub(super) fn word_limit(refusal: Refusal, book: &Book, content: &ListContent) -> Refusal {
    let Some(limit) = refusal.limit.clone() else { return refusal };
    let available = QuantityAmount::from_units(limit.available);
    let mut worded = Refusal::new(refusal.code)
        .number("available", available)
        .number("requested", QuantityAmount::from_units(limit.requested));
    worded.limit = refusal.limit;
    let Some(number) = limit.account.item else { return worded };
    worded = worded.number("item", number);
    if let Some(found) = book.items.get(&number) {
        worded = worded.number("measure", found.filing.measure);
    }
    match content.lines.iter().rposition(|line| line.item == number && line.number == limit.line) {
        Some(index) => {
            let excess = limit.requested.saturating_sub(limit.available);
            let quantity = content.lines.get(index).map_or(0, |line| line.quantity.units());
            let largest = QuantityAmount::from_units(quantity.saturating_sub(excess).max(0));
            worded.at(format!("lines[{index}].quantity")).largest(largest)
        }
        None => worded.at("lines"),
    }
}
