//! Release pass slips (核放单): with what papers which trucks pass the gate, and what each may weigh. A slip is signed, so
//! that a lane can verify it while the link is down; what passes there arrives later as a report.
//!
//! slip: applied → approved → passed, or void. truck: waiting → (held → released) → first gate → passed.

use alloc::collections::BTreeSet;
use alloc::string::String;
use alloc::vec::Vec;
use etown_values::{
    BookId, CivilDate, Decimal, EnterpriseId, ListId, Percent, QuantityAmount, Rounding, SlipId,
    multiply_divide,
};
use serde::{Deserialize, Serialize};

use super::list::Direction;
use super::verification::percent_of;
use crate::kernel::access::Actor;

/// What a slip is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum SlipKind {
    /// Goods enter before they are declared (先入区后报关).
    EnterFirst,
    /// Across the border line, declared as one (一线一体化).
    FirstLine,
    /// Between zone and domestic market (二线进出区).
    SecondLine,
    /// Goods that need no declaration (非报关).
    Undeclared,
    /// Registered goods: building material, office and daily needs; no customs ledger moves.
    RegisteredGoods,
    /// An empty truck.
    EmptyTruck,
}

impl SlipKind {
    /// Whether goods of lists pass with it.
    pub const fn has_lists(self) -> bool {
        !matches!(self, Self::RegisteredGoods | Self::EmptyTruck)
    }

    /// Returns the kind as written on the wire.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::EnterFirst => "enter_first",
            Self::FirstLine => "first_line",
            Self::SecondLine => "second_line",
            Self::Undeclared => "undeclared",
            Self::RegisteredGoods => "registered_goods",
            Self::EmptyTruck => "empty_truck",
        }
    }
}

/// How papers and trucks are bound to each other.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Binding {
    OneTruckManyLists,
    OneTruckOneList,
    OneListManyTrucks,
    /// No list passes with it.
    NoList,
}

/// How many gates a truck goes through before it has passed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Gates {
    One,
    Two,
}

/// Which gate a truck went through.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Gate {
    First,
    /// Of a zone with two gates.
    Second,
}

/// A truck as declared, in kilograms.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SlipTruck {
    pub plate: String,
    pub vehicle_kilograms: QuantityAmount,
    pub frame_kilograms: QuantityAmount,
    pub container_kilograms: QuantityAmount,
    /// Gross weight of the goods.
    pub goods_kilograms: QuantityAmount,
}

impl SlipTruck {
    /// What the truck should weigh: vehicle, frame, container and goods; none beyond what can be counted.
    pub fn declared_kilograms(&self) -> Option<QuantityAmount> {
        let parts = [self.frame_kilograms, self.container_kilograms, self.goods_kilograms];
        parts.into_iter().try_fold(self.vehicle_kilograms, |sum, part| sum.checked_add(part).ok())
    }
}

/// What an enterprise applies for.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SlipContent {
    pub kind: SlipKind,
    pub direction: Direction,
    /// The lists that pass, all of one book; none for registered goods and empty trucks.
    pub lists: Vec<ListId>,
    /// What registered goods are.
    pub goods: Option<String>,
    pub trucks: Vec<SlipTruck>,
    pub gates: Gates,
    /// The last day on which it is good.
    pub valid_until: CivilDate,
}

impl SlipContent {
    pub fn binding(&self) -> Binding {
        match (self.lists.len(), self.trucks.len()) {
            (0, _) => Binding::NoList,
            (1, 1) => Binding::OneTruckOneList,
            (1, _) => Binding::OneListManyTrucks,
            _ => Binding::OneTruckManyLists,
        }
    }
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum SlipStatus {
    Applied,
    Approved,
    /// Every truck has passed.
    Passed,
    Void,
}

/// Why a truck is held.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum HoldCause {
    /// The scale differs from what is declared by more than the tolerance.
    Weight,
    /// An officer wants to look at it.
    Inspection,
}

/// Why a truck is held, with what was compared or said.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum HoldReason {
    /// The weighing that was out of tolerance.
    Weight(Weighing),
    /// What the officer wants to look at.
    Inspection(String),
}

impl HoldReason {
    pub const fn cause(&self) -> HoldCause {
        match self {
            Self::Weight(_) => HoldCause::Weight,
            Self::Inspection(_) => HoldCause::Inspection,
        }
    }
}

