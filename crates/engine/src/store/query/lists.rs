//! Verification lists with their trucks, lines and history.

use etown_domain::ReadScope;
use etown_domain::bonded::list::{Direction, ListStatus, Movement};
use etown_values::{
    BookId, CivilDate, EnterpriseId, HsCode, Instant, ListId, Measure, QuantityAmount, UnitPrice,
};
use rusqlite::Row;

use super::super::words::word;
use super::select::Select;
use super::{
    Page, PageRequest, Queries, instant, number, optional_instant, optional_number, optional_parsed, parsed,
    variant,
};
use crate::fault::QueryFault;

/// Which lists are wanted.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ListFilter {
    pub book: Option<BookId>,
    pub enterprise: Option<EnterpriseId>,
    pub status: Option<ListStatus>,
    pub direction: Option<Direction>,
    pub movement: Option<Movement>,
    /// Text in the numbers of list, book or declaration, or in the enterprise's name.
    pub text: Option<String>,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ListRow {
    pub id: ListId,
    pub number: String,
    pub book: BookId,
    pub book_number: String,
    pub enterprise: EnterpriseId,
    pub enterprise_name: String,
    pub movement: Movement,
    pub direction: Direction,
    pub status: ListStatus,
    pub supervision_mode: String,
    pub needs_declaration: bool,
    pub declaration_number: Option<String>,
    pub trucks_total: u32,
    pub trucks_passed: u32,
    pub line_count: u32,
    pub reverses: Option<ListId>,
    pub reversed_by: Option<ListId>,
    pub revision: u64,
    pub drafted_at: Instant,
    pub posted_on: Option<CivilDate>,
    pub posted_position: Option<u64>,
    pub last_position: u64,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ListDetail {
    pub row: ListRow,
    pub trucks: Vec<TruckRow>,
    /// In the order in which it happened.
    pub history: Vec<HistoryRow>,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TruckRow {
    pub plate: String,
    /// When the gate says it passed.
    pub passed_at: Option<Instant>,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct HistoryRow {
    pub position: u64,
    pub instant: Instant,
    /// The event's name, such as `list_approved`.
    pub name: String,
    pub actor: String,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LineRow {
    pub number: u32,
    pub item: u32,
    pub part_number: String,
    pub name: String,
    pub hs_code: HsCode,
    pub quantity: QuantityAmount,
    pub measure: Measure,
    pub unit_price: UnitPrice,
    pub bom_version: Option<String>,
}

const LISTS: &str = "SELECT list.key, list.id, list.number, book.id, book.number, enterprise.id, enterprise.name,
            movement, direction, list.status, supervision_mode, needs_declaration, declaration_number, trucks_total,
            trucks_passed, line_count, (SELECT id FROM list other WHERE other.key = list.reverses),
            (SELECT id FROM list other WHERE other.key = list.reversed_by), list.revision, drafted_at, posted_on,
            posted_position, last_position
     FROM list JOIN book ON book.key = list.book JOIN enterprise ON enterprise.key = list.enterprise";

impl Queries {
    /// Returns lists, latest first.
    pub fn lists(
        &self,
        scope: &ReadScope,
        filter: &ListFilter,
        page: &PageRequest,
    ) -> Result<Page<ListRow>, QueryFault> {
        let condition = self.scope(scope)?.condition("list.enterprise");
        let searched = ["list.number", "book.number", "coalesce(declaration_number, '')", "enterprise.name"];
        let select = Select::from(LISTS)
            .such_that(condition)
            .and_where("book.id = ?", filter.book.map(|id| id.to_string()))
            .and_where("enterprise.id = ?", filter.enterprise.map(|id| id.to_string()))
            .and_where("list.status = ?", filter.status.as_ref().map(word))
            .and_where("direction = ?", filter.direction.as_ref().map(word))
            .and_where("movement = ?", filter.movement.as_ref().map(word))
            .containing(&searched, filter.text.as_deref())
            .and_where("list.key < ?", page.number()?);
        select.page(self.connection(), "list.key DESC", page, |row| {
            Ok((row.get::<_, i64>(0)?.to_string(), list_row(row)?))
        })
    }

    /// Returns one list with its trucks and its history.
    pub fn list(&self, scope: &ReadScope, id: ListId) -> Result<Option<ListDetail>, QueryFault> {
        let condition = self.scope(scope)?.condition("list.enterprise");
        let select = Select::from(LISTS).such_that(condition).and("list.id = ?", id.to_string());
        let found = select.first(self.connection(), |row| Ok((row.get::<_, i64>(0)?, list_row(row)?)))?;
        let Some((key, row)) = found else { return Ok(None) };
        let trucks = Select::from(
            "SELECT truck.plate, passed_at FROM list_truck truck LEFT JOIN list_passage passage
                  ON passage.list = truck.list AND passage.plate = truck.plate",
        )
        .and("truck.list = ?", key);
        let trucks = trucks.all(self.connection(), "truck.number", |row| {
            Ok(TruckRow { plate: row.get(0)?, passed_at: optional_instant(row, 1)? })
        })?;
        let history =
            Select::from("SELECT position, instant, name, actor FROM list_history").and("list = ?", key);
        let history = history.all(self.connection(), "position, sequence", |row| {
            Ok(HistoryRow {
                position: number(row, 0)?,
                instant: instant(row, 1)?,
                name: row.get(2)?,
                actor: row.get(3)?,
            })
        })?;
        Ok(Some(ListDetail { row, trucks, history }))
    }

    /// Returns the key and the position of the posting of a list within the scope.
    pub(super) fn list_key(
        &self,
        scope: &ReadScope,
        id: ListId,
    ) -> Result<Option<(i64, Option<i64>)>, QueryFault> {
        let condition = self.scope(scope)?.condition("enterprise");
        let select = Select::from("SELECT key, posted_position FROM list").such_that(condition);
        select.and("id = ?", id.to_string()).first(self.connection(), |row| Ok((row.get(0)?, row.get(1)?)))
    }

    /// Returns the lines of a list in order of their numbers; none where the list is not seen.
    pub fn lines(
        &self,
        scope: &ReadScope,
        list: ListId,
        page: &PageRequest,
    ) -> Result<Page<LineRow>, QueryFault> {
        let after = page.number()?;
        let Some((key, _)) = self.list_key(scope, list)? else {
            return Ok(Page { rows: Vec::new(), next_cursor: None });
        };
        let select = Select::from(
            "SELECT line.number, line.item, part_number, name, line.hs_code, quantity, line.measure, line.unit_price,
                    bom_version
             FROM list_line line JOIN list ON list.key = line.list
                  JOIN item ON item.book = list.book AND item.number = line.item",
        );
        let select = select.and("line.list = ?", key).and_where("line.number > ?", after);
        select.page(self.connection(), "line.number", page, |row| {
            let line = LineRow {
                number: row.get(0)?,
                item: row.get(1)?,
                part_number: row.get(2)?,
                name: row.get(3)?,
                hs_code: parsed(row, 4)?,
                quantity: parsed(row, 5)?,
                measure: parsed(row, 6)?,
                unit_price: parsed(row, 7)?,
                bom_version: row.get(8)?,
            };
            Ok((line.number.to_string(), line))
        })
    }
}

fn list_row(row: &Row<'_>) -> rusqlite::Result<ListRow> {
    Ok(ListRow {
        id: parsed(row, 1)?,
        number: row.get(2)?,
        book: parsed(row, 3)?,
        book_number: row.get(4)?,
        enterprise: parsed(row, 5)?,
        enterprise_name: row.get(6)?,
        movement: variant(row, 7)?,
        direction: variant(row, 8)?,
        status: variant(row, 9)?,
        supervision_mode: row.get(10)?,
        needs_declaration: row.get(11)?,
        declaration_number: row.get(12)?,
        trucks_total: row.get(13)?,
        trucks_passed: row.get(14)?,
        line_count: row.get(15)?,
        reverses: optional_parsed(row, 16)?,
        reversed_by: optional_parsed(row, 17)?,
        revision: number(row, 18)?,
        drafted_at: instant(row, 19)?,
        posted_on: optional_parsed(row, 20)?,
        posted_position: optional_number(row, 21)?,
        last_position: number(row, 22)?,
    })
}
