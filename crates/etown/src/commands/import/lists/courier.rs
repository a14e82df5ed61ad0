//! Brings commands to the zone until each has an answer that stands: what is busy or gone is asked again with the same key,
//! for so long as anyone would wait.

use std::sync::{Condvar, Mutex, PoisonError};
use std::time::{Duration, Instant as Stopwatch};

use serde_json::Value;

use super::kept::Kept;
use crate::client::{Client, HttpAnswer};
use crate::connection::accepted;
use crate::problem::Problem;

/// How long one command is brought again before the import gives up.
const PATIENCE: Duration = Duration::from_mins(2);
/// How long to wait where the zone does not say.
const PAUSE: Duration = Duration::from_millis(500);
const PAUSE_MAX: Duration = Duration::from_secs(10);

const BUSY: u16 = 503;
/// Statuses that every other command would meet as well.
const CONCERNS_THE_CALLER: [u16; 2] = [401, 403];
const GOING_ON: &str = "importing lists (run the same command again to go on)";

/// Ends the waits of everyone when one has given up.
#[derive(Default)]
pub(super) struct Halt {
    is_called: Mutex<bool>,
    called: Condvar,
}

impl Halt {
    pub(super) fn call(&self) {
        *self.is_called.lock().unwrap_or_else(PoisonError::into_inner) = true;
        self.called.notify_all();
    }

    pub(super) fn is_called(&self) -> bool {
        *self.is_called.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Waits for a time, or until the halt.
    fn wait(&self, time: Duration) {
        let is_called = self.is_called.lock().unwrap_or_else(PoisonError::into_inner);
        drop(self.called.wait_timeout_while(is_called, time, |is_called| !*is_called));
    }
}

/// What the zone answered.
pub(super) enum Outcome {
    Stands { id: String, is_repeated: bool },
    Refused(Refusal),
}

/// Why a command was refused, as the zone says it.
#[derive(Debug)]
pub(super) struct Refusal {
    pub(super) code: String,
    pub(super) message: String,
    /// Such as `lines[3].quantity`.
    pub(super) field: Option<String>,
}

pub(super) struct Courier<'a> {
    kept: Kept<'a>,
    halt: &'a Halt,
}

impl<'a> Courier<'a> {
    pub(super) const fn new(client: &'a Client, halt: &'a Halt) -> Self {
        Self { kept: Kept::new(client), halt }
    }

    /// Brings one command; fails where there is no answer, or where the answer concerns more than this command.
    pub(super) fn bring(&mut self, path: &str, key: &str, body: &[u8]) -> Result<Outcome, Problem> {
        let headers = [("Idempotency-Key", key), ("If-Match", "*")];
        let started = Stopwatch::now();
        loop {
            let (pause, last) = match self.kept.post(path, &headers, body) {
                Ok(answer) if answer.status == BUSY => (pause_of(&answer), Ok(answer)),
                Ok(answer) => return outcome(answer),
                Err(fault) => (PAUSE, Err(fault)),
            };
            if self.halt.is_called() || started.elapsed() >= PATIENCE {
                return Err(match accepted(last, GOING_ON) {
                    Err(problem) => problem,
                    Ok(_) => Problem::fault(GOING_ON, "the zone stays busy"),
                });
            }
            self.halt.wait(pause);
        }
    }
}

fn pause_of(answer: &HttpAnswer) -> Duration {
    let seconds = answer.header("retry-after").and_then(|text| text.parse().ok());
    seconds.map_or(PAUSE, Duration::from_secs).min(PAUSE_MAX)
}

