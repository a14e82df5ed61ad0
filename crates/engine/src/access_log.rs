//! The access log: refused attempts and reads of personal data. Each line is a chain value, a space and JSON; the chain
//! value is SHA-256 over the one before, a space and the JSON. It is no part of the journal; a crash may take its last
//! second.

use std::fs::File;
use std::io::{BufRead as _, BufReader, Seek as _, SeekFrom, Write as _};
use std::path::Path;
use std::sync::{Mutex, PoisonError};

use etown_domain::{Actor, Refusal};
use etown_values::Instant;
use serde::Serialize;

use crate::fault::EngineFault;
use crate::record::{actor_text, digest_of, hex};
use crate::submission::Submission;

/// The chain value before the first line.
const START: &str = "0000000000000000000000000000000000000000000000000000000000000000";
/// Bytes held back before they are written.
const BUFFER_BYTES: usize = 64 * 1024;

/// An append-only chained log.
pub struct AccessLog {
    inner: Mutex<Option<Open>>,
}

struct Open {
    file: File,
    /// Bytes of whole lines in the file.
    end: u64,
    waiting: Vec<u8>,
    lines: u64,
    chain: String,
    is_failing: bool,
}

/// What one line says.
#[derive(Serialize)]
struct Line {
    sequence: u64,
    at: Instant,
    actor: String,
    event: String,
    subject: String,
    detail: String,
}

/// What a check of the log found.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AccessLogReport {
    pub lines: u64,
    /// The first line whose chain value is wrong, from 1.
    pub broken_at: Option<u64>,
}

impl AccessLog {
    /// A log that keeps nothing, for an engine in memory.
    pub(crate) fn none() -> Self {
        Self { inner: Mutex::new(None) }
    }

    /// Opens the log and finds the end of its chain; a torn last line is cut.
    pub(crate) fn open(path: &Path) -> Result<Self, EngineFault> {
        let fault = |doing| EngineFault::file(doing, path);
        let folder = path.parent().unwrap_or(path);
        std::fs::create_dir_all(folder).map_err(EngineFault::file("make the folder", folder))?;
        let file = File::options().read(true).write(true).create(true).truncate(false).open(path);
        let mut file = file.map_err(fault("open"))?;
        let (mut lines, mut chain, mut end) = (0, START.to_owned(), 0);
        let mut reader = BufReader::new(&file);
        let mut text = Vec::new();
        while reader.read_until(b'\n', &mut text).map_err(fault("read"))? > 0 {
            let Some((found, _json)) = split_line(&text) else { break };
            end += u64::try_from(text.len()).unwrap_or(0);
            lines += 1;
            found.clone_into(&mut chain);
            text.clear();
        }
        drop(reader);
        file.set_len(end).and_then(|()| file.seek(SeekFrom::Start(end))).map_err(fault("cut the end of"))?;
        let open = Open { file, end, waiting: Vec::new(), lines, chain, is_failing: false };
        Ok(Self { inner: Mutex::new(Some(open)) })
    }

    /// Records a refused attempt.
    pub(crate) fn refused(&self, at: Instant, submission: &Submission, refusal: &Refusal) {
        let (kind, id) = (submission.command.kind(), &submission.command_id);
        self.record(at, submission.actor, "refused", kind, &format!("{} {id}", refusal.code.text));
    }

    /// Records that someone read personal data of a subject.
    pub fn personal_data_read(&self, at: Instant, actor: Actor, subject: &str, purpose: &str) {
        self.record(at, actor, "personal_data_read", subject, purpose);
    }

    fn record(&self, at: Instant, actor: Actor, event: &str, subject: &str, detail: &str) {
        let mut inner = self.inner.lock().unwrap_or_else(PoisonError::into_inner);
        let Some(open) = inner.as_mut() else { return };
        open.lines += 1;
        let line = Line {
            sequence: open.lines,
            at,
            actor: actor_text(actor).into_owned(),
            event: event.into(),
            subject: subject.into(),
            detail: detail.into(),
        };
        let line = serde_json::to_string(&line).expect("a line is made of text and numbers");
        open.chain = next_chain(&open.chain, &line);
        open.waiting.extend_from_slice(format!("{} {line}\n", open.chain).as_bytes());
        if open.waiting.len() >= BUFFER_BYTES {
            open.write();
        }
    }

    /// Writes what waits and makes it durable.
    pub(crate) fn flush(&self) {
        let mut inner = self.inner.lock().unwrap_or_else(PoisonError::into_inner);
        let Some(open) = inner.as_mut() else { return };
        if open.waiting.is_empty() {
            return;
        }
        open.write();
        if let Err(error) = open.file.sync_data() {
            open.complain(&error);
        }
    }
}

impl Open {
    fn write(&mut self) {
        match self.file.write_all(&self.waiting) {
            Ok(()) => {
                self.end += u64::try_from(self.waiting.len()).unwrap_or(0);
                self.waiting.clear();
                self.is_failing = false;
            }
            Err(error) => {
                self.complain(&error);
                // What was written in part is taken back; the lines are kept and tried again.
                let cut =
                    self.file.set_len(self.end).and_then(|()| self.file.seek(SeekFrom::Start(self.end)));
                if let Err(error) = cut {
                    self.complain(&error);
                }
            }
        }
    }

    fn complain(&mut self, error: &std::io::Error) {
        if !self.is_failing {
            tracing::error!(error = %error, "the access log cannot be written; its lines wait in memory");
        }
        self.is_failing = true;
    }
}

/// Checks the chain of a log from its first line.
pub(crate) fn check(path: &Path) -> Result<AccessLogReport, EngineFault> {
    if !path.exists() {
        return Ok(AccessLogReport { lines: 0, broken_at: None });
    }
    let file = File::open(path).map_err(EngineFault::file("open", path))?;
    let (mut lines, mut chain) = (0, START.to_owned());
    let mut reader = BufReader::new(file);
    let mut text = Vec::new();
    while reader.read_until(b'\n', &mut text).map_err(EngineFault::file("read", path))? > 0 {
        lines += 1;
        let is_chained = split_line(&text).is_some_and(|(found, json)| {
            chain = next_chain(&chain, json);
            chain == found
        });
        if !is_chained {
            return Ok(AccessLogReport { lines, broken_at: Some(lines) });
        }
        text.clear();
    }
    Ok(AccessLogReport { lines, broken_at: None })
}

/// The chain value and the JSON of a whole line.
fn split_line(bytes: &[u8]) -> Option<(&str, &str)> {
    let (chain, json) = std::str::from_utf8(bytes).ok()?.strip_suffix('\n')?.split_once(' ')?;
    (chain.len() == START.len()).then_some((chain, json))
}

fn next_chain(chain: &str, line: &str) -> String {
    hex(&digest_of(format!("{chain} {line}").as_bytes()))
}
