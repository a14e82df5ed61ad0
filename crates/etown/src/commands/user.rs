//! `etown user`: people of a running zone.

use std::fmt::Write;
use std::process::ExitCode;

use clap::Subcommand;
use serde_json::{Value, json};

use crate::client::Client;
use crate::connection::{ServerArguments, accepted, all_rows, fresh_key};
use crate::output::{self, Form};
use crate::problem::Problem;

const ROLES: [&str; 10] = [
    "zone_administrator",
    "customs_officer",
    "enterprise_officer",
    "gate_operator",
    "land_officer",
    "approval_officer",
    "investment_officer",
    "treasury_officer",
    "programme_officer",
    "auditor",
];
const NEW_PASSWORD_VARIABLE: &str = "ETOWN_NEW_PASSWORD";

#[derive(clap::Args)]
pub(crate) struct Arguments {
    #[command(subcommand)]
    what: What,
}

#[derive(Subcommand)]
enum What {
    /// Registers a user and grants a role.
    Add(Add),
    /// Lists the users with their grants.
    List(List),
    /// Sets a user's password, read from `ETOWN_NEW_PASSWORD`.
    SetPassword(SetPassword),
}

#[derive(clap::Args)]
struct Add {
    login: String,
    #[arg(long)]
    display_name: String,
    /// What the user may do.
    #[arg(long, value_parser = ROLES)]
    role: Option<String>,
    /// The enterprise that an enterprise officer acts for.
    #[arg(long)]
    enterprise: Option<String>,
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
struct SetPassword {
    login: String,
    #[command(flatten)]
    server: ServerArguments,
}

pub(super) fn run(arguments: &Arguments) -> Result<ExitCode, Problem> {
    match &arguments.what {
        What::Add(add) => add_user(add)?,
        What::List(list) => list_users(list)?,
        What::SetPassword(set) => set_password(set)?,
    }
    Ok(ExitCode::SUCCESS)
}

fn add_user(add: &Add) -> Result<(), Problem> {
    let client = add.server.connect()?;
    let mut body = json!({ "login": add.login, "display_name": add.display_name });
    if let Ok(password) = std::env::var(NEW_PASSWORD_VARIABLE) {
        body["password"] = json!(password);
    }
    let made = command(&client, "POST", "/api/v1/users", &body, "adding the user")?;
    let id = made.get("id").and_then(Value::as_str).unwrap_or_default().to_owned();
    if let Some(role) = &add.role {
        let mut grant = json!({ "role": role });
        if let Some(enterprise) = &add.enterprise {
            grant["enterprise"] = json!(enterprise);
        }
        let doing = "the user was added; granting the role";
        command(&client, "POST", &format!("/api/v1/users/{id}/grants"), &grant, doing)?;
    }
    let role = add.role.as_deref().unwrap_or("no role yet");
    let hint = if body.get("password").is_some() {
        String::new()
    } else {
        format!("; cannot sign in yet: set a password with `etown user set-password {}`", add.login)
    };
    let text = format!("{} is {id} ({role}){hint}", add.login);
    output::print(Form::of(add.json), &json!({ "id": id, "login": add.login, "role": add.role }), &text)
}

fn list_users(list: &List) -> Result<(), Problem> {
    let client = list.server.connect()?;
    let users = all_rows(&client, "/api/v1/users", "listing the users")?;
    let mut text = String::new();
    for user in &users {
        let field = |name: &str| user.get(name).and_then(Value::as_str).unwrap_or("-").to_owned();
        let grants = user.get("grants").and_then(Value::as_array).cloned().unwrap_or_default();
        let roles: Vec<&str> =
            grants.iter().filter_map(|grant| grant.get("role").and_then(Value::as_str)).collect();
        let _ = writeln!(
            text,
            "{:16} {} {:28} {}",
            field("login"),
            field("user"),
            roles.join(", "),
            field("display_name")
        );
    }
    let _ = write!(text, "{} users", users.len());
    output::print(Form::of(list.json), &users, &text)
}

fn set_password(set: &SetPassword) -> Result<(), Problem> {
    let Ok(password) = std::env::var(NEW_PASSWORD_VARIABLE) else {
        return Err(Problem::usage(format!("give the new password in {NEW_PASSWORD_VARIABLE}")));
    };
    let client = set.server.connect()?;
    let users = all_rows(&client, "/api/v1/users", "finding the user")?;
    let is_meant = |user: &&Value| user.get("login").and_then(Value::as_str) == Some(set.login.as_str());
    let user = users.iter().find(is_meant).and_then(|user| user.get("user")).and_then(Value::as_str);
    let user = user.ok_or_else(|| Problem::usage(format!("there is no login {}", set.login)))?;
    let path = format!("/api/v1/users/{user}/password");
    command(&client, "PUT", &path, &json!({ "password": password }), "setting the password")?;
    output::write_line(&format!("the password of {} is set; its sessions are ended", set.login))
}

fn command(client: &Client, method: &str, path: &str, body: &Value, doing: &str) -> Result<Value, Problem> {
    let key = fresh_key("user");
    let headers = [("Idempotency-Key", key.as_str())];
    let sent = client.send(method, path, &headers, Some(body.to_string().as_bytes()));
    accepted(sent, doing).map(|answer| answer.json())
}
