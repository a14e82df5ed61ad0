//! How a command reaches a running zone: its address, and a token or a sign-in. Passwords are read from the environment
//! or from standard input, never from the command line, where others could see them.

use std::fmt::Write;
use std::io::{BufRead, IsTerminal};

use etown_engine::Clock;
use serde_json::{Value, json};

use crate::client::{Client, ClientFault, HttpAnswer};
use crate::output;
use crate::problem::{Exit, Problem};

const PASSWORD_VARIABLE: &str = "ETOWN_PASSWORD";
const APPROVER_PASSWORD_VARIABLE: &str = "ETOWN_APPROVER_PASSWORD";
const SESSION_PATH: &str = "/api/v1/session";

#[derive(clap::Args)]
pub(crate) struct ServerArguments {
    /// The running zone, on this machine.
    #[arg(long, env = "ETOWN_SERVER", default_value = "http://127.0.0.1:8080")]
    server: String,
    /// An access token; `etown token create` makes one.
    #[arg(long, env = "ETOWN_TOKEN", hide_env_values = true)]
    token: Option<String>,
    /// Signs in with this login instead; the password is read from `ETOWN_PASSWORD` or standard input.
    #[arg(long = "as", value_name = "LOGIN", conflicts_with = "token")]
    sign_in_as: Option<String>,
}

impl ServerArguments {
    /// The login given, if one was.
    pub(crate) fn login(&self) -> Option<&str> {
        self.sign_in_as.as_deref()
    }

    /// Returns a client that the zone knows.
    pub(crate) fn connect(&self) -> Result<Client, Problem> {
        let client = Client::new(&self.server).map_err(|fault| Problem::usage(fault.to_string()))?;
        match (&self.token, &self.sign_in_as) {
            (Some(token), _) => Ok(client.with_token(token)),
            (None, Some(login)) => sign_in(&client, login, PASSWORD_VARIABLE),
            (None, None) => Err(Problem::usage(
                "say who you are: --token (or ETOWN_TOKEN), or --as LOGIN with the password in ETOWN_PASSWORD",
            )),
        }
    }
}

/// The second person of a work that takes two, such as customs who approve what an enterprise submits.
#[derive(clap::Args)]
pub(crate) struct ApproverArguments {
    /// An access token of the person who approves.
    #[arg(long, env = "ETOWN_APPROVER_TOKEN", hide_env_values = true)]
    approver_token: Option<String>,
    /// Approves by signing in with this login; the password is read from `ETOWN_APPROVER_PASSWORD` or the next line of
    /// standard input.
    #[arg(long, value_name = "LOGIN", conflicts_with = "approver_token")]
    approve_as: Option<String>,
}

impl ApproverArguments {
    /// Returns a client of the second person at the same server, where one is named.
    pub(crate) fn connect(&self, server: &ServerArguments) -> Result<Option<Client>, Problem> {
        let client = Client::new(&server.server).map_err(|fault| Problem::usage(fault.to_string()))?;
        match (&self.approver_token, &self.approve_as) {
            (Some(token), _) => Ok(Some(client.with_token(token))),
            (None, Some(login)) => sign_in(&client, login, APPROVER_PASSWORD_VARIABLE).map(Some),
            (None, None) => Ok(None),
        }
    }
}

fn sign_in(client: &Client, login: &str, variable: &str) -> Result<Client, Problem> {
    let password = password_in(variable)?;
    let body = json!({ "login": login, "password": password }).to_string();
    let answer = accepted(client.post(SESSION_PATH, &[], body.as_bytes()), "signing in")?;
    let cookie = answer.header("set-cookie").and_then(|cookie| cookie.split(';').next());
    let cookie = cookie.ok_or_else(|| Problem::fault("signing in", "the server gave no session"))?;
    Ok(client.clone().with_cookie(cookie))
}

/// Reads a password from the environment, or one line of standard input.
pub(crate) fn password() -> Result<String, Problem> {
    password_in(PASSWORD_VARIABLE)
}

fn password_in(variable: &str) -> Result<String, Problem> {
    if let Ok(password) = std::env::var(variable) {
        return Ok(password);
    }
    let input = std::io::stdin();
    if input.is_terminal() {
        output::tell(&format!("Password (it will show; {variable} keeps it off the screen):"));
    }
    let mut line = String::new();
    input.lock().read_line(&mut line).map_err(|error| Problem::fault("reading the password", error))?;
    let password = line.trim_end_matches(['\n', '\r']).to_owned();
    if password.is_empty() {
        return Err(Problem::usage(format!("give the password in {variable} or on standard input")));
    }
    Ok(password)
}

/// A key that no other command uses.
pub(crate) fn fresh_key(what: &str) -> String {
    format!("etown-{what}-{}-{}", Clock::System.now().microseconds(), std::process::id())
}

/// Turns an answer that is not a success into the reason why.
pub(crate) fn accepted(outcome: Result<HttpAnswer, ClientFault>, doing: &str) -> Result<HttpAnswer, Problem> {
    let answer = outcome.map_err(|fault| Problem::fault(doing, fault))?;
    if answer.is_success() {
        return Ok(answer);
    }
    let problem = answer.json();
    let text = |name: &str| problem.get(name).and_then(Value::as_str).unwrap_or_default().to_owned();
    let field = text("field");
    let field = if field.is_empty() { field } else { format!(" ({field})") };
    let said =
        [text("detail"), text("title")].into_iter().find(|words| !words.is_empty()).unwrap_or_default();
    let code = text("code");
    // Refusals begin with their code, problems of the edge do not.
    let said = if said.starts_with(&code) { said } else { format!("{code}: {said}") };
    let said = format!("{doing}: {} {said}{field}", answer.status);
    let exit = if answer.status >= 500 { Exit::Fault } else { Exit::Refused };
    Err(Problem::new(exit, said))
}

/// Reads every row of a paged list.
pub(crate) fn all_rows(client: &Client, path: &str, doing: &str) -> Result<Vec<Value>, Problem> {
    let mut rows = Vec::new();
    let mut cursor = String::new();
    loop {
        let page = accepted(client.get(&format!("{path}?limit=200{cursor}")), doing)?.json();
        rows.extend(page.get("rows").and_then(Value::as_array).cloned().unwrap_or_default());
        match page.get("next_cursor").and_then(Value::as_str) {
            Some(next) => cursor = format!("&cursor={}", percent_encoded(next)),
            None => return Ok(rows),
        }
    }
}

/// Writes a text so that it can stand in a query.
pub(crate) fn percent_encoded(text: &str) -> String {
    let mut encoded = String::new();
    for byte in text.bytes() {
        match byte {
            b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'-' | b'_' | b'.' | b'~' => {
                encoded.push(char::from(byte));
            }
            _ => {
                let _ = write!(encoded, "%{byte:02X}");
            }
        }
    }
    encoded
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_cursor_of_any_letters_can_stand_in_a_query() {
        assert_eq!(percent_encoded("a-1=/京"), "a-1%3D%2F%E4%BA%AC");
    }
}
