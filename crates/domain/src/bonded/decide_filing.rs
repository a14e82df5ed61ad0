//! Decisions about what a book contains: items and versions of bills of materials, filed by the enterprise and approved
//! by customs. What a list has used is locked.

use alloc::collections::BTreeSet;
use alloc::format;
use alloc::vec;
use alloc::vec::Vec;

use super::bom::{BomRow, HUNDRED_PERCENT};
use super::book::{Book, BookKind, BookStatus, ItemClass, ItemFiling};
use super::command::BondedCommand as Command;
use super::decide_book::approval_task;
use super::event::BondedEvent;
use super::refusal::{
    BOM_ROWS, BOM_VERSION_LOCKED, BOM_VERSION_TEXT, BONDED_SHARE, BOOK_STATUS, HS_CODE_LENGTH, ITEM_CLASS,
    ITEM_LOCKED, ITEM_NUMBER, ITEM_PRICE, ITEM_TEXT, ITEM_TOLERANCE, NO_ITEMS, NOTHING_FILED, SCRAP_ITEM,
    TOO_MANY_ITEMS, UNKNOWN_ITEM,
};
use super::settings::ITEMS_MAX;
use super::state::{book_of_customs, book_of_enterprise};
use crate::context::Context;
use crate::event::Event;
use crate::kernel::refusal::Refusal;
use crate::kernel::request::require_revision;
use crate::kernel::worklist::{Subject, TaskKind, Worklist, WorklistEvent};
use crate::state::State;

/// Decides a command about filings.
pub(crate) fn decide(state: &State, command: &Command, context: &mut Context) -> Result<Vec<Event>, Refusal> {
    match command {
        Command::FileItems { book, revision, items } => {
            let book = book_of_enterprise(state, *book, context)?;
            require_revision(*revision, book.revision)?;
            require_fileable(book)?;
            check_items(state, book, items, context)?;
            let event = BondedEvent::ItemsFiled { book: book.id, items: items.clone(), by: context.actor };
            Ok(filed(state, book, event, context))
        }
        Command::FileBom { book, revision, product, version, rows } => {
            let book = book_of_enterprise(state, *book, context)?;
            require_revision(*revision, book.revision)?;
            require_fileable(book)?;
            check_bom(state, book, (*product, version), rows, context)?;
            let event = BondedEvent::BomFiled {
                book: book.id,
                product: *product,
                version: version.clone(),
                rows: rows.clone(),
                by: context.actor,
            };
            Ok(filed(state, book, event, context))
        }
        Command::ApproveFilings { book, revision } => {
            let book = book_of_customs(state, *book, context)?;
            let task = state.worklist.task(Subject::Book(book.id), TaskKind::ApproveFilings);
            Worklist::require_second_person(&book.makers, task, context.actor)?;
            require_revision(*revision, book.revision)?;
            if book.status != BookStatus::Active {
                return Err(Refusal::new(&BOOK_STATUS));
            }
            if !book.has_open_filings() {
                return Err(Refusal::new(&NOTHING_FILED));
            }
            let mut events: Vec<Event> = vec![BondedEvent::FilingsApproved { book: book.id }.into()];
            if let Some(task) = task {
                events.push(WorklistEvent::TaskClosed { task: task.id, closed_by: context.actor }.into());
            }
            Ok(events)
        }
        _ => unreachable!("the door sends only filing commands here"),
    }
}

fn require_fileable(book: &Book) -> Result<(), Refusal> {
    if matches!(book.status, BookStatus::Draft | BookStatus::Active) {
        Ok(())
    } else {
        Err(Refusal::new(&BOOK_STATUS))
    }
}

/// A filing into an active book asks customs to approve it; one task covers all that is open.
fn filed(state: &State, book: &Book, event: BondedEvent, context: &mut Context) -> Vec<Event> {
    let mut events = vec![event.into()];
    let is_asked = state.worklist.task(Subject::Book(book.id), TaskKind::ApproveFilings).is_some();
    if book.status == BookStatus::Active && !is_asked {
        let task = approval_task(book, TaskKind::ApproveFilings, context);
        events.push(WorklistEvent::TaskOpened(task).into());
    }
    events
}

fn require_bounded(state: &State, count: usize, field: &str, context: &Context) -> Result<(), Refusal> {
    let most = state.parameters.whole_number(ITEMS_MAX, context.business_date)?;
    if u32::try_from(count).unwrap_or(u32::MAX) > most {
        return Err(Refusal::new(&TOO_MANY_ITEMS)
            .at(field)
            .number("count", count)
            .number("most", most)
            .largest(most));
    }
    if count == 0 { Err(Refusal::new(&NO_ITEMS).at(field)) } else { Ok(()) }
}

