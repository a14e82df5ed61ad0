//! Pass slips: what may be applied for, who decides, and how trucks are weighed, held and released.

use etown_domain::bonded::book::ConsumptionPoint::AtShipment;
use etown_domain::bonded::book::Pause;
use etown_domain::bonded::list::{Direction, ListStatus, Movement};
use etown_domain::bonded::slip::{
    Binding, Gate, HoldCause, HoldReason, SlipContent, SlipKind, SlipStatus, Weighing,
};
use etown_domain::bonded::{BondedCommand, BondedEvent};
use etown_domain::kernel::exceptions::ExceptionKind;
use etown_domain::kernel::ledger::Purpose;
use etown_domain::{Event, Refusal};
use etown_values::{BookId, ListId, QuantityAmount, SlipId};

use super::support::{
    AUDITOR, CLERK, CUSTOMS, GATE, METAL, OTHER_CLERK, OTHER_CUSTOMS, World, content, date, items, kinds,
    line, quantity, slip, slip_weighed, with_trucks,
};

fn world_with_list(trucks: &[&str]) -> (World, BookId, ListId) {
    let mut world = World::new();
    let book = world.active_book(AtShipment);
    let import = content(Movement::Import, vec![line(1, METAL, "10000")]);
    let list = world.approved_list(book, with_trucks(import, trucks));
    (world, book, list)
}

fn refuse(world: &mut World, content: SlipContent, code: &str) -> Refusal {
    let enterprise = world.enterprise_of(CLERK);
    world.refuse(CLERK, BondedCommand::ApplySlip { enterprise, content }, code)
}

fn weigh(slip: SlipId, truck: &str, scale: &str) -> BondedCommand {
    BondedCommand::WeighTruck { slip, truck: truck.to_owned(), scale_kilograms: quantity(scale) }
}

fn hold(slip: SlipId, truck: &str) -> BondedCommand {
    BondedCommand::HoldTruck { slip, truck: truck.to_owned(), reason: "random check".to_owned() }
}

fn release(slip: SlipId, truck: &str) -> BondedCommand {
    BondedCommand::ReleaseTruck { slip, truck: truck.to_owned(), reason: "looked into".to_owned() }
}

fn void(slip: SlipId) -> BondedCommand {
    BondedCommand::VoidSlip { slip, revision: None, reason: "not needed".to_owned() }
}

fn held(world: &World, slip: SlipId, truck: &str) -> Option<HoldCause> {
    world.state.bonded.slip(slip).unwrap().truck(truck).unwrap().1.held.as_ref().map(HoldReason::cause)
}

#[test]
fn a_weight_is_compared_exactly_with_what_is_declared() {
    // BZ-05, and the edges of 3 % of 15,300.
    let cases = [
        ("15580", "1.8301", true),
        ("15900", "3.9216", false),
        ("15300", "0.0000", true),
        ("15759", "3.0000", true),
        ("15759.00001", "3.0000", false),
        ("14841", "3.0000", true),
        ("14840.99999", "3.0000", false),
    ];
    for (scale, percent, is_within) in cases {
        let declared = slip(&[], &["T1"]).trucks[0].declared_kilograms().unwrap();
        assert_eq!(declared, quantity("15300"));
        let weighing = Weighing::of(quantity(scale), declared, "3".parse().unwrap()).unwrap();
        assert_eq!(
            (weighing.difference_percent.to_string().as_str(), weighing.is_within),
            (percent, is_within)
        );
    }
    let largest = QuantityAmount::from_units(i128::MAX);
    assert_eq!(Weighing::of(quantity("1"), quantity("0"), "3".parse().unwrap()), None);
    assert_eq!(Weighing::of(largest, QuantityAmount::from_units(i128::MIN), "3".parse().unwrap()), None);
}

