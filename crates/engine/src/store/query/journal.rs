//! The journal as a readable history.

use std::collections::BTreeSet;

use etown_domain::ReadScope;
use etown_values::Instant;
use rusqlite::Row;

use super::super::database::as_integer;
use super::select::{Select, cut};
use super::{Page, PageRequest, Queries, Scope, instant, number};
use crate::fault::QueryFault;
use crate::record::EVENTS;

/// Which entries are wanted.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct EntryFilter {
    /// A kind such as `bonded.approve_list`, or its beginning up to a dot such as `bonded.`.
    pub kind: Option<String>,
    /// Text in the subject's id or in the summary.
    pub subject_text: Option<String>,
    pub from: Option<Instant>,
    pub until: Option<Instant>,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct EntryRow {
    pub position: u64,
    pub instant: Instant,
    pub kind: String,
    /// `setup`, `scheduler` or the user's id.
    pub actor: String,
    pub subject_kind: Option<String>,
    pub subject_id: Option<String>,
    /// A few facts by which people recognise the entry, name and value.
    pub summary: Vec<(String, String)>,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct EntryDetail {
    pub row: EntryRow,
    /// The events as they are stored.
    pub events_json: String,
    /// The names of the entry's sections.
    pub sections: Vec<String>,
}

const HEAD: &str =
    "SELECT entry.position, instant, kind, actor, subject_kind, subject_id, summary FROM entry";
const HEAD_OF_ENTERPRISE: &str =
    "SELECT entry.position, instant, kind, actor, subject_kind, subject_id, summary
     FROM entry_enterprise concerned CROSS JOIN entry ON entry.position = concerned.position";
const HEAD_OF_PART: &str = "SELECT entry.position, instant, kind, actor, subject_kind, subject_id, summary
     FROM entry_part own CROSS JOIN entry ON entry.position = own.position";

impl Queries {
    /// Returns entries, latest first.
    pub fn entries(
        &self,
        scope: &ReadScope,
        filter: &EntryFilter,
        page: &PageRequest,
    ) -> Result<Page<EntryRow>, QueryFault> {
        let before = page.number()?;
        let wanted = page.rows().saturating_add(1);
        let read = |row: &Row<'_>| entry_row(row).map(|entry| (entry.position.to_string(), entry));
        let rows = match self.scope(scope)? {
            Scope::Zone => {
                let select = filtered(Select::from(HEAD), filter).and_where("entry.position < ?", before);
                select.some(self.connection(), "entry.position DESC", wanted, read)?
            }
            // Each enterprise's own index is read from its end; an entry that concerns several is met several times.
            Scope::Some { enterprises: keys, desks } => {
                let mut rows = Vec::new();
                for part in desks.iter().flat_map(|desk| desk.parts()) {
                    let select = Select::from(HEAD_OF_PART).and("own.part = ?", (*part).to_owned());
                    let select = filtered(select, filter).and_where("own.position < ?", before);
                    rows.extend(select.some(self.connection(), "own.position DESC", wanted, read)?);
                }
                for key in keys {
                    let select = Select::from(HEAD_OF_ENTERPRISE).and("concerned.enterprise = ?", key);
                    let select = filtered(select, filter).and_where("concerned.position < ?", before);
                    rows.extend(select.some(self.connection(), "concerned.position DESC", wanted, read)?);
                }
                rows.sort_by_key(|(_, row)| std::cmp::Reverse(row.position));
                rows.dedup_by_key(|(_, row)| row.position);
                rows
            }
        };
        Ok(cut(rows, page))
    }

    /// Returns one entry with its events.
    pub fn entry(&self, scope: &ReadScope, position: u64) -> Result<Option<EntryDetail>, QueryFault> {
        let Ok(key) = i64::try_from(position) else { return Ok(None) };
        let scope = self.scope(scope)?;
        let select = seen(Select::from(HEAD).and("entry.position = ?", key), &scope);
        let Some(row) = select.first(self.connection(), entry_row)? else { return Ok(None) };
        let reader = self.reader.journal("entry")?;
        let stored = reader.read(position).map_err(crate::fault::EngineFault::from)?;
        let Some(stored) = stored else { return Ok(None) };
        let events = stored.section(EVENTS).unwrap_or(b"[]");
        Ok(Some(EntryDetail {
            row,
            events_json: String::from_utf8_lossy(events).into_owned(),
            sections: stored.sections.iter().map(|section| section.name.clone()).collect(),
        }))
    }

    /// Returns which of the entries the scope covers, so that their receipts may be read.
    pub fn seen_entries(
        &self,
        scope: &ReadScope,
        positions: &BTreeSet<u64>,
    ) -> Result<BTreeSet<u64>, QueryFault> {
        let scope = self.scope(scope)?;
        let mut found = BTreeSet::new();
        for position in positions {
            let select = Select::from("SELECT position FROM entry");
            let select = seen(select.and("entry.position = ?", as_integer(*position)), &scope);
            found.extend(select.first(self.connection(), |row| number(row, 0))?);
        }
        Ok(found)
    }

    /// Returns how many entries the queries know of.
    pub fn projected(&self) -> Result<u64, QueryFault> {
        let read = |row: &Row<'_>| number(row, 0);
        Ok(Select::from("SELECT entries FROM projection").first(self.connection(), read)?.unwrap_or(0))
    }
}

/// Adds the condition that an entry concerns an enterprise of the scope or belongs to a part of its desks.
fn seen(select: Select, scope: &Scope) -> Select {
    if scope.is_zone() {
        return select;
    }
    let concerned = scope.condition("enterprise");
    let own = scope.own_parts();
    select.such_that(format!(
        "(EXISTS (SELECT 1 FROM entry_enterprise concerned
         WHERE concerned.position = entry.position AND {concerned})
         OR EXISTS (SELECT 1 FROM entry_part own WHERE own.position = entry.position AND {own}))"
    ))
}

fn filtered(select: Select, filter: &EntryFilter) -> Select {
    let microseconds = |instant: Option<Instant>| instant.map(Instant::microseconds);
    let select = match &filter.kind {
        Some(kind) if kind.ends_with('.') => {
            let length = as_integer(u64::try_from(kind.chars().count()).unwrap_or(0));
            select.and(format!("substr(kind, 1, {length}) = ?"), kind.clone())
        }
        kind => select.and_where("kind = ?", kind.clone()),
    };
    select
        .containing(&["coalesce(subject_id, '')", "summary"], filter.subject_text.as_deref())
        .and_where("instant >= ?", microseconds(filter.from))
        .and_where("instant < ?", microseconds(filter.until))
}

fn entry_row(row: &Row<'_>) -> rusqlite::Result<EntryRow> {
    let summary: String = row.get(6)?;
    Ok(EntryRow {
        position: number(row, 0)?,
        instant: instant(row, 1)?,
        kind: row.get(2)?,
        actor: row.get(3)?,
        subject_kind: row.get(4)?,
        subject_id: row.get(5)?,
        summary: serde_json::from_str(&summary).unwrap_or_default(),
    })
}
