//! The steps of a history: what people of the zone try, whether the rules let them or not.

use etown_domain::bonded::book::Pause;
use etown_domain::bonded::equipment::EquipmentFiling;
use etown_domain::bonded::list::{Direction, ListStatus, Movement};
use etown_domain::bonded::slip::{Gate, Gates, SlipContent, SlipKind, SlipStatus};
use etown_domain::bonded::{BondedCommand, BondedEvent};
use etown_domain::{Decision, Event, Refusal};
use etown_values::{BookId, EquipmentId, ListId, QuantityAmount, SlipId};
use proptest::prelude::*;

use super::counting::{in_period, settle};
use crate::properties;
use crate::support::{
    BOARD, CHIP, CLERK, CUSTOMS, GATE, METAL, OTHER_CUSTOMS, World, content, drafted, issued, line, quantity,
    returned, slip, slip_forged, slip_passed, slip_weighed, user, with_trucks,
};

#[derive(Clone, Debug)]
pub(super) enum Step {
    Papers(properties::Step),
    /// A list that waits for trucks, with an approved slip for them.
    Arrive {
        units: u32,
        gates: Gates,
    },
    Slip {
        lists: Vec<usize>,
        trucks: u8,
        kind: u8,
        gates: Gates,
    },
    ApproveSlip(usize),
    VoidSlip(usize),
    Weigh {
        slip: usize,
        truck: u8,
        kilograms: u32,
    },
    Hold {
        slip: usize,
        truck: u8,
    },
    Free {
        slip: usize,
        truck: u8,
        by: u128,
    },
    Pass {
        slip: usize,
        truck: u8,
        gate: Gate,
        seal: u8,
        message: u8,
    },
    Issue {
        item: u32,
        units: u32,
        gives_back: bool,
        message: u8,
    },
    PauseItem {
        item: u32,
        pause: Pause,
    },
    Announce {
        days: i32,
    },
    Withdraw,
    Record {
        offset: i128,
    },
    Complete,
    Reopen,
    Explain,
    Apply,
    SendBack,
    Accept(u128),
    Close(u128),
    /// All steps of a verification, one after the other.
    Settle {
        offset: i128,
    },
    Register {
        list: usize,
        line: u32,
    },
    Confirm(usize),
    Discharge(usize),
    Resolve,
    Days(i64),
}

fn gate_step() -> impl Strategy<Value = Step> {
    let slip = 0..6_usize;
    let gate = prop_oneof![3 => Just(Gate::First), 2 => Just(Gate::Second)];
    let gates = prop_oneof![2 => Just(Gates::One), 1 => Just(Gates::Two)];
    let lists = prop::collection::vec(0..3_usize, 1..3);
    prop_oneof![
        5 => (1..2_000_000_u32, gates.clone()).prop_map(|(units, gates)| Step::Arrive { units, gates }),
        8 => (lists, 1..4_u8, 0..8_u8, gates)
            .prop_map(|(lists, trucks, kind, gates)| Step::Slip { lists, trucks, kind, gates }),
        8 => slip.clone().prop_map(Step::ApproveSlip),
        1 => slip.clone().prop_map(Step::VoidSlip),
        3 => (slip.clone(), 0..2_u8, 14_000..17_000_u32)
            .prop_map(|(slip, truck, kilograms)| Step::Weigh { slip, truck, kilograms }),
        1 => (slip.clone(), 0..2_u8).prop_map(|(slip, truck)| Step::Hold { slip, truck }),
        2 => (slip.clone(), 0..2_u8, prop_oneof![Just(CUSTOMS), Just(OTHER_CUSTOMS)])
            .prop_map(|(slip, truck, by)| Step::Free { slip, truck, by }),
        10 => (slip, 0..3_u8, gate, 0..8_u8, any::<u8>())
            .prop_map(|(slip, truck, gate, seal, message)| Step::Pass { slip, truck, gate, seal, message }),
    ]
}

fn period_step() -> impl Strategy<Value = Step> {
    let officer = || prop_oneof![Just(CUSTOMS), Just(OTHER_CUSTOMS)];
    let offset = || prop_oneof![2 => Just(0), 3 => -200_000..200_000_i128];
    prop_oneof![
        3 => (-1..3_i32).prop_map(|days| Step::Announce { days }),
        1 => Just(Step::Withdraw),
        3 => offset().prop_map(|offset| Step::Record { offset }),
        3 => Just(Step::Complete),
        1 => Just(Step::Reopen),
        2 => Just(Step::Explain),
        2 => Just(Step::Apply),
        1 => Just(Step::SendBack),
        2 => officer().prop_map(Step::Accept),
        2 => officer().prop_map(Step::Close),
        3 => offset().prop_map(|offset| Step::Settle { offset }),
    ]
}