#[test]
fn a_truck_out_of_tolerance_is_held_and_posts_nothing_until_somebody_else_lets_it_go() {
    let (mut world, book, list) = world_with_list(&["T1"]);
    let slip = world.slip(slip(&[list], &["T1"]));
    world.refuse(CLERK, weigh(slip, "T1", "15300"), "NOT_PERMITTED");
    world.refuse(GATE, weigh(slip, "T9", "15300"), "UNKNOWN_TRUCK");
    world.refuse(GATE, weigh(slip, "T1", "0"), "SCALE_WEIGHT");
    world.accept(CUSTOMS, weigh(slip, "T1", "15580"));
    assert_eq!(held(&world, slip, "T1"), None);
    let events = world.accept(CUSTOMS, weigh(slip, "T1", "15900"));
    let reason = events.iter().find_map(|event| match event {
        Event::Bonded(BondedEvent::TruckHeld { reason, .. }) => Some(reason),
        _ => None,
    });
    let Some(HoldReason::Weight(weighing)) = reason else { panic!("held for its weight: {reason:?}") };
    let weights = [weighing.scale_kilograms, weighing.declared_kilograms].map(|weight| weight.to_string());
    assert_eq!(weights, ["15900.00000", "15300.00000"]);
    assert_eq!(weighing.difference_percent.to_string(), "3.9216");
    assert_eq!(held(&world, slip, "T1"), Some(HoldCause::Weight));
    assert_eq!(world.account(book, METAL, Purpose::Stock), ["0.00000", "10000.00000", "0.00000", "0.00000"]);
    world.refuse(GATE, weigh(slip, "T1", "15300"), "TRUCK_STATUS");
    world.refuse(GATE, hold(slip, "T1"), "TRUCK_STATUS");
    world.refuse(CUSTOMS, release(slip, "T1"), "MAKER_IS_CHECKER");
    world.refuse(GATE, release(slip, "T1"), "NOT_PERMITTED");
    world.refuse(CLERK, release(slip, "T1"), "NOT_PERMITTED");
    let without_reason = BondedCommand::ReleaseTruck { slip, truck: "T1".to_owned(), reason: String::new() };
    world.refuse(OTHER_CUSTOMS, without_reason, "REASON_MISSING");
    world.accept(OTHER_CUSTOMS, release(slip, "T1"));
    world.refuse(OTHER_CUSTOMS, release(slip, "T1"), "TRUCK_STATUS");
    assert_eq!(world.state.worklist.open().count(), 0);
    // The weight that was let go is accepted at the lane as well.
    assert_eq!(kinds(&world.accept(GATE, slip_weighed(slip, "T1", "15900", "m1"))), []);
    assert_eq!(world.status_of(list), ListStatus::Posted);
    world.refuse(GATE, weigh(slip, "T1", "15300"), "SLIP_STATUS");
}

#[test]
fn an_inspection_that_found_nothing_accepts_no_weight() {
    let (mut world, _, list) = world_with_list(&["T1"]);
    let slip = world.slip(slip(&[list], &["T1"]));
    world.accept(GATE, hold(slip, "T1"));
    world.accept(CUSTOMS, release(slip, "T1"));
    world.accept(GATE, weigh(slip, "T1", "15900"));
    assert_eq!(held(&world, slip, "T1"), Some(HoldCause::Weight));
}

#[test]
fn a_released_truck_that_weighs_something_else_later_is_held_again() {
    let (mut world, _, list) = world_with_list(&["T1"]);
    let slip = world.slip(slip(&[list], &["T1"]));
    world.accept(GATE, weigh(slip, "T1", "15900"));
    world.accept(CUSTOMS, release(slip, "T1"));
    world.accept(GATE, weigh(slip, "T1", "15900"));
    assert_eq!(held(&world, slip, "T1"), None);
    world.accept(GATE, weigh(slip, "T1", "30000"));
    assert_eq!(held(&world, slip, "T1"), Some(HoldCause::Weight));
    world.accept(CUSTOMS, release(slip, "T1"));
    let events = world.accept(GATE, slip_weighed(slip, "T1", "40000", "m1"));
    assert_eq!(kinds(&events), [ExceptionKind::WeightOutOfTolerance]);
}

#[test]
fn each_held_truck_is_released_by_somebody_who_did_not_hold_it() {
    let (mut world, _, list) = world_with_list(&["T1", "T2"]);
    let slip = world.slip(slip(&[list], &["T1", "T2"]));
    world.accept(CUSTOMS, hold(slip, "T1"));
    world.accept(OTHER_CUSTOMS, hold(slip, "T2"));
    world.refuse(CUSTOMS, release(slip, "T1"), "MAKER_IS_CHECKER");
    world.refuse(OTHER_CUSTOMS, release(slip, "T2"), "MAKER_IS_CHECKER");
    world.accept(CUSTOMS, release(slip, "T2"));
    assert_eq!(world.state.worklist.open().count(), 1, "another truck is still held");
    world.accept(OTHER_CUSTOMS, release(slip, "T1"));
    assert_eq!(world.state.worklist.open().count(), 0);
}

