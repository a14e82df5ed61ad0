//! Many seeds, several at a time, and the seeds that failed once: those are run first, and a new failure joins them.

use std::fmt::Write as _;
use std::path::{Path, PathBuf};
use std::sync::Mutex;
use std::sync::PoisonError;
use std::sync::atomic::{AtomicUsize, Ordering};

use super::{Broken, Conditions, Outcome, Tally, run_seed};
use crate::problem::Problem;
use crate::progress::Progress;

/// Which seeds are run and how.
pub(crate) struct Series {
    pub(crate) first: u64,
    pub(crate) count: u64,
    pub(crate) steps: usize,
    /// Seeds run at a time.
    pub(crate) jobs: usize,
    pub(crate) keep: Option<PathBuf>,
    pub(crate) remembered: Option<Remembered>,
}

/// What came of all seeds.
#[derive(Default)]
pub(crate) struct SeriesOutcome {
    pub(crate) passed: u64,
    pub(crate) broken: Vec<Broken>,
    pub(crate) tally: Tally,
}

/// Runs every seed and returns what came of them.
pub(crate) fn run_series(series: &Series) -> Result<SeriesOutcome, Problem> {
    let mut planned: Vec<(u64, usize)> =
        series.remembered.as_ref().map_or_else(Vec::new, Remembered::planned);
    planned.extend((0..series.count).map(|number| (series.first.wrapping_add(number), series.steps)));
    let total = u64::try_from(planned.len()).unwrap_or(u64::MAX);
    let progress = Progress::start("seeds", total);
    let next = AtomicUsize::new(0);
    let outcomes: Mutex<Vec<Result<Outcome, Problem>>> = Mutex::new(Vec::new());
    let work = || {
        while let Some((seed, steps)) = planned.get(next.fetch_add(1, Ordering::Relaxed)) {
            let outcome = run_seed(*seed, *steps, Conditions::default(), series.keep.as_deref());
            outcomes.lock().unwrap_or_else(PoisonError::into_inner).push(outcome);
            progress.advance(1);
        }
    };
    std::thread::scope(|scope| {
        for _ in 1..series.jobs.max(1) {
            scope.spawn(work);
        }
        work();
    });
    let mut found = SeriesOutcome::default();
    for outcome in outcomes.into_inner().unwrap_or_else(PoisonError::into_inner) {
        let outcome = outcome?;
        match outcome.result {
            Ok(tally) => {
                found.passed += 1;
                // The digests of a single seed are its own; of many only the counts are added up.
                found.tally.state_digest.clone_from(&tally.state_digest);
                found.tally.history_digest = tally.history_digest;
                found.tally.add(&tally);
            }
            Err(broken) => found.broken.push(broken),
        }
    }
    found.broken.sort_by_key(|broken| broken.seed);
    if let Some(remembered) = &series.remembered {
        remembered.add(&found.broken)?;
    }
    Ok(found)
}

/// Seeds that failed once, in a file: a seed and its number of steps a line, and after a hash sign what it broke.
pub(crate) struct Remembered {
    path: PathBuf,
    text: String,
}

impl Remembered {
    /// Reads the file; it must be there.
    pub(crate) fn read(path: &Path) -> Result<Self, Problem> {
        let text = std::fs::read_to_string(path)
            .map_err(|error| Problem::fault(format_args!("reading {}", path.display()), error))?;
        let known = Self { path: path.to_path_buf(), text };
        if let Some(line) = known.lines().find(|line| parse(line).is_none()) {
            return Err(Problem::usage(format!(
                "{}: \"{line}\" is not a seed and a number of steps",
                path.display()
            )));
        }
        Ok(known)
    }

    fn lines(&self) -> impl Iterator<Item = &str> {
        let without_remark = self.text.lines().map(|line| line.split('#').next().unwrap_or_default().trim());
        without_remark.filter(|line| !line.is_empty())
    }

    fn planned(&self) -> Vec<(u64, usize)> {
        self.lines().filter_map(parse).collect()
    }

    fn add(&self, broken: &[Broken]) -> Result<(), Problem> {
        let planned = self.planned();
        let mut text = self.text.clone();
        for broken in broken.iter().filter(|broken| !planned.contains(&(broken.seed, broken.steps))) {
            let _infallible = writeln!(text, "{} {} # {}", broken.seed, broken.steps, broken.property);
        }
        if text == self.text {
            return Ok(());
        }
        std::fs::write(&self.path, text)
            .map_err(|error| Problem::fault(format_args!("writing {}", self.path.display()), error))
    }
}

fn parse(line: &str) -> Option<(u64, usize)> {
    let (seed, steps) = line.split_once(' ')?;
    Some((seed.parse().ok()?, steps.trim().parse().ok()?))
}
