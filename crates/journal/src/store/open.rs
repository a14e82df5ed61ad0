//! Making and opening a journal: the lock, the check of the tail, and the promise of the last checkpoint.
//!
//! Opening reads only the tail (from the last published checkpoint on); it refuses to go on where an entry
//! that was acknowledged is gone or changed.

use super::append::Writer;
use super::fault::JournalFault;
use super::metadata::{
    CHECKPOINT, DirectoryLock, LOCK, Metadata, SEGMENTS, SignedCheckpoint, lock_directory, read_checkpoint,
    read_trust, write_trust,
};
use super::plan::FaultPlan;
use super::segment::{Segment, preallocate, replace_file, sync_directory};
use super::shared::{Publishing, Shared, State};
use super::tail::{Tail, read_tail};
use super::{Journal, publish};
use crate::checkpoint::Checkpoint;
use crate::digest::root_of;
use crate::envelope::JournalId;
use crate::keys::JournalKey;
use crate::trust::{TrustFile, TrustedJournal, TrustedKey};
use std::os::unix::fs::DirBuilderExt as _;
use std::path::{Path, PathBuf};
use std::sync::Arc;

/// How a journal is opened.
#[derive(Debug, Clone, Default)]
pub struct OpenOptions {
    /// The key that signs checkpoints; without one nothing is published.
    pub key: Option<JournalKey>,
    /// Bytes of new segments; 64 MiB where none are given.
    pub segment_bytes: Option<u64>,
    /// A failure to plan, in tests.
    #[cfg(any(test, feature = "faults"))]
    pub faults: Option<Arc<FaultPlan>>,
}

const SEGMENT_BYTES_DEFAULT: u64 = 64 * 1024 * 1024;

impl OpenOptions {
    /// Opens with a signing key and the defaults.
    pub fn with_key(key: JournalKey) -> Self {
        Self { key: Some(key), ..Self::default() }
    }

    #[cfg_attr(
        not(any(test, feature = "faults")),
        expect(clippy::unused_self, reason = "only builds with planned failures have a plan")
    )]
    pub(crate) fn fault_plan(&self) -> Option<Arc<FaultPlan>> {
        #[cfg(any(test, feature = "faults"))]
        return self.faults.clone();
        #[cfg(not(any(test, feature = "faults")))]
        None
    }

    pub(crate) fn bytes_of_segments(&self) -> u64 {
        self.segment_bytes.unwrap_or(SEGMENT_BYTES_DEFAULT)
    }
}

impl Journal {
    /// Makes a journal in a new or empty directory and publishes its empty checkpoint.
    ///
    /// `instant_microseconds` is the instant from which the key is valid.
    pub fn create(
        dir: &Path,
        origin: &str,
        instant_microseconds: i64,
        options: OpenOptions,
    ) -> Result<Self, JournalFault> {
        let key = options.key.clone().ok_or(JournalFault::KeyMissing)?;
        prepare_directory(dir)?;
        let lock = lock_directory(dir)?;
        let id = random_id()?;
        let trust = TrustFile {
            origin: origin.into(),
            journals: vec![TrustedJournal { id, first_position: 0, end_position: None }],
            keys: vec![TrustedKey::new(key.verifier(), instant_microseconds)],
        };
        write_trust(dir, &trust)?;
        begin_first_segment(dir, id, &options)?;
        let empty = Checkpoint { origin: origin.into(), size: 0, root: root_of(&[]) };
        replace_file(&dir.join(CHECKPOINT), key.sign(&empty.to_text()).as_bytes())?;
        // The description comes last: a directory without it is no journal.
        Metadata::new(id, origin).write(dir)?;
        Self::open_locked(dir, lock, options)
    }

    /// Opens a journal for this process alone.
    ///
    /// Faults: in use, not a journal, newer format, damage with its position, a checkpoint that is not a
    /// prefix of what is on disk, a key that is not the journal's. A torn tail is cut.
    pub fn open(dir: &Path, options: OpenOptions) -> Result<Self, JournalFault> {
        if !dir.join(super::metadata::DESCRIPTION).exists() {
            return Err(JournalFault::NotAJournal { dir: dir.into() });
        }
        let lock = lock_directory(dir)?;
        Self::open_locked(dir, lock, options)
    }

