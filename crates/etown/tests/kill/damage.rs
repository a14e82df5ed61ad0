//! What can happen to a zone besides being killed, one test each.

use std::path::Path;
use std::process::Command;

use crate::checks::{check_all, stocks};
use crate::frames::{frames, torn_frame};
use crate::load::{loaded, work_together};
use crate::program::{finished, program};
use crate::zone::{Place, read, trust_file, verified_receipt, write_at};

const IN_USE: i32 = 4;
const DAMAGED: i32 = 5;
/// Small segments, so that one fills while a test watches.
const SMALL_SEGMENTS: [&str; 2] = ["--segment-bytes", "262144"];

#[test]
fn a_torn_tail_is_cut_and_all_that_was_acknowledged_stands() {
    let place = Place::with_demo(&[]);
    let zone = place.start();
    let (tokens, target, mut workers) = loaded(&place, &zone, 3);
    zone.kill();
    let segment = place.segments().pop().expect("a segment");
    let bytes = read(&segment);
    let last = *frames(&bytes).last().expect("frames");
    write_at(&segment, last.offset + last.length, &torn_frame(&bytes, last));
    let zone = place.start();
    work_together(&mut workers, &zone.client, &tokens, &target, 2);
    check_all(&zone, &tokens, &target, &workers);
    zone.kill();
}

#[test]
fn a_flipped_byte_in_the_middle_stops_the_program_and_is_named() {
    let place = Place::with_demo(&[]);
    let segment = place.segments().pop().expect("a segment");
    let bytes = read(&segment);
    let all = frames(&bytes);
    let middle = all[all.len() / 2];
    let offset = middle.offset + middle.length / 2;
    write_at(&segment, offset, &[bytes[offset] ^ 1]);
    // The snapshot would let a start pass over the middle; what is checked at the start is the tail.
    std::fs::remove_dir_all(place.data().join("snapshot")).expect("a snapshot");
    let Err(ended) = place.try_start(&mut place.serve(&[])) else { panic!("a damaged journal was started") };
    assert_eq!(ended.code, DAMAGED, "{}", ended.err);
    assert!(
        ended.err.contains(&middle.position.to_string()),
        "{} is not named: {}",
        middle.position,
        ended.err
    );
    let audit = finished(program().arg("audit").arg("--data-directory").arg(place.data()));
    assert!([1, DAMAGED].contains(&audit.code), "{} {}", audit.out, audit.err);
    assert!(format!("{}{}", audit.out, audit.err).contains(&middle.position.to_string()));
}

#[test]
fn a_second_program_on_the_same_directory_is_turned_away_and_the_first_goes_on() {
    let place = Place::with_demo(&[]);
    let zone = place.start();
    let Err(ended) = place.try_start(&mut place.serve(&[])) else { panic!("two programs on one directory") };
    assert_eq!(ended.code, IN_USE, "{}", ended.err);
    for command in ["audit", "rebuild"] {
        let second = finished(program().arg(command).arg("--data-directory").arg(place.data()));
        assert_eq!(second.code, IN_USE, "{command}: {}", second.err);
    }
    let (tokens, target, workers) = loaded(&place, &zone, 2);
    check_all(&zone, &tokens, &target, &workers);
    zone.kill();
}

#[test]
fn a_clock_set_back_does_not_turn_the_journal_back() {
    let place = Place::with_demo(&[]);
    let zone = place.start();
    let (tokens, target, mut workers) = loaded(&place, &zone, 2);
    zone.kill();
    let zone = place.start_by(&mut place.serve(&["--clock-offset-seconds", "-259200"]));
    work_together(&mut workers, &zone.client, &tokens, &target, 2);
    check_all(&zone, &tokens, &target, &workers);
    let client = zone.as_token(&tokens.auditor);
    let trust = trust_file(&client);
    let mut positions: Vec<u64> =
        workers.iter().flat_map(|worker| &worker.acknowledged).map(|entry| entry.position).collect();
    positions.sort_unstable();
    let instants: Vec<i64> = positions
        .iter()
        .map(|position| verified_receipt(&client, &trust, *position).instant_microseconds)
        .collect();
    assert!(instants.is_sorted_by(|earlier, later| earlier < later), "the instants do not increase");
    zone.kill();
}

#[test]
fn a_deleted_projection_is_made_anew() {
    without_a_usable_projection(|database| std::fs::remove_file(database).expect("a projection"));
}

#[test]
fn a_corrupted_projection_is_made_anew() {
    without_a_usable_projection(|database| write_at(database, 0, &vec![0x5a; 20_000]));
}

fn without_a_usable_projection(damage: impl FnOnce(&Path)) {
    let place = Place::with_demo(&[]);
    let zone = place.start();
    let (tokens, target, workers) = loaded(&place, &zone, 3);
    let client = zone.as_token(&tokens.auditor);
    let position =
        workers.iter().filter_map(|worker| worker.acknowledged.last()).map(|entry| entry.position).max();
    let position = position.expect("entries");
    let before = stocks(&client, &target.book, position);
    zone.kill();
    damage(&place.data().join("projection.db"));
    let zone = place.start();
    let client = zone.as_token(&tokens.auditor);
    assert_eq!(stocks(&client, &target.book, position), before);
    check_all(&zone, &tokens, &target, &workers);
    zone.kill();
}

