//! The simulator is itself simulated: one seed is one history, and planted bugs are found and made small.

use super::planted::Planted;
use super::{Broken, Conditions, run_seed};

const STEPS: usize = 250;

fn tally_of(seed: u64) -> super::Tally {
    let outcome = run_seed(seed, STEPS, Conditions::default(), None).unwrap();
    outcome.result.unwrap_or_else(|broken| panic!("{broken:#?}"))
}

#[test]
fn the_same_seed_is_the_same_history_and_another_seed_another() {
    let first = tally_of(4_711);
    assert_eq!(first, tally_of(4_711));
    assert_ne!(first.history_digest, tally_of(4_712).history_digest);
    assert!(first.accepted > 50 && first.refused > 10 && first.restarts > 0, "{first:?}");
}

/// Plants a bug under seeds until one shows it.
fn found(planted: Planted) -> Broken {
    let conditions = Conditions { planted: Some(planted) };
    let mut outcomes = (1..20).map(|seed| run_seed(seed, STEPS, conditions, None).unwrap());
    outcomes.find_map(|outcome| outcome.result.err()).expect("the simulator finds it")
}

#[test]
fn a_lost_entry_is_found_and_its_history_made_small() {
    let broken = found(Planted::LosesAcknowledged);
    assert!(
        ["no acknowledged entry is lost", "a zone opens after whatever happened to it"]
            .contains(&broken.property),
        "{broken:#?}"
    );
    assert!(broken.smallest <= 3, "{broken:#?}");
}

#[test]
fn a_passage_that_counts_twice_is_found_and_its_history_made_small() {
    let broken = found(Planted::CountsPassageTwice);
    assert!(broken.smallest <= 12, "{broken:#?}");
    assert!(broken.history.iter().any(|line| line.contains("truck_passed")), "{broken:#?}");
}

#[test]
fn a_lot_drawn_out_of_order_is_found_and_its_history_made_small() {
    let broken = found(Planted::DrawsNewestFirst);
    assert!(broken.property.contains("the oldest taken first"), "{broken:#?}");
    assert!(broken.smallest <= 20, "{broken:#?}");
}

#[test]
fn a_counted_day_that_is_posted_to_is_found_and_its_history_made_small() {
    let broken = found(Planted::PostsToCountedDay);
    assert!(broken.smallest <= 20, "{broken:#?}");
    assert!(broken.history.iter().any(|line| line.contains("complete_count")), "{broken:#?}");
}
