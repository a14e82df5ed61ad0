//! Reads what the record says of the goods of a product: entries of bills, lots and exports, also of closed periods.

use std::collections::{BTreeMap, BTreeSet};

use etown_domain::ReadScope;
use etown_domain::flows::four_chains::{ExportRecord, Found, Goods, ItemKey, LotRecord, Record};
use etown_domain::kernel::ledger::Purpose;
use etown_engine::query::{DocumentKind, LotFilter, LotRow, PageRequest, PostingFilter, PostingRow, Queries};
use etown_values::{ListId, QuantityAmount, UtcOffset};

use crate::problem::Problem;

/// Most exports of a product whose lots are followed.
const TRACED_MAX: usize = 5;
/// Postings read of an item's exports; a list may have several.
const POSTINGS_READ: u32 = 200;

/// What to read.
pub(super) struct Wanted {
    made: Vec<ItemKey>,
    materials: Vec<ItemKey>,
    offset: UtcOffset,
}

impl Wanted {
    pub(super) fn of(goods: &Goods<'_>, offset: UtcOffset) -> Self {
        Self {
            made: goods.made.iter().map(|made| made.key()).collect(),
            materials: goods.materials.iter().map(|material| material.key()).collect(),
            offset,
        }
    }
}

pub(super) fn read(
    queries: &Queries,
    scope: &ReadScope,
    wanted: &Wanted,
    most: usize,
) -> Result<Record, Problem> {
    let mut record = Record::default();
    for key in &wanted.made {
        let (book, item) = *key;
        for bill in queries.bom_entries(scope, book, item)? {
            let day = bill.instant.date_in(wanted.offset);
            record.bills.insert((*key, bill.version), (day, bill.position));
        }
        record.exports.insert(*key, exports(queries, scope, *key, most)?);
    }
    let mut drawn = follow(queries, scope, &mut record)?;
    for key in &wanted.materials {
        let in_stock = lots_in_stock(queries, scope, *key, most)?;
        let mut lots = drawn.remove(key).unwrap_or_default();
        let has_more = in_stock.next_cursor.is_some();
        lots.extend(in_stock.rows.into_iter().map(|lot| (lot.number, lot_record(lot))));
        record.lots.insert(*key, Found { rows: lots.into_values().collect(), has_more });
    }
    Ok(record)
}

fn lots_in_stock(
    queries: &Queries,
    scope: &ReadScope,
    (book, item): ItemKey,
    most: usize,
) -> Result<etown_engine::query::Page<LotRow>, Problem> {
    let limit = u32::try_from(most).unwrap_or(u32::MAX);
    let filter = LotFilter { item, is_open: true, before_position: None };
    Ok(queries.lots(scope, book, filter, &PageRequest { limit, cursor: None })?)
}

fn lot_record(lot: LotRow) -> LotRecord {
    LotRecord {
        lot: lot.number,
        source: lot.source.number,
        received_on: lot.received_on,
        remaining: lot.remaining,
        position: lot.source.position,
    }
}

/// Lists that posted an item abroad, latest first, each with what it sent away of it. A list that reverses one of these
/// brings goods back and is none.
fn exports(
    queries: &Queries,
    scope: &ReadScope,
    (book, item): ItemKey,
    most: usize,
) -> Result<Found<ExportRecord>, Problem> {
    let mut posted: Vec<(PostingRow, QuantityAmount)> = Vec::new();
    let mut has_more = false;
    for purpose in [Purpose::Exported, Purpose::ReExported] {
        let (book, item, purpose) = (Some(book), Some(item), Some(purpose));
        let filter = PostingFilter { book, item, purpose, ..PostingFilter::default() };
        let page = queries.postings(scope, &filter, &PageRequest { limit: POSTINGS_READ, cursor: None })?;
        has_more |= page.next_cursor.is_some();
        for row in page.rows.into_iter().filter(|row| row.document_kind == DocumentKind::List) {
            match posted.iter_mut().find(|(known, _)| known.document_id == row.document_id) {
                Some((_, sum)) => {
                    *sum = QuantityAmount::from_units(sum.units().saturating_add(row.amount.units()));
                }
                None => {
                    let amount = row.amount;
                    posted.push((row, amount));
                }
            }
        }
    }
    posted.sort_by_key(|(row, _)| std::cmp::Reverse(row.position));
    let mut rows = Vec::new();
    for (row, quantity) in posted {
        if rows.len() > most {
            break;
        }
        let Ok(list) = row.document_id.parse::<ListId>() else { continue };
        let Some(found) = queries.list(scope, list)? else { continue };
        if found.row.reverses.is_some() {
            continue;
        }
        rows.push(ExportRecord {
            list,
            number: found.row.number,
            status: found.row.status,
            posted_on: found.row.posted_on,
            quantity,
            position: found.row.posted_position.unwrap_or(found.row.last_position),
            lots: Vec::new(),
        });
    }
    Ok(Found { rows, has_more })
}

/// Follows the latest exports to the lots that documents brought in, and returns those by their item.
fn follow(
    queries: &Queries,
    scope: &ReadScope,
    record: &mut Record,
) -> Result<BTreeMap<ItemKey, BTreeMap<u64, LotRecord>>, Problem> {
    let mut drawn: BTreeMap<ItemKey, BTreeMap<u64, LotRecord>> = BTreeMap::new();
    for ((book, _), exports) in &mut record.exports {
        for export in exports.rows.iter_mut().take(TRACED_MAX) {
            let Some(trace) = queries.trace(scope, export.list)? else { continue };
            let mut lots = BTreeSet::new();
            for step in trace.drawn.into_iter().filter(|step| step.lot.source.kind == DocumentKind::List) {
                lots.insert(step.lot.number);
                let of_item = drawn.entry((*book, step.lot.item)).or_default();
                of_item.insert(step.lot.number, lot_record(step.lot));
            }
            export.lots = lots.into_iter().collect();
        }
    }
    Ok(drawn)
}
