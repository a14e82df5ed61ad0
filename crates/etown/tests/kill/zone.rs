//! A zone that runs in a process of its own, to be asked, killed and started again.

use std::fs::{File, OpenOptions};
use std::io::{BufRead, BufReader};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::sync::mpsc;
use std::time::Duration;

use etown_journal::{TrustFile, Verified, verify};
use serde_json::{Value, json};

use crate::client::{Client, HttpAnswer};
use crate::program::{Finished, program};

const PASSWORD: &str = "demo-zone-2026";

/// Waits without doing anything.
pub(crate) fn wait(time: Duration) {
    let (_keeps_the_channel_open, nothing) = mpsc::channel::<()>();
    let _ = nothing.recv_timeout(time);
}

/// A directory with a demo zone in it, removed at the end.
pub(crate) struct Place {
    folder: tempfile::TempDir,
}

impl Place {
    pub(crate) fn with_demo(arguments: &[&str]) -> Self {
        let place = Self::empty();
        place.make_demo(arguments);
        place
    }

    pub(crate) fn empty() -> Self {
        Self { folder: tempfile::tempdir().expect("a temporary folder") }
    }

    pub(crate) fn make_demo(&self, arguments: &[&str]) {
        let output = program().arg("demo").arg("--data-directory").arg(self.data()).args(arguments).output();
        let output = output.expect("the program starts");
        assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    }

    pub(crate) fn data(&self) -> PathBuf {
        self.folder.path().join("data")
    }

    /// What the servers of this place have logged.
    pub(crate) fn log(&self) -> PathBuf {
        self.folder.path().join("log")
    }

    pub(crate) fn journal_file(&self, name: &str) -> PathBuf {
        self.data().join("journal").join(name)
    }

    /// The segments of the journal, in order.
    pub(crate) fn segments(&self) -> Vec<PathBuf> {
        let entries = std::fs::read_dir(self.journal_file("segments")).expect("the journal has segments");
        let mut found: Vec<PathBuf> = entries.map(|entry| entry.expect("readable").path()).collect();
        found.sort();
        found
    }

    pub(crate) fn serve(&self, arguments: &[&str]) -> Command {
        let mut command = program();
        command.arg("serve").arg("--data-directory").arg(self.data()).args(["--listen", "127.0.0.1:0"]);
        command.args(arguments);
        command
    }

    /// Starts the zone and waits until it tells its address.
    pub(crate) fn start(&self) -> Zone {
        self.start_by(&mut self.serve(&[]))
    }

    pub(crate) fn start_by(&self, command: &mut Command) -> Zone {
        match self.try_start(command) {
            Ok(zone) => zone,
            Err(finished) => panic!("the zone did not start: {} {}", finished.code, finished.err),
        }
    }

    /// Starts the zone; where it ends instead, returns how.
    pub(crate) fn try_start(&self, command: &mut Command) -> Result<Zone, Finished> {
        let logged = self.log_length();
        let mut child = self.spawn(command);
        let mut line = String::new();
        let output = child.stdout.take().expect("it is piped");
        let mut output = BufReader::new(output);
        output.read_line(&mut line).expect("the output is readable");
        let address = line.split_whitespace().find(|word| word.starts_with("http://"));
        let Some(address) = address.map(|address| address.trim_end_matches('/').to_owned()) else {
            let code = child.wait().expect("it ends").code().unwrap_or(-1);
            return Err(Finished { code, out: line, err: self.log_from(logged) });
        };
        let client = Client::new(&address).expect("an address of this machine");
        Ok(Zone { child, client, url: address, _output: output })
    }

    /// Starts the zone and waits for nothing.
    pub(crate) fn spawn(&self, command: &mut Command) -> Child {
        let log = OpenOptions::new().create(true).append(true).open(self.log()).expect("the log opens");
        command.stdout(Stdio::piped()).stderr(log).spawn().expect("the program starts")
    }

    fn log_length(&self) -> usize {
        std::fs::read(self.log()).map_or(0, |bytes| bytes.len())
    }

    fn log_from(&self, from: usize) -> String {
        let bytes = std::fs::read(self.log()).unwrap_or_default();
        String::from_utf8_lossy(bytes.get(from..).unwrap_or_default()).into_owned()
    }
}

pub(crate) struct Zone {
    child: Child,
    pub(crate) client: Client,
    pub(crate) url: String,
    _output: BufReader<std::process::ChildStdout>,
}

impl Zone {
    /// Ends it as a power failure would.
    pub(crate) fn kill(mut self) {
        self.child.kill().expect("it can be killed");
        self.child.wait().expect("it ends");
    }

    /// Asks it to end and returns its exit code.
    pub(crate) fn stop(mut self) -> i32 {
        let asked = Command::new("kill").arg("-TERM").arg(self.child.id().to_string()).status();
        assert!(asked.expect("kill runs").success());
        self.child.wait().expect("it ends").code().unwrap_or(-1)
    }

    /// Signs in and returns a token, which outlives the process.
    pub(crate) fn token(&self, login: &str) -> String {
        let body = json!({ "login": login, "password": PASSWORD }).to_string();
        let answer = self.client.post("/api/v1/session", &[], body.as_bytes()).expect("an answer");
        assert!(answer.is_success(), "{login}: {}", answer.json());
        let cookie =
            answer.header("set-cookie").and_then(|cookie| cookie.split(';').next()).expect("a session");
        let client = self.client.clone().with_cookie(cookie);
        let answer = client.post("/api/v1/tokens", &[], br#"{"name": "test"}"#).expect("an answer");
        assert!(answer.is_success(), "{login}: {}", answer.json());
        answer.json()["secret"].as_str().expect("a secret").to_owned()
    }

    pub(crate) fn as_token(&self, token: &str) -> Client {
        self.client.clone().with_token(token)
    }
}

/// Reads something that must be there.
pub(crate) fn get(client: &Client, path: &str) -> Value {
    let answer: HttpAnswer = client.get(path).expect("an answer");
    assert!(answer.is_success(), "{path}: {} {}", answer.status, answer.json());
    answer.json()
}

/// Fetches the receipt of an entry and verifies it offline.
pub(crate) fn verified_receipt(client: &Client, trust: &TrustFile, position: u64) -> Verified {
    let path = format!("/api/v1/journal/entries/{position}/receipt");
    let answer = client.get(&path).expect("an answer");
    assert!(answer.is_success(), "the receipt of {position}: {} {}", answer.status, answer.json());
    let verified = verify(&answer.body, trust, i64::MAX)
        .unwrap_or_else(|refusal| panic!("the receipt of {position} does not verify: {refusal}"));
    assert_eq!(verified.position, position);
    verified
}

pub(crate) fn trust_file(client: &Client) -> TrustFile {
    let answer = client.get("/api/v1/trust-file").expect("an answer");
    TrustFile::parse(&answer.body).expect("a trust file")
}

/// Reads a file whole.
pub(crate) fn read(path: &Path) -> Vec<u8> {
    std::fs::read(path).unwrap_or_else(|error| panic!("{}: {error}", path.display()))
}

/// Writes bytes into a file at an offset, as a damaged disk would.
pub(crate) fn write_at(path: &Path, offset: usize, bytes: &[u8]) {
    use std::os::unix::fs::FileExt;
    let file = File::options().write(true).open(path).expect("the file opens");
    file.write_all_at(bytes, u64::try_from(offset).expect("a small file")).expect("it can be written");
}
