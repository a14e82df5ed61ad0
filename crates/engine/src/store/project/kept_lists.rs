//! What is kept of lists between their events, so that a list that is drafted, submitted, approved and posted is written
//! once where that happens in one transaction; and the rows of lists that come by the thousand.

use std::collections::{BTreeSet, HashMap};
use std::rc::Rc;

use etown_domain::bonded::list::{ListLine, ListStatus};
use etown_values::{CivilDate, ListId};
use rusqlite::{Connection, params};

use super::super::query::{optional_parsed, variant};
use super::super::words::word;
use super::Caches;
use super::rows::{Insert, Values};

/// Lists kept in memory between transactions, and lines whose items are known of them.
const LISTS_KEPT_MAX: usize = 20_000;
const LINES_KEPT_MAX: usize = 4_000_000;

/// The keys of a list and its book.
#[derive(Clone, Copy)]
pub(super) struct ListKeys {
    pub(super) list: i64,
    pub(super) book: i64,
    pub(super) enterprise: i64,
}

/// What events change of a list.
pub(super) struct ListRow {
    pub(super) keys: ListKeys,
    pub(super) number: String,
    pub(super) status: ListStatus,
    pub(super) revision: i64,
    pub(super) last_position: i64,
    pub(super) posted_on: Option<CivilDate>,
    pub(super) posted_position: Option<i64>,
    pub(super) reverses: Option<ListId>,
    /// What its lines name, where they came by here.
    pub(super) named: Option<Named>,
    pub(super) is_changed: bool,
}

/// The items and versions that lines name.
#[derive(Clone)]
pub(super) struct Named {
    pub(super) items: Rc<[u32]>,
    pub(super) versions: Rc<BTreeSet<(u32, String)>>,
}

/// Lists met lately.
#[derive(Default)]
pub(super) struct Lists {
    pub(super) rows: HashMap<ListId, ListRow>,
    pub(super) changed: Vec<ListId>,
    /// Items remembered of all of them.
    pub(super) items_kept: usize,
    /// Items that are marked as used; that is never taken back.
    pub(super) used_items: HashMap<i64, BTreeSet<u32>>,
}

/// A line that waits to be written.
pub(super) struct Line {
    pub(super) list: i64,
    pub(super) line: ListLine,
}

impl Insert for Line {
    const INTO: &'static str =
        "list_line (list, number, item, hs_code, quantity, measure, unit_price, bom_version)";
    const COLUMNS: usize = 8;

    fn bind(&self, values: &mut Values<'_, '_>) -> rusqlite::Result<()> {
        let Self { list, line } = self;
        values.add(list)?;
        values.add(line.number)?;
        values.add(line.item)?;
        values.add(line.hs_code.as_str())?;
        values.add_text(line.quantity)?;
        values.add(line.measure.symbol())?;
        values.add_text(line.unit_price)?;
        values.add(line.bom_version.as_deref())
    }
}

/// A step of a list's history that waits to be written.
pub(super) struct Step {
    pub(super) list: i64,
    pub(super) position: i64,
    pub(super) sequence: i64,
    pub(super) instant: i64,
    pub(super) name: &'static str,
    pub(super) actor: Rc<str>,
}

impl Insert for Step {
    const INTO: &'static str = "list_history (list, position, sequence, instant, name, actor)";
    const COLUMNS: usize = 6;

    fn bind(&self, values: &mut Values<'_, '_>) -> rusqlite::Result<()> {
        values.add(self.list)?;
        values.add(self.position)?;
        values.add(self.sequence)?;
        values.add(self.instant)?;
        values.add(self.name)?;
        values.add(&*self.actor)
    }
}

pub(super) fn stored_list(connection: &Connection, id: ListId) -> rusqlite::Result<ListRow> {
    let sql = "SELECT list.key, list.book, list.enterprise, list.number, list.status, list.revision,
                      list.last_position, list.posted_on, list.posted_position, original.id
               FROM list LEFT JOIN list original ON original.key = list.reverses WHERE list.id = ?1";
    connection.prepare_cached(sql)?.query_row([id.to_string()], |row| {
        Ok(ListRow {
            keys: ListKeys { list: row.get(0)?, book: row.get(1)?, enterprise: row.get(2)? },
            number: row.get(3)?,
            status: variant(row, 4)?,
            revision: row.get(5)?,
            last_position: row.get(6)?,
            posted_on: optional_parsed(row, 7)?,
            posted_position: row.get(8)?,
            reverses: optional_parsed(row, 9)?,
            named: None,
            is_changed: false,
        })
    })
}

/// What the lines of a list name, from the database: they came by before it was opened, or long ago.
pub(super) fn stored_names(connection: &Connection, list: i64) -> rusqlite::Result<Named> {
    let mut items = connection.prepare_cached("SELECT DISTINCT item FROM list_line WHERE list = ?1")?;
    let items = items.query_map([list], |row| row.get(0))?.collect::<rusqlite::Result<_>>()?;
    let mut versions = connection.prepare_cached(
        "SELECT DISTINCT item, bom_version FROM list_line WHERE list = ?1 AND bom_version IS NOT NULL",
    )?;
    let versions = versions.query_map([list], |row| Ok((row.get(0)?, row.get(1)?)))?;
    Ok(Named { items, versions: Rc::new(versions.collect::<rusqlite::Result<_>>()?) })
}

/// Writes the lines and steps that wait, and what changed of lists.
pub(super) fn write_back(connection: &Connection, caches: &mut Caches) -> rusqlite::Result<()> {
    caches.lines.flush(connection)?;
    caches.steps.flush(connection)?;
    let lists = &mut caches.lists;
    let mut update = connection.prepare_cached(
        "UPDATE list SET status = ?2, revision = ?3, last_position = ?4, posted_on = ?5, posted_position = ?6
         WHERE key = ?1",
    )?;
    for id in std::mem::take(&mut lists.changed) {
        let Some(row) = lists.rows.get_mut(&id) else { continue };
        row.is_changed = false;
        update.execute(params![
            row.keys.list,
            word(&row.status),
            row.revision,
            row.last_position,
            row.posted_on.map(|date| date.to_string()),
            row.posted_position,
        ])?;
    }
    if lists.rows.len() > LISTS_KEPT_MAX || lists.items_kept > LINES_KEPT_MAX {
        lists.rows.clear();
        lists.items_kept = 0;
    }
    Ok(())
}
