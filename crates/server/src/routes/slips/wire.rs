//! What pass slips look like on the wire.

use etown_domain::bonded::slip::{HoldReason, SlipContent, SlipTruck};
use etown_engine::query::{HeldTruckRow, HoldRow, SlipDetail, SlipRow, SlipTruckRow};
use etown_values::{CivilDate, EnterpriseId, ListId, QuantityAmount};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use crate::people::Names;
use crate::wire::{Direction, Gates, HistoryOut, HoldCause, SlipKind, SlipStatus, schema};

#[derive(Deserialize, ToSchema)]
#[schema(as = NewSlip)]
#[serde(deny_unknown_fields)]
pub(super) struct SlipIn {
    #[schema(value_type = schema::EnterpriseId)]
    pub(super) enterprise: EnterpriseId,
    kind: SlipKind,
    direction: Direction,
    /// The lists that pass, all of one book; none for registered goods and empty trucks. Several lists share one truck.
    #[schema(value_type = Vec<schema::ListId>)]
    lists: Vec<ListId>,
    /// What registered goods are; for no other kind.
    #[schema(min_length = 2, max_length = 500)]
    goods: Option<String>,
    trucks: Vec<SlipTruckIn>,
    gates: Gates,
    /// The last day on which it is good.
    #[schema(value_type = schema::Date)]
    valid_until: CivilDate,
}

/// A truck as declared, in kilograms.
#[derive(Deserialize, ToSchema)]
#[schema(as = NewSlipTruck)]
#[serde(deny_unknown_fields)]
struct SlipTruckIn {
    #[schema(min_length = 1, max_length = 20)]
    plate: String,
    #[schema(value_type = schema::Quantity)]
    vehicle_kilograms: QuantityAmount,
    #[schema(value_type = schema::Quantity)]
    frame_kilograms: QuantityAmount,
    #[schema(value_type = schema::Quantity)]
    container_kilograms: QuantityAmount,
    /// Gross weight of the goods.
    #[schema(value_type = schema::Quantity)]
    goods_kilograms: QuantityAmount,
}

impl SlipIn {
    pub(super) fn into_content(self) -> SlipContent {
        let truck = |truck: SlipTruckIn| SlipTruck {
            plate: truck.plate,
            vehicle_kilograms: truck.vehicle_kilograms,
            frame_kilograms: truck.frame_kilograms,
            container_kilograms: truck.container_kilograms,
            goods_kilograms: truck.goods_kilograms,
        };
        SlipContent {
            kind: self.kind.into(),
            direction: self.direction.into(),
            lists: self.lists,
            goods: self.goods,
            trucks: self.trucks.into_iter().map(truck).collect(),
            gates: self.gates.into(),
            valid_until: self.valid_until,
        }
    }
}

#[derive(Serialize, ToSchema)]
#[schema(as = Slip)]
pub(super) struct SlipOut {
    #[schema(value_type = schema::SlipId)]
    id: String,
    /// PS, customs code, year, I or E, and nine digits.
    number: String,
    #[schema(value_type = schema::EnterpriseId)]
    enterprise: String,
    enterprise_name: String,
    #[schema(value_type = Option<schema::BookId>)]
    book: Option<String>,
    book_number: Option<String>,
    kind: SlipKind,
    direction: Direction,
    gates: Gates,
    goods: Option<String>,
    #[schema(value_type = schema::Date)]
    valid_until: String,
    status: SlipStatus,
    /// Whom the second person must not be.
    maker: String,
    revision: u64,
    #[schema(value_type = schema::Instant)]
    applied_at: String,
    trucks_total: u32,
    trucks_passed: u32,
    trucks_held: u32,
    /// In the order of its trucks.
    plates: Vec<String>,
}

/// A truck that is held now, with its slip.
#[derive(Serialize, ToSchema)]
#[schema(as = HeldTruck)]
pub(super) struct HeldTruckOut {
    #[schema(value_type = schema::SlipId)]
    slip: String,
    slip_number: String,
    #[schema(value_type = schema::EnterpriseId)]
    enterprise: String,
    enterprise_name: String,
    direction: Direction,
    plate: String,
    hold: HoldOut,
}

impl HeldTruckOut {
    pub(super) fn of(row: HeldTruckRow, names: &Names<'_>) -> Self {
        Self {
            slip: row.slip.to_string(),
            slip_number: row.slip_number,
            enterprise: row.enterprise.to_string(),
            enterprise_name: row.enterprise_name,
            direction: row.direction.into(),
            plate: row.plate,
            hold: HoldOut::of(row.hold, names),
        }
    }
}

impl From<SlipRow> for SlipOut {
    fn from(row: SlipRow) -> Self {
        Self {
            id: row.id.to_string(),
            number: row.number,
            enterprise: row.enterprise.to_string(),
            enterprise_name: row.enterprise_name,
            book: row.book.map(|id| id.to_string()),
            book_number: row.book_number,
            kind: row.kind.into(),
            direction: row.direction.into(),
            gates: row.gates.into(),
            goods: row.goods,
            valid_until: row.valid_until.to_string(),
            status: row.status.into(),
            maker: row.maker,
            revision: row.revision,
            applied_at: row.applied_at.to_string(),
            trucks_total: row.trucks_total,
            trucks_passed: row.trucks_passed,
            trucks_held: row.trucks_held,
            plates: row.plates,
        }
    }
}

