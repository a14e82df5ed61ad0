//! Implementations of others verify the published files of a journal without our code.

#![cfg(feature = "store")]
#![expect(clippy::unwrap_used, reason = "tests fail by panicking")]

use etown_journal::{Append, Disclose, EntryDraft, Journal, JournalKey, OpenOptions, Section};
use signed_note::{Note, StandardVerifier, VerifierList};
use std::path::{Path, PathBuf};
use std::process::Command;
use tlog_tiles::{
    Checkpoint, Hash, Tile, TileHashReader, TileReader, check_record, check_tree, prove_record, prove_tree,
    record_hash,
};

const ORIGIN: &str = "zone.example/journal";
/// Enough for a tile of the third level.
const SIZE: u64 = 66_000;

struct Published {
    dir: tempfile::TempDir,
    vkey: String,
    /// Checkpoints of smaller sizes.
    older: Vec<PathBuf>,
    proofs: Vec<PathBuf>,
}

fn publish() -> Published {
    let dir = tempfile::tempdir().unwrap();
    let key = JournalKey::from_seed(ORIGIN, &[4; 32]).unwrap();
    let vkey = key.verifier().to_string();
    let mut journal = Journal::create(dir.path(), ORIGIN, 0, OpenOptions::with_key(key)).unwrap();
    let mut older = Vec::new();
    for end in [1, 255, 256, 300, 65_536, 65_537, SIZE] {
        let drafts: Vec<EntryDraft> = (journal.size()..end)
            .map(|position| {
                let section = Section::new("command", position.to_string());
                EntryDraft::new(i64::try_from(position).unwrap(), vec![section]).unwrap()
            })
            .collect();
        assert!(matches!(journal.append(journal.size(), &drafts), Append::Written(_)));
        let signed = journal.checkpoint().unwrap();
        let path = dir.path().join(format!("older-{end}"));
        std::fs::write(&path, signed.note).unwrap();
        older.push(path);
    }
    let mut proofs = Vec::new();
    for position in [0, 255, 256, 65_535, 65_999] {
        let receipt = journal.receipt(position, Disclose::All).unwrap().unwrap();
        let path = dir.path().join(format!("{position}.tlog-proof"));
        std::fs::write(&path, receipt.to_tlog_proof(position)).unwrap();
        proofs.push(path);
    }
    Published { dir, vkey, older, proofs }
}

struct Files<'a>(&'a Path);

impl TileReader for Files<'_> {
    fn height(&self) -> u8 {
        8
    }

    fn read_tiles(&self, tiles: &[Tile]) -> Result<Vec<Vec<u8>>, tlog_tiles::Error> {
        let read = |tile: &Tile| std::fs::read(self.0.join(tile.path().replace("tile/8/", "tile/"))).unwrap();
        Ok(tiles.iter().map(read).collect())
    }

    fn save_tiles(&self, _tiles: &[Tile], _data: &[Vec<u8>]) {}
}

fn open_checkpoint(note: &[u8], vkey: &str) -> Checkpoint {
    let verifier = StandardVerifier::new(vkey).unwrap();
    let note = Note::from_bytes(note).unwrap();
    let (verified, unverified) = note.verify(&VerifierList::new(vec![Box::new(verifier)])).unwrap();
    assert_eq!((verified.len(), unverified.len()), (1, 0));
    Checkpoint::from_bytes(note.text()).unwrap()
}

#[test]
fn two_rust_crates_verify_checkpoints_tiles_and_proofs() {
    let published = publish();
    let dir = published.dir.path();
    let tree = open_checkpoint(&std::fs::read(dir.join("checkpoint")).unwrap(), &published.vkey);
    assert_eq!((tree.origin(), tree.size()), (ORIGIN, SIZE));
    let files = Files(dir);
    let hashes = TileHashReader::new(tree.size(), *tree.hash(), &files);
    for position in (0..SIZE).step_by(911).chain([255, 256, 65_535, 65_536, SIZE - 1]) {
        let entry = entry_from_bundle(dir, position);
        let proof = prove_record(SIZE, position, &hashes).unwrap();
        check_record(&proof, SIZE, *tree.hash(), position, record_hash(&entry)).unwrap();
    }
    for path in &published.older[..published.older.len() - 1] {
        let old = open_checkpoint(&std::fs::read(path).unwrap(), &published.vkey);
        let proof = prove_tree(SIZE, old.size(), &hashes).unwrap();
        check_tree(&proof, SIZE, *tree.hash(), old.size(), *old.hash()).unwrap();
    }
    let wrong = check_record(&Vec::new(), SIZE, Hash([0; 32]), 0, record_hash(b"another entry"));
    assert!(wrong.is_err());
}

/// Finds an envelope in the published bundles.
fn entry_from_bundle(dir: &Path, position: u64) -> Vec<u8> {
    let bundle = position / 256;
    let name = if (bundle + 1) * 256 <= SIZE {
        format!("tile/entries/{bundle:03}")
    } else {
        format!("tile/entries/{bundle:03}.p/{}", SIZE % 256)
    };
    let bytes = std::fs::read(dir.join(name)).unwrap();
    let mut rest = bytes.as_slice();
    for _ in 0..position % 256 {
        let length = usize::from(u16::from_be_bytes([rest[0], rest[1]]));
        rest = &rest[2 + length..];
    }
    let length = usize::from(u16::from_be_bytes([rest[0], rest[1]]));
    rest[2..2 + length].to_vec()
}

#[test]
fn the_go_checksum_database_code_verifies_checkpoints_tiles_and_proofs() {
    let is_there = Command::new("go").arg("version").output().is_ok_and(|output| output.status.success());
    if !is_there {
        assert!(std::env::var("CI").is_err(), "go is missing; install golang-go and golang-golang-x-mod-dev");
        eprintln!("skipped: go is missing; install golang-go and golang-golang-x-mod-dev");
        return;
    }
    let published = publish();
    let program = published.dir.path().join("verify_tlog");
    let source = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../tests/go/verify_tlog/main.go");
    let built = go().arg("build").arg("-o").arg(&program).arg(source).output().unwrap();
    assert!(built.status.success(), "{}", String::from_utf8_lossy(&built.stderr));
    let files = published.older.iter().chain(&published.proofs);
    let run = |vkey: &str| {
        let mut command = Command::new(&program);
        command.arg(published.dir.path()).arg(vkey).args(files.clone()).output().unwrap()
    };
    let verified = run(&published.vkey);
    assert!(verified.status.success(), "{}", String::from_utf8_lossy(&verified.stderr));
    assert_eq!(String::from_utf8_lossy(&verified.stdout), "verified 66000 entries and 12 files\n");
    let other = JournalKey::from_seed(ORIGIN, &[5; 32]).unwrap().verifier().to_string();
    assert!(!run(&other).status.success(), "another key verifies nothing");
    let tile = published.dir.path().join("tile/0/100");
    let mut bytes = std::fs::read(&tile).unwrap();
    bytes[40] ^= 1;
    std::fs::write(&tile, bytes).unwrap();
    assert!(!run(&published.vkey).status.success(), "a changed tile is found");
}

fn go() -> Command {
    let mut command = Command::new("go");
    command.env("GO111MODULE", "off").env("GOPATH", "/usr/share/gocode").env("GOFLAGS", "");
    command
}