fn other_step() -> impl Strategy<Value = Step> {
    let item = || prop_oneof![Just(METAL), Just(CHIP), Just(BOARD)];
    let pause = prop_oneof![3 => Just(Pause::None), 1 => Just(Pause::Inbound), 1 => Just(Pause::Outbound)];
    prop_oneof![
        2 => (item(), 1..200_000_u32, any::<bool>(), any::<u8>())
            .prop_map(|(item, units, gives_back, message)| Step::Issue { item, units, gives_back, message }),
        1 => (item(), pause).prop_map(|(item, pause)| Step::PauseItem { item, pause }),
        3 => (0..3_usize, 1..3_u32).prop_map(|(list, line)| Step::Register { list, line }),
        1 => (0..3_usize).prop_map(Step::Confirm),
        1 => (0..3_usize).prop_map(Step::Discharge),
        3 => Just(Step::Resolve),
        2 => (1..3_i64).prop_map(Step::Days),
    ]
}

pub(super) fn step() -> impl Strategy<Value = Step> {
    prop_oneof![
        8 => properties::step().prop_map(Step::Papers),
        7 => gate_step(),
        4 => period_step(),
        3 => other_step(),
    ]
}

pub(super) type Answer = Result<Decision, Refusal>;

pub(super) fn take(world: &mut World, book: BookId, step: &Step) {
    match step {
        Step::Papers(step) => properties::take(world, book, step),
        Step::Resolve => world.resolve_all(),
        Step::Days(days) => world.pass_days(*days),
        Step::Settle { offset } => settle(world, book, *offset),
        Step::Arrive { units, gates } => arrive(world, book, *units, *gates),
        Step::Slip { .. }
        | Step::ApproveSlip(_)
        | Step::VoidSlip(_)
        | Step::Weigh { .. }
        | Step::Hold { .. }
        | Step::Free { .. }
        | Step::Pass { .. } => drop(at_gate(world, step)),
        Step::Issue { .. }
        | Step::PauseItem { .. }
        | Step::Register { .. }
        | Step::Confirm(_)
        | Step::Discharge(_) => drop(in_book(world, book, step)),
        _ => drop(in_period(world, book, step)),
    }
}

fn plate(truck: u8) -> String {
    format!("T{truck}")
}

fn at_gate(world: &mut World, step: &Step) -> Answer {
    let is_wanted = |status| match step {
        Step::ApproveSlip(_) => status == SlipStatus::Applied,
        Step::Weigh { .. } | Step::Hold { .. } | Step::Free { .. } => status == SlipStatus::Approved,
        _ => true,
    };
    let slips = world.state.bonded.slips().filter(|slip| is_wanted(slip.status)).collect::<Vec<_>>();
    // The latest first: those are the ones under way.
    let slips: Vec<SlipId> = slips.iter().rev().map(|slip| slip.id).collect();
    let slip_at = |index: &usize| slips.get(*index).copied().unwrap_or(SlipId::from_raw(7));
    let reason = || "for some reason".to_owned();
    match step {
        Step::Slip { lists, trucks, kind, gates } => {
            let content = slip_content(world, lists, *trucks, *kind, *gates);
            let enterprise = world.enterprise_of(CLERK);
            world.run(user(CLERK), BondedCommand::ApplySlip { enterprise, content })
        }
        Step::ApproveSlip(index) => {
            let slip = slip_at(index);
            world.run(user(CUSTOMS), BondedCommand::ApproveSlip { slip, revision: None })
        }
        Step::VoidSlip(index) => {
            let (slip, revision) = (slip_at(index), None);
            world.run(user(CLERK), BondedCommand::VoidSlip { slip, revision, reason: reason() })
        }
        Step::Weigh { slip, truck, kilograms } => {
            let (slip, truck, scale_kilograms) =
                (slip_at(slip), plate(*truck), quantity(&kilograms.to_string()));
            world.run(user(GATE), BondedCommand::WeighTruck { slip, truck, scale_kilograms })
        }
        Step::Hold { slip, truck } => {
            let (slip, truck) = (slip_at(slip), plate(*truck));
            world.run(user(CUSTOMS), BondedCommand::HoldTruck { slip, truck, reason: reason() })
        }
        Step::Free { slip, truck, by } => {
            let (slip, truck) = (slip_at(slip), plate(*truck));
            world.run(user(*by), BondedCommand::ReleaseTruck { slip, truck, reason: reason() })
        }
        Step::Pass { slip, truck, gate, seal, message } => {
            let (slip, truck, message) = (slip_at(slip), plate(*truck), format!("g{message}"));
            let report = match seal {
                0 => slip_forged(slip, &truck, &message),
                1 => slip_weighed(slip, &truck, "17000", &message),
                2 => slip_weighed(slip, &truck, "15300", &message),
                _ => slip_passed(slip, &truck, *gate, &message),
            };
            world.run(user(GATE), report)
        }
        _ => unreachable!("the caller sends only steps of the gate here"),
    }
}

