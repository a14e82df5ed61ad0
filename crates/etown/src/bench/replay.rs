//! A zone with a long history: what it takes on disk and in memory, how long the last movements of an account take to
//! find, and how long it takes to start: from a snapshot, from the journal alone, and with the query database made anew.

use std::path::Path;
use std::time::{Duration, Instant as Stopwatch};

use etown_domain::ReadScope;
use etown_domain::kernel::ledger::Purpose;
use etown_engine::query::PostingFilter;
use etown_engine::{Engine, PageRequest};
use serde::Serialize;

use super::meter::{
    Durations, Meter, PROJECTION, Quantiles, bytes_written, milliseconds, per_second, resident_bytes,
};
use super::requests::{Numbered, bring_to_desk, submit_all};
use super::stage::{People, Shape, Stage, StagedBook, options};
use super::transfers::wait_for_queries;
use super::workload::{Skew, Workload};
use crate::data;
use crate::problem::{Exit, Problem};
use crate::progress::Progress;
use crate::zone::random::Seeded;

/// Lists that go through together while the history is made.
const LISTS_TOGETHER: u64 = 100;
const UNDER_WAY: usize = 64;
/// Accounts that are asked for their last movements.
const ACCOUNTS_ASKED: u32 = 2_000;
const MOVEMENTS: u32 = 50;

#[derive(Clone, Debug, clap::Args)]
pub(crate) struct ReplayOptions {
    /// Transfers of the history; whole lists of them.
    #[arg(long, default_value_t = 1_000_000)]
    pub(crate) transfers: u64,
    #[arg(long, default_value_t = 1_000, value_parser = clap::value_parser!(u32).range(1..=1_000))]
    pub(crate) lines_of_a_list: u32,
    #[arg(long, value_enum, default_value = "uniform")]
    pub(crate) skew: Skew,
    /// What the transfers are drawn by.
    #[arg(long, default_value_t = 1)]
    pub(crate) seed: u64,
    #[command(flatten)]
    pub(crate) shape: Shape,
}

/// What the history came to.
#[derive(Debug, Serialize)]
pub(crate) struct ReplayReport {
    pub(crate) transfers: u64,
    pub(crate) entries: u64,
    /// Whole lists: drafted, submitted, approved.
    pub(crate) made_transfers_per_second: u64,
    pub(crate) journal_bytes_per_transfer: u64,
    pub(crate) query_bytes_per_transfer: u64,
    pub(crate) snapshot_bytes_per_transfer: u64,
    /// Memory that the process holds more than before the history, as the state and the feed of its queries need it.
    pub(crate) resident_bytes_per_transfer: u64,
    pub(crate) last_movements: u32,
    pub(crate) last_movements_within: Quantiles,
    pub(crate) snapshot_written_milliseconds: u64,
    pub(crate) start_from_snapshot_milliseconds: u64,
    pub(crate) start_from_journal_milliseconds: u64,
    pub(crate) replayed_transfers_per_second: u64,
    pub(crate) queries_anew_milliseconds: u64,
    pub(crate) queries_anew_transfers_per_second: u64,
    pub(crate) projecting_nanoseconds_per_transfer: u64,
    pub(crate) state_digest: String,
    pub(crate) others_percent: u64,
}

/// Measures in a new directory.
pub(crate) fn run_replay(directory: &Path, wanted: &ReplayOptions) -> Result<ReplayReport, Problem> {
    let (whole, before) = (Meter::start(), resident_bytes());
    let stage = Stage::build(directory, wanted.shape, &People::unnamed(), options(8_190, 4_096))?;
    let made = make_history(&stage, wanted);
    let Stage { engine, books } = stage;
    let outcome = made.and_then(|(transfers, elapsed)| {
        wait_for_queries(&engine)?;
        let within = last_movements(&engine, &books, wanted.seed)?;
        let resident = resident_bytes().saturating_sub(before);
        Ok((transfers, elapsed, within, resident, engine.position(), engine.state_digest()))
    });
    let stopping = Stopwatch::now();
    engine.stop();
    // The engine's last handle keeps its memory.
    drop(engine);
    let stopped = stopping.elapsed();
    let (transfers, elapsed, last_movements_within, resident, entries, state_digest) = outcome?;

    let from_snapshot = start(directory, &state_digest)?;
    let size = |name: &str| -> Result<u64, Problem> { bytes_written(&directory.join(name)) };
    let queries: u64 = ["projection.db", "projection.db-wal"]
        .iter()
        .filter_map(|name| std::fs::metadata(directory.join(name)).ok())
        .map(|found| found.len())
        .sum();
    let snapshot = size("snapshot")?;
    remove(&directory.join("snapshot").join("state"))?;
    let from_journal = start(directory, &state_digest)?;
    let anew = queries_anew(directory)?;
    Ok(ReplayReport {
        transfers,
        entries,
        made_transfers_per_second: per_second(transfers, elapsed),
        journal_bytes_per_transfer: size("journal")? / transfers,
        query_bytes_per_transfer: queries / transfers,
        snapshot_bytes_per_transfer: snapshot / transfers,
        resident_bytes_per_transfer: resident / transfers,
        last_movements: MOVEMENTS,
        last_movements_within,
        snapshot_written_milliseconds: milliseconds(stopped),
        start_from_snapshot_milliseconds: milliseconds(from_snapshot),
        start_from_journal_milliseconds: milliseconds(from_journal),
        replayed_transfers_per_second: per_second(transfers, from_journal),
        queries_anew_milliseconds: milliseconds(anew.elapsed),
        queries_anew_transfers_per_second: per_second(transfers, anew.elapsed),
        projecting_nanoseconds_per_transfer: anew.of(PROJECTION) / transfers,
        state_digest,
        others_percent: whole.cost().others_percent,
    })
}

