//! Where runs have their files: in memory where the system offers that, since nothing of a run outlives it.

use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicU64, Ordering};

use crate::problem::Problem;

/// A folder for the runs of one seed, removed in the end.
pub(super) struct Place {
    folder: PathBuf,
    runs: AtomicU64,
}

/// Tells places of one process apart.
static PLACES: AtomicU64 = AtomicU64::new(0);

impl Place {
    pub(super) fn new() -> Result<Self, Problem> {
        let number = PLACES.fetch_add(1, Ordering::Relaxed);
        let name = format!("etown-simulate-{}-{number}", std::process::id());
        let in_memory = Path::new("/dev/shm");
        let parent = if in_memory.is_dir() { in_memory.to_path_buf() } else { std::env::temp_dir() };
        let make = |parent: &Path| std::fs::create_dir_all(parent.join(&name)).map(|()| parent.join(&name));
        let folder = make(&parent).or_else(|_not_writable| make(&std::env::temp_dir()));
        let folder = folder.map_err(|error| Problem::fault("making a folder for the simulation", error))?;
        Ok(Self { folder, runs: AtomicU64::new(0) })
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
