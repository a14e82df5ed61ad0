//! Applies entries to the query database. It repeats what the rules decided and decides nothing; an event about
//! something unknown is a fault of the database, which is then made anew.

mod access;
mod books;
mod consignments;
mod equipment;
mod exceptions;
mod journal;
mod kept_lists;
pub(crate) mod ledger;
mod lists;
mod lots;
mod parameters;
mod parties;
mod periods;
mod rows;
mod slips;
mod worklist;

use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::rc::Rc;

use etown_domain::bonded::{BondedEvent, EventPart};
use etown_domain::kernel::about::About;
use etown_domain::kernel::ledger::{AccountNumber, HoldNumber, MovementSet};
use etown_domain::{Event, ZoneEvent};
use etown_values::{BookId, EnterpriseId, Instant};
use rusqlite::{Connection, Params, Row, params};

use super::database::{as_integer, set_mark};
use super::words::word;
use crate::feed::Durable;
use crate::record::actor_text;
use journal::{BookEntry, EnterpriseEntry, EntryRow};
use kept_lists::{Line, Lists, Step};
use ledger::{AccountRow, AccountSums, Transfer};
use lots::{LotMove, LotRow, LotSums};
use rows::Rows;

/// What the projection keeps between entries, so that it need not ask the database for it.
#[derive(Default)]
pub(crate) struct Caches {
    enterprises: HashMap<EnterpriseId, i64>,
    books: HashMap<BookId, BookKeys>,
    /// The sums of accounts, by their numbers, of those met so far.
    accounts: Vec<Option<AccountRow>>,
    /// Accounts whose sums are newer here than in the database.
    changed_accounts: Vec<AccountNumber>,
    /// Holds that the database does not know yet; most are posted in the same transaction.
    new_holds: BTreeMap<HoldNumber, MovementSet>,
    transfers: Rows<Transfer>,
    account_sums: Rows<AccountSums>,
    /// What is left of lots met lately.
    lots: HashMap<i64, LotRow>,
    /// Lots of which more or less is left here than the database says.
    changed_lots: Vec<i64>,
    lot_moves: Rows<LotMove>,
    lot_sums: Rows<LotSums>,
    lists: Lists,
    lines: Rows<Line>,
    steps: Rows<Step>,
    entries: Rows<EntryRow>,
    book_entries: Rows<BookEntry>,
    enterprise_entries: Rows<EnterpriseEntry>,
}

#[derive(Clone, Copy)]
struct BookKeys {
    book: i64,
    enterprise: i64,
}

/// Applies entries in one transaction, their position with them.
pub(crate) fn apply(
    connection: &Connection,
    caches: &mut Caches,
    entries: &[Durable],
) -> rusqlite::Result<()> {
    let Some(last) = entries.last() else { return Ok(()) };
    connection.prepare_cached("BEGIN IMMEDIATE")?.execute([])?;
    let applied = entries
        .iter()
        .try_for_each(|durable| apply_entry(connection, caches, durable))
        .and_then(|()| ledger::write_back(connection, caches))
        .and_then(|()| lots::write_back(connection, caches))
        .and_then(|()| kept_lists::write_back(connection, caches))
        .and_then(|()| journal::write_back(connection, caches))
        .and_then(|()| set_mark(connection, last.entry.position.saturating_add(1), &last.leaf))
        .and_then(|()| connection.prepare_cached("COMMIT")?.execute([]).map(|_rows| ()));
    if applied.is_err() && !connection.is_autocommit() {
        connection.execute_batch("ROLLBACK")?;
    }
    applied
}

fn apply_entry(connection: &Connection, caches: &mut Caches, durable: &Durable) -> rusqlite::Result<()> {
    let entry = &durable.entry;
    let mut applying = Applying {
        connection,
        caches,
        position: as_integer(entry.position),
        instant: entry.instant,
        actor: actor_text(entry.actor).into(),
        enterprises: BTreeSet::new(),
        posted_books: Vec::new(),
        subject: None,
        summary: Vec::new(),
        postings: 0,
        rows: 0,
        history: 0,
    };
    for event in entry.events.iter() {
        applying.event(event)?;
    }
    applying.finish(entry.kind.clone())
}

