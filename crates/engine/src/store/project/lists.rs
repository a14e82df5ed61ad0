//! Verification lists: their heads, lines, trucks and history. What changes of a list with most events is kept in memory
//! and written once a transaction.

use std::collections::BTreeSet;
use std::collections::hash_map::Entry;
use std::rc::Rc;

use etown_domain::bonded::BondedEvent as Event;
use etown_domain::bonded::list::{ListContent, ListStatus};
use etown_values::{BookId, CivilDate, ListId};
use rusqlite::params;

use super::super::words::word;
use super::kept_lists::{Line, ListKeys, ListRow, Named, Step, stored_list, stored_names};
use super::{Applying, BookKeys};

impl Applying<'_> {
    pub(super) fn list_event(&mut self, event: &Event) -> rusqlite::Result<()> {
        match event {
            Event::ListDrafted { list, number, book, content, reverses, .. } => {
                self.draft_list((*list, number), *book, content, *reverses)
            }
            Event::ListAmended { list, content, .. } => {
                let keys = self.change_list(*list, "list_amended", |_row| ())?;
                self.amend(*list, keys.list, content)
            }
            Event::ListSubmitted { list, .. } => {
                let keys = self.list_status(*list, "list_submitted", ListStatus::Submitted)?;
                self.mark_content_used(*list, keys)
            }
            Event::ListApproved { list, .. } => {
                self.list_status(*list, "list_approved", ListStatus::Approved).map(|_keys| ())
            }
            Event::ListReturned { list, reason, .. } => {
                self.fact("reason", reason);
                self.list_status(*list, "list_returned", ListStatus::Draft).map(|_keys| ())
            }
            Event::ListDeleted { list, .. } => self.delete_list(*list),
            Event::DeclarationReleased { list, declaration_number, .. } => {
                let keys = self.change_list(*list, "declaration_released", |_row| ())?;
                self.fact("declaration", declaration_number);
                self.run(
                    "UPDATE list SET declaration_number = ?2 WHERE key = ?1",
                    params![keys.list, declaration_number],
                )?;
                Ok(())
            }
            Event::TruckPassed { list, truck, occurred_at, .. } => {
                let keys = self.change_list(*list, "truck_passed", |_row| ())?;
                self.fact("truck", truck);
                self.run(
                    "INSERT OR IGNORE INTO list_passage (list, plate, passed_at) VALUES (?1, ?2, ?3)",
                    params![keys.list, truck, occurred_at.microseconds()],
                )?;
                self.count_passages(keys.list)
            }
            Event::TrucksCorrected { list, trucks, annulled, reason, .. } => {
                let keys = self.change_list(*list, "trucks_corrected", |_row| ())?;
                self.fact("reason", reason);
                for plate in annulled {
                    self.run(
                        "DELETE FROM list_passage WHERE list = ?1 AND plate = ?2",
                        params![keys.list, plate],
                    )?;
                }
                self.trucks(keys.list, trucks)
            }
            Event::ListPosted { list, value_date, .. } => self.post_list(*list, *value_date),
            _ => unreachable!("events of books were applied before"),
        }
    }

    /// Returns the keys of a list whose enterprise the entry concerns.
    pub(super) fn list(&mut self, id: ListId) -> rusqlite::Result<ListKeys> {
        let keys = self.list_row(id)?.keys;
        self.enterprises.insert(keys.enterprise);
        Ok(keys)
    }

    fn list_row(&mut self, id: ListId) -> rusqlite::Result<&mut ListRow> {
        match self.caches.lists.rows.entry(id) {
            Entry::Occupied(known) => Ok(known.into_mut()),
            Entry::Vacant(unknown) => Ok(unknown.insert(stored_list(self.connection, id)?)),
        }
    }

    /// Changes what is kept of a list, to be written at the end of the transaction.
    fn change_row(&mut self, id: ListId, change: impl FnOnce(&mut ListRow)) -> rusqlite::Result<&ListRow> {
        let row = self.list_row(id)?;
        change(row);
        row.revision += 1;
        if !std::mem::replace(&mut row.is_changed, true) {
            self.caches.lists.changed.push(id);
        }
        self.list_row(id).map(|row| &*row)
    }

    fn draft_list(
        &mut self,
        (id, number): (ListId, &str),
        book: BookId,
        content: &ListContent,
        reverses: Option<ListId>,
    ) -> rusqlite::Result<()> {
        let BookKeys { book, enterprise } = self.book(book)?;
        let original = reverses.map(|id| self.list(id)).transpose()?.map(|keys| keys.list);
        let sql =
            "INSERT INTO list (id, number, book, enterprise, movement, direction, status, supervision_mode,
                           needs_declaration, trucks_total, trucks_passed, line_count, reverses, revision,
                           drafted_at, last_position)
             VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, 0, 0, ?10, ?11, 1, ?12, ?13) RETURNING key";
        let parameters = params![
            id.to_string(),
            number,
            book,
            enterprise,
            word(&content.movement),
            word(&content.movement.direction()),
            word(&ListStatus::Draft),
            content.supervision_mode,
            content.needs_declaration,
            count(content.lines.len()),
            original,
            self.microseconds(),
            self.position
        ];
        let list: i64 = self.one(sql, parameters, |row| row.get(0))?;
        let row = ListRow {
            keys: ListKeys { list, book, enterprise },
            number: number.to_owned(),
            status: ListStatus::Draft,
            revision: 1,
            last_position: self.position,
            posted_on: None,
            posted_position: None,
            reverses,
            named: None,
            is_changed: false,
        };
        self.caches.lists.rows.insert(id, row);
        self.about("list", &id);
        self.fact("number", &number);
        self.fact("lines", &content.lines.len());
        self.lines(id, list, content)?;
        if !content.trucks.is_empty() {
            self.trucks(list, &content.trucks)?;
        }
        self.remember(list, "list_drafted")?;
        if let (Some(original), Some(key)) = (reverses, original) {
            self.change_row(original, |_row| ())?;
            self.run("UPDATE list SET reversed_by = ?2 WHERE key = ?1", params![key, list])?;
        }
        Ok(())
    }

    fn delete_list(&mut self, id: ListId) -> rusqlite::Result<()> {
        self.list_status(id, "list_deleted", ListStatus::Deleted)?;
        if let Some(original) = self.list_row(id)?.reverses {
            let key = self.change_row(original, |_row| ())?.keys.list;
            self.run("UPDATE list SET reversed_by = NULL WHERE key = ?1", [key])?;
        }
        Ok(())
    }

    /// Marks a list as posted, and the list that it reverses as reversed.
    fn post_list(&mut self, list: ListId, value_date: CivilDate) -> rusqlite::Result<()> {
        let position = self.position;
        self.change_list(list, "list_posted", |row| {
            row.status = ListStatus::Posted;
            row.posted_on = Some(value_date);
            row.posted_position = Some(position);
        })?;
        if let Some(original) = self.list_row(list)?.reverses {
            self.change_row(original, |row| row.status = ListStatus::Reversed)?;
        }
        Ok(())
    }

    /// Changes a list, names it as the subject and adds to its history.
    fn change_list(
        &mut self,
        id: ListId,
        name: &'static str,
        change: impl FnOnce(&mut ListRow),
    ) -> rusqlite::Result<ListKeys> {
        self.about("list", &id);
        let position = self.position;
        let row = self.change_row(id, |row| {
            row.last_position = position;
            change(row);
        })?;
        let (keys, number) = (row.keys, row.number.clone());
        self.enterprises.insert(keys.enterprise);
        self.fact("number", &number);
        self.remember(keys.list, name)?;
        Ok(keys)
    }

    fn list_status(
        &mut self,
        id: ListId,
        name: &'static str,
        status: ListStatus,
    ) -> rusqlite::Result<ListKeys> {
        self.change_list(id, name, |row| row.status = status)
    }

    fn remember(&mut self, list: i64, name: &'static str) -> rusqlite::Result<()> {
        let step = Step {
            list,
            position: self.position,
            sequence: self.history,
            instant: self.microseconds(),
            name,
            actor: Rc::clone(&self.actor),
        };
        self.history += 1;
        self.caches.steps.push(self.connection, step)
    }

    /// Replaces the content of a draft.
    fn amend(&mut self, id: ListId, list: i64, content: &ListContent) -> rusqlite::Result<()> {
        self.run(
            "UPDATE list SET movement = ?2, direction = ?3, supervision_mode = ?4, needs_declaration = ?5,
                             line_count = ?6 WHERE key = ?1",
            params![
                list,
                word(&content.movement),
                word(&content.movement.direction()),
                content.supervision_mode,
                content.needs_declaration,
                count(content.lines.len()),
            ],
        )?;
        // Lines of the draft as it was may still wait.
        self.caches.lines.flush(self.connection)?;
        self.run("DELETE FROM list_line WHERE list = ?1", [list])?;
        self.lines(id, list, content)?;
        self.trucks(list, &content.trucks)
    }

    fn lines(&mut self, id: ListId, list: i64, content: &ListContent) -> rusqlite::Result<()> {
        for line in &content.lines {
            self.caches.lines.push(self.connection, Line { list, line: line.clone() })?;
        }
        let items: BTreeSet<u32> = content.lines.iter().map(|line| line.item).collect();
        let versions = content.lines.iter().filter_map(|line| Some((line.item, line.bom_version.clone()?)));
        let versions = Rc::new(versions.collect());
        let named = Named { items: items.into_iter().collect(), versions };
        self.caches.lists.items_kept += named.items.len();
        self.list_row(id)?.named = Some(named);
        Ok(())
    }

    /// Replaces the trucks that the list names; passages stand by themselves, whether the list names the truck or not.
    fn trucks(&self, list: i64, trucks: &[String]) -> rusqlite::Result<()> {
        self.run("DELETE FROM list_truck WHERE list = ?1", [list])?;
        for (number, plate) in (1_i64..).zip(trucks) {
            self.run(
                "INSERT INTO list_truck (list, number, plate) VALUES (?1, ?2, ?3)",
                params![list, number, plate],
            )?;
        }
        self.run("UPDATE list SET trucks_total = ?2 WHERE key = ?1", params![list, count(trucks.len())])?;
        self.count_passages(list)
    }

    /// Counts the named trucks that have passed.
    fn count_passages(&self, list: i64) -> rusqlite::Result<()> {
        self.run(
            "UPDATE list SET trucks_passed = (
                 SELECT count(*) FROM list_truck truck JOIN list_passage passage
                     ON passage.list = truck.list AND passage.plate = truck.plate
                 WHERE truck.list = ?1)
             WHERE key = ?1",
            [list],
        )?;
        Ok(())
    }

    /// What a submitted list names never changes again.
    fn mark_content_used(&mut self, id: ListId, keys: ListKeys) -> rusqlite::Result<()> {
        let named = match self.list_row(id)?.named.clone() {
            Some(named) => named,
            None => stored_names(self.connection, keys.list)?,
        };
        for item in &*named.items {
            let used = self.caches.lists.used_items.entry(keys.book).or_default();
            if used.insert(*item) {
                self.mark_used(keys.book, *item, None)?;
            }
        }
        named.versions.iter().try_for_each(|(item, version)| self.mark_used(keys.book, *item, Some(version)))
    }
}

fn count(length: usize) -> i64 {
    i64::try_from(length).expect("a length in memory fits 63 bits")
}
