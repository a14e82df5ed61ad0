//! Exact geometry: simple polygons, areas, overlap and partition, with corners in whole millimetres.

use etown_domain::land::geometry::{Area, COORDINATE_MAX_MM, Point, Polygon, PolygonFault};
use etown_domain::land::partition::{PartitionFault, overlap, partition};
use proptest::prelude::*;

use super::samples::{area, rectangle, square};

fn millimetres(corners: &[(i64, i64)]) -> Polygon {
    let corner = |(east_mm, north_mm): &(i64, i64)| Point { east_mm: *east_mm, north_mm: *north_mm };
    Polygon { corners: corners.iter().map(corner).collect() }
}

#[test]
fn a_polygon_is_simple_or_it_is_said_which_side_is_not() {
    let good = [
        vec![(0, 0), (4, 0), (0, 3)],
        vec![(0, 0), (0, 3), (4, 0)],
        vec![(0, 0), (4, 0), (4, 4), (2, 1), (0, 4)],
        vec![(0, 0), (2, 0), (4, 0), (4, 4), (0, 4)],
    ];
    assert!(good.iter().all(|corners| square(corners).check() == Ok(())));
    let crossing = [
        (vec![(0, 0), (4, 4), (4, 0), (0, 4)], 0),
        // A spike runs back over itself.
        (vec![(0, 0), (4, 0), (2, 0), (2, 3)], 0),
        // A side comes back to a corner that is not its own.
        (vec![(0, 0), (4, 0), (4, 4), (2, 0), (0, 4)], 0),
        (vec![(0, 0), (4, 0), (2, 2), (4, 4), (0, 4), (2, 2)], 1),
        // All on one line.
        (vec![(0, 0), (1, 1), (2, 2)], 0),
    ];
    for (corners, side) in crossing {
        assert_eq!(square(&corners).check(), Err(PolygonFault::CrossesItself { side }), "{corners:?}");
    }
    let many: Vec<(i64, i64)> = (0..201).map(|step| (step, step * step)).collect();
    let corners = [
        vec![],
        vec![(0, 0), (4, 0)],
        vec![(0, 0), (0, 0), (4, 0), (4, 4)],
        vec![(0, 0), (4, 0), (4, 4), (0, 0)],
        vec![(0, 0), (100_001, 0), (0, 3)],
        vec![(COORDINATE_MAX_MM, 0), (4, 0), (4, 4)],
        many,
    ];
    for corners in corners {
        assert_eq!(square(&corners).check(), Err(PolygonFault::Corners), "{corners:?}");
    }
}

#[test]
fn an_area_is_rounded_once_to_a_square_decimetre_whichever_way_round_it_runs() {
    assert_eq!(rectangle(-7, 3, 200, 200).area(), area("40000"));
    let triangle = [(0, 0), (100, 0), (0, 100)];
    assert_eq!(millimetres(&triangle).area(), area("0.01"), "half a square decimetre rounds up");
    assert_eq!(millimetres(&[(0, 0), (0, 99), (100, 0)]).area(), area("0"));
    let far = COORDINATE_MAX_MM;
    let corner = millimetres(&[(far, far), (far - 100_000, far), (far - 100_000, far - 100_000)]);
    assert_eq!(corner.area(), area("5000"));
}

#[test]
fn neighbours_share_borders_and_never_ground() {
    let one = square(&[(0, 0), (10, 0), (10, 10), (0, 10)]);
    let apart = [
        square(&[(10, 0), (20, 0), (20, 10), (10, 10)]),
        // Along a part of the border, and at a corner alone.
        square(&[(10, 2), (20, 2), (20, 8), (10, 8)]),
        square(&[(10, 10), (20, 10), (20, 20)]),
        square(&[(10, 5), (20, 0), (20, 10)]),
        square(&[(90, 90), (91, 90), (91, 91)]),
        // In a bay around it.
        square(&[(-5, -5), (15, -5), (15, 15), (10, 15), (10, 0), (0, 0), (0, 15), (-5, 15)]),
    ];
    for other in &apart {
        assert!(!overlap(&one, other, 0) && !overlap(other, &one, 0), "{other:?}");
    }
    let over = [
        one.clone(),
        square(&[(10, 10), (0, 10), (0, 0), (10, 0)]),
        square(&[(9, 0), (20, 0), (20, 10), (9, 10)]),
        square(&[(2, 2), (4, 2), (4, 4)]),
        square(&[(-9, -9), (20, -9), (20, 20), (-9, 20)]),
        // Through two corners, so that no side crosses another properly.
        square(&[(0, 0), (10, 10), (20, 0)]),
        square(&[(0, 0), (10, 10), (-5, 10)]),
        // The same border on three sides.
        square(&[(0, 0), (10, 0), (10, 5), (0, 5)]),
    ];
    for other in &over {
        assert!(overlap(&one, other, 0) && overlap(other, &one, 0), "{other:?}");
    }
}

