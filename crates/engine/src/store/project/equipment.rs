//! The register of supervised equipment.

use etown_domain::bonded::BondedEvent as Event;
use etown_domain::bonded::equipment::{EquipmentFiling, EquipmentStatus};
use etown_values::{BookId, CivilDate, EnterpriseId, EquipmentId};
use rusqlite::params;

use super::super::words::word;
use super::Applying;

impl Applying<'_> {
    pub(super) fn equipment_event(&mut self, event: &Event) -> rusqlite::Result<()> {
        match event {
            Event::EquipmentRegistered { equipment, enterprise, book, filing, supervised_from, .. } => {
                self.register_equipment(*equipment, (*enterprise, *book), filing, *supervised_from)
            }
            Event::EquipmentConfirmed { equipment, supervised_until } => {
                let key = self.change_equipment(*equipment)?;
                self.fact("supervised_until", supervised_until);
                self.run(
                    "UPDATE equipment SET status = ?2, supervised_until = ?3 WHERE key = ?1",
                    params![key, word(&EquipmentStatus::Supervised), supervised_until.to_string()],
                )?;
                self.remember_equipment(key, "equipment_confirmed", None)
            }
            Event::EquipmentMoved { equipment, location, used_by } => {
                let key = self.change_equipment(*equipment)?;
                self.fact("location", location);
                let used_by = self.concerns(*used_by)?;
                let sql = "UPDATE equipment SET location = ?2, used_by = ?3 WHERE key = ?1";
                self.run(sql, params![key, location, used_by])?;
                self.remember_equipment(key, "equipment_moved", None)
            }
            Event::EquipmentReleased { equipment, reason } => {
                let key = self.change_equipment(*equipment)?;
                let sql = "UPDATE equipment SET status = ?2, release_reason = ?3 WHERE key = ?1";
                self.run(sql, params![key, word(&EquipmentStatus::Released), reason])?;
                self.remember_equipment(key, "equipment_released", reason.as_deref())
            }
            _ => unreachable!("only events of equipment come here"),
        }
    }

    fn register_equipment(
        &mut self,
        id: EquipmentId,
        (enterprise, book): (EnterpriseId, BookId),
        filing: &EquipmentFiling,
        supervised_from: CivilDate,
    ) -> rusqlite::Result<()> {
        let enterprise = self.concerns(enterprise)?;
        let used_by = self.concerns(filing.used_by)?;
        let (book, list) = (self.book(book)?.book, self.list(filing.list)?.list);
        self.about("equipment", &id);
        self.fact("name", &filing.name);
        let key: i64 = self.one(
            "INSERT INTO equipment (id, enterprise, book, list, line, name, serial_number, location, used_by, status,
                                    supervised_from, revision, registered_position)
             VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, 1, ?12) RETURNING key",
            params![
                id.to_string(),
                enterprise,
                book,
                list,
                filing.line,
                filing.name,
                filing.serial_number,
                filing.location,
                used_by,
                word(&EquipmentStatus::Registered),
                supervised_from.to_string(),
                self.position,
            ],
            |row| row.get(0),
        )?;
        self.remember_equipment(key, "equipment_registered", None)
    }

    /// Keeps where a machine is and who uses it after each change.
    fn remember_equipment(&mut self, key: i64, name: &str, reason: Option<&str>) -> rusqlite::Result<()> {
        self.run(
            "INSERT INTO equipment_history (equipment, position, instant, name, actor, location, used_by, reason)
             SELECT key, ?2, ?3, ?4, ?5, location, used_by, ?6 FROM equipment WHERE key = ?1",
            params![key, self.position, self.microseconds(), name, self.actor, reason],
        )?;
        Ok(())
    }

    fn change_equipment(&mut self, id: EquipmentId) -> rusqlite::Result<i64> {
        self.about("equipment", &id);
        let sql =
            "UPDATE equipment SET revision = revision + 1 WHERE id = ?1 RETURNING key, enterprise, name";
        let read = |row: &rusqlite::Row<'_>| Ok((row.get(0)?, row.get(1)?, row.get(2)?));
        let (key, enterprise, name): (i64, i64, String) = self.one(sql, [id.to_string()], read)?;
        self.enterprises.insert(enterprise);
        self.fact("name", &name);
        Ok(key)
    }
}