#[test]
fn a_damaged_snapshot_is_passed_over() {
    let place = Place::with_demo(&[]);
    let snapshot = place.data().join("snapshot").join("state");
    let length = read(&snapshot).len();
    write_at(&snapshot, length / 2, b"######");
    let zone = place.start();
    let (tokens, target, workers) = loaded(&place, &zone, 1);
    check_all(&zone, &tokens, &target, &workers);
    zone.kill();
}

#[test]
fn a_journal_of_a_newer_program_is_refused() {
    let place = Place::with_demo(&[]);
    let head = place.journal_file("journal.json");
    let text = String::from_utf8(read(&head)).expect("text");
    let newer = text.replace("\"format\":1", "\"format\":2").replace("\"format\": 1", "\"format\": 2");
    assert_ne!(newer, text, "the format stands in {text}");
    std::fs::write(&head, newer).expect("it can be written");
    let Err(ended) = place.try_start(&mut place.serve(&[])) else { panic!("a newer journal was started") };
    assert_eq!(ended.code, DAMAGED, "{}", ended.err);
    assert!(ended.err.contains("newer"), "{}", ended.err);
    std::fs::write(&head, text).expect("it can be written");
    place.start().kill();
}

/// A limit on file sizes lets a write stop in its middle, as a full quota does: the next segment cannot be made.
#[test]
fn a_write_that_comes_out_short_loses_nothing_that_was_acknowledged() {
    let place = Place::with_demo(&SMALL_SEGMENTS);
    let zone = place.start_by(&mut place.serve(&SMALL_SEGMENTS));
    let (tokens, target, mut workers) = loaded(&place, &zone, 2);
    zone.kill();
    // In blocks of 512 bytes: between the size of the query database now and that of the next segments.
    let mut limited = Command::new("sh");
    let script = format!("trap '' XFSZ; ulimit -f {}; exec \"$0\" \"$@\"", 1_048_576 / 512 - 1);
    limited.args(["-c", &script]).arg(env!("CARGO_BIN_EXE_etown")).arg("serve").arg("--data-directory");
    limited.arg(place.data()).args(["--listen", "127.0.0.1:0", "--segment-bytes", "1048576"]);
    let zone = place.start_by(&mut limited);
    work_together(&mut workers, &zone.client, &tokens, &target, 400);
    let was_refused = workers.iter().any(super::load::Worker::has_a_step_in_hand);
    assert!(was_refused, "the limit was never met");
    zone.kill();
    let zone = place.start_by(&mut place.serve(&SMALL_SEGMENTS));
    work_together(&mut workers, &zone.client, &tokens, &target, 0);
    check_all(&zone, &tokens, &target, &workers);
    zone.kill();
}

#[test]
fn a_full_disk_refuses_what_does_not_fit_and_goes_on_once_there_is_room() {
    let place = Place::empty();
    let Some(disk) = SmallDisk::mounted_at(&place.data()) else {
        eprintln!(
            "skipped: a small disk can be mounted by root alone; the engine's own tests plan this failure"
        );
        return;
    };
    let data = place.data();
    let inside = Place::empty();
    std::fs::create_dir(data.join("zone")).expect("a folder");
    std::os::unix::fs::symlink(data.join("zone"), inside.data()).expect("a link");
    inside.make_demo(&SMALL_SEGMENTS);
    let zone = inside.start_by(&mut inside.serve(&SMALL_SEGMENTS));
    let (tokens, target, mut workers) = loaded(&inside, &zone, 2);
    let filler = data.join("filler");
    disk.fill(&filler);
    work_together(&mut workers, &zone.client, &tokens, &target, 400);
    let was_refused = workers.iter().any(super::load::Worker::has_a_step_in_hand);
    assert!(was_refused, "the disk never was full");
    std::fs::remove_file(&filler).expect("the filler");
    zone.kill();
    let zone = inside.start_by(&mut inside.serve(&SMALL_SEGMENTS));
    work_together(&mut workers, &zone.client, &tokens, &target, 3);
    check_all(&zone, &tokens, &target, &workers);
    zone.kill();
    drop(disk);
}

/// A file system of a few megabytes, unmounted at the end.
struct SmallDisk {
    at: std::path::PathBuf,
}

impl SmallDisk {
    fn mounted_at(at: &Path) -> Option<Self> {
        std::fs::create_dir_all(at).expect("a folder");
        let mounted = Command::new("mount").args(["-t", "tmpfs", "-o", "size=24m", "tmpfs"]).arg(at).output();
        let is_mounted = mounted.is_ok_and(|output| output.status.success());
        is_mounted.then(|| Self { at: at.to_owned() })
    }

    /// Writes a file until the disk has no room left.
    fn fill(&self, filler: &Path) {
        use std::io::Write;
        let mut file = std::fs::File::create(filler).expect("a filler");
        let block = vec![0_u8; 65_536];
        while file.write_all(&block).is_ok() {}
        assert!(filler.starts_with(&self.at));
    }
}

impl Drop for SmallDisk {
    fn drop(&mut self) {
        let _ = Command::new("umount").arg("-l").arg(&self.at).output();
    }
}
