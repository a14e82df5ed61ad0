//! `etown simulate`: hunts for lost goods in histories drawn from seeds.

use std::fmt::Write;
use std::path::PathBuf;
use std::process::ExitCode;

use etown_engine::Clock;
use serde_json::json;

use crate::output::{self, Form};
use crate::problem::{Exit, Problem};
use crate::simulate::{Remembered, Series, run_series};

#[derive(clap::Args)]
pub(crate) struct Arguments {
    /// What the first history is drawn from; without it, from the clock.
    #[arg(long)]
    seed: Option<u64>,
    /// How many seeds to run, one after another from the first.
    #[arg(long, default_value_t = 1)]
    seeds: u64,
    /// Steps of each history; most of them are commands and reports.
    #[arg(long, default_value_t = 2_000)]
    commands: usize,
    /// Seeds to run at the same time; without it, as many as there are processors.
    #[arg(long)]
    jobs: Option<usize>,
    /// Keeps the data directory and history of each failure here.
    #[arg(long)]
    keep: Option<PathBuf>,
    /// A file of seeds that failed once: they are run first, and new ones are added.
    #[arg(long)]
    remember: Option<PathBuf>,
    /// Writes what the engines log to standard error.
    #[arg(long)]
    log: bool,
    /// Prints the result as JSON.
    #[arg(long)]
    json: bool,
}

pub(super) fn run(arguments: &Arguments) -> Result<ExitCode, Problem> {
    if arguments.log {
        tracing_subscriber::fmt().with_max_level(tracing::Level::WARN).with_writer(std::io::stderr).init();
    }
    let first = arguments.seed.unwrap_or_else(|| Clock::System.now().microseconds().unsigned_abs());
    let processors = || std::thread::available_parallelism().map_or(1, std::num::NonZero::get);
    let series = Series {
        first,
        count: arguments.seeds,
        steps: arguments.commands,
        jobs: arguments.jobs.unwrap_or_else(processors),
        keep: arguments.keep.clone(),
        remembered: arguments.remember.as_deref().map(Remembered::read).transpose()?,
    };
    let found = run_series(&series)?;
    let failed = found.broken.len();
    let mut text = String::new();
    for broken in &found.broken {
        let _ = writeln!(text, "seed {}: {}: {}", broken.seed, broken.property, broken.detail);
        let _ = writeln!(text, "  {} of {} steps are enough:", broken.smallest, broken.steps);
        for line in &broken.history {
            let _ = writeln!(text, "  {line}");
        }
        let _ = writeln!(text, "  again: etown simulate --seed {} --commands {}", broken.seed, broken.steps);
    }
    let tally = &found.tally;
    let _ = writeln!(
        text,
        "from seed {first}: {} commands, {} accepted, {} refused, {} repeated, {} reused ids; {} failures struck, {} \
         restarts, {} survivors of unknown outcome",
        tally.commands,
        tally.accepted,
        tally.refused,
        tally.repeated,
        tally.reused,
        tally.faults,
        tally.restarts,
        tally.survivors,
    );
    if arguments.seeds == 1 && failed == 0 {
        let _ = writeln!(text, "history {:016x}, state {}", tally.history_digest, tally.state_digest);
    }
    let _ = write!(text, "{} passed, {failed} failed", found.passed);
    let result = json!({
        "first_seed": first,
        "passed": found.passed,
        "failed": failed,
        "tally": tally,
        "failures": found.broken,
    });
    output::print(Form::of(arguments.json), &result, &text)?;
    Ok(if failed == 0 { ExitCode::SUCCESS } else { ExitCode::from(Exit::Negative.number()) })
}
