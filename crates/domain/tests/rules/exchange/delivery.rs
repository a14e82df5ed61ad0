//! However files are carried between two zones, and however often: goods are in exactly one place.

use std::collections::BTreeMap;

use etown_domain::Actor;
use etown_domain::exchange::consignment::{IncomingStatus, OutgoingStatus};
use etown_domain::schedule::due;
use etown_values::{ConsignmentId, QuantityAmount};
use proptest::prelude::*;

use super::zones::{File, Zone, both, metal, presentation, refusal};
use crate::properties::{check_invariants, replay};
use crate::support::{Asked, CUSTOMS, OTHER_CUSTOMS, quantity, user};

#[derive(Clone, Debug)]
enum Step {
    Send(u8),
    /// A transport document is shown to zone B, perhaps again.
    Carry(usize),
    Accept(usize),
    Refuse(usize),
    /// An answer is shown to zone A about a consignment, perhaps another one.
    Answer {
        file: usize,
        consignment: usize,
    },
    PassDays(u8),
    Silence,
}

fn step() -> impl Strategy<Value = Step> {
    let index = 0..6_usize;
    prop_oneof![
        3 => (1..60_u8).prop_map(Step::Send),
        4 => index.clone().prop_map(Step::Carry),
        3 => index.clone().prop_map(Step::Accept),
        2 => index.clone().prop_map(Step::Refuse),
        5 => (index.clone(), index).prop_map(|(file, consignment)| Step::Answer { file, consignment }),
        1 => (1..12_u8).prop_map(Step::PassDays),
        1 => Just(Step::Silence),
    ]
}

/// Both zones, with every file that was ever written.
struct Road {
    a: Zone,
    b: Zone,
    sent: Vec<(ConsignmentId, File)>,
    answers: Vec<File>,
}

impl Road {
    /// Either answer of a zone is fine; what must hold is checked afterwards.
    fn take(&mut self, step: &Step) {
        match step {
            Step::Send(amount) => {
                let consignment = self.a.submit_or_none(&amount.to_string());
                let file = consignment.and_then(|consignment| self.a.dispatch_or_none(consignment));
                self.sent.extend(consignment.zip(file));
            }
            Step::Carry(index) => {
                if let Some((_, file)) = self.sent.get(*index) {
                    let asked = Asked::presenting(presentation(), self.b.examined(Ok(file)));
                    drop(self.b.world.run(user(CUSTOMS), asked));
                }
            }
            Step::Accept(index) => {
                let command = self.presented(*index).map(|consignment| self.b.acceptance(consignment));
                let file = command.and_then(|command| self.b.file_or_none(OTHER_CUSTOMS, command));
                self.answers.extend(file);
            }
            Step::Refuse(index) => {
                let command = self.presented(*index).map(refusal);
                let file = command.and_then(|command| self.b.file_or_none(OTHER_CUSTOMS, command));
                self.answers.extend(file);
            }
            Step::Answer { file, consignment } => {
                let consignment = self.sent.get(*consignment).map(|(consignment, _)| *consignment);
                if let (Some(file), Some(consignment)) = (self.answers.get(*file), consignment) {
                    drop(self.a.record(consignment, file));
                }
            }
            Step::PassDays(days) => self.a.world.pass_days(i64::from(*days)),
            Step::Silence => {
                for due in due(&self.a.world.state, self.a.world.today()) {
                    drop(self.a.world.run(Actor::Scheduler, due.command));
                }
            }
        }
    }

    fn presented(&self, index: usize) -> Option<ConsignmentId> {
        self.b.world.state.exchange.all_incoming().nth(index).map(|incoming| incoming.id)
    }

    /// Each consignment counts where it is; what remains is in A's stock.
    fn check(&self) {
        let there: BTreeMap<_, _> = self
            .b
            .world
            .state
            .exchange
            .all_incoming()
            .map(|incoming| (incoming.dispatch.consignment, incoming.status))
            .collect();
        let (mut in_transit, mut taken) = (0, 0);
        for outgoing in self.a.world.state.exchange.all_outgoing() {
            let amount: i128 = outgoing.content.lines.iter().map(|line| line.quantity.units()).sum();
            match (outgoing.status, there.get(&outgoing.id)) {
                (OutgoingStatus::InTransit | OutgoingStatus::Accepted, Some(IncomingStatus::Accepted)) => {
                    taken += amount;
                }
                (OutgoingStatus::InTransit, _) => in_transit += amount,
                (OutgoingStatus::Refused, Some(IncomingStatus::Refused))
                | (OutgoingStatus::Submitted | OutgoingStatus::Withdrawn, None) => {}
                other => panic!("goods are in no place or in two: {other:?}"),
            }
        }
        let all = quantity("100").units();
        let text = |units| QuantityAmount::from_units(units).to_string();
        assert_eq!(self.a.metal()[3], text(all - in_transit - taken), "free in A");
        assert_eq!(self.b.metal()[0], text(taken), "in B");
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 48, ..ProptestConfig::default() })]

    #[test]
    fn in_any_order_of_deliveries_goods_are_in_exactly_one_place(steps in prop::collection::vec(step(), 1..60)) {
        let (a, b) = both();
        let mut road = Road { a, b, sent: Vec::new(), answers: Vec::new() };
        for step in &steps {
            road.take(step);
            road.check();
        }
        for zone in [&road.a, &road.b] {
            check_invariants(&zone.world.state);
            prop_assert!(replay(&zone.world.events) == zone.world.state);
            let text = serde_json::to_string(&zone.world.state).unwrap();
            prop_assert!(serde_json::from_str::<etown_domain::State>(&text).unwrap() == zone.world.state);
        }
    }
}

impl Zone {
    fn submit_or_none(&mut self, amount: &str) -> Option<ConsignmentId> {
        let is_blocked = self.world.state.exceptions.require_unblocked(self.book).is_err();
        (!is_blocked).then(|| self.submit(metal(amount)))
    }

    fn dispatch_or_none(&mut self, consignment: ConsignmentId) -> Option<File> {
        let outgoing = self.world.state.exchange.outgoing(consignment)?;
        let wanted: i128 = outgoing.content.lines.iter().map(|line| line.quantity.units()).sum();
        let free = quantity(&self.metal()[3]).units();
        (wanted <= free).then(|| self.dispatch(consignment))
    }

    fn file_or_none(&mut self, by: u128, command: etown_domain::exchange::ExchangeCommand) -> Option<File> {
        let is_open = self
            .world
            .state
            .exchange
            .all_incoming()
            .any(|incoming| incoming.status == IncomingStatus::Presented && names(&command, incoming.id));
        is_open.then(|| self.file(by, command))
    }
}

fn names(command: &etown_domain::exchange::ExchangeCommand, id: ConsignmentId) -> bool {
    use etown_domain::exchange::ExchangeCommand as C;
    matches!(command, C::AcceptConsignment { consignment, .. } | C::RefuseConsignment { consignment, .. } if *consignment == id)
}
