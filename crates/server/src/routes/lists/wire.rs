//! What lists look like on the wire.

use etown_documents::lists::{LineDraft, ListDraft};
use etown_domain::bonded::list::{ListContent, ListLine};
use etown_engine::query::{LineRow, ListDetail, ListRow, TruckRow};
use etown_values::{BookId, HsCode, Measure, QuantityAmount, UnitPrice};
use serde::de::IntoDeserializer;
use serde::de::value::Error as ValueError;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use crate::people::Names;
use crate::wire::{Direction, HistoryOut, ListStatus, Movement, schema};

#[derive(Deserialize, ToSchema)]
#[schema(as = NewList)]
#[serde(deny_unknown_fields)]
pub(super) struct ListIn {
    #[schema(value_type = schema::BookId)]
    book: BookId,
    movement: Movement,
    /// Four-digit supervision mode code.
    #[schema(pattern = "^[0-9]{4}$")]
    supervision_mode: String,
    /// Whether posting waits for a released customs declaration.
    needs_declaration: bool,
    /// Plates of all trucks that carry the goods; posting waits for each of them.
    trucks: Vec<String>,
    /// At most 1,000.
    lines: Vec<LineIn>,
}

/// The content of a list, without its book. List files are answered in the same form, so that it can be sent back.
#[derive(Serialize, Deserialize, ToSchema)]
#[schema(as = ListContent)]
#[serde(deny_unknown_fields)]
pub(in crate::routes) struct AmendIn {
    movement: Movement,
    /// Four-digit supervision mode code.
    #[schema(pattern = "^[0-9]{4}$")]
    supervision_mode: String,
    /// Whether posting waits for a released customs declaration.
    needs_declaration: bool,
    /// Plates of all trucks that carry the goods; posting waits for each of them.
    trucks: Vec<String>,
    /// At most 1,000.
    lines: Vec<LineIn>,
}

#[derive(Serialize, Deserialize, ToSchema)]
#[schema(as = NewLine)]
#[serde(deny_unknown_fields)]
pub(in crate::routes) struct LineIn {
    /// Line number within the list, from 1; no two lines share one.
    #[schema(minimum = 1, maximum = 4_294_967_295_i64)]
    number: u32,
    /// Item number within the book.
    #[schema(minimum = 1, maximum = 4_294_967_295_i64)]
    item: u32,
    /// Declared code; it must be the item's.
    #[schema(value_type = schema::HsCode)]
    hs_code: HsCode,
    #[schema(value_type = schema::Quantity)]
    quantity: QuantityAmount,
    /// Declared measure; it must be the item's.
    #[schema(value_type = schema::Measure)]
    measure: Measure,
    #[schema(value_type = schema::UnitPrice)]
    unit_price: UnitPrice,
    /// Wanted on each outgoing line of a product in a processing book, and on no other.
    #[schema(min_length = 1, max_length = 20)]
    bom_version: Option<String>,
}

impl ListIn {
    pub(super) fn into_parts(self) -> (BookId, ListContent) {
        let content = AmendIn {
            movement: self.movement,
            supervision_mode: self.supervision_mode,
            needs_declaration: self.needs_declaration,
            trucks: self.trucks,
            lines: self.lines,
        };
        (self.book, content.into())
    }
}

impl From<ListDraft> for AmendIn {
    fn from(list: ListDraft) -> Self {
        Self {
            movement: movement(list.movement),
            supervision_mode: list.supervision_mode,
            needs_declaration: list.needs_declaration,
            trucks: list.trucks,
            lines: list.lines.into_iter().map(LineIn::from).collect(),
        }
    }
}

/// Reads a movement as list files name it.
fn movement(code: &str) -> Movement {
    let known = Movement::deserialize(code.into_deserializer());
    known.unwrap_or_else(|error: ValueError| panic!("files and rules know the same movements: {error}"))
}

impl From<LineDraft> for LineIn {
    fn from(line: LineDraft) -> Self {
        Self {
            number: line.number,
            item: line.item,
            hs_code: line.hs_code,
            quantity: line.quantity,
            measure: line.measure,
            unit_price: line.unit_price,
            bom_version: line.bom_version,
        }
    }
}

impl From<AmendIn> for ListContent {
    fn from(list: AmendIn) -> Self {
        Self {
            movement: list.movement.into(),
            supervision_mode: list.supervision_mode,
            needs_declaration: list.needs_declaration,
            trucks: list.trucks,
            lines: list.lines.into_iter().map(ListLine::from).collect(),
        }
    }
}

