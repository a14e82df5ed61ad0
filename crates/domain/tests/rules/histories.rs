//! Invariants under random histories of a whole zone: slips and gate, counts and closed periods, issues, equipment and
//! pauses beside lists and production. What a history sums to is computed a second time, from its events alone.

mod checks;
mod counting;
mod steps;

use std::cell::Cell;

use etown_domain::bonded::BondedEvent;
use etown_domain::bonded::book::ConsumptionPoint::{AtProduction, AtShipment};
use etown_domain::{Event, State};
use proptest::prelude::*;
use proptest::test_runner::TestRunner;

use super::properties::{check_invariants, replay};
use super::support::World;
use checks::{check_cutoffs, check_due, check_lots, check_slips};
use steps::{step, take};

/// How often what matters happened; a property about nothing proves nothing.
#[derive(Default)]
struct Seen {
    closed: Cell<usize>,
    passed: Cell<usize>,
    exceptions: Cell<usize>,
    held: Cell<usize>,
    machines: Cell<usize>,
}

impl Seen {
    fn look_at(&self, world: &World) {
        let add = |cell: &Cell<usize>| cell.set(cell.get() + 1);
        for event in &world.events {
            match event {
                Event::Bonded(BondedEvent::PeriodClosed { .. }) => add(&self.closed),
                Event::Bonded(BondedEvent::GatePassed { .. }) => add(&self.passed),
                Event::Bonded(BondedEvent::TruckHeld { .. }) => add(&self.held),
                Event::Bonded(BondedEvent::EquipmentRegistered { .. }) => add(&self.machines),
                Event::Exception(_) => add(&self.exceptions),
                _ => {}
            }
        }
    }
}

#[test]
fn any_history_of_gate_and_periods_keeps_the_books() {
    let seen = Seen::default();
    let histories = (any::<bool>(), prop::collection::vec(step(), 40..120));
    let config = ProptestConfig { cases: 64, ..ProptestConfig::with_source_file(file!()) };
    let checked = TestRunner::new(config).run(&histories, |(at_production, steps)| {
        let mut world = World::new();
        let book = world.active_book(if at_production { AtProduction } else { AtShipment });
        for step in &steps {
            take(&mut world, book, step);
            check_invariants(&world.state);
            check_lots(&world.state);
            check_slips(&world.state);
            check_due(&world.state);
        }
        check_cutoffs(&world);
        prop_assert!(replay(&world.events) == world.state);
        let text = serde_json::to_string(&world.state).unwrap();
        let read: State = serde_json::from_str(&text).unwrap();
        prop_assert!(read == world.state, "the state survives its text form");
        seen.look_at(&world);
        Ok(())
    });
    checked.unwrap();
    for (what, count) in [
        ("closed periods", &seen.closed),
        ("passages", &seen.passed),
        ("exceptions", &seen.exceptions),
        ("held trucks", &seen.held),
        ("machines", &seen.machines),
    ] {
        assert!(count.get() >= 10, "only {} {what}", count.get());
    }
}
