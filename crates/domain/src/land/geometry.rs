//! Exact plane geometry of parcels: corners in whole millimetres, predicates and areas in integers. Nothing is rounded but
//! the area, once, to a square decimetre; nothing here knows what a parcel is.
//!
//! The grid is the zone's own plane grid (in the demo a local one): millimetres east and north of its origin.

use alloc::vec::Vec;
use core::cmp::Ordering;

use etown_values::{Decimal, Rounding, multiply_divide};
use serde::{Deserialize, Serialize};

/// Area in square metres with two decimals: a whole number of square decimetres.
pub type Area = Decimal<2>;

/// Farthest a corner may lie from the origin of the grid: 10,000 km.
pub const COORDINATE_MAX_MM: i64 = 10_000_000_000;
/// Greatest width and height of a polygon: 100 km.
pub const EXTENT_MAX_MM: i64 = 100_000_000;
/// Most corners of a polygon.
pub const CORNERS_MAX: usize = 200;

/// Corner of a polygon in the zone's plane grid.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Point {
    pub east_mm: i64,
    pub north_mm: i64,
}

/// Polygon by its corners in order, the first not repeated at the end; it may run either way round.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Polygon {
    pub corners: Vec<Point>,
}

/// What is wrong with a polygon.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PolygonFault {
    /// It has too few or too many corners, one twice in a row, or lies beyond the grid.
    Corners,
    /// Two of its sides meet where they should not; the first is told, counted from 0.
    CrossesItself { side: usize },
}

/// Point in half millimetres, so that the middle of a side is exact.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Spot {
    pub(super) x: i128,
    pub(super) y: i128,
}

/// Where a point lies in relation to a ring.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Place {
    Inside,
    Border,
    Outside,
}

impl Polygon {
    /// Says what keeps this from being a simple polygon within the grid.
    pub fn check(&self) -> Result<(), PolygonFault> {
        let count = self.corners.len();
        let in_grid = |point: &Point| {
            [point.east_mm, point.north_mm]
                .iter()
                .all(|part| part.unsigned_abs() <= COORDINATE_MAX_MM.unsigned_abs())
        };
        let ring = self.ring();
        if !(3..=CORNERS_MAX).contains(&count)
            || !self.corners.iter().all(in_grid)
            || self.extent_mm() > EXTENT_MAX_MM
            || sides(&ring).any(|(from, to)| from == to)
        {
            return Err(PolygonFault::Corners);
        }
        let sides: Vec<(Spot, Spot)> = sides(&ring).collect();
        for (side, one) in sides.iter().enumerate() {
            for (other, two) in sides.iter().enumerate().skip(side.saturating_add(1)) {
                let meets = if other == side.saturating_add(1) {
                    folds_back(one.0, one.1, two.1)
                } else if side == 0 && other.saturating_add(1) == count {
                    folds_back(two.0, two.1, one.1)
                } else {
                    touch(*one, *two)
                };
                if meets {
                    return Err(PolygonFault::CrossesItself { side });
                }
            }
        }
        Ok(())
    }

    /// Returns the area that the corners enclose, rounded to the nearest square decimetre.
    pub fn area(&self) -> Area {
        // The ring is in half millimetres: twice its area is eight times that in square millimetres, 80,000 a dm².
        let units = multiply_divide(area_twice(&self.ring()), 1, 80_000, Rounding::HalfAwayFromZero);
        Area::from_units(units.unwrap_or_default())
    }

    pub(super) fn ring(&self) -> Vec<Spot> {
        self.corners.iter().map(|point| Spot::of(*point)).collect()
    }

    /// Whether the boxes around two polygons come within the distance of each other.
    pub(super) fn is_near(&self, other: &Self, distance_mm: i64) -> bool {
        let (Some(one), Some(two)) = (self.frame(), other.frame()) else { return false };
        let apart = |(low, high): (i64, i64), (other_low, other_high): (i64, i64)| {
            low > other_high.saturating_add(distance_mm) || other_low > high.saturating_add(distance_mm)
        };
        !apart(one.0, two.0) && !apart(one.1, two.1)
    }

