//! Whether polygons overlap, and whether parts make up a whole: exact tests on polygons brought to common corners.
//!
//! Surveys differ by millimetres, and a corner that divides a slanting side cannot lie on it in whole millimetres. So
//! corners within the tolerance of each other count as one, and a side takes up the corners within the tolerance of it;
//! only then is it tested, exactly. The polygons that are kept stay as they were surveyed.

use alloc::vec::Vec;

use super::geometry::{Place, Polygon, Spot, area_twice, cross, cross_properly, dot, place, sides};

/// Why parts do not make up a whole.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PartitionFault {
    /// A part overlaps one before it.
    Overlap { part: usize },
    /// A part reaches beyond the whole.
    Outside { part: usize },
    /// Something of the whole is in no part.
    Gap,
}

/// Whether two polygons have more in common than a border.
pub fn overlap(one: &Polygon, other: &Polygon, tolerance_mm: u32) -> bool {
    if !one.is_near(other, i64::from(tolerance_mm)) {
        return false;
    }
    match &to_common_corners(&[one, other], tolerance_mm)[..] {
        [one, other] => rings_overlap(one, other),
        _ => unreachable!("a ring was made of each polygon"),
    }
}

/// Says why the parts do not make up the whole: without a gap, an overlap or anything beyond it.
pub fn partition(whole: &Polygon, parts: &[&Polygon], tolerance_mm: u32) -> Result<(), PartitionFault> {
    if let Some(part) = parts.iter().position(|part| !part.is_near(whole, i64::from(tolerance_mm))) {
        return Err(PartitionFault::Outside { part });
    }
    let polygons: Vec<&Polygon> = core::iter::once(whole).chain(parts.iter().copied()).collect();
    let rings = to_common_corners(&polygons, tolerance_mm);
    let Some((whole, parts)) = rings.split_first() else { unreachable!("the whole is the first ring") };
    for (part, ring) in parts.iter().enumerate() {
        if parts.iter().take(part).any(|earlier| rings_overlap(earlier, ring)) {
            return Err(PartitionFault::Overlap { part });
        }
        if reaches_beyond(ring, whole) {
            return Err(PartitionFault::Outside { part });
        }
    }
    let sum = parts.iter().fold(0_i128, |sum, ring| sum.saturating_add(area_twice(ring)));
    if sum == area_twice(whole) { Ok(()) } else { Err(PartitionFault::Gap) }
}

fn to_common_corners(polygons: &[&Polygon], tolerance_mm: u32) -> Vec<Vec<Spot>> {
    let tolerance = i128::from(tolerance_mm).saturating_mul(2);
    let mut corners: Vec<Spot> = Vec::new();
    let mut rings: Vec<Vec<Spot>> = Vec::new();
    for polygon in polygons {
        let mut ring: Vec<Spot> = Vec::new();
        for spot in polygon.ring() {
            let known = corners.iter().find(|known| is_within(**known, spot, tolerance)).copied();
            if known.is_none() {
                corners.push(spot);
            }
            let corner = known.unwrap_or(spot);
            if ring.last() != Some(&corner) {
                ring.push(corner);
            }
        }
        if ring.len() > 1 && ring.first() == ring.last() {
            ring.pop();
        }
        rings.push(ring);
    }
    rings.iter().map(|ring| with_corners_on_sides(ring, &corners, tolerance)).collect()
}

fn with_corners_on_sides(ring: &[Spot], corners: &[Spot], tolerance: i128) -> Vec<Spot> {
    let mut taken: Vec<Spot> = Vec::new();
    for (from, to) in sides(ring) {
        let mut between: Vec<Spot> =
            corners.iter().copied().filter(|corner| is_beside(*corner, (from, to), tolerance)).collect();
        between.sort_by_key(|corner| dot(from, to, *corner));
        taken.push(from);
        taken.append(&mut between);
    }
    taken
}

fn is_within(one: Spot, other: Spot, distance: i128) -> bool {
    dot(one, other, other) <= distance.saturating_mul(distance)
}

/// Whether the spot lies within the distance of a side, between its ends.
fn is_beside(spot: Spot, (from, to): (Spot, Spot), distance: i128) -> bool {
    let length_squared = dot(from, to, to);
    let along = dot(from, to, spot);
    let across = cross(from, to, spot);
    // Both sides stay below 10^36: near polygons are at most 4 × 10^8 half millimetres across.
    0 < along
        && along < length_squared
        && across.saturating_mul(across) <= distance.saturating_mul(distance).saturating_mul(length_squared)
}

/// Two simple rings overlap where a side of one runs inside the other, where sides cross, or where they are the same.
fn rings_overlap(one: &[Spot], other: &[Spot]) -> bool {
    let crosses = sides(one).any(|side| sides(other).any(|crossed| cross_properly(side, crossed)));
    let lies = |ring: &[Spot], wanted: Place, beside: &[Spot]| {
        sides(ring).any(|(from, to)| place(from.middle(to), beside) == wanted)
    };
    let is_same =
        || !one.is_empty() && sides(one).all(|(from, to)| place(from.middle(to), other) == Place::Border);
    crosses || lies(one, Place::Inside, other) || lies(other, Place::Inside, one) || is_same()
}

fn reaches_beyond(part: &[Spot], whole: &[Spot]) -> bool {
    sides(part).any(|(from, to)| {
        place(from.middle(to), whole) == Place::Outside
            || sides(whole).any(|crossed| cross_properly((from, to), crossed))
    })
}
