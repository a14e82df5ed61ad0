//! The first reading of a list file: all of it, and nothing is sent.

use std::fs::File;
use std::io::{Read, Result};

use etown_documents::lists::{Finding, ListFile, ReadError};
use sha2::{Digest, Sha256};

use crate::progress::Progress;

/// Findings kept; more are counted.
const FINDINGS_MAX: usize = 200;

/// What a file holds.
pub(super) struct Checked {
    /// SHA-256 of the file, in hexadecimal digits.
    pub(super) digest: String,
    pub(super) lists: u64,
    pub(super) lines: u64,
    pub(super) spoilt_lists: u64,
    pub(super) findings: Vec<Finding>,
    pub(super) findings_left_out: u64,
}

impl Checked {
    fn nothing_yet(digest: String) -> Self {
        Self { digest, lists: 0, lines: 0, spoilt_lists: 0, findings: Vec::new(), findings_left_out: 0 }
    }

    /// A file of which nothing may be read.
    pub(super) fn refused(digest: String, finding: Finding) -> Self {
        Self { findings: vec![finding], ..Self::nothing_yet(digest) }
    }

    pub(super) const fn is_readable(&self) -> bool {
        self.findings.is_empty()
    }

    fn find(&mut self, found: Vec<Finding>, left_out: u64) {
        self.findings_left_out += left_out;
        for finding in found {
            if self.findings.len() < FINDINGS_MAX {
                self.findings.push(finding);
            } else {
                self.findings_left_out += 1;
            }
        }
    }
}

/// Returns the digest of the whole file.
pub(super) fn digest(file: &mut File) -> Result<String> {
    let mut hash = Sha256::new();
    let mut part = vec![0; 256 * 1024];
    loop {
        let length = file.read(&mut part)?;
        if length == 0 {
            return Ok(hexadecimal(&hash.finalize()));
        }
        hash.update(part.get(..length).unwrap_or_default());
    }
}

pub(super) fn hexadecimal(bytes: &[u8]) -> String {
    use std::fmt::Write as _;
    bytes.iter().fold(String::new(), |mut text, byte| {
        let _infallible = write!(text, "{byte:02x}");
        text
    })
}

/// Reads every list; fails only where the world does.
pub(super) fn check(file: &mut ListFile<File>, digest: String) -> Result<Checked> {
    let mut checked = Checked::nothing_yet(digest);
    match read_all(file, &mut checked) {
        Ok(()) => Ok(checked),
        Err(ReadError::Refused(finding)) => {
            checked.find(vec![finding], 0);
            Ok(checked)
        }
        Err(ReadError::Fault(error)) => Err(error),
    }
}

fn read_all(file: &mut ListFile<File>, checked: &mut Checked) -> std::result::Result<(), ReadError> {
    let progress = Progress::start("rows checked", 0);
    let mut rows = 0;
    for list in file.lists()? {
        let list = list?;
        rows += list.rows;
        progress.set(rows, rows);
        checked.lists += 1;
        match list.content {
            Ok(content) => checked.lines += u64::try_from(content.lines.len()).unwrap_or(u64::MAX),
            Err(spoilt) => {
                checked.spoilt_lists += 1;
                checked.find(spoilt.findings, spoilt.left_out);
            }
        }
    }
    Ok(())
}