fn outcome(answer: HttpAnswer) -> Result<Outcome, Problem> {
    let said = answer.json();
    let text = |name: &str| said.get(name).and_then(Value::as_str).map(ToOwned::to_owned);
    if answer.is_success() {
        let is_repeated = said.get("is_repeated").and_then(Value::as_bool).unwrap_or_default();
        return Ok(Outcome::Stands { id: text("id").unwrap_or_default(), is_repeated });
    }
    if answer.status >= 500 || CONCERNS_THE_CALLER.contains(&answer.status) {
        return Err(match accepted(Ok(answer), GOING_ON) {
            Err(problem) => problem,
            Ok(_) => Problem::fault(GOING_ON, "the answer contradicts itself"),
        });
    }
    let code = text("code").unwrap_or_else(|| answer.status.to_string());
    let message = text("detail").or_else(|| text("title")).unwrap_or_default();
    Ok(Outcome::Refused(Refusal { code, message, field: text("field") }))
}

#[cfg(test)]
mod tests {
    use std::io::{BufRead, BufReader, Read, Write};
    use std::net::TcpListener;

    use super::*;

    /// Answers the requests of one import with these answers, in order; an empty one ends the connection.
    fn server(answers: &'static [&'static str]) -> (Client, std::thread::JoinHandle<Vec<String>>) {
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let client = Client::new(&format!("http://{}", listener.local_addr().unwrap())).unwrap();
        let serving = std::thread::spawn(move || {
            let mut keys = Vec::new();
            let mut kept: Option<BufReader<std::net::TcpStream>> = None;
            for answer in answers {
                let mut stream = kept.take().unwrap_or_else(|| BufReader::new(listener.accept().unwrap().0));
                let mut line = String::new();
                while line != "\r\n" {
                    line.clear();
                    stream.read_line(&mut line).unwrap();
                    keys.extend(line.strip_prefix("Idempotency-Key: ").map(|key| key.trim().to_owned()));
                }
                stream.read_exact(&mut [0; 2]).unwrap();
                if !answer.is_empty() {
                    stream.get_mut().write_all(answer.as_bytes()).unwrap();
                    kept = Some(stream);
                }
            }
            keys
        });
        (client, serving)
    }

    #[test]
    fn a_busy_zone_and_a_lost_answer_are_asked_again_with_the_same_key() {
        let (client, serving) = server(&[
            "HTTP/1.1 503 Busy\r\nRetry-After: 0\r\nContent-Length: 2\r\n\r\n{}",
            "",
            "HTTP/1.1 201 Created\r\nContent-Length: 34\r\n\r\n{\"id\":\"lst_1\",\"is_repeated\":true }",
        ]);
        let halt = Halt::default();
        let outcome = Courier::new(&client, &halt).bring("/lists", "k", b"{}").unwrap();
        assert!(matches!(outcome, Outcome::Stands { id, is_repeated: true } if id == "lst_1"));
        assert_eq!(serving.join().unwrap(), ["k", "k", "k"]);
    }

    #[test]
    fn a_refusal_concerns_its_list_and_a_lost_sign_in_concerns_the_import() {
        let (client, serving) = server(&[
            "HTTP/1.1 409 Conflict\r\nContent-Length: 33\r\n\r\n{\"code\":\"A\",\"field\":\"lines[2].b\"}",
            "HTTP/1.1 401 Unauthorized\r\nContent-Length: 24\r\n\r\n{\"code\":\"NOT_SIGNED_IN\"}",
        ]);
        let halt = Halt::default();
        let mut courier = Courier::new(&client, &halt);
        let Ok(Outcome::Refused(refusal)) = courier.bring("/lists", "k", b"{}") else {
            panic!("not refused")
        };
        assert_eq!((refusal.code.as_str(), refusal.field.as_deref()), ("A", Some("lines[2].b")));
        assert!(courier.bring("/lists", "k", b"{}").is_err_and(|problem| problem.one_line().contains("401")));
        serving.join().unwrap();
    }

    #[test]
    fn a_halt_ends_the_waits_of_others() {
        let (client, serving) =
            server(&["HTTP/1.1 503 Busy\r\nRetry-After: 9\r\nContent-Length: 2\r\n\r\n{}"]);
        let halt = Halt::default();
        halt.call();
        assert!(Courier::new(&client, &halt).bring("/lists", "k", b"{}").is_err());
        serving.join().unwrap();
    }
}
