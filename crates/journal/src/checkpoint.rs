//! Checkpoints: the signed statement of how large a journal is and which root it has (C2SP `tlog-
//! checkpoint`).
//!
//! This module reads and writes the text; who may sign it is the business of the trust file.

use crate::digest::{Hash, hash_from_base64, to_base64};

/// The body of a checkpoint.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Checkpoint {
    /// The unique name of the log.
    pub origin: String,
    /// How many entries the tree has.
    pub size: u64,
    /// Root of the tree over the first `size` envelopes.
    pub root: Hash,
}

/// Why a text is not a checkpoint.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("the text is not a checkpoint of origin, size and root")]
pub struct CheckpointMalformed;

impl Checkpoint {
    /// The text that is signed, with its final newline.
    pub fn to_text(&self) -> String {
        format!("{}\n{}\n{}\n", self.origin, self.size, to_base64(&self.root))
    }

    /// Parses the text of a note. Extension lines of others are tolerated and ignored, as the standard wants.
    pub fn parse(text: &str) -> Result<Self, CheckpointMalformed> {
        Self::parse_lines(text).ok_or(CheckpointMalformed)
    }

    fn parse_lines(text: &str) -> Option<Self> {
        let mut lines = text.strip_suffix('\n')?.split('\n');
        let origin = lines.next().filter(|origin| !origin.is_empty())?;
        let size_text = lines.next()?;
        let size: u64 = size_text.parse().ok()?;
        let root = hash_from_base64(lines.next()?)?;
        if size.to_string() != size_text || lines.any(str::is_empty) {
            return None;
        }
        Some(Self { origin: origin.into(), size, root })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn a_foreign_parser_reads_our_checkpoint() {
        let checkpoint = Checkpoint { origin: "zone.example/journal".into(), size: 70_000, root: [5; 32] };
        let foreign = tlog_tiles::Checkpoint::from_bytes(checkpoint.to_text().as_bytes()).unwrap();
        assert_eq!(
            (foreign.origin(), foreign.size(), foreign.hash().0),
            ("zone.example/journal", 70_000, [5; 32])
        );
        assert_eq!(Checkpoint::parse(&checkpoint.to_text()), Ok(checkpoint));
    }

    #[test]
    fn malformed_checkpoints_are_refused() {
        let root = to_base64(&[5; 32]);
        for text in [
            format!("o\n07\n{root}\n"),
            format!("o\n-7\n{root}\n"),
            format!("o\n+7\n{root}\n"),
            format!("\n7\n{root}\n"),
            format!("o\n7\n{root}"),
            format!("o\n7\n{root}\n\n"),
            format!("o\n18446744073709551616\n{root}\n"),
            "o\n7\nAAAA\n".into(),
            "o\n7\n".into(),
        ] {
            assert_eq!(Checkpoint::parse(&text), Err(CheckpointMalformed), "{text:?}");
        }
        assert!(Checkpoint::parse(&format!("o\n7\n{root}\nextension\n")).is_ok());
    }

    proptest! {
        #[test]
        fn arbitrary_text_never_panics(text: String) {
            let _ = Checkpoint::parse(&text);
        }
    }
}
