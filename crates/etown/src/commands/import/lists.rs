//! `etown import lists`: a list file goes to a running zone list by list. The file is read twice: once whole, so that a
//! bad one is refused before anything is drafted, and once to send it. What is sent carries keys that follow from the
//! file, so that a second run gets the first answers again and brings nothing in twice.

mod check;
mod courier;
mod kept;
mod report;
mod work;

use std::fs::File;
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::time::Instant as Stopwatch;

use etown_documents::lists::{Encoding, Limits, ListFile, ReadError};
use etown_values::BookId;

use check::Checked;
use work::Import;

use crate::connection::{ApproverArguments, ServerArguments, accepted};
use crate::output::Form;
use crate::problem::{Exit, Problem};
use crate::progress::Progress;

#[derive(clap::Args)]
pub(super) struct Arguments {
    file: PathBuf,
    /// The account book that the lists belong to.
    #[arg(long, required_unless_present = "check")]
    book: Option<BookId>,
    /// Reads the whole file and says what is wrong with it; nothing is sent, and no zone needs to run.
    #[arg(long, conflicts_with = "book")]
    check: bool,
    /// Reads a CSV file as GB18030 where nothing in it tells so.
    #[arg(long)]
    gb18030: bool,
    /// Lists under way at the same time.
    #[arg(long, default_value_t = 8, value_parser = clap::value_parser!(u8).range(1..=64))]
    connections: u8,
    #[command(flatten)]
    server: ServerArguments,
    #[command(flatten)]
    approver: ApproverArguments,
    /// Prints the result as JSON.
    #[arg(long)]
    json: bool,
}

pub(super) fn run(arguments: &Arguments) -> Result<ExitCode, Problem> {
    let path = arguments.file.as_path();
    let form = Form::of(arguments.json);
    let mut source = File::open(path).map_err(|error| reading(path, error))?;
    let digest = check::digest(&mut source).map_err(|error| reading(path, error))?;
    let encoding = arguments.gb18030.then_some(Encoding::Gb18030);
    let name = path.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
    let mut file = match ListFile::open(source, &name, encoding, Limits::default()) {
        Ok(file) => file,
        Err(ReadError::Refused(finding)) => {
            return report::print_unreadable(form, path, &Checked::refused(digest, finding));
        }
        Err(ReadError::Fault(error)) => return Err(reading(path, error)),
    };
    let checked = check::check(&mut file, digest).map_err(|error| reading(path, error))?;
    if !checked.is_readable() {
        return report::print_unreadable(form, path, &checked);
    }
    match arguments.book {
        None => report::print_checked(form, path, &checked).map(|()| ExitCode::SUCCESS),
        Some(book) => send(arguments, book, &mut file, &checked),
    }
}

fn send(
    arguments: &Arguments,
    book: BookId,
    file: &mut ListFile<File>,
    checked: &Checked,
) -> Result<ExitCode, Problem> {
    let path = arguments.file.as_path();
    let officer = arguments.server.connect()?;
    let approver = arguments.approver.connect(&arguments.server)?;
    accepted(officer.get(&format!("/api/v1/books/{book}")), "looking at the book")?;
    let import = Import {
        book,
        digest: &checked.digest,
        officer: &officer,
        approver: approver.as_ref(),
        connections: usize::from(arguments.connections),
    };
    let started = Stopwatch::now();
    let progress = Progress::start("lines", checked.lines);
    let lists = file.lists().map_err(|error| changed(path, &error))?;
    let lists = lists.map(|list| list.map_err(|error| changed(path, &error)));
    let tally = import.run(lists, &progress)?;
    drop(progress);
    let is_complete = tally.refused_lists == 0;
    let facts =
        report::Facts { path, checked, book, took: started.elapsed(), is_approved: approver.is_some() };
    report::print_imported(Form::of(arguments.json), &facts, &tally)?;
    Ok(if is_complete { ExitCode::SUCCESS } else { ExitCode::from(Exit::Refused.number()) })
}

fn reading(path: &Path, error: impl std::fmt::Display) -> Problem {
    Problem::fault(format_args!("reading {}", path.display()), error)
}

/// A file that was in order at its first reading and is not at its second.
fn changed(path: &Path, error: &ReadError) -> Problem {
    Problem::fault(format_args!("reading {} again; did it change meanwhile?", path.display()), error)
}