fn check_items(state: &State, book: &Book, items: &[ItemFiling], context: &Context) -> Result<(), Refusal> {
    require_bounded(state, items.len(), "items", context)?;
    // One look at the versions for all items.
    let filed: BTreeSet<u32> = items.iter().map(|item| item.number).collect();
    let in_boms = book.items_in_boms(&filed);
    let mut numbers = BTreeSet::new();
    for (index, item) in items.iter().enumerate() {
        let at = |field: &str| format!("items[{index}].{field}");
        if item.number == 0 || !numbers.insert(item.number) {
            return Err(Refusal::new(&ITEM_NUMBER).at(at("number")).number("item", item.number));
        }
        for (field, text) in [("part_number", &item.part_number), ("name", &item.name)] {
            let length = text.trim().chars().count();
            if length == 0 || length > 200 {
                return Err(Refusal::new(&ITEM_TEXT).at(at(field)));
            }
        }
        if book.header.kind == BookKind::Logistics && item.class != ItemClass::Material {
            return Err(Refusal::new(&ITEM_CLASS).at(at("class")));
        }
        if item.unit_price.is_negative() {
            return Err(Refusal::new(&ITEM_PRICE).at(at("unit_price")).number("unit_price", item.unit_price));
        }
        let tolerance = item.count_tolerance_percent.unwrap_or_default();
        if tolerance.is_negative() || tolerance.units() > HUNDRED_PERCENT {
            let refusal = Refusal::new(&ITEM_TOLERANCE).at(at("count_tolerance_percent"));
            return Err(refusal.number("percent", tolerance));
        }
        if !matches!(item.hs_code.as_str().len(), 8 | 10) {
            return Err(Refusal::new(&HS_CODE_LENGTH).at(at("hs_code")).number("code", item.hs_code));
        }
        state
            .parameters
            .require_commodity(item.hs_code, context.business_date)
            .map_err(|refusal| refusal.at(at("hs_code")))?;
        if let Some(known) = book.items.get(&item.number)
            && (known.is_used || in_boms.contains(&item.number))
            && !keeps_identity(&known.filing, item)
        {
            return Err(Refusal::new(&ITEM_LOCKED).at(at("number")).number("item", item.number));
        }
    }
    Ok(())
}

/// Whether a filing changes only what postings and versions do not rest on: code, name and price.
fn keeps_identity(known: &ItemFiling, filed: &ItemFiling) -> bool {
    known.class == filed.class
        && known.measure == filed.measure
        && known.part_number == filed.part_number
        && known.count_tolerance_percent == filed.count_tolerance_percent
}

fn check_bom(
    state: &State,
    book: &Book,
    (product, version): (u32, &str),
    rows: &[BomRow],
    context: &Context,
) -> Result<(), Refusal> {
    let is_version_text = |byte: u8| byte.is_ascii_alphanumeric() || matches!(byte, b'.' | b'-');
    if version.is_empty() || version.len() > 20 || !version.bytes().all(is_version_text) {
        return Err(Refusal::new(&BOM_VERSION_TEXT).at("version"));
    }
    let found = book.items.get(&product).filter(|item| item.filing.class == ItemClass::Finished);
    if found.is_none() {
        return Err(Refusal::new(&UNKNOWN_ITEM).at("product").number("item", product));
    }
    if book.boms.get(&(product, version.into())).is_some_and(|known| known.is_used) {
        return Err(Refusal::new(&BOM_VERSION_LOCKED).at("version").number("version", version));
    }
    require_bounded(state, rows.len(), "rows", context)?;
    let mut materials = BTreeSet::new();
    for (index, row) in rows.iter().enumerate() {
        let is_new = materials.insert(row.material);
        check_row(book, row, is_new).map_err(|refusal| {
            let field = refusal.field.clone().unwrap_or_else(|| "net".into());
            refusal.at(format!("rows[{index}].{field}"))
        })?;
    }
    Ok(())
}

fn check_row(book: &Book, row: &BomRow, is_new: bool) -> Result<(), Refusal> {
    let material = book.items.get(&row.material).filter(|item| item.filing.class == ItemClass::Material);
    let Some(material) = material else {
        return Err(Refusal::new(&UNKNOWN_ITEM).at("material").number("item", row.material));
    };
    let unit = row.unit_consumption()?;
    if !is_new || !unit.is_positive() {
        return Err(Refusal::new(&BOM_ROWS).at("material").number("item", row.material));
    }
    let share = row.bonded_share_percent.units();
    if share <= 0 || share > HUNDRED_PERCENT {
        let refusal = Refusal::new(&BONDED_SHARE).at("bonded_share_percent");
        return Err(refusal.number("percent", row.bonded_share_percent));
    }
    let scrap = row.scrap_item.map(|number| book.items.get(&number));
    let fits = match scrap {
        None => row.tangible_loss_percent.is_zero(),
        Some(found) => found.is_some_and(|scrap| {
            scrap.filing.class == ItemClass::Scrap && scrap.filing.measure == material.filing.measure
        }),
    };
    if fits { Ok(()) } else { Err(Refusal::new(&SCRAP_ITEM).at("scrap_item")) }
}
