//! The whole check of a journal: every entry, every hash, every tile, the last checkpoint.
//!
//! It reads everything and changes nothing. What it finds is named with its position; it goes on where it
//! can.

use super::JournalReader;
use super::fault::JournalFault;
use super::tail::root_in_memory;
use super::tiles::{Tile, tile_path};
use super::tree::{TILE_WIDTH, TreeEdge};
use crate::digest::{Algorithm, Hash, root_of, to_base64};
use crate::envelope::{Envelope, leaf_hash};
use crate::payload::{decode_payload, payload_digest};
use crate::trust::TrustFile;

/// What an audit saw.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AuditReport {
    /// How many entries were checked.
    pub entries: u64,
    /// The root over them, in Base64 as checkpoints have it.
    pub root: String,
    /// The size of the last published checkpoint, whose root was compared.
    pub checkpoint_size: u64,
    /// What is wrong; empty where all is well.
    pub findings: Vec<Finding>,
}

/// Something that is wrong at a position.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Finding {
    pub position: u64,
    /// A stable code.
    pub code: &'static str,
    pub message: String,
}

/// How many entries are checked between two looks at the tiles.
const ENTRIES_PER_TILE_CHECK: u64 = TILE_WIDTH * TILE_WIDTH;

struct Audit<'a> {
    reader: &'a JournalReader,
    trust: TrustFile,
    published: u64,
    tree: TreeEdge,
    bundle: Vec<u8>,
    last_instant: Option<i64>,
    root_at_checkpoint: Option<Hash>,
    findings: Vec<Finding>,
}

impl JournalReader {
    /// Checks everything that is durable; `progress` is told how many entries were checked, every 65,536.
    pub fn audit(&self, mut progress: impl FnMut(u64)) -> Result<AuditReport, JournalFault> {
        let latest = self.latest_checkpoint();
        let mut audit = Audit {
            reader: self,
            trust: self.trust(),
            published: latest.checkpoint.size,
            tree: TreeEdge::default(),
            bundle: Vec::new(),
            last_instant: None,
            root_at_checkpoint: (latest.checkpoint.size == 0).then(|| root_of(&[])),
            findings: Vec::new(),
        };
        let mut entries = self.read_from(0);
        loop {
            let step = entries.next_frame(|frame, _, _| {
                audit.entry(frame.envelope, frame.payload);
                Ok(())
            });
            match step {
                Ok(Some(())) => {}
                Ok(None) => break,
                Err(fault) => {
                    let position = audit.tree.size;
                    audit.find(position, fault.code(), fault.to_string());
                    break;
                }
            }
            if audit.tree.size.is_multiple_of(ENTRIES_PER_TILE_CHECK) {
                audit.compare_hash_tiles();
                progress(audit.tree.size);
            }
        }
        audit.compare_hash_tiles();
        if audit.root_at_checkpoint != Some(latest.checkpoint.root) {
            let message = "the last checkpoint's root is not the root of the entries".into();
            audit.find(audit.published, "checkpoint_not_prefix", message);
        }
        let root =
            root_in_memory(&audit.tree, audit.tree.size).map_or_else(String::new, |root| to_base64(&root));
        Ok(AuditReport {
            entries: audit.tree.size,
            root,
            checkpoint_size: latest.checkpoint.size,
            findings: audit.findings,
        })
    }
}

impl Audit<'_> {
    fn find(&mut self, position: u64, code: &'static str, message: String) {
        self.findings.push(Finding { position, code, message });
    }

    fn entry(&mut self, envelope_bytes: &[u8], payload: &[u8]) {
        let position = self.tree.size;
        self.tree.push(leaf_hash(envelope_bytes));
        match Envelope::parse(envelope_bytes) {
            Ok(envelope) => self.envelope(position, &envelope, payload),
            Err(malformed) => self.find(position, "envelope_malformed", malformed.to_string()),
        }
        self.bundle_entry(position, envelope_bytes);
        if self.tree.size == self.published {
            self.root_at_checkpoint = root_in_memory(&self.tree, self.published).or(self.root_from_tiles());
        }
    }

    fn envelope(&mut self, position: u64, envelope: &Envelope, payload: &[u8]) {
        if envelope.position != position || !self.trust.has_journal(envelope.journal, position) {
            self.find(position, "envelope_foreign", "the envelope is of another position or journal".into());
        }
        if self.last_instant.is_some_and(|last| envelope.instant_microseconds <= last) {
            self.find(position, "instant_not_later", "the instant is not later than the one before".into());
        }
        self.last_instant = Some(envelope.instant_microseconds);
        let Ok(sections) = decode_payload(payload) else {
            self.find(position, "payload_malformed", "the payload is malformed".into());
            return;
        };
        let digest = |algorithm| {
            let hashes: Vec<Hash> = sections.iter().map(|section| section.hash(algorithm)).collect();
            payload_digest(algorithm, &hashes)
        };
        let is_whole = digest(Algorithm::Sha256) == envelope.payload_root_sha256
            && digest(Algorithm::Sm3) == envelope.payload_sm3;
        if !is_whole {
            self.find(position, "sections_differ", "the sections do not belong to the envelope".into());
        }
    }

    /// Collects envelopes and compares each full bundle that a checkpoint covers.
    fn bundle_entry(&mut self, position: u64, envelope_bytes: &[u8]) {
        let length = u16::try_from(envelope_bytes.len()).unwrap_or(u16::MAX);
        self.bundle.extend_from_slice(&length.to_be_bytes());
        self.bundle.extend_from_slice(envelope_bytes);
        if !(position + 1).is_multiple_of(TILE_WIDTH) {
            return;
        }
        let bundle = std::mem::take(&mut self.bundle);
        self.compare(Tile::Entries, position / TILE_WIDTH, &bundle, position + 1);
    }

    /// Compares all full hash tiles in memory that a checkpoint covers, then forgets them.
    fn compare_hash_tiles(&mut self) {
        let mut leaves_per_tile = TILE_WIDTH;
        for level in 0..self.tree.levels.len() {
            let Some(known) = self.tree.levels.get(level) else { break };
            let first = known.first_index / TILE_WIDTH;
            let tiles: Vec<Vec<u8>> =
                known.hashes.chunks_exact(256).map(|hashes| hashes.as_flattened().to_vec()).collect();
            for (index, bytes) in (first..).zip(tiles) {
                self.compare(
                    Tile::Hashes { level },
                    index,
                    &bytes,
                    (index + 1).saturating_mul(leaves_per_tile),
                );
            }
            leaves_per_tile = leaves_per_tile.saturating_mul(TILE_WIDTH);
        }
        self.tree.forget_full_tiles(self.tree.size);
    }

    fn compare(&mut self, tile: Tile, index: u64, expected: &[u8], end: u64) {
        if end > self.published {
            return;
        }
        let path = tile_path(&self.reader.shared.dir, tile, index, TILE_WIDTH);
        if !std::fs::read(&path).is_ok_and(|found| found == expected) {
            let position = end.saturating_sub(1);
            self.find(position, "tile_differs", format!("the tile {} is missing or differs", path.display()));
        }
    }

    /// The root at the checkpoint where full tiles were already forgotten: from the tiles that were just
    /// compared.
    fn root_from_tiles(&self) -> Option<Hash> {
        self.reader.shared.root(self.published).ok()
    }
}
