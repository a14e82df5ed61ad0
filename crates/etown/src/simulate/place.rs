//! Where runs have their files: in memory where the system offers that, since nothing of a run outlives it. What a killed
//! simulator left behind is removed by the next one; nothing else ever is.

use std::fs::File;
use std::path::{Path, PathBuf};
use std::sync::Once;
use std::sync::atomic::{AtomicU64, Ordering};

use crate::problem::Problem;

/// A folder for the runs of one seed, removed in the end.
pub(super) struct Place {
    folder: PathBuf,
    runs: AtomicU64,
    /// Locked while this process lives.
    _lock: File,
}

/// Tells places of one process apart.
static PLACES: AtomicU64 = AtomicU64::new(0);

const PREFIX: &str = "etown-simulate-";
const LOCK: &str = "lock";

impl Place {
    pub(super) fn new() -> Result<Self, Problem> {
        static ONCE: Once = Once::new();
        let in_memory = Path::new("/dev/shm");
        let parent = if in_memory.is_dir() { in_memory.to_path_buf() } else { std::env::temp_dir() };
        ONCE.call_once(|| remove_left_behind(&parent));
        let number = PLACES.fetch_add(1, Ordering::Relaxed);
        let name = format!("{PREFIX}{}-{number}", std::process::id());
        let make = |parent: &Path| make_locked(parent.join(&name));
        let made = make(&parent).or_else(|_not_writable| make(&std::env::temp_dir()));
        let (folder, lock) =
            made.map_err(|error| Problem::fault("making a folder for the simulation", error))?;
        Ok(Self { folder, runs: AtomicU64::new(0), _lock: lock })
    }

    /// A directory for another run; the one before is removed.
    pub(super) fn fresh(&self) -> PathBuf {
        let number = self.runs.fetch_add(1, Ordering::Relaxed);
        let run = |number: u64| self.folder.join(number.to_string());
        if let Some(before) = number.checked_sub(1) {
            // What cannot be removed now goes with the folder.
            let _absent_or_busy = std::fs::remove_dir_all(run(before));
        }
        run(number)
    }
}

impl Drop for Place {
    fn drop(&mut self) {
        let _left_to_the_system = std::fs::remove_dir_all(&self.folder);
    }
}

fn make_locked(folder: PathBuf) -> std::io::Result<(PathBuf, File)> {
    std::fs::create_dir_all(&folder)?;
    let lock = File::create(folder.join(LOCK))?;
    lock.lock()?;
    Ok((folder, lock))
}

/// Removes folders of simulators that have ended without doing so.
fn remove_left_behind(parent: &Path) {
    let found = std::fs::read_dir(parent).into_iter().flatten().filter_map(Result::ok);
    for entry in found {
        let is_folder = entry.file_type().is_ok_and(|kind| kind.is_dir());
        let process = entry.file_name().to_str().and_then(process_of);
        if is_folder && process.is_some_and(has_ended) && is_unlocked(&entry.path()) {
            let _another_one_may_be_removing_it = std::fs::remove_dir_all(entry.path());
        }
    }
}

/// The process that a folder is named after; none where the name is not one that a simulator gives.
fn process_of(name: &str) -> Option<u32> {
    let (process, number) = name.strip_prefix(PREFIX)?.split_once('-')?;
    let is_plain = |text: &str| !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
    (is_plain(process) && is_plain(number)).then(|| process.parse().ok()).flatten()
}

/// Whether no such process is there; where that cannot be seen, it may be.
fn has_ended(process: u32) -> bool {
    let processes = Path::new("/proc");
    processes.join("self").exists() && !processes.join(process.to_string()).exists()
}

/// Whether nobody holds the lock, wherever its process is to be seen.
fn is_unlocked(folder: &Path) -> bool {
    match File::open(folder.join(LOCK)) {
        Ok(lock) => lock.try_lock().is_ok(),
        Err(error) => error.kind() == std::io::ErrorKind::NotFound,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// No process has this number: it is above the largest that a system gives.
    const ENDED: &str = "etown-simulate-4294967295-0";

    #[test]
    fn folders_of_ended_simulators_are_removed_and_nothing_else_is() {
        let parent = tempfile::tempdir().unwrap();
        let own = format!("{PREFIX}{}-7", std::process::id());
        let others = [
            own.as_str(),
            "etown-simulate-x-0",
            "etown-simulate-1",
            "another",
            "etown-simulate-4294967294-0",
        ];
        for name in others.iter().chain([&ENDED]) {
            std::fs::create_dir_all(parent.path().join(name).join("0")).unwrap();
        }
        std::fs::write(parent.path().join("etown-simulate-4294967295-1"), "a file").unwrap();
        let locked = make_locked(parent.path().join(others[4])).unwrap();
        remove_left_behind(parent.path());
        assert!(!parent.path().join(ENDED).exists());
        assert!(others.iter().all(|name| parent.path().join(name).exists()));
        assert!(parent.path().join("etown-simulate-4294967295-1").exists());
        drop(locked);
        remove_left_behind(parent.path());
        assert!(!parent.path().join(others[4]).exists());
    }
}