impl From<LineIn> for ListLine {
    fn from(line: LineIn) -> Self {
        Self {
            number: line.number,
            item: line.item,
            hs_code: line.hs_code,
            quantity: line.quantity,
            measure: line.measure,
            unit_price: line.unit_price,
            bom_version: line.bom_version,
        }
    }
}

#[derive(Serialize, ToSchema)]
#[schema(as = List)]
pub(super) struct ListOut {
    #[schema(value_type = schema::ListId)]
    id: String,
    /// Customs number: QD, customs code, year, I or E, and nine digits.
    number: String,
    #[schema(value_type = schema::BookId)]
    book: String,
    book_number: String,
    #[schema(value_type = schema::EnterpriseId)]
    enterprise: String,
    enterprise_name: String,
    movement: Movement,
    direction: Direction,
    status: ListStatus,
    supervision_mode: String,
    needs_declaration: bool,
    declaration_number: Option<String>,
    trucks_total: u32,
    trucks_passed: u32,
    line_count: u32,
    /// The list that this one reverses.
    #[schema(value_type = Option<schema::ListId>)]
    reverses: Option<String>,
    /// The list that reverses this one.
    #[schema(value_type = Option<schema::ListId>)]
    reversed_by: Option<String>,
    /// Counts every event; the number in the `ETag`.
    revision: u64,
    #[schema(value_type = schema::Instant)]
    drafted_at: String,
    #[schema(value_type = Option<schema::Date>)]
    posted_on: Option<String>,
    /// The journal position of the latest entry about it.
    last_position: u64,
}

impl From<ListRow> for ListOut {
    fn from(row: ListRow) -> Self {
        Self {
            id: row.id.to_string(),
            number: row.number,
            book: row.book.to_string(),
            book_number: row.book_number,
            enterprise: row.enterprise.to_string(),
            enterprise_name: row.enterprise_name,
            movement: row.movement.into(),
            direction: row.direction.into(),
            status: row.status.into(),
            supervision_mode: row.supervision_mode,
            needs_declaration: row.needs_declaration,
            declaration_number: row.declaration_number,
            trucks_total: row.trucks_total,
            trucks_passed: row.trucks_passed,
            line_count: row.line_count,
            reverses: row.reverses.map(|id| id.to_string()),
            reversed_by: row.reversed_by.map(|id| id.to_string()),
            revision: row.revision,
            drafted_at: row.drafted_at.to_string(),
            posted_on: row.posted_on.map(|date| date.to_string()),
            last_position: row.last_position,
        }
    }
}

#[derive(Serialize, ToSchema)]
#[schema(as = ListDetail)]
pub(super) struct ListDetailOut {
    list: ListOut,
    trucks: Vec<TruckOut>,
    /// What happened to it, oldest first.
    history: Vec<HistoryOut>,
}

#[derive(Serialize, ToSchema)]
#[schema(as = Truck)]
struct TruckOut {
    plate: String,
    /// Absent while the truck has not passed.
    #[schema(value_type = Option<schema::Instant>)]
    passed_at: Option<String>,
}

impl ListDetailOut {
    pub(super) fn of(detail: ListDetail, names: &Names<'_>) -> Self {
        let truck = |row: TruckRow| TruckOut {
            plate: row.plate,
            passed_at: row.passed_at.map(|instant| instant.to_string()),
        };
        Self {
            list: detail.row.into(),
            trucks: detail.trucks.into_iter().map(truck).collect(),
            history: detail.history.into_iter().map(|row| HistoryOut::of(row, None, names)).collect(),
        }
    }
}

#[derive(Serialize, ToSchema)]
#[schema(as = Line)]
pub(super) struct LineOut {
    number: u32,
    item: u32,
    part_number: String,
    name: String,
    #[schema(value_type = schema::HsCode)]
    hs_code: String,
    #[schema(value_type = schema::Quantity)]
    quantity: String,
    #[schema(value_type = schema::Measure)]
    measure: String,
    #[schema(value_type = schema::UnitPrice)]
    unit_price: String,
    bom_version: Option<String>,
}

impl From<LineRow> for LineOut {
    fn from(row: LineRow) -> Self {
        Self {
            number: row.number,
            item: row.item,
            part_number: row.part_number,
            name: row.name,
            hs_code: row.hs_code.to_string(),
            quantity: row.quantity.to_string(),
            measure: row.measure.to_string(),
            unit_price: row.unit_price.to_string(),
            bom_version: row.bom_version,
        }
    }
}

#[cfg(test)]
mod tests {
    use etown_documents::lists::MOVEMENTS;

    use super::*;

    #[test]
    fn every_movement_of_list_files_is_one_of_the_interface() {
        for word in MOVEMENTS {
            assert_eq!(serde_json::to_value(movement(word.code)).unwrap(), word.code);
        }
    }
}
