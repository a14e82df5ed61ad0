//! Passages at the gate with pass slips: what posts, what is only recorded, and what blocks a book.

use etown_domain::bonded::BondedCommand;
use etown_domain::bonded::book::ConsumptionPoint::AtShipment;
use etown_domain::bonded::list::{ListContent, ListStatus, Movement};
use etown_domain::bonded::slip::{Gate, Gates, SlipContent, SlipKind, SlipStatus};
use etown_domain::kernel::exceptions::ExceptionKind;
use etown_domain::kernel::ledger::Purpose;
use etown_domain::kernel::worklist::TaskKind;
use etown_values::{BookId, ListId, SlipId};

use super::support::{
    CLERK, CUSTOMS, GATE, METAL, OTHER_CUSTOMS, World, content, kinds, line, slip, slip_forged, slip_passed,
    slip_weighed, with_trucks,
};

fn waiting(trucks: &[&str], needs_declaration: bool) -> ListContent {
    let import = content(Movement::Import, vec![line(1, METAL, "10000")]);
    ListContent { needs_declaration, ..with_trucks(import, trucks) }
}

fn world_with_list(trucks: &[&str]) -> (World, BookId, ListId) {
    let mut world = World::new();
    let book = world.active_book(AtShipment);
    let list = world.approved_list(book, waiting(trucks, false));
    (world, book, list)
}

fn status(world: &World, slip: SlipId) -> SlipStatus {
    world.state.bonded.slip(slip).unwrap().status
}

#[test]
fn a_list_posts_with_its_release_and_the_last_truck_of_its_slip_in_any_order() {
    for order in [["d", "1", "2"], ["2", "d", "1"], ["1", "2", "d"]] {
        let mut world = World::new();
        let book = world.active_book(AtShipment);
        let list = world.approved_list(book, waiting(&["T1", "T2"], true));
        let slip = world.slip(slip(&[list], &["T1", "T2"]));
        for step in order {
            let before = ["0.00000", "10000.00000", "0.00000", "0.00000"];
            assert_eq!(world.account(book, METAL, Purpose::Stock), before, "before {step} of {order:?}");
            let events = match step {
                "d" => world.release(list, "020120260000000001", "d"),
                truck => world.pass(slip, &format!("T{truck}"), Gate::First, truck),
            };
            assert_eq!(kinds(&events), []);
        }
        assert_eq!(world.actual(book, METAL, Purpose::Stock), "10000.00000");
        assert_eq!(world.status_of(list), ListStatus::Posted);
        assert_eq!(status(&world, slip), SlipStatus::Passed);
    }
}

#[test]
fn several_lists_on_one_truck_post_with_its_passage() {
    let (mut world, book, first) = world_with_list(&["T1"]);
    let second = world.approved_list(book, waiting(&["T1"], false));
    let waits = world.approved_list(book, waiting(&["T1", "T2"], false));
    let slip = world.slip(slip(&[first, second, waits], &["T1"]));
    let events = world.pass(slip, "T1", Gate::First, "m1");
    assert_eq!(kinds(&events), []);
    let statuses = [first, second, waits].map(|list| world.status_of(list));
    assert_eq!(statuses, [ListStatus::Posted, ListStatus::Posted, ListStatus::Approved]);
    assert_eq!(world.actual(book, METAL, Purpose::Stock), "20000.00000");
    world.truck(waits, "T2", "m2");
    assert_eq!(world.actual(book, METAL, Purpose::Stock), "30000.00000");
}

#[test]
fn a_truck_has_passed_when_it_is_through_both_gates_in_whatever_order_they_report() {
    for gates in [[Gate::First, Gate::Second], [Gate::Second, Gate::First]] {
        let (mut world, _, list) = world_with_list(&["T1"]);
        let slip = world.slip(SlipContent { gates: Gates::Two, ..slip(&[list], &["T1"]) });
        assert_eq!(kinds(&world.pass(slip, "T1", gates[0], "m1")), []);
        assert_eq!(world.status_of(list), ListStatus::Approved);
        assert_eq!(kinds(&world.pass(slip, "T1", gates[1], "m2")), []);
        assert_eq!(world.status_of(list), ListStatus::Posted);
        assert_eq!(status(&world, slip), SlipStatus::Passed);
    }
}

