//! Periods verified over a long history: every book is announced, counted and completed through commands, and what the
//! completion says is compared with sums that were kept on paper. Lines and results can be written to files, so that
//! someone else may add them up.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant as Stopwatch};

use etown_domain::bonded::BondedCommand;
use etown_domain::bonded::list::{Direction, ListContent, Movement};
use etown_domain::bonded::period::{CountRow, PeriodStatus, Stage as CountStage};
use etown_domain::kernel::ledger::Purpose;
use etown_domain::{Command, ReadScope, State};
use etown_engine::query::{VerifiedFilter, VerifiedItem};
use etown_engine::{Clock, Engine, EngineOptions, ManualClock, PageRequest, Queries};
use etown_values::{CivilDate, QuantityAmount};
use serde::Serialize;

use super::meter::{Durations, Meter, Quantiles, milliseconds, per_second};
use super::requests::{Numbered, bring_to_desk, submit_all};
use super::stage::{People, STOCK_UNITS, Shape, Stage, StagedBook, options};
use super::transfers::wait_for_queries;
use super::workload::{Skew, Workload};
use crate::problem::{Exit, Problem};
use crate::progress::Progress;
use crate::zone::random::Seeded;

/// Lists that go through together while the history is made.
const LISTS_TOGETHER: u64 = 100;
const UNDER_WAY: usize = 64;
/// The day of the history, the count and the cutoff.
const TODAY: &str = "2026-03-02";
/// One item in so many is counted with a difference.
const DIFFERENCE_ONE_IN: u64 = 100;
const PAGE: u32 = 200;
const MOVEMENTS: [Movement; 7] = [
    Movement::Import,
    Movement::TransferIn,
    Movement::DomesticIn,
    Movement::TransferOut,
    Movement::ReExport,
    Movement::DomesticSale,
    Movement::Destruction,
];

#[derive(Clone, Debug, clap::Args)]
pub(crate) struct VerificationOptions {
    /// Lines of the history; whole lists of them.
    #[arg(long, default_value_t = 1_000_000)]
    pub(crate) lines: u64,
    #[arg(long, default_value_t = 1_000, value_parser = clap::value_parser!(u32).range(1..=1_000))]
    pub(crate) lines_of_a_list: u32,
    /// What the lines and the differences are drawn by.
    #[arg(long, default_value_t = 1)]
    pub(crate) seed: u64,
    /// Writes lines.csv and results.csv into this folder, which is made where it is absent.
    #[arg(long)]
    pub(crate) export: Option<PathBuf>,
    #[command(flatten)]
    pub(crate) shape: Shape,
}

/// What the verifications came to.
#[derive(Debug, Serialize)]
pub(crate) struct VerificationReport {
    pub(crate) lines: u64,
    pub(crate) books: u64,
    pub(crate) items: u64,
    pub(crate) differences: u64,
    pub(crate) made_lines_per_second: u64,
    /// Announcing every book and handing in every count.
    pub(crate) counted_milliseconds: u64,
    /// Completing every count, one book after the other, each answered when it is durable.
    pub(crate) completed_milliseconds: u64,
    pub(crate) completed_within: Quantiles,
    /// Until queries know every result.
    pub(crate) projected_milliseconds: u64,
    /// Reading every item of every book with its accounts.
    pub(crate) read_milliseconds: u64,
    /// Adding up every posting until the cutoff anew, from the query database.
    pub(crate) added_up_milliseconds: u64,
    pub(crate) state_digest: String,
    pub(crate) others_percent: u64,
}

/// Quantities by book, item and purpose, kept on paper.
type Sums = BTreeMap<(usize, u32, Purpose), i128>;

/// A line of a file: the item's book, its number, what it moved for and how much.
#[derive(Serialize)]
struct ExportedLine {
    book: usize,
    item: u32,
    purpose: &'static str,
    units: String,
}

/// Measures in a new directory.
pub(crate) fn run_verification(
    directory: &Path,
    wanted: &VerificationOptions,
) -> Result<VerificationReport, Problem> {
    let morning = format!("{TODAY}T01:00:00.000000Z").parse().expect("a constant instant");
    let clock = Clock::Manual(ManualClock::at(morning));
    let engine_options = EngineOptions { clock, ..options(8_190, 4_096) };
    let stage = Stage::build(directory, wanted.shape, &People::unnamed(), engine_options)?;
    let outcome = measure(&stage, wanted);
    stage.engine.stop();
    outcome
}

