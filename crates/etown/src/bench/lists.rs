//! Whole lists inside the program: drafted, submitted and approved, each step durable before the next one begins.

use std::collections::VecDeque;
use std::path::Path;
use std::sync::mpsc;
use std::time::{Duration, Instant as Stopwatch};

use etown_engine::{Answer, NotAccepted, Submission};
use etown_values::ListId;
use serde::Serialize;

use super::meter::{Durations, MAIN, Meter, PROJECTION, Quantiles, milliseconds, per_second};
use super::requests::Numbered;
use super::stage::{People, Shape, Stage, StagedBook, options};
use super::transfers::wait_for_queries;
use super::workload::{Skew, Workload};
use crate::problem::Problem;
use crate::zone::created;
use crate::zone::desk::not_accepted;

const PATIENCE: Duration = Duration::from_mins(2);

#[derive(Clone, Debug, clap::Args)]
pub(crate) struct ListOptions {
    /// Lines measured; whole lists of them.
    #[arg(long, default_value_t = 200_000)]
    pub(crate) lines: u64,
    #[arg(long, default_value_t = 1_000, value_parser = clap::value_parser!(u32).range(1..=1_000))]
    pub(crate) lines_of_a_list: u32,
    /// Lists under way at the same time.
    #[arg(long, default_value_t = 16, value_parser = clap::value_parser!(u32).range(1..=100_000))]
    pub(crate) under_way: u32,
    #[arg(long, value_enum, default_value = "uniform")]
    pub(crate) skew: Skew,
    /// What the lines are drawn by.
    #[arg(long, default_value_t = 1)]
    pub(crate) seed: u64,
    #[command(flatten)]
    pub(crate) shape: Shape,
}

/// What the lists came to.
#[derive(Debug, Serialize)]
pub(crate) struct ListReport {
    pub(crate) lines: u64,
    pub(crate) lines_of_a_list: u32,
    pub(crate) under_way: u32,
    pub(crate) syncs: u64,
    pub(crate) milliseconds: u64,
    pub(crate) lines_per_second: u64,
    /// From the draft to the answer that it is posted.
    pub(crate) posted_within: Quantiles,
    pub(crate) writing_nanoseconds_per_line: u64,
    pub(crate) projecting_nanoseconds_per_line: u64,
    pub(crate) lines_per_second_projected: u64,
    pub(crate) others_percent: u64,
}

/// Measures in a new directory.
pub(crate) fn run_lists(directory: &Path, wanted: &ListOptions) -> Result<ListReport, Problem> {
    let under_way = usize::try_from(wanted.under_way).unwrap_or(1);
    let engine_options = options(8_190, under_way.max(4_096));
    let stage = Stage::build(directory, wanted.shape, &People::unnamed(), engine_options)?;
    let outcome = measure(&stage, wanted, under_way);
    stage.engine.stop();
    outcome
}

/// How far a list has come with its last answer.
#[derive(Clone, Copy)]
enum Step {
    Drafted,
    Submitted(ListId),
    Approved,
}

/// A list under way.
struct Walk<'a> {
    book: &'a StagedBook,
    started: Stopwatch,
    step: Step,
}

fn measure(stage: &Stage, wanted: &ListOptions, under_way: usize) -> Result<ListReport, Problem> {
    let engine = &stage.engine;
    let count = wanted.lines.div_ceil(u64::from(wanted.lines_of_a_list)).max(1);
    let mut workload = Workload::new(&stage.books, wanted.skew, wanted.seed);
    let mut numbered = Numbered::default();
    let mut drafts: VecDeque<(&StagedBook, Submission)> = VecDeque::new();
    for _ in 0..count {
        let (book, content) = workload.list(wanted.lines_of_a_list);
        let book = stage.books.get(book).expect("a list is of one of the books");
        drafts.push_back((book, numbered.draft(book, content)));
    }
    wait_for_queries(engine)?;
    let syncs = engine.batches();
    let meter = Meter::start();
    let durations = walk_all(stage, drafts, &mut numbered, under_way)?;
    let acknowledged = meter.cost();
    let syncs = engine.batches() - syncs;
    wait_for_queries(engine)?;
    let projected = meter.cost();
    let lines = count * u64::from(wanted.lines_of_a_list);
    Ok(ListReport {
        lines,
        lines_of_a_list: wanted.lines_of_a_list,
        under_way: wanted.under_way,
        syncs,
        milliseconds: milliseconds(acknowledged.elapsed),
        lines_per_second: per_second(lines, acknowledged.elapsed),
        posted_within: durations.quantiles(),
        writing_nanoseconds_per_line: acknowledged.but(&[PROJECTION, MAIN]) / lines,
        projecting_nanoseconds_per_line: projected.of(PROJECTION) / lines,
        lines_per_second_projected: per_second(lines, projected.elapsed),
        others_percent: acknowledged.others_percent,
    })
}

fn walk_all(
    stage: &Stage,
    mut drafts: VecDeque<(&StagedBook, Submission)>,
    numbered: &mut Numbered,
    under_way: usize,
) -> Result<Durations, Problem> {
    let (sender, answers) = mpsc::channel::<(usize, Result<Answer, NotAccepted>)>();
    let send = |place: usize, submission: Submission| {
        let sender = sender.clone();
        stage.engine.submit_then(
            submission,
            Box::new(move |outcome| {
                // A loop that was given up listens no more.
                let _ = sender.send((place, outcome));
            }),
        );
    };
    let begin = |place: usize, (book, draft)| {
        let walk = Walk { book, started: Stopwatch::now(), step: Step::Drafted };
        send(place, draft);
        walk
    };
    let mut walks: Vec<Walk<'_>> = Vec::new();
    while walks.len() < under_way
        && let Some(draft) = drafts.pop_front()
    {
        walks.push(begin(walks.len(), draft));
    }
    let mut left = walks.len() + drafts.len();
    let mut durations = Durations::default();
    while left > 0 {
        let (place, outcome) =
            answers.recv_timeout(PATIENCE).map_err(|error| Problem::fault("waiting for an answer", error))?;
        let answer = outcome.map_err(|outcome| not_accepted("a command of the bench", &outcome))?;
        let walk = walks.get_mut(place).expect("each answer has its place");
        match walk.step {
            Step::Drafted => {
                let list = created::list(&answer);
                walk.step = Step::Submitted(list);
                send(place, numbered.submit(walk.book, list));
            }
            Step::Submitted(list) => {
                walk.step = Step::Approved;
                send(place, numbered.approve(walk.book, list));
            }
            Step::Approved => {
                durations.add(walk.started.elapsed());
                left -= 1;
                if let Some(draft) = drafts.pop_front() {
                    *walk = begin(place, draft);
                }
            }
        }
    }
    Ok(durations)
}
