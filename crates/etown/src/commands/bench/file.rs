//! `etown bench file`: the seeded year as a list file, to be imported into a running zone and compared with the paper.

use std::path::PathBuf;
use std::process::ExitCode;

use clap::Subcommand;
use etown_values::{BookId, EnterpriseId};
use serde_json::json;

use crate::bench::{Drawn, compare, file_book, require_equal, write_year};
use crate::connection::{ApproverArguments, ServerArguments};
use crate::output::{self, Form};
use crate::problem::Problem;

#[derive(clap::Args)]
pub(super) struct Arguments {
    #[command(subcommand)]
    what: What,
}

#[derive(Subcommand)]
enum What {
    /// Writes the file.
    Write(Write),
    /// Files the book that the file is for, with its items and bills of materials, in a running zone.
    Book(Book),
    /// Compares every balance of the book with the paper.
    Compare(Compare),
}

/// What the year is drawn by; the same for file, book and comparison.
#[derive(clap::Args)]
struct Year {
    #[arg(long, default_value_t = 100_000)]
    lines: u64,
    #[arg(long, default_value_t = 1)]
    seed: u64,
    /// Commodity codes to draw from: a CSV file with columns hscode and description. Without it, those of the demo.
    #[arg(long)]
    nomenclature: Option<PathBuf>,
}

impl Year {
    fn drawn(&self) -> Result<Drawn, Problem> {
        let nomenclature = super::nomenclature(self.nomenclature.as_deref())?;
        Ok(Drawn { lines: self.lines, seed: self.seed, nomenclature })
    }
}

#[derive(clap::Args)]
struct Write {
    /// The file to write.
    file: PathBuf,
    #[command(flatten)]
    year: Year,
    /// Prints the result as JSON.
    #[arg(long)]
    json: bool,
}

#[derive(clap::Args)]
struct Book {
    /// The enterprise that the book belongs to.
    #[arg(long)]
    enterprise: EnterpriseId,
    #[arg(long, default_value = "H0100BENCH01")]
    number: String,
    #[command(flatten)]
    year: Year,
    #[command(flatten)]
    server: ServerArguments,
    #[command(flatten)]
    approver: ApproverArguments,
    /// Prints the result as JSON.
    #[arg(long)]
    json: bool,
}

#[derive(clap::Args)]
struct Compare {
    #[arg(long)]
    book: BookId,
    #[command(flatten)]
    year: Year,
    #[command(flatten)]
    server: ServerArguments,
    /// Prints the result as JSON.
    #[arg(long)]
    json: bool,
}

pub(super) fn run(arguments: &Arguments) -> Result<ExitCode, Problem> {
    match &arguments.what {
        What::Write(write) => run_write(write)?,
        What::Book(book) => run_book(book)?,
        What::Compare(compare) => run_compare(compare)?,
    }
    Ok(ExitCode::SUCCESS)
}

fn run_write(write: &Write) -> Result<(), Problem> {
    let written = write_year(&write.year.drawn()?, &write.file)?;
    let text = format!("{}: {} lists with {} lines", write.file.display(), written.lists, written.lines);
    output::print(Form::of(write.json), &written, &text)
}

fn run_book(book: &Book) -> Result<(), Problem> {
    let drawn = book.year.drawn()?;
    let officer = book.server.connect()?;
    let customs = book.approver.connect(&book.server)?;
    let customs = customs.ok_or_else(|| {
        Problem::usage(
            "say who approves the book: --approver-token (or ETOWN_APPROVER_TOKEN), or --approve-as",
        )
    })?;
    let id = file_book(&drawn, (&officer, &customs), book.enterprise, &book.number)?;
    output::print(Form::of(book.json), &json!({ "book": id, "number": book.number }), &id.to_string())
}

fn run_compare(arguments: &Compare) -> Result<(), Problem> {
    let drawn = arguments.year.drawn()?;
    let compared = compare(&drawn, &arguments.server.connect()?, arguments.book)?;
    let equal = compared.balances - compared.differences.len().min(compared.balances);
    let text = format!("{equal} of {} balances equal their recomputation on paper", compared.balances);
    output::print(Form::of(arguments.json), &compared, &text)?;
    require_equal(&compared)
}
