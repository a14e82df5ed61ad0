//! What a run costs: processor time by thread, memory, disk, and what other programs took of the machine meanwhile. It
//! reads what Linux tells about this process and must never be asked inside what is measured.

use std::collections::BTreeMap;
use std::fs;
use std::io::{self, Read as _, Seek as _, SeekFrom};
use std::os::unix::fs::MetadataExt as _;
use std::path::Path;
use std::time::{Duration, Instant as Stopwatch};

use crate::problem::Problem;

/// Linux counts processor time of processes in hundredths of a second.
const NANOSECONDS_IN_TICK: u64 = 10_000_000;
const PAGE_BYTES: u64 = 4_096;

/// The thread that decides and appends; short-lived threads that encode for it count with it.
pub(super) const WRITER: &str = "engine-writer";
/// The thread by which queries follow; Linux keeps fifteen letters of a name.
pub(super) const PROJECTION: &str = "engine-projecti";
/// The thread of the measurement itself, which hands over commands.
pub(super) const MAIN: &str = "etown";

/// A moment, to be compared with a later one.
pub(super) struct Meter {
    started: Stopwatch,
    own_ticks: u64,
    machine_ticks: u64,
    threads: BTreeMap<String, u64>,
}

/// What was spent since a moment.
pub(super) struct Cost {
    pub(super) elapsed: Duration,
    /// Processor time of this process, in nanoseconds.
    pub(super) total: u64,
    /// Processor time of threads that still run, by name, in nanoseconds.
    threads: BTreeMap<String, u64>,
    /// Hundredths of a processor that other programs took.
    pub(super) others_percent: u64,
}

impl Meter {
    pub(super) fn start() -> Self {
        let (own_ticks, machine_ticks) = (own_ticks(), machine_ticks());
        Self { own_ticks, machine_ticks, threads: threads(), started: Stopwatch::now() }
    }

    pub(super) fn cost(&self) -> Cost {
        let elapsed = self.started.elapsed();
        let mut threads = threads();
        for (name, spent) in &mut threads {
            *spent = spent.saturating_sub(self.threads.get(name).copied().unwrap_or_default());
        }
        let own = own_ticks().saturating_sub(self.own_ticks);
        let machine = machine_ticks().saturating_sub(self.machine_ticks);
        let others = machine.saturating_sub(own).saturating_mul(NANOSECONDS_IN_TICK);
        let others_percent = others.saturating_mul(100) / nanoseconds(elapsed).max(1);
        Cost { elapsed, total: own.saturating_mul(NANOSECONDS_IN_TICK), threads, others_percent }
    }
}

impl Cost {
    /// Nanoseconds of the threads with this name.
    pub(super) fn of(&self, thread: &str) -> u64 {
        self.threads.get(thread).copied().unwrap_or_default()
    }

    /// Nanoseconds of everything but these threads.
    pub(super) fn but(&self, threads: &[&str]) -> u64 {
        self.total.saturating_sub(threads.iter().map(|name| self.of(name)).sum())
    }
}

/// Bytes of memory that this process holds.
pub(super) fn resident_bytes() -> u64 {
    let text = fs::read_to_string("/proc/self/statm").unwrap_or_default();
    let pages: Option<u64> = text.split_whitespace().nth(1).and_then(|word| word.parse().ok());
    pages.unwrap_or_default().saturating_mul(PAGE_BYTES)
}

pub(super) fn nanoseconds(duration: Duration) -> u64 {
    u64::try_from(duration.as_nanos()).unwrap_or(u64::MAX)
}

/// How many of them there were in a second.
pub(super) fn per_second(count: u64, duration: Duration) -> u64 {
    let rate = u128::from(count) * 1_000_000_000 / duration.as_nanos().max(1);
    u64::try_from(rate).unwrap_or(u64::MAX)
}

pub(super) fn milliseconds(duration: Duration) -> u64 {
    u64::try_from(duration.as_millis()).unwrap_or(u64::MAX)
}

/// Bytes on disk of a folder's files; of a file that ends with zeros, those before them.
pub(super) fn bytes_written(folder: &Path) -> Result<u64, Problem> {
    let fault = |error: io::Error| Problem::fault(format_args!("measuring {}", folder.display()), error);
    let mut bytes = 0;
    for found in fs::read_dir(folder).map_err(fault)? {
        let found = found.map_err(fault)?;
        let metadata = found.metadata().map_err(fault)?;
        bytes += if metadata.is_dir() {
            bytes_written(&found.path())?
        } else if found.path().extension().is_some_and(|extension| extension == "segment") {
            bytes_before_zeros(&found.path()).map_err(fault)?
        } else {
            metadata.blocks().saturating_mul(512).min(metadata.size().next_multiple_of(PAGE_BYTES))
        };
    }
    Ok(bytes)
}

