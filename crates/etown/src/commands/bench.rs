//! `etown bench`: measures this machine.

mod file;

use std::fmt::Write;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use clap::Subcommand;
use etown_domain::kernel::parameters::Nomenclature;
use etown_values::CivilDate;
use serde::Serialize;

use crate::bench::{
    HttpOptions, ListOptions, ReplayOptions, TransferOptions, VerificationOptions, YearOptions, YearReport,
    run_http, run_lists, run_replay, run_transfers, run_verification, run_year,
};
use crate::nomenclature::{self, Reading, SUM_ROW};
use crate::output::{self, Form};
use crate::problem::Problem;
use crate::shipped;

/// Balances shown of each book; `--json` shows them all.
const BALANCES_SHOWN: usize = 4;

#[derive(clap::Args)]
pub(crate) struct Arguments {
    #[command(subcommand)]
    what: What,
}

#[derive(Subcommand)]
enum What {
    /// A seeded year of list lines through the engine, every batch synced, every balance checked.
    Year(Year),
    /// The seeded year of one book as a list file, to be imported into a running zone.
    File(file::Arguments),
    /// Durable transfers: lists approved, so many transfers to a sync.
    Transfers(Measured<TransferOptions>),
    /// Whole lists inside the program: drafted, submitted, approved.
    Lists(Measured<ListOptions>),
    /// Lists through HTTP, over the loopback device.
    Http(Measured<HttpOptions>),
    /// A long history: disk, memory, last movements, start-up and replay.
    Replay(Measured<ReplayOptions>),
    /// Periods counted and verified over a long history, every sum checked.
    Verification(Measured<VerificationOptions>),
}

/// A measurement with where its data lie.
#[derive(clap::Args)]
struct Measured<T: clap::Args> {
    #[command(flatten)]
    options: T,
    /// Keeps the data here, in a directory that is absent or empty. Without it they are removed at the end.
    #[arg(long)]
    data_directory: Option<PathBuf>,
}

#[derive(clap::Args)]
struct Year {
    #[arg(long, default_value_t = 100_000)]
    lines: u64,
    /// What the year is drawn by.
    #[arg(long, default_value_t = 1)]
    seed: u64,
    /// Commodity codes to draw from: a CSV file with columns hscode and description. Without it, those of the demo.
    #[arg(long)]
    nomenclature: Option<PathBuf>,
    /// Keeps the data here, in a directory that is absent or empty. Without it they are removed at the end.
    #[arg(long)]
    data_directory: Option<PathBuf>,
    /// Prints the result as JSON, with every balance.
    #[arg(long)]
    json: bool,
}

pub(super) fn run(arguments: &Arguments) -> Result<ExitCode, Problem> {
    match &arguments.what {
        What::Year(year) => run_and_check_year(year),
        What::File(arguments) => file::run(arguments),
        What::Transfers(measured) => measure(measured, run_transfers),
        What::Lists(measured) => measure(measured, run_lists),
        What::Http(measured) => measure(measured, run_http),
        What::Replay(measured) => measure(measured, run_replay),
        What::Verification(measured) => measure(measured, run_verification),
    }
}

/// Measures in a directory and prints the report as JSON.
fn measure<T: clap::Args, R: Serialize>(
    measured: &Measured<T>,
    run: fn(&Path, &T) -> Result<R, Problem>,
) -> Result<ExitCode, Problem> {
    let report =
        in_directory(measured.data_directory.as_deref(), |directory| run(directory, &measured.options))?;
    output::print(Form::Json, &report, "")?;
    Ok(ExitCode::SUCCESS)
}

/// Runs in the directory that is to be kept, or in one that is removed afterwards.
fn in_directory<R>(kept: Option<&Path>, run: impl FnOnce(&Path) -> Result<R, Problem>) -> Result<R, Problem> {
    if let Some(directory) = kept {
        return run(directory);
    }
    let around = std::env::temp_dir().join(format!("etown-bench-{}", std::process::id()));
    std::fs::create_dir_all(&around)
        .map_err(|error| Problem::fault(format_args!("making {}", around.display()), error))?;
    let outcome = run(&around.join("zone"));
    std::fs::remove_dir_all(&around)
        .map_err(|error| Problem::fault(format_args!("removing {}", around.display()), error))?;
    outcome
}

/// Reads the codes to draw from; those of the demo where no file is named.
fn nomenclature(file: Option<&Path>) -> Result<Nomenclature, Problem> {
    let Some(path) = file else { return Ok(shipped::demo_nomenclature()) };
    let effective_from: CivilDate = "2022-01-01".parse().expect("a constant date");
    let (code_column, description_column) = ("hscode", "description");
    let (edition, sum_row) = ("HS 2022", SUM_ROW);
    let reading = Reading { edition, effective_from, code_column, description_column, sum_row };
    nomenclature::read(path, &reading)
}

fn run_and_check_year(year: &Year) -> Result<ExitCode, Problem> {
    let nomenclature = nomenclature(year.nomenclature.as_deref())?;
    let report = in_directory(year.data_directory.as_deref(), |directory| {
        run_year(&YearOptions { directory, lines: year.lines, seed: year.seed, nomenclature })
    })?;
    output::print(Form::of(year.json), &report, &text(&report))?;
    Ok(ExitCode::SUCCESS)
}

fn text(report: &YearReport) -> String {
    let mut text = String::new();
    for book in &report.books {
        let _ = writeln!(text, "book {}: {} lists, {} lines", book.number, book.lists, book.lines);
        for balance in book.balances.iter().take(BALANCES_SHOWN) {
            let _ =
                writeln!(text, "  item {:5} {:16} {:>24}", balance.item, balance.account, balance.balance);
        }
        let more = book.balances.len().saturating_sub(BALANCES_SHOWN);
        let _ = writeln!(text, "  and {more} more accounts");
    }
    let _ = write!(
        text,
        "{} balances equal their recomputation on paper (seed {}, {} codes, {} working days)\n\
         {} lines in {} lists, {} entries in {} s: {} lines/s, {} entries/s\n\
         queries followed {} ms after the last answer; state digest {}",
        report.balances_checked,
        report.seed,
        report.commodity_codes,
        report.working_days,
        report.lines,
        report.lists,
        report.entries,
        report.seconds,
        report.lines_per_second,
        report.entries_per_second,
        report.projection_milliseconds,
        report.state_digest,
    );
    text
}
