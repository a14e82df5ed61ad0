//! Verification lists: their heads, lines, trucks and history.

use etown_domain::bonded::BondedEvent as Event;
use etown_domain::bonded::list::{ListContent, ListStatus};
use etown_values::{BookId, CivilDate, ListId};
use rusqlite::params;

use super::super::words::word;
use super::{Applying, BookKeys};

/// The keys of a list and its book.
#[derive(Clone, Copy)]
pub(super) struct ListKeys {
    pub list: i64,
    pub book: i64,
    enterprise: i64,
}

impl Applying<'_> {
    pub(super) fn list_event(&mut self, event: &Event) -> rusqlite::Result<()> {
        match event {
            Event::ListDrafted { list, number, book, content, reverses, .. } => {
                self.draft_list((*list, number), *book, content, *reverses)
            }
            Event::ListAmended { list, content, .. } => {
                let keys = self.change_list(*list, "list_amended")?;
                self.content(keys.list, content)
            }
            Event::ListSubmitted { list, .. } => {
                let keys = self.list_status(*list, "list_submitted", ListStatus::Submitted)?;
                self.mark_content_used(keys)
            }
            Event::ListApproved { list, .. } => {
                self.list_status(*list, "list_approved", ListStatus::Approved).map(|_keys| ())
            }
            Event::ListReturned { list, reason, .. } => {
                self.fact("reason", reason);
                self.list_status(*list, "list_returned", ListStatus::Draft).map(|_keys| ())
            }
            Event::ListDeleted { list, .. } => {
                let keys = self.list_status(*list, "list_deleted", ListStatus::Deleted)?;
                self.run(
                    "UPDATE list SET reversed_by = NULL, revision = revision + 1
                     WHERE key = (SELECT reverses FROM list WHERE key = ?1)",
                    [keys.list],
                )?;
                Ok(())
            }
            Event::DeclarationReleased { list, declaration_number, .. } => {
                let keys = self.change_list(*list, "declaration_released")?;
                self.fact("declaration", declaration_number);
                self.run(
                    "UPDATE list SET declaration_number = ?2 WHERE key = ?1",
                    params![keys.list, declaration_number],
                )?;
                Ok(())
            }
            Event::TruckPassed { list, truck, occurred_at, .. } => {
                let keys = self.change_list(*list, "truck_passed")?;
                self.fact("truck", truck);
                self.run(
                    "INSERT OR IGNORE INTO list_passage (list, plate, passed_at) VALUES (?1, ?2, ?3)",
                    params![keys.list, truck, occurred_at.microseconds()],
                )?;
                self.count_passages(keys.list)
            }
            Event::TrucksCorrected { list, trucks, annulled, reason, .. } => {
                let keys = self.change_list(*list, "trucks_corrected")?;
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
        let keys = match self.caches.last_list {
            Some((known, keys)) if known == id => keys,
            _ => {
                let sql = "SELECT key, book, enterprise FROM list WHERE id = ?1";
                self.one(sql, [id.to_string()], |row| {
                    Ok(ListKeys { list: row.get(0)?, book: row.get(1)?, enterprise: row.get(2)? })
                })?
            }
        };
        self.enterprises.insert(keys.enterprise);
        self.caches.last_list = Some((id, keys));
        Ok(keys)
    }

    fn draft_list(
        &mut self,
        (id, number): (ListId, &str),
        book: BookId,
        content: &ListContent,
        reverses: Option<ListId>,
    ) -> rusqlite::Result<()> {
        let keys = self.book(book)?;
        let reverses = reverses.map(|id| self.list(id)).transpose()?.map(|keys| keys.list);
        let sql =
            "INSERT INTO list (id, number, book, enterprise, movement, direction, status, supervision_mode,
                           needs_declaration, trucks_total, trucks_passed, line_count, reverses, revision,
                           drafted_at, last_position)
             VALUES (?1, ?2, ?3, ?4, '', '', ?5, '', 0, 0, 0, 0, ?6, 1, ?7, ?8) RETURNING key";
        let status = word(&ListStatus::Draft);
        let id_text = id.to_string();
        let at = self.microseconds();
        let parameters =
            params![id_text, number, keys.book, keys.enterprise, status, reverses, at, self.position];
        let list: i64 = self.one(sql, parameters, |row| row.get(0))?;
        let BookKeys { book, enterprise } = keys;
        self.caches.last_list = Some((id, ListKeys { list, book, enterprise }));
        self.about("list", &id);
        self.fact("number", &number);
        self.fact("lines", &content.lines.len());
        self.content(list, content)?;
        self.remember(list, "list_drafted")?;
        if let Some(original) = reverses {
            self.run(
                "UPDATE list SET reversed_by = ?2, revision = revision + 1 WHERE key = ?1",
                params![original, list],
            )?;
        }
        Ok(())
    }

    /// Marks a list as posted, and the list that it reverses as reversed.
    fn post_list(&mut self, list: ListId, value_date: CivilDate) -> rusqlite::Result<()> {
        let keys = self.list_status(list, "list_posted", ListStatus::Posted)?;
        self.run(
            "UPDATE list SET posted_on = ?2, posted_position = ?3 WHERE key = ?1",
            params![keys.list, value_date.to_string(), self.position],
        )?;
        self.run(
            "UPDATE list SET status = ?2, revision = revision + 1
             WHERE key = (SELECT reverses FROM list WHERE key = ?1)",
            params![keys.list, word(&ListStatus::Reversed)],
        )?;
        Ok(())
    }

    /// Counts a change of the list, names it as the subject and adds to its history.
    fn change_list(&mut self, id: ListId, name: &'static str) -> rusqlite::Result<ListKeys> {
        let keys = self.list(id)?;
        self.about("list", &id);
        let sql =
            "UPDATE list SET revision = revision + 1, last_position = ?2 WHERE key = ?1 RETURNING number";
        let number: String = self.one(sql, params![keys.list, self.position], |row| row.get(0))?;
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
        let keys = self.change_list(id, name)?;
        self.run("UPDATE list SET status = ?2 WHERE key = ?1", params![keys.list, word(&status)])?;
        Ok(keys)
    }

    fn remember(&mut self, list: i64, name: &str) -> rusqlite::Result<()> {
        self.run(
            "INSERT INTO list_history (list, position, sequence, instant, name, actor)
             VALUES (?1, ?2, ?3, ?4, ?5, ?6)",
            params![list, self.position, self.history, self.microseconds(), name, self.actor],
        )?;
        self.history += 1;
        Ok(())
    }

    fn content(&self, list: i64, content: &ListContent) -> rusqlite::Result<()> {
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
        self.run("DELETE FROM list_line WHERE list = ?1", [list])?;
        for line in &content.lines {
            self.run(
                "INSERT INTO list_line (list, number, item, hs_code, quantity, measure, unit_price, bom_version)
                 VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)",
                params![
                    list,
                    line.number,
                    line.item,
                    line.hs_code.as_str(),
                    line.quantity.to_string(),
                    line.measure.symbol(),
                    line.unit_price.to_string(),
                    line.bom_version,
                ],
            )?;
        }
        self.trucks(list, &content.trucks)
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
    fn mark_content_used(&self, keys: ListKeys) -> rusqlite::Result<()> {
        self.run(
            "UPDATE item SET is_used = 1
             WHERE book = ?1 AND is_used = 0 AND number IN (SELECT item FROM list_line WHERE list = ?2)",
            params![keys.book, keys.list],
        )?;
        let mut versions = self.connection.prepare_cached(
            "SELECT DISTINCT item, bom_version FROM list_line WHERE list = ?1 AND bom_version IS NOT NULL",
        )?;
        let versions = versions.query_map([keys.list], |row| Ok((row.get(0)?, row.get(1)?)))?;
        let versions: Vec<(u32, String)> = versions.collect::<rusqlite::Result<_>>()?;
        versions.iter().try_for_each(|(item, version)| self.mark_used(keys.book, *item, Some(version)))
    }
}

fn count(length: usize) -> i64 {
    i64::try_from(length).expect("a length in memory fits 63 bits")
}