#[test]
fn a_gate_that_the_slip_does_not_provide_for_is_an_exception() {
    let (mut world, _, list) = world_with_list(&["T1"]);
    let slip = world.slip(slip(&[list], &["T1"]));
    assert_eq!(kinds(&world.pass(slip, "T1", Gate::Second, "m1")), [ExceptionKind::GateNotExpected]);
    assert_eq!(world.status_of(list), ListStatus::Approved);
    assert_eq!(kinds(&world.pass(slip, "T1", Gate::First, "m2")), []);
    assert_eq!(world.status_of(list), ListStatus::Posted);
}

#[test]
fn a_second_passage_on_one_slip_is_recorded_and_blocks_the_book_also_from_another_offline_lane() {
    let (mut world, book, list) = world_with_list(&["T1"]);
    let slip = world.slip(slip(&[list], &["T1"]));
    assert_eq!(kinds(&world.pass(slip, "T1", Gate::First, "m1")), []);
    // The other lane had no link: its message comes later and says that it happened earlier.
    let mut other = slip_passed(slip, "T1", Gate::First, "m1");
    "lane-2".clone_into(&mut other.key.source);
    other.occurred_at = "2026-03-01T23:00:00.000000Z".parse().unwrap();
    let events = world.accept(GATE, other);
    assert_eq!(kinds(&events), [ExceptionKind::TruckPassedTwice]);
    assert_eq!(world.actual(book, METAL, Purpose::Stock), "10000.00000", "nothing posts twice");
    let tasks: Vec<_> = world.state.worklist.open().map(|task| task.kind).collect();
    assert_eq!(tasks, [TaskKind::ResolveException]);
    let next = world.draft_list(book, content(Movement::Import, vec![line(1, METAL, "1")]));
    let submit = BondedCommand::SubmitList { list: next, revision: None };
    world.refuse(CLERK, submit.clone(), "BLOCKED_BY_EXCEPTION");
    world.resolve_all();
    world.accept(CLERK, submit);
}

#[test]
fn the_same_plate_on_another_slip_of_the_same_list_is_a_second_passage() {
    let (mut world, _, list) = world_with_list(&["T1", "T2"]);
    let slip_of_truck = world.slip(slip(&[list], &["T1"]));
    world.truck(list, "T1", "m1");
    let events = world.pass(slip_of_truck, "T1", Gate::First, "m2");
    assert_eq!(kinds(&events), [ExceptionKind::TruckPassedTwice]);
}

#[test]
fn a_forged_slip_is_recorded_and_marks_nothing_as_passed() {
    let (mut world, book, list) = world_with_list(&["T1"]);
    let slip = world.slip(slip(&[list], &["T1"]));
    assert_eq!(kinds(&world.accept(GATE, slip_forged(slip, "T1", "m1"))), [ExceptionKind::SlipForged]);
    assert!(!world.state.bonded.slip(slip).unwrap().has_begun());
    assert_eq!(world.status_of(list), ListStatus::Approved);
    assert!(world.state.exceptions.require_unblocked(book).is_err());
    let unknown = slip_forged(SlipId::from_raw(9), "T1", "m2");
    assert_eq!(kinds(&world.accept(GATE, unknown)), [ExceptionKind::SlipForged]);
    // The true one still passes.
    assert_eq!(kinds(&world.pass(slip, "T1", Gate::First, "m3")), []);
    assert_eq!(world.status_of(list), ListStatus::Posted);
}

#[test]
fn a_passage_on_a_slip_that_does_not_exist_or_names_another_truck_is_an_exception() {
    let (mut world, _, list) = world_with_list(&["T1"]);
    let slip = world.slip(slip(&[list], &["T1"]));
    let unknown = world.pass(SlipId::from_raw(9), "T1", Gate::First, "m1");
    assert_eq!(kinds(&unknown), [ExceptionKind::UnknownSubject]);
    assert_eq!(kinds(&world.pass(slip, "T9", Gate::First, "m2")), [ExceptionKind::TruckNotNamed]);
    assert_eq!(world.status_of(list), ListStatus::Approved);
}

