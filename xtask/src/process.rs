//! Where the workspace is and how other programs are started.
//!
//! A program that is absent and a program that fails are two different problems; no caller may confuse them.

use std::collections::VecDeque;
use std::ffi::OsStr;
use std::io::{self, BufRead, BufReader};
use std::path::{Path, PathBuf};
use std::process::{Command, ExitStatus, Stdio};

/// How much of what a failed program wrote last is said again with its failure.
const LAST_LINES: usize = 24;

/// Why a command or a step did not do its work.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Problem {
    /// It ran and found something wrong.
    Failed(String),
    /// It could not run: a tool or a part of the repository is not there.
    Missing(String),
}

impl Problem {
    pub(crate) fn into_message(self) -> String {
        match self {
            Self::Failed(message) | Self::Missing(message) => message,
        }
    }
}

/// The checkout that this tool was built from.
pub(crate) struct Workspace {
    root: PathBuf,
}

impl Workspace {
    pub(crate) fn of_this_build() -> Self {
        let manifest = Path::new(env!("CARGO_MANIFEST_DIR"));
        Self { root: manifest.parent().unwrap_or(manifest).to_path_buf() }
    }

    pub(crate) fn root(&self) -> &Path {
        &self.root
    }

    pub(crate) fn path(&self, relative: impl AsRef<Path>) -> PathBuf {
        self.root.join(relative)
    }

    /// A program to be started in the root of the checkout.
    pub(crate) fn command(&self, program: impl AsRef<OsStr>) -> Command {
        let mut command = Command::new(program);
        command.current_dir(&self.root);
        command
    }

    /// Cargo, the one that started this tool where there is one.
    pub(crate) fn cargo(&self) -> Command {
        self.command(std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into()))
    }

    /// The program as the last development build left it.
    pub(crate) fn program(&self) -> PathBuf {
        self.target_directory().join("debug").join("etown")
    }

    pub(crate) fn target_directory(&self) -> PathBuf {
        std::env::var_os("CARGO_TARGET_DIR").map_or_else(|| self.path("target"), PathBuf::from)
    }

    /// The reference data and cases that live beside the checkout.
    pub(crate) fn shared(&self) -> PathBuf {
        std::env::var_os("ETOWN_SHARED").map_or_else(|| self.path("../shared"), PathBuf::from)
    }
}

/// Runs a program to its end with its output shown as it comes. On CI a failure says again what was written last: where a
/// log is cut, its end is what is read.
pub(crate) fn run(command: &mut Command) -> Result<(), Problem> {
    let shown = shown(command);
    println!("   $ {shown}");
    let mut last_lines = VecDeque::new();
    let ended = match std::env::var_os("CI") {
        Some(_) => status_with_lines(command, &mut last_lines),
        None => command.status(),
    };
    match ended {
        Ok(status) if status.success() => Ok(()),
        Ok(status) => {
            last_lines.push_front(format!("`{shown}` ended with {status}"));
            Err(Problem::Failed(Vec::from(last_lines).join("\n")))
        }
        Err(error) => Err(not_started(&shown, &error)),
    }
}

/// Runs a program, shows each line as it comes and keeps the last ones.
fn status_with_lines(command: &mut Command, last_lines: &mut VecDeque<String>) -> io::Result<ExitStatus> {
    let (reader, writer) = io::pipe()?;
    let mut child = command.stdout(writer.try_clone()?).stderr(writer).spawn()?;
    // The command holds ends for writing of its own; the lines end when the program's are the last ones.
    command.stdout(Stdio::inherit()).stderr(Stdio::inherit());
    for line in BufReader::new(reader).split(b'\n') {
        let line = String::from_utf8_lossy(&line?).into_owned();
        println!("{line}");
        last_lines.push_back(without_colours(&line));
        if last_lines.len() > LAST_LINES {
            last_lines.pop_front();
        }
    }
    child.wait()
}

/// Runs a program and returns what it wrote to standard output.
pub(crate) fn output(command: &mut Command) -> Result<String, Problem> {
    let shown = shown(command);
    match command.output() {
        Ok(output) if output.status.success() => String::from_utf8(output.stdout)
            .map_err(|error| Problem::Failed(format!("`{shown}` wrote {error}"))),
        Ok(output) => Err(Problem::Failed(format!(
            "`{shown}` ended with {}\n{}",
            output.status,
            String::from_utf8_lossy(&output.stderr).trim_end()
        ))),
        Err(error) => Err(not_started(&shown, &error)),
    }
}

/// The text without the sequences by which a terminal is told to colour it.
fn without_colours(line: &str) -> String {
    let mut parts = line.split("\u{1b}[");
    let mut text = parts.next().unwrap_or_default().to_owned();
    for part in parts {
        text.push_str(part.split_once('m').map_or(part, |(_colour, rest)| rest));
    }
    text
}

/// Says whether a program can be started at all.
pub(crate) fn is_installed(program: &str) -> bool {
    std::env::var_os("PATH")
        .is_some_and(|paths| std::env::split_paths(&paths).any(|folder| folder.join(program).is_file()))
}

fn not_started(shown: &str, error: &io::Error) -> Problem {
    if error.kind() == io::ErrorKind::NotFound {
        Problem::Missing(format!("`{shown}` could not start: the program is not installed"))
    } else {
        Problem::Failed(format!("`{shown}` could not start: {error}"))
    }
}

fn shown(command: &Command) -> String {
    let program = Path::new(command.get_program());
    let name = program.file_name().unwrap_or(command.get_program()).to_string_lossy();
    let arguments = command.get_args().map(|argument| argument.to_string_lossy());
    std::iter::once(name).chain(arguments).collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn colours_are_left_out() {
        assert_eq!(without_colours("\u{1b}[1m\u{1b}[31merror\u{1b}[0m: it differs"), "error: it differs");
        assert_eq!(without_colours("plain"), "plain");
    }

    #[test]
    fn the_last_lines_of_both_outputs_are_kept_in_order() {
        let mut command = Command::new("sh");
        command.args(["-c", "for n in $(seq 30); do echo $n; done; echo why >&2; exit 3"]);
        let mut lines = VecDeque::new();
        let status = status_with_lines(&mut command, &mut lines).unwrap();
        assert_eq!(status.code(), Some(3));
        assert_eq!(lines.len(), LAST_LINES);
        assert_eq!(lines.front().map(String::as_str), Some("8"));
        assert_eq!(lines.back().map(String::as_str), Some("why"));
    }
}