#[test]
fn a_held_truck_does_not_get_away_on_another_slip() {
    let (mut world, _, list) = world_with_list(&["T1"]);
    let held_slip = world.slip(slip(&[list], &["T1"]));
    world.accept(GATE, weigh(held_slip, "T1", "15900"));
    world.refuse(CLERK, void(held_slip), "TRUCK_STATUS");
    let mut empty = SlipContent { kind: SlipKind::EmptyTruck, ..slip(&[], &["T1"]) };
    empty.trucks[0].goods_kilograms = quantity("0");
    refuse(&mut world, empty.clone(), "TRUCK_STATUS");
    world.accept(OTHER_CUSTOMS, void(held_slip));
    assert_eq!(held(&world, held_slip, "T1"), None, "a void slip holds no truck");
    world.slip(empty);
}

#[test]
fn a_passage_of_a_held_truck_by_other_papers_is_an_exception() {
    let (mut world, _, list) = world_with_list(&["T1"]);
    let mut empty = SlipContent { kind: SlipKind::EmptyTruck, ..slip(&[], &["T1"]) };
    empty.trucks[0].goods_kilograms = quantity("0");
    let empty = world.slip(empty);
    let held_slip = world.slip(slip(&[list], &["T1"]));
    world.accept(GATE, weigh(held_slip, "T1", "15900"));
    let events = world.pass(empty, "T1", Gate::First, "m1");
    assert_eq!(kinds(&events), [ExceptionKind::PassedWhileHeld]);
    let events = world.truck(list, "T1", "m2");
    assert_eq!(kinds(&events), [ExceptionKind::PassedWhileHeld]);
    assert_eq!(world.status_of(list), ListStatus::Posted);
}

#[test]
fn a_slip_names_what_belongs_to_its_kind() {
    let (mut world, book, list) = world_with_list(&["T1", "T2"]);
    let good = slip(&[list], &["T1"]);
    let with = |change: fn(&mut SlipContent)| {
        let mut changed = good.clone();
        change(&mut changed);
        changed
    };
    let goods = "paper".to_owned();
    let cases = [
        ("SLIP_LISTS", with(|content| content.lists.clear())),
        ("SLIP_LISTS", with(|content| content.lists.push(content.lists[0]))),
        ("SLIP_LISTS", with(|content| content.lists = (0..21).map(ListId::from_raw).collect())),
        ("SLIP_LISTS", with(|content| content.kind = SlipKind::EmptyTruck)),
        ("SLIP_LISTS", with(|content| content.direction = Direction::Outbound)),
        ("SLIP_GOODS", with(|content| content.goods = Some("paper".to_owned()))),
        ("SLIP_NUMBER_OF_TRUCKS", with(|content| content.trucks.clear())),
        ("TRUCKS", with(|content| content.trucks.push(content.trucks[0].clone()))),
        ("SLIP_WEIGHT", with(|content| content.trucks[0].vehicle_kilograms = quantity("0"))),
        ("SLIP_WEIGHT", with(|content| content.trucks[0].goods_kilograms = quantity("-1"))),
        ("SLIP_TRUCK", with(|content| "T9".clone_into(&mut content.trucks[0].plate))),
        ("SLIP_VALIDITY", with(|content| content.valid_until = date("2026-03-01"))),
        ("SLIP_VALIDITY", with(|content| content.valid_until = date("2026-03-10"))),
        ("UNKNOWN_LIST", with(|content| content.lists = vec![ListId::from_raw(9)])),
    ];
    for (code, content) in cases {
        refuse(&mut world, content, code);
    }
    let registered = SlipContent { kind: SlipKind::RegisteredGoods, ..slip(&[], &["T1"]) };
    refuse(&mut world, registered.clone(), "SLIP_GOODS");
    refuse(&mut world, SlipContent { goods: Some("x".to_owned()), ..registered.clone() }, "SLIP_GOODS");
    world.slip(SlipContent { goods: Some(goods), ..registered });
    refuse(&mut world, SlipContent { kind: SlipKind::EmptyTruck, ..slip(&[], &["T1"]) }, "SLIP_WEIGHT");
    let heavy = with(|content| {
        let largest = QuantityAmount::from_units(i128::MAX);
        content.trucks[0].vehicle_kilograms = largest;
    });
    refuse(&mut world, heavy, "AMOUNT_OUT_OF_RANGE");
    let import = content(Movement::Import, vec![line(1, METAL, "1")]);
    let other = world.submit_list(book, with_trucks(import.clone(), &["T1", "T2"]));
    refuse(&mut world, slip(&[list, other], &["T1", "T2"]), "SLIP_NUMBER_OF_TRUCKS");
    let draft = world.draft_list(book, with_trucks(import, &["T1"]));
    refuse(&mut world, slip(&[draft], &["T1"]), "LIST_STATUS");
}

