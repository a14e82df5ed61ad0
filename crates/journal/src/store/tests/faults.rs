//! Failures of write and sync: nothing acknowledged is lost, and nothing is claimed that is not known.

use super::*;
use std::sync::Arc;

fn with_fault(fault: PlannedFault) -> (OpenOptions, Arc<FaultPlan>) {
    let plan = FaultPlan::new(fault);
    (OpenOptions { faults: Some(Arc::clone(&plan)), ..options() }, plan)
}

/// Appends until the planned failure strikes; returns how many entries were acknowledged.
fn run_into(fault: PlannedFault, batch: u64) -> (TempDir, u64) {
    let (dir, journal) = new_journal();
    drop(journal);
    let (options, plan) = with_fault(fault);
    let mut journal = Journal::open(dir.path(), options).unwrap();
    let acknowledged = loop {
        let first = journal.size();
        let drafts: Vec<EntryDraft> = (first..first + batch).map(draft).collect();
        match journal.append(first, &drafts) {
            Append::Written(_) => assert!(first < 10_000, "the planned failure strikes"),
            Append::Fenced { .. } => panic!("nobody else writes"),
            Append::Unknown(fault) => {
                assert!(plan.has_struck(), "{fault}");
                break journal.size();
            }
        }
    };
    assert!(matches!(
        journal.append(acknowledged, &[draft(acknowledged)]),
        Append::Unknown(JournalFault::Poisoned)
    ));
    assert!(journal.read(acknowledged).unwrap().is_none(), "what is unknown is not shown");
    (dir, acknowledged)
}

/// After the failure the journal opens, has all that was acknowledged, and goes on.
fn assert_survives(fault: PlannedFault, batch: u64) {
    let (dir, acknowledged) = run_into(fault, batch);
    let mut journal = reopen(&dir).unwrap_or_else(|refusal| panic!("{fault:?}: {refusal}"));
    let size = journal.size();
    assert!(size >= acknowledged && size <= acknowledged + batch, "{fault:?}: {acknowledged} {size}");
    assert_whole(&journal);
    append(&mut journal, 50, batch);
    journal.checkpoint().unwrap();
    drop(journal);
    let journal = reopen(&dir).unwrap();
    assert_whole(&journal);
    assert_eq!(journal.reader().audit(|_| {}).unwrap().findings, []);
}

#[test]
fn a_full_disk_or_short_write_at_any_byte_loses_nothing_acknowledged() {
    for after_bytes in (0..9_000).step_by(331) {
        assert_survives(PlannedFault::DiskFull { after_bytes }, 4);
        assert_survives(PlannedFault::ShortWrite { after_bytes: after_bytes + 7 }, 3);
    }
}

#[test]
fn a_failed_sync_is_unknown_and_poisons_the_writer() {
    // The first sync settles the tail when the journal is opened.
    for after_syncs in [1, 2, 9, 30] {
        assert_survives(PlannedFault::SyncError { after_syncs }, 3);
    }
}

#[test]
fn a_stop_between_write_and_sync_loses_nothing_acknowledged() {
    for after_syncs in [1, 5, 40] {
        assert_survives(PlannedFault::StopBeforeSync { after_syncs }, 6);
    }
}

#[test]
fn a_power_cut_loses_nothing_acknowledged_whichever_sectors_are_lost() {
    for draw in 0..40 {
        for after_syncs in [1, 2, 7] {
            assert_survives(PlannedFault::PowerCut { after_syncs, draw }, 1 + draw % 6);
        }
    }
}

#[test]
fn a_stop_at_any_step_of_publishing_or_of_a_new_segment_is_survived() {
    for after_steps in (0..40).step_by(3) {
        let (dir, journal) = new_journal();
        drop(journal);
        let plan = FaultPlan::without_fault();
        let mut journal =
            Journal::open(dir.path(), OpenOptions { faults: Some(Arc::clone(&plan)), ..options() }).unwrap();
        plan.arm(PlannedFault::StopAtStep { after_steps }, Aftermath::Lasts);
        let mut acknowledged = 0;
        while let Append::Written(written) =
            journal.append(acknowledged, &(acknowledged..acknowledged + 20).map(draft).collect::<Vec<_>>())
        {
            acknowledged = written.last().unwrap().position + 1;
            if acknowledged % 60 == 0 && journal.checkpoint().is_err() {
                break;
            }
            assert!(acknowledged < 10_000, "the planned failure strikes");
        }
        assert!(plan.has_struck());
        plan.reopened();
        drop(journal);
        let again = Journal::open(dir.path(), OpenOptions { faults: Some(plan), ..options() });
        assert!(again.is_err(), "a process that has ended opens nothing");
        let mut journal = reopen(&dir).unwrap_or_else(|refusal| panic!("step {after_steps}: {refusal}"));
        assert!(journal.size() >= acknowledged);
        assert_whole(&journal);
        append(&mut journal, 300, 20);
        journal.checkpoint().unwrap();
        drop(journal);
        assert_eq!(reopen(&dir).unwrap().reader().audit(|_| {}).unwrap().findings, []);
    }
}

#[test]
fn no_room_for_another_segment_is_unknown_and_survived() {
    for after_segments in [0, 1, 3] {
        assert_survives(PlannedFault::NoRoomForSegment { after_segments }, 5);
    }
}

#[test]
fn lost_sectors_of_an_unacknowledged_batch_never_bring_damage_or_ghosts() {
    let (dir, acknowledged) = run_into(PlannedFault::StopBeforeSync { after_syncs: 4 }, 8);
    let path = segments(&dir).remove(0);
    let written = std::fs::read(&path).unwrap();
    let journal = reopen(&dir).unwrap();
    let (_, start) = place(&journal, acknowledged);
    drop(journal);
    let end = written.iter().rposition(|byte| *byte != 0).unwrap();
    let sectors: Vec<usize> = (start / 512..=end / 512).collect();
    for lost in 1_u32..1 << sectors.len().min(10) {
        let mut bytes = written.clone();
        for (bit, sector) in sectors.iter().enumerate().filter(|(bit, _)| lost & (1 << bit.min(&31)) != 0) {
            let _ = bit;
            bytes[(sector * 512).max(start)..(sector + 1) * 512].fill(0);
        }
        std::fs::write(&path, &bytes).unwrap();
        let mut journal = reopen(&dir).unwrap_or_else(|refusal| panic!("{lost:b}: {refusal}"));
        assert!(journal.size() >= acknowledged);
        assert_whole(&journal);
        append(&mut journal, 1, 1);
        let size = journal.size();
        drop(journal);
        assert_eq!(reopen(&dir).unwrap().size(), size, "{lost:b}: no ghost comes back");
    }
}
