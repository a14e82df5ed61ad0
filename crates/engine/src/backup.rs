//! Backup while the zone goes on, restore, and recovery with loss.
//!
//! A backup holds the journal, the trust file, the signing keys, the access log and what the edge keeps of people. The
//! query database and the snapshot are not in it: both are made anew. It holds keys and names, so it is kept as safe as
//! the data directory itself.

use std::fs::File;
use std::os::unix::fs::PermissionsExt as _;
use std::path::Path;
use std::time::Duration;

use etown_domain::{Actor, Role};
use etown_journal::Recovery;
use etown_values::UserId;
use rusqlite::{Connection, OpenFlags};

use crate::clock::Clock;
use crate::fault::EngineFault;
use crate::layout;
use crate::log::Log;
use crate::memory::{Memory, state_digest};
use crate::options::EngineOptions;
use crate::shared::Shared;
use crate::signing;
use crate::start::{self, Opening};

/// What a backup or a restored zone holds.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct BackupReport {
    pub entries: u64,
    /// The checkpoint over these entries; keep it apart from the backup, a restore wants the latest one.
    pub checkpoint: String,
    pub state_digest: Option<String>,
}

/// What is decided about a loss.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LossReport {
    /// The origin under which the journal goes on; another than before.
    pub new_origin: String,
    /// The newest checkpoint of the old journal that anyone holds.
    pub old_checkpoint: Option<String>,
    /// Two administrators of the zone as it is recovered.
    pub administrators: [UserId; 2],
    pub reason: String,
}

const CHECKPOINT: &str = "checkpoint";
const PAGES_PER_STEP: i32 = 1_000;

pub(crate) fn backup(
    shared: &Shared,
    to: &Path,
    progress: &mut dyn FnMut(&str),
) -> Result<BackupReport, EngineFault> {
    let from = shared.directory("backup")?;
    prepare(to)?;
    let reader = shared.reader();
    let journal = reader.journal("backup")?;
    progress("signing a checkpoint");
    let signed = journal.checkpoint()?;
    progress("copying the journal");
    let manifest = journal.backup_to(&layout::journal(to), signed.checkpoint.size)?;
    write(&to.join(CHECKPOINT), signed.note.as_bytes())?;
    write(&layout::trust_file(to), journal.trust().to_json().as_bytes())?;
    progress("copying keys, access log and credentials");
    shared.access_log.flush();
    copy_beside(from, to)?;
    sync(to)?;
    Ok(BackupReport { entries: manifest.size, checkpoint: signed.note, state_digest: None })
}

/// Makes a data directory from a backup.
///
/// `latest_checkpoint` is the newest that anyone holds; a backup that is older than it is refused, and only a recovery
/// with loss goes on.
pub fn restore(from: &Path, to: &Path, latest_checkpoint: Option<&str>) -> Result<BackupReport, EngineFault> {
    prepare(to)?;
    copy_beside(from, to)?;
    let trust = signing::trust(&layout::journal(from))?;
    let key = signing::current_of(to, &trust)?;
    let options = start::journal_options(key, &EngineOptions::default(), Opening::First);
    let (journal, backup) = (layout::journal(to), layout::journal(from));
    let restored = etown_journal::restore(&journal, &backup, latest_checkpoint, None, options)?;
    finish(to, &Log::Durable(restored))
}

/// Makes a data directory from a backup after entries were lost: a new journal origin that names what is missing.
///
/// Faults: not two administrators of the zone as recovered, the same origin as before, an unusable backup.
pub fn recover(
    from: &Path,
    to: &Path,
    loss: &LossReport,
    clock: &Clock,
) -> Result<BackupReport, EngineFault> {
    prepare(to)?;
    copy_beside(from, to)?;
    let number = u32::try_from(signing::trust(&layout::journal(from))?.keys.len()).unwrap_or(u32::MAX);
    let key = signing::make(to, &loss.new_origin, number.saturating_add(1))?;
    let options = start::journal_options(key, &EngineOptions::default(), Opening::First);
    let recovery = Recovery {
        new_origin: loss.new_origin.clone(),
        old_checkpoint: loss.old_checkpoint.clone(),
        administrators: loss.administrators.map(|user| user.to_string()),
        reason: loss.reason.clone(),
        instant_microseconds: clock.now().microseconds(),
    };
    let journal = layout::journal(to);
    let recovered = etown_journal::recover(&journal, &layout::journal(from), &recovery, options)?;
    let log = Log::Durable(recovered);
    if let Err(fault) = check_administrators(&log, &loss.administrators) {
        drop(log);
        // What was not decided by administrators must not be taken for the zone's journal.
        std::fs::remove_dir_all(&journal).map_err(EngineFault::file("remove", &journal))?;
        return Err(fault);
    }
    finish(to, &log)
}

