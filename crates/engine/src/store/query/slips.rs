//! Pass slips with their trucks and history.

use etown_domain::ReadScope;
use etown_domain::bonded::list::Direction;
use etown_domain::bonded::slip::{Gates, HoldCause, HoldReason, SlipKind, SlipStatus, Weighing};
use etown_values::{
    BookId, CivilDate, Decimal, EnterpriseId, Instant, ListId, Percent, QuantityAmount, SlipId,
};
use rusqlite::Row;

use super::super::words::word;
use super::select::Select;
use super::{
    HistoryRow, Page, PageRequest, Queries, instant, number, optional_instant, optional_parsed,
    optional_variant, parsed, unreadable, variant,
};
use crate::fault::QueryFault;

/// Which slips are wanted.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct SlipFilter {
    pub enterprise: Option<EnterpriseId>,
    pub status: Option<SlipStatus>,
    pub kind: Option<SlipKind>,
    pub direction: Option<Direction>,
    /// Slips with which goods of this list pass.
    pub list: Option<ListId>,
    /// Slips of which a truck is held.
    pub is_held: bool,
    /// Text in the number, a plate or the enterprise's name.
    pub text: Option<String>,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SlipRow {
    pub id: SlipId,
    pub number: String,
    pub enterprise: EnterpriseId,
    pub enterprise_name: String,
    pub book: Option<BookId>,
    pub book_number: Option<String>,
    pub kind: SlipKind,
    pub direction: Direction,
    pub gates: Gates,
    pub goods: Option<String>,
    pub valid_until: CivilDate,
    pub status: SlipStatus,
    pub maker: String,
    pub revision: u64,
    pub applied_at: Instant,
    pub trucks_total: u32,
    pub trucks_passed: u32,
    pub trucks_held: u32,
    /// In the order of its trucks.
    pub plates: Vec<String>,
}

/// A truck that is held now.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct HeldTruckRow {
    pub slip: SlipId,
    pub slip_number: String,
    pub enterprise: EnterpriseId,
    pub enterprise_name: String,
    pub direction: Direction,
    pub plate: String,
    pub hold: HoldRow,
}

/// A slip with everything that belongs to it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SlipDetail {
    pub row: SlipRow,
    /// The lists that pass with it and their numbers.
    pub lists: Vec<(ListId, String)>,
    pub trucks: Vec<SlipTruckRow>,
    pub history: Vec<(HistoryRow, String)>,
}

/// A truck of a slip, in kilograms.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SlipTruckRow {
    pub plate: String,
    pub vehicle: QuantityAmount,
    pub frame: QuantityAmount,
    pub container: QuantityAmount,
    pub goods: QuantityAmount,
    pub scale: Option<QuantityAmount>,
    pub difference_percent: Option<Decimal<4>>,
    pub tolerance_percent: Option<Percent>,
    pub is_within: Option<bool>,
    pub is_held: bool,
    /// The last hold, whether it still stands or not.
    pub hold: Option<HoldRow>,
    pub is_released: bool,
    pub first_gate_at: Option<Instant>,
    pub second_gate_at: Option<Instant>,
}

/// Why a truck was held, when and by whom.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct HoldRow {
    pub reason: HoldReason,
    pub held_at: Instant,
    pub held_by: String,
}

const SLIPS: &str =
    "SELECT slip.key, slip.id, slip.number, enterprise.id, enterprise.name, book.id, book.number, slip.kind,
            slip.direction, slip.gates, slip.goods, slip.valid_until, slip.status, slip.maker, slip.revision,
            slip.applied_at,
            (SELECT count(*) FROM slip_truck WHERE slip = slip.key),
            (SELECT count(*) FROM slip_truck truck WHERE truck.slip = slip.key AND first_gate_at IS NOT NULL
                 AND (slip.gates = 'one' OR second_gate_at IS NOT NULL)),
            (SELECT count(*) FROM slip_truck truck WHERE truck.slip = slip.key AND is_held = 1),
            (SELECT json_group_array(plate) FROM
                 (SELECT plate FROM slip_truck truck WHERE truck.slip = slip.key ORDER BY truck.number))
     FROM slip JOIN enterprise ON enterprise.key = slip.enterprise LEFT JOIN book ON book.key = slip.book";

