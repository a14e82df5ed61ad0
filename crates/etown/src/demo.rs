//! The demo zone: invented people and enterprises at work for some weeks, made by commands through the engine like any
//! other zone, so that every page of the console has something true to show.

mod approvals;
mod books;
mod chains;
mod equipment;
mod history;
mod industry;
mod international;
mod land;
mod lists;
mod parties;
mod people;
mod periods;
mod programme;
mod region;
mod slips;
mod technology;
mod treasury;

use std::path::Path;

use etown_engine::{Clock, Engine, EngineOptions, ManualClock, NotAccepted, SchedulerMode};
use etown_values::{Instant, UserId};

use crate::data;
use crate::problem::Problem;
use crate::progress::Progress;
use crate::shipped;
use crate::zone::Desk;
use crate::zone::desk::not_accepted;
use crate::zone::set_up::{ZoneFacts, set_up};

pub(crate) use people::{LOGINS, PASSWORD};

/// Marks a data directory as a demo, so that `serve` may tell how to sign in.
pub(crate) const MARK: &str = "demo-zone.txt";

const ORIGIN: &str = "demo.etown.example/journal";
const DAYS_OF_HISTORY: i64 = 45;
const MICROSECONDS_IN_SECOND: i64 = 1_000_000;
const MICROSECONDS_IN_DAY: i64 = 86_400 * MICROSECONDS_IN_SECOND;
/// Two hours.
const LAST_SCENES: i64 = 7_200 * MICROSECONDS_IN_SECOND;

/// What a demo has made.
#[derive(Debug, serde::Serialize)]
pub(crate) struct Made {
    pub(crate) enterprises: usize,
    pub(crate) users: usize,
    pub(crate) books: usize,
    pub(crate) lists: usize,
    pub(crate) entries: u64,
    pub(crate) state_digest: String,
}

/// A demo in the making.
struct Demo {
    desk: Desk,
    clock: ManualClock,
    /// The last instant that the history may reach.
    end: Instant,
    people: people::People,
}

impl Demo {
    /// Lets time pass between two scenes; the history never overtakes the present.
    fn let_days_pass(&self, days: i64) {
        let now = Clock::Manual(self.clock.clone()).now();
        let later = now.plus_microseconds(days.saturating_mul(MICROSECONDS_IN_DAY));
        self.clock.set(later.min(self.end).max(now));
    }

    /// Lets time pass until some hours before the present, which the last scenes take.
    fn let_days_pass_until_the_last(&self) {
        let now = Clock::Manual(self.clock.clone()).now();
        self.clock.set(self.end.plus_microseconds(-LAST_SCENES).max(now));
    }
}

/// Makes the demo zone, with `lines` more list lines by this seed.
pub(crate) fn make(
    directory: &Path,
    (lines, seed): (u64, u64),
    segment_bytes: Option<u64>,
) -> Result<Made, Problem> {
    let present = Clock::System.now();
    let clock = ManualClock::at(present.plus_microseconds(-DAYS_OF_HISTORY * MICROSECONDS_IN_DAY));
    let running = Clock::Manual(clock.clone());
    let scheduler = SchedulerMode::ByHand;
    let options =
        EngineOptions { clock: running.clone(), scheduler, segment_bytes, ..EngineOptions::default() };
    let engine = data::create(directory, ORIGIN, options)?;
    let outcome = fill(directory, &engine, clock, present, (lines, seed));
    engine.stop();
    outcome
}

fn fill(
    directory: &Path,
    engine: &Engine,
    clock: ManualClock,
    present: Instant,
    (lines, seed): (u64, u64),
) -> Result<Made, Problem> {
    let credentials = data::open_credentials(directory, Clock::System)?;
    let people = people::write(&credentials)?;
    let running = Clock::Manual(clock.clone());
    // Each command takes 7 s of the demo's time.
    let desk = Desk::new(engine.clone(), "demo", running).with_step(7 * MICROSECONDS_IN_SECOND);
    let demo = Demo { desk, clock, end: present, people };
    let (enterprises, books) =
        play(&demo, lines, seed).map_err(|outcome| not_accepted("making the demo zone", &outcome))?;
    for user in demo.people.all() {
        credentials
            .confirm_user(user)
            .map_err(|fault| Problem::fault("keeping the users of the demo", fault))?;
    }
    let mark = directory.join(MARK);
    std::fs::write(&mark, people::sign_in_text())
        .map_err(|error| Problem::fault(format_args!("writing {}", mark.display()), error))?;
    Ok(Made {
        enterprises,
        users: LOGINS.len(),
        books,
        lists: engine.read(|state| state.bonded.lists().count()),
        entries: engine.position(),
        state_digest: engine.state_digest(),
    })
}

/// Plays the history and returns how many enterprises and books it made.
fn play(demo: &Demo, lines: u64, seed: u64) -> Result<(usize, usize), NotAccepted> {
    let administrator: UserId = demo.people.administrator;
    let facts = ZoneFacts {
        name: "示例综合保税区 / Example Comprehensive Bonded Zone".to_owned(),
        customs_code: "0100".to_owned(),
        administrator,
        second_administrator: Some(demo.people.second_administrator),
    };
    set_up(&demo.desk, facts, shipped::demo_nomenclature())?;
    let parties = parties::make(demo)?;
    demo.let_days_pass(3);
    let books = books::make(demo, &parties)?;
    demo.let_days_pass(5);
    lists::make(demo, &books)?;
    demo.let_days_pass(7);
    if lines > 0 {
        let progress = Progress::start("lines", lines);
        history::make(demo, &books, (lines, seed), &progress)?;
    }
    equipment::make(demo, &books, &parties)?;
    periods::make(demo, &books)?;
    industry::make(demo, &parties)?;
    region::make(demo, &parties)?;
    land::make(demo, &parties)?;
    approvals::make(demo, &parties)?;
    international::make(demo, &parties)?;
    technology::make(demo, &parties)?;
    chains::make(demo, &books)?;
    treasury::make(demo, &parties)?;
    demo.let_days_pass_until_the_last();
    slips::make(demo, &books, &parties)?;
    programme::make(demo)?;
    Ok((parties.count(), books.count()))
}
