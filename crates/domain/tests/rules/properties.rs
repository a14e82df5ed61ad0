//! Invariants under random histories: sums are zero, nothing falls below its floor by request, replay equals live.

use std::collections::BTreeMap;

use etown_domain::bonded::BondedCommand;
use etown_domain::bonded::book::ConsumptionPoint::{AtProduction, AtShipment};
use etown_domain::bonded::list::{ListContent, Movement};
use etown_domain::kernel::ledger::Purpose;
use etown_domain::{Event, State};
use etown_values::{BookId, ListId};
use proptest::prelude::*;

use super::support::{
    BOARD, CHIP, CLERK, CUSTOMS, GATE, METAL, SCRAP, World, content, line, production, released,
    truck_passed, user,
};

#[derive(Clone, Debug)]
pub(crate) enum Step {
    List { movement: Movement, item: u32, units: u32, waits: bool },
    Submit(usize),
    Approve(usize),
    Return(usize),
    Delete(usize),
    Reverse(usize),
    Truck { list: usize, truck: u8, message: u8 },
    Release { list: usize, message: u8 },
    Produce { units: u32, message: u8 },
    CorrectTrucks { list: usize, truck: u8 },
}

pub(crate) fn step() -> impl Strategy<Value = Step> {
    let movement = prop_oneof![
        4 => Just((Movement::Import, METAL)),
        4 => Just((Movement::Import, CHIP)),
        1 => Just((Movement::ReExport, METAL)),
        4 => Just((Movement::Export, BOARD)),
        1 => Just((Movement::DomesticSale, SCRAP)),
        1 => Just((Movement::Destruction, CHIP)),
    ];
    let list = 0..12_usize;
    prop_oneof![
        6 => (movement, 1..2_000_000_u32, any::<bool>())
            .prop_map(|((movement, item), units, waits)| Step::List { movement, item, units, waits }),
        6 => list.clone().prop_map(Step::Submit),
        8 => list.clone().prop_map(Step::Approve),
        1 => list.clone().prop_map(Step::Return),
        1 => list.clone().prop_map(Step::Delete),
        2 => list.clone().prop_map(Step::Reverse),
        4 => (list.clone(), 0..3_u8, any::<u8>())
            .prop_map(|(list, truck, message)| Step::Truck { list, truck, message }),
        1 => (list.clone(), 0..4_u8).prop_map(|(list, truck)| Step::CorrectTrucks { list, truck }),
        3 => (list, any::<u8>()).prop_map(|(list, message)| Step::Release { list, message }),
        2 => (1..500_000_u32, any::<u8>()).prop_map(|(units, message)| Step::Produce { units, message }),
    ]
}

pub(crate) fn take(world: &mut World, book: BookId, step: &Step) {
    let lists: Vec<ListId> = world.state.bonded.lists().map(|list| list.id).collect();
    let list = |index: &usize| lists.get(*index).copied().unwrap_or(ListId::from_raw(7));
    let none = None;
    let refused_or_not = match step {
        Step::List { movement, item, units, waits } => {
            let amount = format!("{}.{:05}", units / 100_000, units % 100_000);
            let drafted = content(*movement, vec![line(1, *item, &amount), line(2, *item, &amount)]);
            let trucks = if *waits { vec!["T0".to_owned(), "T1".to_owned()] } else { Vec::new() };
            let content = ListContent { needs_declaration: *waits, trucks, ..drafted };
            world.run(user(CLERK), BondedCommand::DraftList { book, content })
        }
        Step::Submit(index) => {
            world.run(user(CLERK), BondedCommand::SubmitList { list: list(index), revision: none })
        }
        Step::Approve(index) => {
            world.run(user(CUSTOMS), BondedCommand::ApproveList { list: list(index), revision: none })
        }
        Step::Return(index) => {
            let reason = "try again".to_owned();
            world.run(user(CUSTOMS), BondedCommand::ReturnList { list: list(index), revision: none, reason })
        }
        Step::Delete(index) => {
            world.run(user(CUSTOMS), BondedCommand::DeleteList { list: list(index), revision: none })
        }
        Step::Reverse(index) => world.run(user(CLERK), BondedCommand::ReverseList { list: list(index) }),
        Step::Truck { list: index, truck, message } => {
            world.run(user(GATE), truck_passed(list(index), &format!("T{truck}"), &format!("t{message}")))
        }
        Step::Release { list: index, message } => {
            world.run(user(GATE), released(list(index), "D1", &format!("d{message}")))
        }
        Step::CorrectTrucks { list: index, truck } => {
            let (trucks, annulled) = (vec![format!("T{truck}")], Vec::new());
            let (list, revision, reason) = (list(index), none, "another truck came".to_owned());
            let command = BondedCommand::CorrectTrucks { list, revision, trucks, annulled, reason };
            world.run(user(CUSTOMS), command)
        }
        Step::Produce { units, message } => {
            let amount = format!("{}.{:05}", units / 100_000, units % 100_000);
            world.run(user(CLERK), production(book, "V1", &amount, &format!("p{message}")))
        }
    };
    // Either answer is fine; what must hold is checked below.
    drop(refused_or_not);
}

/// For each unit, what all accounts sum to and what the conversion accounts say.
pub(crate) fn check_invariants(state: &State) {
    let mut sums: BTreeMap<_, i128> = BTreeMap::new();
    let mut held: BTreeMap<_, i128> = BTreeMap::new();
    for (_, account) in state.ledger.accounts() {
        *sums.entry(account.key.unit).or_default() += account.balance();
        *held.entry(account.key.unit).or_default() += account.held_debit() - account.held_credit();
        assert!(account.held_debit() >= 0 && account.held_credit() >= 0);
        if account.limits.floor == Some(0) {
            assert!(account.available() >= 0, "{:?}", account.key);
        }
    }
    assert!(sums.values().all(|sum| *sum == 0));
    assert!(held.values().all(|sum| *sum == 0));
    let total = |purpose| -> i128 {
        state
            .ledger
            .accounts()
            .filter(|(_, account)| account.key.purpose == purpose)
            .map(|(_, account)| account.balance())
            .sum()
    };
    let scrap_made: i128 = state
        .ledger
        .accounts()
        .filter(|(_, account)| account.key.purpose == Purpose::Produced && account.key.item == Some(SCRAP))
        .map(|(_, account)| account.balance())
        .sum();
    assert_eq!(total(Purpose::TangibleLoss), -scrap_made, "scrap is what was tangibly lost");
}

pub(crate) fn replay(events: &[Event]) -> State {
    let mut state = State::default();
    for event in events {
        state.evolve(event);
    }
    state
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 64, ..ProptestConfig::default() })]

    #[test]
    fn any_history_keeps_the_books(at_production in any::<bool>(), steps in prop::collection::vec(step(), 1..80)) {
        let mut world = World::new();
        let book = world.active_book(if at_production { AtProduction } else { AtShipment });
        for step in &steps {
            take(&mut world, book, step);
            check_invariants(&world.state);
        }
        prop_assert!(replay(&world.events) == world.state);
        let text = serde_json::to_string(&world.state).unwrap();
        let read: State = serde_json::from_str(&text).unwrap();
        prop_assert!(read == world.state, "the state survives its text form");
    }
}