/// Drafts, submits and approves lists until there are enough transfers.
fn make_history(stage: &Stage, wanted: &ReplayOptions) -> Result<(u64, Duration), Problem> {
    let mut workload = Workload::new(&stage.books, wanted.skew, wanted.seed);
    let mut numbered = Numbered::default();
    let progress = Progress::start("transfers", wanted.transfers);
    let started = Stopwatch::now();
    let lists = wanted.transfers.div_ceil(u64::from(wanted.lines_of_a_list)).max(1);
    let mut left = lists;
    while left > 0 {
        let together = left.min(LISTS_TOGETHER);
        let drawn = (0..together).map(|_| workload.list(wanted.lines_of_a_list)).collect();
        let lists = bring_to_desk(&stage.engine, &stage.books, drawn, &mut numbered, UNDER_WAY)?;
        let approvals = lists.into_iter().map(|(book, list)| {
            numbered.approve(stage.books.get(book).expect("a list is of one of the books"), list)
        });
        submit_all(&stage.engine, approvals, UNDER_WAY, |_answer| ())?;
        progress.advance(together * u64::from(wanted.lines_of_a_list));
        left -= together;
    }
    Ok((lists * u64::from(wanted.lines_of_a_list), started.elapsed()))
}

/// Asks for the last movements of accounts drawn at random.
fn last_movements(engine: &Engine, books: &[StagedBook], seed: u64) -> Result<Quantiles, Problem> {
    let fault = |error: &dyn std::fmt::Display| Problem::fault("asking for movements", error);
    let queries = engine.queries().map_err(|error| fault(&error))?;
    let page = PageRequest { limit: MOVEMENTS, cursor: None };
    let mut seeded = Seeded::new(seed);
    let mut durations = Durations::default();
    for _ in 0..ACCOUNTS_ASKED {
        let book = books.get(seeded.position(books.len())).expect("a position is one of the books");
        let item = book.items.get(seeded.position(book.items.len())).expect("a position is one of the items");
        let (book, item, purpose) = (Some(book.id), Some(item.number), Some(Purpose::Stock));
        let filter = PostingFilter { book, item, purpose, ..PostingFilter::default() };
        let started = Stopwatch::now();
        let rows = queries.postings(&ReadScope::Zone, &filter, &page).map_err(|error| fault(&error))?;
        durations.add(started.elapsed());
        if rows.rows.is_empty() {
            return Err(Problem::new(Exit::Negative, "an account that was stocked shows no movement"));
        }
    }
    Ok(durations.quantiles())
}

/// Opens the zone, compares its state and stops it.
fn start(directory: &Path, digest: &str) -> Result<Duration, Problem> {
    let started = Stopwatch::now();
    let engine = data::open(directory, options(8_190, 4_096))?;
    let elapsed = started.elapsed();
    let found = engine.state_digest();
    engine.stop();
    if found == digest {
        Ok(elapsed)
    } else {
        Err(Problem::new(
            Exit::Negative,
            format!("the state has digest {found} after a start, before {digest}"),
        ))
    }
}

/// Removes the query database and waits until it is made anew.
fn queries_anew(directory: &Path) -> Result<super::meter::Cost, Problem> {
    for name in ["projection.db", "projection.db-wal", "projection.db-shm"] {
        let file = directory.join(name);
        if file.exists() {
            remove(&file)?;
        }
    }
    let engine = data::open(directory, options(8_190, 4_096))?;
    let meter = Meter::start();
    let outcome = wait_for_queries(&engine);
    let cost = meter.cost();
    engine.stop();
    outcome.map(|()| cost)
}

fn remove(file: &Path) -> Result<(), Problem> {
    std::fs::remove_file(file)
        .map_err(|error| Problem::fault(format_args!("removing {}", file.display()), error))
}