fn measure(stage: &Stage, wanted: &VerificationOptions) -> Result<VerificationReport, Problem> {
    let (meter, mut numbered) = (Meter::start(), Numbered::default());
    let (lines, made, sums) = make_history(stage, wanted, &mut numbered)?;
    wait_for_queries(&stage.engine)?;
    let counted = count_all(stage, wanted.seed, &sums, &mut numbered)?;
    let completed = complete_all(stage, &mut numbered)?;
    let started = Stopwatch::now();
    wait_for_queries(&stage.engine)?;
    let projected = started.elapsed();
    let queries = stage.engine.queries().map_err(|error| Problem::fault(ASKING, error))?;
    let started = Stopwatch::now();
    let verified = read_all(&queries, stage)?;
    let read = started.elapsed();
    let differences = compare(&verified, &sums, &counted.differences)?;
    let added_up = add_up_anew(&queries, stage, &sums)?;
    if let Some(folder) = &wanted.export {
        let results = verified.iter().flat_map(|(book, item)| results_of(*book, item));
        write(&folder.join("results.csv"), results)?;
    }
    Ok(VerificationReport {
        lines,
        books: u64::try_from(stage.books.len()).unwrap_or_default(),
        items: u64::try_from(verified.len()).unwrap_or_default(),
        differences,
        made_lines_per_second: per_second(lines, made),
        counted_milliseconds: milliseconds(counted.elapsed),
        completed_milliseconds: milliseconds(completed.0),
        completed_within: completed.1.quantiles(),
        projected_milliseconds: milliseconds(projected),
        read_milliseconds: milliseconds(read),
        added_up_milliseconds: milliseconds(added_up),
        state_digest: stage.engine.state_digest(),
        others_percent: meter.cost().others_percent,
    })
}

const ASKING: &str = "asking for verified items";

/// Drafts, submits and approves lists of all kinds of movements; returns what they move, by purpose.
fn make_history(
    stage: &Stage,
    wanted: &VerificationOptions,
    numbered: &mut Numbered,
) -> Result<(u64, Duration, Sums), Problem> {
    let mut workload = Workload::new(&stage.books, Skew::Uniform, wanted.seed);
    let mut kinds = Seeded::new(wanted.seed);
    let mut history = History { sums: stocked(stage), exported: None };
    if let Some(folder) = &wanted.export {
        history.exported = Some(opened(&folder.join("lines.csv"))?);
        history.export_stock()?;
    }
    let progress = Progress::start("lines", wanted.lines);
    let started = Stopwatch::now();
    let lists = wanted.lines.div_ceil(u64::from(wanted.lines_of_a_list)).max(1);
    let mut left = lists;
    while left > 0 {
        let together = left.min(LISTS_TOGETHER);
        let mut drawn = Vec::new();
        for _ in 0..together {
            let (book, mut content) = workload.list(wanted.lines_of_a_list);
            content.movement = MOVEMENTS[kinds.position(MOVEMENTS.len())];
            history.add(book, &content)?;
            drawn.push((book, content));
        }
        let lists = bring_to_desk(&stage.engine, &stage.books, drawn, numbered, UNDER_WAY)?;
        let book = |index: usize| stage.books.get(index).expect("a list is of one of the books");
        let approvals = lists.into_iter().map(|(index, list)| numbered.approve(book(index), list));
        submit_all(&stage.engine, approvals, UNDER_WAY, |_answer| ())?;
        progress.advance(together * u64::from(wanted.lines_of_a_list));
        left -= together;
    }
    let elapsed = started.elapsed();
    history.finish()?;
    Ok((lists * u64::from(wanted.lines_of_a_list), elapsed, history.sums))
}

/// What the lines move, added up and written down.
struct History {
    sums: Sums,
    exported: Option<csv::Writer<fs::File>>,
}

/// What the stage imported before.
fn stocked(stage: &Stage) -> Sums {
    let items = stage.books.iter().enumerate();
    let items = items.flat_map(|(book, staged)| staged.items.iter().map(move |item| (book, item.number)));
    items.map(|(book, item)| ((book, item, Purpose::Imported), STOCK_UNITS)).collect()
}