#[test]
fn a_truck_is_on_one_slip_of_a_list_at_a_time() {
    let (mut world, _, list) = world_with_list(&["T1", "T2"]);
    let first = world.applied_slip(slip(&[list], &["T1"]));
    let refusal = refuse(&mut world, slip(&[list], &["T2", "T1"]), "SLIP_TRUCK");
    assert_eq!(refusal.field.as_deref(), Some("trucks[1].plate"));
    world.accept(CLERK, void(first));
    let second = world.slip(slip(&[list], &["T1"]));
    world.pass(second, "T1", Gate::First, "m1");
    refuse(&mut world, slip(&[list], &["T1"]), "SLIP_TRUCK");
    assert_eq!(world.state.bonded.slip(second).unwrap().content.binding(), Binding::OneTruckOneList);
    let other = world.draft_book("H01012600002", Some(AtShipment));
    world.accept(CLERK, BondedCommand::FileItems { book: other, revision: None, items: items() });
    world.approve_book(other);
    let import = with_trucks(content(Movement::Import, vec![line(1, METAL, "1")]), &["T2"]);
    let of_other = world.approved_list(other, import);
    refuse(&mut world, slip(&[list, of_other], &["T2"]), "SLIP_LISTS");
}

#[test]
fn customs_approves_a_slip_of_approved_lists_and_its_maker_does_not() {
    let mut world = World::new();
    let book = world.active_book(AtShipment);
    let import = content(Movement::Import, vec![line(1, METAL, "10000")]);
    let list = world.submit_list(book, with_trucks(import, &["T1"]));
    let slip = world.applied_slip(slip(&[list], &["T1"]));
    let approve = |revision| BondedCommand::ApproveSlip { slip, revision };
    world.refuse(CLERK, approve(None), "NOT_PERMITTED");
    world.refuse(AUDITOR, approve(None), "NOT_PERMITTED");
    world.refuse(OTHER_CLERK, approve(None), "UNKNOWN_SLIP");
    world.refuse(CUSTOMS, approve(Some(7)), "STALE_REVISION");
    world.refuse(CUSTOMS, approve(None), "LIST_STATUS");
    world.refuse(GATE, hold(slip, "T1"), "SLIP_STATUS");
    world.approve_list(list);
    world.truck(list, "T9", "m1");
    world.refuse(CUSTOMS, approve(None), "BLOCKED_BY_EXCEPTION");
    world.resolve_all();
    world.accept(CUSTOMS, approve(None));
    world.refuse(CUSTOMS, approve(None), "SLIP_STATUS");
    assert_eq!(world.state.worklist.open().count(), 0);
    world.pass_days(4);
    world.refuse(GATE, weigh(slip, "T1", "15300"), "SLIP_VALIDITY");
}