impl Queries {
    /// Returns slips, latest first.
    pub fn slips(
        &self,
        scope: &ReadScope,
        filter: &SlipFilter,
        page: &PageRequest,
    ) -> Result<Page<SlipRow>, QueryFault> {
        let condition = self.scope(scope)?.condition("slip.enterprise");
        let plates = "coalesce((SELECT group_concat(plate, ' ') FROM slip_truck truck WHERE truck.slip = slip.key), '')";
        let held = "EXISTS (SELECT 1 FROM slip_truck truck WHERE truck.slip = slip.key AND is_held = 1) = ?";
        let of_list =
            "slip.key IN (SELECT slip FROM slip_list WHERE list = (SELECT key FROM list WHERE id = ?))";
        let select = Select::from(SLIPS)
            .such_that(condition)
            .and_where("enterprise.id = ?", filter.enterprise.map(|id| id.to_string()))
            .and_where("slip.status = ?", filter.status.as_ref().map(word))
            .and_where("slip.kind = ?", filter.kind.as_ref().map(word))
            .and_where("slip.direction = ?", filter.direction.as_ref().map(word))
            .and_where(of_list, filter.list.map(|id| id.to_string()))
            .and_where(held, filter.is_held.then_some(1_i64))
            .containing(&["slip.number", plates, "enterprise.name"], filter.text.as_deref())
            .and_where("slip.key < ?", page.number()?);
        select.page(self.connection(), "slip.key DESC", page, |row| {
            Ok((row.get::<_, i64>(0)?.to_string(), slip_row(row)?))
        })
    }

    /// Returns the trucks that are held now, the one that waits longest first.
    pub fn held_trucks(
        &self,
        scope: &ReadScope,
        page: &PageRequest,
    ) -> Result<Page<HeldTruckRow>, QueryFault> {
        let condition = self.scope(scope)?.condition("slip.enterprise");
        let cursor = "printf('%020d.%020d.%d', truck.held_at, slip.key, truck.number)";
        let select = Select::from(
            "SELECT printf('%020d.%020d.%d', truck.held_at, slip.key, truck.number), slip.id, slip.number,
                    enterprise.id, enterprise.name, slip.direction, truck.plate, hold_cause, hold_reason, hold_scale,
                    hold_declared, hold_difference_percent, hold_tolerance_percent, held_at, held_by
             FROM slip_truck truck JOIN slip ON slip.key = truck.slip
                  JOIN enterprise ON enterprise.key = slip.enterprise",
        );
        let select = select.such_that("truck.is_held = 1").such_that(condition);
        let select = select.and_where(&format!("{cursor} > ?"), page.text()?);
        select.page(self.connection(), cursor, page, |row| {
            let held = HeldTruckRow {
                slip: parsed(row, 1)?,
                slip_number: row.get(2)?,
                enterprise: parsed(row, 3)?,
                enterprise_name: row.get(4)?,
                direction: variant(row, 5)?,
                plate: row.get(6)?,
                hold: hold_row(row, 7)?.ok_or_else(|| unreadable(7, "no cause"))?,
            };
            Ok((row.get(0)?, held))
        })
    }

    /// Counts the trucks that are held now.
    pub(super) fn trucks_held(&self, scope: &ReadScope) -> Result<u64, QueryFault> {
        let held = format!("is_held = 1 AND {}", self.scope(scope)?.condition("slip.enterprise"));
        self.count("SELECT count(*) FROM slip_truck truck JOIN slip ON slip.key = truck.slip", held)
    }