/// What a scale showed and what it was compared with.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Weighing {
    pub scale_kilograms: QuantityAmount,
    pub declared_kilograms: QuantityAmount,
    /// |scale - declared| in percent of declared, 4 decimals, half away from zero.
    pub difference_percent: Decimal<4>,
    pub tolerance_percent: Percent,
    pub is_within: bool,
}

impl Weighing {
    /// Compares a scale with what is declared; none where nothing is declared or a figure cannot be counted.
    ///
    /// The comparison itself is exact; only the percentage that is shown is rounded.
    pub fn of(
        scale_kilograms: QuantityAmount,
        declared_kilograms: QuantityAmount,
        tolerance_percent: Percent,
    ) -> Option<Self> {
        let difference = scale_kilograms.units().checked_sub(declared_kilograms.units())?.checked_abs()?;
        let difference_percent = percent_of(difference, declared_kilograms.units())?;
        let allowed = multiply_divide(
            declared_kilograms.units(),
            tolerance_percent.units(),
            super::bom::HUNDRED_PERCENT,
            Rounding::Down,
        );
        let is_within = difference <= allowed.ok()?;
        Some(Self { scale_kilograms, declared_kilograms, difference_percent, tolerance_percent, is_within })
    }
}

/// How far a truck of a slip has come.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct TruckProgress {
    pub weighing: Option<Weighing>,
    pub held: Option<HoldReason>,
    /// Who ever held it; somebody else releases it.
    pub held_by: BTreeSet<Actor>,
    /// The scale that customs accepted when it let the truck go on, where its weight was why it was held.
    pub accepted_kilograms: Option<QuantityAmount>,
    pub gates_passed: BTreeSet<Gate>,
}

impl TruckProgress {
    /// Whether a weight out of tolerance is the one that customs accepted, give or take the tolerance.
    pub fn accepts(&self, scale_kilograms: QuantityAmount, tolerance_percent: Percent) -> bool {
        let accepted = self.accepted_kilograms;
        let weighing =
            accepted.and_then(|accepted| Weighing::of(scale_kilograms, accepted, tolerance_percent));
        weighing.is_some_and(|weighing| weighing.is_within)
    }
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Slip {
    pub id: SlipId,
    /// PS, customs code, year, I or E, and nine digits.
    pub number: String,
    pub enterprise: EnterpriseId,
    /// The book of its lists.
    pub book: Option<BookId>,
    pub content: SlipContent,
    pub status: SlipStatus,
    /// Who applied for it.
    pub maker: Actor,
    /// In the order of the content's trucks.
    pub trucks: Vec<TruckProgress>,
    pub revision: u64,
}

/// A settled slip of a closed period, or one without lists that was good until long ago.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ClosedSlip {
    pub enterprise: EnterpriseId,
    /// The book of its lists.
    pub book: Option<BookId>,
}

impl Slip {
    /// Returns a truck and how far it has come.
    pub fn truck(&self, plate: &str) -> Option<(&SlipTruck, &TruckProgress)> {
        let mut trucks = self.content.trucks.iter().zip(&self.trucks);
        trucks.find(|(truck, _)| truck.plate == plate)
    }

    pub(super) fn progress_mut(&mut self, plate: &str) -> Option<&mut TruckProgress> {
        let position = self.content.trucks.iter().position(|truck| truck.plate == plate)?;
        self.trucks.get_mut(position)
    }

    /// Whether a truck that went through these gates has passed.
    pub fn is_through(&self, gates: &BTreeSet<Gate>) -> bool {
        match self.content.gates {
            Gates::One => gates.contains(&Gate::First),
            Gates::Two => gates.contains(&Gate::First) && gates.contains(&Gate::Second),
        }
    }

    /// Whether every truck has passed.
    pub fn is_complete(&self) -> bool {
        self.trucks.iter().all(|truck| self.is_through(&truck.gates_passed))
    }

    /// Whether any truck is held.
    pub fn has_held_truck(&self) -> bool {
        self.trucks.iter().any(|truck| truck.held.is_some())
    }

    /// Whether any truck went through any gate.
    pub fn has_begun(&self) -> bool {
        self.trucks.iter().any(|truck| !truck.gates_passed.is_empty())
    }
}
