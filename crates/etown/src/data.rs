//! Data directories: where things lie in one, how it is opened, and what a reader can do when it does not open.

use std::fs::Permissions;
use std::os::unix::fs::PermissionsExt;
use std::path::{Path, PathBuf};

use etown_engine::{Clock, Engine, EngineFault, EngineOptions};
use etown_server::Credentials;

use crate::problem::{Exit, Problem};

/// Sign-in data lie beside the journal, in a database of their own.
pub(crate) fn credentials_file(directory: &Path) -> PathBuf {
    directory.join("credentials.db")
}

/// Opens the engine of a data directory and becomes its owner.
pub(crate) fn open(directory: &Path, options: EngineOptions) -> Result<Engine, Problem> {
    require_zone(directory)?;
    Engine::open(directory, options).map_err(|fault| engine_problem(directory, &fault))
}

/// Makes a journal in a directory that is absent or empty.
pub(crate) fn create(directory: &Path, origin: &str, options: EngineOptions) -> Result<Engine, Problem> {
    require_room(directory)?;
    std::fs::create_dir_all(directory)
        .map_err(|error| Problem::fault(format_args!("making {}", directory.display()), error))?;
    // It will hold keys and names.
    std::fs::set_permissions(directory, Permissions::from_mode(0o700))
        .map_err(|error| Problem::fault(format_args!("protecting {}", directory.display()), error))?;
    Engine::create(directory, origin, options).map_err(|fault| engine_problem(directory, &fault))
}

/// Opens the sign-in data of a data directory that this process owns.
pub(crate) fn open_credentials(directory: &Path, clock: Clock) -> Result<Credentials, Problem> {
    let file = credentials_file(directory);
    Credentials::open(&file, clock)
        .map_err(|fault| Problem::fault(format_args!("opening {}", file.display()), fault))
}

/// Refuses a directory that has no zone in it.
pub(crate) fn require_zone(directory: &Path) -> Result<(), Problem> {
    if directory.join("journal").is_dir() {
        return Ok(());
    }
    let place = directory.display();
    Err(Problem::usage(format!(
        "{place} has no zone in it; make one with `etown demo --data-directory {place}` or `etown init`"
    )))
}

/// Refuses a directory that holds anything.
pub(crate) fn require_room(directory: &Path) -> Result<(), Problem> {
    let is_free = match std::fs::read_dir(directory) {
        Ok(mut entries) => entries.next().is_none(),
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => true,
        Err(error) => return Err(Problem::fault(format_args!("reading {}", directory.display()), error)),
    };
    if is_free {
        return Ok(());
    }
    Err(Problem::usage(format!(
        "{} is not empty; nothing was changed: name a new directory or remove this one yourself",
        directory.display()
    )))
}

/// Removes what was begun in a directory that was absent or empty before, so that the same command can be given again.
pub(crate) fn remove_begun(directory: &Path) {
    // What cannot be removed is told by the next attempt, which finds the directory not empty.
    let _ = std::fs::remove_dir_all(directory);
}

/// Words a fault of the engine with its exit code and what to do about it.
pub(crate) fn engine_problem(directory: &Path, fault: &EngineFault) -> Problem {
    let (exit, advice) = match fault.code() {
        "directory_in_use" => (Exit::InUse, "or name another directory"),
        "journal_damaged"
        | "journal_file_unusable"
        | "tile_differs"
        | "entry_missing"
        | "section_missing"
        | "not_a_journal" => (
            Exit::Damaged,
            "nothing was changed: restore a backup with `etown restore`, or see what is damaged with `etown audit`",
        ),
        "checkpoint_not_prefix" => (
            Exit::Damaged,
            "entries that were published are missing here: restore the newest backup, or go on with `etown recover`",
        ),
        "format_newer" | "entry_newer" | "entry_unknown" => {
            (Exit::Damaged, "it was written by a newer program: start that one")
        }
        "backup_unusable" | "backup_not_consistent" => (Exit::Damaged, "use another backup"),
        "backup_older_than_checkpoint" => {
            (Exit::Refused, "use a newer backup; where there is none, go on with `etown recover`")
        }
        "checkpoint_wanted" => {
            (Exit::Refused, "give the latest checkpoint that anyone holds with --checkpoint")
        }
        "checkpoint_unusable" => (Exit::Usage, "give a checkpoint that this zone signed"),
        "two_administrators_wanted" => (Exit::Refused, "name two different administrators"),
        "not_an_administrator" => {
            (Exit::Refused, "name administrators of the zone as it stands in the backup")
        }
        "directory_not_empty" => (Exit::Usage, "name a new directory"),
        _ => (Exit::Fault, "look at the log on standard error"),
    };
    Problem::new(exit, format!("{}: {}; {advice}", directory.display(), fault.chain()))
}