fn arrive(world: &mut World, book: BookId, units: u32, gates: Gates) {
    // An open exception would block the book, and little would ever arrive.
    world.resolve_all();
    let amount = QuantityAmount::from_units(units.into()).to_string();
    let trucks = &["T0", "T1"];
    let content = with_trucks(content(Movement::Import, vec![line(1, METAL, &amount)]), trucks);
    let Ok(Decision::Events(events)) = world.run(user(CLERK), BondedCommand::DraftList { book, content })
    else {
        return;
    };
    let (list, revision) = (drafted(&events), None);
    drop(world.run(user(CLERK), BondedCommand::SubmitList { list, revision }));
    drop(world.run(user(CUSTOMS), BondedCommand::ApproveList { list, revision }));
    let valid_until = world.today().plus_days(3).unwrap();
    let content = SlipContent { gates, valid_until, ..slip(&[list], trucks) };
    let enterprise = world.enterprise_of(CLERK);
    let applied = world.run(user(CLERK), BondedCommand::ApplySlip { enterprise, content });
    let Ok(Decision::Events(events)) = applied else { return };
    for event in &events {
        let Event::Bonded(BondedEvent::SlipApplied { slip, .. }) = event else {
            continue;
        };
        drop(world.run(user(CUSTOMS), BondedCommand::ApproveSlip { slip: *slip, revision }));
    }
}

/// A list of machines that is posted at once, where nothing speaks against it.
fn settled_import(world: &mut World, book: BookId) {
    world.resolve_all();
    let content = content(Movement::Import, vec![line(1, CHIP, "2"), line(2, CHIP, "1.5")]);
    let drafted_list = world.run(user(CLERK), BondedCommand::DraftList { book, content });
    let Ok(Decision::Events(events)) = drafted_list else { return };
    let (list, revision) = (drafted(&events), None);
    drop(world.run(user(CLERK), BondedCommand::SubmitList { list, revision }));
    drop(world.run(user(CUSTOMS), BondedCommand::ApproveList { list, revision }));
}

fn lists_in(world: &World, status: ListStatus) -> Vec<ListId> {
    world.state.bonded.lists().filter(|list| list.status == status).map(|list| list.id).collect()
}

fn slip_content(world: &World, lists: &[usize], trucks: u8, kind: u8, gates: Gates) -> SlipContent {
    let waiting = lists_in(world, ListStatus::Approved);
    let named: Vec<ListId> = lists.iter().filter_map(|index| waiting.get(*index).copied()).collect();
    let plates: &[&str] = match trucks {
        1 => &["T0"],
        2 => &["T1"],
        _ => &["T0", "T1"],
    };
    let direction = named.first().and_then(|list| world.state.bonded.list(*list));
    let direction = direction.map_or(Direction::Inbound, |list| list.content.movement.direction());
    let valid_until = world.today().plus_days(3).unwrap();
    let content = SlipContent { gates, direction, valid_until, ..slip(&named, plates) };
    match kind {
        0 => {
            let goods = Some("office furniture".to_owned());
            SlipContent { kind: SlipKind::RegisteredGoods, lists: Vec::new(), goods, ..content }
        }
        1 => {
            let mut empty = SlipContent { kind: SlipKind::EmptyTruck, lists: Vec::new(), ..content };
            for truck in &mut empty.trucks {
                truck.goods_kilograms = quantity("0");
            }
            empty
        }
        _ => content,
    }
}

fn in_book(world: &mut World, book: BookId, step: &Step) -> Answer {
    let machines: Vec<EquipmentId> = world.state.bonded.all_equipment().map(|found| found.id).collect();
    let machine = |index: &usize| machines.get(*index).copied().unwrap_or(EquipmentId::from_raw(7));
    let (revision, reason) = (None, "for some reason".to_owned());
    match step {
        Step::Issue { item, units, gives_back, message } => {
            let amount = QuantityAmount::from_units((*units).into()).to_string();
            let message = format!("i{message}");
            let report = if *gives_back { returned } else { issued };
            world.run(user(CLERK), report(book, "WO-1", *item, &amount, &message))
        }
        Step::PauseItem { item, pause } => {
            let (item, pause) = (*item, *pause);
            world.run(user(CUSTOMS), BondedCommand::PauseItem { book, revision, item, pause, reason })
        }
        Step::Register { list, line } => {
            settled_import(world, book);
            let posted = lists_in(world, ListStatus::Posted);
            let list = posted.get(*list).copied().unwrap_or(ListId::from_raw(7));
            let text = || "M-1".to_owned();
            let (name, serial_number, location) = (text(), text(), text());
            let used_by = world.enterprise_of(CLERK);
            let filing = EquipmentFiling { list, line: *line, name, serial_number, location, used_by };
            world.run(user(CLERK), BondedCommand::RegisterEquipment { filing })
        }
        Step::Confirm(index) => {
            world.run(user(CUSTOMS), BondedCommand::ConfirmEquipment { equipment: machine(index), revision })
        }
        Step::Discharge(index) => {
            let equipment = machine(index);
            world.run(user(CUSTOMS), BondedCommand::ReleaseEquipment { equipment, revision, reason })
        }
        _ => unreachable!("the caller sends only steps of a book here"),
    }
}