/// One entry being applied: what its events say goes to the tables, what they are about goes to its own row.
struct Applying<'a> {
    connection: &'a Connection,
    caches: &'a mut Caches,
    position: i64,
    instant: Instant,
    actor: Rc<str>,
    /// Enterprises that the entry concerns; they may read it.
    enterprises: BTreeSet<i64>,
    /// Books on whose accounts the entry posts, one after another.
    posted_books: Vec<i64>,
    /// The first thing that the entry is about: its kind and its id.
    subject: Option<(&'static str, String)>,
    /// A few facts by which people recognise the entry.
    summary: Vec<(&'static str, String)>,
    postings: i64,
    rows: i64,
    history: i64,
}

impl Applying<'_> {
    fn event(&mut self, event: &Event) -> rusqlite::Result<()> {
        match event {
            Event::Zone(ZoneEvent::ZoneSetUp { name, customs_code, .. }) => {
                self.about("zone", customs_code);
                self.fact("name", name);
                Ok(())
            }
            Event::Zone(ZoneEvent::CalendarYearPublished { year }) => self.calendar_year(year),
            Event::Access(event) => self.access(event),
            Event::Party(event) => self.party(event),
            Event::Parameter(event) => self.parameter(event),
            Event::Report(event) => self.report(event),
            Event::Exception(event) => self.exception(event),
            Event::Worklist(event) => self.worklist(event),
            Event::Ledger(event) => self.ledger(event),
            Event::Bonded(event) => self.bonded(event),
            Event::Approvals(event) => self.part("approvals", event.about()),
            Event::Exchange(event) => self.exchange(event),
            Event::Industry(event) => self.part("industry", event.about()),
            Event::International(event) => self.part("international", event.about()),
            Event::Land(event) => self.part("land", event.about()),
            Event::Programme(event) => self.part("programme", event.about()),
            Event::Region(event) => self.part("region", event.about()),
            Event::Scope(event) => self.part("region", event.about()),
            Event::Technology(event) => self.part("technology", event.about()),
            Event::Treasury(event) => self.part("treasury", event.about()),
        }
    }

    fn bonded(&mut self, event: &BondedEvent) -> rusqlite::Result<()> {
        match event.part() {
            EventPart::Book => self.book_event(event),
            EventPart::List => self.list_event(event),
            EventPart::Lots => match event {
                BondedEvent::LotsMoved(moves) => self.lots(moves),
                _ => Ok(()),
            },
            EventPart::Period => self.period_event(event),
            EventPart::Slip => self.slip_event(event),
            EventPart::Equipment => self.equipment_event(event),
        }
    }

    /// Names what an event of a part is about. The part's own things are read from the state, not from tables.
    fn part(&mut self, part: &'static str, about: About) -> rusqlite::Result<()> {
        self.about(about.kind, &about.id);
        self.run(
            "INSERT OR IGNORE INTO entry_part (part, position) VALUES (?1, ?2)",
            params![part, self.position],
        )?;
        for (name, value) in about.facts {
            self.fact(name, &value);
        }
        about.enterprises.into_iter().try_for_each(|enterprise| self.concerns(enterprise).map(drop))
    }

    fn run(&self, sql: &str, parameters: impl Params) -> rusqlite::Result<usize> {
        self.connection.prepare_cached(sql)?.execute(parameters)
    }

    fn one<T>(
        &self,
        sql: &str,
        parameters: impl Params,
        read: impl FnOnce(&Row<'_>) -> rusqlite::Result<T>,
    ) -> rusqlite::Result<T> {
        self.connection.prepare_cached(sql)?.query_row(parameters, read)
    }

    /// Names what the entry is about; the first one counts.
    fn about(&mut self, kind: &'static str, id: &impl ToString) {
        if self.subject.is_none() {
            self.subject = Some((kind, id.to_string()));
        }
    }

    /// Adds a fact once.
    fn fact(&mut self, name: &'static str, value: &impl ToString) {
        if self.summary.len() < 8 && !self.summary.iter().any(|(known, _)| *known == name) {
            self.summary.push((name, value.to_string()));
        }
    }

    /// Returns the key of an enterprise.
    fn enterprise(&mut self, id: EnterpriseId) -> rusqlite::Result<i64> {
        if let Some(key) = self.caches.enterprises.get(&id) {
            return Ok(*key);
        }
        let key = self.one("SELECT key FROM enterprise WHERE id = ?1", [id.to_string()], |row| row.get(0))?;
        self.caches.enterprises.insert(id, key);
        Ok(key)
    }

    /// Returns the key of an enterprise that the entry concerns.
    fn concerns(&mut self, id: EnterpriseId) -> rusqlite::Result<i64> {
        let key = self.enterprise(id)?;
        self.enterprises.insert(key);
        Ok(key)
    }

    /// Returns the keys of a book and its enterprise, which the entry concerns.
    fn book(&mut self, id: BookId) -> rusqlite::Result<BookKeys> {
        let keys = if let Some(keys) = self.caches.books.get(&id) {
            *keys
        } else {
            let sql = "SELECT key, enterprise FROM book WHERE id = ?1";
            let read = |row: &Row<'_>| Ok(BookKeys { book: row.get(0)?, enterprise: row.get(1)? });
            let keys = self.one(sql, [id.to_string()], read)?;
            self.caches.books.insert(id, keys);
            keys
        };
        self.enterprises.insert(keys.enterprise);
        Ok(keys)
    }

    fn microseconds(&self) -> i64 {
        self.instant.microseconds()
    }
}

fn optional_word<T: serde::Serialize>(variant: Option<&T>) -> Option<String> {
    variant.map(word)
}
