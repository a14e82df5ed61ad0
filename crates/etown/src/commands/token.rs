//! `etown token`: access tokens by which programs act as a user; of a running zone, or the first one of a stopped data
//! directory.

use std::fmt::Write;
use std::path::PathBuf;
use std::process::ExitCode;

use clap::Subcommand;
use etown_engine::{Clock, EngineOptions, SchedulerMode};
use serde_json::{Value, json};

use crate::connection::{ServerArguments, accepted};
use crate::data;
use crate::output::{self, Form};
use crate::problem::{Exit, Problem};

#[derive(clap::Args)]
pub(crate) struct Arguments {
    #[command(subcommand)]
    what: What,
}

#[derive(Subcommand)]
enum What {
    /// Makes a token and shows it, this once.
    Create(Create),
    /// Lists your tokens, without their secrets.
    List(List),
    /// Takes a token back.
    Revoke(Revoke),
}

#[derive(clap::Args)]
struct Create {
    /// What the token is for.
    #[arg(long, default_value = "command line")]
    name: String,
    /// Days that it lasts.
    #[arg(long, default_value_t = 90, value_parser = clap::value_parser!(u32).range(1..=366))]
    days: u32,
    /// Makes it in a stopped data directory, for the login given by --as; whoever may write there needs no password.
    #[arg(long)]
    data_directory: Option<PathBuf>,
    #[command(flatten)]
    server: ServerArguments,
    /// Prints the result as JSON.
    #[arg(long)]
    json: bool,
}

#[derive(clap::Args)]
struct List {
    #[command(flatten)]
    server: ServerArguments,
    /// Prints the result as JSON.
    #[arg(long)]
    json: bool,
}

#[derive(clap::Args)]
struct Revoke {
    /// The token's id, such as tok_…
    id: String,
    #[command(flatten)]
    server: ServerArguments,
}

pub(super) fn run(arguments: &Arguments) -> Result<ExitCode, Problem> {
    match &arguments.what {
        What::Create(create) => create_token(create)?,
        What::List(list) => list_tokens(list)?,
        What::Revoke(revoke) => {
            let client = revoke.server.connect()?;
            let path = format!("/api/v1/tokens/{}", revoke.id);
            accepted(client.send("DELETE", &path, &[], None), "taking the token back")?;
            output::write_line(&format!("{} is void", revoke.id))?;
        }
    }
    Ok(ExitCode::SUCCESS)
}

fn create_token(create: &Create) -> Result<(), Problem> {
    let secret = if let Some(directory) = &create.data_directory {
        let login = create.server.login().ok_or_else(|| Problem::usage("say whose token with --as LOGIN"))?;
        create_offline(directory, login, create)?
    } else {
        let client = create.server.connect()?;
        let body = json!({ "name": create.name, "days": create.days }).to_string();
        let made = accepted(client.post("/api/v1/tokens", &[], body.as_bytes()), "making a token")?.json();
        made.get("secret").and_then(Value::as_str).unwrap_or_default().to_owned()
    };
    output::print(Form::of(create.json), &json!({ "token": secret }), &secret)
}

fn create_offline(directory: &std::path::Path, login: &str, create: &Create) -> Result<String, Problem> {
    // Opening the engine makes this process the owner of the directory while it writes.
    let options = EngineOptions { scheduler: SchedulerMode::ByHand, ..EngineOptions::default() };
    let engine = data::open(directory, options)?;
    let credentials = data::open_credentials(directory, Clock::System)?;
    let doing = "making a token";
    let user = credentials.user_of_login(login).map_err(|fault| Problem::fault(doing, fault))?;
    let user = user.ok_or_else(|| Problem::usage(format!("there is no login {login}")))?.user;
    let token = credentials.issue_token(user, &create.name, create.days);
    engine.stop();
    let token = token.map_err(|fault| Problem::fault(doing, fault))?;
    token.ok_or_else(|| Problem::new(Exit::Refused, "the user has as many tokens as are allowed; revoke one"))
}

fn list_tokens(list: &List) -> Result<(), Problem> {
    let client = list.server.connect()?;
    let answer = accepted(client.get("/api/v1/tokens"), "listing the tokens")?.json();
    let rows = answer.get("rows").and_then(Value::as_array).cloned().unwrap_or_default();
    let mut text = String::new();
    for row in &rows {
        let field = |name: &str| row.get(name).and_then(Value::as_str).unwrap_or("-").to_owned();
        let _ = writeln!(text, "{}  until {}  {}", field("id"), field("expires_at"), field("name"));
    }
    let _ = write!(text, "{} tokens", rows.len());
    output::print(Form::of(list.json), &rows, &text)
}