    fn open_locked(dir: &Path, lock: DirectoryLock, options: OpenOptions) -> Result<Self, JournalFault> {
        let metadata = Metadata::read(dir)?;
        let id = metadata.journal_id(dir)?;
        let trust = read_trust(dir)?;
        check_key(options.key.as_ref(), &trust)?;
        let latest = read_checkpoint(dir, &trust)?;
        let segments = open_segments(dir, &options)?;
        let tail = read_tail(dir, segments, &latest.checkpoint)?;
        Self::from_tail(dir, lock, (id, metadata), tail, (options, trust, latest))
    }

    fn from_tail(
        dir: &Path,
        lock: DirectoryLock,
        (id, metadata): (JournalId, Metadata),
        tail: Tail,
        (options, trust, latest): (OpenOptions, TrustFile, SignedCheckpoint),
    ) -> Result<Self, JournalFault> {
        let active = Arc::clone(tail.segments.last().expect("a journal has at least one segment"));
        let writer = Writer::new(dir.join(SEGMENTS), active, tail.end, &options);
        let state = State { tree: tail.tree, segments: tail.segments, active_offsets: tail.active_offsets };
        let published_size = latest.checkpoint.size;
        let faults = options.fault_plan();
        let publishing = Publishing { key: options.key, trust, faults };
        let shared = Arc::new(Shared::new(dir.into(), id, metadata, state, publishing, latest));
        publish::complete_tiles(&shared, published_size, tail.tiles)?;
        let mut journal = Self::new(shared, lock, writer, tail.cut_bytes);
        journal.remember_last_instant()?;
        Ok(journal)
    }
}

pub(crate) fn random_id() -> Result<JournalId, JournalFault> {
    let mut id = [0; 16];
    getrandom::fill(&mut id).map_err(|_no_detail| JournalFault::NoRandomness)?;
    Ok(JournalId(id))
}

/// Makes the directory with its folders, or checks that it is empty.
pub(crate) fn prepare_directory(dir: &Path) -> Result<(), JournalFault> {
    let segments = dir.join(SEGMENTS);
    std::fs::create_dir_all(dir).map_err(JournalFault::file("make", dir))?;
    let found = std::fs::read_dir(dir).map_err(JournalFault::file("list", dir))?;
    for name in found {
        let name = name.map_err(JournalFault::file("list", dir))?.file_name();
        if name != LOCK {
            return Err(JournalFault::DirectoryNotEmpty { dir: dir.into() });
        }
    }
    // Segments hold payloads: nobody but the owner reads them.
    std::fs::DirBuilder::new()
        .mode(0o700)
        .create(&segments)
        .map_err(JournalFault::file("make", &segments))?;
    sync_directory(dir)
}

fn begin_first_segment(dir: &Path, id: JournalId, options: &OpenOptions) -> Result<(), JournalFault> {
    let segments = dir.join(SEGMENTS);
    let prepared = segments.join("next.prepared");
    let file = preallocate(&prepared, options.bytes_of_segments())?;
    Segment::begin((file, &prepared), &segments, id, 0, None)?;
    Ok(())
}

/// A key that is given must be the one that signs now; a rotated or revoked one is refused before it signs.
fn check_key(key: Option<&JournalKey>, trust: &TrustFile) -> Result<(), JournalFault> {
    let Some(key) = key else { return Ok(()) };
    let verifier = key.verifier();
    let is_current = trust.keys.iter().any(|known| {
        known.key == verifier && known.valid_to_microseconds.is_none() && known.revocation.is_none()
    });
    if is_current { Ok(()) } else { Err(JournalFault::KeyNotTrusted { vkey: verifier.to_string() }) }
}

pub(crate) fn segment_paths(dir: &Path) -> Result<Vec<PathBuf>, JournalFault> {
    let segments = dir.join(SEGMENTS);
    let mut paths = Vec::new();
    for found in std::fs::read_dir(&segments).map_err(JournalFault::file("list", &segments))? {
        let path = found.map_err(JournalFault::file("list", &segments))?.path();
        if path.extension().is_some_and(|extension| extension == "segment") {
            paths.push(path);
        }
    }
    paths.sort();
    Ok(paths)
}

fn open_segments(dir: &Path, options: &OpenOptions) -> Result<Vec<Arc<Segment>>, JournalFault> {
    let mut segments = Vec::new();
    for path in segment_paths(dir)? {
        segments.push(Arc::new(Segment::open(path, options.fault_plan())?));
    }
    if segments.first().is_none_or(|segment| segment.first_position != 0) {
        let reason = "the first segment is missing".into();
        return Err(JournalFault::FileUnusable { path: dir.join(SEGMENTS), reason });
    }
    Ok(segments)
}