#[test]
fn a_passage_on_a_slip_that_is_not_good_is_recorded_and_still_counts() {
    // Not approved.
    let (mut world, _, list) = world_with_list(&["T1"]);
    let applied = world.applied_slip(slip(&[list], &["T1"]));
    assert_eq!(kinds(&world.pass(applied, "T1", Gate::First, "m1")), [ExceptionKind::SlipNotValid]);
    assert_eq!(world.status_of(list), ListStatus::Posted, "the goods are inside");
    // Void.
    let (mut world, _, list) = world_with_list(&["T1"]);
    let void = world.slip(slip(&[list], &["T1"]));
    let reason = "the truck broke down".to_owned();
    world.accept(CLERK, BondedCommand::VoidSlip { slip: void, revision: None, reason });
    assert_eq!(kinds(&world.pass(void, "T1", Gate::First, "m1")), [ExceptionKind::SlipNotValid]);
    assert_eq!(status(&world, void), SlipStatus::Void);
    // Run out: what counts is when it happened, not when the message came.
    let (mut world, _, list) = world_with_list(&["T1", "T2"]);
    let expired = world.slip(slip(&[list], &["T1", "T2"]));
    world.pass_days(10);
    assert_eq!(kinds(&world.pass(expired, "T1", Gate::First, "m1")), []);
    let mut late = slip_passed(expired, "T2", Gate::First, "m2");
    late.occurred_at = world.now;
    assert_eq!(kinds(&world.accept(GATE, late)), [ExceptionKind::SlipNotValid]);
}

#[test]
fn a_passage_with_a_weight_out_of_tolerance_is_reported_after_the_fact() {
    let (mut world, book, list) = world_with_list(&["T1", "T2"]);
    let slip = world.slip(slip(&[list], &["T1", "T2"]));
    // 3 % of 15,300 is 459.
    assert_eq!(kinds(&world.accept(GATE, slip_weighed(slip, "T1", "15759", "m1"))), []);
    let events = world.accept(GATE, slip_weighed(slip, "T2", "15759.00001", "m2"));
    assert_eq!(kinds(&events), [ExceptionKind::WeightOutOfTolerance]);
    assert_eq!(world.status_of(list), ListStatus::Posted);
    assert!(world.state.exceptions.require_unblocked(book).is_err());
    for scale in ["0", "-1"] {
        world.refuse(GATE, slip_weighed(slip, "T2", scale, "m3"), "SCALE_WEIGHT");
    }
}

#[test]
fn a_held_truck_that_passes_all_the_same_is_an_exception() {
    let (mut world, _, list) = world_with_list(&["T1"]);
    let slip = world.slip(slip(&[list], &["T1"]));
    let (truck, reason) = ("T1".to_owned(), "random check".to_owned());
    world.accept(GATE, BondedCommand::HoldTruck { slip, truck: truck.clone(), reason: reason.clone() });
    assert_eq!(kinds(&world.pass(slip, "T1", Gate::First, "m1")), [ExceptionKind::PassedWhileHeld]);
    assert_eq!(world.status_of(list), ListStatus::Posted);
    world.accept(CUSTOMS, BondedCommand::ReleaseTruck { slip, truck, reason });
    world.resolve_all();
    assert_eq!(world.state.worklist.open().count(), 0);
}

#[test]
fn trucks_that_carry_nothing_supervised_pass_on_their_registration() {
    let mut world = World::new();
    let empty = |mut content: SlipContent| {
        for truck in &mut content.trucks {
            truck.goods_kilograms = "0".parse().unwrap();
        }
        SlipContent { kind: SlipKind::EmptyTruck, ..content }
    };
    let registered = |content: SlipContent| SlipContent {
        kind: SlipKind::RegisteredGoods,
        goods: Some("office paper, 40 boxes".to_owned()),
        ..content
    };
    for content in [empty(slip(&[], &["T1", "T2"])), registered(slip(&[], &["T1", "T2"]))] {
        let slip = world.slip(content);
        assert_eq!(status(&world, slip), SlipStatus::Approved);
        assert_eq!(world.state.worklist.open().count(), 0);
        assert_eq!(kinds(&world.pass(slip, "T1", Gate::First, &format!("{slip} 1"))), []);
        assert_eq!(status(&world, slip), SlipStatus::Approved);
        assert_eq!(kinds(&world.pass(slip, "T2", Gate::First, &format!("{slip} 2"))), []);
        assert_eq!(status(&world, slip), SlipStatus::Passed);
        let again = world.pass(slip, "T2", Gate::First, &format!("{slip} 3"));
        assert_eq!(kinds(&again), [ExceptionKind::TruckPassedTwice]);
        world.resolve_all();
    }
    assert_eq!(world.state.ledger.accounts().count(), 0, "no account moves");
}

#[test]
fn a_truck_of_a_slip_whose_list_was_withdrawn_is_an_exception() {
    let (mut world, _, list) = world_with_list(&["T1"]);
    let slip = world.slip(slip(&[list], &["T1"]));
    world.accept(OTHER_CUSTOMS, BondedCommand::DeleteList { list, revision: None });
    assert_eq!(kinds(&world.pass(slip, "T1", Gate::First, "m1")), [ExceptionKind::PassedAfterDeletion]);
}