fn check_administrators(log: &Log, administrators: &[UserId; 2]) -> Result<(), EngineFault> {
    let memory = start::replay(&log.reader(), Memory::default(), &mut |_entries| {})?;
    for user in administrators {
        if !memory.state.access.has_zone_role(Actor::User(*user), Role::ZoneAdministrator) {
            return Err(EngineFault::NotAnAdministrator(user.to_string()));
        }
    }
    Ok(())
}

/// Publishes what is there now and proves that it can be replayed.
fn finish(to: &Path, log: &Log) -> Result<BackupReport, EngineFault> {
    let reader = log.reader();
    let journal = reader.journal("checkpoint")?;
    let signed = journal.checkpoint()?;
    write(&layout::trust_file(to), journal.trust().to_json().as_bytes())?;
    let memory = start::replay(&reader, Memory::default(), &mut |_entries| {})?;
    sync(to)?;
    Ok(BackupReport {
        entries: memory.next,
        checkpoint: signed.note,
        state_digest: Some(state_digest(&memory.state)),
    })
}

/// Copies what lies beside the journal: keys, access log, credentials.
fn copy_beside(from: &Path, to: &Path) -> Result<(), EngineFault> {
    let (keys_from, keys_to) = (layout::keys(from), layout::keys(to));
    std::fs::create_dir_all(&keys_to).map_err(EngineFault::file("make the folder", &keys_to))?;
    for found in std::fs::read_dir(&keys_from).map_err(EngineFault::file("list", &keys_from))? {
        let path = found.map_err(EngineFault::file("list", &keys_from))?.path();
        let Some(name) = path.file_name() else { continue };
        let copy = keys_to.join(name);
        std::fs::copy(&path, &copy).map_err(EngineFault::file("copy", &path))?;
        let private = std::fs::Permissions::from_mode(0o600);
        std::fs::set_permissions(&copy, private).map_err(EngineFault::file("protect", &copy))?;
    }
    let (log_from, log_to) = (layout::access_log(from), layout::access_log(to));
    if log_from.exists() {
        let folder = log_to.parent().unwrap_or(to);
        std::fs::create_dir_all(folder).map_err(EngineFault::file("make the folder", folder))?;
        std::fs::copy(&log_from, &log_to).map_err(EngineFault::file("copy", &log_from))?;
    }
    let credentials = layout::credentials(from);
    if credentials.exists() {
        copy_database(&credentials, &layout::credentials(to))?;
    }
    Ok(())
}

/// Copies a SQLite database that may be written meanwhile.
fn copy_database(from: &Path, to: &Path) -> Result<(), EngineFault> {
    let copy = || {
        let source = Connection::open_with_flags(from, OpenFlags::SQLITE_OPEN_READ_ONLY)?;
        let mut target = Connection::open(to)?;
        let backup = rusqlite::backup::Backup::new(&source, &mut target)?;
        backup.run_to_completion(PAGES_PER_STEP, Duration::ZERO, None)
    };
    copy().map_err(EngineFault::database("copying the credentials"))?;
    let private = std::fs::Permissions::from_mode(0o600);
    std::fs::set_permissions(to, private).map_err(EngineFault::file("protect", to))
}

/// Makes a new directory, or takes an empty one.
fn prepare(to: &Path) -> Result<(), EngineFault> {
    std::fs::create_dir_all(to).map_err(EngineFault::file("make the directory", to))?;
    let mut found = std::fs::read_dir(to).map_err(EngineFault::file("list", to))?;
    if found.next().is_some() {
        return Err(etown_journal::JournalFault::DirectoryNotEmpty { dir: to.into() }.into());
    }
    Ok(())
}

fn write(path: &Path, bytes: &[u8]) -> Result<(), EngineFault> {
    let written = std::fs::write(path, bytes).and_then(|()| File::open(path)?.sync_all());
    written.map_err(EngineFault::file("write", path))
}

fn sync(directory: &Path) -> Result<(), EngineFault> {
    File::open(directory)
        .and_then(|folder| folder.sync_all())
        .map_err(EngineFault::file("make durable", directory))
}