#[derive(Serialize, ToSchema)]
#[schema(as = SlipDetail)]
pub(super) struct SlipDetailOut {
    slip: SlipOut,
    lists: Vec<SlipListOut>,
    trucks: Vec<SlipTruckOut>,
    history: Vec<HistoryOut>,
}

#[derive(Serialize, ToSchema)]
#[schema(as = SlipList)]
struct SlipListOut {
    #[schema(value_type = schema::ListId)]
    id: String,
    number: String,
}

#[derive(Serialize, ToSchema)]
#[schema(as = SlipTruck)]
struct SlipTruckOut {
    plate: String,
    #[schema(value_type = schema::Quantity)]
    vehicle_kilograms: String,
    #[schema(value_type = schema::Quantity)]
    frame_kilograms: String,
    #[schema(value_type = schema::Quantity)]
    container_kilograms: String,
    #[schema(value_type = schema::Quantity)]
    goods_kilograms: String,
    /// Vehicle, frame, container and goods together.
    #[schema(value_type = schema::Quantity)]
    declared_kilograms: String,
    /// What the weighbridge showed last; what a lane's scale showed is in the history.
    #[schema(value_type = Option<schema::Quantity>)]
    scale_kilograms: Option<String>,
    #[schema(value_type = Option<schema::Percent>)]
    difference_percent: Option<String>,
    /// The tolerance that it was compared with.
    #[schema(value_type = Option<schema::Percent>)]
    tolerance_percent: Option<String>,
    is_within: Option<bool>,
    /// Why it is held now.
    held: Option<HoldCause>,
    /// The last hold, whether it still stands or not.
    hold: Option<HoldOut>,
    is_released: bool,
    #[schema(value_type = Option<schema::Instant>)]
    first_gate_at: Option<String>,
    #[schema(value_type = Option<schema::Instant>)]
    second_gate_at: Option<String>,
}

/// Why a truck was held, when and by whom.
#[derive(Serialize, ToSchema)]
#[schema(as = TruckHold)]
pub(super) struct HoldOut {
    cause: HoldCause,
    /// What the officer wants to look at, where it is held for inspection.
    reason: Option<String>,
    /// The weighing that was out of tolerance, where it is held for its weight.
    weighing: Option<HeldWeighingOut>,
    #[schema(value_type = schema::Instant)]
    held_at: String,
    held_by: String,
    held_by_name: Option<String>,
}

#[derive(Serialize, ToSchema)]
#[schema(as = HeldWeighing)]
struct HeldWeighingOut {
    #[schema(value_type = schema::Quantity)]
    scale_kilograms: String,
    #[schema(value_type = schema::Quantity)]
    declared_kilograms: String,
    #[schema(value_type = schema::Percent)]
    difference_percent: String,
    /// The tolerance that it was compared with.
    #[schema(value_type = schema::Percent)]
    tolerance_percent: String,
}

impl HoldOut {
    pub(super) fn of(row: HoldRow, names: &Names<'_>) -> Self {
        let cause = row.reason.cause().into();
        let (reason, weighing) = match row.reason {
            HoldReason::Inspection(reason) => (Some(reason), None),
            HoldReason::Weight(weighing) => (None, Some(weighing)),
        };
        let weighing = weighing.map(|weighing| HeldWeighingOut {
            scale_kilograms: weighing.scale_kilograms.to_string(),
            declared_kilograms: weighing.declared_kilograms.to_string(),
            difference_percent: weighing.difference_percent.to_string(),
            tolerance_percent: weighing.tolerance_percent.to_string(),
        });
        Self {
            cause,
            reason,
            weighing,
            held_at: row.held_at.to_string(),
            held_by_name: names.name(&row.held_by),
            held_by: row.held_by,
        }
    }
}

impl SlipTruckOut {
    fn of(row: SlipTruckRow, names: &Names<'_>) -> Self {
        let hold = row.hold.map(|hold| HoldOut::of(hold, names));
        let truck = SlipTruck {
            plate: row.plate,
            vehicle_kilograms: row.vehicle,
            frame_kilograms: row.frame,
            container_kilograms: row.container,
            goods_kilograms: row.goods,
        };
        Self {
            declared_kilograms: truck.declared_kilograms().unwrap_or_default().to_string(),
            plate: truck.plate,
            vehicle_kilograms: row.vehicle.to_string(),
            frame_kilograms: row.frame.to_string(),
            container_kilograms: row.container.to_string(),
            goods_kilograms: row.goods.to_string(),
            scale_kilograms: row.scale.map(|scale| scale.to_string()),
            difference_percent: row.difference_percent.map(|percent| percent.to_string()),
            tolerance_percent: row.tolerance_percent.map(|percent| percent.to_string()),
            is_within: row.is_within,
            held: hold.as_ref().filter(|_| row.is_held).map(|hold| hold.cause),
            hold,
            is_released: row.is_released,
            first_gate_at: row.first_gate_at.map(|at| at.to_string()),
            second_gate_at: row.second_gate_at.map(|at| at.to_string()),
        }
    }
}

impl SlipDetailOut {
    pub(super) fn of(detail: SlipDetail, names: &Names<'_>) -> Self {
        let lists = detail.lists.into_iter();
        let history = detail.history.into_iter();
        Self {
            slip: detail.row.into(),
            lists: lists.map(|(id, number)| SlipListOut { id: id.to_string(), number }).collect(),
            trucks: detail.trucks.into_iter().map(|truck| SlipTruckOut::of(truck, names)).collect(),
            history: history.map(|(row, detail)| HistoryOut::of(row, Some(detail), names)).collect(),
        }
    }
}