    /// Returns one slip with its lists, trucks and history.
    pub fn slip(&self, scope: &ReadScope, id: SlipId) -> Result<Option<SlipDetail>, QueryFault> {
        let condition = self.scope(scope)?.condition("slip.enterprise");
        let select = Select::from(SLIPS).such_that(condition).and("slip.id = ?", id.to_string());
        let found = select.first(self.connection(), |row| Ok((row.get::<_, i64>(0)?, slip_row(row)?)))?;
        let Some((key, row)) = found else { return Ok(None) };
        let lists =
            Select::from("SELECT list.id, list.number FROM slip_list JOIN list ON list.key = slip_list.list");
        let lists = lists.and("slip_list.slip = ?", key);
        let lists = lists.all(self.connection(), "list.key", |row| Ok((parsed(row, 0)?, row.get(1)?)))?;
        let trucks = Select::from(
            "SELECT plate, vehicle, frame, container, goods, scale, difference_percent, tolerance_percent, is_within,
                    is_held, is_released, first_gate_at, second_gate_at, hold_cause, hold_reason, hold_scale,
                    hold_declared, hold_difference_percent, hold_tolerance_percent, held_at, held_by
             FROM slip_truck",
        );
        let trucks = trucks.and("slip = ?", key).all(self.connection(), "number", truck_row)?;
        let history = Select::from("SELECT position, instant, name, actor, detail FROM slip_history");
        let history = history.and("slip = ?", key).all(self.connection(), "position, sequence", |row| {
            let entry = HistoryRow {
                position: number(row, 0)?,
                instant: instant(row, 1)?,
                name: row.get(2)?,
                actor: row.get(3)?,
            };
            Ok((entry, row.get(4)?))
        })?;
        Ok(Some(SlipDetail { row, lists, trucks, history }))
    }
}

fn slip_row(row: &Row<'_>) -> rusqlite::Result<SlipRow> {
    Ok(SlipRow {
        id: parsed(row, 1)?,
        number: row.get(2)?,
        enterprise: parsed(row, 3)?,
        enterprise_name: row.get(4)?,
        book: optional_parsed(row, 5)?,
        book_number: row.get(6)?,
        kind: variant(row, 7)?,
        direction: variant(row, 8)?,
        gates: variant(row, 9)?,
        goods: row.get(10)?,
        valid_until: parsed(row, 11)?,
        status: variant(row, 12)?,
        maker: row.get(13)?,
        revision: number(row, 14)?,
        applied_at: instant(row, 15)?,
        trucks_total: row.get(16)?,
        trucks_passed: row.get(17)?,
        trucks_held: row.get(18)?,
        plates: plates(row, 19)?,
    })
}

fn truck_row(row: &Row<'_>) -> rusqlite::Result<SlipTruckRow> {
    Ok(SlipTruckRow {
        plate: row.get(0)?,
        vehicle: parsed(row, 1)?,
        frame: parsed(row, 2)?,
        container: parsed(row, 3)?,
        goods: parsed(row, 4)?,
        scale: optional_parsed(row, 5)?,
        difference_percent: optional_parsed(row, 6)?,
        tolerance_percent: optional_parsed(row, 7)?,
        is_within: row.get(8)?,
        is_held: row.get(9)?,
        is_released: row.get(10)?,
        first_gate_at: optional_instant(row, 11)?,
        second_gate_at: optional_instant(row, 12)?,
        hold: hold_row(row, 13)?,
    })
}

fn plates(row: &Row<'_>, column: usize) -> rusqlite::Result<Vec<String>> {
    let text: String = row.get(column)?;
    serde_json::from_str(&text).map_err(|_malformed| unreadable(column, &text))
}

/// Reads the last hold of a truck from its cause on.
fn hold_row(row: &Row<'_>, from: usize) -> rusqlite::Result<Option<HoldRow>> {
    let reason = match optional_variant(row, from)? {
        None => return Ok(None),
        Some(HoldCause::Inspection) => HoldReason::Inspection(row.get(from + 1)?),
        Some(HoldCause::Weight) => HoldReason::Weight(Weighing {
            scale_kilograms: parsed(row, from + 2)?,
            declared_kilograms: parsed(row, from + 3)?,
            difference_percent: parsed(row, from + 4)?,
            tolerance_percent: parsed(row, from + 5)?,
            is_within: false,
        }),
    };
    Ok(Some(HoldRow { reason, held_at: instant(row, from + 6)?, held_by: row.get(from + 7)? }))
}
