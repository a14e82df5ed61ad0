//! `etown init`: a new zone with its first administrator; parameters and calendars are those that the program carries.

use std::path::PathBuf;
use std::process::ExitCode;

use etown_engine::{Clock, EngineOptions, SchedulerMode};
use etown_server::credentials::{AddUser, NewUser};
use etown_values::CivilDate;
use serde_json::json;

use crate::connection;
use crate::data;
use crate::nomenclature::{self, Reading, SUM_ROW};
use crate::output::{self, Form};
use crate::problem::Problem;
use crate::zone::Desk;
use crate::zone::desk::not_accepted;
use crate::zone::set_up::{ZoneFacts, set_up};

#[derive(clap::Args)]
pub(crate) struct Arguments {
    /// Where to make it; absent or empty.
    #[arg(long)]
    data_directory: PathBuf,
    /// The zone's name.
    #[arg(long)]
    name: String,
    /// Four digits of the competent customs.
    #[arg(long)]
    customs_code: String,
    /// Names the journal wherever its proofs are read, such as zone.example/journal.
    #[arg(long)]
    origin: String,
    /// Commodity codes: a CSV file with columns hscode and description.
    #[arg(long)]
    nomenclature: PathBuf,
    /// The name of their edition.
    #[arg(long, default_value = "HS 2022")]
    edition: String,
    /// The first day of their edition.
    #[arg(long, default_value = "2022-01-01")]
    effective_from: CivilDate,
    /// The first administrator's login; the password is read from `ETOWN_PASSWORD` or standard input.
    #[arg(long, default_value = "admin")]
    login: String,
    /// The first administrator's name.
    #[arg(long, default_value = "Administrator")]
    display_name: String,
    /// Prints the result as JSON.
    #[arg(long)]
    json: bool,
}

pub(super) fn run(arguments: Arguments) -> Result<ExitCode, Problem> {
    let reading = Reading {
        edition: &arguments.edition,
        effective_from: arguments.effective_from,
        code_column: "hscode",
        description_column: "description",
        sum_row: SUM_ROW,
    };
    let nomenclature = nomenclature::read(&arguments.nomenclature, &reading)?;
    data::require_room(&arguments.data_directory)?;
    let password = connection::password()?;
    let options = EngineOptions { scheduler: SchedulerMode::ByHand, ..EngineOptions::default() };
    let engine = data::create(&arguments.data_directory, &arguments.origin, options)?;
    let credentials = data::open_credentials(&arguments.data_directory, Clock::System)?;
    let keeping = |fault| Problem::fault("keeping the administrator", fault);
    let new = NewUser {
        login: arguments.login.clone(),
        display_name: arguments.display_name,
        password: Some(password),
        made_by: "init".to_owned(),
        made_under: arguments.login.clone(),
    };
    let AddUser::Stands(administrator) = credentials.add_user(&new).map_err(keeping)? else {
        return Err(Problem::usage("the login exists already"));
    };
    let desk = Desk::new(engine.clone(), "init", Clock::System);
    let facts = ZoneFacts {
        name: arguments.name,
        customs_code: arguments.customs_code,
        administrator,
        second_administrator: None,
    };
    let outcome = set_up(&desk, facts, nomenclature);
    if outcome.is_ok() {
        credentials.confirm_user(administrator).map_err(keeping)?;
    }
    engine.stop();
    outcome.map_err(|outcome| not_accepted("setting up the zone", &outcome))?;
    let place = arguments.data_directory.display().to_string();
    let text = format!(
        "A zone stands in {place}; its administrator is {}.\nStart it: etown serve --data-directory {place}",
        arguments.login
    );
    let result = json!({ "data_directory": place, "administrator": administrator, "login": arguments.login });
    output::print(Form::of(arguments.json), &result, &text)?;
    Ok(ExitCode::SUCCESS)
}