#[test]
fn a_difference_within_the_tolerance_of_the_survey_is_no_overlap() {
    let one = millimetres(&[(0, 0), (10_000, 0), (10_000, 10_000), (0, 10_000)]);
    let beside = |shift: i64| {
        millimetres(&[(10_000 - shift, 0), (20_000, 0), (20_000, 10_000), (10_000 - shift, 10_000)])
    };
    assert!(!overlap(&one, &beside(10), 10));
    assert!(overlap(&one, &beside(11), 10));
    assert!(overlap(&one, &beside(1), 0));
    // A strip that ends on the other's sides is as long as they are, and still no wider than the tolerance.
    let slanting = millimetres(&[(9_995, 2_000), (20_000, 2_000), (20_000, 8_000), (10_004, 8_000)]);
    assert!(!overlap(&one, &slanting, 10));
    // Across the middle is no border, however near both ends are to one.
    let across = millimetres(&[(3_000, 5), (7_000, 5), (7_000, 9_995), (3_000, 9_995)]);
    assert!(overlap(&one, &across, 10));
}

#[test]
fn parts_make_up_a_whole_or_it_is_said_why_not() {
    let whole = square(&[(0, 0), (10, 0), (10, 10), (0, 10)]);
    let left = square(&[(0, 0), (5, 0), (5, 10), (0, 10)]);
    let parts = |other: &Polygon| partition(&whole, &[&left, other], 0);
    assert_eq!(parts(&square(&[(5, 0), (10, 0), (10, 10), (5, 10)])), Ok(()));
    assert_eq!(parts(&square(&[(5, 0), (10, 0), (10, 10), (5, 9)])), Err(PartitionFault::Gap));
    assert_eq!(
        parts(&square(&[(4, 0), (10, 0), (10, 10), (4, 10)])),
        Err(PartitionFault::Overlap { part: 1 })
    );
    assert_eq!(
        parts(&square(&[(5, 0), (11, 0), (10, 10), (5, 10)])),
        Err(PartitionFault::Outside { part: 1 })
    );
    assert_eq!(parts(&square(&[(50, 0), (51, 0), (51, 1)])), Err(PartitionFault::Outside { part: 1 }));
    assert_eq!(partition(&whole, &[&whole], 0), Ok(()));
    assert_eq!(partition(&whole, &[&whole, &whole], 0), Err(PartitionFault::Overlap { part: 1 }));
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 256, ..ProptestConfig::default() })]

    /// A cut through slanting sides cannot end on them in whole millimetres; the parts make up the whole all the same.
    #[test]
    fn any_cut_through_a_four_sided_parcel_makes_two_parts(
        offsets in prop::array::uniform8(0..40_000_i64),
        (lower, upper) in (1..999_i64, 1..999_i64),
    ) {
        let [a, b, c, d, e, f, g, h] = offsets;
        let corners = [(a, b), (200_000 - c, d), (200_000 - e, 200_000 - f), (g, 200_000 - h)];
        let between = |from: (i64, i64), to: (i64, i64), per_mille: i64| {
            (from.0 + (to.0 - from.0) * per_mille / 1000, from.1 + (to.1 - from.1) * per_mille / 1000)
        };
        let (below, above) = (between(corners[0], corners[1], lower), between(corners[3], corners[2], upper));
        let whole = millimetres(&corners);
        let left = millimetres(&[corners[0], below, above, corners[3]]);
        let right = millimetres(&[above, below, corners[1], corners[2]]);
        prop_assert_eq!(whole.check(), Ok(()));
        prop_assert_eq!(partition(&whole, &[&left, &right], 2), Ok(()));
        prop_assert!(!overlap(&left, &right, 2) && overlap(&whole, &left, 2));
        let sum = left.area().checked_add(right.area()).unwrap();
        let misclose = whole.area().units() - sum.units();
        prop_assert!(misclose.abs() <= 40, "{} against {}", whole.area(), sum);
        prop_assert!(left.area() > Area::ZERO);
    }

    /// Moving both does not change whether two polygons overlap.
    #[test]
    fn overlap_depends_on_the_distance_alone(
        shift in (-30..30_i64, -30..30_i64), moved in (-9_000_000..9_000_000_i64, -9_000..9_000_i64),
    ) {
        let shape = [(0, 0), (20, 3), (12, 9), (15, 20), (2, 17), (6, 8)];
        let at = |(east, north): (i64, i64)| {
            square(&shape.map(|(x, y)| (x + east, y + north)))
        };
        let before = overlap(&at((0, 0)), &at(shift), 0);
        let after = overlap(&at(moved), &at((moved.0 + shift.0, moved.1 + shift.1)), 0);
        prop_assert_eq!(before, after);
        prop_assert_eq!(before, overlap(&at(shift), &at((0, 0)), 0));
    }
}
