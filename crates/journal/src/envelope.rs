//! The envelope: the published half of an entry and the leaf of the Merkle tree.
//!
//! It says when and where, and commits to the payload; it never names an actor, a kind or a person. Its one
//! text form is canonical: parsing accepts only what encoding would have produced.

use crate::digest::{Algorithm, Hash, from_hex, push_hex};
use crate::entry::ENVELOPE_BYTES_MAX;

/// The random identity of a journal, 16 bytes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct JournalId(pub [u8; 16]);

impl JournalId {
    /// Parses 32 lower-case hexadecimal digits.
    pub fn parse(text: &str) -> Option<Self> {
        from_hex(text).map(Self)
    }
}

impl std::fmt::Display for JournalId {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        formatter.write_str(&crate::digest::to_hex(&self.0))
    }
}

/// The published half of an entry.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Envelope {
    pub journal: JournalId,
    /// Zero-based index of the entry in the journal.
    pub position: u64,
    /// Microseconds since 1970-01-01T00:00:00Z.
    pub instant_microseconds: i64,
    /// Root of the RFC 6962 tree over the salted sections, SHA-256.
    pub payload_root_sha256: Hash,
    /// SM3 over the sections' salted SM3 hashes.
    pub payload_sm3: Hash,
}

/// Why bytes are not an envelope.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("the envelope is not in its canonical form")]
pub struct EnvelopeMalformed;

const FIRST_LINE: &str = "etown-entry/1";

impl Envelope {
    /// Appends the canonical bytes of this envelope to `out`.
    pub fn encode_into(&self, out: &mut Vec<u8>) {
        out.extend_from_slice(FIRST_LINE.as_bytes());
        out.extend_from_slice(b"\njournal ");
        push_hex(out, &self.journal.0);
        out.extend_from_slice(b"\nposition ");
        push_decimal(out, self.position);
        out.extend_from_slice(b"\ninstant ");
        if self.instant_microseconds < 0 {
            out.push(b'-');
        }
        push_decimal(out, self.instant_microseconds.unsigned_abs());
        out.extend_from_slice(b"\nsha256 ");
        push_hex(out, &self.payload_root_sha256);
        out.extend_from_slice(b"\nsm3 ");
        push_hex(out, &self.payload_sm3);
        out.push(b'\n');
    }

    /// The canonical bytes of this envelope.
    pub fn encode(&self) -> Vec<u8> {
        let mut out = Vec::with_capacity(288);
        self.encode_into(&mut out);
        out
    }

    /// Parses the canonical form and nothing else.
    pub fn parse(bytes: &[u8]) -> Result<Self, EnvelopeMalformed> {
        let envelope = Self::parse_loosely(bytes).ok_or(EnvelopeMalformed)?;
        if envelope.encode() == bytes { Ok(envelope) } else { Err(EnvelopeMalformed) }
    }

    /// Reads the fields of bytes that this program wrote and whose checksum held; faster than
    /// [`Self::parse`].
    pub(crate) fn parse_loosely(bytes: &[u8]) -> Option<Self> {
        if bytes.len() > ENVELOPE_BYTES_MAX {
            return None;
        }
        let mut lines = std::str::from_utf8(bytes).ok()?.split('\n');
        if lines.next()? != FIRST_LINE {
            return None;
        }
        let mut field = |name: &str| lines.next()?.strip_prefix(name)?.strip_prefix(' ');
        Some(Self {
            journal: JournalId::parse(field("journal")?)?,
            position: field("position")?.parse().ok()?,
            instant_microseconds: field("instant")?.parse().ok()?,
            payload_root_sha256: from_hex(field("sha256")?)?,
            payload_sm3: from_hex(field("sm3")?)?,
        })
    }
}

/// The leaf hash of envelope bytes: SHA-256 over the byte 0 and the bytes (RFC 6962 section 2.1).
pub fn leaf_hash(envelope_bytes: &[u8]) -> Hash {
    Algorithm::Sha256.hash(&[&[0], envelope_bytes])
}

fn push_decimal(out: &mut Vec<u8>, mut number: u64) {
    let mut digits = [b'0'; 20];
    let mut start = digits.len();
    loop {
        start -= 1;
        digits[start] += u8::try_from(number % 10).expect("a remainder of ten fits a byte");
        number /= 10;
        if number == 0 {
            break;
        }
    }
    out.extend_from_slice(&digits[start..]);
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn example() -> Envelope {
        Envelope {
            journal: JournalId([7; 16]),
            position: 12,
            instant_microseconds: 1_763_888_890_123_456,
            payload_root_sha256: [1; 32],
            payload_sm3: [2; 32],
        }
    }

    #[test]
    fn the_text_form_is_the_documented_one() {
        let text = String::from_utf8(example().encode()).unwrap();
        let expected = format!(
            "etown-entry/1\njournal {}\nposition 12\ninstant 1763888890123456\nsha256 {}\nsm3 {}\n",
            "07".repeat(16),
            "01".repeat(32),
            "02".repeat(32)
        );
        assert_eq!(text, expected);
    }

    #[test]
    fn another_spelling_of_the_same_fields_is_refused() {
        let text = String::from_utf8(example().encode()).unwrap();
        for (from, to) in [
            ("position 12", "position 012"),
            ("position 12", "position +12"),
            ("instant 1", "instant  1"),
            ("sm3 02", "sm3 02 "),
            ("etown-entry/1", "etown-entry/2"),
            ("\nsha256", "\n\nsha256"),
        ] {
            assert!(Envelope::parse(text.replace(from, to).as_bytes()).is_err(), "{to:?} is refused");
        }
        assert!(Envelope::parse(format!("{text}\n").as_bytes()).is_err());
        assert!(Envelope::parse(text.trim_end().as_bytes()).is_err());
    }

    #[test]
    fn bytes_larger_than_an_envelope_are_refused() {
        let mut bytes = example().encode();
        bytes.resize(ENVELOPE_BYTES_MAX + 1, b'\n');
        assert_eq!(Envelope::parse(&bytes), Err(EnvelopeMalformed));
    }

    proptest! {
        #[test]
        fn encode_then_parse_is_identity(position: u64, instant: i64, root: [u8; 32], sm3: [u8; 32], id: [u8; 16]) {
            let envelope = Envelope {
                journal: JournalId(id), position, instant_microseconds: instant,
                payload_root_sha256: root, payload_sm3: sm3,
            };
            prop_assert_eq!(Envelope::parse(&envelope.encode()), Ok(envelope));
            prop_assert!(envelope.encode().len() <= 320);
        }

        #[test]
        fn arbitrary_bytes_never_panic(bytes: Vec<u8>) {
            let _ = Envelope::parse(&bytes);
        }
    }
}
