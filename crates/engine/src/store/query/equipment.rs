//! The register of supervised equipment.

use etown_domain::ReadScope;
use etown_domain::bonded::equipment::EquipmentStatus;
use etown_values::{BookId, CivilDate, EnterpriseId, EquipmentId, ListId};
use rusqlite::Row;

use super::super::words::word;
use super::select::Select;
use super::{HistoryRow, Page, PageRequest, Queries, instant, number, optional_parsed, parsed, variant};
use crate::fault::QueryFault;

/// Which equipment is wanted.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct EquipmentFilter {
    pub enterprise: Option<EnterpriseId>,
    pub status: Option<EquipmentStatus>,
    /// Text in the name, the serial number or the location.
    pub text: Option<String>,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct EquipmentRow {
    pub id: EquipmentId,
    pub enterprise: EnterpriseId,
    pub enterprise_name: String,
    pub book: BookId,
    pub list: ListId,
    pub list_number: String,
    pub line: u32,
    pub name: String,
    pub serial_number: String,
    pub location: String,
    pub used_by: EnterpriseId,
    pub used_by_name: String,
    pub status: EquipmentStatus,
    pub supervised_from: CivilDate,
    pub supervised_until: Option<CivilDate>,
    pub release_reason: Option<String>,
    pub revision: u64,
    pub registered_position: u64,
}

/// What happened to a machine, and where it was and who used it from then on.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct EquipmentHistoryRow {
    pub entry: HistoryRow,
    pub location: String,
    pub used_by: EnterpriseId,
    pub used_by_name: String,
    /// Why customs released it before its term.
    pub reason: Option<String>,
}

const EQUIPMENT: &str =
    "SELECT equipment.key, equipment.id, owner.id, owner.name, book.id, list.id, list.number,
            equipment.line, equipment.name, serial_number, location, user.id, user.name, equipment.status,
            supervised_from, supervised_until, release_reason, equipment.revision, registered_position
     FROM equipment JOIN enterprise owner ON owner.key = equipment.enterprise
          JOIN enterprise user ON user.key = equipment.used_by
          JOIN book ON book.key = equipment.book JOIN list ON list.key = equipment.list";

impl Queries {
    /// Returns equipment, latest first.
    pub fn all_equipment(
        &self,
        scope: &ReadScope,
        filter: &EquipmentFilter,
        page: &PageRequest,
    ) -> Result<Page<EquipmentRow>, QueryFault> {
        let condition = self.scope(scope)?.condition("equipment.enterprise");
        let select = Select::from(EQUIPMENT)
            .such_that(condition)
            .and_where("owner.id = ?", filter.enterprise.map(|id| id.to_string()))
            .and_where("equipment.status = ?", filter.status.as_ref().map(word))
            .containing(&["equipment.name", "serial_number", "location"], filter.text.as_deref())
            .and_where("equipment.key < ?", page.number()?);
        select.page(self.connection(), "equipment.key DESC", page, |row| {
            Ok((row.get::<_, i64>(0)?.to_string(), equipment_row(row)?))
        })
    }

    /// Returns what happened to a machine, oldest first; none where it is not seen.
    pub fn equipment_history(
        &self,
        scope: &ReadScope,
        id: EquipmentId,
        page: &PageRequest,
    ) -> Result<Page<EquipmentHistoryRow>, QueryFault> {
        let condition = self.scope(scope)?.condition("equipment.enterprise");
        let select = Select::from(
            "SELECT position, instant, history.name, actor, history.location, user.id, user.name, reason
             FROM equipment_history history JOIN equipment ON equipment.key = history.equipment
                  JOIN enterprise user ON user.key = history.used_by",
        );
        let select = select.such_that(condition).and("equipment.id = ?", id.to_string());
        let select = select.and_where("position > ?", page.number()?);
        select.page(self.connection(), "position", page, |row| {
            let entry = HistoryRow {
                position: number(row, 0)?,
                instant: instant(row, 1)?,
                name: row.get(2)?,
                actor: row.get(3)?,
            };
            let history = EquipmentHistoryRow {
                entry,
                location: row.get(4)?,
                used_by: parsed(row, 5)?,
                used_by_name: row.get(6)?,
                reason: row.get(7)?,
            };
            Ok((history.entry.position.to_string(), history))
        })
    }

    pub fn equipment(&self, scope: &ReadScope, id: EquipmentId) -> Result<Option<EquipmentRow>, QueryFault> {
        let condition = self.scope(scope)?.condition("equipment.enterprise");
        let select = Select::from(EQUIPMENT).such_that(condition).and("equipment.id = ?", id.to_string());
        select.first(self.connection(), equipment_row)
    }
}

fn equipment_row(row: &Row<'_>) -> rusqlite::Result<EquipmentRow> {
    Ok(EquipmentRow {
        id: parsed(row, 1)?,
        enterprise: parsed(row, 2)?,
        enterprise_name: row.get(3)?,
        book: parsed(row, 4)?,
        list: parsed(row, 5)?,
        list_number: row.get(6)?,
        line: row.get(7)?,
        name: row.get(8)?,
        serial_number: row.get(9)?,
        location: row.get(10)?,
        used_by: parsed(row, 11)?,
        used_by_name: row.get(12)?,
        status: variant(row, 13)?,
        supervised_from: parsed(row, 14)?,
        supervised_until: optional_parsed(row, 15)?,
        release_reason: row.get(16)?,
        revision: number(row, 17)?,
        registered_position: number(row, 18)?,
    })
}