    fn extent_mm(&self) -> i64 {
        let span = |(low, high): (i64, i64)| high.saturating_sub(low);
        self.frame().map_or(0, |(east, north)| span(east).max(span(north)))
    }

    /// Lowest and highest east, and lowest and highest north.
    fn frame(&self) -> Option<((i64, i64), (i64, i64))> {
        let span = |part: fn(&Point) -> i64| {
            let parts = || self.corners.iter().map(part);
            parts().min().zip(parts().max())
        };
        span(|point| point.east_mm).zip(span(|point| point.north_mm))
    }
}

impl Spot {
    fn of(point: Point) -> Self {
        let double = |part: i64| i128::from(part).saturating_mul(2);
        Self { x: double(point.east_mm), y: double(point.north_mm) }
    }

    /// The middle between two spots; exact between corners.
    pub(super) fn middle(self, other: Self) -> Self {
        let half = |one: i128, two: i128| one.midpoint(two);
        Self { x: half(self.x, other.x), y: half(self.y, other.y) }
    }
}

/// The sides of a ring, from each corner to the next and from the last to the first.
pub(super) fn sides(ring: &[Spot]) -> impl Iterator<Item = (Spot, Spot)> + '_ {
    ring.iter().copied().zip(ring.iter().copied().cycle().skip(1)).take(ring.len())
}

/// Twice the enclosed area, in square half millimetres.
pub(super) fn area_twice(ring: &[Spot]) -> i128 {
    let Some(first) = ring.first() else { return 0 };
    let signed = sides(ring).fold(0_i128, |sum, (from, to)| sum.saturating_add(cross(*first, from, to)));
    signed.saturating_abs()
}

/// Twice the signed area of a triangle: positive where the three turn to the left.
pub(super) fn cross(origin: Spot, one: Spot, other: Spot) -> i128 {
    let (a, b) = (towards(origin, one), towards(origin, other));
    a.x.saturating_mul(b.y).saturating_sub(a.y.saturating_mul(b.x))
}

pub(super) fn dot(origin: Spot, one: Spot, other: Spot) -> i128 {
    let (a, b) = (towards(origin, one), towards(origin, other));
    a.x.saturating_mul(b.x).saturating_add(a.y.saturating_mul(b.y))
}

// Nothing saturates within the grid: a difference is at most 4 × 10^8 half millimetres between polygons that are near.
fn towards(origin: Spot, spot: Spot) -> Spot {
    Spot { x: spot.x.saturating_sub(origin.x), y: spot.y.saturating_sub(origin.y) }
}

pub(super) fn is_on(spot: Spot, (from, to): (Spot, Spot)) -> bool {
    cross(from, to, spot) == 0 && dot(spot, from, to) <= 0
}

/// Whether two sides cross at a point that is an end of neither.
pub(super) fn cross_properly((a, b): (Spot, Spot), (c, d): (Spot, Spot)) -> bool {
    let differ = |one: i128, two: i128| one.signum().saturating_mul(two.signum()) < 0;
    differ(cross(a, b, c), cross(a, b, d)) && differ(cross(c, d, a), cross(c, d, b))
}

fn touch(one: (Spot, Spot), two: (Spot, Spot)) -> bool {
    cross_properly(one, two)
        || is_on(one.0, two)
        || is_on(one.1, two)
        || is_on(two.0, one)
        || is_on(two.1, one)
}

/// Whether a side that leaves a corner runs back over the side that came to it.
fn folds_back(from: Spot, corner: Spot, to: Spot) -> bool {
    cross(corner, from, to) == 0 && dot(corner, from, to) > 0
}

/// Where the spot lies: exactly, by counting the sides that a ray to the east crosses.
pub(super) fn place(spot: Spot, ring: &[Spot]) -> Place {
    let mut is_inside = false;
    for (from, to) in sides(ring) {
        if is_on(spot, (from, to)) {
            return Place::Border;
        }
        let side = match from.y.cmp(&to.y) {
            Ordering::Less => cross(from, to, spot),
            Ordering::Greater => cross(to, from, spot),
            Ordering::Equal => continue,
        };
        if (from.y > spot.y) != (to.y > spot.y) && side > 0 {
            is_inside = !is_inside;
        }
    }
    if is_inside { Place::Inside } else { Place::Outside }
}