#[test]
fn a_slip_is_approved_for_trucks_that_its_lists_still_wait_for_and_in_an_open_direction() {
    let mut world = World::new();
    let book = world.active_book(AtShipment);
    let import = content(Movement::Import, vec![line(1, METAL, "10000")]);
    let list = world.submit_list(book, with_trucks(import.clone(), &["T1"]));
    let slip_of_truck = world.applied_slip(slip(&[list], &["T1"]));
    let reason = "another truck".to_owned();
    world.accept(CUSTOMS, BondedCommand::ReturnList { list, revision: None, reason: reason.clone() });
    let content = with_trucks(import, &["T2"]);
    world.accept(CLERK, BondedCommand::AmendList { list, revision: None, content });
    world.accept(CLERK, BondedCommand::SubmitList { list, revision: None });
    world.approve_list(list);
    let approve = |slip| BondedCommand::ApproveSlip { slip, revision: None };
    world.refuse(CUSTOMS, approve(slip_of_truck), "SLIP_TRUCK");
    let other = world.applied_slip(slip(&[list], &["T2"]));
    let pause = |pause| BondedCommand::PauseBook { book, revision: None, pause, reason: reason.clone() };
    world.accept(CUSTOMS, pause(Pause::Inbound));
    world.refuse(CUSTOMS, approve(other), "BOOK_PAUSED");
    world.accept(CUSTOMS, pause(Pause::Outbound));
    world.accept(CUSTOMS, approve(other));
}

#[test]
fn a_slip_is_void_only_before_a_truck_has_passed() {
    let (mut world, _, list) = world_with_list(&["T1", "T2"]);
    let applied = world.applied_slip(slip(&[list], &["T1"]));
    world.refuse(OTHER_CLERK, void(applied), "UNKNOWN_SLIP");
    world.refuse(GATE, void(applied), "NOT_PERMITTED");
    world.refuse(AUDITOR, void(applied), "NOT_PERMITTED");
    let without = BondedCommand::VoidSlip { slip: applied, revision: None, reason: " ".to_owned() };
    world.refuse(CLERK, without, "REASON_MISSING");
    world.accept(CLERK, void(applied));
    assert_eq!(world.state.worklist.open().count(), 0);
    assert_eq!(world.state.bonded.slip(applied).unwrap().status, SlipStatus::Void);
    world.refuse(CLERK, void(applied), "SLIP_STATUS");
    let slip = world.slip(slip(&[list], &["T1", "T2"]));
    world.pass(slip, "T1", Gate::First, "m1");
    world.refuse(CLERK, void(slip), "SLIP_STATUS");
}

#[test]
fn an_enterprise_applies_for_its_own_lists_of_one_book() {
    let (mut world, _, list) = world_with_list(&["T1"]);
    let enterprise = world.enterprise_of(CLERK);
    let apply = |enterprise, content| BondedCommand::ApplySlip { enterprise, content };
    world.refuse(OTHER_CLERK, apply(enterprise, slip(&[list], &["T1"])), "NOT_PERMITTED");
    let foreign = world.enterprise_of(OTHER_CLERK);
    world.refuse(OTHER_CLERK, apply(foreign, slip(&[list], &["T1"])), "UNKNOWN_LIST");
    world.refuse(CUSTOMS, apply(enterprise, slip(&[list], &["T1"])), "NOT_PERMITTED");
}

#[test]
fn slips_without_lists_leave_the_state_long_after_their_last_day() {
    let mut world = World::new();
    let empty = |world: &World, plate: &str| {
        let valid_until = world.today();
        let mut content = SlipContent { kind: SlipKind::EmptyTruck, valid_until, ..slip(&[], &[plate]) };
        content.trucks[0].goods_kilograms = quantity("0");
        content
    };
    let content = empty(&world, "T1");
    let old: Vec<_> = (0..12).map(|_| world.applied_slip(content.clone())).collect();
    let reason = "look into it".to_owned();
    world.accept(GATE, BondedCommand::HoldTruck { slip: old[0], truck: "T1".to_owned(), reason });
    world.pass_days(60);
    let mut other = empty(&world, "T2");
    world.applied_slip(other.clone());
    assert_eq!(world.state.bonded.slips().count(), 13, "sixty days later they are still known");
    world.pass_days(1);
    other.valid_until = world.today();
    world.applied_slip(other.clone());
    assert_eq!(world.state.bonded.slips().count(), 4, "ten at a time");
    world.applied_slip(other);
    let known: Vec<_> = old.iter().filter(|id| world.state.bonded.slip(**id).is_some()).collect();
    assert_eq!(known, [&old[0]], "a held truck keeps its slip");
    let late = kinds(&world.pass(old[1], "T1", Gate::First, "late"));
    assert_eq!(late, [ExceptionKind::PassedAfterClosing]);
    let void = BondedCommand::VoidSlip { slip: old[1], revision: None, reason: "too late".to_owned() };
    world.refuse(CLERK, void, "SLIP_STATUS");
}