impl History {
    fn export_stock(&mut self) -> Result<(), Problem> {
        let stock: Vec<_> = self.sums.iter().map(|(key, units)| (*key, *units)).collect();
        stock.into_iter().try_for_each(|(key, units)| self.export(key, units))
    }

    fn add(&mut self, book: usize, content: &ListContent) -> Result<(), Problem> {
        for line in &content.lines {
            let key = (book, line.item, content.movement.opposite());
            *self.sums.entry(key).or_default() += line.quantity.units();
            self.export(key, line.quantity.units())?;
        }
        Ok(())
    }

    fn export(&mut self, (book, item, purpose): (usize, u32, Purpose), units: i128) -> Result<(), Problem> {
        let Some(writer) = &mut self.exported else { return Ok(()) };
        let line = ExportedLine { book, item, purpose: purpose.as_str(), units: units.to_string() };
        writer.serialize(line).map_err(|error| Problem::fault(WRITING, error))
    }

    fn finish(&mut self) -> Result<(), Problem> {
        let Some(mut writer) = self.exported.take() else { return Ok(()) };
        writer.flush().map_err(|error| Problem::fault(WRITING, error))
    }
}

const WRITING: &str = "writing what is exported";

fn opened(file: &Path) -> Result<csv::Writer<fs::File>, Problem> {
    if let Some(folder) = file.parent() {
        fs::create_dir_all(folder).map_err(|error| Problem::fault(WRITING, error))?;
    }
    csv::Writer::from_path(file).map_err(|error| Problem::fault(WRITING, error))
}

fn write(file: &Path, lines: impl Iterator<Item = ExportedLine>) -> Result<(), Problem> {
    let mut writer = opened(file)?;
    for line in lines {
        writer.serialize(line).map_err(|error| Problem::fault(WRITING, error))?;
    }
    writer.flush().map_err(|error| Problem::fault(WRITING, error))
}

/// What should be there: in less out.
fn remaining(sums: &Sums, book: usize, item: u32) -> i128 {
    let of_item = |movement: &Movement| {
        let units = sums.get(&(book, item, movement.opposite())).copied().unwrap_or_default();
        if movement.direction() == Direction::Inbound { units } else { -units }
    };
    MOVEMENTS.iter().map(of_item).sum()
}

struct Counted {
    elapsed: Duration,
    /// What was counted beyond what should be there.
    differences: BTreeMap<(usize, u32), i128>,
}

/// Announces every book and hands in its count.
fn count_all(stage: &Stage, seed: u64, sums: &Sums, numbered: &mut Numbered) -> Result<Counted, Problem> {
    let cutoff: CivilDate = TODAY.parse().expect("a constant date");
    let announce = |book: &StagedBook| BondedCommand::AnnounceCount { book: book.id, revision: None, cutoff };
    let mut seeded = Seeded::new(seed);
    let mut differences = BTreeMap::new();
    let started = Stopwatch::now();
    send(&stage.engine, stage.books.iter().map(|book| (book, announce(book))), numbered)?;
    let mut counts = Vec::new();
    for (index, book) in stage.books.iter().enumerate() {
        let rows = book.items.iter().map(|item| {
            let mut units = remaining(sums, index, item.number);
            if seeded.between(1, DIFFERENCE_ONE_IN) == 1 {
                units += 1;
                differences.insert((index, item.number), 1);
            }
            let quantity = QuantityAmount::from_units(units);
            CountRow { item: item.number, stage: CountStage::Stock, version: None, quantity }
        });
        let rows = rows.collect();
        counts.push((book, BondedCommand::RecordCount { book: book.id, revision: None, rows }));
    }
    send(&stage.engine, counts.into_iter(), numbered)?;
    Ok(Counted { elapsed: started.elapsed(), differences })
}

fn send<'a>(
    engine: &Engine,
    commands: impl Iterator<Item = (&'a StagedBook, BondedCommand)>,
    numbered: &mut Numbered,
) -> Result<(), Problem> {
    let submissions =
        commands.map(|(book, command)| numbered.other(book.hands.officer, Command::Bonded(command)));
    submit_all(engine, submissions, UNDER_WAY, |_answer| ()).map(|_answers| ())
}

