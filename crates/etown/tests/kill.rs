//! The program is killed under load again and again, and met with every failure of a disk and an operator that we know.
//! Nothing that was acknowledged may be lost, and whatever cannot go on says why.

#[path = "kill/checks.rs"]
mod checks;
#[path = "../src/client.rs"]
mod client;
#[path = "kill/damage.rs"]
mod damage;
#[path = "kill/frames.rs"]
mod frames;
#[path = "kill/import.rs"]
mod import;
#[path = "kill/load.rs"]
mod load;
#[path = "support/program.rs"]
mod program;
#[path = "../src/zone/random.rs"]
mod random;
#[path = "kill/zone.rs"]
mod zone;

use std::time::Duration;

use etown_engine::Clock;

use crate::checks::check_all;
use crate::load::{Target, Tokens, Worker, work_together};
use crate::random::Seeded;
use crate::zone::{Place, get, wait};

const KILLS: u64 = 60;
/// One kill in this many meets the program while it starts.
const START_KILL_EVERY: u64 = 6;
const WORKERS: u64 = 4;
const SEED_VARIABLE: &str = "ETOWN_KILL_SEED";

/// A new seed each run, told so that a failure can be run again.
fn seed() -> u64 {
    let given = std::env::var(SEED_VARIABLE).ok().and_then(|text| text.parse().ok());
    let seed = given.unwrap_or_else(|| Clock::System.now().microseconds().unsigned_abs());
    eprintln!("run again with {SEED_VARIABLE}={seed}");
    seed
}

#[test]
fn nothing_that_was_acknowledged_is_lost_by_sixty_kills() {
    let seed = seed();
    let mut seeded = Seeded::new(seed);
    let place = Place::with_demo(&[]);
    let zone = place.start();
    let tokens = Tokens::made_by(&zone);
    let target = Target::found_in(&zone, &tokens);
    zone.kill();
    let mut workers: Vec<Worker> = (1..=WORKERS).map(|number| Worker::new(number, seed)).collect();
    for round in 1..=KILLS {
        if round % START_KILL_EVERY == 0 {
            let mut child = place.spawn(&mut place.serve(&[]));
            wait(Duration::from_millis(seeded.between(0, 500)));
            child.kill().expect("it can be killed");
            child.wait().expect("it ends");
            continue;
        }
        let zone = place.start();
        require_acknowledged(&zone, &tokens, &workers);
        let client = zone.client.clone();
        let (workers, tokens, target) = (&mut workers, &tokens, &target);
        std::thread::scope(|scope| {
            scope.spawn(move || work_together(workers, &client, tokens, target, u64::MAX));
            wait(Duration::from_millis(seeded.between(10, 700)));
            zone.kill();
        });
    }
    let zone = place.start();
    // What had no answer is sent again, so that each list in hand comes through exactly once.
    work_together(&mut workers, &zone.client, &tokens, &target, 0);
    let checked = check_all(&zone, &tokens, &target, &workers);
    let repeated: u64 = workers.iter().map(|worker| worker.repeated).sum();
    eprintln!(
        "{checked} acknowledged entries were found and verified after {KILLS} kills; {repeated} answers were repeated"
    );
    assert!(checked > 200, "the load was too small to show anything: {checked}");
    assert_eq!(zone.stop(), 0);
    for command in ["audit", "rebuild"] {
        let data = place.data();
        let finished = program::finished(program::program().arg(command).arg("--data-directory").arg(data));
        assert_eq!(finished.code, 0, "{command}: {} {}", finished.out, finished.err);
    }
}

/// The last entry that anyone was told of must be there at once.
fn require_acknowledged(zone: &zone::Zone, tokens: &Tokens, workers: &[Worker]) {
    let last =
        workers.iter().filter_map(|worker| worker.acknowledged.last()).max_by_key(|entry| entry.position);
    let Some(last) = last else { return };
    let client = zone.as_token(&tokens.auditor);
    let path = format!("/api/v1/journal/entries/{0}?at_least_position={0}", last.position);
    assert_eq!(get(&client, &path)["entry"]["position"], last.position);
}
