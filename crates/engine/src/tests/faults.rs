//! Planned failures of the journal's files: nothing acknowledged is lost, and nothing unknown is acknowledged.

use std::sync::{Arc, mpsc};

use etown_domain::{Actor, Command, ZoneCommand};
use etown_journal::{Aftermath, FaultPlan, PlannedFault};
use etown_values::UserId;

use super::zone::{ADMINISTRATOR, Zone};
use crate::{Answer, NotAccepted};

fn register(user: u128) -> Command {
    Command::Zone(ZoneCommand::RegisterUser { user: UserId::from_raw(user) })
}

/// Submits users until the planned failure has struck and ten more; returns what was acknowledged and what not.
fn run_through(fault: PlannedFault) -> (Zone, Vec<(u128, Answer)>, Vec<u128>) {
    let plan = FaultPlan::new(fault);
    let zone = Zone::with(|options| {
        options.faults = Some(Arc::clone(&plan));
        options.segment_bytes = Some(64 * 1024);
    });
    let (mut acknowledged, mut unknown, mut after) = (Vec::new(), Vec::new(), 0);
    for user in 1_000..1_400 {
        match zone.send(Actor::User(ADMINISTRATOR), register(user)) {
            Ok(answer) => acknowledged.push((user, answer)),
            Err(NotAccepted::Fault(_)) => unknown.push(user),
            Err(other) => panic!("{other}"),
        }
        after += u32::from(plan.has_struck());
        if after == 10 {
            break;
        }
    }
    assert!(plan.has_struck(), "{fault:?} struck");
    (zone, acknowledged, unknown)
}

fn assert_nothing_is_lost(zone: &Zone, acknowledged: &[(u128, Answer)]) {
    for (user, answer) in acknowledged {
        let is_known = zone.engine.read(|state| state.access.knows(UserId::from_raw(*user)));
        assert!(is_known, "{user} was acknowledged at {}", answer.position);
    }
}

#[test]
fn after_an_append_of_unknown_outcome_the_zone_goes_on_and_loses_nothing_acknowledged() {
    for fault in [
        PlannedFault::SyncError { after_syncs: 20 },
        PlannedFault::StopBeforeSync { after_syncs: 20 },
        PlannedFault::ShortWrite { after_bytes: 40_000 },
        PlannedFault::DiskFull { after_bytes: 40_000 },
        PlannedFault::NoRoomForSegment { after_segments: 1 },
    ] {
        let (zone, acknowledged, unknown) = run_through(fault);
        assert!(!unknown.is_empty() && !acknowledged.is_empty(), "{fault:?}");
        assert_nothing_is_lost(&zone, &acknowledged);
        let digest = zone.engine.state_digest();
        let zone = zone.reopened();
        assert_nothing_is_lost(&zone, &acknowledged);
        assert_eq!(zone.engine.state_digest(), digest, "{fault:?}");
        zone.settle();
    }
}

#[test]
fn a_command_of_unknown_outcome_can_be_repeated_under_its_key() {
    let plan = FaultPlan::new(PlannedFault::SyncError { after_syncs: 20 });
    let zone = Zone::with(|options| options.faults = Some(plan));
    for user in 1_000..1_100 {
        let submission = zone.submission(Actor::User(ADMINISTRATOR), register(user));
        if let Err(NotAccepted::Fault(reference)) = zone.engine.submit(submission.clone()) {
            assert!(!reference.is_empty());
            // The bytes had reached the file before the sync failed, so the entry is found again.
            zone.engine.submit(submission).unwrap();
            let known = zone.engine.read(|state| state.access.knows(UserId::from_raw(user)));
            assert!(known);
            return;
        }
    }
    panic!("the failure struck");
}

#[test]
fn a_whole_batch_of_unknown_outcome_is_answered() {
    let plan = FaultPlan::new(PlannedFault::DiskFull { after_bytes: 60_000 });
    let zone = Zone::with(|options| options.faults = Some(plan));
    let (sender, outcomes) = mpsc::channel();
    for user in 0..300 {
        let sender = sender.clone();
        let then =
            Box::new(move |outcome: Result<Answer, NotAccepted>| sender.send((user, outcome)).unwrap());
        zone.engine.submit_then(zone.submission(Actor::User(ADMINISTRATOR), register(1_000 + user)), then);
    }
    drop(sender);
    let outcomes: Vec<_> = outcomes.iter().collect();
    assert_eq!(outcomes.len(), 300, "every command is answered");
    assert!(outcomes.iter().any(|(_, outcome)| matches!(outcome, Err(NotAccepted::Fault(_)))));
    for (user, outcome) in outcomes {
        let is_known = zone.engine.read(|state| state.access.knows(UserId::from_raw(1_000 + user)));
        assert!(outcome.is_err() || is_known);
    }
}

#[test]
fn what_was_decided_on_top_of_a_batch_that_failed_fails_with_it_and_can_be_repeated() {
    for fault in [
        PlannedFault::SyncError { after_syncs: 0 },
        PlannedFault::SyncError { after_syncs: 9 },
        PlannedFault::StopBeforeSync { after_syncs: 1 },
        PlannedFault::StopBeforeSync { after_syncs: 10 },
        PlannedFault::DiskFull { after_bytes: 20_000 },
    ] {
        let plan = FaultPlan::without_fault();
        let zone = Zone::with(|options| {
            options.faults = Some(Arc::clone(&plan));
            // Small batches, so that several are under way at once.
            options.batch_max = 5;
        });
        let before = zone.engine.position();
        plan.arm(fault, Aftermath::Heals);
        let users = 1_000..1_300;
        let submissions =
            users.clone().map(|user| zone.submission(Actor::User(ADMINISTRATOR), register(user)));
        let submissions: Vec<_> = submissions.collect();
        let (sender, outcomes) = mpsc::channel();
        // While someone reads, everything is queued.
        zone.engine.read(|_state| {
            for (index, submission) in submissions.iter().enumerate() {
                let sender = sender.clone();
                let then = Box::new(move |outcome: Result<Answer, NotAccepted>| {
                    sender.send((index, outcome.is_ok())).unwrap();
                });
                zone.engine.submit_then(submission.clone(), then);
            }
        });
        drop(sender);
        let mut accepted: Vec<usize> = Vec::new();
        let mut failed: Vec<usize> = Vec::new();
        for (index, is_ok) in outcomes {
            if is_ok { accepted.push(index) } else { failed.push(index) }
        }
        assert!(plan.has_struck() && !failed.is_empty(), "{fault:?}");
        assert_eq!(accepted.len() + failed.len(), submissions.len(), "every command is answered");
        let knows = |zone: &Zone, user| zone.engine.read(|state| state.access.knows(UserId::from_raw(user)));
        assert!(accepted.iter().all(|index| knows(&zone, 1_000 + u128::try_from(*index).unwrap())));
        for index in failed {
            zone.engine.submit(submissions[index].clone()).unwrap();
        }
        assert!(users.clone().all(|user| knows(&zone, user)), "{fault:?}");
        assert_eq!(zone.engine.position(), before + 300, "{fault:?}: each is one entry");
        let digest = zone.engine.state_digest();
        let zone = zone.reopened();
        assert_eq!(zone.engine.state_digest(), digest, "{fault:?}");
    }
}
