//! `etown import`: hands reference data to a running zone as one command, and list files list by list.

mod lists;

use std::path::PathBuf;
use std::process::ExitCode;

use clap::Subcommand;
use etown_values::CivilDate;
use serde_json::json;

use crate::connection::{ServerArguments, accepted, fresh_key};
use crate::nomenclature::{self, Reading, SUM_ROW};
use crate::output::{self, Form};
use crate::problem::Problem;

#[derive(clap::Args)]
pub(crate) struct Arguments {
    #[command(subcommand)]
    what: What,
}

#[derive(Subcommand)]
enum What {
    /// An edition of commodity codes from a CSV file, in force from its first day on.
    Nomenclature(Nomenclature),
    /// Verification lists from a CSV or XLSX file of the template: drafted, submitted and, by a second person, approved.
    /// Running it again goes on where it was and brings nothing in twice.
    Lists(lists::Arguments),
}

#[derive(clap::Args)]
struct Nomenclature {
    file: PathBuf,
    /// The name of the edition, such as "HS 2022".
    #[arg(long)]
    edition: String,
    /// Its first day.
    #[arg(long)]
    effective_from: CivilDate,
    /// The column of the codes.
    #[arg(long, default_value = "hscode")]
    code_column: String,
    /// The column of their descriptions.
    #[arg(long, default_value = "description")]
    description_column: String,
    /// A row with this in the column of codes is a sum and is left out.
    #[arg(long, default_value = SUM_ROW)]
    sum_row: String,
    #[command(flatten)]
    server: ServerArguments,
    /// Prints the result as JSON.
    #[arg(long)]
    json: bool,
}

pub(super) fn run(arguments: &Arguments) -> Result<ExitCode, Problem> {
    match &arguments.what {
        What::Nomenclature(nomenclature) => import_nomenclature(nomenclature),
        What::Lists(lists) => lists::run(lists),
    }
}

fn import_nomenclature(arguments: &Nomenclature) -> Result<ExitCode, Problem> {
    let reading = Reading {
        edition: &arguments.edition,
        effective_from: arguments.effective_from,
        code_column: &arguments.code_column,
        description_column: &arguments.description_column,
        sum_row: &arguments.sum_row,
    };
    let nomenclature = nomenclature::read(&arguments.file, &reading)?;
    let client = arguments.server.connect()?;
    let doing = "importing the nomenclature";
    let body = serde_json::to_vec(&nomenclature).map_err(|error| Problem::fault(doing, error))?;
    let key = fresh_key("nomenclature");
    let headers = [("Idempotency-Key", key.as_str())];
    let answer = accepted(client.post("/api/v1/nomenclatures", &headers, &body), doing)?.json();
    let count = nomenclature.codes.len();
    let position = answer.get("position").cloned().unwrap_or_default();
    let text = format!(
        "{count} codes of {} are in force from {} on; journal entry {position}",
        nomenclature.edition, nomenclature.effective_from
    );
    let result = json!({ "codes": count, "edition": nomenclature.edition, "answer": answer });
    output::print(Form::of(arguments.json), &result, &text)?;
    Ok(ExitCode::SUCCESS)
}
