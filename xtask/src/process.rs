//! Where the workspace is and how other programs are started.
//!
//! A program that is absent and a program that fails are two different problems; no caller may confuse them.

use std::ffi::OsStr;
use std::io;
use std::path::{Path, PathBuf};
use std::process::Command;

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

/// Runs a program to its end with its output shown as it comes.
pub(crate) fn run(command: &mut Command) -> Result<(), Problem> {
    let shown = shown(command);
    println!("   $ {shown}");
    match command.status() {
        Ok(status) if status.success() => Ok(()),
        Ok(status) => Err(Problem::Failed(format!("`{shown}` ended with {status}"))),
        Err(error) => Err(not_started(&shown, &error)),
    }
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
