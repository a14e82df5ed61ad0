//! How a command ends when it does not succeed: one line that says what to do, and an exit code that scripts can rely on.

use std::fmt::{self, Display};
use std::process::ExitCode;

/// The exit codes of the program. Scripts rely on them: a code is never given another meaning.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Exit {
    /// The check that was asked for came out negative: a case failed, a receipt does not verify, an audit found damage.
    Negative,
    /// The command line or an input file cannot be understood.
    Usage,
    /// The world failed: a file cannot be read or written, a disk is full, a server does not answer.
    Fault,
    /// Another process owns the data directory.
    InUse,
    /// The data directory is damaged, older than a published checkpoint, or written by a newer program.
    Damaged,
    /// The rules of the zone, or the server, refused the request.
    Refused,
}

impl Exit {
    pub(crate) const ALL: [Self; 6] =
        [Self::Negative, Self::Usage, Self::Fault, Self::InUse, Self::Damaged, Self::Refused];

    pub(crate) const fn number(self) -> u8 {
        match self {
            Self::Negative => 1,
            Self::Usage => 2,
            Self::Fault => 3,
            Self::InUse => 4,
            Self::Damaged => 5,
            Self::Refused => 6,
        }
    }

    pub(crate) const fn meaning(self) -> &'static str {
        match self {
            Self::Negative => {
                "the check came out negative: a case failed, a receipt did not verify, an audit found damage"
            }
            Self::Usage => "the command line or an input file cannot be understood",
            Self::Fault => "the world failed: a file, a disk, a network, a server that does not answer",
            Self::InUse => "another process owns the data directory",
            Self::Damaged => {
                "the data directory is damaged, behind a published checkpoint, or newer than this program"
            }
            Self::Refused => "the rules of the zone, or its server, refused the request",
        }
    }
}

/// Why a command did not succeed, with what the reader can do about it.
#[derive(Debug)]
pub(crate) struct Problem {
    exit: Exit,
    message: String,
}

impl Problem {
    pub(crate) fn new(exit: Exit, message: impl Into<String>) -> Self {
        Self { exit, message: message.into() }
    }

    pub(crate) fn usage(message: impl Into<String>) -> Self {
        Self::new(Exit::Usage, message)
    }

    /// A failure of the world, met while doing what the words say.
    pub(crate) fn fault(doing: impl Display, error: impl Display) -> Self {
        Self::new(Exit::Fault, format!("{doing}: {error}"))
    }

    pub(crate) fn exit_code(&self) -> ExitCode {
        ExitCode::from(self.exit.number())
    }

    /// Returns the message on one line, whatever its parts contained.
    pub(crate) fn one_line(&self) -> String {
        self.message.split_whitespace().collect::<Vec<_>>().join(" ")
    }

    pub(crate) const fn exit(&self) -> Exit {
        self.exit
    }
}

impl Display for Problem {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(&self.one_line())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_message_of_several_lines_is_told_on_one() {
        let problem = Problem::fault("reading a.json", "expected a comma\n  at line 3");
        assert_eq!(problem.one_line(), "reading a.json: expected a comma at line 3");
    }

    #[test]
    fn exit_codes_are_distinct_and_leave_zero_to_success() {
        let mut numbers: Vec<u8> = Exit::ALL.iter().map(|exit| exit.number()).collect();
        numbers.dedup();
        assert_eq!(numbers, [1, 2, 3, 4, 5, 6]);
    }
}
