//! What may happen to files while no engine runs. Only what is computed from the journal is touched here: the snapshot, the
//! query database, and files that no checkpoint covers. Copies of an earlier time stand for a process that was killed between
//! two writes: a database that trails its snapshot, a snapshot that trails its database, a transaction that was cut short.

use std::io::{ErrorKind, Result};
use std::path::{Path, PathBuf};

use crate::zone::random::Seeded;

/// What happens to the files.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Disturbance {
    SnapshotDeleted,
    SnapshotDamaged,
    SnapshotCutShort,
    SnapshotOfEarlier,
    /// A snapshot was being written when the process ended.
    SnapshotInTheMaking,
    DatabaseDeleted,
    DatabaseCutShort,
    DatabaseOfEarlier,
    /// The process was killed within a transaction: the end of the database's log is missing.
    DatabaseTorn,
    BothOfEarlier,
    SegmentCutShort,
    TilesDeleted,
    None,
}

const ALL: [Disturbance; 13] = [
    Disturbance::SnapshotDeleted,
    Disturbance::SnapshotDamaged,
    Disturbance::SnapshotCutShort,
    Disturbance::SnapshotOfEarlier,
    Disturbance::SnapshotInTheMaking,
    Disturbance::DatabaseDeleted,
    Disturbance::DatabaseCutShort,
    Disturbance::DatabaseOfEarlier,
    Disturbance::DatabaseTorn,
    Disturbance::BothOfEarlier,
    Disturbance::SegmentCutShort,
    Disturbance::TilesDeleted,
    Disturbance::None,
];

impl Disturbance {
    pub(super) fn drawn(seeded: &mut Seeded) -> Self {
        ALL[seeded.position(ALL.len())]
    }
}

const DATABASE: [&str; 3] = ["projection.db", "projection.db-wal", "projection.db-shm"];

fn snapshot(directory: &Path) -> PathBuf {
    directory.join("snapshot").join("state")
}

fn kept(directory: &Path) -> PathBuf {
    directory.with_file_name("kept")
}

/// Copies the snapshot and the query database as they are, which must be at rest.
pub(super) fn keep(directory: &Path) -> Result<()> {
    let kept = kept(directory);
    std::fs::create_dir_all(&kept)?;
    copy(&snapshot(directory), &kept.join("state"))?;
    // The third file is made anew from the second.
    DATABASE[..2].iter().try_for_each(|name| copy(&directory.join(name), &kept.join(name)))
}

/// Makes it impossible to write a snapshot, or possible again.
pub(super) fn obstruct(directory: &Path, is_obstructed: bool) -> Result<()> {
    let path = snapshot(directory).with_extension("new");
    if is_obstructed {
        // What a killed process may have left there is in the way of the obstacle.
        remove(&path)?;
        return std::fs::create_dir_all(path);
    }
    std::fs::remove_dir(path)
}

/// Changes files as the disturbance says.
pub(super) fn disturb(directory: &Path, what: Disturbance, seeded: &mut Seeded) -> Result<&'static str> {
    let snapshot = snapshot(directory);
    let half = |bytes: &mut Vec<u8>| bytes.truncate(bytes.len() / 2);
    match what {
        Disturbance::SnapshotDeleted => remove(&snapshot).map(|()| "snapshot deleted"),
        Disturbance::SnapshotDamaged => {
            change(&snapshot, |bytes| flip(bytes, seeded)).map(|()| "snapshot damaged")
        }
        Disturbance::SnapshotCutShort => change(&snapshot, half).map(|()| "snapshot cut short"),
        Disturbance::SnapshotOfEarlier => put_back(directory, Some(&snapshot), false),
        Disturbance::SnapshotInTheMaking => {
            let new = snapshot.with_extension("new");
            copy(&snapshot, &new)?;
            change(&new, half).map(|()| "snapshot half written")
        }
        Disturbance::DatabaseDeleted => remove_database(directory).map(|()| "query database deleted"),
        Disturbance::DatabaseCutShort => {
            change(&directory.join(DATABASE[0]), half).map(|()| "query database cut short")
        }
        Disturbance::DatabaseOfEarlier => put_back(directory, None, true),
        Disturbance::DatabaseTorn => {
            put_back(directory, None, true)?;
            let log = directory.join(DATABASE[1]);
            change(&log, |bytes| bytes.truncate(seeded.position(bytes.len() + 1)))
                .map(|()| "query database torn within a transaction")
        }
        Disturbance::BothOfEarlier => put_back(directory, Some(&snapshot), true),
        Disturbance::SegmentCutShort => {
            let prepared = directory.join("journal").join("segments").join("next.prepared");
            change(&prepared, |bytes| bytes.truncate(bytes.len() / 3)).map(|()| "prepared segment cut short")
        }
        Disturbance::TilesDeleted => match std::fs::remove_dir_all(directory.join("journal").join("tile")) {
            Err(error) if error.kind() != ErrorKind::NotFound => Err(error),
            _ => Ok("tiles deleted"),
        },
        Disturbance::None => Ok("files left alone"),
    }
}

/// Puts copies of an earlier time in the place of what is there, where there are any.
fn put_back(directory: &Path, snapshot: Option<&Path>, with_database: bool) -> Result<&'static str> {
    let kept = kept(directory);
    if !kept.exists() {
        return Ok("nothing kept of earlier");
    }
    if let Some(snapshot) = snapshot {
        copy(&kept.join("state"), snapshot)?;
    }
    if with_database {
        remove_database(directory)?;
        DATABASE[..2].iter().try_for_each(|name| copy(&kept.join(name), &directory.join(name)))?;
    }
    Ok(match (snapshot.is_some(), with_database) {
        (true, true) => "snapshot and query database of earlier",
        (true, false) => "snapshot of earlier",
        _ => "query database of earlier",
    })
}

fn remove_database(directory: &Path) -> Result<()> {
    DATABASE.iter().try_for_each(|name| remove(&directory.join(name)))
}

/// Copies a file over another one; where there is none, there is none afterwards.
fn copy(from: &Path, to: &Path) -> Result<()> {
    remove(to)?;
    if from.exists() { std::fs::copy(from, to).map(|_bytes| ()) } else { Ok(()) }
}

fn remove(path: &Path) -> Result<()> {
    match std::fs::remove_file(path) {
        Err(error) if error.kind() != ErrorKind::NotFound => Err(error),
        _ => Ok(()),
    }
}

fn change(path: &Path, change: impl FnOnce(&mut Vec<u8>)) -> Result<()> {
    if !path.exists() {
        return Ok(());
    }
    let mut bytes = std::fs::read(path)?;
    change(&mut bytes);
    std::fs::write(path, bytes)
}

fn flip(bytes: &mut [u8], seeded: &mut Seeded) {
    if !bytes.is_empty() {
        let position = seeded.position(bytes.len());
        bytes[position] ^= 1 << seeded.between(0, 7);
    }
}