/// Completes the count of one book after the other; returns how long all of them took, and each.
fn complete_all(stage: &Stage, numbered: &mut Numbered) -> Result<(Duration, Durations), Problem> {
    let mut durations = Durations::default();
    let started = Stopwatch::now();
    for book in &stage.books {
        let one = Stopwatch::now();
        let is_announced = |state: &State| {
            let period = state.bonded.book(book.id).and_then(|book| book.period.as_ref());
            period.is_some_and(|period| period.status == PeriodStatus::Announced)
        };
        // A large count is compared in portions.
        while stage.engine.read(is_announced) {
            let command = BondedCommand::CompleteCount { book: book.id, revision: None };
            send(&stage.engine, std::iter::once((book, command)), numbered)?;
        }
        durations.add(one.elapsed());
    }
    Ok((started.elapsed(), durations))
}

/// Reads every item of every book as the console would.
fn read_all(queries: &Queries, stage: &Stage) -> Result<Vec<(usize, VerifiedItem)>, Problem> {
    let mut items = Vec::new();
    for (index, book) in stage.books.iter().enumerate() {
        let mut page = PageRequest { limit: PAGE, cursor: None };
        loop {
            let found = queries.verified(&ReadScope::Zone, book.id, 1, VerifiedFilter::default(), &page);
            let found = found.map_err(|error| Problem::fault(ASKING, error))?;
            items.extend(found.rows.into_iter().map(|item| (index, item)));
            page.cursor = found.next_cursor;
            if page.cursor.is_none() {
                break;
            }
        }
    }
    Ok(items)
}

/// Compares every result with the sums on paper; returns how many items differ from their count.
fn compare(
    verified: &[(usize, VerifiedItem)],
    sums: &Sums,
    planted: &BTreeMap<(usize, u32), i128>,
) -> Result<u64, Problem> {
    let mut differences = 0;
    for (book, item) in verified {
        let number = item.result.item;
        let wanted = remaining(sums, *book, number);
        let difference = planted.get(&(*book, number)).copied().unwrap_or_default();
        let moves_agree = item.primary.moved.iter().all(|(purpose, quantity)| {
            sums.get(&(*book, number, *purpose)).copied().unwrap_or_default() == *quantity
        });
        if !moves_agree || item.result.theoretical != wanted || item.result.difference() != difference {
            let what = format!("item {number} of book {book} is not verified as on paper");
            return Err(Problem::new(Exit::Negative, what));
        }
        differences += u64::from(difference != 0);
    }
    if usize::try_from(differences).ok() == Some(planted.len()) {
        Ok(differences)
    } else {
        Err(Problem::new(Exit::Negative, "a difference that was counted does not show"))
    }
}

/// Asks for every balance at the cutoff, which adds up the postings; returns how long that took.
fn add_up_anew(queries: &Queries, stage: &Stage, sums: &Sums) -> Result<Duration, Problem> {
    let cutoff: CivilDate = TODAY.parse().expect("a constant date");
    let started = Stopwatch::now();
    let mut balances = Vec::new();
    for (index, book) in stage.books.iter().enumerate() {
        let found = queries.balances(&ReadScope::Zone, book.id, None, cutoff, None);
        balances.extend(
            found.map_err(|error| Problem::fault(ASKING, error))?.into_iter().map(|row| (index, row)),
        );
    }
    let elapsed = started.elapsed();
    for (book, row) in balances.iter().filter(|(_, row)| row.purpose == Purpose::Stock) {
        if row.balance.units() != remaining(sums, *book, row.item) {
            let what = format!("the postings of item {} of book {book} add up to something else", row.item);
            return Err(Problem::new(Exit::Negative, what));
        }
    }
    Ok(elapsed)
}

/// What a verification says of an item, as lines of a file; what should remain stands under the stock.
fn results_of(book: usize, item: &VerifiedItem) -> Vec<ExportedLine> {
    let stock = (Purpose::Stock, item.result.theoretical);
    let moved = item.primary.moved.iter().map(|(purpose, units)| (*purpose, *units));
    let line = |(purpose, units): (Purpose, i128)| ExportedLine {
        book,
        item: item.result.item,
        purpose: purpose.as_str(),
        units: units.to_string(),
    };
    std::iter::once(stock).chain(moved).map(line).collect()
}
