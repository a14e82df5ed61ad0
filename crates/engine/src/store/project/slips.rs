//! Pass slips: their heads, lists, trucks and history.

use etown_domain::bonded::BondedEvent as Event;
use etown_domain::bonded::slip::{Gate, HoldReason, SlipContent, SlipStatus};
use etown_values::{BookId, EnterpriseId, SlipId};
use rusqlite::params;

use super::super::words::word;
use super::Applying;

impl Applying<'_> {
    pub(super) fn slip_event(&mut self, event: &Event) -> rusqlite::Result<()> {
        match event {
            Event::SlipApplied { slip, number, enterprise, book, content, .. } => {
                self.apply_slip((*slip, number), *enterprise, *book, content)
            }
            Event::SlipApproved { slip, .. } => {
                self.slip_status(*slip, "slip_approved", SlipStatus::Approved).map(|_key| ())
            }
            Event::SlipVoided { slip, reason } => {
                self.fact("reason", reason);
                let key = self.slip_status(*slip, "slip_voided", SlipStatus::Void)?;
                // Its trucks are free for another slip.
                self.run("UPDATE slip_truck SET is_held = 0 WHERE slip = ?1", [key])?;
                Ok(())
            }
            // What the state forgets stays in the register.
            Event::SlipsRetired { .. } => Ok(()),
            Event::TruckWeighed { slip, truck, weighing } => {
                let detail = format!("{truck} {}", weighing.scale_kilograms);
                let key = self.change_slip(*slip, "truck_weighed", &detail)?;
                self.fact("truck", truck);
                self.fact("scale_kilograms", &weighing.scale_kilograms);
                self.run(
                    "UPDATE slip_truck SET scale = ?3, difference_percent = ?4, tolerance_percent = ?5, is_within = ?6
                     WHERE slip = ?1 AND plate = ?2",
                    params![
                        key,
                        truck,
                        weighing.scale_kilograms.to_string(),
                        weighing.difference_percent.to_string(),
                        weighing.tolerance_percent.to_string(),
                        weighing.is_within,
                    ],
                )?;
                Ok(())
            }
            Event::TruckHeld { slip, truck, reason, .. } => self.truck_held(*slip, truck, reason),
            Event::TruckReleased { slip, truck, reason, .. } => {
                let key = self.change_slip(*slip, "truck_released", &format!("{truck} {reason}"))?;
                self.fact("truck", truck);
                self.fact("reason", reason);
                let sql = "UPDATE slip_truck SET is_held = 0, is_released = 1 WHERE slip = ?1 AND plate = ?2";
                self.run(sql, params![key, truck])?;
                Ok(())
            }
            Event::GatePassed { .. } => self.gate_passed(event),
            _ => unreachable!("only events of slips come here"),
        }
    }

    /// Keeps the last hold of a truck as it was, also once the truck is released or weighed again.
    fn truck_held(&mut self, slip: SlipId, truck: &str, reason: &HoldReason) -> rusqlite::Result<()> {
        let (words, weighing) = match reason {
            HoldReason::Weight(weighing) => (None, Some(weighing)),
            HoldReason::Inspection(words) => (Some(words), None),
        };
        let said = match (words, weighing) {
            (Some(words), _) => words.clone(),
            (None, weighing) => {
                weighing.map(|weighing| weighing.scale_kilograms.to_string()).unwrap_or_default()
            }
        };
        let key = self.change_slip(slip, "truck_held", &format!("{truck} {said}"))?;
        self.fact("truck", &truck);
        self.fact("cause", &word(&reason.cause()));
        self.run(
            "UPDATE slip_truck SET is_held = 1, is_released = 0, hold_cause = ?3, hold_reason = ?4, hold_scale = ?5,
                 hold_declared = ?6, hold_difference_percent = ?7, hold_tolerance_percent = ?8, held_at = ?9, held_by = ?10
             WHERE slip = ?1 AND plate = ?2",
            params![
                key,
                truck,
                word(&reason.cause()),
                words,
                weighing.map(|weighing| weighing.scale_kilograms.to_string()),
                weighing.map(|weighing| weighing.declared_kilograms.to_string()),
                weighing.map(|weighing| weighing.difference_percent.to_string()),
                weighing.map(|weighing| weighing.tolerance_percent.to_string()),
                self.microseconds(),
                self.actor,
            ],
        )?;
        Ok(())
    }

    fn gate_passed(&mut self, event: &Event) -> rusqlite::Result<()> {
        let Event::GatePassed { slip, truck, gate, scale_kilograms, occurred_at, .. } = event else {
            return Ok(());
        };
        let mut detail = format!("{truck} {}", word(gate));
        if let Some(scale) = scale_kilograms {
            detail = format!("{detail} {scale}");
        }
        let key = self.change_slip(*slip, "gate_passed", &detail)?;
        self.fact("truck", truck);
        self.fact("gate", &word(gate));
        let column = match gate {
            Gate::First => "first_gate_at",
            Gate::Second => "second_gate_at",
        };
        // What the lane's scale showed stays with the passage; the weighing keeps the figures that belong together.
        let sql = format!("UPDATE slip_truck SET {column} = ?3 WHERE slip = ?1 AND plate = ?2");
        self.run(&sql, params![key, truck, occurred_at.microseconds()])?;
        self.run(
            "UPDATE slip SET status = ?2 WHERE key = ?1 AND status = ?3 AND NOT EXISTS (
                 SELECT 1 FROM slip_truck WHERE slip = ?1
                     AND (first_gate_at IS NULL OR (gates = 'two' AND second_gate_at IS NULL)))",
            params![key, word(&SlipStatus::Passed), word(&SlipStatus::Approved)],
        )?;
        Ok(())
    }

    fn apply_slip(
        &mut self,
        (id, number): (SlipId, &str),
        enterprise: EnterpriseId,
        book: Option<BookId>,
        content: &SlipContent,
    ) -> rusqlite::Result<()> {
        let enterprise = self.concerns(enterprise)?;
        let book = book.map(|book| self.book(book)).transpose()?.map(|keys| keys.book);
        self.about("slip", &id);
        self.fact("number", &number);
        let sql = "INSERT INTO slip (id, number, enterprise, book, kind, direction, gates, goods, valid_until, status,
                               maker, revision, applied_at, applied_position)
             VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, 1, ?12, ?13) RETURNING key";
        let at = self.microseconds();
        let parameters = params![
            id.to_string(),
            number,
            enterprise,
            book,
            word(&content.kind),
            word(&content.direction),
            word(&content.gates),
            content.goods,
            content.valid_until.to_string(),
            word(&SlipStatus::Applied),
            self.actor,
            at,
            self.position,
        ];
        let key: i64 = self.one(sql, parameters, |row| row.get(0))?;
        for list in &content.lists {
            let list = self.list(*list)?.list;
            self.run("INSERT INTO slip_list (slip, list) VALUES (?1, ?2)", params![key, list])?;
        }
        for (number, truck) in (1_i64..).zip(&content.trucks) {
            self.run(
                "INSERT INTO slip_truck (slip, number, plate, vehicle, frame, container, goods, is_held, is_released)
                 VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, 0, 0)",
                params![
                    key,
                    number,
                    truck.plate,
                    truck.vehicle_kilograms.to_string(),
                    truck.frame_kilograms.to_string(),
                    truck.container_kilograms.to_string(),
                    truck.goods_kilograms.to_string(),
                ],
            )?;
        }
        self.remember_slip(key, "slip_applied", "")
    }

    /// Returns the key of a slip.
    pub(super) fn slip(&self, id: SlipId) -> rusqlite::Result<i64> {
        self.one("SELECT key FROM slip WHERE id = ?1", [id.to_string()], |row| row.get(0))
    }

    fn slip_status(&mut self, id: SlipId, name: &str, status: SlipStatus) -> rusqlite::Result<i64> {
        let key = self.change_slip(id, name, "")?;
        self.run("UPDATE slip SET status = ?2 WHERE key = ?1", params![key, word(&status)])?;
        Ok(key)
    }

    fn change_slip(&mut self, id: SlipId, name: &str, detail: &str) -> rusqlite::Result<i64> {
        self.about("slip", &id);
        let sql = "UPDATE slip SET revision = revision + 1 WHERE id = ?1 RETURNING key, enterprise, number";
        let read = |row: &rusqlite::Row<'_>| Ok((row.get(0)?, row.get(1)?, row.get(2)?));
        let (key, enterprise, number): (i64, i64, String) = self.one(sql, [id.to_string()], read)?;
        self.enterprises.insert(enterprise);
        self.fact("number", &number);
        self.remember_slip(key, name, detail)?;
        Ok(key)
    }

    fn remember_slip(&mut self, slip: i64, name: &str, detail: &str) -> rusqlite::Result<()> {
        self.run(
            "INSERT INTO slip_history (slip, position, sequence, instant, name, actor, detail)
             VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)",
            params![slip, self.position, self.history, self.microseconds(), name, self.actor, detail],
        )?;
        self.history += 1;
        Ok(())
    }
}