fn bytes_before_zeros(file: &Path) -> io::Result<u64> {
    let mut file = fs::File::open(file)?;
    let mut end = file.metadata()?.len();
    let mut block = vec![0; 1 << 16];
    while end > 0 {
        let length = end.min(u64::try_from(block.len()).unwrap_or(1));
        let part = block.get_mut(..usize::try_from(length).unwrap_or_default()).unwrap_or_default();
        file.seek(SeekFrom::Start(end - length))?;
        file.read_exact(part)?;
        if let Some(last) = part.iter().rposition(|byte| *byte != 0) {
            return Ok(end - length + u64::try_from(last).unwrap_or_default() + 1);
        }
        end -= length;
    }
    Ok(0)
}

/// Processor time of this process, ended threads included.
fn own_ticks() -> u64 {
    let text = fs::read_to_string("/proc/self/stat").unwrap_or_default();
    // The name in parentheses may hold anything; user and system time are the 12th and 13th word behind it.
    let words = text.rsplit(')').next().unwrap_or_default().split_whitespace();
    words.skip(11).take(2).filter_map(|word| word.parse::<u64>().ok()).sum()
}

/// Processor time of all programs.
fn machine_ticks() -> u64 {
    let text = fs::read_to_string("/proc/stat").unwrap_or_default();
    let words = text.lines().next().unwrap_or_default().split_whitespace().skip(1);
    let ticks: Vec<u64> = words.take(8).filter_map(|word| word.parse().ok()).collect();
    let idle: u64 = ticks.iter().skip(3).take(2).sum();
    ticks.iter().sum::<u64>().saturating_sub(idle)
}

/// Processor time of the thread that asks.
pub(super) fn own_thread_nanoseconds() -> u64 {
    nanoseconds_in(Path::new("/proc/thread-self"))
}

fn nanoseconds_in(task: &Path) -> u64 {
    let text = fs::read_to_string(task.join("schedstat")).unwrap_or_default();
    text.split(' ').next().and_then(|word| word.parse().ok()).unwrap_or_default()
}

/// Nanoseconds of processor time by name of thread.
fn threads() -> BTreeMap<String, u64> {
    let mut spent = BTreeMap::new();
    let Ok(tasks) = fs::read_dir("/proc/self/task") else { return spent };
    for task in tasks.flatten() {
        let name = fs::read_to_string(task.path().join("comm")).unwrap_or_default();
        *spent.entry(name.trim_end().to_owned()).or_default() += nanoseconds_in(&task.path());
    }
    spent
}

/// Durations of which the middle and the slowest hundredth are told.
#[derive(Debug, Default)]
pub(super) struct Durations(Vec<u64>);

/// Microseconds that half and that 99 of 100 did not exceed.
#[derive(Clone, Copy, Debug, Default, serde::Serialize)]
pub(crate) struct Quantiles {
    pub(crate) p50_microseconds: u64,
    pub(crate) p99_microseconds: u64,
}

impl Durations {
    pub(super) fn add(&mut self, duration: Duration) {
        self.0.push(nanoseconds(duration));
    }

    pub(super) fn append(&mut self, mut others: Self) {
        self.0.append(&mut others.0);
    }

    pub(super) fn quantiles(mut self) -> Quantiles {
        self.0.sort_unstable();
        let at = |percent: usize| {
            let index = self.0.len().saturating_mul(percent) / 100;
            let index = index.min(self.0.len().saturating_sub(1));
            self.0.get(index).copied().unwrap_or_default() / 1_000
        };
        Quantiles { p50_microseconds: at(50), p99_microseconds: at(99) }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_middle_and_the_slowest_hundredth_are_told() {
        let mut durations = Durations::default();
        (1..=200).for_each(|milliseconds| durations.add(Duration::from_millis(milliseconds)));
        let quantiles = durations.quantiles();
        assert_eq!((quantiles.p50_microseconds, quantiles.p99_microseconds), (101_000, 199_000));
        assert_eq!(Durations::default().quantiles().p99_microseconds, 0);
    }

    #[test]
    fn zeros_behind_what_was_written_do_not_count() {
        let folder = tempfile::tempdir().unwrap();
        let mut bytes = vec![7; 100];
        bytes.resize(1 << 18, 0);
        fs::write(folder.path().join("1.segment"), bytes).unwrap();
        assert_eq!(bytes_written(folder.path()).unwrap(), 100);
    }

    #[test]
    fn work_shows_in_the_processor_time() {
        let meter = Meter::start();
        let mut sum = 0_u64;
        let before = own_thread_nanoseconds();
        while own_thread_nanoseconds() < before + 5 * NANOSECONDS_IN_TICK {
            sum = std::hint::black_box(sum.wrapping_add(1));
        }
        assert!(meter.cost().total >= 4 * NANOSECONDS_IN_TICK, "{sum}");
    }
}
